"""What lapses within a time: norms that get a worse status when nobody does anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from weerbaar_cli.engine.score.mogelijk import rows_of
from weerbaar_cli.engine.score.score import judge
from weerbaar_cli.model.tijd import Periode, add_months, previous_day
from weerbaar_cli.model.uitkomsten.plan import Verloop

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.engine.score.score import Scan
    from weerbaar_cli.model.bestanden.raamwerk import Status
    from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel, Raamwerkoordeel

# Better first; what is not here is worse than both.
_WORTH: dict[Status, int] = {"voldoet": 2, "deels": 1}


def end_of(horizon: Periode, day: date) -> date:
    """The last day that lies within a period after a day."""
    later = add_months(day, horizon.maanden)
    room = (date.max - later).days
    return later + timedelta(days=min(horizon.dagen, room))


def find_lapses(
    kern: Rekenraamwerk, scan: Scan, oordeel: Raamwerkoordeel, tot: date
) -> Iterator[Verloop]:
    """Every norm that lapses up to and with a day, in the raamwerk's order."""
    kern = kern.for_type(scan.partijtype)
    for norm in oordeel.normen:
        day, naar = norm.verloopt_op, norm.verloopt_naar
        if day is None or naar is None or day > tot:
            continue
        if not _is_worse(norm, _possible(kern, scan, norm, day)):
            continue
        facts = tuple(_lapsing(kern, scan, norm, day))
        roles = (rol for name in facts for rol in kern.catalogus[name].rollen)
        yield Verloop(
            oordeel.raamwerk,
            norm.id,
            norm.thema,
            day,
            norm.afgeleid,
            naar,
            facts,
            tuple(dict.fromkeys(roles)),
        )


def _possible(kern: Rekenraamwerk, scan: Scan, norm: Normoordeel, day: date) -> tuple[Status, ...]:
    own = kern.raamwerk.find_norm(norm.id)
    assert own is not None
    return judge(kern, scan, own, day)[1]


def _is_worse(norm: Normoordeel, mogelijk: tuple[Status, ...]) -> bool:
    """Whether something is lost for certain, or may be. Becoming n.v.t. is no loss.

    Where an assessor already found no more than what the facts fall back to, nothing is lost.
    """
    decided = norm.nvt_grond == "besluit"
    if mogelijk == ("nvt",) or not (decided or norm.afgeleid in _WORTH):
        return False
    held = 2 if decided else _WORTH[norm.afgeleid]
    if norm.getoetst not in (None, "nvt"):
        held = min(held, _WORTH.get(norm.getoetst, 0))
    return min(_WORTH.get(status, 0) for status in mogelijk) < held


def _lapsing(kern: Rekenraamwerk, scan: Scan, norm: Normoordeel, day: date) -> list[str]:
    """The facts with a test that held the day before, and no longer holds for certain."""
    if norm.nvt_grond == "besluit":
        return []
    regel = kern.regels[norm.id]
    before = kern.kader(previous_day(day), scan.peildatum)
    after = kern.kader(day, scan.peildatum)
    found: dict[str, None] = {}
    for tros in regel.trossen:
        was, now = (rows_of(tros, scan.antwoorden, kader) for kader in (before, after))
        for place, toets in enumerate(tros.toetsen):
            outcomes = {row[place] for row in was}, {row[place] for row in now}
            if outcomes[0] != outcomes[1] and outcomes[1] != {True}:
                found[toets.feit] = None
    return list(found)
