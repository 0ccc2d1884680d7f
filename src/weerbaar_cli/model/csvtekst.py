"""Text for spreadsheets: RFC 4180, in which no text of a file is ever computed."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import SEEK_END, StringIO

BOM = "\ufeff"
# A spreadsheet takes a cell that begins so for a formula; some skip blanks before the sign, and
# some read the full-width signs of an East Asian keyboard as the plain ones.
_NUMBER = re.compile(r"-?\d+([.,]\d+)?", re.ASCII)
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str]], *, nl: bool = False) -> str:
    """A header and its rows, every cell plain; every line ends in CR LF.

    With `nl` what a Dutch spreadsheet opens by itself: semicolons, and a mark that it is UTF-8.
    """
    out = StringIO(BOM if nl else "")
    out.seek(0, SEEK_END)
    writer = csv.writer(out, lineterminator="\r\n", delimiter=";" if nl else ",")
    writer.writerow([plain_cell(cell) for cell in headings])
    writer.writerows([plain_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def plain_cell(cell: str) -> str:
    """A cell that stays text: an apostrophe before what would be a formula, not before a number."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
