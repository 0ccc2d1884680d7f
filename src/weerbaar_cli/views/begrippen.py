"""Words that a council or a resident need not know, explained in a report that uses it.

Norms are quoted as they were agreed on, so that what they call things cannot be put otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from weerbaar_cli.blad.blad import Alinea, Blad, Sterk, Stuk

# A capital tells an abbreviation from a word; of words any form counts.
BETEKENIS: dict[str, str] = {
    "APV": "algemene plaatselijke verordening: regels die een gemeente zelf maakt",
    "Bibob": "wet tegen misbruik van vergunningen en opdrachten",
    "casustafel": "overleg van overheden over één zaak",
    "eindmeting": "meting aan het eind van de afgesproken tijd",
    "MT": "managementteam: de leiding van de ambtelijke organisatie",
    "nulmeting": "eerste meting, waarmee latere worden vergeleken",
    "peildatum": "dag waarvoor de cijfers gelden",
    "RIEC": "samenwerking van overheden tegen ondermijning in een regio",
    "streefdatum": "dag waarop de afspraken geregeld moeten zijn",
    "tussenmeting": "meting tussen de eerste en de laatste",
    "VOG": "verklaring omtrent het gedrag",
    "zelfscan": "meting waarbij een organisatie zichzelf beoordeelt",
}


def explain_words(blad: Blad, anker: str) -> Blad:
    """The page with what those of its words mean, at the end of one chapter that tells how to read
    it; as it was where it uses none.
    """
    text = "\n".join(_texts(blad))
    used = [(word, why) for word, why in BETEKENIS.items() if _uses(text, word)]
    if not used:
        return blad
    told = Alinea(("Woorden. ", *(part for word, why in used for part in _entry(word, why))))
    secties = (
        replace(one, blokken=(*one.blokken, told)) if one.anker == anker else one
        for one in blad.secties
    )
    return replace(blad, secties=tuple(secties))


def _entry(word: str, why: str) -> tuple[Stuk, ...]:
    return Sterk(word), f": {why}. "


def _uses(text: str, word: str) -> bool:
    """An abbreviation stands there as it is, a word in any form."""
    if word.isupper():
        return re.search(rf"\b{word}\b", text) is not None
    return re.search(rf"\b{word}", text, re.IGNORECASE) is not None


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name))
