"""A published report on a district, as it comes in: the JSON that `weerbaar report` writes.

Nothing else is ever read for an overview, so an overview can tell nothing that was not told before.
"""

from typing import Annotated, Any

from pydantic import BeforeValidator

from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.getal import parse_heel
from weerbaar_cli.model.strict import (
    Datum,
    JaNee,
    Kenmerk,
    Meerdere,
    NormId,
    Strict,
    Tekst,
    fault,
    show,
)
from weerbaar_cli.model.uitkomsten.groepsafleiding import Bereik
from weerbaar_cli.model.uitkomsten.groepsbeeld import Behaald, Beweging, Groepsdoel, Tal, Telwoord

VERSIE = 1


def read_heel(value: Any) -> int:
    """A whole number of zero or more."""
    number = parse_heel(value)
    if number is None:
        raise fault("ongeldig-getal", f"{show(value)} is geen geheel getal van nul of meer")
    return number


Heel = Annotated[int, BeforeValidator(read_heel)]


class Kaderversie(Strict):
    """Which raamwerk the report is about, and in which version."""

    id: Kenmerk
    versie: Tekst


class Bereikregel(Strict):
    """A total: anything from `laag` up to `hoog` of `van`."""

    laag: Heel
    hoog: Heel
    van: Heel

    def as_bereik(self) -> Bereik:
        """As a range."""
        return Bereik(self.laag, self.hoog, self.van)


class Talregel(Bereikregel):
    """How many parties, as it was told."""

    woord: Telwoord

    def as_tal(self) -> Tal:
        """As a figure."""
        return Tal(self.woord, self.laag, self.hoog, self.van)


class Oorzaakregel(Talregel):
    """How many parties still need one fact of the norm."""

    feit: Kenmerk


class Normregel(Strict):
    """All that was told of one norm."""

    id: NormId
    voldoet: Talregel
    oorzaak: Oorzaakregel | None = None
    verloopt: Talregel


class Editieregel(Strict):
    """One measurement; a report for everyone has no norms."""

    soort: Metingsoort
    peildatum: Datum
    leden: Heel
    ingeleverd: Heel
    concept: Heel = 0
    normen: Meerdere[Normregel] = ()


class Themaregel(Strict):
    """The norms of one thema of the raamwerk together."""

    id: NormId
    titel: Tekst
    voldoet: Bereikregel
    vorige: Bereikregel | None = None
    beweging: Beweging | None = None


class Uitkomstregel(Strict):
    """Whether the district met what it agreed on."""

    uitkomst: Behaald
    partijen_nodig: Heel | None = None


class Gepubliceerd(Strict):
    """The file. `voldoet` stands in a report for everyone only, `verloopt_tot` in the other.

    `waarmerk` says what the report was made from; an overview does not use it.
    """

    weerbaar: Tekst
    versie: Heel
    doelgroep: Groepsdoel
    district: Tekst
    raamwerk: Kaderversie
    fictief: JaNee
    exacte_aantallen: JaNee
    bekend_bij_lezer: Heel
    verloopt_tot: Datum | None = None
    behaald: Uitkomstregel
    zelfde_groep: JaNee | None = None
    herziening: JaNee = False
    nu: Editieregel
    vorige: Editieregel | None = None
    voldoet: Bereikregel | None = None
    themas: Meerdere[Themaregel]
    waarmerk: dict[Tekst, Tekst] = {}
