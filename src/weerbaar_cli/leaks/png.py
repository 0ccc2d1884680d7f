"""Texts that stand beside the pixels of a PNG, packed or not; the pixels themselves stay closed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from weerbaar_cli.leaks.uitlezen import MAX_BYTES

if TYPE_CHECKING:
    from weerbaar_cli.leaks.uitlezen import Uitgelezen

PNG = b"\x89PNG\r\n\x1a\n"
_WHERE = "tekst in het plaatje"


def read_png(raw: bytes, found: Uitgelezen) -> None:
    """What tEXt, zTXt and iTXt hold that is packed; the rest can be read as it stands."""
    found.skip("", "een plaatje: alleen de gegevens erin zijn doorzocht")
    for kind, data in _chunks(raw):
        packed = _packed(kind, data)
        if packed is None:
            continue
        try:
            text = zlib.decompressobj().decompress(packed, MAX_BYTES)
        except zlib.error:
            found.skip(_WHERE, "beschadigd, of op een vreemde manier ingepakt")
            continue
        found.add(_WHERE, text.decode("utf-8" if kind == b"iTXt" else "latin-1", "replace"))


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG)
    while at + 8 <= len(raw):
        (length,) = struct.unpack(">I", raw[at : at + 4])
        yield raw[at + 4 : at + 8], raw[at + 8 : at + 8 + length]
        at += length + 12


def _packed(kind: bytes, data: bytes) -> bytes | None:
    """The packed text of a chunk; None when it has none."""
    _, _, rest = data.partition(b"\0")
    if kind == b"zTXt":
        return rest[1:]
    if kind == b"iTXt" and rest[:1] == b"\x01":
        return rest[2:].split(b"\0", 2)[-1]
    return None
