"""The two sides of a comparison: files, folders, or revisions that git remembers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bronnen import MANY, find_named
from weerbaar_cli.files.git import Revisie, find_basis, find_revisie, place_inside
from weerbaar_cli.files.vinden import (
    STDIN,
    YAML_ENDINGS,
    Named,
    exists,
    find_werkmap,
    is_dir,
    shown_path,
)
from weerbaar_cli.model.strict import clean
from weerbaar_cli.reading.dossier import Dossier, Gebroken, Gelezen
from weerbaar_cli.reading.metingen import (
    Follow,
    Metingbron,
    Verzameling,
    read_bron,
    read_bronnen,
    read_found,
    read_passed,
    set_apart,
)
from weerbaar_cli.reading.omgeving import Ingelezen, Omgeving, Omgevingen

# BASIS..NAAR and BASIS...NAAR; a path with a folder above it is none.
_RANGE = re.compile(r"(?P<van>[^:]*[^:./])(?P<punten>\.{2,3})(?P<naar>[^:./][^:]*)?")


class Kant(NamedTuple):
    """All metingen on one side, and what could not be read there; `heel`: it is a whole werkmap.

    Of many each was set aside by the `lezer`, which can take it up again.
    """

    naam: str
    map: bool
    gelezen: Verzameling
    heel: bool = False
    lezer: Kantlezer | None = None


class Kantlezer:
    """Reads metingen of one side and sets each aside; takes them up again, also elsewhere.

    Without a `revisie` they stand on the disk.
    """

    def __init__(self, revisie: Revisie | None = None) -> None:
        self._revisie = revisie
        self._omgevingen = Omgevingen()

    def __call__(self, found: Sequence[Named]) -> Iterator[Gelezen | None]:
        for one in found:
            bron = self._read(one)
            gelezen = None if bron is None else bron.gelezen
            if isinstance(gelezen, Dossier):
                yield gelezen.let_go().set_aside()
            else:
                yield gelezen

    def _read(self, found: Named) -> Metingbron | None:
        if self._revisie is None:
            return self.read(found)
        document, omgeving = self._omgevingen.read_past(self._revisie, found[0].as_posix())
        return read_bron(omgeving, document.pad, document, named=found[1])

    def read(self, found: Named) -> Metingbron | None:
        """All of one on the disk, as it is now."""
        return read_found(self._omgevingen, found)

    def gather(self, read: Iterable[Gelezen | None]) -> Verzameling:
        """Those that were set aside, as that, with what they are read against."""
        metingen: list[Ingelezen] = []
        gebroken: list[Gebroken] = []
        for one in read:
            if isinstance(one, Dossier):
                omgeving = self._omgeving_of(one.pad)
                metingen.append(Ingelezen(omgeving, omgeving.place(one)))
            elif one is not None:
                gebroken.append(one)
        return Verzameling(tuple(metingen), tuple(gebroken))

    def take_up(self, dossier: Dossier) -> Ingelezen:
        """All of one that was set aside; where only its kop was kept it is read again."""
        omgeving = self._omgeving_of(dossier.pad)
        if dossier.rest is None:
            bron = self.read((dossier.pad, False))
            gelezen = None if bron is None else bron.gelezen
            if not isinstance(gelezen, Dossier) or gelezen.keep_kop().meting != dossier.meting:
                message = f"{dossier.bestand} is veranderd sinds het werd gelezen"
                raise WeerbaarError(message, tip="Draai het commando opnieuw.")
            dossier = gelezen._replace(partij=dossier.partij)
        return Ingelezen(omgeving, omgeving.take_up(dossier))

    def _omgeving_of(self, pad: Path) -> Omgeving:
        revisie = self._revisie
        if revisie is None:
            return self._omgevingen.of(pad)
        return self._omgevingen.of_past(revisie, pad.relative_to(revisie.root).as_posix())


def _read_many(lezer: Kantlezer, found: Sequence[Named], follow: Follow) -> Verzameling:
    """The same as of few, but that each is set aside."""
    from weerbaar_cli.reading.processen import share_out  # late: only for many

    return lezer.gather(follow(share_out(lezer, found), len(found), "lezen"))


def find_many(word: str | None) -> list[Named]:
    """What a folder on the disk has, when that is much."""
    found = find_named([Path(word)]) if word is not None and is_dir(Path(word)) else []
    return found if len(found) >= MANY else []


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
    named = find_named([path])
    if len(named) < MANY:
        naam = "de werkmap" if heel else shown_path(path)
        return Kant(naam, path.is_dir(), set_apart(read_bronnen([path], follow)), heel)
    lezer = Kantlezer()
    return make_map(path, lezer, _read_many(lezer, named, follow), heel=heel)


def make_map(path: Path, lezer: Kantlezer, found: Verzameling, *, heel: bool = False) -> Kant:
    """A folder of many metingen, with what may be one there and is not read."""
    naam = "de werkmap" if heel else shown_path(path)
    passed = tuple(read_passed(Omgevingen(), [path]))
    return Kant(naam, True, found._replace(gebroken=(*found.gebroken, *passed)), heel, lezer)


def _from_git(revisie: Revisie, path: str, follow: Follow, *, heel: bool = False) -> Kant:
    names = revisie.files(path)
    if not names and not heel:
        revisie.read(path)  # says what is wrong
    shown = revisie.shown("").rstrip(":") if heel else revisie.shown(path)
    if len(names) >= MANY:
        lezer = Kantlezer(revisie)
        found = _read_many(lezer, [(Path(one), False) for one in names], follow)
        return Kant(shown, True, found, heel, lezer)
    single, omgevingen = names == [path], Omgevingen()
    bronnen = (
        read_bron(omgeving, document.pad, document, named=single)
        for one in follow(names, len(names), "lezen")
        for document, omgeving in [omgevingen.read_past(revisie, one)]
    )
    found = set_apart(one for one in bronnen if one is not None)
    return Kant(shown, not single, found, heel)
