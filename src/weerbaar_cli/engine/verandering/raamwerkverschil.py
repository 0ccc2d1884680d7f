"""What differs between two versions of a raamwerk, and which oordelen of a meting turn by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from weerbaar_cli.model.strict import Strict
from weerbaar_cli.model.uitkomsten.raamwerkverschil import (
    Lezingverschil,
    Normwijziging,
    Oordeelwijziging,
)

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.engine.score.score import Scan
    from weerbaar_cli.feitsoorten.toetskader import Lezing
    from weerbaar_cli.model.bestanden.raamwerk import Norm, Status
    from weerbaar_cli.model.bestanden.waswordt import Normovergang
    from weerbaar_cli.model.uitkomsten.oordeel import Raamwerkoordeel

T = TypeVar("T")
RULE = ("nvt", "voldoet", "deels", "delen", "voor", "regel")
# Words in a condition that are names of facts, also where a parameter has the same name.
_NAMES = ("feit", "op_of_na")
# What a part is called has no bearing on when it is met.
_NO_RULE = ("titel",)


def compare_normen(
    oud: Rekenraamwerk, nieuw: Rekenraamwerk, overgangen: Iterable[Normovergang]
) -> tuple[Normwijziging, ...]:
    """Per change of norms what differs: text, rule, parameters, party types, remarks."""
    return tuple(_compare(oud, nieuw, one) for one in overgangen)


def _compare(oud: Rekenraamwerk, nieuw: Rekenraamwerk, one: Normovergang) -> Normwijziging:
    van = tuple(_norm(oud, norm_id) for norm_id in one.was)
    naar = tuple(_norm(nieuw, norm_id) for norm_id in one.wordt)
    if len(van) != 1 or len(naar) != 1:
        return Normwijziging(one, van, naar)
    (was,), (wordt,) = van, naar
    rule = _rule(was, oud.lezing) != _rule(wordt, nieuw.lezing)
    literal = _rule(was, None) != _rule(wordt, None)
    types = [_types(kern, norm) for kern, norm in ((oud, was), (nieuw, wordt))]
    return Normwijziging(
        one,
        van,
        naar,
        tekst=was.tekst != wordt.tekst,
        regel=rule and literal,
        partijtypen=types[0] != types[1],
        signalen=_plain(was.signalen, oud.lezing) != _plain(wordt.signalen, nieuw.lezing),
        parameters=tuple(_readings(was, oud.lezing, wordt, nieuw.lezing)) if rule else (),
    )


def _norm(kern: Rekenraamwerk, norm_id: str) -> Norm:
    norm = kern.raamwerk.find_norm(norm_id)
    assert norm is not None
    return norm


def _types(kern: Rekenraamwerk, norm: Norm) -> set[str]:
    return {*(norm.geldt_voor or kern.raamwerk.partijtypen), *norm.voor}


def _rule(norm: Norm, lezing: Lezing | None) -> tuple[Any, ...]:
    """The rule as plain values; with readings as they are filled in, else by their names."""
    return tuple(_plain(getattr(norm, key), lezing) for key in RULE)


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
