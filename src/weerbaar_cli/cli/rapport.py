"""A report that is ready to be shown: its page, and its shape for programs."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from weerbaar_cli.blad.blad import Blad
from weerbaar_cli.blad.view import Rijen
from weerbaar_cli.formats.vormen import SOORT
from weerbaar_cli.model.uitkomsten.waarmerk import Waarmerk

if TYPE_CHECKING:
    from weerbaar_cli.leaks.namen import Zoeklijst


@dataclass(frozen=True)
class Rapport:
    """What `weerbaar report` made; `verboden` is what must not stand in any form of it.

    For a report on a group these are the names and codes of its parties. `waarmerk` tells what it
    was made from. `vastleggen` are the things that must be written down before any of it leaves the
    house; a report that is only looked at does none of them.
    """

    pagina: Blad
    vorm: dict[str, Any]
    verboden: Zoeklijst | None = None
    waarmerk: Waarmerk | None = None
    vastleggen: tuple[Callable[[], None], ...] = ()

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
