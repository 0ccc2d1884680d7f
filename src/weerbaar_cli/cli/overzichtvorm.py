"""An overview over districts as JSON: the same figures as on the page, and nothing of a party."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weerbaar_cli.cli.vorm import VERSIE

if TYPE_CHECKING:
    from weerbaar_cli.model.uitkomsten.groepsafleiding import Bereik
    from weerbaar_cli.model.uitkomsten.groepsbeeld import Tal
    from weerbaar_cli.model.uitkomsten.overzicht import (
        Districtdeel,
        Gedeeldeoorzaak,
        Overzicht,
        Themadeel,
    )


def overzicht_vorm(overzicht: Overzicht) -> dict[str, Any]:
    """The whole overview; districts and themas stand in their fixed order."""
    names = [one.id for one in overzicht.districten]
    return {
        "versie": VERSIE,
        "doelgroep": overzicht.doel,
        "overzicht": {"id": overzicht.id, "titel": overzicht.titel},
        "fictief": overzicht.fictief,
        "districten": [_district(one) for one in overzicht.districten],
        "themas": [
            {
                "id": thema.id,
                "titel": thema.titel,
                "districten": {one.id: _deel(one.themas[place]) for one in overzicht.districten},
                "eisen": [
                    {
                        "feit": one.feit,
                        "normen": {
                            name: list(normen)
                            for name, normen in zip(names, one.normen, strict=True)
                            if normen
                        },
                    }
                    for one in overzicht.eisen[place]
                ],
            }
            for place, thema in enumerate(overzicht.themas)
        ],
        "oorzaken": [_oorzaak(one, names) for one in overzicht.oorzaken],
    }


def _district(one: Districtdeel) -> dict[str, Any]:
    raamwerk, rapport = one.raamwerk, one.rapport
    return {
        "id": one.id,
        "titel": one.titel,
        "raamwerk": None if raamwerk is None else {"id": raamwerk.id, "versie": raamwerk.versie},
        "rapport": None
        if rapport is None
        else {
            "doelgroep": rapport.doelgroep,
            "soort": rapport.nu.soort,
            "peildatum": rapport.nu.peildatum.isoformat(),
            "leden": rapport.nu.leden,
            "ingeleverd": rapport.nu.ingeleverd,
            "behaald": rapport.behaald.uitkomst,
        },
    }


def _deel(one: Themadeel) -> dict[str, Any]:
    return {
        "zicht": one.zicht,
        "voldoet": None if one.bereik is None else _bereik(one.bereik),
        "normen": list(one.normen),
        "onzeker": list(one.onzeker),
    }


def _bereik(one: Bereik) -> dict[str, int]:
    return {"laag": one.laag, "hoog": one.hoog, "van": one.van}


def _oorzaak(one: Gedeeldeoorzaak, names: list[str]) -> dict[str, Any]:
    pairs = zip(names, one.aantallen, strict=True)
    return {
        "feit": one.feit,
        "districten": {
            name: {"norm": found[0], **_tal(found[1])} for name, found in pairs if found
        },
    }


def _tal(one: Tal) -> dict[str, Any]:
    return {"woord": one.woord, "laag": one.laag, "hoog": one.hoog, "van": one.van}
