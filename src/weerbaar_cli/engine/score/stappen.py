"""The most useful next steps of one oordeel: the shortest route to another norm that voldoet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel, Raamwerkoordeel, Stap


@dataclass(frozen=True, slots=True)
class Vervolg:
    """What to do for one norm."""

    norm: str
    stappen: tuple[Stap, ...]


def next_steps(oordeel: Raamwerkoordeel, most: int = 3) -> tuple[Vervolg, ...]:
    """The norms with the fewest things to do first; then in the raamwerk's order.

    A tested oordeel is left out where it already says voldoet or n.v.t.
    """

    def wanted(norm: Normoordeel) -> bool:
        return bool(norm.nog_nodig) and norm.oordeel not in ("voldoet", "nvt")

    routes = [Vervolg(norm.id, norm.nog_nodig) for norm in oordeel.normen if wanted(norm)]
    return tuple(sorted(routes, key=lambda one: len(one.stappen))[:most])
