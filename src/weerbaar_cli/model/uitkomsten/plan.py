"""A plan: the shortest routes to norms that are not met, actions, what lapses, what it costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from msgspec import Struct

from weerbaar_cli.model.bestanden.feit import Soortnaam
from weerbaar_cli.model.bestanden.meting import (
    Actie,
    Actiestatus,
    Metingsoort,
    Metingstatus,
)
from weerbaar_cli.model.bestanden.partij import Opgegaan
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk, Status
from weerbaar_cli.model.uitkomsten.oordeel import (
    Metingkop,
    Normoordeel,
    Raamwerkoordeel,
    Stap,
    Telling,
)
from weerbaar_cli.model.uitkomsten.vergelijking import Richting

# A raamwerk and one of its norms.
Normplaats = tuple[str, str]
Dagsoort = Literal["verloopt", "actie", "afwijking"]


class Planstap(NamedTuple):
    """One thing to change, what it asks in words, and the functions that can do it.

    `van` is the group that shares the fact, when it is not the organisation's own.
    """

    stap: Stap
    vraag: str
    kort: str
    rollen: tuple[str, ...]
    van: str | None


class Planroute(NamedTuple):
    """The shortest way to `voldoet`, and the first day on which it leads there.

    Without steps the same facts are enough: it is a matter of waiting for that day.
    """

    stappen: tuple[Planstap, ...]
    vanaf: date


class Planactie(NamedTuple):
    """An action of the meting, with the norm as it stands."""

    raamwerk: str
    norm: str
    thema: str
    oordeel: Status
    actie: Actie
    te_doen: bool
    te_laat: bool
    # The next day, of one that comes back the first that is not past.
    dag: date | None


class Normplan(Struct, frozen=True):
    """A norm that is not met, or not known to be, without why: one of very many.

    Without a route no change of facts leads to `voldoet`.
    """

    raamwerk: str
    id: str
    thema: str
    kort: str
    tekst: str
    oordeel: Status
    getoetst: Status | None
    afwijking_tot: date | None
    route: Planroute | None
    acties: tuple[Planactie, ...]
    telt_mee: bool

    @property
    def alleen_wachten(self) -> bool:
        """Whether the same facts meet it from a later day: an assessor's word lapses then too."""
        return self.route is not None and not self.route.stappen

    @property
    def zonder_actie(self) -> bool:
        """Whether it is known not to be met while nobody is at work on it, or will be.

        Of a norm that is not known, the facts are asked first: no action is missing there. What is
        only recommended needs none, nor what is accepted to be as it is, or what asks for patience.
        """
        return (
            self.telt_mee
            and self.afwijking_tot is None
            and self.oordeel != "onbekend"
            and not self.alleen_wachten
            and not any(one.te_doen for one in self.acties)
        )


class Plannorm(Normplan, frozen=True):
    """The same with the oordeel that it is about, which says why."""

    bron: Normoordeel

    @property
    def reden(self) -> str:
        """Why it is not met, for files; a page that does not say it need not work it out."""
        return self._van_toetser or self.bron.reden

    @property
    def waarom(self) -> tuple[str, ...]:
        """The same for people."""
        told = self._van_toetser
        return self.bron.waarom if told is None else (told,)

    @property
    def _van_toetser(self) -> str | None:
        """What the assessor said, where the facts are enough."""
        one = self.bron
        by_facts = one.afgeleid not in ("voldoet", "nvt") or one.geldend is None
        return None if by_facts else one.toetsreden


class Feitkop(NamedTuple):
    """What a fact asks, how it is called, and the functions that can answer it."""

    feit: str
    vraag: str
    kort: str
    soort: Soortnaam
    rollen: tuple[str, ...]


