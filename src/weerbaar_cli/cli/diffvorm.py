"""The shape in JSON of what differs between two versions of a raamwerk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weerbaar_cli.cli.vorm import VERSIE, telling_vorm

if TYPE_CHECKING:
    from weerbaar_cli.cli.frameworks_diff import Gevolg, Verschil
    from weerbaar_cli.engine.verandering.raamwerkverschil import Normwijziging, Oordeelwijziging
    from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk


def diff_vorm(verschil: Verschil) -> dict[str, Any]:
    """The whole: both versions, every norm, and the metingen of which an oordeel turns."""
    return {
        "versie": VERSIE,
        "van": _raamwerk_vorm(verschil.oud),
        "naar": _raamwerk_vorm(verschil.nieuw),
        "was_wordt": list(verschil.verband.bestanden),
        "normen": [_norm_vorm(one) for one in verschil.normen],
        "fictief": verschil.fictief,
        "doorgerekend": verschil.doorgerekend,
        "overgeslagen": verschil.overgeslagen,
        "metingen": [_gevolg_vorm(one) for one in verschil.gevolgen],
    }


def _raamwerk_vorm(raamwerk: Raamwerk) -> dict[str, str]:
    return {"id": raamwerk.id, "versie": raamwerk.versie, "titel": raamwerk.titel}


def _norm_vorm(one: Normwijziging) -> dict[str, Any]:
    kinds = ("tekst", "regel", "parameters", "partijtypen", "signalen")
    return {
        "was": [_tekst_vorm(norm) for norm in one.van],
        "wordt": [_tekst_vorm(norm) for norm in one.naar],
        "soort": one.overgang.soort,
        "toelichting": one.overgang.toelichting,
        "anders": [kind for kind in kinds if getattr(one, kind)],
        "parameters": [
            {"id": found.parameter, "van": found.van, "naar": found.naar}
            for found in one.parameters
        ],
    }


def _tekst_vorm(norm: Norm) -> dict[str, str]:
    return {"id": norm.id, "tekst": norm.tekst}


def _gevolg_vorm(gevolg: Gevolg) -> dict[str, Any]:
    meting, partij = gevolg.dossier.meting, gevolg.dossier.partij
    return {
        "organisatie": {"naam": partij.naam, "code": partij.code, "type": partij.type},
        "bestand": gevolg.dossier.bestand,
        "soort": meting.soort,
        "peildatum": meting.peildatum.isoformat(),
        "fictief": meting.fictief,
        "telling": {"van": telling_vorm(gevolg.van), "naar": telling_vorm(gevolg.naar)},
        "normen": [_oordeel_vorm(one) for one in gevolg.wijzigingen],
    }


def _oordeel_vorm(one: Oordeelwijziging) -> dict[str, Any]:
    return {
        "soort": one.wijziging.overgang.soort,
        "was": [{"id": norm.id, "oordeel": norm.afgeleid} for norm in one.van],
        "wordt": [
            {
                "id": norm.id,
                "oordeel": norm.afgeleid,
                "mogelijk": list(norm.mogelijk),
                "reden": norm.reden,
            }
            for norm in one.naar
        ],
        "oorzaken": list(one.wijziging.causes),
    }
