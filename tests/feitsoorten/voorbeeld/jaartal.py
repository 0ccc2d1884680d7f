"""A year; and the test that it is this year or a later one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from weerbaar_cli.feitsoorten.conditie import FeitConditie, Kennis
from weerbaar_cli.feitsoorten.soort import Bevraging, Feitsoort, Reading
from weerbaar_cli.model.getal import parse_heel
from weerbaar_cli.model.strict import Tekst

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.toetskader import Toetskader
    from weerbaar_cli.model.bestanden.feit import Feit


class SindsJaar(FeitConditie):
    """It was in this year or later."""

    sleutels = ("sinds_jaar",)
    leeswijzen = {"sinds_jaar": "getal"}

    sinds_jaar: Tekst

    def first(self, kader: Toetskader) -> int:
        """The first year that counts."""
        return int(kader.lezing.getal(self.sinds_jaar))

    def demand(self, kader: Toetskader) -> str:
        return f"het jaar {self.first(kader)} of later"


def _sinds_jaar(toets: SindsJaar, kennis: Kennis, kader: Toetskader) -> bool:
    year: int = kennis[toets.feit].waarde
    return toets.first(kader) <= year


class Jaartalsoort(Feitsoort[int]):
    """A question with a year for an answer."""

    toetsen = {SindsJaar: _sinds_jaar}
    regelvoorbeeld = "sinds_jaar: 2020"

    def read(self, reading: Reading, raw: Any) -> int | None:
        found = parse_heel(raw)
        if found is None:
            reading.refuse_form(raw, "een jaartal, zoals 2024")
        return found

    def how_to_answer(self, feit: Feit) -> str:
        return "een jaartal, zoals 2024"

    def observed(self, waarde: int, kader: Toetskader) -> str:
        return str(waarde)

    def complete(self, vraag: Bevraging, waarde: int | None) -> Iterable[int]:
        firsts = {one.first(vraag.kader) for one in vraag.own() if isinstance(one, SindsJaar)}
        return sorted({0} | firsts | {year - 1 for year in firsts})
