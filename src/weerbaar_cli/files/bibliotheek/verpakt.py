"""The packaged raamwerken in a form that loads at once: checked at build time, built without YAML.

The build writes one file with every packaged file as already validated models: a line of JSON each,
of which only those that are asked for are read. A line is used only for a file whose bytes are
still the same; an edited raamwerk in a clone is simply parsed.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.json import decode

from weerbaar_cli import __version__
from weerbaar_cli.model.strict import Strict, as_it_was

STORE = Path(__file__).resolve().parent.parent.parent / "_data" / "packaged.txt"


def unpack(raw: bytes, model: type[Strict]) -> Any:
    """The stored model of a file with these bytes; None when there is none."""
    line = _store().get(fingerprint(raw).encode())
    stored = decode(line) if line is not None else [None]
    return _decode(stored, _registry(model)) if stored[0] == model.__name__ else None


def fingerprint(raw: bytes) -> str:
    """What tells one content from another."""
    return hashlib.sha256(raw).hexdigest()


@cache
def _store() -> dict[bytes, bytes]:
    """Per fingerprint its line, not yet read."""
    try:
        version, *lines = STORE.read_bytes().splitlines()
    except (OSError, ValueError):
        return {}
    return dict(line.split(b" ", 1) for line in lines) if version == __version__.encode() else {}


@cache
def _registry(_model: type[Strict]) -> dict[str, type[Strict]]:
    """By name the models of which this one can be made: those that are loaded by then."""
    models: list[type[Strict]] = [Strict]
    for model in models:
        models += model.__subclasses__()
    return {model.__name__: model for model in models}


def pack(models: dict[str, Strict]) -> str:
    """The text of the store, from fingerprints and models."""
    # ASCII, so that no sign in a text can pass for the end of a line.
    lines = [f"{name} {json.dumps(_encode(model))}" for name, model in models.items()]
    return "\n".join([__version__, *lines]) + "\n"


def _encode(value: Any) -> Any:
    """Models become [name, fields], tuples [null, …], dates [text], numbers [text, null]."""
    match value:
        case Strict():
            fields = {name: _encode(getattr(value, name)) for name in value.model_fields_set}
            return [type(value).__name__, fields]
        case tuple():
            return [None, *map(_encode, value)]
        case dict():
            return {key: _encode(one) for key, one in value.items()}
        case date():
            return [value.isoformat()]
        case Decimal():
            return [str(value), None]
        case _:
            return value


def _decode(value: Any, registry: dict[str, type[Strict]]) -> Any:
    if isinstance(value, dict):
        rest = value.items()
        return {key: one if isinstance(one, str) else _decode(one, registry) for key, one in rest}
    if not isinstance(value, list):
        return value
    if value[0] is None:
        return tuple([_decode(one, registry) for one in value[1:]])
    if len(value) == 1:
        return date.fromisoformat(value[0])
    if value[1] is None:
        return Decimal(value[0])
    model, fields = registry[value[0]], _decode(value[1], registry)
    return as_it_was(model, _blank(model).__dict__ | fields, set(fields))


@cache
def _blank(model: type[Strict]) -> Strict:
    """A model with its defaults alone: pydantic looks each of them up to construct one."""
    # It constructs by alias: the field `is_` is called `is`.
    required = (
        (one.alias or name) for name, one in model.model_fields.items() if one.is_required()
    )
    return model.model_construct(set(), **dict.fromkeys(required))
