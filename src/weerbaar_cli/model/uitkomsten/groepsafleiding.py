"""What follows from the published figures of a group, and from nothing else.

The page, its charts and the JSON all take their totals, movement and groups of norms from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from weerbaar_cli.model.bestanden.feit import Anker, Catalogus
from weerbaar_cli.model.bestanden.programma import Deelproject, Programma
from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk, Thema
from weerbaar_cli.model.uitkomsten.groepsbeeld import (
    Behaald,
    Beweging,
    Groepsbeeld,
    Groepsnorm,
    Tal,
)
from weerbaar_cli.model.uitkomsten.oordeel import Parameterstand


class Groepsrapport(NamedTuple):
    """The figures of a group with the texts that they belong to; nothing here is of one party.

    `overleg` is the meeting that decides. `ankers` are the changes of law, by id, that touch
    a norm of the raamwerk: those to come, and those since the edition before. `herziening`: these
    figures correct others of the same round that went out before.
    """

    beeld: Groepsbeeld
    district: str
    overleg: str | None
    raamwerk: Raamwerk
    catalogus: Catalogus
    parameters: tuple[Parameterstand, ...]
    ankers: tuple[tuple[str, Anker], ...]
    programmas: tuple[Programma, ...]
    herziening: bool = False


# How many parties meet a norm, as coarse as a sentence can say it.
Omvang = Literal["bijna_alle", "deel", "geen_of_enkele", "te_klein"]
OMVANGEN: tuple[Omvang, ...] = ("bijna_alle", "deel", "geen_of_enkele", "te_klein")


class Bereik(NamedTuple):
    """Anything from `laag` up to `hoog` of `van`; one number when they are the same."""

    laag: int
    hoog: int
    van: int

    @property
    def is_exact(self) -> bool:
        """Whether it is one number."""
        return self.laag == self.hoog

    @property
    def minimaal(self) -> Fraction | None:
        """The lowest share that it can be; None of nothing."""
        return Fraction(self.laag, self.van) if self.van else None

    @property
    def maximaal(self) -> Fraction | None:
        """The highest share that it can be; None of nothing."""
        return Fraction(self.hoog, self.van) if self.van else None


class Normstand(NamedTuple):
    """One norm of the group now, and where it may be told, before."""

    norm: Norm
    nu: Groepsnorm
    vorige: Groepsnorm | None
    omvang: Omvang
    beweging: Beweging | None
    gehaald: Behaald | None


class Themastand(NamedTuple):
    """The norms of one thema together: so many judgements of so many are `voldoet`."""

    thema: Thema
    normen: tuple[Normstand, ...]
    nu: Bereik
    vorige: Bereik | None
    beweging: Beweging | None

    @property
    def te_klein(self) -> bool:
        """Whether no norm of the thema may be shown."""
        return all(one.omvang == "te_klein" for one in self.normen)


class Draad(NamedTuple):
    """A shared cause: a fact that a norm asks, and how many parties still need it."""

    norm: Norm
    feit: str
    aantal: Tal


def make_themas(rapport: Groepsrapport) -> tuple[Themastand, ...]:
    """The group by thema, in the order of the raamwerk; a thema without figures is left out."""
    beeld = rapport.beeld
    nu = _by_place(beeld.nu.normen)
    vorige = _by_place(beeld.vorige.normen) if beeld.vorige and beeld.zelfde_groep else {}
    bepalend = {norm.id for norm in rapport.raamwerk.bepalend}
    found, place = [], 0
    for thema in rapport.raamwerk.themas:
        places = enumerate(thema.normen, start=place)
        normen = tuple(
            _normstand(beeld, norm, nu[index], vorige.get(index), beslist=norm.id in bepalend)
            for index, norm in places
            if index in nu
        )
        place += len(thema.normen)
        if normen:
            found.append(_themastand(thema, normen))
    return tuple(found)


def all_normen(themas: Iterable[Themastand]) -> tuple[Normstand, ...]:
    """Every norm with figures, in order."""
    return tuple(norm for thema in themas for norm in thema.normen)


def _by_place(normen: Iterable[Groepsnorm]) -> dict[int, Groepsnorm]:
    return {one.norm: one for one in normen}


def _normstand(
    beeld: Groepsbeeld, norm: Norm, nu: Groepsnorm, vorige: Groepsnorm | None, *, beslist: bool
) -> Normstand:
    before = as_bereik(vorige.voldoet) if vorige is not None else None
    return Normstand(
        norm=norm,
        nu=nu,
        vorige=vorige,
        omvang=omvang_of(nu.voldoet, beeld.bekend_bij_lezer),
        beweging=beweging_of(as_bereik(nu.voldoet), before),
        gehaald=_reaches(nu.voldoet, beeld) if beslist else None,
    )


def _themastand(thema: Thema, normen: tuple[Normstand, ...]) -> Themastand:
    geteld = [one for one in normen if one.norm.telt_mee]
    nu = sum_of(one.nu.voldoet for one in geteld)
    known = [one.vorige.voldoet for one in geteld if one.vorige is not None]
    vorige = sum_of(known) if len(known) == len(geteld) else None
    return Themastand(thema, normen, nu, vorige, beweging_of(nu, vorige))


def as_bereik(tal: Tal) -> Bereik:
    """A published figure without its word."""
    return Bereik(tal.laag, tal.hoog, tal.van)


def sum_of(tallen: Iterable[Tal | Bereik]) -> Bereik:
    """The total of published figures: it lies between the sums of their ends."""
    found = tuple(tallen)
    return Bereik(
        sum(one.laag for one in found),
        sum(one.hoog for one in found),
        sum(one.van for one in found),
    )


def total_of(themas: Iterable[Themastand]) -> Bereik:
    """All judgements of the group together; what is only recommended does not count."""
    return sum_of(one.nu.voldoet for one in all_normen(themas) if one.norm.telt_mee)


def beweging_of(nu: Bereik, vorige: Bereik | None) -> Beweging | None:
    """What is certain of the difference; None when there is nothing to compare with."""
    if vorige is None:
        return None
    if nu.van != vorige.van:
        return "niet_zichtbaar"
    if nu.laag > vorige.hoog:
        return "meer"
    if nu.hoog < vorige.laag:
        return "minder"
    same = nu.is_exact and vorige.is_exact
    return "gelijk" if same else "niet_zichtbaar"


def omvang_of(tal: Tal, bekend_bij_lezer: int) -> Omvang:
    """Which of the four groups of norms a figure belongs to, also when it is an exact one."""
    if tal.woord == "te_klein":
        return "te_klein"
    if tal.laag >= tal.van - bekend_bij_lezer - 1:
        return "bijna_alle"
    return "geen_of_enkele" if tal.hoog <= bekend_bij_lezer + 1 else "deel"


def _reaches(tal: Tal, beeld: Groepsbeeld) -> Behaald | None:
    """Whether one norm is met by as many parties as the owner asks.

    None without such a rule, when the rule asks all, and for a norm that is not meant for all.
    """
    nodig, iedereen = beeld.partijen_nodig, beeld.nu.ingeleverd
    if nodig is None or nodig == iedereen or tal.van != iedereen:
        return None
    if tal.laag >= nodig:
        return "ja"
    return "nee" if tal.hoog < nodig else "niet_te_zeggen"


def find_draden(rapport: Groepsrapport) -> tuple[Draad, ...]:
    """The shared causes that more than a few parties have, the most common first."""
    few = rapport.beeld.bekend_bij_lezer + 1
    found = [draad for one in all_normen(make_themas(rapport)) for draad in _draad(one)]
    return tuple(sorted((one for one in found if one.aantal.laag > few), key=_most_first))


def _most_first(one: Draad) -> int:
    return -one.aantal.laag


def _draad(one: Normstand) -> tuple[Draad, ...]:
    place, aantal = one.nu.oorzaakfeit, one.nu.oorzaak
    if place is None or aantal is None:
        return ()
    return (Draad(one.norm, one.norm.feit_ids[place], aantal),)


def find_verlopend(rapport: Groepsrapport) -> tuple[Normstand, ...]:
    """The norms that lapse at more than a few parties."""
    few = rapport.beeld.bekend_bij_lezer + 1
    return tuple(one for one in all_normen(make_themas(rapport)) if one.nu.verloopt.laag > few)


def helps_of(rapport: Groepsrapport, project: Deelproject) -> tuple[str, ...]:
    """The norms of this raamwerk that a project helps, in the order of the raamwerk."""
    named = {
        norm
        for name, _, norm in (one.partition("/") for one in project.normen)
        if name.partition("@")[0] == rapport.raamwerk.id
    }
    return tuple(one.id for one in rapport.raamwerk.normen if one.id in named)


def touched_by(rapport: Groepsrapport, anker: Anker) -> tuple[str, ...]:
    """The norms of the raamwerk that a change of law touches."""
    feiten = {*anker.feiten, *(one for one in anker.feiten.values() if one != "geen")}
    return tuple(one.id for one in rapport.raamwerk.normen if feiten & {*one.feit_ids})


def laws_to_come(rapport: Groepsrapport) -> tuple[Anker, ...]:
    """The changes of law after the peildatum, the first one first."""
    peildatum = rapport.beeld.nu.peildatum
    return tuple(anker for anker in _by_day(rapport) if anker.vanaf > peildatum)


def laws_since(rapport: Groepsrapport) -> tuple[Anker, ...]:
    """The changes of law that took effect between the two editions."""
    beeld = rapport.beeld
    if beeld.vorige is None:
        return ()
    van, tot = beeld.vorige.peildatum, beeld.nu.peildatum
    return tuple(anker for anker in _by_day(rapport) if van < anker.vanaf <= tot)


def _by_day(rapport: Groepsrapport) -> tuple[Anker, ...]:
    return tuple(anker for _, anker in sorted(rapport.ankers, key=_day))


def _day(one: tuple[str, Anker]) -> tuple[date, str]:
    return one[1].vanaf, one[0]


def projects_for(rapport: Groepsrapport, norm_id: str) -> tuple[Deelproject, ...]:
    """The projects of all programmes that help a norm."""
    projects = (one for programma in rapport.programmas for one in programma.deelprojecten)
    return tuple(one for one in projects if norm_id in helps_of(rapport, one))


def find_stil(rapport: Groepsrapport) -> tuple[Normstand, ...]:
    """The norms that hardly any party meets and that no project helps."""
    return tuple(
        one
        for one in all_normen(make_themas(rapport))
        if one.omvang == "geen_of_enkele" and not projects_for(rapport, one.norm.id)
    )


def days_left(rapport: Groepsrapport) -> int | None:
    """Days from the peildatum to the target date, negative after it; None without one."""
    streefdatum = rapport.raamwerk.streefdatum
    return (streefdatum - rapport.beeld.nu.peildatum).days if streefdatum is not None else None
