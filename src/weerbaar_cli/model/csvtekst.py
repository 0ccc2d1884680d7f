"""Text for spreadsheets: RFC 4180, in which no text of a file is ever computed."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

# A spreadsheet takes a cell that begins so for a formula; some skip blanks before the sign, and
# some read the full-width signs of an East Asian keyboard as the plain ones.
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A header and its rows; commas, and every line ends in CR LF."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([plain_cell(cell) for cell in headings])
    writer.writerows([plain_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def plain_cell(cell: str) -> str:
    """A cell that stays text: an apostrophe before what would be a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
