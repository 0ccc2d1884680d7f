"""Districts side by side: what follows from their published reports, and from nothing else."""

from __future__ import annotations

from typing import Literal, NamedTuple

from weerbaar_cli.model.bestanden.feit import Catalogus
from weerbaar_cli.model.bestanden.gepubliceerd import Gepubliceerd
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk, Thema
from weerbaar_cli.model.uitkomsten.groepsafleiding import Bereik
from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepsdoel, Tal

# A figure, or why there is none: no report, no norm in this thema, or a report too coarse for it.
Zicht = Literal["getoond", "ontbreekt", "geen_norm", "niet_te_zien"]


class Themadeel(NamedTuple):
    """What one district tells of one thema: of all its judgements so many are `voldoet`.

    `normen` are the norms behind it; `onzeker` those that may as well belong to another thema.
    """

    zicht: Zicht
    bereik: Bereik | None = None
    normen: tuple[str, ...] = ()
    onzeker: tuple[str, ...] = ()


class Plaatsing(NamedTuple):
    """Norms of one raamwerk whose thema is uncertain, and why."""

    thema: str
    normen: tuple[str, ...]
    toelichting: str


class Districtdeel(NamedTuple):
    """One district: its report when there is one, and per thema what it tells.

    `raamwerk` is that of the report; without a report the one that is made for the district.
    """

    id: str
    titel: str
    raamwerk: Raamwerk | None
    rapport: Gepubliceerd | None
    themas: tuple[Themadeel, ...]
    onzeker: tuple[Plaatsing, ...]


class Gedeeldfeit(NamedTuple):
    """A fact that several districts ask, with per district the norms that ask it."""

    feit: str
    normen: tuple[tuple[str, ...], ...]


class Gedeeldeoorzaak(NamedTuple):
    """A fact that is a published cause in several districts; per district the norm and how many."""

    feit: str
    aantallen: tuple[tuple[str, Tal] | None, ...]


class Overzicht(NamedTuple):
    """The whole. Districts and themas stand in a fixed order, never in that of their figures.

    `eisen` has per thema, in the same order, the facts that several districts ask.
    """

    id: str
    titel: str
    doel: Groepsdoel
    fictief: bool
    themas: tuple[Thema, ...]
    districten: tuple[Districtdeel, ...]
    eisen: tuple[tuple[Gedeeldfeit, ...], ...]
    oorzaken: tuple[Gedeeldeoorzaak, ...]
    catalogus: Catalogus
