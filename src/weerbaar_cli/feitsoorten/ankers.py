"""The items by which a document says that it has taken up a law, where they can still be either.

The date rule of the domain (§8) decides most; a policy that was adopted just before a law leaves
its item open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

from weerbaar_cli.feitsoorten.document import anticipates
from weerbaar_cli.feitsoorten.perstuk import PerStuk, per_document

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.conditie import FeitConditie
    from weerbaar_cli.feitsoorten.toetskader import Toetskader, Vast


def complete_anchors(
    kennis: Mapping[str, Vast], toetsen: tuple[FeitConditie, ...], kader: Toetskader
) -> list[Mapping[str, Vast]]:
    """Blank anchor items of a policy that was adopted just before the law may be ja or nee."""
    open_items = _open_items(kennis, toetsen, kader)
    if not open_items:
        return [kennis]
    return [
        _fill(kennis, zip(open_items, row, strict=True))
        for row in product(("ja", "nee"), repeat=len(open_items))
    ]


# A checklist with the number of its document, or None where it is about the only one; its item.
Openplek = tuple[str, int | None, str]


def _open_items(
    kennis: Mapping[str, Vast], toetsen: tuple[FeitConditie, ...], kader: Toetskader
) -> list[Openplek]:
    pairs = ((toets.feit, name) for toets in toetsen for name in toets.anchors(kader))
    found = (plek for feit_id, name in pairs for plek in _open_in(kennis, feit_id, name, kader))
    return list(dict.fromkeys(found))


def _open_in(
    kennis: Mapping[str, Vast], feit_id: str, name: str, kader: Toetskader
) -> Iterator[Openplek]:
    """Of one law the documents that may have anticipated it and do not say so."""
    anker = kader.ankers[name]
    checklist_id = anker.feiten.get(feit_id, "geen")
    if checklist_id == "geen" or anker.vanaf > kader.ankerdatum:
        return
    per_stuk = isinstance(kennis[checklist_id].waarde, PerStuk)
    for index, (document, own) in enumerate(per_document(kennis, feit_id)):
        blank = own[checklist_id].waarde.items.get(name) is None
        if blank and anticipates(document, anker.vanaf):
            yield checklist_id, index if per_stuk else None, name


def _fill(kennis: Mapping[str, Vast], chosen: Iterable[tuple[Openplek, str]]) -> Mapping[str, Vast]:
    filled = dict(kennis)
    for (checklist_id, index, item), state in chosen:
        vast = filled[checklist_id]
        filled[checklist_id] = vast._replace(waarde=_with_item(vast.waarde, index, item, state))
    return filled


def _with_item(waarde: Any, index: int | None, item: str, state: str) -> Any:
    if index is None:
        return replace(waarde, items={**waarde.items, item: state})
    return waarde.with_one(index, _with_item(waarde.waarden[index], None, item, state))
