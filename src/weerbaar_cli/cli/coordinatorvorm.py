"""The report for the coordinator as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weerbaar_cli.cli.vorm import VERSIE, telling_vorm
from weerbaar_cli.model.doelgroep import DOELGROEPEN
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import compare_toetsing

if TYPE_CHECKING:
    from weerbaar_cli.model.uitkomsten.coordinatorbeeld import (
        Coordinatorbeeld,
        Partijbeeld,
        Toetsverschil,
    )
    from weerbaar_cli.model.uitkomsten.plan import Gezamenlijk, Planactie, Verloop


def coordinator_vorm(beeld: Coordinatorbeeld) -> dict[str, Any]:
    """The same figures as on the page."""
    return {
        "versie": VERSIE,
        "doelgroep": "coordinator",
        "vertrouwelijk": DOELGROEPEN["coordinator"].regel,
        "district": beeld.district,
        "raamwerk": {"id": beeld.raamwerk.id, "versie": beeld.raamwerk.versie},
        "meting": {
            "soort": beeld.soort,
            "peildatum": beeld.peildatum.isoformat(),
            "fictief": beeld.fictief,
        },
        "verloopt_tot": beeld.verloopt_tot.isoformat(),
        "partijen": [_partij(one) for one in beeld.partijen],
        "gezamenlijk": [_gezamenlijk(one) for one in beeld.gezamenlijk],
        "toetsing": [_toetsing(one) for one in compare_toetsing(beeld)],
    }


def _partij(one: Partijbeeld) -> dict[str, Any]:
    oordeel, plan = one.oordeel, one.plan
    return {
        "naam": one.naam,
        "type": one.type,
        "stand": one.stand,
        "compleet": one.compleet,
        "telling": telling_vorm(oordeel.telling) if oordeel is not None else None,
        "normen": {norm.id: norm.oordeel for norm in oordeel.normen} if oordeel else {},
        "te_laat": [_actie(each) for each in plan.te_laat] if plan else [],
        "verloopt": [_verloop(each) for each in plan.verloopt] if plan else [],
    }


def _actie(one: Planactie) -> dict[str, Any]:
    due = one.actie.gereed_op
    return {
        "norm": one.norm,
        "actie": one.actie.actie,
        "eigenaar": one.actie.eigenaar,
        "gereed_op": due.isoformat() if due is not None else None,
    }


def _verloop(one: Verloop) -> dict[str, Any]:
    return {
        "norm": one.norm,
        "dag": one.dag.isoformat(),
        "van": one.van,
        "naar": one.naar,
        "feiten": list(one.feiten),
    }


def _gezamenlijk(one: Gezamenlijk) -> dict[str, Any]:
    return {
        "feit": one.feit,
        "vraag": one.vraag,
        "partijen": list(one.organisaties),
        "normen": list(dict.fromkeys(norm for _, norm in one.normen)),
        "groepen": list(one.groepen),
    }


def _toetsing(one: Toetsverschil) -> dict[str, Any]:
    names = ("norm", "getoetst", "gelijk", "hoger", "lager", "anders")
    return {name: getattr(one, name) for name in names}
