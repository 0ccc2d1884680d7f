"""A report on paper: one PDF that is both an archive copy (PDF/A-2a) and accessible (PDF/UA-1).

typst sets it, and refuses a picture without a text beside it or a heading that skips a level.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from weerbaar_cli.blad.blad import Blad, Grafiek
from weerbaar_cli.blad.data import (
    LONG_WORD,
    TEKENS,
    WAARMERK,
    WOORDEN,
    ZICHTBAAR,
    Omzetter,
    kept_whole,
    pieces_of,
    plain,
)
from weerbaar_cli.errors import WeerbaarError, missing_part
from weerbaar_cli.formats.grafiek import ROOM, drawer_of
from weerbaar_cli.formats.vormen import MERKTEKEN, Gemaakt, Opmaak
from weerbaar_cli.model.budget import has_room
from weerbaar_cli.model.strict import clean

if TYPE_CHECKING:
    from weerbaar_cli.blad.view import View

# Bars of a few characters, beside the figures that they draw: no font of paper has them.
BALKEN = dict.fromkeys(map(ord, "▁▂▃▄▅▆▇█"))
# What stands in for a character that no font of ours can draw; one such would stop a PDF/A.
UNDRAWABLE = "□"
MOST_SHOWN = 10
# What typst asks besides. Most is asked by texts that stand apart, such as the cells of a table,
# however short they are.
PER_TEXT, PER_CHARACTER = 20_000, 200
MOST = 800_000_000
# A report of more pages than this says what is in it.
LANG = 8
# A last page that ends above this has next to nothing on it; in millimetres, of 297.
WEINIG = 70
Zetsel = dict[str, str]  # what is set, and how
CONSTANTS = {
    "tekens": TEKENS, "woorden": WOORDEN, "merkteken": MERKTEKEN, "lang": LANG,
    "waarmerk": WAARMERK[1],
}  # fmt: skip
# Here a word may be broken; it draws nothing.
JOINT = "\u200b"


class Lettertypen(Struct, frozen=True):
    """The folder with fonts, and the characters that they can draw."""

    map: Path
    tekens: frozenset[int]


class Drukwerk(Struct, frozen=True):
    """The bytes of the PDF, and which characters were replaced, with how often."""

    inhoud: bytes
    vervangen: Mapping[str, int]


def write(view: View, opmaak: Opmaak) -> Gemaakt:
    """The PDF; its word is which characters could not be drawn, never where they stood."""
    ours = opmaak.bronnen.read_sjablonen()
    fonts = opmaak.bronnen.font_folder()
    lettertypen = Lettertypen(fonts, read_ranges(opmaak.bronnen.read_tekens(fonts)))
    found = to_pdf(view.blad(), ours["blad.typ"], lettertypen, drawer_of(ours["blad.css"]))
    shown = " ".join(clean(char) for char in list(found.vervangen)[:MOST_SHOWN])
    number = sum(found.vervangen.values())
    words = f"In de PDF staat □ voor {number} tekens die het lettertype niet kent: {shown}"
    return Gemaakt((found.inhoud,), words if number else "")


def read_ranges(text: str) -> frozenset[int]:
    """Characters written as hexadecimal numbers, alone or from-to, between spaces."""
    found: set[int] = set()
    for word in text.split():
        first, _, last = word.partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


def to_pdf(
    blad: Blad, template: str, lettertypen: Lettertypen, draw: Callable[[Grafiek], str]
) -> Drukwerk:
    """The PDF of a report; the same report gives the same bytes.

    `draw` makes the picture of a chart: SVG that needs no style of a page. Raises WeerbaarError
    when typst is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise missing_part("voor een PDF", "pdf", "Of maak een .html en druk die af.") from error
    gezet = Gezet(lettertypen.tekens, draw)
    omzetter = Omzetter(gezet.text, gezet.picture)
    data = json.dumps({**omzetter.convert(blad), **CONSTANTS}, ensure_ascii=False)
    if not has_room(ROOM + gezet.memory):
        raise MemoryError
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[lettertypen.map]
    )
    ends = partial(_ends, partial(typst.query, template.encode(), font_paths=fonts))
    inputs = {"blad": data}
    content = typst.compile(
        template.encode(),
        format="pdf",
        font_paths=fonts,
        sys_inputs=_spare_a_page(ends, inputs) if blad.een_regel else inputs,
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.combine(blad.datum, time(), UTC),
    )
    return Drukwerk(content, dict(sorted(gezet.replaced.items())))


def _spare_a_page(ends: Callable[[Zetsel], tuple[int, float]], inputs: Zetsel) -> Zetsel:
    """Set tighter where the last page has next to nothing, such as its codes, and then falls away.

    Of a report that is handed out; one with a table of codes has these to read on its last page.
    """
    pages, down = ends(inputs)
    tight = {**inputs, "krap": "ja"}
    return tight if pages > 1 and down < WEINIG and ends(tight)[0] < pages else inputs


def _ends(query: Callable[..., str], inputs: Zetsel) -> tuple[int, float]:
    """How many pages there are, and how far down the last is filled, in millimetres."""
    pages, down = json.loads(query("<einde>", field="value", one=True, sys_inputs=inputs))
    return pages, down


class Gezet:
    """The texts and pictures of a report as typst gets them, and how much memory they will ask."""

    def __init__(self, known: frozenset[int], draw: Callable[[Grafiek], str]) -> None:
        self._known, self._draw = known, draw
        self._seen: set[str] = set()  # characters that were found to draw
        self.replaced: Counter[str] = Counter()
        self.memory = 0

    def text(self, text: str) -> str:
        """What of it can be drawn, with figures kept whole and long names that can be broken."""
        shown = kept_whole(self._drawable(text))
        return self._counted(LONG_WORD.sub(_with_joints, shown))

    def picture(self, grafiek: Grafiek) -> str:
        """A chart; its letters were chosen with it."""
        return self._counted(self._draw(grafiek))

    def _counted(self, text: str) -> str:
        self.memory += PER_TEXT + PER_CHARACTER * len(text)
        if self.memory > MOST:
            tip = "Maak een .html of .docx, of kies één raamwerk met --raamwerk."
            raise WeerbaarError("dit rapport is te groot voor een PDF", tip=tip)
        return text

    def _drawable(self, text: str) -> str:
        shown = unicodedata.normalize("NFC", plain(text).translate(BALKEN))
        shown = shown.replace(ZICHTBAAR, UNDRAWABLE)
        if (signs := set(shown)) <= self._seen:
            return shown
        unseen = {char for char in signs if not _is_visible(char)}
        drawn = {char for char in signs - unseen if ord(char) in self._known or char.isspace()}
        undrawable = signs - unseen - drawn
        for char in undrawable:
            self.replaced[char] += shown.count(char)
        self._seen |= drawn
        other = dict.fromkeys(map(ord, unseen), "")
        return shown.translate(other | dict.fromkeys(map(ord, undrawable), UNDRAWABLE))


def _with_joints(found: re.Match[str]) -> str:
    return JOINT.join(pieces_of(found[0]))


def _is_visible(char: str) -> bool:
    """Whether a character draws or parts words; marks that only steer a program do neither."""
    return char.isspace() or unicodedata.category(char) not in ("Cc", "Cf")
