"""The schema of a fact accepts what our own reader accepts, kind by kind and form by form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft7Validator

from tests.editor.kern_yaml import load_core
from weerbaar_cli.editor.bestanden import facts_block, meting_schema
from weerbaar_cli.feitsoorten.antwoord import read_antwoord
from weerbaar_cli.files.yaml.events import read_data
from weerbaar_cli.model.bestanden.feit import Feit, Item

ITEMS = {"a": Item(titel="Een"), "b-2": Item(titel="Twee")}
FEITEN = {
    "gewoon": Feit(vraag="Is het zo?", soort="ja_nee"),
    "extra": Feit(vraag="Is het zo?", soort="ja_nee", waarden={"buiten-mt": "Buiten het MT"}),
    "dag": Feit(vraag="Wanneer?", soort="datum"),
    "telling": Feit(vraag="Hoeveel?", soort="aantal"),
    "lijst": Feit(vraag="Welke?", soort="checklist", items=ITEMS),
    "vast": Feit(vraag="Wie?", soort="groepen", groepen="vast", namen={"raad": "De raad"}),
    "eigen": Feit(vraag="Wie?", soort="groepen", groepen="eigen"),
    "stuk": Feit(vraag="Welk stuk?", soort="document"),
    "getal": Feit(vraag="Hoeveel?", soort="getal", waarden={"geen-drempel": "Geen"}),
}
SCALARS = """
ja|nee|nooit|onbekend|nvt|n.v.t.|misschien|buiten-mt|geen-drempel|""|''|" "|~|null|NULL
true|True|FALSE|Ja|NEE|"true"|"Ja"|yes|no|on|off|j|"ja "
0|7|412|999999999|1000000000|-1|0.6|12.5|999999999999|1000000000000|"0"|"0.6"|"-1"|"1,5"|3 fte
2024-01-31|2024-02-29|2023-02-29|1900-02-29|2000-02-29|2024-02-30|2024-13-01|2024-1-31|31-01-2024
0000-01-01|"2024-01-31"|2024-01-31T10:00:00|2024-04-31|20240131|2024-01|1e400
[]|{}|[ja]|[[]]|[{}]|[null]
"""
BLOCKS = """
{aantal: 3, totaal: 5}|{aantal: 3}|{aantal: , totaal: 5}|{aantal: -1}|{aantal: 3, totaal: 9}
{aantal: onbekend, totaal: "5"}
{aantal: 0.5, totaal: 1}|{aantal: drie}|{aantal: 3, totaal: 5, van: 6}|{aantal: [3]}|{totaal: true}
{a: ja}|{a: ja, b-2: nee}|{a: True}|{a: nvt}|{a: {waarde: nvt, reden: geen}}|{a: {waarde: nvt}}
{a: {waarde: nvt, reden: " "}}|{a: {waarde: nvt, reden: 7}}|{a: {waarde: ja}}|{a: {reden: geen}}
{a: {waarde: nvt, reden: }}|{a: {waarde: nvt, reden: x, op: y}}|{a: onbekend, b-2: }|{c: ja}|{a: 1}
{a: {waarde: nvt, reden: [x]}}|{a: {}}|{a: []}|{a: yes}|{A: ja}
{raad: 2024-01-31}|{raad: nooit}|{raad: }|{raad: onbekend}|{raad: ja}|{college: nooit}|{raad: 2024}
{Vergunningen: 2024-01-31, "Toezicht, handhaving": nooit}|{herkomst: nooit}|{bewijs: 2024-01-31}
{raad: {}}|{toelichting: x}
{titel: Beleid}|{titel: 2024}|{titel: }|{titel: ""}|{titel: [x]}|{titel: true}
{status: concept}|{status: Concept}|{status: nieuw}|{status: }|{vastgesteld_op: 2024-01-31}
{vastgesteld_op: nooit}|{vastgesteld_op: 2024-02-30}|{vastgesteld_op: onbekend}|{geldig_tot: }
{titel: x, kenmerk: y}|{titel: x, herkomst: opgave}|[{titel: a}, {status: ingetrokken}]
[{titel: a}, nee]|[{status: nieuw}]|[{titel: a}, null]|{naam: x}
"""
LONG_FORMS = """
{waarde: §}|{waarde: §, herkomst: opgave}|{waarde: §, herkomst: Opgave}|{waarde: §, herkomst: }
{waarde: §, bewijs: [{titel: x}]}|{waarde: §, bewijs: [{titel: x, datum: 2024-02-30}]}
{waarde: §, bewijs: []}|{waarde: §, bewijs: }|{waarde: §, bewijs: {titel: x}}|{waarde: §, bewijs: x}
{waarde: §, bewijs: [{kenmerk: x}]}|{waarde: §, bewijs: [{titel: x, openbaar: ja}]}
{waarde: §, bewijs: [{titel: x, openbaar: true}]}|{waarde: §, bewijs: [{titel: x, naam: y}]}
{waarde: §, toelichting: tekst}|{waarde: §, toelichting: 7}|{waarde: §, toelichting: ""}
{waarde: §, toelichting: [x]}|{waarde: §, reden: x}|{herkomst: opgave}|{herkomst: opgave, a: ja}
"""
# An editor sees a number where our reader sees how it is written; see the module of the forms.
ONLY_WRITTEN = {"1e400"}
# Words of ours in other capitals are read with a hint; an editor asks for the right ones.
OTHERWISE = {"NEE", '"ja "'}
ONLY_WRITTEN |= OTHERWISE | {f"{{waarde: {form}, herkomst: opgave}}" for form in OTHERWISE}


def forms(lines: str) -> Iterator[str]:
    return (form for line in lines.split("\n") for form in line.split("|"))


def every_form() -> Iterator[str]:
    plain = [*forms(SCALARS), *forms(BLOCKS)]
    yield from plain
    for value in ("ja", "", "onbekend", "2024-01-31", "7", "{aantal: 1, totaal: 2}", "{a: ja}"):
        yield from (form.replace("§", value) for form in forms(LONG_FORMS) if form)
    yield from (f"{{waarde: {form}, herkomst: opgave}}" for form in plain)


def ours(feit: Feit, form: str) -> bool:
    data, found = read_data(f"feit: {form}")
    assert not found
    _, trouble = read_antwoord(feit, data["feit"], ("feit",))
    return not any(one.ernst == "fout" for one in trouble)


@pytest.fixture(scope="module")
def schema() -> Draft7Validator:
    whole = meting_schema([], FEITEN)
    block = facts_block(FEITEN, {}, asked_first=False)
    return Draft7Validator({**block, "definitions": whole["definitions"]})


@pytest.mark.parametrize("feit_id", FEITEN)
def test_the_schema_accepts_what_the_reader_accepts(feit_id: str, schema: Draft7Validator) -> None:
    different = {}
    for form in dict.fromkeys(every_form()):
        read = ours(FEITEN[feit_id], form)
        data: Any = {feit_id: load_core(f"feit: {form}")["feit"]}
        if schema.is_valid(data) is not read and form not in ONLY_WRITTEN:
            different[form] = "read" if read else "refused"
    assert different == {}


@pytest.mark.parametrize("feit_id", FEITEN)
def test_both_accepted_and_refused_forms_are_tried(feit_id: str) -> None:
    accepted = [ours(FEITEN[feit_id], form) for form in dict.fromkeys(every_form())]
    assert 40 < sum(accepted) < len(accepted) - 200
