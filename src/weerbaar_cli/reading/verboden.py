"""The words that must not stand in a report on a group: what its members are called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.leaks.namen import Zoeklijst, make_zoeklijst, search, show_place, texts_of
from weerbaar_cli.leaks.uitlezen import read_file

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.partij import Partij
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
    from weerbaar_cli.model.strict import Strict
    from weerbaar_cli.reading.edities import Districtsbeeld

# Files of a werkmap whose words a report may show.
_SHOWN = ("raamwerk", "feiten", "ankers", "programma", "indeling")


def find_verboden(found: Districtsbeeld) -> Zoeklijst:
    """Names, codes and aliases of the members.

    Where a sentence that weerbaar brings names one of them, that sentence is let through; the name
    itself stays forbidden, also in the same place of a file of the werkmap.
    """
    return _make(found.leden, _own_texts(found.nu.raamwerk))


def find_source(found: Districtsbeeld, verboden: Zoeklijst) -> str:
    """Where the werkmap itself names a party in what a report may show; empty when nowhere."""
    library = found.omgeving.bibliotheek
    for path in (one for kind in _SHOWN for one in library.own(kind)):
        treffers = search(read_file(path), verboden)
        if treffers:
            return f", in {show_place(path.name, treffers[0], verboden)}"
    return ""


def words_of_members(ours: Bibliotheek, districten: Collection[str]) -> Zoeklijst:
    """The same for all registered members of several districts."""
    members = (one for one in ours.register.partijen if not {*one.district}.isdisjoint(districten))
    raamwerken = map(ours.raamwerk, ours.packaged_ids())
    return _make(members, texts_of((*raamwerken, *ours.indelingen, *_shared(ours))))


def _make(leden: Iterable[Partij], zinnen: Iterable[str]) -> Zoeklijst:
    districten = Bibliotheek().register.districten
    named = (text for one in districten.values() for text in (one.titel, one.overleg or ""))
    return make_zoeklijst(leden, districten.items(), zinnen=(*zinnen, *districten, *named))


def _own_texts(raamwerk: Raamwerk) -> Iterator[str]:
    """All that weerbaar itself says in such a report, whoever is measured."""
    ours = Bibliotheek()
    with suppress(WeerbaarError):  # where it is a raamwerk of the werkmap
        yield from texts_of(ours.raamwerk(f"{raamwerk.id}@{raamwerk.versie}"))
    yield from texts_of(tuple(_shared(ours)))


def _shared(ours: Bibliotheek) -> Iterator[Strict]:
    """What belongs to no raamwerk in particular."""
    yield from ours.catalogus.values()
    yield from ours.ankers.values()
    yield from ours.programmas.values()
