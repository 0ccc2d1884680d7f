"""What people write for a date or a number, and how it is written here: the next step of a fout."""

from __future__ import annotations

import re

from weerbaar_cli.model.tijd import parse_datum

# Texts: only a fout needs most of these, and `re` keeps what it has compiled.
_YEAR_FIRST = r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})"
_DAY_FIRST = r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})"
_IN_WORDS = r"(\d{1,2}) ([a-z]{3,9})\.? (\d{4})"
_ISO = r"\d{4}-\d{2}-\d{2}"
_TIME = r"[ t]\d{1,2}[:.]\d{2}\S*$"
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d{1,2})?")
_COMMA = r"\d{1,12},\d{1,6}"


def is_impossible_datum(text: str) -> bool:
    """Whether a text has the form of a date but names no day of the calendar."""
    return re.fullmatch(_ISO, text) is not None and parse_datum(text) is None


def datum_tip(text: str) -> str:
    """«Schrijf 2024-01-31.» for 31-01-2024, 31 januari 2024 or a date with a time; else empty."""
    if is_impossible_datum(text):
        return "Controleer de dag en de maand."
    plain = re.sub(_TIME, "", text.strip().lower())
    if match := re.fullmatch(_YEAR_FIRST, plain):
        year, month, day = match.groups()
    elif match := re.fullmatch(_DAY_FIRST, plain):
        day, month, year = match.groups()
    elif (match := re.fullmatch(_IN_WORDS, plain)) and match[2] in _MONTHS:
        day, month, year = match[1], str(_MONTHS.index(match[2]) + 1), match[3]
    else:
        return ""
    found = parse_datum(f"{year}-{month:0>2}-{day:0>2}")
    return f"Schrijf {found.isoformat()}." if found else ""


def has_thousands(text: str) -> bool:
    """Whether a number has dots between its thousands, as in 8.000; it would be read as 8."""
    return _THOUSANDS.fullmatch(text) is not None and not text.startswith("0")


def getal_tip(text: str) -> str:
    """«Schrijf 8000.» for 8.000 or € 8.000,-, «Schrijf 0.6.» for 0,6; else an empty text."""
    plain = text.strip().removeprefix("€").removesuffix(",-").removesuffix("%").strip()
    if has_thousands(plain):
        return f"Schrijf {plain.replace('.', '').replace(',', '.')}."
    if re.fullmatch(_COMMA, plain):
        return f"Schrijf {plain.replace(',', '.')}, met een punt."
    if plain != text and plain.isdecimal():
        return f"Schrijf {plain}."
    return ""
