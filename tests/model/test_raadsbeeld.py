"""What a council gets gives no norm away: of none is it certain that it is not met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest

from weerbaar_cli.model.uitkomsten.groepsafleiding import Bereik
from weerbaar_cli.model.uitkomsten.raadsbeeld import (
    GROF,
    find_beweging,
    settle,
    tell,
    tell_afwijking,
)

# Per norm whether it is met (2), not met (0), or not known yet (1).
Wereld = tuple[int, ...]
GROOTTEN = [(1,), (2,), (1, 1), (1, 2), (2, 2), (1, 3), (3, 2), (1, 1, 3), (2, 1, 2), (6,)]
REGELS = [Fraction(1), Fraction(4, 5), Fraction(1, 2), None]


def parts(wereld: Wereld, grootten: tuple[int, ...]) -> Iterator[Wereld]:
    start = 0
    for size in grootten:
        yield wereld[start : start + size]
        start += size


def published(
    wereld: Wereld, grootten: tuple[int, ...], needed: Fraction | None, accepted: int = 0
) -> object:
    """All that is told of these norms."""
    themas = [tell(one.count(2), len(one)) for one in parts(wereld, grootten)]
    total = Bereik(sum(one.laag for one in themas), sum(one.hoog for one in themas), len(wereld))
    least, most = wereld.count(2), wereld.count(2) + wereld.count(1)
    op_orde: bool | None = None
    if needed is not None and Fraction(least, len(wereld)) >= needed:
        op_orde = True
    elif needed is not None and Fraction(most, len(wereld)) < needed:
        op_orde = False
    return tuple(themas), settle(needed, total, op_orde), tell_afwijking(accepted, total)


@pytest.mark.parametrize("grootten", GROOTTEN)
@pytest.mark.parametrize("needed", REGELS)
def test_every_norm_may_be_met(grootten: tuple[int, ...], needed: Fraction | None) -> None:
    """Whatever is told, each norm is met in some of the worlds that fit it."""
    worlds: dict[object, list[Wereld]] = defaultdict(list)
    for wereld in product((0, 1, 2), repeat=sum(grootten)):
        for accepted in range(wereld.count(0) + 1):
            worlds[published(wereld, grootten, needed, accepted)].append(wereld)
    for same in worlds.values():
        assert all(any(one[norm] == 2 for one in same) for norm in range(sum(grootten)))


def test_a_straight_count_would_give_norms_away() -> None:
    """So the test above can fail: with exact counts «0 of 2» tells of both norms."""
    same = [one for one in product((0, 2), repeat=2) if one.count(2) == 0]
    assert not any(one[0] == 2 for one in same)


@pytest.mark.parametrize(
    ("number", "total", "told"),
    [
        (0, Bereik(4, 4, 5), Bereik(0, 0, 5)),
        (1, Bereik(4, 4, 5), Bereik(1, 1, 5)),
        (1, Bereik(0, 1, 3), Bereik(1, 1, 3)),  # two are certain not to be met
        (2, Bereik(0, 1, 3), Bereik(2, 3, 3)),
        (3, Bereik(0, 1, 3), Bereik(2, 3, 3)),  # that none is met must not follow
        (1, Bereik(0, 1, 1), Bereik(0, 1, 1)),
        (0, Bereik(0, 1, 1), Bereik(0, 1, 1)),
    ],
)
def test_of_how_many_it_was_accepted(number: int, total: Bereik, told: Bereik) -> None:
    assert tell_afwijking(number, total) == told


def test_numbers_above_the_coarse_ones_are_exact() -> None:
    assert [tell(number, 5) for number in range(GROF + 1)] == [Bereik(0, 1, 5)] * (GROF + 1)
    assert [tell(number, 5) for number in (2, 5)] == [Bereik(2, 2, 5), Bereik(5, 5, 5)]
    assert tell(0, 0) == Bereik(0, 0, 0)


@pytest.mark.parametrize(
    ("nu", "vorige", "beweging"),
    [
        ((17, 18, 20), (9, 10, 19), "meer"),
        ((7, 7, 7), (3, 3, 6), "meer"),
        ((3, 3, 6), (7, 7, 7), "minder"),
        ((5, 5, 7), (5, 5, 5), "minder"),
        ((5, 5, 5), (5, 5, 7), "meer"),
        ((4, 4, 4), (5, 5, 5), "minder"),
        ((10, 10, 13), (9, 9, 10), "niet_zichtbaar"),
        ((0, 1, 1), (0, 1, 2), "niet_zichtbaar"),
        ((2, 2, 3), (2, 2, 3), "gelijk"),
    ],
)
def test_a_difference_that_everyone_can_see_is_told(
    nu: tuple[int, int, int], vorige: tuple[int, int, int], beweging: str
) -> None:
    """Also where another number of norms applies; where number and share differ it is not said."""
    assert find_beweging(Bereik(*nu), Bereik(*vorige)) == beweging
    assert find_beweging(Bereik(*nu), None) is None
