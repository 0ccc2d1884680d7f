"""Charts as inline SVG, drawn by hand: text keeps its size, bars take the width that there is.

Places along the page are shares of its width, so a chart is as readable at 320 pixels as on paper.
Colours are classes of the style sheet; a pattern and a number stand beside each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape, unescape
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, assert_never

from markupsafe import Markup
from msgspec import Struct

from weerbaar_cli.blad.blad import (
    Deel,
    Grafiek,
    Lijn,
    Punt,
    Spreiding,
    Stapel,
    Streep,
    Vulling,
    range_words,
)
from weerbaar_cli.blad.data import one_line
from weerbaar_cli.errors import missing_part
from weerbaar_cli.model.budget import has_room
from weerbaar_cli.model.tijd import dutch

# At 320 pixels a chart is 288 wide; a letter of 14 pixels takes about 7 of these.
SMALST = 288
SMALST_BREED = 600  # of what is only drawn on a wide page or on paper
LETTER = 7.4
REGEL = 19
# So many letters fit on a line at the smallest width, and on a page that is wide.
REGELLENGTE, BREDE_REGEL = 38, 84

# A pattern of 8 by 8 per kind; a kind without one is filled evenly.
PATRONEN: dict[Vulling, str] = {
    "voldoet": "",
    "deels": "M-2 2l4-4M0 8l8-8M6 10l4-4",
    "voldoet_niet": "M-2 6l4 4M0 0l8 8M6-2l4 4",
    "onbekend": "M2 2h1.5v1.5h-1.5zM6 6h1.5v1.5h-1.5z",
    "nvt": "M0 4h8",
    "onzeker": "M2 0v8M6 0v8",
}


class Tekening(Struct, frozen=True):
    """The shapes of a chart and its height; its width is that of the page."""

    vormen: str
    hoogte: int
    legenda: tuple[tuple[Vulling, str], ...] = ()


def _text(words: str) -> str:
    """Words inside an element, on one line and harmless."""
    return escape(one_line(words))


def number(value: float) -> str:
    """A number with at most two decimals, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def wrap(words: str, most: int = REGELLENGTE) -> list[str]:
    """Words on lines that fit the narrowest page; a word that is too long is cut in pieces."""
    lines: list[str] = []
    for word in _pieces(one_line(words).split(), most):
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def _pieces(words: Iterable[str], most: int) -> Iterator[str]:
    for word in words:
        yield from (word[start : start + most] for start in range(0, len(word), most))


def _label(lines: Sequence[str], top: int, klasse: str = "") -> str:
    """Lines of text at the left edge, below `top`."""
    kind = f' class="{klasse}"' if klasse else ""
    rows = (
        f'<text x="0" y="{top + REGEL * row + 14}"{kind}>{escape(line)}</text>'
        for row, line in enumerate(lines)
    )
    return "".join(rows)


def filling(name: str, vulling: Vulling) -> str:
    """The class or pattern that fills a part."""
    if PATRONEN[vulling]:
        return f'fill="url(#{name}-{vulling})"'
    return f'class="v-{vulling}"'


def _patterns(name: str, legenda: Iterable[tuple[Vulling, str]]) -> str:
    """The patterns of these kinds; ids carry the name of the chart, so that they stay unique."""
    found = (
        f'<pattern id="{name}-{kind}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<path class="v-{kind}" d="M0 0h8v8h-8z"/><path class="p-{kind}" d="{PATRONEN[kind]}"/>'
        "</pattern>"
        for kind, _ in legenda
        if PATRONEN[kind]
    )
    inside = "".join(found)
    return f"<defs>{inside}</defs>" if inside else ""


def _legend(name: str, entries: Sequence[tuple[Vulling, str]]) -> str:
    """What each pattern means, as a list of HTML that wraps on a narrow page."""
    if not entries:
        return ""
    items = (
        f'<li><svg aria-hidden="true" width="18" height="18"><rect x="1" y="1" width="16" '
        f'height="16" {filling(name, kind)}/><rect class="rand" x="1" y="1" width="16" '
        f'height="16"/></svg> {_text(words)}</li>'
        for kind, words in entries
    )
    return f'\n<ul class="legenda" role="list">{"".join(items)}</ul>'


