"""pydantic's errors as bevindingen: our codes, Dutch sentences, clean paths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weerbaar_cli.model.bevinding import Bevinding, Pad, suggest
from weerbaar_cli.model.conditie import PREFIX
from weerbaar_cli.model.strict import Strict, clean, show

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

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
    found = (_bevinding(detail, data, pad) for detail in error.errors(include_url=False))
    unique = {(one.code, one.pad): one for one in found}
    return list(unique.values())


def _bevinding(detail: ErrorDetails, data: Any, pad: Pad) -> Bevinding:
    loc = tuple(part for part in detail["loc"] if not str(part).startswith(PREFIX))
    on_key = bool(loc) and loc[-1] == "[key]"
    steps = _existing(loc[:-1] if on_key else loc, data)
    kind = detail["type"]
    if kind == "missing":
        text = f"de verplichte sleutel «{loc[-1]}» ontbreekt"
        return Bevinding("ontbrekende-sleutel", text, (*pad, *steps))
    if kind == "extra_forbidden":
        return _unknown_key(loc, (*pad, *steps))
    if kind == "literal_error":
        expected = str(detail.get("ctx", {}).get("expected", "")).replace("'", "")
        choices = expected.replace(" or ", ", ")
        text = f"{show(detail['input'])} past niet; kies uit {choices}"
        tip = suggest(str(detail["input"]), choices.split(", "))
        return Bevinding("verkeerde-waarde", text, (*pad, *steps), suggestie=tip)
    if kind in _WRONG_KIND:
        text = f"{show(detail['input'])} past niet; {_WRONG_KIND[kind]}"
        return Bevinding("verkeerde-waarde", text, (*pad, *steps), op_sleutel=on_key)
    if "text" in (detail.get("ctx") or {}):
        return Bevinding(kind, detail["ctx"]["text"], (*pad, *steps), op_sleutel=on_key)
    return Bevinding("verkeerde-waarde", f"{show(detail['input'])} past hier niet", (*pad, *steps))


def _unknown_key(loc: tuple[Any, ...], pad: Pad) -> Bevinding:
    key = str(loc[-1])
    if key.lower() in NAME_KEYS and len(loc) > 1:
        text = f"«{clean(key)}» hoort hier niet: noem functies en kenmerken, nooit personen"
        return Bevinding("persoonsnaam", text, pad, op_sleutel=True)
    text = f"de sleutel «{clean(key)}» bestaat hier niet"
    tip = suggest(key, sorted(_vocabulary()))
    return Bevinding("onbekende-sleutel", text, pad, "fout", tip, op_sleutel=True)


def _vocabulary() -> set[str]:
    """Every key that some file may have; pydantic does not tell which model refused the key."""
    models = [Strict]
    for model in models:
        models += model.__subclasses__()
    fields = (item for model in models for item in model.model_fields.items())
    return {field.alias or name for name, field in fields}


def _existing(loc: tuple[Any, ...], data: Any) -> Pad:
    """The part of pydantic's path that can be walked in the file; union tags fall away."""
    steps: list[str | int] = []
    for part in loc:
        inside = isinstance(data, dict) and part in data
        if inside or (isinstance(data, list) and isinstance(part, int) and part < len(data)):
            data = data[part]
            steps.append(part)
    return tuple(steps)
