"""Two files of facts side by side: what came, what went, and in what a fact differs.

Facts are shared, so a change in one turns norms of several raamwerken; which those are stands
beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from weerbaar_cli.model.bestanden.feit import Item
from weerbaar_cli.model.uitkomsten.raamwerkverschil import Feitwijziging, Veldverschil

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Feit

YES = {True: "ja", False: "nee"}


def compare_feiten(
    oud: Mapping[str, Feit], nieuw: Mapping[str, Feit], normen: Mapping[str, Sequence[str]]
) -> tuple[Feitwijziging, ...]:
    """Every fact that differs, in the order of the new file; what went comes last.

    `normen` are those that ask it.
    """
    names = dict.fromkeys((*nieuw, *oud))
    found = (
        _compare(one, oud.get(one), nieuw.get(one), tuple(normen.get(one, ()))) for one in names
    )
    return tuple(one for one in found if one.verschillen or one.soort != "gewijzigd")


def _compare(
    name: str, was: Feit | None, wordt: Feit | None, normen: tuple[str, ...]
) -> Feitwijziging:
    if was is not None and wordt is not None:
        fields = tuple(_differences(was, wordt))
        return Feitwijziging(name, wordt.naam, "gewijzigd", fields, normen)
    told = [one.naam for one in (was, wordt) if one is not None]
    return Feitwijziging(name, told[0], "nieuw" if was is None else "vervallen", (), normen)


def _differences(was: Feit, wordt: Feit) -> Iterator[Veldverschil]:
    before, after = dict(_fields(was)), dict(_fields(wordt))
    for key in dict.fromkeys((*after, *before)):
        if before.get(key) != after.get(key):
            yield Veldverschil(key, before.get(key), after.get(key))


def _fields(feit: Feit) -> Iterator[tuple[str, str]]:
    """All that is said of a fact, by the keys of a file; what says nothing is left out."""
    for key in type(feit).model_fields:
        yield from _said(key, getattr(feit, key))


def _said(key: str, value: Any) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for name, part in value.items():
                yield from _said(f"{key}.{name}", part)
        case Item():
            yield key, value.titel
            yield f"{key}.nvt_kan", YES[value.nvt_kan]
        case bool():
            yield key, YES[value]
        case () | None:
            return
        case tuple():
            yield key, ", ".join(value)
        case _:
            yield key, str(value)
