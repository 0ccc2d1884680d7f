"""Word: real heading styles, header rows that repeat, alternative texts, a base of one's own."""

from __future__ import annotations

import io
import os
import re
import runpy
import shutil
import subprocess
import sys
import time
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm
from msgspec.structs import replace
from PIL import Image

from tests.blad.voorbeeldblad import voorbeeldblad
from tests.formats.test_pdf import HOSTILE, SJABLONEN, STIJL
from weerbaar_cli.blad.blad import Alinea, Grafiek, Kolom, Sectie, Tabel
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.sjablonen import (
    GROOTSTE_DEEL,
    UITGEPAKT,
    font_folder,
    read_basis,
    read_word,
)
from weerbaar_cli.formats.grafiek import draw_alone, to_png
from weerbaar_cli.formats.word import to_word
from weerbaar_cli.formats.word_blad import TEXT_WIDTH_CM

assert SJABLONEN


def draw(grafiek: Grafiek) -> bytes:
    return to_png(draw_alone(grafiek, STIJL), font_folder())


def make(tekst: str = "Het beleid ligt bij de raad.") -> bytes:
    return to_word(voorbeeldblad(tekst), draw, read_word())


def make_with(basis: bytes, folder: Path) -> bytes:
    """The report in the styles of another document."""
    path = folder / "basis.docx"
    path.write_bytes(basis)
    return to_word(voorbeeldblad(), draw, read_word(), read_basis(path))


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
    assert len(texts) == 3
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


def test_a_base_lends_its_styles_and_not_its_words(tmp_path: Path) -> None:
    base = docx.Document()
    base.styles["Heading 1"].font.name = "Comic Sans MS"
    base.add_paragraph("Brief aan de raad van Elders")
    base.add_table(1, 1)
    buffer = io.BytesIO()
    base.save(buffer)
    content = make_with(buffer.getvalue(), tmp_path)
    assert "Elders" not in part(content)
    assert "Comic Sans MS" in part(content, "word/styles.xml")


def test_a_base_without_our_styles_will_do(tmp_path: Path) -> None:
    base = docx.Document()
    for name in ("List Bullet", "List Number", "Caption", "Table Grid", "Subtitle"):
        base.styles[name].delete()
    buffer = io.BytesIO()
    base.save(buffer)
    assert docx.Document(io.BytesIO(make_with(buffer.getvalue(), tmp_path))).paragraphs


ELSEWHERE = "J. Elders van Gemeente Elders"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def laden() -> bytes:
    """A document that carries along all that a document can: people, macros, templates, marks."""
    base = docx.Document()
    base.core_properties.author = base.core_properties.category = ELSEWHERE
    for paragraph in (base.sections[0].header.paragraphs[0], base.sections[0].footer.paragraphs[0]):
        paragraph.text = ELSEWHERE
    base.add_comment(base.add_paragraph(ELSEWHERE).runs, ELSEWHERE, ELSEWHERE, "JE")
    buffer = io.BytesIO()
    base.save(buffer)
    hidden = {
        "word/people.xml": f"<p>{ELSEWHERE}</p>",
        "word/vbaProject.bin": ELSEWHERE,
        "word/glossary/document.xml": f"<p>{ELSEWHERE}</p>",
        "customXml/item2.xml": f"<p>{ELSEWHERE}</p>",
        "docProps/custom.xml": f"<p>{ELSEWHERE}</p>",
        "docProps/app.xml": f"<p>{ELSEWHERE}</p>",
        "word/_rels/settings.xml.rels": f"<p Target='https://elders.test/{ELSEWHERE}'/>",
    }
    inside = {
        "word/styles.xml": (
            "</w:styles>",
            f"<!-- {ELSEWHERE} --><?elders {ELSEWHERE}?><elders xmlns='urn:x'>{ELSEWHERE}</elders>"
            f"<w:style w:styleId='x' xmlns:y='urn:y' y:wie='{ELSEWHERE}'>{ELSEWHERE}</w:style>"
            "</w:styles>",
        ),
        "word/fontTable.xml": (
            "</w:fonts>",
            f"<w:font w:name='x' xmlns:r='{OFFICE}'><w:embedRegular r:id='elders'/></w:font>"
            "</w:fonts>",
        ),
    }
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(buffer.getvalue())) as source,
        zipfile.ZipFile(made, "w") as target,
    ):
        for name in source.namelist():
            text = source.read(name)
            if name in inside:
                old, new = inside[name]
                text = text.replace(old.encode(), new.encode())
            if name not in hidden:
                target.writestr(name, text)
        for name, words in hidden.items():
            target.writestr(name, words)
    return made.getvalue()


def test_of_a_base_nothing_comes_along_but_how_it_looks(tmp_path: Path) -> None:
    assert ELSEWHERE in "".join(parts(laden()).values())
    ours, dressed = parts(make()), parts(make_with(laden(), tmp_path))
    assert dressed.keys() == ours.keys()
    assert "elders" not in "".join(dressed.values()).lower()
    assert 'w:styleId="x"' in dressed["word/styles.xml"]
    changed = {name for name in ours if ours[name] != dressed[name]}
    assert changed <= {
        "word/document.xml",  # the ids of styles
        "word/styles.xml",
        "word/numbering.xml",
        "word/fontTable.xml",
        "word/theme/theme1.xml",
    }


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        return {name: found.read(name).decode(errors="replace") for name in found.namelist()}


