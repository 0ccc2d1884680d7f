"""Shares with their range over all completions, and whether the base is in order."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from weerbaar_cli.engine.score.mogelijk import Antwoorden, all_rows, outcomes_of
from weerbaar_cli.engine.score.rekenregel import make_samenstel
from weerbaar_cli.model.uitkomsten.oordeel import Aandeel, Normoordeel

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.feitsoorten.toetskader import Toetskader
    from weerbaar_cli.model.bestanden.raamwerk import Status

# (norms that voldoet, norms that apply)
Stand = tuple[int, int]


def share_of(
    normen: tuple[Normoordeel, ...], kern: Rekenraamwerk, antwoorden: Antwoorden, kader: Toetskader
) -> Aandeel:
    """The share that voldoet of what applies, and the least and most that it can become.

    Norms that read the same unknown facts are completed together; a tested norm stays as it is.
    """
    totals: set[Stand] = {(0, 0)}
    for group in _connected(normen, kern):
        stands = {_stand(statuses) for statuses in _joint(group, kern, antwoorden, kader)}
        totals = {(a + c, b + d) for (a, b), (c, d) in product(totals, stands)}
    met, applicable = _stand(tuple(norm.oordeel for norm in normen))
    shares = [Fraction(a, b) for a, b in totals if b]
    return Aandeel(
        Fraction(met, applicable) if applicable else None,
        min(shares, default=None),
        max(shares, default=None),
    )


def op_orde_of(aandeel: Aandeel, needed: Fraction) -> bool | None:
    """True or false when every completion agrees; null when it is still open."""
    if aandeel.minimaal is None or aandeel.maximaal is None:
        return None
    if aandeel.minimaal >= needed:
        return True
    return None if aandeel.maximaal >= needed else False


def _stand(statuses: Iterable[Status]) -> Stand:
    found = list(statuses)
    return found.count("voldoet"), len(found) - found.count("nvt")


def _connected(
    normen: tuple[Normoordeel, ...], kern: Rekenraamwerk
) -> list[tuple[Normoordeel, ...]]:
    """Norms in groups that share facts while their oordeel is still open."""
    groups: list[tuple[set[str], list[Normoordeel]]] = []
    for norm in normen:
        facts = set(_facts(norm, kern))
        members = [norm]
        apart = []
        for group in groups:
            if group[0] & facts:
                facts |= group[0]
                members = group[1] + members
            else:
                apart.append(group)
        groups = [*apart, (facts, members)]
    return [tuple(members) for _, members in groups]


def _facts(norm: Normoordeel, kern: Rekenraamwerk) -> list[str]:
    regel = kern.regels.get(norm.id)
    if norm.oordeel != "onbekend" or regel is None:
        return []
    return [feit_id for tros in regel.trossen for feit_id in tros.feit_ids]


def _joint(
    group: tuple[Normoordeel, ...], kern: Rekenraamwerk, antwoorden: Antwoorden, kader: Toetskader
) -> Iterable[tuple[Status, ...]]:
    """Every row of statuses that completions can give to these norms together."""
    if len(group) == 1:
        return {(status,) for status in _options(group[0])}
    veld = make_samenstel((kern.regels[norm.id].norm for norm in group), kader)
    rows = all_rows(veld, antwoorden, kader)
    return {
        tuple(beslis(uitkomsten) for beslis in veld.beslissen)
        for uitkomsten in outcomes_of(veld, rows)
    }


def _options(norm: Normoordeel) -> tuple[Status, ...]:
    if norm.oordeel != "onbekend":
        return (norm.oordeel,)
    return norm.mogelijk
