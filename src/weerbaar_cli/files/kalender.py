"""A calendar file (RFC 5545): its text, and how it gets on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bestand import begin_of, read_at_most
from weerbaar_cli.files.vinden import shown_path
from weerbaar_cli.model.bevinding import in_print
from weerbaar_cli.model.budget import MAX_BYTES
from weerbaar_cli.model.doelgroep import marking
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import next_day
from weerbaar_cli.model.uitkomsten.plan import Dagsoort, Kalenderdag

ENDING = ".ics"
PRODID = "PRODID:-//weerbaar//plan//NL"
NAAM = "X-WR-CALNAME:"
MAX_OCTETS = 75
START, CANCELLED = "DTSTART;VALUE=DATE:", "STATUS:CANCELLED"
OWN = ("UID", "DTSTAMP", "SEQUENCE")
# Within these bytes a calendar says who made it.
_NEAR = 2_000
_CATEGORIES: dict[Dagsoort, str] = {
    "verloopt": "Verloopt", "actie": "Actie", "afwijking": "Afwijking",
}  # fmt: skip


class Kalender(NamedTuple):
    """The days of one organisation. Its name is in the calendar's own name, never in a day."""

    organisatie: str
    fictief: bool
    dagen: Sequence[Kalenderdag]


class Kalenderafspraak(NamedTuple):
    """One event: its lines without the two that say when and how often it changed."""

    uid: str
    regels: tuple[str, ...]
    stempel: str
    reeks: int = 0

    def next(self, regels: tuple[str, ...], stempel: str) -> Kalenderafspraak:
        """The same as it is now; a program takes it for a change only by a higher number."""
        if regels == self.regels:
            return self
        return Kalenderafspraak(self.uid, regels, stempel, self.reeks + 1)

    def lines(self) -> Iterator[str]:
        """As it stands in the file."""
        yield "BEGIN:VEVENT"
        yield f"UID:{self.uid}"
        yield f"DTSTAMP:{self.stempel}"
        yield f"SEQUENCE:{self.reeks}"
        yield from self.regels
        yield "END:VEVENT"


def kalender_text(kalender: Kalender, now: datetime, eerder: str = "") -> str:
    """The calendar, made at `now` (in UTC), in the place of an earlier one with this text.

    What did not change keeps its stamp and number, so the same days give the same bytes again;
    what changed has the next number; what is gone and still to come is cancelled.

    Raises WeerbaarError when the earlier one is of another organisation: of that one nothing may
    come along, not even as cancelled.
    """
    naam = f"{NAAM}{escape(f'Plan {kalender.organisatie}')}"
    if eerder and naam not in eerder.replace("\r\n ", "").split("\r\n"):
        message = "de kalender die er al staat, is niet van deze organisatie en blijft zoals hij is"
        raise WeerbaarError(message, tip="Kies een andere naam.")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        PRODID,
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        naam,
        f"X-WR-CALDESC:{escape(marking(fictief=kalender.fictief))}",
        *(line for one in _afspraken(kalender, now, eerder) for line in one.lines()),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold(line)}\r\n" for line in lines)


def _afspraken(kalender: Kalender, now: datetime, eerder: str) -> Iterator[Kalenderafspraak]:
    stempel, today = f"{now:%Y%m%dT%H%M%SZ}", f"{now:%Y%m%d}"
    before = {one.uid: one for one in _read_afspraken(eerder)}
    for dag in kalender.dagen:
        uid, regels = _uid(kalender.organisatie, dag.kenmerk), tuple(_event(kalender, dag))
        known = before.pop(uid, None)
        yield known.next(regels, stempel) if known else Kalenderafspraak(uid, regels, stempel)
    for gone in before.values():
        still = next((one[-8:] for one in gone.regels if one.startswith(START)), "")
        if still >= today:
            rest = tuple(one for one in gone.regels if one != CANCELLED)
            yield gone.next((*rest, CANCELLED), stempel)


def _read_afspraken(text: str) -> Iterator[Kalenderafspraak]:
    for part in text.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]:
        lines = part.partition("END:VEVENT")[0].split("\r\n")[:-1]
        own = {key: value for key, _, value in (one.partition(":") for one in lines) if key in OWN}
        regels = tuple(one for one in lines if one.partition(":")[0] not in OWN)
        reeks = own.get("SEQUENCE", "0")
        if "UID" in own:
            number = int(reeks) if reeks.isascii() and reeks.isdigit() and len(reeks) < 9 else 0
            yield Kalenderafspraak(own["UID"], regels, own.get("DTSTAMP", ""), number)


def _event(kalender: Kalender, dag: Kalenderdag) -> Iterator[str]:
    titel = f"FICTIEF: {dag.titel}" if kalender.fictief else dag.titel
    yield f"{START}{_day(dag.dag)}"
    if dag.dag < date.max:
        yield f"DTEND;VALUE=DATE:{_day(next_day(dag.dag))}"
    yield f"SUMMARY:{escape(in_print(titel))}"
    yield f"DESCRIPTION:{escape(in_print(dag.tekst))}"
    yield f"CATEGORIES:{_CATEGORIES[dag.soort]}"
    yield "CLASS:CONFIDENTIAL"
    yield "TRANSP:TRANSPARENT"


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


def read_kalender(path: Path) -> str:
    """The text of the calendar that will be replaced; empty where there is none.

    Raises WeerbaarError for a name or a file that is none of ours.
    """
    if path.suffix.lower() != ENDING:
        message = f"«{shown_path(path)}» is geen naam voor een kalender"
        raise WeerbaarError(message, tip=f"Kies een naam die eindigt op {ENDING}.")
    if path.is_symlink() and not path.exists():
        message = f"«{shown_path(path)}» bestaat al en wordt niet overschreven"
        raise WeerbaarError(message, tip="Kies een andere naam met --ics.")
    if path.exists() and not _is_ours(path):
        message = f"«{shown_path(path)}» is geen kalender van weerbaar en blijft zoals hij is"
        raise WeerbaarError(message, tip="Kies een andere naam.")
    if not path.exists():
        return ""
    text = (read_at_most(path, MAX_BYTES) or b"").decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _is_ours(path: Path) -> bool:
    return PRODID.encode() in begin_of(path, _NEAR)
