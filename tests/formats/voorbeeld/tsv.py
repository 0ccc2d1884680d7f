"""A result with tabs between its cells: the form of `test_nieuwe_vorm`."""

from __future__ import annotations

from weerbaar_cli.blad.view import Rijen, View
from weerbaar_cli.formats.csv import tables
from weerbaar_cli.formats.vormen import MERKTEKEN, Gemaakt, Opmaak


def write(view: View, _: Opmaak) -> Gemaakt:
    """A line per row, and a mark by which the file is known again."""
    rijen = view.rijen()
    rows = _of_tables(view) if rijen is None else _of_rows(rijen)
    return Gemaakt([f"{row}\n".encode() for row in (f"# {MERKTEKEN}", *rows)])


def _of_rows(rijen: Rijen) -> list[str]:
    rows = (rijen.kolommen, *rijen.rijen)
    return ["\t".join("" if cel is None else str(cel) for cel in row) for row in rows]


def _of_tables(view: View) -> list[str]:
    found = (one for _, sectie in view.blad().walk() for one in tables(sectie.blokken))
    return ["\t".join(map(str, rij)) for tabel in found for rij in tabel.rijen]
