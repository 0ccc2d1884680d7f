"""A chart as a picture that stands alone: SVG for paper, and dots for a document of Word."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

from weerbaar_cli.blad.blad import Grafiek, Vulling
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.formats.grafiek import LETTER, draw_beeld, filling

BREEDTE = 640
VAK, RIJ = 18, 24
_ROOT = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
_PROPERTY = re.compile(r"(--[\w-]+):\s*([^;]+);")
_VAR = re.compile(r"var\((--[\w-]+)(?:,\s*([^()]*))?\)")
# The rules of the style sheet that draw a chart: on whole lines of their own there.
_RULE = re.compile(r"^(?:svg (?:text|\.[\w-]+)|\.(?:[vpn]-\w+|rand|as|band|stip|trend)) \{.*\}$")
_SVG_TEXT = re.compile(r"^svg (?=\.|text)", re.MULTILINE)
DEEPEST = 9


def drawer_of(css: str) -> Callable[[Grafiek], str]:
    """What draws a chart in the colours of this style sheet."""
    style = chart_style(css)
    return lambda grafiek: draw_alone(grafiek, style)


def chart_style(css: str) -> str:
    """The rules for charts, with the light colours of the style sheet filled in."""
    root = _ROOT.search(css)
    colours: dict[str, str] = dict(_PROPERTY.findall(root[1])) if root else {}
    rules = "\n".join(line for line in css.splitlines() if _RULE.match(line))
    for _ in range(DEEPEST):  # a colour may fall back on another
        if not _VAR.search(rules):
            break
        rules = _VAR.sub(lambda found: colours.get(found[1], found[2] or "currentColor"), rules)
    return _SVG_TEXT.sub("", rules)


def draw_alone(grafiek: Grafiek, style: str) -> str:
    """The picture as SVG, with its legend below it; `style` comes from `chart_style`."""
    found = draw_beeld(grafiek, "g")
    wide = max(BREEDTE, found.breedte)
    legend, height = _legend(found.legenda, wide, found.hoogte + 8)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide + 2}" height="{height + 2}" '
        f"font-family=\"'Noto Sans', 'Noto Sans Symbols2'\"><style>{style}</style>"
        # A pixel around it, for the frame of what reaches the edge.
        f'<svg x="1" y="1" width="{wide}" height="{height}" overflow="visible">'
        f"{found.vormen}{legend}</svg></svg>"
    )


def _legend(entries: tuple[tuple[Vulling, str], ...], wide: int, top: int) -> tuple[str, int]:
    """The legend in rows that fit, and where it ends."""
    shapes, left = [], 0
    for kind, words in entries:
        need = VAK + 8 + int(len(words) * LETTER) + 18
        if left and left + need > wide:
            left, top = 0, top + RIJ
        box = f'x="{left + 1}" y="{top + 1}" width="{VAK - 2}" height="{VAK - 2}"'
        shapes.append(f'<rect {box} {filling("g", kind)}/><rect class="rand" {box}/>')
        shapes.append(f'<text x="{left + VAK + 6}" y="{top + 14}">{escape(words)}</text>')
        left += need
    return "".join(shapes), top + (RIJ if entries else 0)


DOTS_PER_INCH = 200.0
_SOURCE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")"""


def to_png(svg: str, lettertypen: Path) -> bytes:
    """A PNG; the same drawing gives the same bytes. `lettertypen` is the folder with our fonts."""
    try:
        import typst
    except ImportError as error:
        tip = 'Installeer het in de map van weerbaar: pip install ".[word]".'
        raise WeerbaarError("voor plaatjes ontbreekt het onderdeel [word]", tip=tip) from error
    return typst.compile(
        _SOURCE,
        format="png",
        ppi=DOTS_PER_INCH,
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[lettertypen]
        ),
        sys_inputs={"svg": svg},
    )
