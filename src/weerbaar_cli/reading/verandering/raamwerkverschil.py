"""Two versions of a raamwerk side by side, and the metingen for which that makes a difference."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from weerbaar_cli.engine.checks.meting import all_types
from weerbaar_cli.engine.score.mogelijk import Scan
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.engine.verandering.catalogus import compare_feiten
from weerbaar_cli.engine.verandering.versies import (
    Schakel,
    carry_over,
    compare_normen,
    find_overgangen,
    find_route,
    reference,
    turned,
)
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek, UnreadableData, load_certain
from weerbaar_cli.files.bronnen import find_named
from weerbaar_cli.files.vinden import YAML_ENDINGS, shown_path
from weerbaar_cli.files.yaml.document import read_document
from weerbaar_cli.model.bestanden.feit import Feit, Feitenbestand
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.uitkomsten.raamwerkverschil import (
    Catalogusverschil,
    Gevolg,
    Raamwerkverschil,
)
from weerbaar_cli.reading.dossier import Dossier, Gebroken, Gelezen, refuse_faults, refuse_mixture
from weerbaar_cli.reading.omgeving import Omgeving, Omgevingen
from weerbaar_cli.reading.raamwerken import omgeving_of
from weerbaar_cli.reading.scores import kop_of

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
    from weerbaar_cli.model.bestanden.waswordt import Normovergang, Waswordt


def read_verschil(oud: str, nieuw: str, op: Sequence[Path] = ()) -> Raamwerkverschil:
    """What differs, and what that does to the metingen `op` which it is tried."""
    omgeving = omgeving_of(op[0] if op else Path.cwd())
    verschil = _compare(omgeving, oud, nieuw)
    return _apply(omgeving, verschil, op) if op else verschil


def is_bestand(name: str) -> bool:
    """Whether it is a file that is meant, and not a raamwerk."""
    return name.lower().endswith(YAML_ENDINGS)


def read_catalogusverschil(oud: str, nieuw: str) -> Catalogusverschil:
    """What differs between two files of facts; raises when either is something else."""
    before, after = (_read_feiten(Path(one)) for one in (oud, nieuw))
    changes = compare_feiten(before, after, _asked(omgeving_of(Path(nieuw))))
    same = len({*before, *after}) - len(changes)
    return Catalogusverschil(shown_path(Path(oud)), shown_path(Path(nieuw)), changes, same)


def _read_feiten(path: Path) -> dict[str, Feit]:
    kind = read_document(path).soort.partition("/")[0]
    if kind not in ("feiten", ""):
        message = f"«{shown_path(path)}» is geen bestand met feiten maar van soort {clean(kind)}"
        tip = "Noem twee bestanden met «weerbaar: feiten/1», of twee versies van een raamwerk."
        raise WeerbaarError(message, tip=tip)
    return load_certain(path, Feitenbestand).feiten


def _asked(omgeving: Omgeving) -> dict[str, list[str]]:
    """Per fact the norms that ask it, of every raamwerk that is known and right."""
    found: dict[str, list[str]] = {}
    for name in omgeving.bibliotheek.raamwerk_ids():
        for norm_id, feit_id in _asked_by(omgeving, name):
            found.setdefault(feit_id, []).append(f"{name} {norm_id}")
    return found


def _asked_by(omgeving: Omgeving, name: str) -> list[tuple[str, str]]:
    try:
        kern = omgeving.kern(omgeving.bibliotheek.raamwerk(name))
    except WeerbaarError:  # told by validate
        return []
    return [(norm.id, feit) for norm in kern.raamwerk.normen for feit in kern.feiten(norm)]


def _compare(omgeving: Omgeving, oud: str, nieuw: str) -> Raamwerkverschil:
    before, after = omgeving.bibliotheek.raamwerk(oud), omgeving.bibliotheek.raamwerk(nieuw)
    if (before.id, before.versie) == (after.id, after.versie):
        message = f"dit is twee keer {before.id}@{before.versie}"
        known = ", ".join(f"{before.id}@{one}" for one in omgeving.bibliotheek.versies(before.id))
        raise WeerbaarError(message, tip=f"Noem twee versies. Bekend is {known}.")
    verband = link_versies(omgeving.bibliotheek, before, after)
    kernen = omgeving.kern(before), omgeving.kern(after)
    normen = compare_normen(*kernen, verband.overgangen)
    return Raamwerkverschil(before, after, verband.bestanden, normen)


def _apply(omgeving: Omgeving, verschil: Raamwerkverschil, op: Sequence[Path]) -> Raamwerkverschil:
    """The same with what it does to the metingen."""
    found, skipped = _read(op, verschil)
    metingen = refuse_faults(found)
    refuse_mixture(metingen)
    fitting = [one for one in metingen if _fits(one, verschil)]
    if not fitting:
        message = f"er is geen meting met {verschil.oud.id} gevonden"
        raise WeerbaarError(message, tip="Noem met --op een map of bestand met zo'n meting.")
    gevolgen = [_consequence(omgeving, verschil, dossier) for dossier in fitting]
    return verschil._replace(
        gevolgen=tuple(one for one in gevolgen if one.wijzigingen),
        doorgerekend=len(gevolgen),
        overgeslagen=skipped + len(metingen) - len(fitting),
        fictief=any(one.meting.fictief for one in fitting),
    )


def _read(op: Sequence[Path], verschil: Raamwerkverschil) -> tuple[list[Gelezen], int]:
    """The metingen that name the raamwerk, or were named themselves; and how many others."""
    omgevingen, skipped = Omgevingen(), 0
    found: list[Gelezen] = []
    for path, named in find_named(op):
        document, omgeving = omgevingen.read(path)
        if not named and not document.soort.startswith("meting/") and not document.unparsed:
            continue
        if named and document.readable and not document.soort.startswith("meting/"):
            raise WeerbaarError(f"«{document.bestand}» is geen meting")
        omgeving.refuse_trouble()
        gelezen = omgeving.read(document)
        if named or isinstance(gelezen, Gebroken) or _names(gelezen, verschil):
            found.append(gelezen)
        else:
            skipped += 1
    return found, skipped


def _names(dossier: Dossier, verschil: Raamwerkverschil) -> bool:
    ids = {verschil.oud.id, verschil.nieuw.id}
    return any(raamwerk.id in ids for raamwerk in dossier.raamwerken)


def _fits(dossier: Dossier, verschil: Raamwerkverschil) -> bool:
    """Whether the raamwerk is meant for this type of party."""
    return dossier.partij.type in all_types(verschil.oud) | all_types(verschil.nieuw)


def _consequence(omgeving: Omgeving, verschil: Raamwerkverschil, dossier: Dossier) -> Gevolg:
    day = dossier.peildatum
    before, after = _scans(verschil, dossier)
    van = score_meting(omgeving.kern(verschil.oud), before, day)
    naar = score_meting(omgeving.kern(verschil.nieuw), after, day)
    turns = tuple(turned(verschil.normen, van, naar))
    return Gevolg(kop_of(dossier), van.telling, naar.telling, turns)


def _scans(verschil: Raamwerkverschil, dossier: Dossier) -> tuple[Scan, Scan]:
    """The meting for both versions: its decisions are about the norms of the one it names."""
    oud, nieuw, overgangen = verschil.oud, verschil.nieuw, [one.overgang for one in verschil.normen]
    named = {(one.id, one.versie) for one in dossier.raamwerken}
    if (nieuw.id, nieuw.versie) in named:
        scan = replace(dossier.scan(nieuw), toetsing={})
        return carry_over(scan, overgangen, back=True), scan
    scan = replace(dossier.scan(oud), toetsing={})
    return scan, carry_over(scan, overgangen)


class Versieverband(NamedTuple):
    """How the norms of two versions hang together, and the files that say so."""

    overgangen: tuple[Normovergang, ...]
    bestanden: tuple[str, ...]


def link_versies(bibliotheek: Bibliotheek, oud: Raamwerk, nieuw: Raamwerk) -> Versieverband:
    """What became of every norm; raises when the two have nothing to do with each other."""
    paths = {(one.van, one.naar): path for path, one in bibliotheek.waswordt.items()}
    route = find_route(bibliotheek.waswordt.values(), reference(oud), reference(nieuw))
    if not route:
        if oud.id != nieuw.id:
            message = f"{oud.id} en {nieuw.id} zijn twee raamwerken, geen twee versies"
            tip = f"Wat zij delen, toont: weerbaar frameworks crosswalk {oud.id} {nieuw.id}"
            raise WeerbaarError(message, tip=tip)
        return Versieverband(find_overgangen([Schakel(oud, nieuw)]), ())
    used = {paths[one.van, one.naar]: one for one, _ in route}
    for path, one in used.items():
        _refuse_faulty(bibliotheek, path, one)
    schakels = [
        Schakel(bibliotheek.raamwerk(one.van), bibliotheek.raamwerk(one.naar), one.normen, back)
        for one, back in route
    ]
    return Versieverband(find_overgangen(schakels), tuple(path.name for path in used))


def _refuse_faulty(bibliotheek: Bibliotheek, path: Path, waswordt: Waswordt) -> None:
    """A file with a fout would give a comparison that nobody wrote down."""
    from weerbaar_cli.reading.bestanden import check_waswordtbestand  # late: it knows every kind

    document = bibliotheek.read(path)
    found = check_waswordtbestand(bibliotheek, waswordt, path)
    faults = [document.locate(one) for one in found if one.ernst == "fout"]
    if faults:
        raise UnreadableData(faults)
