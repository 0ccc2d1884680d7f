"""Shared facts on disk: the metingen of groups in a werkmap, and which one a member inherits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.files.bibliotheek.bibliotheek import UnreadableData
from weerbaar_cli.files.vinden import find_files
from weerbaar_cli.files.yaml.document import Document, read_document
from weerbaar_cli.model.bevinding import Bevinding, Melding
from weerbaar_cli.model.uitkomsten.score import Gedeeld
from weerbaar_cli.reading.dossier import Dossier, Gebroken, Gelezen


def read_shared(folder: Path, read: Callable[[Document], Gelezen]) -> list[Gelezen]:
    """Every meting in the werkmap's folder for groups.

    Raises UnreadableData for a file of which it is not even clear whose it is, and when one group
    has two metingen on one date: then nobody knows what is shared.
    """
    seen: dict[tuple[str, date], Gelezen] = {}
    for path, _ in find_files([folder]):
        document = read_document(path)
        gelezen = read(document)
        if isinstance(gelezen, Gebroken) and not gelezen.is_bekend:
            raise UnreadableData(list(gelezen.fouten))
        key = (gelezen.naam, gelezen.peildatum)
        if key in seen:
            raise UnreadableData([_double(document, seen[key])])
        seen[key] = gelezen
    return list(seen.values())


def _double(document: Document, other: Gelezen) -> Melding:
    text = f"{other.bestand} is van dezelfde groep en dezelfde peildatum"
    return document.locate(Bevinding("dubbele-meting", text, ("peildatum",)))


def find_shared(
    gelezen: Sequence[Gelezen], groepen: Iterable[str], peildatum: date
) -> Iterator[Dossier]:
    """Per group its last meting on or before the date: what came later was not there yet.

    Raises UnreadableData when that one has a fout.
    """
    for naam in groepen:
        earlier = [one for one in gelezen if one.naam == naam and one.peildatum <= peildatum]
        latest = max(earlier, key=lambda one: one.peildatum, default=None)
        if isinstance(latest, Gebroken):
            raise UnreadableData(list(latest.fouten))
        if latest is not None:
            yield latest


def inherit(
    own: Mapping[str, Antwoord], groepen: Sequence[tuple[str, Mapping[str, Antwoord]]]
) -> tuple[dict[str, Antwoord], tuple[Gedeeld, ...]]:
    """The member's answers with the shared ones, and a report of every shared fact.

    A known value of the member itself wins; then the nearest group, which comes first.
    """
    found = dict(own)
    report: dict[str, Gedeeld] = {}
    for groep, antwoorden in groepen:
        for feit_id, antwoord in antwoorden.items():
            if antwoord.waarde is None or feit_id in report:
                continue
            wins = feit_id in own and own[feit_id].waarde is not None
            report[feit_id] = Gedeeld(feit_id, groep, gebruikt=not wins)
            if not wins:
                found[feit_id] = replace(antwoord, van=groep)
    return found, tuple(report.values())
