"""Numbers as they stand in files and as people in the Netherlands read them.

Also what people write for a number, and how it is written here: the next step of a fout.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

UNGROUPED = 4  # figures that are read at a glance
_NUMBER = re.compile(r"\d{1,12}(\.\d{1,6})?")
_WHOLE = re.compile(r"\d{1,9}")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?) ?%")
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d{1,2})?")
_COMMA = r"\d{1,12},\d{1,6}"
_PLURAL = ("en", "s")  # «1 tips» is no Dutch, and a unit has no other form
_ENGLISH = r"[1-9]\d{0,2},\d{3}"


def parse_getal(value: Any) -> Decimal | None:
    """A number of zero or more with a decimal point; None for everything else."""
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    return None


def parse_heel(value: Any) -> int | None:
    """A whole number of zero or more; None for everything else."""
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    return None


def parse_aandeel(text: str) -> Fraction | None:
    """A share of at most 100%, exactly; None for everything else."""
    match = _SHARE.fullmatch(text)
    if match is None:
        return None
    share = Fraction(match[1]) / 100
    return share if share <= 1 else None


def dutch_getal(number: Decimal | int) -> str:
    """A number with a decimal comma, dots from ten thousand, without zeros that say nothing."""
    whole, _, rest = (
        f"{number:f}".partition(".") if isinstance(number, Decimal) else (str(number), "", "")
    )
    grouped = f"{int(whole):,}".replace(",", ".") if len(whole) > UNGROUPED else whole
    return ",".join(filter(None, (grouped, rest.rstrip("0"))))


def euro(amount: Decimal) -> str:
    """An amount as people in the Netherlands write it: € 50.000."""
    whole, _, cents = f"{amount:f}".partition(".")
    cents = cents.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"€ {grouped}" + (f",{cents.ljust(2, '0')}" if cents else "")


def with_unit(number: str, eenheid: str) -> str:
    """A number as people read it with what it counts: euro before it, one of several unnamed."""
    if eenheid == "euro":
        return f"€ {number}"
    return number if number == "1" and eenheid.endswith(_PLURAL) else f"{number} {eenheid}"


def dutch_aandeel(share: Fraction) -> str:
    """A share in whole percents, rounded half up; a near miss never reads as everything."""
    percent = int(share * 100 + Fraction(1, 2))
    if percent == 100 and share < 1:
        percent = 99
    return f"{percent}%"


def signed(number: int) -> str:
    """A difference with its sign; a real minus, no hyphen."""
    return f"+{number}" if number > 0 else f"−{-number}" if number else "0"


def has_thousands(text: str) -> bool:
    """Whether a number has dots between its thousands, as in 8.000; it would be read as 8."""
    return _THOUSANDS.fullmatch(text) is not None and not text.startswith("0")


def meant_getal(text: str) -> tuple[str, bool]:
    """The number that people mean, as it is written here, and whether they can mean no other.

    Empty when it cannot be told. 1,200 may be English; of 50% it is not known what 1 is.
    """
    words = text.removeprefix("€").removesuffix(",-")
    plain = words.removesuffix("%").strip()
    certain = plain == words.strip() and re.fullmatch(_ENGLISH, plain) is None
    if has_thousands(plain):
        return plain.replace(".", "").replace(",", "."), certain
    if re.fullmatch(_COMMA, plain):
        return plain.replace(",", "."), certain
    return (plain, certain) if plain.isdecimal() else ("", False)


def number(amount: Decimal | None) -> int | float | None:
    """An amount for programs: whole euros without a point."""
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)
