"""What must hold between the keys of one block: the validators of the models, as JSON Schema."""

from __future__ import annotations

from weerbaar_cli.editor.vormen import Schema, regex


def _has(key: str, **form: object) -> Schema:
    """The key is there, with a value of this form: a condition, never an error of its own."""
    return {"properties": {key: form}, "required": [key]}


def _needs(key: str, message: str) -> Schema:
    """The key must be there with a value; an empty block or list is none."""
    refused = {"type": "null", "errorMessage": message}
    empty: Schema = {"if": {"maxProperties": 0}, "then": refused}
    filled = {"if": {"type": "null"}, "then": {"type": "string", "errorMessage": message}}
    value = {"allOf": [{"if": {"type": "object"}, "then": empty}, filled]}
    return {"required": [key], "properties": {key: value}, "errorMessage": message}


def _lacks(key: str, message: str, *allowed: object) -> Schema:
    """The key may not have a value, or only one that says nothing."""
    nothing: Schema = {"enum": [None, *allowed], "errorMessage": message}
    block = {"additionalProperties": False, "errorMessage": message}
    return {"properties": {key: {"if": {"type": "object"}, "then": block, "else": nothing}}}


def _only(condition: Schema, key: str, message: str, *allowed: object) -> Schema:
    """A key that belongs to one kind only."""
    return {"if": condition, "else": _lacks(key, message, *allowed)}


def _exactly(condition: Schema, key: str, message: str) -> Schema:
    """A key that one kind needs, and that belongs to that kind only."""
    return {"if": condition, "then": _needs(key, message), "else": _lacks(key, message)}


_LIST = "Een checklist heeft items, en alleen een checklist."
_FIXED = "Vaste groepen hebben namen, en alleen vaste groepen."
_OWN_RULE = "Een norm heeft een regel «voldoet», of «regel: ontbreekt» met een reden."
_ONE = "Een signaal heeft «als» of «tenzij», een van beide."
_REASON = "Een besluit «niet van toepassing» vraagt een reden."
_STORY = "Een verhaal heeft ten minste een van wat_we_doen, in_beweging, betekenis."
RULES: dict[str, list[Schema]] = {
    "Feit": [
        _exactly(_has("soort", pattern=regex("checklist")), "items", _LIST),
        _exactly(_has("groepen", pattern=regex("vast")), "namen", _FIXED),
        _exactly(
            _has("soort", pattern=regex("groepen")),
            "groepen",
            "Soort groepen vraagt «groepen: vast» of «eigen», en alleen die soort.",
        ),
        _only(
            _has("soort", pattern=regex("ja_nee", "getal")),
            "waarden",
            "Extra waarden kunnen alleen bij ja_nee en getal.",
        ),
        _only(
            _has("soort", pattern=regex("aantal")),
            "overtreffen",
            "Overtreffen kan alleen bij soort aantal.",
            *("nee", False),
        ),
    ],
    "Norm": [
        {
            "if": _has("regel", type="string"),
            "then": {"allOf": [_needs("reden", _OWN_RULE), _lacks("voldoet", _OWN_RULE)]},
            "else": _needs("voldoet", _OWN_RULE),
        }
    ],
    "NvtBesluit": [_needs("reden", _REASON)],
    "Verhaal": [{"minProperties": 1, "errorMessage": _STORY}],
    "Signaal": [
        {
            "if": _has("als", type="object"),
            "then": _lacks("tenzij", _ONE),
            "else": _needs("tenzij", _ONE),
        }
    ],
}
