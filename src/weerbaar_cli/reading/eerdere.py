"""The earlier meting that a report compares with: the one that was named, or the latest before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.vinden import find_files
from weerbaar_cli.files.yaml.document import Document, read_document
from weerbaar_cli.model.bestanden.meting import METINGSTATUSSEN
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.reading.dossier import Dossier, Gebroken, refuse_mixture
from weerbaar_cli.reading.metingen import read_dossiers
from weerbaar_cli.reading.omgeving import Ingelezen

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.partij import Partij


@dataclass(frozen=True)
class Zoekvraag:
    """Of whom a meting is looked for, before which day, and by one of which raamwerken."""

    nu: Ingelezen
    pad: Path
    dag: date
    raamwerken: frozenset[str]

    @property
    def partij(self) -> Partij:
        """Whose meting it must be."""
        return self.nu.dossier.partij


def read_eerdere(path: Path, vraag: Zoekvraag) -> Ingelezen:
    """The meting that was named; raises when it cannot be compared with."""
    (found,) = read_dossiers([path], "er is geen rapport gemaakt")
    dossier = found.dossier
    refuse_mixture([vraag.nu.dossier, dossier])
    if dossier.naam != vraag.partij.naam:
        message = f"{dossier.bestand} is van {dossier.naam}, niet van {vraag.partij.naam}"
        raise WeerbaarError(message, tip="Noem met --vorige een meting van dezelfde organisatie.")
    if dossier.peildatum >= vraag.dag:
        when = f"{dutch(dossier.peildatum)}, niet van vóór {dutch(vraag.dag)}"
        message = f"{dossier.bestand} is van {when}"
        raise WeerbaarError(message, tip="Noem met --vorige een eerdere meting.")
    return found


class Zoekresultaat(NamedTuple):
    """The earlier meting, when there is one, and what there is to say about the search."""

    eerdere: Ingelezen | None
    opmerkingen: tuple[str, ...] = ()


def find_eerdere(vraag: Zoekvraag) -> Zoekresultaat:
    """The latest earlier meting in the same werkmap; what is broken is told and left out."""
    found: list[Dossier] = []
    said: list[str] = []
    for path in _others(vraag):
        one = _candidate(read_document(path), vraag)
        if isinstance(one, Dossier):
            found.append(one)
        elif one:
            said.append(f"Bij het zoeken naar een eerdere meting overgeslagen: {one}.")
    latest = max((one.peildatum for one in found), default=None)
    last = [one for one in found if one.peildatum == latest]
    if not last:
        return Zoekresultaat(None, tuple(said))
    chosen = max(last, key=lambda one: METINGSTATUSSEN.index(one.meting.status))
    if len(last) > 1:
        said.append(
            f"Er zijn {len(last)} eerdere metingen van {dutch(chosen.peildatum)}; "
            f"vergeleken is met {chosen.bestand}. Kies zelf met --vorige."
        )
    return Zoekresultaat(Ingelezen(vraag.nu.omgeving, chosen), tuple(said))


def _others(vraag: Zoekvraag) -> list[Path]:
    """Every other file among the metingen of the werkmap; a group's own stand apart there."""
    omgeving = vraag.nu.omgeving
    if omgeving.map is None or omgeving.werkmap is None:
        return []
    names = (omgeving.werkmap.metingen, omgeving.werkmap.gedeeld)
    folders = [omgeving.map / name for name in names if (omgeving.map / name).is_dir()]
    found = {path.resolve(): path for path, _ in find_files(folders)}
    found.pop(vraag.pad.resolve(), None)
    return list(found.values())


def _candidate(document: Document, vraag: Zoekvraag) -> Dossier | str:
    """The meting in a file when it can be compared with, else what is wrong; empty: nothing is."""
    name = document.bestand
    if not document.readable:
        ours = document.has_header() or document.unparsed
        return f"{name} is niet te lezen" if ours else ""
    if not document.soort.startswith("meting/") or not _is_theirs(document, vraag):
        return ""
    dossier = vraag.nu.omgeving.read(document)
    if isinstance(dossier, Gebroken):
        return f"{name} heeft fouten"
    shared = vraag.raamwerken & {one.id for one in dossier.raamwerken}
    if not shared or dossier.peildatum >= vraag.dag:
        return ""
    if dossier.meting.fictief != vraag.nu.dossier.meting.fictief:
        return f"{name} hoort niet bij deze meting: één van beide is fictief"
    return dossier


def _is_theirs(document: Document, vraag: Zoekvraag) -> bool:
    """By what stands in the file, so that a fault of somebody else is no concern here."""
    name = document.data.get("organisatie")
    found = vraag.nu.omgeving.bibliotheek.partijen.find(name) if isinstance(name, str) else None
    return found is not None and found.naam == vraag.partij.naam
