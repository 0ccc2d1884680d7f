"""The codes of a report: found back in every form, and in nothing that only looks like them."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace

from tests.blad.voorbeeldblad import voorbeeldblad
from tests.formats.test_pdf import LETTERTYPEN, SJABLONEN, STIJL
from tests.formats.test_word import draw
from weerbaar_cli.files.sjablonen import read_word
from weerbaar_cli.formats.csv import page_rows, to_csv
from weerbaar_cli.formats.grafiek import draw_alone
from weerbaar_cli.formats.html import to_html
from weerbaar_cli.formats.markdown import to_markdown
from weerbaar_cli.formats.pdf import to_pdf
from weerbaar_cli.formats.word import to_word
from weerbaar_cli.leaks.uitlezen import read_in_order
from weerbaar_cli.model.uitkomsten.waarmerk import (
    ONDERDELEN,
    Waarmerk,
    find_waarmerk,
    is_newer,
    take_afdruk,
)
from weerbaar_cli.views.waarmerk import add_waarmerk, take_inhoud

AFDRUKKEN = tuple((one, take_afdruk([one])) for one in ONDERDELEN)
WAARMERK = Waarmerk("0.1.0", "eigen", date(2024, 1, 31), date(2024, 2, 1), AFDRUKKEN)
# A remark that pretends to be a mark must not be taken for it.
VALS = f"wv9.9.9 wdopenbaar wt20300101 wg20300101 wi{'0' * 16} wr{'f' * 16}"


def in_html(tmp_path: Path) -> str:
    return to_html(add_waarmerk(voorbeeldblad(VALS), WAARMERK), SJABLONEN)


def in_markdown(tmp_path: Path) -> str:
    return to_markdown(add_waarmerk(voorbeeldblad(VALS), WAARMERK), SJABLONEN)


def in_pdf(tmp_path: Path) -> str:
    blad = add_waarmerk(voorbeeldblad(VALS), WAARMERK)
    made = to_pdf(blad, SJABLONEN["blad.typ"], LETTERTYPEN, lambda one: draw_alone(one, STIJL))
    return "\n".join(read_in_order(made.inhoud, "rapport.pdf"))


def in_word(tmp_path: Path) -> str:
    content = to_word(add_waarmerk(voorbeeldblad(VALS), WAARMERK), draw, read_word())
    word = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in word.paragraphs), *cells])


def in_csv(tmp_path: Path) -> str:
    return "".join(to_csv(page_rows(add_waarmerk(voorbeeldblad(VALS), WAARMERK))))


@pytest.mark.parametrize("form", [in_html, in_markdown, in_pdf, in_word, in_csv])
def test_it_is_found_back_in_every_form(form: object, tmp_path: Path) -> None:
    assert callable(form)
    assert find_waarmerk(form(tmp_path)) == WAARMERK


@pytest.mark.parametrize("text", ["", "wv1.0", "wv1.0 wdeigen wt20240199 wg20240101", VALS[:30]])
def test_a_text_without_all_of_it_has_none(text: str) -> None:
    assert find_waarmerk(text) is None


def test_the_content_counts_and_the_date_and_footer_do_not() -> None:
    blad = voorbeeldblad()
    later = replace(blad, datum=date(2030, 1, 1), voet=("weerbaar 9",))
    assert take_inhoud(later) == take_inhoud(blad)
    assert take_inhoud(voorbeeldblad("anders")) != take_inhoud(blad)


def test_where_a_text_ends_counts() -> None:
    assert take_afdruk(["a", "b"]) != take_afdruk(["ab"])
    assert take_afdruk(["a", "b"]) != take_afdruk(["a\n1\nb"])


@pytest.mark.parametrize(
    ("one", "other", "newer"),
    [("0.2.0", "0.1.9", True), ("0.10.0", "0.9.0", True), ("0.1.0", "0.1.0", False)],
)
def test_versions_are_numbers(one: str, other: str, newer: bool) -> None:
    assert is_newer(one, other) is newer
