"""Every row of every table of every report says the same in each form of it.

What the figures ought to be is asked in tests/cli/test_zelfde_cijfers.py; here that no form says
others. HTML is what the rest is held against. Where a form shows a status by its sign and another
by its word, neither is looked at; JSON is no page, and is held against `score` there.
"""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import docx
import pytest
from python_calamine import CalamineWorkbook

from tests.bladzijden import SCHERM, Reeks, find_made, per_reeks
from tests.browser.structuur import Knoop, read_page
from tests.conftest import Once
from tests.formats.gedrukt import told
from tests.steekproef import sample
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN

_STATUS = re.compile("|".join(sorted(map(re.escape, WOORDEN.values()), key=len, reverse=True)))
_MARKDOWN = re.compile(r"<[^>]*>|\\|(?<=\])\(#[^)]*\)")


# Of a number it is not read whether it is shown as a share.
WHOLE = {"100%": "1"}
# A workbook has the part and the whole in two columns.
_PART = re.compile(r"(\d[\d.]*) van (?:de )?(\d[\d.]*)")


class Rij(NamedTuple):
    """A row of a table with the heads of its columns."""

    koppen: tuple[str, ...]
    cellen: tuple[str, ...]


def squeezed(text: str) -> str:
    """Letters and figures, without the words of a status."""
    return re.sub(r"[\W_]", "", _STATUS.sub("", text.replace("\u00a0", " ")))


def rows_of(html: str) -> Iterator[Rij]:
    for tabel in read_page(html).walk("table"):
        heads, *rows = (_cells(row) for row in tabel.walk("tr"))
        yield from (Rij(heads, row) for row in rows)


def _cells(row: Knoop) -> tuple[str, ...]:
    return tuple(cell.text() for cell in row.children())


def in_markdown(path: Path) -> Callable[[Rij], bool]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return _among(_MARKDOWN.sub("", line) for line in lines if line.startswith("|"))


def in_word(path: Path) -> Callable[[Rij], bool]:
    tables = docx.Document(str(path)).tables
    return _among("".join(cell.text for cell in row.cells) for one in tables for row in one.rows)


BELOW = ("{:.0%}", "{:.12g}")  # how a number below one can be shown
# Where the tables of several members stand together: how many columns say whose a row is.
SAMEN = {"Nog niet, per lid": 1, "Nog open, per norm en lid": 2}


def in_xlsx(path: Path) -> Callable[[Rij], bool]:
    book = CalamineWorkbook.from_path(path)
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    rows = [row[SAMEN.get(name, 0) :] for name, sheet in sheets.items() for row in sheet]
    shares, numbers = (
        ["".join(_as_text(cell, one) for cell in row) for row in rows] for one in BELOW
    )
    has = _among(iter([*shares, *numbers]))
    return lambda rij: has(Rij((), tuple(map(_parted, rij.cellen))))


def _parted(cel: str) -> str:
    part = _PART.fullmatch(cel.replace("\u00a0", " "))
    return "".join(part.groups()) if part else WHOLE.get(cel, cel)


def _as_text(cell: object, below: str) -> str:
    """A cell as it is shown; what is below one is a share, or a number as any other."""
    if isinstance(cell, datetime.date):
        return dutch(cell)
    if isinstance(cell, float):
        return (below if 0 < cell < 1 else "{:.12g}").format(cell)
    return str(cell)


def _among(rows: Iterator[str]) -> Callable[[Rij], bool]:
    found = set(map(squeezed, rows))
    return lambda rij: squeezed("".join(rij.cellen)) in found


def in_csv(path: Path) -> Callable[[Rij], bool]:
    with path.open(encoding="utf-8", newline="") as file:
        found = {
            tuple(map(squeezed, (row["rij"], row["kolom"], row["waarde"])))
            for row in csv.DictReader(file)
        }
    return lambda rij: all(
        tuple(map(squeezed, (rij.cellen[0], kop, cel))) in found
        for kop, cel in zip(rij.koppen[1:], rij.cellen[1:], strict=True)
    )


def in_screen(path: Path) -> Callable[[Rij], bool]:
    whole = squeezed(path.read_text(encoding="utf-8"))
    return lambda rij: squeezed("".join(rij.cellen)) in whole


def in_pdf(path: Path) -> Callable[[Rij], bool]:
    """Its cells after each other, or what is left of them where a page ends within the row."""
    text = told(path, "-raw").replace("\u00ad\n", "")
    whole, words = squeezed(text), set(re.findall(r"\w+", text))
    return lambda rij: squeezed("".join(rij.cellen)) in whole or _broken_off(rij, words)


def _broken_off(rij: Rij, words: set[str]) -> bool:
    """Every figure of a long row is there, and most words: at the end of a page some are parted."""
    wanted = re.findall(r"\w+", " ".join(rij.cellen))
    missing = set(wanted) - words
    return len(missing) <= len(wanted) / 9 and not any(map(str.isdigit, missing))


VORMEN: dict[str, Callable[[Path], Callable[[Rij], bool]]] = {
    ".md": in_markdown, ".docx": in_word, ".xlsx": in_xlsx, ".csv": in_csv, ".pdf": in_pdf,
    SCHERM: in_screen,
}  # fmt: skip


def differences(path: Path) -> Iterator[str]:
    """The rows that a form does not have as the page has them."""
    rows = list(rows_of(Path(f"{path}.html").read_text(encoding="utf-8")))
    for end, read in VORMEN.items():
        has = read(Path(f"{path}{end}"))
        yield from (f"{end}: {' | '.join(rij.cellen)}" for rij in rows if not has(rij))


@pytest.mark.slow
@per_reeks
def test_every_form_has_the_same_rows(reeks: Reeks, once: Once) -> None:
    found = {path.name: list(differences(path)) for path in find_made(once, reeks)}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.slow
@pytest.mark.parametrize("end", sample(VORMEN, 3))
def test_a_form_with_other_figures_is_seen(end: str, once: Once) -> None:
    """The rows of one report are not those of another."""
    first, *_, last = find_made(once, Reeks("rietmark", "meting", "eigen"))
    rows = list(rows_of(Path(f"{first}.html").read_text(encoding="utf-8")))
    assert all(map(VORMEN[end](Path(f"{first}{end}")), rows))
    has = VORMEN[end](Path(f"{last}{end}"))
    assert sum(not has(rij) for rij in rows) > len(rows) / 5
