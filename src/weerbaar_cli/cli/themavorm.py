"""A group by thema as JSON: what follows from the published figures, as on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weerbaar_cli.cli.vorm import VERSIE
from weerbaar_cli.model.uitkomsten.groepsafleiding import make_themas, total_of

if TYPE_CHECKING:
    from weerbaar_cli.model.uitkomsten.groepsafleiding import Bereik, Themastand
    from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepseditie
    from weerbaar_cli.model.uitkomsten.groepsrapport import Groepsrapport


def themas_vorm(rapport: Groepsrapport) -> list[dict[str, Any]]:
    """Every thema with its total, before and now."""
    return [_thema(one) for one in make_themas(rapport)]


def openbaar_vorm(rapport: Groepsrapport) -> dict[str, Any]:
    """What everyone may know: no norm, no cause and no lapse, as on the page."""
    beeld, raamwerk = rapport.beeld, rapport.raamwerk
    return {
        "versie": VERSIE,
        "doelgroep": beeld.doel,
        "district": rapport.district,
        "raamwerk": {"id": raamwerk.id, "versie": raamwerk.versie},
        "fictief": beeld.fictief,
        "exacte_aantallen": beeld.exact,
        "bekend_bij_lezer": beeld.bekend_bij_lezer,
        "behaald": {"uitkomst": beeld.behaald, "partijen_nodig": beeld.partijen_nodig},
        "zelfde_groep": beeld.zelfde_groep,
        "nu": _editie(beeld.nu),
        "vorige": None if beeld.vorige is None else _editie(beeld.vorige),
        "voldoet": _bereik(total_of(make_themas(rapport))),
        "themas": themas_vorm(rapport),
    }


def _editie(editie: Groepseditie) -> dict[str, Any]:
    return {
        "soort": editie.soort,
        "peildatum": editie.peildatum.isoformat(),
        "leden": editie.leden,
        "ingeleverd": editie.ingeleverd,
    }


def _thema(one: Themastand) -> dict[str, Any]:
    return {
        "id": one.thema.id,
        "titel": one.thema.titel,
        "voldoet": _bereik(one.nu),
        "vorige": None if one.vorige is None else _bereik(one.vorige),
        "beweging": one.beweging,
    }


def _bereik(bereik: Bereik) -> dict[str, int]:
    return {"laag": bereik.laag, "hoog": bereik.hoog, "van": bereik.van}
