"""YAML as data: only text, everything refused that bites, and a place for every path."""

from __future__ import annotations

from typing import Any

import pytest

from weerbaar_cli.files.yaml.events import MAX_DEPTH, Plaatsen, UnreadableYaml, read_data
from weerbaar_cli.model.bevinding import Pad
from weerbaar_cli.model.strict import Unquoted

TEXT = """\
weerbaar: meting/1
feiten:
  bibob-beleid:
    - titel: Oud
      geldig_tot: 2024-04-30
    - {titel: Nieuw, status: }
  osint: ja   # é
"3.10": [a, b]
leeg:
"""


def data_of(text: str) -> Any:
    data, found = read_data(text)
    assert not found
    return data


def codes_of(text: str) -> list[tuple[str, tuple[int, int] | None]]:
    try:
        found = read_data(text)[1]
    except UnreadableYaml as error:
        found = error.bevindingen
    return [(one.code, one.plaats) for one in found]


@pytest.mark.parametrize(
    "word", ["on", "yes", "true", "12:30", "2024-02-30", "0x1F", "1e400", ".nan", "1_000", "nooit"]
)
def test_every_scalar_is_text_as_it_stands(word: str) -> None:
    value = data_of(f"a: {word}")["a"]
    assert isinstance(value, str)
    assert value == word


@pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none_but_quoted_it_is_text(word: str) -> None:
    assert data_of(f"a: {word}") == {"a": None}
    assert data_of(f"a: '{word}'") == {"a": word}


def test_text_of_several_lines() -> None:
    assert data_of("a: |\n  een\n  twee\nb: >-\n  drie\n  vier\n") == {
        "a": "een\ntwee\n",
        "b": "drie vier",
    }


@pytest.mark.parametrize(
    ("text", "unquoted"),
    [
        ("3.10", True),
        ("3", True),
        ("-1", True),
        ("1e3", True),
        ('"3.10"', False),
        ("'3'", False),
        ("1a", False),
        ("3.1.2", False),
        ("2024-01-31", False),
    ],
)
def test_a_number_without_quotes_is_known_as_such(text: str, unquoted: bool) -> None:
    data = data_of(f"sleutel: {text}\n{text}: waarde\nlijst: [{text}]")
    for found in (data["sleutel"], list(data)[1], data["lijst"][0]):
        assert isinstance(found, Unquoted) is unquoted
        assert found == text.strip("'\"")


@pytest.mark.parametrize("text", ["", "# opmerking\n", "---\n", "\n\n"])
def test_no_text_is_no_data(text: str) -> None:
    assert data_of(text) is None


@pytest.mark.parametrize(
    ("pad", "place"),
    [
        ((), (1, 1)),
        (("weerbaar",), (1, 11)),
        (("feiten",), (2, 1)),  # a block is known by its key
        (("feiten", "bibob-beleid"), (3, 3)),
        (("feiten", "bibob-beleid", 0), (4, 7)),
        (("feiten", "bibob-beleid", 0, "titel"), (4, 14)),
        (("feiten", "bibob-beleid", 0, "geldig_tot"), (5, 19)),
        (("feiten", "bibob-beleid", 1), (6, 7)),
        (("feiten", "bibob-beleid", 1, "titel"), (6, 15)),
        (("feiten", "bibob-beleid", 1, "status"), (6, 22)),  # nothing stands behind it
        (("feiten", "osint"), (7, 10)),
        (("3.10",), (8, 1)),
        (("3.10", 1), (8, 13)),
        (("leeg",), (9, 1)),
        (("feiten", "weg"), (2, 1)),  # as far as the path goes
        (("feiten", "bibob-beleid", 5, "titel"), (3, 3)),
        (("weg", "verder"), (1, 1)),
    ],
)
def test_where_a_value_stands(pad: Pad, place: tuple[int, int]) -> None:
    assert Plaatsen(TEXT).find(pad) == place


