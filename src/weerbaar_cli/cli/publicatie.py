"""Whether a group may be published beside what was published before, and that it now is.

The answer rests on the groups and the rules alone, never on a result. The register is written
before anything leaves the house; when that fails, nothing leaves it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from weerbaar_cli import __version__
from weerbaar_cli.cli.console import say
from weerbaar_cli.engine.checks.publicaties import check_publicaties
from weerbaar_cli.engine.groep.belofte import is_allowed
from weerbaar_cli.engine.groep.regels import rules_of
from weerbaar_cli.engine.groep.verwant import facts_read
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.register import Register, add_doelgroep, add_uitgaven, read_register
from weerbaar_cli.model.bestanden.publicaties import LENGTH, Uitgave, take_afdruk
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.reading.neutraal import Neutraal, neutral

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepsdoel
    from weerbaar_cli.reading.omgeving import Omgeving

BROKEN = "het register van publicaties heeft fouten; er is geen rapport gemaakt"
UNWRITABLE = "het register van publicaties is niet te schrijven; er is geen rapport gemaakt"
WRITE_TIP = "Maak de werkmap schrijfbaar: eerst wordt vastgelegd van welke groep er cijfers zijn."
NEW = "Nieuw register van publicaties: publicaties.yaml. Bewaar het bij de metingen."
NEXT = (
    "Wacht op de volgende meetronde. Is het eerdere rapport nooit verspreid, haal dan die "
    "uitgave uit het register van publicaties."
)
ANDERE_GROEP = "van een andere groep"
ANDERE_REGELS = "met andere regels, een andere versie of een andere lezing van het raamwerk"
ANDER_RAAMWERK = "van een ander raamwerk met dezelfde feiten"


@dataclass(frozen=True)
class Groep:
    """A group of which figures are wanted: who handed in for a peildatum, and of what type."""

    peildatum: date
    leden: tuple[str, ...]


@dataclass(frozen=True)
class Uitgever:
    """Knows what was published in a werkmap, and enters what is published now."""

    omgeving: Omgeving
    kern: Rekenraamwerk
    doelgroep: Groepsdoel
    register: Register

    def objection(self, groep: Groep) -> str | None:
        """Which earlier figures these could be laid over; None when there are none."""
        new = self._uitgave(groep)
        same_day = [one for one in self._uitgaven if one.peildatum == new.peildatum]
        own = [one for one in same_day if one.raamwerk == new.raamwerk]
        if not is_allowed(new.groep, (one.groep for one in own)):
            return ANDERE_GROEP
        if any(one.groep == new.groep and not _same_rules(one, new) for one in own):
            return ANDERE_REGELS
        others = [one for one in same_day if one.raamwerk != new.raamwerk]
        meeting = [one for one in others if not new.groep.isdisjoint(one.groep)]
        return ANDER_RAAMWERK if any(map(self._shares_facts, meeting)) else None

    def refuse(self, groep: Groep) -> None:
        """Raise when figures of this group may not be published."""
        found = self.objection(groep)
        if found is not None:
            when = f"{self.kern.raamwerk.id} op {dutch(groep.peildatum)}"
            message = f"voor {when} zijn al cijfers naar buiten gegaan {found}"
            raise Neutraal(message, tip=NEXT)

    def enter(self, groepen: Sequence[Groep]) -> None:
        """Write the groups down; nothing is written when they are there already."""
        with neutral(UNWRITABLE, WRITE_TIP):
            self._enter([self._uitgave(one) for one in groepen])

    @property
    def _uitgaven(self) -> tuple[Uitgave, ...]:
        return self.register.inhoud.uitgaven

    def _enter(self, wanted: list[Uitgave]) -> None:
        known = {_key(one) for one in self._uitgaven}
        new = [one for one in wanted if _key(one) not in known]
        places = list(self._without_doelgroep({_key(one) for one in wanted}))
        if places:
            add_doelgroep(self.register, places, self.doelgroep)
        if places and new:
            add_uitgaven(_read(self.omgeving), new)
        elif new:
            add_uitgaven(self.register, new)
        if self.register.document is None:
            say(NEW)

    def _without_doelgroep(self, keys: set[tuple[str, date, frozenset[str]]]) -> Iterator[int]:
        for place, one in enumerate(self._uitgaven):
            if _key(one) in keys and self.doelgroep not in one.doelgroepen:
                yield place

    def _uitgave(self, groep: Groep) -> Uitgave:
        zout = self.register.inhoud.zout
        leden = tuple(sorted(take_afdruk(zout, lid) for lid in groep.leden))
        return Uitgave(
            raamwerk=self.kern.raamwerk.id,
            versie=self.kern.raamwerk.versie,
            peildatum=groep.peildatum,
            lezing=_reading(self.kern),
            doelgroepen=(self.doelgroep,),
            aantal=len(leden),
            leden=leden,
            gemaakt_met=f"weerbaar {__version__}",
        )

    def _shares_facts(self, other: Uitgave) -> bool:
        """Whether another raamwerk reads one of our facts; one that is gone may have done so."""
        try:
            raamwerk = self.omgeving.bibliotheek.raamwerk(f"{other.raamwerk}@{other.versie}")
            found = self.omgeving.kern(raamwerk)
        except WeerbaarError:
            return True
        return bool(facts_read(self.kern) & facts_read(found))


def read_salt(omgeving: Omgeving) -> Register:
    """The register for the sake of its salt; a new one, not yet written, when there is none."""
    return _read(omgeving)


def make_uitgever(omgeving: Omgeving, kern: Rekenraamwerk, doelgroep: Groepsdoel) -> Uitgever:
    """With the register of the werkmap as it is now; raises when that has faults."""
    return Uitgever(omgeving, kern, doelgroep, _read(omgeving))


def _read(omgeving: Omgeving) -> Register:
    assert omgeving.map is not None
    tip = "Draai «weerbaar validate» in de werkmap."
    with neutral(BROKEN, tip):
        register = read_register(omgeving.map, omgeving.bibliotheek.own("publicaties"))
    if check_publicaties(register.inhoud):
        raise Neutraal(BROKEN, tip=tip)
    return register


def _key(one: Uitgave) -> tuple[str, date, frozenset[str]]:
    return one.raamwerk, one.peildatum, one.groep


def _same_rules(one: Uitgave, other: Uitgave) -> bool:
    return (one.versie, one.lezing) == (other.versie, other.lezing)


def _reading(kern: Rekenraamwerk) -> str:
    """A hash of the rules and readings in use: judged otherwise, the same norm is another norm."""
    return hashlib.sha256("\n".join(rules_of(kern)).encode()).hexdigest()[:LENGTH]
