"""Texts in files of keys and values: JSON, and calendars with their folded lines."""

from __future__ import annotations

import re

from weerbaar_cli.leaks.uitgelezen import APART, Regels, Tekstdeel, Uitgelezen
from weerbaar_cli.model.budget import PIECE

# Without a way back: a string that never ends is read once.
_INSIDE = re.compile(r'[^"\\\n]*+(?:\\.[^"\\\n]*+)*+')
_COLON = re.compile(r'"\s*+:')
_ESCAPE = re.compile(r'\\([nrtbf"\\/])')
_FOLD = re.compile(r"\r?\n[ \t]")


def read_json(text: str, found: Uitgelezen) -> None:
    """Every key and every value, also of a file that breaks off half-way."""
    regels, keys, values = Regels(text), Tekstdeel("sleutel"), Tekstdeel("waarde")
    found.delen += [keys, values]
    at = text.find('"')
    while at >= 0:
        begin = at + 1
        end = _match_end(text, begin)
        deel = keys if _COLON.match(text, end) else values
        found.budget.take(PIECE)
        # What is written as a number is read later.
        deel.add(_ESCAPE.sub(_unescape, text[begin:end]) + APART, *regels.place(begin))
        at = text.find('"', end + 1)


def _match_end(text: str, begin: int) -> int:
    """Where a string ends: at its quote, at the end of the line, or of the file."""
    inside = _INSIDE.match(text, begin)
    return begin if inside is None else inside.end()


def _unescape(escape: re.Match[str]) -> str:
    """What an escape stands for, as long as it is itself, so that places stay right."""
    return f" {escape[1]}" if escape[1] in '"/' else "  "


def read_ics(text: str, found: Uitgelezen) -> None:
    """The lines of a calendar, with those that were folded in one piece again."""
    regels, at, deel = Regels(text), 0, Tekstdeel("tekst")
    found.delen.append(deel)
    for match in _FOLD.finditer(text):
        found.budget.take(PIECE)
        deel.add(text[at : match.start()], *regels.place(at))
        at = match.end()
    deel.add(text[at:], *regels.place(at))
