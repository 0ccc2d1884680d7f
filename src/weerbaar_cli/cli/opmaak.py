"""Text and tables in Markdown, in which no text of a file is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SIGNS = re.compile(r"([\\`*_\[\]<>|#&~])")


def escape(text: str) -> str:
    """Text as Markdown shows it: no sign of it is a mark."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def markdown_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells with more lines keep them."""
    lines = [_row(map(escape, headings)), _row("---" for _ in headings)]
    for row in rows:
        cells = ("<br>".join(escape(line) for line in cell.split("\n")) for cell in row)
        lines.append(_row(cells))
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
