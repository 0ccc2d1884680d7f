"""One question as the steps in which it is asked, and what is typed as a meting has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from msgspec import Struct

from weerbaar_cli.feitsoorten.document import Documentstatus
from weerbaar_cli.invullen.vragenlijst import Invulfeit
from weerbaar_cli.invullen.werkboek import (
    COUNT_WORDS,
    GROUP_WORDS,
    part_words,
    words_of,
)
from weerbaar_cli.model.bevinding import Pad
from weerbaar_cli.model.getal import dutch_getal, has_thousands, parse_getal
from weerbaar_cli.model.strict import bare, clean, fold

DAY, TEXT = "een datum, zoals 31-01-2024", "tekst"
NUMBER, COUNT = "een getal, zoals 12 of 0,6", "een heel getal, zoals 12"
WHICH = dict(zip(*[get_args(Documentstatus)] * 2, strict=True))
DOCUMENTSTAPPEN = {
    "titel": ("Titel van het document", TEXT),
    "status": ("Status", ""),
    "vastgesteld_op": ("Vastgesteld op", DAY),
    "geldig_vanaf": ("Geldig vanaf", DAY),
    "geldig_tot": ("Geldig tot en met", DAY),
    "vindplaats": ("Waar het te vinden is", TEXT),
}


class Invulstap(Struct, frozen=True):
    """One thing that is asked: its place, the words to choose, and what else can be typed."""

    pad: Pad
    vraag: str
    woorden: Mapping[str, str]
    getypt: str = ""


def steps_of(feit_id: str, feit: Invulfeit) -> Iterator[Invulstap]:
    """The steps of a question; own groups and documents come after these, one by one."""
    pad: Pad = ("feiten", feit_id, "waarde")
    match feit.soort:
        case "ja_nee":
            yield Invulstap(pad, feit.vraag, words_of(feit))
        case "datum":
            yield Invulstap(pad, feit.vraag, words_of(feit), DAY)
        case "getal":
            yield Invulstap(pad, feit.vraag, words_of(feit), NUMBER)
        case "aantal":
            yield Invulstap((*pad, "aantal"), "Hoeveel?", COUNT_WORDS, COUNT)
            yield Invulstap((*pad, "totaal"), "Van hoeveel in totaal?", COUNT_WORDS, COUNT)
        case "checklist":
            for item in feit.items:
                yield Invulstap((*pad, item.id), item.titel, part_words(item.nvt_kan))
        case "groepen":
            for group in feit.groepsnamen:
                yield Invulstap((*pad, group.id), group.titel, GROUP_WORDS, DAY)
        case "document":
            yield Invulstap(pad, feit.vraag, {"ja": "ja", "nee": "nee", "weet ik niet": "onbekend"})


def document_steps(feit_id: str, place: int) -> Iterator[Invulstap]:
    """What is asked of one document."""
    for name, (text, typed) in DOCUMENTSTAPPEN.items():
        words = WHICH if name == "status" else {}
        yield Invulstap(("feiten", feit_id, "waarde", place, name), text, words, typed)


def read_typed(text: str, words: Mapping[str, str]) -> Any:
    """What somebody typed as a meting has it: a word for a choice, else as it is."""
    if not text:
        return None
    own = {fold(bare(value)): value for value in words.values() if value}
    own |= {fold(bare(word)): value for word, value in words.items()}
    short = {"weet niet": "onbekend", "j": "ja", "n": "nee", "?": "onbekend"}
    found = own.get(fold(bare(text)))
    if found is None and short.get(fold(text)) in words.values():
        found = short[fold(text)]
    return text if found is None else found


def read_doubt(text: str) -> tuple[str, str] | None:
    """Why a number can be two, and what to type then: 1.000 is one to who writes decimals so."""
    pointed = bare(text).replace(",", ".")
    decimal = parse_getal(pointed)
    if decimal is None or not has_thousands(pointed):
        return None
    whole, other = pointed.replace(".", ""), dutch_getal(decimal)
    typed = f"{other}0" if has_thousands(other.replace(",", ".")) else other
    reason = f"«{clean(text)}» kan {whole} of {other} zijn"
    return reason, f"Bedoelde u duizendtallen? Schrijf {whole}. Anders schrijft u {typed}."
