"""When an oordeel lapses: the first later date on which the same facts give another status."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from weerbaar_cli.model.conditie import Binnen, PerGroep, Toets
from weerbaar_cli.model.tijd import Periode, add_months, next_day
from weerbaar_cli.model.waarde import Document, Groepen

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
    dates = {kader.grens, *_dates(regel, antwoorden)}
    found |= dates | {next_day(day) for day in dates}
    for periode in _periods(regel, kader):
        for day in dates:
            found |= set(_lapse(day, periode))
    for toets in regel.toetsen:
        if isinstance(toets, Toets):
            found |= {kader.ankers[name].vanaf for name in kader.lezing.lijst(toets.verwerkt)}
    if any(isinstance(toets, Toets) and toets.jaar is not None for toets in regel.toetsen):
        last = max({*dates, kader.peildatum}).year
        found |= {date(year, 1, 1) for year in range(kader.peildatum.year, min(last + 3, 9999))}
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


def _dates(regel: Rekenregel, antwoorden: Antwoorden) -> Iterator[date]:
    asked = (antwoorden.get(feit_id) for tros in regel.trossen for feit_id in tros.feit_ids)
    for antwoord in asked:
        waarde = antwoord.waarde if antwoord is not None else None
        if isinstance(waarde, date):
            yield waarde
        elif isinstance(waarde, Groepen):
            yield from (day for day in waarde.datums.values() if isinstance(day, date))
        elif isinstance(waarde, tuple):
            yield from (day for document in waarde for day in _days_of(document))


def _days_of(document: Document) -> Iterator[date]:
    known = (document.vastgesteld_op, document.geldig_vanaf, document.geldig_tot)
    return (day for day in known if day is not None)


def _periods(regel: Rekenregel, kader: Toetskader) -> set[Periode]:
    """Every period that a test of the norm measures from the peildatum."""
    names: set[str] = set()
    for toets in regel.toetsen:
        if isinstance(toets, Binnen | PerGroep) and toets.binnen is not None:
            names.add(toets.binnen)
        if isinstance(toets, Toets):
            limits = (toets.oud_hoogstens, toets.verlopen_hoogstens)
            names |= {limit for limit in limits if limit is not None}
    return {kader.lezing.periode(name) for name in names}
