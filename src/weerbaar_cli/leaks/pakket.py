"""Files in a file: Word, Excel, OpenDocument and other zips, gzip, and texts in a PNG."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from weerbaar_cli.leaks.uitgelezen import Uitgelezen
from weerbaar_cli.model.budget import PIECE, TE_GROOT, TeGroot

MAX_MEMBERS = 2000
# A list of more files than this takes too much room to be read at all.
_MAX_LISTED = 20_000
_ENTRY = b"PK\x01\x02"
# The other ways to pack may ask for gigabytes before anything comes out.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_GZIP_NAME = 8
_BROKEN = "beschadigd, of op een vreemde manier ingepakt"
_COMMENT = "opmerking van het zipbestand"
_PICTURE = "tekst in het plaatje"


def read_zip(raw: bytes, found: Uitgelezen) -> None:
    """Every file of a zip, with its name; nothing is unpacked onto the disk."""
    try:
        if raw.count(_ENTRY) > _MAX_LISTED:
            raise TeGroot(f"{TE_GROOT} (meer dan {_MAX_LISTED} bestanden erin)")
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except TeGroot:
        found.add("leesbare tekens", raw.decode("utf-8", "replace"))
        raise
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error):
        found.skip("", "het zipbestand is beschadigd")
        found.add("leesbare tekens", raw.decode("utf-8", "replace"))
        return
    found.add(_COMMENT, archive.comment.decode("utf-8", "replace"))
    members = [one for one in archive.infolist() if not one.is_dir()]
    for member in members:
        found.add("naam van een bestand in het bestand", member.filename)
        found.add(_COMMENT, member.comment.decode("utf-8", "replace"))
    for member in members[:MAX_MEMBERS]:
        _read_member(archive, member, found)
    if len(members) > MAX_MEMBERS:
        found.skip("", f"meer dan {MAX_MEMBERS} bestanden in het bestand")


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, found: Uitgelezen) -> None:
    """One file; what a zip says of its sizes is not to be believed."""
    if member.compress_type not in _PACKED:
        found.skip(member.filename, _BROKEN)
        return
    try:
        with archive.open(member) as file:
            inner = file.read(found.budget.left + 1)
        found.nest(member.filename, inner, member.filename)
    except TeGroot as error:
        found.skip(member.filename, str(error))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        found.skip(member.filename, _BROKEN)
    except RuntimeError:
        found.skip(member.filename, "versleuteld")


def read_gzip(raw: bytes, name: str, found: Uitgelezen) -> None:
    """The file in a gzip, and the name that it had."""
    if len(raw) > 10 and raw[3] & _GZIP_NAME:
        found.add("naam in het gzipbestand", raw[10:1000].split(b"\0")[0].decode("latin-1"))
    inner, complete = _gunzip(raw, found.budget.left)
    if not complete and len(inner) <= found.budget.left:
        found.skip("", "het gzipbestand is beschadigd")
    found.nest("uitgepakt", inner, name.removesuffix(".gz"))


def _gunzip(raw: bytes, most: int) -> tuple[bytes, bool]:
    """What was packed, and whether the end was reached; there may be more packs in a row."""
    parts: list[bytes] = []
    left = most + 1
    for _ in range(MAX_MEMBERS):
        packed = zlib.decompressobj(wbits=31)
        try:
            parts.append(packed.decompress(raw, left))
        except zlib.error:
            break
        left -= len(parts[-1])
        raw = packed.unused_data.lstrip(b"\0")
        if left <= 0 or not packed.eof:
            break
        if not raw:
            return b"".join(parts), True
    return b"".join(parts), False


def read_png(chunks: bytes, found: Uitgelezen) -> None:
    """What tEXt, zTXt and iTXt hold that is packed; the rest can be read as it stands."""
    found.skip("", "een plaatje: alleen de gegevens erin zijn doorzocht")
    for kind, data in _chunks(chunks, found):
        packed = _packed(kind, data)
        if packed is None:
            continue
        try:
            text = zlib.decompressobj().decompress(packed, found.budget.left + 1)
        except zlib.error:
            found.skip(_PICTURE, _BROKEN)
            continue
        found.budget.take(len(text))
        found.add(_PICTURE, text.decode("utf-8" if kind == b"iTXt" else "latin-1", "replace"))


def _chunks(raw: bytes, found: Uitgelezen) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(raw):
        (length,) = struct.unpack(">I", raw[at : at + 4])
        found.budget.take(PIECE)
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
