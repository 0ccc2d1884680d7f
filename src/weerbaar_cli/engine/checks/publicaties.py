"""What the register of publications must satisfy: whole groups, that do not overlap on one date."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from weerbaar_cli.model.bevinding import Bevinding
from weerbaar_cli.model.tijd import dutch

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.publicaties import Publicaties, Uitgave


def check_publicaties(register: Publicaties) -> list[Bevinding]:
    """All that is wrong with a register; each of it means that somebody changed it by hand."""
    return [*_sizes(register), *_overlaps(register)]


def _sizes(register: Publicaties) -> Iterator[Bevinding]:
    for index, one in enumerate(register.uitgaven):
        if not one.aantal == len(one.leden) == len(one.groep):
            text = f"aantal is {one.aantal}, en er staan {len(one.groep)} verschillende leden"
            yield Bevinding("uitgave-onvolledig", text, ("uitgaven", index, "aantal"))


def _overlaps(register: Publicaties) -> Iterator[Bevinding]:
    for (_, first), (index, second) in combinations(enumerate(register.uitgaven), 2):
        if _same_round(first, second) and not first.groep.isdisjoint(second.groep):
            when = dutch(second.peildatum)
            text = f"voor {second.raamwerk} op {when} staan er twee groepen met dezelfde leden"
            yield Bevinding("uitgave-overlapt", text, ("uitgaven", index))


def _same_round(one: Uitgave, other: Uitgave) -> bool:
    return (one.raamwerk, one.peildatum) == (other.raamwerk, other.peildatum)
