"""What is still needed: the smallest set of facts, groups and items to change for `voldoet`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from weerbaar_cli.engine.score.doen import (
    ask_for_bewijs,
    make_deeltaak,
    make_taak,
    spell_part,
)
from weerbaar_cli.engine.score.mogelijk import (
    NO_QUESTION,
    UNKNOWN,
    Antwoorden,
    Uitkomstrij,
    case_of,
    changed_among,
    completions,
    is_several,
    known_of,
    outcomes_of,
    rows_of,
)
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.feitsoorten.combinaties import walk_asked
from weerbaar_cli.feitsoorten.datum import NOOIT
from weerbaar_cli.feitsoorten.feitsoorten import is_blank, is_complete, soort_for, soort_of
from weerbaar_cli.feitsoorten.perstuk import PerStuksoort, changed_one
from weerbaar_cli.feitsoorten.soort import Bevraging, Feitsoort, Feitverschil, first_seen, spoken
from weerbaar_cli.model.bestanden.feit import Bewijs
from weerbaar_cli.model.uitkomsten.oordeel import Stap

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenregel, Tros
    from weerbaar_cli.feitsoorten.conditie import FeitConditie
    from weerbaar_cli.feitsoorten.toetskader import Toetskader
    from weerbaar_cli.model.bestanden.raamwerk import Status

T = TypeVar("T")
DENIALS = ("nee", NOOIT)
# Of these nothing is needed.
BEYOND: tuple[Status, ...] = ("voldoet", "nvt")


class Wijziging(Struct, frozen=True):
    """A fact as it would become. `onderdelen` are the groups or items that change.

    `toont`: evidence of the day itself is brought, where there is none or it is what changes.
    `rijen` are the rows that it gives, where those are the same for every meting.
    """

    waarde: Any
    onderdelen: tuple[str, ...] = ()
    kosten: int = 0
    toont: bool = False
    alleen_bewijs: bool = False
    rijen: frozenset[Uitkomstrij] | None = None

    def change(self, old: Antwoord, kader: Toetskader) -> Antwoord:
        """The answer after it; written out, as a route tries hundreds and `replace` is slow."""
        bewijs = old.bewijs
        if self.toont and (self.alleen_bewijs or not bewijs):
            # A change is made on the peildatum itself, whatever the date of the meting.
            bewijs += (Bewijs.model_construct(titel="bewijs", datum=kader.peildatum),)
        return Antwoord(self.waarde, old.herkomst, bewijs, old.toelichting, old.van, old.door)


class Keuze(Struct, frozen=True):
    """One way to leave or change a bunch of facts, with the rows that it then can give."""

    kosten: int
    wijzigingen: tuple[Wijziging, ...]
    rijen: frozenset[Uitkomstrij]


class Route(Struct, frozen=True, dict=True):
    """The way to `voldoet`: the facts as they become, how many steps that takes, and what they are
    in words, which is worked out when it is asked.
    """

    antwoorden: dict[str, Antwoord]
    aantal: int
    spell: Callable[[], Iterator[Stap]]

    @cached_property
    def stappen(self) -> tuple[Stap, ...]:
        return tuple(self.spell())


class _Gekozen(Struct, frozen=True, eq=False, dict=True):
    """The cheapest choices for a rule, of every meting in which its facts are the same case."""

    regel: Rekenregel
    keuzes: tuple[Keuze, ...]
    aantal: int

    @cached_property
    def wijzigingen(self) -> tuple[tuple[str, Wijziging, tuple[FeitConditie, ...]], ...]:
        """Per fact that changes how, and the tests that are asked of it and met then."""
        asked = _asked(self.regel, self.keuzes)
        return tuple(
            (feit_id, change, _met(asked, tros, feit_id, choice.rijen))
            for tros, choice in zip(self.regel.trossen, self.keuzes, strict=True)
            for feit_id, change in zip(tros.feit_ids, choice.wijzigingen, strict=True)
            if change.kosten
        )


class Gevonden(Struct, frozen=True):
    """A route, and the first day on which the changed facts give `voldoet`."""

    route: Route
    vanaf: date


def find_route(regel: Rekenregel, antwoorden: Antwoorden, kader: Toetskader) -> Route | None:
    """The cheapest route to a certain `voldoet`; None when no change of facts leads there.

    Costs count single facts, groups and items. Of routes that cost the same that with the fewest
    denials is taken; ties follow the norm's own order of facts.
    """
    cases = tuple([_case(tros, antwoorden, kader) for tros in regel.trossen])
    search = partial(_search, regel, antwoorden, kader)
    found = _shared((regel, cases), search, kader)
    if found is None:
        return None
    known = (known_of(tros, antwoorden, kader) for tros in regel.trossen)
    changed = {
        feit_id: antwoord
        for one, choice in zip(known, found.keuzes, strict=True)
        for feit_id, antwoord in _changed(one, choice.wijzigingen, kader).items()
    }
    return Route(changed, found.aantal, partial(_spell, found, antwoorden, kader))


def _shared(key: object, find: Callable[[], T], kader: Toetskader) -> T:
    """What is found once for every meting; but not of another day, on which one meting turns."""
    return kader.remember(key, find) if kader.peildatum == kader.grens else find()


def _search(regel: Rekenregel, antwoorden: Antwoorden, kader: Toetskader) -> _Gekozen | None:
    bunches = [_Keuzes(tros, antwoorden, kader) for tros in regel.trossen]
    for budget in range(sum(bunch.most for bunch in bunches) + 1):
        choices = [sorted(bunch.within(budget), key=_preference) for bunch in bunches]
        found = (one for one in _spend(choices, budget) if _leads_there(regel, one))
        if chosen := _with_fewest_denials(regel, found):
            return _Gekozen(regel, chosen, budget)
    return None


def _case(tros: Tros, antwoorden: Antwoorden, kader: Toetskader) -> object:
    """What the choices for a bunch hang on: equal cases occur a lot in a district.

    Of one fact that changes as a whole its tests see no more than what they make of it.
    """
    if len(tros.feit_ids) > 1 or tros.bewijsvragen:
        return case_of(tros, antwoorden)
    soort = soort_of(kader.catalogus[tros.feit_ids[0]])
    return case_of(tros, antwoorden) if soort.per_onderdeel else rows_of(tros, antwoorden, kader)


def _leads_there(regel: Rekenregel, chosen: tuple[Keuze, ...]) -> bool:
    outcomes = outcomes_of(regel, tuple(choice.rijen for choice in chosen))
    return all(regel.beslis(uitkomsten) == "voldoet" for uitkomsten in outcomes)


def _with_fewest_denials(
    regel: Rekenregel, routes: Iterable[tuple[Keuze, ...]]
) -> tuple[Keuze, ...]:
    """The first route without one, or else with the fewest; nothing when there is no route."""
    best: tuple[Keuze, ...] = ()
    fewest = 0
    for chosen in routes:
        number = sum(1 for _ in _denials(regel, chosen))
        if not number:
            return chosen
        if not best or number < fewest:
            best, fewest = chosen, number
    return best


def _denials(regel: Rekenregel, chosen: tuple[Keuze, ...]) -> Iterator[str]:
    """Facts that become a no for which nothing asks, so that there is less to meet."""
    moved = [
        (tros, choice, feit_id)
        for tros, choice in zip(regel.trossen, chosen, strict=True)
        for feit_id, change in zip(tros.feit_ids, choice.wijzigingen, strict=True)
        if change.kosten and change.waarde in DENIALS
    ]
    asked = _asked(regel, chosen) if moved else []
    return (name for tros, one, name in moved if not _met(asked, tros, name, one.rijen))


class _Keuzes:
    """Per distinct set of rows the cheapest way to get it, for one bunch of facts.

    A list of groups can be changed in hundreds of ways, and a route is mostly cheap: what a change
    leads to is worked out only when the budget allows it.
    """

    def __init__(self, tros: Tros, antwoorden: Antwoorden, kader: Toetskader) -> None:
        known = known_of(tros, antwoorden, kader)
        self._tros, self._known, self._kader = tros, known, kader
        naast = changed_among(tros, known, kader)
        self._options = [
            [Wijziging(one.waarde)]
            if feit_id in tros.leidend and not is_several(one)
            else list(_changes(tros, feit_id, one, kader, naast[feit_id]))
            for feit_id, one in known.items()
        ]
        # What others are measured against, such as how many work there, is changed last.
        self._measures = [
            place
            for place, (feit_id, one) in enumerate(known.items())
            if one.waarde is not None and tros.is_only_measure(feit_id)
        ]
        self._found: dict[frozenset[Uitkomstrij], Keuze] = {}
        self._next = 0
        self.most = sum(max(one.kosten for one in each) for each in self._options)

    def within(self, budget: int) -> list[Keuze]:
        """The choices, at least those that cost no more than this."""
        while self._next <= min(budget, self.most):
            for chosen in self._costing(self._next):
                self._work_out(chosen)
            self._next += 1
        return list(self._found.values())

    def _costing(self, kosten: int) -> Iterable[tuple[Wijziging, ...]]:
        found = _at_cost(self._options, kosten)
        if not self._measures:
            return found
        return sorted(found, key=lambda one: sum(one[at].kosten > 0 for at in self._measures))

    def _work_out(self, chosen: tuple[Wijziging, ...]) -> None:
        rijen = chosen[0].rijen
        if rijen is None:
            changed = _changed(self._known, chosen, self._kader)
            rijen = rows_of(self._tros, {**self._known, **changed}, self._kader)
        if rijen not in self._found:
            self._found[rijen] = Keuze(self._next, chosen, rijen)


def _changed(
    known: dict[str, Antwoord], chosen: tuple[Wijziging, ...], kader: Toetskader
) -> dict[str, Antwoord]:
    """The answers that become others."""
    return {
        feit_id: change.change(old, kader)
        for (feit_id, old), change in zip(known.items(), chosen, strict=True)
        if change.kosten
    }


def _at_cost(options: Sequence[list[Wijziging]], kosten: int) -> Iterator[tuple[Wijziging, ...]]:
    """Every combination that costs exactly this, in the order of the options."""
    if not options:
        if not kosten:
            yield ()
        return
    for one in (one for one in options[0] if one.kosten <= kosten):
        yield from ((one, *rest) for rest in _at_cost(options[1:], kosten - one.kosten))


def _spend(choices: list[list[Keuze]], budget: int) -> Iterator[tuple[Keuze, ...]]:
    """Every combination that costs exactly the budget, in the order of the choices."""
    if not choices:
        if budget == 0:
            yield ()
        return
    for choice in (one for one in choices[0] if one.kosten <= budget):
        for rest in _spend(choices[1:], budget - choice.kosten):
            yield (choice, *rest)


def _preference(choice: Keuze) -> tuple[int, int]:
    """Change the first facts first, and rather meet a test than have nothing to test."""
    return -choice.kosten, sum(None in row for row in choice.rijen)


def _spell(found: _Gekozen, antwoorden: Antwoorden, kader: Toetskader) -> Iterator[Stap]:
    """The steps of the chosen changes; the same from equal answers."""
    for feit_id, change, tests in found.wijzigingen:
        old = antwoorden.get(feit_id, UNKNOWN).waarde
        spell = partial(_steps, feit_id, old, change, tests, kader)
        yield from _shared((found, feit_id, old), spell, kader)


def _asked(regel: Rekenregel, chosen: tuple[Keuze, ...]) -> list[Any]:
    """What the rule, and the norms that it asks, ask for `voldoet` once the choices are made."""
    outcomes = list(outcomes_of(regel, tuple(choice.rijen for choice in chosen)))

    def holds(conditie: Any) -> bool | None:
        found = {bool(regel.beslissers[id(conditie)](row)) for row in outcomes}
        return found.pop() if len(found) == 1 else None

    rules = [part for norm in (regel.norm, *regel.gevraagd) for part in (norm, *norm.delen)]
    roots = [one.voldoet for one in rules if one.voldoet is not None]
    return [toets for root in roots for toets in walk_asked(root, holds)]


def _met(
    asked: list[Any], tros: Tros, feit_id: str, rijen: frozenset[Uitkomstrij]
) -> tuple[FeitConditie, ...]:
    """The tests of this fact that are asked, as far as the choice meets them."""
    return tuple(
        toets
        for place, toets in enumerate(tros.toetsen)
        if toets.feit == feit_id and toets in asked and all(_is_met(row[place]) for row in rijen)
    )


def _is_met(uitkomst: object) -> bool:
    """Whether a test holds; of several documents for one."""
    return any(uitkomst) if isinstance(uitkomst, tuple) else bool(uitkomst)


def _changes(
    tros: Tros, feit_id: str, antwoord: Antwoord, kader: Toetskader, naast: frozenset[Any]
) -> Iterator[Wijziging]:
    """The fact as it is (cost 0), and every changed value that the tests can tell apart."""
    yield Wijziging(antwoord.waarde)
    feit, asked = kader.catalogus[feit_id], tros.bewijsvragen.get(feit_id, NO_QUESTION)
    if feit.is_kenmerk:
        return  # nobody can be asked to have more inhabitants
    asks_bewijs = asked.dagen or (asked.gevraagd and not antwoord.bewijs)
    if asks_bewijs and not is_blank(antwoord.waarde, feit):
        yield Wijziging(antwoord.waarde, kosten=1, toont=True, alleen_bewijs=True)
    vraag = Bevraging(feit_id, feit, tros.toetsen, kader, naast)
    parts = soort_for(feit, antwoord.waarde).changes(vraag, antwoord.waarde)
    if parts is None:
        yield from _values(tros, vraag)
        return
    for waarde, names in parts:
        yield Wijziging(waarde, names, len(names))


def _values(tros: Tros, vraag: Bevraging) -> list[Wijziging]:
    """Any other value of a fact that changes as a whole; they are the same for every meting."""
    kader, feit_id, naast = vraag.kader, vraag.feit_id, vraag.naast
    # A change is made on the peildatum itself, whatever the date of the meting.
    now = kader
    if kader.grens < kader.peildatum:
        now = replace(kader, grens=kader.peildatum)

    def find() -> list[Wijziging]:
        found = completions(tros, feit_id, UNKNOWN, now, naast)
        if len(tros.feit_ids) > 1 or tros.bewijsvragen:
            return [Wijziging(vast.waarde, kosten=1, toont=vast.bewijs) for vast in found]
        rows = (rows_of(tros, {feit_id: Antwoord(vast.waarde)}, kader) for vast in found)
        made = (
            Wijziging(vast.waarde, kosten=1, toont=vast.bewijs, rijen=rijen)
            for vast, rijen in zip(found, rows, strict=True)
        )
        return first_seen(made, attrgetter("rijen"))  # of such the first is taken anyhow

    return kader.remember(("waarden", tros, feit_id, naast), find)


def _steps(
    feit_id: str,
    old: Any,
    change: Wijziging,
    toetsen: tuple[FeitConditie, ...],
    kader: Toetskader,
) -> tuple[Stap, ...]:
    """The change as single steps in words."""
    asked = "; ".join(dict.fromkeys(toets.part_demand(kader) for toets in toetsen))
    feit, words = kader.catalogus[feit_id], kader.as_words()
    known = not is_blank(old, feit)
    verschil = Feitverschil(feit, old, change.waarde, toetsen, words)
    if change.alleen_bewijs:
        text = "een verwijzing naar bewijs"
        return (Stap(feit_id, None, text, known, ask_for_bewijs(verschil)),)
    if not change.onderdelen:
        word = change.waarde
        text = asked or (spoken(word) if isinstance(word, str) else "een waarde")
        return (Stap(feit_id, None, text, known, make_taak(verschil)),)
    soort = soort_for(feit, change.waarde)
    if isinstance(soort, PerStuksoort):
        titel, was, now = changed_one(old, change.waarde)
        own = verschil._replace(oud=was, nieuw=now)
        steps = (_step_in(soort.soort, feit_id, name, own, asked) for name in change.onderdelen)
        return tuple(
            one._replace(waarde=f"{one.waarde} in {titel}", doen=f"{one.doen} in {titel}")
            for one in steps
        )
    text = soort.part_step(asked, kader)
    named = ((name, soort.knows_part(old, name)) for name in change.onderdelen)
    listed = is_complete(old, feit)  # of a whole list it is known that more must be on it
    return tuple(
        Stap(
            feit_id,
            name,
            text,
            known,
            make_deeltaak(verschil, name, known=known or listed),
            spell_part(verschil, name),
        )
        for name, known in named
    )


def _step_in(
    soort: Feitsoort[Any], feit_id: str, name: str, verschil: Feitverschil, asked: str
) -> Stap:
    """A step in one of several documents; without a name it is about the whole answer."""
    if not name:
        text = asked or soort.observed(verschil.nieuw, verschil.kader)
        return Stap(feit_id, None, text, verschil.oud is not None, make_taak(verschil))
    known = soort.knows_part(verschil.oud, name)
    task, part = make_deeltaak(verschil, name, known=known), spell_part(verschil, name)
    return Stap(feit_id, name, soort.part_step(asked, verschil.kader), known, task, part)
