"""The attacker: who knows some members and all that was published, and reasons to the end.

Parties of one kind can change places without anyone seeing it. So a party's state is certain when
it is the same for all the others in every world that fits, and a world is a count per state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations_with_replacement
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
    for row in combinations_with_replacement(range(states), number):
        yield tuple(row.count(state) for state in range(states))


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
    known = [one for size in range(m + 1) for one in tellingen(size, len(staten))]
    normen = range(len(staten[0]))
    seen: dict[tuple[Gepubliceerd, Telling], tuple[set[int], ...]] = defaultdict(
        lambda: tuple(set() for _ in normen)
    )
    for world in tellingen(n, len(staten)):
        published = publish(staten, world)
        for own in known:
            others = tuple(a - b for a, b in zip(world, own, strict=True))
            if min(others) >= 0:
                for norm in normen:
                    seen[published, own][norm].add(_met(staten, others, norm))
    return [
        (published, own, norm)
        for (published, own), found in seen.items()
        for norm in normen
        if found[norm] in ({0}, {n - sum(own)})
    ]


def _met(staten: Sequence[tuple[Staat, ...]], world: Telling, norm: int) -> int:
    return sum(number for staat, number in zip(staten, world, strict=True) if staat[norm].voldoet)


def count_in(staten: Sequence[tuple[Staat, ...]], world: Telling, norm: int, figure: str) -> int:
    """The true count of one figure in a world."""
    pairs = zip(staten, world, strict=True)
    return sum(number for staat, number in pairs if getattr(staat[norm], figure))
