"""JSON Schema for the small forms: text, dates, words, numbers, lists and blocks.

A schema sees YAML as an editor loads it (YAML 1.2: numbers, booleans and null have their own type,
dates are text), where our own reader sees text only; a form takes all that such a text becomes.
Habits of the YAML language server, which VS Code and most other editors use, shape these forms:

- it proposes `null`, `true` and `false` wherever a `type` allows them: other types than text
  therefore stand behind `if`, where it checks but does not look for proposals;
- an `errorMessage` replaces its English text, for every keyword of the same object;
- it shows the first description that it meets from the inside out: only the outside has one;
- it completes a key with its colon only when it can tell what comes behind: an `anyOf` will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Schema = dict[str, Any]

_LONG_MONTH = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
_SHORT_MONTH = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
_FEBRUARY = "02-(?:0[1-9]|1[0-9]|2[0-8])"
_LEAP_DAY = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
DATUM = f"(?!0000)[0-9]{{4}}-(?:{_LONG_MONTH}|{_SHORT_MONTH}|{_FEBRUARY})|{_LEAP_DAY}-02-29"
GETAL = r"[0-9]{1,12}(?:\.[0-9]{1,6})?"
KENMERK = "[a-z0-9]+(?:-[a-z0-9]+)*"
# More than nothing, and at most everything.
DEEL = r"(?!0*(?:\.0*)? ?%)(?:100(?:\.0{1,4})?|[0-9]{1,2}(?:\.[0-9]{1,4})?) ?%"
NUMMER = "[A-Za-z0-9][A-Za-z0-9._/-]*"
OTHER_SPELLING = "(?!(?:ja|nee)$)(?:[Jj][Aa]|[Nn][Ee][Ee]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])"
GEEN_DATUM = "Dit is geen datum die bestaat: schrijf jjjj-mm-dd, bijvoorbeeld 2024-01-31"
NO_KEYS = "Hier horen sleutels met waarden."


def regex(*alternatives: str) -> str:
    """A pattern for the whole text."""
    return f"^(?:{'|'.join(alternatives)})$"


def patroon(message: str, *alternatives: str) -> Schema:
    """A text that fits one of these patterns, with what is said when it does not."""
    pattern = regex(*alternatives)
    messages = {"patternErrorMessage": message, "errorMessage": message}
    return {"type": "string", "pattern": pattern, **messages}


def unless(kind: str | Sequence[str], form: Schema, **bounds: int) -> Schema:
    """Any value of these types (within bounds), and otherwise the form."""
    return {"if": {"type": kind, **bounds}, "else": form}


def or_empty(form: Schema) -> Schema:
    """The form, or a key that is not filled in yet."""
    return unless("null", form)


def tekst() -> Schema:
    """A text that is not empty; to us a number or true is text too."""
    return unless(["number", "boolean"], patroon("Vul hier tekst in.", r"[\s\S]+"))


def datum(*woorden: str) -> Schema:
    """A day of the calendar, or one of these words."""
    message = " of ".join((GEEN_DATUM, *filter(None, woorden)))
    return patroon(f"{message}.", DATUM, *woorden)


def getal(message: str, *woorden: str) -> Schema:
    """A number of zero or more, also between quotes, or one of these words."""
    form = patroon(message, GETAL, *woorden)
    return unless("number", form, minimum=0, exclusiveMaximum=10**12)


def heel(message: str, *woorden: str, least: int = 0) -> Schema:
    """A whole number of at least so much, also between quotes, or one of these words."""
    digits = f"(?!0*[0-{least - 1}]$)[0-9]{{1,9}}" if least else "[0-9]{1,9}"
    form = patroon(message, digits, *woorden)
    return unless("integer", form, minimum=least, exclusiveMaximum=10**9)


def woord(woorden: Iterable[str], message: str = "") -> Schema:
    """One of a few words."""
    known = list(woorden)
    return patroon(message or kies(known), *known)


def other_spelling(form: Schema) -> Schema:
    """The form, and other spellings of ja and nee with the hint that validate gives."""
    other = {"type": ["boolean", "string"], "pattern": regex(OTHER_SPELLING)}
    return {"if": other, "then": {"deprecationMessage": "Schrijf ja of nee."}, "else": form}


def ja_nee() -> Schema:
    """Ja or nee."""
    return other_spelling(woord(("ja", "nee")))


def kies(woorden: Iterable[str]) -> str:
    """«Kies uit ja, nee, onbekend.»"""
    return f"Kies uit {', '.join(filter(None, woorden))}."


def keuze(woorden: Mapping[str, str]) -> Schema:
    """Words to choose from with their meanings, which an editor loses when they stand apart."""
    meanings = list(woorden.values())
    escaped = [escape(meaning) for meaning in meanings]
    return {
        "enum": list(woorden),
        "enumDescriptions": meanings,
        "markdownEnumDescriptions": escaped,
    }


def reference(name: str) -> Schema:
    """What stands in the definitions. It stands alone: draft 07 ignores all that is beside it."""
    return {"$ref": f"#/definitions/{name}"}


def rij(items: Schema) -> Schema:
    """A list."""
    message = "Hier hoort een lijst: zet voor elk onderdeel een streepje."
    return {"items": items, "allOf": [{"type": "array", "errorMessage": message}]}


def one_or_more(one: Schema) -> Schema:
    """One value, or a list of them."""
    return {"if": {"type": "array"}, "then": {"items": one}, "else": one}


def blok(properties: Schema, required: Iterable[str] = (), known: str = "") -> Schema:
    """A block of these keys and no others."""
    return {
        "properties": properties,
        "additionalProperties": False,
        "errorMessage": known or "Deze sleutel bestaat hier niet.",
        "allOf": [
            {"type": "object", "errorMessage": NO_KEYS},
            # Each apart, because each needs its own message.
            *({"required": [name], "errorMessage": missing(name)} for name in required),
        ],
    }


def missing(name: str) -> str:
    """What is said when a key is not there."""
    return f"De verplichte sleutel «{name}» ontbreekt."


def open_blok(values: Schema, names: Schema | None = None) -> Schema:
    """A block whose keys are names that the user chooses."""
    return {
        "properties": {},
        "additionalProperties": values,
        **({"propertyNames": names} if names else {}),
        "allOf": [{"type": "object", "errorMessage": NO_KEYS}],
    }


def may_be_empty(block: Schema) -> Schema:
    """A block or list that may also be left open."""
    shape, *rest = block["allOf"]
    return {**block, "allOf": [or_empty(shape), *rest]}


def escape(text: str) -> str:
    """A text of the raamwerk or the catalogue inside Markdown, shown as it is."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in text)
