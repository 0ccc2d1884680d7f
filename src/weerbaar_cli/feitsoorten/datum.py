"""The last date on which something happened, or never; and the tests on when that was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from weerbaar_cli.feitsoorten.conditie import NIETS, BijNiets, FeitConditie, Ja, Kennis, Uitkomst
from weerbaar_cli.feitsoorten.document import last_decision
from weerbaar_cli.feitsoorten.ja_nee import Is
from weerbaar_cli.feitsoorten.soort import (
    Bevraging,
    Feitsoort,
    Feitverschil,
    Overname,
    Overnamevraag,
    Reading,
)
from weerbaar_cli.model.strict import Kenmerk, Tekst, advise_datum, no_datum
from weerbaar_cli.model.tijd import add_months, dutch, next_day, parse_datum, previous_day

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.toetskader import Toetskader
    from weerbaar_cli.model.bestanden.feit import Feit

NOOIT: Literal["nooit"] = "nooit"
Dag = date | Literal["nooit"]


class Binnen(FeitConditie):
    """The date lies within a period before the peildatum, inclusive (K2)."""

    sleutels = ("binnen",)
    leeswijzen = {"binnen": "periode"}

    binnen: Tekst

    def demand(self, kader: Toetskader) -> str:
        return since(self.binnen, kader)


class Ooit(FeitConditie):
    """It has happened: a date on or before the peildatum."""

    sleutels = ("ooit",)

    ooit: Ja

    def demand(self, kader: Toetskader) -> str:
        return "een datum waarop het is gebeurd"


class OpOfNa(FeitConditie):
    """The date is on or after the date of another fact."""

    sleutels = ("op_of_na",)
    feitvelden = ("feit", "op_of_na")
    soorten = {"op_of_na": ("datum", "document")}

    op_of_na: Kenmerk

    def demand(self, kader: Toetskader) -> str:
        return f"een datum op of na die van {kader.spell(self.op_of_na)}"


class BinnenNa(FeitConditie):
    """It happened within a period after the date of another fact, both ends included.

    `termijn_loopt` says what it means that it has not happened while there is still time.
    """

    sleutels = ("binnen na",)
    leeswijzen = {"binnen": "periode"}
    feitvelden = ("feit", "na")
    soorten = {"na": ("datum", "document")}
    remarks_if_met = True  # it may be met because there still is time

    binnen: Tekst
    na: Kenmerk
    bij_niets: BijNiets = "niet"
    termijn_loopt: BijNiets = "niet"

    def last_day(self, day: date, kader: Toetskader) -> date:
        """Until when it is in time; months end where the calendar ends them."""
        periode = kader.lezing.periode(self.binnen)
        return _shift(add_months(day, periode.maanden), periode.dagen)

    def demand(self, kader: Toetskader) -> str:
        periode = kader.lezing.periode(self.binnen)
        return f"een datum binnen {periode} na die van {kader.spell(self.na)}"

    def remark(self, kennis: Kennis, kader: Toetskader) -> tuple[str, ...]:
        """From when it counts, and until when it can still be done."""
        other = kennis[self.na].waarde if self.na in kennis else None
        if isinstance(other, tuple):
            other = last_decision(other, kader.peildatum)
        if not isinstance(other, date) or other > kader.peildatum:
            return ("",)
        last = dutch(self.last_day(other, kader))
        return (f", op tijd van {dutch(other)} tot en met {last}",)


def _binnen_na(toets: BinnenNa, kennis: Kennis, kader: Toetskader) -> Uitkomst:
    waarde, other = kennis[toets.feit].waarde, kennis[toets.na].waarde
    if isinstance(other, tuple):
        other = last_decision(other, kader.peildatum)
    if not isinstance(other, date) or other > kader.peildatum:
        return NIETS[toets.bij_niets]
    last = toets.last_day(other, kader)
    if isinstance(waarde, date) and other <= waarde <= kader.peildatum:
        return waarde <= last
    return NIETS[toets.termijn_loopt] if kader.peildatum <= last else False


def _is(toets: Is, kennis: Kennis, kader: Toetskader) -> bool:
    waarde, words = kennis[toets.feit].waarde, toets.words(kader)
    if isinstance(waarde, date):
        return waarde > kader.peildatum and NOOIT in words
    return waarde in words


def _binnen(toets: Binnen, kennis: Kennis, kader: Toetskader) -> bool:
    return is_recent(kennis[toets.feit].waarde, toets.binnen, kader)


def _ooit(toets: Ooit, kennis: Kennis, kader: Toetskader) -> bool:
    return is_recent(kennis[toets.feit].waarde, None, kader)


def _op_of_na(toets: OpOfNa, kennis: Kennis, kader: Toetskader) -> bool:
    waarde, other = kennis[toets.feit].waarde, kennis[toets.op_of_na].waarde
    if isinstance(other, tuple):
        other = last_decision(other, kader.peildatum)
    if not isinstance(waarde, date) or not isinstance(other, date):
        return False
    return other <= waarde <= kader.peildatum


class Datumsoort(Feitsoort[Dag]):
    """A question with a date for an answer."""

    toetsen = {Is: _is, Binnen: _binnen, Ooit: _ooit, OpOfNa: _op_of_na, BinnenNa: _binnen_na}
    regelvoorbeeld = "binnen: 12 maanden of ooit: ja"

    def read(self, reading: Reading, raw: Any) -> Dag | None:
        return read_dag(reading, raw)

    def how_to_answer(self, feit: Feit) -> str:
        return "een datum (jjjj-mm-dd) of nooit"

    def choices(self, feit: Feit) -> dict[str, str]:
        return {NOOIT: NOOIT}

    def observed(self, waarde: Dag, kader: Toetskader) -> str:
        if not isinstance(waarde, date):
            return waarde
        return dutch(waarde) + (" (na de peildatum)" if waarde > kader.peildatum else "")

    def complete(self, vraag: Bevraging, waarde: Dag | None) -> Iterable[Dag]:
        return relevant_days(vraag)

    def fill(self, verschil: Feitverschil) -> Mapping[str, str] | None:
        if not isinstance(verschil.nieuw, date):
            return None
        return {"opnieuw": "opnieuw" if isinstance(verschil.oud, date) else ""}

    def happened(self, waarde: Dag) -> Iterator[tuple[date, tuple[str, ...]]]:
        if isinstance(waarde, date):
            yield waarde, ()

    def take_over(self, waarde: Dag | None, vraag: Overnamevraag) -> Overname:
        if isinstance(waarde, date) and waarde < vraag.vanaf:
            return Overname(False, "te lang geleden voor een norm; is er een latere datum?")
        return Overname(True)


def read_dag(reading: Reading, raw: Any, *more: str) -> Dag | None:
    """A date or `nooit`, of the fact itself or of a part of it."""
    if isinstance(raw, str) and (found := parse_datum(raw)):
        return found
    if reading.is_blank(raw, *more):
        return None
    if reading.word(raw, (NOOIT,), *more):
        return NOOIT
    if not isinstance(raw, str):
        reading.refuse_form(raw, "een datum (jjjj-mm-dd) of nooit", *more)
        return None
    text = no_datum(raw, " of nooit")
    reading.refuse("ongeldige-datum", text, *more, **advise_datum(raw)._asdict())
    return None


def is_recent(dag: object, periode: str | None, kader: Toetskader) -> bool:
    """Whether it has happened, and within the period before the peildatum if there is one."""
    if not isinstance(dag, date) or dag > kader.peildatum:
        return False
    return periode is None or dag >= kader.lezing.since(periode, kader.peildatum)


def since(periode: str, kader: Toetskader) -> str:
    """What a period asks of a date, in words."""
    first = kader.lezing.since(periode, kader.peildatum)
    return f"een datum vanaf {dutch(first)} ({kader.lezing.periode(periode)})"


def relevant_days(vraag: Bevraging) -> tuple[Dag, ...]:
    """`nooit`, and a day on either side of every boundary; none after the meting's peildatum."""
    kader = vraag.kader
    edges = {kader.peildatum, kader.grens, *vraag.naast}
    for toets in vraag.own():
        edges |= {kader.lezing.since(periode, kader.peildatum) for periode in toets.periods()}
    found = {min(day, kader.grens) for edge in edges for day in (edge, previous_day(edge))}
    return (NOOIT, *sorted(found))


