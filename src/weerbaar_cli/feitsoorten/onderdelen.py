"""What stands below a document in a file: the items of every fact that belongs to it, in one block.

A checklist gives its items, a yes/no question its own id; the catalogue sees to it that no name is
used twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from weerbaar_cli.feitsoorten.checklist import Checklistsoort
from weerbaar_cli.feitsoorten.ja_nee import JaNeesoort
from weerbaar_cli.feitsoorten.soort import Reading
from weerbaar_cli.model.strict import show, woord_herstel

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Catalogus, Feit

SLEUTEL = "onderdelen"
# What can belong to a document is of these kinds.
_LIJST, _VRAAG = Checklistsoort(), JaNeesoort()


def facts_by_document(catalogus: Catalogus) -> dict[str, dict[str, Feit]]:
    """Per document the facts that belong to it."""
    found: dict[str, dict[str, Feit]] = {}
    for feit_id, feit in catalogus.items():
        if feit.bij is not None:
            found.setdefault(feit.bij, {})[feit_id] = feit
    return found


def read_onderdelen(reading: Reading, raw: Any, more: tuple[str | int, ...]) -> dict[str, Any]:
    """Per fact beside the document its value in it, of the facts of which something is known."""
    if raw is None:
        return {}
    names = {
        name: feit_id
        for feit_id, feit in reading.erbij.items()
        for name in feit.names_beside(feit_id)
    }
    if not isinstance(raw, dict):
        form = "per onderdeel ja of nee" if names else "geen onderdelen: die horen hier niet bij"
        reading.refuse_form(raw, form, *more, SLEUTEL)
        return {}
    for key in raw:
        if key not in names:
            _refuse(reading, key, tuple(names), (*more, SLEUTEL))
    pad = (*reading.pad, *more, SLEUTEL)
    found = {
        feit_id: _read(Reading(feit, pad, found=reading.found), feit_id, raw)
        for feit_id, feit in reading.erbij.items()
        if not raw.keys().isdisjoint(feit.names_beside(feit_id))
    }
    return {feit_id: waarde for feit_id, waarde in found.items() if waarde is not None}


def _read(reading: Reading, feit_id: str, raw: Mapping[str, Any]) -> Any:
    if reading.feit.items:
        return _LIJST.read(reading, {name: raw[name] for name in reading.feit.items if name in raw})
    own = Reading(reading.feit, (*reading.pad, feit_id), found=reading.found)
    return None if own.is_blank(raw[feit_id]) else _VRAAG.read(own, raw[feit_id])


def _refuse(
    reading: Reading, key: str, names: tuple[str, ...], more: tuple[str | int, ...]
) -> None:
    if not names:
        text = f"{show(key)} past niet: bij dit document horen geen onderdelen"
        reading.refuse("onbekend-onderdeel", text, *more, key, op_sleutel=True)
        return
    text = f"{show(key)} hoort niet bij dit document; bekend zijn {', '.join(names)}"
    tip, herstel = reading.suggest(key, names), woord_herstel(key, names)
    reading.refuse(
        "onbekend-onderdeel", text, *more, key, tip=tip, herstel=herstel, op_sleutel=True
    )
