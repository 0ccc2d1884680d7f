"""Completions: every way of filling in one fact that can make a difference to its tests.

An unknown fact has endlessly many values, but its tests tell only a few of them apart. For each
kind this module gives at least one value on either side of every boundary. Property tests check
that no other value leads anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations_with_replacement, product
from math import ceil, floor, lcm
from typing import TYPE_CHECKING, Literal

from weerbaar_cli.engine.score.aanvulling_document import complete_document, unknown_documents
from weerbaar_cli.feitsoorten.toetskader import Toetskader, Vast
from weerbaar_cli.model.conditie import (
    Aandeel,
    AlleVan,
    Binnen,
    FeitConditie,
    HeeftBewijs,
    OpOfNa,
    PerGroep,
    Telt,
    Toets,
    Vergelijk,
)
from weerbaar_cli.model.tijd import previous_day
from weerbaar_cli.model.waarde import NOOIT, Aantal, Checklist, Groepen, Waarde

if TYPE_CHECKING:
    from weerbaar_cli.model.antwoord import Antwoord
    from weerbaar_cli.model.bestanden.feit import Feit

Dag = date | Literal["nooit"]
Toetsen = tuple[FeitConditie, ...]


def completions(
    feit_id: str, antwoord: Antwoord, toetsen: Toetsen, kader: Toetskader, days: frozenset[date]
) -> list[Vast]:
    """Complete values of one fact; just the value itself when it is completely known.

    `days` are dates of other facts with which this one may be compared.
    """
    if is_complete(antwoord.waarde):
        assert antwoord.waarde is not None
        return [Vast(antwoord.waarde, bool(antwoord.bewijs))]
    feit = kader.catalogus[feit_id]
    own = tuple(toets for toets in toetsen if toets.feit == feit_id)
    has_bewijs = bool(antwoord.bewijs)
    waarden = list(_complete(feit_id, feit, antwoord.waarde, own, kader, days))
    asks_bewijs = any(isinstance(one, HeeftBewijs) for one in own)
    # Evidence that stands in the file stays; only a fact without a value may still get it.
    if antwoord.waarde is not None or has_bewijs or not asks_bewijs:
        return [Vast(waarde, has_bewijs) for waarde in waarden]
    return [Vast(waarde, shown) for waarde in waarden for shown in (False, True)]


def is_complete(waarde: Waarde | None) -> bool:
    """Whether there is nothing left to fill in."""
    match waarde:
        case None:
            return False
        case Aantal():
            return waarde.aantal is not None and waarde.totaal is not None
        case Checklist():
            return None not in waarde.items.values()
        case Groepen():
            return None not in waarde.datums.values()
        case tuple():
            return all(one.status != "vastgesteld" or one.begin is not None for one in waarde)
        case _:
            return True


def _complete(
    feit_id: str,
    feit: Feit,
    waarde: Waarde | None,
    own: Toetsen,
    kader: Toetskader,
    days: frozenset[date],
) -> Iterable[Waarde]:
    match feit.soort:
        case "ja_nee":
            return ("ja", "nee", *feit.waarden) if waarde is None else (waarde,)
        case "getal":
            return (*_numbers(own, kader), *feit.waarden) if waarde is None else (waarde,)
        case "datum":
            return relevant_days(own, kader, days) if waarde is None else (waarde,)
        case "aantal":
            known = waarde if isinstance(waarde, Aantal) else Aantal(None, None)
            return _counts(known, feit.overtreffen, own, kader)
        case "groepen":
            groepen = waarde if isinstance(waarde, Groepen) else None
            return _groups(feit, groepen, own, kader)
        case "checklist":
            empty = Checklist(dict.fromkeys(feit.items))
            return _checklists(feit_id, waarde or empty, own, kader)
        case "document":
            if isinstance(waarde, tuple):
                parts = (complete_document(document, own, kader, days) for document in waarde)
                return (tuple(row) for row in product(*parts))
            return unknown_documents(own, kader, days)


def relevant_days(own: Toetsen, kader: Toetskader, days: Iterable[date] = ()) -> tuple[Dag, ...]:
    """`nooit`, and a day on either side of every boundary; none after the meting's peildatum."""
    edges = {kader.peildatum, kader.grens, *days}
    for toets in own:
        if isinstance(toets, Binnen | PerGroep) and toets.binnen is not None:
            edges.add(kader.lezing.since(toets.binnen, kader.peildatum))
    found = {min(day, kader.grens) for edge in edges for day in (edge, previous_day(edge))}
    return (NOOIT, *sorted(found))


