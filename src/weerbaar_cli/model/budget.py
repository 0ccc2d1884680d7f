"""How much may be read and unpacked, how long that may take, and whether there is room for it."""

from __future__ import annotations

import mmap
import time

MEGABYTE = 1_000_000
MAX_BYTES = 25 * MEGABYTE
MAX_SECONDS = 60.0
# What it costs to remember where a piece of text stood, however short the piece is.
PIECE = 16
TE_GROOT = "te groot om te doorzoeken"


def has_room(size: int) -> bool:
    """Whether this process may still have so much memory; asked for, and not used."""
    try:
        mmap.mmap(-1, size).close()
    except (OSError, MemoryError, ValueError):
        return False
    return True


class TeGroot(Exception):
    """There is more than may be looked at; the text says of what."""


class Budget:
    """What is left to spend.

    All that is unpacked from one file counts together, so that no file takes all memory, however
    it is packed. The time is that of the whole run: `for_file` gives new bytes and the same time.
    """

    def __init__(self, most: int = MAX_BYTES, seconds: float = MAX_SECONDS) -> None:
        self.most = most
        self.left = most
        self._seconds = seconds
        self._until = time.monotonic() + seconds

    def for_file(self) -> Budget:
        """The same, for the next file of the run."""
        fresh = Budget(self.most, self._seconds)
        fresh._until = self._until
        return fresh

    def take(self, size: int) -> None:
        """Count bytes that were read or made; raises TeGroot when there are too many."""
        self.left -= size
        if self.left < 0:
            self.left = 0
            raise TeGroot(f"{TE_GROOT} (meer dan {self.most // MEGABYTE} MB)")
        self.check()

    def check(self) -> None:
        """Raise TeGroot when the time is up."""
        if time.monotonic() > self._until:
            raise TeGroot(f"{TE_GROOT} (meer dan {self._seconds:.0f} seconden)")