class Planfeit(NamedTuple):
    """A fact on the shortest routes of norms; `genoeg_voor` are those that ask nothing else."""

    feit: str
    vraag: str
    kort: str
    soort: Soortnaam
    rollen: tuple[str, ...]
    stappen: tuple[Stap, ...]
    normen: tuple[Normplaats, ...]
    genoeg_voor: tuple[Normplaats, ...]

    @property
    def kop(self) -> Feitkop:
        """The fact itself."""
        return Feitkop(self.feit, self.vraag, self.kort, self.soort, self.rollen)

    @property
    def raamwerken(self) -> tuple[str, ...]:
        """The raamwerken that it helps."""
        return tuple(dict.fromkeys(raamwerk for raamwerk, _ in self.normen))


class Verloop(NamedTuple):
    """A norm that gets a worse status when nothing changes, and the facts that lapse then.

    Without facts it is a decision «niet van toepassing» that no longer counts.
    """

    raamwerk: str
    norm: str
    thema: str
    dag: date
    van: Status
    naar: Status
    feiten: tuple[str, ...]
    kort: tuple[str, ...]
    rollen: tuple[str, ...]


class Lidplan(NamedTuple):
    """What is told of the plan of every member; `aantal` is how many norms are open."""

    acties: tuple[Planactie, ...]
    verloopt: tuple[Verloop, ...]
    aantal: int

    @property
    def te_laat(self) -> tuple[Planactie, ...]:
        """The actions that should have been done."""
        return tuple(one for one in self.acties if one.te_laat)


class Themakosten(NamedTuple):
    """What the actions of one thema cost; actions that were dropped cost nothing."""

    raamwerk: str
    thema: str
    titel: str
    te_doen: Decimal
    gereed: Decimal
    zonder_bedrag: int


class Planraamwerk(NamedTuple):
    """A raamwerk of the plan, and how the organisation stands by it."""

    id: str
    titel: str
    versie: str
    streefdatum: date | None
    oordeel: Raamwerkoordeel

    @property
    def telling(self) -> Telling:
        """The norms counted."""
        return self.oordeel.telling


class Plan(NamedTuple):
    """All of it for one organisation on one date; `tot` is how far ahead it looks for lapses."""

    peildatum: date
    tot: date
    raamwerken: tuple[Planraamwerk, ...]
    normen: tuple[Plannorm, ...]
    feiten: tuple[Planfeit, ...]
    acties: tuple[Planactie, ...]
    kosten: tuple[Themakosten, ...]
    verloopt: tuple[Verloop, ...]

    @property
    def te_laat(self) -> tuple[Planactie, ...]:
        """The actions that should have been done."""
        return tuple(one for one in self.acties if one.te_laat)

    @property
    def bepalend(self) -> tuple[Plannorm, ...]:
        """The norms that are not met, without what is only recommended."""
        return tuple(one for one in self.normen if one.telt_mee)

    @property
    def onbekend(self) -> tuple[Plannorm, ...]:
        """The norms of which facts are missing."""
        return tuple(one for one in self.bepalend if one.oordeel == "onbekend")

    @property
    def zonder_actie(self) -> tuple[Plannorm, ...]:
        """The norms that are known not to be met and that nobody is at work on."""
        return tuple(one for one in self.normen if one.zonder_actie)


class Terugblikactie(NamedTuple):
    """An action of the earlier plan; `nu` is its status now, or None when it is no longer named."""

    actie: Actie
    nu: Actiestatus | None
    kosten: Decimal | None


class Terugbliknorm(NamedTuple):
    """A norm that the earlier plan was about: how many steps were left then, and are left now.

    Where the number of steps is None, steps are not what is left.
    """

    raamwerk: str
    id: str
    van: Status
    naar: Status
    richting: Richting
    oorzaak: str
    oorzaak_woorden: str
    stappen_van: int | None
    stappen_naar: int | None
    acties: tuple[Terugblikactie, ...]


class Terugblik(NamedTuple):
    """What was planned in an earlier meting against what came of it."""

    peildatum: date
    normen: tuple[Terugbliknorm, ...]


