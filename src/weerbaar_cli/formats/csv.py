"""A result as CSV: its one wide table, or else all tables of its page, one cell a line.

RFC 4180, in which no text of a file is ever computed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from weerbaar_cli.blad.blad import (
    Blad,
    Blok,
    Grafiek,
    Opsomming,
    Tabel,
    Uitklap,
)
from weerbaar_cli.blad.data import lines_of_codes, one_line, plain_text
from weerbaar_cli.formats.vormen import CSV_KOP, Gemaakt, Opmaak
from weerbaar_cli.model.csvtekst import csv_text, plain_cell

if TYPE_CHECKING:
    from weerbaar_cli.blad.view import Cel, View


def write(view: View, _: Opmaak) -> Gemaakt:
    """Commas, and every line ends in CR LF."""
    rijen = view.rijen()
    if rijen is None:
        return Gemaakt(to_csv(view.blad()).encode())
    rows = ([_text(cel) for cel in rij] for rij in rijen.rijen)
    return Gemaakt(csv_text(rijen.kolommen, rows).encode())


def _text(cel: Cel) -> str:
    return "" if cel is None else str(cel)


def to_csv(blad: Blad) -> str:
    """RFC 4180: commas, and every line ends in CR LF."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_KOP)
    if blad.proef:  # a table has no page to say it on
        writer.writerow(("", "proef", "1", "regel", one_line(blad.vertrouwelijk)))
    for _, sectie in blad.walk():
        for tabel in tables(sectie.blokken):
            writer.writerows(_cells(sectie.kop, tabel))
    for place, line in enumerate(map(one_line, lines_of_codes(blad)), 1):
        writer.writerow(("", "voet", str(place), "regel", line))
    return out.getvalue()


def tables(blokken: Sequence[Blok]) -> Iterator[Tabel]:
    """Every table, also the one of a chart and what is folded in."""
    for blok in blokken:
        match blok:
            case Tabel():
                yield blok
            case Grafiek():
                yield blok.tabel
            case Opsomming():
                yield blok.tabel()
            case Uitklap():
                yield from tables(blok.blokken)
            case _:
                pass


def harmless(cell: str) -> str:
    """A cell that no spreadsheet computes; a number stays a number."""
    return cell if cell.removeprefix("-").isdecimal() else plain_cell(cell)


def _cells(kop: str, tabel: Tabel) -> Iterator[list[str]]:
    for rij in tabel.rijen:
        name, *rest = (one_line(plain_text(inhoud)) for inhoud in rij)
        for kolom, value in zip(tabel.kolommen[1:], rest, strict=True):
            row = (one_line(kop), one_line(tabel.bijschrift), name, one_line(kolom.kop), value)
            yield [harmless(cell) for cell in row]
