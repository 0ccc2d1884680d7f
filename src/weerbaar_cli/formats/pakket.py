"""A document that is a zip, packed so that the same parts always give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from zipfile import ZipFile, ZipInfo

FIRST_YEAR = 1980  # that a zip can carry


def repack(content: bytes, day: date, instead: Mapping[str, bytes] | None = None) -> bytes:
    """The same parts, or others in their place, each of one day: a zip carries when it was made."""
    moment = (max(day.year, FIRST_YEAR), day.month, day.day, 0, 0, 0)
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as source, ZipFile(buffer, "w") as target:
        for one in source.infolist():
            data = (instead or {}).get(one.filename) or source.read(one)
            target.writestr(ZipInfo(one.filename, moment), data, one.compress_type)
    return buffer.getvalue()