class Organisatieplan(NamedTuple):
    """One organisation on the work list. `compleet`: no blank fact can still make a difference.

    `gebroken` is a file with a fout that may be a later meting, `gebroken_op` its day if known.
    """

    organisatie: str
    bestand: str
    soort: Metingsoort
    status: Metingstatus
    plan: Plan
    compleet: bool
    gebroken: str = ""
    gebroken_op: date | None = None

    @property
    def niet_ingeleverd(self) -> bool:
        """Filled in, but still a concept."""
        return self.compleet and self.status == "concept"


class Gezamenlijk(Struct, frozen=True):
    """A fact that several parties need, and the group whose meting already holds it, if any.

    `organisaties` are they, in the order of names.
    """

    feit: str
    vraag: str
    kort: str
    soort: Soortnaam
    rollen: tuple[str, ...]
    organisaties: tuple[str, ...]
    normen: tuple[Normplaats, ...]
    groepen: tuple[str, ...]

    @property
    def in_een_keer(self) -> bool:
        """Whether it can be made once for all: a document, or what a group already holds."""
        return self.soort == "document" or bool(self.groepen)


class Gezamenlijkwerk(Gezamenlijk, frozen=True):
    """The same with the steps of each of them."""

    per_organisatie: tuple[tuple[str, tuple[Stap, ...]], ...]

    @property
    def stappen(self) -> tuple[Stap, ...]:
        """Every step that is asked of any of them."""
        return tuple(dict.fromkeys(step for _, steps in self.per_organisatie for step in steps))


class Werklijst(NamedTuple):
    """The work of many organisations, for the coordinator."""

    organisaties: tuple[Organisatieplan, ...]
    gezamenlijk: tuple[Gezamenlijkwerk, ...]


class Planpost(NamedTuple):
    """Money of a programme against what the actions cost that are paid from it.

    `normen` are the norms whose actions it pays; without any, actions cannot count for it.
    """

    post: str
    jaar: str | None
    bedrag: Decimal
    normen: tuple[str, ...]
    te_doen: Decimal
    gereed: Decimal

    @property
    def over(self) -> Decimal:
        """What is left; below zero when the actions cost more."""
        return self.bedrag - self.te_doen - self.gereed


class Planbegroting(NamedTuple):
    """The money of one programme and what is planned of it.

    `zonder_post` is what actions cost that no post pays; `ander_jaar` what those cost that are due
    in a year that the budget is not for: they count for nothing here.
    """

    programma: str
    titel: str
    posten: tuple[Planpost, ...]
    zonder_post: Planpost
    ander_jaar: Decimal

    @property
    def totaal(self) -> Planpost:
        """All of it as one post."""
        every = (*self.posten, self.zonder_post)
        zero = Decimal(0)
        return Planpost(
            self.titel,
            None,
            sum((one.bedrag for one in every), zero),
            tuple(norm for one in every for norm in one.normen),
            sum((one.te_doen for one in every), zero),
            sum((one.gereed for one in every), zero),
        )


class Kalenderdag(NamedTuple):
    """One day in the calendar: when a norm lapses, an action is due or a deviation ends."""

    soort: Dagsoort
    dag: date
    titel: str
    tekst: str
    kenmerk: str


class Eigenplan(NamedTuple):
    """The plan of one organisation, and of which meting it was made.

    `elders` is how many actions of the meting are about norms of other raamwerken.
    """

    kop: Metingkop
    plan: Plan
    elders: int
    terugblik: Terugblik | None
    begrotingen: tuple[Planbegroting, ...] = ()


class Mapwerklijst(NamedTuple):
    """The work list of a folder; `dag` is the last peildatum in it.

    `ongelezen` are files. Of those without a meting and those for whom the raamwerk is not meant
    only the names stand here. `opgegaan` have a meting, and went into another one since.
    """

    map: str
    dag: date
    fictief: bool
    werklijst: Werklijst
    raamwerken: tuple[Raamwerk, ...]
    ongelezen: tuple[str, ...]
    zonder_meting: tuple[str, ...]
    niet_bedoeld: tuple[str, ...]
    opgegaan: tuple[Opgegaan, ...] = ()
