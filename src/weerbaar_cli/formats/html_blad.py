"""Small pieces of HTML: dates and figures that stay whole, what is in order, what scrolls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import asdict

from weerbaar_cli.blad.blad import Blad, Inhoud, Merk, Rij, Sectie, Tabel
from weerbaar_cli.blad.data import (
    FIGURE,
    LONG_WORD,
    WHOLE_WORD,
    Status,
    pieces_of,
    plain,
    word_room,
)

# How a page begins, and how one that is written otherwise does.
CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
BEGIN = (
    '<!DOCTYPE html> <html lang="nl"> <head> <meta charset="utf-8"> '
    f'<meta http-equiv="Content-Security-Policy" content="{CSP}">'
)
BEGIN_VAN_PAGINA = re.compile(
    re.escape(BEGIN).replace(r"\ <", r"\s*<").replace('"nl">', '"nl"[^<>]*>'), re.IGNORECASE
)
IN_ORDE: tuple[Status, ...] = ("voldoet", "nvt")
_DATE = r"(?<![\w.-])(?P<dag>\d\d)-(?P<maand>\d\d)-(?P<jaar>\d{4})(?![\w-])"
_PIECES = re.compile(rf"{_DATE}|(?P<cijfer>{FIGURE.pattern})|(?P<lang>{LONG_WORD.pattern})")
# Up to this width of the page a table fits; the style sheet knows from which window on that is.
PAST_ALTIJD = "past-smal"
PAST = ((288, PAST_ALTIJD), (606, "past-midden"), (890, "past-breed"))
# In pixels: a letter of a table, how much less than counted stands around a cell, and the least
# width of a cell with text.
LETTER, AROUND, LEAST = 8.3, -9, 128
KORT = 14


@lru_cache(maxsize=1024)  # most cells of a table say what others say
def with_dates(text: str) -> Markup:
    """The text as HTML: dates for programs too, figures unbroken, long names broken at a joint."""
    shown, parts, end = plain(text), [], 0
    for found in _PIECES.finditer(shown):
        parts += [escape(shown[end : found.start()]), _piece(found)]
        end = found.end()
    return Markup("").join((*parts, escape(shown[end:]))) if parts else escape(shown)


def _piece(found: re.Match[str]) -> Markup:
    if found["lang"]:
        return Markup("<wbr>").join(map(escape, pieces_of(found["lang"])))
    if found["cijfer"]:
        return Markup('<span class="heel">{}</span>').format(found[0])
    day = _day(found)
    return (
        Markup('<time datetime="{}">{}</time>').format(day, found[0]) if day else escape(found[0])
    )


def _day(found: re.Match[str]) -> str:
    """As programs write it; nothing where there is no such day."""
    try:
        return date(int(found["jaar"]), int(found["maand"]), int(found["dag"])).isoformat()
    except ValueError:
        return ""


def is_in_orde(wat: Sectie | Rij | Tabel | tuple[Inhoud, ...], plek: int | None = None) -> bool:
    """Whether nothing is left to do in it or in its row there: by marks, or as the view says.

    A row that begins with a mark explains it, and is always read.
    """
    if isinstance(wat, tuple):
        marks = _marks(wat)
        return bool(marks) and all(one.oordeel in IN_ORDE for one in marks)
    if isinstance(wat, Tabel):
        places = range(len(wat.rijen)) if plek is None else (plek,)
        done = [one in wat.in_orde or is_in_orde(wat.rijen[one]) for one in places]
        return bool(done) and all(done)
    if isinstance(wat, Rij) or wat.merk is not None:
        return wat.merk in IN_ORDE
    return wat.in_orde or (bool(wat.delen) and not wat.blokken and all(map(is_in_orde, wat.delen)))


def _marks(rij: tuple[Inhoud, ...]) -> list[Merk]:
    return [] if isinstance(rij[0], Merk) else [cel for cel in rij if isinstance(cel, Merk)]


def has_filter(blad: Blad) -> bool:
    """Whether there is something to leave out, and something that then stays."""
    return {True, False} <= set(_marked(blad))


def _marked(value: Any) -> Iterator[bool]:
    if isinstance(value, Tabel):
        yield from _marked_rows(value)
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for one in value:
            yield from _marked(one)
    elif isinstance(value, Struct):
        if isinstance(value, Sectie | Rij) and (value.merk or is_in_orde(value)):
            yield is_in_orde(value)
        yield from _marked(asdict(value).values())


def _marked_rows(tabel: Tabel) -> Iterator[bool]:
    for plek, rij in enumerate(tabel.rijen):
        marks = _marks(rij)
        if marks or tabel.in_orde:
            yield is_in_orde(tabel, plek)
        if all(one.kort for one in marks):  # signs that stand alone are left out one by one
            yield from (one.oordeel in IN_ORDE for one in marks)


def past(tabel: Tabel) -> str:
    """How wide the page must be for it: the name of a class; none where it may always scroll."""
    widths = zip(
        word_room(tabel, WHOLE_WORD),
        zip(*tabel.rijen, strict=True) if tabel.rijen else (),
        strict=False,
    )
    return past_width(sum(_width(room, cells) for room, cells in widths))


def _width(room: int, cells: Iterable[Inhoud]) -> float:
    long = any(
        not isinstance(cel, Merk | str) or (isinstance(cel, str) and len(cel) >= KORT)
        for cel in cells
    )
    return max(room * LETTER + AROUND, LEAST if long else 0)


def past_width(width: float) -> str:
    """The same of so many pixels."""
    return next((name for most, name in PAST if width <= most), "")