def matching_days(
    toetsen: tuple[FeitConditie, ...], known: frozenset[date], kader: Toetskader
) -> dict[str, frozenset[date]]:
    """Per fact that must follow another in time, or that another follows, the days that matter.

    Of the first: every boundary, and the first day of which the term reaches it. Of what follows:
    those days, and the day after each of their terms.
    """
    tests = [toets for toets in toetsen if isinstance(toets, BinnenNa)]
    edges = {kader.peildatum, kader.grens, *known}
    edges |= {
        kader.lezing.since(periode, kader.peildatum)
        for toets in toetsen
        for periode in (toets.periods() if tests else ())
    }
    found: dict[str, frozenset[date]] = {}
    for toets in tests:
        first = edges | {day for edge in edges for day in _first_days(toets, edge, kader)}
        each = first | set(map(previous_day, first))
        after = {next_day(toets.last_day(day, kader)) for day in each}
        found[toets.na] = found.get(toets.na, frozenset()) | first
        found[toets.feit] = found.get(toets.feit, frozenset()) | each | after
    return found


def _shift(day: date, days: int) -> date:
    """So many days on, and never out of the calendar."""
    number = day.toordinal() + days
    return date.fromordinal(max(1, min(number, date.max.toordinal())))


def _first_days(toets: BinnenNa, edge: date, kader: Toetskader) -> Iterator[date]:
    """The first days of which the term ends on or after the edge, and after it."""
    near = kader.lezing.periode(toets.binnen).before(edge)
    for end in (edge, previous_day(edge)):
        day = _shift(near, -5)
        while toets.last_day(day, kader) < end:
            day = next_day(day)
        yield day
