"""The note of one page on a meting as JSON: the counts, what changed, and how much is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weerbaar_cli.cli.vorm import VERSIE, telling_vorm
from weerbaar_cli.model.doelgroep import DOELGROEPEN
from weerbaar_cli.views.score import rounded as aandeel_vorm

if TYPE_CHECKING:
    from weerbaar_cli.model.uitkomsten.eigenbeeld import Eigenbeeld, Eigenraamwerk
    from weerbaar_cli.model.uitkomsten.vergelijking import Vergelijking


def notitie_vorm(beeld: Eigenbeeld) -> dict[str, Any]:
    """The figures of the note, without facts, evidence and reasons."""
    meting, partij, plan = beeld.meting, beeld.partij, beeld.plan
    return {
        "versie": VERSIE,
        "doelgroep": "notitie",
        "vertrouwelijk": DOELGROEPEN["notitie"].regel,
        "organisatie": {"naam": partij.naam, "code": partij.code, "type": partij.type},
        "meting": {
            "soort": meting.soort,
            "status": meting.status,
            "peildatum": meting.peildatum.isoformat(),
            "fictief": meting.fictief,
        },
        "peildatum": beeld.peildatum.isoformat(),
        "vorige": beeld.vorige.peildatum.isoformat() if beeld.vorige is not None else None,
        "raamwerken": [_raamwerk(one) for one in beeld.raamwerken],
        "zonder_actie": len(plan.zonder_actie),
        "te_laat": len(plan.te_laat),
    }


def _raamwerk(one: Eigenraamwerk) -> dict[str, Any]:
    oordeel = one.oordeel
    return {
        "raamwerk": {"id": oordeel.raamwerk, "versie": oordeel.versie},
        "op_orde": oordeel.op_orde,
        "telling": telling_vorm(oordeel.telling),
        "aandeel": {
            "voldoet": aandeel_vorm(oordeel.aandeel.voldoet),
            "minimaal": aandeel_vorm(oordeel.aandeel.minimaal),
            "maximaal": aandeel_vorm(oordeel.aandeel.maximaal),
        },
        "themas": [
            {"id": thema.id, "titel": thema.titel, "telling": telling_vorm(thema.telling)}
            for thema in oordeel.themas
        ],
        "veranderd": None if one.vergelijking is None else _veranderd(one.vergelijking),
    }


def _veranderd(found: Vergelijking) -> dict[str, Any]:
    """How many more norms are met, and by what cause."""
    causes = {name: number for name, number in found.oorzaken.items() if number}
    return {"totaal": found.totaal, "oorzaken": causes}
