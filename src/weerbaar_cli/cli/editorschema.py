"""The JSON Schemas of a place: per kind of file, and per raamwerk of a meting, how it is made."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial

from weerbaar_cli.editor.bestanden import (
    feiten_schema,
    meting_schema,
    plain_schema,
    raamwerk_schema,
    werkmap_schema,
)
from weerbaar_cli.editor.model import Schema
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.reading.omgeving import Omgeving

BESTAND = ".schema.json"


def makers_of(omgeving: Omgeving) -> dict[str, Callable[[], Schema]]:
    """Per kind of file, and per raamwerk of a meting, how its schema is made."""
    bibliotheek = omgeving.bibliotheek
    ids = bibliotheek.raamwerk_ids()
    found: dict[str, Callable[[], Schema]] = {"meting": partial(_meting, omgeving, ids)}
    found |= {f"meting-{name}": partial(_meting, omgeving, [name]) for name in ids}
    found["raamwerk"] = lambda: raamwerk_schema(bibliotheek.catalogus)
    found["feiten"] = feiten_schema
    found["werkmap"] = lambda: werkmap_schema([bibliotheek.raamwerk(name) for name in ids])
    for soort, model in SOORTEN.items():
        found.setdefault(soort, partial(plain_schema, soort, model))
    return found


def _meting(omgeving: Omgeving, names: Sequence[str]) -> Schema:
    bibliotheek = omgeving.bibliotheek
    kernen = [omgeving.kern(bibliotheek.raamwerk(name)) for name in names]
    return meting_schema(kernen, bibliotheek.catalogus)


def schema_text(made: Schema) -> str:
    """A schema as it stands in a file."""
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
