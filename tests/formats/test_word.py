"""Word: real heading styles, header rows that repeat, alternative texts, a base of one's own."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from tests.blad.voorbeeldblad import voorbeeldblad
from tests.formats.test_pdf import HOSTILE, SJABLONEN, STIJL
from weerbaar_cli.blad.blad import Grafiek
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.sjablonen import font_folder
from weerbaar_cli.formats.grafiek.los import draw_alone
from weerbaar_cli.formats.plaatje import to_png
from weerbaar_cli.formats.word import to_word

assert SJABLONEN


def draw(grafiek: Grafiek) -> bytes:
    return to_png(draw_alone(grafiek, STIJL), font_folder())


def make(tekst: str = "Het beleid ligt bij de raad.", basis: bytes | None = None) -> bytes:
    return to_word(voorbeeldblad(tekst), draw, basis)


@pytest.fixture(scope="module")
def content() -> bytes:
    return make()


def part(content: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        return found.read(name).decode()


def test_headings_are_headings(content: bytes) -> None:
    word = docx.Document(io.BytesIO(content))
    found = [
        (int(one.style.name[-1]), one.text)
        for one in word.paragraphs
        if one.style is not None and (one.style.name or "").startswith("Heading")
    ]
    wanted = [(depth, sectie.kop) for depth, sectie in voorbeeldblad().walk()]
    assert [depth for depth, _ in found] == [depth for depth, _ in wanted]
    assert all(a[1].startswith(b[1]) for a, b in zip(found, wanted, strict=True))


def test_every_table_repeats_its_header_row(content: bytes) -> None:
    tables = docx.Document(io.BytesIO(content)).tables
    assert len(tables) >= 4
    for table in tables:
        heads = [row for row in table.rows if row._tr.trPr.find(qn("w:tblHeader")) is not None]
        assert len(heads) == 1


def test_every_picture_has_a_text(content: bytes) -> None:
    shapes = docx.Document(io.BytesIO(content)).inline_shapes
    texts = [shape._inline.docPr.get("descr") for shape in shapes]
    assert len(texts) == 4
    assert all(texts)


def test_properties_name_the_report_and_nobody(content: bytes) -> None:
    found = docx.Document(io.BytesIO(content)).core_properties
    assert (found.title, found.language) == (voorbeeldblad().titel, "nl-NL")
    assert (found.author, found.last_modified_by, found.comments) == ("weerbaar", "weerbaar", "")


def test_language_page_numbers_and_marks(content: bytes) -> None:
    assert 'w:val="nl-NL"' in part(content, "word/styles.xml")
    names = [name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if "word/" in name]
    header = "".join(part(content, name) for name in names if "header" in name)
    footer = "".join(part(content, name) for name in names if "footer" in name)
    assert voorbeeldblad().fictief in header
    assert voorbeeldblad().vertrouwelijk in header
    assert "NUMPAGES" in footer


def test_the_same_report_gives_the_same_bytes(content: bytes) -> None:
    assert make() == content


@pytest.mark.parametrize("tekst", [*HOSTILE, "😀 汉字"])
def test_text_of_a_file_stays_text(tekst: str) -> None:
    assert docx.Document(io.BytesIO(make(tekst))).paragraphs


def test_a_base_lends_its_styles_and_not_its_words() -> None:
    base = docx.Document()
    base.styles["Heading 1"].font.name = "Comic Sans MS"
    base.add_paragraph("Brief aan de raad van Elders")
    base.add_table(1, 1)
    buffer = io.BytesIO()
    base.save(buffer)
    content = make(basis=buffer.getvalue())
    assert "Elders" not in part(content)
    assert "Comic Sans MS" in part(content, "word/styles.xml")


def test_a_base_without_our_styles_will_do() -> None:
    base = docx.Document()
    for name in ("List Bullet", "List Number", "Caption", "Table Grid", "Subtitle"):
        base.styles[name].delete()
    buffer = io.BytesIO()
    base.save(buffer)
    assert docx.Document(io.BytesIO(make(basis=buffer.getvalue()))).paragraphs


@pytest.mark.parametrize("basis", [b"", b"geen zip", b"PK\x05\x06" + b"\0" * 18])
def test_a_damaged_base_is_refused_in_words(basis: bytes) -> None:
    with pytest.raises(WeerbaarError, match="Word-document"):
        make(basis=basis)


@pytest.mark.parametrize("name", ["docx", "typst"])
def test_without_its_extra_it_says_what_to_install(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(WeerbaarError, match=r"\[word\]") as caught:
        make()
    assert "word]" in caught.value.tip


@pytest.mark.skipif(
    shutil.which("soffice") is None and "WEERBAAR_ALL_TESTS" not in os.environ,
    reason="LibreOffice is not installed",
)
def test_libreoffice_opens_it(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rapport.docx"
    path.write_bytes(content)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    order = ["soffice", home, "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path)]
    subprocess.run([*order, str(path)], check=True, capture_output=True, timeout=120)
    found = (tmp_path / "rapport.fodt").read_text(encoding="utf-8")
    headings = [depth for depth, _ in voorbeeldblad().walk()]
    assert found.count("<text:h ") == len(headings)
    assert found.count("<table:table-header-rows>") == found.count("<table:table ")
