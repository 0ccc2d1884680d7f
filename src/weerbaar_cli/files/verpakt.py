"""The packaged raamwerken in a form that loads at once: checked at build time, built without YAML.

The build writes one JSON file with every packaged file as already validated models. It is used
only for a file whose bytes are still the same; an edited raamwerk in a clone is simply parsed.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from weerbaar_cli import __version__
from weerbaar_cli.model.strict import Strict

STORE = Path(__file__).resolve().parent.parent / "_data" / "packaged.json"


def unpack(raw: bytes, model: type[Strict]) -> Any:
    """The stored model of a file with these bytes; None when there is none."""
    stored = _store().get(fingerprint(raw))
    return (
        _decode(stored, _registry()) if stored is not None and stored[0] == model.__name__ else None
    )


def fingerprint(raw: bytes) -> str:
    """What tells one content from another."""
    return hashlib.sha256(raw).hexdigest()


@cache
def _store() -> dict[str, Any]:
    try:
        found = json.loads(STORE.read_bytes())
    except (OSError, ValueError):
        return {}
    return found["bestanden"] if found.get("versie") == __version__ else {}


@cache
def _registry() -> dict[str, type[Strict]]:
    models: list[type[Strict]] = [Strict]
    for model in models:
        models += model.__subclasses__()
    return {model.__name__: model for model in models}


def pack(models: dict[str, Strict]) -> str:
    """The text of the store, from fingerprints and models."""
    files = {name: _encode(model) for name, model in models.items()}
    return json.dumps({"versie": __version__, "bestanden": files}, ensure_ascii=False)


def _encode(value: Any) -> Any:
    """Models become [name, fields], tuples [null, …], dates a text in a list of one."""
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
        case _:
            return value


def _decode(value: Any, registry: dict[str, type[Strict]]) -> Any:
    if isinstance(value, dict):
        return {key: _decode(one, registry) for key, one in value.items()}
    if not isinstance(value, list):
        return value
    if value[0] is None:
        return tuple([_decode(one, registry) for one in value[1:]])
    if len(value) == 1:
        return date.fromisoformat(value[0])
    fields = {key: _decode(one, registry) for key, one in value[1].items()}
    return registry[value[0]].model_construct(set(fields), **_by_alias(registry[value[0]], fields))


def _by_alias(model: type[Strict], fields: dict[str, Any]) -> dict[str, Any]:
    """pydantic constructs by alias: the field `is_` is called `is`."""
    return {model.model_fields[name].alias or name: one for name, one in fields.items()}
