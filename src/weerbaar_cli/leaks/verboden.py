"""The last look at a report on a group: does a word stand in it that would give a party away?"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape

_TAG = re.compile(r"<[^>]*>")
_SIGNS = re.compile(r"[\W_]+")


def has_forbidden(text: str, words: Iterable[str]) -> bool:
    """Whether one of these words stands in the text; see `find_forbidden`."""
    return bool(find_forbidden(text, words))


def find_forbidden(text: str, words: Iterable[str]) -> set[str]:
    """Which of these words stand in the text, whole, in any case and spelling of accents.

    The text is read as it is, with attributes and comments, and as a reader sees it, without tags
    and without the signs that Markdown escapes. Signs and line breaks inside a name do not hide it.
    """
    wanted = {word: f" {found} " for word in words if (found := _bare(word))}
    if not wanted:
        return set()
    readings = [f" {_bare(reading)} " for reading in _readings(text)]
    return {word for word, found in wanted.items() if any(found in one for one in readings)}


def texts_of(value: object) -> Iterator[str]:
    """Every text in a tree of values, keys of mappings too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from texts_of(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from texts_of(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_of(getattr(value, field.name))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)


def _readings(text: str) -> Iterator[str]:
    yield unescape(text)
    for between in ("", " "):
        yield unescape(_TAG.sub(between, text)).replace("\\", "")


def _bare(text: str) -> str:
    """Only letters and figures, with one space between words."""
    folded = text.casefold()
    if not folded.isascii():
        folded = _without_accents(unicodedata.normalize("NFKD", text).casefold())
    return _SIGNS.sub(" ", folded).strip()


def _without_accents(text: str) -> str:
    """Letters are many and signs above them few: each kind of sign is looked for once."""
    signs = {char for char in set(text) if unicodedata.combining(char)}
    return text.translate(dict.fromkeys(map(ord, signs))) if signs else text
