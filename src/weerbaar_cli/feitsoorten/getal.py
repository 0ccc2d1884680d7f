"""A plain number, or a word of the catalogue; and the test that compares a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from weerbaar_cli.feitsoorten.conditie import NIETS, BijNiets, FeitConditie, Kennis, Uitkomst
from weerbaar_cli.feitsoorten.ja_nee import Is
from weerbaar_cli.feitsoorten.soort import (
    Bevraging,
    Feitsoort,
    Feitverschil,
    Overname,
    Overnamevraag,
    Reading,
    spoken,
)
from weerbaar_cli.model.bevinding import Bevinding
from weerbaar_cli.model.getal import dutch_getal, has_thousands, parse_getal
from weerbaar_cli.model.strict import Kenmerk, Meerdere, Tekst, advise_getal, show

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.toetskader import Lezing, Toetskader
    from weerbaar_cli.model.bestanden.feit import Ankers, Feit

AGAIN = Overname(False, "tel opnieuw")
_COMPARISONS = {
    "minstens": "minstens",
    "meer_dan": "meer dan",
    "hoogstens": "hoogstens",
    "minder_dan": "minder dan",
}


class Getalgrens(FeitConditie):
    """The limits between which a number must lie."""

    grenzen: ClassVar = tuple(_COMPARISONS)

    minstens: Tekst | None = None
    meer_dan: Tekst | None = None
    hoogstens: Tekst | None = None
    minder_dan: Tekst | None = None

    def limits(self, kader: Toetskader) -> set[Decimal]:
        """The numbers with which it compares."""
        named = (getattr(self, name) for name in self.grenzen)
        return {kader.lezing.getal(limit) for limit in named if limit is not None}

    def allows(self, number: Decimal | Fraction, kader: Toetskader) -> bool:
        """Whether a number lies within all limits."""

        def getal(limit: str) -> Any:
            found = kader.lezing.getal(limit)
            return found if isinstance(number, Decimal) else Fraction(found)

        return not (
            (self.minstens is not None and number < getal(self.minstens))
            or (self.meer_dan is not None and number <= getal(self.meer_dan))
            or (self.hoogstens is not None and number > getal(self.hoogstens))
            or (self.minder_dan is not None and number >= getal(self.minder_dan))
        )

    def demand(self, kader: Toetskader) -> str:
        """The limits; to people the stronger one where two say the same side."""
        asked = {
            key: kader.lezing.getal(limit)
            for key in self.grenzen
            if (limit := getattr(self, key)) is not None
        }
        if kader.in_woorden and {"minstens", "meer_dan"} <= asked.keys():
            asked.pop("meer_dan" if asked["minstens"] > asked["meer_dan"] else "minstens")
        if kader.in_woorden and {"hoogstens", "minder_dan"} <= asked.keys():
            asked.pop("minder_dan" if asked["hoogstens"] < asked["minder_dan"] else "hoogstens")
        return " en ".join(f"{_COMPARISONS[key]} {dutch_getal(one)}" for key, one in asked.items())


class Vergelijk(Getalgrens):
    """A number, or the number of items that are ja, compared."""

    sleutels = Getalgrens.grenzen
    leeswijzen = dict.fromkeys(sleutels, "getal")

    van: Meerdere[Kenmerk] = ()

    def named_parts(self) -> tuple[str, ...]:
        return self.van

    def demand(self, kader: Toetskader) -> str:
        among = f" van {kader.spell_parts(self.feit, self.van)}" if self.van else ""
        return super().demand(kader) + among


class Verhouding(Getalgrens):
    """A number divided by that of another fact, such as fte for each ten thousand inhabitants."""

    sleutels = ("per",)
    leeswijzen = dict.fromkeys((*Getalgrens.grenzen, "elke"), "getal")
    feitvelden = ("feit", "per")
    soorten = {"per": ("getal",)}

    per: Kenmerk
    elke: Tekst = "1"
    bij_niets: BijNiets = "niet"

    def slopes(self, kader: Toetskader) -> set[Fraction]:
        """How much of its fact goes with one of the other, at every boundary."""
        elke = Fraction(kader.lezing.getal(self.elke))
        return {Fraction(limit) / elke for limit in self.limits(kader)} if elke else set()

    def demand(self, kader: Toetskader) -> str:
        elke = kader.lezing.getal(self.elke)
        unit = "" if elke == 1 else f"{dutch_getal(elke)} "
        other = kader.spell(self.per)
        if other[1:2].islower():  # no abbreviation
            other = other[0].lower() + other[1:]
        return f"{super().demand(kader)} per {unit}{other}"

    def faults(self, feit: Feit, lezing: Lezing, ankers: Ankers) -> Iterator[Bevinding]:
        yield from super().faults(feit, lezing, ankers)
        if not any(getattr(self, name) is not None for name in self.grenzen):
            text = "een verhouding vraagt minstens, meer_dan, hoogstens of minder_dan"
            yield Bevinding("toets-past-niet", text, ("per",))
        elif lezing.getal(self.elke) == 0:
            text = "delen per elke 0 kan niet"
            yield Bevinding("ongeldig-getal", text, ("elke",))


def _verhouding(toets: Verhouding, kennis: Kennis, kader: Toetskader) -> Uitkomst:
    waarde, other = kennis[toets.feit].waarde, kennis[toets.per].waarde
    if isinstance(waarde, str) or isinstance(other, str):
        return False
    if other == 0:
        return NIETS[toets.bij_niets]
    elke = kader.lezing.getal(toets.elke)
    return toets.allows(Fraction(waarde) * Fraction(elke) / Fraction(other), kader)


def _is(toets: Is, kennis: Kennis, kader: Toetskader) -> bool:
    waarde, words = kennis[toets.feit].waarde, toets.words(kader)
    if not isinstance(waarde, str):
        return any(word.isdigit() and Decimal(word) == waarde for word in words)
    return waarde in words


def _vergelijk(toets: Vergelijk, kennis: Kennis, kader: Toetskader) -> bool:
    waarde = kennis[toets.feit].waarde
    return not isinstance(waarde, str) and toets.allows(waarde, kader)


class Getalsoort(Feitsoort[Decimal | str]):
    """A question with a number for an answer."""

    toetsen = {Is: _is, Vergelijk: _vergelijk, Verhouding: _verhouding}
    regelvoorbeeld = "meer_dan: 0 of minstens: 1"
    met_tijd = False

    def read(self, reading: Reading, raw: Any) -> Decimal | str | None:
        if known := reading.word(raw, reading.feit.waarden):
            return known
        word = raw if isinstance(raw, str) else ""
        found = parse_getal(raw)
        if found is None:
            extra = "".join(f" of {word}" for word in reading.feit.waarden)
            text = f"{show(raw)} is geen getal van nul of meer{extra}"
            code = "ongeldig-getal" if isinstance(raw, str) else "verkeerde-waarde"
            advies = advise_getal(raw, parse_getal)
            tip = advies.tip or reading.suggest(word, reading.feit.waarden)
            reading.refuse(code, text, tip=tip, herstel=advies.herstel)
        elif has_thousands(word):
            # A Dutch reader means 8000; as a decimal point it can also be right (1.250 fte).
            read = f"leest weerbaar als {dutch_getal(found)}, met een punt voor decimalen"
            tip = advise_getal(word, parse_getal).tip.replace(
                "Schrijf", "Bedoelde u duizendtallen? Schrijf"
            )
            text = f"{show(raw)} {read}"
            bevinding = Bevinding("ongeldig-getal", text, reading.pad, "waarschuwing", tip)
            reading.found.append(bevinding)
        return found

    def number(self, waarde: Decimal | str) -> int | None:
        return int(waarde) if isinstance(waarde, Decimal) else None

    def how_to_answer(self, feit: Feit) -> str:
        unit = f" ({feit.eenheid})" if feit.eenheid else ""
        extra = "".join(f", of {word}" for word in feit.waarden)
        return f"een getal{unit}{extra}"

    def observed(self, waarde: Decimal | str, kader: Toetskader) -> str:
        return spoken(waarde) if isinstance(waarde, str) else dutch_getal(waarde)

    def complete(self, vraag: Bevraging, waarde: Decimal | str | None) -> Iterable[Decimal | str]:
        return (*(vraag.naast or between(_limits(vraag))), *vraag.feit.waarden)

    def fill(self, verschil: Feitverschil) -> Mapping[str, str] | None:
        """How much is missing where there is a least number; and what is asked, in words."""
        if not isinstance(verschil.nieuw, Decimal | Fraction):
            return None
        words = "; ".join(toets.demand(verschil.kader) for toets in verschil.toetsen)
        found = {"nodig": words} if words else {}
        least = [
            verschil.kader.lezing.getal(one.minstens)
            for one in verschil.toetsen
            if isinstance(one, Vergelijk) and one.minstens is not None
        ]
        if least and isinstance(verschil.oud, Decimal) and max(least) > verschil.oud:
            found["tekort"] = dutch_getal(max(least) - verschil.oud)
        return found

    def take_over(self, waarde: Decimal | str | None, vraag: Overnamevraag) -> Overname:
        return AGAIN


def _limits(vraag: Bevraging) -> set[Decimal]:
    return own_limits(vraag.own(), vraag.kader)


def own_limits(toetsen: Iterable[FeitConditie], kader: Toetskader) -> set[Decimal]:
    """The numbers with which a fact is compared by itself."""
    limits = {Decimal(0)}
    for toets in toetsen:
        if isinstance(toets, Vergelijk):
            limits |= toets.limits(kader)
        if isinstance(toets, Is):
            limits |= {Decimal(word) for word in toets.words(kader) if word.isdigit()}
    return limits


N = TypeVar("N", Decimal, Fraction)


def between(limits: Iterable[N]) -> Iterator[N]:
    """Every limit, a number above it, and one between each pair of limits."""
    ordered: list[N] = sorted(limits)
    higher = ordered[1:]
    higher.append(ordered[-1] + 2)
    for low, high in zip(ordered, higher, strict=True):
        yield low
        yield (low + high) / 2


# A fact that is so many times another; the other is empty for a plain number.
Helling = tuple[str, str, Fraction]
_ONE = ""


def matching_numbers(
    toetsen: tuple[FeitConditie, ...], known: Mapping[str, Any], kader: Toetskader
) -> dict[str, frozenset[Fraction]]:
    """Per number that is divided by another, or divides one, all values that can matter.

    The boundaries are lines through zero: one number is so many times another. Facts are taken away
    one by one, and what two lines of a fact say of the others becomes a line between those. Then
    each gets, in the opposite order, a value on and between its lines for every value of the facts
    before it; so every mix of outcomes that exists is met.
    """
    tests = [toets for toets in toetsen if isinstance(toets, Verhouding)]
    if not tests:
        return {}
    names = list(dict.fromkeys(name for toets in tests for name in toets.named_facts()))
    lines: set[Helling] = {
        (one.feit, one.per, slope) for one in tests for slope in one.slopes(kader)
    }
    for name in names:
        own = [toets for toets in toetsen if toets.feit == name]
        value = known[name]
        fixed = [value] if isinstance(value, Decimal) else own_limits(own, kader)
        lines |= {(name, _ONE, Fraction(limit)) for limit in fixed}
    return _sample(names, lines, known)


def _sample(
    names: list[str], lines: set[Helling], known: Mapping[str, Any]
) -> dict[str, frozenset[Fraction]]:
    steps = []
    for name in names:
        own, lines = _take_away(name, lines)
        steps.append((name, own))
    values = {_ONE: frozenset({Fraction(1)})}
    for name, own in reversed(steps):
        edges = {slope * value for other, slope in own for value in values[other]}
        found = [Fraction(known[name])] if isinstance(known[name], Decimal) else between(edges)
        values[name] = frozenset(found)
    del values[_ONE]
    return values


def _take_away(name: str, lines: set[Helling]) -> tuple[set[tuple[str, Fraction]], set[Helling]]:
    """The lines of one fact, as so many times another; and what is left without that fact."""
    own = {(other, slope) for one, other, slope in lines if one == name}
    own |= {(one, 1 / slope) for one, other, slope in lines if other == name and slope}
    left = {line for line in lines if name not in line[:2]}
    for (one, slope), (other, steeper) in permutations(own, 2):
        if one != other and slope and one != _ONE:
            left.add((one, other, steeper / slope))
    return own | {(_ONE, Fraction(0))}, left
