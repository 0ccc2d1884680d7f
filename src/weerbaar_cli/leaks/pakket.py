"""Files in a file: Word, Excel, OpenDocument and other zips, and gzip."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from weerbaar_cli.leaks.uitlezen import MAX_BYTES, read_raw

if TYPE_CHECKING:
    from weerbaar_cli.leaks.uitlezen import Uitgelezen

MAX_MEMBERS = 2000
_GZIP_NAME = 8


def read_zip(raw: bytes, found: Uitgelezen, depth: int) -> None:
    """Every file of a zip, with its name; nothing is unpacked onto the disk."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, OSError):
        found.skip("", "het zipbestand is beschadigd")
        found.add("leesbare tekens", raw.decode("utf-8", "replace"))
        return
    found.add("opmerking van het zipbestand", archive.comment.decode("utf-8", "replace"))
    left = MAX_BYTES
    members = [one for one in archive.infolist() if not one.is_dir()]
    for member in members[:MAX_MEMBERS]:
        found.add("naam van een bestand in het bestand", member.filename)
        found.add("opmerking van het zipbestand", member.comment.decode("utf-8", "replace"))
        left -= _read_member(archive, member, left, found, depth)
    if len(members) > MAX_MEMBERS:
        found.skip("", f"meer dan {MAX_MEMBERS} bestanden in het bestand")


def _read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, found: Uitgelezen, depth: int
) -> int:
    """How many bytes one file held; what a zip says of its sizes is not to be believed."""
    try:
        with archive.open(member) as file:
            inner = file.read(left + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        found.skip(member.filename, "beschadigd, of op een vreemde manier ingepakt")
        return 0
    except RuntimeError:
        found.skip(member.filename, "versleuteld")
        return 0
    if len(inner) > left:
        found.skip(member.filename, "uitgepakt groter dan 50 MB")
        return left
    found.take(read_raw(inner, member.filename, depth + 1), member.filename)
    return len(inner)


def read_gzip(raw: bytes, name: str, found: Uitgelezen, depth: int) -> None:
    """The file in a gzip, and the name that it had."""
    if len(raw) > 10 and raw[3] & _GZIP_NAME:
        found.add("naam in het gzipbestand", raw[10:1000].split(b"\0")[0].decode("latin-1"))
    inner, complete = _gunzip(raw)
    if len(inner) > MAX_BYTES:
        found.skip("", "uitgepakt groter dan 50 MB")
    elif not complete:
        found.skip("", "het gzipbestand is beschadigd")
    found.take(read_raw(inner[:MAX_BYTES], name.removesuffix(".gz"), depth + 1), "uitgepakt")


def _gunzip(raw: bytes) -> tuple[bytes, bool]:
    """What was packed, and whether the end was reached; there may be more packs in a row."""
    parts: list[bytes] = []
    size = 0
    while raw and size <= MAX_BYTES:
        packed = zlib.decompressobj(wbits=31)
        try:
            parts.append(packed.decompress(raw, MAX_BYTES + 1))
        except zlib.error:
            return b"".join(parts), False
        size += len(parts[-1])
        if not packed.eof:
            return b"".join(parts), False
        raw = packed.unused_data.lstrip(b"\0")
    return b"".join(parts), True
