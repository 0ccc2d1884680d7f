"""The tables of a Blad as CSV: one cell a line, so that tables of any shape fit in one file."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from weerbaar_cli.blad.blad import Blad, Blok, Grafiek, Inhoud, Merk, Stuk, Tabel, Uitklap
from weerbaar_cli.blad.tekst import one_line
from weerbaar_cli.formats.merkteken import CSV_KOP
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@")


def to_csv(blad: Blad) -> str:
    """RFC 4180: commas, and every line ends in CR LF."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_KOP)
    for _, sectie in blad.walk():
        for tabel in tables(sectie.blokken):
            writer.writerows(_cells(sectie.kop, tabel))
    if blad.een_bladzijde:  # its codes are in no table
        writer.writerows(("", "voet", str(place), "regel", line) for place, line in _voet(blad))
    return out.getvalue()


def tables(blokken: Sequence[Blok]) -> Iterator[Tabel]:
    """Every table, also the one of a chart and what is folded in."""
    for blok in blokken:
        match blok:
            case Tabel():
                yield blok
            case Grafiek():
                yield blok.tabel
            case Uitklap():
                yield from tables(blok.blokken)
            case _:
                pass


def plain_words(inhoud: Inhoud) -> str:
    """The words of a cell, on one line."""
    parts = inhoud if isinstance(inhoud, tuple) else (inhoud,)
    return one_line("".join(map(_words, parts)))


def harmless(cell: str) -> str:
    """A cell that no spreadsheet computes; a number stays a number."""
    risky = cell.startswith(_FORMULA) and not cell.removeprefix("-").isdecimal()
    return f"'{cell}" if risky else cell


def _voet(blad: Blad) -> Iterator[tuple[int, str]]:
    return enumerate(map(one_line, blad.voet), 1)


def _cells(kop: str, tabel: Tabel) -> Iterator[list[str]]:
    for rij in tabel.rijen:
        name, *rest = map(plain_words, rij)
        for kolom, value in zip(tabel.kolommen[1:], rest, strict=True):
            row = (one_line(kop), one_line(tabel.bijschrift), name, one_line(kolom.kop), value)
            yield [harmless(cell) for cell in row]


def _words(stuk: Stuk) -> str:
    if isinstance(stuk, Merk):
        return WOORDEN[stuk.oordeel]
    return stuk if isinstance(stuk, str) else stuk.tekst
