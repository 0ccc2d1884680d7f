"""The packaged templates and the house style of a municipality: read as text."""

from __future__ import annotations

from pathlib import Path

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek import packaged
from weerbaar_cli.model.strict import clean

# A complete theme of the NL Design System is some 200 KB.
GROOTSTE_HUISSTIJL = 300_000
GROOTSTE_BASIS = 20_000_000


def read_sjablonen() -> dict[str, str]:
    """Every packaged template by its name."""
    paths = sorted(packaged("templates").glob("*.*"))
    kept = [path for path in paths if path.suffix in (".j2", ".css", ".typ")]
    return {path.name: path.read_text(encoding="utf-8") for path in kept}


def read_huisstijl(path: Path, *, zonder_pad: bool = False) -> str:
    """A style sheet; raises WeerbaarError when it cannot be one, without its path if so asked."""
    shown = "de huisstijl" if zonder_pad else f"de huisstijl «{clean(str(path), 200)}»"
    try:
        if not path.is_file():
            raise FileNotFoundError
        with path.open("rb") as file:
            data = file.read(GROOTSTE_HUISSTIJL + 1)
    except OSError:
        tip = "Geef een bestand met CSS dat u mag lezen."
        raise WeerbaarError(f"{shown} is niet te lezen", tip=tip) from None
    if len(data) > GROOTSTE_HUISSTIJL:
        most = GROOTSTE_HUISSTIJL // 1000
        tip = "Geef alleen het bestand met de tokens; lettertypen en plaatjes horen er niet in."
        raise WeerbaarError(f"{shown} is groter dan {most} kB", tip=tip)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        tip = "Bewaar het bestand als UTF-8."
        raise WeerbaarError(f"{shown} is geen tekst in UTF-8", tip=tip) from None


def read_basis(path: Path, *, zonder_pad: bool = False) -> bytes:
    """A Word document to take styles from; raises WeerbaarError when it cannot be read."""
    shown = "de basis" if zonder_pad else f"de basis «{clean(str(path), 200)}»"
    try:
        if not path.is_file():
            raise FileNotFoundError
        with path.open("rb") as file:
            data = file.read(GROOTSTE_BASIS + 1)
    except OSError:
        tip = "Geef een Word-document (.docx) dat u mag lezen."
        raise WeerbaarError(f"{shown} is niet te lezen", tip=tip) from None
    if len(data) > GROOTSTE_BASIS:
        tip = "Haal de plaatjes eruit: alleen de opmaak telt."
        raise WeerbaarError(f"{shown} is groter dan {GROOTSTE_BASIS // 1_000_000} MB", tip=tip)
    return data
