"""Text that was read out of a file, with where in the file it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tekststuk:
    """Characters as they stand in the file, from this line and column on."""

    tekst: str
    regel: int
    kolom: int


@dataclass(frozen=True, slots=True)
class Tekstdeel:
    """What is read as one text, such as a paragraph in pieces; `waar` says what part it is.

    A `vangnet` holds text that other parts hold too: there only what they do not have counts.
    """

    waar: str
    stukken: tuple[Tekststuk, ...]
    vangnet: bool = False
