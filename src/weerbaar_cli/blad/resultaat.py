"""What programs read of a result: the base of every model of an output, and the keys they share."""

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

T = TypeVar("T")


class Uitvoermodel(BaseModel):
    """A part of what programs read; its fields stand in the order in which they are written.

    Its annotations are no text, as those of `model.strict.Strict`.
    """

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
