"""A report that is ready to be shown: its page, and its shape for programs."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from weerbaar_cli.blad.blad import Blad
from weerbaar_cli.blad.view import Rijen
from weerbaar_cli.formats.vormen import SOORT
from weerbaar_cli.model.doelgroep import PROEF
from weerbaar_cli.model.uitkomsten.waarmerk import Waarmerk
from weerbaar_cli.reading.publiceren import Publicering

if TYPE_CHECKING:
    from weerbaar_cli.leaks.namen import Zoeklijst


@dataclass(frozen=True)
class Rapport:
    """What `weerbaar report` made; `verboden` is what must not stand in any form of it.

    For a report on a group these are the names and codes of its parties. `waarmerk` tells what it
    was made from. `publicering` is what must be written down before any of it leaves the house;
    what holds figures that nobody published is `voorlopig`. `ongelezen` is how many files may hold
    a meting and were not used.
    """

    pagina: Blad
    vorm: dict[str, Any]
    verboden: Zoeklijst | None = None
    waarmerk: Waarmerk | None = None
    publicering: Publicering | None = None
    voorlopig: bool = False
    ongelezen: int = 0

    def as_proef(self) -> Rapport:
        """The same, to look at: it says so on every page and has no codes to check it by."""
        line = f"{PROEF}. {self.pagina.vertrouwelijk}"
        pagina = dataclasses.replace(self.pagina, vertrouwelijk=line)
        vorm = self.vorm | {"proef": True}
        return dataclasses.replace(self, pagina=pagina, vorm=vorm, waarmerk=None)

    def blad(self) -> Blad:
        """The page."""
        return self.pagina

    def data(self) -> dict[str, Any]:
        """For programs, with the mark by which a report is known."""
        return SOORT | self.vorm

    def rijen(self) -> Rijen | None:
        """The tables of the page say all."""
        return None

    def on(self, datum: date | None, waarmerk: Waarmerk | None = None) -> Rapport:
        """The report as it leaves: on this date, with its codes at the end, or other codes."""
        blad = self.pagina if datum is None else dataclasses.replace(self.pagina, datum=datum)
        if self.waarmerk is None:
            return dataclasses.replace(self, pagina=blad)
        from weerbaar_cli.views.waarmerk import add_waarmerk

        waarmerk = dataclasses.replace(waarmerk or self.waarmerk, datum=blad.datum)
        return dataclasses.replace(
            self,
            pagina=add_waarmerk(blad, waarmerk),
            vorm=self.vorm | {"waarmerk": dict(waarmerk.codes())},
            waarmerk=waarmerk,
        )
