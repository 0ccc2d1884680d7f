"""The report for the council for programs: the same figures as on the page, and no more."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from weerbaar_cli.blad.resultaat import (
    Rapportmodel,
    Uitvoermodel,
    Waarmerkcodes,
    Weglaatbaar,
    fields_of,
)
from weerbaar_cli.model.bestanden.meting import Metingsoort, Metingstatus
from weerbaar_cli.model.doelgroep import DOELGROEPEN
from weerbaar_cli.model.uitkomsten.raadsbeeld import Raadsbeeld, Raadsraamwerk
from weerbaar_cli.views.groep.data import Bereikdata
from weerbaar_cli.views.scoredata import Raamwerkverwijzing


class Raadsorganisatie(Uitvoermodel):
    """Who is assessed."""

    naam: str
    type: str


class Raadsmeting(Uitvoermodel):
    """What was measured, and on which day where that is not the date of the report."""

    soort: Metingsoort
    status: Metingstatus
    doorgerekend_van: Weglaatbaar[date] = None
    fictief: bool


class Raadsthemadata(Uitvoermodel):
    """How many norms of a thema are met, as it may be told."""

    id: str
    titel: str
    voldoet: Bereikdata
    vorige: Bereikdata | None


class Raadswet(Uitvoermodel):
    """A change of law to come."""

    titel: str
    vanaf: date
    gevolg: str | None


class Raadsraamwerkdata(Uitvoermodel):
    """One raamwerk by thema."""

    raamwerk: Raamwerkverwijzing
    op_orde: bool | None
    voldoet: Bereikdata
    vorige: Bereikdata | None
    themas: tuple[Raadsthemadata, ...]
    wetten: tuple[Raadswet, ...]
    nvt_besluit: int
    afwijking: Bereikdata


def _years(jaar: tuple[tuple[int, int], ...]) -> dict[str, int]:
    return {str(year): number for year, number in jaar}


class Raadsactiedata(Uitvoermodel):
    """How many actions, in which years, and what they cost together."""

    gereed: int
    te_doen: int
    te_laat: int
    jaar: Annotated[dict[str, int], BeforeValidator(_years)]
    zonder_datum: int
    kosten_gereed: Annotated[str, BeforeValidator(str)]
    kosten_gepland: Annotated[str, BeforeValidator(str)]
    zonder_bedrag: int


class Openbaarstuk(Uitvoermodel):
    """A document that anyone can look up."""

    titel: str
    datum: Weglaatbaar[date] = None
    kenmerk: Weglaatbaar[str] = None
    vindplaats: Weglaatbaar[str] = None


class Raaddata(Rapportmodel):
    """All that the page tells."""

    doelgroep: Literal["raad"] = "raad"
    vertrouwelijk: str = DOELGROEPEN["raad"].regel
    organisatie: Raadsorganisatie
    meting: Raadsmeting
    peildatum: date
    vorige: date | None
    raamwerken: tuple[Raadsraamwerkdata, ...]
    acties: Raadsactiedata
    openbaar: tuple[Openbaarstuk, ...]
    waarmerk: Waarmerkcodes = None


def raad_data(beeld: Raadsbeeld) -> Raaddata:
    """The same figures as on the page."""
    values = {
        **fields_of(Raaddata, beeld),
        "organisatie": {"naam": beeld.organisatie, "type": beeld.partijtype},
        "meting": beeld,
        "raamwerken": tuple(map(_raamwerk, beeld.raamwerken)),
    }
    return Raaddata.model_validate(values, from_attributes=True)


def _raamwerk(one: Raadsraamwerk) -> dict[str, Any]:
    themas = tuple(
        fields_of(Raadsthemadata, each, each.thema) | {"voldoet": each.nu} for each in one.themas
    )
    return fields_of(Raadsraamwerkdata, one) | {"voldoet": one.totaal, "themas": themas}
