"""A strip per row from none to all, with the figure on it or the range that it lies in."""

from __future__ import annotations

from weerbaar_cli.blad.blad import Spreiding, Streep
from weerbaar_cli.formats.grafiek.svg import REGEL, Tekening, label, number, wrap

# The strip leaves room for «11–14 van 14» beside it, also on a narrow page.
LINKS, BREED = 2.5, 60.0
HOOG, ONDER = 20, 12


def draw_spreiding(spreiding: Spreiding) -> Tekening:
    """One strip below the other."""
    shapes, top = [], 0
    for streep in spreiding.strepen:
        lines = wrap(streep.naam)
        shapes.append(label(lines, top))
        top += REGEL * len(lines) + 2
        shapes.append(_draw_streep(streep, top))
        top += HOOG + ONDER
    return Tekening("".join(shapes), top)


def range_words(laag: int, hoog: int) -> str:
    """A figure, or from what to what it lies."""
    return str(laag) if laag == hoog else f"{laag}–{hoog}"


def _draw_streep(streep: Streep, top: int) -> str:
    middle = top + HOOG // 2
    start, end = (_place(one, streep.van) for one in (streep.laag, streep.hoog))
    shapes = [f'<line class="as" {_ends(LINKS, LINKS + BREED)} y1="{middle}" y2="{middle}"/>']
    for edge in (LINKS, LINKS + BREED):
        shapes.append(f'<line class="as" {_ends(edge, edge)} y1="{top + 4}" y2="{top + 16}"/>')
    if streep.laag != streep.hoog:
        shapes.append(f'<line class="band" {_ends(start, end)} y1="{middle}" y2="{middle}"/>')
    for place in dict.fromkeys((start, end)):
        shapes.append(f'<circle class="stip" cx="{number(place)}%" cy="{middle}" r="6"/>')
    words = f"{range_words(streep.laag, streep.hoog)} van {streep.van}"
    shapes.append(f'<text x="{number(LINKS + BREED + 4)}%" y="{top + 15}">{words}</text>')
    return "".join(shapes)


def _place(value: int, most: int) -> float:
    return LINKS + BREED * value / (most or 1)


def _ends(start: float, end: float) -> str:
    return f'x1="{number(start)}%" x2="{number(end)}%"'
