"""The note of one page on a meting for programs: the counts, what changed, how much is asked."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from weerbaar_cli.blad.view import Rapportmodel, Uitvoermodel, Waarmerkcodes
from weerbaar_cli.model.bestanden.meting import Metingsoort, Metingstatus
from weerbaar_cli.model.doelgroep import DOELGROEPEN
from weerbaar_cli.model.uitkomsten.eigenbeeld import Eigenbeeld, Eigenraamwerk
from weerbaar_cli.model.uitkomsten.vergelijking import Oorzaak, Vergelijking
from weerbaar_cli.views.score import (
    Aandeeldata,
    Organisatiedata,
    Raamwerkverwijzing,
    Tellingdata,
    Thematelling,
    aandeel_data,
    raamwerk_data,
)


class Notitiemeting(Uitvoermodel):
    """What was measured."""

    soort: Metingsoort
    status: Metingstatus
    peildatum: date
    fictief: bool


class Veranderddata(Uitvoermodel):
    """How many more norms are met, and by what cause."""

    totaal: int
    oorzaken: dict[Oorzaak, int]


class Notitieraamwerk(Uitvoermodel):
    """How the organisation stands by one raamwerk."""

    raamwerk: Raamwerkverwijzing
    op_orde: bool | None
    telling: Tellingdata
    aandeel: Aandeeldata
    themas: tuple[Thematelling, ...]
    veranderd: Veranderddata | None


class Notitiedata(Rapportmodel):
    """The figures of the note, without facts, evidence and reasons."""

    doelgroep: Literal["notitie"] = "notitie"
    vertrouwelijk: str = DOELGROEPEN["notitie"].regel
    organisatie: Organisatiedata
    meting: Notitiemeting
    peildatum: date
    vorige: date | None
    raamwerken: tuple[Notitieraamwerk, ...]
    zonder_actie: int
    te_laat: int
    waarmerk: Waarmerkcodes = None


def notitie_data(beeld: Eigenbeeld) -> Notitiedata:
    """The note for programs."""
    values = {
        "organisatie": beeld.partij,
        "meting": beeld.meting,
        "peildatum": beeld.peildatum,
        "vorige": beeld.vorige.peildatum if beeld.vorige is not None else None,
        "raamwerken": tuple(map(_raamwerk, beeld.raamwerken)),
        "zonder_actie": len(beeld.plan.zonder_actie),
        "te_laat": len(beeld.plan.te_laat),
    }
    return Notitiedata.model_validate(values, from_attributes=True)


def _raamwerk(one: Eigenraamwerk) -> dict[str, Any]:
    oordeel, found = one.oordeel, one.vergelijking
    return {
        "raamwerk": raamwerk_data(oordeel),
        "op_orde": oordeel.op_orde,
        "telling": oordeel.telling,
        "aandeel": aandeel_data(oordeel.aandeel),
        "themas": oordeel.themas,
        "veranderd": None if found is None else _veranderd(found),
    }


def _veranderd(found: Vergelijking) -> dict[str, Any]:
    causes = {name: number for name, number in found.oorzaken.items() if number}
    return {"totaal": found.totaal, "oorzaken": causes}
