"""A Blad as Markdown that reads well raw, and on GitHub and GitLab."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup

from weerbaar_cli.blad.blad import Blad, Webadres
from weerbaar_cli.blad.data import one_line
from weerbaar_cli.formats.sjablonen.omgeving import VERTAALD, Sjabloonomgeving, render, translate
from weerbaar_cli.formats.vormen import MERKTEKEN, Gemaakt, Opmaak

if TYPE_CHECKING:
    from weerbaar_cli.blad.view import View

_NO_SLUG = re.compile(r"[^\w\- ]")
_BLANK_LINES = re.compile(r"\n{3,}")


MEMO = "blad.md.j2"


def write(view: View, opmaak: Opmaak) -> Gemaakt:
    """The page as Markdown, by our templates or those of a municipality."""
    VERTAALD["markdown", False].gebouwd = opmaak.bronnen.read_vertaald()
    text = to_markdown(view.blad(), opmaak.bronnen.read_sjablonen(), opmaak.sjablonen)
    return Gemaakt((text.encode(),))


def translate_memo(sjablonen: Mapping[str, str]) -> dict[str, bytes]:
    """The templates of Markdown as code, so that a report need not begin with that."""
    return translate(_make_environment(sjablonen), ".md.j2")


def to_markdown(
    blad: Blad, sjablonen: Mapping[str, str], eigen: Mapping[str, str] | None = None
) -> str:
    """The whole report; one of their own templates must still be what a report promises to be."""
    text = render(make_markdown_environment(blad, sjablonen, eigen), MEMO, blad)
    text = f"{_no_gaps(text)}\n"
    if eigen:
        from weerbaar_cli.formats.sjablonen.belofte import check_memo  # late: ours keep it

        check_memo(text, blad, eigen)
    return text


def make_markdown_environment(
    blad: Blad, sjablonen: Mapping[str, str], eigen: Mapping[str, str] | None = None
) -> Sjabloonomgeving:
    """What the templates of the Markdown can use."""
    environment, places = _make_environment(sjablonen, eigen), anchors(blad)
    environment.globals |= {
        "rang": tuple(Markup("#" * min(depth, 6)) for depth in range(12)),
        "merkteken": Markup(MERKTEKEN),
        # Only what a Webadres let through: none of its letters means anything in Markdown.
        "adres": lambda wat: Markup(wat.adres if isinstance(wat, Webadres) else ""),
        "plaats": lambda anker: Markup(places.get(anker, "") if isinstance(anker, str) else ""),
    }
    return environment


def _make_environment(
    sjablonen: Mapping[str, str], eigen: Mapping[str, str] | None = None
) -> Sjabloonomgeving:
    """What is the same for every page."""
    environment = Sjabloonomgeving("markdown", sjablonen, eigen)
    environment.filters["citaat"] = environment.weighed(_quote)
    environment.filters["inspringen"] = environment.weighed(_indent)
    return environment


def _no_gaps(text: str) -> str:
    return _BLANK_LINES.sub("\n\n", text).strip()


def anchors(blad: Blad) -> dict[str, str]:
    """Per anchor of a section the name that GitHub and GitLab give to its heading."""
    found: dict[str, str] = {}
    seen = {_slug(blad.titel): 0}
    for _, sectie in blad.walk():
        slug = _slug(sectie.kop)
        seen[slug] = seen.get(slug, -1) + 1
        found[sectie.anker] = f"{slug}-{seen[slug]}" if seen[slug] else slug
    return found


def _slug(kop: str) -> str:
    return _NO_SLUG.sub("", one_line(kop).lower()).replace(" ", "-")


def _quote(text: str) -> Markup:
    """Every line as a line of a quotation; the text is finished Markdown."""
    lines = str(text).strip().split("\n")
    return Markup("\n".join(f"> {line}".rstrip() for line in lines) + "\n")


def _indent(text: str) -> Markup:
    """Every line one level deeper in a list; spaces of a value are drawn together before that."""
    return Markup("".join(f"  {line}\n" for line in str(text).split("\n") if line))
