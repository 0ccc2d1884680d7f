"""The work list of the specialist for programs."""

from datetime import date
from typing import Any, Literal

from weerbaar_cli.blad.resultaat import Rapportmodel, Uitvoermodel, Waarmerkcodes
from weerbaar_cli.model.bestanden.programma import Deelprojectstatus
from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.doelgroep import DOELGROEPEN
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import Coordinatorbeeld
from weerbaar_cli.views.coordinator.data import Districtmeting, Telaatdata
from weerbaar_cli.views.plan import task_lines
from weerbaar_cli.views.scoredata import Raamwerkverwijzing
from weerbaar_cli.views.specialist.onderdeel import Lidnorm, Onderdeelnorm, Werkonderdeel


class Lidactie(Telaatdata):
    """An action on a norm, and how far it is."""

    status: str


class Lidnormdata(Uitvoermodel):
    """What one member has to do for a norm, and what it does already."""

    naam: str
    oordeel: Status
    doen: tuple[str, ...]
    acties: tuple[Lidactie, ...]


class Onderdeelfeit(Uitvoermodel):
    """A fact that has to change, and where."""

    kort: str
    partijen: tuple[str, ...]


class Onderdeelnormdata(Uitvoermodel):
    """A norm on which there is work left."""

    norm: str
    kort: str | None
    handreiking: str | None
    samen: tuple[str, ...]
    feiten: tuple[Onderdeelfeit, ...]
    partijen: tuple[Lidnormdata, ...]
    zonder_actie: int


class Onderdeeldata(Uitvoermodel):
    """A project of a programme, or a part of the raamwerk that no project names."""

    titel: str
    programma: str | None
    resultaat: str | None
    planning: str | None
    gereed_op: date | None
    status: Deelprojectstatus | None
    open: int
    zonder_actie: int
    eerder: tuple[str, ...]
    normen: tuple[Onderdeelnormdata, ...]


class Specialistdata(Rapportmodel):
    """The same figures as on the page."""

    doelgroep: Literal["specialist"] = "specialist"
    vertrouwelijk: str = DOELGROEPEN["specialist"].regel
    district: str
    raamwerk: Raamwerkverwijzing
    meting: Districtmeting
    zonder_meting: tuple[str, ...]
    onderdelen: tuple[Onderdeeldata, ...]
    waarmerk: Waarmerkcodes = None


def specialist_data(
    beeld: Coordinatorbeeld, onderdelen: tuple[Werkonderdeel, ...]
) -> Specialistdata:
    """The work list for programs."""
    values = {
        "district": beeld.district,
        "raamwerk": beeld.raamwerk,
        "meting": beeld,
        "zonder_meting": tuple(one.naam for one in beeld.partijen if one.plan is None),
        "onderdelen": tuple(map(_onderdeel, onderdelen)),
    }
    return Specialistdata.model_validate(values, from_attributes=True)


def _onderdeel(one: Werkonderdeel) -> dict[str, Any]:
    project = one.project
    return {
        "titel": one.titel,
        "programma": one.programma.id if one.programma is not None else None,
        "resultaat": project.resultaat if project is not None else None,
        "planning": project.planning if project is not None else None,
        "gereed_op": project.gereed_op if project is not None else None,
        "status": project.status if project is not None else None,
        "open": one.nog_open,
        "zonder_actie": one.zonder_actie,
        "eerder": one.eerder,
        "normen": tuple(map(_norm, one.normen)),
    }


def _norm(one: Onderdeelnorm) -> dict[str, Any]:
    help_ = one.norm.handreiking
    return {
        "norm": one.norm.id,
        "kort": one.norm.kort,
        "handreiking": f"{help_.titel}, {help_.vindplaats}" if help_ is not None else None,
        "samen": tuple(each.kort for each in one.samen),
        "feiten": tuple({"kort": kort, "partijen": names} for kort, names in one.feiten.items()),
        "partijen": tuple(map(_lid, one.leden)),
        "zonder_actie": one.zonder_actie,
    }


def _lid(one: Lidnorm) -> dict[str, Any]:
    stappen = one.plan.route.stappen if one.plan.route is not None else ()
    return {
        "naam": one.naam,
        "oordeel": one.plan.oordeel,
        "doen": tuple(taak for taak, _ in task_lines(stappen)),
        "acties": tuple(
            {
                "norm": each.norm,
                "actie": each.actie.actie,
                "eigenaar": each.actie.eigenaar,
                "gereed_op": each.actie.gereed_op,
                "status": each.actie.status,
            }
            for each in one.plan.acties
        ),
    }
