"""What decides an oordeel, as text: the rules, for whom they are, and what they read.

Two rounds of figures by other rules can be laid over each other like two groups can; so a group
whose figures were published keeps its rules too. Titles and explanations make no difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.feitsoorten.combinaties import Conditie
    from weerbaar_cli.model.bestanden.raamwerk import Norm, Regel


def rules_of(kern: Rekenraamwerk) -> Iterator[str]:
    """Everything by which a meting of this raamwerk is judged, in a fixed order."""
    raamwerk = kern.raamwerk
    yield f"partijtypen {sorted(raamwerk.partijtypen)}"
    yield from (f"{one.id} = {one.waarde}" for one in kern.parameters)
    asked: set[str] = set()
    for norm in raamwerk.normen:
        yield f"norm {norm.id} voor {sorted(norm.geldt_voor)} {norm.regel}"
        yield from _conditions(norm)
        asked |= {*kern.feiten(norm)}
    yield from _facts(kern, asked)


def _conditions(norm: Norm) -> Iterator[str]:
    yield _regel(norm)
    yield from (f"deel {deel.id} {_regel(deel)}" for deel in norm.delen)
    yield from (f"type {name} {_regel(regel)}" for name, regel in sorted(norm.voor.items()))


def _regel(regel: Regel) -> str:
    return " | ".join(map(_conditie, (regel.nvt, regel.voldoet, regel.deels)))


def _conditie(conditie: Conditie | None) -> str:
    """Only what was written: what a later version of weerbaar could add makes no difference."""
    if conditie is None:
        return "-"
    return conditie.model_dump_json(exclude_defaults=True, warnings=False)


def _facts(kern: Rekenraamwerk, asked: set[str]) -> Iterator[str]:
    """How a fact is read, and which changes of law touch it."""
    for name in sorted(asked & set(kern.catalogus)):
        feit = kern.catalogus[name]
        items = (sorted(feit.items), sorted(feit.namen), sorted(feit.waarden))
        yield f"feit {name} {feit.soort} {feit.groepen} {feit.overtreffen} {items}"
    for name, anker in sorted(kern.ankers.items()):
        touched = sorted((feit, lijst) for feit, lijst in anker.feiten.items() if feit in asked)
        if touched:
            yield f"anker {name} {anker.vanaf.isoformat()} {touched}"
