"""The frame in which facts are judged: a date, readings, changes of law and the catalogue."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from weerbaar_cli.model.getal import parse_aandeel, parse_getal
from weerbaar_cli.model.tijd import Periode, parse_periode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from weerbaar_cli.model.bestanden.feit import Ankers, Catalogus

T = TypeVar("T")
# So much is remembered for a day; thousands of metingen would fill the memory with their answers.
MOST = 3_500
Ruw = str | tuple[str, ...]


class UnreadableLezing(ValueError):
    """A value in a condition is neither a literal nor a parameter that fits."""


class Lezing(Struct, frozen=True, eq=False):
    """What the undefined words of a raamwerk are taken to mean in this run."""

    waarden: Mapping[str, Ruw]
    afwijkend: frozenset[str] = frozenset()
    _read: dict[tuple[str, str], object] = field(default_factory=dict)
    _begins: dict[tuple[str, date], date] = field(default_factory=dict)

    def resolve(self, value: Ruw) -> Ruw:
        """Follow parameter names to the literal; a name may point at another name."""
        if not isinstance(value, str) or value not in self.waarden:
            return value
        seen: set[str] = set()
        while isinstance(value, str) and value in self.waarden and value not in seen:
            seen.add(value)
            value = self.waarden[value]
        if isinstance(value, str) and value in seen:
            raise UnreadableLezing(f"parameter «{value}» verwijst naar zichzelf")
        return value

    def names(self, value: Ruw) -> Iterator[str]:
        """The parameters on the way from a value to its literal, each once."""
        seen: set[str] = set()
        while isinstance(value, str) and value in self.waarden and value not in seen:
            yield value
            seen.add(value)
            value = self.waarden[value]

    def periode(self, value: str) -> Periode:
        """A period such as «12 maanden»."""
        return self._typed("een periode zoals 12 maanden", value, parse_periode)

    def since(self, periode: str, day: date) -> date:
        """The first day that lies within a period before a day; asked of every date anew."""
        key = (periode, day)
        if key not in self._begins:
            self._begins[key] = self.periode(periode).before(day)
        return self._begins[key]

    def aandeel(self, value: str) -> Fraction:
        """A share such as «50%»."""
        return self._typed("een aandeel zoals 50%", value, parse_aandeel)

    def getal(self, value: str) -> Decimal:
        """A number of zero or more."""
        return self._typed("een getal", value, parse_getal)

    def lijst(self, value: Ruw) -> tuple[str, ...]:
        """One word, or several."""
        found = self.resolve(value)
        return (found,) if isinstance(found, str) else found

    def _typed(self, kind: str, value: str, parse: Callable[[str], T | None]) -> T:
        key = (kind, value)
        if key not in self._read:
            literal = self.resolve(value)
            found = parse(literal) if isinstance(literal, str) else None
            if found is None:
                raise UnreadableLezing(f"«{value}» is geen {kind.removeprefix('een ')}")
            self._read[key] = found
        return self._read[key]  # type: ignore[return-value]


class Bewijsvraag(Struct, frozen=True):
    """Whether a test asks for evidence of a fact, and whether one asks of which days it is."""

    gevraagd: bool = False
    dagen: bool = False


class Vast(NamedTuple):
    """One fact, completely known; only its kind knows what its value holds.

    `bewijsdagen` are the days of its evidence, as far as a test asks for them.
    """

    waarde: Any
    bewijs: bool = False
    bewijsdagen: tuple[date, ...] = ()

    def holding(self, waarde: Any) -> Vast:
        """The same with another value; thousands of times in a search, where `_replace` is slow."""
        return Vast(waarde, self.bewijs, self.bewijsdagen)


class Toetskader(Struct, frozen=True, eq=False):
    """`grens` is the meting's own peildatum: no fact can be dated after it.

    `ankerdatum` says which changes of law count; it is the peildatum, unless a comparison wants
    to know what the law alone does.
    """

    peildatum: date
    grens: date
    ankerdatum: date
    lezing: Lezing
    ankers: Ankers
    catalogus: Catalogus
    # What equal answers give depends on this frame alone; many norms and metingen share it.
    onthouden: dict[object, Any] = field(default_factory=dict)
    # What was asked before that; of it only what is asked again stays.
    eerder: dict[object, Any] = field(default_factory=dict)
    # The frame in which what no day makes otherwise is found, whatever the day.
    altijd: Toetskader | None = None
    # Whether texts say what facts and parts are called, instead of by which key they stand.
    in_woorden: bool = False

    def remember(self, key: object, make: Callable[[], T]) -> T:
        """What was made under this key, or else what is made now."""
        if key not in self.onthouden:
            if len(self.onthouden) >= MOST:
                self.eerder.clear()
                self.eerder.update(self.onthouden)
                self.onthouden.clear()
            self.onthouden[key] = self.eerder[key] if key in self.eerder else make()
        found: T = self.onthouden[key]
        return found

    def as_words(self) -> Toetskader:
        """The same frame, whose texts are for people."""
        return self.remember("in_woorden", lambda: replace(self, in_woorden=True))

    def spell(self, feit_id: str) -> str:
        """A fact as it stands in a text."""
        return self.catalogus[feit_id].naam if self.in_woorden else feit_id

    def spell_parts(self, feit_id: str, names: Iterable[str]) -> str:
        """Items or groups of a fact in a row, as they stand in a text."""
        feit = self.catalogus[feit_id]
        titles = feit.onderdelen if self.in_woorden else {}
        return ", ".join(titles.get(name, name) for name in names)