@pytest.mark.parametrize(
    ("pad", "place"),
    [
        (("weerbaar",), (1, 1)),
        (("feiten", "osint"), (7, 3)),
        (("feiten", "bibob-beleid", 0, "titel"), (4, 7)),
        (("feiten", "bibob-beleid", 1, "status"), (6, 22)),
        (("3.10",), (8, 1)),
        (("feiten", "bibob-beleid", 0), (4, 7)),  # an item has no key
    ],
)
def test_where_a_key_stands(pad: Pad, place: tuple[int, int]) -> None:
    assert Plaatsen(TEXT).find(pad, on_key=True) == place


def test_columns_count_characters_not_bytes() -> None:
    assert Plaatsen('{"🦊": é, b: c}').find(("b",)) == (1, 13)


def test_of_a_double_key_the_first_is_data_and_has_the_place() -> None:
    data, found = read_data("a: 1\na: 2\n")
    assert data == {"a": "1"}
    assert [(one.code, one.plaats) for one in found] == [("dubbele-sleutel", (2, 1))]
    assert Plaatsen("a: 1\na: 2\n").find(("a",)) == (1, 4)


def test_the_same_key_in_two_spellings_is_double() -> None:
    assert codes_of('3.10: a\n"3.10": b\n') == [("dubbele-sleutel", (2, 1))]


def test_a_label_leaves_the_data_readable() -> None:
    data, found = read_data("a: !!python/object:os.system ls\n")
    assert data == {"a": "ls"}
    assert [one.code for one in found] == ["yaml-label"]
    assert "!!python/object:os.system" in found[0].bericht


def test_a_reference_to_a_text_is_refused_but_known() -> None:
    data, found = read_data("a: &x ja\nb: *x\n*x : c\n")
    assert data == {"a": "ja", "b": "ja", "ja": "c"}
    assert [(one.code, one.plaats) for one in found] == [
        ("yaml-verwijzing", (1, 4)),
        ("yaml-verwijzing", (2, 4)),
        ("yaml-verwijzing", (3, 1)),
    ]


@pytest.mark.parametrize("text", ["a: &x [1]\nb: *x\n", "a: *x\n", "a: &x [*x]\n", "<<: {a: b}\n"])
def test_a_reference_to_a_block_gives_no_data(text: str) -> None:
    with pytest.raises(UnreadableYaml):
        read_data(text)
    assert {code for code, _ in codes_of(text)} == {"yaml-verwijzing"}


def test_as_deep_as_allowed_and_one_deeper() -> None:
    assert data_of("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert codes_of("[" * (MAX_DEPTH + 1)) == [("te-diep", (1, MAX_DEPTH + 1))]


def test_what_was_refused_before_the_parser_stopped_is_kept() -> None:
    assert [code for code, _ in codes_of("a: 1\na: 2\nb: [\n")] == ["dubbele-sleutel", "yaml-fout"]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('a: "b\nc: d\n', (1, 4), "aanhalingsteken dat hier begint"),
        ("a: [b, c\nd: e\n", (1, 4), "komma of het sluithaakje"),
        ("a: {b: 1 c: 2}\n", (1, 11), "komma of het sluithaakje"),
        ("a: b: c\n", (1, 5), "dubbele punt erin"),
        ("a:b\nc: d\n", (1, 2), "ontbreekt een spatie"),
        ("a b\nc: d\n", (1, 4), "ontbreekt een dubbele punt"),
        ("a: 1\nb\n", (2, 1), "ontbreekt een dubbele punt"),
        ("a: b\n  c: d\n", (2, 3), "springt verder in"),
        ("a:\n  b: c\n d: e\n", (3, 2), "inspringen"),
        ('a: "b" c\n', (1, 8), "al gesloten"),
        ("a: @b\n", (1, 4), "niet met dit teken beginnen"),
        ("a: }\n", (1, 4), "niet met dit teken beginnen"),
        ("a: &\n", (1, 5), "niet met & of * beginnen"),
        ('a: "\\q"\n', (1, 5), "backslash"),
        ("a: !x!y z\n", (1, 4), "YAML-label"),
        ("a: - b\n", (1, 4), "streepje"),
        ("a: >x\n b\n", (1, 5), "na | of >"),
        ("%YAML 2.0\n---\na: b\n", (1, 1), "haal de regel %YAML weg"),
        ("a: b\n...\nc: d\n", (3, 1), "niets meer"),
        ("- a\nb: c\n", (2, 1), "streepje van de lijst"),
    ],
)
def test_the_parser_speaks_dutch_and_points_at_the_cause(
    text: str, place: tuple[int, int], message: str
) -> None:
    with pytest.raises(UnreadableYaml) as caught:
        read_data(text)
    (found,) = caught.value.bevindingen
    assert (found.code, found.plaats) == ("yaml-fout", place)
    assert message in found.bericht


