"""Text as words that can be compared, however it was written down.

Entities, percent codes, escapes, accents, invisible signs and case make no difference; every word
knows where it stood in the text as it was.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import NamedTuple
from unicodedata import category, normalize

Span = tuple[int, int]
# Those that a browser also reads without their semicolon, longest first.
_LOOSE = "|".join(sorted((name for name in html5 if name[-1] != ";"), key=len, reverse=True))
# Accents apart from their letter, invisible signs, ligatures, wide and mathematical letters.
_ODD = (
    "\u0300-\u036f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\u0132\u0133\u00e6\u00c6\ufb00-\ufb06\uff00-\uffef\U0001d400-\U0001d7ff"
)
# What stands for something else, by its first sign, so that a text without them is read fast.
# «&amp;euml;» was escaped twice, as was «%25C3».
_CODES = (
    r"(?<=&)(?:amp;){0,8}+(?:#[xX][0-9a-fA-F]{1,6};?|#[0-9]{1,7};?|[A-Za-z][A-Za-z0-9]{1,31};"
    rf"|(?:{_LOOSE}))"
    r"|(?<=%)(?:25)*[0-9a-fA-F]{2}(?:%(?:25)*[0-9a-fA-F]{2})*+"
    r"|(?<=\\)(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})"
    r"|(?<=\x1b)\[[0-9;?]*[A-Za-z]"  # a colour of a terminal
    rf"|(?<=[{_ODD}])[{_ODD}]*+"
)
_AS_IT_STANDS = re.compile(rf"[&%\\\x1b{_ODD}](?:{_CODES})")
_PERCENT = re.compile(r"%(?:25)*([0-9a-fA-F]{2})")
# A word that was cut at the end of a line, or has a sign in it that keeps another from working.
_CUT = rf"[-&%\\\x1b{_ODD}](?:(?<=[^\W\d_]-)[ \t]*+\r?\n\s*+(?=[^\W\d_])|{_CODES}|(?<=\\))"
_CUT_HINT = re.compile(r"-[ \t]*+\r?\n|\\")
_WORD = re.compile(r"[^\W\d_]+|[0-9]+")
# The same, but «partijNaam» is two words.
_HUMP = re.compile(r"[a-z][A-Z]")
_PART = re.compile(r"[^\W\d_a-z]++[^\W\d_A-Z]*+|[^\W\d_A-Z]++|[0-9]+")


def _bare(char: str) -> str:
    return "".join(one for one in normalize("NFKD", char) if category(one) not in ("Mn", "Cf"))


# Letters that stay one letter without their accent, so that no place changes.
_BARE = {code: _bare(chr(code)) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))}
_BARE = {code: bare for code, bare in _BARE.items() if len(bare) == 1}
_BARE |= {ord(char): bare for char, bare in zip("øØłŁđĐ", "oOlLdD", strict=True)}
_ACCENTED = {chr(code): bare for code, bare in _BARE.items()}


class Woordenrij(NamedTuple):
    """A text in plain letters, where they stood, and one way to cut it into words.

    `lower` is the same in lower case; the plain one still has its capitals.
    """

    plain: str
    lower: str
    pattern: re.Pattern[str]
    starts: list[int]
    origins: list[Span]

    def spans(self, begin: int = 0, end: int | None = None) -> Iterator[Span]:
        """Where each word stands, from here to there."""
        last = len(self.plain) if end is None else end
        return (found.span() for found in self.pattern.finditer(self.plain, begin, last))

    def next_word(self, position: int) -> Span | None:
        """Where the first word from here on stands."""
        found = self.pattern.search(self.plain, position)
        return None if found is None else found.span()

    def distinct(self) -> set[str]:
        """Every word in lower case, once."""
        return {word.lower() for word in set(self.pattern.findall(self.plain))}

    def place(self, begin: int, end: int) -> Span:
        """From where to where in the text as it was these letters stand."""
        return self._place(begin)[0], self._place(end - 1)[1]

    def _place(self, position: int) -> Span:
        """Where a letter stood; of what was encoded, all of it."""
        number = bisect_right(self.starts, position) - 1
        begin, end = self.origins[number]
        after = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.plain)
        if after - self.starts[number] != end - begin:
            return begin, end
        at = begin + position - self.starts[number]
        return at, at + 1


def read_words(text: str) -> Iterator[Woordenrij]:
    """The words of a text, once for each way in which it may be cut into words."""
    if not text.isascii():  # the signs that occur are few
        for char in set(text) & _ACCENTED.keys():
            text = text.replace(char, _ACCENTED[char])
    yield from _read(text, _AS_IT_STANDS)
    if _CUT_HINT.search(text):
        yield from _read(text, re.compile(_CUT))  # few texts need it, and it takes a while


def _read(text: str, encoded: re.Pattern[str]) -> Iterator[Woordenrij]:
    """The words as they are, and with «partijNaam» as two words when there are such."""
    plain, starts, origins = _decode(text, encoded)
    lower = plain.lower()
    yield Woordenrij(plain, lower, _WORD, starts, origins)
    if _HUMP.search(plain):
        yield Woordenrij(plain, lower, _PART, starts, origins)


def _decode(text: str, encoded: re.Pattern[str]) -> tuple[str, list[int], list[Span]]:
    """The text in plain letters; where each part of it starts, and from where to where it stood."""
    parts: list[str] = []
    starts: list[int] = []
    origins: list[Span] = []
    length = at = 0

    def add(part: str, begin: int, end: int) -> None:
        nonlocal length
        if part:
            parts.append(part)
            starts.append(length)
            origins.append((begin, end))
            length += len(part)

    for found in encoded.finditer(text):
        add(text[at : found.start()], at, found.start())
        add(_plain(found[0]), *found.span())
        at = found.end()
    add(text[at:], at, len(text))
    return "".join(parts), starts, origins


def _plain(code: str) -> str:
    """What is encoded, in letters without accents; invisible signs are nothing."""
    if code[0] in "\x1b-" or code == "\\":
        return ""
    if code[0] == "&":
        text = _unescape(code)
    elif code[0] == "%":
        text = _unpercent(code)
    elif code[0] == "\\":
        text = chr(int.from_bytes(bytes.fromhex(code[2:])))
    else:
        text = code
    return _bare(text.translate(_BARE))


def _unescape(code: str) -> str:
    while (text := unescape(code)) != code:
        code = text
    return text


def _unpercent(code: str) -> str:
    raw = bytes(int(pair, 16) for pair in _PERCENT.findall(code))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
