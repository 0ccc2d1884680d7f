"""Ordinary files, opened without waiting and never read further than is asked for.

What is found in a folder may have become something else before it is opened, may grow while it is
read, and may never have been a file: a pipe has no end, and opening one waits for ever.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from weerbaar_cli.errors import WeerbaarError

MEGABYTE = 1_000_000
# A file of ours is never larger.
MAX_BYTES = 2 * MEGABYTE
# Our own page keeps its answers nowhere but in the file that it saves. Its beginning has this mark.
FORM, FORM_BEGIN = b'id="vragenlijst"', 200_000
FORM_WHAT = "de pagina om in te vullen, zonder wat er is ingevuld"
FORM_TIP = "Klik in de pagina op «Bewaren», en stuur het bestand dat dan ontstaat."
# A pipe is opened without waiting for who writes in it; Windows knows no such thing.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def open_ordinary(path: Path) -> BinaryIO:
    """An ordinary file to read from; raises OSError for everything else."""
    _refuse_other(path, path.stat().st_mode)  # a device may act on being opened
    handle = os.open(path, _FLAGS)
    try:
        _refuse_other(path, os.fstat(handle).st_mode)
    except OSError:
        os.close(handle)
        raise
    return os.fdopen(handle, "rb")


def _refuse_other(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        readable = os.access(path, os.R_OK | os.X_OK)
        raise IsADirectoryError if readable else PermissionError
    if not stat.S_ISREG(mode):
        raise OSError(errno.ENXIO, "not a file")


def why_unreadable(path: Path, error: OSError) -> str:
    """Why a path cannot be read, as people say it."""
    match error:
        case FileNotFoundError():
            return "de verwijzing wijst nergens heen" if path.is_symlink() else "het bestaat niet"
        case IsADirectoryError():
            return "het is een map"
        case PermissionError():
            return "u mag de map niet lezen" if _is_folder(path) else "u mag het niet lezen"
        case OSError(errno=errno.ELOOP):
            return "de verwijzing wijst naar zichzelf"
        case OSError(errno=errno.ENXIO):
            return "het is geen gewoon bestand"
        case _:
            return "de schijf geeft een fout"


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # in a folder that may not be read


def read_at_most(path: Path, most: int) -> bytes | None:
    """The bytes of a file; None when there are more. Raises OSError when it cannot be read."""
    with open_ordinary(path) as file:
        if os.fstat(file.fileno()).st_size > most:
            return None
        data = file.read(most + 1)
    return data if len(data) <= most else None


def begin_of(path: Path, size: int) -> bytes:
    """How a file begins; nothing when it cannot be read."""
    try:
        with open_ordinary(path) as file:
            return file.read(size)
    except OSError:
        return b""


def is_form(raw: bytes) -> bool:
    """Whether it is our page to fill in, which may be larger than any file of ours."""
    return raw[:4].lstrip(b"\xef\xbb\xbf").startswith(b"<") and FORM in raw[:FORM_BEGIN]


class Grens(Struct, frozen=True):
    """How large a file may be, and what to do when it cannot be read or is larger."""

    bytes: int
    onleesbaar: str
    te_groot: str

    @property
    def maat(self) -> str:
        """The size as people say it."""
        if self.bytes >= MEGABYTE:
            return f"{self.bytes // MEGABYTE} MB"
        return f"{self.bytes // 1000} kB"


def read_bounded(path: Path, shown: str, grens: Grens) -> bytes:
    """The bytes of an ordinary file; `shown` is how it is called. Raises WeerbaarError."""
    try:
        data = read_at_most(path, grens.bytes)
    except OSError as error:
        message = f"{shown} is niet te lezen: {why_unreadable(path, error)}"
        raise WeerbaarError(message, tip=grens.onleesbaar) from None
    if data is None:
        raise WeerbaarError(f"{shown} is groter dan {grens.maat}", tip=grens.te_groot)
    return data


def decode_bounded(data: bytes, shown: str) -> str:
    """The text in such a file; raises WeerbaarError when it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        tip = "Bewaar het bestand als UTF-8."
        raise WeerbaarError(f"{shown} is geen tekst in UTF-8", tip=tip) from None
