"""What files ask to change in a meting, in words: what happens, what does not, and why."""

from __future__ import annotations

from msgspec import Struct

from weerbaar_cli.model.bestanden.raamwerk import Status


class Vindplek(Struct, frozen=True):
    """Where an answer stands: a file, and in a workbook the sheet and the cell.

    What was answered at a prompt stands in none. `door` is the function that gave it.
    """

    bestand: str
    blad: str = ""
    cel: str = ""
    door: str = ""

    def __str__(self) -> str:
        sheet = f"blad «{self.blad}»" if self.blad else ""
        cell = f"cel {self.cel}" if self.cel else ""
        return ", ".join(filter(None, (self.bestand, sheet, cell, self.door)))


class Antwoordwijziging(Struct, frozen=True):
    """One answer that becomes another, and who says so."""

    onderwerp: str
    was: str
    wordt: str
    bronnen: tuple[Vindplek, ...]


class Botsing(Struct, frozen=True):
    """An answer that stays as it is: sources differ, or the meting changed meanwhile.

    `was` is what a source began with, `nu` what the meting says; each side has its own `wordt`.
    """

    onderwerp: str
    was: str
    nu: str
    gevraagd: tuple[tuple[str, Vindplek], ...]


class Afwijzing(Struct, frozen=True):
    """What cannot be an answer, and so changes nothing."""

    bron: Vindplek
    onderwerp: str
    reden: str
    suggestie: str = ""


class Normwisseling(Struct, frozen=True):
    """A norm whose oordeel the changes make another."""

    norm: str
    was: Status
    wordt: Status


class Metingwijziging(Struct, frozen=True):
    """All that these files ask of one meting. `opmerkingen` is what was seen on the way."""

    meting: str
    wijzigingen: tuple[Antwoordwijziging, ...] = ()
    botsingen: tuple[Botsing, ...] = ()
    afwijzingen: tuple[Afwijzing, ...] = ()
    normen: tuple[Normwisseling, ...] = ()
    opmerkingen: tuple[str, ...] = ()

    @property
    def klopt(self) -> bool:
        """Whether everything that was asked can be done."""
        return not self.botsingen and not self.afwijzingen
