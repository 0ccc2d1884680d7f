"""The two sides of a comparison: files, folders, or revisions that git remembers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import load
from weerbaar_cli.files.git import Revisie, find_revisie
from weerbaar_cli.files.vinden import exists, find_werkmap
from weerbaar_cli.files.yaml.document import Document, Melding
from weerbaar_cli.model.bestanden.werkmap import Werkmap
from weerbaar_cli.model.strict import clean
from weerbaar_cli.reading.dossier import Dossier, Gebroken, Gelezen
from weerbaar_cli.reading.metingen import (
    Bron,
    may_be_meting,
    read_among,
    read_bronnen,
    refuse_other,
)
from weerbaar_cli.reading.omgeving import Ingelezen, Omgeving
from weerbaar_cli.reading.voortgang import Follow, unfollowed


@dataclass
class Kant:
    """All metingen on one side, and what could not be read there."""

    naam: str
    map: bool
    metingen: list[Ingelezen] = field(default_factory=list)
    gebroken: list[Gebroken] = field(default_factory=list)

    @property
    def fouten(self) -> list[Melding]:
        """What could not be read."""
        return [fout for one in self.gebroken for fout in one.fouten]

    def add(self, bron: Bron) -> None:
        """One meting; a broken one is kept apart and hides no other."""
        if isinstance(bron.gelezen, Gebroken):
            self.gebroken.append(bron.gelezen)
        else:
            self.metingen.append(Ingelezen(bron.omgeving, bron.gelezen))


def read_sides(van: str, naar: str, follow: Follow = unfollowed) -> tuple[Kant, Kant]:
    """Both sides; a revision without a path means the path of the other side."""
    return _read(van, naar, follow), _read(naar, van, follow)


def _read(word: str, other: str, follow: Follow) -> Kant:
    if exists(word):
        return _from_disk(Path(word), follow)
    revision, colon, path = word.partition(":")
    if not colon:
        path = _path_of(other)
    if not revision or revision.startswith("-"):
        raise WeerbaarError(f"«{clean(word)}» bestaat niet", tip="Controleer de naam en de map.")
    where = Path(other) if not colon and exists(other) else Path.cwd()
    revisie = find_revisie(revision, where if where.is_dir() else where.parent)
    inside = path if colon else revisie.inside(Path(path))
    return _from_git(revisie, inside, follow)


def _path_of(other: str) -> str:
    """The path that the other side names, on disk or behind its revision."""
    if exists(other):
        return other
    _, colon, path = other.partition(":")
    if colon:
        return path
    message = "zeg erbij welk bestand of welke map u wilt vergelijken"
    tip = "Bijvoorbeeld: weerbaar compare HEAD~3 metingen/gemeente.yaml"
    raise WeerbaarError(message, tip=tip)


def _from_disk(path: Path, follow: Follow) -> Kant:
    kant = Kant(path.as_posix(), path.is_dir())
    for bron in read_bronnen([path], follow):
        kant.add(bron)
    return kant


def _from_git(revisie: Revisie, path: str, follow: Follow) -> Kant:
    names = revisie.files(path)
    single = names == [path]
    kant = Kant(f"{revisie.naam}:{path}", not single)
    if not names:
        revisie.read(path)  # says what is wrong
    omgeving = _past_omgeving(revisie, path)
    for name in follow(names, len(names), "lezen"):
        _add_past(kant, omgeving, revisie.read(name))
    return kant


def _add_past(kant: Kant, omgeving: Omgeving, document: Document) -> None:
    if not kant.map:
        refuse_other(document)
        kant.add(Bron(omgeving, omgeving.read(document), True))
    elif may_be_meting(document):
        bron = Bron(omgeving, read_among(omgeving, document), False)
        if not bron.is_groep:
            kant.add(bron)


def _past_omgeving(revisie: Revisie, path: str) -> Omgeving:
    """The werkmap with the settings that it had in that revision."""
    found = revisie.settings(path)
    if found is None:  # then those of now, so that the parties are known
        return Omgeving(find_werkmap(revisie.root / path))
    folder, document = found
    werkmap = load(document, Werkmap)
    if werkmap is None:
        raise WeerbaarError(f"{document.bestand} heeft fouten, dus is er niets te vergelijken")
    place = revisie.root / folder
    return Omgeving(place if place.is_dir() else None).with_settings(werkmap)


def by_organisatie(kant: Kant) -> dict[str, Ingelezen]:
    """Per organisation its meting; of several the one with the latest peildatum."""
    chosen: dict[str, Ingelezen] = {}
    for one in kant.metingen:
        name = one.dossier.naam
        if name not in chosen or _is_later(one.dossier, chosen[name].dossier):
            chosen[name] = one
    return chosen


def older_files(kant: Kant, chosen: Mapping[str, Ingelezen]) -> Iterator[str]:
    """The files of metingen of which there is a later one."""
    used = {id(one.dossier) for one in chosen.values()}
    for one in kant.metingen:
        if id(one.dossier) not in used:
            yield one.dossier.bestand


def untrusted(kant: Kant, chosen: Mapping[str, Ingelezen]) -> Iterator[str]:
    """The organisations whose last meting may be one that cannot be read."""
    for one in kant.gebroken:
        held = chosen.get(one.naam)
        if one.naam and (held is None or _is_later(one, held.dossier)):
            yield one.naam


def _is_later(one: Gelezen, held: Dossier) -> bool:
    if one.peildatum == held.peildatum:
        both = f"{held.bestand} en {one.bestand}"
        message = f"{both} zijn van dezelfde organisatie en dezelfde peildatum"
        raise WeerbaarError(message, tip="Vergelijk mappen met één meting per organisatie.")
    return one.peildatum > held.peildatum
