"""The route of one norm: the fewest changes, then the earliest day; waiting is a route too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from weerbaar_cli.engine.score.nodig import find_route
from weerbaar_cli.engine.score.score import judge
from weerbaar_cli.feitsoorten.feitsoorten import soort_of

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.mogelijk import Antwoorden
    from weerbaar_cli.engine.score.nodig import Route
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.engine.score.rekenregel import Rekenregel
    from weerbaar_cli.engine.score.score import Scan
    from weerbaar_cli.model.bestanden.raamwerk import Norm


@dataclass(frozen=True)
class Gevonden:
    """A route, and the first day on which the changed facts give `voldoet`."""

    route: Route
    vanaf: date


def find_first_route(
    kern: Rekenraamwerk, scan: Scan, norm_id: str, peildatum: date
) -> Gevonden | None:
    """The route with the fewest steps, and of those the earliest; None when there is none.

    Facts change on the peildatum. Only an adopted document can make it worth while to wait: it may
    count later without anybody doing anything.
    """
    kern = kern.for_type(scan.partijtype)
    norm = kern.raamwerk.find_norm(norm_id)
    regel = kern.regels.get(norm_id)
    if regel is None or norm is None:
        return None
    best: Gevonden | None = None
    for day in (peildatum, *_days_to_wait_for(kern, regel, scan.antwoorden, peildatum)):
        route = find_route(regel, scan.antwoorden, kern.kader(day, scan.peildatum))
        if route is None or (best is not None and len(route.stappen) >= len(best.route.stappen)):
            continue
        if _leads_there(kern, scan, norm, route, day):
            best = Gevonden(route, day)
    return best


def _leads_there(kern: Rekenraamwerk, scan: Scan, norm: Norm, route: Route, day: date) -> bool:
    """Whether the norm voldoet then; a decision may have taken it out of force in between."""
    changed = replace(scan, antwoorden={**scan.antwoorden, **route.antwoorden})
    return judge(kern, changed, norm, day)[0] == "voldoet"


def _days_to_wait_for(
    kern: Rekenraamwerk, regel: Rekenregel, antwoorden: Antwoorden, after: date
) -> list[date]:
    """The later days on which a fact of the norm begins to count."""
    asked = {feit_id for tros in regel.trossen for feit_id in tros.feit_ids}
    found = {
        day
        for feit_id in asked & antwoorden.keys()
        if (waarde := antwoorden[feit_id].waarde) is not None
        for day in soort_of(kern.catalogus[feit_id]).days_to_wait_for(waarde)
    }
    return sorted(day for day in found if day > after)
