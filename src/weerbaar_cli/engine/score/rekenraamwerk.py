"""A raamwerk made ready for computing: its rules compiled with readings, anchors and facts.

And a norm's rule made ready: its tests, what hangs together, and its decision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from msgspec import Struct, field

from weerbaar_cli.feitsoorten.combinaties import (
    Combinatie,
    Delen,
    Geen,
    HeeftBewijs,
    Indien,
    Normvraag,
    Stand,
    walk,
)
from weerbaar_cli.feitsoorten.conditie import FeitConditie, Kennis, Uitkomst
from weerbaar_cli.feitsoorten.document import Toets, by_standing
from weerbaar_cli.feitsoorten.feitsoorten import proef_of, soort_of, spell_readings
from weerbaar_cli.feitsoorten.toetskader import Bewijsvraag, Lezing, Toetskader
from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk, Regel, Status
from weerbaar_cli.model.uitkomsten.oordeel import Parameterstand

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Ankers, Catalogus


T = TypeVar("T")
# A test over one case, or over each document as the only one.
Gevalsproef = Callable[[FeitConditie, Sequence[Kennis], Toetskader], Any]
Uitkomsten = Sequence["Uitkomst"]
Beslisser = Callable[[Uitkomsten], "Uitkomst"]
Statusbeslisser = Callable[[Uitkomsten], "Status"]
# Norms whose status no fact decides: n.v.t. by decision or for this type of party, or tested.
Vastgelegd = tuple[tuple[str, "Status"], ...]


class Toetsplaats(NamedTuple):
    """A test where it stands: of a fact of a document (`stuk`), `samen` with what belongs to it."""

    toets: FeitConditie
    stuk: str | None
    samen: bool

    def facts(self, kader: Toetskader) -> tuple[str, ...]:
        """The facts that it reads, and the documents that say of which document it reads them."""
        named = self.toets.facts(kader)
        return named if self.stuk is None else (*named, self.stuk)

    def proef(self, kader: Toetskader) -> Gevalsproef:
        """How it is done: of several documents for each, or for the one that counts."""
        own = proef_of(self.toets, kader.catalogus[self.toets.feit])

        def decide(toets: FeitConditie, cases: Sequence[Kennis], kader: Toetskader) -> Any:
            if len(cases) > 1:
                return tuple(own(toets, case, kader) for case in cases)
            return own(toets, cases[0], kader)

        return decide if self.samen else lambda toets, cases, kader: own(toets, cases[0], kader)


class Blik:
    """Looks at one document at a time where a condition asks something of it and its facts.

    `samen` are those documents; `plaatsen` tell for each where the tests stand.
    """

    def __init__(self, samen: frozenset[str]) -> None:
        self.samen = samen
        self.plaatsen: dict[str, list[int]] = {}
        self.beslis: Beslisser = lambda _: None

    def decide(self, uitkomsten: Uitkomsten) -> Uitkomst:
        """Whether the condition holds for some document."""
        found = {self.beslis(one) for one in self._views(uitkomsten)}
        return True if True in found else False if False in found else None

    def seen(self, part: Beslisser) -> Beslisser:
        """A part of the condition, for the document for which the whole holds; else the first."""

        def decide(uitkomsten: Uitkomsten) -> Uitkomst:
            views = list(self._views(uitkomsten))
            return part(next((one for one in views if self.beslis(one)), views[0]))

        return decide

    def _views(self, uitkomsten: Uitkomsten) -> Iterator[Uitkomsten]:
        rows = [
            places for places in self.plaatsen.values() if isinstance(uitkomsten[places[0]], tuple)
        ]
        first: list[Any] = [uitkomsten[places[0]] for places in rows]
        sizes = (range(len(outcomes)) for outcomes in first)
        for chosen in product(*sizes):
            indexes = [
                (place, index)
                for places, index in zip(rows, chosen, strict=True)
                for place in set(places)
            ]
            one: list[Any] = list(uitkomsten)
            for place, index in indexes:
                one[place] = one[place][index]
            yield one


def _joined(conditie: Any, catalogus: Catalogus) -> frozenset[str]:
    """The documents of which a condition asks something, and of facts that belong to them too."""
    asked = {toets.feit for toets in walk(conditie) if isinstance(toets, FeitConditie)}
    return frozenset(bij for name in asked if (bij := catalogus[name].bij) in asked and bij)


class Tros(Struct, frozen=True, eq=False, dict=True):
    """Facts that must be completed together, and the tests on them with their places."""

    feit_ids: tuple[str, ...]
    plaatsen: tuple[int, ...]
    toetsen: tuple[FeitConditie, ...]
    # Each test, the document whose cases it is done over, and how.
    proeven: tuple[tuple[FeitConditie, str | None, Gevalsproef], ...]
    # Facts that belong to a document of the bunch, each with that document.
    stukken: tuple[tuple[str, str], ...]
    # Documents of which nothing is asked: they only say in which of several others are read.
    leidend: frozenset[str]
    # Facts beside others that only their own tests read.
    alleen: frozenset[str]
    met_ankers: bool
    vergeleken: bool  # dates or numbers of facts with each other
    tijdloos: bool  # on every day the same

    @cached_property
    def bewijsvragen(self) -> dict[str, Bewijsvraag]:
        """What is asked of the evidence of facts, where anything is."""
        asked = {one.feit for one in self.toetsen if isinstance(one, HeeftBewijs)}
        days = {one.feit for one in self.toetsen if isinstance(one, Toets) and one.verlengd}
        return {name: Bewijsvraag(name in asked, name in days) for name in asked | days}

    @cached_property
    def periodes(self) -> frozenset[str]:
        """The periods that its tests measure."""
        return frozenset(name for toets in self.toetsen for name in toets.periods())

    def row(self, kennis: Kennis, kader: Toetskader) -> tuple[Uitkomst, ...]:
        """The outcomes of its tests; each document stands apart once, however many tests ask it."""
        cases: dict[str | None, Sequence[Kennis]] = {None: (kennis,)}
        for _, stuk, _ in self.proeven:
            if stuk is not None and stuk not in cases:
                cases[stuk] = by_standing(kennis, stuk, kader)
        return tuple([proef(toets, cases[stuk], kader) for toets, stuk, proef in self.proeven])

    def is_only_measure(self, feit_id: str) -> bool:
        """Whether others are measured against this fact, while nothing is asked of itself."""
        asked = any(feit_id == toets.feit for toets in self.toetsen)
        return not asked and any(feit_id in toets.compared_facts() for toets in self.toetsen)


class Toetsveld(Struct, frozen=True, eq=False):
    """The distinct tests of one or more rules, and the facts that hang together in them."""

    toetsen: tuple[FeitConditie, ...]
    trossen: tuple[Tros, ...]


class Rekenregel(Toetsveld, frozen=True, eq=False):
    """One norm. `beslis` gives the status from the outcomes of `toetsen`, in their order."""

    norm: Norm
    beslis: Statusbeslisser
    beslissers: dict[int, Beslisser]
    deelstatus: tuple[Statusbeslisser, ...]
    # Of the norms that it asks, and those that they ask: their status and their rule.
    normstatus: dict[str, Statusbeslisser]
    gevraagd: tuple[Norm, ...]
    vast: Vastgelegd


class Samenstel(Toetsveld, frozen=True, eq=False):
    """Several norms that share facts, decided together."""

    beslissen: tuple[Statusbeslisser, ...]


class Signaalregel(Toetsveld, frozen=True, eq=False):
    """The condition of a remark."""

    beslis: Beslisser
    verwacht: bool
    tekst: str


class _Compiler:
    """Turns conditions into functions over a row of outcomes; equal tests share one place.

    What a condition asks of a document and of the facts that belong to it must hold for one
    document: the outcome of such a test is a row, with one for each document.
    """

    def __init__(
        self, kader: Toetskader, normen: Mapping[str, Norm] | None = None, vast: Vastgelegd = ()
    ) -> None:
        self.kader = kader
        self.normen = normen or {}
        self.vast = dict(vast)
        self.normstatus: dict[str, Statusbeslisser] = {}
        self.plaatsen: list[Toetsplaats] = []
        self.beslissers: dict[int, Beslisser] = {}
        self.deelstatus: tuple[Statusbeslisser, ...] = ()
        self.blik = Blik(frozenset())

    @property
    def toetsen(self) -> tuple[FeitConditie, ...]:
        """The tests in their places."""
        return tuple(plaats.toets for plaats in self.plaatsen)

    def norm(self, norm: Norm) -> Statusbeslisser:
        self.deelstatus = tuple(self.status(deel) for deel in norm.delen)
        status_of = self.status(norm)
        if norm.geldt_als is None:
            return status_of
        meant = self.root(norm.geldt_als)
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
        own = self.deelstatus
        made = self.norm(self.normen[norm_id])
        self.deelstatus = own
        return made

    def status(self, regel: Regel) -> Statusbeslisser:
        nvt, voldoet, deels = (
            None if conditie is None else self.root(conditie)
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

    def root(self, conditie: Any) -> Beslisser:
        """A whole condition, over which one document is looked at at a time."""
        around, blik = self.blik, Blik(_joined(conditie, self.kader.catalogus))
        self.blik = blik
        made = self.conditie(conditie)
        self.blik = around
        if not blik.samen:
            return made
        blik.beslis = made
        return blik.decide

    def conditie(self, conditie: Any) -> Beslisser:
        made, blik = self._make(conditie), self.blik
        self.beslissers[id(conditie)] = blik.seen(made) if blik.samen else made
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
        bij = self.kader.catalogus[conditie.feit].bij
        stuk = conditie.feit if conditie.feit in self.blik.samen else bij
        plaats = Toetsplaats(conditie, stuk, stuk in self.blik.samen)
        if plaats not in self.plaatsen:
            self.plaatsen.append(plaats)
        index = self.plaatsen.index(plaats)
        if stuk is not None and plaats.samen:
            self.blik.plaatsen.setdefault(stuk, []).append(index)
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
    norm: Norm, kader: Toetskader, alle: Mapping[str, Norm], vast: Vastgelegd
) -> Rekenregel:
    """Compile a norm once per raamwerk and reading; the peildatum plays no part in it."""
    compiler = _Compiler(kader, alle, vast)
    beslis = compiler.norm(norm)
    return Rekenregel(
        compiler.toetsen,
        _group(compiler.plaatsen, kader),
        norm,
        beslis,
        compiler.beslissers,
        compiler.deelstatus,
        compiler.normstatus,
        tuple(compiler.normen[name] for name in compiler.normstatus if name not in dict(vast)),
        vast,
    )


def make_samenstel(
    normen: Iterable[Norm], kader: Toetskader, alle: Mapping[str, Norm], vast: Vastgelegd = ()
) -> Samenstel:
    """Compile several norms over the same tests."""
    compiler = _Compiler(kader, alle, vast)
    beslissen = tuple(compiler.norm(norm) for norm in normen)
    return Samenstel(compiler.toetsen, _group(compiler.plaatsen, kader), beslissen)


def _make_signaalregel(
    conditie: Any, kader: Toetskader, verwacht: bool = True, tekst: str = ""
) -> Signaalregel:
    """Compile a condition that stands alone: of a remark, or of whom a norm is meant for."""
    compiler = _Compiler(kader)
    beslis = compiler.root(conditie)
    trossen = _group(compiler.plaatsen, kader)
    return Signaalregel(compiler.toetsen, trossen, beslis, verwacht, tekst)


def connected(named: Iterable[tuple[T, Iterable[str]]]) -> list[tuple[set[str], list[T]]]:
    """Things in groups that share facts, each with the facts of the whole group."""
    groups: list[tuple[set[str], list[T]]] = []
    for one, facts in named:
        own = set(facts)
        near = [group for group in groups if group[0] & own]
        apart = [group for group in groups if not group[0] & own]
        members = [each for group in near for each in group[1]]
        groups = [*apart, (own.union(*(group[0] for group in near)), [*members, one])]
    return groups


def _group(plaatsen: Sequence[Toetsplaats], kader: Toetskader) -> tuple[Tros, ...]:
    """Facts that share a test belong together; all others are independent of each other."""
    groups = connected((index, plaats.facts(kader)) for index, plaats in enumerate(plaatsen))
    order = {feit_id: place for place, feit_id in enumerate(_order(plaatsen, kader))}
    found = [
        _tros(sorted(feit_ids, key=order.__getitem__), sorted(members), plaatsen, kader)
        for feit_ids, members in groups
    ]
    return tuple(sorted(found, key=lambda tros: order[tros.feit_ids[0]]))


def _tros(
    feit_ids: list[str], places: list[int], plaatsen: Sequence[Toetsplaats], kader: Toetskader
) -> Tros:
    asked = [plaatsen[place] for place in places]
    own = tuple(one.toets for one in asked)
    beside = ((name, kader.catalogus[name].bij) for name in feit_ids)
    named = {name for toets in own for name in toets.facts(kader)}
    return Tros(
        tuple(feit_ids),
        tuple(places),
        own,
        proeven=tuple((one.toets, one.stuk, one.proef(kader)) for one in asked),
        stukken=tuple((name, bij) for name, bij in beside if bij is not None and bij in feit_ids),
        leidend=frozenset(feit_ids) - named,
        alleen=_alone(feit_ids, asked, kader),
        met_ankers=any(toets.anchors(kader) for toets in own),
        vergeleken=any(toets.compared_facts() for toets in own),
        tijdloos=not any(soort_of(kader.catalogus[name]).met_tijd for name in feit_ids),
    )


def _alone(
    feit_ids: Sequence[str], asked: Sequence[Toetsplaats], kader: Toetskader
) -> frozenset[str]:
    if len(feit_ids) == 1:
        return frozenset()
    crossed = {name for one in asked for name in one.toets.facts(kader) if name != one.toets.feit}
    crossed |= {one.toets.feit for one in asked if len(one.toets.facts(kader)) > 1}
    return frozenset(feit_ids) - crossed - {one.stuk for one in asked}


def _order(plaatsen: Sequence[Toetsplaats], kader: Toetskader) -> dict[str, None]:
    """The rule's own order of facts: as they appear in it."""
    named = dict.fromkeys(name for one in plaatsen for name in one.toets.facts(kader))
    return named | dict.fromkeys(name for one in plaatsen for name in one.facts(kader))


