"""JSON Schema for the small forms: text, dates, words, numbers, lists and blocks.

A schema sees YAML as an editor loads it (YAML 1.2: numbers, booleans and null are typed, dates are
text), where our own reader sees text only; so each form also takes what such a text becomes. Four
habits of the YAML language server, which VS Code and most other editors use, shape them all:

- `type` with null or boolean would make it propose `null`, `true` and `false`; the types that are
  allowed therefore stand behind `if`, where it checks but does not look for proposals;
- one `errorMessage` replaces its English text, for every keyword of the same object;
- it shows the first description that it meets from the inside out: only the outside has one;
- it completes a key with a colon only when it can tell what comes behind it: an `anyOf` will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Schema = dict[str, Any]

_LONG_MONTH = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
_SHORT_MONTH = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
_FEBRUARY = "02-(?:0[1-9]|1[0-9]|2[0-8])"
_LEAP_YEAR = (
    "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)-02-29"
)
DATUM = f"(?!0000)[0-9]{{4}}-(?:{_LONG_MONTH}|{_SHORT_MONTH}|{_FEBRUARY})|{_LEAP_YEAR}"
HEEL = "[0-9]{1,9}"
GETAL = r"[0-9]{1,12}(?:\.[0-9]{1,6})?"
KENMERK = "[a-z0-9]+(?:-[a-z0-9]+)*"
NUMMER = "[A-Za-z0-9][A-Za-z0-9._/-]*"
# Ja, NEE, True: read all the same, but it is not how weerbaar writes it.
OTHER_SPELLING = "(?!ja$|nee$)(?:[Jj][Aa]|[Nn][Ee][Ee]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])"
SCHRIJF_DATUM = "schrijf jjjj-mm-dd, bijvoorbeeld 2024-01-31"


def regex(*alternatives: str) -> str:
    """A pattern for the whole text."""
    return f"^(?:{'|'.join(alternatives)})$"


def refuse_unless(kinds: Iterable[str], text: Schema, message: str) -> Schema:
    """Values of these types, or a text that fits; for all else the message."""
    refused = {"type": "string", **text, "errorMessage": message}
    if "pattern" in text:
        refused["patternErrorMessage"] = message
    return {"if": {"type": list(kinds)}, "else": refused}


def filled(form: Schema) -> Schema:
    """The form of a key that must have a value."""
    kinds = [kind for kind in form["if"]["type"] if kind != "null"]
    return {**form, "if": {**form["if"], "type": kinds}}


def offer(form: Schema, *choices: Schema) -> Schema:
    """A form as the value of a key; choices are proposed and explained, the form decides."""
    return {"anyOf": [form, *choices]}


def keuze(woorden: Mapping[str, str]) -> Schema:
    """Words to choose from, each with its meaning."""
    meanings = list(woorden.values())
    return {
        "enum": list(woorden),
        "enumDescriptions": meanings,
        "markdownEnumDescriptions": [escape(meaning) for meaning in meanings],
    }


def tekst() -> Schema:
    """A text that is not empty; a number or true is text here too."""
    form = refuse_unless(("number", "boolean", "null"), {"minLength": 1}, "Hier hoort tekst.")
    # The message for an empty text cannot be replaced, that of a pattern can.
    form["else"] |= {"pattern": ".", "patternErrorMessage": "Vul hier tekst in."}
    del form["else"]["minLength"]
    return form


def patroon(pattern: str, message: str) -> Schema:
    """A text that fits a pattern."""
    return refuse_unless(("null",), {"pattern": regex(pattern)}, message)


def datum() -> Schema:
    """A day of the calendar."""
    return patroon(DATUM, f"Dit is geen datum die bestaat; {SCHRIJF_DATUM}.")


def getal(pattern: str, message: str, *, whole: bool = False, below: int = 10**12) -> Schema:
    """A number of zero or more, also between quotes."""
    kinds = ("null", "integer" if whole else "number")
    form = refuse_unless(kinds, {"pattern": regex(pattern)}, message)
    form["if"] |= {"minimum": 0, "exclusiveMaximum": below}
    return form


def enkel(woorden: Mapping[str, str]) -> Schema:
    """One of a few words, or nothing yet."""
    words = [*woorden, None]
    form = {"if": {"type": "null"}, "else": {"enum": words[:-1], "errorMessage": kies(woorden)}}
    return form


def ja_nee_spelling(form: Schema) -> Schema:
    """Also other spellings of ja and nee, with the remark that `weerbaar validate` makes."""
    other = {"if": {"type": "string"}, "then": {"pattern": regex(OTHER_SPELLING)}}
    return {
        "if": {"type": ["boolean", "string"], "allOf": [other]},
        "then": {"deprecationMessage": "Schrijf ja of nee."},
        "else": form,
    }


def kies(woorden: Iterable[str]) -> str:
    """«Kies uit ja, nee, onbekend.»"""
    return f"Kies uit {', '.join(woorden)}."


def rij(items: Schema) -> Schema:
    """A list."""
    message = "Hier hoort een lijst: elke regel begint met een streepje."
    return {
        "items": items,
        "allOf": [{"if": {"type": ["array", "null"]}, "else": {"type": "array"}}],
    } | {"errorMessage": message}


def one_or_more(one: Schema, items: Schema | None = None) -> Schema:
    """One value, or a list of them."""
    return {"if": {"type": "array"}, "then": {"items": items or filled(one)}, "else": one}


def blok(
    properties: Schema,
    required: Iterable[str] = (),
    *,
    known: str = "Deze sleutel bestaat hier niet.",
    empty: bool = False,
) -> Schema:
    """A block of keys, no others; `empty` when the block may also be left open."""
    kinds = ["object", "null"] if empty else ["object"]
    shape: Schema = {"type": "object", "errorMessage": "Hier horen sleutels met waarden."}
    if empty:
        shape = {"if": {"type": kinds}, "else": shape}
    return {
        "properties": properties,
        "additionalProperties": False,
        "errorMessage": known,
        "allOf": [shape, *(_required(name) for name in required)],
    }


def _required(name: str) -> Schema:
    """A key of its own, because each needs its own message."""
    message = f"De verplichte sleutel «{name}» ontbreekt of heeft geen waarde."
    return {
        "required": [name],
        "errorMessage": message,
        "if": {"type": "object"},
        "then": {"properties": {name: {"not": {"type": "null"}}}},
    }


def open_blok(values: Schema, names: Schema | None = None) -> Schema:
    """A block whose keys are names that the user chooses."""
    shape = {"type": "object", "errorMessage": "Hier horen sleutels met waarden."}
    form = {
        "properties": {},
        "additionalProperties": values,
        "allOf": [{"if": {"type": ["object", "null"]}, "else": shape}],
    }
    return form | ({"propertyNames": names} if names else {})


def snippet(label: str, body: Any, description: str) -> Schema:
    """A piece of text with places to fill in, chosen from the list of proposals."""
    # Last in the list: the plain words come first.
    return {"label": label, "body": body, "description": description, "sortText": f"~{label}"}


def escape(text: str) -> str:
    """A text of the raamwerk or the catalogue inside Markdown, shown as it is."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in text)
