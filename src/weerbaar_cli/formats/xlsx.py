"""A result as a workbook: its one wide table, or else a sheet per table of its page.

The first sheet says what it is, for whom and with which codes. No text of a file is ever computed,
and the same result gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from weerbaar_cli.blad.blad import Blad
from weerbaar_cli.blad.data import lines_of_codes, one_line, plain_text
from weerbaar_cli.errors import missing_part
from weerbaar_cli.formats.csv import Celgetal, flat, key_of, read_number, titled_tables, wide_rows
from weerbaar_cli.formats.vormen import MERKTEKEN, Gemaakt, Opmaak

if TYPE_CHECKING:
    from weerbaar_cli.blad.view import Cel, Rijen, View

    Velcel = Cel | Celgetal

# How a number is shown, in the signs of the file: each spreadsheet shows them as its country does.
SHARE, EURO, CENTS = "0%", '"€ "#,##0', '"€ "#,##0.00'
# What no spreadsheet takes in the name of a sheet, and how long it may be.
_ODD = re.compile(r"[\[\]:*?/\\']+")
LONGEST, WIDEST, NARROWEST = 31, 60, 8
A4, LONGEST_FOOT = 9, 200
NUMBERS = (int, float, Celgetal)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SHOWN_DAY = re.compile(r"(\d{2})-(\d{2})-(\d{4})", re.ASCII)
EXCEL_CELL, FIRST_YEAR = 32_000, 1900
LINE, MOST_LINES = 15, 27  # in points; no row of a workbook is higher than 409


class Vel(NamedTuple):
    """One sheet: its name, what stands above the table, and the table with its heads first."""

    naam: str
    erboven: tuple[str, ...]
    rijen: tuple[tuple[Velcel, ...], ...]


def write(view: View, _: Opmaak) -> Gemaakt:
    """Raises WeerbaarError when xlsxwriter is not installed."""
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise missing_part("voor Excel", "excel") from error
    blad, buffer = view.blad(), io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(buffer, {"in_memory": True, **plain})
    made = datetime(blad.datum.year, blad.datum.month, blad.datum.day)  # noqa: DTZ001 no clock
    book.set_properties(
        {"title": one_line(blad.titel), "keywords": MERKTEKEN, "created": made, "author": ""}
    )
    head = {"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"}
    kinds = {
        "kop": book.add_format(head),
        "getalkop": book.add_format(head | {"align": "right"}),
        "titel": book.add_format({"bold": True, "font_size": 14}),
        "tekst": book.add_format({"text_wrap": True, "valign": "top"}),
        "getal": book.add_format({"valign": "top"}),
        SHARE: book.add_format({"num_format": SHARE, "valign": "top"}),
        EURO: book.add_format({"num_format": EURO, "valign": "top"}),
        CENTS: book.add_format({"num_format": CENTS, "valign": "top"}),
        "datum": book.add_format({"num_format": "dd-mm-yyyy", "valign": "top", "align": "left"}),
    }
    _write_about(book.add_worksheet("Over"), blad, kinds)
    for vel in _sheets(view, blad):
        _write_sheet(book.add_worksheet(vel.naam), vel, kinds)
    for sheet in book.worksheets():
        _set_paper(sheet, blad)
    book.close()
    return Gemaakt((buffer.getvalue(),))


def _set_paper(sheet: Any, blad: Blad) -> None:
    """A4, as wide as it is; what must stand on every page stands below, the marks first."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    # An ampersand commands in a footer, and the writer drops all of a footer with «&&G» in it.
    below = "  ".join(map(one_line, (*_marks(blad), blad.titel))).replace("&", "+")
    sheet.set_footer(f"&L{below[:LONGEST_FOOT]}&R&P van &N")


def _write_about(sheet: Any, blad: Blad, kinds: dict[str, Any]) -> None:
    lines = [blad.ondertitel, *_marks(blad)]
    pairs = [(name, plain_text(inhoud)) for name, inhoud in blad.kenmerken]
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 28, kinds["tekst"])
    sheet.set_column(1, 1, WIDEST, kinds["tekst"])
    sheet.write_string(0, 0, _cut(blad.titel), kinds["titel"])
    rows = [(line, "") for line in filter(None, lines)] + [("", ""), *pairs, ("", "")]
    rows += [(line, "") for line in dict.fromkeys((*blad.voet, *lines_of_codes(blad)))]
    for number, (left, right) in enumerate(rows, 1):
        sheet.write_string(number, 0, _cut(left), kinds["tekst" if right else "getal"])
        sheet.write_string(number, 1, _cut(right), kinds["tekst"])


def _marks(blad: Blad) -> tuple[str, ...]:
    return tuple(filter(None, (blad.fictief, blad.vertrouwelijk)))


def _sheets(view: View, blad: Blad) -> Iterator[Vel]:
    """The wide table, or each table of the page; every sheet has a name of its own."""
    rijen = wide_rows(view)
    if rijen is not None:
        yield Vel("Gegevens", (), tuple(_wide(rijen)))
        return
    used: set[str] = set()
    for titel, naam, rows in _together(blad):
        yield Vel(_sheet_name(naam, used), (titel, *_marks(blad)), tuple(_apart(rows)))


def _wide(rijen: Rijen) -> Iterator[tuple[Velcel, ...]]:
    """Its heads and rows, in which a day is a day and an amount is in euros."""
    yield rijen.kolommen
    euros = [kolom in rijen.bedragen for kolom in rijen.kolommen]
    for rij in rijen.rijen:
        pairs = zip(rij, euros, strict=True)
        yield tuple(_amount(cel) if euro else _dated(cel) for cel, euro in pairs)


