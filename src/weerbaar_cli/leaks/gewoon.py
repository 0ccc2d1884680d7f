"""Names that are words too, and what a name is bent into."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Names of municipalities, and what they are bent into, that stand in a Dutch dictionary as well.
# fmt: off
GEWONE_WOORDEN = frozenset((
    "assen", "asten", "beek", "bergen", "best", "borne", "brummen", "buren", "delft", "dongen",
    "duiven", "echt", "ede", "emmen", "goes", "gouda", "grave", "haren", "hoorn", "horst",
    "houten", "huizen", "hulst", "kampen", "kapelle", "laren", "leek", "leiden", "losser", "mill",
    "nes", "ommen", "oost", "peel", "putten", "sluis", "stein", "tiel", "veere", "voorst",
    "waterland", "weert", "westland", "wierden", "woerden", "zundert",
))
# fmt: on
_ENDINGS = ("s", "se", "er", "ers", "aar", "aars", "naar", "naars")
_SHORT_ENDINGS = ("s", "se", "er", "ers")
_SHORTEST = 3
# What may stand before the first word of a sentence, or of a cell, a key or a value.
_OPENS = re.compile(
    r"""(?:^|[!?•|>\n\0;]|(?<!gem)(?<!bijv)(?<!prov)(?<!o\.a)(?<!m\.n)\.(?=\s)|,$|[:=,\[{(]\s?["']$"""
    r"""|(?:^|\n)[\s-]*[a-z_-]+:(?=\s))[\s*_#>"'«“‘(\[\-–•]*$"""
)
_GOES_ON = re.compile(r"""[*_»"”')\]]*,?[ \t\n]+[a-zà-ÿ(]""")
_BEFORE = 60
# A name of a file, a class or an address, in which nobody writes capitals.
_GLUED_BEFORE = frozenset("._#@\\")
_GLUED_AFTER = re.compile(r"[._@]\w|-\d|[/\\]")


def bend(word: str) -> list[str]:
    """A name, and what it becomes before a noun or for who lives there: «Almelose», «Kamper»."""
    if len(word) < _SHORTEST or not word.isalpha():
        return [word]
    found = [word, *(word + ending for ending in _ENDINGS)]
    for last in ("en", "e"):
        stem = word.removesuffix(last)
        if stem != word and len(stem) >= _SHORTEST:
            found += [stem + ending for ending in _SHORT_ENDINGS]
    return list(dict.fromkeys(found))


def is_gewoon(form: Sequence[str], name: str) -> bool:
    """Whether a name of one word is a word too."""
    return len(form) == 1 and name.casefold() in GEWONE_WOORDEN


def counts(text: str, begin: int, end: int) -> bool:
    """Whether a word that is a name too is meant as the name here.

    It is with a capital, but not with one that only opens a sentence; and in the name of a file or
    of a class.
    """
    if not text[begin].isupper():
        return _is_glued(text, begin, end)
    before = text[max(0, begin - _BEFORE) : begin]
    return not (_GOES_ON.match(text, end) and _OPENS.search(before))


def _is_glued(text: str, begin: int, end: int) -> bool:
    before = text[begin - 1 : begin]
    after = _GLUED_AFTER.match(text, end)
    if before == "/":
        return after is not None
    return before in _GLUED_BEFORE or (after is not None and after[0] not in "/\\")
