"""From oordelen to a plan: what is left to do, in the order of the least work.

The route of one norm has the fewest changes, then the earliest day, and waiting is a route too.
Then what lapses when nobody does anything, which day stands in a calendar, and which single fact
would help several organisations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import asdict

from weerbaar_cli.engine.plan.overnemen import still_open
from weerbaar_cli.engine.score.mogelijk import UNKNOWN, Scan, Uitkomstrij, rows_of
from weerbaar_cli.engine.score.score import find_geldend, regel_of, score_meting
from weerbaar_cli.model.tijd import Periode, add_months, previous_day
from weerbaar_cli.model.uitkomsten.plan import (
    Feitkop,
    Gezamenlijk,
    Gezamenlijkwerk,
    Kalenderdag,
    Lidplan,
    Normplaats,
    Normplan,
    Organisatieplan,
    Plan,
    Planactie,
    Planfeit,
    Plannorm,
    Planraamwerk,
    Planroute,
    Planstap,
    Themakosten,
    Verloop,
    Werklijst,
)

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.model.bestanden.feit import Catalogus, Feit
    from weerbaar_cli.model.bestanden.meting import Actie
    from weerbaar_cli.model.bestanden.raamwerk import Status
    from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel, Raamwerkoordeel, Stap


class Inzet(NamedTuple):
    """One meting by one raamwerk, and its actions by norm."""

    kern: Rekenraamwerk
    scan: Scan
    acties: tuple[tuple[str, Actie], ...]


class _Beoordeeld(NamedTuple):
    inzet: Inzet
    oordeel: Raamwerkoordeel


def make_plan(inzetten: Sequence[Inzet], peildatum: date, tot: date) -> Plan:
    """The plan of one organisation on a date. Same facts, date and raamwerken: same plan."""
    scored = [_Beoordeeld(one, score_meting(one.kern, one.scan, peildatum)) for one in inzetten]
    acties = tuple(actie for one in scored for actie in _acties(one, peildatum))
    normen = [
        Plannorm(**asdict(_normplan(one, norm, acties)), bron=norm)
        for one in scored
        for norm in _open_normen(one.oordeel)
    ]
    return Plan(
        peildatum,
        tot,
        tuple(map(_raamwerk, scored)),
        tuple(sorted(normen, key=_shortest_first)),
        _find_shared_feiten(normen, inzetten[0].kern.catalogus),
        acties,
        tuple(cost for one in scored for cost in _kosten(one, acties)),
        _lapses(scored, tot),
    )


class Lidoordeel(NamedTuple):
    """One of very many, judged, with what of its plan is asked of all of them.

    `nodig` are the facts on its shortest routes, each with the norms that it helps.
    """

    oordeel: Raamwerkoordeel
    plan: Lidplan
    compleet: bool
    nodig: Mapping[str, tuple[Normplaats, ...]]


def judge_lid(inzet: Inzet, peildatum: date, tot: date) -> Lidoordeel:
    """What `make_plan` gives of it, without a route in words: few of very many are told in full."""
    one = _Beoordeeld(inzet, score_meting(inzet.kern, inzet.scan, peildatum))
    open_ = list(_open_normen(one.oordeel))
    nodig: dict[str, tuple[Normplaats, ...]] = {}
    for norm in open_:
        place = one.oordeel.raamwerk, norm.id
        nodig |= {name: (*nodig.get(name, ()), place) for name in norm.routefeiten()}
    plan = Lidplan(tuple(_acties(one, peildatum)), _lapses([one], tot), len(open_))
    return Lidoordeel(one.oordeel, plan, is_filled([inzet], [one.oordeel]), nodig)


def make_normplannen(inzet: Inzet, found: Lidoordeel) -> tuple[Normplan, ...]:
    """The norms of such a one that are open, each with its route: the least work first."""
    one = _Beoordeeld(inzet, found.oordeel)
    acties = found.plan.acties
    normen = (_normplan(one, norm, acties) for norm in _open_normen(one.oordeel))
    return tuple(sorted(normen, key=_shortest_first))


def is_filled(inzetten: Iterable[Inzet], oordelen: Iterable[Raamwerkoordeel]) -> bool:
    """Whether no blank fact can still change an oordeel; a norm without a rule asks no facts."""
    ruled = {
        (one.kern.raamwerk.id, norm.id)
        for one in inzetten
        for norm in one.kern.raamwerk.normen
        if norm.regel is None
    }
    return not any(
        norm.oordeel == "onbekend" and (one.raamwerk, norm.id) in ruled
        for one in oordelen
        for norm in one.normen
    )


def _parts(one: _Beoordeeld) -> tuple[Rekenraamwerk, Scan, Raamwerkoordeel]:
    return one.inzet.kern, one.inzet.scan, one.oordeel


def _raamwerk(one: _Beoordeeld) -> Planraamwerk:
    raamwerk, oordeel = one.inzet.kern.raamwerk, one.oordeel
    return Planraamwerk(raamwerk.id, raamwerk.titel, raamwerk.versie, raamwerk.streefdatum, oordeel)


def _acties(one: _Beoordeeld, peildatum: date) -> Iterator[Planactie]:
    """The actions in the order of the meting."""
    normen = {norm.id: norm for norm in one.oordeel.normen}
    for norm_id, actie in one.inzet.acties:
        norm = normen[norm_id]
        due = actie.due_after(peildatum)
        yield Planactie(
            one.oordeel.raamwerk,
            norm.id,
            norm.thema,
            norm.oordeel,
            actie,
            te_doen=still_open(actie),
            te_laat=still_open(actie) and due is not None and due < peildatum,
            dag=due,
        )


def _lapses(scored: Iterable[_Beoordeeld], tot: date) -> tuple[Verloop, ...]:
    found = (lapse for one in scored for lapse in find_lapses(*_parts(one), tot))
    return tuple(sorted(found, key=lambda one: one.dag))


def _open_normen(oordeel: Raamwerkoordeel) -> Iterator[Normoordeel]:
    return (norm for norm in oordeel.normen if norm.oordeel not in ("voldoet", "nvt"))


def _normplan(one: _Beoordeeld, norm: Normoordeel, acties: tuple[Planactie, ...]) -> Normplan:
    place = one.oordeel.raamwerk, norm.id
    return Normplan(
        *place,
        norm.thema,
        norm.kort,
        norm.tekst,
        norm.oordeel,
        norm.geldend,
        norm.afwijking.tot if norm.afwijking is not None else None,
        _route(one.inzet, norm),
        tuple(actie for actie in acties if (actie.raamwerk, actie.norm) == place),
        norm.telt_mee,
    )


def _route(inzet: Inzet, oordeel: Normoordeel) -> Planroute | None:
    """None when the facts are not what stands in the way, or no facts can be."""
    found = oordeel.route
    if found is None:
        return None
    return Planroute(tuple(_step(stap, inzet) for stap in found.stappen), found.vanaf)


def _step(stap: Stap, inzet: Inzet) -> Planstap:
    feit = inzet.kern.catalogus[stap.feit]
    antwoord = inzet.scan.antwoorden.get(stap.feit, UNKNOWN)
    return Planstap(stap, feit.vraag, feit.naam, feit.rollen, antwoord.van)


def _shortest_first(norm: Normplan) -> tuple[bool, int, date]:
    """Fewest steps, then the earliest day; sorting keeps the raamwerk's order for the rest."""
    if norm.route is None:
        return True, 0, date.max
    return False, len(norm.route.stappen), norm.route.vanaf


