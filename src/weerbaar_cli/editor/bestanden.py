"""JSON Schema for each kind of file: metingen, raamwerken, the catalogue, a werkmap, plain ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from weerbaar_cli.editor.feit import (
    ACTIE,
    AFWIJKING,
    BESLUIT,
    TOETSING,
    VERHAAL,
    Invulling,
    feit_definitions,
    feit_schema,
    new_meting,
    place_of,
    snippet,
)
from weerbaar_cli.editor.model import (
    NO_KEYS,
    Bijzonder,
    Schema,
    blok,
    definitions,
    escape,
    keuze,
    may_be_empty,
    one_or_more,
    open_blok,
    or_empty,
    patroon,
    reference,
    rij,
    tekst,
)
from weerbaar_cli.editor.teksten import explain
from weerbaar_cli.feitsoorten.combinaties import CONDITIES, SLEUTELS
from weerbaar_cli.feitsoorten.conditie import FeitConditie
from weerbaar_cli.model.bestanden.feit import RESERVED_NAMES, Catalogus, Feitenbestand
from weerbaar_cli.model.bestanden.meting import (
    Actie,
    Afwijkbesluit,
    Meting,
    Metingdeel,
    NvtBesluit,
    Toetsing,
    Verhaal,
    Wijzigingsbesluit,
)
from weerbaar_cli.model.bestanden.partij import Werkmap
from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk
from weerbaar_cli.model.strict import Strict

# Per name of a norm which it can mean.
Normgids = Mapping[str, Sequence[tuple["Raamwerk", "Norm"]]]
DRAFT = "http://json-schema.org/draft-07/schema#"
_NO_NORM = "Deze norm staat niet in het raamwerk. Zet een nummer als 3.10 tussen aanhalingstekens."
_NOT_ASKED = "Dit raamwerk vraagt dit feit niet."
NO_FACT = "Dit feit staat niet in de catalogus."


class Kern(Protocol):
    """A raamwerk with the facts that each of its norms asks, by its rule and its anchors."""

    @property
    def raamwerk(self) -> Raamwerk: ...
    def feiten(self, norm: Norm) -> tuple[str, ...]: ...


def meting_schema(kernen: Sequence[Kern], catalogus: Catalogus) -> Schema:
    """A meting with one raamwerk, or with any of several."""
    raamwerken = [kern.raamwerk for kern in kernen]
    normen, uses = _norms(raamwerken), _uses_of(kernen)
    feiten = {name: feit for name, feit in catalogus.items() if not feit.is_kenmerk}
    bijzonder = {
        ("Meting", "weerbaar"): _header("meting"),
        ("Meting", "raamwerk"): _raamwerk(raamwerken),
        ("Meting", "feiten"): facts_block(feiten, uses, asked_first=len(kernen) == 1),
        ("Meting", "nvt"): _per_norm(normen, NvtBesluit, BESLUIT),
        ("Meting", "toetsing"): _per_norm(normen, Toetsing, TOETSING),
        ("Meting", "afwijkingen"): _rows_per_norm(normen, Afwijkbesluit, AFWIJKING),
        ("Meting", "acties"): _rows_per_norm(normen, Actie, ACTIE),
        ("Meting", "verhalen"): _per_norm(normen, Verhaal, VERHAAL),
        ("Afwijkbesluit", "norm"): _norm_choice(normen),
        ("Actie", "norm"): _norm_choice(normen),
    }
    vormen = (
        Meting,
        Metingdeel,
        Wijzigingsbesluit,
        NvtBesluit,
        Toetsing,
        Afwijkbesluit,
        Actie,
        Verhaal,
    )
    made = definitions(vormen, bijzonder)
    made["Verhaal"] = may_be_empty(made["Verhaal"])
    return {
        "$schema": DRAFT,
        **made.pop("Meting"),
        "defaultSnippets": [new_meting([one.id for one in raamwerken])],
        "definitions": feit_definitions(feiten) | made,
    }


def _header(soort: str) -> Schema:
    """The line by which a file is recognised."""
    return {"enum": [f"{soort}/1"], "errorMessage": f"Schrijf {soort}/1."}


# --- facts


def _uses_of(kernen: Sequence[Kern]) -> dict[str, list[str]]:
    """Per fact the lines that name each norm it serves, with the official text."""
    found: dict[str, list[str]] = {}
    for kern, norm in ((one, norm) for one in kernen for norm in one.raamwerk.normen):
        source = f" ({kern.raamwerk.titel})" if len(kernen) > 1 else ""
        line = f"Norm {escape(norm.id + source)}: «{escape(norm.tekst)}»"
        for feit_id in kern.feiten(norm):
            found.setdefault(feit_id, []).append(line)
    return found


def facts_block(
    catalogus: Catalogus, uses: Mapping[str, Sequence[str]], *, asked_first: bool
) -> Schema:
    """Every fact of the catalogue; those that nobody asks here are proposed last."""
    keys: Schema = {}
    later = []
    for feit_id, feit in catalogus.items():
        lines = uses.get(feit_id, ())
        keys[feit_id] = feit_schema(feit_id, feit, lines or [_NOT_ASKED] * asked_first)
        if asked_first and not lines:
            # An editor sorts keys by name; only a snippet can be given another place.
            keys[feit_id]["doNotSuggest"] = True
            later.append(snippet(feit_id, {feit_id: "$1"}, f"{_NOT_ASKED} {feit.vraag}"))
    block = may_be_empty(blok(keys, (), NO_FACT))
    return block | ({"defaultSnippets": later} if later else {})


# --- norms


def _norms(raamwerken: Sequence[Raamwerk]) -> Normgids:
    """Every way to name a norm: `raamwerk/norm`, and its number alone, which several may share."""
    found: dict[str, list[tuple[Raamwerk, Norm]]] = {}
    for raamwerk in raamwerken:
        for norm in raamwerk.normen:
            found[f"{raamwerk.id}/{norm.id}"] = [(raamwerk, norm)]
    for raamwerk in raamwerken:
        for norm in raamwerk.normen:
            found.setdefault(norm.id, []).append((raamwerk, norm))
    return found


def _text_of(meant: Sequence[tuple[Raamwerk, Norm]]) -> str:
    """The official text of the norm; of each of them when the number may mean several."""
    if len(meant) == 1:
        ((_, norm),) = meant
        return f"**{escape(norm.id)}** {escape(norm.tekst)}"
    lines = (f"- {escape(one.titel)}: {escape(norm.tekst)}" for one, norm in meant)
    return "\n".join((f"**{escape(meant[0][1].id)}**", "", *lines))


def _proposed(normen: Normgids) -> list[str]:
    """The names to propose: numbers when there is one raamwerk, else the full names."""
    full = [name for name in normen if "/" in name]
    single = len({name.rpartition("/")[0] for name in full}) == 1
    return [name for name in normen if ("/" in name) != single]


def _norm_place(normen: Normgids) -> str:
    """The first place of a snippet: a norm, in quotes because 3.10 would be a number."""
    return f'"{place_of(1, _proposed(normen))}"'


def _per_norm(normen: Normgids, model: type[Strict], part: Invulling) -> Schema:
    """A block with a norm as key, and what is said of it below."""
    proposed = set(_proposed(normen))
    keys: Schema = {
        name: {
            "markdownDescription": _text_of(meant),
            "defaultSnippets": [part.snippet()],
            "allOf": [reference(model.__name__)],
            **({} if name in proposed else {"doNotSuggest": True}),
        }
        for name, meant in normen.items()
    }
    block = may_be_empty(blok(keys, (), _NO_NORM))
    return block | {"defaultSnippets": [part.snippet_below(_norm_place(normen))]}


def _norm_choice(normen: Normgids) -> Schema:
    form = patroon(_NO_NORM, *(name.replace(".", r"\.") for name in normen))
    # Behind `if`, so that the editor does not add its own English text about the choices.
    proposed = {name: normen[name][0][1].tekst for name in _proposed(normen)}
    return {"anyOf": [{"if": {}, "then": form}, keuze(proposed)]}


def _rows_per_norm(normen: Normgids, model: type[Strict], part: Invulling) -> Schema:
    """A list in which each row names its norm."""
    body = {"norm": _norm_place(normen)} | part.body(2)
    # With its type, which an editor looks at before it follows the reference.
    item = {"type": "object", "errorMessage": NO_KEYS, "allOf": [reference(model.__name__)]}
    whole = {**snippet(part.naam, body, part.uitleg), "type": "array"}
    return may_be_empty(rij(item)) | {"defaultSnippets": [whole]}


# --- raamwerken


def _raamwerk(raamwerken: Sequence[Raamwerk]) -> Schema:
    """The raamwerk, or for a schema of all of them also a list."""
    single = len(raamwerken) == 1
    other = "Dit schema is voor metingen met {}; voor andere is er meting.schema.json."
    form = _raamwerk_names(raamwerken, other.format(raamwerken[0].id) if single else "")
    length = {"minItems": 1, "uniqueItems": True} | ({"maxItems": 1} if single else {})
    form["anyOf"][0]["then"] |= length
    return form


def _raamwerk_names(raamwerken: Sequence[Raamwerk], message: str = "") -> Schema:
    """A raamwerk by its id, with or without its version, or a list of them."""
    titles = {one.id: one.titel for one in raamwerken}
    pinned = {f"{one.id}@{one.versie}": f"{one.titel}, versie vast" for one in raamwerken}
    known = titles | pinned
    message = message or f"Dit raamwerk is niet bekend. Bekend zijn {', '.join(titles)}."
    form = one_or_more({"enum": list(known), "errorMessage": message})
    return {"anyOf": [form, keuze(known)]}


_CONDITIES: dict[str, type[Strict]] = {one.__name__: one for one in CONDITIES}
_TESTS = [one for one in CONDITIES if issubclass(one, FeitConditie)]
_NO_TEST = "Hier hoort een toets die weerbaar kent, zoals is, binnen, van_kracht of minstens."
_NO_CONDITIE = "Hier hoort een conditie: een feit met een toets, of alle, een of minstens."


def raamwerk_schema(catalogus: Catalogus) -> Schema:
    """A raamwerk: its norms, and the closed set of conditions of which its rules are made."""
    besluiten = open_blok(reference("NvtBesluit"))
    feit = _feit(catalogus)
    bijzonder: dict[tuple[str, str], Schema] = {
        ("Raamwerk", "weerbaar"): _header("raamwerk"),
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
    bijzonder = {("Feitenbestand", "weerbaar"): _header("feiten")}
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
    return _file(model, {(model.__name__, "weerbaar"): _header(soort)})


def werkmap_schema(raamwerken: Sequence[Raamwerk]) -> Schema:
    """The settings of a werkmap, with the raamwerken that there are and their parameters."""
    names = _raamwerk_names(raamwerken)
    names["anyOf"][0] = or_empty(names["anyOf"][0])
    bijzonder = {
        ("Werkmap", "weerbaar"): _header("werkmap"),
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
