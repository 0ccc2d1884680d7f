"""A date per department, group or organ; and the test on all, or on so many of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import combinations, combinations_with_replacement, product
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from weerbaar_cli.feitsoorten.conditie import FeitConditie, Ja, Kennis
from weerbaar_cli.feitsoorten.datum import NOOIT, Dag, is_recent, read_dag, relevant_days, since
from weerbaar_cli.feitsoorten.soort import (
    Bevraging,
    Feitsoort,
    Gewijzigd,
    Overname,
    Overnamevraag,
    Reading,
    alike,
    find_onderdeel,
    first_seen,
    picks,
)
from weerbaar_cli.model.bestanden.feit import RESERVED_NAMES
from weerbaar_cli.model.bevinding import Bevinding
from weerbaar_cli.model.getal import dutch_getal
from weerbaar_cli.model.pydantisch import MOST_TIPS
from weerbaar_cli.model.strict import Meerdere, Tekst, clean, fold, nearly_same, show
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.woorden import count_word

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.toetskader import Toetskader
    from weerbaar_cli.model.bestanden.feit import Feit


class Groepen(Struct, frozen=True):
    """Per department, group or organ the last date, `nooit`, or None.

    `totaal` is how many an own list must have, by another fact; what it does not name is not known,
    or with `nooit` has never been.
    """

    datums: dict[str, Dag | None]
    totaal: int | None = None
    nooit: bool = False

    def __repr__(self) -> str:
        """The dates alone: the codes of reports are made of this, and tell the total apart."""
        return f"Groepen(datums={self.datums!r})"

    def __hash__(self) -> int:
        return hash(frozenset(self.datums.items()))

    @property
    def ongenoemd(self) -> int:
        """How many groups the list does not name yet."""
        return max(0, (self.totaal or 0) - len(self.datums))


class Rest(str):
    """All groups that an own list does not name yet, as one part to change."""

    __slots__ = ()


_REST = Rest("(nog niet genoemd)")


class PerGroep(FeitConditie):
    """Each group, or at least so many groups, have a date that is recent enough."""

    sleutels = ("elk", "binnen minstens", "ooit minstens")
    leeswijzen = {"binnen": "periode", "minstens": "getal"}

    elk: Ja | None = None
    minstens: Tekst | None = None
    binnen: Tekst | None = None
    ooit: Ja | None = None
    van: Meerdere[Tekst] = ()

    def named_parts(self) -> tuple[str, ...]:
        return self.van

    def demand(self, kader: Toetskader) -> str:
        when = self._when(kader)
        if self.minstens is not None:
            number = kader.lezing.getal(self.minstens)
            who = "groep" if number == 1 else "groepen"
            return f"minstens {dutch_getal(number)} {who} met {when}"
        return f"{kader.spell_parts(self.feit, self.van) or 'elke groep'} met {when}"

    def part_demand(self, kader: Toetskader) -> str:
        whole = self.minstens is None and not self.van
        return self._when(kader) if whole else self.demand(kader)

    def doubt(self, waarde: Groepen | None, kader: Toetskader) -> str:
        asks_all = self.elk is not None and not self.van
        if kader.catalogus[self.feit].groepen != "eigen" or not asks_all:
            return ""
        if waarde is None or not waarde.datums or waarde.totaal is not None:
            return ""
        lacking = "bron of totaal" if kader.catalogus[self.feit].totaal else "bron"
        return f"de lijst heeft geen {lacking}: {kader.spell(self.feit)}"

    def _when(self, kader: Toetskader) -> str:
        return "een datum" if self.binnen is None else since(self.binnen, kader)


def _per_groep(toets: PerGroep, kennis: Kennis, kader: Toetskader) -> bool:
    waarde = kennis[toets.feit].waarde
    datums = waarde.datums
    chosen = [find_onderdeel(datums, name) for name in toets.van] if toets.van else datums
    in_time = [is_recent(datums.get(name), toets.binnen, kader) for name in chosen]
    if toets.minstens is not None:
        return sum(in_time) >= kader.lezing.getal(toets.minstens)
    return bool(in_time) and all(in_time)


class Groepensoort(Feitsoort[Groepen]):
    """A question with a date for each group; the list is that of the catalogue, or one's own."""

    toetsen = {PerGroep: _per_groep}
    regelvoorbeeld = "elk: ja of minstens: 1, met binnen: 12 maanden of ooit: ja"
    stelvoorbeeld = "{feit}.{item}=2024-05-01"
    per_onderdeel = True

    def read(self, reading: Reading, raw: Any) -> Groepen | None:
        feit = reading.feit
        if reading.word(raw, (NOOIT,)):
            return Groepen(dict.fromkeys(feit.namen, NOOIT))
        if not isinstance(raw, dict):
            reading.refuse_form(raw, "per groep een datum, of nooit voor geen enkele")
            return None
        found: dict[str, Dag | None] = dict.fromkeys(feit.namen)
        seen: dict[str, str] = {}
        fixed = {fold(name): name for name in feit.namen}
        for key, value in raw.items():
            folded = fold(key)
            name: str = fixed.get(folded) or key
            if (same := seen.setdefault(folded, key)) != key:
                text = f"{show(key)} en {show(same)} zijn dezelfde groep"
                tip = "Laat er één staan."
                reading.refuse("dubbele-sleutel", text, key, tip=tip, op_sleutel=True)
            elif feit.groepen == "vast" and name not in feit.namen:
                reading.refuse_unknown_key("onbekende-groep", key, tuple(feit.namen))
            elif key in RESERVED_NAMES:
                text = f"{show(key)} kan geen naam van een groep zijn"
                tip = "Bedoelde u de lange vorm? Zet de groepen dan onder «waarde:»."
                reading.refuse("gereserveerde-naam", text, key, tip=tip, op_sleutel=True)
            else:
                _note_spelling(reading, key, name)
                found[name] = read_dag(reading, value, key)
        _warn_of_near(reading, list(seen.values()))
        if not found or (feit.groepen == "vast" and not any(found.values())):
            return None
        return Groepen(found)

    def how_to_answer(self, feit: Feit) -> str:
        return "per groep een datum (jjjj-mm-dd) of nooit; nooit voor geen enkele"

    def unit(self, feit: Feit) -> str:
        return "groepen"

    def spell_out(self, feit: Feit, word: str) -> dict[str, Any]:
        return dict.fromkeys(feit.namen, NOOIT) if word == NOOIT else {}

    def choices(self, feit: Feit) -> dict[str, str]:
        return {NOOIT: "bij geen enkele groep"}

    def observed(self, waarde: Groepen, kader: Toetskader) -> str:
        words = [f"{clean(name)} {_shown(day)}" for name, day in waarde.datums.items()]
        missing = 0 if waarde.nooit else waarde.ongenoemd
        words += [f"nog {missing} niet genoemd"] if missing else []
        return ", ".join(words) or "geen enkele"

    def answer(self, feit: Feit, waarde: Groepen, kader: Toetskader) -> str:
        if not feit.namen:
            return super().answer(feit, waarde, kader)
        days = waarde.datums.items()
        return "; ".join(f"{feit.namen.get(name, name)}: {_shown(day)}" for name, day in days)

    def is_complete(self, waarde: Groepen) -> bool:
        missing = waarde.ongenoemd > 0 and not waarde.nooit
        return None not in waarde.datums.values() and not missing

    def is_blank(self, waarde: Groepen) -> bool:
        return not waarde.datums and waarde.totaal is not None and not waarde.nooit

    def lacks(self, waarde: Groepen, toetsen: Iterable[FeitConditie], kader: Toetskader) -> str:
        named = len(waarde.datums)
        if not waarde.ongenoemd or not named:
            return ""
        return f"de lijst noemt er {named} van de {dutch_getal(waarde.totaal or 0)}"

    def with_total(self, feit: Feit, waarde: Groepen | None, total: int | None) -> Groepen | None:
        if waarde is None:
            return None if total is None else Groepen({}, total)
        if total is None or total < len(waarde.datums):
            return Groepen(waarde.datums)
        return Groepen(waarde.datums, total, nooit=not waarde.datums)

    def exceeds(self, waarde: Groepen, total: int) -> str:
        number = len(waarde.datums)
        return "" if number <= total else f"de lijst noemt {count_word(number, 'groep', 'groepen')}"

    def complete(self, vraag: Bevraging, waarde: Groepen | None) -> Iterator[Groepen]:
        """Unknown groups in every combination of days that the tests tell apart."""
        tests, days = _tests(vraag, waarde), _distinct_days(vraag)
        if waarde is None and vraag.feit.groepen == "eigen":
            yield from _unknown_list(tests, days, vraag.kader)
            return
        enough = _most_counted(tests, vraag.kader) * len(days)
        for datums in _whole_lists(_datums(vraag, waarde), waarde, tests, enough):
            yield from _filled_in(datums, tests, days)

    def changes(self, vraag: Bevraging, waarde: Groepen | None) -> Iterator[Gewijzigd[Groepen]]:
        """So many groups get a new date, in every mix that makes a difference.

        Groups that are not on the list yet may be added to it, as far as its total goes; those that
        the total counts and the list does not name are one step together.
        """
        today, datums = vraag.kader.peildatum, _datums(vraag, waarde)
        fixed = vraag.feit.groepen == "vast"
        tests = _tests(vraag, waarde)
        extra = _named_groups(tests) if fixed else _new_groups(tests, vraag, waarde)
        by_day: dict[object, list[str]] = {}
        for name in dict.fromkeys((*datums, *extra)):
            day = datums.get(name, "nieuw")
            if day != today:
                by_day.setdefault(day, []).append(name)
        sets = [set(toets.van) for toets in tests if toets.van]
        kinds = [names for same in by_day.values() for names in alike(same, sets)]
        if waarde is not None and waarde.ongenoemd:
            kinds.append([_REST])
        seen = [_seen(names[0], datums, tests, vraag.kader) for names in kinds]
        for names in picks(kinds, seen):
            yield from _dated(datums, waarde, names, _most_counted(tests, vraag.kader), today)

    def part_step(self, demands: str, kader: Toetskader) -> str:
        return demands or f"een nieuwe datum, uiterlijk {dutch(kader.peildatum)}"

    def only(self, waarde: Groepen, parts: Iterable[str]) -> Groepen:
        named = (find_onderdeel(waarde.datums, name) for name in parts)
        return Groepen({name: waarde.datums.get(name) for name in named})

    def knows_part(self, waarde: Groepen | None, name: str) -> bool:
        known = waarde.datums if waarde is not None else {}
        return known.get(find_onderdeel(known, name)) is not None

    def happened(self, waarde: Groepen) -> Iterator[tuple[date, tuple[str, ...]]]:
        for name, day in waarde.datums.items():
            if isinstance(day, date):
                yield day, (name,)

    def take_over(self, waarde: Groepen | None, vraag: Overnamevraag) -> Overname:
        days = waarde.datums.items() if waarde is not None else ()
        again = {name for name, day in days if not isinstance(day, date) or day < vraag.vanaf}
        if not again:
            return Overname(True)
        return Overname(False, "is er een latere datum voor de lege groepen?", frozenset(again))


