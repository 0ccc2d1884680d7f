"""The strict base of all file models, and the small types that they share."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, model_validator
from pydantic.types import Strict as StrictMode
from pydantic_core import PydanticCustomError

from weerbaar_cli.model.tijd import parse_datum

T = TypeVar("T")

JA_NEE_SPELLINGS = {"true": "ja", "ja": "ja", "false": "nee", "nee": "nee"}
FOREIGN_YES_NO = {"yes": "ja", "no": "nee", "on": "ja", "off": "nee", "y": "ja", "n": "nee"}


class Unquoted(str):
    """A plain scalar that other YAML readers would take for a number (3.10 becomes 3.1 there)."""

    __slots__ = ()


class Strict(BaseModel):
    """Unknown keys are refused, nothing is coerced, values never change."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any) -> Any:
        """A key without a value means: not filled in."""
        if isinstance(data, dict) and None in data.values():
            return {key: value for key, value in data.items() if value is not None}
        return data


# YAML gives lists; frozen models hold tuples.
Rij = Annotated[tuple[T, ...], StrictMode(False)]


def fault(code: str, text: str) -> PydanticCustomError:
    """An error of our own inside pydantic: its type is the code of the bevinding."""
    # pydantic formats the text with {names}; braces of the user must survive that.
    return PydanticCustomError(code, "{text}", {"text": text})


def read_datum(value: Any) -> date:
    """An ISO date as text, or a fault that says what is wrong with it."""
    if isinstance(value, date):
        return value
    found = parse_datum(value) if isinstance(value, str) else None
    if found is None:
        raise fault("ongeldige-datum", f"{show(value)} is geen datum; schrijf jjjj-mm-dd")
    return found


def read_ja_nee(value: Any) -> bool:
    """`ja` or `nee`, in the spellings that the reader also accepts with a hint."""
    word = JA_NEE_SPELLINGS.get(value.lower()) if isinstance(value, str) else None
    if word is None:
        raise fault("geen-ja-nee", f"{show(value)} is geen ja of nee")
    return word == "ja"


def read_id(value: Any) -> str:
    """The number of a norm or thema: text, never a number that loses its zero."""
    if isinstance(value, Unquoted):
        raise fault("nummer-zonder-aanhalingstekens", f'schrijf "{value}" tussen aanhalingstekens')
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/-]*", value):
        raise fault("ongeldig-kenmerk", f"{show(value)} is geen kenmerk van een norm of thema")
    return value


def show(value: Any) -> str:
    """A value from a file, safe and short enough to stand in a message."""
    if value is None:
        return "een lege waarde"
    if isinstance(value, dict):
        return "een blok met sleutels"
    if isinstance(value, list):
        return "een lijst"
    return f"«{clean(str(value))}»"


def clean(text: str, most: int = 60) -> str:
    """Text of a user without control characters, cut to a readable length."""
    plain = "".join(char if char.isprintable() else "�" for char in text)
    return plain if len(plain) <= most else plain[: most - 1] + "…"


Tekst = Annotated[str, StringConstraints(min_length=1)]
Kenmerk = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Datum = Annotated[date, BeforeValidator(read_datum)]
JaNee = Annotated[bool, BeforeValidator(read_ja_nee)]
NormId = Annotated[str, BeforeValidator(read_id)]
Herkomst = Literal["opgave", "onderbouwd", "getoetst"]