def _numbers(own: Toetsen, kader: Toetskader) -> Iterator[Decimal]:
    """Every limit, a number above it, and one between each pair of limits."""
    limits = {Decimal(0)}
    for toets in own:
        if isinstance(toets, Vergelijk):
            named = (toets.minstens, toets.meer_dan, toets.hoogstens, toets.minder_dan)
            limits |= {kader.lezing.getal(limit) for limit in named if limit is not None}
    ordered = sorted(limits)
    for low, high in zip(ordered, [*ordered[1:], ordered[-1] + 2], strict=True):
        yield low
        yield (low + high) / 2


def _counts(known: Aantal, overtreffen: bool, own: Toetsen, kader: Toetskader) -> Iterator[Aantal]:
    """Counts and totals on either side of every share and every number that is asked."""
    if known.aantal is not None and known.totaal is not None:
        yield known
        return
    shares, numbers = _limits(own, kader)
    totals = [known.totaal] if known.totaal is not None else _totals(known, shares, numbers)
    for totaal in totals:
        counts = [known.aantal] if known.aantal is not None else _tallies(totaal, shares, numbers)
        for aantal in counts:
            if 0 <= aantal <= totaal or (overtreffen and aantal > totaal):
                yield Aantal(aantal, totaal)


def _limits(own: Toetsen, kader: Toetskader) -> tuple[set[Fraction], set[int]]:
    shares = {kader.lezing.aandeel(one.aandeel) for one in own if isinstance(one, Aandeel)}
    numbers = {0}
    for toets in own:
        if isinstance(toets, Telt):
            named = (toets.aantal_minstens, toets.totaal_hoogstens)
            numbers |= {ceil(kader.lezing.getal(limit)) for limit in named if limit is not None}
    return shares, numbers


def _totals(known: Aantal, shares: set[Fraction], numbers: set[int]) -> list[int]:
    most = max(numbers) + 1
    large = lcm(*(share.denominator for share in shares), 1) * 1000 * (most + (known.aantal or 0))
    found = {*range(most + 1), large} | {number + step for number in numbers for step in (0, 1)}
    if known.aantal is not None:
        edges = {floor(known.aantal / share) for share in shares if share}
        found |= {known.aantal, known.aantal + 1, *edges, *(edge + 1 for edge in edges)}
    return sorted(found)


def _tallies(totaal: int, shares: set[Fraction], numbers: set[int]) -> list[int]:
    edges = {0, totaal, *numbers} | {ceil(share * totaal) for share in shares}
    found = {edge + step for edge in edges for step in (-1, 0, 1)}
    return sorted(count for count in found if count >= 0)


def _groups(
    feit: Feit, known: Groepen | None, own: Toetsen, kader: Toetskader
) -> Iterator[Groepen]:
    """Unknown groups in every combination of days that the tests tell apart."""
    tests = tuple(toets for toets in own if isinstance(toets, PerGroep))
    days = _distinct_days(tests, kader)
    if known is None and feit.groepen == "eigen":
        yield from _unknown_list(tests, days, kader)
        return
    datums = known.datums if known is not None else dict.fromkeys(feit.namen)
    blank = [name for name, day in datums.items() if day is None]
    kinds = alike(blank, [set(toets.van) for toets in tests if toets.van])
    options = [list(combinations_with_replacement(days, len(names))) for names in kinds]
    for chosen in product(*options):
        filled = dict(datums)
        for names, row in zip(kinds, chosen, strict=True):
            filled.update(zip(names, row, strict=True))
        yield Groepen(filled)