def draw(grafiek: Grafiek, name: str) -> Markup:
    """The chart with its title and description, and below it what its parts mean.

    Where a wide page has room for another drawing there are both, and the style shows one. What
    fills their parts stands apart: of a drawing that is not shown it would not be found.
    """
    smal, breed = draw_beeld(grafiek, name), draw_beeld(grafiek, name, breed=True)
    shown = _svg(grafiek, name, smal)
    if smal.hoogte != breed.hoogte:
        shown = _svg(grafiek, name, smal, "smal") + _svg(grafiek, f"{name}b", breed, "breed")
    patterns = _patterns(name, smal.legenda)
    hidden = f'<svg aria-hidden="true" width="0" height="0">{patterns}</svg>' if patterns else ""
    return Markup(hidden + shown + _legend(name, smal.legenda))


def _svg(grafiek: Grafiek, name: str, found: Tekening, klasse: str = "") -> str:
    kind = f' class="{klasse}"' if klasse else ""
    return (
        f'<svg role="img" aria-labelledby="{name}-titel {name}-uitleg"{kind} width="100%" '
        f'height="{found.hoogte}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-titel">{_text(grafiek.tabel.bijschrift)}</title>'
        f'<desc id="{name}-uitleg">{_text(grafiek.beschrijving)}</desc>'
        f"{found.vormen}</svg>"
    )


def draw_beeld(grafiek: Grafiek, name: str, *, breed: bool = False) -> Tekening:
    """The shapes alone; `name` keeps the ids of patterns apart on a page with more charts.

    On a page that is `breed` a strip stands beside its name, and the name of a bar on one line.
    """
    match grafiek.beeld:
        case Stapel() as stapel:
            return _draw_stapel(stapel, name, breed=breed)
        case Spreiding() as spreiding:
            return _draw_spreiding(spreiding, NAAST if breed else ONDER)
        case Lijn() as lijn:
            return _draw_lijn(lijn)
        case _:
            assert_never(grafiek.beeld)


BALK_HOOG = 26
BALK_ONDER = 10


def _draw_stapel(stapel: Stapel, name: str, *, breed: bool) -> Tekening:
    """One bar below the other, all on one scale."""
    kinds = [kind for kind, _ in stapel.legenda]
    most = max((balk.totaal for balk in stapel.balken), default=0) or 1
    letters, least = (BREDE_REGEL, SMALST_BREED) if breed else (REGELLENGTE, SMALST)
    shapes, top = [], 0
    for balk in stapel.balken:
        lines = wrap(balk.naam, letters)
        shapes.append(_label(lines, top))
        top += REGEL * len(lines) + 4
        shapes.append(_draw_balk(balk.ordered(kinds), top, most, name, least))
        top += BALK_HOOG + BALK_ONDER
    return Tekening("".join(shapes), top, stapel.legenda)


def _draw_balk(delen: list[Deel], top: int, most: int, name: str, least: int) -> str:
    """The parts of a bar, with their number where that fits at the `least` width of a chart."""
    shapes, left = [], 0.0
    for deel in delen:
        width = 100 * deel.aantal / most
        box = f'x="{number(left)}%" y="{top}" width="{number(width)}%" height="{BALK_HOOG}"'
        shapes.append(f'<rect {box} {filling(name, deel.vulling)}/><rect class="rand" {box}/>')
        words = deel.woorden
        if least * width / 100 > LETTER * len(words) + 3:
            place = f'x="{number(left + width / 2)}%" y="{top + 18}"'
            shapes.append(f'<text class="in n-{deel.vulling}" {place}>{words}</text>')
        left += width
    return "".join(shapes)


class Baan(NamedTuple):
    """Where the strips of a chart lie, in shares of the width; `naast` is beside their names."""

    links: float
    breed: float
    naast: bool = False

    def place(self, value: int, most: int) -> float:
        """Where a value is marked."""
        return self.links + self.breed * value / (most or 1)


# A strip leaves room for «10–13 → 10–13 van 13» beside it: below its name also on a narrow page.
ONDER, NAAST = Baan(2.5, 42.0), Baan(51.0, 21.0, naast=True)
NAAMREGEL = 43  # letters of a name that has a strip beside it
STREEP_HOOG, STREEP_ONDER = 20, 12
TOEN_EN_NU = "".join(
    f'<circle class="{klasse}" cx="{left + 7}" cy="10" r="6"/>'
    f'<text x="{left + 18}" y="15">{words}</text>'
    for klasse, left, words in (("toen", 0, "was"), ("stip", 60, "nu"))
)


