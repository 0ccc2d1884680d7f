"""A report on its way out: what was made for one audience, with what it says when it leaves."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from weerbaar_cli import __version__
from weerbaar_cli.blad.blad import Blad
from weerbaar_cli.blad.view import Rapportmodel, Rapportview, Rijen
from weerbaar_cli.model.doelgroep import PROEF
from weerbaar_cli.model.uitkomsten.score import Metingkop
from weerbaar_cli.model.uitkomsten.waarmerk import ONDERDELEN, Waarmerk, take_afdruk
from weerbaar_cli.reading.publiceren import Publicering
from weerbaar_cli.reading.waarmerk import Bronnen, take_afdrukken
from weerbaar_cli.views.waarmerk import add_waarmerk, take_inhoud

if TYPE_CHECKING:
    from weerbaar_cli.leaks.namen import Zoeklijst


@dataclass(frozen=True)
class Rapport:
    """A report for one audience; `verboden` is what must not stand in any form of it.

    For a report on a group these are the names and codes of its parties. `waarmerk` tells what it
    was made from, `meting` of which meting it is, and `slot` is what programs read at its end.
    `publicering` is what must be written down before any of it leaves the house; what holds figures
    that nobody published is `voorlopig`. `ongelezen` is how many files may hold a meting and were
    not used, `onleesbaar` how many may be a report of a district.
    """

    view: Rapportview
    pagina: Blad
    slot: Mapping[str, Any] = field(default_factory=dict)
    meting: Metingkop | None = None
    verboden: Zoeklijst | None = None
    waarmerk: Waarmerk | None = None
    publicering: Publicering | None = None
    voorlopig: bool = False
    ongelezen: int = 0
    onleesbaar: int = 0

    def as_proef(self) -> Rapport:
        """The same, to look at: it says so on every page and has no codes to check it by."""
        line = f"{PROEF}. {self.pagina.vertrouwelijk}"
        pagina = dataclasses.replace(self.pagina, vertrouwelijk=line)
        slot = {**self.slot, "proef": True}
        return dataclasses.replace(self, pagina=pagina, slot=slot, waarmerk=None)

    def blad(self) -> Blad:
        """The page."""
        return self.pagina

    def data(self) -> Rapportmodel:
        """For programs."""
        return self.view.data().model_copy(update=dict(self.slot))

    def rijen(self) -> Rijen | None:
        """For spreadsheets."""
        return self.view.rijen()

    def on(self, datum: date | None, waarmerk: Waarmerk | None = None) -> Rapport:
        """The report as it leaves: on this date, with its codes at the end, or other codes."""
        blad = self.pagina if datum is None else dataclasses.replace(self.pagina, datum=datum)
        if self.waarmerk is None:
            return dataclasses.replace(self, pagina=blad)
        waarmerk = dataclasses.replace(waarmerk or self.waarmerk, datum=blad.datum)
        return dataclasses.replace(
            self,
            pagina=add_waarmerk(blad, waarmerk),
            slot={**self.slot, "waarmerk": dict(waarmerk.codes())},
            waarmerk=waarmerk,
        )


def mark(rapport: Rapport, doelgroep: str, bronnen: Bronnen) -> Rapport:
    """The report with its codes; the page itself gets them when it is delivered."""
    inhoud = take_inhoud(rapport.pagina)
    found = dict(take_afdrukken(bronnen), inhoud=inhoud)
    if doelgroep == "notitie" and rapport.meting is not None:
        # It tells that the note is about one organisation, and nothing that the note does not tell.
        found["metingen"] = take_afdruk(("metingen", inhoud))
    waarmerk = Waarmerk(
        __version__,
        doelgroep,
        bronnen.peildatum,
        rapport.pagina.datum,
        tuple((one, found[one]) for one in ONDERDELEN if one in found),
    )
    return dataclasses.replace(rapport, waarmerk=waarmerk)
