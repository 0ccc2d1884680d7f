"""Changes to a meting: what is not changed keeps every byte."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.steekproef import sample
from weerbaar_cli.files.yaml.events import read_data
from weerbaar_cli.invullen import wijzigen
from weerbaar_cli.invullen.wijzigen import change_text

ROOT = Path(__file__).parents[2]
METINGEN = sorted((ROOT / "examples").glob("*/metingen/*.yaml"))
METINGEN += [ROOT / "tests/cases/golden/voorbeeldstad-zelfscan.yaml"]

TEXT = """\
# boven
weerbaar: meting/1   # kop
organisatie: Voorbeeldstad
peildatum: 2024-01-31

feiten:
    # over mt
    mt-besproken:    2024-01-16   # besproken
    leeg:            # nog vragen
    osint: {waarde: ja, herkomst: , bewijs: [{titel: Nota}]}   # vlak
    apv:
      - titel: APV   # de eerste
        status: vastgesteld
        onderdelen:
          horeca: ja
          seks: nee   # nog niet
      - titel: Oud
        status: ingetrokken
    lang: >-
      een lange
      tekst

    # het einde
    groepen: {a: 2024-01-01, b: nooit}
# nvt:
#   "1": {}
"""


def put(pad: list[str | int], waarde: Any) -> dict[str, Any]:
    return {"pad": pad, "waarde": waarde}


def away(pad: list[str | int]) -> dict[str, Any]:
    return {"pad": pad, "weg": True}


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (put(["feiten", "mt-besproken"], "nooit"), "2024-01-16   #", "nooit   #"),
        (put(["feiten", "leeg"], "ja"), "leeg:            #", "leeg: ja            #"),
        (put(["feiten", "osint", "herkomst"], "opgave"), "herkomst: ,", "herkomst: opgave,"),
        (
            put(["feiten", "osint", "bewijs", 0, "datum"], "2024-01-01"),
            "Nota}",
            "Nota, datum: 2024-01-01}",
        ),
        (put(["feiten", "apv", 0, "onderdelen", "seks"], "ja"), "seks: nee   #", "seks: ja   #"),
        (put(["feiten", "apv", 0, "onderdelen", "c"], "ja"), "niet\n", "niet\n          c: ja\n"),
        (
            put(["feiten", "apv", 2], {"titel": "Nieuw"}),
            "status: ingetrokken\n",
            "status: ingetrokken\n      - {titel: Nieuw}\n",
        ),
        (away(["feiten", "apv", 1]), "      - titel: Oud\n        status: ingetrokken\n", ""),
        (put(["feiten", "lang"], "kort"), ">-\n      een lange\n      tekst", "kort"),
        (put(["feiten", "groepen", "b"], "2024-02-02"), "b: nooit", "b: 2024-02-02"),
        (away(["feiten", "groepen", "a"]), "{a: 2024-01-01, b", "{b"),
        (away(["feiten", "groepen", "b"]), "01, b: nooit}", "01}"),
        (away(["feiten", "lang"]), "    lang: >-\n      een lange\n      tekst\n", ""),
        (put(["feiten", "nieuw"], {"a": "ja"}), "b: nooit}\n", "b: nooit}\n    nieuw: {a: ja}\n"),
        (
            put(["nvt", "3e", "reden"], "geen: horeca"),
            "b: nooit}\n",
            'b: nooit}\nnvt: {3e: {reden: "geen: horeca"}}\n',
        ),
        (put(["organisatie"], "Ander"), "organisatie: Voorbeeldstad", "organisatie: Ander"),
    ],
)
def test_one_change_is_one_cut(change: dict[str, Any], old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    assert change_text(TEXT, [change]) == TEXT.replace(old, new)


def test_a_block_gives_way_to_a_word_and_its_remark_stays() -> None:
    text = "feiten:\n  apv:   # over de apv\n    - titel: APV\n  b: ja\n"
    assert change_text(text, [put(["feiten", "apv"], "nee")]) == (
        "feiten:\n  apv: nee   # over de apv\n  b: ja\n"
    )


def test_what_is_long_gets_lines_of_its_own() -> None:
    groups = {f"groep {number}": "2024-01-01" for number in range(4)}
    text = change_text("feiten:\n  a:   # hoe\n  b: ja\n", [put(["feiten", "a"], groups)])
    lines = [f"    groep {number}: 2024-01-01" for number in range(4)]
    assert text.splitlines() == ["feiten:", "  a:   # hoe", *lines, "  b: ja"]


def test_several_changes_and_none() -> None:
    found = change_text(
        TEXT,
        [
            put(["feiten", "x", "waarde"], "ja"),
            put(["feiten", "x", "herkomst"], "opgave"),
            put(["feiten", "y"], "nee"),
            away(["feiten", "y"]),
            put(["feiten", "osint", "bewijs"], [{"titel": "A"}]),
            put(["feiten", "osint", "bewijs", 0, "datum"], "2024-01-01"),
        ],
    )
    feiten = read_data(found)[0]["feiten"]
    assert feiten["x"] == {"waarde": "ja", "herkomst": "opgave"}
    assert "y" not in feiten
    assert feiten["osint"]["bewijs"] == [{"titel": "A", "datum": "2024-01-01"}]
    assert change_text(TEXT, []) == TEXT
    assert change_text(TEXT, [put(["organisatie"], "Voorbeeldstad")]) == TEXT


@pytest.mark.parametrize(
    "teken", ["\x1b", "\x7f", "a\x85b", "\u2028", "\x00", "\u202e", "\ufeff", "\t"]
)
def test_a_strange_sign_is_one_cut_too(teken: str) -> None:
    """It would make the text another, and then the lines of all others would be written anew."""
    change = {"pad": ["feiten", "a"], "waarde": {"waarde": "1", "toelichting": f"x{teken}"}}
    rest = "  b: {x: 1,\n    y: 2}\n"
    made = change_text(f"feiten:\n  a: 1\n{rest}", [change])
    assert made.endswith(rest)
    assert read_data(made)[0]["feiten"]["a"]["toelichting"] == f"x{teken}"


@pytest.mark.parametrize(
    ("gone", "left"),
    [("bc", "{a: 1}"), ("ab", "{c: 3}"), ("ac", "{b: 2}"), ("abc", "{d: 4}")],
)
def test_what_goes_from_between_brackets_goes_in_runs(gone: str, left: str) -> None:
    changes: list[dict[str, Any]] = [{"pad": ["x", key], "weg": True} for key in gone]
    if gone == "abc":
        changes.append({"pad": ["x", "d"], "waarde": "4"})
    rest = "y: {p: 1,\n  q: 2}\n"
    made = change_text(f"x: {{a: 1, b: 2,\n    c: 3}} # hier\n{rest}", changes)
    assert made == f"x: {left} # hier\n{rest}"


def test_line_ends_and_a_mark_stay() -> None:
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    found = change_text(text, [put(["feiten", "leeg"], "ja")])
    assert found == text.replace("leeg:            #", "leeg: ja            #")


def test_an_empty_text_becomes_a_file() -> None:
    assert change_text("", [put(["weerbaar"], "meting/1"), put(["feiten", "a"], "ja")]) == (
        "weerbaar: meting/1\nfeiten: {a: ja}\n"
    )


def test_the_last_of_a_block_leaves_its_key() -> None:
    assert change_text("a: ja\nnvt:\n  x: y\n", [away(["nvt", "x"])]) == "a: ja\nnvt:\n"


def test_where_a_cut_would_say_something_else_ruamel_writes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wijzigen, "_cuts", lambda *_: iter([(0, 0, "x")]))
    text = "a: 1   # een\nb: 2\n"
    assert change_text(text, [put(["b"], "3")]) == "a: 1   # een\nb: 3\n"


TEXTS = [path.read_text(encoding="utf-8") for path in METINGEN]
WORDS = st.sampled_from(
    [
        "ja",
        "nooit",
        "2024-01-16",
        "3",
        "",
        "een: tekst # met {tekens}",
        '\'n "tekst"',
        "- lijst",
        "é\nregel",
    ]
)
VALUES = st.recursive(
    WORDS,
    lambda one: (
        st.lists(one, min_size=1, max_size=3)
        | st.dictionaries(WORDS.filter(bool), one, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


def paths_in(data: Any, pad: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if not isinstance(data, dict | list):
        return [pad]
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    own = [pad] if pad else []
    return own + [found for key, one in pairs for found in paths_in(one, (*pad, key))]


def applied(data: Any, change: dict[str, Any]) -> Any:
    found = here = deepcopy(data)
    *way, last = change["pad"]
    for step in way:
        here = here[step]
    if change.get("weg"):
        del here[last]
    else:
        here[last] = change["waarde"]
    return found


def bare(data: Any) -> Any:
    if isinstance(data, dict):
        return {
            key: value for key, one in data.items() if (value := bare(one)) not in (None, {}, [])
        }
    return [bare(one) for one in data] if isinstance(data, list) else data


@pytest.mark.hypothesis
@pytest.mark.parametrize("examples", sample([60, 300], 2))
def test_any_change_says_what_is_meant_and_leaves_the_rest(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.sampled_from(TEXTS), st.data())
    def holds(text: str, draw: st.DataObject) -> None:
        data = read_data(text)[0]
        pad = draw.draw(st.sampled_from(paths_in(data)))
        change: dict[str, Any] = {"pad": list(pad)}
        if draw.draw(st.booleans()):
            change["weg"] = True
        else:
            change["waarde"] = draw.draw(VALUES)
        found = change_text(text, [change])
        assert bare(read_data(found)[0]) == bare(applied(data, change))
        kept = iter(found.splitlines())
        for line in lines_outside(text, [key for key in pad[:2] if isinstance(key, str)]):
            assert line in kept, line

    holds()


@pytest.mark.hypothesis
@pytest.mark.parametrize("examples", sample([40, 200], 2))
def test_many_changes_at_once_say_what_each_in_turn_would(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.sampled_from(TEXTS), st.data())
    def holds(text: str, draw: st.DataObject) -> None:
        data = read_data(text)[0]
        changes = []
        for _ in range(draw.draw(st.integers(2, 6))):
            pad = draw.draw(st.sampled_from(paths_in(data)))
            one = away([*pad]) if draw.draw(st.booleans()) else put([*pad], draw.draw(VALUES))
            changes.append(one)
            data = applied(data, one)
        assert bare(read_data(change_text(text, changes))[0]) == bare(data)

    holds()


def test_two_items_of_a_list_go_one_after_the_other() -> None:
    text = "acties:\n  - {actie: een}\n  - {actie: twee}\n  - {actie: drie}\n"
    gone = [away(["acties", 0]), away(["acties", 0])]
    assert change_text(text, gone) == "acties:\n  - {actie: drie}\n"


def test_a_mapping_that_is_given_anew_keeps_the_lines_of_what_stays() -> None:
    text = "feiten:\n  a:\n    x:   # een\n    y: 'ja'   # twee\n    z: nee\n"
    new = {"x": "nooit", "y": "ja", "w": "3"}
    assert change_text(text, [put(["feiten", "a"], new)]) == (
        "feiten:\n  a:\n    x: nooit   # een\n    y: 'ja'   # twee\n    w: 3\n"
    )


def lines_outside(text: str, keys: list[str]) -> list[str]:
    """Every line but those of a key of the first or the second level."""
    lines = text.splitlines()
    node: Any = yaml.compose(text, yaml.BaseLoader)
    start, end = 0, len(lines)
    for key in keys:
        if node.id == "mapping":
            name, node = next(pair for pair in node.value if pair[0].value == key)
            start, end = name.start_mark.line, node.end_mark.line + bool(node.end_mark.column)
    # A block ends where something else begins: remarks and blank lines before that are not its own.
    while not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#"):
        end -= 1
    return lines[:start] + lines[end:]
