"""The charts of a report as lines of text, each with its figures beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

from rich.text import Text

from weerbaar_cli.blad.blad import Lijn, Matrix, Spreiding, Stapel
from weerbaar_cli.blad.merk import STATUSES, TEKENS, WOORDEN
from weerbaar_cli.blad.tekst import one_line
from weerbaar_cli.cli.tabel import STIJLEN
from weerbaar_cli.formats.grafiek.spreiding import range_words
from weerbaar_cli.formats.grafiek.stapel import count_words, ordered, total
from weerbaar_cli.model.tijd import dutch

if TYPE_CHECKING:
    from weerbaar_cli.blad.blad import Balk, Vulling

BREED = 40
BLOKKEN: dict[Vulling, str] = {
    "voldoet": "█",
    "deels": "▓",
    "voldoet_niet": "▒",
    "onbekend": "?",
    "nvt": "–",
    "onzeker": "░",
}


def draw_beeld(beeld: Stapel | Spreiding | Lijn | Matrix) -> Iterator[Text]:
    """One chart, line by line."""
    match beeld:
        case Stapel():
            yield from _stapel(beeld)
        case Spreiding():
            for streep in beeld.strepen:
                yield Text(one_line(streep.naam))
                yield _strip(streep.laag, streep.hoog, streep.van)
        case Lijn():
            yield Text(one_line(beeld.eenheid))
            for punt in beeld.punten:
                yield Text(f"{dutch(punt.dag)} ") + _strip(punt.laag, punt.hoog, beeld.van)
        case Matrix():
            yield from _matrix(beeld)
        case _:
            assert_never(beeld)


def _stapel(stapel: Stapel) -> Iterator[Text]:
    names = dict(stapel.legenda)
    most = max((total(balk) for balk in stapel.balken), default=0) or 1
    for balk in stapel.balken:
        yield Text(one_line(balk.naam))
        yield _bar(balk, names, most)


def _bar(balk: Balk, names: dict[Vulling, str], most: int) -> Text:
    """The parts as blocks, then each part in words: the blocks alone would be guesswork."""
    bar, words, start = Text(), [], 0
    for deel in ordered(balk, list(names)):
        end = start + deel.aantal
        length = max(1, BREED * end // most - BREED * start // most)
        bar.append(BLOKKEN[deel.vulling] * length, style=_style(deel.vulling))
        words.append(f"{count_words(deel)} {one_line(names[deel.vulling])}")
        start = end
    return bar.append(f"  {' · '.join(words)}")


def _style(vulling: Vulling) -> str:
    return "" if vulling == "onzeker" else STIJLEN[vulling]


def _strip(laag: int, hoog: int, van: int) -> Text:
    cells = ["─"] * BREED
    start, end = (round((BREED - 1) * one / (van or 1)) for one in (laag, hoog))
    for place in range(start, end + 1):
        cells[place] = "═"
    cells[start] = cells[end] = "●"
    return Text(f"├{''.join(cells)}┤ {range_words(laag, hoog)} van {van}")


def _matrix(matrix: Matrix) -> Iterator[Text]:
    wide = max((len(one_line(name)) for name, _ in matrix.rijen), default=0) + 2
    heads = [one_line(one) for one in matrix.kolommen]
    yield Text(" " * wide + " ".join(heads), style="bold")
    for name, cells in matrix.rijen:
        line = Text(one_line(name).ljust(wide))
        for head, status in zip(heads, cells, strict=True):
            sign = "" if status is None else TEKENS[status]
            line.append(
                sign.center(len(head)) + " ", style="" if status is None else STIJLEN[status]
            )
        yield line
    yield Text(" · ".join(f"{TEKENS[one]} {WOORDEN[one]}" for one in STATUSES), style="dim")
