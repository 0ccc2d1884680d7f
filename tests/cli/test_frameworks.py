"""`weerbaar frameworks`: the list, one raamwerk, and the check of a file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.proef import FILES, RAAMWERK, WERKMAP
from tests.conftest import Tree, Weerbaar
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek


@pytest.fixture(autouse=True)
def _werkmap(tree: Tree) -> None:
    tree(FILES)


def test_the_list_as_json(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("frameworks", "--format", "json")
    assert (code, err) == (0, "")
    shape = json.loads(out)
    assert list(shape) == ["versie", "raamwerken"]
    assert shape["versie"] == 1
    keys = ["id", "titel", "versie", "normen"]
    assert all(list(one) == keys for one in shape["raamwerken"])
    for one in (
        {"id": "proef", "titel": "Proefraamwerk", "versie": "1.0", "normen": 4},
        {
            "id": "twente-basis-op-orde",
            "titel": "Basis op orde Twente",
            "versie": "2023-02-23",
            "normen": 20,
        },
    ):
        assert one in shape["raamwerken"]


def test_the_list_to_read(weerbaar: Weerbaar) -> None:
    code, out, _ = weerbaar("frameworks")
    assert code == 0
    rows = [re.split(r" {2,}", line.strip()) for line in out.splitlines()]
    at = rows.index(["proef", "Proefraamwerk"])
    assert rows[at + 1] == ["versie 1.0, 4 normen"]


@pytest.mark.parametrize("width", ["60", "80", "200"])
def test_what_must_be_typed_is_never_cut(
    width: str, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [
        one["id"]
        for one in json.loads(weerbaar("frameworks", "--format", "json").out)["raamwerken"]
    ]
    monkeypatch.setenv("COLUMNS", width)
    first = {line.partition(" ")[0] for line in weerbaar("frameworks").out.splitlines()}
    assert {*ids, *Bibliotheek().programmas} <= first


def test_outside_a_werkmap_only_ours_are_known(weerbaar: Weerbaar, tree: Tree) -> None:
    (tree({}) / "weerbaar.yaml").unlink()
    assert "proef " not in weerbaar("frameworks").out
    assert weerbaar("frameworks", "twente-basis-op-orde").code == 0


def test_one_raamwerk_as_json(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("frameworks", "proef", "--format", "json")
    assert (code, err) == (0, "")
    everyone = ["gemeente", "waterschap"]
    shape = {
        "versie": 1,
        "id": "proef",
        "titel": "Proefraamwerk",
        "raamwerkversie": "1.0",
        "parameters": {
            "onlangs": {
                "waarde": "12 maanden",
                "woord": "onlangs",
                "status": "voorstel",
                "te_bevestigen_door": "DVO",
            }
        },
        "themas": [
            {
                "id": "1",
                "titel": "Organisatie",
                "normen": [
                    {
                        "id": "1a",
                        "tekst": "Er is een intern meldpunt.",
                        "geldt_voor": everyone,
                        "feiten": ["intern-meldpunt"],
                    },
                    {
                        "id": "1b",
                        "tekst": "Het MT sprak er onlangs over.",
                        "geldt_voor": everyone,
                        "feiten": ["mt-besproken"],
                    },
                    {
                        "id": "1c",
                        "tekst": "In het MT is een aanspreekpunt.",
                        "geldt_voor": ["gemeente"],
                        "feiten": ["mt-aanspreekpunt"],
                    },
                ],
            },
            {
                "id": "2",
                "titel": "Informatie",
                "normen": [
                    {
                        "id": "2a",
                        "tekst": "Er is capaciteit voor regie.",
                        "geldt_voor": everyone,
                        "feiten": ["regie-fte", "meldpunt-meldingen"],
                    }
                ],
            },
        ],
    }
    assert json.loads(out) == shape
    assert list(json.loads(out)) == list(shape)


def test_the_option_may_stand_before_the_name(weerbaar: Weerbaar) -> None:
    before = weerbaar("frameworks", "--format", "json", "proef")
    assert before == weerbaar("frameworks", "proef", "--format", "json")
    assert weerbaar("frameworks", "--output", "een.md", "proef", "--output", "twee.md").code == 0
    assert Path("een.md").read_text() == Path("twee.md").read_text()


def test_the_facts_of_an_anchor_are_named_too(weerbaar: Weerbaar) -> None:
    out = weerbaar("frameworks", "twente-basis-op-orde", "--format", "json").out
    norms = [norm for thema in json.loads(out)["themas"] for norm in thema["normen"]]
    bibob = next(norm for norm in norms if norm["id"] == "3d")
    assert bibob["feiten"] == ["bibob-beleid", "bibob-verwerkt"]


def test_one_raamwerk_as_a_table(weerbaar: Weerbaar) -> None:
    code, out, _ = weerbaar("frameworks", "proef")
    assert code == 0
    for part in (
        "Proefraamwerk (proef)",
        "versie 1.0, voor gemeente, waterschap",
        "1 Organisatie",
        "Er is een intern meldpunt.",
        "feiten: Ondermijning in het MT",
        "te bevestigen door het DVO",
    ):
        assert part in out


def test_an_unknown_raamwerk(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("frameworks", "twente-basis-op-orden")
    assert (code, out) == (2, "")
    assert "Bedoelde u ‘twente-basis-op-orde’?" in err


def test_settings_with_a_fault_do_not_hide_raamwerken_silently(
    weerbaar: Weerbaar, tree: Tree
) -> None:
    tree({"weerbaar.yaml": WERKMAP + "onzin: ja\n"})
    code, out, err = weerbaar("frameworks")
    assert (code, out) == (2, "")
    assert "weerbaar.yaml:6:1: fout onbekende-sleutel" in err


def test_a_good_raamwerk_is_in_order(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("frameworks", "check", "proef.yaml")
    assert code == 0
    assert " fout " not in out
    assert err == "proef: 4 normen, 1 geval klopt\n"


# In the new text § marks the place that the finding points at.
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("oordeel: voldoet}", "oordeel: §deels}", "geval-klopt-niet"),
        ("{intern-meldpunt: ja}", "{§intern-meldpuntje: ja}", "onbekend-feit"),
        ("{norm: 1a", "{norm: §9a", "onbekende-norm"),
        ("feit: regie-fte", "feit: §regie-ftes", "onbekend-feit"),
        ("regie-fte, meer_dan: 0", "§regie-fte, ooit: ja", "toets-past-niet"),
        ("binnen: onlangs", "binnen: §laatst", "onbekende-parameter"),
    ],
)
def test_a_raamwerk_with_a_fault(
    old: str, new: str, code: str, weerbaar: Weerbaar, tree: Tree
) -> None:
    assert RAAMWERK.count(old) == 1
    marked = RAAMWERK.replace(old, new)
    before = marked.partition("§")[0].split("\n")
    tree({"proef.yaml": marked.replace("§", "")})
    exit_code, out, _ = weerbaar("frameworks", "check", "proef.yaml")
    assert exit_code == 1
    fault = f"proef.yaml:{len(before)}:{len(before[-1]) + 1}: fout {code} "
    assert any(line.startswith(fault) for line in out.splitlines())


def test_an_unused_parameter_is_only_a_warning(weerbaar: Weerbaar, tree: Tree) -> None:
    more = RAAMWERK.replace("parameters:\n", "parameters:\n  lang: {waarde: 4 jaar}\n")
    tree({"proef.yaml": more})
    code, out, _ = weerbaar("frameworks", "check", "proef.yaml")
    assert code == 0
    assert "proef.yaml:7:3: waarschuwing ongebruikte-parameter" in out


def test_cases_are_checked_with_the_readings_of_the_raamwerk_itself(
    weerbaar: Weerbaar, tree: Tree
) -> None:
    case = (
        "  - {norm: 1b, als: onlangs, peildatum: 2024-01-31,"
        " feiten: {mt-besproken: 2023-06-01}, oordeel: voldoet}\n"
    )
    changed = f"{WERKMAP}parameters: {{proef: {{onlangs: 1 maand}}}}\n"
    tree({"proef.yaml": RAAMWERK + case, "weerbaar.yaml": changed})
    assert weerbaar("frameworks", "check", "proef.yaml").code == 0


@pytest.mark.parametrize("path", ["meting.yaml", "er-is-niets.yaml"])
def test_what_is_no_raamwerk(path: str, weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("frameworks", "check", path)
    assert (code, out) == (2, "")
    assert err.startswith(f"Fout: ‘{path}’ is geen ")


def test_the_names_of_files_may_be_asked_before_and_after_the_id(weerbaar: Weerbaar) -> None:
    before, after = (
        weerbaar("frameworks", *args).out for args in (("--ids", "proef"), ("proef", "--ids"))
    )
    assert before == after
    assert "feiten: mt-besproken" in after
