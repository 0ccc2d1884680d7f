"""The words on a page of a PDF: which letters its fonts show, in the order they are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weerbaar_cli.leaks.pdfobject import HEX, LITERAL, Pdf, Pdfobject, read_string
from weerbaar_cli.leaks.tekstdeel import Tekststuk

_TOKEN = re.compile(
    rb"(?P<text>" + LITERAL + rb"|" + HEX + rb")"
    rb"|/(?P<font>[^\s/<>\[\](){}%]+)\s+[-+.\d]+\s+Tf\b"
    rb"|(?P<open>\[)|(?P<close>\])|(?P<number>[-+]?\d*\.?\d+)"
    rb"|(?P<line>T[dDm*]\b|T\*|['\"]|\bET\b)",
    re.DOTALL,
)
_FONTS = re.compile(rb"/Font\s*(?:<<(.*?)>>|(\d+)\s+\d+\s+R\b)", re.DOTALL)
_NAMED = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+(\d+)\s+\d+\s+R\b")
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(<[0-9A-Fa-f\s]*>|\[[^\]]*\])")
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_SPACE = -170  # thousandths of the size of the letters; less is only an adjustment
MOST_RANGE = 70_000
MOST_CANDIDATES = 8


class Font:
    """How the codes of one font read."""

    def __init__(self, one: Pdfobject, pdf: Pdf) -> None:
        table = pdf.objects.get(one.ref(b"ToUnicode") or -1)
        self.letters = _read_table(table.data) if table is not None else {}
        wide = re.search(rb"/Subtype\s*/Type0\b", one.body) is not None
        self.width = 2 if wide else 1
        self.readable = bool(self.letters) or not wide
        named = re.search(rb"/BaseFont\s*/([^\s/<>\[\](){}%]+)", one.body)
        self.name = named[1].decode("latin-1") if named else "zonder naam"

    def read(self, codes: bytes) -> str:
        """The text that these codes show."""
        if not self.letters:
            return codes.decode("cp1252", "replace") if self.readable else ""
        steps = range(0, len(codes), self.width)
        numbers = (int.from_bytes(codes[at : at + self.width], "big") for at in steps)
        return "".join(self.letters.get(one, "") for one in numbers)


class Fonts:
    """The fonts by the names that pages use; when pages differ, a name has more than one."""

    def __init__(self, pdf: Pdf) -> None:
        self._by_name: dict[bytes, list[Font]] = {}
        made: dict[int, Font] = {}
        for name, number in _named_fonts(pdf):
            if number not in made and number in pdf.objects:
                made[number] = Font(pdf.objects[number], pdf)
            fonts = self._by_name.setdefault(name, [])
            if number in made and made[number] not in fonts:
                fonts.append(made[number])
        self.unreadable = sorted({one.name for one in made.values() if not one.readable})
        most = max(map(len, self._by_name.values()), default=1)
        self.choices = min(max(most, 1), MOST_CANDIDATES)

    def find(self, name: bytes, choice: int) -> Font | None:
        """The font of this name; of more than one each in turn."""
        fonts = self._by_name.get(name)
        return fonts[min(choice, len(fonts) - 1)] if fonts else None


def _named_fonts(pdf: Pdf) -> Iterator[tuple[bytes, int]]:
    for one in pdf.objects.values():
        for match in _FONTS.finditer(one.body):
            named = match[1]
            if match[2]:
                other = pdf.objects.get(int(match[2]))
                named = other.body if other is not None else b""
            yield from ((name, int(number)) for name, number in _NAMED.findall(named))


def _read_table(data: bytes) -> dict[int, str]:
    """A ToUnicode table: per code its letters."""
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.DOTALL):
        for code, text in _PAIR.findall(block):
            found[_number(code)] = _letters(text)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.DOTALL):
        for first, last, target in _RANGE.findall(block):
            found |= _read_range(_number(first), _number(last), target)
    return found


def _read_range(first: int, last: int, target: bytes) -> dict[int, str]:
    codes = range(first, min(last, first + MOST_RANGE) + 1)
    if target.startswith(b"["):
        texts = [_letters(one) for one in re.findall(rb"<([0-9A-Fa-f\s]*)>", target)]
        return dict(zip(codes, texts, strict=False))
    start = _letters(target[1:-1])
    if not start:
        return {}
    last_letter = ord(start[-1])
    return {
        code: start[:-1] + chr(min(last_letter + step, 0x10FFFF)) for step, code in enumerate(codes)
    }


def _number(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _letters(digits: bytes) -> str:
    return read_string(b"<" + digits + b">").decode("utf-16-be", "replace")


def read_content(content: bytes, fonts: Fonts) -> Iterator[tuple[Tekststuk, ...]]:
    """What is drawn, as pieces of text on numbered lines; once per choice of fonts."""
    seen: set[tuple[Tekststuk, ...]] = set()
    for choice in range(fonts.choices):
        stukken = tuple(_draw(content, fonts, choice))
        if stukken and stukken not in seen:
            seen.add(stukken)
            yield stukken


def _draw(content: bytes, fonts: Fonts, choice: int) -> Iterator[Tekststuk]:
    font: Font | None = None
    line, column, in_list, last = 1, 1, False, 0.0
    for token in _TOKEN.finditer(content):
        kind = token.lastgroup
        text = ""
        if kind == "font":
            font = fonts.find(token["font"], choice)
        elif kind in ("open", "close"):
            in_list = kind == "open"
        elif kind == "text" and font is not None:
            text = font.read(read_string(token["text"]))
        elif kind == "number":
            last = float(token["number"])
            text = " " if in_list and last < _SPACE else ""
        # A step to the side alone is how some programs set every single letter.
        elif kind == "line" and column > 1 and (last or token["line"] not in (b"Td", b"TD")):
            yield Tekststuk("\n", line, column)
            line, column = line + 1, 1
        if text:
            yield Tekststuk(text, line, column)
            column += len(text)
