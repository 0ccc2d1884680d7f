"""A table is called once: what the head above it says is no caption too, in any form."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace

from tests.blad.voorbeeldblad import stapel, voorbeeldblad
from tests.browser.structuur import read_page
from tests.formats.gedrukt import told
from tests.formats.test_pdf import LETTERTYPEN, SJABLONEN, STIJL
from tests.formats.test_word import draw
from weerbaar_cli.blad.blad import Blad, Kolom, Sectie, Tabel, Uitklap
from weerbaar_cli.cli.console import make_console
from weerbaar_cli.files.sjablonen import read_word
from weerbaar_cli.formats.grafiek import draw_alone
from weerbaar_cli.formats.html import to_html
from weerbaar_cli.formats.markdown import to_markdown
from weerbaar_cli.formats.pdf import to_pdf
from weerbaar_cli.formats.scherm import show_blad
from weerbaar_cli.formats.word import to_word

KOLOMMEN, RIJEN = (Kolom("Wat"), Kolom("Hoe")), (("een", "goed"),)
FEITEN, ANDERS = (Tabel(name, KOLOMMEN, RIJEN) for name in ("Alle feiten", "Iets anders"))
GEZEGD, APART = ("Alle feiten", stapel().tabel.bijschrift), "Iets anders"


@pytest.fixture
def blad() -> Blad:
    secties = (
        Sectie("Bijlage A. Alle feiten", "a", (FEITEN, ANDERS)),
        Sectie(f"Deel 2. {GEZEGD[1]}", "b", (stapel(),)),
        Sectie("Meer", "c", (Uitklap("Alle feiten", (FEITEN,)),)),
    )
    return replace(voorbeeldblad("-"), secties=secties)


def test_in_html_it_is_the_name_that_is_heard(blad: Blad) -> None:
    page = read_page(to_html(blad, SJABLONEN))
    tables = list(page.walk("table"))
    names = [one.attributen.get("aria-label", "") for one in tables]
    assert names == [GEZEGD[0], "", GEZEGD[1], GEZEGD[0]]
    captions = [[one.text() for one in table.walk("caption")] for table in tables]
    assert [[*filter(None, one)][:1] == [APART] for one in captions] == [0, 1, 0, 0]
    assert not list(page.walk("figcaption"))


def test_in_markdown_and_on_the_screen(blad: Blad, capsys: pytest.CaptureFixture[str]) -> None:
    show_blad(make_console(), blad)
    for text in (to_markdown(blad, SJABLONEN), capsys.readouterr().out):
        assert [text.count(one) for one in (*GEZEGD, APART)] == [2, 1, 1]


def test_in_word_it_is_a_property(blad: Blad) -> None:
    word = docx.Document(io.BytesIO(to_word(blad, draw, read_word())))
    styles = [(one.text, one.style.name) for one in word.paragraphs if one.style is not None]
    assert [text for text, style in styles if style == "Caption"] == [APART]
    assert GEZEGD[0] in word.tables[0]._tbl.xml


def test_on_paper(blad: Blad, tmp_path: Path) -> None:
    path = tmp_path / "uit.pdf"
    made = to_pdf(blad, SJABLONEN["blad.typ"], LETTERTYPEN, lambda one: draw_alone(one, STIJL))
    path.write_bytes(made.inhoud)
    assert [told(path).count(one) for one in (*GEZEGD, APART)] == [2, 1, 1]
