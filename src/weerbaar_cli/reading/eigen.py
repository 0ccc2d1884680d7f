"""One organisation: its meting judged, planned and compared with the one before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.engine.plan.plan import Inzet, end_of, make_plan
from weerbaar_cli.engine.score.mogelijk import UNKNOWN, Scan
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.feitsoorten.conditie import FeitConditie
from weerbaar_cli.feitsoorten.feitsoorten import answers, is_blank, is_complete, soort_of
from weerbaar_cli.feitsoorten.toetskader import Toetskader
from weerbaar_cli.files.bronnen import is_map
from weerbaar_cli.files.vinden import same_place, shown_path
from weerbaar_cli.files.yaml.document import Yamlbestand
from weerbaar_cli.model.bestanden.feit import Bewijs, Feit
from weerbaar_cli.model.bestanden.meting import METINGSTATUSSEN, Verhaal
from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import Periode, dutch
from weerbaar_cli.model.uitkomsten.eigenbeeld import (
    Eerdere,
    Eigenbeeld,
    Eigenfeit,
    Eigennorm,
    Eigenraamwerk,
    Eigenwet,
)
from weerbaar_cli.model.uitkomsten.oordeel import (
    Normoordeel,
    Parameterstand,
    Raamwerkoordeel,
    Score,
)
from weerbaar_cli.model.uitkomsten.plan import Plan
from weerbaar_cli.model.uitkomsten.vergelijking import Paar, Vergelijking
from weerbaar_cli.reading.dossier import (
    Dossier,
    Gebroken,
    refuse_mixture,
    refuse_no_earlier,
    refuse_parts,
)
from weerbaar_cli.reading.metingen import choose_raamwerken, read_dossiers
from weerbaar_cli.reading.omgeving import Ingelezen
from weerbaar_cli.reading.plan import HALF_JAAR, make_inzetten
from weerbaar_cli.reading.scores import kop_of
from weerbaar_cli.reading.verandering.paar import make_paar
from weerbaar_cli.reading.verandering.vergelijking import find_nearest

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.partij import Partij


class Zoekvraag(NamedTuple):
    """Of whom a meting is looked for, before which day, and by one of which raamwerken."""

    nu: Ingelezen
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
    refuse_parts([dossier])
    refuse_no_earlier(dossier, vraag.nu.dossier, vraag.dag, found.omgeving.bibliotheek.partijen)
    return found


class Zoekresultaat(NamedTuple):
    """The earlier meting, when there is one, and what there is to say about the search."""

    eerdere: Ingelezen | None
    opmerkingen: tuple[str, ...] = ()


def find_eerdere(vraag: Zoekvraag) -> Zoekresultaat:
    """The latest earlier meting in the same werkmap; what is broken is told and left out."""
    found: list[Dossier] = []
    said: list[str] = []
    for document in _others(vraag):
        one = _candidate(document, vraag)
        if isinstance(one, Dossier):
            found.append(one)
        elif one:
            said.append(f"Bij het zoeken naar een eerdere meting overgeslagen: {one}.")
    found, several = _nearest(found, vraag)
    said += several
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


def _nearest(found: list[Dossier], vraag: Zoekvraag) -> tuple[list[Dossier], list[str]]:
    """Those of the party itself, else those of the only one that went into it.

    Of several nobody knows which is meant: that is said.
    """
    naam, partijen = vraag.partij.naam, vraag.nu.omgeving.bibliotheek.partijen
    own = [one for one in found if one.naam == naam]
    if own:
        return own, []
    traced = {one.naam: partijen.trace(one.naam, vraag.dag) for one in found}
    theirs = find_nearest({one: way for one, way in traced.items() if way}, naam)
    if len(theirs) > 1:
        zinnen = "; ".join(way[0].zin for way in theirs.values())
        return [], [f"Niet vergeleken: {zinnen}. Kies zelf met --vorige."]
    return [one for one in found if one.naam in theirs], []


def _others(vraag: Zoekvraag) -> Iterator[Yamlbestand]:
    """Every other file among the metingen of the werkmap; a group's own stand apart there."""
    werkmap, bestanden = vraag.nu.omgeving.werkmap, vraag.nu.omgeving.bestanden
    names = (werkmap.metingen, werkmap.gedeeld) if werkmap is not None else ()
    own = same_place(vraag.nu.dossier.pad)
    found = (path for name in names for path in bestanden.find(bestanden.map / name))
    return (bestanden.read(path) for path in found if same_place(path) != own)


