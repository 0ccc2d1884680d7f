"""What a comparison gives to programs."""

from datetime import date
from typing import Any

from pydantic import Field

from weerbaar_cli.blad.resultaat import Uitvoermodel, Versiemodel, fields_of
from weerbaar_cli.blad.view import Datalijst
from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.doelgroep import DOELGROEPEN, Doelgroep
from weerbaar_cli.model.uitkomsten.vergelijking import (
    Afwijkgrond,
    Oorzaak,
    Paar,
    Richting,
    Vergelijkingen,
)
from weerbaar_cli.model.voorraad import Gaandeweg


class Momentdata(Uitvoermodel):
    """One side: the meting and the version by which it was judged."""

    bestand: str
    soort: Metingsoort
    peildatum: date
    fictief: bool
    raamwerkversie: str


class Normverschildata(Uitvoermodel):
    """A norm on both sides; null where it stands on one side only."""

    id: str
    was: str
    van: Status | None
    naar: Status | None
    richting: Richting
    oorzaak: str
    gedeeld_door: tuple[str, ...] = Field(validation_alias="groepen")
    reden: str
    waarom: tuple[str, ...]
    opmerking: str


class Themaverschil(Uitvoermodel):
    """How many more norms of a thema voldoet."""

    id: str
    verschil: int


class Verschildata(Uitvoermodel):
    """How many more norms voldoet, and by which causes; they add up."""

    totaal: int
    oorzaken: dict[Oorzaak, int]


class Afwijkingdata(Uitvoermodel):
    """Where assessor and facts differ."""

    norm: str
    eigen: Status
    nu: Status
    getoetst: Status
    grond: Afwijkgrond


class Opgegaandata(Uitvoermodel):
    """A party that went into another one."""

    partij: str
    opvolger: str
    op: date


class Paardata(Uitvoermodel):
    """One organisation on both sides, by one raamwerk."""

    organisatie: str
    opgegaan: tuple[Opgegaandata, ...]
    ook_opgegaan: tuple[Opgegaandata, ...]
    van: Momentdata
    naar: Momentdata
    raamwerk: str
    normen: tuple[Normverschildata, ...]
    themas: tuple[Themaverschil, ...]
    verschil: Verschildata
    afwijkingen: tuple[Afwijkingdata, ...]


class Eenzijdigemeting(Uitvoermodel):
    """A meting by its file, its kind and its date."""

    bestand: str
    soort: Metingsoort
    peildatum: date
    fictief: bool


class Eenzijdigdata(Uitvoermodel):
    """A meting that stands on one side only."""

    organisatie: str
    meting: Eenzijdigemeting


class _Kop(Versiemodel):
    doelgroep: Doelgroep
    vertrouwelijk: str
    fictief: bool


class Vergelijkdata(Paardata, _Kop):
    """One comparison."""


class Vergelijkingendata(_Kop):
    """Several comparisons, and what stands on one side only."""

    vergelijkingen: tuple[Paardata, ...]
    alleen_van: tuple[str, ...]
    alleen_naar: tuple[str, ...]
    niet_vergeleken: tuple[str, ...]
    niet_gelezen: tuple[str, ...]
    ouder: tuple[str, ...]
    opgegaan: tuple[Opgegaandata, ...]
    verdwenen: tuple[Eenzijdigdata, ...]
    nieuw: tuple[Eenzijdigdata, ...]
    onvergelijkbaar: tuple[str, ...]


def _data(paar: Paar) -> Paardata:
    return Paardata.model_validate(paar_values(paar), from_attributes=True)


def paar_values(paar: Paar) -> dict[str, Any]:
    """What fills a Paardata."""
    found = paar.vergelijking
    themas = found.per_thema().items()
    return {
        **fields_of(Paardata, paar, found),
        "van": {**paar.van._asdict(), "raamwerkversie": found.versie_van},
        "naar": {**paar.naar._asdict(), "raamwerkversie": found.versie_naar},
        "themas": tuple({"id": thema, "verschil": number} for thema, number in themas),
        "verschil": found,
    }


def vergelijk_data(found: Vergelijkingen) -> Vergelijkdata | Datalijst:
    """One comparison as itself; several, and what stands alone, in a list."""
    head = {"vertrouwelijk": DOELGROEPEN[found.doelgroep].regel, **fields_of(_Kop, found)}
    if len(found.paren) == 1 and not found.mappen:
        [paar] = found.paren
        return Vergelijkdata.model_validate(head | paar_values(paar), from_attributes=True)
    unused = {"niet_vergeleken": found.gebroken, "niet_gelezen": found.ongelezen}
    rest = fields_of(Vergelijkingendata, found) | {"vergelijkingen": ()} | unused
    whole = Vergelijkingendata.model_validate(head | rest, from_attributes=True)
    return Datalijst(Gaandeweg(lambda: map(_data, found.paren)), whole, "vergelijkingen")
