"""`weerbaar explain`: the derivation of a norm, and the manual page of every code."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import Any

import pytest

from tests.cli.proef import FILES, METING
from tests.conftest import Tree, Weerbaar
from weerbaar_cli.blad.data import plain
from weerbaar_cli.model.codes import CODES

PROVEN = METING.replace(
    "  intern-meldpunt: ja\n",
    """\
  intern-meldpunt:
    waarde: ja
    herkomst: onderbouwd
    bewijs: [{titel: Werkinstructie meldpunt, datum: 2023-03-02, kenmerk: Z2023-00123}]
    toelichting: Staat op het intranet.
""",
)


@pytest.fixture(autouse=True)
def _werkmap(tree: Tree) -> None:
    tree(FILES | {"bewijs.yaml": PROVEN})


def nodes(shape: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Every node of a derivation as (text, truth), in reading order."""
    found = [] if "tekst" not in shape else [(shape["tekst"], shape["waarheid"])]
    for part in shape.get("delen", shape.get("afleiding", [])):
        found += nodes(part)
    return found


def test_a_tree_tells_text_rule_fact_evidence_and_source(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("explain", "bewijs.yaml", "1a")
    assert (code, err) == (0, "")
    for part in (
        "1a ‘Er is een intern meldpunt.’",
        "✔ voldoet op 31-01-2024",
        "intern-meldpunt: ja",
        "Werkinstructie meldpunt",
        "02-03-2023",
        "Z2023-00123",
        "Proefraamwerk, versie 1.0",
    ):
        assert part in out


def test_a_tree_tells_which_readings_the_norm_uses(weerbaar: Weerbaar) -> None:
    line = "onlangs = 12 maanden (‘onlangs’): te bevestigen door het DVO"
    assert line in weerbaar("explain", "meting.yaml", "1b").out
    assert "lezingen" not in weerbaar("explain", "meting.yaml", "1a").out


def test_a_tree_tells_what_an_open_norm_can_become(weerbaar: Weerbaar) -> None:
    out = weerbaar("explain", "meting.yaml", "2a").out
    assert "kan nog worden: voldoet, voldoet niet" in out
    assert "nog nodig voor voldoet" in out
    assert "let op: Er kwam geen melding." in out


def test_a_tree_on_another_day(weerbaar: Weerbaar) -> None:
    out = weerbaar("explain", "meting.yaml", "1b", "--peildatum", "2024-06-02").out
    assert "◐ deels op 02-06-2024" in out


def test_the_json_holds_the_norm_of_a_score_and_its_derivation(weerbaar: Weerbaar) -> None:
    shape = json.loads(weerbaar("explain", "bewijs.yaml", "1b", "--format", "json").out)
    score = json.loads(weerbaar("score", "bewijs.yaml", "--format", "json").out)
    own = {"versie", "raamwerk", "tekst", "verondersteld", "verhaal", "afleiding"}
    assert set(shape) == own | set(score["normen"][1])
    assert {key: shape[key] for key in score["normen"][1]} == score["normen"][1]
    assert (shape["versie"], shape["raamwerk"]) == (1, "proef")
    assert shape["tekst"] == "Het MT sprak er onlangs over."
    tree = nodes({"afleiding": shape["afleiding"]})
    assert any("mt-besproken" in text and truth == "ja" for text, truth in tree)


def test_a_norm_that_does_not_apply_has_a_reason(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"water.yaml": METING.replace("Proefstad", "Proefwater")})
    code, out, _ = weerbaar("explain", "water.yaml", "1c")
    assert code == 0
    assert "– n.v.t. op 31-01-2024" in out
    assert "geldt niet voor een waterschap" in out


@pytest.mark.parametrize(
    ("norm", "tip"),
    [("1aa", "Bedoelde u ‘1a’?"), ("9z", "Bekend zijn: 1a, 1b, 1c, 2a.")],
)
def test_an_unknown_norm(norm: str, tip: str, weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("explain", "meting.yaml", norm)
    assert (code, out) == (2, "")
    assert err == f"Fout: norm ‘{norm}’ bestaat niet in dit raamwerk.\n  → {tip}\n"


def test_a_norm_that_stands_in_two_raamwerken(weerbaar: Weerbaar, tree: Tree) -> None:
    both = "raamwerk: [proef, twente-basis-op-orde]"
    tree({"twee.yaml": METING.replace("raamwerk: proef", both)})
    code, out, err = weerbaar("explain", "twee.yaml", "1a")
    assert (code, out) == (2, "")
    assert "Schrijf bijvoorbeeld proef/1a." in err
    code, out, _ = weerbaar("explain", "twee.yaml", "twente-basis-op-orde/1a")
    assert code == 0
    assert "iedere afdeling" in out


def test_why_a_norm_is_met_names_its_facts(weerbaar: Weerbaar) -> None:
    shape = json.loads(weerbaar("score", "meting.yaml", "--format", "json").out)
    met = [one["reden"] for one in shape["normen"] if one["oordeel"] == "voldoet"]
    assert "intern-meldpunt: ja" in met
    assert all(met)


def test_a_meting_with_a_fault_is_not_explained(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"slecht.yaml": METING.replace("intern-meldpunt: ja", "intern-meldpunt: misschien")})
    code, out, err = weerbaar("explain", "slecht.yaml", "1b")
    assert (code, out) == (2, "")
    assert "slecht.yaml:9:20: fout" in err


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str, weerbaar: Weerbaar) -> None:
    exit_code, out, err = weerbaar("explain", code)
    assert (exit_code, err) == (0, "")
    told = " ".join(out.split())
    assert told.startswith(f"{code} ")
    found = CODES[code]
    assert all(" ".join(plain(text).split()) in told for text in found)
    assert told.index("Waarom") < told.index("Herstellen")


