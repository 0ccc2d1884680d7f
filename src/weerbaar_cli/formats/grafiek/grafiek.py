"""Charts as inline SVG, drawn by hand: text keeps its size, bars take the width that there is.

Places along the page are shares of its width, so a chart is as readable at 320 pixels as on paper.
Colours are classes of the style sheet; a pattern and a number stand beside each.
"""

from __future__ import annotations

from typing import assert_never

from markupsafe import Markup

from weerbaar_cli.blad.blad import Grafiek, Lijn, Matrix, Spreiding, Stapel
from weerbaar_cli.formats.grafiek.lijn import draw_lijn
from weerbaar_cli.formats.grafiek.matrix import draw_matrix
from weerbaar_cli.formats.grafiek.spreiding import draw_spreiding
from weerbaar_cli.formats.grafiek.stapel import draw_stapel
from weerbaar_cli.formats.grafiek.svg import Tekening, legend, text, width_of


def draw(grafiek: Grafiek, name: str) -> Markup:
    """The chart with its title and description, and below it what its parts mean."""
    found = draw_beeld(grafiek, name)
    size = f'width="{width_of(found.breedte)}" height="{found.hoogte}"'
    svg = (
        f'<svg role="img" aria-labelledby="{name}-titel {name}-uitleg" {size} '
        'xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-titel">{text(grafiek.titel)}</title>'
        f'<desc id="{name}-uitleg">{text(grafiek.beschrijving)}</desc>'
        f"{found.vormen}</svg>"
    )
    if found.breedte:
        frame = f'<div class="tabel" role="region" tabindex="0" aria-labelledby="{name}-titel">'
        svg = f"{frame}{svg}</div>"
    return Markup(svg + legend(name, found.legenda))


def draw_beeld(grafiek: Grafiek, name: str) -> Tekening:
    """The shapes alone; `name` keeps the ids of patterns apart on a page with more charts."""
    match grafiek.beeld:
        case Stapel() as stapel:
            return draw_stapel(stapel, name)
        case Spreiding() as spreiding:
            return draw_spreiding(spreiding)
        case Lijn() as lijn:
            return draw_lijn(lijn)
        case Matrix() as matrix:
            return draw_matrix(matrix, name)
        case _:
            assert_never(grafiek.beeld)
