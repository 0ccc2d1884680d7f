"""The tables as CSV: one cell a line, and no cell is a formula."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.blad.vijandig import VIJANDIG
from tests.blad.voorbeeldblad import voorbeeldblad
from tests.conftest import Weerbaar
from tests.steekproef import sample
from weerbaar_cli.blad.blad import Blad, Kolom, Merk, Sectie, Tabel
from weerbaar_cli.blad.data import STATUSES, TEKENS, WOORDEN, Status
from weerbaar_cli.blad.view import Rijen
from weerbaar_cli.formats.csv import number_in, page_rows, tables, to_csv
from weerbaar_cli.model.csvtekst import plain_cell

ROOT = Path(__file__).parents[2]


def rows(tekst: str) -> list[list[str]]:
    """The example page, read back as a spreadsheet reads it."""
    return list(csv.reader(to_csv(page_rows(voorbeeldblad(tekst)))))


@pytest.mark.parametrize("tekst", VIJANDIG.values(), ids=VIJANDIG)
def test_no_cell_is_a_formula_or_breaks_its_row(tekst: str) -> None:
    found = rows(tekst)
    assert {len(row) for row in found} == {9}
    assert not [cell for row in found for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert not [cell for row in found for cell in row if "\n" in cell]


def test_every_table_is_there_with_every_cell() -> None:
    blad = voorbeeldblad()
    found = rows("Het beleid ligt bij de raad.")
    assert found[0] == [
        *("sectie", "tabel", "rij", "kolom", "waarde"),
        *("rijnummer", "getal", "fictief", "vertrouwelijk"),
    ]
    every = [one for _, sectie in blad.walk() for one in tables(sectie.blokken)]
    assert len(every) == 7
    assert len(found) - 1 == sum(len(one.rijen) * (len(one.kolommen) - 1) for one in every)
    cells = [row[:5] for row in found]
    assert ["Bijlage", "Alle feiten", "bibob-beleid", "oordeel", "voldoet"] in cells


def test_a_cell_is_known_by_its_row_and_column_and_its_marks_stand_beside_it() -> None:
    found = rows("Het beleid ligt bij de raad.")[1:]
    keys = [(row[5], row[3]) for row in found]
    assert len(set(keys)) == len(keys)
    blad = voorbeeldblad()
    assert {tuple(row[7:]) for row in found} == {("ja", blad.vertrouwelijk)}


@pytest.mark.parametrize(
    ("shown", "number"),
    [
        ("4", 4),
        ("-2", -2),
        ("1.250", 1250),
        ("0,6", 0.6),
        ("63%", 0.63),
        ("€ 110.000", 110000),
        ("9 van de 13", 9),
        ("12 van 1.300", 12),
        ("33 tot en met 36 van de 52", None),
        ("63% tot 70%", None),
        ("geen of een paar", None),
        ("01-07-2024", None),
        ("12 maanden", None),
        ("", None),
        ("0", 0),
        ("-0,5", -0.5),
        ("0049", None),
        ("1234567890123456", None),
    ],
)
def test_a_cell_that_is_one_number_has_it(shown: str, number: float | None) -> None:
    assert number_in(shown) == number


def test_as_a_dutch_spreadsheet_opens_it() -> None:
    text = "".join(to_csv(Rijen(("a", "b"), ((0.25, "x;y"), (-3, "=1"))), nl=True))
    assert text == '\ufeffa;b\r\n0,25;"x;y"\r\n-3;\'=1\r\n'


@pytest.mark.parametrize(
    ("cell", "written"),
    [("-12", "-12"), ("-12+1", "'-12+1"), ("=1", "'=1"), ("– n.v.t.", "– n.v.t."), ("＝1", "'＝1")],
)
def test_a_number_stays_a_number(cell: str, written: str) -> None:
    assert plain_cell(cell) == written


def page_of(oordeel: Status, naam: str = "Acties") -> Blad:
    """A page with a norm whose sign stands before its name."""
    rij = ((Merk(oordeel, kort=True), " 2e Kennis"), "doen")
    kop = f"{naam} ({TEKENS[oordeel]} {WOORDEN[oordeel]})"
    tabel = Tabel(kop, (Kolom("Norm"), Kolom("Wat")), (rij,), sleutel=naam)
    return replace(voorbeeldblad(), secties=(Sectie("Kop", "kop", (tabel,)),))


def test_a_row_has_the_same_key_whatever_the_outcome() -> None:
    """So two editions can be put side by side."""
    rows = {status: page_rows(page_of(status)).rijen for status in STATUSES}
    keys = {status: [row[:4] for row in found] for status, found in rows.items()}
    assert set(map(str, keys.values())) == {str(keys["deels"])}
    assert keys["deels"] == [
        ("Kop", "Acties", "2e Kennis", "Oordeel"),
        ("Kop", "Acties", "2e Kennis", "Wat"),
    ]
    assert [next(iter(rows[status]))[4] for status in STATUSES] == [
        WOORDEN[status] for status in STATUSES
    ]


@pytest.mark.parametrize("district", sample(["twente", "drenthe"], 2))
@pytest.mark.parametrize("doelgroep", ["bestuur", "coordinator", "specialist", "openbaar"])
def test_no_table_of_a_report_is_called_by_a_date_or_the_signs_of_its_edition(
    district: str, doelgroep: str, weerbaar: Weerbaar
) -> None:
    place = (str(ROOT / "examples" / district), "--district", district)
    out = weerbaar("report", *place, "--doelgroep", doelgroep, "--format", "csv").out
    found = list(csv.DictReader(io.StringIO(out)))
    keys = {(row["sectie"], row["tabel"], row["kolom"]) for row in found}
    assert keys
    dated = re.compile(rf"\d\d-\d\d-\d{{4}}|[{''.join(TEKENS.values())}] ")
    assert not [key for key in keys if any(map(dated.search, key))]
