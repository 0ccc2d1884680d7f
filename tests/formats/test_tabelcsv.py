"""The tables as CSV: one cell a line, and no cell is a formula."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from tests.blad.vijandig import VIJANDIG
from tests.blad.voorbeeldblad import voorbeeldblad
from weerbaar_cli.formats.csv import harmless, tables, to_csv


def rows(tekst: str) -> list[list[str]]:
    """The example page, read back as a spreadsheet reads it."""
    return list(csv.reader(StringIO(to_csv(voorbeeldblad(tekst)), newline="")))


@pytest.mark.parametrize("tekst", VIJANDIG.values(), ids=VIJANDIG)
def test_no_cell_is_a_formula_or_breaks_its_row(tekst: str) -> None:
    found = rows(tekst)
    assert {len(row) for row in found} == {5}
    assert not [cell for row in found for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert not [cell for row in found for cell in row if "\n" in cell]


def test_every_table_is_there_with_every_cell() -> None:
    blad = voorbeeldblad()
    found = rows("Het beleid ligt bij de raad.")
    assert found[0] == ["sectie", "tabel", "rij", "kolom", "waarde"]
    every = [one for _, sectie in blad.walk() for one in tables(sectie.blokken)]
    assert len(every) == 7
    assert len(found) - 1 == sum(len(one.rijen) * (len(one.kolommen) - 1) for one in every)
    assert ["Bijlage", "Alle feiten", "bibob-beleid", "oordeel", "voldoet"] in found


@pytest.mark.parametrize(
    ("cell", "written"),
    [("-12", "-12"), ("-12+1", "'-12+1"), ("=1", "'=1"), ("– n.v.t.", "– n.v.t."), ("＝1", "'＝1")],
)
def test_a_number_stays_a_number(cell: str, written: str) -> None:
    assert harmless(cell) == written
