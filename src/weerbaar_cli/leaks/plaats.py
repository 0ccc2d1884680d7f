"""From a position in a text to its line and column."""

from __future__ import annotations

from bisect import bisect_right


class Regels:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def place(self, position: int) -> tuple[int, int]:
        """Line and column, both from 1."""
        number = bisect_right(self._starts, position)
        return number, position - self._starts[number - 1] + 1
