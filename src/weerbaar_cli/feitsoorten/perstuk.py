"""What belongs to a document and is known per document: its items, and each document by itself.

A fact that says `bij:` in the catalogue is about a document. Where a party has several, each has
its own value, and what a rule asks of a document and its items must hold for one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from weerbaar_cli.feitsoorten.conditie import Kennis, Uitkomst
from weerbaar_cli.feitsoorten.soort import Bevraging, Feitsoort, Gewijzigd, Reading
from weerbaar_cli.feitsoorten.toetskader import Vast

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.toetskader import Toetskader
    from weerbaar_cli.model.bestanden.feit import Feit


class PerStuk(Struct, frozen=True):
    """Per document of a fact, in the order of the file, what is known; None for nothing."""

    bij: str
    titels: tuple[str, ...]
    waarden: tuple[Any, ...]

    @property
    def leeg(self) -> bool:
        """Whether nothing is known of any document."""
        return all(one is None for one in self.waarden)

    def with_one(self, index: int, waarde: Any) -> PerStuk:
        """The same with another value for one document."""
        return replace(self, waarden=(*self.waarden[:index], waarde, *self.waarden[index + 1 :]))


class PerStuksoort(Feitsoort[PerStuk]):
    """A fact of some kind, for each of several documents. A rule tests it per document."""

    toetsen = {}
    regelvoorbeeld = ""

    def __init__(self, soort: Feitsoort[Any], stuk: PerStuk) -> None:
        self.soort = soort
        self.leeg = replace(stuk, waarden=(None,) * len(stuk.waarden))

    def read(self, reading: Reading, raw: Any) -> PerStuk | None:
        raise NotImplementedError("these stand in a file with their documents")

    def how_to_answer(self, feit: Feit) -> str:
        return self.soort.how_to_answer(feit)

    def observed(self, waarde: PerStuk, kader: Toetskader) -> str:
        return "; ".join(_told(waarde, lambda one: self.soort.observed(one, kader)))

    def answer(self, feit: Feit, waarde: PerStuk, kader: Toetskader) -> str:
        return "; ".join(self.answers(feit, waarde, kader))

    def answers(self, feit: Feit, waarde: PerStuk, kader: Toetskader) -> tuple[str, ...]:
        return tuple(_told(waarde, lambda one: self.soort.answer(feit, one, kader)))

    def is_complete(self, waarde: PerStuk) -> bool:
        return all(one is not None and self.soort.is_complete(one) for one in waarde.waarden)

    def complete(self, vraag: Bevraging, waarde: PerStuk | None) -> Iterator[PerStuk]:
        """Every document by itself; what no test tells apart comes once."""
        waarde = waarde or self.leeg
        options = [list(self._distinct(vraag, one)) for one in waarde.waarden]
        return (replace(waarde, waarden=row) for row in product(*options))

    def _distinct(self, vraag: Bevraging, waarde: Any) -> Iterable[Any]:
        if waarde is not None and self.soort.is_complete(waarde):
            return (waarde,)
        found = self.soort.complete(vraag, waarde)
        if any(toets.anchors(vraag.kader) for toets in vraag.toetsen):
            return found
        # A route tries hundreds of changes, and each leaves most documents as they were.
        key = (PerStuksoort, vraag.feit_id, vraag.own(), vraag.naast, vraag.kader.grens, waarde)
        return vraag.kader.remember(
            key, lambda: tuple({self._outcomes(vraag, one): one for one in found}.values())
        )

    def _outcomes(self, vraag: Bevraging, waarde: Any) -> tuple[Uitkomst, ...]:
        """What the tests make of a value."""
        kennis = {vraag.feit_id: Vast(waarde)}
        tests = (one for one in vraag.own() if type(one) in self.soort.toetsen)
        return tuple(self.soort.toetsen[type(one)](one, kennis, vraag.kader) for one in tests)

    def changes(self, vraag: Bevraging, waarde: PerStuk | None) -> Iterator[Gewijzigd[PerStuk]]:
        """The value in one document becomes another; in the others it stays."""
        waarde = waarde or self.leeg
        for index, old in enumerate(waarde.waarden):
            for one, names in self._changes_of(vraag, old):
                yield waarde.with_one(index, one), names

    def _changes_of(self, vraag: Bevraging, old: Any) -> Iterable[Gewijzigd[Any]]:
        parts = self.soort.changes(vraag, old)
        if parts is not None:
            return parts
        return ((one, ("",)) for one in self.soort.complete(vraag, None) if one != old)

    def only(self, waarde: PerStuk, parts: Iterable[str]) -> PerStuk:
        names = tuple(parts)
        own = (None if one is None else self.soort.only(one, names) for one in waarde.waarden)
        return replace(waarde, waarden=tuple(own))


def changed_one(old: PerStuk | None, new: PerStuk) -> tuple[str, Any, Any]:
    """The one document in which something changes, with what it was and what it becomes."""
    before = (None,) * len(new.waarden) if old is None else old.waarden
    rows = zip(new.titels, before, new.waarden, strict=True)
    return next(row for row in rows if row[1] != row[2])


def _told(waarde: PerStuk, tell: Callable[[Any], str]) -> Iterator[str]:
    for titel, one in zip(waarde.titels, waarde.waarden, strict=True):
        yield f"in {titel} {'niet bekend' if one is None else tell(one)}"


def per_document(kennis: Kennis, feit_id: str) -> Iterator[tuple[Any, Kennis]]:
    """Each document, with what is known when it is the only one."""
    documents = kennis[feit_id].waarde
    if len(documents) < 2:
        yield from ((one, kennis) for one in documents)
        return
    yield from ((one, _alone(kennis, feit_id, index)) for index, one in enumerate(documents))


def _alone(kennis: Kennis, feit_id: str, index: int) -> Kennis:
    """What is known when this document is the only one."""
    vast = kennis[feit_id]
    found = {**kennis, feit_id: vast.holding((vast.waarde[index],))}
    for name, one in kennis.items():
        if isinstance(one.waarde, PerStuk) and one.waarde.bij == feit_id:
            found[name] = one.holding(one.waarde.waarden[index])
    return found
