"""The report of one organisation: its meting judged, planned and compared, and made into a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, assert_never

from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.eigenvorm import eigen_vorm
from weerbaar_cli.cli.notitievorm import notitie_vorm
from weerbaar_cli.cli.raadvorm import raad_vorm
from weerbaar_cli.cli.rapport import Rapport
from weerbaar_cli.cli.waarmerk import Bronnen, mark
from weerbaar_cli.engine.plan.plan import Inzet, make_plan
from weerbaar_cli.engine.plan.verloop import end_of
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.feitsoorten.conditie import FeitConditie
from weerbaar_cli.model.bestanden.meting import Verhaal
from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk
from weerbaar_cli.model.tijd import Periode
from weerbaar_cli.model.uitkomsten.eigenbeeld import (
    Eerdere,
    Eigenbeeld,
    Eigennorm,
    Eigenraamwerk,
    Eigenwet,
)
from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel, Parameterstand, Raamwerkoordeel
from weerbaar_cli.model.uitkomsten.plan import Plan
from weerbaar_cli.model.uitkomsten.raadsbeeld import make_raadsbeeld
from weerbaar_cli.model.uitkomsten.vergelijking import Paar, Vergelijking
from weerbaar_cli.reading.eerdere import Zoekvraag, find_eerdere, read_eerdere
from weerbaar_cli.reading.eigenfeiten import make_feiten
from weerbaar_cli.reading.metingen import choose_raamwerken, read_dossiers
from weerbaar_cli.reading.omgeving import Ingelezen
from weerbaar_cli.reading.plan import HALF_JAAR, make_inzetten
from weerbaar_cli.reading.vergelijking import make_paar
from weerbaar_cli.views.eigen.eigen import make_blad
from weerbaar_cli.views.notitie.eigen import make_notitie_eigen
from weerbaar_cli.views.raad.raad import make_raad

Eigendoel = Literal["eigen", "notitie", "raad"]
JAAR = Periode(maanden=12)


@dataclass(frozen=True)
class Eigen:
    """One meting on one date with the raamwerken that it is judged by, and the one before it."""

    nu: Ingelezen
    dag: date
    raamwerken: tuple[Raamwerk, ...]
    vorige: Ingelezen | None
    gezocht: bool
    wens: str | None


def make_eigen(
    paths: Sequence[Path],
    vorige: Path | None,
    raamwerk: str | None,
    peildatum: date | None,
    doelgroep: Eigendoel = "eigen",
) -> Rapport:
    """The report of one meting, by each of its raamwerken, or by the one that was asked."""
    eigen = read_eigen(paths, vorige, raamwerk, peildatum)
    inzetten = make_inzetten(eigen.nu, eigen.raamwerken)
    plan = make_plan(inzetten, eigen.dag, end_of(JAAR, eigen.dag))
    paren = list(_compare(eigen))
    beeld = make_beeld(eigen, inzetten, plan, [one.vergelijking for one in paren])
    ready = _make_rapport(eigen, beeld, paren, doelgroep)
    metingen = [eigen.nu.dossier, *([eigen.vorige.dossier] if eigen.vorige is not None else [])]
    if doelgroep == "raad":
        metingen = []  # a hash of what a council may not know could be used to test a guess
    return mark(ready, doelgroep, Bronnen(eigen.nu.omgeving, eigen.raamwerken, eigen.dag, metingen))


def _make_rapport(
    eigen: Eigen, beeld: Eigenbeeld, paren: Sequence[Paar], doelgroep: Eigendoel
) -> Rapport:
    """The page and the JSON for one audience; a council gets what is made of less."""
    match doelgroep:
        case "eigen":
            return Rapport(make_blad(beeld), eigen_vorm(eigen.nu.dossier, beeld, paren))
        case "notitie":
            return Rapport(make_notitie_eigen(beeld), notitie_vorm(beeld))
        case "raad":
            raad = make_raadsbeeld(beeld)
            return Rapport(make_raad(raad), raad_vorm(raad))
        case _:
            assert_never(doelgroep)


def read_eigen(
    paths: Sequence[Path], vorige: Path | None, raamwerk: str | None, peildatum: date | None
) -> Eigen:
    """Read the one meting and what it is compared with; raises when it has a fout."""
    if len(paths) != 1:
        what = (
            "noem de meting"
            if not paths
            else f"een rapport gaat over één meting, niet over {len(paths)}"
        )
        tip = "Bijvoorbeeld: weerbaar report gemeente.yaml. Een district: --district ID."
        raise WeerbaarError(what, tip=tip)
    if paths[0].is_dir():
        message = f"«{paths[0].as_posix()}» is een map; een rapport gaat over één meting"
        raise WeerbaarError(message, tip="Noem het bestand, of maak met --district een rapport.")
    ((omgeving, dossier),) = found = read_dossiers(paths, "er is geen rapport gemaakt")
    dag = peildatum or dossier.peildatum
    raamwerken = choose_raamwerken(omgeving, dossier, raamwerk)
    names = frozenset(one.id for one in (raamwerken if raamwerk is None else dossier.raamwerken))
    vraag = Zoekvraag(found[0], paths[0], min(dag, dossier.peildatum), names)
    if vorige is not None:
        eerdere: Ingelezen | None = read_eerdere(vorige, vraag)
    else:
        eerdere, opmerkingen = find_eerdere(vraag)
        for line in opmerkingen:
            say(line)
    return Eigen(found[0], dag, raamwerken, eerdere, vorige is None, raamwerk)


def _compare(eigen: Eigen) -> Iterator[Paar]:
    """By every raamwerk that both metingen have; raises when a named one shares none."""
    if eigen.vorige is None:
        return
    omgeving, dossier = eigen.vorige
    oud = {one.id: one for one in choose_raamwerken(omgeving, dossier, eigen.wens)}
    shared = [one for one in eigen.raamwerken if one.id in oud]
    if not shared:
        names = ", ".join(one.id for one in eigen.raamwerken)
        tip = "Kies met --raamwerk waarmee u beide wilt toetsen."
        raise WeerbaarError(f"{dossier.bestand} is niet van {names}", tip=tip)
    for one in shared:
        yield make_paar((eigen.vorige, oud[one.id]), (eigen.nu, one), eigen.dag)


def make_beeld(
    eigen: Eigen, inzetten: Sequence[Inzet], plan: Plan, vergelijkingen: Sequence[Vergelijking]
) -> Eigenbeeld:
    """Everything that the page draws on."""
    meting, partij = eigen.nu.dossier.meting, eigen.nu.dossier.partij
    found = {one.raamwerk: one for one in vergelijkingen}
    return Eigenbeeld(
        partij,
        meting,
        eigen.dag,
        end_of(HALF_JAAR, eigen.dag),
        tuple(_raamwerk(eigen, one, plan, found.get(one.kern.raamwerk.id)) for one in inzetten),
        plan,
        _eerdere(eigen),
    )


def _eerdere(eigen: Eigen) -> Eerdere | None:
    if eigen.vorige is None:
        return None
    dossier = eigen.vorige.dossier
    meting = dossier.meting
    bestand = dossier.bestand.rpartition("/")[2]
    return Eerdere(bestand, meting.soort, meting.status, meting.peildatum, eigen.gezocht)


def _raamwerk(
    eigen: Eigen, inzet: Inzet, plan: Plan, vergelijking: Vergelijking | None
) -> Eigenraamwerk:
    scan = inzet.scan
    kern = inzet.kern.for_type(scan.partijtype)
    oordeel = score_meting(kern, scan, plan.peildatum)
    verhalen = eigen.nu.dossier.verhalen(kern.raamwerk)
    one = _Opbouw(Inzet(kern, scan, inzet.acties), oordeel, plan, vergelijking, verhalen)
    normen = tuple(one.norm(norm) for norm in oordeel.normen)
    kader = kern.kader(plan.peildatum, scan.peildatum)
    bedoeld = tuple(norm for norm in normen if norm.bedoeld)
    return Eigenraamwerk(
        kern.raamwerk,
        oordeel,
        normen,
        make_feiten(kern, scan, bedoeld, kader),
        vergelijking,
        tuple(one.wetten(bedoeld)),
    )


@dataclass(frozen=True)
class _Opbouw:
    """Finds for each norm of one raamwerk what belongs to it."""

    inzet: Inzet
    oordeel: Raamwerkoordeel
    plan: Plan
    vergelijking: Vergelijking | None
    verhalen: Mapping[str, Verhaal]

    def norm(self, oordeel: Normoordeel) -> Eigennorm:
        kern, scan, place = self.inzet.kern, self.inzet.scan, (self.oordeel.raamwerk, oordeel.id)
        norm = kern.raamwerk.find_norm(oordeel.id)
        assert norm is not None
        verhaal = self.verhalen.get(oordeel.id)
        verschillen = self.vergelijking.normen if self.vergelijking is not None else ()
        return Eigennorm(
            norm=norm,
            oordeel=oordeel,
            feiten=kern.feiten(norm),
            parameters=self._parameters(norm),
            plan=next((a for a in self.plan.normen if (a.raamwerk, a.id) == place), None),
            acties=tuple(a for a in self.plan.acties if (a.raamwerk, a.norm) == place),
            verloop=next((a for a in self.plan.verloopt if (a.raamwerk, a.norm) == place), None),
            toetsing=scan.toetsing.get(oordeel.id),
            besluit=scan.nvt.get(oordeel.id),
            verschil=next((a for a in verschillen if a.id == oordeel.id and a.naar), None),
            verhaal=verhaal.delen if verhaal is not None else (),
        )

    def _parameters(self, norm: Norm) -> tuple[Parameterstand, ...]:
        used = norm.parameter_names(set(self.inzet.kern.raamwerk.parameters))
        return tuple(one for one in self.oordeel.parameters if one.id in used)

    def wetten(self, normen: Sequence[Eigennorm]) -> Iterator[Eigenwet]:
        """The changes of law between now and the horizon that a norm asks."""
        kern = self.inzet.kern
        for name, anker in sorted(kern.ankers.items(), key=lambda one: (one[1].vanaf, one[0])):
            if not self.plan.peildatum < anker.vanaf <= self.plan.tot:
                continue
            hit = tuple(one.norm.id for one in normen if self._asks(one.norm, name))
            if hit:
                yield Eigenwet(anker, hit)

    def _asks(self, norm: Norm, anker: str) -> bool:
        kader = self.inzet.kern.kader(date.max, date.max)
        tests = (one for one in norm.alle_condities if isinstance(one, FeitConditie))
        return any(anker in one.anchors(kader) for one in tests)
