"""From the norms of one version of a raamwerk to those of another, by what was written down."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weerbaar_cli.model.bestanden.waswordt import Normovergang, Overgang, Wijzigingsoort

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
    from weerbaar_cli.model.bestanden.waswordt import Waswordt

# The kinds in which a norm asks the same thing before and after, so that oordelen may be compared.
COMPARABLE: frozenset[Wijzigingsoort] = frozenset(
    {"hernoemd", "aangescherpt", "versoepeld", "gelijk"}
)
_BACK: dict[Wijzigingsoort, Wijzigingsoort] = {
    "gesplitst": "samengevoegd",
    "samengevoegd": "gesplitst",
    "nieuw": "vervallen",
    "vervallen": "nieuw",
    "aangescherpt": "versoepeld",
}


@dataclass(frozen=True)
class Schakel:
    """One step between two versions: both of them, and what a file says about the norms."""

    van: Raamwerk
    naar: Raamwerk
    overgangen: tuple[Overgang, ...] = ()
    terug: bool = False


def reference(raamwerk: Raamwerk) -> str:
    """One version of a raamwerk as files name it."""
    return f"{raamwerk.id}@{raamwerk.versie}"


def find_route(
    bestanden: Iterable[Waswordt], van: str, naar: str
) -> list[tuple[Waswordt, bool]] | None:
    """The shortest row of files from one version to another; None when there is none.

    A file may be read backwards (True): two versions with one ancestor are comparable as well.
    """
    steps = [(one.van, one.naar, (one, False)) for one in bestanden]
    steps += [(naar, van, (one, True)) for van, naar, (one, _) in steps]
    routes: dict[str, list[tuple[Waswordt, bool]]] = {van: []}
    queue = deque([van])
    while queue:
        here = queue.popleft()
        for start, end, step in steps:
            if start == here and end not in routes:
                routes[end] = [*routes[here], step]
                queue.append(end)
    return routes.get(naar)


def find_overgangen(schakels: Sequence[Schakel]) -> tuple[Normovergang, ...]:
    """What became of every norm: of the first version of the row to the last.

    A norm that no file names stays the same when number and text are the same; with another text
    it is `gewijzigd`, without its number in the other version `vervallen` or `nieuw`.
    """
    found = tuple(_of_schakel(schakels[0]))
    for schakel in schakels[1:]:
        found = tuple(_join(found, tuple(_of_schakel(schakel))))
    order = _order(schakels[-1].van if schakels[-1].terug else schakels[-1].naar)
    old = _order(schakels[0].naar if schakels[0].terug else schakels[0].van)
    return tuple(sorted(found, key=lambda one: _place(one, order, old)))


def _order(raamwerk: Raamwerk) -> dict[str, int]:
    return {norm.id: place for place, norm in enumerate(raamwerk.normen)}


def comparable_pairs(overgangen: Iterable[Normovergang]) -> list[tuple[str, str]]:
    """The norms (was, wordt) of which the oordelen of two versions may stand side by side."""
    return [(one.was[0], one.wordt[0]) for one in overgangen if one.soort in COMPARABLE]


def _of_schakel(schakel: Schakel) -> Iterator[Normovergang]:
    forward = _forward(schakel)
    return map(_reverse, forward) if schakel.terug else forward


def _forward(schakel: Schakel) -> Iterator[Normovergang]:
    """What one file says, and what it leaves to be understood."""
    before = {norm.id: norm.tekst for norm in schakel.van.normen}
    after = {norm.id: norm.tekst for norm in schakel.naar.normen}
    for overgang in schakel.overgangen:
        yield from _written(overgang)
        for norm_id in overgang.was:
            before.pop(norm_id, None)
        for norm_id in overgang.wordt:
            after.pop(norm_id, None)
    for norm_id, tekst in before.items():
        if norm_id not in after:
            yield Normovergang((norm_id,), (), "vervallen")
        else:
            same = after.pop(norm_id) == tekst
            yield Normovergang((norm_id,), (norm_id,), "gelijk" if same else "gewijzigd")
    yield from (Normovergang((), (norm_id,), "nieuw") for norm_id in after)


def _written(overgang: Overgang) -> Iterator[Normovergang]:
    """An entry of a file; norms that are dropped or added together each go their own way."""
    if overgang.was and overgang.wordt:
        yield Normovergang(overgang.was, overgang.wordt, overgang.soort, overgang.toelichting)
    for norm_id in overgang.was if not overgang.wordt else ():
        yield Normovergang((norm_id,), (), overgang.soort, overgang.toelichting)
    for norm_id in overgang.wordt if not overgang.was else ():
        yield Normovergang((), (norm_id,), overgang.soort, overgang.toelichting)


def _reverse(one: Normovergang) -> Normovergang:
    return Normovergang(one.wordt, one.was, _BACK.get(one.soort, one.soort), one.toelichting)


@dataclass
class _Groep:
    """Changes of two steps that hang together through the norms in between."""

    tussen: set[str]
    eerst: list[Normovergang]
    daarna: list[Normovergang]

    def take(self, other: _Groep) -> None:
        self.tussen |= other.tussen
        self.eerst += other.eerst
        self.daarna += other.daarna


def _join(first: Iterable[Normovergang], second: Iterable[Normovergang]) -> Iterator[Normovergang]:
    """Two steps as one: what hangs together through the norms in between becomes one change."""
    groups: list[_Groep] = []
    nodes = [_Groep(set(one.wordt), [one], []) for one in first]
    for node in [*nodes, *(_Groep(set(one.was), [], [one]) for one in second)]:
        apart = []
        for group in groups:
            if group.tussen & node.tussen:
                node.take(group)
            else:
                apart.append(group)
        groups = [*apart, node]
    for group in groups:
        yield from _combined(group)


def _combined(group: _Groep) -> Iterator[Normovergang]:
    """One change; nothing for a norm that came and went in between."""
    was = tuple(norm_id for one in group.eerst for norm_id in one.was)
    wordt = tuple(norm_id for one in group.daarna for norm_id in one.wordt)
    if was or wordt:
        steps = (*group.eerst, *group.daarna)
        notes = " ".join(one.toelichting for one in steps if one.toelichting)
        kind = _kind(was, wordt, {one.soort for one in steps})
        yield Normovergang(was, wordt, kind, notes or None)


def _kind(
    was: tuple[str, ...], wordt: tuple[str, ...], kinds: set[Wijzigingsoort]
) -> Wijzigingsoort:
    """The kind of several steps together."""
    match len(was), len(wordt):
        case 0, _:
            return "nieuw"
        case _, 0:
            return "vervallen"
        case 1, 1:
            return _kind_of_one(was == wordt, kinds)
        case 1, _:
            return "gesplitst"
        case _, 1:
            return "samengevoegd"
        case _:
            return "gewijzigd"


def _kind_of_one(same: bool, kinds: set[Wijzigingsoort]) -> Wijzigingsoort:
    turns = kinds - {"hernoemd", "gelijk"}
    if not turns:
        return "gelijk" if same else "hernoemd"
    # Sharper here and softer there, or split and merged again: nobody can say what it is.
    return turns.pop() if len(turns) == 1 and turns <= COMPARABLE else "gewijzigd"


def _place(one: Normovergang, order: dict[str, int], old: dict[str, int]) -> tuple[bool, int]:
    """In the order of the new version; what is dropped comes last."""
    known, ids = (order, one.wordt) if one.wordt else (old, one.was)
    return not one.wordt, min(known.get(norm_id, len(known)) for norm_id in ids)