def test_every_tab_is_found() -> None:
    assert codes_of("a:\n\tb: c\n \td: e\n  f: g\n") == [
        ("tab-inspringing", (2, 1)),
        ("tab-inspringing", (3, 2)),
    ]


@pytest.mark.parametrize(
    ("line", "tip"),
    [
        ("organisatie: 's-Voorbeeldstad", 'Schrijf "\'s-Voorbeeldstad".'),
        ("eed-belofte: aantal: 3, totaal: 5", "Schrijf {aantal: 3, totaal: 5}."),
        ("osint：ja\nx: [", "Typ een gewone dubbele punt, met een spatie erachter."),
        ("osint\ufe55 ja\nx: [", "Typ een gewone dubbele punt, met een spatie erachter."),
        ("osint:ja\nx: y", "Schrijf «sleutel: waarde», met een spatie na de dubbele punt."),
        ("osint; ja\nx: y", "Schrijf «sleutel: waarde», met een spatie na de dubbele punt."),
        ("osint = ja\nx: y", "Schrijf «sleutel: waarde», met een spatie na de dubbele punt."),
        ("x: “een: twee”", "Zet de tekst tussen rechte aanhalingstekens."),
        ("x: {b: ‘een: twee’, c: d}", "Zet de tekst tussen rechte aanhalingstekens."),
        ("x:\n  – y: z\n    w: v", "Typ het gewone streepje, naast de 0 op het toetsenbord."),
        ("organisatie: 't Voorbeeld", 'Schrijf "\'t Voorbeeld".'),
        ("x: [{naam: 's-Voorbeeldstad, type: gemeente}]", 'Schrijf "\'s-Voorbeeldstad".'),
        ("x:\n  's-Voorbeeldstad: nooit", 'Schrijf "\'s-Voorbeeldstad".'),
        (
            "\u202f osint: ja\n- x",
            "Vervang de vaste spaties aan het begin van de regel door gewone.",
        ),
    ],
)
def test_what_to_type_is_said(line: str, tip: str) -> None:
    with pytest.raises(UnreadableYaml) as caught:
        read_data(f"a: b\n{line}\n")
    assert tip in [one.suggestie for one in caught.value.bevindingen]


def test_slips_below_each_other_are_each_found() -> None:
    """The parser takes the first four for one text, that goes on until the fifth."""
    slips = ["a:1", "b = 2", "c：3", "d:\u20094", "eed: aantal: 3, totaal: 5  # goed", "f: 's-G"]
    with pytest.raises(UnreadableYaml) as caught:
        read_data("\n".join(slips) + "\ng: h\n")
    places = [one.plaats[0] for one in caught.value.bevindingen if one.plaats]
    assert sorted(places) == [1, 2, 3, 4, 5, 6]
    assert all("springt verder in" not in one.bericht for one in caught.value.bevindingen)


def test_reading_goes_on_at_the_next_key() -> None:
    faults = "".join(f"k{number}: [a\nm{number}: ja\n" for number in range(4))
    with pytest.raises(UnreadableYaml) as caught:
        read_data(faults)
    assert [one.plaats[0] for one in caught.value.bevindingen if one.plaats] == [1, 3, 5, 7]


def test_reading_on_ends() -> None:
    with pytest.raises(UnreadableYaml) as caught:
        read_data("k: [a\n" * 1000)
    assert len(caught.value.bevindingen) <= 10
