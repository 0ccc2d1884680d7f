"""What a kind of fact must tell: the protocol of the modules in this room.

The engine, the reader of a meting and the making of a new one ask these questions and know no kind
by name; `feitsoorten.FEITSOORTEN` says which kinds there are.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from weerbaar_cli.feitsoorten.conditie import FeitConditie, Proef
from weerbaar_cli.model.bestanden.feit import RESERVED_NAMES, Feit
from weerbaar_cli.model.bevinding import Bevinding, Herstel, Pad, cite, suggest
from weerbaar_cli.model.getal import parse_getal, with_unit
from weerbaar_cli.model.pydantisch import LEAVE_EMPTY, MOST_TIPS
from weerbaar_cli.model.strict import bare, fold, show, woord_herstel

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.toetskader import Toetskader
    from weerbaar_cli.model.bestanden.feit import Bewijs

W = TypeVar("W")
ONBEKEND = "onbekend"
BLANK = (None, ONBEKEND, "")  # what a file can write where nothing is known
_ANSWERS = ("ja", "nee", "nooit")  # most are one of these
# What people write there; following an advice must leave it unknown.
_SAYINGS = {
    "nvt": r"n ?v ?t|n ?a|niet van toepassing",
    ONBEKEND: (
        r"[?!. _-]+|n ?b|p ?m|tbd|todo|unknown|geen (idee|informatie|gegevens)|onbekend.*"
        r"|onduidelijk|wee?t.*niet.*"
        r"|(nog )?(niet|on)[ -]?(bekend|zeker|duidelijk|ingevuld|gevraagd|uitgezocht).*"
        r"|(nog )?((na|uit) ?(te )?(vragen|zoeken|gaan)|te bepalen|invullen|in te vullen).*"
    ),
}
_LONGEST = 60
LONG_FORM = "Bedoelde u de lange vorm? Zet de rest dan onder «waarde:»."
# A value as it would become, with the items or groups that change.
Gewijzigd = tuple[W, tuple[str, ...]]


class Reading(Struct, eq=False):
    """One fact being read: where it stands, and what was found wrong on the way."""

    feit: Feit
    pad: Pad
    # The facts that belong to this one when it is a document.
    erbij: Mapping[str, Feit] = field(default_factory=dict)
    found: list[Bevinding] = field(default_factory=list)

    def refuse(
        self,
        code: str,
        text: str,
        *more: str | int,
        tip: str = "",
        herstel: Herstel | None = None,
        op_sleutel: bool = False,
    ) -> None:
        pad = (*self.pad, *more)
        one = Bevinding(code, text, pad, suggestie=tip, op_sleutel=op_sleutel, herstel=herstel)
        self.found.append(one)

    def is_blank(self, raw: Any, *more: str | int) -> bool:
        """Whether nothing is known; what people write for that is refused, and is not known."""
        if raw in BLANK:
            return True
        if not isinstance(raw, str) or raw[:1].isdigit() or raw in _ANSWERS:
            return False
        said = _said(raw)
        if not said or self._is_word(raw):
            return False
        if fold(bare(raw)) == ONBEKEND:
            self.respell(raw, ONBEKEND, *more)
            return True
        tip = LEAVE_EMPTY
        if said == "nvt" and not more:
            tip += " Geldt de norm niet, zet dan de norm onder «nvt:», met een reden."
        self.refuse("verkeerde-waarde", f"{show(raw)} is geen antwoord", *more, tip=tip)
        return True

    def _is_word(self, raw: str) -> bool:
        return any(fold(word) == fold(raw) for word in self.feit.waarden)

    def word(self, raw: Any, known: Iterable[str], *more: str | int) -> str | None:
        """The word of ours that is written here; with other capitals or odd quotes with a hint."""
        if not isinstance(raw, str) or raw in known:
            return raw if isinstance(raw, str) else None
        herstel = woord_herstel(raw, known)
        if herstel is None:
            return None
        self.respell(raw, herstel.nieuw, *more)
        return herstel.nieuw

    def refuse_form(self, raw: Any, form: str, *more: str | int) -> None:
        """A value of the wrong kind: a text where keys are meant, a list where a date is meant."""
        text = f"{show(raw)} past niet; schrijf {form}"
        tip = "Schrijf de waarde zoals de melding het zegt."
        tip = f"{LEAVE_EMPTY} {tip}" if isinstance(raw, str) else tip
        self.refuse("verkeerde-waarde", text, *more, tip=tip)

    def refuse_unknown_key(self, code: str, key: str, known: tuple[str, ...]) -> None:
        """A key that is no item, group or field of this fact."""
        text = f"{show(key)} is onbekend bij dit feit; bekend zijn {', '.join(known)}"
        tip = LONG_FORM if key in RESERVED_NAMES else self.suggest(key, known)
        herstel = woord_herstel(key, known)
        self.refuse(code, text, key, tip=tip, herstel=herstel, op_sleutel=True)

    def suggest(self, word: str, known: Iterable[str]) -> str:
        """«Bedoelde u …?»; after very many problems no longer, as each search takes time."""
        return suggest(word, known) if len(self.found) < MOST_TIPS else ""

    def respell(self, raw: str, word: str, *more: str | int, op_sleutel: bool = False) -> None:
        """What is understood, and how it is written here."""
        text = f"schrijf {cite(word)} in plaats van {show(raw)}"
        pad, herstel = (*self.pad, *more), Herstel(raw, word)
        one = Bevinding("schrijfwijze", text, pad, "hint", "", op_sleutel, herstel=herstel)
        self.found.append(one)


class Bevraging(NamedTuple):
    """One fact with all tests on it and on the facts beside it, on a date."""

    feit_id: str
    feit: Feit
    toetsen: tuple[FeitConditie, ...]
    kader: Toetskader
    # Dates or numbers with which it may be compared because of the facts beside it.
    naast: frozenset[Any] = frozenset()

    def own(self) -> tuple[FeitConditie, ...]:
        """The tests of the fact itself."""
        return tuple(toets for toets in self.toetsen if toets.feit == self.feit_id)


class Feitverschil(NamedTuple):
    """What a fact is and must become; the tests for `voldoet` are those that the change meets."""

    feit: Feit
    oud: Any
    nieuw: Any
    toetsen: tuple[FeitConditie, ...]
    kader: Toetskader


class Overname(Struct, frozen=True):
    """Whether a new meting takes a fact over; `reden` says why it must be looked at again.

    `groepen` are the groups whose date must be asked again; the others keep theirs.
    """

    geldig: bool
    reden: str = ""
    groepen: frozenset[str] = frozenset()


class Overnamevraag(NamedTuple):
    """What a new meting on a day asks: all tests on the fact, and the first day that counts."""

    toetsen: tuple[FeitConditie, ...]
    vanaf: date
    peildatum: date


class Feitsoort(ABC, Generic[W]):
    """One kind of fact. A value that is not known is None, and comes here only where said."""

    # The tests that fit, and when each holds on a complete value of this kind.
    toetsen: ClassVar[Mapping[type[FeitConditie], Proef]]
    # What a rule can ask of it, and how a supposition names a part of it, if it has parts.
    regelvoorbeeld: ClassVar[str]
    stelvoorbeeld: ClassVar[str] = ""
    # Whether people can each answer some of its items or groups; of a whole one speaks.
    per_onderdeel: ClassVar[bool] = False
    # Whether time alone can change what a test makes of a value.
    met_tijd: ClassVar[bool] = True

    # --- files

    @abstractmethod
    def read(self, reading: Reading, raw: Any) -> W | None:
        """The value as a file gives it; None when nothing is known or it cannot be read."""

    @abstractmethod
    def how_to_answer(self, feit: Feit) -> str:
        """How the question can be answered, in one line of a new meting."""

    def choices(self, feit: Feit) -> dict[str, str]:
        """The words that an answer can be, each as people read it; what else there is, is typed."""
        return dict(feit.waarden)

    def spell_out(self, feit: Feit, word: str) -> dict[str, Any]:
        """The parts as a file would write them out, for a word that stands for the whole."""
        return {}

    def suppose_part(self, raw: Any, waarde: str) -> Any:
        """What a file would have at a part whose value is supposed; `raw` stands there now."""
        return waarde or None

    # --- words

    @abstractmethod
    def observed(self, waarde: W, kader: Toetskader) -> str:
        """What is known, short."""

    def unit(self, feit: Feit) -> str | None:
        """What a number counts that answers are held to."""
        return feit.eenheid

    def answer(self, feit: Feit, waarde: W, kader: Toetskader) -> str:
        """What is known, with titles where the file has ids."""
        if isinstance(waarde, str) and waarde in feit.waarden:
            return feit.waarden[waarde]
        text = self.observed(waarde, kader)
        return with_unit(text, feit.eenheid) if feit.eenheid and text[-1:].isdigit() else text

    def answers(self, feit: Feit, waarde: W, kader: Toetskader) -> tuple[str, ...]:
        """The same in the parts that are read one by one."""
        return (self.answer(feit, waarde, kader),)

    def evidence(self, waarde: W) -> Iterator[Bewijs]:
        """What the value shows by itself, with the place where it can be found."""
        return iter(())

    def places(self, waarde: W) -> Iterator[str]:
        """Where what the value names can be found."""
        return iter(())

    # --- completions and changes

    def is_complete(self, waarde: W) -> bool:
        """Whether there is nothing left to fill in."""
        return True

    def is_blank(self, waarde: W) -> bool:
        """Whether nothing is known, although there is a value that says what belongs to it."""
        return False

    def with_total(self, feit: Feit, waarde: W | None, total: int | None) -> W | None:
        """The value beside the fact that tells how many there are in all."""
        return waarde

    def exceeds(self, waarde: W, total: int) -> str:
        """What it names more than there are in all, in words; empty when it fits."""
        return ""

    def number(self, waarde: W) -> int | None:
        """How many there are according to it; None when it tells no number."""
        return None

    def lacks(self, waarde: W, toetsen: Iterable[FeitConditie], kader: Toetskader) -> str:
        """What a value that is not complete still lacks; empty when that needs no saying."""
        return ""

    def is_open(self, waarde: W, toetsen: Iterable[FeitConditie], kader: Toetskader) -> bool:
        """Whether what is not filled in can matter to one of these tests."""
        return not self.is_complete(waarde)

    @abstractmethod
    def complete(self, vraag: Bevraging, waarde: W | None) -> Iterable[W]:
        """Every way of filling in what is blank that can make a difference to the tests.

        An unknown fact has endlessly many values, but its tests tell only a few of them apart:
        at least one on either side of every boundary. Property tests check that no other value
        leads anywhere else.
        """

    def changes(self, vraag: Bevraging, waarde: W | None) -> Iterable[Gewijzigd[W]] | None:
        """Every mix of changed parts that makes a difference; None when it changes as a whole."""
        return None

    def part_step(self, demands: str, kader: Toetskader) -> str:
        """What to do about one changed part, in words; `demands` is what the tests ask of it."""
        return demands

    def fill(self, verschil: Feitverschil) -> Mapping[str, str] | None:
        """What stands in the places of a task; None when the task is not what is asked here."""
        return {}

    def addition(self, verschil: Feitverschil) -> str:
        """What every task of this kind says besides, such as the law that must be taken up."""
        return ""

    def only(self, waarde: W, parts: Iterable[str]) -> W:
        """The value with these items or groups alone; a value without parts as it is."""
        return waarde

    def knows_part(self, waarde: W | None, name: str) -> bool:
        """Whether something is known of one item or group."""
        return False

    # --- time

    def happened(self, waarde: W) -> Iterator[tuple[date, tuple[str, ...]]]:
        """Dates of what has happened, so never after the peildatum, each with its part."""
        return iter(())

    def dates(self, waarde: W) -> Iterable[date]:
        """Every date that can make an outcome change as time goes by."""
        return (day for day, _ in self.happened(waarde))

    def compared_dates(self, waarde: W) -> Iterable[date]:
        """The dates that another fact can be compared with."""
        return self.dates(waarde)

    def days_to_wait_for(self, waarde: W) -> Iterator[date]:
        """Days on which the value begins to count without anybody doing anything."""
        return iter(())

    def take_over(self, waarde: W | None, vraag: Overnamevraag) -> Overname:
        """Whether a new meting can take the value over."""
        return Overname(True)


def is_not_applicable(raw: Any) -> bool:
    """Whether somebody wrote that something does not apply."""
    return isinstance(raw, str) and _said(raw) == "nvt"


@lru_cache(maxsize=256)  # a few words make up nearly all answers
def _said(raw: str) -> str:
    """What a text says instead of an answer; empty when it may be one.

    Dots and dashes between letters do not count; nobody says it in a long text.
    """
    if fold(bare(raw)) == ONBEKEND:
        return ONBEKEND
    text = fold(raw)
    if len(text) > _LONGEST:
        return ""
    plain = re.sub(r"(?<=\w)[.\s/-]+(?=\w)|(?<=\w)[.!?]+$", " ", text).strip()
    return next((name for name, said in _SAYINGS.items() if re.fullmatch(said, plain)), "")


def spoken(word: str) -> str:
    """A word of the answer as people say it."""
    return word.replace("-", " ") if parse_getal(word) is None else word


def alike(names: Iterable[str], sets: list[set[str]]) -> list[list[str]]:
    """Names that every test treats the same way, together."""
    kinds: dict[tuple[bool, ...], list[str]] = {}
    for name in names:
        kinds.setdefault(tuple(name in one for one in sets), []).append(name)
    return list(kinds.values())


def picks(
    kinds: list[list[str]], seen: Sequence[object] | None = None
) -> Iterator[tuple[str, ...]]:
    """From each kind of names the first so many, in every combination but the empty one.

    Kinds that are `seen` alike are told apart by nothing but their order: of combinations that
    take as many of them together only the first comes.
    """
    for sizes in _sizes([len(names) for names in kinds], seen or range(len(kinds))):
        picked = [names[:size] for names, size in zip(kinds, sizes, strict=True)]
        if any(picked):
            yield tuple(name for names in picked for name in names)


def _sizes(most: Sequence[int], seen: Sequence[object]) -> list[list[int]]:
    """How many of each kind, in every mix: as few as can be of the first that are seen alike."""
    rows = list(zip(most, seen, strict=True))
    totals = {one: sum(number for number, other in rows if other == one) for one in seen}
    after = [
        sum(number for number, other in rows[at:] if other == one) for at, one in enumerate(seen, 1)
    ]
    mixes = product(*(range(total + 1) for total in totals.values()))
    return sorted(
        [
            min(number, max(0, mix[one] - later))
            for (number, one), later in zip(rows, after, strict=True)
        ]
        for mix in (dict(zip(totals, chosen, strict=True)) for chosen in mixes)
    )


def first_seen(found: Iterable[W], seen: Callable[[W], object]) -> list[W]:
    """The first of all that are seen alike."""
    kinds: dict[object, W] = {}
    for one in found:
        kinds.setdefault(seen(one), one)
    return list(kinds.values())


def with_tip(bevinding: Bevinding, tip: str) -> Bevinding:
    """An unknown key that looks like nothing known may belong to the other form."""
    if bevinding.code != "onbekende-sleutel" or "Bedoelde" in bevinding.suggestie:
        return bevinding
    return replace(bevinding, suggestie=tip)


def find_onderdeel(known: Collection[str], name: str) -> str:
    """A part as it is written there: a rule or an option may write it with other capitals.

    A part that is not there stays as it was written.
    """
    if name in known:
        return name
    return next((own for own in known if fold(own) == fold(name)), name)
