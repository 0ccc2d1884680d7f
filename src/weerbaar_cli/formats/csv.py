"""A result as CSV: its one wide table, or else all tables of its page, one cell a line.

RFC 4180, in which no text of a file is ever computed; or as a Dutch spreadsheet opens it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec.structs import replace

from weerbaar_cli.blad.blad import (
    Blad,
    Blok,
    Grafiek,
    Inhoud,
    Merk,
    Opsomming,
    Tabel,
    Uitklap,
)
from weerbaar_cli.blad.data import lines_of_codes, one_line, plain_text
from weerbaar_cli.formats.vormen import CSV_KOP, Gemaakt, Opmaak
from weerbaar_cli.model.bevinding import in_print
from weerbaar_cli.model.csvtekst import csv_lines
from weerbaar_cli.model.voorraad import Gaandeweg, press_pieces

if TYPE_CHECKING:
    from weerbaar_cli.blad.view import Cel, Rijen, View

OORDEEL = "Oordeel"  # the column of a sign that stands before a name
# A cell of a page that is one number: 4, -2, 1.250, 0,6, 63%, € 110.000 and 9 van de 13. A text
# with zeros before it or more digits than a spreadsheet keeps is a code.
_NUMBER = re.compile(
    r"(€ )?(?!-?0\d)(-?\d{1,3}(?:\.\d{3}){1,4}|-?\d{1,15})(,\d{1,6})?"
    r"(?:(%)| van (?:de )?(\d[\d.]*))?",
    re.ASCII,
)


class Celgetal(NamedTuple):
    """The number of a cell: a share is at most 1, `van` is the whole that it is a part of."""

    getal: int | float
    soort: Literal["€", "%", ""] = ""
    van: int | None = None


def write(view: View, opmaak: Opmaak) -> Gemaakt:
    """Every line ends in CR LF; commas, or with `csv_nl` what a Dutch spreadsheet expects."""
    rijen = wide_rows(view) or page_rows(view.blad())
    return Gemaakt(press_pieces(line.encode() for line in to_csv(rijen, nl=opmaak.csv_nl)))


def wide_rows(view: View) -> Rijen | None:
    """The wide table of a result as people read it; None where the tables of its page say all."""
    found = view.rijen()
    if found is None:
        return None
    rows = Gaandeweg(lambda: (tuple(map(_in_print, rij)) for rij in found.rijen))
    return replace(found, rijen=rows)


def _in_print(cel: Cel) -> Cel:
    return in_print(cel) if isinstance(cel, str) else cel


def to_csv(rijen: Rijen, *, nl: bool = False) -> Iterator[str]:
    """A wide table as text, row by row."""
    rows = ([_text(cel, nl=nl) for cel in rij] for rij in rijen.rijen)
    return csv_lines(rijen.kolommen, rows, nl=nl)


def _text(cel: Cel, *, nl: bool) -> str:
    if isinstance(cel, float) and nl:
        return str(cel).replace(".", ",")
    return "" if cel is None else str(cel)


def page_rows(blad: Blad) -> Rijen:
    """All tables of a page as one: a row per cell, known by its `rijnummer` and `kolom`.

    `getal` holds the number of a cell that is one: a share between 0 and 1, an amount in euros.
    """
    from weerbaar_cli.blad.view import Rijen

    marks = ("ja" if blad.fictief else "nee", one_line(blad.vertrouwelijk))
    rows = [(*row, *marks) for row in _page_rows(blad)]
    return Rijen((*CSV_KOP, "rijnummer", "getal", "fictief", "vertrouwelijk"), tuple(rows))


def _page_rows(blad: Blad) -> Iterator[tuple[Cel, ...]]:
    if blad.proef:  # a table has no page to say it on
        yield ("", "proef", "1", "regel", one_line(blad.vertrouwelijk), None, None)
    numbers = count(1)
    for kop, tabel in titled_tables(blad):
        heads, rows = flat(tabel)
        for row in rows:
            yield from _cells((kop, key_of(tabel)), heads, row, next(numbers))
    for place, line in enumerate(map(one_line, lines_of_codes(blad)), 1):
        yield ("", "voet", str(place), "regel", line, None, None)


def _cells(
    place: tuple[str, str], heads: Sequence[str], row: Sequence[str], number: int
) -> Iterator[tuple[Cel, ...]]:
    name, *cells = row
    for head, value in zip(heads[1:], cells, strict=True):
        yield (*place, name, head, value, number, number_in(value))


def flat(tabel: Tabel) -> tuple[list[str], list[list[str]]]:
    """Its heads and rows as text; the sign before a name has a column of its own.

    So a row is called the same in another edition, whatever became of it.
    """
    heads = [one_line(kolom.kop) for kolom in tabel.kolommen]
    parted = [_parted(rij[0]) for rij in tabel.rijen]
    rows = [[one_line(plain_text(cel)) for cel in rij[1:]] for rij in tabel.rijen]
    if any(sign for sign, _ in parted):
        heads.insert(1, OORDEEL)
        rows = [[sign, *row] for (sign, _), row in zip(parted, rows, strict=True)]
    return heads, [[name, *row] for (_, name), row in zip(parted, rows, strict=True)]


def _parted(head: Inhoud) -> tuple[str, str]:
    """The word of the sign before a name, and the name alone."""
    match head:
        case (Merk(kort=True) as sign, *name):
            return plain_text(sign), one_line(plain_text(tuple(name))).strip()
        case _:
            return "", one_line(plain_text(head))


def key_of(tabel: Tabel) -> str:
    """What a table is called in every edition."""
    return one_line(tabel.sleutel or tabel.bijschrift)


def number_in(text: str) -> float | int | None:
    """The number that a cell of a page is; None where it is a range, a text or more than one."""
    found = read_number(text)
    return None if found is None else found.getal


def read_number(text: str) -> Celgetal | None:
    """The same, with what it is a number of."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    euro, whole, part, share, van = found.groups()
    number = float(whole.replace(".", "") + (part or "").replace(",", "."))
    if share:
        return Celgetal(round(number / 100, 6), "%")
    total = int(van.replace(".", "")) if van else None
    return Celgetal(number if part else int(number), "€" if euro else "", total)


def titled_tables(blad: Blad) -> Iterator[tuple[str, Tabel]]:
    """Every table of a page, with the head that it stands under."""
    for _, sectie in blad.walk():
        for tabel in tables(sectie.blokken):
            yield one_line(sectie.kop), tabel


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