def _unknown_list(
    tests: tuple[PerGroep, ...], days: tuple[Dag, ...], kader: Toetskader
) -> Iterator[Groepen]:
    """A list that is not there yet: none at all, or any list of own groups."""
    yield Groepen({})
    named = sorted({name for toets in tests for name in toets.van})
    most = [int(kader.lezing.getal(one.minstens)) for one in tests if one.minstens is not None]
    size = max([1, *most]) + 1
    names = [*named, *(f"groep {number}" for number in range(1, size + 1))]
    for length in range(1, len(names) + 1):
        for row in product(days, repeat=length) if named else _sorted_rows(days, length):
            yield Groepen(dict(zip(names, row, strict=False)))


def _sorted_rows(days: tuple[Dag, ...], length: int) -> Iterator[tuple[Dag, ...]]:
    return combinations_with_replacement(days, length)


def _distinct_days(tests: tuple[PerGroep, ...], kader: Toetskader) -> tuple[Dag, ...]:
    """One day for each row of answers that the tests on groups can give to a single day."""
    found: dict[tuple[bool, ...], Dag] = {}
    for day in relevant_days(tests, kader):
        happened = isinstance(day, date) and day <= kader.peildatum
        row = [
            happened
            and (
                toets.binnen is None or day >= kader.lezing.since(toets.binnen, kader.peildatum)  # type: ignore[operator]
            )
            for toets in tests
        ]
        found.setdefault(tuple(row), day)
    return tuple(found.values())


def alike(names: Iterable[str], sets: list[set[str]]) -> list[list[str]]:
    """Names that every test treats the same way, together."""
    kinds: dict[tuple[bool, ...], list[str]] = {}
    for name in names:
        kinds.setdefault(tuple(name in one for one in sets), []).append(name)
    return list(kinds.values())


def _checklists(
    feit_id: str, known: object, own: Toetsen, kader: Toetskader
) -> Iterator[Checklist]:
    """Blank items in every mix of ja, nee and nvt that the tests on the list tell apart.

    Without such a test the list serves only for anchors, and a blank item stays blank: the date
    rule of the domain (§8) decides, and `complete_anchors` fills in what even that leaves open.
    """
    assert isinstance(known, Checklist)
    sets = [named for toets in own if (named := items_of(toets, known)) is not None]
    if not sets:
        yield known
        return
    asked = set.union(*sets)
    blank = [item for item, state in known.items.items() if state is None and item in asked]
    kinds = alike(blank, sets)
    mixes = [list(combinations_with_replacement(("ja", "nee", "nvt"), len(k))) for k in kinds]
    for chosen in product(*mixes):
        filled = dict(known.items)
        for items, row in zip(kinds, chosen, strict=True):
            filled.update(zip(items, row, strict=True))
        yield replace(known, items=filled)


def items_of(toets: FeitConditie, known: Checklist) -> set[str] | None:
    """The items that a test looks at; None for a test that looks at no item."""
    match toets:
        case AlleVan():
            return set(known.items if toets.alle_van == "alles" else toets.alle_van)
        case Aandeel() | Vergelijk():
            return set(toets.van or known.items)
        case _:
            return None


def comparison_days(toetsen: Toetsen, antwoorden: dict[str, Antwoord]) -> frozenset[date]:
    """Dates of known facts that other facts are compared with (`op_of_na`)."""
    found: set[date] = set()
    for toets in toetsen:
        if not isinstance(toets, OpOfNa):
            continue
        for feit_id in (toets.feit, toets.op_of_na):
            found |= set(_days_in(antwoorden[feit_id].waarde))
    return frozenset(found)


def _days_in(waarde: object) -> Iterator[date]:
    if isinstance(waarde, date):
        yield waarde
    elif isinstance(waarde, tuple):
        yield from (document.besluit for document in waarde if document.besluit is not None)


def is_anchor_test(toets: FeitConditie) -> bool:
    """Whether the test looks at changes of law."""
    return isinstance(toets, Toets) and bool(toets.verwerkt)