def _amount(cel: Cel) -> Velcel:
    return Celgetal(cel, "€") if isinstance(cel, int | float) else cel


def _apart(rows: Sequence[tuple[Velcel, ...]]) -> Iterator[tuple[Velcel, ...]]:
    """The same, where «5 van de 13» is two numbers in two columns, with which can be reckoned."""
    columns: list[tuple[Velcel, ...]] = []
    for column in zip(*rows, strict=True):
        columns.append(column)
        wholes = [one.van if isinstance(one, Celgetal) else None for one in column[1:]]
        if any(one is not None for one in wholes):
            columns.append((f"{column[0]}, van", *wholes))
    return zip(*columns, strict=True)


def _together(blad: Blad) -> Iterator[tuple[str, str, list[tuple[Velcel, ...]]]]:
    """Per sheet its title, its name, and its head and rows."""
    found: dict[object, tuple[str, str, list[tuple[Velcel, ...]]]] = {}
    for place, (kop, tabel) in enumerate(titled_tables(blad)):
        heads, cells = flat(tabel)
        before = [(one_line(head), one_line(value)) for head, value in tabel.vooraf]
        whole: tuple[Velcel, ...] = (*(head for head, _ in before), *heads)
        bijschrift = one_line(tabel.bijschrift)
        titel = tabel.vel or (kop if bijschrift in kop else f"{kop}: {bijschrift}")
        sheet = (titel, tabel.vel or key_of(tabel), [whole])
        _, _, rows = found.setdefault((tabel.vel, whole) if tabel.vel else place, sheet)
        rows += [(*(value for _, value in before), *map(_shown, rij)) for rij in cells]
    return iter(found.values())


def _sheet_name(text: str, used: set[str]) -> str:
    """The name of a table cut between words; of another with the same name with a number."""
    plain = " ".join(_ODD.sub(" ", text).split())
    for number in count(1):
        after = f" {number}" if number > 1 else ""
        name = plain[: LONGEST - len(after)]
        whole = name if name == plain else name.rpartition(" ")[0].rstrip(",;:. ") or name
        found = f"{whole or 'Tabel'}{after}"
        if found.casefold() not in used:
            used.add(found.casefold())
            return found
    raise AssertionError("there is always a next number")


def _dated(cel: Cel) -> Cel:
    """A day is a day in a workbook; what a file wrote so and is none there stays text."""
    if not isinstance(cel, str) or _DAY.fullmatch(cel) is None:
        return cel
    try:
        day = date.fromisoformat(cel)
    except ValueError:
        return cel
    return cel if day.year < FIRST_YEAR else day


def _shown(text: str) -> Velcel:
    """A cell of a page: a day or a number is one, all else is text."""
    day = _SHOWN_DAY.fullmatch(text)
    if day is not None:
        found = _dated(f"{day[3]}-{day[2]}-{day[1]}")
        return found if isinstance(found, date) else text
    return read_number(text) or text


def _write_sheet(sheet: Any, vel: Vel, kinds: dict[str, Any]) -> None:
    for number, line in enumerate(vel.erboven):
        sheet.write_string(number, 0, _cut(line), kinds["getal" if number else "titel"])
    top = len(vel.erboven) + bool(vel.erboven)
    heads, rows = vel.rijen[0], vel.rijen[1:]
    widths = [_width(column) for column in zip(*vel.rijen, strict=True)]
    for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
        numbers = bool(rows) and all(
            isinstance(row[column], int | float | Celgetal) for row in rows
        )
        sheet.write_string(top, column, _cut(str(head)), kinds["getalkop" if numbers else "kop"])
        sheet.set_column(column, column, width)
    for number, row in enumerate(rows, top + 1):
        sheet.set_row(number, _height(row, widths))
        for column, cel in enumerate(row):
            _write_cell(sheet, (number, column), cel, kinds)
    sheet.freeze_panes(top + 1, 1)
    sheet.repeat_rows(top)
    if rows:
        sheet.autofilter(top, 0, top + len(rows), len(heads) - 1)


def _width(column: Sequence[Velcel]) -> int:
    longest = max(map(len, map(_as_text, column)))
    return min(max(longest + 2, NARROWEST), WIDEST)


def _as_text(cel: Velcel) -> str:
    """About as long as it is shown."""
    if isinstance(cel, Celgetal):
        return f"{cel.soort} {cel.getal:,}"
    return "" if cel is None else str(cel)


def _height(row: Sequence[Velcel], widths: Sequence[int]) -> int:
    """Enough for the longest cell: not every program finds this out by itself when it prints."""
    pairs = zip(row, widths, strict=True)
    lines = max(1 + len(_as_text(cel)) // (width - 1) for cel, width in pairs)
    return LINE * min(lines, MOST_LINES)


def _write_cell(sheet: Any, place: tuple[int, int], cel: Velcel, kinds: dict[str, Any]) -> None:
    match cel:
        case None | "":
            pass
        case date():
            sheet.write_datetime(*place, cel, kinds["datum"])
        case Celgetal():
            sheet.write_number(*place, cel.getal, kinds[_kind(cel)])
        case int() | float():
            sheet.write_number(*place, cel, kinds["getal"])
        case _:
            sheet.write_string(*place, _cut(str(cel)), kinds["tekst"])


def _kind(cel: Celgetal) -> str:
    if cel.soort == "€":
        return EURO if isinstance(cel.getal, int) else CENTS
    return SHARE if cel.soort else "getal"


def _cut(text: str) -> str:
    """What a cell can hold; a spreadsheet refuses a workbook with more."""
    return text if len(text) <= EXCEL_CELL else f"{text[:EXCEL_CELL]}… (ingekort)"
