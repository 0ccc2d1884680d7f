"""A district for its coordinator: every member by name, with its plan."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.engine.groep.telling import VOORUIT
from weerbaar_cli.engine.plan.plan import (
    Behoeften,
    Inzet,
    Lidoordeel,
    end_of,
    judge_lid,
    kop_of,
    make_normplannen,
)
from weerbaar_cli.files.bronnen import MANY
from weerbaar_cli.model.bestanden.partij import district_name
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import (
    ALLE_LEDEN,
    Coordinatorbeeld,
    Inleverstand,
    Normplannen,
    Partijbeeld,
    choose_leden,
)
from weerbaar_cli.model.uitkomsten.oordeel import Raamwerkstand, take_stand
from weerbaar_cli.model.uitkomsten.plan import Lidplan, Normplaats
from weerbaar_cli.model.uitkomsten.waarmerk import hash_pieces
from weerbaar_cli.model.voorraad import press
from weerbaar_cli.reading.dossier import Dossier
from weerbaar_cli.reading.edities import Districtsbeeld, judge_through
from weerbaar_cli.reading.metingen import Follow, choose_raamwerken, unfollowed
from weerbaar_cli.reading.omgeving import Ingelezen, Omgeving
from weerbaar_cli.reading.plan import find_holders, make_inzetten
from weerbaar_cli.reading.verandering.paar import moment_of
from weerbaar_cli.reading.waarmerk import write_meting

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.partij import District, Partij
    from weerbaar_cli.reading.processen import Uit, Werk


class Gepland(NamedTuple):
    """What is told of every member by its meting, which facts it needs for which norms, and what
    its meting says.
    """

    oordeel: Raamwerkstand
    plan: Lidplan
    compleet: bool
    nodig: Mapping[str, tuple[Normplaats, ...]]
    gezegd: bytes


class Ledenplanner:
    """Judges members by one raamwerk on a day."""

    def __init__(self, omgeving: Omgeving, raamwerk: str, day: date) -> None:
        self._omgeving, self._raamwerk, self._day = omgeving, raamwerk, day

    def __call__(self, dossiers: Sequence[Dossier]) -> Iterator[Gepland]:
        return (_as_gepland(one.dossier, found) for one, _, found in self.judge(dossiers))

    def judge(self, dossiers: Sequence[Dossier]) -> Iterator[tuple[Ingelezen, Inzet, Lidoordeel]]:
        """Each of these, also where it was set aside."""
        until = end_of(VOORUIT, self._day)
        for dossier in map(self._omgeving.take_up, dossiers):
            one = Ingelezen(self._omgeving, dossier)
            used = choose_raamwerken(*one, self._raamwerk)
            [inzet] = make_inzetten(one, used)
            yield one, inzet, judge_lid(inzet, self._day, until)


def _as_gepland(dossier: Dossier, found: Lidoordeel) -> Gepland:
    stand = take_stand(found.oordeel)
    return Gepland(stand, found.plan, found.compleet, found.nodig, write_meting(dossier))


class Uitgewerkt(NamedTuple):
    """The same of one that is told in full, with the plans for its norms."""

    gepland: Gepland
    normen: Normplannen


class Uitwerker:
    """Works members out in full. `klein`: as there are very many, their norms are pressed."""

    def __init__(self, planner: Ledenplanner, *, klein: bool) -> None:
        self._planner, self._klein = planner, klein

    def __call__(self, dossiers: Sequence[Dossier]) -> Iterator[Uitgewerkt]:
        for one, inzet, found in self._planner.judge(dossiers):
            normen = make_normplannen(inzet, found)
            told = press(normen) if self._klein else normen
            yield Uitgewerkt(_as_gepland(one.dossier, found), told)


class Ledenuitkomst(NamedTuple):
    """All members of a district, and the hash of what their metingen say."""

    beeld: Coordinatorbeeld
    metingen: str


def read_leden(
    found: Districtsbeeld, follow: Follow = unfollowed, *, alle: bool = False
) -> Ledenuitkomst:
    """All members, those without a meting too. Told in full are those that stand on the page of
    the coordinator, or `alle`.
    """
    nu = found.nu
    metingen = (*nu.ingeleverd, *nu.concept)
    absent = tuple(_missing(found, {one.naam for one in metingen}))
    planner = Ledenplanner(found.omgeving, nu.raamwerk.id, nu.peildatum)
    leden = _Leden(metingen, follow)
    if alle or len(metingen) + len(absent) <= ALLE_LEDEN:
        said = leden.take_whole(Uitwerker(planner, klein=len(metingen) >= MANY))
        partijen = leden.beside(absent)
    else:
        said = leden.take(planner)
        partijen = leden.beside(absent)
        leden.work_out(planner, choose_leden(partijen))
    return Ledenuitkomst(_make(found, partijen, leden), said)


class _Leden:
    """The members by their metingen, taken in one by one."""

    def __init__(self, metingen: Sequence[Dossier], follow: Follow) -> None:
        self.metingen, self._follow = metingen, follow
        self._beelden: list[Partijbeeld] = []
        self.behoeften = Behoeften()
        self.normen: dict[str, Normplannen] = {}

    def take(self, planner: Ledenplanner) -> str:
        """All of them; the hash of what their metingen say."""
        return hash_pieces(starmap(self._add, self._judge(planner)))

    def take_whole(self, uitwerker: Uitwerker) -> str:
        """The same, each in full."""
        return hash_pieces(starmap(self._add_whole, self._judge(uitwerker)))

    def _judge(self, werk: Werk[Dossier, Uit]) -> Iterator[tuple[Dossier, Uit]]:
        metingen = self.metingen
        made = self._follow(judge_through(werk, metingen), len(metingen), "rekenen")
        return zip(metingen, made, strict=True)

    def _add(self, dossier: Dossier, one: Gepland) -> bytes:
        self.behoeften.add(dossier.naam, one.nodig)
        self._beelden.append(_partij(dossier, one))
        return one.gezegd

    def _add_whole(self, dossier: Dossier, one: Uitgewerkt) -> bytes:
        self.normen[dossier.naam] = one.normen
        return self._add(dossier, one.gepland)

    def beside(self, absent: Iterable[Partijbeeld]) -> tuple[Partijbeeld, ...]:
        """All that were taken in and those without a meting, in the order of names."""
        return tuple(sorted((*self._beelden, *absent), key=lambda one: one.naam.casefold()))

    def work_out(self, planner: Ledenplanner, chosen: Iterable[tuple[int, Partijbeeld]]) -> None:
        """A few of them in full, once it is known which: to judge those again is less work."""
        namen = {one.naam for _, one in chosen}
        metingen = [one for one in self.metingen if one.naam in namen]
        for one, inzet, found in planner.judge(metingen):
            self.normen[one.dossier.naam] = make_normplannen(inzet, found)


def _make(
    found: Districtsbeeld, partijen: tuple[Partijbeeld, ...], leden: _Leden
) -> Coordinatorbeeld:
    district = _district(found)
    members = {one.naam for one in found.leden_on(found.nu.peildatum)}
    catalogus = found.omgeving.bibliotheek.catalogus
    koppen = {name: kop_of(name, feit) for name, feit in catalogus.items()}
    holders = find_holders([Ingelezen(found.omgeving, one) for one in leden.metingen])
    return Coordinatorbeeld(
        district=district_name(found.district, district),
        overleg=district.overleg if district is not None else None,
        soort=found.nu.soort,
        peildatum=found.nu.peildatum,
        verloopt_tot=end_of(VOORUIT, found.nu.peildatum),
        fictief=found.nu.fictief,
        raamwerk=found.nu.raamwerk,
        catalogus=catalogus,
        parameters=found.omgeving.kern(found.nu.raamwerk).parameters,
        partijen=partijen,
        normen=leden.normen,
        gezamenlijk=leden.behoeften.shared(holders, koppen),
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
