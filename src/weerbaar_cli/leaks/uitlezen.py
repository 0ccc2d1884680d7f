"""Every text in a file of any kind, with its place; and what of the file could not be read."""

from __future__ import annotations

import binascii
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from weerbaar_cli.leaks.tekstdeel import Tekstdeel, Tekststuk

MAX_BYTES = 50_000_000
GIT = ".git"
# A file in a file in a file; deeper is a trap.
MAX_DEPTH = 4
_MARKUP = re.compile(rb"<(?:[A-Za-z!?/])")
_IMAGES = {
    b"\x89PNG": "een plaatje",
    b"\xff\xd8\xff": "een plaatje",
    b"GIF8": "een plaatje",
    b"RIFF": "een plaatje of geluid",
    b"\xd0\xcf\x11\xe0": "een oud Office-bestand (.doc, .xls)",
    b"7z\xbc\xaf": "een 7z-archief",
    b"Rar!": "een rar-archief",
    b"BZh": "een bz2-archief",
    b"\xfd7zXZ": "een xz-archief",
    b"\x28\xb5\x2f\xfd": "een zstd-archief",
    b"age-encryption.org": "versleuteld",
}
_BOMS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_DATA_URI = re.compile(r"data:[\w.+/-]*(?:;[\w=.-]+)*;base64,([A-Za-z0-9+/=\s]{8,})")


@dataclass
class Uitgelezen:
    """The texts of one file, and per part that could not be read why not."""

    delen: list[Tekstdeel] = field(default_factory=list)
    niet_doorzocht: list[tuple[str, str]] = field(default_factory=list)

    def add(self, waar: str, tekst: str, regel: int = 1, kolom: int = 1) -> None:
        """A text that stands in one piece."""
        if tekst:
            self.delen.append(Tekstdeel(waar, (Tekststuk(tekst, regel, kolom),)))

    def catch(self, waar: str, tekst: str) -> None:
        """All of the file as it stands, for what the parts may have missed."""
        self.delen.append(Tekstdeel(waar, (Tekststuk(tekst, 1, 1),), vangnet=True))

    def skip(self, waar: str, reden: str) -> None:
        """A part that could not be read."""
        if (waar, reden) not in self.niet_doorzocht:
            self.niet_doorzocht.append((waar, reden))

    def take(self, inner: Uitgelezen, waar: str) -> None:
        """All of a file that stands in this one."""
        self.delen += [replace(one, waar=f"{waar}: {one.waar}") for one in inner.delen]
        for name, reden in inner.niet_doorzocht:
            self.skip(f"{waar}: {name}" if name else waar, reden)


def find_outputs(paths: Sequence[Path]) -> Iterator[Path]:
    """Every file and folder to look at.

    Hidden ones too, for they are published with the others; a link is a name and is not followed.
    """
    for path in paths:
        yield path
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(root) / name for name in sorted((*folders, *names)))
        folders[:] = [name for name in folders if name != GIT]


def read_file(path: Path) -> Uitgelezen:
    """The texts of a file; what cannot be read is in the answer, not an error."""
    found = Uitgelezen()
    try:
        if path.is_symlink():
            found.add("doel van de verwijzing", path.readlink().as_posix())
            found.skip("", "een verwijzing; die volgt weerbaar niet")
            return found
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            _look_into(path, found)
        elif not stat.S_ISREG(status.st_mode):
            found.skip("", "geen gewoon bestand")
        elif status.st_size > MAX_BYTES:
            found.skip("", "groter dan 50 MB")
        else:
            return read_raw(path.read_bytes(), path.name)
    except PermissionError:
        found.skip("", "u mag het niet lezen")
    except OSError:
        found.skip("", "niet te lezen")
    return found


def _look_into(folder: Path, found: Uitgelezen) -> None:
    """What is in a folder is found by walking; here only why that would find nothing."""
    if folder.name == GIT:
        found.skip("", "de eigen map van git")
    elif not os.access(folder, os.R_OK | os.X_OK):
        found.skip("", "u mag de map niet lezen")


def read_raw(raw: bytes, name: str, depth: int = 0) -> Uitgelezen:
    """The texts in the bytes of a file; `name` only helps where the bytes do not tell."""
    found = Uitgelezen()
    if depth > MAX_DEPTH:
        found.skip("", "te diep in andere bestanden")
    elif raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from weerbaar_cli.leaks.pakket import read_zip  # late: most outputs are text

        read_zip(raw, found, depth)
    elif raw.startswith(b"\x1f\x8b"):
        from weerbaar_cli.leaks.pakket import read_gzip

        read_gzip(raw, name, found, depth)
    elif b"%PDF-" in raw[:1024]:
        from weerbaar_cli.leaks.pdf import read_pdf

        read_pdf(raw, found, depth)
    else:
        _read_other(raw, name, found, depth)
    return found


def _read_other(raw: bytes, name: str, found: Uitgelezen, depth: int) -> None:
    kind = next((what for sign, what in _IMAGES.items() if raw.startswith(sign)), "")
    text = None if kind else decode(raw)
    if text is None:
        # Names of files and what a camera wrote stand in such a file as they are.
        found.add("leesbare tekens", raw.decode("utf-8", "replace"))
        found.add("leesbare tekens", raw.decode("utf-16-le", "replace"))
        _skip_closed(raw, kind, found)
        return
    read_text(text, name, found)
    _read_data_uris(text, found, depth)


def _skip_closed(raw: bytes, kind: str, found: Uitgelezen) -> None:
    from weerbaar_cli.leaks.png import PNG, read_png  # late: most outputs are text

    if raw.startswith(PNG):
        read_png(raw, found)
    else:
        found.skip("", kind or "geen tekst")


def decode(raw: bytes) -> str | None:
    """Bytes as text, or None when they are none."""
    for bom, codec in _BOMS.items():
        if raw.startswith(bom):
            return raw.decode(codec, "replace")
    if b"\x00" in raw:
        return _decode_wide(raw)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _decode_wide(raw: bytes) -> str | None:
    """UTF-16 without a mark has a zero at every other place, when it is in our letters."""
    for start, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = raw[start::2]
        if half and half.count(0) > len(half) * 0.7 and len(raw) % 2 == 0:
            return raw.decode(codec, "replace")
    return None


def read_text(text: str, name: str, found: Uitgelezen) -> None:
    """The texts in a text, by what it is; and in the end the text itself, as a net below."""
    from weerbaar_cli.leaks.opmaak import read_markup
    from weerbaar_cli.leaks.tekst import read_ics, read_json

    start = text.lstrip("\ufeff \t\r\n")[:1]
    if name.lower().endswith((".json", ".jsonl", ".sarif")) or start in ("{", "["):
        read_json(text, found)
    elif text.lstrip("\ufeff").startswith("BEGIN:VC"):
        read_ics(text, found)
    elif _MARKUP.search(text[:100_000].encode("utf-8", "replace")):
        read_markup(text, found)
    found.catch("tekst", text)


def _read_data_uris(text: str, found: Uitgelezen, depth: int) -> None:
    """Files that stand in a text as base64."""
    for match in _DATA_URI.finditer(text):
        try:
            raw = binascii.a2b_base64(match[1])
        except binascii.Error:
            found.skip("ingebed bestand", "geen geldige base64")
            continue
        found.take(read_raw(raw, "", depth + 1), "ingebed bestand")
