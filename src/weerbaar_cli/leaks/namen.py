"""Whether a text names a party: its name, its code or one of its aliases, in any spelling."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, product
from typing import NamedTuple

from weerbaar_cli.leaks.gelijkvorm import Lezing, Span, read_words
from weerbaar_cli.leaks.tekstdeel import Tekstdeel
from weerbaar_cli.model.bestanden.partij import District, Groep, Partij

# Of what stands between two words of a name: «Hof / van Twente», but not two sentences.
MOST_SIGNS = 3
# A code of one or two signs would be found everywhere.
SHORTEST_CODE = 3
AREA_TYPES = frozenset({"provincie"})
Vorm = tuple[str, ...]


class Zoekterm(NamedTuple):
    """A name, code or alias."""

    tekst: str
    is_code: bool


class Treffer(NamedTuple):
    """A party that is named, and where."""

    tekst: str
    waar: str
    regel: int
    kolom: int


@dataclass(frozen=True)
class Zoeklijst:
    """What is looked for, by first word; and the names that are not, with the reason."""

    termen: tuple[Zoekterm, ...]
    weggelaten: tuple[tuple[str, str], ...]
    by_first: dict[str, list[tuple[Vorm, Zoekterm]]]


def make_zoeklijst(
    partijen: Iterable[Partij | Groep],
    districten: Iterable[tuple[str, District]],
    behalve: Sequence[str] = (),
) -> Zoeklijst:
    """Everything that gives a party away, but what also means something else.

    The name of a district or a province names a region that a report may well speak of; «provincie
    Drenthe» is looked for, «Drenthe» is not.
    """
    regions = {_one(text) for pair in districten for text in (pair[0], pair[1].titel)}
    allowed = {_one(text) for text in behalve}
    termen: dict[Zoekterm, None] = {}
    skipped: dict[tuple[str, str], None] = {}
    for term, is_area in _terms(partijen):
        if _one(term.tekst) in allowed:
            skipped[term.tekst, "u zei het met --behalve"] = None
        elif is_area or _one(term.tekst) in regions:
            skipped[term.tekst, "ook de naam van een gebied"] = None
        elif term.is_code and len(_one(term.tekst)) < SHORTEST_CODE:
            skipped[term.tekst, "te kort om te zoeken"] = None
        else:
            termen[term] = None
    by_first: dict[str, list[tuple[Vorm, Zoekterm]]] = {}
    for term in termen:
        for form in _forms(term.tekst):
            by_first.setdefault(form[0], []).append((form, term))
    return Zoeklijst(tuple(termen), tuple(skipped), by_first)


def _terms(partijen: Iterable[Partij | Groep]) -> Iterator[tuple[Zoekterm, bool]]:
    """Per party its words, and whether the word is the name of an area too."""
    for one in partijen:
        area = one.type in AREA_TYPES
        kind, _, rest = one.naam.partition(" ")
        typed = bool(rest) and kind.casefold() == one.type
        yield Zoekterm(one.naam, is_code=False), area and not typed
        if typed:
            yield Zoekterm(rest, is_code=False), area
        elif area:
            yield Zoekterm(f"{one.type} {one.naam}", is_code=False), False
        if one.code:
            yield Zoekterm(one.code, is_code=True), False
        for alias in getattr(one, "aliassen", ()):
            yield Zoekterm(alias, is_code=False), False


def _one(text: str) -> str:
    """A text as one word, to compare it with another."""
    return "".join(next(read_words(text)).woorden)


def _forms(text: str) -> set[Vorm]:
    """The words of a name, each apart from the next or joined to it: «oudhasselwoud»."""
    found = set()
    for lezing in read_words(text):
        words = lezing.woorden
        for joints in product((False, True), repeat=max(len(words) - 1, 0)):
            found.add(_join(words, joints))
    return found - {()}


def _join(words: Sequence[str], joints: Sequence[bool]) -> Vorm:
    """Letters and figures are words of their own, so a joint between them changes nothing."""
    joined = list(words[:1])
    for (before, word), joint in zip(pairwise(words), joints, strict=True):
        if joint and before.isdigit() == word.isdigit():
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


def find_partijen(delen: Iterable[Tekstdeel], lijst: Zoeklijst) -> list[Treffer]:
    """Every place where a party is named, once, in reading order."""
    found: dict[Treffer, None] = {}
    caught: dict[Treffer, None] = {}
    for deel in delen:
        (caught if deel.vangnet else found).update(dict.fromkeys(_search(deel, lijst)))
    seen = {(one.tekst, one.regel, one.kolom) for one in found}
    rest = [one for one in caught if (one.tekst, one.regel, one.kolom) not in seen]
    return sorted((*found, *rest), key=lambda one: (one.regel, one.kolom, one.waar, one.tekst))


def _search(deel: Tekstdeel, lijst: Zoeklijst) -> Iterator[Treffer]:
    text = "".join(stuk.tekst for stuk in deel.stukken)
    starts = list(accumulate((len(stuk.tekst) for stuk in deel.stukken), initial=0))
    for (begin, _), term in find_spans(text, lijst):
        number = min(bisect_right(starts, begin), len(deel.stukken)) - 1
        stuk = deel.stukken[number]
        before = stuk.tekst[: begin - starts[number]]
        lines = before.count("\n")
        column = len(before) - before.rfind("\n") if lines else stuk.kolom + len(before)
        yield Treffer(term, deel.waar, stuk.regel + lines, column)


def find_spans(text: str, lijst: Zoeklijst) -> list[tuple[Span, str]]:
    """From where to where a text names a party, and by which name."""
    return sorted({span for lezing in read_words(text) for span in _spans(lezing, lijst)})


def _spans(lezing: Lezing, lijst: Zoeklijst) -> Iterator[tuple[Span, str]]:
    free = 0
    for number, word in enumerate(lezing.woorden):
        forms = lijst.by_first.get(word)
        if forms is None or number < free:
            continue
        fits = [one for one in forms if _fits(lezing, number, *one)]
        if fits:
            form, term = max(fits, key=lambda one: len(one[0]))
            free = number + len(form)
            yield lezing.place(number, free - 1), term.tekst


def _fits(lezing: Lezing, number: int, form: Vorm, term: Zoekterm) -> bool:
    """Whether the words from here on are those of a name, with no more than a few signs between."""
    after = number + len(form)
    if tuple(lezing.woorden[number:after]) != form:
        return False
    most = 1 if term.is_code else MOST_SIGNS
    return all(lezing.signs_before(one) <= most for one in range(number + 1, after))
