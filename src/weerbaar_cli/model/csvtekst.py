"""Text for spreadsheets: RFC 4180, in which no text of a file is ever computed."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

BOM = "\ufeff"
# A spreadsheet takes a cell that begins so for a formula; some skip blanks before the sign, and
# some read the full-width signs of an East Asian keyboard as the plain ones.
_NUMBER = re.compile(r"-?\d+([.,]\d+)?", re.ASCII)
_FRACTION = re.compile(r"^(-?\d+),(\d+)$", re.ASCII)
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str]], *, nl: bool = False) -> str:
    """A header and its rows, every cell plain; every line ends in CR LF.

    With `nl` what a Dutch spreadsheet opens by itself: semicolons, and a mark that it is UTF-8.
    """
    return "".join(csv_lines(headings, rows, nl=nl))


def csv_lines(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, nl: bool = False
) -> Iterator[str]:
    """The same row by row; a row can be more than one line of text."""
    writer = csv.writer(_Doorgeef(), lineterminator="\r\n", delimiter=";" if nl else ",")
    start = BOM if nl else ""
    for row in chain((headings,), rows):
        yield start + writer.writerow([plain_cell(cell) for cell in row])
        start = ""


class _Doorgeef:
    """A file that gives back what is written to it, and keeps nothing."""

    def write(self, text: str) -> str:
        return text


def read_cells(text: str) -> list[str]:
    """The cells of a CSV in their order, the same whatever separates them and writes a fraction."""
    text = text.removeprefix(BOM)
    head = text.partition("\n")[0]
    rows = csv.reader(text.splitlines(keepends=True), delimiter=max(";,\t", key=head.count))
    return [_FRACTION.sub(r"\1.\2", cell.strip()) for row in rows for cell in row]


def plain_cell(cell: str) -> str:
    """A cell that stays text: an apostrophe before what would be a formula, not before a number."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
