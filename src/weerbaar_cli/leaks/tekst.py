"""Texts in files of keys and values: JSON, and calendars with their folded lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weerbaar_cli.leaks.plaats import Regels
from weerbaar_cli.leaks.tekstdeel import Tekstdeel, Tekststuk

if TYPE_CHECKING:
    from weerbaar_cli.leaks.uitlezen import Uitgelezen

_JSON_TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"(\s*:)?')
_FOLD = re.compile(r"\r?\n[ \t]")


def read_json(text: str, found: Uitgelezen) -> None:
    """Every key and every value, also of a file that breaks off half-way."""
    regels = Regels(text)
    for match in _JSON_TEXT.finditer(text):
        waar = "sleutel" if match[2] else "waarde"
        found.add(waar, match[1], *regels.place(match.start(1)))


def read_ics(text: str, found: Uitgelezen) -> None:
    """The lines of a calendar, with those that were folded in one piece again."""
    regels, at = Regels(text), 0
    stukken = []
    for match in _FOLD.finditer(text):
        stukken.append(Tekststuk(text[at : match.start()], *regels.place(at)))
        at = match.end()
    stukken.append(Tekststuk(text[at:], *regels.place(at)))
    found.delen.append(Tekstdeel("tekst", tuple(stukken)))
