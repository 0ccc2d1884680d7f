"""`weerbaar frameworks crosswalk`: the facts that raamwerken share."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import Any

import pytest

from tests.cli.proef import FILES, RAAMWERK
from tests.conftest import Tree, Weerbaar
from weerbaar_cli.model.csvtekst import csv_text

TWENTE, DRENTHE = "twente-basis-op-orde", "drentse-ambities"


@pytest.fixture(autouse=True)
def _werkmap(tree: Tree) -> None:
    tree(FILES)


def run(weerbaar: Weerbaar, *args: str) -> Any:
    code, out, err = weerbaar("frameworks", "crosswalk", *args, "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_what_twente_and_drenthe_share(weerbaar: Weerbaar) -> None:
    """As counted in the domain; in Drenthe the VOG has two counts, own resilience a question."""
    shape = run(weerbaar, TWENTE, DRENTHE)
    assert shape["versie"] == 1
    assert [(one["id"], one["feiten"]) for one in shape["raamwerken"]] == [
        (TWENTE, 39),
        (DRENTHE, 56),
    ]
    shared = {one["id"]: one["normen"] for one in shape["feiten"]}
    assert len(shared) == 11
    assert shared["apv-onderdelen"] == {TWENTE: ["3c"], DRENTHE: ["3.1"]}
    assert shared["bibob-verwerkt"] == {TWENTE: ["3d"], DRENTHE: ["3.2"]}


def test_two_as_a_table(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("frameworks", "crosswalk", "proef", TWENTE)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert f"Gevraagde feiten: proef 5 en {TWENTE} 39; zij delen er 5." in lines
    assert ["Feit", "proef", TWENTE] in [line.split() for line in lines]
    assert "Fte voor regie op ondermijning 2a 2c" in [" ".join(line.split()) for line in lines]


def test_all_side_by_side(weerbaar: Weerbaar) -> None:
    shape = run(weerbaar)
    normen = {one["id"]: one["normen"] for one in shape["feiten"]}
    assert next(iter(normen["signaaloverleg-laatste"])) == DRENTHE
    assert normen["regie-fte"]["proef"] == ["2a"]
    assert [len(found) for found in normen.values()] == sorted(
        (len(found) for found in normen.values()), reverse=True
    )
    assert all(normen.values())


def test_all_as_a_table_has_a_letter_for_each(weerbaar: Weerbaar) -> None:
    code, out, _ = weerbaar("frameworks", "crosswalk")
    assert code == 0
    lines = out.splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("A  drentse-afspraken"))
    heading = next(line for line in lines if line.startswith("Feit  "))
    letters = heading.split()[1:-1]
    assert letters == [line.split()[0] for line in lines[first : first + len(letters)]]
    assert "feiten dienen meer dan één raamwerk." in out


def test_for_a_spreadsheet(weerbaar: Weerbaar) -> None:
    code, out, _ = weerbaar("frameworks", "crosswalk", "--ids", "--format", "csv")
    assert code == 0
    assert out.endswith("\r\n")
    rows = list(csv.DictReader(StringIO(out)))
    assert list(rows[0])[:4] == ["Feit", "Vraag", "Soort", "Onderdelen"]
    found = {row["Feit"]: row for row in rows}
    assert found["regie-fte"]["proef"] == "1"
    assert found["regie-fte"][DRENTHE] == ""
    assert found["regie-fte"]["raamwerken"] == "3"
    assert found["mt-aanspreekpunt"]["Onderdelen"] == "buiten-mt"
    pair = weerbaar("frameworks", "crosswalk", "proef", TWENTE, "--format", "csv").out
    assert next(csv.reader(StringIO(pair))) == ["Feit", "Vraag", "proef", TWENTE]


def test_for_a_document(weerbaar: Weerbaar) -> None:
    lines = weerbaar(
        "frameworks", "crosswalk", "proef", TWENTE, "--format", "markdown"
    ).out.splitlines()
    heading = lines.index(f"| Feit | proef | {TWENTE} |")
    assert lines[heading + 1] == "| --- | --- | --- |"


def test_a_fact_that_one_type_of_party_is_asked_counts(weerbaar: Weerbaar, tree: Tree) -> None:
    rule = "deels: {feit: mt-besproken, ooit: ja}\n"
    own = rule + "        voor: {waterschap: {voldoet: {feit: ivp, van_kracht: ja}}}\n"
    tree({"proef.yaml": RAAMWERK.replace(rule, own)})
    shape = run(weerbaar, "proef", TWENTE)
    assert {one["id"]: one["normen"]["proef"] for one in shape["feiten"]}["ivp"] == ["1b"]


def test_two_versions_of_one_raamwerk(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"nieuw.yaml": RAAMWERK.replace('"1.0"', '"2.0"')})
    shape = run(weerbaar, "proef@1.0", "proef@2.0")
    assert [(one["id"], one["versie"]) for one in shape["raamwerken"]] == [
        ("proef", "1.0"),
        ("proef", "2.0"),
    ]
    assert len(shape["feiten"]) == 5


@pytest.mark.parametrize(
    ("args", "text"),
    [
        (["proef"], "noem twee raamwerken, of geen enkel"),
        (["proef", "proef"], "‘proef’ staat er twee keer"),
        (["proef", "twente-basis-op-orden"], "Bedoelde u ‘twente-basis-op-orde’?"),
    ],
)
def test_what_cannot_be_crossed(args: list[str], text: str, weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("frameworks", "crosswalk", *args)
    assert (code, out) == (2, "")
    assert text in err


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", " =", "＝"])
def test_a_cell_is_never_a_formula(sign: str) -> None:
    text = csv_text([f"{sign}kop"], [[f"{sign}HYPERLINK(1)", f"a{sign}", "a,b\nc"]])
    assert list(csv.reader(StringIO(text))) == [
        [f"'{sign}kop"],
        [f"'{sign}HYPERLINK(1)", f"a{sign}", "a,b\nc"],
    ]
