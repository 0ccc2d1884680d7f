"""Finding metingen: those that were named, and those of organisations in folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from msgspec import Struct

from weerbaar_cli.engine.checks.meting import all_types
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bronnen import find_named
from weerbaar_cli.files.vinden import Named, shown_path
from weerbaar_cli.files.yaml.document import Yamlbestand
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.bevinding import Melding
from weerbaar_cli.reading.dossier import Dossier, Gebroken, Gelezen, refuse_faults
from weerbaar_cli.reading.omgeving import Ingelezen, Omgeving, Omgevingen
from weerbaar_cli.reading.ongelezen import check_unread, find_unread, is_metingmap_of

T = TypeVar("T")


class Follow(Protocol):
    """How far long work is, for whoever wants to show it: the same items, as they come."""

    def __call__(self, items: Iterable[T], total: int, what: str) -> Iterator[T]:
        """`total` items of which `what` is done."""


def unfollowed(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """The same items, and nothing shown."""
    return iter(items)


OTHER_KINDS = SOORTEN.keys() - {"meting"}
ALLE = "alle"


def read_metingen(paths: Sequence[Path]) -> Iterator[tuple[Omgeving, Gelezen]]:
    """Named metingen, each in its own omgeving; raises on a file that is something else."""
    omgevingen = Omgevingen()
    for path in paths:
        document, omgeving = omgevingen.read(path)
        omgeving.refuse_trouble()
        refuse_other(document)
        yield omgeving, omgeving.read(document)


def read_dossiers(
    paths: Sequence[Path],
    outcome: str = "er is niets berekend",
    follow: Follow = unfollowed,
) -> list[Ingelezen]:
    """Named metingen that can all be used; raises for all that cannot at once."""
    found = list(follow(read_metingen(paths), len(paths), "lezen"))
    dossiers = refuse_faults([gelezen for _, gelezen in found], outcome)
    return [Ingelezen(found[place][0], one) for place, one in enumerate(dossiers)]


def choose_raamwerken(
    omgeving: Omgeving, dossier: Dossier, wanted: str | None
) -> tuple[Raamwerk, ...]:
    """The raamwerken of the meting, the one that was asked, or all that fit the party."""
    if wanted is None:
        return dossier.raamwerken
    fitting = _find_fitting(omgeving, dossier, wanted)
    if not fitting:
        # No score at all would meet every requirement.
        kind = dossier.partij.type
        if wanted == ALLE:
            raise WeerbaarError(f"er is geen raamwerk dat geldt voor een {kind}")
        raise WeerbaarError(f"raamwerk «{wanted.partition('@')[0]}» geldt niet voor een {kind}")
    return fitting


def _find_fitting(omgeving: Omgeving, dossier: Dossier, wanted: str) -> tuple[Raamwerk, ...]:
    names = omgeving.bibliotheek.raamwerk_ids() if wanted == ALLE else [wanted]
    own = {one.id: one for one in dossier.raamwerken}  # in the version that the meting names
    found = (own.get(name) or omgeving.bibliotheek.raamwerk(name) for name in names)
    return tuple(one for one in found if dossier.partij.type in all_types(one))


def fits(omgeving: Omgeving, dossier: Dossier, wanted: str | None) -> bool:
    """Whether what was asked is meant for this type of party; its own raamwerken always are."""
    return wanted is None or bool(_find_fitting(omgeving, dossier, wanted))


def nothing_fits(map_: Path, fouten: Sequence[Melding]) -> WeerbaarError:
    """What was asked is meant for nobody in a folder; nor can it be for what cannot be read."""
    message = f"dit raamwerk geldt voor geen enkele organisatie in «{shown_path(map_)}»"
    return WeerbaarError(message, meldingen=fouten)


def refuse_other(document: Yamlbestand) -> None:
    """Raise for a file of ours that is no meting."""
    kind = document.soort.partition("/")[0]
    if kind in OTHER_KINDS:
        message = f"{document.bestand} is geen meting maar een bestand van soort {kind}"
        raise WeerbaarError(message, tip="Noem een bestand met «weerbaar: meting/1».")


class Metingbron(Struct, frozen=True):
    """A meting that was read, with what it was read against."""

    omgeving: Omgeving
    gelezen: Gelezen
    genoemd: bool

    @property
    def is_groep(self) -> bool:
        """Whether it is there for the facts that the members of a group share."""
        return isinstance(self.gelezen, Dossier) and self.omgeving.bibliotheek.partijen.is_groep(
            self.gelezen.partij
        )

    @property
    def is_deel(self) -> bool:
        """Whether the whole that it is a part of is there, or has to come."""
        return isinstance(self.gelezen, Dossier) and self.gelezen.is_deel


def read_bronnen(paths: Sequence[Path], follow: Follow = unfollowed) -> Iterator[Metingbron]:
    """Every meting that was named, and in the folders that were those of organisations.

    A file in a folder with a fout is given as well, so that it can be said, and so is what may be
    one and is not read; other YAML is not.
    """
    found = find_named(paths)
    omgevingen = Omgevingen()
    for one in follow(found, len(found), "lezen"):
        bron = read_found(omgevingen, one)
        if bron is not None:
            yield bron
    for document in find_unread(paths, is_metingmap_of(omgevingen)):
        yield _unread(omgevingen.of(document.pad), document)


def read_found(omgevingen: Omgevingen, found: Named) -> Metingbron | None:
    """What one file gives that was named or found; raises when its settings have a fout."""
    path, named = found
    document, omgeving = omgevingen.read(path)
    if named or may_be_meting(document):
        omgeving.refuse_trouble()
    return read_bron(omgeving, document.pad, document, named=named)


def read_passed(omgevingen: Omgevingen, paths: Sequence[Path]) -> Iterator[Gebroken]:
    """What may be a meting below these folders and is not read."""
    return map(as_gebroken, find_unread(paths, is_metingmap_of(omgevingen)))


def read_bron(
    omgeving: Omgeving, path: Path, document: Yamlbestand, *, named: bool
) -> Metingbron | None:
    """What one file gives; of a folder nothing of other files, groups and parts of metingen."""
    if named or may_be_meting(document):
        bron = _read_meting(omgeving, document, named=named)
        return bron if named or not (bron.is_groep or bron.is_deel) else None
    unread = [] if document.soort else check_unread(omgeving, path, document)
    if not unread:
        return None
    document.bevindingen = unread
    return _unread(omgeving, document)


def _unread(omgeving: Omgeving, document: Yamlbestand) -> Metingbron:
    return Metingbron(omgeving, as_gebroken(document), genoemd=False)


def as_gebroken(document: Yamlbestand) -> Gebroken:
    """A file that is not read, with why."""
    return Gebroken(document.bestand, tuple(document.located()))


def no_meting(map_: Path) -> WeerbaarError:
    """There is nothing to compute in a folder."""
    message = f"in «{shown_path(map_)}» staat geen meting van een organisatie"
    return WeerbaarError(message, tip="Een meting begint met «weerbaar: meting/1».")


class Verzameling(NamedTuple):
    """The metingen that can be used, and those that cannot: they hide no other."""

    metingen: tuple[Ingelezen, ...]
    gebroken: tuple[Gebroken, ...]

    @property
    def fouten(self) -> tuple[Melding, ...]:
        """What makes that some cannot be used."""
        return tuple(fout for one in self.gebroken for fout in one.fouten)


def set_apart(bronnen: Iterable[Metingbron]) -> Verzameling:
    """What can be used apart from what cannot."""
    metingen: list[Ingelezen] = []
    gebroken: list[Gebroken] = []
    for one in bronnen:
        if isinstance(one.gelezen, Gebroken):
            gebroken.append(one.gelezen)
        else:
            metingen.append(Ingelezen(one.omgeving, one.gelezen))
    return Verzameling(tuple(metingen), tuple(gebroken))


def may_be_meting(document: Yamlbestand) -> bool:
    """Whether a file of a folder is a meting, or can no longer be told not to be one."""
    if document.soort.partition("/")[0] in OTHER_KINDS:
        return False
    return document.has_header() or document.unparsed


def _read_meting(omgeving: Omgeving, document: Yamlbestand, *, named: bool) -> Metingbron:
    """One meting; of a folder there may be thousands, and what one needs stops no other."""
    if named:
        refuse_other(document)
        return Metingbron(omgeving, omgeving.read(document), named)
    gelezen = omgeving.read_among(document)
    kept = gelezen.let_go() if isinstance(gelezen, Dossier) else gelezen
    return Metingbron(omgeving, kept, named)