def bomb(name: str, size: int) -> bytes:
    """A small document with a part that is large when it is unpacked."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/styles.xml", b" ")
        target.writestr(name, b" " * size)
    return buffer.getvalue()


@pytest.mark.long
@pytest.mark.parametrize("name", ["word/document.xml", "word/numbering.xml"])
def test_a_base_that_is_large_when_unpacked_is_refused_before_that(
    name: str, tmp_path: Path
) -> None:
    with pytest.raises(WeerbaarError, match="uitgepakt te groot") as caught:
        make_with(bomb(name, UITGEPAKT), tmp_path)
    assert caught.value.tip


def test_a_part_is_counted_while_it_is_read(tmp_path: Path) -> None:
    """What a zip says of its sizes need not be so."""
    lying = bomb("word/numbering.xml", GROOTSTE_DEEL + 1)
    size = (GROOTSTE_DEEL + 1).to_bytes(4, "little")
    with pytest.raises(WeerbaarError, match="Word-document"):
        make_with(lying.replace(size, (9).to_bytes(4, "little")), tmp_path)
    with pytest.raises(WeerbaarError, match="Word-document"):
        make_with(lying, tmp_path)


@pytest.mark.parametrize(
    "styles", ["", "<w", "<styles/>", '<!DOCTYPE x [<!ENTITY a "b">]><styles>&a;</styles>']
)
def test_a_base_with_other_styles_than_of_word_is_refused(styles: str, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        target.writestr("word/styles.xml", styles)
    with pytest.raises(WeerbaarError, match="Word-document"):
        make_with(buffer.getvalue(), tmp_path)


# --- what every document begins as ---


def test_the_document_that_all_begin_as_is_what_its_script_makes() -> None:
    path = Path(__file__).parents[2] / "docs" / "word_basis.py"
    made: dict[str, object] = runpy.run_path(str(path))
    assert callable(made["make"])
    assert made["make"]() == read_word()


def test_nobody_else_is_named_as_its_maker(content: bytes) -> None:
    assert "<Application>weerbaar</Application>" in part(content, "docProps/app.xml")
    assert "Macintosh" not in "".join(parts(content).values())


def test_the_corners_of_a_page_are_kept_apart_by_a_tab_stop(content: bytes) -> None:
    section = docx.Document(io.BytesIO(content)).sections[0]
    blad = voorbeeldblad()
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    assert head.text == f"{blad.vertrouwelijk}\n{blad.fictief}\t{blad.titel}"
    assert foot.text.startswith(f"{' · '.join(blad.voet)}\tbladzijde ")
    for paragraph in (head, foot):
        (stop,) = paragraph.paragraph_format.tab_stops
        assert stop.alignment == WD_TAB_ALIGNMENT.RIGHT
        assert abs(stop.position - Cm(TEXT_WIDTH_CM)) < Cm(0.1)


def test_a_date_and_a_figure_are_never_broken_over_lines() -> None:
    said = Alinea("Klaar op 31-01-2024, bij 8 van de 13 adviseurs; € 104.000.")
    blad = replace(voorbeeldblad(), secties=(Sectie("Een", "een", (said,)),))
    content = to_word(blad, draw, read_word())
    last = docx.Document(io.BytesIO(content)).paragraphs[-1]
    assert (
        last.text
        == "Klaar op 31-01-2024, bij 8\u00a0van\u00a0de\u00a013 adviseurs; €\u00a0104.000."
    )
    assert last._p.xml.count("<w:noBreakHyphen/>") == 2


def test_two_thousand_norms_are_written_within_ten_seconds() -> None:
    norms = tuple(
        Sectie(f"Norm {i}", f"norm-{i}", (Alinea("Reden: geen."),) * 4, merk="deels")
        for i in range(2000)
    )
    blad = replace(voorbeeldblad(), secties=(Sectie("Een", "een", (), norms),))
    start = time.process_time()
    to_word(blad, draw, read_word())
    assert time.process_time() - start < 10


def test_a_long_table_takes_no_more_time_per_row_than_a_short_one() -> None:
    def seconds(rows: int) -> float:
        table = Tabel("Lang", (Kolom("a"), Kolom("b")), tuple((f"{i}", "x") for i in range(rows)))
        blad = replace(voorbeeldblad(), secties=(Sectie("Lang", "lang", (table,)),))
        start = time.process_time()
        to_word(blad, draw, read_word())
        return time.process_time() - start

    assert seconds(8_000) < 16 * max(seconds(1_000), 0.05)


@pytest.mark.parametrize("basis", [b"", b"geen zip", b"PK\x05\x06" + b"\0" * 18])
def test_a_damaged_base_is_refused_in_words(basis: bytes, tmp_path: Path) -> None:
    with pytest.raises(WeerbaarError, match="Word-document"):
        make_with(basis, tmp_path)


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


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# What the styles of a base can do to a line: hidden, white, as small as can be, out of its place.
HIDE_LETTERS = (
    '<w:rPr><w:vanish/><w:color w:val="FFFFFF"/><w:spacing w:val="-400"/><w:w w:val="1"/>'
    '<w:position w:val="-2000"/><w:sz w:val="2"/></w:rPr>'
)
HIDE_PLACE = (
    '<w:pPr><w:framePr w:w="100" w:hAnchor="page" w:x="-9000" w:y="-9000"/>'
    '<w:spacing w:line="1" w:lineRule="exact"/><w:ind w:left="-20000" w:right="20000"/></w:pPr>'
)


def hiding(content: bytes) -> bytes:
    """The same document with styles that hide every text."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/styles.xml":
                style = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">{}</w:style>'
                named = f'<w:name w:val="Normal"/>{HIDE_PLACE}{HIDE_LETTERS}'
                data = f'<w:styles xmlns:w="{W}">{style.format(named)}</w:styles>'.encode()
            new.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.long
