"""A raamwerk made ready for computing: its rules compiled with readings, anchors and facts.

And a norm's rule made ready: its tests, what hangs together, and its decision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from weerbaar_cli.feitsoorten.combinaties import Combinatie, Delen, Geen, Indien, Normvraag, Stand
from weerbaar_cli.feitsoorten.conditie import FeitConditie, Proef, Uitkomst
from weerbaar_cli.feitsoorten.feitsoorten import proef_of
from weerbaar_cli.feitsoorten.toetskader import Lezing, Ruw, Toetskader
from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk, Regel, Status
from weerbaar_cli.model.uitkomsten.oordeel import Parameterstand

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Ankers, Catalogus


Uitkomsten = Sequence["Uitkomst"]
Beslisser = Callable[[Uitkomsten], "Uitkomst"]
Statusbeslisser = Callable[[Uitkomsten], "Status"]
# Norms whose status no fact decides: n.v.t. by decision or for this type of party, or tested.
Vastgelegd = tuple[tuple[str, "Status"], ...]


@dataclass(frozen=True, eq=False)
class Tros:
    """Facts that must be completed together, and the tests on them with their places."""

    feit_ids: tuple[str, ...]
    plaatsen: tuple[int, ...]
    toetsen: tuple[FeitConditie, ...]
    proeven: tuple[tuple[FeitConditie, Proef], ...]  # each test, and how it is done
    met_ankers: bool
    vergeleken: bool  # dates or numbers of facts with each other


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
    # Of the norms that it asks, and those that they ask: their status and their rule.
    normstatus: dict[str, Statusbeslisser]
    gevraagd: tuple[Norm, ...]
    vast: Vastgelegd


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

    def __init__(
        self, kader: Toetskader, raamwerk: Raamwerk | None = None, vast: Vastgelegd = ()
    ) -> None:
        self.kader = kader
        self.raamwerk = raamwerk
        self.vast = dict(vast)
        self.normstatus: dict[str, Statusbeslisser] = {}
        self.toetsen: list[FeitConditie] = []
        self.beslissers: dict[int, Beslisser] = {}
        self.deelstatus: tuple[Statusbeslisser, ...] = ()

    def norm(self, norm: Norm) -> Statusbeslisser:
        self.deelstatus = tuple(self.status(deel) for deel in norm.delen)
        status_of = self.status(norm)
        if norm.geldt_als is None:
            return status_of
        meant = self.conditie(norm.geldt_als)
        return lambda uitkomsten: status_of(uitkomsten) if meant(uitkomsten) else "nvt"

    def _asked(self, norm_id: str) -> Statusbeslisser:
        """The status of a norm that another asks, over the same row of outcomes."""
        if norm_id not in self.normstatus:
            self.normstatus[norm_id] = self._compile_asked(norm_id)
        return self.normstatus[norm_id]

    def _compile_asked(self, norm_id: str) -> Statusbeslisser:
        if norm_id in self.vast:
            settled = self.vast[norm_id]
            return lambda _: settled
        norm = self.raamwerk.find_norm(norm_id) if self.raamwerk is not None else None
        assert norm is not None  # the raamwerk was checked
        own = self.deelstatus
        made = self.norm(norm)
        self.deelstatus = own
        return made

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
                if isinstance(conditie, Geen):
                    return _none_of(parts)
                return _at_least(parts, conditie.needed(self.kader.lezing))
            case Stand():
                met = self.kader.lezing.resolve(conditie.parameter) == conditie.is_
                return lambda _: met
            case Delen():
                return self._delen(conditie)
            case Indien():
                return self._indien(conditie)
            case Normvraag():
                return self._normvraag(conditie)
            case _:
                return self._toets(conditie)

    def _toets(self, conditie: FeitConditie) -> Beslisser:
        if conditie not in self.toetsen:
            self.toetsen.append(conditie)
        index = self.toetsen.index(conditie)
        return lambda uitkomsten: uitkomsten[index]

    def _indien(self, conditie: Indien) -> Beslisser:
        asked, then = self.conditie(conditie.indien), self.conditie(conditie.dan)
        otherwise = None if conditie.anders is None else self.conditie(conditie.anders)

        def choose(uitkomsten: Uitkomsten) -> Uitkomst:
            if asked(uitkomsten):
                return then(uitkomsten)
            return None if otherwise is None else otherwise(uitkomsten)

        return choose

    def _normvraag(self, conditie: Normvraag) -> Beslisser:
        status_of, wanted = self._asked(conditie.norm), conditie.oordeel

        def holds(uitkomsten: Uitkomsten) -> Uitkomst:
            status = status_of(uitkomsten)
            return None if status == "nvt" else status in wanted

        return holds

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


def _none_of(parts: list[Beslisser]) -> Beslisser:
    """None of the parts that have something to test; nothing left gives None."""

    def decide(uitkomsten: Uitkomsten) -> Uitkomst:
        left = [met for part in parts if (met := part(uitkomsten)) is not None]
        return not any(left) if left else None

    return decide


def _make_rekenregel(
    norm: Norm, kader: Toetskader, raamwerk: Raamwerk, vast: Vastgelegd
) -> Rekenregel:
    """Compile a norm once per raamwerk and reading; the peildatum plays no part in it."""
    compiler = _Compiler(kader, raamwerk, vast)
    beslis = compiler.norm(norm)
    toetsen = tuple(compiler.toetsen)
    found = (raamwerk.find_norm(name) for name in compiler.normstatus if name not in dict(vast))
    return Rekenregel(
        toetsen,
        _group(toetsen, kader),
        norm,
        beslis,
        compiler.beslissers,
        compiler.deelstatus,
        compiler.normstatus,
        tuple(one for one in found if one is not None),
        vast,
    )


def make_samenstel(
    normen: Iterable[Norm], kader: Toetskader, raamwerk: Raamwerk, vast: Vastgelegd = ()
) -> Samenstel:
    """Compile several norms over the same tests."""
    compiler = _Compiler(kader, raamwerk, vast)
    beslissen = tuple(compiler.norm(norm) for norm in normen)
    toetsen = tuple(compiler.toetsen)
    return Samenstel(toetsen, _group(toetsen, kader), beslissen)


def _make_signaalregel(
    conditie: Any, kader: Toetskader, verwacht: bool = True, tekst: str = ""
) -> Signaalregel:
    """Compile a condition that stands alone: of a remark, or of whom a norm is meant for."""
    compiler = _Compiler(kader)
    beslis = compiler.conditie(conditie)
    toetsen = tuple(compiler.toetsen)
    return Signaalregel(toetsen, _group(toetsen, kader), beslis, verwacht, tekst)


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
        vergeleken=any(toets.compared_facts() for toets in own),
    )


def _order(toetsen: tuple[FeitConditie, ...], kader: Toetskader) -> dict[str, None]:
    """The rule's own order of facts: as they appear in it."""
    return dict.fromkeys(feit_id for toets in toetsen for feit_id in toets.facts(kader))


