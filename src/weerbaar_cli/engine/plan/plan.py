"""From oordelen to a plan: what is left to do, in the order of the least work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from weerbaar_cli.engine.plan.overnemen import still_open
from weerbaar_cli.engine.plan.route import find_first_route
from weerbaar_cli.engine.plan.verloop import find_lapses
from weerbaar_cli.engine.score.mogelijk import UNKNOWN
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.model.uitkomsten.plan import (
    Plan,
    Planactie,
    Planfeit,
    Plannorm,
    Planraamwerk,
    Planroute,
    Planstap,
    Themakosten,
)

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.engine.score.score import Scan
    from weerbaar_cli.model.bestanden.feit import Catalogus
    from weerbaar_cli.model.bestanden.meting import Actie
    from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel, Raamwerkoordeel, Stap


@dataclass(frozen=True)
class Inzet:
    """One meting by one raamwerk, and its actions by norm."""

    kern: Rekenraamwerk
    scan: Scan
    acties: tuple[tuple[str, Actie], ...]


@dataclass(frozen=True)
class _Beoordeeld:
    inzet: Inzet
    oordeel: Raamwerkoordeel


def make_plan(inzetten: Sequence[Inzet], peildatum: date, tot: date) -> Plan:
    """The plan of one organisation on a date. Same facts, date and raamwerken: same plan."""
    scored = [_Beoordeeld(one, score_meting(one.kern, one.scan, peildatum)) for one in inzetten]
    acties = tuple(actie for one in scored for actie in _acties(one, peildatum))
    normen = [norm for one in scored for norm in _open_normen(one, acties, peildatum)]
    lapses = [lapse for one in scored for lapse in find_lapses(*_parts(one), tot)]
    return Plan(
        peildatum,
        tot,
        tuple(map(_raamwerk, scored)),
        tuple(sorted(normen, key=_shortest_first)),
        find_shared_feiten(normen, inzetten[0].kern.catalogus),
        acties,
        tuple(cost for one in scored for cost in _kosten(one, acties)),
        tuple(sorted(lapses, key=lambda one: one.dag)),
    )


def is_filled(inzetten: Iterable[Inzet], plan: Plan) -> bool:
    """Whether no blank fact can still change an oordeel; a norm without a rule asks no facts."""
    ruled = {
        (one.kern.raamwerk.id, norm.id)
        for one in inzetten
        for norm in one.kern.raamwerk.normen
        if norm.regel is None
    }
    return not any(
        norm.oordeel == "onbekend" and (norm.raamwerk, norm.id) in ruled for norm in plan.normen
    )


def _parts(one: _Beoordeeld) -> tuple[Rekenraamwerk, Scan, Raamwerkoordeel]:
    return one.inzet.kern, one.inzet.scan, one.oordeel


def _raamwerk(one: _Beoordeeld) -> Planraamwerk:
    raamwerk, oordeel = one.inzet.kern.raamwerk, one.oordeel
    return Planraamwerk(
        raamwerk.id, raamwerk.titel, raamwerk.versie, raamwerk.streefdatum, oordeel.telling
    )


def _acties(one: _Beoordeeld, peildatum: date) -> Iterator[Planactie]:
    """The actions in the order of the meting."""
    for norm_id, actie in one.inzet.acties:
        norm = one.oordeel.find(norm_id)
        assert norm is not None
        due = actie.gereed_op
        yield Planactie(
            one.oordeel.raamwerk,
            norm.id,
            norm.thema,
            norm.oordeel,
            actie,
            te_doen=still_open(actie),
            te_laat=still_open(actie) and due is not None and due < peildatum,
        )


def _open_normen(
    one: _Beoordeeld, acties: tuple[Planactie, ...], peildatum: date
) -> Iterator[Plannorm]:
    for norm in one.oordeel.normen:
        if norm.oordeel in ("voldoet", "nvt"):
            continue
        place = one.oordeel.raamwerk, norm.id
        yield Plannorm(
            *place,
            norm.thema,
            norm.tekst,
            norm.oordeel,
            norm.getoetst,
            _reden(norm),
            _route(one.inzet, norm, peildatum),
            tuple(actie for actie in acties if (actie.raamwerk, actie.norm) == place),
        )


def _reden(norm: Normoordeel) -> str:
    """Why it is not met: the assessor's reason where the facts alone would be enough."""
    by_facts = norm.afgeleid not in ("voldoet", "nvt")
    return norm.reden if by_facts or norm.toetsreden is None else norm.toetsreden


def _route(inzet: Inzet, oordeel: Normoordeel, peildatum: date) -> Planroute | None:
    """None when the facts are not what stands in the way, or no facts can be."""
    if oordeel.afgeleid in ("voldoet", "nvt"):
        return None
    found = find_first_route(inzet.kern, inzet.scan, oordeel.id, peildatum)
    if found is None:
        return None
    return Planroute(tuple(_step(stap, inzet) for stap in found.route.stappen), found.vanaf)


def _step(stap: Stap, inzet: Inzet) -> Planstap:
    feit = inzet.kern.catalogus[stap.feit]
    antwoord = inzet.scan.antwoorden.get(stap.feit, UNKNOWN)
    return Planstap(stap, feit.vraag, feit.rollen, antwoord.van)


def _shortest_first(norm: Plannorm) -> tuple[bool, int, date]:
    """Fewest steps, then the earliest day; sorting keeps the raamwerk's order for the rest."""
    if norm.route is None:
        return True, 0, date.max
    return False, len(norm.route.stappen), norm.route.vanaf


def find_shared_feiten(normen: Sequence[Plannorm], catalogus: Catalogus) -> tuple[Planfeit, ...]:
    """Every fact on a shortest route, what helps most norms and then most raamwerken first."""
    found = [_feit(name, normen, catalogus) for name in _asked(normen)]
    return tuple(
        sorted(
            found, key=lambda one: (-len(one.normen), -len(one.raamwerken), -len(one.genoeg_voor))
        )
    )


def _asked(normen: Sequence[Plannorm]) -> list[str]:
    return list(dict.fromkeys(name for norm in normen for name in _names(norm)))


def _names(norm: Plannorm) -> list[str]:
    steps = norm.route.stappen if norm.route is not None else ()
    return list(dict.fromkeys(one.stap.feit for one in steps))


def _feit(name: str, normen: Sequence[Plannorm], catalogus: Catalogus) -> Planfeit:
    helped = [norm for norm in normen if name in _names(norm)]
    feit = catalogus[name]
    steps = dict.fromkeys(
        one.stap
        for norm in helped
        if norm.route is not None
        for one in norm.route.stappen
        if one.stap.feit == name
    )
    return Planfeit(
        name,
        feit.vraag,
        feit.soort,
        feit.rollen,
        tuple(steps),
        tuple((norm.raamwerk, norm.id) for norm in helped),
        tuple((norm.raamwerk, norm.id) for norm in helped if _names(norm) == [name]),
    )


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