def _note_spelling(reading: Reading, key: str, name: str) -> None:
    """A group of the catalogue is understood in other capitals, and has its own name."""
    if key != name:
        reading.respell(key, name, key, op_sleutel=True)


def _shown(day: Dag | None) -> str:
    return dutch(day) if isinstance(day, date) else day or "niet bekend"


def _datums(vraag: Bevraging, waarde: Groepen | None) -> dict[str, Dag | None]:
    return waarde.datums if waarde is not None else dict.fromkeys(vraag.feit.namen)


def _filled_in(
    datums: dict[str, Dag | None], tests: tuple[PerGroep, ...], days: tuple[Dag, ...]
) -> Iterator[Groepen]:
    """The list with its blank groups in every mix of these days."""
    blank = [name for name, day in datums.items() if day is None]
    kinds = alike(blank, [set(toets.van) for toets in tests if toets.van])
    options = [list(combinations_with_replacement(days, len(names))) for names in kinds]
    for chosen in product(*options):
        filled = dict(datums)
        for names, row in zip(kinds, chosen, strict=True):
            filled.update(zip(names, row, strict=True))
        yield Groepen(filled)


def _seen(
    name: str, datums: dict[str, Dag | None], tests: tuple[PerGroep, ...], kader: Toetskader
) -> tuple[object, ...]:
    """All that the tests make of a group; of one that is not on the list nothing yet."""
    if name not in datums:
        return (isinstance(name, Rest), *[name in toets.van for toets in tests])
    day = datums[name]
    rows = [(name in toets.van, is_recent(day, toets.binnen, kader)) for toets in tests]
    return (day is None, *rows)


