"""The promise of a report on a group, and its rules; plain whole numbers, nothing else.

Whoever knows the results of up to `m` members cannot derive any other member's status on any norm
from all that was published, earlier editions included. Three rules make that true:

1. The only figures are counts, and a count near its edge is told as a range: see `coarsen`.
2. All else is computed from those figures as they are published.
3. A group has at least `min_group` parties, and for one date the groups that were published do
   not overlap: see `is_allowed`.

Which figures a norm may have at all follows from the rules alone: see `aggregate_verwant`.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from weerbaar_cli.model.uitkomsten.groepsbeeld import Behaald, Groepsdoel, Tal


def known_to_reader(doel: Groepsdoel, bekend: int) -> int:
    """How many members' results a reader may know already; the public may know one more."""
    return bekend + 1 if doel == "openbaar" else bekend


def min_group(m: int) -> int:
    """The smallest group of which anything is told: below it the two edges would meet."""
    return 2 * m + 3


def coarsen(count: int, n: int, m: int, *, exact: bool = False) -> Tal:
    """A count of `n` parties as it may be told.

    Whoever knows `m` of them sees, at either edge, at least one other party that may differ.
    """
    if n < min_group(m):
        return closed(n)
    if exact:
        return Tal("exact", count, count, n)
    if count <= m + 1:
        return Tal("geen_of_enkele", 0, m + 1, n)
    if count >= n - m - 1:
        return Tal("bijna_alle", n - m - 1, n, n)
    return Tal("exact", count, count, n)


def closed(n: int) -> Tal:
    """Nothing is told."""
    return Tal("te_klein", 0, n, n)


def needed(share: Fraction, n: int) -> int:
    """How many parties the share asks; never fewer than it says."""
    return ceil(share * n)


def is_answerable(number: int, n: int, m: int) -> bool:
    """Whether «at least so many» is answered by the published figure, whatever the count is."""
    return m + 2 <= number <= n - m - 1


def reaches(tal: Tal, number: int) -> bool | None:
    """Whether at least so many; None when the published figure does not say."""
    if tal.laag >= number:
        return True
    return False if tal.hoog < number else None


def answer_share(tallen: Iterable[Tal], share: Fraction, m: int, *, exact: bool) -> Behaald:
    """Whether every norm reaches the share, from published figures only."""
    asked = [(tal, needed(share, tal.van)) for tal in tallen if tal.van]
    shown = [(tal, number) for tal, number in asked if tal.woord != "te_klein"]
    # On the sizes of the groups alone, so that a refusal tells nothing of the results.
    if not exact and not all(is_answerable(number, tal.van, m) for tal, number in shown):
        return "te_dicht_bij_de_rand"
    found = [reaches(tal, number) for tal, number in asked]
    if False in found:
        return "nee"
    return "ja" if found and all(found) else "niet_te_zeggen"


def answer_all(alle_voldoen: bool, *, volledig: bool, groot_genoeg: bool) -> Behaald:
    """The one exception, from the real results: «ja» tells that all meet all, «nee» nobody apart.

    As long as a member is missing, or the group is too small, it tells nothing at all.
    """
    if not (volledig and groot_genoeg):
        return "niet_te_zeggen"
    return "ja" if alle_voldoen else "nee"


def may_split(sizes: Iterable[int], m: int) -> bool:
    """Whether a group may be told in parts: every part is a group of its own."""
    found = list(sizes)
    return len(found) > 1 and all(size >= min_group(m) for size in found)


def is_allowed(group: frozenset[str], published: Iterable[frozenset[str]]) -> bool:
    """Whether a group may be published beside those of the same date: it is one, or meets none."""
    return all(group == other or group.isdisjoint(other) for other in published)
