"""What counts as an answer and stands in no meting itself: supposed, or shared by a group."""

from __future__ import annotations

from typing import NamedTuple


class Stelling(NamedTuple):
    """One supposition as it was typed. `onderdeel` is an item, group or field of the fact; an
    empty `waarde` means: not known. `kort` and `deel` are what people call it, once that is known.
    """

    feit: str
    onderdeel: str | None
    waarde: str
    kort: str = ""
    deel: str = ""

    def __str__(self) -> str:
        """As it stands on the command line."""
        part = f".{self.onderdeel}" if self.onderdeel is not None else ""
        return f"--stel {self.feit}{part}={self.waarde}"


class Gedeeld(NamedTuple):
    """A fact that a group shares, and whether the member uses it or has a value of its own."""

    feit: str
    kort: str
    groep: str
    gebruikt: bool