def _candidate(document: Yamlbestand, vraag: Zoekvraag) -> Dossier | str:
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


def _is_theirs(document: Yamlbestand, vraag: Zoekvraag) -> bool:
    """By what stands in the file, so that a fault of somebody else is no concern here."""
    name = document.data.get("organisatie")
    found = vraag.nu.omgeving.bibliotheek.partijen.find(name) if isinstance(name, str) else None
    if found is None:
        return False
    way = vraag.nu.omgeving.bibliotheek.partijen.trace(found.naam, vraag.dag)
    return vraag.partij.naam in (found.naam, *(one.opvolger for one in way[-1:]))


JAAR = Periode(maanden=12)


class Eigenvraag(NamedTuple):
    """Which report on one meting is asked; without `vorige` the earlier meting is looked for."""

    paden: Sequence[Path]
    vorige: Path | None = None
    raamwerk: str | None = None
    peildatum: date | None = None


class Eigen(NamedTuple):
    """One meting on one date with the raamwerken that it is judged by, and the one before it."""

    nu: Ingelezen
    dag: date
    raamwerken: tuple[Raamwerk, ...]
    vorige: Ingelezen | None


class Eigenuitkomst(NamedTuple):
    """All that a report on one organisation tells, what it rests on, and what there is to say."""

    bronnen: Eigen
    beeld: Eigenbeeld
    score: Score
    paren: tuple[Paar, ...]
    opmerkingen: tuple[str, ...]


def read_eigen(vraag: Eigenvraag) -> Eigenuitkomst:
    """The meting by each of its raamwerken, or by the one that was asked."""
    found, opmerkingen = _read(vraag)
    inzetten = make_inzetten(found.nu, found.raamwerken)
    plan = make_plan(inzetten, found.dag, end_of(JAAR, found.dag))
    paren = tuple(_compare(found, vraag.raamwerk))
    changed = {one.vergelijking.raamwerk: one.vergelijking for one in paren}
    dossier = found.nu.dossier
    beeld = Eigenbeeld(
        dossier.partij,
        dossier.meting,
        found.dag,
        end_of(HALF_JAAR, found.dag),
        tuple(_raamwerk(found, one, plan, changed.get(one.kern.raamwerk.id)) for one in inzetten),
        plan,
        _eerdere(found, gezocht=vraag.vorige is None),
    )
    oordelen = tuple(one.oordeel for one in beeld.raamwerken)
    score = Score(kop_of(dossier), oordelen, dossier.gedeeld, dossier.verondersteld)
    return Eigenuitkomst(found, beeld, score, paren, opmerkingen)


def _read(vraag: Eigenvraag) -> tuple[Eigen, tuple[str, ...]]:
    """Read the one meting and what it is compared with; raises when it has a fout."""
    (nu,) = read_dossiers([_only(vraag.paden)], "er is geen rapport gemaakt")
    dossier = nu.dossier
    refuse_parts([dossier])
    dag = vraag.peildatum or dossier.peildatum
    raamwerken = choose_raamwerken(*nu, vraag.raamwerk)
    names = raamwerken if vraag.raamwerk is None else dossier.raamwerken
    before = min(dag, dossier.peildatum)
    zoekvraag = Zoekvraag(nu, before, frozenset(one.id for one in names))
    if vraag.vorige is not None:
        found = Zoekresultaat(read_eerdere(vraag.vorige, zoekvraag))
    else:
        found = find_eerdere(zoekvraag)
    vorige = None if found.eerdere is None else _placed(found.eerdere)
    return Eigen(_placed(nu), dag, raamwerken, vorige), found.opmerkingen


def _placed(one: Ingelezen) -> Ingelezen:
    """Called by its place in its werkmap: a report is the same wherever it is made."""
    dossier, map_ = one.dossier, one.omgeving.map
    name = dossier.pad.absolute().relative_to(map_).as_posix() if map_ else dossier.pad.name
    return one._replace(dossier=dossier._replace(bestand=clean(name, 300)))