def _find_shared_feiten(normen: Sequence[Plannorm], catalogus: Catalogus) -> tuple[Planfeit, ...]:
    """Every fact on a shortest route, what helps most norms and then most raamwerken first."""
    named = [(norm, _names(norm)) for norm in normen]
    asked = dict.fromkeys(name for _, names in named for name in names)
    found = [_feit(name, named, catalogus) for name in asked]
    return tuple(
        sorted(
            found, key=lambda one: (-len(one.normen), -len(one.raamwerken), -len(one.genoeg_voor))
        )
    )


def _names(norm: Plannorm) -> list[str]:
    steps = norm.route.stappen if norm.route is not None else ()
    return list(dict.fromkeys(one.stap.feit for one in steps))


def _feit(name: str, named: Sequence[tuple[Plannorm, list[str]]], catalogus: Catalogus) -> Planfeit:
    helped = [norm for norm, names in named if name in names]
    steps = dict.fromkeys(
        one.stap
        for norm in helped
        if norm.route is not None
        for one in norm.route.stappen
        if one.stap.feit == name
    )
    return Planfeit(
        *kop_of(name, catalogus[name]),
        tuple(steps),
        tuple((norm.raamwerk, norm.id) for norm in helped),
        tuple((norm.raamwerk, norm.id) for norm, names in named if names == [name]),
    )


def kop_of(name: str, feit: Feit) -> Feitkop:
    """What is told of a fact wherever it has to change."""
    return Feitkop(name, feit.vraag, feit.naam, feit.soort, feit.rollen)


