"""The earlier meting that a report compares with: the one that was named, or the latest before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.score import refuse_faults, refuse_mixture
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.vinden import find_files
from weerbaar_cli.files.yaml.document import Document, read_document
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.reading.wereld import Gelezen, Wereld, read_metingen

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.partij import Partij

Bron = tuple[Wereld, Gelezen]
_STANDING = ("concept", "ingeleverd", "vastgesteld")


@dataclass(frozen=True)
class Zoekvraag:
    """Of whom a meting is looked for, before which day, and by one of which raamwerken."""

    nu: Bron
    pad: Path
    dag: date
    raamwerken: frozenset[str]

    @property
    def partij(self) -> Partij:
        """Whose meting it must be."""
        partij = self.nu[1].partij
        assert partij is not None
        return partij


def read_eerdere(path: Path, vraag: Zoekvraag) -> Bron:
    """The meting that was named; raises when it cannot be compared with."""
    bron = next(iter(read_metingen([path])))
    refuse_faults([bron[1]], "er is geen rapport gemaakt")
    refuse_mixture([vraag.nu[1], bron[1]])
    partij, meting = bron[1].partij, bron[1].meting
    assert partij is not None
    assert meting is not None
    name = bron[1].document.bestand
    if partij.naam != vraag.partij.naam:
        message = f"{name} is van {partij.naam}, niet van {vraag.partij.naam}"
        raise WeerbaarError(message, tip="Noem met --vorige een meting van dezelfde organisatie.")
    if meting.peildatum >= vraag.dag:
        message = f"{name} is van {dutch(meting.peildatum)}, niet van vóór {dutch(vraag.dag)}"
        raise WeerbaarError(message, tip="Noem met --vorige een eerdere meting.")
    return bron


def find_eerdere(vraag: Zoekvraag) -> Bron | None:
    """The latest earlier meting in the same werkmap; what is broken is told and left out."""
    found = [
        gelezen for path in _others(vraag) for gelezen in _candidates(read_document(path), vraag)
    ]
    latest = max(map(_dag, found), default=None)
    last = [one for one in found if _dag(one) == latest]
    if not last:
        return None
    chosen = max(last, key=_standing)
    if len(last) > 1:
        say(
            f"Er zijn {len(last)} eerdere metingen van {dutch(_dag(chosen))}; "
            f"vergeleken is met {chosen.document.bestand}. Kies zelf met --vorige."
        )
    return vraag.nu[0], chosen


def _others(vraag: Zoekvraag) -> list[Path]:
    """Every other file among the metingen of the werkmap; a group's own stand apart there."""
    wereld = vraag.nu[0]
    if wereld.map is None or wereld.werkmap is None:
        return []
    names = (wereld.werkmap.metingen, wereld.werkmap.gedeeld)
    folders = [wereld.map / name for name in names if (wereld.map / name).is_dir()]
    found = {path.resolve(): path for path, _ in find_files(folders)}
    found.pop(vraag.pad.resolve(), None)
    return list(found.values())


def _dag(gelezen: Gelezen) -> date:
    assert gelezen.meting is not None
    return gelezen.meting.peildatum


def _standing(gelezen: Gelezen) -> int:
    assert gelezen.meting is not None
    return _STANDING.index(gelezen.meting.status)


def _candidates(document: Document, vraag: Zoekvraag) -> Iterator[Gelezen]:
    """The meting in a file when it can be compared with; a note when that cannot be known."""
    if not document.readable:
        if document.has_header() or document.unparsed:
            _leave_out(document, "is niet te lezen")
        return
    if not document.soort.startswith("meting/") or not _is_theirs(document, vraag):
        return
    wereld, nu = vraag.nu
    gelezen = wereld.read_meting(document)
    if gelezen.fouten:
        _leave_out(document, "heeft fouten")
        return
    assert gelezen.meting is not None
    assert nu.meting is not None
    shared = vraag.raamwerken & {one.id for one in gelezen.raamwerken}
    if not shared or gelezen.meting.peildatum >= vraag.dag:
        return
    if gelezen.meting.fictief != nu.meting.fictief:
        _leave_out(document, "hoort niet bij deze meting: één van beide is fictief")
        return
    yield gelezen


def _is_theirs(document: Document, vraag: Zoekvraag) -> bool:
    """By what stands in the file, so that a fault of somebody else is no concern here."""
    name = document.data.get("organisatie")
    found = vraag.nu[0].bibliotheek.partijen.find(name) if isinstance(name, str) else None
    return found is not None and found.naam == vraag.partij.naam


def _leave_out(document: Document, why: str) -> None:
    say(f"Bij het zoeken naar een eerdere meting overgeslagen: {document.bestand} {why}.")
