"""Yes or no, or a third word of the catalogue; and the test that the answer is this word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import Field

from weerbaar_cli.feitsoorten.conditie import FeitConditie, Kennis, Woorden
from weerbaar_cli.feitsoorten.soort import Bevraging, Feitsoort, Feitverschil, Reading, spoken
from weerbaar_cli.model.bevinding import Bevinding
from weerbaar_cli.model.pydantisch import LEAVE_EMPTY
from weerbaar_cli.model.strict import advise_ja_nee, known_ja_nee, no_ja_nee, show

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.toetskader import Lezing, Toetskader
    from weerbaar_cli.model.bestanden.feit import Ankers, Feit


class Is(FeitConditie):
    """The answer is (one of) this."""

    sleutels = ("is",)
    leeswijzen = {"is_": "lijst"}

    is_: Woorden = Field(alias="is")

    def words(self, kader: Toetskader) -> tuple[str, ...]:
        """The answers that count."""
        return kader.lezing.lijst(self.is_)

    def demand(self, kader: Toetskader) -> str:
        return " of ".join(map(spoken, self.words(kader)))

    def faults(self, feit: Feit, lezing: Lezing, ankers: Ankers) -> Iterator[Bevinding]:
        known = {"ja", "nee", "nooit", *feit.waarden}
        for word in lezing.lijst(self.is_):
            if word not in known and not word.isdigit():
                text = f"{show(word)} is geen antwoord op {self.feit}"
                yield Bevinding("toets-past-niet", text, ("is",))


def _is(toets: Is, kennis: Kennis, kader: Toetskader) -> bool:
    return kennis[toets.feit].waarde in toets.words(kader)


class JaNeesoort(Feitsoort[str]):
    """A question with a word for an answer."""

    toetsen = {Is: _is}
    regelvoorbeeld = "is: ja"
    met_tijd = False

    def read(self, reading: Reading, raw: Any) -> str | None:
        return read_word(reading, raw, tuple(reading.feit.waarden))

    def how_to_answer(self, feit: Feit) -> str:
        return ", ".join(["ja", "nee", *feit.waarden]) + " of onbekend"

    def choices(self, feit: Feit) -> dict[str, str]:
        return {"ja": "ja", "nee": "nee", **feit.waarden}

    def observed(self, waarde: str, kader: Toetskader) -> str:
        return spoken(waarde)

    def fill(self, verschil: Feitverschil) -> Mapping[str, str] | None:
        return {} if verschil.nieuw == "ja" else None

    def complete(self, vraag: Bevraging, waarde: str | None) -> Iterable[str]:
        return ("ja", "nee", *vraag.feit.waarden)


def read_word(reading: Reading, raw: Any, extra: tuple[str, ...], *more: str) -> str | None:
    """One of ja, nee or an extra word; other spellings of ja and nee with a hint."""
    if known := reading.word(raw, ("ja", "nee", *extra), *more):
        return known
    if known := known_ja_nee(raw):
        reading.respell(raw, known, *more)
        return known
    if (advies := advise_ja_nee(raw)).tip:
        reading.refuse("geen-ja-nee", no_ja_nee(raw), *more, **advies._asdict())
        return None
    word = raw.lower() if isinstance(raw, str) else ""
    choices = ("ja", "nee", *extra, "onbekend")
    tip = (reading.suggest(word, choices) if word else "") or LEAVE_EMPTY
    text = f"{show(raw)} past niet; kies uit {', '.join(choices)}"
    reading.refuse("verkeerde-waarde", text, *more, tip=tip)
    return None
