"""The closed set of conditions; those that belong to no kind of fact stand here.

Readable aloud, two levels deep: tests of facts, combined by alle, een, minstens and delen.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Union, get_args

from pydantic import BeforeValidator, Discriminator, Field, Tag

from weerbaar_cli.feitsoorten.aantal import Aandeel, Telt
from weerbaar_cli.feitsoorten.checklist import AlleVan
from weerbaar_cli.feitsoorten.conditie import Basisconditie, FeitConditie, Ja, Kennis
from weerbaar_cli.feitsoorten.datum import Binnen, BinnenNa, Ooit, OpOfNa
from weerbaar_cli.feitsoorten.document import Toets
from weerbaar_cli.feitsoorten.getal import Vergelijk, Verhouding
from weerbaar_cli.feitsoorten.groepen import PerGroep
from weerbaar_cli.feitsoorten.ja_nee import Is
from weerbaar_cli.model.bevinding import Pad
from weerbaar_cli.model.getal import dutch_getal
from weerbaar_cli.model.pydantisch import PREFIX
from weerbaar_cli.model.strict import Kenmerk, Meerdere, NormId, Tekst, read_rij

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.toetskader import Lezing, Toetskader


class HeeftBewijs(FeitConditie):
    """The fact, of whatever kind, carries at least one reference to evidence (K5)."""

    sleutels = ("bewijs",)

    bewijs: Ja

    def demand(self, kader: Toetskader) -> str:
        return "een verwijzing naar bewijs"


def heeft_bewijs(toets: HeeftBewijs, kennis: Kennis, _: Toetskader) -> bool:
    """Whether it does."""
    return kennis[toets.feit].bewijs


class Stand(Basisconditie):
    """A parameter of the raamwerk has this value."""

    sleutels = ("parameter",)

    parameter: Kenmerk
    is_: Tekst = Field(alias="is")


class Delen(Basisconditie):
    """So many parts of the norm, or each, have one of these statuses."""

    sleutels = ("delen",)
    leeswijzen = {"minstens": "getal"}

    delen: Meerdere[Literal["voldoet", "deels", "voldoet_niet"]]
    minstens: Tekst | None = None
    elk: Ja | None = None


class Normvraag(Basisconditie):
    """Another norm has one of these statuses; where it does not apply there is nothing to test."""

    sleutels = ("norm",)

    norm: NormId
    oordeel: Annotated[
        Meerdere[Literal["voldoet", "deels", "voldoet_niet"]], BeforeValidator(read_rij)
    ]


class Indien(Basisconditie):
    """What is asked depends on something else, such as the size of a party.

    Without `anders` nothing is asked where it does not hold.
    """

    sleutels = ("indien",)

    indien: Conditie
    dan: Conditie
    anders: Conditie | None = None

    def places(self) -> Iterator[tuple[Pad, Any]]:
        yield ("indien",), self.indien
        yield ("dan",), self.dan
        if self.anders is not None:
            yield ("anders",), self.anders


class Combinatie(Basisconditie):
    """Conditions of which so many must hold."""

    # The key below which they stand.
    sleutel: ClassVar[str]

    def places(self) -> Iterator[tuple[Pad, Any]]:
        for index, part in enumerate(getattr(self, self.sleutel)):
            yield (self.sleutel, index), part

    @abstractmethod
    def needed(self, lezing: Lezing) -> int:
        """How many must hold."""

    @abstractmethod
    def title(self, lezing: Lezing) -> str:
        """How many must hold, in words."""


class Alle(Combinatie):
    """All of these hold."""

    sleutels, sleutel = ("alle",), "alle"

    alle: Meerdere[Conditie]

    def needed(self, lezing: Lezing) -> int:
        return len(self.alle)

    def title(self, lezing: Lezing) -> str:
        return "alle van deze"


class Een(Combinatie):
    """At least one of these holds."""

    sleutels, sleutel = ("een",), "een"

    een: Meerdere[Conditie]

    def needed(self, lezing: Lezing) -> int:
        return 1

    def title(self, lezing: Lezing) -> str:
        return "minstens één van deze"


class Geen(Combinatie):
    """None of these holds."""

    sleutels, sleutel = ("geen",), "geen"

    geen: Meerdere[Conditie]

    def needed(self, lezing: Lezing) -> int:
        return 0

    def title(self, lezing: Lezing) -> str:
        return "geen van deze"


class Minstens(Combinatie):
    """At least so many of these hold."""

    sleutels, sleutel = ("van",), "van"
    leeswijzen = {"minstens": "getal"}

    minstens: Tekst
    van: Meerdere[Conditie]

    def needed(self, lezing: Lezing) -> int:
        return int(lezing.getal(self.minstens))

    def title(self, lezing: Lezing) -> str:
        return f"minstens {dutch_getal(lezing.getal(self.minstens))} van deze"


def kind_of(data: Any) -> str | None:
    """Which kind of condition a mapping spells, by the keys that it has."""
    if not isinstance(data, dict):
        return None
    own = _TOETSSLEUTELS if "feit" in data else _COMBINATIESLEUTELS
    return next((PREFIX + kind.__name__ for keys, kind in own if keys <= data.keys()), None)


# Where the keys of two stand in one mapping, the first that stands here is meant.
Conditie = Annotated[
    Union[  # noqa: UP007 each | would make another union of all before it
        Annotated[Toets, Tag(PREFIX + "Toets")],
        Annotated[Is, Tag(PREFIX + "Is")],
        Annotated[PerGroep, Tag(PREFIX + "PerGroep")],
        Annotated[OpOfNa, Tag(PREFIX + "OpOfNa")],
        Annotated[HeeftBewijs, Tag(PREFIX + "HeeftBewijs")],
        Annotated[AlleVan, Tag(PREFIX + "AlleVan")],
        Annotated[Aandeel, Tag(PREFIX + "Aandeel")],
        Annotated[Telt, Tag(PREFIX + "Telt")],
        Annotated[BinnenNa, Tag(PREFIX + "BinnenNa")],
        Annotated[Binnen, Tag(PREFIX + "Binnen")],
        Annotated[Ooit, Tag(PREFIX + "Ooit")],
        Annotated[Verhouding, Tag(PREFIX + "Verhouding")],
        Annotated[Vergelijk, Tag(PREFIX + "Vergelijk")],
        Annotated[Alle, Tag(PREFIX + "Alle")],
        Annotated[Een, Tag(PREFIX + "Een")],
        Annotated[Geen, Tag(PREFIX + "Geen")],
        Annotated[Stand, Tag(PREFIX + "Stand")],
        Annotated[Delen, Tag(PREFIX + "Delen")],
        Annotated[Normvraag, Tag(PREFIX + "Normvraag")],
        Annotated[Indien, Tag(PREFIX + "Indien")],
        Annotated[Minstens, Tag(PREFIX + "Minstens")],
    ],
    Discriminator(kind_of),
]
CONDITIES: tuple[type[Basisconditie], ...] = tuple(
    get_args(member)[0] for member in get_args(get_args(Conditie)[0])
)
# Two keys tell more than one: «binnen» beside «minstens» is about groups.
SLEUTELS: tuple[tuple[frozenset[str], type[Basisconditie]], ...] = tuple(
    sorted(
        ((frozenset(keys.split()), kind) for kind in CONDITIES for keys in kind.sleutels),
        key=lambda one: -len(one[0]),
    )
)
_TOETSSLEUTELS = [one for one in SLEUTELS if issubclass(one[1], FeitConditie)]
_COMBINATIESLEUTELS = [one for one in SLEUTELS if not issubclass(one[1], FeitConditie)]


def walk(conditie: Any) -> Iterator[Any]:
    """The condition itself and all that stand in it, in reading order."""
    yield conditie
    for part in conditie.parts():
        yield from walk(part)


def walk_asked(conditie: Any, holds: Callable[[Any], bool | None]) -> Iterator[Any]:
    """What is asked: of an `indien` that is settled only the branch that counts."""
    yield conditie
    for part in asked_parts(conditie, holds):
        yield from walk_asked(part, holds)


def asked_parts(conditie: Any, holds: Callable[[Any], bool | None]) -> tuple[Any, ...]:
    """The conditions directly inside that are asked; `holds` is None while it is open."""
    settled = holds(conditie.indien) if isinstance(conditie, Indien) else None
    if settled is None:
        return tuple(conditie.parts())
    chosen = conditie.dan if settled else conditie.anders
    return () if chosen is None else (chosen,)
