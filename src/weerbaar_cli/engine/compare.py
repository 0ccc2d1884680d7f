"""Two measurements compared: what changed per norm, found by changing one thing at a time.

The pure engine makes it possible: the first measurement is re-scored with the rules of the second,
then also with the law of its date, then on its date, and so on in a fixed order. The status turns
at some of these steps; the steps are the causes, and together they are the whole difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from weerbaar_cli.engine.aanvulling import is_complete
from weerbaar_cli.engine.mogelijk import UNKNOWN
from weerbaar_cli.engine.score import Scan, judge, score_meting
from weerbaar_cli.model.vergelijking import (
    OORZAKEN,
    Afwijking,
    Normverschil,
    Oorzaak,
    Richting,
    Vergelijking,
    Wending,
)

if TYPE_CHECKING:
    from weerbaar_cli.engine.mogelijk import Antwoorden
    from weerbaar_cli.engine.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.model.antwoord import Antwoord
    from weerbaar_cli.model.oordeel import Normoordeel, Raamwerkoordeel
    from weerbaar_cli.model.raamwerk import Norm, Status

T = TypeVar("T")
# What counts in the total is voldoet; onbekend, voldoet niet and n.v.t. are alike not voldoet.
RANK: dict[Status, int] = {"voldoet": 2, "deels": 1}


@dataclass(frozen=True)
class Zijde:
    """One side of a comparison."""

    kern: Rekenraamwerk
    scan: Scan
    peildatum: date


@dataclass(frozen=True)
class _Stand:
    """A mixture of two sides, and the norm as its rules have it."""

    kern: Rekenraamwerk
    norm: Norm
    scan: Scan
    dag: date

    @property
    def status(self) -> Status:
        toetsing = self.scan.toetsing.get(self.norm.id)
        if toetsing is not None:
            return toetsing.oordeel
        return judge(self.kern, self.scan, self.norm, self.dag)[0]


def compare_metingen(
    van: Zijde, naar: Zijde, paren: Sequence[tuple[str, str]] | None = None
) -> Vergelijking:
    """Compare two measurements of one organisation.

    `paren` are the comparable norms of two versions of a raamwerk (was, wordt); without them the
    norms with the same id and the same text are compared. All others stand on one side only.
    """
    pairs = same_norms(van, naar) if paren is None else paren
    before = score_meting(van.kern, van.scan, van.peildatum)
    after = score_meting(naar.kern, naar.scan, naar.peildatum)
    was_of = {wordt: was for was, wordt in pairs}
    found = []
    for oordeel in after.normen:
        was = was_of.get(oordeel.id)
        old = before.find(was) if was is not None else None
        if old is None:
            found.append(_one_sided(oordeel, None, oordeel.oordeel, "nieuw"))
            continue
        turns = tuple(_turns(van, naar, old.id, oordeel.id))
        found.append(
            Normverschil(
                oordeel.id,
                old.id,
                oordeel.thema,
                oordeel.tekst,
                old.oordeel,
                oordeel.oordeel,
                direction(old.oordeel, oordeel.oordeel),
                turns,
                oordeel.reden if turns else "",
            )
        )
    kept = set(was_of.values())
    found += [
        _one_sided(oordeel, oordeel.oordeel, None, "vervallen")
        for oordeel in before.normen
        if oordeel.id not in kept
    ]
    return Vergelijking(
        raamwerk=after.raamwerk,
        titel=after.titel,
        versie_van=before.versie,
        versie_naar=after.versie,
        normen=tuple(found),
        afwijkingen=tuple(_deviations(before, after, was_of)),
    )


def _deviations(
    before: Raamwerkoordeel, after: Raamwerkoordeel, was_of: Mapping[str, str]
) -> Iterator[Afwijking]:
    """The own judgement is that of the earlier measurement where it was not tested itself."""
    for norm in after.normen:
        if norm.getoetst is None:
            continue
        old = before.find(was_of.get(norm.id, ""))
        own = old.oordeel if old is not None and old.getoetst is None else norm.afgeleid
        if own != norm.getoetst:
            yield Afwijking(norm.id, own, norm.getoetst)


def _one_sided(
    oordeel: Normoordeel, van: Status | None, naar: Status | None, richting: Richting
) -> Normverschil:
    return Normverschil(
        oordeel.id, oordeel.id, oordeel.thema, oordeel.tekst, van, naar, richting, (), ""
    )


def same_norms(van: Zijde, naar: Zijde) -> list[tuple[str, str]]:
    """The norms that both sides have, with the same id and the same text."""
    texts = {norm.id: norm.tekst for norm in van.kern.raamwerk.normen}
    return [
        (norm.id, norm.id) for norm in naar.kern.raamwerk.normen if texts.get(norm.id) == norm.tekst
    ]


def direction(van: Status, naar: Status) -> Richting:
    """Whether a status is better, worse or as good."""
    step = RANK.get(naar, 0) - RANK.get(van, 0)
    return "beter" if step > 0 else "slechter" if step < 0 else "gelijk"


def _turns(van: Zijde, naar: Zijde, was: str, wordt: str) -> Iterator[Wending]:
    """The causes that turned one norm. The path always runs in the direction of time, so that a
    comparison and its mirror image name the same causes."""
    if _order(van) > _order(naar):
        for turn in reversed(list(_turns(naar, van, wordt, was))):
            yield Wending(turn.oorzaak, turn.naar, turn.van)
        return
    stand = _start(van, was)
    status = stand.status
    for oorzaak in OORZAKEN:
        stand = _change(stand, oorzaak, van, naar, wordt)
        after = stand.status
        if after != status:
            yield Wending(oorzaak, status, after)
        status = after


def _order(side: Zijde) -> tuple[date, str]:
    """Earlier first; on the same day in an order that depends on what is compared alone."""
    return side.peildatum, repr((sorted(side.scan.antwoorden), side.scan))


def _start(van: Zijde, norm_id: str) -> _Stand:
    kern = van.kern.for_type(van.scan.partijtype)
    scan = replace(van.scan, ankerdatum=van.peildatum)
    return _Stand(kern, _norm(kern, norm_id), scan, van.peildatum)


def _norm(kern: Rekenraamwerk, norm_id: str) -> Norm:
    norm = kern.raamwerk.find_norm(norm_id)
    assert norm is not None
    return norm


def _change(stand: _Stand, oorzaak: Oorzaak, van: Zijde, naar: Zijde, wordt: str) -> _Stand:
    """One more thing as it is on the other side."""
    scan, other = stand.scan, naar.scan
    match oorzaak:
        case "regels":
            kern = naar.kern.for_type(scan.partijtype)
            moved = replace(scan, nvt=_rename(scan.nvt, stand.norm.id, wordt))
            moved = replace(moved, toetsing=_rename(scan.toetsing, stand.norm.id, wordt))
            return _Stand(kern, _norm(kern, wordt), moved, stand.dag)
        case "anker":
            return replace(stand, scan=replace(scan, ankerdatum=naar.peildatum))
        case "tijd":
            return replace(stand, dag=naar.peildatum)
        case "dekking":
            mixed = _newly_known(van.scan.antwoorden, other.antwoorden)
            # What is filled in now may be dated up to the other side's own peildatum.
            return replace(stand, scan=replace(scan, antwoorden=mixed, peildatum=other.peildatum))
        case "feiten":
            changed = replace(scan, antwoorden=other.antwoorden, peildatum=other.peildatum)
            return replace(stand, scan=changed)
        case "toepassing":
            kern = naar.kern.for_type(other.partijtype)
            changed = replace(scan, nvt=other.nvt, partijtype=other.partijtype)
            return _Stand(kern, _norm(kern, wordt), changed, stand.dag)
        case "toetsing":
            return replace(stand, scan=replace(scan, toetsing=other.toetsing))


def _rename(named: Mapping[str, T], was: str, wordt: str) -> Mapping[str, T]:
    return {wordt: named[was]} if was in named else {}


def _newly_known(van: Antwoorden, naar: Antwoorden) -> dict[str, Antwoord]:
    """The old answers, with those that are newly or no longer filled in as they are now."""
    mixed: dict[str, Antwoord] = {}
    for feit_id in dict.fromkeys((*van, *naar)):
        old, new = van.get(feit_id, UNKNOWN), naar.get(feit_id, UNKNOWN)
        covered = is_complete(old.waarde), is_complete(new.waarde)
        blank = old.waarde is None, new.waarde is None
        changed = covered[0] != covered[1] or blank[0] != blank[1]
        mixed[feit_id] = new if changed else old
    return {feit_id: antwoord for feit_id, antwoord in mixed.items() if antwoord is not UNKNOWN}
