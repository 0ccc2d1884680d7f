"""The attacker: who knows some members and all that was published, and reasons to the end.

Parties of one kind can change places without anyone seeing it. So a party's state is certain when
it is the same for all the others in every world that fits, and a world is a count per state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from operator import ge, mul
from typing import NamedTuple

Telling = tuple[int, ...]  # per state how many parties
Gepubliceerd = tuple[object, ...]


class Staat(NamedTuple):
    """How one party stands on one norm, as far as any figure sees it."""

    voldoet: bool
    oorzaak: bool = False
    verloopt: bool = False


LAPSING, STABLE = Staat(voldoet=True, verloopt=True), Staat(voldoet=True)
CAUSE, OTHER = Staat(voldoet=False, oorzaak=True), Staat(voldoet=False)
STATEN = (LAPSING, STABLE, CAUSE, OTHER)


def tellingen(number: int, states: int) -> Iterator[Telling]:
    """Every way in which so many parties can be divided over so many states."""
    if states == 1:
        yield (number,)
        return
    for first in range(number, -1, -1):
        for rest in tellingen(number - first, states - 1):
            yield (first, *rest)


def find_leaks(
    staten: Sequence[tuple[Staat, ...]],
    n: int,
    m: int,
    publish: Callable[[Sequence[tuple[Staat, ...]], Telling], Gepubliceerd],
) -> list[tuple[Gepubliceerd, Telling, int]]:
    """What is published and known when some norm is certain for every other party.

    `staten` are the states that a party can have on all norms together. Every world is tried, and
    in every world every group of `m` members who tell each other what they are.
    """
    worlds: dict[Gepubliceerd, list[Telling]] = defaultdict(list)
    for world in tellingen(n, len(staten)):
        worlds[publish(staten, world)].append(world)
    return [
        (published, own, norm)
        for published, fitting in worlds.items()
        for norm in range(len(staten[0]))
        for met in (True, False)
        for own in _certain(staten, fitting, norm, m, met)
    ]


def _certain(
    staten: Sequence[tuple[Staat, ...]], fitting: list[Telling], norm: int, m: int, met: bool
) -> list[Telling]:
    """The groups of members who can be sure that no other party has met (or: missed) a norm.

    Then all who did are in the group, so only a world with at most `m` of them can show it; and it
    is certain when no world that fits has the group and one more.
    """
    where = [number for number, staat in enumerate(staten) if staat[norm].voldoet is met]
    counted = [(sum(world[one] for one in where), world) for world in fitting]
    groups = {
        own for count, world in counted if count <= m for own in _groups(world, where, m - count)
    }
    return [
        own
        for own in sorted(groups)
        if not any(
            count > sum(own[one] for one in where) and all(map(ge, world, own))
            for count, world in counted
        )
    ]


def _groups(world: Telling, where: list[int], room: int) -> Iterator[Telling]:
    """All of a world who are in these states, with at most so many of the others."""
    choices = [
        (number,) if state in where else range(min(number, room) + 1)
        for state, number in enumerate(world)
    ]
    least = sum(world[one] for one in where)
    return (own for own in product(*choices) if sum(own) <= least + room)


def count_in(staten: Sequence[tuple[Staat, ...]], world: Telling, norm: int, figure: str) -> int:
    """The true count of one figure in a world."""
    return sum(map(mul, world, _figure(tuple(staten), norm, figure)))


@cache
def _figure(staten: tuple[tuple[Staat, ...], ...], norm: int, figure: str) -> Telling:
    return tuple(int(getattr(staat[norm], figure)) for staat in staten)
