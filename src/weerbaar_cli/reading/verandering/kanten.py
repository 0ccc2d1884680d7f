"""The two sides of a comparison: files, folders, or revisions that git remembers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.git import Revisie, find_basis, find_revisie, place_inside
from weerbaar_cli.files.vinden import STDIN, YAML_ENDINGS, exists, find_werkmap, shown_path
from weerbaar_cli.model.strict import clean
from weerbaar_cli.reading.metingen import (
    Follow,
    Verzameling,
    read_bron,
    read_bronnen,
    set_apart,
)
from weerbaar_cli.reading.omgeving import Omgevingen

# BASIS..NAAR and BASIS...NAAR; a path with a folder above it is none.
_RANGE = re.compile(r"(?P<van>[^:]*[^:./])(?P<punten>\.{2,3})(?P<naar>[^:./][^:]*)?")


class Kant(NamedTuple):
    """All metingen on one side, and what could not be read there; `heel`: it is a whole werkmap."""

    naam: str
    map: bool
    gelezen: Verzameling
    heel: bool = False


def read_kanten(van: str, naar: str | None, follow: Follow) -> tuple[Kant, Kant]:
    """Both sides as they were named; without a path that of the other side, else the werkmap."""
    grenzen = None if exists(van) else _RANGE.fullmatch(van)
    if grenzen is not None:
        return _read_range(grenzen, naar, follow)
    if naar is not None:
        return _read(van, naar, follow), _read(naar, van, follow)
    if exists(van) or ":" in van or Path(van) == STDIN:
        tip = "Bijvoorbeeld: weerbaar compare januari.yaml juli.yaml"
        raise WeerbaarError(f"zeg erbij waarmee u «{clean(van)}» wilt vergelijken", tip=tip)
    here = _werkmap()
    return _read(van, str(here), follow, heel=True), _from_disk(here, follow, heel=True)


def _werkmap() -> Path:
    return find_werkmap(Path.cwd()) or Path.cwd()


def _read_range(grenzen: re.Match[str], path: str | None, follow: Follow) -> tuple[Kant, Kant]:
    """Two revisions; with three dots the first is where the second left it."""
    where = Path(path) if path is not None else _werkmap()
    folder, later = _folder_of(where), grenzen["naar"] or "HEAD"
    if grenzen["punten"] == "...":
        toen = find_basis(grenzen["van"], folder, later)
    else:
        toen = find_revisie(grenzen["van"], folder)
    nu = find_revisie(later, folder)
    inside, heel = nu.inside(where), path is None
    if toen.files(inside) or nu.files(inside):
        before = _from_git(toen, inside, follow, heel=heel)
        return before, _from_git(nu, inside, follow, heel=heel)
    raise WeerbaarError(f"in {nu.genoemd} staat niets onder «{clean(inside)}»")


def _folder_of(path: Path) -> Path:
    """The nearest folder that is there: what is compared may be gone."""
    found = path.absolute()
    while not found.is_dir():
        found = found.parent
    return found


def _read(word: str, other: str, follow: Follow, *, heel: bool = False) -> Kant:
    if exists(word) or Path(word) == STDIN:
        return _from_disk(Path(word), follow)
    revision, colon, path = word.partition(":")
    named_file = not colon and word.lower().endswith(YAML_ENDINGS)  # and no revision
    nothing = not revision and not colon
    if nothing or revision.startswith("-") or named_file:
        raise WeerbaarError(f"«{clean(word)}» bestaat niet", tip="Controleer de naam en de map.")
    if not colon:
        path = _path_of(other)
        heel = heel or not (exists(other) or ":" in other)
    where = Path(path) if not colon else Path.cwd()
    revisie = find_revisie(revision, _folder_of(where))
    inside = place_inside(revisie, path) if colon else revisie.inside(Path(path))
    return _from_git(revisie, inside, follow, heel=heel)


def _path_of(other: str) -> str:
    """The path that the other side names, on disk or behind its revision; else the werkmap."""
    if exists(other):
        return other
    _, colon, path = other.partition(":")
    return path if colon else str(_werkmap())


def _from_disk(path: Path, follow: Follow, *, heel: bool = False) -> Kant:
    naam = "de werkmap" if heel else shown_path(path)
    return Kant(naam, path.is_dir(), set_apart(read_bronnen([path], follow)), heel)


def _from_git(revisie: Revisie, path: str, follow: Follow, *, heel: bool = False) -> Kant:
    names = revisie.files(path)
    if not names and not heel:
        revisie.read(path)  # says what is wrong
    single, omgevingen = names == [path], Omgevingen()
    bronnen = (
        read_bron(omgeving, document.pad, document, named=single)
        for one in follow(names, len(names), "lezen")
        for document, omgeving in [omgevingen.read_past(revisie, one)]
    )
    found = set_apart(one for one in bronnen if one is not None)
    shown = revisie.shown("").rstrip(":") if heel else revisie.shown(path)
    return Kant(shown, not single, found, heel)
