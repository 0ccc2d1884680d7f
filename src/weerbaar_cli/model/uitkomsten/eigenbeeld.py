"""All that the report of one organisation draws on: its meting, judged and explained."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from weerbaar_cli.model.bestanden.feit import Anker, Bewijs
from weerbaar_cli.model.bestanden.meting import (
    Meting,
    Metingsoort,
    Metingstatus,
    NvtBesluit,
    Toetsing,
)
from weerbaar_cli.model.bestanden.partij import Partij
from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk, Thema
from weerbaar_cli.model.strict import Herkomst
from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel, Parameterstand, Raamwerkoordeel
from weerbaar_cli.model.uitkomsten.plan import Plan, Planactie, Plannorm, Verloop
from weerbaar_cli.model.uitkomsten.vergelijking import Vergelijking, Verschilregel

# A heading and its text.
Passage = tuple[str, str]


class Eigenfeit(NamedTuple):
    """One fact as text: what was asked, what is known of it, and what shows it.

    `waarden` are read one by one: of a checklist one per answer. `van` is the group that shares
    the fact. `normen` are the norms of this raamwerk that ask it.
    """

    feit: str
    vraag: str
    kort: str
    rollen: tuple[str, ...]
    bekend: bool
    waarden: tuple[str, ...]
    herkomst: Herkomst | None
    van: str | None
    bewijs: tuple[Bewijs, ...]
    toelichting: str | None
    normen: tuple[str, ...]

    @property
    def waarde(self) -> str:
        """All of what is known."""
        return "; ".join(self.waarden)


class Eigennorm(NamedTuple):
    """One norm with everything that is known of it. `verloop` is within the report's horizon.

    `plan` is None when the norm is met or does not apply; `verhaal` is the story behind it.
    """

    norm: Norm
    oordeel: Normoordeel
    feiten: tuple[str, ...]
    parameters: tuple[Parameterstand, ...]
    plan: Plannorm | None
    acties: tuple[Planactie, ...]
    verloop: Verloop | None
    toetsing: Toetsing | None
    besluit: NvtBesluit | None
    verschil: Verschilregel | None
    verhaal: tuple[Passage, ...] = ()

    @property
    def bedoeld(self) -> bool:
        """Whether the norm is meant for this type of organisation."""
        return self.oordeel.nvt_grond != "partijtype"


class Eigenwet(NamedTuple):
    """A change of law that is still to come, and the norms that ask it."""

    anker: Anker
    normen: tuple[str, ...]


class Eigenraamwerk(NamedTuple):
    """One raamwerk: how the organisation stands by it, and what changed.

    `feiten` are those that its norms ask, in their order, then those that were filled in besides.
    """

    raamwerk: Raamwerk
    oordeel: Raamwerkoordeel
    normen: tuple[Eigennorm, ...]
    feiten: tuple[Eigenfeit, ...]
    vergelijking: Vergelijking | None
    wetten: tuple[Eigenwet, ...]

    @property
    def bedoeld(self) -> tuple[Eigennorm, ...]:
        """The norms that are meant for this type of organisation."""
        return tuple(one for one in self.normen if one.bedoeld)

    def normen_of(self, thema: Thema) -> tuple[Eigennorm, ...]:
        """The norms of a thema that are meant for this type of organisation."""
        return tuple(one for one in self.bedoeld if one.oordeel.thema == thema.id)


class Eerdere(NamedTuple):
    """The meting that this one is compared with; `gezocht` when nobody named it.

    `van` is whose it was, when that went into this party since.
    """

    bestand: str
    soort: Metingsoort
    status: Metingstatus
    peildatum: date
    gezocht: bool
    van: str = ""


class Eigenbeeld(NamedTuple):
    """One meting on one date. `peildatum` differs from the meting's own when it was recomputed.

    `binnenkort` is the day up to which a lapse is near; `plan` looks further ahead.
    """

    partij: Partij
    meting: Meting
    peildatum: date
    binnenkort: date
    raamwerken: tuple[Eigenraamwerk, ...]
    plan: Plan
    vorige: Eerdere | None
