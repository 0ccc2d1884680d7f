"""All members of a district by name, for the coordinator and for nobody else."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from weerbaar_cli.model.bestanden.feit import Catalogus
from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.bestanden.programma import Programma
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk, Status
from weerbaar_cli.model.uitkomsten.oordeel import Kortoordeel, Parameterstand, Raamwerkstand
from weerbaar_cli.model.uitkomsten.plan import Gezamenlijk, Normplan, Planactie, Verloop
from weerbaar_cli.model.uitkomsten.vergelijking import Meetmoment
from weerbaar_cli.model.voorraad import Geperst

Inleverstand = Literal["ontbreekt", "fouten", "apart", "concept", "ingeleverd", "vastgesteld"]
# Only these three can be higher or lower than one another.
_WAARDE: dict[Status, int] = {"voldoet_niet": 0, "deels": 1, "voldoet": 2}


class Lidplan(NamedTuple):
    """What is told of the plan of a member; `aantal` is how many norms are open.

    Of very many members these norms are pressed: who asks for them opens them each time.
    """

    acties: tuple[Planactie, ...]
    verloopt: tuple[Verloop, ...]
    aantal: int
    inhoud: tuple[Normplan, ...] | Geperst[tuple[Normplan, ...]]

    @property
    def normen(self) -> tuple[Normplan, ...]:
        """The norms that are not met, or not known to be."""
        return self.inhoud.whole() if isinstance(self.inhoud, Geperst) else self.inhoud

    @property
    def bepalend(self) -> tuple[Normplan, ...]:
        """The same without what is only recommended."""
        return tuple(one for one in self.normen if one.telt_mee)

    @property
    def te_laat(self) -> tuple[Planactie, ...]:
        """The actions that should have been done."""
        return tuple(one for one in self.acties if one.te_laat)


class Partijbeeld(NamedTuple):
    """One member: how far it is, and its result and plan, which a missing member does not have.

    `compleet`: no blank fact can still make a difference. `apart`: its meting that is of another
    kind or day than the edition; `gebroken`: the day of its meting with a fout when that is not the
    day of the edition, and the last of all days when it cannot be read.
    """

    naam: str
    type: str
    stand: Inleverstand
    oordeel: Raamwerkstand | None
    plan: Lidplan | None
    compleet: bool
    apart: Meetmoment | None = None
    gebroken: date | None = None

    @property
    def getoetst(self) -> tuple[Kortoordeel, ...]:
        """The norms on which an assessor gave a judgement that counts."""
        normen = self.oordeel.normen if self.oordeel is not None else ()
        return tuple(one for one in normen if one.geldend is not None)


class Toetsverschil(NamedTuple):
    """How often an assessor agreed with what follows from the facts, on one norm or on all."""

    norm: str
    gelijk: int
    hoger: int
    lager: int
    anders: int

    @property
    def getoetst(self) -> int:
        """How often there was a judgement."""
        return self.gelijk + self.hoger + self.lager + self.anders


class Coordinatorbeeld(NamedTuple):
    """One edition of a district. The members are in the order of their names.

    `ongelezen` are the files of which it is not known whose they are; `programmas` those for it.
    """

    district: str
    overleg: str | None
    soort: Metingsoort
    peildatum: date
    verloopt_tot: date
    fictief: bool
    raamwerk: Raamwerk
    catalogus: Catalogus
    parameters: tuple[Parameterstand, ...]
    partijen: tuple[Partijbeeld, ...]
    gezamenlijk: tuple[Gezamenlijk, ...]
    ongelezen: tuple[str, ...] = ()
    programmas: tuple[Programma, ...] = ()

    def with_stand(self, *standen: Inleverstand) -> tuple[Partijbeeld, ...]:
        """The members that are this far."""
        return tuple(one for one in self.partijen if one.stand in standen)

    @property
    def concept(self) -> frozenset[str]:
        """Who is still at work on its meting."""
        return frozenset(one.naam for one in self.with_stand("concept"))


def compare_toetsing(beeld: Coordinatorbeeld) -> tuple[Toetsverschil, ...]:
    """Per norm that an assessor judged anywhere: how often the same, higher, lower or else."""
    found: dict[str, list[Kortoordeel]] = {}
    for one in beeld.partijen:
        for norm in one.getoetst:
            found.setdefault(norm.id, []).append(norm)
    ordered = (one.id for one in beeld.raamwerk.normen if one.id in found)
    return tuple(_verschil(name, found[name]) for name in ordered)


def _verschil(name: str, normen: list[Kortoordeel]) -> Toetsverschil:
    kinds = [_kind(one) for one in normen]
    return Toetsverschil(
        name, *(kinds.count(one) for one in ("gelijk", "hoger", "lager", "anders"))
    )


def _kind(one: Kortoordeel) -> str:
    """An unknown fact, and a norm that does not apply, cannot be higher or lower."""
    if one.getoetst == one.afgeleid:
        return "gelijk"
    own = _WAARDE.get(one.afgeleid)
    theirs = None if one.getoetst is None else _WAARDE.get(one.getoetst)
    if own is None or theirs is None:
        return "anders"
    return "hoger" if theirs > own else "lager"
