"""The document that every report in Word begins as: `python docs/word_basis.py` makes it anew.

It has our styles, the page with a header and a footer, and nothing else that a document carries
along: no picture, no template, no company, no name.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

PLACE = Path(__file__).parent.parent / "templates" / "blad.docx"
LETTER = "Calibri"
HEAD_COLOUR = RGBColor.from_string("154273")
TEXT_WIDTH = Cm(17.6)
LANGUAGE = "nl-NL"
HEADINGS = tuple(f"Heading {number}" for number in range(1, 10))
PLAIN = ("Normal", "Caption", "List Bullet", "List Number")
KEPT = (
    *PLAIN, *HEADINGS, "Title", "Subtitle", "Table Grid", "Normal Table", "No List",
    "Default Paragraph Font",
)  # fmt: skip
# Of a style the size of its letters, and the room above and below it; all in points. The size of
# plain text is that of the document, so that a table can have another.
SIZE = 10
AIR = (
    ("Normal", 0, 0, 3), ("Title", 20, 0, 4), ("Subtitle", 12, 0, 4), ("Heading 1", 14, 12, 3),
    ("Heading 2", 12, 9, 3), ("Heading 3", 10.5, 8, 2), ("Caption", 9, 7, 3),
    ("Table Grid", 9, 0, 0),
)  # fmt: skip
POINT = Cm(0.5)  # how far the words of a point stand from the margin
# What python-docx brings along that is not ours.
DROPPED = ("thumbnail", "customXml", "stylesWithEffects", "webSettings")
_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What says by which program a document was made, and with what settings.
OURS = {
    "docProps/app.xml": _XML
    + b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/'
    b'2006/extended-properties"><Application>weerbaar</Application></Properties>',
    "word/settings.xml": _XML + b'<w:settings xmlns:w="http://schemas.openxmlformats.org/'
    b'wordprocessingml/2006/main"><w:defaultTabStop w:val="720"/><w:compat><w:compatSetting '
    b'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    b'</w:compat><w:themeFontLang w:val="nl-NL"/><w:decimalSymbol w:val=","/>'
    b'<w:listSeparator w:val=";"/></w:settings>',
}


def make() -> bytes:
    """The bytes of the document, always the same."""
    word = docx.Document()
    for rels in (word.part.package.rels, word.part.rels):
        for name in [one for one, rel in rels.items() if rel.reltype.endswith(DROPPED)]:
            del rels[name]
    _set_styles(word)
    _set_page(word)
    found = word.core_properties
    found.author = found.last_modified_by = "weerbaar"
    found.title = found.comments = found.keywords = ""
    found.created = found.modified = datetime.combine(date(2024, 1, 31), time())
    buffer = io.BytesIO()
    word.save(buffer)
    return _freeze(buffer.getvalue())


def _set_styles(word: Document) -> None:
    """One plain letter, dark blue heads, little air between paragraphs, in Dutch."""
    for style in list(word.styles):
        if style.name not in KEPT:
            style.delete()
    for name in ("w:link", "w:rsid", "w:latentStyles"):
        for one in list(word.styles.element.iter(qn(name))):
            one.getparent().remove(one)
    for name in (*PLAIN, *HEADINGS, "Title", "Subtitle"):
        style = word.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for key in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{key}"), LETTER)
        style.font.color.rgb = RGBColor(0, 0, 0) if name in PLAIN else HEAD_COLOUR
    for name, size, before, after in AIR:
        look = word.styles[name].paragraph_format
        look.space_before, look.space_after = Pt(before), Pt(after)
        look.line_spacing = 1.0
        if size:
            word.styles[name].font.size = Pt(size)
    for name in ("List Bullet", "List Number"):
        look = word.styles[name].paragraph_format
        look.left_indent, look.first_line_indent = POINT, -POINT
    run = next(word.styles.element.iter(qn("w:rPrDefault"))).find(qn("w:rPr"))
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    for one in ("w:sz", "w:szCs"):
        run.find(qn(one)).set(qn("w:val"), str(2 * SIZE))
    language = OxmlElement("w:lang")
    for key in ("val", "eastAsia"):
        language.set(qn(f"w:{key}"), LANGUAGE)
    run.append(language)


def _set_page(word: Document) -> None:
    """A4; in the header and the footer two corners, in the last the number of the page."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = (section.page_width - TEXT_WIDTH) // 2
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.6)
    section.header_distance = section.footer_distance = Cm(0.8)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (head, foot):  # no style of its own: those of others have tab stops elsewhere
        paragraph.style = word.styles["Normal"]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run("\tbladzijde ")
    _add_field(foot, "PAGE")
    foot.add_run(" van ")
    _add_field(foot, "NUMPAGES")
    for run in foot._p.iter(qn("w:r")):
        Run(run, foot).font.size = Pt(8)


def _add_field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


def _freeze(content: bytes) -> bytes:
    """The same without the time of writing, which a zip carries, and with parts of our own."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = OURS.get(name) or source.read(name)
            target.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


if __name__ == "__main__":
    PLACE.write_bytes(make())
