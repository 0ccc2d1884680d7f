"""Texts in a PDF: its pages, its properties, its bookmarks, and the files inside it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from weerbaar_cli.leaks.pdfheel import is_whole
from weerbaar_cli.leaks.pdfobject import Pdf, Pdfobject, decode_text, strings_in
from weerbaar_cli.leaks.pdftekst import Fonts, read_content
from weerbaar_cli.leaks.tekstdeel import Tekstdeel
from weerbaar_cli.leaks.uitlezen import MAX_BYTES, read_raw

if TYPE_CHECKING:
    from weerbaar_cli.leaks.uitlezen import Uitgelezen

_NAME = re.compile(rb"/([^\s/<>\[\](){}%]+)")
_HASH = re.compile(rb"#([0-9a-fA-F]{2})")
_KEYS = {
    "Title": "titel",
    "Alt": "alt-tekst",
    "ActualText": "tekst achter een teken",
    "Contents": "opmerking",
    "F": "bestandsnaam",
    "UF": "bestandsnaam",
}
# Streams that draw nothing and hold no words.
_WORDLESS = re.compile(
    rb"/Type\s*/(?:XRef|ObjStm)|/Length1\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)"
    rb"|/Alternate\b|/FunctionType\b|/ShadingType\b"
)


def read_pdf(raw: bytes, found: Uitgelezen, depth: int) -> None:
    """Every text that can be reached; for the rest the answer says that it was not."""
    if re.search(rb"/Encrypt\b", raw):
        found.skip("", "een versleutelde PDF")
        return
    pdf = Pdf(raw, MAX_BYTES)
    for one in pdf.objects.values():
        _read_keys(one, found)
    if not is_whole(raw, pdf):
        found.skip("", "de PDF is beschadigd of onvolledig")
    for number in pdf.broken:
        found.skip(f"object {number}", "beschadigd, of op een vreemde manier ingepakt")
    _read_streams(pdf, found, depth)


def _read_keys(one: Pdfobject, found: Uitgelezen) -> None:
    for key, value in strings_in(one.body):
        found.add(_KEYS.get(key, f"eigenschap {key}" if key else "lijst van teksten"), value)
    names = _NAME.findall(one.body)
    plain = (_HASH.sub(lambda code: bytes([int(code[1], 16)]), name) for name in names)
    found.add("naam in de PDF", " \0\0\0\0 ".join(decode_text(name) for name in plain))


def _read_streams(pdf: Pdf, found: Uitgelezen, depth: int) -> None:
    fonts = Fonts(pdf)
    pages = pdf.pages()
    parts = {number for page in pages for number in page}
    has_text = False
    for order, page in enumerate(pages, 1):
        content = b"\n".join(pdf.objects[one].data for one in page if one in pdf.objects)
        has_text |= _add_text(content, f"bladzijde {order}", fonts, found)
    if pages and not has_text:
        found.skip("", "op de bladzijden staat geen tekst die te lezen is")
    for number, one in pdf.objects.items():
        if one.is_stream and number not in parts:
            _read_stream(one, fonts, found, depth)
    for name in fonts.unreadable:
        found.skip(f"lettertype {name}", "zegt niet welke letters het toont")


def _read_stream(one: Pdfobject, fonts: Fonts, found: Uitgelezen, depth: int) -> None:
    if re.search(rb"/Subtype\s*/Image\b", one.body):
        found.skip("", "een plaatje in de PDF")
    elif re.search(rb"/Type\s*/(?:Metadata|EmbeddedFile)\b", one.body):
        found.take(read_raw(one.data, "", depth + 1), "ingebed bestand")
    elif b"BT" in one.data and not _WORDLESS.search(one.body):
        _add_text(one.data, "figuur", fonts, found)


def _add_text(content: bytes, waar: str, fonts: Fonts, found: Uitgelezen) -> bool:
    """Whether any letter was read."""
    before = len(found.delen)
    for key, value in strings_in(content):
        if key in ("Alt", "ActualText"):
            found.add(f"{waar}, {_KEYS[key]}", value)
    for stukken in read_content(content, fonts):
        deel = Tekstdeel(waar, stukken)
        # A word may have been drawn in parts; the lines stay what they are.
        joined = tuple(one for one in stukken if one.tekst != "\n")
        found.delen += [deel, replace(deel, stukken=joined)]
    return len(found.delen) > before
