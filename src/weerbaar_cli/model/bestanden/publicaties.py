"""What was published of which group, so that no two reports can be laid over each other.

The members stand in it as hashes, with a salt that was made for this file alone. A hash keeps a
name out of sight; whoever has the file and a list of names can still find who is in a group. So
the file stays in the werkmap, with the metingen.
"""

from __future__ import annotations

import hashlib
import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from weerbaar_cli.model.bestanden.raamwerk import read_versie
from weerbaar_cli.model.getal import parse_heel
from weerbaar_cli.model.strict import Datum, Kenmerk, Rij, Strict, Tekst, fault, show
from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepsdoel

LENGTH = 32
_HASH = re.compile(rf"[0-9a-f]{{{LENGTH}}}")


def read_afdruk(value: Any) -> str:
    """A hash or a salt, as this program writes it."""
    if not isinstance(value, str) or _HASH.fullmatch(value) is None:
        text = f"{show(value)} is geen afdruk van {LENGTH} tekens (0-9 en a-f)"
        raise fault("geen-afdruk", text)
    return value


def read_aantal(value: Any) -> int:
    """A number of parties."""
    number = value if isinstance(value, int) else parse_heel(value)
    if number is None:
        text = f"{show(value)} is geen geheel getal"
        raise fault("ongeldig-getal", text, "Schrijf het aantal partijen, zoals 14.")
    return number


Afdruk = Annotated[str, BeforeValidator(read_afdruk)]
Partijenaantal = Annotated[int, BeforeValidator(read_aantal)]


class Uitgave(Strict):
    """A group of which figures were published for a raamwerk and a peildatum.

    `lezing` is a hash of the rules and readings that were used; `gemaakt_met` is the program of
    the first time.
    """

    raamwerk: Kenmerk
    versie: Annotated[Tekst, BeforeValidator(read_versie)]
    peildatum: Datum
    lezing: Afdruk
    doelgroepen: Rij[Groepsdoel]
    aantal: Partijenaantal
    leden: Rij[Afdruk]
    gemaakt_met: Tekst | None = None

    @property
    def groep(self) -> frozenset[str]:
        """Its members."""
        return frozenset(self.leden)


class Publicaties(Strict):
    """The file."""

    weerbaar: Tekst
    zout: Afdruk
    uitgaven: Rij[Uitgave] = ()


def take_afdruk(zout: str, text: str) -> str:
    """The hash of a name; the same name always gives the same one within a file."""
    plain = " ".join(text.casefold().split())
    return hashlib.sha256(f"{zout}\n{plain}".encode()).hexdigest()[:LENGTH]
