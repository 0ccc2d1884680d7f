"""What was sealed does not leave as plain text, unless it was asked, and never into git."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from weerbaar_cli.cli.console import ONVERSLEUTELD, is_asked
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.sleutels import has_opened


def refuse_in_git(path: Path, why: str) -> None:
    """Raise when git would take a file at this place along."""
    from weerbaar_cli.files.git import would_keep  # late: only where something is written

    if would_keep(path):
        tip = "Kies een plek buiten de repository, of noem het bestand in .gitignore."
        raise WeerbaarError(f"{why}, en git zou dit bestand meenemen", tip=tip)


def keep_closed(paths: Iterable[Path]) -> bool:
    """Whether files are for their owner alone, because a sealed meting was read for them.

    Raises WeerbaarError when that was not asked, or where git would take such a file along. Every
    command calls it once all is read, before it writes what names a party.
    """
    named = list(paths)
    if not (named and has_opened()):
        return False
    if not is_asked(ONVERSLEUTELD):
        message = "dit komt uit versleutelde metingen en zou onversleuteld op schijf komen"
        tip = f"Bekijk het op het scherm, of vraag het met {ONVERSLEUTELD}."
        raise WeerbaarError(message, tip=tip)
    for path in named:
        refuse_in_git(path, "dit komt uit versleutelde metingen")
    return True
