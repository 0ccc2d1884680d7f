"""A table on a screen: as wide as the window, no word in pieces, and in parts where it must."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from weerbaar_cli.blad.blad import Kolom
from weerbaar_cli.blad.data import TEKENS

_SIGNS = frozenset(TEKENS.values())
AROUND = 2
# A word of up to so many letters stays whole, as many as fit; what is longer is a name of a file.
WHOLE = (30, 22, 16)
# In parts, each of which begins with the names: so wide may these be.
NAME = 24


class Tabelcel(NamedTuple):
    """A cell; one that is `heel`, a figure or a mark, is never broken over lines."""

    tekst: Text
    heel: bool = False


class Maat(NamedTuple):
    """How wide the longest word of a column is, its longest cell, and its head."""

    woord: int
    cel: int
    kop: int


def make_tables(
    kolommen: Sequence[Kolom], heads: Sequence[Text], rows: Sequence[Sequence[Tabelcel]], room: int
) -> Iterator[Table]:
    """The table, or one for as many columns as fit beside the first."""
    maten = [_measure([Tabelcel(head), *cells]) for head, *cells in zip(heads, *rows, strict=True)]
    needs, parts = _divide(maten, room)
    for part in parts:
        table = Table(box=None, header_style="dim", padding=(0, AROUND, 0, 0))
        widths = _widths([maten[one] for one in part], [needs[one] for one in part], room)
        for one, width in zip(part, widths, strict=True):
            table.add_column(
                heads[one],
                justify="right" if kolommen[one].getal else "left",
                overflow="fold",
                width=width,
            )
        for row in rows:
            table.add_row(*(row[one].tekst for one in part))
        yield table


def _measure(cells: Sequence[Tabelcel]) -> Maat:
    words = max(cell_len(word) for one in cells for word in _words(one))
    head, *lines = (max(map(cell_len, one.tekst.plain.split("\n"))) for one in cells)
    return Maat(words, max(lines, default=0), head)


def _words(cel: Tabelcel) -> list[str]:
    """What is not broken over lines; a sign stays beside the word after it."""
    found = [cel.tekst.plain] if cel.heel else cel.tekst.plain.split() or [""]
    if len(found) > 1 and found[0] in _SIGNS:
        found[:2] = [" ".join(found[:2])]
    return found


def _divide(maten: Sequence[Maat], room: int) -> tuple[list[int], list[list[int]]]:
    """What each column needs for its words, and which columns stand beside each other."""
    first, needs = min(maten[0].woord, room // 2), [0]
    for most in WHOLE:
        needs = [first, *(min(one.woord, most) for one in maten[1:])]
        if sum(needs) + AROUND * len(needs) <= room:
            return needs, [list(range(len(needs)))]
    needs[0] = max(first, min(maten[0].cel, NAME))
    parts: list[list[int]] = []
    used = room
    for place, need in enumerate(needs[1:], 1):
        if used + need + AROUND > room:
            parts.append([0])
            used = needs[0] + AROUND
        parts[-1].append(place)
        used += need + AROUND
    return needs, parts


def _widths(maten: Sequence[Maat], needs: Sequence[int], room: int) -> list[int]:
    """What is left beyond the words goes to the cells, and then to the heads."""
    widths = list(needs)
    rest = max(room - sum(needs) - AROUND * len(needs), 0)
    rest = _grow(widths, [maat.cel for maat in maten], rest)
    _grow(widths, [maat.kop for maat in maten], rest)
    return widths


def _grow(widths: list[int], wanted: Sequence[int], rest: int) -> int:
    """Each gets what it wants, the least first, or its share of what is left."""
    order = sorted(range(len(widths)), key=lambda one: wanted[one] - widths[one])
    for left, one in zip(range(len(order), 0, -1), order, strict=True):
        extra = max(min(wanted[one] - widths[one], rest // left), 0)
        widths[one] += extra
        rest -= extra
    return rest
