"""The oordeel on each norm of a meting, with why and until when; and a meting that was judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple, Protocol

from msgspec import Struct

from weerbaar_cli.model.bestanden.meting import Afwijkbesluit, Metingsoort, Metingstatus, Verhaal
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Handreiking, Norm, Raamwerk, Status
from weerbaar_cli.model.uitkomsten.stelling import Gedeeld, Stelling
from weerbaar_cli.model.woorden import count_names, fill_in

# The places of a task where items or groups are named, and that of a task without words of its own.
DELEN = ("onderdelen", "groepen")
DEEL = "{onderdelen}"
NAVRAAG = "Vraag na: "  # how a task begins where the answer is not known
Waarheid = Literal["ja", "nee", "open", "weg"]
# Whether the judgement of an assessor counts: from its day, while the facts say what they said.
Toetsstand = Literal["geldt", "verouderd", "telt_nog_niet"]
NvtGrond = Literal["partijtype", "kenmerk", "besluit", "regel"]
WOORDEN: dict[Status, str] = {
    "voldoet": "voldoet",
    "deels": "deels",
    "voldoet_niet": "voldoet niet",
    "onbekend": "onbekend",
    "nvt": "n.v.t.",
}
TEKENS: dict[Status, str] = {
    "voldoet": "✔",
    "deels": "◐",
    "voldoet_niet": "✘",
    "onbekend": "?",
    "nvt": "–",
}


class Stap(NamedTuple):
    """One thing to change: a fact, or one group or item of it, and what it must become."""

    feit: str
    onderdeel: str | None
    waarde: str
    was_bekend: bool
    # The same as a task; where items or groups are named, they stand in its place for them.
    doen: str = ""
    deel: str = ""

    def __str__(self) -> str:
        name = self.feit if self.onderdeel is None else f"{self.feit}, {self.onderdeel}"
        return f"{name}: {self.waarde}"


def tasks_of(stappen: Iterable[Stap], most: int | None = None) -> tuple[tuple[str, str], ...]:
    """Every fact to change with its task; items or groups with the same task stand together.

    `most`: so many items or groups are named, with how many more there are.
    """
    parts: dict[tuple[str, str], list[str]] = {}
    for stap in stappen:
        named = parts.setdefault((stap.feit, stap.doen), [])
        named += [stap.deel] if stap.deel else []
    return tuple(
        (feit, fill_in(doen, dict.fromkeys(DELEN, count_names(named, most))))
        for (feit, doen), named in parts.items()
    )


class Stappenroute(Struct, frozen=True):
    """The shortest way to `voldoet`, and the first day on which it leads there.

    Without steps the same facts are enough: it is a matter of waiting for that day.
    """

    stappen: tuple[Stap, ...]
    vanaf: date


class Grond(str):
    """A point of a reason with several answers: one sentence, and `delen` to read one by one."""

    __slots__ = ("delen",)

    delen: tuple[str, ...]

    def __new__(cls, text: str, delen: tuple[str, ...]) -> Grond:
        grond = super().__new__(cls, text)
        grond.delen = delen
        return grond

    def __getnewargs__(self) -> tuple[str, tuple[str, ...]]:  # type: ignore[override]
        return str(self), self.delen


class Verklaring(Struct, frozen=True):
    """A node of the derivation: what was asked, whether it holds, and on what grounds."""

    tekst: str
    waarheid: Waarheid | None = None
    delen: tuple[Verklaring, ...] = ()


class Herleiding(Protocol):
    """Can tell more about one oordeel; asked only by who wants to know."""

    def reden(self) -> str:
        """Why, in one sentence."""

    def waarom(self) -> tuple[str, ...]:
        """Why, point by point, as people call it."""

    def nog_nodig(self) -> tuple[Stap, ...]:
        """The smallest set of changes for `voldoet`."""

    def nodige_feiten(self) -> tuple[str, ...]:
        """The facts of those changes in their order; without the words, which take longer."""

    def route(self) -> Stappenroute | None:
        """The way with the fewest changes, also when that is to wait for a day."""

    def routefeiten(self) -> tuple[str, ...]:
        """The facts of that way in their order; without the words, which take longer."""

    def verloop(self, last: date = date.max) -> tuple[date, Status] | None:
        """The first later date with another status, up to and with the last; and that status."""

    def signalen(self) -> tuple[str, ...]:
        """Remarks that never change the status."""

    def opmerkingen(self) -> tuple[str, ...]:
        """The same remarks, without the names that only files use."""

    def afleiding(self) -> tuple[Verklaring, ...]:
        """The derivation as a tree."""


# What is worked out when it is asked; who explains one norm asks its derivation where it is.
_ANSWERED = ("reden", "waarom", "nog_nodig", "route", "signalen", "opmerkingen", "verloopt_op")


@dataclass(frozen=True)
class Normoordeel:
    """The oordeel on one norm. `mogelijk` belongs to `afgeleid`; `oordeel` is what counts.

    The status is there at once; the reason and what follows from it are worked out when asked.
    """

    id: str
    thema: str
    tekst: str
    oordeel: Status
    mogelijk: tuple[Status, ...]
    afgeleid: Status
    getoetst: Status | None
    nvt_grond: NvtGrond | None
    toetsreden: str | None
    kort: str
    toetsstand: Toetsstand | None
    afwijking: Afwijkbesluit | None
    herleiding: Herleiding = field(compare=False, repr=False)
    niveau: str | None = None
    rubriek: str | None = None
    verplicht: bool = False
    telt_mee: bool = True
    handreiking: Handreiking | None = None

    def __getstate__(self) -> dict[str, object]:
        """To be kept or to travel: all that is asked of it later is answered first, but for its
        derivation; what the answers follow from stays behind.
        """
        for name in _ANSWERED:
            getattr(self, name)
        return {**vars(self), "herleiding": None}

    @property
    def geldend(self) -> Status | None:
        """What an assessor found, where that counts."""
        return self.getoetst if self.toetsstand == "geldt" else None

    @property
    def aanbeveling(self) -> bool:
        """Whether it is only recommended."""
        return not self.telt_mee

    @property
    def is_besluit(self) -> bool:
        """Whether it does not apply because somebody decided so."""
        return self.oordeel == "nvt" and self.nvt_grond == "besluit"

    @cached_property
    def reden(self) -> str:
        """Why, in one sentence."""
        return self.herleiding.reden()

    @cached_property
    def waarom(self) -> tuple[str, ...]:
        """Why, point by point, without the names that only files use."""
        return self.herleiding.waarom()

    @property
    def doen(self) -> tuple[str, ...]:
        """What is still needed, as tasks."""
        return tuple(taak for _, taak in tasks_of(self.nog_nodig))

    @cached_property
    def nog_nodig(self) -> tuple[Stap, ...]:
        """The smallest set of changes for `voldoet`; empty when it is met or out of reach."""
        return self.herleiding.nog_nodig()

    def needs(self, feit_id: str) -> bool:
        """Whether this fact must change for `voldoet`."""
        return feit_id in self.herleiding.nodige_feiten()

    @cached_property
    def route(self) -> Stappenroute | None:
        """What is left to do, as a plan says it: it may be less than now, for who can wait."""
        return self.herleiding.route()

    def routefeiten(self) -> tuple[str, ...]:
        """The facts that the route changes, each once; its words are not worked out for it."""
        return self.herleiding.routefeiten()

    @cached_property
    def signalen(self) -> tuple[str, ...]:
        """Remarks that never change the status."""
        return self.herleiding.signalen()

    @cached_property
    def opmerkingen(self) -> tuple[str, ...]:
        """The same remarks, without the names that only files use."""
        return self.herleiding.opmerkingen()

    @cached_property
    def afleiding(self) -> tuple[Verklaring, ...]:
        """The derivation as a tree; empty when no rule was asked."""
        return self.herleiding.afleiding()

    @property
    def verloopt_op(self) -> date | None:
        """The first later date on which another status counts with the same facts."""
        return self._verloop[0] if self._verloop is not None else None

    @property
    def verloopt_naar(self) -> Status | None:
        """The status on that date."""
        return self._verloop[1] if self._verloop is not None else None

    def find_verloop(self, last: date) -> tuple[date, Status] | None:
        """Both, where that is no later than a day; what comes after it is not worked out."""
        if "_verloop" not in vars(self):
            return self.herleiding.verloop(last)
        return self._verloop if self._verloop is not None and self._verloop[0] <= last else None

    @cached_property
    def _verloop(self) -> tuple[date, Status] | None:
        return self.herleiding.verloop()


class Telling(NamedTuple):
    """How many norms have each status; and how many are so by decision."""

    voldoet: int = 0
    deels: int = 0
    voldoet_niet: int = 0
    onbekend: int = 0
    nvt: int = 0
    nvt_besluit: int = 0
    afwijking: int = 0

    @property
    def van_toepassing(self) -> int:
        """All norms but those that do not apply."""
        return self.voldoet + self.deels + self.voldoet_niet + self.onbekend

    @property
    def besluiten(self) -> str:
        """What was decided on norms, in words; no stand is told without it."""
        away = f"{self.nvt_besluit} n.v.t. bij besluit" if self.nvt_besluit else ""
        many = "aanvaarde afwijking" if self.afwijking == 1 else "aanvaarde afwijkingen"
        return ", ".join(filter(None, (away, f"{self.afwijking} {many}" * bool(self.afwijking))))


class Aandeelbereik(NamedTuple):
    """The share that voldoet of what applies, and its range; None when nothing applies."""

    voldoet: Fraction | None
    minimaal: Fraction | None
    maximaal: Fraction | None


class Themaoordeel(Struct, frozen=True):
    """The norms of one thema, counted; `rubrieken` are the titles of its parts."""

    id: str
    titel: str
    telling: Telling
    normen: tuple[Normoordeel, ...]
    rubrieken: Mapping[str, str] = {}

    def of_rubriek(self, rubriek: str | None) -> tuple[Normoordeel, ...]:
        """The norms of one part; those of none for None."""
        return tuple(norm for norm in self.normen if norm.rubriek == rubriek)


class Niveauoordeel(Struct, frozen=True):
    """The norms of one level, counted, and whether they are in order."""

    id: str
    titel: str
    telling: Telling
    aandeel: Aandeelbereik
    op_orde: bool | None


@dataclass(frozen=True, slots=True)
class Parameterstand:
    """A reading that was used, and whether the werkmap changed it."""

    id: str
    waarde: str
    woord: str | None
    afwijkend: bool
    bevestigd: bool
    te_bevestigen_door: str | None
    # What it comes to, as people write and call it: no part of what a report is checked by.
    woorden: str = field(repr=False)
    # The norms whose rules use it, also no part of that; none where only other readings do.
    normen: tuple[str, ...] = field(default=(), repr=False)

    @property
    def naam(self) -> str:
        """The word of the norm that is read, or else the parameter as words."""
        return self.woord or self.id.replace("-", " ")


class Raamwerkoordeel(Struct, frozen=True):
    """One meting judged by one raamwerk on one date."""

    raamwerk: str
    titel: str
    versie: str
    peildatum: date
    op_orde: bool | None
    telling: Telling
    aandeel: Aandeelbereik
    themas: tuple[Themaoordeel, ...]
    parameters: tuple[Parameterstand, ...] = ()
    niveaus: tuple[Niveauoordeel, ...] = ()
    verplicht: Telling | None = None
    aanbevelingen: Telling | None = None

    @property
    def normen(self) -> tuple[Normoordeel, ...]:
        """All norms, in order."""
        return tuple(norm for thema in self.themas for norm in thema.normen)

    @property
    def lezingen(self) -> tuple[Parameterstand, ...]:
        """The readings but those that only norms for other types of organisations use."""
        away = {norm.id for norm in self.normen if norm.nvt_grond == "partijtype"}
        return tuple(one for one in self.parameters if not one.normen or {*one.normen} - away)

    @property
    def bepalend(self) -> tuple[Parameterstand, ...]:
        """Those to be confirmed on which norms hang that are not met."""
        failing = {norm.id for norm in self.normen if norm.afgeleid in ("deels", "voldoet_niet")}
        loose = (one for one in self.parameters if not one.bevestigd)
        return tuple(one for one in loose if failing.intersection(one.normen))

    def find(self, norm_id: str) -> Normoordeel | None:
        """The oordeel on the norm with this id."""
        return next((norm for norm in self.normen if norm.id == norm_id), None)


class Kortoordeel(Struct, frozen=True):
    """How one norm stands, without what it follows from: one of very many, and it may travel.

    `nodig` are the facts that must change. Both that and the `verloop` are known as far as they
    were asked.
    """

    id: str
    thema: str
    oordeel: Status
    mogelijk: tuple[Status, ...]
    afgeleid: Status
    getoetst: Status | None
    geldend: Status | None
    nvt_grond: NvtGrond | None
    nodig: tuple[str, ...] = ()
    verloop: tuple[date, Status] | None = None

    def needs(self, feit_id: str) -> bool:
        """Whether this fact must change for `voldoet`."""
        return feit_id in self.nodig

    def find_verloop(self, last: date) -> tuple[date, Status] | None:
        """The first later date with another status, if it is no later than this; and that."""
        return self.verloop if self.verloop is not None and self.verloop[0] <= last else None


class Raamwerkstand(Struct, frozen=True):
    """How one meting stands by one raamwerk, in the same way."""

    raamwerk: str
    versie: str
    peildatum: date
    telling: Telling
    aandeel: Aandeelbereik
    normen: tuple[Kortoordeel, ...]


def take_stand(
    oordeel: Raamwerkoordeel,
    nodig: Callable[[Normoordeel], tuple[str, ...]] = lambda _: (),
    verloop: Callable[[Normoordeel], tuple[date, Status] | None] = lambda _: None,
) -> Raamwerkstand:
    """What stays of it; per norm what is said to be asked of it is worked out now."""
    return Raamwerkstand(
        oordeel.raamwerk,
        oordeel.versie,
        oordeel.peildatum,
        oordeel.telling,
        oordeel.aandeel,
        tuple(
            Kortoordeel(
                one.id,
                one.thema,
                one.oordeel,
                one.mogelijk,
                one.afgeleid,
                one.getoetst,
                one.geldend,
                one.nvt_grond,
                nodig(one),
                verloop(one),
            )
            for one in oordeel.normen
        ),
    )


def count(normen: Iterable[Normoordeel]) -> Telling:
    """How many of these norms have each status; what is only recommended does not count."""
    return tally(norm for norm in normen if norm.telt_mee)


def tally(normen: Iterable[Normoordeel]) -> Telling:
    """How many of these norms have each status, whatever their nature."""
    counted = tuple(normen)
    statuses = [norm.oordeel for norm in counted]
    decided = sum(norm.is_besluit for norm in counted)
    accepted = sum(norm.afwijking is not None for norm in counted)
    return Telling(
        **{one: statuses.count(one) for one in STATUSES}, nvt_besluit=decided, afwijking=accepted
    )


# Word, reading and who confirms: parameters that agree in these are one question.
Lezingvraag = tuple[str, str, str]


def find_vragen(
    parameters: Iterable[Parameterstand],
) -> dict[Lezingvraag, tuple[Parameterstand, ...]]:
    """The readings that are not confirmed, those that say the same together."""
    return same_keuzes(one for one in parameters if not one.bevestigd)


def same_keuzes(
    parameters: Iterable[Parameterstand],
) -> dict[Lezingvraag, tuple[Parameterstand, ...]]:
    """The readings that say the same together: to people they are one choice."""
    found: dict[Lezingvraag, tuple[Parameterstand, ...]] = {}
    for one in parameters:
        key = (one.naam, one.woorden, one.te_bevestigen_door or "")
        found[key] = (*found.get(key, ()), one)
    return found


class Metingkop(Struct, frozen=True):
    """Of whom and of when a meting is; `code` is that of the register, where there is one."""

    bestand: str
    naam: str
    code: str | None
    type: str
    soort: Metingsoort
    status: Metingstatus
    peildatum: date
    fictief: bool


class Score(Struct, frozen=True):
    """One meting by one or more raamwerken, all on one date."""

    kop: Metingkop
    oordelen: tuple[Raamwerkoordeel, ...]
    gedeeld: tuple[Gedeeld, ...] = ()
    verondersteld: tuple[Stelling, ...] = ()


class Uitleg(Struct, frozen=True):
    """One norm of one score; `lezingen` are the parameters that its rule uses."""

    score: Score
    raamwerk: Raamwerk
    norm: Norm
    oordeel: Normoordeel
    lezingen: tuple[Parameterstand, ...]
    verhaal: Verhaal | None