class Rekenraamwerk(Struct, frozen=True, eq=False, dict=True):
    """A raamwerk with its readings, anchors and facts: everything but the meting."""

    raamwerk: Raamwerk
    lezing: Lezing
    ankers: Ankers
    catalogus: Catalogus
    _per_type: dict[str, Rekenraamwerk] = field(default_factory=dict)
    _kaders: dict[tuple[date, date, date], Toetskader] = field(default_factory=dict)
    _regels: dict[tuple[str, Vastgelegd], Rekenregel] = field(default_factory=dict)

    @cached_property
    def regels(self) -> dict[str, Rekenregel]:
        """Per norm its compiled rule; a norm without a rule has none."""
        ruled = (norm for norm in self.raamwerk.normen if norm.regel is None)
        return {norm.id: self.regel(norm) for norm in ruled}

    @cached_property
    def normen(self) -> dict[str, Norm]:
        """Its norms by their number."""
        return {norm.id: norm for norm in self.raamwerk.normen}

    def regel(self, norm: Norm, vast: Vastgelegd = ()) -> Rekenregel:
        """The compiled rule of a norm, where the status of some that it asks is settled."""
        key = norm.id, vast
        if key not in self._regels:
            kader = self.kader(date.max, date.max)
            self._regels[key] = _make_rekenregel(norm, kader, self.normen, vast)
        return self._regels[key]

    def gevraagd(self, norm: Norm) -> tuple[Norm, ...]:
        """The norms that a norm asks, and those that they ask."""
        found: dict[str, Norm] = {}
        queue = list(norm.gevraagd)
        for name in queue:
            other = self.normen.get(name) if name not in found else None
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
        return tuple(self._with_totals(found | dict.fromkeys(norm.feiten)))

    def _with_totals(self, names: Iterable[str]) -> dict[str, None]:
        """Facts, each list of own groups followed by how many it must have."""
        found: dict[str, None] = {}
        for name in names:
            feit = self.catalogus.get(name)
            total = feit.totaal if feit is not None else None
            found |= {name: None} if total is None else {name: None, total: None}
        return found

    def kader(self, peildatum: date, grens: date, ankerdatum: date | None = None) -> Toetskader:
        """The frame for one date and one meting's own peildatum; always the same one."""
        key = (peildatum, grens, ankerdatum or peildatum)
        if key not in self._kaders:
            ever = None if set(key) == {date.max} else self.kader(date.max, date.max)
            self._kaders[key] = Toetskader(
                *key, self.lezing, self.ankers, self.catalogus, altijd=ever
            )
        return self._kaders[key]

    @cached_property
    def parameters(self) -> tuple[Parameterstand, ...]:
        """The readings that are in use, in the raamwerk's order."""
        normen = tuple(self.raamwerk.normen)
        asked = dict.fromkeys(one for norm in normen for one in self.feiten(norm))
        condities = (one for norm in normen for one in norm.alle_condities)
        words = spell_readings(condities, asked, self.lezing, self.ankers, self.catalogus)
        used = {norm.id: norm.parameter_names({*self.raamwerk.parameters}) for norm in normen}
        return tuple(
            Parameterstand(
                name,
                ", ".join(self.lezing.lijst(name)),
                parameter.woord,
                name in self.lezing.afwijkend,
                parameter.status == "bevestigd",
                parameter.te_bevestigen_door,
                words[name],
                tuple(norm_id for norm_id, names in used.items() if name in names),
            )
            for name, parameter in self.raamwerk.parameters.items()
        )
