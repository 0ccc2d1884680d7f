"""A report as plain data, for writers that are not templates of Jinja."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from weerbaar_cli.report.blad import Blad, Grafiek, Tabel

T = TypeVar("T")

LONG = 200
SHORT = 16
# More letters than this beside each other leave nothing for the columns of words.
ROOM = 50


@dataclass(frozen=True)
class Omzetter:
    """Makes dicts that say their kind. `clean` is asked about every text, `draw` every chart."""

    clean: Callable[[str], str]
    draw: Callable[[Grafiek], str]

    def convert(self, blad: Blad) -> dict[str, Any]:
        """The whole tree. A table also gets its widths, a chart its picture."""
        return self._fields(blad)

    def _plain(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.clean(value)
        if isinstance(value, tuple):
            return [self._plain(one) for one in value]
        if dataclasses.is_dataclass(value):
            return self._fields(value)
        return value if isinstance(value, bool | int) or value is None else str(value)

    def _fields(self, value: Any) -> dict[str, Any]:
        fields = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
        found = {name: self._plain(one) for name, one in fields.items()}
        if "soort" in found:  # of a box; the kind of block needs that word
            found["kader"] = found.pop("soort")
        if isinstance(value, Tabel):
            found["breedtes"] = column_widths(value)
        if isinstance(value, Grafiek):
            found["svg"] = self.draw(value)
        return {"soort": type(value).__name__, **found}


def with_text(value: T, clean: Callable[[str], str]) -> T:
    """The same tree with every text cleaned."""
    if isinstance(value, str):
        return cast("T", clean(value))
    if isinstance(value, tuple):
        return cast("T", tuple(with_text(one, clean) for one in value))
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    fields = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    return type(value)(**{name: with_text(one, clean) for name, one in fields.items()})


def column_widths(tabel: Tabel) -> list[int]:
    """Per column its share of the width; 0 for one that is as wide as its words.

    Where many columns are, none may take all that it wants: then each has its share.
    """
    longest = [_longest(tabel, index) for index in range(len(tabel.kolommen))]
    widths = [_width(tabel, index, length) for index, length in enumerate(longest)]
    if sum(length for length, width in zip(longest, widths, strict=True) if not width) > ROOM:
        return [min(length, SHORT) for length in longest]
    return widths if any(widths) or not widths else [1, *widths[1:]]


def _longest(tabel: Tabel, index: int) -> int:
    cells = [tabel.kolommen[index].kop, *(plain_text(row[index]) for row in tabel.rijen)]
    return max(map(len, cells))


def _width(tabel: Tabel, index: int, longest: int) -> int:
    """A share that grows slower than the words: a long text can be broken over lines."""
    if tabel.kolommen[index].getal or longest <= SHORT:
        return 0
    lengths = [len(plain_text(row[index])) for row in tabel.rijen]
    middle = (min(longest, LONG) + sum(lengths) / len(lengths)) / 2
    return round(math.sqrt(middle))


def plain_text(inhoud: Any) -> str:
    """The words of a cell or a sentence, without what stands around them."""
    if isinstance(inhoud, tuple):
        return "".join(map(plain_text, inhoud))
    if isinstance(inhoud, str):
        return inhoud
    return str(getattr(inhoud, "tekst", None) or getattr(inhoud, "oordeel", ""))