def _only(paths: Sequence[Path]) -> Path:
    if len(paths) != 1:
        what = (
            "noem de meting"
            if not paths
            else f"een rapport gaat over één meting, niet over {len(paths)}"
        )
        tip = "Bijvoorbeeld: weerbaar report gemeente.yaml. Een district: --district ID."
        raise WeerbaarError(what, tip=tip)
    if is_map(paths[0]):
        message = f"«{shown_path(paths[0])}» is een map; een rapport gaat over één meting"
        raise WeerbaarError(message, tip="Noem het bestand, of maak met --district een rapport.")
    return paths[0]


def _compare(eigen: Eigen, wanted: str | None) -> Iterator[Paar]:
    """By every raamwerk that both metingen have; raises when a named one shares none."""
    if eigen.vorige is None:
        return
    oud = {one.id: one for one in choose_raamwerken(*eigen.vorige, wanted)}
    shared = [one for one in eigen.raamwerken if one.id in oud]
    if not shared:
        names = ", ".join(one.id for one in eigen.raamwerken)
        message = f"{eigen.vorige.dossier.bestand} is niet van {names}"
        raise WeerbaarError(message, tip="Kies met --raamwerk waarmee u beide wilt toetsen.")
    for one in shared:
        yield make_paar((eigen.vorige, oud[one.id]), (eigen.nu, one), eigen.dag)


def _eerdere(eigen: Eigen, *, gezocht: bool) -> Eerdere | None:
    if eigen.vorige is None:
        return None
    dossier = eigen.vorige.dossier
    meting = dossier.meting
    bestand = dossier.bestand.rpartition("/")[2]
    van = "" if dossier.naam == eigen.nu.dossier.naam else dossier.naam
    return Eerdere(bestand, meting.soort, meting.status, meting.peildatum, gezocht, van)


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


class _Opbouw(NamedTuple):
    """Finds for each norm of one raamwerk what belongs to it."""

    inzet: Inzet
    oordeel: Raamwerkoordeel
    plan: Plan
    vergelijking: Vergelijking | None
    verhalen: Mapping[str, Verhaal]

    def norm(self, oordeel: Normoordeel) -> Eigennorm:
        kern, scan, place = self.inzet.kern, self.inzet.scan, (self.oordeel.raamwerk, oordeel.id)
        norm = kern.normen[oordeel.id]
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


def make_feiten(
    kern: Rekenraamwerk, scan: Scan, normen: Iterable[Eigennorm], kader: Toetskader
) -> tuple[Eigenfeit, ...]:
    """What the norms ask, in their order, then what was filled in besides."""
    asked: dict[str, list[str]] = {}
    for one in normen:
        for name in one.feiten:
            asked.setdefault(name, []).append(one.norm.id)
    catalogus = kern.catalogus
    known = scan.antwoorden.items()
    filled = [name for name, one in known if not is_blank(one.waarde, catalogus[name])]
    for name in filled:
        asked.setdefault(name, [])
    return tuple(
        _make_feit(name, kern.catalogus[name], scan.antwoorden.get(name, UNKNOWN), kader, ids)
        for name, ids in asked.items()
    )


def _make_feit(
    name: str, feit: Feit, antwoord: Antwoord, kader: Toetskader, normen: list[str]
) -> Eigenfeit:
    return Eigenfeit(
        name,
        feit.vraag,
        feit.naam,
        feit.rollen,
        is_complete(antwoord.waarde, feit),
        answers(antwoord.waarde, feit, kader),
        antwoord.herkomst,
        antwoord.van,
        (*antwoord.bewijs, *_documents(feit, antwoord)),
        antwoord.toelichting,
        tuple(normen),
    )


def _documents(feit: Feit, antwoord: Antwoord) -> Iterator[Bewijs]:
    """Where documents that are facts themselves can be found."""
    if antwoord.waarde is None:
        return
    named = {one.vindplaats for one in antwoord.bewijs}
    found = soort_of(feit).evidence(antwoord.waarde)
    yield from (one for one in found if one.vindplaats not in named)
