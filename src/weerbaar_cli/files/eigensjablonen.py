"""A folder with templates that a municipality made itself: read with care, or begun."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.begrensd import Grens, decode_bounded, read_bounded
from weerbaar_cli.model.sjabloonmap import Sjabloonmap
from weerbaar_cli.model.strict import clean

EINDEN = (".j2", ".css")
GROOTSTE_SJABLOON = 300_000
SJABLOON = Grens(GROOTSTE_SJABLOON, "Mag u het lezen?", "Maak een plaatje in het sjabloon kleiner.")
MEESTE_SJABLONEN = 50
# Said instead of a path where that could name a party.
ZONDER_PAD = "de map met sjablonen"


def read_eigen(folder: Path, *, zonder_pad: bool = False) -> Sjabloonmap:
    """The templates and style sheets directly in a folder; raises WeerbaarError when one is none.

    A link is not followed: what a report is made of stands in the folder itself.
    """
    naam = "sjablonen" if zonder_pad else clean(folder.as_posix(), 200)
    shown = ZONDER_PAD if zonder_pad else f"de map «{naam}»"
    paths = [path for path in _list(folder, shown) if path.suffix.lower() in EINDEN]
    if not paths:
        tip = "Begin met «weerbaar report --sjabloon-start MAP» en pas die bestanden aan."
        raise WeerbaarError(f"in {shown} staat geen sjabloon (.j2 of .css)", tip=tip)
    if len(paths) > MEESTE_SJABLONEN:
        tip = "Zet alleen de sjablonen van dit rapport in de map."
        raise WeerbaarError(f"in {shown} staan meer dan {MEESTE_SJABLONEN} sjablonen", tip=tip)
    return Sjabloonmap(naam, {path.name: _read(path, f"{naam}/{path.name}") for path in paths})


def _list(folder: Path, shown: str) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except NotADirectoryError:
        tip = "Noem de map waarin de sjablonen staan."
        raise WeerbaarError(f"{shown} is een bestand", tip=tip) from None
    except FileNotFoundError:
        tip = "Begin met «weerbaar report --sjabloon-start MAP»."
        raise WeerbaarError(f"{shown} bestaat niet", tip=tip) from None
    except OSError:
        raise WeerbaarError(f"{shown} is niet te lezen", tip="Mag u de map lezen?") from None


def _read(path: Path, naam: str) -> str:
    shown = f"«{clean(naam, 300)}»"
    try:
        if path.is_symlink():
            tip = "Zet het bestand zelf in de map."
            raise WeerbaarError(f"{shown} is een verwijzing naar een ander bestand", tip=tip)
        if not stat.S_ISREG(path.stat().st_mode):
            raise WeerbaarError(f"{shown} is geen gewoon bestand", tip="Haal het uit de map.")
    except OSError:
        raise WeerbaarError(f"{shown} is niet te lezen", tip=SJABLOON.onleesbaar) from None
    return _text(read_bounded(path, shown, SJABLOON), shown)


def _text(data: bytes, shown: str) -> str:
    text = decode_bounded(data, shown)
    if "\0" in text:
        tip = "Een sjabloon is een tekstbestand; bewaar het als UTF-8."
        raise WeerbaarError(f"{shown} is geen tekst", tip=tip)
    return text.replace("\r\n", "\n")


def write_start(folder: Path, texts: dict[str, str]) -> None:
    """Put these files in a folder that is not there yet or is empty: all of them, or none."""
    shown = f"«{clean(folder.as_posix(), 200)}»"
    _refuse_filled(folder, shown)
    try:
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as made:
            ready = Path(made) / "klaar"
            ready.mkdir()
            for name, text in texts.items():
                (ready / name).write_text(text, encoding="utf-8", newline="\n")
            if os.name == "nt" and folder.is_dir():
                folder.rmdir()  # elsewhere an empty folder is replaced in one step
            ready.replace(folder)
    except FileNotFoundError:
        tip = "Maak de map eerst, of kies een andere."
        raise WeerbaarError(f"de map van {shown} bestaat niet", tip=tip) from None
    except OSError:
        tip = "Controleer of u daar mag schrijven en of er ruimte is."
        raise WeerbaarError(f"de map {shown} is niet te maken", tip=tip) from None


def _refuse_filled(folder: Path, shown: str) -> None:
    tip = "Noem een map die er nog niet is, of die leeg is."
    try:
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise WeerbaarError(f"{shown} is geen map", tip=tip)
        if folder.is_dir() and any(folder.iterdir()):
            message = f"in de map {shown} staat al iets; er is niets geschreven"
            raise WeerbaarError(message, tip=tip)
    except OSError:
        raise WeerbaarError(f"de map {shown} is niet te lezen", tip=tip) from None
