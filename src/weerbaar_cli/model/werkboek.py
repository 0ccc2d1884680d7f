"""A workbook to fill in: sheets with cells that are open or locked, whatever program opens it.

Each row carries, out of sight, what it is about and what its open cells said when it was made. So a
row can be moved, and what was not touched changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import force_setattr

from weerbaar_cli.model.bevinding import in_print

# A number stays a number, and None is an empty cell.
Celwaarde = str | int | float | date | None
# What a cell holds for people: a day is shown as one, and words to choose come as a list.
Boekcelsoort = Literal["tekst", "kop", "datum", "getal", "keuze"]
KENMERK, BASIS = "weerbaar-kenmerk", "weerbaar-basis"
# The hidden sheet that says of whom and of when it is.
OVER = "weerbaar"
FORM = "werkboek/1"
VRAAG = "vraag"
LONGEST_CELL, LONGEST_KEPT = 32_000, 1_000
AFDRUK = "afdruk:"
# What locked cells say in place of an answer.
ELSEWHERE = "(dit staat in het bestand, en past niet in een cel)"
ALTIJD = "deze norm geldt altijd"


class Boekcel(Struct, frozen=True):
    """A cell. Only what is `vrij` can be filled in; `keuzes` are the words that it offers."""

    inhoud: Celwaarde = None
    soort: Boekcelsoort = "tekst"
    vrij: bool = False
    keuzes: tuple[str, ...] = ()
    uitleg: str = ""

    def __post_init__(self) -> None:
        if not self.vrij and isinstance(self.inhoud, str):
            force_setattr(self, "inhoud", in_print(self.inhoud))


class Boekrij(Struct, frozen=True):
    """A row, and what it is about: the steps of a place in a meting, the first its kind."""

    kenmerk: tuple[str | int, ...]
    cellen: tuple[Boekcel, ...]

    @property
    def kenmerktekst(self) -> str:
        """What it is about, as its hidden cell has it."""
        return json.dumps(self.kenmerk, ensure_ascii=False, separators=(",", ":"))


class Invulkolom(Struct, frozen=True):
    """A column: what it is called for the program and for people, and how many letters fit."""

    sleutel: str
    kop: str
    breedte: int


class Invulblad(Struct, frozen=True):
    """A sheet with lines above its table."""

    naam: str
    erboven: tuple[str, ...]
    kolommen: tuple[Invulkolom, ...]
    rijen: tuple[Boekrij, ...]

    @property
    def koppen(self) -> str:
        """Its columns as its hidden head has them: of each its key and its head."""
        pairs = [[one.sleutel, one.kop] for one in self.kolommen]
        return f"{BASIS} {json.dumps(pairs, ensure_ascii=False)}"

    def slot(self, rij: Boekrij) -> int:
        """A number of the question of a row, to see whether another answer was put beside it."""
        pairs = zip(self.kolommen, rij.cellen, strict=True)
        return lock_of(
            as_typed(cel.inhoud) for one, cel in pairs if one.sleutel == VRAAG and not cel.vrij
        )

    def basis(self, rij: Boekrij) -> str:
        """That number, and what the open cells of a row say."""
        texts = [in_short(as_typed(one.inhoud)) if one.vrij else None for one in rij.cellen]
        return json.dumps([self.slot(rij), texts], ensure_ascii=False, separators=(",", ":"))


class Werkboek(Struct, frozen=True):
    """The whole workbook: a sheet that explains it, its sheets, and what it is of."""

    titel: str
    uitleg: tuple[tuple[str, str], ...]
    bladen: tuple[Invulblad, ...]
    over: tuple[tuple[str, str], ...]
    voet: str = ""

    def rows(self) -> Iterator[tuple[Invulblad, Boekrij]]:
        """Every row with its sheet."""
        return ((blad, rij) for blad in self.bladen for rij in blad.rijen)


def lock_of(texts: Iterable[str]) -> int:
    """A short number of texts: other texts give another."""
    return zlib.crc32("\x1f".join(texts).encode())


def as_typed(cel: Celwaarde | bool) -> str:
    """What a cell says, the same however a program keeps it: days, numbers, line ends, spaces."""
    match cel:
        case None:
            return ""
        case bool():
            return "ja" if cel else "nee"
        case datetime() if (cel.hour, cel.minute, cel.second) == (0, 0, 0):
            return cel.date().isoformat()
        case date():
            return cel.isoformat()
        case float():
            return str(int(cel)) if cel.is_integer() else repr(cel)
        case _:
            lines = str(cel).replace("\r\n", "\n").replace("\r", "\n").split("\n")
            return "\n".join(" ".join(one.split()) for one in lines).strip()


def in_short(text: str) -> str:
    """A text to be known again, in a hidden cell: of a long one its code."""
    if len(text) <= LONGEST_KEPT:
        return text
    return AFDRUK + hashlib.sha256(text.encode()).hexdigest()


def is_same(text: str, other: str) -> bool:
    """Whether two texts are the same, where one may be there in short."""
    if text.startswith(AFDRUK) != other.startswith(AFDRUK):
        return in_short(text) == in_short(other)
    return text == other
