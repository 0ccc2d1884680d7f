"""Which facts the norms of raamwerken ask: what they share, and what a party still has to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from weerbaar_cli.engine.score.mogelijk import UNKNOWN, Antwoorden
from weerbaar_cli.feitsoorten.conditie import FeitConditie
from weerbaar_cli.feitsoorten.feitsoorten import is_blank, is_complete, is_open
from weerbaar_cli.feitsoorten.perstuk import PerStuk
from weerbaar_cli.model.uitkomsten.feitgebruik import (
    Feitstand,
    Kruisfeit,
    Normen,
    Openfeit,
    Opennorm,
    Vragenlijst,
)

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.model.bestanden.feit import Feit
    from weerbaar_cli.model.bestanden.raamwerk import Norm
    from weerbaar_cli.model.uitkomsten.oordeel import Raamwerkoordeel


def facts_of_norm(kern: Rekenraamwerk, norm: Norm) -> Normen:
    """Every fact that a norm asks of any type of party, in its own order."""
    found = dict.fromkeys(kern.feiten(norm))
    for partijtype in norm.voor:
        own = kern.for_type(partijtype)
        found |= dict.fromkeys(own.feiten(norm.for_type(partijtype)))
    return tuple(found)


def norms_by_fact(kern: Rekenraamwerk) -> dict[str, Normen]:
    """Per fact the norms that ask it."""
    found: dict[str, Normen] = {}
    for norm in kern.raamwerk.normen:
        for feit_id in facts_of_norm(kern, norm):
            found[feit_id] = (*found.get(feit_id, ()), norm.id)
    return found


def cross(kernen: Mapping[str, Rekenraamwerk]) -> tuple[Kruisfeit, ...]:
    """Every fact that is asked; those of the most raamwerken first, else as in the catalogue."""
    asked = {name: norms_by_fact(kern) for name, kern in kernen.items()}
    feiten = {feit_id: feit for kern in kernen.values() for feit_id, feit in kern.catalogus.items()}
    found = [
        Kruisfeit(
            feit_id, feit, {name: own[feit_id] for name, own in asked.items() if feit_id in own}
        )
        for feit_id, feit in feiten.items()
    ]
    return tuple(sorted((one for one in found if one.normen), key=lambda one: -len(one.normen)))


def find_unanswered(
    kern: Rekenraamwerk, oordeel: Raamwerkoordeel, antwoorden: Antwoorden, partijtype: str
) -> Vragenlijst:
    """The facts that are missing, of the norms that apply to this party."""
    own = kern.for_type(partijtype)
    asked: dict[str, Feitstand] = {}
    found = []
    for norm, one in zip(own.raamwerk.normen, oordeel.normen, strict=True):
        if one.nvt_grond in ("partijtype", "besluit"):
            continue
        feit_ids = own.feiten(norm)
        asked |= {feit_id: _stand_in(own, norm, antwoorden, feit_id) for feit_id in feit_ids}
        open_ = tuple(_open(own, feit_ids, asked))
        found += [Opennorm(one, open_)] if open_ else []
    known = tuple(feit_id for feit_id, stand in asked.items() if stand == "bekend")
    return Vragenlijst(tuple(found), tuple(asked), known)


def _open(
    kern: Rekenraamwerk, feit_ids: Sequence[str], stands: Mapping[str, Feitstand]
) -> Iterable[Openfeit]:
    for feit_id in feit_ids:
        if stands[feit_id] != "bekend":
            yield Openfeit(feit_id, kern.catalogus[feit_id], stands[feit_id])


def _stand_in(kern: Rekenraamwerk, norm: Norm, antwoorden: Antwoorden, feit_id: str) -> Feitstand:
    """How far a fact is filled in for a norm: one may ask what no other does."""
    feit = kern.catalogus[feit_id]
    stand = stand_of(antwoorden, feit_id, feit)
    if stand != "bekend":
        return stand
    tests = tuple(one for one in norm.alle_condities if isinstance(one, FeitConditie))
    kader = kern.kader(date.max, date.max)
    open_ = is_open(antwoorden[feit_id].waarde, feit, tests, kader)
    return "onvolledig" if open_ else stand


def stand_of(antwoorden: Antwoorden, feit_id: str, feit: Feit) -> Feitstand:
    """How far a fact is filled in."""
    waarde = antwoorden.get(feit_id, UNKNOWN).waarde
    if is_blank(waarde, feit) or (isinstance(waarde, PerStuk) and waarde.leeg):
        return "onbekend"
    return "bekend" if is_complete(waarde, feit) else "onvolledig"
