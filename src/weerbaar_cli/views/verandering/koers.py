"""Where a trend goes, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.getal import dutch_aandeel
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN
from weerbaar_cli.model.uitkomsten.trend import (
    HALFJAAR,
    LEAST_DAYS,
    LEAST_MOMENTS,
    Koers,
    Moment,
    Tempo,
    Termijngrond,
    Trend,
)
from weerbaar_cli.model.woorden import count_word

_GRONDEN: dict[Termijngrond, str] = {
    "streefdatum": "de streefdatum",
    "looptijd": "het einde van de looptijd",
}

_OPEN: tuple[Status, ...] = ("deels", "voldoet_niet", "onbekend")


def describe_koers(trend: Trend) -> Iterator[str]:
    """Whether it is on course, in sentences without false precision."""
    koers = trend.koers
    yield _describe_termijn(koers, trend.momenten[-1])
    yield _describe_rest(trend)
    if koers.tempo is not None:
        yield _describe_tempo(koers.tempo, trend)
    elif koers.te_gaan:
        yield _describe_no_tempo(trend)
    if koers.tempo is not None and koers.te_gaan:
        yield f"Bij dit tempo {_describe_verwachting(koers, koers.tempo)}."


def _describe_termijn(koers: Koers, last: Moment) -> str:
    """How long there is; after the term only that it is after the term (R-G8)."""
    if koers.termijn is None or koers.grond is None or koers.dagen is None:
        return "Dit raamwerk noemt geen streefdatum en geen looptijd."
    when = f"{_GRONDEN[koers.grond]} {dutch(koers.termijn)}"
    if koers.na_termijn:
        return f"Na de termijn: {when} ligt voor de laatste meting ({dutch(last.peildatum)})."
    if not koers.dagen:
        return f"De laatste meting is op de dag zelf van {when}."
    days = "1 dag" if koers.dagen == 1 else f"{koers.dagen} dagen"
    return f"Nog {days} vanaf de laatste meting ({dutch(last.peildatum)}) tot {when}."


def _describe_rest(trend: Trend) -> str:
    koers, telling = trend.koers, trend.laatste.telling
    total = telling.van_toepassing
    if not total:
        return "Er is geen norm van toepassing."
    asked = "" if koers.gevraagd == 1 else f" voor de {dutch_aandeel(koers.gevraagd)} die nodig is"
    left = {status: getattr(telling, status) for status in _OPEN}
    now = ", ".join(f"{number} {WOORDEN[status]}" for status, number in left.items() if number)
    if koers.te_gaan:
        return f"Nog {_normen(koers.te_gaan)} te gaan van de {total} die gelden{asked} (nu: {now})."
    if now:
        return f"Er zijn geen normen meer te gaan{asked} (nu: {now})."
    words = "de ene norm die geldt, voldoet" if total == 1 else f"alle {total} normen voldoen"
    return f"Er is niets meer te gaan: {words}."


def _normen(number: int) -> str:
    return count_word(number, "norm", "normen")


def _describe_no_tempo(trend: Trend) -> str:
    if len(trend.momenten) < LEAST_MOMENTS:
        return "Over het tempo is pas iets te zeggen bij drie metingen of meer."
    months = LEAST_DAYS // 30
    return f"Over het tempo is nog niets te zeggen: de metingen beslaan nog geen {months} maanden."


def _describe_tempo(tempo: Tempo, trend: Trend) -> str:
    """The pace over the norms that can be compared; newly filled in is not always newly done."""
    first, last = (trend.momenten[place].peildatum for place in (0, -1))
    was, now = (trend.tellingen()[place].voldoet for place in (0, -1))
    text = f"Van {dutch(first)} tot {dutch(last)}: {_pace(tempo)} (van {was} naar {now})."
    if tempo.eerst_onbekend == 1:
        text += " Eén norm die nu voldoet, was eerst onbekend."
    elif tempo.eerst_onbekend:
        text += f" {tempo.eerst_onbekend} normen die nu voldoen, waren eerst onbekend."
    return text


def _pace(tempo: Tempo) -> str:
    way = "erbij" if tempo.erbij > 0 else "eraf"
    number = round_half_up(abs(tempo.per_halfjaar))
    if not tempo.erbij:
        return "per saldo geen norm erbij"
    if not number:
        return f"minder dan één norm {way} per half jaar"
    return f"ongeveer {_normen(number)} {way} per half jaar"


def _describe_verwachting(koers: Koers, tempo: Tempo) -> str:
    nodig = tempo.days_for(koers.te_gaan)
    if nodig is None:
        return "komt de rest er niet"
    match koers.verwachting:
        case "op_tijd":
            return "is de rest op tijd klaar"
        case "krap":
            return "wordt het krap: de rest is rond die datum klaar"
        case "te_laat":
            return f"is de rest {_duration(nodig - (koers.dagen or 0))} na die datum klaar"
        case _:
            return f"duurt de rest nog {_duration(nodig)}"


def _duration(days: Fraction) -> str:
    """A length of time as people say it."""
    halves = round_half_up(days / HALFJAAR)
    if halves == 0:
        return "een paar maanden"
    if halves > 10:
        return "meer dan vijf jaar"
    words = {1: "een half jaar", 2: "een jaar", 3: "anderhalf jaar", 5: "tweeënhalf jaar"}
    years = {2: "twee", 3: "drie", 4: "vier", 5: "vijf"}
    return f"ongeveer {words.get(halves) or f'{years[round_half_up(Fraction(halves, 2))]} jaar'}"


def round_half_up(number: Fraction) -> int:
    """The nearest whole number."""
    return int(number + Fraction(1, 2)) if number >= 0 else -int(-number + Fraction(1, 2))
