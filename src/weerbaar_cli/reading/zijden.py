"""The two sides of a comparison: files, folders, or revisions that git remembers."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from weerbaar_cli.cli.voortgang import follow
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import load
from weerbaar_cli.files.git import Revisie, find_revisie
from weerbaar_cli.files.vinden import find_werkmap
from weerbaar_cli.files.yaml.document import Document, Melding
from weerbaar_cli.model.bestanden.werkmap import Werkmap
from weerbaar_cli.model.strict import clean
from weerbaar_cli.reading.bronnen import Bron, may_be_meting, read_among, read_bronnen
from weerbaar_cli.reading.wereld import Gelezen, Wereld, refuse_other


@dataclass
class Kant:
    """All metingen on one side, and what could not be read there."""

    naam: str
    map: bool
    metingen: list[tuple[Wereld, Gelezen]] = field(default_factory=list)
    fouten: list[Melding] = field(default_factory=list)
    gebroken: list[Gelezen] = field(default_factory=list)

    def add(self, bron: Bron) -> None:
        """One meting; a broken one is kept apart and hides no other."""
        fouten = bron.gelezen.fouten
        if fouten:
            self.fouten += fouten
            self.gebroken.append(bron.gelezen)
        else:
            self.metingen.append((bron.wereld, bron.gelezen))


def read_sides(van: str, naar: str) -> tuple[Kant, Kant]:
    """Both sides; a revision without a path means the path of the other side."""
    return _read(van, other=naar), _read(naar, other=van)


def _read(word: str, other: str) -> Kant:
    if _exists(word):
        return _from_disk(Path(word))
    revision, colon, path = word.partition(":")
    if not colon:
        path = _path_of(other)
    if not revision or revision.startswith("-"):
        raise WeerbaarError(f"«{clean(word)}» bestaat niet", tip="Controleer de naam en de map.")
    where = Path(other) if not colon and _exists(other) else Path.cwd()
    revisie = find_revisie(revision, where if where.is_dir() else where.parent)
    inside = path if colon else _inside(revisie, Path(path))
    return _from_git(revisie, inside)


def _exists(word: str) -> bool:
    """Whether there is such a path, be it one that may not be read; a word may be no path."""
    try:
        return os.path.lexists(word)
    except ValueError:
        return False


def _path_of(other: str) -> str:
    """The path that the other side names, on disk or behind its revision."""
    if _exists(other):
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
    for bron in read_bronnen([path]):
        kant.add(bron)
    return kant


def _from_git(revisie: Revisie, path: str) -> Kant:
    names = revisie.files(path)
    single = names == [path]
    kant = Kant(f"{revisie.naam}:{path}", not single)
    if not names:
        revisie.read(path)  # says what is wrong
    wereld = _past_world(revisie, path)
    for name in follow(names, len(names), "lezen"):
        _add_past(kant, wereld, revisie.read(name))
    return kant


def _add_past(kant: Kant, wereld: Wereld, document: Document) -> None:
    if not kant.map:
        refuse_other(document)
        kant.add(Bron(wereld, wereld.read_meting(document), True))
    elif may_be_meting(document):
        bron = Bron(wereld, read_among(wereld, document), False)
        if not bron.is_groep or bron.gelezen.fouten:
            kant.add(bron)


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


def by_organisatie(kant: Kant) -> dict[str, tuple[Wereld, Gelezen]]:
    """Per organisation its meting; of several the one with the latest peildatum."""
    chosen: dict[str, tuple[Wereld, Gelezen]] = {}
    for one in kant.metingen:
        assert one[1].partij is not None
        name = one[1].partij.naam
        if name not in chosen or _is_later(one[1], chosen[name][1]):
            chosen[name] = one
    return chosen


def older_files(kant: Kant, chosen: Mapping[str, tuple[Wereld, Gelezen]]) -> Iterator[str]:
    """The files of metingen of which there is a later one."""
    used = {id(gelezen) for _, gelezen in chosen.values()}
    for _, gelezen in kant.metingen:
        if id(gelezen) not in used:
            yield gelezen.document.bestand


def untrusted(kant: Kant, chosen: Mapping[str, tuple[Wereld, Gelezen]]) -> Iterator[str]:
    """The organisations whose last meting may be one that cannot be read."""
    for one in kant.gebroken:
        if one.partij is None:
            continue
        held = chosen.get(one.partij.naam)
        if held is None or one.meting is None or _is_later(one, held[1]):
            yield one.partij.naam


def _is_later(one: Gelezen, held: Gelezen) -> bool:
    assert one.meting is not None
    assert held.meting is not None
    if one.meting.peildatum == held.meting.peildatum:
        both = f"{held.document.bestand} en {one.document.bestand}"
        message = f"{both} zijn van dezelfde organisatie en dezelfde peildatum"
        raise WeerbaarError(message, tip="Vergelijk mappen met één meting per organisatie.")
    return one.meting.peildatum > held.meting.peildatum
