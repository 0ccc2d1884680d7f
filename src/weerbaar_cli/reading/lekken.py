"""Outputs searched for parties: those of the werkmap, and those of the registry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek, load_certain
from weerbaar_cli.files.bibliotheek.werkmap import Werkmapbestanden
from weerbaar_cli.files.vinden import SETTINGS, exists, find_werkmap, not_there, shown_path
from weerbaar_cli.leaks.namen import Zoeklijst, make_zoeklijst, mask, search
from weerbaar_cli.leaks.uitgelezen import Treffer, Uitgelezen
from weerbaar_cli.leaks.uitlezen import find_outputs, read_file
from weerbaar_cli.model.bestanden.partij import Groep, Partij, Partijen, Werkmap, is_lid
from weerbaar_cli.model.bevinding import suggest
from weerbaar_cli.model.budget import Budget
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.uitkomsten.lekken import Gesloten, Lekken, Vindplaats
from weerbaar_cli.reading.districtmap import find_districtmap
from weerbaar_cli.reading.metingen import Follow, unfollowed
from weerbaar_cli.reading.neutraal import Neutraal, neutral

ALL = "alle"


class Gezocht(NamedTuple):
    """What is looked for, and whose words these are."""

    lijst: Zoeklijst
    van: str
    namen: bool

    def show(self, text: str) -> str:
        """A path or a place, without the names in it when they may not be shown."""
        return clean(text if self.namen else mask(text, self.lijst), 300)


def search_outputs(
    paths: Sequence[Path],
    map_: Path | None,
    district: str | None,
    behalve: Sequence[str],
    *,
    namen: bool,
    follow: Follow = unfollowed,
) -> Lekken:
    """Search files and folders; without `namen` no word that was found comes back.

    Raises WeerbaarError when there is nothing to search, or when it is not clear for whom.
    """
    gezocht = _find_gezocht(paths, map_, district, behalve, namen=namen)
    for path in paths:
        if not exists(str(path)):
            error = not_there(path)
            raise WeerbaarError(gezocht.show(error.message), tip=error.tip)
    outputs = list(find_outputs(paths))
    if all(_is_folder(path) for path in outputs):
        raise WeerbaarError("er is geen bestand om te doorzoeken", tip="Noem een bestand of map.")
    found: list[Vindplaats] = []
    closed: list[Gesloten] = []
    budget = Budget()
    for path in follow(outputs, len(outputs), "doorzoeken"):
        treffers, read = _search(path, gezocht.lijst, budget)
        bestand = gezocht.show(shown_path(path))
        found += (_vindplaats(bestand, one, gezocht) for one in treffers)
        closed += (Gesloten(bestand, gezocht.show(waar), reden) for waar, reden in read)
    return Lekken(
        sum(not _is_folder(path) for path in outputs),
        len(gezocht.lijst.termen),
        gezocht.van,
        tuple(found),
        tuple(closed),
        tuple((text if namen else "", reden) for text, reden in gezocht.lijst.weggelaten),
    )


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _search(
    path: Path, lijst: Zoeklijst, budget: Budget
) -> tuple[list[Treffer], list[tuple[str, str]]]:
    """What one file or folder names, and what of it could not be searched."""
    name = Uitgelezen(Budget())
    name.add("naam van de map" if _is_folder(path) else "naam van het bestand", path.name)
    read = read_file(path, budget.for_file())
    return [*search(name, lijst), *search(read, lijst)], read.niet_doorzocht


def _vindplaats(bestand: str, one: Treffer, gezocht: Gezocht) -> Vindplaats:
    word = one.tekst if gezocht.namen else ""
    return Vindplaats(bestand, one.regel, one.kolom, gezocht.show(one.waar), word)


def _find_gezocht(
    paths: Sequence[Path],
    map_: Path | None,
    district: str | None,
    behalve: Sequence[str],
    *,
    namen: bool,
) -> Gezocht:
    """The words of everyone who can be meant; raises when a word is given that is none of them."""
    werkmap, folder = _werkmap(paths, map_, district)
    bibliotheek = Bibliotheek(werkmap, Werkmapbestanden(folder or Path()))
    register = bibliotheek.register.districten
    wanted = district or (werkmap.district if werkmap is not None else None)
    if wanted == ALL:
        wanted = None
    known = {name for one in bibliotheek.partijen.alle for name in one.district}
    if wanted is not None and wanted not in known:
        tip = suggest(wanted, [*known, *register, ALL]) or "Kies een district, of «alle»."
        raise WeerbaarError(f"van district «{clean(wanted)}» is geen partij bekend", tip=tip)
    found = _members(bibliotheek.partijen, werkmap, wanted)
    lijst = make_zoeklijst(found, register.items(), behalve)
    _refuse_unknown(behalve, lijst)
    whose = f"district {wanted}" if wanted else "elk bekend district"
    source = "werkmap en register" if werkmap is not None else "register; geen werkmap gevonden"
    return Gezocht(lijst, f"{whose} ({source})", namen)


def _werkmap(
    paths: Sequence[Path], map_: Path | None, district: str | None
) -> tuple[Werkmap | None, Path | None]:
    folder = _folder(paths, map_, district)
    if folder is None:
        return None, None
    # What is wrong stands on a line that may name a party.
    with neutral("de weerbaar.yaml van deze werkmap heeft fouten"):
        return load_certain(folder / SETTINGS, Werkmap), folder


def _folder(paths: Sequence[Path], map_: Path | None, district: str | None) -> Path | None:
    """The werkmap that is named, else that of the outputs, of the current folder, or below it."""
    if map_ is not None:
        if not (map_ / SETTINGS).is_file():
            tip = "Een werkmap is een map met een weerbaar.yaml."
            raise WeerbaarError("de map achter --werkmap is geen werkmap", tip=tip)
        return map_
    found = _werkmappen(paths) or _werkmappen([Path.cwd()])
    if len(found) > 1:
        tip = "Noem de werkmap met --werkmap."
        raise WeerbaarError(f"deze bestanden horen bij {len(found)} werkmappen", tip=tip)
    if found or district in (None, ALL):
        return next(iter(found), None)
    try:
        return find_districtmap([], district)[0]
    except Neutraal as trouble:
        if "werkmappen" in trouble.message:
            raise WeerbaarError(trouble.message, tip="Noem er een met --werkmap.") from None
        return None


def _werkmappen(paths: Sequence[Path]) -> set[Path]:
    return {folder for path in paths if (folder := find_werkmap(path)) is not None}


def _members(
    partijen: Partijen, werkmap: Werkmap | None, district: str | None
) -> Iterator[Partij | Groep]:
    """The parties of a district, and the groups that hold only some of them.

    A party of the werkmap without a district counts too; a group of the whole district singles
    nobody out.
    """
    own = werkmap.partijen if werkmap is not None else ()
    members = [
        one
        for one in partijen.alle
        if district is None or district in one.district or (one in own and not one.district)
    ]
    yield from members
    for groep in partijen.groepen:
        if groep.district is None and any(is_lid(one, groep) for one in members):
            yield groep


def _refuse_unknown(behalve: Sequence[str], lijst: Zoeklijst) -> None:
    """A mistyped exception would let nothing through, and nobody would notice."""
    left_out = {text.casefold() for text, _ in lijst.weggelaten}
    for word in behalve:
        if word.casefold() not in left_out:
            tip = suggest(word, [one.tekst for one in lijst.termen])
            message = f"naar «{clean(word)}» wordt niet gezocht, dus --behalve doet hier niets"
            raise WeerbaarError(message, tip=tip or "Laat het weg, of controleer de spelling.")
