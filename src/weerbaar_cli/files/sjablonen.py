"""What comes along with the package for reports, and what a municipality brings: read as text."""

from __future__ import annotations

from pathlib import Path

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.begrensd import Grens, decode_bounded, read_bounded
from weerbaar_cli.files.bibliotheek.bibliotheek import packaged
from weerbaar_cli.model.strict import clean

# A complete theme of the NL Design System is some 200 KB.
HUISSTIJL = Grens(
    300_000,
    "Geef een bestand met CSS dat u mag lezen.",
    "Geef alleen het bestand met de tokens; lettertypen en plaatjes horen er niet in.",
)
BASIS = Grens(
    20_000_000,
    "Geef een Word-document (.docx) dat u mag lezen.",
    "Haal de plaatjes eruit: alleen de opmaak telt.",
)
TEKENS = "tekens.txt"


def read_sjablonen() -> dict[str, str]:
    """Every packaged template by its name."""
    paths = sorted(packaged("templates").glob("*.*"))
    kept = [path for path in paths if path.suffix in (".j2", ".css", ".typ")]
    return {path.name: path.read_text(encoding="utf-8") for path in kept}


def font_folder() -> Path:
    """Where the fonts of a PDF are, that is the same everywhere."""
    return packaged("fonts")


def read_tekens(folder: Path) -> str:
    """The characters that they can draw, as ranges of hexadecimal numbers.

    Raises WeerbaarError when the list or a font is not there.
    """
    if not any(folder.glob("*.ttf")) or not (folder / TEKENS).is_file():
        tip = "Installeer weerbaar opnieuw, of maak het rapport als .html en druk dat af."
        raise WeerbaarError("de lettertypen voor de PDF ontbreken in deze installatie", tip=tip)
    return (folder / TEKENS).read_text(encoding="utf-8")


def read_huisstijl(path: Path, *, zonder_pad: bool = False) -> str:
    """A style sheet; raises WeerbaarError when it cannot be one, without its path if so asked."""
    shown = "de huisstijl" if zonder_pad else f"de huisstijl «{clean(str(path), 200)}»"
    return decode_bounded(read_bounded(path, shown, HUISSTIJL), shown)


def read_basis(path: Path, *, zonder_pad: bool = False) -> bytes:
    """A Word document to take styles from; raises WeerbaarError when it cannot be read."""
    shown = "de basis" if zonder_pad else f"de basis «{clean(str(path), 200)}»"
    return read_bounded(path, shown, BASIS)
