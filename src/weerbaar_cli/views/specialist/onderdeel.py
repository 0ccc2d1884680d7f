"""What a district is supported with, from programme to norm to member; each norm stands once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from weerbaar_cli.model.bestanden.programma import Deelproject, Programma
from weerbaar_cli.model.bestanden.raamwerk import Norm
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import Coordinatorbeeld
from weerbaar_cli.model.uitkomsten.plan import Gezamenlijk, Normplan


class Lidnorm(NamedTuple):
    """A norm that one member does not meet, or of which it does not know."""

    naam: str
    plan: Normplan


class Onderdeelnorm(NamedTuple):
    """A norm with the members that have work left on it, and what can be made once for all."""

    norm: Norm
    leden: tuple[Lidnorm, ...]
    samen: tuple[Gezamenlijk, ...]

    @property
    def zonder_actie(self) -> int:
        """At how many nobody is at work on it."""
        return sum(one.plan.zonder_actie for one in self.leden)

    @property
    def feiten(self) -> dict[str, tuple[str, ...]]:
        """The facts to change by what people call them, with the members that need each."""
        found: dict[str, dict[str, None]] = {}
        for one in self.leden:
            for stap in one.plan.route.stappen if one.plan.route is not None else ():
                found.setdefault(stap.kort, {})[one.naam] = None
        return {kort: tuple(names) for kort, names in found.items()}


class Werkonderdeel(NamedTuple):
    """A project of a programme, or else a thema or a part of one; `normen` are those with work.

    `eerder` are norms of the project that stand at a project before it; `klaar`: it has norms of
    its own, and nobody has work left on them.
    """

    titel: str
    normen: tuple[Onderdeelnorm, ...]
    eerder: tuple[str, ...] = ()
    klaar: bool = False
    programma: Programma | None = None
    project: Deelproject | None = None

    @property
    def nog_open(self) -> int:
        """How often a norm is not met: by norm and member."""
        return sum(len(one.leden) for one in self.normen)

    @property
    def zonder_actie(self) -> int:
        """How many of these have no action."""
        return sum(one.zonder_actie for one in self.normen)


def make_onderdelen(beeld: Coordinatorbeeld) -> tuple[Werkonderdeel, ...]:
    """Every project that names a norm of the raamwerk, then what no project names by thema."""
    left = {norm.id: norm for norm in beeld.raamwerk.normen}
    work = _find_work(beeld)
    projecten = (
        _project(beeld, programma, project, left, work)
        for programma in beeld.programmas
        for project in programma.deelprojecten
        if project.status != "vervallen"
    )
    found = [one for one in projecten if one.normen or one.eerder or one.klaar]
    rest = (
        Werkonderdeel(titel, _with_work(beeld, normen, work))
        for titel, normen in _rest(beeld, left)
    )
    return (*found, *(one for one in rest if one.normen))


def _project(
    beeld: Coordinatorbeeld,
    programma: Programma,
    project: Deelproject,
    left: dict[str, Norm],
    work: Mapping[str, tuple[Lidnorm, ...]],
) -> Werkonderdeel:
    """One project; the norms that it takes are no longer left for the next."""
    names = [name.rpartition("/") for name in project.normen]
    ids = [norm for raamwerk, _, norm in names if raamwerk == beeld.raamwerk.id]
    eerder = tuple(name for name in ids if name not in left)
    mine = [left.pop(name) for name in ids if name in left]
    normen = _with_work(beeld, mine, work)
    klaar = bool(mine) and not normen
    return Werkonderdeel(project.titel, normen, eerder, klaar, programma, project)


def _rest(beeld: Coordinatorbeeld, left: Mapping[str, Norm]) -> Iterator[tuple[str, list[Norm]]]:
    parts = (
        (thema, rubriek, titel)
        for thema in beeld.raamwerk.themas
        for rubriek, titel in ((None, f"{thema.id} {thema.titel}"), *thema.rubrieken.items())
    )
    for thema, rubriek, titel in parts:
        yield titel, [one for one in thema.normen if one.id in left and one.rubriek == rubriek]


def _find_work(beeld: Coordinatorbeeld) -> dict[str, tuple[Lidnorm, ...]]:
    """Per norm the members with work left on it, in the words and counts of their own plans."""
    found: dict[str, list[Lidnorm]] = {}
    planned = (one for one in beeld.partijen if one.plan is not None)
    every = (Lidnorm(one.naam, norm) for one in planned for norm in beeld.normen_of(one))
    for lid in (lid for lid in every if lid.plan.telt_mee):
        found.setdefault(lid.plan.id, []).append(lid)
    return {name: tuple(leden) for name, leden in found.items()}


def _with_work(
    beeld: Coordinatorbeeld, normen: Sequence[Norm], work: Mapping[str, tuple[Lidnorm, ...]]
) -> tuple[Onderdeelnorm, ...]:
    return tuple(
        Onderdeelnorm(one, work[one.id], _together(beeld, one)) for one in normen if one.id in work
    )


def _together(beeld: Coordinatorbeeld, norm: Norm) -> tuple[Gezamenlijk, ...]:
    """What can be made once for all that need it for this norm."""
    once = (one for one in beeld.gezamenlijk if one.in_een_keer)
    return tuple(one for one in once if norm.id in {name for _, name in one.normen})
