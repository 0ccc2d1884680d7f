"""Planned against realised: what became of the norms and actions of an earlier meting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from weerbaar_cli.engine.plan.plan import Inzet, make_plan
from weerbaar_cli.engine.verandering.compare import Zijde, compare_metingen
from weerbaar_cli.model.bestanden.meting import Actie
from weerbaar_cli.model.uitkomsten.plan import (
    Plan,
    Plannorm,
    Terugblik,
    Terugblikactie,
    Terugbliknorm,
)
from weerbaar_cli.model.uitkomsten.vergelijking import Normverschil


def look_back(
    then: Sequence[Inzet], now: Sequence[Inzet], plan: Plan, vorige_peildatum: date
) -> Terugblik:
    """Every norm that was open or had an action then, as it stands now."""
    old = make_plan(then, vorige_peildatum, vorige_peildatum)
    found = [
        norm
        for one in then
        for other in now
        if other.kern.raamwerk.id == one.kern.raamwerk.id
        for norm in _look_back(one, other, old, plan)
    ]
    return Terugblik(vorige_peildatum, tuple(found))


def _look_back(then: Inzet, now: Inzet, old: Plan, plan: Plan) -> Iterator[Terugbliknorm]:
    compared = compare_metingen(
        Zijde(then.kern, then.scan, old.peildatum), Zijde(now.kern, now.scan, plan.peildatum)
    )
    planned = {norm_id for norm_id, _ in then.acties}
    for norm in compared.vergelijkbaar:
        was = _find(old, compared.raamwerk, norm.was)
        if was is not None or norm.was in planned:
            yield _norm(
                norm, compared.raamwerk, then, now, (was, _find(plan, compared.raamwerk, norm.id))
            )


def _norm(
    norm: Normverschil,
    raamwerk: str,
    then: Inzet,
    now: Inzet,
    plannen: tuple[Plannorm | None, Plannorm | None],
) -> Terugbliknorm:
    current = [actie for norm_id, actie in now.acties if norm_id == norm.id]
    return Terugbliknorm(
        raamwerk,
        norm.id,
        norm.van,
        norm.naar,
        norm.richting,
        norm.oorzaak,
        norm.oorzaak_woorden,
        _steps_left(plannen[0]),
        _steps_left(plannen[1]),
        tuple(_actie(actie, current) for norm_id, actie in then.acties if norm_id == norm.was),
    )


def _find(plan: Plan, raamwerk: str, norm_id: str) -> Plannorm | None:
    return next((one for one in plan.normen if (one.raamwerk, one.id) == (raamwerk, norm_id)), None)


def _steps_left(norm: Plannorm | None) -> int | None:
    """None when steps are not what is left; nothing is left of a norm that is met."""
    if norm is None:
        return 0
    return len(norm.route.stappen) if norm.route is not None else None


def _actie(actie: Actie, current: Sequence[Actie]) -> Terugblikactie:
    """The same action now: for the same norm, with the same words."""
    same = next((one for one in current if _words(one) == _words(actie)), None)
    if same is None:
        return Terugblikactie(actie, None, None)
    return Terugblikactie(actie, same.status, same.kosten)


def _words(actie: Actie) -> str:
    return " ".join(actie.actie.casefold().split())
