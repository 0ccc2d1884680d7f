"""Several metingen of one organisation in a row: per norm its statuses, and the course."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, get_args

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import Raamwerkoordeel, count
from weerbaar_cli.model.uitkomsten.trend import (
    LEAST_DAYS,
    LEAST_MOMENTS,
    Koers,
    Moment,
    Normtrend,
    Tempo,
    Termijngrond,
    Trend,
    Verwachting,
)

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk

# So much more or less time than there is makes it close.
_CLOSE = Fraction(1, 10)
_ORDER: tuple[str, ...] = get_args(Metingsoort)


def make_trend(momenten: Iterable[Moment], raamwerk: Raamwerk, gevraagd: Fraction) -> Trend:
    """Put two or more moments in order of time; `raamwerk` is that of the last one.

    `gevraagd` is the share of the norms that the raamwerk asks. Raises WeerbaarError when two
    moments have the same date and kind.
    """
    ordered = sorted(momenten, key=order_of)
    _refuse_twins(ordered)
    normen, others = _compare(ordered)
    return Trend(tuple(ordered), normen, others, _make_koers(ordered, normen, raamwerk, gevraagd))


def order_of(moment: Moment) -> tuple[date, int]:
    """Time first; metingen of one day in the order in which their kinds are held."""
    return moment.peildatum, _ORDER.index(moment.soort)


def _refuse_twins(ordered: Sequence[Moment]) -> None:
    for one, other in pairwise(ordered):
        if order_of(one) == order_of(other):
            names = f"{one.bestand} en {other.bestand}"
            message = f"{names} hebben dezelfde soort en peildatum: {_describe_moment(one)}"
            raise WeerbaarError(message, tip="Neem er één van, of verander de soort of peildatum.")


def _describe_moment(moment: Moment) -> str:
    """Kind and date in words."""
    return f"{moment.soort} {dutch(moment.peildatum)}"


def _compare(ordered: Sequence[Moment]) -> tuple[tuple[Normtrend, ...], tuple[str, ...]]:
    """The norms that are the same at every moment, and the ids of all that are not."""
    tables = [{(norm.id, norm.tekst): norm.oordeel for norm in m.oordeel.normen} for m in ordered]
    same = set.intersection(*map(set, tables))
    normen = tuple(
        Normtrend(
            norm.id,
            norm.thema,
            norm.kort,
            tuple(one[norm.id, norm.tekst] for one in tables),
            norm.telt_mee,
        )
        for norm in ordered[-1].oordeel.normen
        if (norm.id, norm.tekst) in same
    )
    others = (name for one in reversed(tables) for name in one if name not in same)
    return normen, tuple(dict.fromkeys(norm_id for norm_id, _ in others))


def find_termijn(raamwerk: Raamwerk) -> tuple[date, Termijngrond] | None:
    """The date for which the raamwerk is meant: its target date, else the end of its term."""
    if raamwerk.streefdatum is not None:
        return raamwerk.streefdatum, "streefdatum"
    return (raamwerk.looptijd.tot, "looptijd") if raamwerk.looptijd is not None else None


def _make_koers(
    ordered: Sequence[Moment], normen: Sequence[Normtrend], raamwerk: Raamwerk, gevraagd: Fraction
) -> Koers:
    last = ordered[-1]
    termijn, grond = find_termijn(raamwerk) or (None, None)
    dagen = (termijn - last.peildatum).days if termijn is not None else None
    te_gaan = _to_go(last.oordeel, raamwerk, gevraagd)
    tempo = _measure_tempo(ordered, normen)
    return Koers(termijn, grond, dagen, te_gaan, gevraagd, tempo, _expect(te_gaan, tempo, dagen))


def _to_go(oordeel: Raamwerkoordeel, raamwerk: Raamwerk, gevraagd: Fraction) -> int:
    """How many norms must still be met: every obligatory one, and this share of the others."""
    niveau = raamwerk.op_orde.niveau
    own = [norm for norm in oordeel.normen if niveau in (None, norm.niveau)]
    bound = count(norm for norm in own if norm.verplicht)
    rest = count(norm for norm in own if not norm.verplicht)
    missed = bound.van_toepassing - bound.voldoet
    return missed + max(0, ceil(gevraagd * rest.van_toepassing) - rest.voldoet)


def _measure_tempo(ordered: Sequence[Moment], normen: Sequence[Normtrend]) -> Tempo | None:
    """The pace between the first and the last moment, over the norms that both have."""
    dagen = (ordered[-1].peildatum - ordered[0].peildatum).days
    if len(ordered) < LEAST_MOMENTS or dagen < LEAST_DAYS:
        return None
    turns = [(one.oordelen[0], one.oordelen[-1]) for one in normen if one.telt_mee]
    erbij = sum((last == "voldoet") - (first == "voldoet") for first, last in turns)
    return Tempo(erbij, dagen, turns.count(("onbekend", "voldoet")))


def _expect(te_gaan: int, tempo: Tempo | None, dagen: int | None) -> Verwachting | None:
    """Whether the rest comes in time at this pace; None without a pace or a date ahead."""
    if not te_gaan:
        return "gehaald"
    if tempo is None:
        return None
    nodig = tempo.days_for(te_gaan)
    if nodig is None:
        return "stilstand"
    if dagen is None or dagen < 1:
        return None
    if nodig <= dagen * (1 - _CLOSE):
        return "op_tijd"
    return "krap" if nodig <= dagen * (1 + _CLOSE) else "te_laat"
