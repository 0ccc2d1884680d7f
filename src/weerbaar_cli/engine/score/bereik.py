"""Which statuses a rule can ever give: a rule that never gives `voldoet` is no rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.score.score import Scan, judge
from weerbaar_cli.model.bevinding import Bevinding, Pad

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.raamwerk import Norm, Status

FALLBACK = date(2024, 7, 1)


def check_bereik(kern: Rekenraamwerk) -> list[Bevinding]:
    """A bevinding for every rule part that no facts can reach.

    With no fact known, the possible statuses are exactly those that some facts give. So this must
    only be asked of a raamwerk that is otherwise right.
    """
    return [
        bevinding
        for i, thema in enumerate(kern.raamwerk.themas)
        for j, norm in enumerate(thema.normen)
        if norm.regel is None
        for bevinding in _check_norm(kern, norm, ("themas", i, "normen", j))
    ]


def _check_norm(kern: Rekenraamwerk, norm: Norm, pad: Pad) -> Iterator[Bevinding]:
    reached = reachable(kern, norm)
    if "voldoet" not in reached:
        text = f"geen enkel antwoord geeft norm {norm.id} voldoet"
        yield Bevinding("onbereikbaar-voldoet", text, (*pad, "voldoet"), op_sleutel=True)
    if reached <= {"voldoet", "nvt"}:
        text = f"norm {norm.id} geeft bij elk antwoord voldoet"
        yield Bevinding("altijd-voldoet", text, (*pad, "voldoet"), op_sleutel=True)
    if norm.deels is not None and "deels" not in reached:
        text = f"norm {norm.id} is nooit deels: wat deels vraagt, is strenger dan voldoet"
        yield Bevinding("onbereikbaar-deels", text, (*pad, "deels"), op_sleutel=True)


def reachable(kern: Rekenraamwerk, norm: Norm) -> set[Status]:
    """Every status that some facts give on some day that matters to the raamwerk."""
    partijtype = (norm.geldt_voor or kern.raamwerk.partijtypen)[0]
    days = {kern.raamwerk.streefdatum or FALLBACK}
    days |= {anker.vanaf for anker in kern.ankers.values()}
    return {
        status
        for day in days
        for status in judge(kern, Scan(partijtype, day, {}, {}, {}), norm, day)[1]
    }
