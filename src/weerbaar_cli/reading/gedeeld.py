"""Shared facts on disk: the metingen of groups in a werkmap, and which one a member inherits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from weerbaar_cli.engine.score.gedeeld import inherit
from weerbaar_cli.files.bibliotheek.bibliotheek import UnreadableData
from weerbaar_cli.files.vinden import find_files
from weerbaar_cli.files.yaml.document import Melding, read_document
from weerbaar_cli.model.bevinding import Bevinding

if TYPE_CHECKING:
    from weerbaar_cli.reading.wereld import Gelezen, Wereld


def read_shared(wereld: Wereld) -> list[Gelezen]:
    """Every meting in the werkmap's folder for groups.

    Raises UnreadableData for a file of which it is not even clear whose it is, and when one group
    has two metingen on one date: then nobody knows what is shared.
    """
    if wereld.map is None or wereld.werkmap is None:
        return []
    folder = wereld.map / wereld.werkmap.gedeeld
    if not folder.is_dir():
        return []
    found = [wereld.read_own(read_document(path)) for path in _metingen(folder)]
    seen: dict[tuple[str, date], Gelezen] = {}
    for gelezen in found:
        gelezen.refuse_unreadable()
        if gelezen.partij is None or gelezen.meting is None:
            raise UnreadableData(gelezen.fouten)
        key = (gelezen.partij.naam, gelezen.meting.peildatum)
        if key in seen:
            raise UnreadableData([_double(gelezen, seen[key])])
        seen[key] = gelezen
    return found


def _double(gelezen: Gelezen, other: Gelezen) -> Melding:
    text = f"{other.document.bestand} is van dezelfde groep en dezelfde peildatum"
    return gelezen.document.locate(Bevinding("dubbele-meting", text, ("peildatum",)))


def _metingen(folder: Path) -> Iterator[Path]:
    return (path for path, _ in find_files([folder]))


def share(wereld: Wereld, gelezen: Gelezen) -> None:
    """Add to a meting what its groups share; its own known values win."""
    meting, partij = gelezen.meting, gelezen.partij
    if meting is None or partij is None:
        return
    chosen = []
    for groep in wereld.bibliotheek.partijen.groepen_of(partij):
        shared = _latest(wereld.shared, groep.naam, meting.peildatum)
        if shared is None:
            continue
        if shared.fouten:
            raise UnreadableData(shared.fouten)
        assert shared.meting is not None
        if shared.meting.fictief != meting.fictief:
            text = f"{shared.document.bestand} deelt feiten, en een van beide metingen is fictief"
            tip = "Fictieve en echte metingen gaan niet samen."
            mixed = Bevinding("fictief-gemengd", text, ("fictief",), suggestie=tip)
            gelezen.document.bevindingen.append(mixed)
            return
        chosen.append((groep.naam, shared.antwoorden))
    gelezen.antwoorden, gelezen.gedeeld = inherit(gelezen.antwoorden, chosen)


def _latest(shared: list[Gelezen], groep: str, peildatum: date) -> Gelezen | None:
    """The group's last meting on or before the date; what came later was not there yet."""
    earlier = [
        one
        for one in shared
        if one.partij is not None
        and one.partij.naam == groep
        and one.meting is not None
        and one.meting.peildatum <= peildatum
    ]
    return max(earlier, key=lambda one: one.meting.peildatum, default=None)  # type: ignore[union-attr]
