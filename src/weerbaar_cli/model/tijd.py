"""Calendar time as the norms mean it: periods in days, months and years; Dutch dates.

Also what people write for a date, and how it is written here: the next step of a fout.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_PERIODE = re.compile(r"([1-9]\d{0,3}) (dag|dagen|maand|maanden|jaar)")
# Texts: only a fout needs most of these, and `re` keeps what it has compiled.
_YEAR_FIRST = r"(\d{4})(?:[-/. ](\d{1,2})[-/. ](\d{1,2})|(\d\d)(\d\d))"
_DAY_FIRST = r"(\d{1,2})([-/. ])(\d{1,2})[-/. ](\d{4})"
_IN_WORDS = r"(\d{1,2}) ([a-z]{3,9})\.? (\d{4})"
_TIME = r"[ t]\d{1,2}[:.]\d{2}\S*$"
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


class Periode(NamedTuple):
    """A length of time. Months are calendar months, clamped to the month's end (K2)."""

    maanden: int = 0
    dagen: int = 0

    def before(self, day: date) -> date:
        """The first day that still lies within this period before `day` (inclusive)."""
        return add_months(day, -self.maanden) - timedelta(days=self.dagen)

    def __str__(self) -> str:
        if self.dagen:
            return "1 dag" if self.dagen == 1 else f"{self.dagen} dagen"
        if self.maanden % 12 == 0 and self.maanden > 12:
            return f"{self.maanden // 12} jaar"
        return "1 maand" if self.maanden == 1 else f"{self.maanden} maanden"


def parse_periode(text: str) -> Periode | None:
    """Read «12 maanden», «4 jaar» or «10 dagen»; None when it is no period."""
    match = _PERIODE.fullmatch(text)
    if match is None:
        return None
    number, unit = int(match[1]), match[2]
    if unit.startswith("dag"):
        return Periode(dagen=number)
    return Periode(maanden=number * 12 if unit == "jaar" else number)


def dutch_version(versie: str) -> str:
    """A version as people read it behind the word «versie»: a day is written as every other day.

    «2023-12-07-concept» reads «van 07-12-2023 (concept)»; what does not begin with a day stays.
    """
    day, rest = parse_datum(versie[:10]), versie[10:]
    if day is None or (rest and not rest.startswith("-")):
        return versie
    return f"van {dutch(day)} ({rest[1:]})" if rest[1:] else f"van {dutch(day)}"


def titled_version(titel: str, versie: str) -> str:
    """A raamwerk as people read it: its title and which version of it."""
    return f"{titel}, versie {dutch_version(versie)}"


def parse_datum(text: str) -> date | None:
    """Read an ISO date (2024-01-31); None when it is not one, or no day of the calendar."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def meant_days(text: str) -> tuple[date, ...] | None:
    """The days that people can mean: none where no such day exists, None where it is no day at all.

    Between slashes a month may come first, as in English.
    """
    plain = re.sub(_TIME, "", text.lower())
    if match := re.fullmatch(_YEAR_FIRST, plain):
        orders = [tuple(filter(None, match.groups()))]
    elif match := re.fullmatch(_DAY_FIRST, plain):
        day, sign, month, year = match.groups()
        orders = [(year, month, day), (year, day, month)][: 2 if sign == "/" else 1]
    elif (match := re.fullmatch(_IN_WORDS, plain)) and match[2] in _MONTHS:
        orders = [(match[3], str(_MONTHS.index(match[2]) + 1), match[1])]
    else:
        return None
    found = (parse_datum(f"{year}-{month:0>2}-{day:0>2}") for year, month, day in orders)
    return tuple(dict.fromkeys(filter(None, found)))


def day_and_month(day: date) -> str:
    """A day with its month in words, which nobody takes for another: 1 december."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def add_months(day: date, months: int) -> date:
    """Shift by calendar months; the day is clamped to the end of the month."""
    index = day.year * 12 + day.month - 1 + months
    if not 12 <= index < 120_000:
        return date.min if index < 12 else date.max
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_day(day: date) -> date:
    """The day after, or the last day that the calendar knows."""
    return day if day == date.max else day + timedelta(days=1)


def previous_day(day: date) -> date:
    """The day before, or the first day that the calendar knows."""
    return day if day == date.min else day - timedelta(days=1)


def dutch(day: date) -> str:
    """A date as people in the Netherlands write it: 31-01-2024."""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"
