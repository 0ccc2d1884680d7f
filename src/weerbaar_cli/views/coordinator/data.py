"""The report for the coordinator for programs."""

from datetime import date
from typing import Any, Literal

from weerbaar_cli.blad.resultaat import (
    Rapportmodel,
    Uitvoermodel,
    Waarmerkcodes,
    Weglaatbaar,
    fields_of,
)
from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.doelgroep import DOELGROEPEN
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import (
    Coordinatorbeeld,
    Inleverstand,
    Partijbeeld,
    compare_toetsing,
)
from weerbaar_cli.model.uitkomsten.plan import Gezamenlijk
from weerbaar_cli.views.scoredata import Raamwerkverwijzing, Tellingdata


class Districtmeting(Uitvoermodel):
    """Which edition it is, or which meting of a member."""

    soort: Metingsoort
    peildatum: date
    fictief: bool


class Telaatdata(Uitvoermodel):
    """An action that is late."""

    norm: str
    actie: str
    eigenaar: str | None
    gereed_op: date | None


class Partijverloop(Uitvoermodel):
    """A norm that gets a worse status when nothing changes."""

    norm: str
    dag: date
    van: Status
    naar: Status
    feiten: tuple[str, ...]


class Partijdata(Uitvoermodel):
    """One member; of who handed in nothing there are no norms.

    `apart` is its meting when that is of another kind or day than the edition.
    """

    naam: str
    type: str
    stand: Inleverstand
    compleet: bool
    telling: Tellingdata | None
    normen: dict[str, Status]
    te_laat: tuple[Telaatdata, ...]
    verloopt: tuple[Partijverloop, ...]
    apart: Weglaatbaar[Districtmeting] = None


class Samendata(Uitvoermodel):
    """A fact that several members need."""

    feit: str
    vraag: str
    partijen: tuple[str, ...]
    normen: tuple[str, ...]
    groepen: tuple[str, ...]


class Toetsverschildata(Uitvoermodel):
    """How often an assessor agreed with what follows from the facts."""

    norm: str
    getoetst: int
    gelijk: int
    hoger: int
    lager: int
    anders: int


class Coordinatordata(Rapportmodel):
    """The same figures as on the page."""

    doelgroep: Literal["coordinator"] = "coordinator"
    vertrouwelijk: str = DOELGROEPEN["coordinator"].regel
    district: str
    raamwerk: Raamwerkverwijzing
    meting: Districtmeting
    verloopt_tot: date
    partijen: tuple[Partijdata, ...]
    gezamenlijk: tuple[Samendata, ...]
    toetsing: tuple[Toetsverschildata, ...]
    ongelezen: Weglaatbaar[tuple[str, ...]] = None
    waarmerk: Waarmerkcodes = None


def coordinator_data(beeld: Coordinatorbeeld) -> Coordinatordata:
    """The report for programs."""
    values = {
        **fields_of(Coordinatordata, beeld),
        "meting": beeld,
        "partijen": tuple(map(_partij, beeld.partijen)),
        "gezamenlijk": tuple(map(_gezamenlijk, beeld.gezamenlijk)),
        "toetsing": compare_toetsing(beeld),
    }
    return Coordinatordata.model_validate(values, from_attributes=True)


def _partij(one: Partijbeeld) -> dict[str, Any]:
    oordeel, plan = one.oordeel, one.plan
    return {
        **fields_of(Partijdata, one),
        "telling": oordeel.telling if oordeel is not None else None,
        "normen": {norm.id: norm.oordeel for norm in oordeel.normen} if oordeel else {},
        "te_laat": tuple(fields_of(Telaatdata, late.actie, late) for late in plan.te_laat)
        if plan
        else (),
        "verloopt": plan.verloopt if plan else (),
    }


def _gezamenlijk(one: Gezamenlijk) -> dict[str, Any]:
    normen = tuple(dict.fromkeys(norm for _, norm in one.normen))
    return fields_of(Samendata, one) | {"partijen": one.organisaties, "normen": normen}
