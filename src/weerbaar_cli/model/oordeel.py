"""The result: a status with its reason, what is needed, and when it lapses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from weerbaar_cli.model.raamwerk import STATUSES, Status

Waarheid = Literal["ja", "nee", "open", "weg"]
NvtGrond = Literal["partijtype", "besluit", "regel"]
WOORDEN: dict[Status, str] = {
    "voldoet": "voldoet",
    "deels": "deels",
    "voldoet_niet": "voldoet niet",
    "onbekend": "onbekend",
    "nvt": "n.v.t.",
}
TEKENS: dict[Status, str] = {
    "voldoet": "✔",
    "deels": "◐",
    "voldoet_niet": "✘",
    "onbekend": "?",
    "nvt": "–",
}


@dataclass(frozen=True, slots=True)
class Stap:
    """One thing to change: a fact, or one group or item of it, and what it must become."""

    feit: str
    onderdeel: str | None
    waarde: str
    was_bekend: bool

    def __str__(self) -> str:
        name = self.feit if self.onderdeel is None else f"{self.feit}, {self.onderdeel}"
        return f"{name}: {self.waarde}"


@dataclass(frozen=True, slots=True)
class Verklaring:
    """A node of the derivation: what was asked, whether it holds, and on what grounds."""

    tekst: str
    waarheid: Waarheid | None = None
    delen: tuple[Verklaring, ...] = ()


@dataclass(frozen=True, slots=True)
class Normoordeel:
    """The oordeel on one norm. `mogelijk` belongs to `afgeleid`; `oordeel` is what counts."""

    id: str
    thema: str
    tekst: str
    oordeel: Status
    mogelijk: tuple[Status, ...]
    afgeleid: Status
    getoetst: Status | None
    reden: str
    nog_nodig: tuple[Stap, ...]
    verloopt_op: date | None
    verloopt_naar: Status | None
    signalen: tuple[str, ...]
    nvt_grond: NvtGrond | None = None
    toetsreden: str | None = None
    delen: tuple[tuple[str, str, Status], ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """How many norms have each status."""

    voldoet: int = 0
    deels: int = 0
    voldoet_niet: int = 0
    onbekend: int = 0
    nvt: int = 0

    @property
    def van_toepassing(self) -> int:
        """All norms but those that do not apply."""
        return self.voldoet + self.deels + self.voldoet_niet + self.onbekend


@dataclass(frozen=True, slots=True)
class Aandeel:
    """The share that voldoet of what applies, and its range; None when nothing applies."""

    voldoet: Fraction | None
    minimaal: Fraction | None
    maximaal: Fraction | None


@dataclass(frozen=True, slots=True)
class Themaoordeel:
    """The norms of one thema, counted."""

    id: str
    titel: str
    telling: Telling
    normen: tuple[Normoordeel, ...]


@dataclass(frozen=True, slots=True)
class Parameterstand:
    """A reading that was used, and whether the werkmap changed it."""

    id: str
    waarde: str
    woord: str | None
    afwijkend: bool
    bevestigd: bool
    te_bevestigen_door: str | None


@dataclass(frozen=True, slots=True)
class Raamwerkoordeel:
    """One meting judged by one raamwerk on one date."""

    raamwerk: str
    titel: str
    versie: str
    peildatum: date
    op_orde: bool | None
    telling: Telling
    aandeel: Aandeel
    themas: tuple[Themaoordeel, ...]
    parameters: tuple[Parameterstand, ...] = field(default=())

    @property
    def normen(self) -> tuple[Normoordeel, ...]:
        """All norms, in order."""
        return tuple(norm for thema in self.themas for norm in thema.normen)

    def find(self, norm_id: str) -> Normoordeel | None:
        """The oordeel on the norm with this id."""
        return next((norm for norm in self.normen if norm.id == norm_id), None)


def count(normen: tuple[Normoordeel, ...]) -> Telling:
    """How many of these norms have each status."""
    statuses = [norm.oordeel for norm in normen]
    return Telling(**{status: statuses.count(status) for status in STATUSES})
