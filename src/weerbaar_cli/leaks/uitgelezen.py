"""What was read out of a file: its texts with their places, and what could not be read."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from weerbaar_cli.model.budget import PIECE, TE_GROOT, Budget

# Between values that have nothing to do with each other; no name reaches across it.
APART = "\n\0\0\0\0\n"
_MANY = 4096
ONTBREEKT = (
    "voor PDF ontbreekt het onderdeel [lekken]; "
    'installeer het in de map van weerbaar: pip install ".[lekken]"'
)


def is_closed(reden: str) -> bool:
    """Whether this reason says that nobody looked, where one could have."""
    return reden == ONTBREEKT or reden.startswith(TE_GROOT)


class Treffer(NamedTuple):
    """A party that is named, and where."""

    tekst: str
    waar: str
    regel: int
    kolom: int


@dataclass(init=False, eq=False)
class Tekstdeel:
    """What is read as one text, such as a paragraph in pieces; `waar` says what part it is.

    A `vangnet` holds text that other parts hold too: there only what they do not have counts.
    """

    waar: str
    vangnet: bool

    def __init__(self, waar: str, tekst: str = "", *, vangnet: bool = False) -> None:
        self.waar = waar
        self.vangnet = vangnet
        self._joined: list[str] = []
        self._pieces: list[str] = []
        self._length = 0
        self._starts, self._lines, self._columns = array("Q"), array("Q"), array("Q")
        if tekst:
            self.add(tekst, 1, 1)

    def add(self, tekst: str, regel: int, kolom: int) -> None:
        """Characters as they stand in the file, from this line and column on."""
        self._starts.append(self._length)
        self._lines.append(regel)
        self._columns.append(kolom)
        self._length += len(tekst)
        self._pieces.append(tekst)
        if len(self._pieces) == _MANY:  # many small texts take more room than one
            self._joined.append("".join(self._pieces))
            self._pieces.clear()

    @property
    def tekst(self) -> str:
        """All of it."""
        return "".join((*self._joined, *self._pieces))

    def place(self, tekst: str, position: int) -> tuple[int, int]:
        """Line and column in the file of a position in this text."""
        number = bisect_right(self._starts, position) - 1
        begin = self._starts[number]
        lines = tekst.count("\n", begin, position)
        if lines:
            return self._lines[number] + lines, position - tekst.rfind("\n", begin, position)
        return self._lines[number], self._columns[number] + position - begin


class Regels:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self._starts = array("Q", [0])
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def place(self, position: int) -> tuple[int, int]:
        """Line and column, both from 1."""
        number = bisect_right(self._starts, position)
        return number, position - self._starts[number - 1] + 1


@dataclass
class Uitgelezen:
    """The texts of one file, and per part that could not be read why not.

    `bestanden` are files that stand in it and are still to be read: where, the bytes and the name.
    """

    budget: Budget
    delen: list[Tekstdeel] = field(default_factory=list)
    niet_doorzocht: list[tuple[str, str]] = field(default_factory=list)
    bestanden: list[tuple[str, bytes, str]] = field(default_factory=list)

    def add(self, waar: str, tekst: str) -> None:
        """A text that stands in one piece."""
        if tekst:
            self.budget.take(PIECE)
            self.delen.append(Tekstdeel(waar, tekst))

    def skip(self, waar: str, reden: str) -> None:
        """A part that could not be read."""
        if (waar, reden) not in self.niet_doorzocht:
            self.niet_doorzocht.append((waar, reden))

    def nest(self, waar: str, raw: bytes, name: str = "") -> None:
        """A file that stands in this one; its bytes are counted here."""
        self.budget.take(len(raw))
        self.bestanden.append((waar, raw, name))

    def take(self, inner: Uitgelezen, waar: str) -> None:
        """All of a file that stands in this one."""
        for deel in inner.delen:
            deel.waar = f"{waar}: {deel.waar}"
        self.delen += inner.delen
        for name, reden in inner.niet_doorzocht:
            self.skip(f"{waar}: {name}" if name else waar, reden)
