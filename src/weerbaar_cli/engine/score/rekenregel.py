"""A norm's rule made ready for computing: its tests, what hangs together, and its decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from weerbaar_cli.feitsoorten.combinaties import Combinatie, Delen, Stand
from weerbaar_cli.feitsoorten.feitsoorten import proef_of
from weerbaar_cli.model.bestanden.raamwerk import Norm, Regel, Signaal, Status

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.conditie import FeitConditie, Proef, Uitkomst
    from weerbaar_cli.feitsoorten.toetskader import Toetskader

Uitkomsten = Sequence["Uitkomst"]
Beslisser = Callable[[Uitkomsten], "Uitkomst"]
Statusbeslisser = Callable[[Uitkomsten], "Status"]


@dataclass(frozen=True, eq=False)
class Tros:
    """Facts that must be completed together, and the tests on them with their places."""

    feit_ids: tuple[str, ...]
    plaatsen: tuple[int, ...]
    toetsen: tuple[FeitConditie, ...]
    proeven: tuple[tuple[FeitConditie, Proef], ...]  # each test, and how it is done
    met_ankers: bool
    met_datums: bool  # compared with those of other facts


@dataclass(frozen=True, eq=False)
class Toetsveld:
    """The distinct tests of one or more rules, and the facts that hang together in them."""

    toetsen: tuple[FeitConditie, ...]
    trossen: tuple[Tros, ...]


@dataclass(frozen=True, eq=False)
class Rekenregel(Toetsveld):
    """One norm. `beslis` gives the status from the outcomes of `toetsen`, in their order."""

    norm: Norm
    beslis: Statusbeslisser
    beslissers: dict[int, Beslisser]
    deelstatus: tuple[Statusbeslisser, ...]


@dataclass(frozen=True, eq=False)
class Samenstel(Toetsveld):
    """Several norms that share facts, decided together."""

    beslissen: tuple[Statusbeslisser, ...]


@dataclass(frozen=True, eq=False)
class Signaalregel(Toetsveld):
    """The condition of a remark."""

    beslis: Beslisser
    verwacht: bool
    tekst: str


class _Compiler:
    """Turns conditions into functions over a row of outcomes; equal tests share one place."""

    def __init__(self, kader: Toetskader) -> None:
        self.kader = kader
        self.toetsen: list[FeitConditie] = []
        self.beslissers: dict[int, Beslisser] = {}
        self.deelstatus: tuple[Statusbeslisser, ...] = ()

    def norm(self, norm: Norm) -> Statusbeslisser:
        self.deelstatus = tuple(self.status(deel) for deel in norm.delen)
        return self.status(norm)

    def status(self, regel: Regel) -> Statusbeslisser:
        nvt, voldoet, deels = (
            None if conditie is None else self.conditie(conditie)
            for conditie in (regel.nvt, regel.voldoet, regel.deels)
        )

        def decide(uitkomsten: Uitkomsten) -> Status:
            if nvt is not None and nvt(uitkomsten):
                return "nvt"
            met = None if voldoet is None else voldoet(uitkomsten)
            if met is None:
                return "nvt"
            if met:
                return "voldoet"
            return "deels" if deels is not None and deels(uitkomsten) else "voldoet_niet"

        return decide

    def conditie(self, conditie: Any) -> Beslisser:
        made = self._make(conditie)
        self.beslissers[id(conditie)] = made
        return made

    def _make(self, conditie: Any) -> Beslisser:
        match conditie:
            case Combinatie():
                parts = [self.conditie(part) for part in conditie.parts()]
                return _at_least(parts, conditie.needed(self.kader.lezing))
            case Stand():
                met = self.kader.lezing.resolve(conditie.parameter) == conditie.is_
                return lambda _: met
            case Delen():
                return self._delen(conditie)
            case _:
                return self._toets(conditie)

    def _toets(self, conditie: FeitConditie) -> Beslisser:
        if conditie not in self.toetsen:
            self.toetsen.append(conditie)
        index = self.toetsen.index(conditie)
        return lambda uitkomsten: uitkomsten[index]

    def _delen(self, conditie: Delen) -> Beslisser:
        wanted, parts = conditie.delen, self.deelstatus
        number = None
        if conditie.minstens is not None:
            number = int(self.kader.lezing.getal(conditie.minstens))

        def count(uitkomsten: Uitkomsten) -> Uitkomst:
            statuses = [status(uitkomsten) for status in parts]
            applicable = [status for status in statuses if status != "nvt"]
            if not applicable:
                return None
            needed = len(applicable) if number is None else min(number, len(applicable))
            return sum(status in wanted for status in applicable) >= needed

        return count


def _at_least(parts: list[Beslisser], number: int) -> Beslisser:
    """At least so many of the parts that have something to test; nothing left gives None."""

    def decide(uitkomsten: Uitkomsten) -> Uitkomst:
        left = [met for part in parts if (met := part(uitkomsten)) is not None]
        if not left:
            return None
        return sum(left) >= min(number, len(left))

    return decide


def make_rekenregel(norm: Norm, kader: Toetskader) -> Rekenregel:
    """Compile a norm once per raamwerk and reading; the peildatum plays no part in it."""
    compiler = _Compiler(kader)
    beslis = compiler.norm(norm)
    toetsen = tuple(compiler.toetsen)
    trossen = _group(toetsen, kader)
    return Rekenregel(toetsen, trossen, norm, beslis, compiler.beslissers, compiler.deelstatus)


def make_samenstel(normen: Iterable[Norm], kader: Toetskader) -> Samenstel:
    """Compile several norms over the same tests."""
    compiler = _Compiler(kader)
    beslissen = tuple(compiler.norm(norm) for norm in normen)
    toetsen = tuple(compiler.toetsen)
    return Samenstel(toetsen, _group(toetsen, kader), beslissen)


def make_signaalregel(signaal: Signaal, kader: Toetskader) -> Signaalregel:
    """Compile the condition of a remark."""
    compiler = _Compiler(kader)
    beslis = compiler.conditie(signaal.conditie)
    toetsen = tuple(compiler.toetsen)
    return Signaalregel(
        toetsen, _group(toetsen, kader), beslis, signaal.als is not None, signaal.tekst
    )


def _group(toetsen: tuple[FeitConditie, ...], kader: Toetskader) -> tuple[Tros, ...]:
    """Facts that share a test belong together; all others are independent of each other."""
    groups: list[tuple[set[str], list[int]]] = []
    for index, toets in enumerate(toetsen):
        feit_ids, members = set(toets.facts(kader)), [index]
        apart = []
        for group in groups:
            if group[0] & feit_ids:
                feit_ids |= group[0]
                members += group[1]
            else:
                apart.append(group)
        groups = [*apart, (feit_ids, members)]
    order = {feit_id: place for place, feit_id in enumerate(_order(toetsen, kader))}
    found = [
        _tros(sorted(feit_ids, key=order.__getitem__), sorted(members), toetsen, kader)
        for feit_ids, members in groups
    ]
    return tuple(sorted(found, key=lambda tros: order[tros.feit_ids[0]]))


def _tros(
    feit_ids: list[str], places: list[int], toetsen: tuple[FeitConditie, ...], kader: Toetskader
) -> Tros:
    own = tuple(toetsen[place] for place in places)
    return Tros(
        tuple(feit_ids),
        tuple(places),
        own,
        proeven=tuple((toets, proef_of(toets, kader.catalogus[toets.feit])) for toets in own),
        met_ankers=any(toets.anchors(kader) for toets in own),
        met_datums=any(toets.compared_facts() for toets in own),
    )


def _order(toetsen: tuple[FeitConditie, ...], kader: Toetskader) -> dict[str, None]:
    """The rule's own order of facts: as they appear in it."""
    return dict.fromkeys(feit_id for toets in toetsen for feit_id in toets.facts(kader))
