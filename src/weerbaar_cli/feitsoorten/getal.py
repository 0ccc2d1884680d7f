"""A plain number, or a word of the catalogue; and the test that compares a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from weerbaar_cli.feitsoorten.conditie import FeitConditie, Kennis
from weerbaar_cli.feitsoorten.ja_nee import Is
from weerbaar_cli.feitsoorten.soort import (
    Bevraging,
    Feitsoort,
    Feitverschil,
    Overname,
    Reading,
    spoken,
)
from weerbaar_cli.model.bevinding import Bevinding
from weerbaar_cli.model.getal import dutch_getal, has_thousands, parse_getal
from weerbaar_cli.model.strict import Kenmerk, Rij, Tekst, advise_getal, show

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.toetskader import Toetskader
    from weerbaar_cli.model.bestanden.feit import Feit

AGAIN = Overname(False, "tel opnieuw")
_COMPARISONS = (
    ("minstens", "minstens"),
    ("meer_dan", "meer dan"),
    ("hoogstens", "hoogstens"),
    ("minder_dan", "minder dan"),
)


class Vergelijk(FeitConditie):
    """A number, or the number of items that are ja, compared."""

    sleutels = ("minstens", "meer_dan", "hoogstens", "minder_dan")
    leeswijzen = dict.fromkeys(sleutels, "getal")

    minstens: Tekst | None = None
    meer_dan: Tekst | None = None
    hoogstens: Tekst | None = None
    minder_dan: Tekst | None = None
    van: Rij[Kenmerk] = ()

    def named_parts(self) -> tuple[str, ...]:
        return self.van

    def limits(self, kader: Toetskader) -> set[Decimal]:
        """The numbers with which it compares."""
        named = (self.minstens, self.meer_dan, self.hoogstens, self.minder_dan)
        return {kader.lezing.getal(limit) for limit in named if limit is not None}

    def allows(self, number: Decimal, kader: Toetskader) -> bool:
        """Whether a number lies within all limits."""
        getal = kader.lezing.getal
        return not (
            (self.minstens is not None and number < getal(self.minstens))
            or (self.meer_dan is not None and number <= getal(self.meer_dan))
            or (self.hoogstens is not None and number > getal(self.hoogstens))
            or (self.minder_dan is not None and number >= getal(self.minder_dan))
        )

    def demand(self, kader: Toetskader) -> str:
        words = [
            f"{word} {dutch_getal(kader.lezing.getal(limit))}"
            for key, word in _COMPARISONS
            if (limit := getattr(self, key)) is not None
        ]
        among = f" van {kader.spell_parts(self.feit, self.van)}" if self.van else ""
        return " en ".join(words) + among


def _is(toets: Is, kennis: Kennis, kader: Toetskader) -> bool:
    waarde, words = kennis[toets.feit].waarde, toets.words(kader)
    if isinstance(waarde, Decimal):
        return any(word.isdigit() and Decimal(word) == waarde for word in words)
    return waarde in words


def _vergelijk(toets: Vergelijk, kennis: Kennis, kader: Toetskader) -> bool:
    waarde = kennis[toets.feit].waarde
    return isinstance(waarde, Decimal) and toets.allows(waarde, kader)


class Getalsoort(Feitsoort[Decimal | str]):
    """A question with a number for an answer."""

    toetsen = {Is: _is, Vergelijk: _vergelijk}
    regelvoorbeeld = "meer_dan: 0 of minstens: 1"

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

    def how_to_answer(self, feit: Feit) -> str:
        unit = f" ({feit.eenheid})" if feit.eenheid else ""
        extra = "".join(f", of {word}" for word in feit.waarden)
        return f"een getal{unit}{extra}"

    def observed(self, waarde: Decimal | str, kader: Toetskader) -> str:
        return spoken(waarde) if isinstance(waarde, str) else dutch_getal(waarde)

    def complete(self, vraag: Bevraging, waarde: Decimal | str | None) -> Iterable[Decimal | str]:
        return (*_numbers(vraag), *vraag.feit.waarden)

    def fill(self, verschil: Feitverschil) -> Mapping[str, str] | None:
        """How much is missing where there is a least number; and what is asked, in words."""
        if not isinstance(verschil.nieuw, Decimal):
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

    def take_over(self, waarde: Decimal | str | None, oldest: date, peildatum: date) -> Overname:
        return AGAIN


def _numbers(vraag: Bevraging) -> Iterator[Decimal]:
    """Every limit, a number above it, and one between each pair of limits."""
    limits = {Decimal(0)}
    for toets in vraag.own():
        if isinstance(toets, Vergelijk):
            limits |= toets.limits(vraag.kader)
    ordered = sorted(limits)
    for low, high in zip(ordered, [*ordered[1:], ordered[-1] + 2], strict=True):
        yield low
        yield (low + high) / 2
