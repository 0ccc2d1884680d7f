"""What comes along with the package for reports, and what a municipality brings."""

from __future__ import annotations

import io
import re
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bestand import Grens, decode_bounded, read_bounded
from weerbaar_cli.files.bibliotheek.bibliotheek import packaged
from weerbaar_cli.files.vinden import shown_path
from weerbaar_cli.model.strict import clean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zipfile import ZipFile, ZipInfo

GEBOUWD = Path(__file__).resolve().parents[1] / "_data" / "vertaald"
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
# What a base may be when it is unpacked, and one part of it.
UITGEPAKT, GROOTSTE_DEEL = 200_000_000, 10_000_000
# The parts that say how a document looks; some programs number them.
_DELEN = {
    "word/styles.xml": r"word/styles\d*\.xml",
    "word/numbering.xml": r"word/numbering\d*\.xml",
    "word/fontTable.xml": r"word/fontTable\d*\.xml",
    "word/theme/theme1.xml": r"word/theme/theme\d*\.xml",
}
GROOTSTE_SJABLOON = 300_000
SJABLOON = Grens(
    GROOTSTE_SJABLOON,
    "Zet er alleen bestanden in die u mag lezen.",
    "Maak een plaatje in het sjabloon kleiner.",
)
PAGINA = Grens(
    40_000_000,
    "Geef de pagina die «make app» maakte.",
    "Geef de pagina die «make app» maakte.",
)
MEESTE_SJABLONEN = 50
# Said instead of a path where that could name a party.
ZONDER_PAD = "de map met sjablonen"
# What a folder of one's own begins with.
BEGIN = ("blad.html.j2", "blokken.html.j2", "blad.css", "blad.md.j2")
LEESMIJ = "LEESMIJ.md"


def read_sjablonen() -> dict[str, str]:
    """Every packaged template by its name."""
    paths = sorted(packaged("templates").glob("*.*"))
    kept = [path for path in paths if path.suffix in (".j2", ".css", ".typ")]
    return {path.name: path.read_text(encoding="utf-8") for path in kept}


def read_vertaald(folder: Path = GEBOUWD) -> dict[str, bytes]:
    """What they became as code at the build; in a clone perhaps nothing."""
    return {path.name: path.read_bytes() for path in folder.glob("*")}


