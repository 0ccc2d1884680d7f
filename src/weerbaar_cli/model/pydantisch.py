"""pydantic's errors as bevindingen: our codes, Dutch sentences, clean paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.bevinding import Bevinding, Pad, suggest
from weerbaar_cli.model.strict import Strict, show, woord_herstel

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

# Union tags stand in the path of an error; the prefix tells them from what stands in the file.
PREFIX = "conditie:"
LEAVE_EMPTY = "Weet u het niet: laat de waarde leeg."
MOST_TIPS = 100  # looking for a word that comes near is slow, and nobody reads more
NAME_KEYS = frozenset({"naam", "persoon", "contactpersoon", "auteur", "indiener", "medewerker"})
_WRONG_KIND = {
    "dict_type": "hier horen sleutels met waarden",
    "model_type": "hier horen sleutels met waarden",
    "tuple_type": "hier hoort een lijst",
    "list_type": "hier hoort een lijst",
    "string_type": "hier hoort tekst",
    "string_too_short": "hier hoort tekst",
    "union_tag_not_found": "hier hoort een conditie die weerbaar kent",
    "union_tag_invalid": "hier hoort een conditie die weerbaar kent",
    "string_pattern_mismatch": "gebruik kleine letters, cijfers en streepjes",
}


def bevindingen_from(error: ValidationError, data: Any, pad: Pad = ()) -> list[Bevinding]:
    """One bevinding per problem, each with a path that exists in `data` as far as it goes."""
    model = next(one for one in _models() if one.__name__ == error.title)
    unique: dict[tuple[str, ...], Bevinding] = {}
    for detail in error.errors(include_url=False):
        one = _bevinding(detail, data, pad, model if len(unique) < MOST_TIPS else None)
        # Each member of a union complains of the same value; of missing keys each is a problem.
        which = one.bericht if one.code == "ontbrekende-sleutel" else ""
        unique.setdefault((one.code, repr(one.pad), which), one)
    return list(unique.values())


def _bevinding(detail: ErrorDetails, data: Any, pad: Pad, model: type[Strict] | None) -> Bevinding:
    loc = tuple(part for part in detail["loc"] if not str(part).startswith(PREFIX))
    on_key = bool(loc) and loc[-1] == "[key]"
    steps = _existing(loc[:-1] if on_key else loc, data)
    kind = detail["type"]
    if kind == "missing":
        empty = steps == loc
        text = f"de verplichte sleutel «{loc[-1]}» {'heeft geen waarde' if empty else 'ontbreekt'}"
        tip = f"Vul in wat achter «{loc[-1]}:» hoort." if empty else f"Voeg «{loc[-1]}: …» toe."
        return Bevinding("ontbrekende-sleutel", text, (*pad, *steps), suggestie=tip)
    if kind == "extra_forbidden":
        known = _keys_at(model, loc[:-1]) if model else ()
        return _unknown_key(loc, (*pad, *steps), known)
    if kind == "literal_error":
        expected = str(detail.get("ctx", {}).get("expected", "")).replace("'", "")
        choices = expected.replace(" or ", ", ")
        text = f"{show(detail['input'])} past niet; kies uit {choices}"
        herstel = woord_herstel(detail["input"], choices.split(", "))
        # What is not known has a place of its own: empty.
        words = [choice for choice in choices.split(", ") if choice != "onbekend"]
        tip = "" if herstel else suggest(str(detail["input"]), words)
        tip = tip if tip or herstel else _empty_tip(model, loc) or LEAVE_EMPTY
        return Bevinding("verkeerde-waarde", text, (*pad, *steps), suggestie=tip, herstel=herstel)
    if kind in _WRONG_KIND:
        text = f"{show(detail['input'])} past niet; {_WRONG_KIND[kind]}"
        tip = _form_tip(detail["input"], kind)
        return Bevinding("verkeerde-waarde", text, (*pad, *steps), "fout", tip, on_key)
    context = detail.get("ctx") or {}
    if "text" in context:
        tip, herstel = context.get("tip", ""), context.get("herstel")
        if not tip and not herstel and kind != "ongeldig-getal":
            tip = _empty_tip(model, loc)
        text, place = context["text"], (*pad, *steps)
        return Bevinding(kind, text, place, "fout", tip, on_key, herstel=herstel)
    return Bevinding("verkeerde-waarde", f"{show(detail['input'])} past hier niet", (*pad, *steps))


def _empty_tip(model: type[Strict] | None, loc: tuple[Any, ...]) -> str:
    """What to do for who does not know the value, at a key that may not be left empty for that."""
    key = str(loc[-1]) if loc else ""
    for owner in _owners_at(model, loc[:-1]) if model else ():
        if key in owner.model_fields and (means := owner.says_empty(key)):
            return f"Weet u het niet: vraag het na. Leeg betekent hier: {means}."
        if key in owner.model_fields and owner.model_fields[key].is_required():
            return "Weet u het niet: vraag het na. Zonder deze waarde gaat het niet."
    return ""


def _form_tip(value: Any, kind: str) -> str:
    """How a value of the wrong kind becomes one of the right kind."""
    if kind in ("dict_type", "model_type") and isinstance(value, list):
        return "Haal de streepjes aan het begin van de regels weg."
    if kind in ("dict_type", "model_type") and isinstance(value, str) and ":" in value:
        return "Zet een spatie na de dubbele punt."
    if kind in ("tuple_type", "list_type"):
        return (
            "Begin elk onderdeel op een eigen regel met een streepje, of zet alles tussen [ en ]."
        )
    return "Schrijf de waarde zoals de melding het zegt."


def _unknown_key(loc: tuple[Any, ...], pad: Pad, known: Iterable[str]) -> Bevinding:
    key = str(loc[-1])
    # At the top a `naam` is more likely meant for the organisatie.
    if key.lower() in NAME_KEYS and (len(loc) > 1 or key.lower() != "naam"):
        text = f"{show(key)} hoort hier niet: noem functies en kenmerken, nooit personen"
        return Bevinding("persoonsnaam", text, pad, op_sleutel=True)
    text = f"de sleutel {show(key)} bestaat hier niet"
    if herstel := woord_herstel(key, known):
        return Bevinding("onbekende-sleutel", text, pad, op_sleutel=True, herstel=herstel)
    tip = suggest(key, sorted(known))
    if key in known:  # in a condition of another kind
        tip = "Deze sleutel gaat niet samen met de sleutels ernaast."
    elif not tip and known and any(key in _names(model) for model in _models()):
        tip = "Deze sleutel hoort op een andere plek; controleer het inspringen."
    return Bevinding("onbekende-sleutel", text, pad, "fout", tip, op_sleutel=True)


def _models() -> list[type[Strict]]:
    """Every model of a file or of a part of one, also of kinds that nobody asked for yet."""
    tuple(SOORTEN.values())  # loads them
    models: list[type[Strict]] = [Strict]
    for model in models:
        models += model.__subclasses__()
    return models


def _names(model: type[Strict]) -> dict[str, Any]:
    """The keys that a model knows, each with the kind of its value."""
    fields = model.model_fields.items()
    return {field.alias or name: field.annotation for name, field in fields}


def _keys_at(model: type[Strict], loc: tuple[Any, ...]) -> set[str]:
    """The keys that exist at a place in the file; pydantic does not say who refused one."""
    return {name for one in _owners_at(model, loc) for name in _names(one)}


def _owners_at(model: type[Strict], loc: tuple[Any, ...]) -> list[type[Strict]]:
    """The models of what can stand at a place in the file."""
    kinds: list[Any] = [model]
    for step in loc:
        below = (_below(plain, step) for kind in kinds for plain in _plain(kind))
        kinds = [kind for kind in below if kind is not None]
    return [plain for kind in kinds for plain in _plain(kind) if _is_model(plain)]


def _plain(kind: Any) -> Iterator[Any]:
    """The kinds inside an annotation or a union."""
    origin = get_origin(kind)
    if origin is Annotated:
        yield from _plain(get_args(kind)[0])
    elif origin in (Union, UnionType):
        for member in get_args(kind):
            yield from _plain(member)
    else:
        yield kind


def _below(kind: Any, step: str | int) -> Any:
    """The kind of what stands one step below a model, a block or a list."""
    if _is_model(kind):
        return _names(kind).get(str(step))
    arguments = get_args(kind)
    if get_origin(kind) is dict:
        return arguments[1]
    return arguments[0] if get_origin(kind) is tuple else None


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Strict)


def _existing(loc: tuple[Any, ...], data: Any) -> Pad:
    """The part of pydantic's path that can be walked in the file; union tags fall away."""
    steps: list[str | int] = []
    for part in loc:
        inside = isinstance(data, dict) and part in data
        if inside or (isinstance(data, list) and isinstance(part, int) and part < len(data)):
            data = data[part]
            steps.append(part)
    return tuple(steps)
