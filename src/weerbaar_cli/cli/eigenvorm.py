"""The shape of the report of one organisation in JSON: the shapes of score, compare and plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weerbaar_cli.cli.vorm import VERSIE
from weerbaar_cli.model.doelgroep import DOELGROEPEN
from weerbaar_cli.model.uitkomsten.score import Score
from weerbaar_cli.reading.scores import kop_of
from weerbaar_cli.views.plandata import plan_data
from weerbaar_cli.views.score import score_data
from weerbaar_cli.views.vergelijking import paar_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weerbaar_cli.model.bestanden.feit import Bewijs
    from weerbaar_cli.model.uitkomsten.eigenbeeld import (
        Eigenbeeld,
        Eigenfeit,
        Eigennorm,
        Eigenraamwerk,
    )
    from weerbaar_cli.model.uitkomsten.vergelijking import Paar
    from weerbaar_cli.reading.dossier import Dossier

SHARED = ("versie", "organisatie", "meting", "peildatum")


def eigen_vorm(dossier: Dossier, beeld: Eigenbeeld, paren: Sequence[Paar]) -> dict[str, Any]:
    """Per raamwerk a score with what is known of its norms; what changed; the plan."""
    score = Score(kop_of(dossier), (), dossier.gedeeld, dossier.verondersteld)
    scores = [score_data(score, one.oordeel).model_dump(mode="json") for one in beeld.raamwerken]
    vorige = beeld.vorige
    return {
        "versie": VERSIE,
        "doelgroep": "eigen",
        "vertrouwelijk": DOELGROEPEN["eigen"].regel,
        **{name: scores[0][name] for name in SHARED if name != "versie"},
        "raamwerken": [
            {name: part for name, part in score.items() if name not in SHARED} | _raamwerk_vorm(one)
            for score, one in zip(scores, beeld.raamwerken, strict=True)
        ],
        "vorige": None
        if vorige is None
        else {
            "bestand": vorige.bestand,
            "soort": vorige.soort,
            "status": vorige.status,
            "peildatum": vorige.peildatum.isoformat(),
            "gezocht": vorige.gezocht,
        },
        "vergelijkingen": [paar_data(one).model_dump(mode="json") for one in paren],
        "plan": plan_data(beeld.plan).model_dump(mode="json"),
    }


def _raamwerk_vorm(one: Eigenraamwerk) -> dict[str, Any]:
    return {
        "toelichting_normen": [_norm_vorm(norm) for norm in one.normen],
        "feiten": [_feit_vorm(feit) for feit in one.feiten],
        "wetten": [
            {
                "titel": wet.anker.titel,
                "vanaf": wet.anker.vanaf.isoformat(),
                "normen": list(wet.normen),
            }
            for wet in one.wetten
        ],
    }


def _norm_vorm(one: Eigennorm) -> dict[str, Any]:
    """What a score does not say of a norm."""
    toetsing, besluit = one.toetsing, one.besluit
    return {
        "id": one.norm.id,
        "tekst": one.norm.tekst,
        "bedoeld": one.bedoeld,
        "feiten": list(one.feiten),
        "lezingen": [stand.id for stand in one.parameters],
        "toetsing": toetsing.model_dump(mode="json") if toetsing is not None else None,
        "nvt": besluit.model_dump(mode="json") if besluit is not None else None,
        "verhaal": [{"kop": kop, "tekst": tekst} for kop, tekst in one.verhaal],
    }


def _feit_vorm(feit: Eigenfeit) -> dict[str, Any]:
    return {
        "feit": feit.feit,
        "vraag": feit.vraag,
        "antwoord": feit.waarde,
        "bekend": feit.bekend,
        "herkomst": feit.herkomst,
        "van": feit.van,
        "bewijs": [_bewijs_vorm(one) for one in feit.bewijs],
        "toelichting": feit.toelichting,
        "normen": list(feit.normen),
    }


def _bewijs_vorm(one: Bewijs) -> dict[str, Any]:
    return one.model_dump(mode="json", exclude_none=True)