def _draw_spreiding(spreiding: Spreiding, baan: Baan) -> Tekening:
    """One strip below the other, and above them which dots are of the moment before."""
    shapes, top = [], 0
    if any(streep.was for streep in spreiding.strepen):
        shapes, top = [TOEN_EN_NU], STREEP_HOOG + STREEP_ONDER
    for streep in spreiding.strepen:
        lines = wrap(streep.naam, NAAMREGEL if baan.naast else REGELLENGTE)
        shapes.append(_label(lines, top))
        name = REGEL * len(lines)
        if baan.naast:
            shapes.append(_draw_streep(streep, top, baan))
            top += max(name, STREEP_HOOG) + 4
        else:
            shapes.append(_draw_streep(streep, top + name + 2, baan))
            top += name + 2 + STREEP_HOOG + STREEP_ONDER
    return Tekening("".join(shapes), top)


def _draw_streep(streep: Streep, top: int, baan: Baan) -> str:
    """What was stands as open dots behind the filled ones of now."""
    middle, right = top + STREEP_HOOG // 2, baan.links + baan.breed
    shapes = [f'<line class="as" {_ends(baan.links, right)} y1="{middle}" y2="{middle}"/>']
    for edge in (baan.links, right):
        shapes.append(f'<line class="as" {_ends(edge, edge)} y1="{top + 4}" y2="{top + 16}"/>')
    for klasse, values in (("toen", streep.was or ()), ("stip", (streep.laag, streep.hoog))):
        places = tuple(dict.fromkeys(baan.place(one, streep.van) for one in values))
        if len(places) == 2:
            band = "band" if klasse == "stip" else "toen"
            shapes.append(f'<line class="{band}" {_ends(*places)} y1="{middle}" y2="{middle}"/>')
        for place in places:
            shapes.append(f'<circle class="{klasse}" cx="{number(place)}%" cy="{middle}" r="6"/>')
    shapes.append(f'<text x="{number(right + 4)}%" y="{top + 15}">{streep.woorden}</text>')
    return "".join(shapes)


def _ends(start: float, end: float) -> str:
    return f'x1="{number(start)}%" x2="{number(end)}%"'


LIJN_LINKS, LIJN_BREED = 16.0, 70.0
LIJN_TOP, LIJN_HOOG, LIJN_HOOGTE = 30, 130, 190
# A date takes a quarter of a narrow page.
RUIMTE = 27.0


def _draw_lijn(lijn: Lijn) -> Tekening:
    """Moments stand apart as they do in time; dates are named where there is room."""
    places = [(_across(lijn.punten, punt), punt) for punt in lijn.punten]
    shapes = [_scale(lijn)]
    for (left, first), (right, second) in pairwise(places):
        ends = f'x1="{number(left)}%" y1="{number(_middle(first, lijn.van))}"'
        ends += f' x2="{number(right)}%" y2="{number(_middle(second, lijn.van))}"'
        shapes.append(f'<line class="trend" {ends}/>')
    shapes += [_draw_punt(place, punt, lijn.van) for place, punt in places]
    below = LIJN_TOP + LIJN_HOOG + 22
    shapes += [
        f'<text class="in" x="{number(place)}%" y="{below}">{dutch(punt.dag)}</text>'
        for place, punt in _named(places)
    ]
    return Tekening("".join(shapes), LIJN_HOOGTE)


def _scale(lijn: Lijn) -> str:
    """The lines of none and all, with what is counted above them."""
    lines = (
        f'<line class="as" x1="8%" x2="100%" y1="{place}" y2="{place}"/>'
        f'<text x="0" y="{place + 5}">{value}</text>'
        for value, place in ((lijn.van, LIJN_TOP), (0, LIJN_TOP + LIJN_HOOG))
    )
    return f'<text x="0" y="14">{_text(lijn.eenheid)}</text>{"".join(lines)}'


def _across(punten: tuple[Punt, ...], punt: Punt) -> float:
    first, last = punten[0].dag, punten[-1].dag
    if first == last:
        return LIJN_LINKS + LIJN_BREED / 2
    return LIJN_LINKS + LIJN_BREED * (punt.dag - first).days / (last - first).days


def _height(value: int, most: int) -> float:
    return LIJN_TOP + LIJN_HOOG * (1 - value / (most or 1))


def _middle(punt: Punt, most: int) -> float:
    return (_height(punt.laag, most) + _height(punt.hoog, most)) / 2


