"""The days on which something about a norm can change while its facts stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from weerbaar_cli.engine.score.mogelijk import UNKNOWN, Antwoorden
from weerbaar_cli.feitsoorten.feitsoorten import is_complete, soort_for
from weerbaar_cli.model.tijd import Periode, add_months, next_day

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenregel, Tros
    from weerbaar_cli.feitsoorten.toetskader import Toetskader
    from weerbaar_cli.model.bestanden.meting import NvtBesluit


def find_turning_days(
    regel: Rekenregel, antwoorden: Antwoorden, besluiten: list[NvtBesluit], kader: Toetskader
) -> list[date]:
    """Every later day on which anything about the norm can change, in order."""
    found: set[date] = set()
    for tros in regel.trossen:
        if not tros.tijdloos:
            found.update(_days_of(tros, antwoorden, kader))
    for besluit in besluiten:
        found.add(besluit.op)
        found |= {next_day(day) for day in (besluit.herzien_op,) if day is not None}
    return sorted(day for day in found if day > kader.peildatum)


def _days_of(tros: Tros, antwoorden: Antwoorden, kader: Toetskader) -> Iterator[date]:
    """The days on which the outcomes of one bunch of facts can change."""
    dates = set(_dates(tros, antwoorden, kader))
    yield from dates
    yield from map(next_day, dates)
    periods = {kader.lezing.periode(name) for name in tros.periodes}
    for day, periode in product(dates, periods):
        yield from _lapse(day, periode)
    for toets in tros.toetsen:
        yield from toets.turning_days(dates, kader)


@lru_cache(maxsize=2048)  # the days of some years, with each of a few periods
def _lapse(day: date, periode: Periode) -> tuple[date, ...]:
    """When a period since a date is over, and when the date falls out of the period before a day.

    That is one day, but for the ends of months of other lengths.
    """
    if add_months(day, periode.maanden) == date.max:
        return ()
    last = add_months(day, periode.maanden) + timedelta(days=periode.dagen)
    days = (last + timedelta(days=step) for step in range(5))
    return next_day(last), *islice((one for one in days if periode.before(one) > day), 1)


def _dates(tros: Tros, antwoorden: Antwoorden, kader: Toetskader) -> Iterator[date]:
    """Every date in the facts of a bunch.

    An unknown date lies on or before the meting's own peildatum, so that day is one of them.
    """
    for feit_id in tros.feit_ids:
        antwoord, feit = antwoorden.get(feit_id, UNKNOWN), kader.catalogus[feit_id]
        if antwoord.waarde is not None:
            yield from soort_for(feit, antwoord.waarde).dates(antwoord.waarde)
        if not is_complete(antwoord.waarde, feit):
            yield kader.grens
        if feit_id in tros.bewijsvragen and tros.bewijsvragen[feit_id].dagen:
            yield from (one.datum or kader.grens for one in antwoord.bewijs)
