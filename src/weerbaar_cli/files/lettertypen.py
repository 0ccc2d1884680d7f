"""The fonts that go along with the package, for a PDF that is the same everywhere."""

from __future__ import annotations

from pathlib import Path

from weerbaar_cli.files.bibliotheek import packaged

TEKENS = "tekens.txt"


def font_folder() -> Path:
    """Where the fonts are."""
    return packaged("fonts")


def read_tekens() -> str:
    """The characters that they can draw, as ranges of hexadecimal numbers."""
    return (font_folder() / TEKENS).read_text(encoding="utf-8")
