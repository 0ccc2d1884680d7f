"""The stories of a meting by the norms of one raamwerk, however their keys are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from weerbaar_cli.engine.checks.meting import split_norm

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.meting import Meting, Verhaal
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk


def own_norms(
    keys: Iterable[str], raamwerken: Sequence[Raamwerk], raamwerk: Raamwerk
) -> Iterator[tuple[str, str]]:
    """Of the keys that name a norm of this raamwerk, each with the number of that norm.

    `raamwerken` are all those of the meting: `3d` and `raamwerk/3d` can be the same norm.
    """
    return (
        (key, norm_id)
        for key in keys
        for name, norm_id in split_norm(key, raamwerken)
        if name == raamwerk.id
    )


def verhalen_of(
    meting: Meting, raamwerken: Sequence[Raamwerk], raamwerk: Raamwerk
) -> dict[str, Verhaal]:
    """Per norm of this raamwerk what the organisation tells of it."""
    own = own_norms(meting.verhalen, raamwerken, raamwerk)
    return {norm_id: meting.verhalen[key] for key, norm_id in own}


def asked_stories(partijtype: str, raamwerken: Sequence[Raamwerk]) -> dict[str, None]:
    """The norms for this type of party of which a raamwerk asks a story, as a meting names them."""
    return {
        _name(raamwerk, norm.id, raamwerken): None
        for raamwerk in raamwerken
        if raamwerk.verhalen
        for norm in raamwerk.normen
        if raamwerk.applies_to(norm, partijtype)
    }


def new_keys(
    keys: Iterable[str], before: Sequence[Raamwerk], after: Sequence[Raamwerk]
) -> dict[str, str]:
    """The keys of a meting as another names the same norms, with its raamwerken.

    A key that the other has no norm for stays as it is, so that the check will say so.
    """
    by_id = {one.id: one for one in after}
    found: dict[str, str] = {}
    for key in keys:
        name, norm_id = split_norm(key, before)[0]
        raamwerk = by_id.get(name)
        known = raamwerk is not None and raamwerk.find_norm(norm_id) is not None
        found[key] = _name(by_id[name], norm_id, after) if known else key
    return found


def _name(raamwerk: Raamwerk, norm_id: str, raamwerken: Sequence[Raamwerk]) -> str:
    """A norm with its raamwerk before it where there are several."""
    return norm_id if len(raamwerken) == 1 else f"{raamwerk.id}/{norm_id}"
