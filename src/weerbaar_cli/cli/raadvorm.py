"""The report for the council as JSON: the same figures as on the page, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weerbaar_cli.cli.vorm import VERSIE
from weerbaar_cli.model.doelgroep import DOELGROEPEN

if TYPE_CHECKING:
    from weerbaar_cli.model.uitkomsten.groepsafleiding import Bereik
    from weerbaar_cli.model.uitkomsten.raadsbeeld import Raadsacties, Raadsbeeld, Raadsraamwerk


def raad_vorm(beeld: Raadsbeeld) -> dict[str, Any]:
    """All that the page tells."""
    return {
        "versie": VERSIE,
        "doelgroep": "raad",
        "vertrouwelijk": DOELGROEPEN["raad"].regel,
        "organisatie": {"naam": beeld.organisatie, "type": beeld.partijtype},
        "meting": {"soort": beeld.soort, "status": beeld.status, "fictief": beeld.fictief},
        "peildatum": beeld.peildatum.isoformat(),
        "vorige": beeld.vorige.isoformat() if beeld.vorige is not None else None,
        "raamwerken": [_raamwerk(one) for one in beeld.raamwerken],
        "acties": _acties(beeld.acties),
        "openbaar": [
            one.model_dump(mode="json", exclude={"openbaar"}, exclude_none=True)
            for one in beeld.openbaar
        ],
    }


def _raamwerk(one: Raadsraamwerk) -> dict[str, Any]:
    return {
        "raamwerk": {"id": one.raamwerk.id, "versie": one.raamwerk.versie},
        "op_orde": one.op_orde,
        "voldoet": bereik_vorm(one.totaal),
        "vorige": _maybe(one.vorige),
        "themas": [
            {
                "id": each.thema.id,
                "titel": each.thema.titel,
                "voldoet": bereik_vorm(each.nu),
                "vorige": _maybe(each.vorige),
            }
            for each in one.themas
        ],
        "wetten": [
            {"titel": anker.titel, "vanaf": anker.vanaf.isoformat(), "gevolg": anker.gevolg}
            for anker in one.wetten
        ],
    }


def bereik_vorm(bereik: Bereik) -> dict[str, int]:
    """A number, or the range that it lies in."""
    return {"laag": bereik.laag, "hoog": bereik.hoog, "van": bereik.van}


def _maybe(bereik: Bereik | None) -> dict[str, int] | None:
    return bereik_vorm(bereik) if bereik is not None else None


def _acties(one: Raadsacties) -> dict[str, Any]:
    return {
        "gereed": one.gereed,
        "te_doen": one.te_doen,
        "te_laat": one.te_laat,
        "jaar": {str(year): number for year, number in one.jaar},
        "zonder_datum": one.zonder_datum,
        "kosten_gereed": str(one.kosten_gereed),
        "kosten_gepland": str(one.kosten_gepland),
        "zonder_bedrag": one.zonder_bedrag,
    }
