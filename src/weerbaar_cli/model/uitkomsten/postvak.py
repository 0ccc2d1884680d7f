"""What a coordinator's inbox came to: per file what happens with it, per member who handed in."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.bevinding import Melding
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import Inleverstand
from weerbaar_cli.model.uitkomsten.vergelijking import Meetmoment

# `nieuw` gets a place; of `aanwezig` the same is there, of `anders` another; a `deel` is for merge.
Postuitkomst = Literal["nieuw", "aanwezig", "anders", "deel", "geweigerd", "vreemd"]


# Between the reasons of a file that has more than one, such as a cell each.
PUNT = " | "


class Poststuk(NamedTuple):
    """A file of the inbox. `doel` is where it goes or what it meets; `reden` says why it does not.

    `hersteld` are the lines that were mended; `meldingen` tell the sender what is wrong.
    """

    bestand: str
    uitkomst: Postuitkomst
    van: str = ""
    doel: str = ""
    reden: str = ""
    suggestie: str = ""
    hersteld: tuple[int, ...] = ()
    meldingen: tuple[Melding, ...] = ()


class Lidstand(NamedTuple):
    """How far a member is in this round; `apart` is its meting of another kind or day.

    `dubbel`: it came in versions that differ, and nobody knows which is meant.
    """

    naam: str
    stand: Inleverstand
    dubbel: bool = False
    apart: Meetmoment | None = None


class Postvak(NamedTuple):
    """The inbox and the round that it is for; without a round nothing can be said of members."""

    werkmap: str
    stukken: tuple[Poststuk, ...]
    soort: Metingsoort | None
    peildatum: date | None
    leden: tuple[Lidstand, ...]

    def with_uitkomst(self, *uitkomsten: Postuitkomst) -> tuple[Poststuk, ...]:
        """The files of which that is what happens."""
        return tuple(one for one in self.stukken if one.uitkomst in uitkomsten)