def _kosten(one: _Beoordeeld, acties: tuple[Planactie, ...]) -> Iterator[Themakosten]:
    """Per thema with actions what they cost."""
    for thema in one.oordeel.themas:
        own = [
            actie
            for actie in acties
            if (actie.raamwerk, actie.thema) == (one.oordeel.raamwerk, thema.id)
            and actie.actie.status != "vervallen"
        ]
        if own:
            te_doen = [actie.actie for actie in own if actie.te_doen]
            done = [actie.actie for actie in own if not actie.te_doen]
            missing = sum(actie.kosten is None for actie in te_doen)
            totals = _total(te_doen), _total(done)
            yield Themakosten(one.oordeel.raamwerk, thema.id, thema.titel, *totals, missing)


def _total(acties: Iterable[Actie]) -> Decimal:
    return sum((actie.kosten for actie in acties if actie.kosten is not None), Decimal(0))


# Better first; what is not here is worse than both.
_WORTH: dict[Status, int] = {"voldoet": 2, "deels": 1}


def end_of(horizon: Periode, day: date) -> date:
    """The last day that lies within a period after a day."""
    later = add_months(day, horizon.maanden)
    room = (date.max - later).days
    return later + timedelta(days=min(horizon.dagen, room))


def find_lapses(
    kern: Rekenraamwerk, scan: Scan, oordeel: Raamwerkoordeel, tot: date
) -> Iterator[Verloop]:
    """Every norm that lapses up to and with a day, in the raamwerk's order."""
    kern = kern.for_type(scan.partijtype)
    for norm in oordeel.normen:
        held = _held(norm)
        if not held or (found := norm.find_verloop(tot)) is None:
            continue
        day, naar = found
        norm_then = kern.normen[norm.id]
        unsure = naar == "onbekend"
        if not _is_worse(held, find_geldend(kern, scan, norm_then, day) if unsure else (naar,)):
            continue
        facts = tuple(_lapsing(kern, scan, norm, day))
        roles = (rol for name in facts for rol in kern.catalogus[name].rollen)
        yield Verloop(
            oordeel.raamwerk,
            norm.id,
            norm.thema,
            day,
            norm.oordeel,
            naar,
            facts,
            tuple(kern.catalogus[name].naam for name in facts),
            tuple(dict.fromkeys(roles)),
        )


def _held(norm: Normoordeel) -> int:
    """What can be lost: also that it does not apply, where somebody decided or found that."""
    said = norm.is_besluit or norm.geldend == "nvt"
    return 2 if said else _WORTH.get(norm.oordeel, 0)


def _is_worse(held: int, mogelijk: tuple[Status, ...]) -> bool:
    """Whether something is lost for certain, or may be. Becoming n.v.t. is no loss."""
    return mogelijk != ("nvt",) and min(_WORTH.get(one, 0) for one in mogelijk) < held


def _lapsing(kern: Rekenraamwerk, scan: Scan, norm: Normoordeel, day: date) -> list[str]:
    """The facts with a test that held the day before, and no longer holds for certain."""
    if norm.is_besluit:
        return []
    regel = regel_of(kern, scan, kern.normen[norm.id], previous_day(day))
    if regel is None:
        return []
    before = kern.kader(previous_day(day), scan.peildatum)
    after = kern.kader(day, scan.peildatum)
    found: list[str] = []
    for tros in regel.trossen:
        was, now = (rows_of(tros, scan.antwoorden, kader) for kader in (before, after))
        tests = enumerate(tros.toetsen)
        found += [toets.feit for place, toets in tests if _is_lost(place, was, now)]
    return list(dict.fromkeys(found))


def _is_lost(place: int, was: Iterable[Uitkomstrij], now: Iterable[Uitkomstrij]) -> bool:
    """Whether what a test can give changed, and is no longer certain."""
    before, after = {row[place] for row in was}, {row[place] for row in now}
    return before != after and after != {True}


def find_kalenderdagen(plan: Plan) -> tuple[Kalenderdag, ...]:
    """All days in order. They tell the norm, the fact and the action, and nothing more."""
    found = [*_lapse_days(plan), *_actie_days(plan), *_afwijking_days(plan)]
    return tuple(sorted(found, key=lambda one: (one.dag, one.soort, one.kenmerk)))


def _lapse_days(plan: Plan) -> Iterator[Kalenderdag]:
    for one in plan.verloopt:
        name = _norm_name(plan, one)
        what = ", ".join(one.kort) or "besluit niet van toepassing"
        kenmerk = f"verloopt {one.raamwerk}/{one.norm}"
        yield Kalenderdag("verloopt", one.dag, f"{name} verloopt", f"{name}: {what}", kenmerk)


