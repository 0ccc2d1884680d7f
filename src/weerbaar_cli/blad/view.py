"""What every result offers its readers: a page, data for programs, and one wide table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol, TypeVar

from msgspec import Struct
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

if TYPE_CHECKING:
    from weerbaar_cli.blad.blad import Blad

T = TypeVar("T")
# A cell of a wide table: numbers stay numbers, and None is an empty cell.
Cel = str | int | float | date | None


class Rijen(Struct, frozen=True):
    """One wide table for spreadsheets: the names of its columns, and a row per thing."""

    kolommen: tuple[str, ...]
    rijen: tuple[tuple[Cel, ...], ...]


class Uitvoermodel(BaseModel):
    """A part of what programs read; its fields stand in the order in which they are written."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,  # until it is first filled: a command makes few of all these models
        json_schema_serialization_defaults_required=True,  # every key is always written
    )


def fields_of(model: type[BaseModel], *values: object) -> dict[str, Any]:
    """What values have of the keys of a model; the first that has a key tells it."""
    return {
        name: getattr(one, name)
        for one in reversed(values)
        for name in model.model_fields
        if hasattr(one, name)
    }


def or_none(value: Any) -> Any:
    """Null for what is empty or false."""
    return value or None


def _is_nothing(value: object) -> bool:
    return value is None


# A key that is not written where there is nothing to say.
Weglaatbaar = Annotated[T | None, BeforeValidator(or_none), Field(exclude_if=_is_nothing)]


class Versiemodel(Uitvoermodel):
    """A whole output; other people's scripts read it, so its shape has a number."""

    versie: Literal[1] = 1


class _Rapportmerk(Uitvoermodel):
    weerbaar: Literal["rapport/1"] = "rapport/1"


class Rapportmodel(Versiemodel, _Rapportmerk):
    """A report for programs, with the mark by which one is known again."""


# The last keys of a report. Its codes, by what they are of, come when it leaves; what is only to be
# looked at says so instead.
Waarmerkcodes = Weglaatbaar[dict[str, str]]
Vlag = Weglaatbaar[Literal[True]]


# Several of a kind are a list, for which pydantic has a model of its own that costs a start 4 ms.
Data = BaseModel | tuple[BaseModel, ...]


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
