"""Words that a council or a resident need not know, explained in a report that uses it.

Norms are quoted as they were agreed on, so that what they call things cannot be put otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from weerbaar_cli.blad.blad import Aanhaling, Alinea, Blad, Inhoud, Kader, Lijst, Sterk, Stuk

# A capital tells an abbreviation from a word; of words any form counts.
BETEKENIS: dict[str, str] = {
    "APV": "algemene plaatselijke verordening, regels die een gemeente zelf maakt",
    "bestuurlijke rapportage": "bericht van de politie aan de burgemeester over wat zij aantrof",
    "Bibob": "wet tegen misbruik van vergunningen en opdrachten",
    "casustafel": "overleg van overheden over één zaak",
    "eindmeting": "meting aan het eind van de afgesproken tijd",
    "integraal veiligheidsplan": "plan van een gemeente voor alles wat de veiligheid raakt",
    "MT": "managementteam, de leiding van de ambtelijke organisatie",
    "nulmeting": "eerste meting, waarmee latere worden vergeleken",
    "ondermijning": "misdaad die gewone dingen misbruikt, zoals een pand of een vergunning",
    "peildatum": "dag waarvoor de cijfers gelden",
    "regievoering": "zorgen dat iedereen doet wat is afgesproken",
    "RIEC": "samenwerking van overheden tegen ondermijning in een regio",
    "streefdatum": "dag waarop de afspraken geregeld moeten zijn",
    "tussenmeting": "meting tussen de eerste en de laatste",
    "VOG": "verklaring omtrent het gedrag",
    "weerbaarheidsscan": "onderzoek naar hoe weerbaar een organisatie is",
    "zelfscan": "meting waarbij een organisatie zichzelf beoordeelt",
}


STUKKEN = "openbaar"  # the chapter of documents: their titles are not ours to explain in


def explain_words(blad: Blad, anker: str) -> Blad:
    """The page with what those of its words mean: where a sentence uses one first, or else at the
    end of one chapter that tells how to read it; as it was where it uses none.
    """
    text = "\n".join(_texts(blad))
    left = {word: why for word, why in BETEKENIS.items() if _uses(text, word)}
    if not left:
        return blad
    kenmerken = tuple(
        (name, _in_text(value, left) if name == "Meting" else value)
        for name, value in blad.kenmerken
    )
    secties = [
        one if one.anker == STUKKEN else replace(one, blokken=_in_blokken(one.blokken, left))
        for one in blad.secties
    ]
    rest = tuple(part for word, why in left.items() for part in _entry(word, why))
    told = (Alinea(("Woorden. ", *rest)),) if rest else ()
    listed = [
        replace(one, blokken=(*one.blokken, *told)) if one.anker == anker else one
        for one in secties
    ]
    return replace(blad, kenmerken=kenmerken, secties=tuple(listed))


def _in_blokken(blokken: tuple[Any, ...], left: dict[str, str]) -> tuple[Any, ...]:
    """Blocks with each word that is left explained in the first sentence that has it."""
    return tuple(_in_blok(one, left) for one in blokken)


def _in_blok(blok: Any, left: dict[str, str]) -> Any:
    match blok:
        case Alinea(inhoud):
            return replace(blok, inhoud=_in_inhoud(inhoud, left))
        case Lijst(punten):
            return replace(blok, punten=tuple(_in_inhoud(one, left) for one in punten))
        case Kader():
            return replace(blok, blokken=_in_blokken(blok.blokken, left))
        case _:
            return blok


def _in_inhoud(inhoud: Inhoud, left: dict[str, str]) -> Inhoud:
    if isinstance(inhoud, str):
        return _in_text(inhoud, left)
    if not isinstance(inhoud, tuple):
        told = _in_stuk(inhoud, left)
        return told if len(told) > 1 else inhoud
    return tuple(part for one in inhoud for part in _in_stuk(one, left))


def _in_stuk(stuk: Stuk, left: dict[str, str]) -> tuple[Stuk, ...]:
    """Words that are quoted stay as they are: what they mean stands behind them."""
    if isinstance(stuk, str):
        return (_in_text(stuk, left),)
    if not isinstance(stuk, Aanhaling):
        return (stuk,)
    found = [word for word in left if _uses(stuk.tekst, word)]
    told = "; ".join(f"{word}: {left.pop(word)}" for word in found)
    return (stuk, f" ({told})") if told else (stuk,)


def _in_text(text: str, left: dict[str, str]) -> str:
    for word in tuple(left):
        pattern = rf"({_pattern(word)}(?:en|s)?)(?![\w»-])"
        text, many = re.subn(pattern, rf"\1 ({left[word]})", text, count=1, flags=_flags(word))
        if many:
            del left[word]
    return text


def _entry(word: str, why: str) -> tuple[Stuk, ...]:
    return Sterk(word), f": {why}. "


def _uses(text: str, word: str) -> bool:
    """An abbreviation stands there as it is, a word in any form."""
    behind = r"\b" if word.isupper() else ""
    return re.search(_pattern(word) + behind, text, _flags(word)) is not None


def _pattern(word: str) -> str:
    """What goes before a noun may be bent: bestuurlijk, bestuurlijke."""
    head, _, noun = word.rpartition(" ")
    return rf"\b{head[:6]}\w* {noun}" if head else rf"\b{word}"


def _flags(word: str) -> re.RegexFlag:
    return re.NOFLAG if word.isupper() else re.IGNORECASE


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name))
