"""Which statuses are still possible: completion semantics, exactly.

Facts are independent, so a norm's rule sees of each bunch of facts only its row of test outcomes.
The rows that completions can give are found per bunch; their product gives every status.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING

from weerbaar_cli.engine.score.aanvulling import comparison_days, completions
from weerbaar_cli.engine.score.aanvulling_document import complete_anchors
from weerbaar_cli.engine.score.feittoets import Uitkomst, holds
from weerbaar_cli.model.antwoord import Antwoord
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status

if TYPE_CHECKING:
    from datetime import date

    from weerbaar_cli.engine.score.rekenregel import Rekenregel, Toetsveld, Tros
    from weerbaar_cli.feitsoorten.toetskader import Toetskader

Antwoorden = Mapping[str, Antwoord]
Rij = tuple["Uitkomst", ...]
UNKNOWN = Antwoord()
NO_DAYS: frozenset[date] = frozenset()


def rows_of(tros: Tros, antwoorden: Antwoorden, kader: Toetskader) -> frozenset[Rij]:
    """Every row of outcomes that the completions of one bunch of facts can give."""
    if not antwoorden.keys().isdisjoint(tros.feit_ids):
        return _find_rows(tros, antwoorden, kader)
    if tros not in kader.onthouden:
        kader.onthouden[tros] = _find_rows(tros, antwoorden, kader)
    found: frozenset[Rij] = kader.onthouden[tros]
    return found


def _find_rows(tros: Tros, antwoorden: Antwoorden, kader: Toetskader) -> frozenset[Rij]:
    toetsen = tros.toetsen
    known = {feit_id: antwoorden.get(feit_id, UNKNOWN) for feit_id in tros.feit_ids}
    days = comparison_days(toetsen, known) if tros.met_datums else NO_DAYS
    options = [
        completions(feit_id, antwoord, toetsen, kader, days) for feit_id, antwoord in known.items()
    ]
    found: set[Rij] = set()
    for chosen in product(*options):
        kennis = dict(zip(known, chosen, strict=True))
        for complete in complete_anchors(kennis, toetsen, kader) if tros.met_ankers else (kennis,):
            found.add(tuple([holds(toets, complete, kader) for toets in toetsen]))
    return frozenset(found)


def all_rows(
    veld: Toetsveld, antwoorden: Antwoorden, kader: Toetskader
) -> tuple[frozenset[Rij], ...]:
    """Per bunch of facts the rows that are possible."""
    return tuple(rows_of(tros, antwoorden, kader) for tros in veld.trossen)


def outcomes_of(veld: Toetsveld, rows: tuple[frozenset[Rij], ...]) -> Iterator[list[Uitkomst]]:
    """Every possible list of outcomes of all tests, in their order."""
    for chosen in product(*rows):
        uitkomsten: list[Uitkomst] = [None] * len(veld.toetsen)
        for tros, row in zip(veld.trossen, chosen, strict=True):
            for index, uitkomst in zip(tros.plaatsen, row, strict=True):
                uitkomsten[index] = uitkomst
        yield uitkomsten


def statuses_of(regel: Rekenregel, rows: tuple[frozenset[Rij], ...]) -> tuple[Status, ...]:
    """The statuses that are still possible, in their usual order."""
    found = {regel.beslis(uitkomsten) for uitkomsten in outcomes_of(regel, rows)}
    return tuple(status for status in STATUSES if status in found)