def test_a_code_as_json(weerbaar: Weerbaar) -> None:
    shape = json.loads(weerbaar("explain", "bom", "--format", "json").out)
    wat, waarom, advies = CODES["bom"]
    assert shape == {"versie": 1, "code": "bom", "wat": wat, "waarom": waarom, "herstel": advies}


@pytest.mark.parametrize(
    "more", [("--raamwerk", "x"), ("--peildatum", "2024-01-01"), ("--stel", "a=ja")]
)
def test_a_code_has_no_raamwerk_or_day(more: tuple[str, ...], weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("explain", "dubbele-sleutel", *more)
    assert (code, out) == (2, "")
    assert "horen bij een norm van een meting" in err


def test_an_unknown_code(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("explain", "dubbele-sleutl")
    assert (code, out) == (2, "")
    assert "de code ‘dubbele-sleutl’ bestaat niet" in err
    assert "Bedoelde u ‘dubbele-sleutel’?" in err


def test_a_meting_without_a_norm(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("explain", "meting.yaml")
    assert (code, out) == (2, "")
    assert "Bijvoorbeeld: weerbaar explain meting.yaml" in err


@pytest.mark.parametrize("norm", [(), ("1a",)])
def test_a_folder_is_no_meting(norm: tuple[str, ...], weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"metingen/een.yaml": METING, "metingen/twee.yaml": METING})
    code, out, err = weerbaar("explain", "metingen", *norm)
    assert (code, out) == (2, "")
    assert "‘metingen’ is een map; explain legt een norm van één meting uit" in err
    assert "  → Noem het bestand met de meting." in err


def test_as_csv_every_point_of_the_tree_is_a_row_with_its_place(weerbaar: Weerbaar) -> None:
    code, out, _ = weerbaar("explain", "bewijs.yaml", "1a", "--format", "csv")
    assert code == 0
    head, *rows = csv.DictReader(StringIO(out, newline=""))
    assert (head["plaats"], head["norm"]) == ("1", "1a")
    tree = weerbaar("explain", "bewijs.yaml", "1a", "--format", "tabel").out
    assert head["wat"] in " ".join(tree.split())
    rule = next(row["plaats"] for row in rows if row["wat"] == "de regel")
    data = json.loads(weerbaar("explain", "bewijs.yaml", "1a", "--format", "json").out)
    derived = [" ".join(text.split()) for part in data["afleiding"] for text, _ in nodes(part)]
    below = [row["wat"] for row in rows if row["plaats"].startswith(f"{rule}.")]
    assert [wat.removeprefix("✔ ") for wat in below][-len(derived) :] == derived


def test_as_csv_a_code_is_one_row(weerbaar: Weerbaar) -> None:
    out = weerbaar("explain", "dubbele-sleutel", "--format", "csv").out
    assert list(csv.reader(StringIO(out, newline=""))) == [
        ["code", "wat", "waarom", "herstel"],
        ["dubbele-sleutel", *CODES["dubbele-sleutel"]],
    ]


def test_what_depends_is_shown_by_branch(tree: Tree, weerbaar: Weerbaar) -> None:
    """There is a reporting point, so that capacity is asked; there is none, so it fails."""
    ask = "{indien: {feit: intern-meldpunt, is: ja}, dan: {feit: regie-fte, meer_dan: 0}}"
    rule = "{feit: intern-meldpunt, is: ja}"
    changed = FILES["proef.yaml"].replace(f"voldoet: {rule}", f"voldoet: {ask}", 1)
    facts = METING.replace("intern-meldpunt: ja", "intern-meldpunt: ja\n  regie-fte: 0")
    tree(FILES | {"proef.yaml": changed, "meting.yaml": facts})
    out = json.loads(weerbaar("explain", "meting.yaml", "1a", "--format", "json").out)
    (root,) = out["afleiding"][0]["delen"]
    assert (root["tekst"], root["waarheid"]) == ("afhankelijk van", "nee")
    assert [
        (branch["tekst"], branch["waarheid"], [one["waarheid"] for one in branch["delen"]])
        for branch in root["delen"]
    ] == [("indien", None, ["ja"]), ("dan", None, ["nee"])]