def _draw_punt(place: float, punt: Punt, most: int) -> str:
    across, top, bottom = number(place), _height(punt.hoog, most), _height(punt.laag, most)
    ends = f'x1="{across}%" x2="{across}%" y1="{number(top)}" y2="{number(bottom)}"'
    shapes = f'<line class="band" {ends}/>' if punt.laag != punt.hoog else ""
    for height in dict.fromkeys((top, bottom)):
        shapes += f'<circle class="stip" cx="{across}%" cy="{number(height)}" r="5"/>'
    words = range_words(punt.laag, punt.hoog)
    # Below the mark where above it there is no room.
    y = top - 10 if top > LIJN_TOP + 8 else bottom + 21
    return f'{shapes}<text class="in sterk" x="{across}%" y="{number(y)}">{words}</text>'


def _named(places: list[tuple[float, Punt]]) -> list[tuple[float, Punt]]:
    """The moments whose date is written: the last, the first, and what fits between."""
    if not places:
        return []
    kept = [places[-1]]
    for one in (places[0], *places[1:-1]):
        if all(abs(one[0] - other[0]) >= RUIMTE for other in kept):
            kept.append(one)
    return kept


BREEDTE = 640
VAK, RIJ = 18, 24
_ROOT = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
_PROPERTY = re.compile(r"(--[\w-]+):\s*([^;]+);")
_VAR = re.compile(r"var\((--[\w-]+)(?:,\s*([^()]*))?\)")
# The rules of the style sheet that draw a chart: on whole lines of their own there.
_RULE = re.compile(
    r"^(?:svg (?:text|\.[\w-]+)|\.(?:[vpn]-\w+|rand|as|band|stip|toen|trend)) \{.*\}$"
)
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


# Words with a rim: it is drawn letter by letter, each over the one before it; so beside a page they
# stand on a ground of their own.
_RIMMED = re.compile(r'<text class="in([^"]*)" x="([^"]*)" y="([^"]*)">([^<]*)</text>')


def _grounded(found: re.Match[str]) -> str:
    kind, x, y, words = found.groups()
    wide = number(LETTER * 1.15 * len(unescape(words)) + 4)
    place = f'width="{wide}" height="17" x="-{number(float(wide) / 2)}" y="-14"'
    ground = "" if "n-voldoet" in kind.split() else f'<rect class="v-nvt" {place} rx="3"/>'
    label = f'<text class="in{kind}" style="stroke: none" x="0" y="0">{words}</text>'
    return f'<svg x="{x}" y="{y}" overflow="visible">{ground}{label}</svg>'


def draw_alone(grafiek: Grafiek, style: str) -> str:
    """The picture as SVG, with its legend below it; `style` comes from `chart_style`."""
    found = draw_beeld(grafiek, "g", breed=True)
    legend, height = _legend_alone(found.legenda, found.hoogte + 8)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{BREEDTE + 2}" height="{height + 2}" '
        f"font-family=\"'Noto Sans', 'Noto Sans Symbols2'\"><style>{style}</style>"
        # A pixel around it, for the frame of what reaches the edge.
        f'<svg x="1" y="1" width="{BREEDTE}" height="{height}" overflow="visible">'
        f"{_patterns('g', found.legenda)}{_RIMMED.sub(_grounded, found.vormen)}{legend}</svg></svg>"
    )


def _legend_alone(entries: tuple[tuple[Vulling, str], ...], top: int) -> tuple[str, int]:
    """The legend in rows that fit, and where it ends."""
    shapes, left = [], 0
    for kind, words in entries:
        need = VAK + 8 + int(len(words) * LETTER) + 18
        if left and left + need > BREEDTE:
            left, top = 0, top + RIJ
        box = f'x="{left + 1}" y="{top + 1}" width="{VAK - 2}" height="{VAK - 2}"'
        shapes.append(f'<rect {box} {filling("g", kind)}/><rect class="rand" {box}/>')
        shapes.append(f'<text x="{left + VAK + 6}" y="{top + 14}">{escape(words)}</text>')
        left += need
    return "".join(shapes), top + (RIJ if entries else 0)


DOTS_PER_INCH = 200.0
# What typst asks: without it, it ends the whole program, and nobody can say why.
ROOM = 200_000_000
_SOURCE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")"""


def to_png(svg: str, lettertypen: Path) -> bytes:
    """A PNG; the same drawing gives the same bytes. `lettertypen` is the folder with our fonts."""
    try:
        import typst
    except ImportError as error:
        raise missing_part("voor plaatjes", "word") from error
    if not has_room(ROOM):
        raise MemoryError
    return typst.compile(
        _SOURCE,
        format="png",
        ppi=DOTS_PER_INCH,
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[lettertypen]
        ),
        sys_inputs={"svg": svg},
    )
