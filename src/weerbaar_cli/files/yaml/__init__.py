"""YAML with a place for every value.

PyYAML makes patterns for a reader of its own, which libyaml does without; they took a fifteenth of
a start. So it is loaded here first, and makes each of them when it comes to it.
"""

from __future__ import annotations

import re
from typing import Any

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
