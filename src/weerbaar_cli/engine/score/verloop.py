"""When an oordeel lapses: the first later date on which the same facts give another status."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from weerbaar_cli.feitsoorten.feitsoorten import soort_of
from weerbaar_cli.model.tijd import Periode, add_months, next_day

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.mogelijk import Antwoorden
    from weerbaar_cli.engine.score.rekenregel import Rekenregel
    from weerbaar_cli.feitsoorten.toetskader import Toetskader
    from weerbaar_cli.model.bestanden.meting import NvtBesluit
    from weerbaar_cli.model.bestanden.raamwerk import Status


def find_verloop(
    now: Status,
    status_on: Callable[[date], Status],
    days: list[date],
) -> tuple[date, Status] | None:
    """The first of these days with another status than now, and that status."""
    for day in days:
        status = status_on(day)
        if status != now:
            return day, status
    return None


def turning_days(
    regel: Rekenregel, antwoorden: Antwoorden, besluit: NvtBesluit | None, kader: Toetskader
) -> list[date]:
    """Every later day on which anything about the norm can change, in order.

    An unknown date lies on or before the meting's own peildatum, so that day counts as a date too.
    """
    found: set[date] = set()
    dates = {kader.grens, *_dates(regel, antwoorden, kader)}
    found |= dates | {next_day(day) for day in dates}
    for periode in _periods(regel, kader):
        for day in dates:
            found |= set(_lapse(day, periode))
    for toets in regel.toetsen:
        found |= set(toets.turning_days(dates, kader))
    if besluit is not None:
        found |= {day for day in (besluit.op,) if day is not None}
        found |= {next_day(day) for day in (besluit.herzien_op,) if day is not None}
    return sorted(day for day in found if day > kader.peildatum)


def _lapse(day: date, periode: Periode) -> Iterator[date]:
    """The days around which a date falls out of a period; clamped months make it a few."""
    if add_months(day, periode.maanden) == date.max:
        return
    first = add_months(day, periode.maanden) + timedelta(days=periode.dagen)
    for step in range(5):
        yield first + timedelta(days=step)


def _dates(regel: Rekenregel, antwoorden: Antwoorden, kader: Toetskader) -> Iterator[date]:
    """Every date in the facts that the norm asks."""
    for feit_id in dict.fromkeys(name for tros in regel.trossen for name in tros.feit_ids):
        waarde = antwoorden[feit_id].waarde if feit_id in antwoorden else None
        if waarde is not None:
            yield from soort_of(kader.catalogus[feit_id]).dates(waarde)


def _periods(regel: Rekenregel, kader: Toetskader) -> set[Periode]:
    """Every period that a test of the norm measures from the peildatum."""
    return {kader.lezing.periode(name) for toets in regel.toetsen for name in toets.periods()}
