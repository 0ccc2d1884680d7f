"""Texts in markup (HTML, SVG, and the XML of Word and Excel), each with what part it is.

No part of a text is looked at more than a few times, however broken it is.
"""

from __future__ import annotations

import re

from weerbaar_cli.leaks.uitgelezen import APART, Regels, Tekstdeel, Uitgelezen
from weerbaar_cli.model.budget import PIECE

# What stands in these is said apart; it is no running text.
_CSS = "opmaak (CSS)"
_PARTS = {"title": "titel", "desc": "beschrijving", "style": _CSS, "script": "script"}
# Inside these a tag is no tag.
_RAW_ENDS = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("style", "script")}
_ATTRIBUTES = {"alt": "alt-tekst", "title": "zweeftekst", "content": "meta", "href": "verwijzing"}
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|"[^"]*+|'[^']*+|[^\s"'>]++))?"""
)
_TAG = re.compile(r"</?([A-Za-z][^\s/>]*+)")
_QUOTE_OR_END = re.compile(r"""=\s*+(["'])|>""")
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
# Tags that are a sign of the text themselves.
_OFFICE_SIGNS = {"w:nobreakhyphen": "-", "text:s": " "}
_CSS_SIGN = re.compile(
    r"""\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \t\r\n\f])?|(\r\n|[\n\r\f])|(.))|/\*|["']""", re.DOTALL
)
_SPACE = re.compile(r"\s*+")


def read_markup(text: str, found: Uitgelezen) -> None:
    """The parts of a text in markup, also when it is broken."""
    _Reader(text, found).read()


class _Reader:
    """Collects; entities stay as they are, so that places stay right."""

    def __init__(self, text: str, found: Uitgelezen) -> None:
        self._text = text
        self._found = found
        self._regels = Regels(text)
        self._apart: dict[str, Tekstdeel] = {}
        # The text with inline tags left out, as it is read; and cut at every tag, which a program
        # that saves it may do elsewhere.
        self._joined, self._broken = Tekstdeel("tekst"), Tekstdeel("tekst", vangnet=True)
        self._within = ""
        self._names: set[tuple[str, str]] = set()
        found.delen += [self._joined, self._broken]

    def read(self) -> None:
        """From tag to tag."""
        text, at = self._text, 0
        while (begin := text.find("<", at)) >= 0:
            self._flow(at, begin)
            at = self._read_tag(begin)
        self._flow(at, len(text))

    def _read_tag(self, begin: int) -> int:
        """What begins with a «<»; returns where it ends."""
        text = self._text
        if text.startswith("<!--", begin):
            return self._add_until("-->", begin + 4)
        if text.startswith("<![CDATA[", begin):  # text in another coat
            end = _find(text, "]]>", begin)
            self._flow(begin + 9, end)
            return end + 3
        if text.startswith(("<!", "<?"), begin):
            return self._add_until(">", begin + 2)
        tag = _TAG.match(text, begin)
        if tag is None:
            self._flow(begin, begin + 1)
            return begin + 1
        end = self._end_of_tag(tag.end())
        name = tag[1].lower()
        self._break(name, begin)
        if text[begin + 1] == "/":
            self._close(name, begin)
            return end
        self._open(name, begin, tag.end(), end)
        return self._read_raw(name, end)

    def _add_until(self, sign: str, begin: int) -> int:
        end = _find(self._text, sign, begin)
        self._add("opmerking", begin, end)
        return end + len(sign)

    def _end_of_tag(self, at: int) -> int:
        """After the «>» of a tag; a quote behind a «=» hides one."""
        text = self._text
        while (sign := _QUOTE_OR_END.search(text, at)) is not None:
            if sign[0] == ">":
                return sign.end()
            at = text.find(sign[1], sign.end()) + 1
            if at == 0:
                break
        return len(text)

    def _open(self, name: str, begin: int, after: int, end: int) -> None:
        text = self._text
        if not text.startswith("/>", end - 2):
            self._within = _PARTS.get(name, self._within)
        for match in _ATTRIBUTE.finditer(text, after, end):
            attribute = match[1].lower()
            self._add_name("naam van een attribuut", attribute, match.start(1))
            if match[2]:
                waar = _ATTRIBUTES.get(attribute, f"attribuut {attribute[:40]}")
                self._add(waar, *match.span(2))
            if match[2] and attribute == "style":
                self._add_css(*_within_quotes(match))
        self._add_name("element", name, begin + 1)

    def _read_raw(self, name: str, at: int) -> int:
        """The text of a script or a style sheet, in which nothing is a tag."""
        if name not in _RAW_ENDS or self._text.startswith("/>", at - 2):
            return at
        found = _RAW_ENDS[name].search(self._text, at)
        end = len(self._text) if found is None else found.start()
        self._flow(at, end)
        if name == "style":
            self._add_css(at, end)
        return end

    def _close(self, name: str, at: int) -> None:
        if name in _PARTS and self._within:
            self._deel(self._within).add(APART, *self._regels.place(at))
            self._within = ""

    def _deel(self, waar: str) -> Tekstdeel:
        if waar not in self._apart:
            self._apart[waar] = Tekstdeel(waar)
            self._found.delen.append(self._apart[waar])
        self._found.budget.take(PIECE)
        return self._apart[waar]

    def _add(self, waar: str, begin: int, end: int) -> None:
        self._deel(waar).add(self._text[begin:end] + APART, *self._regels.place(begin))

    def _add_name(self, waar: str, name: str, begin: int) -> None:
        """Names of elements and attributes are few; each counts where it stands first."""
        if (waar, name) not in self._names:
            self._names.add((waar, name))
            self._add(waar, begin, begin + len(name))

    def _add_css(self, begin: int, end: int) -> None:
        _decode_css(self._text, begin, end, self._deel(_CSS), self._regels)

    def _flow(self, begin: int, end: int) -> None:
        if begin >= end:
            return
        text, place = self._text[begin:end], self._regels.place(begin)
        if self._within:
            self._deel(self._within).add(text, *place)
            return
        self._found.budget.take(PIECE)
        self._joined.add(text, *place)
        self._broken.add(text, *place)

    def _break(self, tag: str, at: int) -> None:
        self._found.budget.take(PIECE)
        place = self._regels.place(at)
        self._broken.add("\n", *place)
        if tag in _OFFICE_SIGNS and self._text[at + 1] != "/":
            self._joined.add(_OFFICE_SIGNS[tag], *place)
        office = tag.startswith(_OFFICE) and tag not in _OFFICE_BREAKS
        if tag not in _INLINE and not office:
            self._joined.add("\n", *place)


