"""The style sheet of a municipality: colours and fonts, and nothing that reaches outside."""

from __future__ import annotations

import re

from weerbaar_cli.errors import WeerbaarError

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
NEWLINE = "\n"
_THEME = re.compile(r"\.([a-z][a-z0-9-]*-theme)\b")
# The class of a page that was coloured by more than tokens: our own dark colours do not fit there.
EIGEN_KLEUR = "eigen-kleur"
_COLOURED = re.compile(
    r"(?<![\w-])(?:background|(?:background-|border-)?color|fill)\s*:", re.IGNORECASE
)
_REFUSED = (
    (re.compile(r"[\x00-\x08\x0e-\x1f]"), "een stuurteken", "Bewaar het bestand als gewone tekst."),
    (re.compile(r"@import", re.IGNORECASE), "@import", "Zet de regels zelf in het bestand."),
    (re.compile(r"<"), "het teken <", "In een stylesheet hoort geen HTML."),
    (
        re.compile(r"@layer\b[^{};]*\bvoor-wie\b", re.IGNORECASE),
        "@layer voor-wie",
        "Die laag draagt de regel over de lezers. Geef uw eigen laag een andere naam.",
    ),
    (
        re.compile(r"::-webkit-scrollbar", re.IGNORECASE),
        "::-webkit-scrollbar",
        "Daarmee is een bladzijde onzichtbaar te maken. Haal deze regel weg.",
    ),
    (
        re.compile(r"(?:image-set|src|expression)\s*\(", re.IGNORECASE),
        "image-set(…), src(…) of expression(…)",
        "Haal deze regel weg.",
    ),
    (
        re.compile(r"url\((?!\s*[\"']?\s*(?:data:image/|#))", re.IGNORECASE),
        "url(…) naar buiten",
        "Een rapport laadt niets van buiten. Haal de regel weg of gebruik data:image/….",
    ),
)


def check_huisstijl(css: str, naam: str = "de huisstijl") -> None:
    """Raise WeerbaarError when the style sheet would load something or leave its place.

    `naam` is how it is called.
    """
    bare = _COMMENT.sub(_blank, css)
    if "/*" in bare:
        tip = "Sluit de opmerking af met */."
        raise WeerbaarError(f"{naam} heeft een opmerking die niet ophoudt", tip=tip)
    bare = _unescape(bare)
    for pattern, what, tip in _REFUSED:
        found = pattern.search(bare)
        if found is not None:
            line = (
                f" (regel {bare.count(NEWLINE, 0, found.start()) + 1})" if NEWLINE in bare else ""
            )
            raise WeerbaarError(f"{naam} bevat {what}{line}; dat mag niet", tip=tip)


def _blank(comment: re.Match[str]) -> str:
    return " " + NEWLINE * comment[0].count(NEWLINE)


def is_important(css: str) -> bool:
    """Whether it says so of anything; what is in comments or written with numbers included."""
    return "!important" in "".join(_unescape(_COMMENT.sub("", css)).lower().split())


def strip_comments(css: str) -> str:
    """The rules alone: what is checked is also what is used, so no comment can hide a rule."""
    return _COMMENT.sub(" ", css)


def themes_of(css: str) -> tuple[str, ...]:
    """The classes on which a theme of the NL Design System hangs its tokens."""
    return tuple(dict.fromkeys(_THEME.findall(strip_comments(css))))


def is_coloured(css: str) -> bool:
    """Whether it colours what is on the page itself and says nothing about a dark screen."""
    bare = _unescape(strip_comments(css))
    return _COLOURED.search(bare) is not None and "prefers-color-scheme" not in bare.lower()


def _unescape(css: str) -> str:
    """CSS can write any letter as a number; then `url` would not look like `url`."""
    return _ESCAPE.sub(_letter, css)


def _letter(found: re.Match[str]) -> str:
    if found[2] is not None:
        return found[2]
    number = int(found[1], 16)
    return chr(number) if number < 0x110000 else "\ufffd"
