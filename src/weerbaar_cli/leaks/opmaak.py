"""Texts in markup (HTML, SVG, and the XML of Word and Excel), each with what part it is."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from weerbaar_cli.leaks.tekstdeel import Tekstdeel, Tekststuk

if TYPE_CHECKING:
    from weerbaar_cli.leaks.uitlezen import Uitgelezen

# What stands in these is said apart; it is no running text.
_PARTS = {"title": "titel", "desc": "beschrijving", "style": "opmaak (CSS)", "script": "script"}
_ATTRIBUTES = {"alt": "alt-tekst", "title": "zweeftekst", "content": "meta", "href": "verwijzing"}
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
# Tags that do not part a word: of HTML, of SVG, and of a cell in Excel.
# fmt: off
_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "r", "rpr", "s", "samp", "small", "span", "strong", "sub", "sup", "t",
    "time", "tspan", "u", "var", "wbr",
))
# In Word and OpenDocument all but these are inside a paragraph.
_OFFICE = ("w:", "a:", "text:")
_OFFICE_BREAKS = frozenset((
    "w:p", "w:br", "w:tab", "w:tc", "w:cr", "a:p", "a:br", "text:p", "text:h", "text:tab",
    "text:line-break",
))
# fmt: on
# Between values that have nothing to do with each other; no name reaches across it.
_APART = "\n\0\0\0\0\n"


def read_markup(text: str, found: Uitgelezen) -> None:
    """The parts of a text in markup, also when it is broken."""
    reader = _Reader()
    try:
        reader.feed(text)
        reader.close()
    except AssertionError:  # what the parser says of a «<![» that it does not know
        found.skip("", "kapotte opmaak; verder alleen als platte tekst doorzocht")
    found.delen += reader.delen()


class _Reader(HTMLParser):
    """Collects; entities stay as they are, so that places stay right."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._apart: dict[str, list[Tekststuk]] = {}
        self._joined: list[Tekststuk] = []
        self._broken: list[Tekststuk] = []
        self._within = ""

    def delen(self) -> list[Tekstdeel]:
        """The text with inline tags left out, then cut at every tag, then what stands apart."""
        apart = [Tekstdeel(waar, tuple(stukken)) for waar, stukken in self._apart.items()]
        flows = [Tekstdeel("tekst", tuple(one)) for one in (self._joined, self._broken) if one]
        return [*apart, *flows]

    def _add(self, waar: str, text: str, regel: int, kolom: int) -> None:
        parts = self._apart.setdefault(waar, [])
        parts += [Tekststuk(text, regel, kolom), Tekststuk(_APART, regel, kolom)]

    def _flow(self, text: str) -> None:
        regel, column = self.getpos()
        if self._within:
            self._apart.setdefault(self._within, []).append(Tekststuk(text, regel, column + 1))
            return
        piece = Tekststuk(text, regel, column + 1)
        self._joined.append(piece)
        self._broken.append(piece)

    def _break(self, tag: str) -> None:
        regel, column = self.getpos()
        cut = Tekststuk("\n", regel, column + 1)
        self._broken.append(cut)
        office = tag.startswith(_OFFICE) and tag not in _OFFICE_BREAKS
        if tag not in _INLINE and not office:
            self._joined.append(cut)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)
        self._within = _PARTS.get(tag, self._within)
        raw = self.get_starttag_text() or ""
        regel, column = self.getpos()
        for match in _ATTRIBUTE.finditer(raw, len(tag) + 1):
            name = match[1].lower()
            self._add("naam van een attribuut", name, *_place(raw, match.start(1), regel, column))
            if match[2]:
                waar = _ATTRIBUTES.get(name, f"attribuut {name}")
                self._add(waar, match[2], *_place(raw, match.start(2), regel, column))
        self._add("element", tag, regel, column + 2)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        within = self._within
        self.handle_starttag(tag, attrs)
        self._within = within

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        if tag in _PARTS and self._within:
            regel, column = self.getpos()
            self._apart.setdefault(self._within, []).append(Tekststuk(_APART, regel, column + 1))
            self._within = ""

    def handle_data(self, data: str) -> None:
        self._flow(data)

    def handle_entityref(self, name: str) -> None:
        self._flow(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._flow(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        regel, column = self.getpos()
        self._add("opmerking", data, regel, column + 5)

    def handle_decl(self, decl: str) -> None:
        regel, column = self.getpos()
        self._add("opmerking", decl, regel, column + 3)

    def handle_pi(self, data: str) -> None:
        self.handle_decl(data)

    def unknown_decl(self, data: str) -> None:
        """CDATA: text in another coat."""
        self._flow(data.removeprefix("CDATA["))


def _place(raw: str, position: int, regel: int, column: int) -> tuple[int, int]:
    """The place of something inside a tag that itself stands at this place."""
    before = raw[:position]
    lines = before.count("\n")
    return regel + lines, position - before.rfind("\n") if lines else column + position + 1
