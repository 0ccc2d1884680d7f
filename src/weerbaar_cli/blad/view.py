"""What every result offers its readers: a page, data for programs, and one wide table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from pydantic import BaseModel

    from weerbaar_cli.blad.blad import Blad
    from weerbaar_cli.blad.resultaat import Rapportmodel

# A cell of a wide table: numbers stay numbers, and None is an empty cell.
Cel = str | int | float | date | None


class Rijen(Struct, frozen=True):
    """One wide table for spreadsheets: the names of its columns, and a row per thing.

    Rows can be gone through more than once, and need not all be there at once. `bedragen` are the
    columns with amounts in euros.
    """

    kolommen: tuple[str, ...]
    rijen: Iterable[tuple[Cel, ...]]
    bedragen: tuple[str, ...] = ()


class Datalijst(NamedTuple):
    """Several of a kind, which may be thousands: each is made when it is its turn to be written.

    They are a list; or the list `sleutel` of a `geheel`, in which it is still empty.
    """

    delen: Iterable[BaseModel]
    geheel: BaseModel | None = None
    sleutel: str = ""


if TYPE_CHECKING:
    Data = BaseModel | Datalijst


class View(Protocol):
    """A result as it is read; each text for people stands here once, whatever the form."""

    def blad(self) -> Blad:
        """The page, for people: screen, Markdown, HTML, PDF, Word."""

    def data(self) -> Data:
        """For programs: what JSON holds, with a published schema."""

    def rijen(self) -> Rijen | None:
        """For spreadsheets; None where the tables of the page say all."""
        return None


class Rapportview(View, Protocol):
    """A report for one audience."""

    def data(self) -> Rapportmodel:
        """For programs: the same, with the mark of a report."""
