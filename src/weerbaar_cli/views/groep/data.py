"""A report on a group for programs: numbers, dates and norm ids, and what follows from the numbers.

There is no party in it, and nothing of which a program could make one.
"""

from datetime import date
from typing import Any, Literal

from weerbaar_cli.blad.resultaat import (
    Rapportmodel,
    Uitvoermodel,
    Vlag,
    Waarmerkcodes,
    fields_of,
)
from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.bestanden.raamwerk import Norm
from weerbaar_cli.model.doelgroep import Doelgroep
from weerbaar_cli.model.uitkomsten.groepsafleiding import (
    Groepsrapport,
    Themastand,
    make_themas,
    total_of,
)
from weerbaar_cli.model.uitkomsten.groepsbeeld import (
    Behaald,
    Beweging,
    Groepseditie,
    Groepsnorm,
    Telwoord,
)
from weerbaar_cli.views.scoredata import Raamwerkverwijzing


class Bereikdata(Uitvoermodel):
    """A number, or the range that it lies in."""

    laag: int
    hoog: int
    van: int


class Taldata(Uitvoermodel):
    """How many parties, as it may be told."""

    woord: Telwoord
    laag: int
    hoog: int
    van: int


class _Oorzaakfeit(Uitvoermodel):
    feit: str


class Oorzaakdata(Taldata, _Oorzaakfeit):
    """How many parties still need one fact of the norm."""


class Groepsnormdata(Uitvoermodel):
    """All that is told of one norm."""

    id: str
    voldoet: Taldata
    oorzaak: Oorzaakdata | None
    verloopt: Taldata


class Responsdata(Uitvoermodel):
    """One measurement, and who responded."""

    soort: Metingsoort
    peildatum: date
    leden: int
    ingeleverd: int


class Groepseditiedata(Responsdata):
    """The same with its norms."""

    concept: int
    normen: tuple[Groepsnormdata, ...]


class Groepsthemadata(Uitvoermodel):
    """The norms of one thema together."""

    id: str
    titel: str
    voldoet: Bereikdata
    vorige: Bereikdata | None
    beweging: Beweging | None


class Behaalddata(Uitvoermodel):
    """Whether the district met what it agreed on."""

    uitkomst: Behaald
    partijen_nodig: int | None


class _Districtkop(Rapportmodel):
    doelgroep: Literal["bestuur", "notitie", "openbaar"]
    district: str
    raamwerk: Raamwerkverwijzing
    fictief: bool
    exacte_aantallen: bool
    bekend_bij_lezer: int


class Groepsdata(_Districtkop):
    """A report for the board, or the note on it."""

    verloopt_tot: date
    behaald: Behaalddata
    zelfde_groep: bool | None
    nu: Groepseditiedata
    vorige: Groepseditiedata | None
    themas: tuple[Groepsthemadata, ...]
    herziening: Vlag = None
    proef: Vlag = None
    waarmerk: Waarmerkcodes = None


class Openbaardata(_Districtkop):
    """What everyone may know: no norm, no cause and no lapse."""

    behaald: Behaalddata
    zelfde_groep: bool | None
    nu: Responsdata
    vorige: Responsdata | None
    voldoet: Bereikdata
    themas: tuple[Groepsthemadata, ...]
    herziening: Vlag = None
    proef: Vlag = None
    waarmerk: Waarmerkcodes = None


def groep_data(rapport: Groepsrapport, doelgroep: Literal["bestuur", "notitie"]) -> Groepsdata:
    """The same figures as on the page."""
    beeld, normen = rapport.beeld, tuple(rapport.raamwerk.normen)
    vorige = None if beeld.vorige is None else _editie(beeld.vorige, normen)
    values = {
        "verloopt_tot": beeld.verloopt_tot,
        "nu": _editie(beeld.nu, normen),
        "vorige": vorige,
    }
    shared = _shared(rapport, doelgroep)
    return Groepsdata.model_validate({**shared, **values}, from_attributes=True)


def openbaar_data(rapport: Groepsrapport) -> Openbaardata:
    """The same figures as on the page."""
    beeld = rapport.beeld
    total = total_of(make_themas(rapport))
    values = {"nu": beeld.nu, "vorige": beeld.vorige, "voldoet": total}
    shared = _shared(rapport, "openbaar")
    return Openbaardata.model_validate({**shared, **values}, from_attributes=True)


def _shared(rapport: Groepsrapport, doelgroep: Doelgroep) -> dict[str, Any]:
    beeld = rapport.beeld
    return {
        **fields_of(_Districtkop, rapport, beeld),
        "doelgroep": doelgroep,
        "exacte_aantallen": beeld.exact,
        "behaald": {"uitkomst": beeld.behaald, "partijen_nodig": beeld.partijen_nodig},
        "zelfde_groep": beeld.zelfde_groep,
        "themas": tuple(map(_thema, make_themas(rapport))),
        "herziening": rapport.herziening,
    }


def _thema(one: Themastand) -> dict[str, Any]:
    return fields_of(Groepsthemadata, one, one.thema) | {"voldoet": one.nu}


def _editie(editie: Groepseditie, normen: tuple[Norm, ...]) -> dict[str, Any]:
    told = tuple(_norm(one, normen[one.norm]) for one in editie.normen)
    return {**fields_of(Responsdata, editie), "concept": editie.concept, "normen": told}


def _norm(one: Groepsnorm, norm: Norm) -> dict[str, Any]:
    place, oorzaak = one.oorzaakfeit, None
    if place is not None and one.oorzaak is not None:
        oorzaak = {"feit": norm.feit_ids[place], **fields_of(Taldata, one.oorzaak)}
    return {"id": norm.id, "voldoet": one.voldoet, "oorzaak": oorzaak, "verloopt": one.verloopt}
