"""A district for its coordinator: every member by name, with its plan."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.engine.groep.telling import VOORUIT
from weerbaar_cli.engine.plan.plan import Behoeften, end_of
from weerbaar_cli.files.bronnen import MANY
from weerbaar_cli.model.bestanden.partij import district_name
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import (
    Coordinatorbeeld,
    Inleverstand,
    Lidplan,
    Partijbeeld,
)
from weerbaar_cli.model.uitkomsten.oordeel import Raamwerkstand, take_stand
from weerbaar_cli.model.uitkomsten.waarmerk import hash_pieces
from weerbaar_cli.model.voorraad import press
from weerbaar_cli.reading.dossier import Dossier
from weerbaar_cli.reading.edities import Districtsbeeld, judge_through
from weerbaar_cli.reading.metingen import Follow, unfollowed
from weerbaar_cli.reading.omgeving import Ingelezen, Omgeving
from weerbaar_cli.reading.plan import find_holders, plan_meting
from weerbaar_cli.reading.verandering.paar import moment_of
from weerbaar_cli.reading.waarmerk import write_meting

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.partij import District, Partij
    from weerbaar_cli.model.uitkomsten.plan import Gezamenlijk, Planfeit


class Gepland(NamedTuple):
    """What is told of a member by its meting, which facts it needs, and what its meting says."""

    oordeel: Raamwerkstand
    plan: Lidplan
    compleet: bool
    feiten: tuple[Planfeit, ...]
    gezegd: bytes


class Ledenplanner:
    """Judges members and makes their plans. `klein`: as there are very many, what few are asked of
    is pressed.
    """

    def __init__(self, omgeving: Omgeving, raamwerk: str, day: date, *, klein: bool) -> None:
        self._omgeving, self._raamwerk = omgeving, raamwerk
        self._day, self._klein = day, klein

    def __call__(self, dossiers: Sequence[Dossier]) -> Iterator[Gepland]:
        return map(self._plan, map(self._omgeving.take_up, dossiers))

    def _plan(self, dossier: Dossier) -> Gepland:
        one = Ingelezen(self._omgeving, dossier)
        made, _ = plan_meting(one, self._raamwerk, self._day, VOORUIT)
        plan = made.plan
        normen = tuple(norm.leave_bron() for norm in plan.normen)
        told = press(normen) if self._klein else normen
        return Gepland(
            take_stand(plan.raamwerken[0].oordeel),
            Lidplan(plan.acties, plan.verloopt, len(normen), told),
            made.compleet,
            plan.feiten,
            write_meting(dossier),
        )


class Ledenuitkomst(NamedTuple):
    """All members of a district, and the hash of what their metingen say."""

    beeld: Coordinatorbeeld
    metingen: str


def read_leden(found: Districtsbeeld, follow: Follow = unfollowed) -> Ledenuitkomst:
    """All members, those without a meting too."""
    nu = found.nu
    metingen = (*nu.ingeleverd, *nu.concept)
    planner = Ledenplanner(
        found.omgeving, nu.raamwerk.id, nu.peildatum, klein=len(metingen) >= MANY
    )
    planned = follow(judge_through(planner, metingen), len(metingen), "rekenen")
    behoeften, leden = Behoeften(), list[Partijbeeld]()

    def take() -> Iterator[bytes]:
        for dossier, one in zip(metingen, planned, strict=True):
            behoeften.add(dossier.naam, one.feiten)
            leden.append(_partij(dossier, one))
            yield one.gezegd

    said = hash_pieces(take())
    leden += _missing(found, {one.naam for one in leden})
    holders = find_holders([Ingelezen(found.omgeving, one) for one in metingen])
    return Ledenuitkomst(_make(found, leden, behoeften.shared(holders)), said)


def _make(
    found: Districtsbeeld, leden: list[Partijbeeld], gezamenlijk: tuple[Gezamenlijk, ...]
) -> Coordinatorbeeld:
    district = _district(found)
    members = {one.naam for one in found.leden_on(found.nu.peildatum)}
    return Coordinatorbeeld(
        district=district_name(found.district, district),
        overleg=district.overleg if district is not None else None,
        soort=found.nu.soort,
        peildatum=found.nu.peildatum,
        verloopt_tot=end_of(VOORUIT, found.nu.peildatum),
        fictief=found.nu.fictief,
        raamwerk=found.nu.raamwerk,
        catalogus=found.omgeving.bibliotheek.catalogus,
        parameters=found.omgeving.kern(found.nu.raamwerk).parameters,
        partijen=tuple(sorted(leden, key=lambda one: one.naam.casefold())),
        gezamenlijk=gezamenlijk,
        ongelezen=tuple(one.bestand for one in found.gebroken if one.naam not in members),
        programmas=found.programmas,
    )


def _partij(dossier: Dossier, one: Gepland) -> Partijbeeld:
    partij, status = dossier.partij, dossier.meting.status
    return Partijbeeld(partij.naam, partij.type, status, one.oordeel, one.plan, one.compleet)


def _missing(found: Districtsbeeld, present: Container[str]) -> Iterator[Partijbeeld]:
    """The members without a meting of this edition, and what there is of each."""
    broken, loose = found.find_broken(), found.find_apart()
    for lid in found.leden_on(found.nu.peildatum):
        if lid.naam not in present:
            day, other = broken.get(lid.naam), loose.get(lid.naam)
            yield _absent(lid, day, other, found.nu.peildatum)


def _absent(lid: Partij, day: date | None, other: Dossier | None, peildatum: date) -> Partijbeeld:
    """A member of which a meting with a fout, or a whole one of no round, may be there.

    Of another day the whole one says more.
    """
    faulty = day is not None and (other is None or day in (peildatum, date.max))
    apart = moment_of(other) if other is not None and not faulty else None
    gebroken = day if faulty and day != peildatum else None
    stand = stand_of(None, faulty=faulty, apart=apart is not None)
    return Partijbeeld(
        lid.naam, lid.type, stand, None, None, compleet=False, apart=apart, gebroken=gebroken
    )


def stand_of(dossier: Dossier | None, *, faulty: bool, apart: bool) -> Inleverstand:
    """How far a member is: by its meting of the round, by one with a fout, or by another one."""
    if dossier is not None:
        return dossier.meting.status
    return "fouten" if faulty else "apart" if apart else "ontbreekt"


def _district(found: Districtsbeeld) -> District | None:
    return found.omgeving.bibliotheek.register.districten.get(found.district)
