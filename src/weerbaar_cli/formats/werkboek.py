"""A workbook to fill in, as Excel has it: what is open has a frame, all else is locked.

There is no password: the lock only keeps a hand from slipping. No text is ever computed.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

from weerbaar_cli.blad.blad import ZONDER_DAG
from weerbaar_cli.errors import missing_part
from weerbaar_cli.formats.xlsx import A4, LINE, LONGEST_FOOT, MOST_LINES
from weerbaar_cli.model.werkboek import KENMERK, OVER, Boekcel, Boekrij, Invulblad, Werkboek

UITLEG = "Uitleg"
FIRST_LIST = 3  # the column of the hidden sheet in which the lists to choose from begin
LONGEST_HINT = 250
# Where each list to choose from stands.
Lijstplekken = dict[tuple[str, ...], str]
GREY, PAPER = "#E7E6E6", "#FFFFFF"
NO_DAY = "Dit is geen datum. Schrijf dag-maand-jaar, zoals 31-01-2024."


def lists_of(boek: Werkboek) -> list[tuple[str, ...]]:
    """Every list to choose from, once."""
    cells = (cel for _, rij in boek.rows() for cel in rij.cellen)
    return list(dict.fromkeys(cel.keuzes for cel in cells if cel.keuzes))


def height_of(blad: Invulblad, rij: Boekrij) -> int:
    """How many lines a row needs: not every program finds this out by itself."""
    pairs = zip(rij.cellen, blad.kolommen, strict=True)
    needed = (
        sum(1 + len(line) // max(kolom.breedte - 1, 1) for line in str(cel.inhoud).split("\n"))
        for cel, kolom in pairs
        if cel.inhoud is not None
    )
    return min(max(needed, default=1), MOST_LINES)


def write_xlsx(boek: Werkboek) -> bytes:
    """Raises WeerbaarError when xlsxwriter is not installed."""
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise missing_part("voor werkboeken", "excel") from error
    buffer = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(buffer, {"in_memory": True, **plain})
    created = datetime.combine(ZONDER_DAG, time())
    book.set_properties({"title": boek.titel, "author": "", "created": created})
    kinds = _formats(book)
    first = book.add_worksheet(UITLEG)
    sheets = [(book.add_worksheet(blad.naam), blad) for blad in boek.bladen]
    lists = _write_over(book.add_worksheet(OVER), boek)
    _write_uitleg(first, boek, kinds)
    for sheet, blad in sheets:
        _write_blad(sheet, blad, kinds, lists)
    for sheet in (first, *(sheet for sheet, _ in sheets)):
        sheet.protect("", {"format_rows": True, "format_columns": True})
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        below = boek.voet.replace("&", "+")
        sheet.set_footer(f"&L{below[:LONGEST_FOOT]}&C&A&R&P van &N")
    book.close()
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    wrap = {"text_wrap": True, "valign": "top"}
    free = {**wrap, "locked": False, "border": 1, "bg_color": PAPER}
    return {
        "titel": book.add_format({"bold": True, "font_size": 14}),
        "hoofd": book.add_format({**wrap, "bold": True, "bottom": 2}),
        "kop": book.add_format({**wrap, "bold": True, "bg_color": GREY}),
        "vast": book.add_format(wrap),
        "regel": book.add_format({"valign": "top"}),
        "tekst": book.add_format(free),
        "keuze": book.add_format(free),
        "getal": book.add_format({**free, "align": "left"}),
        "datum": book.add_format({**free, "num_format": "dd-mm-yyyy", "align": "left"}),
    }


def _write_over(sheet: Any, boek: Werkboek) -> Lijstplekken:
    """The hidden sheet; where on it each list to choose from stands."""
    for number, (name, value) in enumerate(boek.over):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, value)
    places = {}
    for column, words in enumerate(lists_of(boek), FIRST_LIST):
        for number, word in enumerate(words):
            sheet.write_string(number, column, word)
        name = letters_of(column)
        places[words] = f"={OVER}!${name}$1:${name}${len(words)}"
    sheet.hide()
    return places


def letters_of(column: int) -> str:
    """How a column is called, counted from 0."""
    first, rest = divmod(column, 26)
    return (letters_of(first - 1) if first else "") + chr(ord("A") + rest)


def _write_uitleg(sheet: Any, boek: Werkboek, kinds: dict[str, Any]) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, boek.titel, kinds["titel"])
    for number, (left, right) in enumerate(boek.uitleg, 2):
        sheet.write_string(number, 0, left, kinds["hoofd" if not right else "vast"])
        sheet.write_string(number, 1, right, kinds["vast"])
        sheet.set_row(number, LINE * (1 + len(right) // 90))


def _write_blad(sheet: Any, blad: Invulblad, kinds: dict[str, Any], lists: Lijstplekken) -> None:
    for number, line in enumerate(blad.erboven):
        sheet.write_string(number, 0, line, kinds["regel" if number else "titel"])
    top, width = len(blad.erboven) + 1, len(blad.kolommen)
    for column, kolom in enumerate(blad.kolommen):
        sheet.set_column(column, column, kolom.breedte)
        sheet.write_string(top, column, kolom.kop, kinds["hoofd"])
    sheet.set_row(top, LINE * 2)
    sheet.set_column(width, width + 1, None, None, {"hidden": True})
    sheet.write_string(top, width, KENMERK)
    sheet.write_string(top, width + 1, blad.koppen)
    for number, rij in enumerate(blad.rijen, top + 1):
        sheet.set_row(number, LINE * height_of(blad, rij))
        for column, cel in enumerate(rij.cellen):
            _write_cell(sheet, (number, column), cel, kinds)
            _offer(sheet, (number, column), cel, lists)
        sheet.write_string(number, width, rij.kenmerktekst)
        sheet.write_string(number, width + 1, blad.basis(rij))
    sheet.freeze_panes(top + 1, 2)
    sheet.repeat_rows(top)


def _write_cell(sheet: Any, place: tuple[int, int], cel: Boekcel, kinds: dict[str, Any]) -> None:
    look = kinds[cel.soort if cel.vrij or cel.soort == "kop" else "vast"]
    match cel.inhoud:
        case None | "":
            sheet.write_blank(*place, None, look)
        case date():
            sheet.write_datetime(*place, cel.inhoud, look)
        case int() | float():
            sheet.write_number(*place, cel.inhoud, look)
        case _:
            sheet.write_string(*place, str(cel.inhoud), look)


def _offer(sheet: Any, place: tuple[int, int], cel: Boekcel, lists: Lijstplekken) -> None:
    """The words to choose from; what else is typed is judged when it is read."""
    hint = {"input_message": cel.uitleg[:LONGEST_HINT]} if cel.uitleg else {}
    if cel.keuzes:
        source = lists[cel.keuzes]
        sheet.data_validation(
            *place, *place, {"validate": "list", "source": source, "show_error": False, **hint}
        )
    elif cel.vrij and cel.soort == "datum":
        since = {"validate": "date", "criteria": ">=", "value": date(1900, 3, 1)}
        told = {"error_title": "Geen datum", "error_message": NO_DAY, "error_type": "warning"}
        sheet.data_validation(*place, *place, since | told)
    elif hint:
        sheet.data_validation(*place, *place, {"validate": "any", **hint})
