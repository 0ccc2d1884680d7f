"""Files that a user names beside a report: read up to a size, and told when they do not fit."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.errors import WeerbaarError

MEGABYTE = 1_000_000


class Grens(NamedTuple):
    """How large such a file may be, and what to do when it cannot be read or is larger."""

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
        if not path.is_file():
            raise FileNotFoundError
        with path.open("rb") as file:
            data = file.read(grens.bytes + 1)
    except OSError:
        raise WeerbaarError(f"{shown} is niet te lezen", tip=grens.onleesbaar) from None
    if len(data) > grens.bytes:
        raise WeerbaarError(f"{shown} is groter dan {grens.maat}", tip=grens.te_groot)
    return data


def decode_bounded(data: bytes, shown: str) -> str:
    """The text in such a file; raises WeerbaarError when it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        tip = "Bewaar het bestand als UTF-8."
        raise WeerbaarError(f"{shown} is geen tekst in UTF-8", tip=tip) from None
