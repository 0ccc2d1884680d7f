"""The days of a plan for a calendar: what lapses, and which action is due."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from weerbaar_cli.model.uitkomsten.plan import Kalenderdag

if TYPE_CHECKING:
    from weerbaar_cli.model.uitkomsten.plan import Plan, Planactie, Verloop


def find_kalenderdagen(plan: Plan) -> tuple[Kalenderdag, ...]:
    """All days in order. They tell the norm, the fact and the action, and nothing more."""
    found = [*_lapses(plan), *_acties(plan)]
    return tuple(sorted(found, key=lambda one: (one.dag, one.soort, one.kenmerk)))


def _lapses(plan: Plan) -> Iterator[Kalenderdag]:
    for one in plan.verloopt:
        name = _norm(plan, one)
        what = ", ".join(one.feiten) or "besluit niet van toepassing"
        kenmerk = f"verloopt {one.raamwerk}/{one.norm}"
        yield Kalenderdag("verloopt", one.dag, f"{name} verloopt", f"{name}: {what}", kenmerk)


def _acties(plan: Plan) -> Iterator[Kalenderdag]:
    """Actions that are still to be done and have a day; equal ones are told apart by number."""
    seen: dict[str, int] = {}
    for one in plan.acties:
        due = one.actie.gereed_op
        if not one.te_doen or due is None:
            continue
        name, text = _norm(plan, one), " ".join(one.actie.actie.split())
        kenmerk = f"actie {one.raamwerk}/{one.norm} {text}"
        seen[kenmerk] = seen.get(kenmerk, 0) + 1
        if seen[kenmerk] > 1:
            kenmerk = f"{kenmerk} {seen[kenmerk]}"
        yield Kalenderdag("actie", due, f"{name}: actie klaar", f"{name}: {text}", kenmerk)


def _norm(plan: Plan, one: Verloop | Planactie) -> str:
    """The norm by its number, with its raamwerk when the plan has several."""
    return f"Norm {one.norm}" if len(plan.raamwerken) == 1 else f"Norm {one.raamwerk}/{one.norm}"
