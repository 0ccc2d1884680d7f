"""Tables for other programs: Markdown and CSV, in which no text of a file can do harm."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SIGNS = re.compile(r"([\\`*_\[\]<>|#])")


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


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """RFC 4180: commas, every line ends in CR LF; a cell that would be a formula is text."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([_harmless(cell) for cell in headings])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
