"""Parties, the groups and districts that they belong to, and the werkmap with its settings."""

from datetime import date
from functools import cached_property
from typing import Annotated, Any, NamedTuple

from msgspec import Struct
from pydantic import BeforeValidator

from weerbaar_cli.model.bestanden.raamwerk import Partijendeel
from weerbaar_cli.model.bestanden.vertrouwelijk import Vertrouwelijk
from weerbaar_cli.model.getal import parse_heel
from weerbaar_cli.model.strict import (
    Datum,
    JaNee,
    Kenmerk,
    Meerdere,
    Strict,
    Tekst,
    fault,
    fold,
    read_rij,
    show,
)
from weerbaar_cli.model.tijd import dutch


class Partij(Strict):
    """A municipality, province, water board or any other type of organisation."""

    naam: Tekst
    type: Kenmerk
    code: Tekst | None = None
    aliassen: Annotated[Meerdere[Tekst], BeforeValidator(read_rij)] = ()
    district: Annotated[Meerdere[Kenmerk], BeforeValidator(read_rij)] = ()
    kenmerken: dict[Kenmerk, Any] = {}
    opgegaan_in: Tekst | None = None
    op: Datum | None = None
    onzeker: Tekst | None = None

    @property
    def woorden(self) -> tuple[str, ...]:
        """Its name, and its code when it has one."""
        return (self.naam, self.code) if self.code else (self.naam,)

    def __hash__(self) -> int:
        return hash((self.naam, self.type, self.code))


class Groep(Strict):
    """A group whose facts are shared: a district, a police basisteam, a werkgroep.

    Its members are those that it names, and all parties of its district. A meting of the group
    holds the shared facts; norms that are meant for its type are judged for the group itself.
    """

    naam: Tekst
    type: Kenmerk
    code: Tekst | None = None
    district: Kenmerk | None = None
    leden: Meerdere[Tekst] = ()
    onzeker: Tekst | None = None


class District(Strict):
    """A group of parties with a meeting that decides."""

    titel: Tekst
    overleg: Tekst | None = None
    aantal: Tekst | None = None
    onzeker: Tekst | None = None


_LIDWOORDEN = ("aan", "bij", "de", "den", "en", "het", "in", "op", "van")


def district_name(kenmerk: str, district: District | None) -> str:
    """What people call a district; of one without a title its id, written as a name."""
    if district is not None:
        return district.titel
    first, *rest = kenmerk.split("-")
    words = (word if word in _LIDWOORDEN else word.capitalize() for word in rest)
    return "-".join((first.capitalize(), *words))


class Verband(Strict):
    """Districts that are looked at side by side, such as those of one RIEC, in a fixed order."""

    titel: Tekst
    districten: Meerdere[Kenmerk]
    onzeker: Tekst | None = None


class Partijenbestand(Strict):
    """A registry of parties."""

    weerbaar: Tekst
    partijen: Meerdere[Partij]
    districten: dict[Kenmerk, District] = {}
    verbanden: dict[Kenmerk, Verband] = {}
    groepen: Meerdere[Groep] = ()


class Opgegaan(NamedTuple):
    """A party that went into another one, and since which day."""

    partij: str
    opvolger: str
    op: date

    @property
    def zin(self) -> str:
        """What happened, as people read it."""
        return f"{self.partij} ging op {dutch(self.op)} op in {self.opvolger}"


