"""The fonts that go along with the package, for a PDF that is the same everywhere."""

from __future__ import annotations

from pathlib import Path

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import packaged

TEKENS = "tekens.txt"


def font_folder() -> Path:
    """Where the fonts are."""
    return packaged("fonts")


def read_tekens(folder: Path) -> str:
    """The characters that they can draw, as ranges of hexadecimal numbers.

    Raises WeerbaarError when the list or a font is not there.
    """
    if not any(folder.glob("*.ttf")) or not (folder / TEKENS).is_file():
        tip = "Installeer weerbaar opnieuw, of maak het rapport als .html en druk dat af."
        raise WeerbaarError("de lettertypen voor de PDF ontbreken in deze installatie", tip=tip)
    return (folder / TEKENS).read_text(encoding="utf-8")
