"""`weerbaar frameworks diff`: what changes between two versions, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from weerbaar_cli.cli.console import make_console, show_json
from weerbaar_cli.cli.diffvorm import diff_vorm
from weerbaar_cli.engine.checks.meting import all_types
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.engine.verandering.raamwerkverschil import (
    Normwijziging,
    Oordeelwijziging,
    carry_over,
    compare_normen,
    turned,
)
from weerbaar_cli.errors import IN_ORDER, WeerbaarError
from weerbaar_cli.files.vinden import find_files, find_werkmap
from weerbaar_cli.files.yaml.document import read_document
from weerbaar_cli.reading.dossier import Dossier, Gebroken, Gelezen, refuse_faults, refuse_mixture
from weerbaar_cli.reading.omgeving import Omgeving, Omgevingen
from weerbaar_cli.reading.versies import Verband, link_versies

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.score import Scan
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
    from weerbaar_cli.model.uitkomsten.oordeel import Telling


@dataclass(frozen=True)
class Gevolg:
    """One meting by both versions: the counts, and the oordelen that turn."""

    dossier: Dossier
    van: Telling
    naar: Telling
    wijzigingen: tuple[Oordeelwijziging, ...]


@dataclass(frozen=True)
class Verschil:
    """Two versions, what differs in their norms, and what that does to metingen."""

    oud: Raamwerk
    nieuw: Raamwerk
    verband: Verband
    normen: tuple[Normwijziging, ...]
    gevolgen: tuple[Gevolg, ...] = ()
    doorgerekend: int = 0
    overgeslagen: int = 0
    fictief: bool = False


def run_diff(oud: str, nieuw: str, op: Sequence[Path], format_: str) -> int:
    """Load, compare, show."""
    omgeving = Omgeving(find_werkmap(op[0] if op else Path.cwd()))
    omgeving.refuse_trouble()
    verschil = _compare(omgeving, oud, nieuw)
    if op:
        verschil = _apply(omgeving, verschil, op)
    if format_ == "json":
        show_json(diff_vorm(verschil))
        return IN_ORDER
    from weerbaar_cli.cli.difftabel import show_diff, show_markdown  # late: brings rich

    if format_ == "markdown":
        show_markdown(verschil)
    else:
        show_diff(make_console(), verschil)
    return IN_ORDER


def _compare(omgeving: Omgeving, oud: str, nieuw: str) -> Verschil:
    before, after = omgeving.bibliotheek.raamwerk(oud), omgeving.bibliotheek.raamwerk(nieuw)
    if (before.id, before.versie) == (after.id, after.versie):
        message = f"dit is twee keer {before.id}@{before.versie}"
        known = ", ".join(f"{before.id}@{one}" for one in omgeving.bibliotheek.versies(before.id))
        raise WeerbaarError(message, tip=f"Noem twee versies. Bekend is {known}.")
    verband = link_versies(omgeving.bibliotheek, before, after)
    kernen = omgeving.kern(before), omgeving.kern(after)
    return Verschil(before, after, verband, compare_normen(*kernen, verband.overgangen))


def _apply(omgeving: Omgeving, verschil: Verschil, op: Sequence[Path]) -> Verschil:
    """The same with what it does to the metingen."""
    found, skipped = _read(op, verschil)
    metingen = refuse_faults(found)
    refuse_mixture(metingen)
    fitting = [one for one in metingen if _fits(one, verschil)]
    if not fitting:
        message = f"er is geen meting met {verschil.oud.id} gevonden"
        raise WeerbaarError(message, tip="Noem met --op een map of bestand met zo'n meting.")
    gevolgen = [_consequence(omgeving, verschil, dossier) for dossier in fitting]
    return replace(
        verschil,
        gevolgen=tuple(one for one in gevolgen if one.wijzigingen),
        doorgerekend=len(gevolgen),
        overgeslagen=skipped + len(metingen) - len(fitting),
        fictief=any(one.meting.fictief for one in fitting),
    )


def _read(op: Sequence[Path], verschil: Verschil) -> tuple[list[Gelezen], int]:
    """The metingen that name the raamwerk, or were named themselves; and how many others."""
    omgevingen, skipped = Omgevingen(), 0
    found: list[Gelezen] = []
    for path, named in find_files(op):
        document = read_document(path)
        if not named and not document.soort.startswith("meting/") and not document.unparsed:
            continue
        if named and document.readable and not document.soort.startswith("meting/"):
            raise WeerbaarError(f"«{document.bestand}» is geen meting")
        omgeving = omgevingen.of(path)
        omgeving.refuse_trouble()
        gelezen = omgeving.read(document)
        if named or isinstance(gelezen, Gebroken) or _names(gelezen, verschil):
            found.append(gelezen)
        else:
            skipped += 1
    return found, skipped


def _names(dossier: Dossier, verschil: Verschil) -> bool:
    ids = {verschil.oud.id, verschil.nieuw.id}
    return any(raamwerk.id in ids for raamwerk in dossier.raamwerken)


def _fits(dossier: Dossier, verschil: Verschil) -> bool:
    """Whether the raamwerk is meant for this type of party."""
    return dossier.partij.type in all_types(verschil.oud) | all_types(verschil.nieuw)


def _consequence(omgeving: Omgeving, verschil: Verschil, dossier: Dossier) -> Gevolg:
    day = dossier.peildatum
    before, after = _scans(verschil, dossier)
    van = score_meting(omgeving.kern(verschil.oud), before, day)
    naar = score_meting(omgeving.kern(verschil.nieuw), after, day)
    return Gevolg(dossier, van.telling, naar.telling, tuple(turned(verschil.normen, van, naar)))


def _scans(verschil: Verschil, dossier: Dossier) -> tuple[Scan, Scan]:
    """The meting for both versions: its decisions are about the norms of the one it names."""
    oud, nieuw, overgangen = verschil.oud, verschil.nieuw, verschil.verband.overgangen
    named = {(one.id, one.versie) for one in dossier.raamwerken}
    if (nieuw.id, nieuw.versie) in named:
        scan = replace(dossier.scan(nieuw), toetsing={})
        return carry_over(scan, overgangen, back=True), scan
    scan = replace(dossier.scan(oud), toetsing={})
    return scan, carry_over(scan, overgangen)
