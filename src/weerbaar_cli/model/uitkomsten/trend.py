"""How the oordelen of one organisation move over several metingen, and whether it is on course."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from weerbaar_cli.model.bestanden.meting import Metingsoort, Metingstatus
from weerbaar_cli.model.bestanden.partij import Opgegaan, Partij
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status
from weerbaar_cli.model.doelgroep import Doelgroep, audience_of
from weerbaar_cli.model.uitkomsten.oordeel import Raamwerkoordeel, Telling

Termijngrond = Literal["streefdatum", "looptijd"]
Verwachting = Literal["gehaald", "op_tijd", "krap", "te_laat", "stilstand"]
HALFJAAR = Fraction(36525, 200)  # days
# Of fewer moments, or in less time, a pace would say more about the calendar than about the work.
LEAST_MOMENTS, LEAST_DAYS = 3, 90


class Moment(NamedTuple):
    """One meting of the organisation, judged by one version of the raamwerk.

    `voorganger` is whose meting it is, when that went into this organisation later.
    """

    bestand: str
    soort: Metingsoort
    status: Metingstatus
    peildatum: date
    oordeel: Raamwerkoordeel
    voorganger: str = ""


class Normtrend(NamedTuple):
    """One norm with its status at every moment."""

    id: str
    thema: str
    kort: str
    oordelen: tuple[Status, ...]
    telt_mee: bool = True


class Tempo(NamedTuple):
    """How many more norms voldoet at the last moment than at the first, in so many days."""

    erbij: int
    dagen: int
    eerst_onbekend: int

    @property
    def per_halfjaar(self) -> Fraction:
        """The same per half year; exact, to be rounded where it is shown."""
        return self.erbij * HALFJAAR / self.dagen

    def days_for(self, normen: int) -> Fraction | None:
        """The days that so many more norms take at this pace; None when they would never come."""
        return Fraction(normen * self.dagen, self.erbij) if self.erbij > 0 else None


class Koers(NamedTuple):
    """Where the organisation stands towards the date of the raamwerk.

    `dagen` counts from the last moment; it is negative after the term, which is no fault.
    """

    termijn: date | None
    grond: Termijngrond | None
    dagen: int | None
    te_gaan: int
    gevraagd: Fraction
    tempo: Tempo | None
    verwachting: Verwachting | None

    @property
    def na_termijn(self) -> bool:
        """Whether the last moment lies after the term."""
        return self.dagen is not None and self.dagen < 0


class Trend(NamedTuple):
    """The moments of one organisation in order of time, by one raamwerk.

    `normen` are those with the same id and text at every moment; the others, which cannot be
    compared, are only named.
    """

    momenten: tuple[Moment, ...]
    normen: tuple[Normtrend, ...]
    onvergelijkbaar: tuple[str, ...]
    koers: Koers

    @property
    def laatste(self) -> Raamwerkoordeel:
        """The oordeel at the last moment."""
        return self.momenten[-1].oordeel

    @property
    def versies(self) -> tuple[str, ...]:
        """The versions of the raamwerk, each once, in order of time."""
        return tuple(dict.fromkeys(one.oordeel.versie for one in self.momenten))

    def tellingen(self, thema: str | None = None) -> tuple[Telling, ...]:
        """Per moment the count of the comparable norms, of all themas or of one."""
        counted = (norm for norm in self.normen if norm.telt_mee)
        rows = [norm.oordelen for norm in counted if thema in (None, norm.thema)]
        columns = [[row[place] for row in rows] for place in range(len(self.momenten))]
        return tuple(
            Telling(**{status: column.count(status) for status in STATUSES}) for column in columns
        )


class Reeks(NamedTuple):
    """The trend of one organisation by one raamwerk.

    `partijen` is how many organisations stand in the same output. `opgegaan`: how the organisation
    of the first moment went into this one; `ook_opgegaan`: the others that did since then.
    """

    partij: Partij
    fictief: bool
    trend: Trend
    partijen: int
    opgegaan: tuple[Opgegaan, ...] = ()
    ook_opgegaan: tuple[Opgegaan, ...] = ()

    @property
    def doelgroep(self) -> Doelgroep:
        """Who may read it, together with what else stands there."""
        return audience_of(self.partijen)
