"""Stacked bars: so many of each kind, with the number in every part."""

from __future__ import annotations

from weerbaar_cli.blad.blad import Balk, Deel, Stapel, Vulling
from weerbaar_cli.formats.grafiek.svg import (
    LETTER,
    REGEL,
    SMALST,
    Tekening,
    filling,
    label,
    number,
    patterns,
    wrap,
)

HOOG = 26
ONDER = 14


def draw_stapel(stapel: Stapel, name: str) -> Tekening:
    """One bar below the other, all on one scale."""
    kinds = [kind for kind, _ in stapel.legenda]
    most = max((total(balk) for balk in stapel.balken), default=0) or 1
    shapes, top = [patterns(name, kinds)], 0
    for balk in stapel.balken:
        lines = wrap(balk.naam)
        shapes.append(label(lines, top))
        top += REGEL * len(lines) + 4
        shapes.append(_draw_balk(ordered(balk, kinds), top, most, name))
        top += HOOG + ONDER
    return Tekening("".join(shapes), top, stapel.legenda)


def total(balk: Balk) -> int:
    """How many a bar holds."""
    return sum(deel.aantal for deel in balk.delen)


def ordered(balk: Balk, kinds: list[Vulling]) -> list[Deel]:
    """The parts that hold something, in the order of the legend."""
    held = [deel for deel in balk.delen if deel.aantal]
    return sorted(held, key=lambda deel: kinds.index(deel.vulling))


def count_words(deel: Deel) -> str:
    """A number; of what is uncertain at most that many, perhaps none."""
    return f"0–{deel.aantal}" if deel.vulling == "onzeker" else str(deel.aantal)


def _draw_balk(delen: list[Deel], top: int, most: int, name: str) -> str:
    shapes, left = [], 0.0
    for deel in delen:
        width = 100 * deel.aantal / most
        box = f'x="{number(left)}%" y="{top}" width="{number(width)}%" height="{HOOG}"'
        shapes.append(f'<rect {box} {filling(name, deel.vulling)}/><rect class="rand" {box}/>')
        words = count_words(deel)
        if SMALST * width / 100 > LETTER * len(words) + 3:
            place = f'x="{number(left + width / 2)}%" y="{top + 18}"'
            shapes.append(f'<text class="in n-{deel.vulling}" {place}>{words}</text>')
        left += width
    return "".join(shapes)
