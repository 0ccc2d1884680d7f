"""The shapes of a plan and of a work list in JSON, and the sentences that all forms share."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from weerbaar_cli.cli.vorm import VERSIE, telling_vorm
from weerbaar_cli.model.oordeel import WOORDEN
from weerbaar_cli.model.tijd import dutch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from weerbaar_cli.cli.plan import Eigenplan
    from weerbaar_cli.cli.werklijst import Lijst
    from weerbaar_cli.model.plan import (
        Gezamenlijk,
        Normplaats,
        Organisatieplan,
        Plan,
        Planactie,
        Planfeit,
        Plannorm,
        Planstap,
        Terugblik,
        Themakosten,
        Verloop,
    )

EIGEN = "Vertrouwelijk: alleen voor de eigen organisatie"
COORDINATOR = "Vertrouwelijk — alleen voor de districtelijk coördinator"
FICTIEF = "FICTIEF: verzonnen gegevens"


def eigenplan_vorm(found: Eigenplan) -> dict[str, Any]:
    """The plan of one meting."""
    meting, partij = found.gelezen.meting, found.gelezen.partij
    assert meting is not None
    assert partij is not None
    return {
        "versie": VERSIE,
        "doelgroep": "eigen",
        "vertrouwelijk": EIGEN,
        "organisatie": {"naam": partij.naam, "code": partij.code, "type": partij.type},
        "meting": {
            "bestand": found.gelezen.document.bestand,
            "soort": meting.soort,
            "status": meting.status,
            "peildatum": meting.peildatum.isoformat(),
            "fictief": meting.fictief,
        },
        **plan_vorm(found.plan),
        "acties_elders": found.elders,
        "terugblik": None if found.terugblik is None else _terugblik_vorm(found.terugblik),
    }


def plan_vorm(plan: Plan) -> dict[str, Any]:
    """A plan by itself."""
    return {
        "peildatum": plan.peildatum.isoformat(),
        "tot": plan.tot.isoformat(),
        "raamwerken": [
            {
                "id": one.id,
                "titel": one.titel,
                "versie": one.versie,
                "streefdatum": one.streefdatum.isoformat() if one.streefdatum else None,
                "telling": telling_vorm(one.telling),
            }
            for one in plan.raamwerken
        ],
        "normen": [_norm_vorm(norm) for norm in plan.normen],
        "feiten": [_feit_vorm(feit) for feit in plan.feiten],
        "acties": [_actie_vorm(actie) for actie in plan.acties],
        "kosten": {
            "themas": [_kosten_vorm(one) for one in plan.kosten],
            "te_doen": number(sum((one.te_doen for one in plan.kosten), Decimal(0))),
            "gereed": number(sum((one.gereed for one in plan.kosten), Decimal(0))),
            "zonder_bedrag": sum(one.zonder_bedrag for one in plan.kosten),
        },
        "verloopt": [_verloop_vorm(one) for one in plan.verloopt],
    }


def _norm_vorm(norm: Plannorm) -> dict[str, Any]:
    route = norm.route
    return {
        "raamwerk": norm.raamwerk,
        "id": norm.id,
        "thema": norm.thema,
        "tekst": norm.tekst,
        "oordeel": norm.oordeel,
        "getoetst": norm.getoetst,
        "reden": norm.reden,
        "route": None
        if route is None
        else {
            "stappen": [
                {
                    "feit": one.stap.feit,
                    "onderdeel": one.stap.onderdeel,
                    "nodig": one.stap.waarde,
                    "vraag": one.vraag,
                    "rollen": list(one.rollen),
                }
                for one in route.stappen
            ],
            "vanaf": route.vanaf.isoformat(),
        },
        "acties": sum(one.te_doen for one in norm.acties),
        "zonder_actie": norm.zonder_actie,
    }


def _feit_vorm(feit: Planfeit) -> dict[str, Any]:
    return {
        "feit": feit.feit,
        "vraag": feit.vraag,
        "soort": feit.soort,
        "rollen": list(feit.rollen),
        "nodig": list(feit.stappen),
        "normen": places(feit.normen),
        "genoeg_voor": places(feit.genoeg_voor),
        "raamwerken": list(feit.raamwerken),
    }


def places(normen: Iterable[Normplaats]) -> list[str]:
    """Norms of several raamwerken as one word each."""
    return [f"{raamwerk}/{norm}" for raamwerk, norm in normen]


def _actie_vorm(one: Planactie) -> dict[str, Any]:
    actie = one.actie
    return {
        "raamwerk": one.raamwerk,
        "norm": one.norm,
        "oordeel": one.oordeel,
        "actie": actie.actie,
        "eigenaar": actie.eigenaar,
        "gereed_op": actie.gereed_op.isoformat() if actie.gereed_op else None,
        "status": actie.status,
        "kosten": number(actie.kosten),
        "te_laat": one.te_laat,
    }


def _kosten_vorm(one: Themakosten) -> dict[str, Any]:
    return {
        "raamwerk": one.raamwerk,
        "thema": one.thema,
        "titel": one.titel,
        "te_doen": number(one.te_doen),
        "gereed": number(one.gereed),
        "zonder_bedrag": one.zonder_bedrag,
    }


def _verloop_vorm(one: Verloop) -> dict[str, Any]:
    return {
        "raamwerk": one.raamwerk,
        "norm": one.norm,
        "op": one.dag.isoformat(),
        "van": one.van,
        "naar": one.naar,
        "feiten": list(one.feiten),
        "rollen": list(one.rollen),
    }


def _terugblik_vorm(found: Terugblik) -> dict[str, Any]:
    return {
        "peildatum": found.peildatum.isoformat(),
        "normen": [
            {
                "raamwerk": one.raamwerk,
                "id": one.id,
                "van": one.van,
                "naar": one.naar,
                "oorzaak": one.oorzaak,
                "stappen_van": one.stappen_van,
                "stappen_naar": one.stappen_naar,
                "acties": [
                    {
                        "actie": actie.actie.actie,
                        "status_van": actie.actie.status,
                        "status_naar": actie.nu,
                        "kosten_van": number(actie.actie.kosten),
                        "kosten_naar": number(actie.kosten),
                    }
                    for actie in one.acties
                ],
            }
            for one in found.normen
        ],
    }


def werklijst_vorm(found: Lijst) -> dict[str, Any]:
    """The work list of a folder."""
    return {
        "versie": VERSIE,
        "doelgroep": "coordinator",
        "vertrouwelijk": COORDINATOR,
        "fictief": found.fictief,
        "raamwerken": [{"id": one.id, "versie": one.versie} for one in found.raamwerken],
        "organisaties": [_organisatie_vorm(one) for one in found.werklijst.organisaties],
        "gezamenlijk": [_gezamenlijk_vorm(one) for one in found.werklijst.gezamenlijk],
        "zonder_meting": list(found.zonder_meting),
        "niet_bedoeld": list(found.niet_bedoeld),
        "niet_gelezen": list(dict.fromkeys(one.bestand for one in found.fouten)),
    }


def _organisatie_vorm(one: Organisatieplan) -> dict[str, Any]:
    return {
        "organisatie": one.organisatie,
        "bestand": one.bestand,
        "soort": one.soort,
        "status": one.status,
        "compleet": one.compleet,
        "niet_ingeleverd": one.niet_ingeleverd,
        **plan_vorm(one.plan),
    }


def _gezamenlijk_vorm(one: Gezamenlijk) -> dict[str, Any]:
    return {
        "feit": one.feit,
        "vraag": one.vraag,
        "soort": one.soort,
        "rollen": list(one.rollen),
        "nodig": list(one.stappen),
        "organisaties": list(one.organisaties),
        "normen": places(one.normen),
        "groepen": list(one.groepen),
    }


def number(amount: Decimal | None) -> int | float | None:
    """An amount for programs: whole euros without a point."""
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)


# --- sentences ---


def step_lines(stappen: Sequence[Planstap]) -> list[tuple[str, str]]:
    """What to change and who can do it; parts of one fact with the same demand on one line."""
    parts: dict[tuple[str, str], list[str]] = {}
    roles: dict[str, str] = {}
    for one in stappen:
        named = parts.setdefault((one.stap.feit, one.stap.waarde), [])
        named += [one.stap.onderdeel] if one.stap.onderdeel is not None else []
        roles[one.stap.feit] = " of ".join(one.rollen)
    return [
        (f"{feit} ({', '.join(names)}): {waarde}" if names else f"{feit}: {waarde}", roles[feit])
        for (feit, waarde), names in parts.items()
    ]


def steps_word(count: int) -> str:
    """How many things are left to change."""
    if not count:
        return "Alleen wachten"
    return "Nog 1 stap" if count == 1 else f"Nog {count} stappen"


def count_word(count: int, one: str, more: str) -> str:
    """A number with its noun."""
    return f"{count} {one if count == 1 else more}"


def action_state(one: Planactie) -> str:
    """How far an action is, in words."""
    due = one.actie.gereed_op
    if one.te_laat and due is not None:
        return f"{one.actie.status}, TE LAAT: moest klaar op {dutch(due)}"
    if due is None:
        return one.actie.status
    return f"{one.actie.status}, klaar op {dutch(due)}" if one.te_doen else one.actie.status


def norm_name(plan: Plan, raamwerk: str, norm: str) -> str:
    """A norm by its number, with its raamwerk where the plan has several."""
    return norm if len(plan.raamwerken) == 1 else f"{raamwerk}/{norm}"


def lapse_words(one: Verloop) -> str:
    """From which status to which."""
    return f"{WOORDEN[one.van]} → {WOORDEN[one.naar]}"


def summary(plan: Plan) -> str:
    """The plan in one line."""
    open_ = count_word(len(plan.normen), "norm voldoet", "normen voldoen")
    parts = [f"{open_} nog niet" if plan.normen else "alle normen voldoen"]
    if plan.zonder_actie:
        parts.append(f"{len(plan.zonder_actie)} zonder actie")
    if plan.te_laat:
        parts.append(count_word(len(plan.te_laat), "actie te laat", "acties te laat"))
    lapses = count_word(len(plan.verloopt), "norm verloopt", "normen verlopen")
    parts.append(f"{lapses} voor {dutch(plan.tot)}" if plan.verloopt else "")
    return ", ".join(part for part in parts if part)