def _most_counted(tests: tuple[PerGroep, ...], kader: Toetskader) -> int:
    """The most groups that a test counts: more of them with one date make no difference."""
    counts = [int(kader.lezing.getal(one.minstens)) for one in tests if one.minstens is not None]
    return max([1, *counts])


def _whole_lists(
    datums: dict[str, Dag | None],
    waarde: Groepen | None,
    tests: tuple[PerGroep, ...],
    enough: int,
) -> Iterator[dict[str, Dag | None]]:
    """The list with blank groups up to its total: of those, tests may name some.

    Of very many no more than `enough`: then at least one date has as many as any test counts.
    """
    missing = waarde.ongenoemd if waarde is not None else 0
    absent = [name for name in _named_groups(tests) if name not in datums] if missing else []
    for size in range(min(missing, len(absent)) + 1):
        for named in combinations(absent, size):
            rest = [f"{_REST}{number}" for number in range(min(missing - size, enough))]
            yield {**datums, **dict.fromkeys((*named, *rest))}


def _dated(
    datums: dict[str, Dag | None],
    waarde: Groepen | None,
    names: tuple[str, ...],
    enough: int,
    today: date,
) -> Iterator[Gewijzigd[Groepen]]:
    """The list with this date for these groups, when its total has room for them."""
    changed = {
        **datums,
        **dict.fromkeys((name for name in names if not isinstance(name, Rest)), today),
    }
    total = waarde.totaal if waarde is not None else None
    if total is None:
        yield Groepen(changed), names
    elif len(changed) <= total and any(isinstance(name, Rest) for name in names):
        rest = [f"{_REST}{number}" for number in range(min(total - len(changed), enough))]
        yield Groepen({**changed, **dict.fromkeys(rest, today)}), names
    elif len(changed) <= total:
        yield Groepen(changed, total), names


