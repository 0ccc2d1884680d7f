"""JSON Schema for a model of ours: its keys, which of them are needed, and what may stand there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BeforeValidator

from weerbaar_cli.editor.keuzes import meanings
from weerbaar_cli.editor.regels import RULES
from weerbaar_cli.editor.teksten import explain
from weerbaar_cli.editor.vormen import (
    DEEL,
    KENMERK,
    NUMMER,
    Schema,
    blok,
    datum,
    getal,
    heel,
    ja_nee,
    keuze,
    may_be_empty,
    one_or_more,
    open_blok,
    or_empty,
    patroon,
    reference,
    rij,
    tekst,
    woord,
)
from weerbaar_cli.model.bestanden.partij import read_rij
from weerbaar_cli.model.conditie import Conditie
from weerbaar_cli.model.strict import Datum, JaNee, Kenmerk, NormId, Strict, Tekst

# Per model and key what is known of it beyond the model: norms, facts, raamwerken.
Bijzonder = Mapping[tuple[str, str], Schema]
_GEEN_KENMERK = "Gebruik kleine letters, cijfers en streepjes."
_GEEN_NUMMER = "Zet het nummer tussen aanhalingstekens, zonder spaties."
_GEEN_BEDRAG = "Schrijf het bedrag in euro, bijvoorbeeld 8000."
_SMALL: dict[Any, Callable[[], Schema]] = {
    Tekst: tekst,
    Kenmerk: lambda: patroon(_GEEN_KENMERK, KENMERK),
    Datum: datum,
    NormId: lambda: patroon(_GEEN_NUMMER, NUMMER),
    JaNee: ja_nee,
    Any: dict,
    str: tekst,
    date: datum,
    Decimal: lambda: getal(_GEEN_BEDRAG),
}
# Text of which its reader asks more.
_BY_READER: dict[str, Callable[[], Schema]] = {
    "read_aantal": lambda: heel("Schrijf een geheel getal, zoals 14."),
    "read_afdruk": lambda: patroon("Hier hoort een afdruk van 32 tekens.", "[0-9a-f]{32}"),
    "read_bekend": lambda: heel("Schrijf een geheel getal van 2 of meer.", least=2),
    "read_partijendeel": lambda: patroon(
        "Schrijf alle, of een percentage zoals 70%.", "alle", DEEL
    ),
    "read_versie": lambda: patroon("Zet de versie tussen aanhalingstekens.", r"[\s\S]+"),
    "read_verwijzing": lambda: patroon("Schrijf kenmerk@versie.", "[^@]+@[\\s\\S]+"),
}


def model_schema(model: type[Strict], bijzonder: Bijzonder) -> Schema:
    """The block that a model describes."""
    hints = get_type_hints(model, include_extras=True)
    keys: Schema = {}
    required = []
    for name, field in model.model_fields.items():
        key = field.alias or name
        uitleg = explain(model.__name__, key)
        if (model.__name__, key) in bijzonder:
            keys[key] = {"description": uitleg} | bijzonder[model.__name__, key]
        else:
            keys[key] = _key(hints[name], uitleg, required=field.is_required())
        if field.is_required():
            required.append(key)
    block = blok(keys, required)
    block["allOf"] += RULES.get(model.__name__, [])
    return block


def _key(hint: Any, uitleg: str, *, required: bool) -> Schema:
    """One key with its explanation."""
    kind = _without_none(hint)
    about = {"description": uitleg}
    form = _form(kind)
    if "allOf" in form:  # a block or a list: an editor then starts a new line
        return about | (form if required else may_be_empty(form))
    if get_origin(kind) is Literal and required:
        return about | form
    allowed = form if required else or_empty(_without_meanings(form))
    return about | {"anyOf": [allowed, *_choices(kind)]}


def _choices(kind: Any) -> Iterator[Schema]:
    """What an editor proposes for a kind of value."""
    if get_origin(kind) is Literal:
        yield keuze(meanings(get_args(kind)))
    elif kind == JaNee:
        yield keuze(meanings(("ja", "nee")))


def _without_meanings(form: Schema) -> Schema:
    """An enum as a pattern: two lists of meanings for one value would be shown twice."""
    return woord(form["enum"]) if "enum" in form else form


def _form(kind: Any) -> Schema:
    """What may stand there, null excepted."""
    if kind in _SMALL:
        return _SMALL[kind]()
    if kind == Conditie:
        return _block("conditie")
    match get_origin(kind):
        case origin if origin is Literal:
            words = get_args(kind)
            return {**keuze(meanings(words)), "errorMessage": woord(words)["errorMessage"]}
        case origin if origin in (Union, UnionType):
            return _union(get_args(kind))
        case origin if origin is dict:
            name, value = get_args(kind)
            return open_blok(_form(value), None if name in (str, Tekst) else _form(name))
        case origin if origin is Annotated:
            return _annotated(kind)
        case origin if origin is tuple:
            return rij(_form(get_args(kind)[0]))
    if isinstance(kind, type) and issubclass(kind, Strict):
        return _block(kind.__name__)
    raise AssertionError(kind)


def _annotated(kind: Any) -> Schema:
    plain, *marks = get_args(kind)
    readers = [mark.func for mark in marks if isinstance(mark, BeforeValidator)]
    if read_rij in readers:
        return one_or_more(_form(get_args(plain)[0]))
    names = [reader.__name__ for reader in readers]
    known = next((_BY_READER[name] for name in names if name in _BY_READER), None)
    return known() if known is not None else _form(plain)


def _union(members: tuple[Any, ...]) -> Schema:
    """Two kinds: a list beside one value, or a word beside a kenmerk (which it is as well)."""
    lists = [one for one in members if get_origin(one) is Annotated and _is_list(one)]
    if not lists:
        return _form(next(one for one in members if get_origin(one) is Annotated))
    (single,) = (one for one in members if one not in lists)
    items = _form(get_args(get_args(lists[0])[0])[0])
    return {"if": {"type": "array"}, "then": {"items": items}, "else": _form(single)}


def _is_list(kind: Any) -> bool:
    return get_origin(get_args(kind)[0]) is tuple


def _without_none(hint: Any) -> Any:
    if get_origin(hint) not in (Union, UnionType):
        return hint
    members = [one for one in get_args(hint) if one is not NoneType]
    return Union[tuple(members)]  # noqa: UP007 made here, of one or more


def _block(name: str) -> Schema:
    """A block that is described once; the empty properties tell an editor that it is a block."""
    return {"properties": {}, "allOf": [reference(name)]}


def definitions(models: Mapping[str, type[Strict]], bijzonder: Bijzonder) -> Schema:
    """Models by the name under which others refer to them."""
    return {name: model_schema(model, bijzonder) for name, model in models.items()}


def used_models(model: type[Strict], bijzonder: Bijzonder) -> dict[str, type[Strict]]:
    """Every model that a model refers to, itself excepted, in order."""
    found: dict[str, type[Strict]] = {}
    pending = [model]
    for one in pending:
        below = {kind.__name__: kind for kind in _models_below(one, bijzonder)}
        pending += [kind for name, kind in below.items() if name not in found]
        found |= below
    return found


def _models_below(model: type[Strict], bijzonder: Bijzonder) -> Iterator[type[Strict]]:
    hints = get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        if (model.__name__, field.alias or name) not in bijzonder:
            yield from _models_in(hints[name])


def _models_in(kind: Any) -> Iterator[type[Strict]]:
    if kind == Conditie:
        return
    if isinstance(kind, type) and issubclass(kind, Strict):
        yield kind
    for below in get_args(kind):
        yield from _models_in(below)
