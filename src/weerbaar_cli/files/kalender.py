"""A calendar file (RFC 5545): its text, and how it gets on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bestand import begin_of
from weerbaar_cli.files.schrijven import write_changed, write_new
from weerbaar_cli.files.vinden import shown_path
from weerbaar_cli.model.doelgroep import marking
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import next_day
from weerbaar_cli.model.uitkomsten.plan import Dagsoort, Kalenderdag

ENDING = ".ics"
PRODID = "PRODID:-//weerbaar//plan//NL"
MAX_OCTETS = 75
# Within these bytes a calendar says who made it.
_NEAR = 2_000
_CATEGORIES: dict[Dagsoort, str] = {
    "verloopt": "Verloopt", "actie": "Actie", "afwijking": "Afwijking",
}  # fmt: skip


@dataclass(frozen=True)
class Kalender:
    """The days of one organisation. Its name is in the calendar's own name, never in a day."""

    organisatie: str
    peildatum: date
    fictief: bool
    dagen: Sequence[Kalenderdag]


def kalender_text(kalender: Kalender) -> str:
    """The same bytes for the same days: nothing in it depends on the clock."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        PRODID,
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(f'Plan {kalender.organisatie}')}",
        f"X-WR-CALDESC:{escape(marking(fictief=kalender.fictief))}",
        *(line for dag in kalender.dagen for line in _event(kalender, dag)),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold(line)}\r\n" for line in lines)


def _event(kalender: Kalender, dag: Kalenderdag) -> Iterator[str]:
    titel = f"FICTIEF: {dag.titel}" if kalender.fictief else dag.titel
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(kalender.organisatie, dag.kenmerk)}"
    yield f"DTSTAMP:{_day(kalender.peildatum)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(dag.dag)}"
    if dag.dag < date.max:
        yield f"DTEND;VALUE=DATE:{_day(next_day(dag.dag))}"
    yield f"SUMMARY:{escape(titel)}"
    yield f"DESCRIPTION:{escape(dag.tekst)}"
    yield f"CATEGORIES:{_CATEGORIES[dag.soort]}"
    yield "CLASS:CONFIDENTIAL"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _uid(organisatie: str, kenmerk: str) -> str:
    """The same for the same thing in a later calendar, so that it moves instead of doubling."""
    return hashlib.sha256(f"{organisatie}\n{kenmerk}".encode()).hexdigest()[:32] + "@weerbaar"


def escape(text: str) -> str:
    """A value of type TEXT; what cannot be printed has no place in it."""
    plain = " ".join(text.split())
    plain = clean(plain, len(plain))
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain


def fold(line: str) -> str:
    """A line in pieces of at most 75 octets; no character is cut in two."""
    pieces, size = [""], 0
    for char in line:
        octets = len(char.encode())
        if size + octets > MAX_OCTETS:
            pieces.append(" ")
            size = 1
        pieces[-1] += char
        size += octets
    return "\r\n".join(pieces)


def write_kalender(path: Path, text: str) -> None:
    """Write a calendar; only a calendar of ours is ever replaced."""
    if path.suffix.lower() != ENDING:
        message = f"«{shown_path(path)}» is geen naam voor een kalender"
        raise WeerbaarError(message, tip=f"Kies een naam die eindigt op {ENDING}.")
    if not path.exists():
        write_new(path, text, "--ics", private=True)
        return
    if not _is_ours(path):
        message = f"«{shown_path(path)}» is geen kalender van weerbaar en blijft zoals hij is"
        raise WeerbaarError(message, tip="Kies een andere naam.")
    write_changed(path, text, private=True)


def _is_ours(path: Path) -> bool:
    return PRODID.encode() in begin_of(path, _NEAR)
