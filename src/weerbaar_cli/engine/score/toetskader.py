"""The frame in which facts are judged: a date, readings, anchors and the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from weerbaar_cli.engine.score.lezing import Lezing
    from weerbaar_cli.model.bestanden.anker import Ankers
    from weerbaar_cli.model.bestanden.feit import Catalogus
    from weerbaar_cli.model.waarde import Waarde


class Vast(NamedTuple):
    """One fact, completely known."""

    waarde: Waarde
    bewijs: bool = False


@dataclass(frozen=True, slots=True)
class Kader:
    """`grens` is the meting's own peildatum: no fact can be dated after it.

    `ankerdatum` says which changes of law count; it is the peildatum, unless a comparison wants
    to know what the law alone does.
    """

    peildatum: date
    grens: date
    ankerdatum: date
    lezing: Lezing
    ankers: Ankers
    catalogus: Catalogus
    # What wholly unknown facts can give depends on this frame alone; many metingen share it.
    onthouden: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)
