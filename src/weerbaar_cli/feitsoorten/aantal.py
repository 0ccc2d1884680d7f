"""So many of so many; and the tests of a share, a count and a total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil, floor, lcm
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from weerbaar_cli.feitsoorten.conditie import NIETS, BijNiets, FeitConditie, Kennis, Uitkomst
from weerbaar_cli.feitsoorten.getal import AGAIN
from weerbaar_cli.feitsoorten.soort import (
    Bevraging,
    Feitsoort,
    Feitverschil,
    Overname,
    Overnamevraag,
    Reading,
)
from weerbaar_cli.model.bevinding import cite
from weerbaar_cli.model.getal import dutch_aandeel, dutch_getal, parse_heel, with_unit
from weerbaar_cli.model.pydantisch import LEAVE_EMPTY
from weerbaar_cli.model.strict import Kenmerk, Meerdere, Tekst, advise_getal, show

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.toetskader import Toetskader
    from weerbaar_cli.model.bestanden.feit import Feit

_KEYS = ("aantal", "totaal")


class Aantal(Struct, frozen=True):
    """So many of so many; either may be unknown."""

    aantal: int | None
    totaal: int | None


class Aandeel(FeitConditie):
    """A count over its total, or the ja over the applicable items, is at least this share."""

    sleutels = ("aandeel",)
    leeswijzen = {"aandeel": "aandeel"}

    aandeel: Tekst
    van: Meerdere[Kenmerk] = ()
    bij_niets: BijNiets = "niet"

    def named_parts(self) -> tuple[str, ...]:
        return self.van

    def reached(self, count: int, total: int, kader: Toetskader) -> Uitkomst:
        """Whether so many of so many is enough."""
        if total == 0:
            return NIETS[self.bij_niets]
        # The same as count >= share * total, in whole numbers.
        share = kader.lezing.aandeel(self.aandeel)
        return count * share.denominator >= share.numerator * total

    def demand(self, kader: Toetskader) -> str:
        return f"minstens {dutch_aandeel(kader.lezing.aandeel(self.aandeel))}"


class Telt(FeitConditie):
    """The count, or the total, of an aantal alone."""

    sleutels = ("aantal_minstens", "totaal_hoogstens")
    leeswijzen = dict.fromkeys(sleutels, "getal")

    aantal_minstens: Tekst | None = None
    totaal_hoogstens: Tekst | None = None

    def demand(self, kader: Toetskader) -> str:
        getal, words = kader.lezing.getal, []
        if self.aantal_minstens is not None:
            words.append(f"aantal minstens {dutch_getal(getal(self.aantal_minstens))}")
        if self.totaal_hoogstens is not None:
            words.append(f"totaal hoogstens {dutch_getal(getal(self.totaal_hoogstens))}")
        return ", ".join(words)


def _aandeel(toets: Aandeel, kennis: Kennis, kader: Toetskader) -> Uitkomst:
    waarde = kennis[toets.feit].waarde
    return toets.reached(waarde.aantal, waarde.totaal, kader)


def _telt(toets: Telt, kennis: Kennis, kader: Toetskader) -> bool:
    waarde = kennis[toets.feit].waarde
    getal, least, most = kader.lezing.getal, toets.aantal_minstens, toets.totaal_hoogstens
    enough: bool = least is None or waarde.aantal >= getal(least)
    return enough and (most is None or waarde.totaal <= getal(most))


class Aantalsoort(Feitsoort[Aantal]):
    """A question with a count for an answer, of a total."""

    toetsen = {Aandeel: _aandeel, Telt: _telt}
    regelvoorbeeld = "aandeel: 100% of aantal_minstens: 1"
    stelvoorbeeld = "{feit}.aantal=12"
    met_tijd = False

    def read(self, reading: Reading, raw: Any) -> Aantal | None:
        if not isinstance(raw, dict):
            reading.refuse_form(raw, "{aantal: 3, totaal: 5}")
            return None
        for key in raw:
            if key not in _KEYS:
                reading.refuse_unknown_key("onbekende-sleutel", key, _KEYS)
        aantal, totaal = [_read_heel(reading, raw.get(key), key) for key in _KEYS]
        if aantal is None and totaal is None:
            return None
        known = aantal is not None and totaal is not None
        if known and not reading.feit.overtreffen and (aantal or 0) > (totaal or 0):
            text = f"aantal {cite(str(aantal))} is meer dan totaal {cite(str(totaal))}"
            reading.refuse("aantal-boven-totaal", text, "aantal")
        return Aantal(aantal, totaal)

    def how_to_answer(self, feit: Feit) -> str:
        return "hoeveel van hoeveel, zoals {aantal: 3, totaal: 5}"

    def number(self, waarde: Aantal) -> int | None:
        return waarde.totaal

    def observed(self, waarde: Aantal, kader: Toetskader) -> str:
        return " van ".join(_told(waarde))

    def answer(self, feit: Feit, waarde: Aantal, kader: Toetskader) -> str:
        """What may be more than its total is no part of it, but held against it."""
        if not feit.overtreffen:
            return super().answer(feit, waarde, kader)
        aantal, totaal = (
            one if feit.eenheid is None else with_unit(one, feit.eenheid) for one in _told(waarde)
        )
        return f"{aantal}, nodig is {totaal}"

    def is_complete(self, waarde: Aantal) -> bool:
        return waarde.aantal is not None and waarde.totaal is not None

    def complete(self, vraag: Bevraging, waarde: Aantal | None) -> Iterator[Aantal]:
        """Counts and totals on either side of every share and every number that is asked."""
        known = waarde or Aantal(None, None)
        shares, numbers = _limits(vraag)
        totals = [known.totaal] if known.totaal is not None else _totals(known, shares, numbers)
        for totaal in totals:
            tallies = _tallies(totaal, shares, numbers) if known.aantal is None else [known.aantal]
            fitting = (one for one in tallies if one <= totaal or vraag.feit.overtreffen)
            yield from (Aantal(one, totaal) for one in fitting)

    def fill(self, verschil: Feitverschil) -> Mapping[str, str] | None:
        """How many are missing of how many; nothing when no number would be enough."""
        oud, lezing = verschil.oud, verschil.kader.lezing
        if not (isinstance(oud, Aantal) and oud.aantal is not None and oud.totaal):
            return {}
        needed = 0
        for toets in verschil.toetsen:
            if isinstance(toets, Aandeel):
                needed = max(needed, ceil(lezing.aandeel(toets.aandeel) * oud.totaal))
            elif isinstance(toets, Telt) and toets.aantal_minstens is not None:
                needed = max(needed, ceil(lezing.getal(toets.aantal_minstens)))
        if needed <= oud.aantal or (needed > oud.totaal and not verschil.feit.overtreffen):
            return {}
        return {"tekort": dutch_getal(needed - oud.aantal), "totaal": dutch_getal(oud.totaal)}

    def take_over(self, waarde: Aantal | None, vraag: Overnamevraag) -> Overname:
        return AGAIN


def _told(waarde: Aantal) -> tuple[str, str]:
    aantal, totaal = (
        "?" if one is None else dutch_getal(one) for one in (waarde.aantal, waarde.totaal)
    )
    return aantal, totaal


def _read_heel(reading: Reading, raw: Any, key: str) -> int | None:
    found = parse_heel(raw)
    if found is None and not reading.is_blank(raw, key):
        word = raw if isinstance(raw, str) else ""
        what = "te groot voor een aantal" if word.isdecimal() else "geen heel getal van nul of meer"
        advies = advise_getal(raw, parse_heel)
        other = f"{LEAVE_EMPTY} Schrijf anders een heel getal in cijfers."
        tip = advies.tip if advies.herstel else other
        reading.refuse(
            "ongeldig-getal", f"{show(raw)} is {what}", key, tip=tip, herstel=advies.herstel
        )
    return found


def _limits(vraag: Bevraging) -> tuple[set[Fraction], set[int]]:
    lezing, own = vraag.kader.lezing, vraag.own()
    shares = {lezing.aandeel(one.aandeel) for one in own if isinstance(one, Aandeel)}
    numbers = {0}
    for toets in own:
        if isinstance(toets, Telt):
            named = (toets.aantal_minstens, toets.totaal_hoogstens)
            numbers |= {ceil(lezing.getal(limit)) for limit in named if limit is not None}
    return shares, numbers


def _totals(known: Aantal, shares: set[Fraction], numbers: set[int]) -> list[int]:
    most = max(numbers) + 1
    large = lcm(*(share.denominator for share in shares), 1) * 1000 * (most + (known.aantal or 0))
    found = {*range(most + 1), large} | {number + step for number in numbers for step in (0, 1)}
    if known.aantal is not None:
        edges = {floor(known.aantal / share) for share in shares if share}
        found |= {known.aantal, known.aantal + 1, *edges, *(edge + 1 for edge in edges)}
    return sorted(found)


def _tallies(totaal: int, shares: set[Fraction], numbers: set[int]) -> list[int]:
    edges = {0, totaal, *numbers} | {ceil(share * totaal) for share in shares}
    found = {edge + step for edge in edges for step in (-1, 0, 1)}
    return sorted(count for count in found if count >= 0)
