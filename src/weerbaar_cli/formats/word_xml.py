"""What Word understands, as elements: paragraphs, runs, fields, bookmarks, links and tables.

They are made on lxml: python-docx looks through a whole document for every paragraph and cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

from weerbaar_cli.errors import WeerbaarError

# How far the first line of a point stands out, in twentieths of a point.
HANGING = 283
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML = "{http://www.w3.org/XML/1998/namespace}"
# Of somebody else's document only elements and attributes of these kinds of XML come along.
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SPACES = (W, A)
ROOTS = {
    "word/styles.xml": f"{W}styles",
    "word/numbering.xml": f"{W}numbering",
    "word/fontTable.xml": f"{W}fonts",
    "word/theme/theme1.xml": f"{A}theme",
}
_PICTURES = {f"{W}numPicBullet", f"{W}lvlPicBulletId"}
# What takes a paragraph out of its place, or out of sight: nothing in a report is to be hidden.
_HIDING = {f"{W}framePr", f"{W}vanish", f"{W}specVanish", f"{W}webHidden"}
# A bookmark's name in Word: at most this long, and no signs but the underscore.
LONGEST_NAME = 40
TWIPS_PER_CM = 567


def sub(parent: Any, tag: str, /, **attributes: str) -> Any:
    """A new element at the end of another."""
    return etree.SubElement(parent, W + tag, {W + key: one for key, one in attributes.items()})


def paragraph(
    style: str | None = None,
    *,
    keep: bool = False,
    new_page: bool = False,
    number: int | None = None,
    ground: str = "",
    indent: int = 0,
    high: int = 0,
) -> Any:
    """A paragraph in the style with this id; `ground` is a colour behind it.

    `indent` is in twips, and `high` is how high it is without words.
    """
    found = etree.Element(f"{W}p")
    look = sub(found, "pPr")
    if style is not None:
        sub(look, "pStyle", val=style)
    if keep:
        sub(look, "keepNext")
    if new_page:
        sub(look, "pageBreakBefore")
    if number is not None:
        numbering = sub(look, "numPr")
        sub(numbering, "ilvl", val="0")
        sub(numbering, "numId", val=str(number))
    if ground:
        sub(look, "shd", val="clear", color="auto", fill=ground)
    if high:
        sub(look, "spacing", before="0", after="0", line=str(high), lineRule="exact")
    if indent:
        sub(look, "ind", left=str(indent), hanging=str(HANGING))
    return found


def add_run(
    parent: Any,
    text: str,
    *,
    bold: bool = False,
    colour: str = "",
    size: float = 0,
    line: bool = False,
) -> Any:
    """Text at the end of a paragraph; a break and a tab stay what they are. `size` is in points."""
    run = sub(parent, "r")
    look = sub(run, "rPr") if bold or colour or size or line else None
    if bold:
        sub(look, "b")
    if colour:
        sub(look, "color", val=colour)
    if size:
        sub(look, "sz", val=str(round(size * 2)))
    if line:
        sub(look, "u", val="single")
    for part in _BREAKS.split(text):
        if part in _TAGS:
            sub(run, _TAGS[part])
        else:
            _add_text(run, part)
    return run


_TAGS = {"\n": "br", "\t": "tab"}
_BREAKS = re.compile("([\n\t])")
# Where Word would break a date over lines.
_WITHIN_DATE = re.compile(r"(?<=\d)-(?=\d)")


def _add_text(run: Any, text: str) -> None:
    for place, part in enumerate(_WITHIN_DATE.split(text)):
        if place:
            sub(run, "noBreakHyphen")
        sub(run, "t").text = part
        run[-1].set(f"{XML}space", "preserve")


# In the order in which Word wants them: letters as they are without a style.
_LETTERS: tuple[tuple[str, dict[str, str]], ...] = (
    ("rFonts", {"ascii": "Arial", "hAnsi": "Arial", "cs": "Arial"}),
    ("b", {}),
    *((tag, {"val": "0"}) for tag in ("strike", "dstrike", "outline", "emboss", "imprint")),
    ("vanish", {"val": "0"}),
    ("color", {"val": "000000"}),
    ("spacing", {"val": "0"}),
    ("w", {"val": "100"}),
    ("position", {"val": "0"}),
    ("sz", {}),
    ("highlight", {"val": "none"}),
    ("effect", {"val": "none"}),
    ("shd", {"val": "clear", "color": "auto", "fill": "FFFFFF"}),
    ("vertAlign", {"val": "baseline"}),
)


def add_sure_run(paragraph: Any, text: str, size: float) -> None:
    """The only run of a paragraph, which no style of the document can hide."""
    look = paragraph.find(f"{W}pPr")
    look.insert(0, sub(look, "shd", val="clear", color="auto", fill="FFFFFF"))
    for old in look.findall(f"{W}spacing"):
        look.remove(old)
    sub(look, "spacing", before="0", after="0", line="240", lineRule="auto")
    sub(look, "ind", left="0", right="0", firstLine="0")
    sub(look, "jc", val="left")
    run = add_run(paragraph, text)
    letters = sub(run, "rPr")
    run.insert(0, letters)
    for tag, attributes in _LETTERS:
        sub(letters, tag, **attributes)
    letters.find(f"{W}sz").set(f"{W}val", str(round(size * 2)))


def add_bookmark(paragraph: Any, anker: str, number: int) -> None:
    """A place around a paragraph that a link can lead to."""
    start = sub(paragraph, "bookmarkStart", id=str(number), name=bookmark(anker))
    paragraph[0].addnext(start)
    sub(paragraph, "bookmarkEnd", id=str(number))


def add_link(paragraph: Any, text: str, anker: str, size: float) -> None:
    """Words that lead to a bookmark."""
    link = sub(paragraph, "hyperlink", anchor=bookmark(anker), history="1")
    add_run(link, text, size=size, line=True)


def add_field(paragraph: Any, *kinds: str, instr: str = "") -> None:
    """Marks of a field that goes on in other paragraphs: where it begins, what it says, its end."""
    for kind in kinds:
        sub(sub(paragraph, "r"), "fldChar", fldCharType=kind)
        if kind == "begin":
            words = sub(sub(paragraph, "r"), "instrText")
            words.text = instr
            words.set(f"{XML}space", "preserve")


def bookmark(anker: str) -> str:
    """An anchor as Word allows it: a letter first, then letters, digits and underscores."""
    clean = "".join(char if char.isalnum() else "_" for char in anker)
    return f"a_{clean}"[:LONGEST_NAME]


def table(style: str | None, title: str, widths: Iterable[float]) -> Any:
    """A table without rows; widths are in centimetres, and so large that no word is broken."""
    found = etree.Element(f"{W}tbl")
    look = sub(found, "tblPr")
    if style is not None:
        sub(look, "tblStyle", val=style)
    sub(look, "tblW", type="auto", w="0")
    sub(look, "tblLayout", type="fixed")
    margins = sub(look, "tblCellMar")
    for side in ("left", "right"):
        sub(margins, side, w="70", type="dxa")
    sub(look, "tblLook", firstRow="1", firstColumn="1", noHBand="1", noVBand="1")
    sub(look, "tblCaption", val=title)
    grid = sub(found, "tblGrid")
    for width in widths:
        sub(grid, "gridCol", w=twips(width))
    return found


def add_row(table: Any, *, head: bool) -> Any:
    """A row; the head comes again on every page.

    Of rows that may not be broken below such a head LibreOffice can lose all that come after.
    """
    row = sub(table, "tr")
    look = sub(row, "trPr")
    if head:
        sub(look, "cantSplit")
        sub(look, "tblHeader")
    return row


def add_cell(row: Any, width: float, *, right: bool, keep: bool) -> Any:
    """A cell; gives the paragraph in it. `keep` is for a row that stays with the one below it."""
    cell = sub(row, "tc")
    sub(sub(cell, "tcPr"), "tcW", w=twips(width), type="dxa")
    found = sub(cell, "p")
    look = sub(found, "pPr")
    if keep:
        sub(look, "keepNext")
    sub(look, "spacing", after="0")
    if right:
        sub(look, "jc", val="right")
    return found


def twips(centimetres: float) -> str:
    """A length as Word writes it."""
    return str(round(centimetres * TWIPS_PER_CM))


def style_ids(styles: Any) -> dict[str, str]:
    """The id of every style by its name in small letters, the same in any language."""
    found = {}
    for one in styles.iter(f"{W}style"):
        name = one.find(f"{W}name")
        if name is not None:
            found[name.get(f"{W}val", "").lower()] = one.get(f"{W}styleId", "")
    return found


def numbering_of(styles: Any, style: str | None, numbering: Any) -> int | None:
    """The abstract numbering that a style has; None when it has none."""
    found = styles.find(f"{W}style[@{W}styleId='{style}']//{W}numId")
    number = None if found is None else found.get(f"{W}val")
    num = numbering.find(f"{W}num[@{W}numId='{number}']/{W}abstractNumId")
    return None if num is None else int(num.get(f"{W}val"))


def cleaned(part: bytes, name: str) -> bytes:
    """A part of somebody else's document without what refers to something else.

    What only another program knows goes too. Raises WeerbaarError when it is no such part.
    """
    strict = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(part, strict)
    except etree.XMLSyntaxError:
        root = None
    if root is None or root.tag != ROOTS[name] or root.getroottree().docinfo.doctype:
        tip = "Open het in Word en sla het opnieuw op als .docx."
        raise WeerbaarError("de basis is geen Word-document dat te lezen is", tip=tip)
    for one in list(root.iter("*")):
        foreign = [key for key in one.attrib if key[0] == "{" and not key.startswith(_SPACES)]
        known = one.tag.startswith(_SPACES) and one.tag not in _PICTURES | _HIDING
        parent = one.getparent()
        if parent is not None and (not known or any("relationships" in key for key in foreign)):
            parent.remove(one)
        for key in foreign:
            del one.attrib[key]
        one.text = one.tail = None
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def set_language(styles: Any, language: str) -> None:
    """The language of all text, for spelling and for reading aloud."""
    for run in styles.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr"):
        for old in run.findall(f"{W}lang"):
            run.remove(old)
        sub(run, "lang", val=language, eastAsia=language)
