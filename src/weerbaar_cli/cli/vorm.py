"""The shapes of JSON output; versioned, because other people's scripts read them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weerbaar_cli.engine.score.stelling import Stelling
    from weerbaar_cli.model.uitkomsten.oordeel import (
        Normoordeel,
        Raamwerkoordeel,
        Telling,
        Verklaring,
    )
    from weerbaar_cli.reading.dossier import Dossier

VERSIE = 1


def telling_vorm(telling: Telling) -> dict[str, int]:
    """Counts per status."""
    names = ("voldoet", "deels", "voldoet_niet", "onbekend", "nvt", "van_toepassing")
    return {name: getattr(telling, name) for name in names}


def aandeel_vorm(share: Fraction | None) -> float | None:
    """A share, rounded once."""
    return None if share is None else round(float(share), 4)


def norm_vorm(norm: Normoordeel) -> dict[str, Any]:
    """One norm of a score."""
    return {
        "id": norm.id,
        "thema": norm.thema,
        "oordeel": norm.oordeel,
        "mogelijk": list(norm.mogelijk),
        "afgeleid": norm.afgeleid,
        "getoetst": norm.getoetst,
        "reden": norm.reden,
        "nog_nodig": [str(stap) for stap in norm.nog_nodig],
        "verloopt_op": norm.verloopt_op.isoformat() if norm.verloopt_op else None,
        "signalen": list(norm.signalen),
    }


def stellingen_vorm(stellingen: Sequence[Stelling]) -> list[dict[str, str | None]]:
    """What was supposed; an empty value means: not known."""
    return [
        {"feit": one.feit, "onderdeel": one.onderdeel, "waarde": one.waarde or None}
        for one in stellingen
    ]


def score_vorm(dossier: Dossier, oordeel: Raamwerkoordeel) -> dict[str, Any]:
    """A score: one meting, one raamwerk, one date."""
    meting, partij = dossier.meting, dossier.partij
    aandeel = oordeel.aandeel
    return {
        "versie": VERSIE,
        "organisatie": {"naam": partij.naam, "code": partij.code, "type": partij.type},
        "raamwerk": {"id": oordeel.raamwerk, "versie": oordeel.versie},
        "meting": {
            "bestand": dossier.bestand,
            "soort": meting.soort,
            "status": meting.status,
            "peildatum": meting.peildatum.isoformat(),
            "fictief": meting.fictief,
        },
        "peildatum": oordeel.peildatum.isoformat(),
        "verondersteld": stellingen_vorm(dossier.verondersteld),
        "op_orde": oordeel.op_orde,
        "telling": telling_vorm(oordeel.telling),
        "aandeel": {
            "voldoet": aandeel_vorm(aandeel.voldoet),
            "minimaal": aandeel_vorm(aandeel.minimaal),
            "maximaal": aandeel_vorm(aandeel.maximaal),
        },
        "themas": [
            {"id": thema.id, "titel": thema.titel, "telling": telling_vorm(thema.telling)}
            for thema in oordeel.themas
        ],
        "normen": [norm_vorm(norm) for norm in oordeel.normen],
        "parameters": {
            stand.id: {
                "waarde": stand.waarde,
                "afwijkend": stand.afwijkend,
                "bevestigd": stand.bevestigd,
                "te_bevestigen_door": stand.te_bevestigen_door,
            }
            for stand in oordeel.parameters
        },
        "gedeeld": [
            {"feit": one.feit, "groep": one.groep, "gebruikt": one.gebruikt}
            for one in dossier.gedeeld
        ],
    }


def verklaring_vorm(node: Verklaring) -> dict[str, Any]:
    """A node of a derivation."""
    return {
        "tekst": node.tekst,
        "waarheid": node.waarheid,
        "delen": [verklaring_vorm(part) for part in node.delen],
    }
