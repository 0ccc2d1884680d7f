"""A district for its coordinator: every member by name, with its plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.engine.groep.telling import VOORUIT
from weerbaar_cli.engine.plan.plan import end_of, make_werklijst
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import (
    Coordinatorbeeld,
    Inleverstand,
    Partijbeeld,
)
from weerbaar_cli.reading.dossier import Dossier
from weerbaar_cli.reading.metingen import Follow, unfollowed
from weerbaar_cli.reading.omgeving import Ingelezen
from weerbaar_cli.reading.plan import find_holders, plan_meting
from weerbaar_cli.reading.verandering.vergelijking import moment_of

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.partij import District, Partij
    from weerbaar_cli.model.uitkomsten.plan import Organisatieplan
    from weerbaar_cli.reading.edities import Districtsbeeld


class _Gepland(NamedTuple):
    """One member that has a meting, with its plan."""

    dossier: Dossier
    plan: Organisatieplan


def make_coordinatorbeeld(found: Districtsbeeld, follow: Follow = unfollowed) -> Coordinatorbeeld:
    """All members, those without a meting too."""
    metingen = (*found.nu.ingeleverd, *found.nu.concept)
    gepland = [_plan(found, one) for one in follow(metingen, len(metingen), "rekenen")]
    holders = find_holders([Ingelezen(found.omgeving, one.dossier) for one in gepland])
    werklijst = make_werklijst([one.plan for one in gepland], holders)
    district = _district(found)
    members = {one.naam for one in found.leden_on(found.nu.peildatum)}
    return Coordinatorbeeld(
        district=district.titel if district is not None else found.district,
        overleg=district.overleg if district is not None else None,
        soort=found.nu.soort,
        peildatum=found.nu.peildatum,
        verloopt_tot=end_of(VOORUIT, found.nu.peildatum),
        fictief=found.nu.fictief,
        raamwerk=found.nu.raamwerk,
        catalogus=found.omgeving.bibliotheek.catalogus,
        parameters=found.omgeving.kern(found.nu.raamwerk).parameters,
        partijen=tuple(sorted(_partijen(found, gepland), key=lambda one: one.naam.casefold())),
        gezamenlijk=werklijst.gezamenlijk,
        ongelezen=tuple(one.bestand for one in found.gebroken if one.naam not in members),
        programmas=found.programmas,
    )


def _plan(found: Districtsbeeld, dossier: Dossier) -> _Gepland:
    nu = found.nu
    made, _ = plan_meting(Ingelezen(found.omgeving, dossier), nu.raamwerk.id, nu.peildatum, VOORUIT)
    return _Gepland(dossier, made)


def _partijen(found: Districtsbeeld, gepland: list[_Gepland]) -> Iterator[Partijbeeld]:
    present = set()
    for one in gepland:
        partij, meting = one.dossier.partij, one.dossier.meting
        present.add(partij.naam)
        plan, compleet = one.plan.plan, one.plan.compleet
        oordeel = plan.raamwerken[0].oordeel
        yield Partijbeeld(partij.naam, partij.type, meting.status, oordeel, plan, compleet)
    days = (found.nu.peildatum, date.max)  # of one without a day it may be this one
    faulty = {one.naam for one in found.gebroken if one.peildatum in days}
    for lid in found.leden_on(found.nu.peildatum):
        if lid.naam not in present:
            yield _missing(found, lid, faulty=lid.naam in faulty)


def _missing(found: Districtsbeeld, lid: Partij, *, faulty: bool) -> Partijbeeld:
    """A member without a meting of this edition, and what there is of it."""
    other = None if faulty else found.find_apart(lid.naam)
    apart = None if other is None else moment_of(other)
    stand = stand_of(None, faulty=faulty, apart=apart is not None)
    return Partijbeeld(lid.naam, lid.type, stand, None, None, compleet=False, apart=apart)


def stand_of(dossier: Dossier | None, *, faulty: bool, apart: bool) -> Inleverstand:
    """How far a member is: by its meting of the round, by one with a fout, or by another one."""
    if dossier is not None:
        return dossier.meting.status
    return "fouten" if faulty else "apart" if apart else "ontbreekt"


def _district(found: Districtsbeeld) -> District | None:
    return found.omgeving.bibliotheek.register.districten.get(found.district)