@pytest.mark.skipif(
    shutil.which("soffice") is None and "WEERBAAR_ALL_TESTS" not in os.environ,
    reason="LibreOffice is not installed",
)
@pytest.mark.slow
def test_a_base_leaves_the_line_for_whom_it_is(tmp_path: Path) -> None:
    """Seen on paper; the text under it has the styles of the base, and nobody finds it."""
    path = tmp_path / "rapport.docx"
    path.write_bytes(make_with(hiding(read_word()), tmp_path))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    order = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*order, str(path)], check=True, capture_output=True, timeout=120)
    run = ["pdftotext", "-bbox", str(tmp_path / "rapport.pdf"), "-"]
    words = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    seen = re.findall(
        r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="[\d.]+" yMax="([\d.-]+)">(.*?)<', words
    )
    for line in (voorbeeldblad().vertrouwelijk, voorbeeldblad().fictief):
        word = line.split()[0]
        (left, top, bottom) = next(map(float, one[:3]) for one in seen if one[3] == word)
        assert left > 0
        assert bottom - top > 6
    draw_it = ["pdftoppm", "-r", "144", "-png", "-singlefile", str(tmp_path / "rapport.pdf")]
    subprocess.run([*draw_it, str(tmp_path / "blad")], check=True)
    with Image.open(tmp_path / "blad.png") as page:
        band = page.convert("L").crop((0, round(top * 2), page.width, round(bottom * 2)))
        assert min(band.tobytes()) < 64, "black on white"


@pytest.mark.parametrize("many", [False, True])
def test_a_long_document_says_what_is_in_it(many: bool) -> None:
    """By a field that Word can make again, filled in with links to the chapters."""
    rows = tuple((f"Rij {n}", "twee") for n in range(80 if many else 2))
    tabel = Tabel("Rijen", (Kolom("Een"), Kolom("Twee")), rows)
    chapters = tuple(Sectie(f"Deel {n}", f"deel-{n}", (tabel,)) for n in range(2))
    made = part(to_word(replace(voorbeeldblad(), secties=chapters), draw, read_word()))
    links = re.findall(r'<w:hyperlink w:anchor="(a_deel_\d)"', made)
    assert links == (["a_deel_0", "a_deel_1"] if many else [])
    assert made.count("TOC \\o") == many
    kinds = re.findall(r'w:fldCharType="(\w+)"', made)
    assert kinds == (["begin", "separate", "end"] if many else [])


def test_what_a_long_document_holds_stands_after_its_first_pages() -> None:
    """On the page on which the annex begins, which does not begin on one more."""
    rows = tuple((f"Rij {n}", "twee") for n in range(80))
    annex = (Tabel("Rijen", (Kolom("Een"), Kolom("Twee")), rows),)
    chapters = (
        Sectie("Kort", "kort", (Alinea("Eerst dit."),)),
        Sectie("Bijlage A", "bijlage", annex, nieuwe_bladzijde=True),
    )
    made = to_word(replace(voorbeeldblad(), secties=chapters), draw, read_word())
    found = docx.Document(io.BytesIO(made)).paragraphs
    words = [one.text for one in found]
    assert words[-7:-2] == ["Eerst dit.", "Inhoud", "Kort", "Bijlage A", "Bijlage A"]
    new_page = [
        one.text for one in found if one._p.find(f".//{qn('w:pageBreakBefore')}") is not None
    ]
    assert new_page == ["Inhoud"]


def test_a_table_leaves_no_head_and_no_last_row_alone(content: bytes) -> None:
    """In Word; LibreOffice keeps the rows of a table together or lets them all go."""
    for table in docx.Document(io.BytesIO(content)).tables:
        kept = [row._tr.find(f".//{qn('w:keepNext')}") is not None for row in table.rows]
        last = len(kept) - 2
        assert kept == [place in (0, last) for place in range(len(kept))]


def test_a_chart_and_its_table_have_their_captions_apart(content: bytes) -> None:
    words = docx.Document(io.BytesIO(content)).paragraphs
    styles = [one.style.name for one in words if one.style is not None]
    assert ("Caption", "Caption") not in set(pairwise(styles))
