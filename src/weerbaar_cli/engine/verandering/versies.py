"""From one version of a raamwerk to another: what became of its norms, and what turns by it.

What became of a norm was written down, or is seen; then its texts, rules and readings are compared.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from msgspec.structs import replace

from weerbaar_cli.model.bestanden.waswordt import Normovergang, Overgang, Waswordt, Wijzigingsoort
from weerbaar_cli.model.strict import Strict
from weerbaar_cli.model.uitkomsten.raamwerkverschil import (
    Lezingverschil,
    Normwijziging,
    Oordeelwijziging,
)

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.mogelijk import Scan
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.feitsoorten.toetskader import Lezing
    from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk, Status
    from weerbaar_cli.model.uitkomsten.oordeel import Raamwerkoordeel


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


class Schakel(NamedTuple):
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
        ahead = ((end, step) for start, end, step in steps if start == here and end not in routes)
        for end, step in ahead:
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
        # Groups have nothing in common with each other, so that one taken leads to no other.
        joined = [group for group in groups if group.tussen & node.tussen]
        groups = [group for group in groups if not group.tussen & node.tussen]
        for group in joined:
            node.take(group)
        groups.append(node)
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


T = TypeVar("T")
RULE = ("geldt_als", "nvt", "voldoet", "deels", "delen", "voor", "regel")
# Words in a condition that are names of facts, also where a parameter has the same name.
_NAMES = ("feit", "op_of_na", "na", "per", "norm")
# What a part is called has no bearing on when it is met.
_NO_RULE = ("titel",)


def compare_normen(
    oud: Rekenraamwerk, nieuw: Rekenraamwerk, overgangen: Iterable[Normovergang]
) -> tuple[Normwijziging, ...]:
    """Per change of norms what differs: text, rule, parameters, party types, remarks."""
    return tuple(_compare(oud, nieuw, one) for one in overgangen)


def _compare(oud: Rekenraamwerk, nieuw: Rekenraamwerk, one: Normovergang) -> Normwijziging:
    van = tuple(map(oud.raamwerk.norm, one.was))
    naar = tuple(map(nieuw.raamwerk.norm, one.wordt))
    if len(van) != 1 or len(naar) != 1:
        return Normwijziging(one, van, naar)
    (was,), (wordt,) = van, naar
    before, after = (was, *oud.gevraagd(was)), (wordt, *nieuw.gevraagd(wordt))
    rule = _rules(before, oud.lezing) != _rules(after, nieuw.lezing)
    literal = _rules(before, None) != _rules(after, None)
    types = [_types(kern, norm) for kern, norm in ((oud, was), (nieuw, wordt))]
    return Normwijziging(
        one,
        van,
        naar,
        tekst=was.tekst != wordt.tekst,
        regel=rule and literal,
        partijtypen=types[0] != types[1],
        signalen=_plain(was.signalen, oud.lezing) != _plain(wordt.signalen, nieuw.lezing),
        weging=_weight(was) != _weight(wordt),
        nvt_kan=was.nvt_kan != wordt.nvt_kan,
        uitleg=_told(was) != _told(wordt),
        parameters=tuple(_readings(was, oud.lezing, wordt, nieuw.lezing)) if rule else (),
    )


def _types(kern: Rekenraamwerk, norm: Norm) -> set[str]:
    return {*(norm.geldt_voor or kern.raamwerk.partijtypen), *norm.voor}


def _told(norm: Norm) -> tuple[object, ...]:
    """What is told beside the official text; no status follows from it."""
    return norm.kort, norm.uitleg, norm.voetnoten, norm.handreiking, norm.rubriek


def _weight(norm: Norm) -> tuple[object, ...]:
    """What decides in which totals it counts; not its status."""
    return norm.niveau, norm.verplicht, norm.aard


def _rule(norm: Norm, lezing: Lezing | None) -> tuple[Any, ...]:
    """The rule as plain values; with readings as they are filled in, else by their names."""
    return tuple(_plain(getattr(norm, key), lezing) for key in RULE)


def _rules(normen: Iterable[Norm], lezing: Lezing | None) -> list[tuple[Any, ...]]:
    """A norm is met by its own rule, and by those of the norms that it asks."""
    return [_rule(norm, lezing) for norm in normen]


def _plain(value: Any, lezing: Lezing | None) -> Any:
    match value:
        case Strict():
            return {
                key: _plain(getattr(value, key), None if key in _NAMES else lezing)
                for key in type(value).model_fields
                if key not in _NO_RULE
            }
        case tuple():
            return tuple(_plain(one, lezing) for one in value)
        case dict():
            return {key: _plain(one, lezing) for key, one in value.items()}
        case str() if lezing is not None and value in lezing.waarden:
            return lezing.resolve(value)
        case _:
            return value


def _readings(was: Norm, oud: Lezing, wordt: Norm, nieuw: Lezing) -> Iterator[Lezingverschil]:
    """The parameters in the two rules of which the value differs."""
    before, after = set(_names(_rule(was, None), oud)), set(_names(_rule(wordt, None), nieuw))
    for name in sorted(before | after):
        van = ", ".join(oud.lijst(name)) if name in before else None
        naar = ", ".join(nieuw.lijst(name)) if name in after else None
        if van != naar:
            yield Lezingverschil(name, van, naar)


def _names(value: Any, lezing: Lezing) -> Iterator[str]:
    """The names of parameters in a rule of plain values."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from () if key in _NAMES else _names(one, lezing)
    elif isinstance(value, tuple):
        for one in value:
            yield from _names(one, lezing)
    elif isinstance(value, str) and value in lezing.waarden:
        yield value


def carry_over(scan: Scan, overgangen: Iterable[Normovergang], *, back: bool = False) -> Scan:
    """The scan for the other version: a decision of n.v.t. goes along with its norm.

    A norm that was split gives its decision to every part; of norms that were merged none does.
    """
    moves: dict[str, tuple[str, ...]] = {}
    for one in overgangen:
        here, there = (one.wordt, one.was) if back else (one.was, one.wordt)
        if len(here) == 1:
            moves[here[0]] = there
    return replace(scan, nvt=_moved(scan.nvt, moves), toetsing={})


def _moved(named: Mapping[str, T], moves: Mapping[str, tuple[str, ...]]) -> dict[str, T]:
    return {there: one for here, one in named.items() for there in moves.get(here, ())}


def turned(
    wijzigingen: Iterable[Normwijziging], oud: Raamwerkoordeel, nieuw: Raamwerkoordeel
) -> Iterator[Oordeelwijziging]:
    """The derived oordelen that turn; a norm that came or went always does, where it applies."""
    before = {norm.id: norm for norm in oud.normen}
    after = {norm.id: norm for norm in nieuw.normen}
    for wijziging in wijzigingen:
        van = tuple(before[norm_id] for norm_id in wijziging.overgang.was)
        naar = tuple(after[norm_id] for norm_id in wijziging.overgang.wordt)
        statuses: set[Status] = {norm.afgeleid for norm in (*van, *naar)}
        one_sided = not van or not naar
        if len(statuses) > 1 or (one_sided and statuses != {"nvt"}):
            yield Oordeelwijziging(wijziging, van, naar)