@dataclass(frozen=True, eq=False)
class Rekenraamwerk:
    """A raamwerk with its readings, anchors and facts: everything but the meting."""

    raamwerk: Raamwerk
    lezing: Lezing
    ankers: Ankers
    catalogus: Catalogus
    _per_type: dict[str, Rekenraamwerk] = field(default_factory=dict, repr=False)
    _kaders: dict[tuple[date, date, date], Toetskader] = field(default_factory=dict, repr=False)
    _regels: dict[tuple[str, Vastgelegd], Rekenregel] = field(default_factory=dict, repr=False)

    @cached_property
    def regels(self) -> dict[str, Rekenregel]:
        """Per norm its compiled rule; a norm without a rule has none."""
        ruled = (norm for norm in self.raamwerk.normen if norm.regel is None)
        return {norm.id: self.regel(norm) for norm in ruled}

    def regel(self, norm: Norm, vast: Vastgelegd = ()) -> Rekenregel:
        """The compiled rule of a norm, where the status of some that it asks is settled."""
        key = norm.id, vast
        if key not in self._regels:
            kader = self.kader(date.max, date.max)
            self._regels[key] = _make_rekenregel(norm, kader, self.raamwerk, vast)
        return self._regels[key]

    def gevraagd(self, norm: Norm) -> tuple[Norm, ...]:
        """The norms that a norm asks, and those that they ask."""
        found: dict[str, Norm] = {}
        queue = list(norm.gevraagd)
        for name in queue:
            other = self.raamwerk.find_norm(name) if name not in found else None
            if other is not None:
                found[name] = other
                queue += other.gevraagd
        return tuple(found.values())

    @cached_property
    def signaalregels(self) -> dict[str, tuple[Signaalregel, ...]]:
        """Per norm its remarks."""
        kader = self.kader(date.max, date.max)
        return {
            norm.id: tuple(
                _make_signaalregel(one.conditie, kader, one.als is not None, one.tekst)
                for one in norm.signalen
            )
            for norm in self.raamwerk.normen
            if norm.signalen
        }

    @cached_property
    def geldregels(self) -> dict[str, Signaalregel]:
        """Per norm that is meant for some parties only: what must hold of the party."""
        kader = self.kader(date.max, date.max)
        return {
            norm.id: _make_signaalregel(norm.geldt_als, kader)
            for norm in self.raamwerk.normen
            if norm.geldt_als is not None
        }

    def for_type(self, partijtype: str) -> Rekenraamwerk:
        """The same with the rules that this type of party has for itself."""
        if partijtype not in self._per_type:
            seen = self.raamwerk.seen_by(partijtype)
            own = self
            if seen is not self.raamwerk:
                own = Rekenraamwerk(seen, self.lezing, self.ankers, self.catalogus)
            self._per_type[partijtype] = own
        return self._per_type[partijtype]

    def feiten(self, norm: Norm) -> tuple[str, ...]:
        """Every fact that a norm asks, in its own order, with the checklists of its anchors."""
        kader = self.kader(date.max, date.max)
        every = (norm, *self.gevraagd(norm)) if norm.gevraagd else (norm,)
        asked = (one for each in every for one in each.alle_condities)
        tests = (one for one in asked if isinstance(one, FeitConditie))
        found = dict.fromkeys(name for toets in tests for name in toets.facts(kader))
        return tuple(found | dict.fromkeys(norm.feiten))

    def kader(self, peildatum: date, grens: date, ankerdatum: date | None = None) -> Toetskader:
        """The frame for one date and one meting's own peildatum; always the same one."""
        key = (peildatum, grens, ankerdatum or peildatum)
        if key not in self._kaders:
            self._kaders[key] = Toetskader(*key, self.lezing, self.ankers, self.catalogus)
        return self._kaders[key]

    @cached_property
    def parameters(self) -> tuple[Parameterstand, ...]:
        """The readings that are in use, in the raamwerk's order."""
        return tuple(
            Parameterstand(
                name,
                ", ".join(self.lezing.lijst(name)),
                parameter.woord,
                name in self.lezing.afwijkend,
                parameter.status == "bevestigd",
                parameter.te_bevestigen_door,
            )
            for name, parameter in self.raamwerk.parameters.items()
        )


def make_lezing(raamwerk: Raamwerk, afwijkend: Mapping[str, Ruw] | None = None) -> Lezing:
    """The raamwerk's own readings, replaced where the werkmap says otherwise."""
    own: dict[str, Ruw] = {name: one.waarde for name, one in raamwerk.parameters.items()}
    changed = {name: value for name, value in (afwijkend or {}).items() if own.get(name) != value}
    return Lezing({**own, **changed}, frozenset(changed))
