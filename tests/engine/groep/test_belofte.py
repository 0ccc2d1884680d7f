"""The promise of a report on a group, by brute force: every world, every coalition (SECURITY.md).

Where a rule is taken away, the attack must succeed: else these tests could not fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import is_dataclass
from datetime import date
from fractions import Fraction
from itertools import chain, combinations, product
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from tests.engine.groep.aanval import (
    CAUSE,
    LAPSING,
    OTHER,
    STABLE,
    STATEN,
    Gepubliceerd,
    Staat,
    Telling,
    count_in,
    find_leaks,
    tellingen,
)
from weerbaar_cli.engine.groep.belofte import (
    answer_all,
    answer_share,
    coarsen,
    is_allowed,
    is_answerable,
    known_to_reader,
    may_split,
    min_group,
    needed,
    reaches,
)
from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepsbeeld, Tal

FIGURES = ("voldoet", "oorzaak", "verloopt")
GROUPS = [(n, m) for m in (2, 3) for n in range(7, 16) if n >= min_group(m)]
Publisher = Callable[[Sequence[tuple[Staat, ...]], Telling], Gepubliceerd]


def protected(n: int, m: int, figures: Sequence[str] = FIGURES) -> Publisher:
    """What is published: every figure of every norm, coarse at its edges."""

    def publish(staten: Sequence[tuple[Staat, ...]], world: Telling) -> Gepubliceerd:
        normen = range(len(staten[0]))
        return tuple(
            coarsen(count_in(staten, world, norm, figure), n, m)
            for norm in normen
            for figure in figures
        )

    return publish


def bare(figures: Sequence[str] = FIGURES) -> Publisher:
    """The same figures as they are."""

    def publish(staten: Sequence[tuple[Staat, ...]], world: Telling) -> Gepubliceerd:
        normen = range(len(staten[0]))
        return tuple(count_in(staten, world, norm, figure) for norm in normen for figure in figures)

    return publish


def state_spaces() -> Iterator[tuple[tuple[Staat], ...]]:
    """Every choice of states that a norm may allow, as long as it can be met and missed."""
    for size in range(2, 5):
        for chosen in combinations(STATEN, size):
            if {one.voldoet for one in chosen} == {True, False}:
                yield tuple((one,) for one in chosen)


@pytest.mark.parametrize(("n", "m"), GROUPS)
def test_one_norm_with_all_its_figures_gives_nobody_away(n: int, m: int) -> None:
    for staten in state_spaces():
        assert find_leaks(staten, n, m, protected(n, m)) == []


@pytest.mark.parametrize(("n", "m"), GROUPS)
def test_the_attack_succeeds_on_bare_counts(n: int, m: int) -> None:
    assert find_leaks(tuple((one,) for one in STATEN), n, m, bare())


@pytest.mark.parametrize(("n", "m"), GROUPS)
def test_one_party_fewer_at_the_edge_would_not_do(n: int, m: int) -> None:
    """With 0…m as «geen of enkele» a coalition that fills it itself knows all the others."""
    staten = tuple((one,) for one in STATEN)
    assert find_leaks(staten, n, m, protected(n, m - 1))


def by_definition(
    staten: tuple[tuple[Staat, ...], ...], n: int, m: int, publish: Publisher
) -> set[tuple[Gepubliceerd, Telling, int]]:
    """Every world beside every other: slow, and too simple to be wrong."""
    seen: dict[tuple[Gepubliceerd, Telling, int], set[int]] = {}
    known = [one for size in range(m + 1) for one in tellingen(size, len(staten))]
    for world, own, norm in product(tellingen(n, len(staten)), known, range(len(staten[0]))):
        others = [a - b for a, b in zip(world, own, strict=True)]
        if min(others) >= 0:
            met = sum(one for staat, one in zip(staten, others, strict=True) if staat[norm].voldoet)
            seen.setdefault((publish(staten, world), own, norm), set()).add(met)
    return {key for key, found in seen.items() if found in ({0}, {n - sum(key[1])})}


@pytest.mark.parametrize("known", [0, 1, 2])
def test_the_attacker_finds_all_that_follows(known: int) -> None:
    for staten in (*state_spaces(), *list(ties())[::5]):
        for publish in (bare(), bare(["voldoet"]), protected(6, 0), protected(6, 1)):
            found = find_leaks(staten, 6, known, publish)
            assert len(found) == len(set(found))
            assert set(found) == by_definition(staten, 6, known, publish)


def test_a_group_below_the_least_would_be_told_apart() -> None:
    """Of 2m+2 parties the two edges meet in one number; nothing is told of such a group."""
    for m in (2, 3):
        n = min_group(m) - 1
        assert {coarsen(count, n, m).woord for count in range(n + 1)} == {"te_klein"}


@pytest.mark.parametrize(("n", "m"), [(7, 2), (8, 2), (9, 2), (9, 3)])
def test_two_free_norms_or_editions_give_nobody_away(n: int, m: int) -> None:
    """Two norms without a common fact, or one norm at two moments: any pair of states can be."""
    for space in ((LAPSING, CAUSE, OTHER), (STABLE, CAUSE), (LAPSING, STABLE, OTHER)):
        staten = tuple(product(space, repeat=2))
        assert find_leaks(staten, n, m, protected(n, m)) == []


PAIRS = tuple(product((STABLE, OTHER), repeat=2))


def changed(told: Tal, now: Tal) -> int:
    """At most how many parties changed, when a figure is another now: those who meet it change
    places with those who do not, as far as both have room."""
    return max(
        min(before + after, 2 * told.van - before - after)
        for before in range(told.laag, told.hoog + 1)
        for after in range(now.laag, now.hoog + 1)
    )


@pytest.mark.parametrize(("n", "m"), GROUPS)
def test_every_correction_can_be_of_more_parties_than_a_reader_may_know(n: int, m: int) -> None:
    told = {coarsen(count, n, m) for count in range(n + 1)}
    assert min(changed(one, other) for one, other in product(told, repeat=2)) >= m + 1
    exact = {coarsen(count, n, m, exact=True) for count in range(n + 1)}
    assert min(changed(one, other) for one, other in product(exact, repeat=2)) == 0


def corrected(n: int, m: int, publish: Publisher) -> list[Gepubliceerd]:
    """What gives somebody away of figures and their correction, which is of m+1 parties or more."""

    def told(staten: Sequence[tuple[Staat, ...]], world: Telling) -> Gepubliceerd:
        pairs = zip(staten, world, strict=True)
        moved = sum(number for (before, after), number in pairs if before != after)
        return ("gepubliceerd", *publish(staten, world)) if moved > m else ("wacht",)

    return [found for found, *_ in find_leaks(PAIRS, n, m, told) if found[0] == "gepubliceerd"]


@pytest.mark.parametrize(("n", "m"), GROUPS)
def test_figures_and_their_correction_give_nobody_away(n: int, m: int) -> None:
    assert corrected(n, m, protected(n, m, ["voldoet"])) == []
    assert corrected(n, m, bare(["voldoet"]))


def ties() -> Iterator[tuple[tuple[Staat, ...], ...]]:
    """Every logical tie of two norms: one implies the other, both or either, never both, …"""
    for size in range(2, 5):
        for chosen in combinations(PAIRS, size):
            if all({one[norm].voldoet for one in chosen} == {True, False} for norm in (0, 1)):
                yield chosen


@pytest.mark.parametrize(("n", "m"), GROUPS)
def test_two_norms_with_any_tie_give_nobody_away_by_how_many_meet_them(n: int, m: int) -> None:
    for staten in ties():
        assert find_leaks(staten, n, m, protected(n, m, ["voldoet"])) == []


def test_two_norms_on_one_fact_would_by_their_lapses() -> None:
    """A date within six months, and the same within two years: who lapses on the first does not
    on the second. 7 of 14 and 7 of 14: then everyone meets the second. So no lapse is shown."""
    inner, between, lapsing, late = (
        (LAPSING, STABLE),
        (OTHER, STABLE),
        (OTHER, LAPSING),
        (OTHER, OTHER),
    )
    staten = (inner, between, lapsing, late)
    assert find_leaks(staten, 14, 2, protected(14, 2))
    assert find_leaks(staten, 14, 2, protected(14, 2, ["voldoet"])) == []


def test_four_norms_on_two_facts_would_by_how_many_meet_them() -> None:
    """f, g, both, either: three counts that are exact give the fourth, at its very edge."""
    staten = tuple(
        tuple(STABLE if met else OTHER for met in (f, g, f and g, f or g))
        for f, g in product((True, False), repeat=2)
    )
    assert find_leaks(staten, 14, 2, protected(14, 2, ["voldoet"]))


def test_two_separate_causes_beside_a_count_would_give_everyone_away() -> None:
    """7 of 14 for one reason and 7 for another: then nobody meets the norm."""
    second = Staat(voldoet=False, verloopt=True)  # stands for another cause here
    staten = ((STABLE,), (CAUSE,), (second,), (OTHER,))
    assert find_leaks(staten, 14, 2, protected(14, 2))
    without_second = find_leaks(staten, 14, 2, protected(14, 2, ["voldoet", "oorzaak"]))
    assert without_second == []


def test_nested_groups_of_eleven_and_fourteen_would_give_the_three_away() -> None:
    """Each count may be told, the difference not; and so the second group is refused."""
    assert coarsen(5, 11, 2).woord == coarsen(8, 14, 2).woord == "exact"
    eleven = frozenset(str(number) for number in range(11))
    fourteen = eleven | {"x", "y", "z"}
    worlds = {(inner, outer) for inner in range(12) for outer in range(4)}
    fits = {
        outer
        for inner, outer in worlds
        if coarsen(inner, 11, 2) == coarsen(5, 11, 2)
        and coarsen(inner + outer, 14, 2) == coarsen(8, 14, 2)
    }
    assert fits == {3}, "all three meet the norm"
    assert not is_allowed(eleven, [fourteen])
    assert not is_allowed(fourteen, [eleven])
    assert is_allowed(fourteen, [fourteen])
    assert is_allowed(fourteen, [frozenset("abcdefg")])


def test_twelve_of_seventeen_would_give_the_five_away_so_drenthe_is_not_split() -> None:
    assert not may_split([12, 5], 2)
    assert not may_split([12, 1, 4], 2)
    assert may_split([12, 7], 2)
    assert not may_split([12, 7], known_to_reader("openbaar", 2))
    assert not may_split([17], 2), "one part is no split"
    twelve = frozenset(str(number) for number in range(12))
    seventeen = twelve | set("abcde")
    assert not is_allowed(twelve, [seventeen])


def test_a_union_counted_beside_its_parts_would_give_a_part_away() -> None:
    """7 and 7 parties, of each «geen of enkele»; the true total 6 says 3 and 3, or so."""
    fits = {
        (a, b)
        for a, b in product(range(8), repeat=2)
        if coarsen(a, 7, 2) == coarsen(b, 7, 2) == coarsen(0, 7, 2) and a + b == 0
    }
    assert fits == {(0, 0)}
    parts = [frozenset("abcdefg"), frozenset("hijklmn")]
    assert not is_allowed(parts[0] | parts[1], parts)


@pytest.mark.parametrize(("n", "m"), GROUPS)
def test_a_share_is_answered_by_the_figure_or_not_at_all(n: int, m: int) -> None:
    for number in range(1, n + 1):
        share = Fraction(number, n)
        for count in range(n + 1):
            tal = coarsen(count, n, m)
            answer = answer_share([tal], share, m, exact=False)
            if m + 2 <= number <= n - m - 1:
                assert answer == ("ja" if count >= number else "nee")
            else:
                assert answer == "te_dicht_bij_de_rand"


@pytest.mark.parametrize(
    ("tal", "number", "said"),
    [
        (Tal("exact", 5, 5, 12), 5, True),
        (Tal("exact", 5, 5, 12), 6, False),
        # anything from none to all three: whether all three do is not told, nor that they do not
        (Tal("te_klein", 0, 3, 3), 3, None),
        (Tal("bijna_alle", 9, 12, 12), 9, True),
        (Tal("bijna_alle", 9, 12, 12), 12, None),
    ],
)
def test_whether_a_figure_says_at_least_so_many(tal: Tal, number: int, said: bool | None) -> None:
    assert reaches(tal, number) is said


@pytest.mark.parametrize(("n", "m"), GROUPS)
def test_a_share_headline_gives_nobody_away(n: int, m: int) -> None:
    """The answer stands beside the figures, for two norms at once."""
    for number in range(m + 2, n - m):
        share = Fraction(number, n)

        def publish(
            staten: Sequence[tuple[Staat, ...]], world: Telling, share: Fraction = share
        ) -> Gepubliceerd:
            tallen = [coarsen(count_in(staten, world, norm, "voldoet"), n, m) for norm in (0, 1)]
            return (*tallen, answer_share(tallen, share, m, exact=False))

        assert find_leaks(PAIRS, n, m, publish) == []


def test_a_share_headline_of_80_percent_from_the_counts_would() -> None:
    """12 of 14: with «ja» two members who both miss it know that all the others meet it."""

    def publish(staten: Sequence[tuple[Staat, ...]], world: Telling) -> Gepubliceerd:
        count = count_in(staten, world, 0, "voldoet")
        return (coarsen(count, 14, 2), count >= 12)

    assert find_leaks(((STABLE,), (OTHER,)), 14, 2, publish)
    assert needed(Fraction(80, 100), 14) == 12
    assert not is_answerable(12, 14, 2)


@pytest.mark.parametrize(("n", "m"), GROUPS)
def test_not_all_of_them_gives_nobody_away(n: int, m: int) -> None:
    """The one exception is «ja», which tells that all meet all; «nee» tells nobody apart."""

    def publish(staten: Sequence[tuple[Staat, ...]], world: Telling) -> Gepubliceerd:
        alle = count_in(staten, world, 0, "voldoet") == n
        answer = answer_all(alle, volledig=True, groot_genoeg=True)
        return (*protected(n, m)(staten, world), answer)

    for staten in state_spaces():
        leaks = find_leaks(staten, n, m, publish)
        assert {published[-1] for published, *_ in leaks} <= {"ja"}
    assert leaks


def test_unanimity_waits_for_everyone() -> None:
    assert answer_all(True, volledig=False, groot_genoeg=True) == "niet_te_zeggen"
    assert answer_all(False, volledig=False, groot_genoeg=True) == "niet_te_zeggen"
    assert answer_all(False, volledig=True, groot_genoeg=False) == "niet_te_zeggen"


@pytest.mark.parametrize("n", range(9, 16))
def test_board_and_public_together_tell_no_more_than_the_board(n: int) -> None:
    """The coarser figure follows from the finer one, so two reports are no second source."""
    seen: dict[Tal, set[Tal]] = {}
    for count in range(n + 1):
        seen.setdefault(coarsen(count, n, 2), set()).add(coarsen(count, n, 3))
    assert all(len(found) == 1 for found in seen.values())


def types_in(annotation: Any) -> Iterator[Any]:
    """Every type that a field of the aggregate can hold, all the way down."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType, tuple):
        yield from chain.from_iterable(
            types_in(one) for one in get_args(annotation) if one is not Ellipsis
        )
    elif {"_fields", "__struct_fields__"} & set(dir(annotation)) or is_dataclass(annotation):
        for hint in get_type_hints(annotation).values():
            yield from types_in(hint)
    else:
        yield annotation


def may_hold(annotation: Any) -> bool:
    return annotation in (int, bool, date, NoneType) or get_origin(annotation) is Literal


def test_no_field_of_the_aggregate_can_hold_a_text() -> None:
    found = set(types_in(Groepsbeeld))
    assert [one for one in found if not may_hold(one)] == []
    assert date in found
    assert any(get_origin(one) is Literal for one in found), "the test looks all the way down"


@pytest.mark.parametrize("kind", [str, list[int], dict[str, int], Any, float, object, bytes])
def test_the_test_of_types_refuses_all_else(kind: Any) -> None:
    assert not all(may_hold(one) for one in types_in(kind | None if kind is not Any else Any))
