"""A meting judged: who and when, by which raamwerken, what was shared or supposed; and one norm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weerbaar_cli.model.bestanden.meting import Metingsoort, Metingstatus, Verhaal
from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk
from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel, Parameterstand, Raamwerkoordeel


@dataclass(frozen=True, slots=True)
class Stelling:
    """One supposition as it was typed. `onderdeel` is an item, group or field of the fact; an
    empty `waarde` means: not known."""

    feit: str
    onderdeel: str | None
    waarde: str

    def __str__(self) -> str:
        """As it stands on the command line."""
        part = f".{self.onderdeel}" if self.onderdeel is not None else ""
        return f"--stel {self.feit}{part}={self.waarde}"


@dataclass(frozen=True, slots=True)
class Gedeeld:
    """A fact that a group shares, and whether the member uses it or has a value of its own."""

    feit: str
    groep: str
    gebruikt: bool


@dataclass(frozen=True, slots=True)
class Metingkop:
    """Of whom and of when a meting is; `code` is that of the register, where there is one."""

    bestand: str
    naam: str
    code: str | None
    type: str
    soort: Metingsoort
    status: Metingstatus
    peildatum: date
    fictief: bool


@dataclass(frozen=True)
class Score:
    """One meting by one or more raamwerken, all on one date."""

    kop: Metingkop
    oordelen: tuple[Raamwerkoordeel, ...]
    gedeeld: tuple[Gedeeld, ...] = ()
    verondersteld: tuple[Stelling, ...] = ()


@dataclass(frozen=True)
class Uitleg:
    """One norm of one score; `lezingen` are the parameters that its rule uses."""

    score: Score
    raamwerk: Raamwerk
    norm: Norm
    oordeel: Normoordeel
    lezingen: tuple[Parameterstand, ...]
    verhaal: Verhaal | None