def _actie_days(plan: Plan) -> Iterator[Kalenderdag]:
    """Actions that are still to be done and have a day; equal ones are told apart by number."""
    seen: dict[str, int] = {}
    for one in plan.acties:
        due = one.dag
        if not one.te_doen or due is None:
            continue
        name, text = _norm_name(plan, one), " ".join(one.actie.actie.split())
        kenmerk = f"actie {one.raamwerk}/{one.norm} {text}"
        seen[kenmerk] = seen.get(kenmerk, 0) + 1
        if seen[kenmerk] > 1:
            kenmerk = f"{kenmerk} {seen[kenmerk]}"
        yield Kalenderdag("actie", due, f"{name}: actie klaar", f"{name}: {text}", kenmerk)


def _afwijking_days(plan: Plan) -> Iterator[Kalenderdag]:
    """The last day of what was accepted: then the norm is to be met, or decided on again."""
    for one in plan.normen:
        if one.afwijking_tot is not None:
            name = _norm_name(plan, one)
            text = f"{name}: laatste dag van de aanvaarde afwijking"
            kenmerk = f"afwijking {one.raamwerk}/{one.id}"
            yield Kalenderdag(
                "afwijking", one.afwijking_tot, f"{name}: afwijking eindigt", text, kenmerk
            )


def _norm_name(plan: Plan, one: Verloop | Planactie | Plannorm) -> str:
    """The norm by its number and name, with its raamwerk when the plan has several."""
    norm = one.id if isinstance(one, Plannorm) else one.norm
    of = next(each for each in plan.raamwerken if each.id == one.raamwerk)
    found = of.oordeel.find(norm)
    number = norm if len(plan.raamwerken) == 1 else f"{one.raamwerk}/{norm}"
    return f"Norm {number} {found.kort}" if found is not None else f"Norm {number}"


# Per organisation and fact the groups whose metingen hold the fact for it.
Houders = Mapping[tuple[str, str], Sequence[str]]


def make_werklijst(organisaties: Sequence[Organisatieplan], houders: Houders) -> Werklijst:
    """The list in the order of names."""
    behoeften = Behoeften()
    koppen: dict[str, Feitkop] = {}
    stappen: dict[tuple[str, str], tuple[Stap, ...]] = {}
    for one in organisaties:
        behoeften.add(one.organisatie, {feit.feit: feit.normen for feit in one.plan.feiten})
        for feit in one.plan.feiten:
            koppen.setdefault(feit.feit, feit.kop)
            stappen.setdefault((feit.feit, one.organisatie), feit.stappen)
    alphabetical = sorted(organisaties, key=lambda one: one.organisatie.casefold())
    shared = (_with_steps(one, stappen) for one in behoeften.shared(houders, koppen))
    return Werklijst(tuple(alphabetical), tuple(shared))


def _with_steps(
    one: Gezamenlijk, stappen: Mapping[tuple[str, str], tuple[Stap, ...]]
) -> Gezamenlijkwerk:
    steps = tuple((naam, stappen[one.feit, naam]) for naam in one.organisaties)
    return Gezamenlijkwerk(**asdict(one), per_organisatie=steps)


class Behoeften:
    """The facts on the shortest routes of parties, taken together one by one: of thousands no more
    is kept than what is told of all of them.
    """

    def __init__(self) -> None:
        self._found: dict[str, _Behoefte] = {}

    def add(self, naam: str, nodig: Mapping[str, Iterable[Normplaats]]) -> None:
        """What one party needs and for which norms; of what it needed already nothing changes."""
        for feit, normen in nodig.items():
            self._found.setdefault(feit, _Behoefte()).add(naam, normen)

    def shared(self, houders: Houders, koppen: Mapping[str, Feitkop]) -> tuple[Gezamenlijk, ...]:
        """What several need, or one where a group holds the fact."""
        made = (one.shared(houders, koppen[feit]) for feit, one in self._found.items())
        found = (one for one in made if len(one.organisaties) > 1 or one.groepen)
        return tuple(sorted(found, key=_most_helped_first))


class _Behoefte:
    """Who needs one fact, and for what."""

    def __init__(self) -> None:
        self._namen: dict[str, None] = {}
        self._normen: set[Normplaats] = set()

    def add(self, naam: str, normen: Iterable[Normplaats]) -> None:
        if naam not in self._namen:
            self._namen[naam] = None
            self._normen.update(normen)

    def shared(self, houders: Houders, kop: Feitkop) -> Gezamenlijk:
        groepen = {groep for naam in self._namen for groep in houders.get((naam, kop.feit), ())}
        namen = tuple(sorted(self._namen, key=str.casefold))
        return Gezamenlijk(*kop, namen, tuple(sorted(self._normen)), tuple(sorted(groepen)))


def _most_helped_first(one: Gezamenlijk) -> tuple[int, bool, int, str]:
    """Most parties; then a document, which can be made once for all; then most norms."""
    return -len(one.organisaties), one.soort != "document", -len(one.normen), one.feit
