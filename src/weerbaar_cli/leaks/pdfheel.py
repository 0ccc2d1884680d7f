"""Whether all of a PDF is there: its end, its index, and what its pages point at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weerbaar_cli.leaks.pdfobject import Pdf

_HEADER = b"%PDF-"
# Programs may write a little after the end.
_TAIL = 1024
_END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
_INDEX = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")


def is_whole(raw: bytes, pdf: Pdf) -> bool:
    """False for a file that was cut off, or that misses a part in the middle."""
    return _has_end(raw) and _has_pages(pdf)


def _has_end(raw: bytes) -> bool:
    """The last words of a PDF say where its index stands; a missing part moves the index."""
    ends = list(_END.finditer(raw, max(0, len(raw) - _TAIL)))
    if not ends:
        return False
    place = int(ends[-1][1])
    # Some programs count from the header when something stands before it.
    return any(_INDEX.match(raw, start + place) for start in (0, max(0, raw.find(_HEADER))))


def _has_pages(pdf: Pdf) -> bool:
    roots = [one for one in pdf.objects.values() if one.is_a(b"Catalog")]
    trees = {one.ref(b"Pages") for one in roots}
    if not trees:
        return False
    needed = trees | {
        number
        for one in pdf.objects.values()
        for key in _keys(one.is_a(b"Pages"), one.is_a(b"Page"))
        for number in one.refs(key)
    }
    return needed <= pdf.objects.keys()


def _keys(is_tree: bool, is_page: bool) -> tuple[bytes, ...]:
    if is_tree:
        return (b"Kids",)
    return (b"Contents",) if is_page else ()
