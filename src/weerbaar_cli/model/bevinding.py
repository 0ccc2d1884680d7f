"""A bevinding: something in a file that its author must know, as a value with a place."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Ernst = Literal["fout", "waarschuwing", "hint"]
Pad = tuple[str | int, ...]
# Fewer letters than this are the begin of anything.
SHORTEST_BEGIN = 3


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding. `pad` walks the YAML (keys and indexes); the files layer turns it into a place.

    `op_sleutel` points at the key itself instead of its value. `plaats` is (line, column), both
    from 1, for what the reader saw before there was a path.
    """

    code: str
    bericht: str
    pad: Pad = ()
    ernst: Ernst = "fout"
    suggestie: str = ""
    op_sleutel: bool = False
    plaats: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Melding:
    """A bevinding with its place on disk, ready to be shown."""

    bestand: str
    regel: int
    kolom: int
    ernst: Ernst
    code: str
    pad: str
    bericht: str
    suggestie: str
    regeltekst: str = ""


def suggest(word: str, known: Iterable[str]) -> str:
    """«Bedoelde u …?» for a mistyped or unfinished word, or nothing when nothing comes near."""
    names = {name.lower() for name in known}
    begun = [name for name in names if name.startswith(word.lower())]
    whole = len(begun) == 1 and len(word.strip("-")) >= SHORTEST_BEGIN
    near = begun if whole else get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    if not near:
        return ""
    original = next(name for name in known if name.lower() == near[0])
    return f"Bedoelde u «{original}»?"
