"""Checking a file of any kind against everything that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.engine.checks.werkmap import (
    Kop,
    check_koppen,
)
from weerbaar_cli.files.bibliotheek.bibliotheek import (
    UnreadableData,
    load,
)
from weerbaar_cli.files.vinden import REGISTERMAP, shown_path
from weerbaar_cli.files.yaml.document import Document, read_document
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.bevinding import Melding
from weerbaar_cli.reading.dossier import Dossier
from weerbaar_cli.reading.instellingen import (
    other_file,
)
from weerbaar_cli.reading.omgeving import Omgeving, Omgevingen
from weerbaar_cli.reading.ongelezen import check_unread, find_unread, is_metingmap

# A path, and whether it was named itself or found in a folder.
Named = tuple[Path, bool]


class Gecontroleerd(NamedTuple):
    """A file with its findings in reading order, None when it is not ours; and a meting's head."""

    meldingen: list[Melding] | None
    kop: Kop | None = None


def check_files(paths: Sequence[Named]) -> Iterator[Gecontroleerd]:
    """Every file by itself."""
    omgevingen = Omgevingen()
    for path, named in paths:
        document, omgeving = read_document(path), omgevingen.of(path)
        meant = named or path.parent.name == REGISTERMAP
        unread = [] if meant else check_unread(omgeving, path, document)
        if meant or document.has_header() or document.unparsed:
            kop = check_document(omgeving, document)
            document.bevindingen += unread
            yield Gecontroleerd(document.located(), kop)
        elif unread:
            document.bevindingen = unread
            yield Gecontroleerd(document.located())
        else:
            yield Gecontroleerd(None)


def check_samen(koppen: Sequence[Kop]) -> Iterator[list[Melding]]:
    """What is wrong with metingen beside each other; per file its findings."""
    paden = {kop.bestand: Path(kop.pad) for kop in koppen}
    for bestand, bevindingen in check_koppen(koppen).items():
        document = read_document(paden[bestand])
        yield [document.locate(one) for one in bevindingen]


def _make_kop(omgeving: Omgeving, dossier: Dossier) -> Kop:
    meting = dossier.meting
    names = tuple(one.id for one in dossier.raamwerken)
    where = (str(omgeving.map), dossier.bestand, dossier.naam)
    return Kop(*where, meting.soort, meting.peildatum, names, meting.fictief, str(dossier.pad))


def check_passed(paths: Iterable[Path]) -> Iterator[list[Melding]]:
    """What is named like a file of ours, or begins like one, and is not read."""
    omgevingen = Omgevingen()
    for document in find_unread(paths, lambda one: is_metingmap(omgevingen.of(one), one)):
        yield document.located()


def check_settings_of(paths: Sequence[Named]) -> Iterator[list[Melding]]:
    """What is wrong with settings that the files need and that are not among them.

    These findings count, also when only a meting was named: it cannot be scored.
    """
    seen = {path.absolute() for path, _ in paths}
    told = set(map(shown_path, seen))
    omgevingen = Omgevingen()
    for folder in sorted({path.parent for path in seen}):
        omgevingen.of(folder / "x")
    for meldingen in omgevingen.settings_trouble():
        untold = [one for one in meldingen if one.bestand not in told]
        if untold:
            yield untold


def check_document(omgeving: Omgeving, document: Document) -> Kop | None:
    """Check a file of any kind; all trouble ends up in the document. Of a meting its head."""
    kind = document.soort.partition("/")[0]
    if kind not in SOORTEN or kind == "meting":
        gelezen = omgeving.read_among(document)
        return _make_kop(omgeving, gelezen) if isinstance(gelezen, Dossier) else None
    inhoud = load(document, SOORTEN[kind])
    if inhoud is None:
        return None
    from weerbaar_cli.reading.bestanden import check_inhoud  # late: it knows every kind of file

    try:
        document.bevindingen += check_inhoud(omgeving, inhoud, document)
    except UnreadableData as error:
        document.bevindingen.append(other_file(error))
    return None
