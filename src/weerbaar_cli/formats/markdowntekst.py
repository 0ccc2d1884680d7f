"""Text as Markdown shows it, on GitHub and GitLab alike: no sign of it is a mark."""

from __future__ import annotations

import re

from markupsafe import Markup

from weerbaar_cli.blad.tekst import plain

_MARKS = re.compile(r"[\\`*_~\[\]|#!]")
_SPACES = re.compile(r"[^\S\n\u00a0]+")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# What becomes a mention, a link, a formula, a picture or a change only after the page is made,
# where a backslash no longer helps: a tag of its own keeps the sign apart from its neighbours.
_LATE = re.compile(
    r"@(?=\w)|:(?=//)|(?<=www)\.|:(?=[\w+-]+:)|\{(?=[+-])|(?<=[+-])\}|\$|(?<=mailto):",
    re.IGNORECASE,
)
# What makes a list, a heading or a rule when it comes first.
_FIRST = re.compile(r"^( ?)(?:([-+=]|[.)](?= ))|(\d{1,9})([.)]))")


def escape_markdown(text: str) -> Markup:
    """Text on one line of Markdown; a break in it stays a break, a space at its end a space."""
    lines = (_SPACES.sub(" ", line) for line in plain(text).split("\n"))
    return Markup("<br>".join(_escape_line(line) for line in lines if line))


def _escape_line(line: str) -> str:
    line = _MARKS.sub(r"\\\g<0>", line)
    line = _ENTITY.sub("&amp;", line).replace("<", "&lt;").replace(">", "&gt;")
    line = _LATE.sub(r"<span>\g<0></span>", line)
    return _FIRST.sub(_escape_first, line)


def _escape_first(found: re.Match[str]) -> str:
    space, sign, number, dot = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{dot}"
