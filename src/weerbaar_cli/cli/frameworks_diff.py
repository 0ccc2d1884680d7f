"""`weerbaar frameworks diff`: what changes between two versions, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from weerbaar_cli.cli.console import make_console, show_json
from weerbaar_cli.cli.diffvorm import diff_vorm
from weerbaar_cli.cli.score import refuse_faults, refuse_mixture
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
from weerbaar_cli.reading.versies import Verband, link_versies
from weerbaar_cli.reading.wereld import Gelezen, Wereld, Werelden, scan_of

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.score import Scan
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
    from weerbaar_cli.model.uitkomsten.oordeel import Telling


@dataclass(frozen=True)
class Gevolg:
    """One meting by both versions: the counts, and the oordelen that turn."""

    gelezen: Gelezen
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
    wereld = Wereld(find_werkmap(op[0] if op else Path.cwd()))
    wereld.refuse_trouble()
    verschil = _compare(wereld, oud, nieuw)
    if op:
        verschil = _apply(wereld, verschil, op)
    if format_ == "json":
        show_json(diff_vorm(verschil))
        return IN_ORDER
    from weerbaar_cli.cli.difftabel import show_diff, show_markdown  # late: brings rich

    if format_ == "markdown":
        show_markdown(verschil)
    else:
        show_diff(make_console(), verschil)
    return IN_ORDER


def _compare(wereld: Wereld, oud: str, nieuw: str) -> Verschil:
    before, after = wereld.bibliotheek.raamwerk(oud), wereld.bibliotheek.raamwerk(nieuw)
    if (before.id, before.versie) == (after.id, after.versie):
        message = f"dit is twee keer {before.id}@{before.versie}"
        known = ", ".join(f"{before.id}@{one}" for one in wereld.bibliotheek.versies(before.id))
        raise WeerbaarError(message, tip=f"Noem twee versies. Bekend is {known}.")
    verband = link_versies(wereld, before, after)
    kernen = wereld.kern(before), wereld.kern(after)
    return Verschil(before, after, verband, compare_normen(*kernen, verband.overgangen))


def _apply(wereld: Wereld, verschil: Verschil, op: Sequence[Path]) -> Verschil:
    """The same with what it does to the metingen."""
    metingen, skipped = _read(op, verschil)
    refuse_faults(metingen)
    refuse_mixture(metingen)
    fitting = [one for one in metingen if _fits(one, verschil)]
    if not fitting:
        message = f"er is geen meting met {verschil.oud.id} gevonden"
        raise WeerbaarError(message, tip="Noem met --op een map of bestand met zo'n meting.")
    found = [_consequence(wereld, verschil, gelezen) for gelezen in fitting]
    return replace(
        verschil,
        gevolgen=tuple(one for one in found if one.wijzigingen),
        doorgerekend=len(found),
        overgeslagen=skipped + len(metingen) - len(fitting),
        fictief=any(one.meting is not None and one.meting.fictief for one in fitting),
    )


def _read(op: Sequence[Path], verschil: Verschil) -> tuple[list[Gelezen], int]:
    """The metingen that name the raamwerk, or were named themselves; and how many others."""
    werelden, found, skipped = Werelden(), [], 0
    for path, named in find_files(op):
        document = read_document(path)
        if not named and not document.soort.startswith("meting/") and not document.unparsed:
            continue
        if named and document.readable and not document.soort.startswith("meting/"):
            raise WeerbaarError(f"«{document.bestand}» is geen meting")
        wereld = werelden.of(path)
        wereld.refuse_trouble()
        gelezen = wereld.read_meting(document)
        if named or gelezen.fouten or _names(gelezen, verschil):
            found.append(gelezen)
        else:
            skipped += 1
    return found, skipped


def _names(gelezen: Gelezen, verschil: Verschil) -> bool:
    ids = {verschil.oud.id, verschil.nieuw.id}
    return any(raamwerk.id in ids for raamwerk in gelezen.raamwerken)


def _fits(gelezen: Gelezen, verschil: Verschil) -> bool:
    """Whether the raamwerk is meant for this type of party."""
    assert gelezen.partij is not None
    return gelezen.partij.type in all_types(verschil.oud) | all_types(verschil.nieuw)


def _consequence(wereld: Wereld, verschil: Verschil, gelezen: Gelezen) -> Gevolg:
    assert gelezen.meting is not None
    day = gelezen.meting.peildatum
    before, after = _scans(verschil, gelezen)
    van = score_meting(wereld.kern(verschil.oud), before, day)
    naar = score_meting(wereld.kern(verschil.nieuw), after, day)
    return Gevolg(gelezen, van.telling, naar.telling, tuple(turned(verschil.normen, van, naar)))


def _scans(verschil: Verschil, gelezen: Gelezen) -> tuple[Scan, Scan]:
    """The meting for both versions: its decisions are about the norms of the one it names."""
    oud, nieuw, overgangen = verschil.oud, verschil.nieuw, verschil.verband.overgangen
    named = {(one.id, one.versie) for one in gelezen.raamwerken}
    if (nieuw.id, nieuw.versie) in named:
        scan = replace(scan_of(gelezen, nieuw), toetsing={})
        return carry_over(scan, overgangen, back=True), scan
    scan = replace(scan_of(gelezen, oud), toetsing={})
    return scan, carry_over(scan, overgangen)
