"""`weerbaar frameworks unanswered`: what a meting still misses for a raamwerk, and who knows it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.proef import FILES, METING, RAAMWERK, WERKMAP
from tests.conftest import Tree, Weerbaar


@pytest.fixture(autouse=True)
def _werkmap(tree: Tree) -> None:
    tree(FILES)


def run(weerbaar: Weerbaar, *args: str) -> Any:
    code, out, err = weerbaar("frameworks", "unanswered", *args, "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_the_whole_contract(weerbaar: Weerbaar) -> None:
    assert run(weerbaar, "meting.yaml") == {
        "versie": 1,
        "organisatie": {"naam": "Proefstad", "code": "PS1", "type": "gemeente"},
        "raamwerk": {"id": "proef", "versie": "1.0"},
        "meting": {"bestand": "meting.yaml", "peildatum": "2024-01-31", "fictief": True},
        "feiten": {"gevraagd": 5, "bekend": 4},
        "normen": [
            {
                "id": "2a",
                "oordeel": "onbekend",
                "mogelijk": ["voldoet", "voldoet_niet"],
                "ontbreekt": ["regie-fte"],
            }
        ],
        "ontbreekt": [
            {
                "id": "regie-fte",
                "vraag": "Fte beschikbaar voor regievoering op ondermijning",
                "soort": "getal",
                "rollen": ["afdelingshoofd", "adviseur veiligheid"],
                "stand": "onbekend",
                "normen": ["2a"],
            }
        ],
    }


def test_the_table_counts_asks_and_names_who_knows(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("frameworks", "unanswered", "meting.yaml")
    assert (code, err) == (0, "")
    plain = " ".join(out.split())
    assert plain.startswith("FICTIEF: verzonnen gegevens · Vertrouwelijk: alleen voor de eigen ")
    assert "4 van de 5 feiten zijn er al." in plain
    assert "Kan nog worden: voldoet, voldoet niet Fte voor regie" in plain
    assert "afdelingshoofd" in plain


def test_nothing_is_missing(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"vol.yaml": METING + "  regie-fte: 0.5\n"})
    assert "Alle 5 feiten zijn er al." in weerbaar("frameworks", "unanswered", "vol.yaml").out
    shape = run(weerbaar, "vol.yaml")
    assert (shape["normen"], shape["ontbreekt"]) == ([], [])


def test_for_another_raamwerk(weerbaar: Weerbaar) -> None:
    shape = run(weerbaar, "meting.yaml", "--raamwerk", "drentse-ambities")
    assert shape["raamwerk"]["id"] == "drentse-ambities"
    assert shape["feiten"]["bekend"] == 1
    asked = {norm["id"] for norm in shape["normen"]}
    assert "3.4" not in asked  # not for a gemeente


def test_only_norms_for_this_type_of_party_ask(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"water.yaml": METING.replace("Proefstad", "Proefwater").partition("feiten:")[0]})
    shape = run(weerbaar, "water.yaml")
    assert [norm["id"] for norm in shape["normen"]] == ["1a", "1b", "2a"]
    assert "mt-aanspreekpunt" not in {one["id"] for one in shape["ontbreekt"]}


def test_a_norm_that_was_decided_not_to_apply_asks_nothing(weerbaar: Weerbaar, tree: Tree) -> None:
    tree(
        {
            "meting.yaml": METING
            + "nvt: {2a: {reden: geen regie, besloten_door: college, op: 2024-01-01}}\n"
        }
    )
    assert run(weerbaar, "meting.yaml")["feiten"] == {"gevraagd": 3, "bekend": 3}


def test_a_rule_of_its_own_asks_its_own_facts(weerbaar: Weerbaar, tree: Tree) -> None:
    rule = "deels: {feit: mt-besproken, ooit: ja}\n"
    own = rule + "        voor: {waterschap: {voldoet: {feit: ivp, van_kracht: ja}}}\n"
    tree({"proef.yaml": RAAMWERK.replace(rule, own)})
    tree({"water.yaml": METING.replace("Proefstad", "Proefwater").partition("feiten:")[0]})
    asked = {one["id"] for one in run(weerbaar, "water.yaml")["ontbreekt"]}
    assert "ivp" in asked
    assert "mt-besproken" not in asked
    assert "mt-besproken" not in {one["id"] for one in run(weerbaar, "meting.yaml")["ontbreekt"]}


def test_what_is_half_filled_in_is_still_asked(weerbaar: Weerbaar, tree: Tree) -> None:
    checklist = "{feit: apv-onderdelen, minstens: 1}"
    tree({"proef.yaml": RAAMWERK.replace("{feit: regie-fte, meer_dan: 0}", checklist)})
    tree({"meting.yaml": METING + "  apv-onderdelen: {horeca: ja}\n"})
    shape = run(weerbaar, "meting.yaml")
    (norm,) = shape["normen"]
    assert norm["oordeel"] == "voldoet"
    assert shape["ontbreekt"][0]["stand"] == "onvolledig"
    out = " ".join(weerbaar("frameworks", "unanswered", "meting.yaml").out.split())
    assert "Het oordeel staat al vast: voldoet" in out
    assert "(nog niet compleet)" in out


def test_a_question_of_two_norms_is_asked_once(weerbaar: Weerbaar, tree: Tree) -> None:
    twice = RAAMWERK.replace("feit: intern-meldpunt, is: ja", "feit: regie-fte, minstens: 1")
    tree({"proef.yaml": twice.partition("gevallen:")[0]})
    shape = run(weerbaar, "meting.yaml")
    assert shape["ontbreekt"][0]["normen"] == ["1a", "2a"]
    out = weerbaar("frameworks", "unanswered", "meting.yaml").out
    assert "zie norm 1a" in out
    assert out.count("Fte beschikbaar") == 1


def test_facts_of_a_group_are_there_already(weerbaar: Weerbaar, tree: Tree) -> None:
    groep = "groepen: [{naam: Proefteam, type: basisteam, leden: [Proefstad]}]\n"
    shared = METING.partition("feiten:")[0].replace("Proefstad", "Proefteam")
    tree(
        {
            "weerbaar.yaml": WERKMAP + groep,
            "gedeeld/team.yaml": shared + "feiten: {regie-fte: 2}\n",
        }
    )
    assert run(weerbaar, "meting.yaml")["ontbreekt"] == []


def test_all_raamwerken_at_once(weerbaar: Weerbaar) -> None:
    found = run(weerbaar, "meting.yaml", "--raamwerk", "alle")
    ids = [one["raamwerk"]["id"] for one in found]
    assert "proef" in ids
    assert "drentse-ambities" in ids
    code, out, _ = weerbaar("frameworks", "unanswered", "meting.yaml", "--raamwerk", "alle")
    assert code == 0
    assert out.startswith("FICTIEF")
    assert all(f"({one})" in out for one in ids)


@pytest.mark.parametrize(
    ("args", "text"),
    [
        (["proef.yaml"], "is geen meting maar een bestand van soort raamwerk"),
        (["meting.yaml", "--raamwerk", "proeff"], "Bedoelde u ‘proef’?"),
        (["weg.yaml"], "er is niets berekend"),
    ],
)
def test_what_cannot_be_asked(args: list[str], text: str, weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("frameworks", "unanswered", *args)
    assert (code, out) == (2, "")
    assert text in err
