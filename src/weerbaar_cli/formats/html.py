"""A Blad as one HTML page that needs nothing from outside and runs nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from weerbaar_cli.blad.blad import Blad, Sectie
from weerbaar_cli.blad.data import plain
from weerbaar_cli.formats.grafiek import draw
from weerbaar_cli.formats.html_blad import (
    BEGIN_VAN_PAGINA,
    has_filter,
    is_in_orde,
    past,
    with_dates,
)
from weerbaar_cli.formats.huisstijl import (
    EIGEN_KLEUR,
    check_huisstijl,
    is_coloured,
    strip_comments,
    themes_of,
)
from weerbaar_cli.formats.sjablonen.omgeving import VERTAALD, Sjabloonomgeving, render, translate
from weerbaar_cli.formats.vormen import MERKTEKEN, Gemaakt, Opmaak

if TYPE_CHECKING:
    from weerbaar_cli.blad.view import View

# More lines than this make a table of contents that nobody reads; then only chapters are named.
INHOUD_REGELS = 16
# With fewer chapters than this there is nothing to look up.
INHOUD_VANAF = 3
_BODY = re.compile("<body[^<>]*>", re.IGNORECASE)
# What a head says before any style, the mark by which a report is known among it; of what is
# written otherwise it is not certain where it ends.
_TOLD = re.compile(
    r'(?:\s*(?:<meta(?:\s+[\w-]+="[^"<>]*")*\s*>|<title>[^<>]*</title>))+', re.IGNORECASE
)
_AROUND_SIGN = re.compile(r"\s*([{};,>])\s*")


PAGINA = "blad.html.j2"
STIJL = "blad.css"
VOOR_WIE = "voor-wie.css"


def write(view: View, opmaak: Opmaak) -> Gemaakt:
    """One page that stands alone, in our style and then that of a municipality."""
    ours = opmaak.bronnen.read_sjablonen()
    VERTAALD["html", False].gebouwd = opmaak.bronnen.read_vertaald()
    return Gemaakt((to_html(view.blad(), ours, opmaak.stijl, opmaak.sjablonen).encode(),))


def translate_page(sjablonen: Mapping[str, str]) -> dict[str, bytes]:
    """The templates of the page as code, so that a report need not begin with that."""
    return translate(make_html_environment(sjablonen), ".html.j2")


def to_html(
    blad: Blad,
    sjablonen: Mapping[str, str],
    huisstijl: str = "",
    eigen: Mapping[str, str] | None = None,
) -> str:
    """The whole page; `huisstijl` is the style sheet of a municipality, which comes last.

    A page that was made with templates of its own must still be what a report promises to be.
    """
    text = render(make_html_environment(sjablonen, huisstijl, eigen), PAGINA, blad)
    if eigen:
        from weerbaar_cli.formats.sjablonen.belofte import check_pagina  # late: ours keep it

        check_pagina(text, blad, eigen)
    return _say_for_whom(text, blad, _tight(sjablonen[VOOR_WIE]))


def _say_for_whom(text: str, blad: Blad, style: str) -> str:
    """The page with the line that no style can take away: first in it, and so is its style."""
    # Ours has both, and of others it is checked.
    body, begin = next(_BODY.finditer(text)), next(BEGIN_VAN_PAGINA.finditer(text))
    head = _TOLD.match(text, begin.end())
    first = begin.end() if head is None else head.end()
    line = voor_wie(blad)
    rest = text[body.end() :]
    if not rest.lstrip().startswith(line):
        rest = f"\n{line}{rest}"
    return f"{text[:first]}\n<style>\n{style}\n</style>{text[first : body.end()]}{rest}"


def voor_wie(blad: Blad) -> Markup:
    """For whom a page is, and whether it is invented; nothing on one that is for everyone."""
    parts = (("b", "fictief", blad.fictief), ("span", "vertrouwelijk", blad.vertrouwelijk))
    said = "".join(
        f'<{tag} class="{name}">{escape(plain(words))}</{tag}>'
        for tag, name, words in parts
        if words
    )
    if not said:
        return Markup("")
    return Markup(f'<section class="voor-wie" aria-label="Voor wie dit is"><p>{said}</p></section>')


def make_html_environment(
    sjablonen: Mapping[str, str], huisstijl: str = "", eigen: Mapping[str, str] | None = None
) -> Sjabloonomgeving:
    """What the templates of the page can use."""
    check_huisstijl(huisstijl)
    environment = Sjabloonomgeving("html", sjablonen, eigen)
    style = f"{_style(sjablonen[STIJL], eigen or {})}\n{strip_comments(huisstijl).strip()}".strip()
    environment.globals |= {
        "stijl": Markup(style),
        "themas": (*themes_of(huisstijl), *((EIGEN_KLEUR,) if is_coloured(huisstijl) else ())),
        "merkteken": MERKTEKEN,
        "nummer": partial(next, count(1)),
        "teken": draw,
        "voor_wie": voor_wie,
        "in_orde": is_in_orde,
        "met_filter": has_filter,
        "past": past,
        "tijd": with_dates,
        "inhoudsopgave": contents,
    }
    return environment


def _style(ours: str, eigen: Mapping[str, str]) -> str:
    """Our own style sheet, or the one that takes its place; of that we know less."""
    for place, css in eigen.items():
        if place.endswith(f"/{STIJL}") and css != ours:
            check_huisstijl(css, place)
            return strip_comments(css).strip()
    return _tight(ours)


def contents(blad: Blad) -> tuple[tuple[int, Sectie], ...]:
    """What the table of contents names, with the depth of each: chapters and their parts."""
    if blad.een_bladzijde or len(blad.secties) < INHOUD_VANAF:
        return ()
    both = tuple((depth, one) for depth, one in blad.walk() if depth <= 2)
    return both if len(both) <= INHOUD_REGELS else tuple((1, one) for one in blad.secties)


def _tight(css: str) -> str:
    """Our own style sheet without comments and needless space; a string in it has no such signs."""
    lines = (line.strip() for line in strip_comments(css).splitlines())
    short = _AROUND_SIGN.sub(r"\1", " ".join(lines)).replace(": ", ":").replace(";}", "}")
    return short.replace("}", "}\n").strip()
