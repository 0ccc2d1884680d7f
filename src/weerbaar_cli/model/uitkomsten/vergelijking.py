"""What changed between two measurements, and why; the causes add up exactly."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import chain
from typing import Literal, NamedTuple, get_args

from msgspec import Struct

from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.bestanden.partij import Opgegaan
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status
from weerbaar_cli.model.doelgroep import Doelgroep, audience_of

Richting = Literal["beter", "slechter", "gelijk", "nieuw", "vervallen"]
Oorzaak = Literal["regels", "anker", "tijd", "dekking", "feiten", "toepassing", "toetsing"]
# The documented order in which one thing after another is changed.
OORZAKEN: tuple[Oorzaak, ...] = get_args(Oorzaak)
OORZAAKWOORDEN: dict[Oorzaak, str] = {
    "regels": "andere regels of keuzes",
    "anker": "een wet die inging",
    "tijd": "het verstrijken van de tijd",
    "dekking": "meer of minder ingevulde feiten",
    "feiten": "andere feiten",
    "toepassing": "een wijziging in wat van toepassing is",
    "toetsing": "het oordeel van de toetser",
}


# What was filled in: more, less, or something else in its place.
_HOEVEEL = {True: "meer", False: "minder", None: "anders"}


def filled_words(*, meer: bool | None) -> str:
    """The cause `dekking`, by which way it went."""
    return f"{_HOEVEEL[meer]} ingevulde feiten"


GELDEND: frozenset[Status] = frozenset(STATUSES) - {"nvt"}
# What every page says where no norm is another, and of what moved and came back.
GELIJK = "Geen enkele norm heeft een ander oordeel."
TERUG = "Onderweg anders, nu weer gelijk"
# The causes in a sentence, each with its own preposition.
OORZAAKZINNEN: dict[Oorzaak, str] = {
    **{oorzaak: f"door {words}" for oorzaak, words in OORZAAKWOORDEN.items()},
    "toepassing": "doordat een norm wel of juist niet meer geldt",
}


# Why the judgement of an assessor is another one than the facts gave earlier.
Afwijkgrond = Literal["inzicht", "feiten", "tijd", "niet_ingevuld"]
AFWIJKGRONDEN: dict[Afwijkgrond, str] = {
    "inzicht": "verschil van inzicht: dezelfde feiten, een ander oordeel",
    "feiten": "feiten sindsdien gewijzigd",
    "tijd": "dezelfde feiten, maar door tijd, wet of regels volgt er nu iets anders uit",
    "niet_ingevuld": "geen eigen oordeel: daarvoor is te weinig ingevuld",
}


class Wending(NamedTuple):
    """One cause that turned the status of a norm."""

    oorzaak: Oorzaak
    van: Status
    naar: Status
    # The groups that share the facts that changed; empty when they are the organisation's own.
    groepen: tuple[str, ...] = ()

    @property
    def stap(self) -> int:
        """1 when it made the norm voldoet, −1 when it unmade that, else 0."""
        return (self.naar == "voldoet") - (self.van == "voldoet")

    @property
    def meer(self) -> bool | None:
        """Whether more was filled in; None where a norm that was certain is certain again."""
        return self.van == "onbekend" if "onbekend" in (self.van, self.naar) else None

    @property
    def zin(self) -> str:
        """The cause in a sentence; of what was filled in also which way."""
        if self.oorzaak == "dekking":
            return f"doordat er {_HOEVEEL[self.meer]} is ingevuld"
        return OORZAAKZINNEN[self.oorzaak]

    @property
    def woorden(self) -> str:
        """The cause as people read it."""
        shared = f" (gedeeld door {', '.join(self.groepen)})" if self.groepen else ""
        words = OORZAAKWOORDEN[self.oorzaak]
        if self.oorzaak == "dekking":
            words = filled_words(meer=self.meer)
        return f"{words}{shared}"


class Verschilregel(Struct, frozen=True):
    """One norm of a comparison; `van` or `naar` is None when it stands on one side only.

    `reden` has the names of files, `waarom` says the same for people.
    """

    id: str
    was: str
    thema: str
    tekst: str
    kort: str
    van: Status | None
    naar: Status | None
    richting: Richting
    wendingen: tuple[Wending, ...]
    reden: str
    waarom: tuple[str, ...]
    telt_mee: bool = True

    @property
    def opmerking(self) -> str:
        """What a reader of a direction must know besides."""
        if self.van in (None, "nvt") or self.naar != "nvt":
            return ""
        return "de norm geldt niet meer: geen vooruitgang en geen achteruitgang"

    @property
    def oorzaak(self) -> str:
        """The causes by name, in their order; empty when nothing turned."""
        return ", ".join(dict.fromkeys(wending.oorzaak for wending in self.wendingen))

    @property
    def oorzaak_woorden(self) -> str:
        """The causes as people read them."""
        return ", ".join(dict.fromkeys(wending.woorden for wending in self.wendingen))

    @property
    def groepen(self) -> tuple[str, ...]:
        """The groups whose shared facts turned it."""
        return tuple(dict.fromkeys(name for one in self.wendingen for name in one.groepen))


class Normverschil(Verschilregel, frozen=True):
    """One norm that stands on both sides."""

    van: Status
    naar: Status

    @property
    def verschil(self) -> int:
        """1 when it voldoet now and did not, −1 the other way round, else 0."""
        return (self.naar == "voldoet") - (self.van == "voldoet")

    @property
    def beslissend(self) -> Wending | None:
        """What made that difference in the end; None where there is none."""
        turns = [turn for turn in self.wendingen if turn.stap and turn.stap == self.verschil]
        return turns[-1] if turns else None


class Afwijking(NamedTuple):
    """Where what follows from the facts and the judgement of the assessor differ.

    `eigen` is what followed from the facts of the earlier meting, `nu` from those of the assessed
    one; they are the same when there is no earlier meting, or when that was assessed itself.
    """

    norm: str
    eigen: Status
    nu: Status
    getoetst: Status
    grond: Afwijkgrond


class Vergelijking(NamedTuple):
    """Two measurements of one organisation by one raamwerk."""

    raamwerk: str
    titel: str
    versie_van: str
    versie_naar: str
    normen: tuple[Verschilregel, ...]
    afwijkingen: tuple[Afwijking, ...]

    @property
    def vergelijkbaar(self) -> tuple[Normverschil, ...]:
        """The norms that stand on both sides; only they can count."""
        return tuple(norm for norm in self.normen if isinstance(norm, Normverschil))

    @property
    def geteld(self) -> tuple[Normverschil, ...]:
        """The comparable norms that stand in a total; one that is only recommended does not."""
        return tuple(norm for norm in self.vergelijkbaar if norm.telt_mee)

    def per_thema(self) -> dict[str, int]:
        """Per thema how many more norms voldoet."""
        themas = dict.fromkeys((norm.thema for norm in self.geteld), 0)
        for norm in self.geteld:
            themas[norm.thema] += norm.verschil
        return themas

    @property
    def gewijzigd(self) -> tuple[Normverschil, ...]:
        """The comparable norms with another status."""
        return tuple(norm for norm in self.vergelijkbaar if norm.van != norm.naar)

    @property
    def teruggekeerd(self) -> tuple[Normverschil, ...]:
        """The norms that turned and turned back: their causes stand in the sum as well."""
        return tuple(
            norm for norm in self.vergelijkbaar if norm.wendingen and norm.van == norm.naar
        )

    @property
    def eenzijdig(self) -> tuple[Verschilregel, ...]:
        """The norms that stand on one side only."""
        return tuple(norm for norm in self.normen if not isinstance(norm, Normverschil))

    @property
    def is_gelijk(self) -> bool:
        """Whether there is nothing to tell: no status turned, and nobody saw it differently."""
        turned = any(norm.wendingen for norm in self.normen)
        return not (turned or self.eenzijdig or self.afwijkingen)

    @property
    def totaal(self) -> int:
        """How many more norms voldoet, on both sides the same norms."""
        return sum(norm.verschil for norm in self.geteld)

    @property
    def voldoet(self) -> tuple[int, int]:
        """How many voldoet, then and now."""
        return self._count(frozenset(("voldoet",)))

    @property
    def van_toepassing(self) -> tuple[int, int]:
        """Of how many, then and now: what does not apply does not count."""
        return self._count(GELDEND)

    def _count(self, statuses: Collection[Status]) -> tuple[int, int]:
        then = sum(norm.van in statuses for norm in self.geteld)
        return then, sum(norm.naar in statuses for norm in self.geteld)

    @property
    def oorzaken(self) -> dict[Oorzaak, int]:
        """Per cause how many norms it made voldoet, less those that it unmade; adds up."""
        found: dict[Oorzaak, int] = dict.fromkeys(OORZAKEN, 0)
        for norm in self.geteld:
            for turn in norm.wendingen:
                found[turn.oorzaak] += turn.stap
        return found

    @property
    def oorzaken_beslissend(self) -> dict[tuple[Oorzaak, int], int]:
        """The same of what decided each norm in the end: what came back counts nowhere; adds up.

        What a cause made voldoet and what it unmade stand apart, as they do in a list of norms.
        """
        found = {(oorzaak, stap): 0 for oorzaak in OORZAKEN for stap in (1, -1)}
        for norm in self.geteld:
            if norm.beslissend is not None and norm.verschil:
                found[norm.beslissend.oorzaak, norm.verschil] += norm.verschil
        return found


class Meetmoment(NamedTuple):
    """A meting as it is named in what comes out: its file, its kind, its date."""

    bestand: str
    soort: Metingsoort
    peildatum: date
    fictief: bool


class Paar(NamedTuple):
    """One organisation on both sides, by one raamwerk.

    `opgegaan`: how the organisation of then went into the one of now; nothing when it is the same.
    `ook_opgegaan`: the others that went into it since then, of which nothing stands here.
    """

    organisatie: str
    van: Meetmoment
    naar: Meetmoment
    vergelijking: Vergelijking
    opgegaan: tuple[Opgegaan, ...] = ()
    ook_opgegaan: tuple[Opgegaan, ...] = ()


class Eenzijdig(NamedTuple):
    """A meting that stands on one side only."""

    organisatie: str
    meting: Meetmoment


class Vergelijkingen(NamedTuple):
    """Everything that was compared, and what stands on one side only.

    `van` and `naar` are what the sides are called; `mappen`: it is about all organisations of a
    folder. `gebroken` are the organisations whose last meting cannot be read, for an older one
    would tell another story; `ongelezen` are files, `ouder` those of which the organisation has a
    later meting on the same side. `opgegaan` are organisations that went into one of the other side
    together: which of them it is compared with is not for the program to say. `verdwenen` and
    `nieuw` are metingen that stand on one side only, `onvergelijkbaar` says what could not be held
    against each other. `besluiten` are, of what is new, the norms that somebody decided on and of
    which the organisation had no such decision on the other side.
    """

    van: str
    naar: str
    mappen: bool
    paren: Collection[Paar]
    alleen_van: tuple[str, ...] = ()
    alleen_naar: tuple[str, ...] = ()
    gebroken: tuple[str, ...] = ()
    ongelezen: tuple[str, ...] = ()
    ouder: tuple[str, ...] = ()
    opgegaan: tuple[Opgegaan, ...] = ()
    verdwenen: tuple[Eenzijdig, ...] = ()
    nieuw: tuple[Eenzijdig, ...] = ()
    onvergelijkbaar: tuple[str, ...] = ()
    besluiten: tuple[tuple[Meetmoment, tuple[str, ...]], ...] = ()

    @property
    def fictief(self) -> bool:
        """Whether the data is invented; both sides and all organisations are alike in this."""
        return next((one.naar.fictief for one in self.paren), False)

    @property
    def doelgroep(self) -> Doelgroep:
        """Who may read it."""
        names = chain(self.alleen_van, self.alleen_naar, self.gebroken, self._compared())
        first = next(names, None)
        return audience_of(1 + any(name != first for name in names))  # a second one says enough

    def _compared(self) -> Iterator[str]:
        return (one.organisatie for one in self.paren)
