"""What stands where in a PDF: the boxes of its words, and of what its structure says of them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf

_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<')
WIDE, HIGH, MARGIN = 595.3, 841.9, 48.1  # points of A4
SLACK = 1.0
Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)


class Woord(NamedTuple):
    """A word and the ground that it takes, in points from the upper left corner."""

    links: float
    boven: float
    rechts: float
    onder: float
    tekst: str


class Vak(NamedTuple):
    """Ground on a page that belongs together."""

    bladzijde: int
    links: float
    boven: float
    rechts: float
    onder: float

    def holds(self, word: Woord) -> bool:
        """Whether the middle of a word is in it."""
        across, down = (word.links + word.rechts) / 2, (word.boven + word.onder) / 2
        return self.links <= across <= self.rechts and self.boven <= down <= self.onder


class Cel(NamedTuple):
    """A cell of a table with where it is drawn, which may be on two pages."""

    kop: bool
    vakken: tuple[Vak, ...]


Rijen = list[list[Cel]]


def told(path: Path, *options: str) -> str:
    """What pdftotext reads."""
    run = ["pdftotext", *options, str(path), "-"]
    return subprocess.run(run, capture_output=True, text=True, check=True).stdout


def words_of(path: Path) -> list[list[Woord]]:
    """Every word, by page."""
    pages = told(path, "-bbox").split("<page ")[1:]
    return [
        [
            Woord(float(left), float(top), float(right), float(bottom), unescape(text))
            for left, top, right, bottom, text in _WORD.findall(page)
        ]
        for page in pages
    ]


def over_each_other(words: list[Woord]) -> list[tuple[str, str]]:
    """Words that share ground: one of them left its place."""
    found, ordered = [], sorted(words, key=lambda one: one.boven)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.boven >= one.onder:
                break
            shared = min(one.onder, other.onder) - other.boven
            lowest = min(one.onder - one.boven, other.onder - other.boven)
            beside = min(one.rechts, other.rechts) - max(one.links, other.links)
            if beside > SLACK and shared > lowest / 2:
                found.append((one.tekst, other.tekst))
    return found


def off_the_page(words: list[Woord]) -> list[str]:
    """Words outside the margins of the page."""
    least, most = MARGIN - SLACK, WIDE - MARGIN + SLACK
    return [
        one.tekst
        for one in words
        if one.links < least or one.rechts > most or one.boven < 0 or one.onder > HIGH
    ]


def walk(node: Any) -> Iterator[Any]:
    """Every element of the structure tree."""
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from walk(one)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from walk(node.K)


class Gedrukt:
    """A PDF that is open, with the ground of each piece of text that its structure names."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.elementen = list(walk(pdf.Root.StructTreeRoot))
        self._pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self._drawn = [_drawn(page, number) for number, page in enumerate(pdf.pages)]

    def of_kind(self, *kinds: str) -> list[Any]:
        """The elements of these kinds, in order."""
        return [one for one in self.elementen if str(one.S) in kinds]

    def rijen(self, tabel: Any) -> Rijen:
        """The cells of a table, by row."""
        rows = [one for one in walk(tabel) if str(one.S) == "/TR"]
        return [
            [Cel(str(one.S) == "/TH", self._vakken(one)) for one in row.K if _is_cell(one)]
            for row in rows
        ]

    def beeld(self, figuur: Any) -> Vak:
        """Where a picture stands."""
        left, low, right, high = (float(one) for one in figuur.A[0].BBox)
        (page,) = {number for number, _ in self._marks(figuur, 0)}
        return Vak(page, left, HIGH - high, right, HIGH - low)

    def _vakken(self, element: Any) -> tuple[Vak, ...]:
        by_page: dict[int, list[Vak]] = {}
        for page, mark in self._marks(element, 0):
            by_page.setdefault(page, []).extend(self._drawn[page].get(mark, ()))
        return tuple(_around(vakken) for vakken in by_page.values() if vakken)

    def _marks(self, node: Any, page: int) -> Iterator[tuple[int, int]]:
        """The pieces of text below an element, each with its page."""
        if isinstance(node, int):
            yield page, node
            return
        if isinstance(node, pikepdf.Array):
            for one in node:
                yield from self._marks(one, page)
            return
        here = self._pages[node.Pg.objgen] if "/Pg" in node else page
        if "/MCID" in node:
            yield here, int(node.MCID)
        elif "/K" in node:
            yield from self._marks(node.K, here)


def _is_cell(node: Any) -> bool:
    return str(node.S) in ("/TH", "/TD")


def _around(vakken: Iterable[Vak]) -> Vak:
    pages, lefts, tops, rights, bottoms = zip(*vakken, strict=True)
    return Vak(pages[0], min(lefts), min(tops), max(rights), max(bottoms))


def _drawn(page: pikepdf.Page, number: int) -> dict[int, list[Vak]]:
    """The ground of each line of letters, by the mark that it was given."""
    found: dict[int, list[Vak]] = {}
    widths = {name: _widths(font) for name, font in page.Resources.get("/Font", {}).items()}
    marks: list[int | None] = []
    saved, matrix, text, font, size = list[Matrix](), SAME, SAME, "", 0.0
    for step in pikepdf.parse_content_stream(page):
        operands, operator = step.operands, str(step.operator)
        match operator:
            case "q":
                saved.append(matrix)
            case "Q":
                matrix = saved.pop()
            case "cm":
                matrix = _times(_matrix(operands), matrix)
            case "Tm":
                text = _matrix(operands)
            case "Tf":
                font, size = str(operands[0]), float(operands[1])
            case "BDC":
                mark: Any = operands[1].get("/MCID")
                marks.append(None if mark is None else int(mark))
            case "BMC":
                marks.append(None)
            case "EMC":
                marks.pop()
            case "Tj" | "TJ":
                pieces = operands[0] if operator == "TJ" else operands
                line = _line(pieces, widths[font], size, _times(text, matrix), number)
                named = next((one for one in reversed(marks) if one is not None), -1)
                found.setdefault(named, []).append(line)
            case _:
                pass
    return found


def _line(pieces: Any, widths: dict[int, float], size: float, at: Matrix, page: int) -> Vak:
    """The ground of letters that are drawn one after the other."""
    long = 0.0
    for one in pieces:
        if isinstance(one, pikepdf.String):
            raw = bytes(one)
            glyphs = (int.from_bytes(raw[i : i + 2]) for i in range(0, len(raw), 2))
            long += sum(widths[one] for one in glyphs)
        else:
            long -= float(one)
    right = at[4] + at[0] * size * long / 1000
    high = size * abs(at[3])
    return Vak(page, at[4], HIGH - at[5] - high, right, HIGH - at[5])


def _widths(font: Any) -> dict[int, float]:
    """How wide each letter is; the table names a first, a last and a width, or a first and all."""
    found: dict[int, float] = {}
    table = list(font.DescendantFonts[0].W)
    while table:
        first = int(table.pop(0))
        if isinstance(table[0], pikepdf.Array):
            found |= dict(enumerate(map(float, table.pop(0)), first))
        else:
            last, wide = int(table.pop(0)), float(table.pop(0))
            found |= dict.fromkeys(range(first, last + 1), wide)
    return found


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t,
        e * q + f * s + u,
    )  # fmt: skip
