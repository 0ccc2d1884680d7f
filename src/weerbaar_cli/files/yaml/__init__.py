"""YAML with a place for every value.

PyYAML is loaded here first, to be quicker in two things. It makes patterns for a reader of its own,
which libyaml does without and which took a fifteenth of a start: each is made when it is asked for.
And of every event it makes a value that Python fills in, which took a fourth of reading a file:
those that come most are filled in by C.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

from msgspec import Struct

_compile = re.compile


class _Late:
    """A pattern that is made when it is first asked something."""

    def __init__(self, *asked: Any) -> None:
        self._asked = asked

    def __getattr__(self, name: str) -> Any:
        return getattr(_compile(*self._asked), name)


re.compile = _Late  # type: ignore[assignment]
try:
    import yaml  # noqa: F401
finally:
    re.compile = _compile


class MappingStartEvent(Struct, gc=False):
    """What PyYAML calls so, with the same names; as all of these."""

    anchor: str | None
    tag: str | None
    implicit: bool
    start_mark: Any
    end_mark: Any
    flow_style: bool


class SequenceStartEvent(MappingStartEvent, gc=False):
    """The same for a list."""


class MappingEndEvent(Struct, gc=False):
    """Where a block ends."""

    start_mark: Any
    end_mark: Any


class SequenceEndEvent(MappingEndEvent, gc=False):
    """The same for a list."""


class ScalarEvent(Struct, gc=False):
    """A key or a value; of one without quotes the style is empty."""

    anchor: str | None
    tag: str | None
    implicit: tuple[bool, bool]
    value: str
    start_mark: Any
    end_mark: Any
    style: str


_OURS = (MappingStartEvent, MappingEndEvent, SequenceStartEvent, SequenceEndEvent, ScalarEvent)
OURS: dict[str, Any] = {one.__name__: one for one in _OURS}
with suppress(ImportError):  # a browser has no C
    from yaml import _yaml

    vars(_yaml).update(OURS)
