"""A trend: one mark per moment, with its number beside it, on a scale from none to all."""

from __future__ import annotations

from itertools import pairwise

from weerbaar_cli.blad.blad import Lijn, Punt
from weerbaar_cli.formats.grafiek.spreiding import range_words
from weerbaar_cli.formats.grafiek.svg import Tekening, number, text
from weerbaar_cli.model.tijd import dutch

LINKS, BREED = 16.0, 70.0
TOP, HOOG, HOOGTE = 30, 130, 190
# A date takes a quarter of a narrow page.
RUIMTE = 27.0


def draw_lijn(lijn: Lijn) -> Tekening:
    """Moments stand apart as they do in time; dates are named where there is room."""
    places = [(_across(lijn.punten, punt), punt) for punt in lijn.punten]
    shapes = [_scale(lijn)]
    for (left, first), (right, second) in pairwise(places):
        ends = f'x1="{number(left)}%" y1="{number(_middle(first, lijn.van))}"'
        ends += f' x2="{number(right)}%" y2="{number(_middle(second, lijn.van))}"'
        shapes.append(f'<line class="trend" {ends}/>')
    shapes += [_draw_punt(place, punt, lijn.van) for place, punt in places]
    shapes += [
        f'<text class="in" x="{number(place)}%" y="{TOP + HOOG + 22}">{dutch(punt.dag)}</text>'
        for place, punt in _named(places)
    ]
    return Tekening("".join(shapes), HOOGTE)


def _scale(lijn: Lijn) -> str:
    """The lines of none and all, with what is counted above them."""
    lines = (
        f'<line class="as" x1="8%" x2="100%" y1="{place}" y2="{place}"/>'
        f'<text x="0" y="{place + 5}">{value}</text>'
        for value, place in ((lijn.van, TOP), (0, TOP + HOOG))
    )
    return f'<text x="0" y="14">{text(lijn.eenheid)}</text>{"".join(lines)}'


def _across(punten: tuple[Punt, ...], punt: Punt) -> float:
    first, last = punten[0].dag, punten[-1].dag
    if first == last:
        return LINKS + BREED / 2
    return LINKS + BREED * (punt.dag - first).days / (last - first).days


def _height(value: int, most: int) -> float:
    return TOP + HOOG * (1 - value / (most or 1))


def _middle(punt: Punt, most: int) -> float:
    return (_height(punt.laag, most) + _height(punt.hoog, most)) / 2


def _draw_punt(place: float, punt: Punt, most: int) -> str:
    across, top, bottom = number(place), _height(punt.hoog, most), _height(punt.laag, most)
    ends = f'x1="{across}%" x2="{across}%" y1="{number(top)}" y2="{number(bottom)}"'
    shapes = f'<line class="band" {ends}/>' if punt.laag != punt.hoog else ""
    for height in dict.fromkeys((top, bottom)):
        shapes += f'<circle class="stip" cx="{across}%" cy="{number(height)}" r="5"/>'
    words = range_words(punt.laag, punt.hoog)
    # Below the mark where above it there is no room.
    y = top - 10 if top > TOP + 8 else bottom + 21
    return f'{shapes}<text class="in sterk" x="{across}%" y="{number(y)}">{words}</text>'


def _named(places: list[tuple[float, Punt]]) -> list[tuple[float, Punt]]:
    """The moments whose date is written: the last, the first, and what fits between."""
    if not places:
        return []
    kept = [places[-1]]
    for one in (places[0], *places[1:-1]):
        if all(abs(one[0] - other[0]) >= RUIMTE for other in kept):
            kept.append(one)
    return kept
