"""A report as PDF or Word: the templates, fonts and pictures brought together."""

from __future__ import annotations

from collections.abc import Callable

from weerbaar_cli.blad.blad import Blad, Grafiek
from weerbaar_cli.cli.console import say
from weerbaar_cli.files.lettertypen import font_folder, read_tekens
from weerbaar_cli.files.sjablonen import read_sjablonen
from weerbaar_cli.formats.grafiek.los import chart_style, draw_alone
from weerbaar_cli.model.strict import clean

MOST_SHOWN = 10


def make_pdf(blad: Blad) -> bytes:
    """The PDF; says which characters could not be drawn, never where they stood."""
    from weerbaar_cli.formats.pdf import Lettertypen, read_ranges, to_pdf  # late: typst

    sjablonen = read_sjablonen()
    lettertypen = Lettertypen(font_folder(), read_ranges(read_tekens(font_folder())))
    found = to_pdf(blad, sjablonen["blad.typ"], lettertypen, _drawer(sjablonen["blad.css"]))
    if found.vervangen:
        shown = " ".join(clean(char) for char in list(found.vervangen)[:MOST_SHOWN])
        number = sum(found.vervangen.values())
        say(f"In de PDF staat □ voor {number} tekens die het lettertype niet kent: {shown}")
    return found.inhoud


def make_word(blad: Blad, basis: bytes | None) -> bytes:
    """The Word document, in the styles of `basis` when there is one."""
    from weerbaar_cli.formats.plaatje import to_png  # late: typst and python-docx
    from weerbaar_cli.formats.word import to_word

    drawer = _drawer(read_sjablonen()["blad.css"])
    return to_word(blad, lambda one: to_png(drawer(one), font_folder()), basis)


def _drawer(css: str) -> Callable[[Grafiek], str]:
    style = chart_style(css)
    return lambda grafiek: draw_alone(grafiek, style)
