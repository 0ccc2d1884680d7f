"""The last date on which something happened, or never; and the tests on when that was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from weerbaar_cli.feitsoorten.conditie import FeitConditie, Ja, Kennis
from weerbaar_cli.feitsoorten.document import last_decision
from weerbaar_cli.feitsoorten.ja_nee import Is
from weerbaar_cli.feitsoorten.soort import Bevraging, Feitsoort, Feitverschil, Overname, Reading
from weerbaar_cli.model.strict import Kenmerk, Tekst, advise_datum, no_datum
from weerbaar_cli.model.tijd import dutch, parse_datum, previous_day

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

    op_of_na: Kenmerk

    def demand(self, kader: Toetskader) -> str:
        return f"een datum op of na die van {kader.spell(self.op_of_na)}"


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

    toetsen = {Is: _is, Binnen: _binnen, Ooit: _ooit, OpOfNa: _op_of_na}
    regelvoorbeeld = "binnen: 12 maanden of ooit: ja"

    def read(self, reading: Reading, raw: Any) -> Dag | None:
        return read_dag(reading, raw)

    def how_to_answer(self, feit: Feit) -> str:
        return "een datum (jjjj-mm-dd) of nooit"

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

    def take_over(self, waarde: Dag | None, oldest: date, peildatum: date) -> Overname:
        if isinstance(waarde, date) and waarde < oldest:
            return Overname(False, "te lang geleden voor een norm; is er een latere datum?")
        return Overname(True)


def read_dag(reading: Reading, raw: Any, *more: str) -> Dag | None:
    """A date or `nooit`, of the fact itself or of a part of it."""
    if reading.is_blank(raw, *more):
        return None
    if reading.word(raw, (NOOIT,), *more):
        return NOOIT
    found = parse_datum(raw) if isinstance(raw, str) else None
    if found is None:
        if not isinstance(raw, str):
            reading.refuse_form(raw, "een datum (jjjj-mm-dd) of nooit", *more)
            return None
        text = no_datum(raw, " of nooit")
        reading.refuse("ongeldige-datum", text, *more, **advise_datum(raw)._asdict())
    return found


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
    edges = {kader.peildatum, kader.grens, *vraag.dagen}
    for toets in vraag.own():
        edges |= {kader.lezing.since(periode, kader.peildatum) for periode in toets.periods()}
    found = {min(day, kader.grens) for edge in edges for day in (edge, previous_day(edge))}
    return (NOOIT, *sorted(found))