class Partijen(Struct, frozen=True, eq=False, dict=True):
    """The parties and groups that are known here; the first of two with one name counts."""

    alle: tuple[Partij, ...] = ()
    groepen: tuple[Groep, ...] = ()

    @cached_property
    def _as_partijen(self) -> tuple[Partij, ...]:
        return tuple(map(as_partij, self.groepen))

    @cached_property
    def _by_word(self) -> dict[str, Partij]:
        found: dict[str, Partij] = {}
        for partij in (*self.alle, *self._as_partijen):
            for word in filter(None, (partij.naam, partij.code)):
                found.setdefault(fold(word), partij)
        return found

    @cached_property
    def _groepsvormen(self) -> frozenset[Partij]:
        return frozenset(self._as_partijen)

    def is_groep(self, partij: Partij) -> bool:
        """Whether this stands for a group; then its meting is there for the facts it shares."""
        return partij in self._groepsvormen

    def groepen_of(self, partij: Partij) -> list[Groep]:
        """The groups that a party belongs to, nearest first; then the groups of those groups."""
        found: list[Groep] = []
        pending = [partij]
        while pending:
            member = pending.pop(0)
            direct = [one for one in self.groepen if one not in found and is_lid(member, one)]
            found += direct
            pending += map(as_partij, direct)
        return found

    def find(self, organisatie: str) -> Partij | None:
        """The party with this name or code, however it is written."""
        return self._by_word.get(fold(organisatie))

    def find_called(self, partij: Partij) -> Partij | None:
        """The same party as another list calls it, by a name or code of now or of then."""
        words = list(filter(None, (partij.naam, partij.code, *partij.aliassen)))
        found = next(filter(None, map(self.find, words)), None)
        if found is not None:
            return found
        names = set(map(fold, words))
        same = (one for one in self.alle if not names.isdisjoint(map(fold, one.aliassen)))
        return next(same, None)

    def opvolger_of(self, partij: Partij) -> Partij | None:
        """The party that this one went into, on whatever day."""
        found = None if partij.opgegaan_in is None else self.find(partij.opgegaan_in)
        return None if found is None or self.is_groep(found) else found

    def trace(self, naam: str, dag: date) -> tuple[Opgegaan, ...]:
        """What became of a party up to a day, step by step; nothing while it is still itself."""
        found: dict[str, Opgegaan] = {}
        partij = self.find(naam)
        while partij is not None and partij.op is not None and partij.op <= dag:
            opvolger = self.opvolger_of(partij)
            if opvolger is None or partij.naam in found:
                break
            found[partij.naam] = Opgegaan(partij.naam, opvolger.naam, partij.op)
            partij = opvolger
        return tuple(found.values())

    @cached_property
    def voorgangers(self) -> dict[str, tuple[Opgegaan, ...]]:
        """Per party the parties that went into it, in the order of the file."""
        found: dict[str, tuple[Opgegaan, ...]] = {}
        for partij in self.alle:
            opvolger = self.opvolger_of(partij)
            if opvolger is not None and partij.op is not None:
                one = Opgegaan(partij.naam, opvolger.naam, partij.op)
                found[opvolger.naam] = (*found.get(opvolger.naam, ()), one)
        return found

    def trace_between(
        self, was: str, now: str, van: date, tot: date
    ) -> tuple[tuple[Opgegaan, ...], tuple[Opgegaan, ...]]:
        """How one party became another between two days, and which others went into that one."""
        way = self.trace(was, tot) if was != now else ()
        joined = (one for one in self.voorgangers.get(now, ()) if van < one.op <= tot)
        return way, tuple(one for one in joined if one not in way)

    def exists_on(self, partij: Partij, dag: date, eerste: date = date.max) -> bool:
        """Whether a party is there on a day: until it goes into another one.

        The party that another goes into may be new: before that day it was there only when it has
        a meting of then. `eerste` is the peildatum of its first one.
        """
        if partij.op is not None and partij.op <= dag:
            return False
        begin = min((one.op for one in self.voorgangers.get(partij.naam, ())), default=date.min)
        return begin <= dag or eerste < begin

    @property
    def woorden(self) -> list[str]:
        """Every name and code."""
        named: tuple[Partij | Groep, ...] = (*self.alle, *self.groepen)
        return [word for one in named for word in (one.naam, one.code) if word]


def as_partij(groep: Groep) -> Partij:
    """A group as the party that its own meting is about."""
    # Its values were checked with the group; making the check of a Partij too would cost a start.
    return Partij.model_construct(naam=groep.naam, type=groep.type, code=groep.code)


def is_lid(partij: Partij, groep: Groep) -> bool:
    """Whether a party is a member: named by the group, or of its district."""
    if groep.district is not None and groep.district in partij.district:
        return True
    if not groep.leden:
        return False
    words = {fold(word) for word in (partij.naam, partij.code) if word}
    return any(fold(lid) in words for lid in groep.leden)


# A reader knows the own party and a colleague's; a promise on less would be no promise.
LEAST_BEKEND = 2


def read_bekend(value: Any) -> int:
    """A whole number of parties, never below the floor."""
    number = value if isinstance(value, int) else parse_heel(value)
    if number is None or number < LEAST_BEKEND:
        text = f"{show(value)} is geen geheel getal van {LEAST_BEKEND} of meer"
        tip = "Een lezer kent ten minste zijn eigen uitkomst en die van één collega: schrijf 2."
        raise fault("bekend-te-laag", text, tip)
    return number


Bekend = Annotated[int, BeforeValidator(read_bekend)]


class Publicatiebesluit(Strict):
    """What the owner decided on publishing."""

    exacte_aantallen: JaNee = False
    bekend_bij_lezer: Bekend = LEAST_BEKEND
    behaald: Partijendeel | None = None


class Werkmap(Strict):
    """The settings in a weerbaar.yaml."""

    weerbaar: Tekst
    titel: Tekst | None = None
    district: Kenmerk | None = None
    raamwerk: Annotated[Meerdere[Tekst], BeforeValidator(read_rij)] = ()
    metingen: Tekst = "metingen"
    gedeeld: Tekst = "gedeeld"
    partijen: Meerdere[Partij] = ()
    groepen: Meerdere[Groep] = ()
    parameters: dict[str, dict[Kenmerk, Tekst | Meerdere[Tekst]]] = {}
    raad_openbaar: Meerdere[Tekst] = ()
    publicatie: Publicatiebesluit = Publicatiebesluit.model_construct()
    vertrouwelijk: Vertrouwelijk | None = None
