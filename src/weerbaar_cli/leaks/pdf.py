"""Texts in a PDF: its pages, its properties, its bookmarks, and the files inside it.

pypdf reads the file and bounds what it unpacks. Every object counts, also one that no page shows.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from weerbaar_cli.leaks.uitgelezen import ONTBREEKT, Tekstdeel, Uitgelezen
from weerbaar_cli.model.budget import MEGABYTE, TE_GROOT, TeGroot

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.generic import DictionaryObject, StreamObject

_BROKEN = "de PDF is beschadigd of onvolledig"
_BROKEN_PART = "beschadigd, of op een vreemde manier ingepakt"
_KEYS = {
    "Title": "titel",
    "Alt": "alt-tekst",
    "ActualText": "tekst achter een teken",
    "Contents": "opmerking",
    "F": "bestandsnaam",
    "UF": "bestandsnaam",
}
_OBJECT = re.compile(rb"(?<![0-9])(\d{1,9})\s++\d{1,5}\s++obj\b")
_ENCRYPTED = re.compile(rb"/Encrypt\b")
# Of one stream: as much as a page of a report has many times over.
_MAX_STREAM = 20 * MEGABYTE
_MAX_SIGNS = 500_000
_FILES = frozenset(("/Metadata", "/EmbeddedFile"))
_DEEPEST = 50


def read_pdf(raw: bytes, found: Uitgelezen) -> None:
    """Every text that can be reached; for the rest the answer says that it was not."""
    try:
        from pypdf import apply_configuration  # late: it is an extra
    except ModuleNotFoundError:
        found.skip("", ONTBREEKT)
        return
    bounds = apply_configuration(
        zlib_maximum_output_length=_MAX_STREAM,
        lzw_maximum_output_length=_MAX_STREAM,
        run_length_maximum_output_length=_MAX_STREAM,
        array_based_stream_maximum_output_length=_MAX_STREAM,
        stream_decoding_work_maximum_length=_MAX_STREAM,
        stream_parsing_work_maximum_count=_MAX_SIGNS,
        jbig2dec_binary=None,  # it would be run
        disable_legacy_handling=True,
    )
    with _heard(found), bounds:
        _attempt(found, "", _BROKEN, _read, raw, found)


def _read(raw: bytes, found: Uitgelezen) -> None:
    from pypdf import PdfReader

    if _ENCRYPTED.search(raw):
        found.skip("", "een versleutelde PDF")
        return
    reader = PdfReader(io.BytesIO(raw))
    if _add_unlisted(raw, reader):
        found.skip("", "in de PDF staan ook eerdere versies van wat erin staat")
    places = _places(reader)
    for place in sorted(places):
        _attempt(found, f"object {place[0]}", _BROKEN_PART, _read_object, reader, place, found)
    _add_strings(reader.trailer, found, "")
    _read_pages(reader, found)


def _attempt(
    found: Uitgelezen, waar: str, reden: str, action: Callable[..., object], *args: object
) -> None:
    """Do something with a library to whom a damaged file is a fault in itself, of any kind."""
    from pypdf.errors import LimitReachedError

    found.budget.check()
    try:
        _guard(action, *args)
    except _Damaged as error:
        is_limit = isinstance(error.__cause__, LimitReachedError | MemoryError)
        found.skip(waar, TE_GROOT if is_limit else reden)


class _Damaged(Exception):
    """What the library says of a file that is not as it should be."""


def _guard(action: Callable[..., object], *args: object) -> None:
    try:
        action(*args)
    except TeGroot:
        raise
    except Exception as error:
        raise _Damaged from error


@contextmanager
def _heard(found: Uitgelezen) -> Iterator[None]:
    """A warning of the library says that the file is damaged; it goes to no screen."""
    log = logging.getLogger("pypdf")
    ear = _Ear(found)
    before = log.propagate
    log.propagate = False
    log.addHandler(ear)
    try:
        yield
    finally:
        log.removeHandler(ear)
        log.propagate = before


class _Ear(logging.Handler):
    def __init__(self, found: Uitgelezen) -> None:
        super().__init__(logging.WARNING)
        self._found = found

    def emit(self, record: logging.LogRecord) -> None:
        """Whatever it is about, not all of the file could be read as it should."""
        self._found.skip("", _BROKEN)


def _add_unlisted(raw: bytes, reader: PdfReader) -> bool:
    """Put objects that the index forgot in it; True when one stands there more than once."""
    known = {number for number, _ in _places(reader)}
    written: dict[int, int] = {}
    is_double = False
    for match in _OBJECT.finditer(raw):
        number = int(match[1])
        is_double |= number in written
        written[number] = match.start()
    lost = {number: place for number, place in written.items() if number not in known}
    reader.xref.setdefault(0, {}).update(lost)
    return is_double


def _places(reader: PdfReader) -> set[tuple[int, int]]:
    """Every object that the index of the file knows, by number and edition."""
    known = {(number, edition) for edition, table in reader.xref.items() for number in table}
    return (known | {(number, 0) for number in reader.xref_objStm}) - {(0, 65535)}


def _read_object(reader: PdfReader, place: tuple[int, int], found: Uitgelezen) -> None:
    """The strings and names in an object, and what its stream holds."""
    from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

    one = reader.get_object(IndirectObject(*place, reader))
    _add_strings(one, found, "")
    if isinstance(one, StreamObject):
        _read_stream(reader, one, found)
        if one.get("/Type") == "/ObjStm" and place[0] not in _opened(reader):
            found.add("leesbare tekens", one.get_data().decode("latin-1"))
    elif isinstance(one, DictionaryObject) and one.get("/Type") == "/Font":
        _check_font(one, found)


def _opened(reader: PdfReader) -> set[int]:
    """The streams of which the index knows what objects are in them."""
    return {number for number, _ in reader.xref_objStm.values()}


def _check_font(font: DictionaryObject, found: Uitgelezen) -> None:
    if font.get("/Subtype") in ("/Type0", "/Type3") and "/ToUnicode" not in font:
        name = str(font.get("/BaseFont", "/zonder naam"))[1:]
        found.skip(f"lettertype {name}", "zegt niet welke letters het toont")


def _read_stream(reader: PdfReader, one: StreamObject, found: Uitgelezen) -> None:
    kind, subtype = str(one.get("/Type")), one.get("/Subtype")
    if subtype == "/Image":
        found.skip("", "een plaatje in de PDF")
        return
    _attempt(found, "", _BROKEN_PART, _refuse_cut, one)
    if kind in _FILES:
        found.nest("ingebed bestand", one.get_data())
    else:
        found.budget.take(len(one.get_data()))
    if subtype == "/Form" and "/Resources" in one:
        _read_form(reader, one, found)


def _refuse_cut(one: StreamObject) -> None:
    """Raise EOFError for a packed stream without its end, of which pypdf reads what there is."""
    filters = one.get("/Filter")
    first = filters[0] if isinstance(filters, list) and filters else filters
    if first in ("/FlateDecode", "/Fl"):
        packed = zlib.decompressobj()
        packed.decompress(one._data, _MAX_STREAM)
        if not packed.eof and not packed.unconsumed_tail:
            raise EOFError


def _read_form(reader: PdfReader, one: StreamObject, found: Uitgelezen) -> None:
    """A figure is drawn as a page is; as one it can be read, also when no page shows it."""
    from pypdf import PageObject
    from pypdf.generic import NameObject

    page = PageObject(reader)
    page[NameObject("/Contents")] = one
    page[NameObject("/Resources")] = one["/Resources"]
    _read_page(page, "figuur", found)


def _read_pages(reader: PdfReader, found: Uitgelezen) -> None:
    before = len(found.delen)
    count = len(reader.pages)
    for order in range(count):
        waar = f"bladzijde {order + 1}"
        _attempt(found, waar, _BROKEN, _read_numbered, reader, order, waar, found)
    if not count:
        found.skip("", _BROKEN)
    elif not any(deel.tekst.strip() for deel in found.delen[before:]):
        found.skip("", "op de bladzijden staat geen tekst die te lezen is")


def _read_numbered(reader: PdfReader, order: int, waar: str, found: Uitgelezen) -> None:
    _read_page(reader.pages[order], waar, found)


def _read_page(page: PageObject, waar: str, found: Uitgelezen) -> None:
    """What is drawn, as lines; and what stands behind it for who does not see it."""

    def look(operator: bytes, operands: list[Any], *_: Any) -> None:
        if operator in (b"BDC", b"DP"):
            _add_strings(operands, found, f"{waar}, ")

    text = page.extract_text(visitor_operand_before=look)
    found.budget.take(len(text))
    found.add(waar, text)
    # A word may have been drawn in parts; the lines stay what they are.
    joined = Tekstdeel(waar)
    for number, line in enumerate(text.split("\n"), 1):
        joined.add(line, number, 1)
    found.delen.append(joined)


def _add_strings(value: Any, found: Uitgelezen, prefix: str, key: str = "", depth: int = 0) -> None:
    """Every string in an object, with the key before it; what it points at is read by itself."""
    from pypdf.generic import ByteStringObject, NameObject, TextStringObject

    if depth > _DEEPEST:
        found.skip("", _BROKEN)
    elif isinstance(value, dict):
        for name, one in dict.items(value):
            found.add(f"{prefix}naam in de PDF", str(name)[1:])
            _add_strings(one, found, prefix, str(name)[1:], depth + 1)
    elif isinstance(value, list):
        for one in list.__iter__(value):
            _add_strings(one, found, prefix, key, depth + 1)
    elif isinstance(value, NameObject):
        found.add(f"{prefix}naam in de PDF", str(value)[1:])
    elif isinstance(value, TextStringObject | ByteStringObject):
        text = value if isinstance(value, str) else value.decode("latin-1")
        what = _KEYS.get(key, f"eigenschap {key}" if key else "lijst van teksten")
        found.add(f"{prefix}{what}", str(text))
