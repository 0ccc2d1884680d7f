"""Rows by columns of statuses, each with its sign; it scrolls where the page is too narrow."""

from __future__ import annotations

from html import escape

from weerbaar_cli.blad.blad import Matrix
from weerbaar_cli.blad.merk import STATUSES, TEKENS, WOORDEN, Status
from weerbaar_cli.formats.grafiek.svg import LETTER, Tekening, filling, patterns, wrap

CEL, KOP = 30, 26
NAAMLENGTE = 28
KOPLENGTE = 12


def draw_matrix(matrix: Matrix, name: str) -> Tekening:
    """A square per status; nothing where there is none."""
    names = [_short(row, NAAMLENGTE) for row, _ in matrix.rijen]
    left = int(max(map(len, names), default=0) * LETTER) + 14
    heads = [_short(one, KOPLENGTE) for one in matrix.kolommen]
    wide = max([CEL, *(int(len(one) * LETTER) + 8 for one in heads)])
    used = [one for one in STATUSES if any(one in cells for _, cells in matrix.rijen)]
    shapes = [patterns(name, used)]
    for column, words in enumerate(heads):
        place = left + wide * column + wide // 2
        shapes.append(f'<text class="in" x="{place}" y="17">{escape(words)}</text>')
    for row, (_, cells) in enumerate(matrix.rijen):
        top = KOP + CEL * row
        shapes.append(f'<text x="0" y="{top + 20}">{escape(names[row])}</text>')
        places = ((left + wide * column, status) for column, status in enumerate(cells))
        shapes += [_cell(x, top, wide, status, name) for x, status in places if status]
    size = KOP + CEL * len(matrix.rijen)
    width = left + wide * len(matrix.kolommen) + 2
    legenda = tuple((one, f"{TEKENS[one]} {WOORDEN[one]}") for one in used)
    return Tekening("".join(shapes), size, legenda, width)


def _short(words: str, most: int) -> str:
    first, *rest = wrap(words, most)
    return f"{first} …" if rest else first


def _cell(x: int, top: int, wide: int, status: Status, name: str) -> str:
    box = f'x="{x + 1}" y="{top + 1}" width="{wide - 2}" height="{CEL - 2}"'
    word = f'<text class="in n-{status}" x="{x + wide // 2}" y="{top + 20}">{TEKENS[status]}</text>'
    return f'<rect {box} {filling(name, status)}/><rect class="rand" {box}/>{word}'
