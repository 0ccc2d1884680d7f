"""An overview over districts for programs: the same figures as on the page, nothing of a party."""

from datetime import date
from typing import Any

from weerbaar_cli.blad.resultaat import (
    Rapportmodel,
    Uitvoermodel,
    Vlag,
    Waarmerkcodes,
    fields_of,
)
from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.uitkomsten.groepsbeeld import Behaald, Groepsdoel, Tal
from weerbaar_cli.model.uitkomsten.overzicht import (
    Districtdeel,
    Gedeeldeoorzaak,
    Gedeeldfeit,
    Overzicht,
    Themadeel,
    Zicht,
)
from weerbaar_cli.views.groep.data import Bereikdata, Responsdata, Taldata
from weerbaar_cli.views.scoredata import Raamwerkverwijzing


class Overzichtkop(Uitvoermodel):
    """Which districts belong together."""

    id: str
    titel: str


class Districtrapport(Uitvoermodel):
    """Which report of a district was used."""

    doelgroep: Groepsdoel
    soort: Metingsoort
    peildatum: date
    leden: int
    ingeleverd: int
    behaald: Behaald


class Districtdata(Uitvoermodel):
    """One district; null where it sent no report."""

    id: str
    titel: str
    raamwerk: Raamwerkverwijzing | None
    rapport: Districtrapport | None


class Themadeeldata(Uitvoermodel):
    """What one district tells of one thema."""

    zicht: Zicht
    voldoet: Bereikdata | None
    normen: tuple[str, ...]
    onzeker: tuple[str, ...]


class Eisdata(Uitvoermodel):
    """A fact that several districts ask, with the norms that ask it."""

    feit: str
    normen: dict[str, tuple[str, ...]]


class Overzichtthema(Uitvoermodel):
    """One thema over the districts."""

    id: str
    titel: str
    districten: dict[str, Themadeeldata]
    eisen: tuple[Eisdata, ...]


class _Oorzaaknorm(Uitvoermodel):
    norm: str


class Districtoorzaak(Taldata, _Oorzaaknorm):
    """The norm with a cause in one district, and of how many."""


class Oorzaakdeel(Uitvoermodel):
    """A cause that several districts share."""

    feit: str
    districten: dict[str, Districtoorzaak]


class Overzichtdata(Rapportmodel):
    """The whole overview; districts and themas stand in their fixed order."""

    doelgroep: Groepsdoel
    overzicht: Overzichtkop
    fictief: bool
    districten: tuple[Districtdata, ...]
    themas: tuple[Overzichtthema, ...]
    oorzaken: tuple[Oorzaakdeel, ...]
    proef: Vlag = None
    waarmerk: Waarmerkcodes = None


def overzicht_data(overzicht: Overzicht) -> Overzichtdata:
    """The overview for programs."""
    names = [one.id for one in overzicht.districten]
    values = {
        "doelgroep": overzicht.doel,
        "overzicht": overzicht,
        "fictief": overzicht.fictief,
        "districten": tuple(map(_district, overzicht.districten)),
        "themas": tuple(_thema(overzicht, place) for place in range(len(overzicht.themas))),
        "oorzaken": tuple(_oorzaak(one, names) for one in overzicht.oorzaken),
    }
    return Overzichtdata.model_validate(values, from_attributes=True)


def _district(one: Districtdeel) -> dict[str, Any]:
    rapport = one.rapport
    told = None
    if rapport is not None:
        told = {
            "doelgroep": rapport.doelgroep,
            **fields_of(Responsdata, rapport.nu),
            "behaald": rapport.behaald.uitkomst,
        }
    return {"id": one.id, "titel": one.titel, "raamwerk": one.raamwerk, "rapport": told}


def _thema(overzicht: Overzicht, place: int) -> dict[str, Any]:
    thema, districten = overzicht.themas[place], overzicht.districten
    names = [one.id for one in districten]
    return {
        "id": thema.id,
        "titel": thema.titel,
        "districten": {one.id: _deel(one.themas[place]) for one in districten},
        "eisen": tuple(_eis(one, names) for one in overzicht.eisen[place]),
    }


def _deel(one: Themadeel) -> dict[str, Any]:
    rest = {"normen": one.normen, "onzeker": one.onzeker}
    return {"zicht": one.zicht, "voldoet": one.bereik, **rest}


def _eis(one: Gedeeldfeit, names: list[str]) -> dict[str, Any]:
    pairs = zip(names, one.normen, strict=True)
    return {"feit": one.feit, "normen": {name: normen for name, normen in pairs if normen}}


def _oorzaak(one: Gedeeldeoorzaak, names: list[str]) -> dict[str, Any]:
    pairs = zip(names, one.aantallen, strict=True)
    told = {name: _told(*found) for name, found in pairs if found}
    return {"feit": one.feit, "districten": told}


def _told(norm: str, tal: Tal) -> dict[str, Any]:
    return {"norm": norm, **fields_of(Taldata, tal)}
