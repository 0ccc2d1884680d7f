"""`weerbaar frameworks diff`: what changes between two versions, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from weerbaar_cli.cli.console import make_console, show_json
from weerbaar_cli.cli.vorm import VERSIE, telling_vorm
from weerbaar_cli.errors import IN_ORDER
from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk
from weerbaar_cli.model.uitkomsten.raamwerkverschil import (
    Gevolg,
    Normwijziging,
    Oordeelwijziging,
    Raamwerkverschil,
)
from weerbaar_cli.reading.raamwerkverschil import read_verschil


def run_diff(oud: str, nieuw: str, op: Sequence[Path], format_: str) -> int:
    """Read, show."""
    verschil = read_verschil(oud, nieuw, op)
    if format_ == "json":
        show_json(diff_vorm(verschil))
        return IN_ORDER
    from weerbaar_cli.cli.difftabel import show_diff, show_markdown  # late: brings rich

    if format_ == "markdown":
        show_markdown(verschil)
    else:
        show_diff(make_console(), verschil)
    return IN_ORDER


def diff_vorm(verschil: Raamwerkverschil) -> dict[str, Any]:
    """The whole: both versions, every norm, and the metingen of which an oordeel turns."""
    return {
        "versie": VERSIE,
        "van": _raamwerk_vorm(verschil.oud),
        "naar": _raamwerk_vorm(verschil.nieuw),
        "was_wordt": list(verschil.bestanden),
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
    meting, partij = gevolg.meting, gevolg.partij
    return {
        "organisatie": {"naam": partij.naam, "code": partij.code, "type": partij.type},
        "bestand": gevolg.bestand,
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
        "oorzaken": list(one.wijziging.oorzaken),
    }
