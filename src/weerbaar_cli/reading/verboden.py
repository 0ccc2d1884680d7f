"""The words that must not stand in a report on a group: what its members are called."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.leaks.verboden import find_forbidden

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.partij import Partij
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
    from weerbaar_cli.reading.edities import Districtsbeeld


def find_verboden(found: Districtsbeeld) -> tuple[str, ...]:
    """Names, codes and aliases of the members, but for those that our own texts use as well.

    What a werkmap adds to our texts is no excuse: a name that stands there stays forbidden.
    """
    own = "\n".join(_own_texts(found.nu.raamwerk))
    words = dict.fromkeys(word for partij in found.leden for word in _words(partij))
    ours = find_forbidden(own, words)
    return tuple(word for word in words if word not in ours)


def words_of_members(ours: Bibliotheek, districten: Collection[str]) -> tuple[str, ...]:
    """The same for all registered members of several districts."""
    raamwerken = map(ours.raamwerk, ours.packaged_ids())
    texts = [one.model_dump_json(warnings=False) for one in raamwerken]
    texts += [one.model_dump_json(warnings=False) for one in ours.indelingen]
    own = "\n".join((*texts, *_shared_texts(ours)))
    members = (one for one in ours.register.partijen if not {*one.district}.isdisjoint(districten))
    words = dict.fromkeys(word for partij in members for word in _words(partij))
    known = find_forbidden(own, words)
    return tuple(word for word in words if word not in known)


def _words(partij: Partij) -> Iterator[str]:
    yield partij.naam
    yield from partij.aliassen
    if partij.code is not None:
        yield partij.code


def _own_texts(raamwerk: Raamwerk) -> Iterator[str]:
    """All that weerbaar itself says in such a report, whoever is measured."""
    ours = Bibliotheek()
    with suppress(WeerbaarError):  # where it is a raamwerk of the werkmap
        yield ours.raamwerk(f"{raamwerk.id}@{raamwerk.versie}").model_dump_json(warnings=False)
    yield from _shared_texts(ours)


def _shared_texts(ours: Bibliotheek) -> Iterator[str]:
    """What belongs to no raamwerk in particular."""
    yield from (one.model_dump_json(warnings=False) for one in ours.catalogus.values())
    yield from (one.model_dump_json(warnings=False) for one in ours.ankers.values())
    yield from (one.model_dump_json(warnings=False) for one in ours.programmas.values())
    yield from (f"{one.titel} {one.overleg or ''}" for one in ours.register.districten.values())
