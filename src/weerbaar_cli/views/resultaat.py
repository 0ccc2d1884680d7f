"""What every result for programs shares: closed blocks, a version, and text that can be written."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

VERSIE: Literal[1] = 1


class Blok(BaseModel):
    """A block of a result: these keys and no others, each of them always there."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        from_attributes=True,
        json_schema_serialization_defaults_required=True,
    )


class Resultaat(Blok):
    """What a command gives with `--format json`."""

    versie: Literal[1] = VERSIE


def writable(value: Any) -> Any:
    """Text as UTF-8 can hold it: the name of a file on disk need not be."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


Woorden = Annotated[str, BeforeValidator(writable)]
WoordenOfNiets = Annotated[str | None, BeforeValidator(lambda value: writable(value) or None)]
