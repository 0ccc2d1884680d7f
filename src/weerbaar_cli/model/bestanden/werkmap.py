"""A werkmap: a folder with metingen and its own settings."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from weerbaar_cli.model.bestanden.partij import Groep, Partij, read_rij
from weerbaar_cli.model.bestanden.raamwerk import Partijendeel
from weerbaar_cli.model.getal import parse_heel
from weerbaar_cli.model.strict import JaNee, Kenmerk, Rij, Strict, Tekst, fault, show

# A reader knows the own party and a colleague's; a promise on less would be no promise.
LEAST_BEKEND = 2


def read_bekend(value: Any) -> int:
    """A whole number of parties, never below the floor."""
    number = value if isinstance(value, int) else parse_heel(value)
    if number is None or number < LEAST_BEKEND:
        text = f"{show(value)} is geen geheel getal van {LEAST_BEKEND} of meer"
        tip = "Een lezer kent ten minste zijn eigen uitkomst en die van één collega: schrijf 2."
        raise fault("bekend-te-laag", text, tip)
    return number


Bekend = Annotated[int, BeforeValidator(read_bekend)]


class Publicatiebesluit(Strict):
    """What the owner decided on publishing."""

    exacte_aantallen: JaNee = False
    bekend_bij_lezer: Bekend = LEAST_BEKEND
    behaald: Partijendeel | None = None


class Werkmap(Strict):
    """The settings in a weerbaar.yaml."""

    weerbaar: Tekst
    titel: Tekst | None = None
    district: Kenmerk | None = None
    raamwerk: Annotated[Rij[Tekst], BeforeValidator(read_rij)] = ()
    metingen: Tekst = "metingen"
    gedeeld: Tekst = "gedeeld"
    partijen: Rij[Partij] = ()
    groepen: Rij[Groep] = ()
    parameters: dict[str, dict[Kenmerk, Tekst | Rij[Tekst]]] = {}
    raad_openbaar: Rij[Tekst] = ()
    publicatie: Publicatiebesluit = Publicatiebesluit.model_construct()
