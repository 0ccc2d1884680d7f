"""What a search for leaks gives to programs."""

from typing import Literal

from weerbaar_cli.blad.resultaat import Uitvoermodel, Versiemodel
from weerbaar_cli.model.uitkomsten.lekken import CODE, Lekken


class Vindplaatsdata(Uitvoermodel):
    """A place that names a party; the word is null when it may not be shown."""

    bestand: str
    regel: int
    kolom: int
    ernst: Literal["fout"] = "fout"
    code: Literal["partij-genoemd"] = CODE
    waar: str
    woord: str | None


class Geslotendata(Uitvoermodel):
    """What could not be searched."""

    bestand: str
    waar: str | None
    reden: str


class Weggelatendata(Uitvoermodel):
    """A word that was not looked for."""

    woord: str | None
    reden: str


class Lekkendata(Versiemodel):
    """What `leaks` found."""

    bestanden: int
    woorden: int
    bevindingen: tuple[Vindplaatsdata, ...]
    niet_doorzocht: tuple[Geslotendata, ...]
    niet_gezocht: tuple[Weggelatendata, ...]


def lekken_data(found: Lekken) -> Lekkendata:
    """Every place, and what was not searched or not looked for."""
    return Lekkendata(
        bestanden=found.bestanden,
        woorden=found.woorden,
        bevindingen=tuple(
            Vindplaatsdata(
                bestand=one.bestand,
                regel=one.regel,
                kolom=one.kolom,
                waar=one.waar,
                woord=one.woord or None,
            )
            for one in found.vindplaatsen
        ),
        niet_doorzocht=tuple(
            Geslotendata(bestand=one.bestand, waar=one.waar or None, reden=one.reden)
            for one in found.niet_doorzocht
        ),
        niet_gezocht=tuple(
            Weggelatendata(woord=word or None, reden=reden) for word, reden in found.weggelaten
        ),
    )
