"""The secret keys of this run: read where the user keeps them, held in memory, never shown.

No message names the file of a key: it may be called after a party. What pyrage says of a text that
is no key is not passed on either.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from weerbaar_cli.errors import WeerbaarError, missing_part
from weerbaar_cli.files.bestand import Grens, decode_bounded, read_bounded

if TYPE_CHECKING:
    from pyrage.x25519 import Identity

OPTIE, PAD, TEKST = "--sleutel", "WEERBAAR_SLEUTEL", "WEERBAAR_SLEUTEL_TEKST"
_TIP = "Maak een sleutel met «weerbaar key new --output PAD», en noem dat bestand."
_LOST = (
    "Noem het bestand dat «weerbaar key new» maakte. Is dat kwijt, dan opent alleen een ander die "
    "ook mag lezen de meting nog, en versleutelt haar voor uw nieuwe sleutel."
)
_GRENS = Grens(100_000, _LOST, _TIP)


class _Run:
    """Which key was named, those that were read, and whether they opened anything."""

    pad: Path | None = None
    sleutels: tuple[Identity, ...] | None = None
    geopend = False


_run = _Run()


def begin_run() -> None:
    """Forget what an earlier run in this process was given and opened."""
    _run.pad, _run.sleutels, _run.geopend = None, None, False


def use_sleutel(pad: Path) -> None:
    """The file with the key that was named for this run; it is read when it is needed."""
    _run.pad, _run.sleutels = pad, None


def named_sleutel() -> Path | None:
    """The same for another process."""
    return _run.pad


def others_may_read() -> bool:
    """Whether the file of the key that this run was given is not for its owner alone.

    Windows has no such rights.
    """
    named = os.environ.get(PAD) if _run.sleutels is not None else None
    path = _run.pad or (Path(named) if named else None)
    if path is None or os.name != "posix":
        return False
    try:
        return path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH) != 0
    except OSError:
        return False


def has_opened() -> bool:
    """Whether this run has read what was sealed."""
    return _run.geopend


def mark_opened() -> None:
    """Remember that this run has read what was sealed: it may not leave as plain text."""
    _run.geopend = True


def read_sleutels() -> Sequence[Identity]:
    """The keys that were named; none when none were. Raises WeerbaarError for what is no key."""
    if _run.sleutels is None:
        _run.sleutels = _read()
    return _run.sleutels


def _read() -> tuple[Identity, ...]:
    named = os.environ.get(PAD)
    if _run.pad is not None:
        return _parse(_read_file(_run.pad, OPTIE), OPTIE)
    if named:
        return _parse(_read_file(Path(named), PAD), PAD)
    text = os.environ.get(TEKST)
    return _parse(text, TEKST) if text else ()


def _read_file(path: Path, source: str) -> str:
    shown = f"het bestand met de sleutel ({source})"
    return decode_bounded(read_bounded(path, shown, _GRENS), shown)


def _parse(text: str, source: str) -> tuple[Identity, ...]:
    lines = [line for line in map(str.strip, text.splitlines()) if line and line[0] != "#"]
    found = tuple(_parse_line(line, source) for line in lines)
    if not found:
        raise WeerbaarError(f"in {source} staat geen sleutel", tip=_TIP)
    return found


def _parse_line(line: str, source: str) -> Identity:
    x25519 = load_pyrage().x25519
    try:
        found: Identity = x25519.Identity.from_str(line)
        return found
    except Exception:  # noqa: BLE001 whatever the library raises may hold the line
        message = f"in {source} staat geen geheime sleutel"
    if "ENCRYPTED" in line or "PRIVATE KEY" in line or line.startswith("ssh-"):
        message = f"in {source} staat een sleutel van een andere soort"
    elif line.startswith("age1"):
        message = f"in {source} staat alleen het publieke deel van een sleutel"
    raise WeerbaarError(message, tip=_TIP)


class Sleutelpaar(NamedTuple):
    """A new key: its public part, and the text of the file that keeps it."""

    publiek: str
    bestand: str


def make_sleutel() -> Sleutelpaar:
    """A key that nobody has; its file holds the public part too."""
    identity = load_pyrage().x25519.Identity.generate()
    publiek = str(identity.to_public())
    return Sleutelpaar(publiek, f"# publiek deel: {publiek}\n{identity}\n")


def load_pyrage() -> Any:
    """The library that seals and opens; raises WeerbaarError where it is not installed."""
    try:
        import pyrage  # late: only who seals or opens needs it
    except ImportError as error:
        raise missing_part("voor versleutelde bestanden", "versleuteld") from error
    return pyrage