def _within_quotes(match: re.Match[str]) -> tuple[int, int]:
    """Where the value of an attribute stands."""
    begin, end = match.span(2)
    quoted = match[2][0] in "\"'"
    return begin + quoted, end - (quoted and match[2][-1] == match[2][0])


def _find(text: str, sign: str, begin: int) -> int:
    """Where a sign stands; the end of the text when it does not."""
    at = text.find(sign, begin)
    return len(text) if at < 0 else at


def read_css(text: str, found: Uitgelezen) -> None:
    """A style sheet as a browser reads it."""
    deel = Tekstdeel(_CSS)
    found.delen.append(deel)
    found.budget.take(len(text))
    _decode_css(text, 0, len(text), deel, Regels(text))


def _decode_css(text: str, at: int, end: int, deel: Tekstdeel, regels: Regels) -> None:
    """Without escapes and comments, and with strings that stand beside each other in one piece."""
    inside = ""
    while (sign := _CSS_SIGN.search(text, at, end)) is not None:
        deel.add(text[at : sign.start()], *regels.place(at))
        at = sign.end()
        if sign[0] == "/*" and not inside:
            at = min(_find(text, "*/", at) + 2, end)
        elif sign[0] == inside:
            at, inside = _next_string(text, at, end)
        elif sign[0] in ('"', "'") and not inside:
            inside = sign[0]
        else:
            deel.add(_css_letter(sign), *regels.place(sign.start()))
        if not inside and sign[0] in ('"', "'"):
            deel.add(sign[0], *regels.place(sign.start()))
    deel.add(text[at:end], *regels.place(at))
    deel.add(APART, *regels.place(end))


def _css_letter(sign: re.Match[str]) -> str:
    if sign[1]:
        code = int(sign[1], 16)
        return chr(code) if code < 0x110000 else "\ufffd"
    if sign[2]:
        return ""
    return sign[3] or sign[0]


def _next_string(text: str, at: int, end: int) -> tuple[int, str]:
    """Where to go on after the end of a string: inside the next one, when only space parts them."""
    place = at
    while True:
        space = _SPACE.match(text, place, end)
        place = place if space is None else space.end()
        if not text.startswith("/*", place, end):
            break
        place = min(_find(text, "*/", place + 2) + 2, end)
    if place < end and text[place] in ('"', "'"):
        return place + 1, text[place]
    return at, ""
