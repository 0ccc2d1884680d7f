"""JSON Schema for one fact: its question as help, its short and its long form, its snippets.

What all facts of a kind share is a definition; words with their meanings always stand in the key
itself, because behind a reference an editor does not show them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from weerbaar_cli.editor.model import (
    NO_KEYS,
    Schema,
    blok,
    datum,
    definitions,
    escape,
    getal,
    heel,
    keuze,
    kies,
    one_or_more,
    or_empty,
    other_spelling,
    patroon,
    reference,
    unless,
    woord,
)
from weerbaar_cli.feitsoorten.datum import NOOIT
from weerbaar_cli.feitsoorten.document import Document, Documentstatus
from weerbaar_cli.feitsoorten.onderdelen import SLEUTEL, facts_by_document
from weerbaar_cli.model.bestanden.feit import RESERVED_NAMES, Catalogus, Feit, LangeVorm, Soortnaam
from weerbaar_cli.model.bestanden.meting import VERHAALDELEN, Actiestatus, Metingsoort, Toetsoordeel
from weerbaar_cli.model.strict import Herkomst

NVT = "Niet van toepassing; vraagt een reden: {waarde: nvt, reden: …}."


def snippet(label: str, body: Any, uitleg: str) -> Schema:
    """A piece of text with places to fill in; after the plain words in the list of proposals."""
    return {"label": label, "body": body, "description": uitleg, "sortText": f"~{label}"}


class Invulling(NamedTuple):
    """Keys to fill in, some of them from a closed choice."""

    naam: str
    uitleg: str
    keys: Mapping[str, Sequence[str]]

    def body(self, first: int = 1) -> dict[str, str]:
        """The keys with numbered places."""
        places = enumerate(self.keys.items(), first)
        return {key: place_of(number, words) for number, (key, words) in places}

    def snippet(self) -> Schema:
        """The keys on their own."""
        return snippet(self.naam, self.body(), self.uitleg)

    def snippet_below(self, place: str) -> Schema:
        """The keys below a first place."""
        return snippet(self.naam, {place: self.body(2)}, self.uitleg)


def place_of(number: int, words: Sequence[str] = ()) -> str:
    """A place to fill in, with what there is to choose."""
    return f"${{{number}|{','.join(words)}|}}" if words else f"${number}"


BESLUIT = Invulling(
    "besluit",
    "Een besluit dat de norm niet van toepassing is, met een reden.",
    {"reden": (), "besloten_door": (), "op": (), "herzien_op": ()},
)
TOETSING = Invulling(
    "toetsing",
    "Het oordeel van een onafhankelijke toetser.",
    {"oordeel": get_args(Toetsoordeel), "reden": (), "toetser": (), "op": ()},
)
AFWIJKING = Invulling(
    "afwijking",
    "Een besluit om te aanvaarden dat een norm tot een dag niet wordt gehaald.",
    {"reden": (), "besloten_door": (), "op": (), "tot": ()},
)
ACTIE = Invulling(
    "actie",
    "Een actie om een norm te halen.",
    {"actie": (), "eigenaar": (), "gereed_op": (), "status": get_args(Actiestatus)},
)
VERHAAL = Invulling(
    "verhaal",
    "Wat u naast de feiten over de norm wilt vertellen; het verandert het oordeel niet.",
    dict.fromkeys(VERHAALDELEN, ()),
)
STUK = Invulling(
    "stuk",
    "De gegevens van een stuk; wat u leeg laat, is niet ingevuld.",
    {
        "titel": (),
        "status": get_args(Documentstatus),
        "vastgesteld_op": (),
        "geldig_vanaf": (),
        "geldig_tot": (),
        "jaar": (),
        "vindplaats": (),
    },
)
MET_TOELICHTING = Invulling(
    "lange vorm",
    "De waarde met herkomst en toelichting.",
    {"waarde": (), "herkomst": get_args(Herkomst), "toelichting": ()},
)
MET_BEWIJS = snippet(
    "lange vorm met bewijs",
    {
        "waarde": "$1",
        "herkomst": "onderbouwd",
        "bewijs": [{"titel": "$2", "datum": "$3", "kenmerk": "$4"}],
    },
    "De waarde met een verwijzing naar wat het laat zien.",
)
LANGE_VORM = [MET_TOELICHTING.snippet(), MET_BEWIJS]
NIET_VAN_TOEPASSING = snippet("niet van toepassing", "{waarde: nvt, reden: $1}", NVT)


def _feit_snippets(feit: Feit) -> list[Schema]:
    """The short form of a fact, ready to be filled in."""
    match feit.soort:
        case "aantal":
            count = "{aantal: $1, totaal: $2}"
            return [snippet("aantal van totaal", count, "Hoeveel van hoeveel.")]
        case "checklist":
            uitleg = "Per onderdeel ja of nee."
            keys = dict.fromkeys(feit.items, ("ja", "nee", "onbekend"))
            return [Invulling("elk onderdeel", uitleg, keys).snippet()]
        case "groepen":
            dates = _dates(feit.namen or ["${9:Groep}"])
            return [snippet("elke groep", dates, "Per groep een datum of nooit.")]
        case "document":
            return [STUK.snippet()]
        case _:
            return []


def _dates(names: Iterable[str]) -> dict[str, str]:
    return {name: f"${{{number}:jjjj-mm-dd}}" for number, name in enumerate(names, 1)}


def new_meting(raamwerken: Sequence[str]) -> Schema:
    """The beginning of a file."""
    body = {
        "weerbaar": "meting/1",
        "organisatie": "$1",
        "raamwerk": place_of(2, raamwerken),
        "soort": place_of(3, get_args(Metingsoort)),
        "peildatum": "${4:jjjj-mm-dd}",
        "ingevuld_door": "$5",
        "feiten": "\n  $6",
    }
    return snippet("nieuwe meting", body, "Het begin van een meting.")


ONBEKEND = {"onbekend": "Niet bekend; hetzelfde als leeg laten."}
JA_NEE = {"ja": "Ja.", "nee": "Nee."}
_DAG = {NOOIT: "Bekend, en het is nooit gebeurd.", **ONBEKEND}
_LONG_FORM = "Voor de lange vorm: begin met «waarde:»."
_HOW: dict[Soortnaam, str] = {
    "ja_nee": "Ja of nee.",
    "datum": "Een datum (jjjj-mm-dd), of nooit.",
    "aantal": "Hoeveel van hoeveel: {aantal: 3, totaal: 5}.",
    "checklist": "Per onderdeel ja of nee; nee voor geen enkel onderdeel.",
    "groepen": "Per groep een datum (jjjj-mm-dd) of nooit; nooit voor geen enkele groep.",
    "document": "De gegevens van het stuk; nee als het er niet is.",
    "getal": "Een getal, met een punt voor decimalen.",
}
# The words that can stand for a whole fact, beside its own and beside onbekend.
_WORDS: dict[Soortnaam, dict[str, str]] = {
    "ja_nee": JA_NEE,
    "datum": {NOOIT: _DAG[NOOIT]},
    "getal": {},
    "aantal": {},
    "checklist": {"nee": "Geen enkel onderdeel."},
    "groepen": {NOOIT: "Bij geen enkele groep, ooit."},
    "document": {"nee": "Het stuk is er niet."},
}


def feit_schema(feit_id: str, feit: Feit, uses: Iterable[str] = ()) -> Schema:
    """One fact; `uses` are the lines that say what it serves."""
    words, proposals = keuze(_words(feit)), _feit_snippets(feit)
    short = reference(f"waarde:{feit_id}")
    asked = f"{feit.vraag}\n\n{_how(feit)}"
    waarde = {
        "description": asked,
        "allOf": [{"defaultSnippets": proposals}],
        "anyOf": [short, words],
    }
    long = {"allOf": [reference("lange-vorm"), {"properties": {"waarde": waarde}}]}
    form = {"if": {"type": "object", "required": ["waarde"]}, "then": long, "else": short}
    return {
        "markdownDescription": "\n\n".join(_explain(feit, uses)),
        "allOf": [{"defaultSnippets": proposals}, reference("voorstel-lange-vorm")],
        "anyOf": [form, words],
    }


def feit_definitions(catalogus: Catalogus) -> Schema:
    """What the schemas of facts refer to: per fact its short form, and what those share."""
    erbij = facts_by_document(catalogus)
    day = or_empty(datum(*_known(NOOIT)))
    number = heel("Schrijf een heel getal van nul of meer, in cijfers.", *_known())
    item = f"{kies(_known('ja', 'nee'))} Niet van toepassing? Schrijf {{waarde: nvt, reden: …}}."
    plain = or_empty(other_spelling(woord(_known("ja", "nee"), item)))
    return {
        **{
            f"waarde:{feit_id}": _document_with(erbij[feit_id])
            if feit_id in erbij
            else _SHORT[feit.soort](feit)
            for feit_id, feit in catalogus.items()
        },
        "dag-of-nooit": day,
        "telling": or_empty(number),
        "onderdeel": {"if": {"type": "object"}, "then": _long_item(), "else": plain},
        "voorstel-onderdeel": {"defaultSnippets": [NIET_VAN_TOEPASSING]},
        "document": _document_keys(),
        **_long_form(),
        "voorstel-lange-vorm": {"defaultSnippets": LANGE_VORM},
    }


# --- what an editor shows


def _explain(feit: Feit, uses: Iterable[str]) -> Iterator[str]:
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
    return _WORDS[feit.soort] | feit.waarden | ONBEKEND


# --- the short forms


def _known(*words: str) -> tuple[str, ...]:
    """The words of a form, with those for not knowing."""
    return (*words, "onbekend", "")


def _ja_nee(feit: Feit) -> Schema:
    words = _known("ja", "nee", *feit.waarden)
    return or_empty(other_spelling(woord(words, f"{kies(words)} {_LONG_FORM}")))


def _datum(feit: Feit) -> Schema:
    return {"allOf": [reference("dag-of-nooit")]}


def _getal(feit: Feit) -> Schema:
    words = _known(*feit.waarden)
    other = f" {kies(words)}" if feit.waarden else ""
    message = f"Dit is geen getal van nul of meer, met een punt voor decimalen.{other}"
    return or_empty(getal(message, *words))


def _aantal(feit: Feit) -> Schema:
    meanings = {"aantal": "Hoeveel het er zijn.", "totaal": "Van hoeveel."}
    keys: Schema = {
        name: {"description": meaning, "anyOf": [reference("telling")]}
        for name, meaning in meanings.items()
    }
    otherwise = "Schrijf hoeveel van hoeveel: {aantal: 3, totaal: 5}."
    return _block_or_words(keys, otherwise, otherwise)


def _checklist(feit: Feit) -> Schema:
    known = f"Dit onderdeel bestaat niet. {kies(feit.items)}"
    otherwise = "Schrijf per onderdeel ja of nee, of nee voor geen enkel onderdeel."
    return _block_or_words(_items(feit.onderdelen), known, otherwise, "nee")


def _items(items: Mapping[str, str]) -> Schema:
    words = keuze(JA_NEE | ONBEKEND)
    return {
        name: {
            "markdownDescription": escape(label),
            "allOf": [reference("voorstel-onderdeel")],
            "anyOf": [reference("onderdeel"), words],
        }
        for name, label in items.items()
    }


def _long_item() -> Schema:
    """An item with a reason; nvt needs one."""
    form = or_empty(other_spelling(woord(_known("ja", "nee", "nvt"))))
    reason = "nvt vraagt een reden."
    text = unless(["number", "boolean"], patroon(reason, r"[\s\S]*\S[\s\S]*"))
    words = keuze(JA_NEE | {"nvt": NVT} | ONBEKEND)
    return {
        "properties": {
            "waarde": {"description": "Of het onderdeel er is.", "anyOf": [form, words]},
            "reden": {"description": "Waarom het niet van toepassing is.", "anyOf": [{}]},
        },
        "additionalProperties": False,
        "errorMessage": "Schrijf {waarde: nvt, reden: …}.",
        "if": {"properties": {"waarde": {"const": "nvt"}}, "required": ["waarde"]},
        "then": {"properties": {"reden": text}, "required": ["reden"], "errorMessage": reason},
    }


def _groepen(feit: Feit) -> Schema:
    day: Schema = {"anyOf": [reference("dag-of-nooit"), keuze(_DAG)]}
    otherwise = "Schrijf per groep een datum, of nooit voor geen enkele groep."
    if feit.groepen == "vast":
        labels = feit.namen.items()
        keys: Schema = {name: {"markdownDescription": escape(text), **day} for name, text in labels}
        known = f"Deze groep bestaat niet. {kies(feit.namen)}"
        return _block_or_words(keys, known, otherwise, NOOIT)
    taken: Schema = dict.fromkeys(sorted(RESERVED_NAMES - {"waarde"}), False)
    block = _block_or_words(taken, "Zo kan een groep niet heten.", otherwise, NOOIT)
    block["then"]["additionalProperties"] = day
    return block


def _document(feit: Feit) -> Schema:
    return _documents(reference("document"))


def _documents(one: Schema) -> Schema:
    otherwise = "Schrijf de gegevens van het stuk, of nee als het er niet is."
    return {
        "if": {"type": ["object", "array"]},
        "then": one_or_more(one),
        "else": or_empty(woord(_known("nee"), otherwise)),
    }


def _document_with(erbij: Mapping[str, Feit]) -> Schema:
    """A document with what the facts that belong to it ask of each."""
    keys: Schema = {}
    for feit_id, feit in erbij.items():
        keys |= _items(feit.onderdelen) if feit.items else {feit_id: _single(feit)}
    block = {
        "properties": keys,
        "additionalProperties": False,
        "errorMessage": f"Dit onderdeel hoort niet bij dit stuk. {kies(keys)}",
    }
    below = {"properties": {SLEUTEL: {"if": {"type": "object"}, "then": block}}}
    return _documents({"allOf": [reference("document"), below]})


def _single(feit: Feit) -> Schema:
    return {
        "markdownDescription": escape(feit.vraag),
        "anyOf": [_ja_nee(feit), keuze(JA_NEE | feit.waarden | ONBEKEND)],
    }


def _block_or_words(keys: Schema, known: str, otherwise: str, *words: str) -> Schema:
    """A block of keys, or one of the words that stand for the whole."""
    message = f"{known} {_LONG_FORM}"
    block = {"properties": keys, "additionalProperties": False, "errorMessage": message}
    form = or_empty(woord(_known(*words), otherwise))
    return {"if": {"type": "object"}, "then": block, "else": form}


def _document_keys() -> Schema:
    keys = definitions([Document], {})["Document"]["properties"]
    block = blok(keys, (), f"Deze sleutel hoort niet bij een stuk. {_LONG_FORM}")
    block["allOf"][0]["errorMessage"] = f"{NO_KEYS[:-1]}, zoals titel en vastgesteld_op."
    return block


def _long_form() -> Schema:
    """The long form, and the evidence in it."""
    made = definitions([LangeVorm], {})
    block = made.pop("LangeVorm")
    # The fact itself says what its value is; an editor would show the first description it meets.
    block["properties"]["waarde"] = {}
    block["errorMessage"] = "Bij de lange vorm staat alles van het feit onder «waarde:»."
    return {"lange-vorm": block} | made


_SHORT: dict[Soortnaam, Callable[[Feit], Schema]] = {
    "ja_nee": _ja_nee,
    "datum": _datum,
    "getal": _getal,
    "aantal": _aantal,
    "checklist": _checklist,
    "groepen": _groepen,
    "document": _document,
}
