"""The shapes of a plan and of a work list in JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from weerbaar_cli.cli.vorm import VERSIE, telling_vorm
from weerbaar_cli.model.doelgroep import DOELGROEPEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weerbaar_cli.model.uitkomsten.oordeel import Stap
    from weerbaar_cli.model.uitkomsten.plan import (
        Eigenplan,
        Gezamenlijk,
        Mapwerklijst,
        Normplaats,
        Organisatieplan,
        Plan,
        Planactie,
        Planfeit,
        Plannorm,
        Terugblik,
        Themakosten,
        Verloop,
    )


def eigenplan_vorm(found: Eigenplan) -> dict[str, Any]:
    """The plan of one meting."""
    meting, partij = found.meting, found.partij
    return {
        "versie": VERSIE,
        "doelgroep": "eigen",
        "vertrouwelijk": DOELGROEPEN["eigen"].regel,
        "organisatie": {"naam": partij.naam, "code": partij.code, "type": partij.type},
        "meting": {
            "bestand": found.bestand,
            "soort": meting.soort,
            "status": meting.status,
            "peildatum": meting.peildatum.isoformat(),
            "fictief": meting.fictief,
        },
        **plan_vorm(found.plan),
        "acties_elders": found.elders,
        "terugblik": None if found.terugblik is None else _terugblik_vorm(found.terugblik),
    }


def plan_vorm(plan: Plan) -> dict[str, Any]:
    """A plan by itself."""
    return {
        "peildatum": plan.peildatum.isoformat(),
        "tot": plan.tot.isoformat(),
        "raamwerken": [
            {
                "id": one.id,
                "titel": one.titel,
                "versie": one.versie,
                "streefdatum": one.streefdatum.isoformat() if one.streefdatum else None,
                "telling": telling_vorm(one.telling),
            }
            for one in plan.raamwerken
        ],
        "normen": [_norm_vorm(norm) for norm in plan.normen],
        "feiten": [_feit_vorm(feit) for feit in plan.feiten],
        "acties": [_actie_vorm(actie) for actie in plan.acties],
        "kosten": {
            "themas": [_kosten_vorm(one) for one in plan.kosten],
            "te_doen": number(sum((one.te_doen for one in plan.kosten), Decimal(0))),
            "gereed": number(sum((one.gereed for one in plan.kosten), Decimal(0))),
            "zonder_bedrag": sum(one.zonder_bedrag for one in plan.kosten),
        },
        "verloopt": [_verloop_vorm(one) for one in plan.verloopt],
    }


def _norm_vorm(norm: Plannorm) -> dict[str, Any]:
    route, acties = norm.route, sum(one.te_doen for one in norm.acties)
    return {
        "raamwerk": norm.raamwerk,
        "id": norm.id,
        "thema": norm.thema,
        "tekst": norm.tekst,
        "oordeel": norm.oordeel,
        "getoetst": norm.getoetst,
        "reden": norm.reden,
        "route": None
        if route is None
        else {
            "stappen": [
                {
                    "feit": one.stap.feit,
                    "onderdeel": one.stap.onderdeel,
                    "nodig": one.stap.waarde,
                    "vraag": one.vraag,
                    "rollen": list(one.rollen),
                    "van": one.van,
                }
                for one in route.stappen
            ],
            "vanaf": route.vanaf.isoformat(),
        },
        "acties": acties,
        "zonder_actie": not acties,
    }


def _feit_vorm(feit: Planfeit) -> dict[str, Any]:
    return {
        "feit": feit.feit,
        "vraag": feit.vraag,
        "soort": feit.soort,
        "rollen": list(feit.rollen),
        "nodig": _needed(feit.stappen),
        "normen": places(feit.normen),
        "genoeg_voor": places(feit.genoeg_voor),
        "raamwerken": list(feit.raamwerken),
    }


def _needed(stappen: Iterable[Stap]) -> list[dict[str, Any]]:
    found = dict.fromkeys((stap.onderdeel, stap.waarde) for stap in stappen)
    return [{"onderdeel": onderdeel, "nodig": waarde} for onderdeel, waarde in found]


def places(normen: Iterable[Normplaats]) -> list[str]:
    """Norms of several raamwerken as one word each."""
    return [f"{raamwerk}/{norm}" for raamwerk, norm in normen]


def _actie_vorm(one: Planactie) -> dict[str, Any]:
    actie = one.actie
    return {
        "raamwerk": one.raamwerk,
        "norm": one.norm,
        "oordeel": one.oordeel,
        "actie": actie.actie,
        "eigenaar": actie.eigenaar,
        "gereed_op": actie.gereed_op.isoformat() if actie.gereed_op else None,
        "status": actie.status,
        "kosten": number(actie.kosten),
        "te_laat": one.te_laat,
    }


def _kosten_vorm(one: Themakosten) -> dict[str, Any]:
    return {
        "raamwerk": one.raamwerk,
        "thema": one.thema,
        "titel": one.titel,
        "te_doen": number(one.te_doen),
        "gereed": number(one.gereed),
        "zonder_bedrag": one.zonder_bedrag,
    }


def _verloop_vorm(one: Verloop) -> dict[str, Any]:
    return {
        "raamwerk": one.raamwerk,
        "norm": one.norm,
        "op": one.dag.isoformat(),
        "van": one.van,
        "naar": one.naar,
        "feiten": list(one.feiten),
        "rollen": list(one.rollen),
    }


def _terugblik_vorm(found: Terugblik) -> dict[str, Any]:
    return {
        "peildatum": found.peildatum.isoformat(),
        "normen": [
            {
                "raamwerk": one.raamwerk,
                "id": one.id,
                "van": one.van,
                "naar": one.naar,
                "oorzaak": one.oorzaak,
                "stappen_van": one.stappen_van,
                "stappen_naar": one.stappen_naar,
                "acties": [
                    {
                        "actie": actie.actie.actie,
                        "status_van": actie.actie.status,
                        "status_naar": actie.nu,
                        "kosten_van": number(actie.actie.kosten),
                        "kosten_naar": number(actie.kosten),
                    }
                    for actie in one.acties
                ],
            }
            for one in found.normen
        ],
    }


def werklijst_vorm(found: Mapwerklijst) -> dict[str, Any]:
    """The work list of a folder; without one peildatum every organisation has its own."""
    days = {one.plan.peildatum.isoformat() for one in found.werklijst.organisaties}
    return {
        "versie": VERSIE,
        "doelgroep": "coordinator",
        "vertrouwelijk": DOELGROEPEN["coordinator"].regel,
        "peildatum": days.pop() if len(days) == 1 else None,
        "fictief": found.fictief,
        "raamwerken": [{"id": one.id, "versie": one.versie} for one in found.raamwerken],
        "organisaties": [_organisatie_vorm(one) for one in found.werklijst.organisaties],
        "gezamenlijk": [_gezamenlijk_vorm(one) for one in found.werklijst.gezamenlijk],
        "zonder_meting": list(found.zonder_meting),
        "niet_bedoeld": list(found.niet_bedoeld),
        "niet_gelezen": list(found.ongelezen),
    }


def _organisatie_vorm(one: Organisatieplan) -> dict[str, Any]:
    return {
        "organisatie": one.organisatie,
        "bestand": one.bestand,
        "soort": one.soort,
        "status": one.status,
        "compleet": one.compleet,
        "niet_ingeleverd": one.niet_ingeleverd,
        **plan_vorm(one.plan),
    }


def _gezamenlijk_vorm(one: Gezamenlijk) -> dict[str, Any]:
    return {
        "feit": one.feit,
        "vraag": one.vraag,
        "soort": one.soort,
        "rollen": list(one.rollen),
        "nodig": _needed(one.stappen),
        "organisaties": list(one.organisaties),
        "normen": places(one.normen),
        "groepen": list(one.groepen),
    }


def number(amount: Decimal | None) -> int | float | None:
    """An amount for programs: whole euros without a point."""
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)
