"""What is still needed: the smallest set of facts, groups and items to change for `voldoet`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from weerbaar_cli.engine.aanvulling import comparison_days
from weerbaar_cli.engine.mogelijk import UNKNOWN, Antwoorden, Rij, rows_of, statuses_of
from weerbaar_cli.engine.wijziging import Wijziging, changes, steps_of
from weerbaar_cli.engine.woorden import demand
from weerbaar_cli.model.conditie import PerGroep, walk

if TYPE_CHECKING:
    from weerbaar_cli.engine.kader import Kader
    from weerbaar_cli.engine.rekenregel import Rekenregel, Tros
    from weerbaar_cli.model.antwoord import Antwoord
    from weerbaar_cli.model.oordeel import Stap


@dataclass(frozen=True)
class Keuze:
    """One way to leave or change a bunch of facts, with the rows that it then can give."""

    kosten: int
    wijzigingen: tuple[Wijziging, ...]
    rijen: frozenset[Rij]


@dataclass(frozen=True)
class Route:
    """The way to `voldoet`: the facts as they become, and the steps in words."""

    antwoorden: dict[str, Antwoord]
    stappen: tuple[Stap, ...]


def find_route(regel: Rekenregel, antwoorden: Antwoorden, kader: Kader) -> Route | None:
    """The cheapest route to a certain `voldoet`; None when no change of facts leads there.

    Costs count single facts, groups and items. Ties follow the norm's own order of facts.
    """
    choices = [_choices(tros, antwoorden, kader) for tros in regel.trossen]
    most = sum(max(choice.kosten for choice in row) for row in choices) if choices else 0
    for budget in range(most + 1):
        for chosen in _spend(choices, budget):
            rows = tuple(choice.rijen for choice in chosen)
            if statuses_of(regel, rows) == ("voldoet",):
                return _route(regel, chosen, antwoorden, kader)
    return None


def _choices(tros: Tros, antwoorden: Antwoorden, kader: Kader) -> list[Keuze]:
    """Per distinct set of rows the cheapest way to get it."""
    known = {feit_id: antwoorden.get(feit_id, UNKNOWN) for feit_id in tros.feit_ids}
    if any(antwoord is not UNKNOWN for antwoord in known.values()):
        return _find_choices(tros, known, kader)
    key = ("keuzes", tros)
    if key not in kader.onthouden:
        kader.onthouden[key] = _find_choices(tros, known, kader)
    found: list[Keuze] = kader.onthouden[key]
    return found


def _find_choices(tros: Tros, known: dict[str, Antwoord], kader: Kader) -> list[Keuze]:
    days = comparison_days(tros.toetsen, known)
    options = [
        list(changes(feit_id, antwoord, tros.toetsen, kader, days))
        for feit_id, antwoord in known.items()
    ]
    best: dict[frozenset[Rij], Keuze] = {}
    for chosen in sorted(product(*options), key=_cost):
        changed = dict(zip(known, (change.antwoord for change in chosen), strict=True))
        rijen = rows_of(tros, changed, kader)
        best.setdefault(rijen, Keuze(_cost(chosen), chosen, rijen))
    return list(best.values())


def _cost(chosen: tuple[Wijziging, ...]) -> int:
    return sum(change.kosten for change in chosen)


def _spend(choices: list[list[Keuze]], budget: int) -> Iterator[tuple[Keuze, ...]]:
    """Every combination that costs exactly the budget; the first bunch changes first."""
    if not choices:
        if budget == 0:
            yield ()
        return
    for choice in sorted(choices[0], key=_preference):
        if choice.kosten <= budget:
            for rest in _spend(choices[1:], budget - choice.kosten):
                yield (choice, *rest)


def _preference(choice: Keuze) -> tuple[int, int]:
    """Change the first facts first, and rather meet a test than have nothing to test."""
    return -choice.kosten, sum(None in row for row in choice.rijen)


def _route(
    regel: Rekenregel, chosen: tuple[Keuze, ...], antwoorden: Antwoorden, kader: Kader
) -> Route:
    changed: dict[str, Antwoord] = {}
    steps: list[Stap] = []
    for tros, choice in zip(regel.trossen, chosen, strict=True):
        for feit_id, change in zip(tros.feit_ids, choice.wijzigingen, strict=True):
            if not change.kosten:
                continue
            changed[feit_id] = change.antwoord
            demands = _demands(regel, tros, feit_id, choice.rijen, kader)
            old = antwoorden.get(feit_id, UNKNOWN)
            steps += steps_of(feit_id, old, change, demands, kader)
    return Route(changed, tuple(steps))


def _demands(
    regel: Rekenregel, tros: Tros, feit_id: str, rijen: frozenset[Rij], kader: Kader
) -> list[str]:
    """What the tests for `voldoet` ask of this fact, as far as the choice meets them."""
    roots = [one.voldoet for one in (regel.norm, *regel.norm.delen) if one.voldoet is not None]
    wanted = [toets for root in roots for toets in walk(root)]
    found: dict[str, None] = {}
    for place, toets in enumerate(tros.toetsen):
        met = all(row[place] for row in rijen)
        if toets.feit == feit_id and met and toets in wanted:
            word = demand(toets, kader)
            found[word.removeprefix("elke groep met ") if isinstance(toets, PerGroep) else word] = (
                None
            )
    return list(found)
