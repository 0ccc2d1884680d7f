"""Where a report goes: checked before it is made, so that nothing is ever half written."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Collection, Iterable
from pathlib import Path
from unicodedata import normalize

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bestand import Grens, begin_of, read_at_most, read_bounded
from weerbaar_cli.files.vinden import not_there, refuse_register, same_place, split_revisie
from weerbaar_cli.model.budget import MAX_BYTES
from weerbaar_cli.model.strict import clean

# The mark of what we wrote, near its beginning or its end (formats/vormen.py writes it); JSON
# for programs begins with its version.
_MARK = re.compile(
    rb'weerbaar"?: "?rapport/1\b|\A(?:\[\s*)?\{\s*"versie": 1\b'
    rb"|^(?:\xef\xbb\xbf)?(?:sectie[,;]tabel[,;]rij[,;]kolom[,;]waarde\b"
    rb"|soort[,;]peildatum[,;]raamwerk[,;]versie[,;]partij[,;]partijtype[,;]"
    rb"|kolom[,;]raamwerk[,;]norm[,;]betekenis[,;]waarden\b)"
    rb'|"name": "weerbaar"|<testsuites name="weerbaar"|"check_name": "weerbaar/|\A\[\]\s'
)
_NEAR = 2_000
_PROPERTIES = "docProps/core.xml"
RAPPORT = Grens(
    MAX_BYTES,
    "Noem het bestand van het rapport.",
    "Dat is te groot voor een rapport; controleer of dit het goede bestand is.",
)


def check_doel(path: Path, shown: str) -> None:
    """Raise WeerbaarError unless a report can be written here; `shown` is how it is called."""
    folder = path.parent
    if path.is_dir():
        tip = "Zet de naam van het bestand erachter, zoals rapport.html."
        raise WeerbaarError(f"«{shown}» is een map", tip=tip)
    if not folder.is_dir():
        tip = "Maak de map eerst, of kies een andere."
        raise WeerbaarError(f"de map van «{shown}» bestaat niet", tip=tip)
    refuse_register(path, shown)
    if not os.access(folder, os.W_OK | os.X_OK):
        tip = "Kies een map waarin u mag schrijven."
        raise WeerbaarError(f"in de map van «{shown}» mag u niet schrijven", tip=tip)
    if path.exists() and not os.access(path, os.W_OK):  # replacing would get round that
        message = f"«{shown}» is alleen te lezen; het blijft zoals het is"
        raise WeerbaarError(message, tip="Kies een andere naam, of maak het bestand schrijfbaar.")
    if path.exists() and path.suffix.lower() != ".csv" and not _is_ours(path):
        raise _foreign(shown)


def refuse_double(paths: Collection[Path], gelezen: Iterable[Path] = ()) -> None:
    """Raise WeerbaarError when a file is named twice, by another way to it too, or is read here."""
    places = set(map(_place, paths))
    if len(places) < len(paths):
        raise WeerbaarError("twee keer dezelfde --output", tip="Noem elk bestand één keer.")
    if not places.isdisjoint(map(_place, gelezen)):
        tip = "Kies een andere naam: het zou worden vervangen."
        raise WeerbaarError("--output noemt een bestand dat hier wordt gelezen", tip=tip)


def _place(path: Path) -> tuple[Path, str]:
    """Where a file stands; on many disks names are one in capitals, and however é is written."""
    found = same_place(path)
    return found.parent, normalize("NFC", found.name).casefold()


def refuse_other(path: Path, data: bytes, shown: str) -> None:
    """Raise WeerbaarError when a CSV of another kind stands where this one would.

    A CSV has no room for a mark, so one of ours is known by its heads: those that come again.
    """
    if not path.exists() or path.suffix.lower() != ".csv" or _is_ours(path):
        return
    head = data.partition(b"\n")[0]
    if begin_of(path, len(head)) != head:
        raise _foreign(shown)


def _foreign(shown: str) -> WeerbaarError:
    message = f"«{shown}» bestaat al en is geen rapport van weerbaar; het blijft zoals het is"
    return WeerbaarError(message, tip="Kies een andere naam, of haal het bestand zelf weg.")


def is_rapport(path: Path) -> bool:
    """A report that was made before; an empty file is of nobody."""
    return begin_of(path, 1) != b"" and _is_ours(path)


def _is_ours(path: Path) -> bool:
    """A report that was made before; an empty file is of nobody."""
    try:
        data = read_at_most(path, MAX_BYTES)
    except OSError:
        return False
    return data is not None and (not data or _MARK.search(_marked_part(data)) is not None)


def _marked_part(data: bytes) -> bytes:
    """Where the mark stands: in the properties of Word and PDF, near an end of all else."""
    if data.startswith((b"%PDF-", b"PAR1")):
        return data
    if not data.startswith(b"PK"):
        return data[:_NEAR] + b"\n" + data[-_NEAR:]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as found:
            return found.read(_PROPERTIES)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, ValueError, NotImplementedError):
        return b""


def read_rapport(path: Path) -> bytes:
    """The bytes of a report that was made before; raises WeerbaarError when it cannot be read."""
    if split_revisie(path) is not None:
        raise not_there(path)
    return read_bounded(path, f"«{clean(path.name, 200)}»", RAPPORT)
