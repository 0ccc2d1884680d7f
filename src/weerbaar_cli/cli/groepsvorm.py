"""A report on a group as JSON: numbers, dates and norm ids, and what follows from those numbers.

There is no party in it, and nothing of which a program could make one.
"""

from __future__ import annotations

from typing import Any

from weerbaar_cli.cli.themavorm import themas_vorm
from weerbaar_cli.cli.vorm import VERSIE
from weerbaar_cli.model.bestanden.raamwerk import Norm
from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepseditie, Groepsnorm, Tal
from weerbaar_cli.model.uitkomsten.groepsrapport import Groepsrapport


def groep_vorm(rapport: Groepsrapport) -> dict[str, Any]:
    """The whole report; the same figures as on the page."""
    beeld, raamwerk = rapport.beeld, rapport.raamwerk
    normen = tuple(raamwerk.normen)
    return {
        "versie": VERSIE,
        "doelgroep": beeld.doel,
        "district": rapport.district,
        "raamwerk": {"id": raamwerk.id, "versie": raamwerk.versie},
        "fictief": beeld.fictief,
        "exacte_aantallen": beeld.exact,
        "bekend_bij_lezer": beeld.bekend_bij_lezer,
        "verloopt_tot": beeld.verloopt_tot.isoformat(),
        "behaald": {"uitkomst": beeld.behaald, "partijen_nodig": beeld.partijen_nodig},
        "zelfde_groep": beeld.zelfde_groep,
        "nu": _editie(beeld.nu, normen),
        "vorige": None if beeld.vorige is None else _editie(beeld.vorige, normen),
        "themas": themas_vorm(rapport),
    }


def _editie(editie: Groepseditie, normen: tuple[Norm, ...]) -> dict[str, Any]:
    return {
        "soort": editie.soort,
        "peildatum": editie.peildatum.isoformat(),
        "leden": editie.leden,
        "ingeleverd": editie.ingeleverd,
        "concept": editie.concept,
        "normen": [_norm(one, normen[one.norm]) for one in editie.normen],
    }


def _norm(one: Groepsnorm, norm: Norm) -> dict[str, Any]:
    place = one.oorzaakfeit
    return {
        "id": norm.id,
        "voldoet": _tal(one.voldoet),
        "oorzaak": None
        if place is None or one.oorzaak is None
        else {"feit": norm.feit_ids[place], **_tal(one.oorzaak)},
        "verloopt": _tal(one.verloopt),
    }


def _tal(tal: Tal) -> dict[str, Any]:
    return {"woord": tal.woord, "laag": tal.laag, "hoog": tal.hoog, "van": tal.van}