def _tests(vraag: Bevraging, waarde: Groepen | None = None) -> tuple[PerGroep, ...]:
    """The tests on groups, which they name as the list does."""
    found = tuple(toets for toets in vraag.own() if isinstance(toets, PerGroep))
    if waarde is None or all(name in waarde.datums for toets in found for name in toets.van):
        return found
    spelled = (tuple(find_onderdeel(waarde.datums, name) for name in one.van) for one in found)
    return tuple(
        toets.model_copy(update={"van": van}) for toets, van in zip(found, spelled, strict=True)
    )


def _warn_of_near(reading: Reading, names: list[str]) -> None:
    """Two groups that are nearly called the same may be one, and would count twice."""
    for one, other in _find_near(tuple(names[:MOST_TIPS])):
        text = f"{show(other)} lijkt erg op {show(one)}"
        pad, tip = (*reading.pad, other), "Is het dezelfde groep, laat er dan één staan."
        found = Bevinding("bijna-dubbel", text, pad, "waarschuwing", tip, op_sleutel=True)
        reading.found.append(found)


@lru_cache(maxsize=64)  # the same groups come in every meting
def _find_near(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [pair for pair in combinations(names, 2) if nearly_same(*pair)]


def _distinct_days(vraag: Bevraging) -> tuple[Dag, ...]:
    """One day for each row of answers that the tests on groups can give to a single day."""
    tests = _tests(vraag)
    days = relevant_days(vraag._replace(naast=frozenset()))
    asked = [toets.binnen for toets in tests]
    return tuple(
        first_seen(days, lambda day: tuple(is_recent(day, one, vraag.kader) for one in asked))
    )


def _unknown_list(
    tests: tuple[PerGroep, ...], days: tuple[Dag, ...], kader: Toetskader
) -> Iterator[Groepen]:
    """A list that is not there yet: none at all, or any list of own groups."""
    yield Groepen({})
    named = sorted({name for toets in tests for name in toets.van})
    most = [int(kader.lezing.getal(one.minstens)) for one in tests if one.minstens is not None]
    size = max([1, *most]) + 1
    names = [*named, *(f"groep {number}" for number in range(1, size + 1))]
    for length in range(1, len(names) + 1):
        rows = product(days, repeat=length) if named else _sorted_rows(days, length)
        yield from (Groepen(dict(zip(names, row, strict=False))) for row in rows)


def _sorted_rows(days: tuple[Dag, ...], length: int) -> Iterator[tuple[Dag, ...]]:
    return combinations_with_replacement(days, length)


def _named_groups(tests: tuple[PerGroep, ...]) -> tuple[str, ...]:
    """The groups that tests name, in their order."""
    return tuple(dict.fromkeys(name for toets in tests for name in toets.van))


def _new_groups(
    tests: tuple[PerGroep, ...], vraag: Bevraging, waarde: Groepen | None
) -> tuple[str, ...]:
    """Groups that an own list may still get: those that tests name, and as many as they count."""
    named, getal = _named_groups(tests), vraag.kader.lezing.getal
    counts = [
        int(getal(toets.minstens))
        for toets in tests
        if toets.minstens is not None and not toets.van
    ]
    most = max(counts, default=0 if waarde is not None or named else 1)
    if waarde is not None and waarde.totaal is not None:
        most = 0
    return (*named, *(f"nieuwe groep {number}" for number in range(1, most + 1)))
