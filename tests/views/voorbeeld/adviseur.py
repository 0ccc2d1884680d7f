"""What an adviser sees of one meting: which norms still ask something. Of `test_nieuw_publiek`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from weerbaar_cli.blad.blad import Blad, Lijst, Sectie
from weerbaar_cli.blad.resultaat import Rapportmodel, Waarmerkcodes
from weerbaar_cli.blad.view import Rapportview
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF
from weerbaar_cli.model.uitkomsten.eigenbeeld import Eigenbeeld


class Adviseurdata(Rapportmodel):
    """The same for programs."""

    doelgroep: Literal["adviseur"] = "adviseur"
    vertrouwelijk: str = DOELGROEPEN["adviseur"].regel
    te_doen: tuple[str, ...]
    waarmerk: Waarmerkcodes = None


@dataclass(frozen=True)
class Adviseurview(Rapportview):
    """The list of what is not in order."""

    beeld: Eigenbeeld

    @property
    def te_doen(self) -> tuple[str, ...]:
        """The norms that are not met."""
        normen = (norm for one in self.beeld.raamwerken for norm in one.bedoeld)
        return tuple(one.norm.tekst for one in normen if one.oordeel.oordeel != "voldoet")

    def blad(self) -> Blad:
        """One list."""
        found = self.beeld
        return Blad(
            titel=f"Te doen voor {found.partij.naam}",
            doelgroep="adviseur",
            datum=found.peildatum,
            vertrouwelijk=DOELGROEPEN["adviseur"].regel,
            fictief=FICTIEF if found.meting.fictief else "",
            secties=(Sectie("Te doen", "te-doen", (Lijst(self.te_doen),)),),
        )

    def data(self) -> Adviseurdata:
        """The same list."""
        return Adviseurdata(te_doen=self.te_doen)