def store_vertaald(vertaald: Mapping[str, bytes], folder: Path = GEBOUWD) -> Path:
    """Store that in place of what was there. Code is only taken from the package itself: whoever
    can write there has the program.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in vertaald.items():
        (folder / name).write_bytes(data)
    return folder


def read_app() -> dict[str, str]:
    """Every part of the page in which people fill in a meting, by its name."""
    paths = sorted((Path(__file__).parents[1] / "formats" / "app").glob("*.*"))
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def read_pagina(path: Path | None) -> str | None:
    """The page with an engine: this one, else that which was installed or built; None without."""
    package = find_spec("weerbaar_pagina")
    installed = package.submodule_search_locations or () if package else ()
    folders = (*map(Path, installed), packaged("frameworks").parent / "dist")
    pages = (folder / "weerbaar.html" for folder in folders)
    found = path or next((one for one in pages if one.is_file()), None)
    if found is None:
        return None
    shown = f"de pagina «{shown_path(found)}»"
    return decode_bounded(read_bounded(found, shown, PAGINA), shown)


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
    """A style sheet; raises WeerbaarError when it cannot be one, without its path if so asked.

    All of it comes to stand in the report, so no other kind of file is read, such as a meting.
    """
    shown = "de huisstijl" if zonder_pad else f"de huisstijl «{shown_path(path)}»"
    if path.suffix.lower() != ".css":
        raise WeerbaarError(f"{shown} is geen stylesheet", tip="Noem een bestand met .css.")
    return decode_bounded(read_bounded(path, shown, HUISSTIJL), shown)


def read_word() -> bytes:
    """The document that every report in Word begins as."""
    return (packaged("templates") / "blad.docx").read_bytes()


def read_basis(path: Path, *, zonder_pad: bool = False) -> dict[str, bytes]:
    """The parts of a Word document that say how it looks, and no other part.

    Raises WeerbaarError when it cannot be read, or is larger than it looks.
    """
    from zipfile import ZipFile  # late: only who brings a document

    shown = "de basis" if zonder_pad else f"de basis «{shown_path(path)}»"
    data = read_bounded(path, shown, BASIS)
    try:
        packed = ZipFile(io.BytesIO(data))
        size = sum(one.file_size for one in packed.infolist())
        parts = _parts_of(packed) if size <= UITGEPAKT else {}
        found = {name: _unpack(packed, one) for name, one in parts.items()}
    except Exception as error:  # any of many kinds: damaged, locked, or packed in a strange way
        tip = "Open het in Word en sla het opnieuw op als .docx."
        raise WeerbaarError(f"{shown} is geen Word-document dat te lezen is", tip=tip) from error
    if not found:
        raise WeerbaarError(f"{shown} is uitgepakt te groot", tip=BASIS.te_groot)
    return found


def _parts_of(packed: ZipFile) -> dict[str, ZipInfo]:
    """These parts by the names that they have in ours; without styles it is no document."""
    found: dict[str, ZipInfo] = {}
    for name, pattern in _DELEN.items():
        fitting = [one for one in packed.infolist() if re.fullmatch(pattern, one.filename)]
        if fitting:
            found[name] = fitting[0]
    if "word/styles.xml" not in found:
        raise ValueError("no styles")
    return found


def _unpack(packed: ZipFile, one: ZipInfo) -> bytes:
    """A part, counted while it is read: what a zip says of its sizes need not be so."""
    with packed.open(one) as file:
        data = file.read(GROOTSTE_DEEL + 1)
    if len(data) > GROOTSTE_DEEL:
        raise ValueError(one.filename)
    return data


def read_eigen(folder: Path, *, zonder_pad: bool = False) -> dict[str, str]:
    """The templates and style sheets directly in a folder, by how each is called in an error.

    A link is not followed: what a report is made of stands in the folder itself. Raises
    WeerbaarError when there is none, or one cannot be used.
    """
    naam = "sjablonen" if zonder_pad else shown_path(folder)
    shown = ZONDER_PAD if zonder_pad else f"de map «{naam}»"
    paths = [path for path in _list(folder, shown) if path.suffix.lower() in (".j2", ".css")]
    if not paths:
        tip = "Begin met «weerbaar report --sjabloon-start MAP» en pas die bestanden aan."
        raise WeerbaarError(f"in {shown} staat geen sjabloon (.j2 of .css)", tip=tip)
    if len(paths) > MEESTE_SJABLONEN:
        tip = "Zet alleen de sjablonen van dit rapport in de map."
        raise WeerbaarError(f"in {shown} staan meer dan {MEESTE_SJABLONEN} sjablonen", tip=tip)
    return {f"{naam}/{path.name}": _read(path, f"«{naam}/{clean(path.name)}»") for path in paths}


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


def _read(path: Path, shown: str) -> str:
    if path.is_symlink():
        tip = "Zet het bestand zelf in de map."
        raise WeerbaarError(f"{shown} is een verwijzing naar een ander bestand", tip=tip)
    text = decode_bounded(read_bounded(path, shown, SJABLOON), shown)
    if "\0" in text:
        tip = "Een sjabloon is een tekstbestand; bewaar het als UTF-8."
        raise WeerbaarError(f"{shown} is geen tekst", tip=tip)
    return text.replace("\r\n", "\n")


def write_start(folder: Path) -> None:
    """The templates to begin with, in a folder that is not there yet or is empty: all, or none."""
    from weerbaar_cli.files.schrijven import refuse_filled, write_folder  # late: reports read only

    texts = {name: (packaged("templates") / name).read_bytes() for name in (*BEGIN, LEESMIJ)}
    refuse_filled(folder)
    write_folder(folder, texts)
