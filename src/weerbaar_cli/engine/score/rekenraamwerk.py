"""A raamwerk made ready for computing: its rules compiled with readings, anchors and facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from weerbaar_cli.engine.score.rekenregel import (
    Rekenregel,
    Signaalregel,
    make_rekenregel,
    make_signaalregel,
)
from weerbaar_cli.feitsoorten.conditie import FeitConditie
from weerbaar_cli.feitsoorten.toetskader import Lezing, Ruw, Toetskader
from weerbaar_cli.model.uitkomsten.oordeel import Parameterstand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from weerbaar_cli.model.bestanden.feit import Ankers, Catalogus
    from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk


@dataclass(frozen=True, eq=False)
class Rekenraamwerk:
    """A raamwerk with its readings, anchors and facts: everything but the meting."""

    raamwerk: Raamwerk
    lezing: Lezing
    ankers: Ankers
    catalogus: Catalogus
    _per_type: dict[str, Rekenraamwerk] = field(default_factory=dict, repr=False)
    _kaders: dict[tuple[date, date, date], Toetskader] = field(default_factory=dict, repr=False)

    @cached_property
    def regels(self) -> dict[str, Rekenregel]:
        """Per norm its compiled rule; a norm without a rule has none."""
        kader = self.kader(date.max, date.max)
        ruled = (norm for norm in self.raamwerk.normen if norm.regel is None)
        return {norm.id: make_rekenregel(norm, kader) for norm in ruled}

    @cached_property
    def signaalregels(self) -> dict[str, tuple[Signaalregel, ...]]:
        """Per norm its remarks."""
        kader = self.kader(date.max, date.max)
        return {
            norm.id: tuple(make_signaalregel(signaal, kader) for signaal in norm.signalen)
            for norm in self.raamwerk.normen
            if norm.signalen
        }

    def for_type(self, partijtype: str) -> Rekenraamwerk:
        """The same with the rules that this type of party has for itself."""
        if partijtype not in self._per_type:
            seen = self.raamwerk.seen_by(partijtype)
            own = self
            if seen is not self.raamwerk:
                own = Rekenraamwerk(seen, self.lezing, self.ankers, self.catalogus)
            self._per_type[partijtype] = own
        return self._per_type[partijtype]

    def feiten(self, norm: Norm) -> tuple[str, ...]:
        """Every fact that a norm asks, in its own order, with the checklists of its anchors."""
        kader = self.kader(date.max, date.max)
        tests = (one for one in norm.alle_condities if isinstance(one, FeitConditie))
        found = dict.fromkeys(name for toets in tests for name in toets.facts(kader))
        return tuple(found | dict.fromkeys(norm.feiten))

    def kader(self, peildatum: date, grens: date, ankerdatum: date | None = None) -> Toetskader:
        """The frame for one date and one meting's own peildatum; always the same one."""
        key = (peildatum, grens, ankerdatum or peildatum)
        if key not in self._kaders:
            self._kaders[key] = Toetskader(*key, self.lezing, self.ankers, self.catalogus)
        return self._kaders[key]

    @cached_property
    def parameters(self) -> tuple[Parameterstand, ...]:
        """The readings that are in use, in the raamwerk's order."""
        return tuple(
            Parameterstand(
                name,
                ", ".join(self.lezing.lijst(name)),
                parameter.woord,
                name in self.lezing.afwijkend,
                parameter.status == "bevestigd",
                parameter.te_bevestigen_door,
            )
            for name, parameter in self.raamwerk.parameters.items()
        )


def make_lezing(raamwerk: Raamwerk, afwijkend: Mapping[str, Ruw] | None = None) -> Lezing:
    """The raamwerk's own readings, replaced where the werkmap says otherwise."""
    own: dict[str, Ruw] = {name: one.waarde for name, one in raamwerk.parameters.items()}
    changed = {name: value for name, value in (afwijkend or {}).items() if own.get(name) != value}
    return Lezing({**own, **changed}, frozenset(changed))
