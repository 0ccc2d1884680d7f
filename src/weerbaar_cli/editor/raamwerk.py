"""JSON Schema for raamwerken and for the other files: catalogue, werkmap, and plain ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from weerbaar_cli.editor.feit import feit_definitions
from weerbaar_cli.editor.meting import (
    DRAFT,
    NO_FACT,
    facts_block,
    header,
    raamwerk_names,
)
from weerbaar_cli.editor.model import Bijzonder, definitions
from weerbaar_cli.editor.teksten import explain
from weerbaar_cli.editor.vormen import (
    NO_KEYS,
    Schema,
    blok,
    keuze,
    may_be_empty,
    one_or_more,
    open_blok,
    or_empty,
    reference,
    rij,
    tekst,
)
from weerbaar_cli.feitsoorten.combinaties import CONDITIES, SLEUTELS
from weerbaar_cli.feitsoorten.conditie import FeitConditie
from weerbaar_cli.model.bestanden.feit import RESERVED_NAMES, Feitenbestand
from weerbaar_cli.model.bestanden.meting import NvtBesluit
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bestanden.werkmap import Werkmap

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Catalogus
    from weerbaar_cli.model.strict import Strict

_CONDITIES: dict[str, type[Strict]] = {one.__name__: one for one in CONDITIES}
_TESTS = [one for one in CONDITIES if issubclass(one, FeitConditie)]
_NO_TEST = "Hier hoort een toets die weerbaar kent, zoals is, binnen, van_kracht of minstens."
_NO_CONDITIE = "Hier hoort een conditie: een feit met een toets, of alle, een of minstens."


def raamwerk_schema(catalogus: Catalogus) -> Schema:
    """A raamwerk: its norms, and the closed set of conditions of which its rules are made."""
    besluiten = open_blok(reference("NvtBesluit"))
    feit = _feit(catalogus)
    bijzonder: dict[tuple[str, str], Schema] = {
        ("Raamwerk", "weerbaar"): header("raamwerk"),
        ("Geval", "feiten"): facts_block(catalogus, {}, asked_first=False),
        ("Geval", "nvt"): may_be_empty(besluiten),
        ("Norm", "feiten"): may_be_empty(rij(feit)),
    }
    # The fact of a condition stands outside it, once for all kinds.
    bijzonder |= {(one.__name__, "feit"): {} for one in _TESTS}
    schema = _file(Raamwerk, bijzonder, NvtBesluit)
    schema["definitions"] |= feit_definitions(catalogus) | {"conditie": _conditie(feit)}
    return schema


def feiten_schema() -> Schema:
    """Facts beside those of the packaged catalogue."""
    bijzonder = {("Feitenbestand", "weerbaar"): header("feiten")}
    schema = _file(Feitenbestand, bijzonder)
    feit = schema["definitions"]["Feit"]
    for key in ("items", "namen"):
        feit["properties"][key]["propertyNames"] = {
            "allOf": [feit["properties"][key]["propertyNames"]],
            "not": {"enum": sorted(RESERVED_NAMES)},
        }
    return schema


def plain_schema(soort: str, model: type[Strict]) -> Schema:
    """A kind of file of which nothing more is known than its model."""
    return _file(model, {(model.__name__, "weerbaar"): header(soort)})


def werkmap_schema(raamwerken: Sequence[Raamwerk]) -> Schema:
    """The settings of a werkmap, with the raamwerken that there are and their parameters."""
    names = raamwerk_names(raamwerken)
    names["anyOf"][0] = or_empty(names["anyOf"][0])
    bijzonder = {
        ("Werkmap", "weerbaar"): header("werkmap"),
        ("Werkmap", "raamwerk"): names,
        ("Werkmap", "parameters"): _parameters(raamwerken),
    }
    return _file(Werkmap, bijzonder)


def _file(model: type[Strict], bijzonder: Bijzonder, *more: type[Strict]) -> Schema:
    """A kind of file, with all that it refers to and more."""
    made = definitions([model, *more], bijzonder)
    return {"$schema": DRAFT, **made.pop(model.__name__), "definitions": made}


def _parameters(raamwerken: Sequence[Raamwerk]) -> Schema:
    """Own readings: only of parameters that the raamwerk has."""
    blocks: Schema = {}
    for raamwerk in raamwerken:
        keys: Schema = {
            name: {
                "description": one.toelichting or one.woord or "",
                "anyOf": [one_or_more(tekst())],
            }
            for name, one in raamwerk.parameters.items()
        }
        known = f"Deze parameter heeft {raamwerk.id} niet."
        blocks[raamwerk.id] = {"description": raamwerk.titel, **blok(keys, (), known)}
    return may_be_empty(blok(blocks, (), "Dit raamwerk is niet bekend."))


# --- conditions


def _feit(catalogus: Catalogus) -> Schema:
    questions = {feit_id: feit.vraag for feit_id, feit in catalogus.items()}
    return {**keuze(questions), "errorMessage": NO_FACT}


def _conditie(feit: Schema) -> Schema:
    """A test of a fact, or a combination of conditions."""
    return {
        "properties": {"feit": {"description": explain("Is", "feit"), **feit}} | _proposals(),
        "if": {"type": "object"},
        "then": {
            "if": {"required": ["feit"]},
            "then": _by_key(_NO_TEST, tests=True),
            "else": _by_key(_NO_CONDITIE, tests=False),
        },
        "else": {"type": "object", "errorMessage": NO_KEYS},
    }


def _by_key(otherwise: str, *, tests: bool) -> Schema:
    # No object is a text: this refuses, with a message.
    chain: Schema = {"type": "string", "errorMessage": otherwise}
    for keys, kind in reversed(SLEUTELS):
        if (kind in _TESTS) is tests:
            then = reference(kind.__name__)
            chain = {"if": {"required": sorted(keys)}, "then": then, "else": chain}
    return chain


def _proposals() -> Schema:
    """Every key that can begin a test, so that an editor can propose it before there is one."""
    found: Schema = {}
    for name, model in _CONDITIES.items():
        keys = [field.alias or key for key, field in model.model_fields.items()]
        for key in keys:
            found.setdefault(key, {"description": explain(name, key), "anyOf": [{}]})
    return {key: found[key] for key in found if key != "feit"}
