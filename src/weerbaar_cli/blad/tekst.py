"""Text of a file as any form may show it: nothing in it can steer a screen or hide a word."""

from __future__ import annotations

import re

# Nobody reads more of one remark in a report; the file itself keeps all of it.
LANGST = 5_000
ZICHTBAAR = "�"

_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters, overrides of the direction of text, halves of a character, invisible tags.
_STEERING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)


def plain(text: str) -> str:
    """The text with steering characters made visible, and cut to what a report can hold."""
    if text.isascii() and text.isprintable() and len(text) <= LANGST:
        return text
    cut = text[:LANGST]
    shown = _STEERING.sub(ZICHTBAAR, _BREAKS.sub("\n", cut).replace("\t", " "))
    if len(text) <= LANGST:
        return shown
    return f"{shown}… (ingekort: {_grouped(LANGST)} van {_grouped(len(text))} tekens)"


def one_line(text: str) -> str:
    """The same on one line, for a cell or a heading."""
    return " ".join(plain(text).split())


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
