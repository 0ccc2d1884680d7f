"""All members of a district by name, for the coordinator and for nobody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from weerbaar_cli.model.bestanden.feit import Catalogus
from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.bestanden.programma import Programma
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk, Status
from weerbaar_cli.model.uitkomsten.oordeel import Kortoordeel, Parameterstand, Raamwerkstand
from weerbaar_cli.model.uitkomsten.plan import Gezamenlijk, Lidplan, Normplan
from weerbaar_cli.model.uitkomsten.vergelijking import Meetmoment
from weerbaar_cli.model.voorraad import Geperst

Inleverstand = Literal["ontbreekt", "fouten", "apart", "concept", "ingeleverd", "vastgesteld"]
# Only these three can be higher or lower than one another.
_WAARDE: dict[Status, int] = {"voldoet_niet": 0, "deels": 1, "voldoet": 2}
# So many members stand on a page whole, each with a line and a block: every gemeente of the
# country. Of a district of more nobody reads so many, and these few ask most.
ALLE_LEDEN, MEESTE_LEDEN = 400, 150
# The norms of a member that are not met, or not known to be; of very many pressed.
Normplannen = tuple[Normplan, ...] | Geperst[tuple[Normplan, ...]]


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

    `normen` are the plans for the norms of those that are told in full, by name. `ongelezen` are
    the files of which it is not known whose they are; `programmas` those for it.
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
    normen: Mapping[str, Normplannen]
    gezamenlijk: tuple[Gezamenlijk, ...]
    ongelezen: tuple[str, ...] = ()
    programmas: tuple[Programma, ...] = ()

    def with_stand(self, *standen: Inleverstand) -> tuple[Partijbeeld, ...]:
        """The members that are this far."""
        return tuple(one for one in self.partijen if one.stand in standen)

    def normen_of(self, one: Partijbeeld) -> tuple[Normplan, ...]:
        """The norms of one that is told in full; who asks for pressed ones opens them each time."""
        found = self.normen[one.naam]
        return found.whole() if isinstance(found, Geperst) else found

    @property
    def concept(self) -> frozenset[str]:
        """Who is still at work on its meting."""
        return frozenset(one.naam for one in self.with_stand("concept"))


def choose_leden(
    partijen: Sequence[Partijbeeld], *, inleveren: bool = False
) -> tuple[tuple[int, Partijbeeld], ...]:
    """The members that stand on a page by name, each with its place, in the order of names.

    Of very many those that ask most of the coordinator, or that have not handed in: this chooses
    them, and gives no order.
    """
    alle = list(enumerate(partijen, 1))
    if len(alle) <= ALLE_LEDEN:
        return tuple(alle)
    chosen = sorted(alle, key=lambda one: (inleveren * _handed_in(one[1]), _asks(one[1])))
    return tuple(sorted(chosen[:MEESTE_LEDEN], key=lambda one: one[0]))


def _handed_in(one: Partijbeeld) -> int:
    """Who has nothing comes before who is still at work."""
    return {"ingeleverd": 2, "vastgesteld": 2, "concept": 1}.get(one.stand, 0)


def _asks(one: Partijbeeld) -> tuple[int, int, int]:
    """Most first: what is late, what lapses, and the norms that are not met or not known.

    Of who has no meting there is nothing to tell but that, and it is counted.
    """
    if one.plan is None:
        return (1, 0, 0)
    return -len(one.plan.te_laat), -len(one.plan.verloopt), -one.plan.aantal


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
