"""JSON Schema for one fact: its question as help, its short and its long form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from weerbaar_cli.engine.schema_vormen import (
    NO_KEYS,
    Schema,
    blok,
    datum,
    escape,
    getal,
    heel,
    keuze,
    kies,
    one_or_more,
    or_empty,
    other_spelling,
    patroon,
    snippet,
    tekst,
    unless,
    woord,
)
from weerbaar_cli.model.feit import RESERVED_NAMES
from weerbaar_cli.model.waarde import NOOIT

if TYPE_CHECKING:
    from weerbaar_cli.model.feit import Feit

ONBEKEND = {"onbekend": "Niet bekend; hetzelfde als leeg laten."}
JA_NEE = {"ja": "Ja.", "nee": "Nee."}
_NVT = {"nvt": "Niet van toepassing; vraagt een reden: {waarde: nvt, reden: …}."}
_LONG_FORM = "Voor de lange vorm: begin met «waarde:»."
DOCUMENT, LANGE_VORM = ({"$ref": f"#/definitions/{name}"} for name in ("document", "lange-vorm"))
_HOW = {
    "ja_nee": "Ja of nee.",
    "datum": "Een datum (jjjj-mm-dd), of nooit.",
    "aantal": "Hoeveel van hoeveel: {aantal: 3, totaal: 5}.",
    "checklist": "Per onderdeel ja of nee; nee voor geen enkel onderdeel.",
    "groepen": "Per groep een datum (jjjj-mm-dd) of nooit; nooit voor geen enkele groep.",
    "document": "De gegevens van het stuk; nee als het er niet is.",
    "getal": "Een getal, met een punt voor decimalen.",
}


def feit_schema(feit: Feit, uses: Iterable[str] = ()) -> Schema:
    """One fact; `uses` are the lines that say what it serves."""
    short, words = _SHORT[feit.soort](feit), keuze(_words(feit))
    long = {"allOf": [LANGE_VORM, {"properties": {"waarde": _waarde(feit, short, words)}}]}
    form = {"if": {"type": "object", "required": ["waarde"]}, "then": long, "else": short}
    return {
        "markdownDescription": "\n\n".join(_explain(feit, uses)),
        "defaultSnippets": [*_snippets(feit), *LONG_SNIPPETS],
        "anyOf": [form, words],
    }


def _waarde(feit: Feit, short: Schema, words: Schema) -> Schema:
    asked = f"{feit.vraag}\n\n{_how(feit)}"
    return {"description": asked, "anyOf": [short, words], "defaultSnippets": _snippets(feit)}


def _explain(feit: Feit, uses: Iterable[str]) -> Iterable[str]:
    yield f"**{escape(feit.vraag)}**"
    yield escape(_how(feit))
    if feit.toelichting:
        yield escape(feit.toelichting)
    yield from uses
    if feit.rollen:
        yield f"Wie weet dit: {escape(', '.join(feit.rollen))}."
    if feit.bewijs:
        yield f"Bewijs: {escape(feit.bewijs)}."


def _how(feit: Feit) -> str:
    unit = f" In {feit.eenheid}." if feit.eenheid else ""
    period = f" Over {feit.periode}." if feit.periode else ""
    own = " Noem zelf alle groepen." if feit.groepen == "eigen" else ""
    extra = f" Ook mogelijk: {', '.join(feit.waarden)}." if feit.waarden else ""
    return _HOW[feit.soort] + unit + period + own + extra


def _words(feit: Feit) -> dict[str, str]:
    """The words that can stand for a whole fact, with their meaning."""
    words: dict[str, dict[str, str]] = {
        "ja_nee": JA_NEE,
        "datum": {NOOIT: "Bekend, en het is nooit gebeurd."},
        "checklist": {"nee": "Geen enkel onderdeel."},
        "groepen": {NOOIT: "Bij geen enkele groep, ooit."},
        "document": {"nee": "Het stuk is er niet."},
    }
    return words.get(feit.soort, {}) | feit.waarden | ONBEKEND


def _known(*words: str) -> tuple[str, ...]:
    """The words of a form, with those for not knowing."""
    return (*words, "onbekend", "")


def _ja_nee(feit: Feit) -> Schema:
    words = _known("ja", "nee", *feit.waarden)
    return or_empty(other_spelling(woord(words, f"{kies(words)} {_LONG_FORM}")))


def _datum(feit: Feit) -> Schema:
    return or_empty(datum(*_known(NOOIT)))


def _getal(feit: Feit) -> Schema:
    words = _known(*feit.waarden)
    message = f"Dit is geen getal van nul of meer, met een punt voor decimalen. {kies(words)}"
    return or_empty(getal(message, *words))


def _aantal(feit: Feit) -> Schema:
    number = heel("Schrijf een heel getal van nul of meer, in cijfers.", *_known())
    meanings = {"aantal": "Hoeveel het er zijn.", "totaal": "Van hoeveel."}
    keys = {
        name: {"description": meaning, "anyOf": [or_empty(number)]}
        for name, meaning in meanings.items()
    }
    message = "Schrijf hoeveel van hoeveel: {aantal: 3, totaal: 5}."
    return _block_or_words(keys, f"{message} {_LONG_FORM}", _known(), message)


def _checklist(feit: Feit) -> Schema:
    items = {name: _item(label) for name, label in feit.items.items()}
    known = f"Dit onderdeel bestaat niet. {kies(items)} {_LONG_FORM}"
    otherwise = "Schrijf per onderdeel ja of nee, of nee voor geen enkel onderdeel."
    return _block_or_words(items, known, _known("nee"), otherwise)


def _item(label: str) -> Schema:
    words = _known("ja", "nee")
    message = f"{kies(words)} Niet van toepassing? Schrijf {{waarde: nvt, reden: …}}."
    plain = or_empty(other_spelling(woord(words, message)))
    form = {
        "if": {"type": "object"},
        "then": {"$ref": "#/definitions/onderdeel"},
        "else": plain,
    }
    reason = snippet("nvt met reden", "{waarde: nvt, reden: $1}", _NVT["nvt"])
    return {
        "markdownDescription": escape(label),
        "defaultSnippets": [reason, ITEM_YES],
        "anyOf": [form, keuze(JA_NEE | ONBEKEND)],
    }


ITEM_YES = snippet("ja met toelichting", "{waarde: ja, reden: $1}", "Ja, met een toelichting.")


def onderdeel() -> Schema:
    """An item in its long form: nvt with the reason."""
    words = _known("ja", "nee", "nvt")
    form = or_empty(other_spelling(woord(words)))
    reason = patroon("nvt vraagt een reden.", r"[\s\S]*\S[\s\S]*")
    return {
        "properties": {
            "waarde": {
                "description": "Of het onderdeel er is.",
                "anyOf": [form, keuze(JA_NEE | _NVT | ONBEKEND)],
            },
            "reden": {"description": "Waarom het niet van toepassing is.", "anyOf": [{}]},
        },
        "additionalProperties": False,
        "errorMessage": "Schrijf {waarde: nvt, reden: …}.",
        "if": {"properties": {"waarde": {"const": "nvt"}}, "required": ["waarde"]},
        "then": {
            "properties": {"reden": unless(["number", "boolean"], reason)},
            "required": ["reden"],
            "errorMessage": "nvt vraagt een reden.",
        },
    }


def _groepen(feit: Feit) -> Schema:
    form = or_empty(datum(*_known(NOOIT)))
    words = keuze({NOOIT: "Bij deze groep nooit.", **ONBEKEND})
    otherwise = "Schrijf per groep een datum, of nooit voor geen enkele groep."
    if feit.groepen == "vast":
        keys: Schema = {
            name: {"markdownDescription": escape(label), "anyOf": [form, words]}
            for name, label in feit.namen.items()
        }
        known = f"Deze groep bestaat niet. {kies(feit.namen)} {_LONG_FORM}"
        return _block_or_words(keys, known, _known(NOOIT), otherwise)
    taken: Schema = dict.fromkeys(sorted(RESERVED_NAMES - {"waarde"}), False)
    known = f"Zo kan een groep niet heten. {_LONG_FORM}"
    block = _block_or_words(taken, known, _known(NOOIT), otherwise)
    block["then"]["additionalProperties"] = {"anyOf": [form, words]}
    return block


def _document(feit: Feit) -> Schema:
    several = one_or_more(DOCUMENT)
    otherwise = f"Schrijf de gegevens van het stuk, of nee als het er niet is. {_LONG_FORM}"
    words = or_empty(woord(_known("nee"), otherwise))
    return {"if": {"type": ["object", "array"]}, "then": several, "else": words}


def _block_or_words(keys: Schema, known: str, words: tuple[str, ...], otherwise: str) -> Schema:
    """A block of keys, or one of the words that stand for the whole."""
    block = {"properties": keys, "additionalProperties": False, "errorMessage": known}
    form = or_empty(woord(words, otherwise))
    return {"if": {"type": "object"}, "then": block, "else": form}


def document(keys: Schema) -> Schema:
    """A document; unknown keys may be those of the long form."""
    block = blok(keys, (), f"Deze sleutel hoort niet bij een stuk. {_LONG_FORM}")
    block["allOf"][0]["errorMessage"] = f"{NO_KEYS[:-1]}, zoals titel en vastgesteld_op."
    return block


def _snippets(feit: Feit) -> list[Schema]:
    """The short form, ready to be filled in."""
    match feit.soort:
        case "aantal":
            body: object = "{aantal: $1, totaal: $2}"
            return [snippet("aantal van totaal", body, "Hoeveel van hoeveel.")]
        case "checklist":
            return [
                snippet("elk onderdeel", _numbered(feit.items, "ja,nee,onbekend"), "Ja of nee.")
            ]
        case "groepen" if feit.groepen == "vast":
            names = dict.fromkeys(feit.namen, "$0")
            numbered = {name: f"${place}" for place, name in enumerate(names, 1)}
            return [snippet("elke groep", numbered, "Per groep een datum of nooit.")]
        case "groepen":
            body = {"${1:Groep}": "${2:jjjj-mm-dd}"}
            return [snippet("groep", body, "Een groep met een datum of nooit.")]
        case "document":
            return [DOCUMENT_SNIPPET]
        case _:
            return []


def _numbered(names: Iterable[str], choices: str) -> dict[str, str]:
    return {name: f"${{{place}|{choices}|}}" for place, name in enumerate(names, 1)}


DOCUMENT_SNIPPET = snippet(
    "stuk",
    {
        "titel": "$1",
        "status": "${2|vastgesteld,concept,ingetrokken|}",
        "vastgesteld_op": "$3",
        "geldig_vanaf": "$4",
        "geldig_tot": "$5",
        "vindplaats": "$6",
    },
    "De gegevens van een stuk; wat u leeg laat, is niet ingevuld.",
)
_HERKOMST = "${2|opgave,onderbouwd,getoetst|}"
LONG_SNIPPETS = [
    snippet(
        "lange vorm",
        {"waarde": "$1", "herkomst": _HERKOMST, "toelichting": "$3"},
        "De waarde met herkomst en toelichting.",
    ),
    snippet(
        "lange vorm met bewijs",
        {
            "waarde": "$1",
            "herkomst": "onderbouwd",
            "bewijs": [{"titel": "$2", "datum": "$3", "kenmerk": "$4"}],
        },
        "De waarde met een verwijzing naar wat het laat zien.",
    ),
]
_SHORT: dict[str, Callable[[Feit], Schema]] = {
    "ja_nee": _ja_nee,
    "datum": _datum,
    "getal": _getal,
    "aantal": _aantal,
    "checklist": _checklist,
    "groepen": _groepen,
    "document": _document,
}
