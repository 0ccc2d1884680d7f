"""The two sides of a comparison: files, folders, or revisions that git remembers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from weerbaar_cli.cli.wereld import Gelezen, Wereld, Werelden
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek import load
from weerbaar_cli.files.document import Document, Melding, read_document
from weerbaar_cli.files.git import Revisie, find_revisie
from weerbaar_cli.files.vinden import find_files, find_werkmap
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.werkmap import Werkmap


@dataclass
class Kant:
    """All metingen on one side, and what could not be read there."""

    naam: str
    map: bool
    metingen: list[tuple[Wereld, Gelezen]] = field(default_factory=list)
    fouten: list[Melding] = field(default_factory=list)

    def add(self, wereld: Wereld, document: Document) -> None:
        """Read one document; a broken one is kept apart and hides no other."""
        if document.readable and not document.soort.startswith("meting/"):
            if self.map:
                return
            raise WeerbaarError(f"{document.bestand} is geen meting")
        gelezen = wereld.read_meting(document)
        if gelezen.fouten:
            self.fouten += gelezen.fouten
        else:
            self.metingen.append((wereld, gelezen))


def read_sides(van: str, naar: str) -> tuple[Kant, Kant]:
    """Both sides; a revision without a path means the path of the other side."""
    return _read(van, other=naar), _read(naar, other=van)


def _read(word: str, other: str) -> Kant:
    if Path(word).exists():
        return _from_disk(Path(word))
    revision, colon, path = word.partition(":")
    if not colon:
        path = _path_of(other)
    if not revision or revision.startswith("-"):
        raise WeerbaarError(f"«{clean(word)}» bestaat niet", tip="Controleer de naam en de map.")
    where = Path(other) if not colon and Path(other).exists() else Path.cwd()
    revisie = find_revisie(revision, where if where.is_dir() else where.parent)
    inside = path if colon else _inside(revisie, Path(path))
    return _from_git(revisie, inside)


def _path_of(other: str) -> str:
    """The path that the other side names, on disk or behind its revision."""
    if Path(other).exists():
        return other
    _, colon, path = other.partition(":")
    if colon:
        return path
    message = "zeg erbij welk bestand of welke map u wilt vergelijken"
    tip = "Bijvoorbeeld: weerbaar compare HEAD~3 metingen/gemeente.yaml"
    raise WeerbaarError(message, tip=tip)


def _inside(revisie: Revisie, path: Path) -> str:
    """A path as git counts it: from the top of the repository."""
    return Path(os.path.relpath(path.resolve(), revisie.root.resolve())).as_posix()


def _from_disk(path: Path) -> Kant:
    kant = Kant(path.as_posix(), path.is_dir())
    werelden = Werelden()
    for found, _ in find_files([path]):
        document = read_document(found)
        if kant.map and not (document.has_header() or document.unparsed):
            continue
        wereld = werelden.of(found)
        wereld.refuse_trouble()
        kant.add(wereld, document)
    return kant


def _from_git(revisie: Revisie, path: str) -> Kant:
    names = revisie.files(path)
    single = names == [path]
    kant = Kant(f"{revisie.naam}:{path}", not single)
    if not names:
        revisie.read(path)  # says what is wrong
    wereld = _past_world(revisie, path)
    for name in names:
        kant.add(wereld, revisie.read(name))
    return kant


def _past_world(revisie: Revisie, path: str) -> Wereld:
    """The werkmap with the settings that it had in that revision."""
    found = revisie.settings(path)
    if found is None:  # then those of now, so that the parties are known
        return Wereld(find_werkmap(revisie.root / path))
    folder, document = found
    werkmap = load(document, Werkmap)
    if werkmap is None:
        raise WeerbaarError(f"{document.bestand} heeft fouten, dus is er niets te vergelijken")
    place = revisie.root / folder
    return Wereld(place if place.is_dir() else None).with_settings(werkmap)


def by_organisatie(kant: Kant) -> Iterator[tuple[str, tuple[Wereld, Gelezen]]]:
    """Per organisation its meting; of several the one with the latest peildatum."""
    chosen: dict[str, tuple[Wereld, Gelezen]] = {}
    for wereld, gelezen in kant.metingen:
        assert gelezen.partij is not None
        assert gelezen.meting is not None
        name = gelezen.partij.naam
        held = chosen.get(name)
        if held is not None and held[1].meting is not None:
            if held[1].meting.peildatum == gelezen.meting.peildatum:
                both = f"{held[1].document.bestand} en {gelezen.document.bestand}"
                message = f"{both} zijn van dezelfde organisatie en dezelfde peildatum"
                raise WeerbaarError(message, tip="Vergelijk mappen met één meting per organisatie.")
            if held[1].meting.peildatum > gelezen.meting.peildatum:
                continue
        chosen[name] = (wereld, gelezen)
    yield from chosen.items()
