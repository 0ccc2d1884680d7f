"""How a meting stands, for programs: the JSON of `score`, parts of which other views use."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator

from weerbaar_cli.blad.resultaat import (
    Uitvoermodel,
    Versiemodel,
    Vlag,
    Weglaatbaar,
    fields_of,
    or_none,
)
from weerbaar_cli.model.bestanden.meting import Metingsoort, Metingstatus
from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.uitkomsten.oordeel import Raamwerkoordeel, Score, Toetsstand


class Organisatiedata(Uitvoermodel):
    """Who is assessed."""

    naam: str
    code: str | None
    type: str


class Raamwerkverwijzing(Uitvoermodel):
    """By which raamwerk."""

    id: str
    versie: str


class Metingdata(Uitvoermodel):
    """From which file."""

    bestand: str
    soort: Metingsoort
    status: Metingstatus
    peildatum: date
    fictief: bool


class Veronderstelling(Uitvoermodel):
    """What was supposed; an empty value is null: not known."""

    feit: str
    onderdeel: str | None
    waarde: Annotated[str | None, BeforeValidator(or_none)]


class Tellingdata(Uitvoermodel):
    """Counts per status."""

    voldoet: int
    deels: int
    voldoet_niet: int
    onbekend: int
    nvt: int
    nvt_besluit: int
    afwijking: int
    van_toepassing: int


def _rounded(share: Fraction | None) -> float | None:
    return None if share is None else round(float(share), 4)


Deelgetal = Annotated[float | None, BeforeValidator(_rounded)]


class Aandeeldata(Uitvoermodel):
    """Shares of what applies, rounded once to four decimals; null when nothing applies."""

    voldoet: Deelgetal
    minimaal: Deelgetal
    maximaal: Deelgetal


class Thematelling(Uitvoermodel):
    """The norms of a thema, counted."""

    id: str
    titel: str
    telling: Tellingdata
    rubrieken: Weglaatbaar[dict[str, str]] = None


class Niveaudata(Uitvoermodel):
    """The norms of a level, counted, and whether they are in order."""

    id: str
    titel: str
    telling: Tellingdata
    aandeel: Aandeeldata
    op_orde: bool | None


class Afwijkbesluitdata(Uitvoermodel):
    """That a norm is not met was accepted, with an end."""

    reden: str
    besloten_door: str
    op: date
    tot: date


class Handreikingdata(Uitvoermodel):
    """What helps to meet a norm, and where it can be found."""

    titel: str
    vindplaats: str


class Normdata(Uitvoermodel):
    """The oordeel on one norm."""

    id: str
    thema: str
    oordeel: Status
    mogelijk: tuple[Status, ...]
    afgeleid: Status
    getoetst: Status | None
    toetsstand: Toetsstand | None
    afwijking: Afwijkbesluitdata | None
    reden: str
    nog_nodig: tuple[Annotated[str, BeforeValidator(str)], ...]
    kort: str
    waarom: tuple[str, ...]
    doen: tuple[str, ...]
    verloopt_op: date | None
    signalen: tuple[str, ...]
    niveau: Weglaatbaar[str] = None
    rubriek: Weglaatbaar[str] = None
    verplicht: Vlag = None
    aanbeveling: Vlag = None
    handreiking: Weglaatbaar[Handreikingdata] = None


class Parameterdata(Uitvoermodel):
    """A reading that was used."""

    waarde: str
    afwijkend: bool
    bevestigd: bool
    te_bevestigen_door: str | None


class Gedeelddata(Uitvoermodel):
    """A fact that a group shares."""

    feit: str
    groep: str
    gebruikt: bool


class _Scorekop(Versiemodel):
    organisatie: Organisatiedata
    raamwerk: Raamwerkverwijzing
    meting: Metingdata
    peildatum: date


class Oordeeldata(Uitvoermodel):
    """What follows from one meting by one raamwerk."""

    verondersteld: tuple[Veronderstelling, ...]
    op_orde: bool | None
    telling: Tellingdata
    aandeel: Aandeeldata
    verplicht: Weglaatbaar[Tellingdata] = None
    aanbevelingen: Weglaatbaar[Tellingdata] = None
    niveaus: Weglaatbaar[tuple[Niveaudata, ...]] = None
    themas: tuple[Thematelling, ...]
    normen: tuple[Normdata, ...]
    parameters: dict[str, Parameterdata]
    gedeeld: tuple[Gedeelddata, ...]


class Scoredata(Oordeeldata, _Scorekop):
    """One meting, one raamwerk, one date."""


def score_data(score: Score, oordeel: Raamwerkoordeel) -> Scoredata:
    """One score for programs."""
    values = {
        "organisatie": score.kop,
        "raamwerk": raamwerk_data(oordeel),
        "meting": score.kop,
        "peildatum": oordeel.peildatum,
        **oordeel_values(score, oordeel),
    }
    return Scoredata.model_validate(values, from_attributes=True)


def raamwerk_data(oordeel: Raamwerkoordeel) -> Raamwerkverwijzing:
    """By which raamwerk, for programs."""
    return Raamwerkverwijzing(id=oordeel.raamwerk, versie=oordeel.versie)


def oordeel_values(score: Score, oordeel: Raamwerkoordeel) -> dict[str, Any]:
    """What fills an Oordeeldata."""
    parameters = {one.id: one for one in oordeel.parameters}
    return fields_of(Oordeeldata, oordeel, score) | {"parameters": parameters}
