"""Two measurements compared: what changed per norm, found by changing one thing at a time.

The pure engine makes it possible: the first measurement is re-scored with the rules of the second,
then also with the law of its date, then on its date, and so on in a fixed order. The status turns
at some of these steps; the steps are the causes, and together they are the whole difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.engine.verandering.wending import Weg, Zijde, changed_facts
from weerbaar_cli.model.uitkomsten.vergelijking import (
    Afwijkgrond,
    Afwijking,
    Normverschil,
    Richting,
    Vergelijking,
    Wending,
)

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.raamwerk import Status
    from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel, Raamwerkoordeel

# What counts in the total is voldoet; onbekend, voldoet niet and n.v.t. are alike not voldoet.
RANK: dict[Status, int] = {"voldoet": 2, "deels": 1}


@dataclass(frozen=True)
class _Beide:
    """The two sides with their scores, and which norms stand opposite each other."""

    van: Zijde
    naar: Zijde
    before: Raamwerkoordeel
    after: Raamwerkoordeel
    was_of: dict[str, str]

    def old(self, norm: Normoordeel) -> Normoordeel | None:
        """The norm on the other side; None where nothing may stand opposite it."""
        return self.before.find(self.was_of.get(norm.id, ""))


def compare_metingen(
    van: Zijde, naar: Zijde, paren: Sequence[tuple[str, str]] | None = None
) -> Vergelijking:
    """Compare two measurements of one organisation.

    `paren` are the comparable norms of two versions of a raamwerk (was, wordt); without them the
    norms with the same id and the same text are compared. All others stand on one side only.
    """
    before = score_meting(van.kern, van.scan, van.peildatum)
    after = score_meting(naar.kern, naar.scan, naar.peildatum)
    pairs = same_norms(van, naar) if paren is None else paren
    beide = _Beide(van, naar, before, after, {wordt: was for was, wordt in pairs})
    return Vergelijking(
        raamwerk=after.raamwerk,
        titel=after.titel,
        versie_van=before.versie,
        versie_naar=after.versie,
        normen=tuple(_differences(beide)),
        afwijkingen=tuple(_deviations(beide)),
    )


def same_norms(van: Zijde, naar: Zijde) -> list[tuple[str, str]]:
    """The norms that both sides have, with the same id and the same text."""
    texts = {norm.id: norm.tekst for norm in van.kern.raamwerk.normen}
    return [
        (norm.id, norm.id) for norm in naar.kern.raamwerk.normen if texts.get(norm.id) == norm.tekst
    ]


def _differences(beide: _Beide) -> Iterator[Normverschil]:
    weg = Weg(beide.van, beide.naar)
    kept: set[str] = set()
    for oordeel in beide.after.normen:
        old = beide.old(oordeel)
        if old is None:
            yield _one_sided(oordeel, None, oordeel.oordeel, "nieuw")
        else:
            kept.add(old.id)
            yield _difference(weg, old, oordeel)
    for oordeel in beide.before.normen:
        if oordeel.id not in kept:
            yield _one_sided(oordeel, oordeel.oordeel, None, "vervallen")


def _difference(weg: Weg, old: Normoordeel, new: Normoordeel) -> Normverschil:
    turns = weg.turns(old.id, new.id)
    return Normverschil(
        id=new.id,
        was=old.id,
        thema=new.thema,
        tekst=new.tekst,
        van=old.oordeel,
        naar=new.oordeel,
        richting=direction(old.oordeel, new.oordeel),
        wendingen=turns,
        reden=_reason(new, turns),
    )


def _reason(new: Normoordeel, turns: Sequence[Wending]) -> str:
    """What made it so: of the assessor where that is a cause, else of the facts."""
    if not turns:
        return ""
    tested = any(one.oorzaak == "toetsing" for one in turns)
    return (new.toetsreden if tested else None) or new.reden


def _one_sided(
    oordeel: Normoordeel, van: Status | None, naar: Status | None, richting: Richting
) -> Normverschil:
    return Normverschil(
        oordeel.id, oordeel.id, oordeel.thema, oordeel.tekst, van, naar, richting, (), ""
    )


def direction(van: Status, naar: Status) -> Richting:
    """Whether a status is better, worse or as good."""
    step = RANK.get(naar, 0) - RANK.get(van, 0)
    return "beter" if step > 0 else "slechter" if step < 0 else "gelijk"


def _deviations(beide: _Beide) -> Iterator[Afwijking]:
    """Where the assessor says something else than the facts, those of then or those of now."""
    for norm in beide.after.normen:
        if norm.getoetst is None:
            continue
        old = beide.old(norm)
        if old is None or old.getoetst is not None:
            old = norm
        if {old.afgeleid, norm.afgeleid} != {norm.getoetst}:
            grond = _ground(beide, old, norm)
            yield Afwijking(norm.id, old.afgeleid, norm.afgeleid, norm.getoetst, grond)


def _ground(beide: _Beide, old: Normoordeel, new: Normoordeel) -> Afwijkgrond:
    """Only over the same facts can two people differ in insight."""
    if old is not new and not _is_same_ground(beide, old, new):
        return "feiten"
    if new.afgeleid == new.getoetst:
        return "tijd"
    return "niet_ingevuld" if new.afgeleid == "onbekend" else "inzicht"


def _is_same_ground(beide: _Beide, old: Normoordeel, new: Normoordeel) -> bool:
    van, naar = beide.van.scan, beide.naar.scan
    if van.partijtype != naar.partijtype or van.nvt.get(old.id) != naar.nvt.get(new.id):
        return False
    for zijde, norm_id in ((beide.van, old.id), (beide.naar, new.id)):
        kern = zijde.kern.for_type(zijde.scan.partijtype)
        norm = kern.raamwerk.find_norm(norm_id)
        assert norm is not None
        if changed_facts(kern, norm, van, naar):
            return False
    return True
