"""Calendar time as the norms mean it: periods in days, months and years; Dutch dates."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_PERIODE = re.compile(r"([1-9]\d{0,3}) (dag|dagen|maand|maanden|jaar)")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Periode:
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


def parse_datum(text: str) -> date | None:
    """Read an ISO date (2024-01-31); None when it is not one, or no day of the calendar."""
    if _ISO.fullmatch(text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


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
