"""The sentences of a plan and of a work list, shared by all forms that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weerbaar_cli.model.getal import euro
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN
from weerbaar_cli.model.uitkomsten.vergelijking import OORZAAKWOORDEN, OORZAKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from weerbaar_cli.model.uitkomsten.oordeel import Stap
    from weerbaar_cli.model.uitkomsten.plan import (
        Normplaats,
        Plan,
        Planactie,
        Plannorm,
        Planraamwerk,
        Planstap,
        Terugblikactie,
        Terugbliknorm,
        Verloop,
    )


def step_lines(stappen: Sequence[Planstap]) -> list[tuple[str, str]]:
    """What to change and who can do it; parts of one fact with the same demand on one line."""
    parts: dict[tuple[str, str], list[str]] = {}
    roles: dict[str, str] = {}
    for one in stappen:
        stap = one.stap
        waarde = stap.waarde if stap.was_bekend else f"{stap.waarde}, nog niet ingevuld"
        named = parts.setdefault((stap.feit, waarde), [])
        named += [stap.onderdeel] if stap.onderdeel is not None else []
        shared = f"feit van {one.van}" if one.van is not None else ""
        roles[stap.feit] = "; ".join(filter(None, (" of ".join(one.rollen), shared)))
    return [
        (f"{feit} ({', '.join(names)}): {waarde}" if names else f"{feit}: {waarde}", roles[feit])
        for (feit, waarde), names in parts.items()
    ]


def wanted_words(stappen: Sequence[Stap], *, shared: bool = False) -> str:
    """What is asked of one fact. Groups that parties name themselves say nothing to others."""
    parts: dict[str, list[str]] = {}
    for stap in stappen:
        named = parts.setdefault(stap.waarde, [])
        if stap.onderdeel is not None and stap.onderdeel not in named and not shared:
            named.append(stap.onderdeel)
    return "; ".join(
        f"{', '.join(names)}: {waarde}" if names else waarde for waarde, names in parts.items()
    )


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


def action_note(one: Planactie) -> str:
    """What is odd about an action and its norm; empty when nothing is."""
    met = one.oordeel in ("voldoet", "nvt")
    if one.te_doen and met:
        return f"de norm is al: {WOORDEN[one.oordeel]}"
    if one.actie.status == "gereed" and not met:
        return f"maar de norm is nog: {WOORDEN[one.oordeel]}"
    return ""


def name_normen(plan: Plan, normen: Iterable[Normplaats]) -> str:
    """Norms by number; where the plan has several raamwerken each is named once."""
    grouped: dict[str, list[str]] = {}
    for raamwerk, norm in normen:
        grouped.setdefault(raamwerk, []).append(norm)
    if is_single(plan):
        return ", ".join(norm for names in grouped.values() for norm in names)
    named = ((titel_of(plan, name), ", ".join(names)) for name, names in grouped.items())
    return "; ".join(f"{titel} {names}" for titel, names in named)


def count_normen(plan: Plan, normen: Iterable[Normplaats]) -> str:
    """How many of the norms of each raamwerk; where there is one raamwerk, which."""
    found = list(normen)
    if is_single(plan):
        return name_normen(plan, found)
    counts = ((one.titel, sum(name == one.id for name, _ in found)) for one in plan.raamwerken)
    return "; ".join(f"{titel} {count}" for titel, count in counts if count)


def is_single(plan: Plan) -> bool:
    """Whether a norm's number alone says which norm it is."""
    return len(plan.raamwerken) == 1


def titel_of(plan: Plan, raamwerk: str) -> str:
    """What a raamwerk of the plan is called."""
    return next(one.titel for one in plan.raamwerken if one.id == raamwerk)


def lapse_words(one: Verloop) -> str:
    """From which status to which."""
    return f"{WOORDEN[one.van]} → {WOORDEN[one.naar]}"


def outcome_words(norm: Terugbliknorm, one: Terugblikactie) -> str:
    """What came of an action: done or not, and whether the norm moved."""
    better = norm.richting == "beter"
    match one.nu:
        case "gereed":
            result = "gedaan, norm is beter" if better else "gedaan, norm is niet beter"
        case "vervallen":
            result = "vervallen"
        case None:
            result = "niet meer genoemd" + (", norm is wel beter" if better else "")
        case _:
            result = f"nog niet klaar ({one.nu})" + (", norm is al beter" if better else "")
    return f"{one.actie.actie}: {result}{_spent(one)}"


def _spent(one: Terugblikactie) -> str:
    """What it would cost and what it did cost, where both are known."""
    if one.nu != "gereed" or one.kosten is None or one.actie.kosten is None:
        return ""
    return f"; {euro(one.actie.kosten)} gepland, {euro(one.kosten)} gerealiseerd"


def summary(plan: Plan) -> str:
    """The plan in one line."""
    missed = len(plan.normen) - len(plan.onbekend)
    parts = [] if plan.normen else ["alle normen voldoen"]
    if missed:
        parts.append(f"{count_word(missed, 'norm voldoet', 'normen voldoen')} nog niet")
    if plan.zonder_actie:
        parts.append(f"{len(plan.zonder_actie)} zonder actie")
    if plan.onbekend:
        parts.append(f"{count_word(len(plan.onbekend), 'norm is', 'normen zijn')} nog onbekend")
    if plan.te_laat:
        parts.append(count_word(len(plan.te_laat), "actie te laat", "acties te laat"))
    lapses = count_word(len(plan.verloopt), "norm verloopt", "normen verlopen")
    if plan.verloopt:
        parts.append(f"{lapses} tot en met {dutch(plan.tot)}")
    return ", ".join(parts)


def route_heading(norm: Plannorm) -> str:
    """How much is left to do for a norm."""
    if norm.route is None:
        return "Niet met feiten op te lossen"
    return steps_word(len(norm.route.stappen))


def cause_words(one: Terugbliknorm) -> str:
    """Why the status is another one than then; empty when it is not."""
    if one.van == one.naar or not one.oorzaak:
        return ""
    named = one.oorzaak.split(", ")
    return f"door {', '.join(OORZAAKWOORDEN[name] for name in OORZAKEN if name in named)}"


def deadline(plan: Plan, one: Planraamwerk) -> str:
    """The target date of a raamwerk; empty when it has none."""
    if one.streefdatum is None:
        return ""
    days = (one.streefdatum - plan.peildatum).days
    left = f"nog {count_word(days, 'dag', 'dagen')}" if days > 0 else "dat is geweest"
    return f"streefdatum {dutch(one.streefdatum)}, {left if days else 'dat is de peildatum zelf'}"
