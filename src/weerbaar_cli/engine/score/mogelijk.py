"""Which statuses are still possible: completion semantics, exactly.

Facts are independent, so a norm's rule sees of each bunch of facts only its row of test outcomes.
The rows that completions can give are found per bunch; their product gives every status.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING

from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.feitsoorten.combinaties import HeeftBewijs
from weerbaar_cli.feitsoorten.document import complete_anchors
from weerbaar_cli.feitsoorten.feitsoorten import FEITSOORTEN, soort_of
from weerbaar_cli.feitsoorten.soort import Bevraging
from weerbaar_cli.feitsoorten.toetskader import Toetskader, Vast
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status

if TYPE_CHECKING:
    from datetime import date

    from weerbaar_cli.engine.score.rekenraamwerk import Rekenregel, Toetsveld, Tros
    from weerbaar_cli.feitsoorten.conditie import FeitConditie, Uitkomst

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
    days = comparison_days(tros, known, kader)
    options = [
        completions(feit_id, antwoord, toetsen, kader, days) for feit_id, antwoord in known.items()
    ]
    found: set[Rij] = set()
    for chosen in product(*options):
        kennis = dict(zip(known, chosen, strict=True))
        for complete in complete_anchors(kennis, toetsen, kader) if tros.met_ankers else (kennis,):
            found.add(tuple([proef(toets, complete, kader) for toets, proef in tros.proeven]))
    return frozenset(found)


def completions(
    feit_id: str,
    antwoord: Antwoord,
    toetsen: tuple[FeitConditie, ...],
    kader: Toetskader,
    days: frozenset[date],
) -> list[Vast]:
    """Complete values of one fact; just the value itself when it is completely known.

    `days` are dates of other facts with which this one may be compared.
    """
    feit, has_bewijs = kader.catalogus[feit_id], bool(antwoord.bewijs)
    waarde, soort = antwoord.waarde, FEITSOORTEN[feit.soort]
    if waarde is not None and soort.is_complete(waarde):
        return [Vast(waarde, has_bewijs)]
    vraag = Bevraging(feit_id, feit, toetsen, kader, days)
    waarden = soort.complete(vraag, waarde)
    asks_bewijs = any(isinstance(one, HeeftBewijs) for one in vraag.own())
    # Evidence that stands in the file stays; only a fact without a value may still get it.
    if waarde is not None or has_bewijs or not asks_bewijs:
        return [Vast(one, has_bewijs) for one in waarden]
    return [Vast(one, shown) for one in waarden for shown in (False, True)]


def comparison_days(tros: Tros, antwoorden: Antwoorden, kader: Toetskader) -> frozenset[date]:
    """Dates of known facts that other facts of the bunch are compared with."""
    if not tros.met_datums:
        return NO_DAYS
    compared = {feit_id for toets in tros.toetsen for feit_id in toets.compared_facts()}
    return frozenset(
        day
        for feit_id in compared
        if (waarde := antwoorden[feit_id].waarde) is not None
        for day in soort_of(kader.catalogus[feit_id]).compared_dates(waarde)
    )


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
