"""Which facts raamwerken ask: what they share, and what a party still has to say for one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from weerbaar_cli.model.bestanden.feit import Feit
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.uitkomsten.oordeel import Metingkop, Normoordeel

Normen = tuple[str, ...]
Feitstand = Literal["bekend", "onvolledig", "onbekend"]


class Kruisfeit(NamedTuple):
    """One fact, and per raamwerk the norms that ask it."""

    feit_id: str
    feit: Feit
    normen: Mapping[str, Normen]


class Openfeit(NamedTuple):
    """A fact that is not, or not wholly, known."""

    feit_id: str
    feit: Feit
    stand: Feitstand


class Opennorm(NamedTuple):
    """A norm with the facts that are missing for it."""

    oordeel: Normoordeel
    feiten: tuple[Openfeit, ...]


class Vragenlijst(NamedTuple):
    """What is still to be asked for one raamwerk, beside what is there already."""

    normen: tuple[Opennorm, ...]
    gevraagd: tuple[str, ...]
    bekend: tuple[str, ...]

    @property
    def feiten(self) -> dict[str, tuple[Openfeit, Normen]]:
        """Every missing fact once, with the norms that ask it."""
        found: dict[str, tuple[Openfeit, Normen]] = {}
        for norm in self.normen:
            for one in norm.feiten:
                _, others = found.get(one.feit_id, (one, ()))
                found[one.feit_id] = one, (*others, norm.oordeel.id)
        return found


class Onbeantwoord(NamedTuple):
    """One meting by one raamwerk, and what is missing."""

    kop: Metingkop
    raamwerk: Raamwerk
    vragen: Vragenlijst


class Kruistabel(NamedTuple):
    """Raamwerken by the name that tells one from another, and every fact that any of them asks."""

    raamwerken: Mapping[str, Raamwerk]
    feiten: tuple[Kruisfeit, ...]

    def count_asked(self, name: str) -> int:
        """How many facts a raamwerk asks."""
        return sum(name in one.normen for one in self.feiten)

    def shared(self, least: int) -> tuple[Kruisfeit, ...]:
        """The facts that so many raamwerken ask, or more."""
        return tuple(one for one in self.feiten if len(one.normen) >= least)
