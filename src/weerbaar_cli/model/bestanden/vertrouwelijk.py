"""Who may read the metingen of a werkmap, by their keys.

A key has two parts: with the public one (age1…) anybody seals, with the secret one its owner opens.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BeforeValidator

from weerbaar_cli.model.strict import Meerdere, Strict, Tekst, fault, fold, read_rij, show

# The letters of a key, in the order that its checksum counts them by.
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_ONTVANGER = f"age1[{_LETTERS}]{{58}}"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
# The roles that the source lets read a meting, by the part of the word that is theirs.
BRONROLLEN = (
    ("secretaris", "de gemeentesecretaris"),
    ("coordinator", "de districtelijk coördinator"),
    ("specialist", "de uitvoeringsspecialist"),
)


def is_rol(woord: str, deel: str) -> bool:
    """Whether a word for a role is one of these, whatever its accents and what stands around."""
    letters = unicodedata.normalize("NFD", fold(woord))
    return deel in "".join(one for one in letters if not unicodedata.combining(one))


def is_ontvanger(text: str) -> bool:
    """Whether a text is the public part of a key, with a checksum that is right."""
    if re.fullmatch(_ONTVANGER, text) is None:
        return False
    prefix = [*(ord(one) >> 5 for one in "age"), 0, *(ord(one) & 31 for one in "age")]
    check = 1
    for value in (*prefix, *map(_LETTERS.index, text[4:])):
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, part in enumerate(_GENERATOR):
            check ^= part if top >> place & 1 else 0
    return check == 1


def read_ontvanger(value: Any) -> str:
    """The public part of a key, or a fault that says what is wrong with it."""
    text = value.strip() if isinstance(value, str) else ""
    if not is_ontvanger(text):
        tip = "Schrijf het publieke deel, dat met age1 begint: «weerbaar key new» toont het."
        raise fault("geen-sleutel", f"{show(value)} is geen publieke sleutel", tip)
    return text


Ontvangers = Annotated[
    Meerdere[Annotated[str, BeforeValidator(read_ontvanger)]], BeforeValidator(read_rij)
]


class Vertrouwelijk(Strict):
    """Per role the public keys of who may read every meting, and per party those of its own."""

    ontvangers: dict[Tekst, Ontvangers] = {}
    per_partij: dict[Tekst, dict[Tekst, Ontvangers]] = {}

    def rollen_of(self, woorden: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Per role the keys for what is of whoever is called so, by name or by code."""
        wanted = set(map(fold, woorden))
        found = {rol: keys for rol, keys in self.ontvangers.items() if keys}
        for naam, rollen in self.per_partij.items():
            for rol, keys in rollen.items() if fold(naam) in wanted else ():
                found[rol] = (*found.get(rol, ()), *keys)
        return {rol: keys for rol, keys in found.items() if keys}

    def ontvangers_of(self, woorden: Iterable[str]) -> tuple[str, ...]:
        """The keys themselves, in a fixed order."""
        found = self.rollen_of(woorden).values()
        return tuple(sorted({key for keys in found for key in keys}))
