"""What Word can and python-docx does not say: fields, bookmarks, header rows, language."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

# A bookmark's name in Word: at most this long, and no signs but the underscore.
LONGEST_NAME = 40
FIRST_ZIP_YEAR = 1980
LETTER = "Calibri"
HEAD_COLOUR = "154273"


def find_style(word: Word, name: str) -> str:
    """The style of that name; plain text where a base document does not have it."""
    names = {style.name for style in word.styles}
    fallback = "Normal Table" if name.startswith("Table") else "Normal"
    return name if name in names else fallback


def _element(tag: str, /, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    found = OxmlElement(tag)
    for key, value in attributes.items():
        found.set(qn(f"w:{key}"), value)
    return found


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(tag))


def set_language(word: Word, language: str) -> None:
    """The language of all text, for spelling and for reading aloud."""
    for default in word.styles.element.iter(_name("w:rPrDefault")):
        for run in default.findall(_name("w:rPr")):
            for old in run.findall(_name("w:lang")):
                run.remove(old)
            run.append(_element("w:lang", val=language, eastAsia=language))


def set_page(word: Word) -> None:
    """A4 with margins of two centimetres."""
    from docx.shared import Cm

    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2.2)


def set_look(word: Word) -> None:
    """One plain letter, dark blue heads, little air between paragraphs."""
    from docx.shared import Pt, RGBColor

    names = ["Normal", "Title", "Subtitle", "Caption", *(f"Heading {n}" for n in range(1, 6))]
    for name in names:
        style = word.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("ascii", "hAnsi", "cs"):
            fonts.set(_name(f"w:{key}"), LETTER)
        if name not in ("Normal", "Caption"):
            style.font.color.rgb = RGBColor.from_string(HEAD_COLOUR)
    word.styles["Normal"].font.size = Pt(10)
    word.styles["Normal"].paragraph_format.space_after = Pt(4)
    word.styles["Normal"].paragraph_format.line_spacing = 1.1
    word.styles["Title"].font.size = Pt(20)
    word.styles["Caption"].font.color.rgb = RGBColor(0, 0, 0)


def set_dense(word: Word) -> None:
    """Little air, for what must stand on one page."""
    from docx.shared import Cm, Pt

    for name, size in (("Normal", 9), ("Title", 16), ("Heading 1", 12)):
        style = word.styles[find_style(word, name)]
        style.font.size = Pt(size)
        style.paragraph_format.space_before = Pt(4 if name == "Heading 1" else 0)
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.line_spacing = 1.0
    word.sections[0].top_margin = word.sections[0].bottom_margin = Cm(1.8)


def shrink(cell: Any) -> None:
    """Smaller letters in one cell."""
    from docx.shared import Pt

    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(8)


def set_corners(paragraph: Paragraph, width: float) -> None:
    """Small letters, one text to the left and after a tab one to the right."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm, Pt

    if paragraph.style is not None:
        paragraph.style.font.size = Pt(8)
    paragraph.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(width), WD_TAB_ALIGNMENT.RIGHT)


def drop_thumbnail(word: Word) -> None:
    """Take away the small picture of whatever document this one began as."""
    relations = word.part.package.rels
    for name in [one for one, found in relations.items() if found.reltype.endswith("/thumbnail")]:
        del relations[name]


def empty(word: Word) -> None:
    """Take away what stands in a document; its styles and page settings stay."""
    body = word.element.body
    for child in list(body):
        if child.tag != _name("w:sectPr"):
            body.remove(child)
    for section in word.sections[1:]:
        section._sectPr.getparent().remove(section._sectPr)


def add_field(paragraph: Paragraph, code: str) -> None:
    """A field that Word fills in: a page number, the number of a table."""
    field = _element("w:fldSimple", instr=code)
    run = _element("w:r")
    text = _element("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def add_bookmark(paragraph: Paragraph, anker: str, number: int) -> None:
    """A place that a link can lead to."""
    start = _element("w:bookmarkStart", id=str(number), name=bookmark(anker))
    end = _element("w:bookmarkEnd", id=str(number))
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(end)


def add_link(paragraph: Paragraph, text: str, anker: str) -> None:
    """Words that lead to a bookmark."""
    link = _element("w:hyperlink", anchor=bookmark(anker), history="1")
    run = paragraph.add_run(text)
    run.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def bookmark(anker: str) -> str:
    """An anchor as Word allows it: a letter first, then letters, digits and underscores."""
    clean = "".join(char if char.isalnum() else "_" for char in anker)
    return f"a_{clean}"[:LONGEST_NAME]


def shade(paragraph: Paragraph, colour: str) -> None:
    """A ground of colour behind a paragraph."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(_element("w:shd", val="clear", color="auto", fill=colour))


def colour(run: Run, rgb: str) -> None:
    """The colour of letters; never the only carrier of a meaning."""
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor.from_string(rgb)


def mark_header(table: Table, title: str) -> None:
    """Repeat the first row on every page, never break a row, and say what the table is."""
    for index, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(_element("w:cantSplit"))
        if index == 0:
            properties.append(_element("w:tblHeader"))
    found = table._tbl.tblPr
    for old in found.findall(_name("w:tblLook")):
        found.remove(old)
    found.append(_element("w:tblLook", firstRow="1", firstColumn="1", noHBand="1", noVBand="1"))
    found.append(_element("w:tblCaption", val=title))


def set_widths(table: Table, widths: list[float]) -> None:
    """The width of every column, in centimetres."""
    from docx.shared import Cm

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def set_alt(shape: Any, title: str, text: str) -> None:
    """The words beside a picture, for who cannot see it."""
    properties = shape._inline.docPr
    properties.set("title", title)
    properties.set("descr", text)


def start_numbering(word: Word) -> int | None:
    """A numbering that begins at 1; None when the document's style does not number."""
    style = next((one for one in word.styles if one.name == "List Number"), None)
    found = style.element.find(f".//{_name('w:numId')}") if style is not None else None
    if found is None:
        return None
    numbering = word.part.numbering_part.element
    old = numbering.num_having_numId(int(found.get(_name("w:val"))))
    num = numbering.add_num(old.abstractNumId.val)
    num.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(num.numId)


def set_numbering(paragraph: Paragraph, number: int) -> None:
    """Make a paragraph an item of a numbering."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def freeze(content: bytes, day: date) -> bytes:
    """The same document with the same bytes: the parts of a zip carry the time of writing."""
    moment = (max(day.year, FIRST_ZIP_YEAR), day.month, day.day, 0, 0, 0)
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            info = zipfile.ZipInfo(name, moment)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return buffer.getvalue()
