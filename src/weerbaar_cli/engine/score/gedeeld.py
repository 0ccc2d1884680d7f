"""Shared facts: what a member takes over from the groups that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.antwoord import Antwoord


@dataclass(frozen=True)
class Gedeeld:
    """A fact that a group shares, and whether the member uses it or has a value of its own."""

    feit: str
    groep: str
    gebruikt: bool


def inherit(
    own: Mapping[str, Antwoord], groepen: Sequence[tuple[str, Mapping[str, Antwoord]]]
) -> tuple[dict[str, Antwoord], tuple[Gedeeld, ...]]:
    """The member's answers with the shared ones, and a report of every shared fact.

    A known value of the member itself wins; then the nearest group, which comes first.
    """
    found = dict(own)
    report: dict[str, Gedeeld] = {}
    for groep, antwoorden in groepen:
        for feit_id, antwoord in antwoorden.items():
            if antwoord.waarde is None or feit_id in report:
                continue
            wins = feit_id in own and own[feit_id].waarde is not None
            report[feit_id] = Gedeeld(feit_id, groep, gebruikt=not wins)
            if not wins:
                found[feit_id] = replace(antwoord, van=groep)
    return found, tuple(report.values())
