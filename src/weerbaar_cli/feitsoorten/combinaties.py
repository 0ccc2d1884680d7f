"""The closed set of conditions; those that belong to no kind of fact stand here.

Readable aloud, two levels deep: tests of facts, combined by alle, een, minstens and delen.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, get_args

from pydantic import Discriminator, Field, Tag

from weerbaar_cli.feitsoorten.aantal import Aandeel, Telt
from weerbaar_cli.feitsoorten.checklist import AlleVan
from weerbaar_cli.feitsoorten.conditie import Basisconditie, FeitConditie, Ja, Kennis
from weerbaar_cli.feitsoorten.datum import Binnen, Ooit, OpOfNa
from weerbaar_cli.feitsoorten.document import Toets
from weerbaar_cli.feitsoorten.getal import Vergelijk
from weerbaar_cli.feitsoorten.groepen import PerGroep
from weerbaar_cli.feitsoorten.ja_nee import Is
from weerbaar_cli.model.getal import dutch_getal
from weerbaar_cli.model.pydantisch import PREFIX
from weerbaar_cli.model.strict import Kenmerk, Rij, Tekst

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

    delen: Rij[Literal["voldoet", "deels", "voldoet_niet"]]
    minstens: Tekst | None = None
    elk: Ja | None = None


class Combinatie(Basisconditie):
    """Conditions of which so many must hold."""

    # The key below which they stand.
    sleutel: ClassVar[str]

    def parts(self) -> tuple[Any, ...]:
        found: tuple[Any, ...] = getattr(self, self.sleutel)
        return found

    @abstractmethod
    def needed(self, lezing: Lezing) -> int:
        """How many must hold."""

    @abstractmethod
    def title(self, lezing: Lezing) -> str:
        """How many must hold, in words."""


class Alle(Combinatie):
    """All of these hold."""

    sleutels, sleutel = ("alle",), "alle"

    alle: Rij[Conditie]

    def needed(self, lezing: Lezing) -> int:
        return len(self.alle)

    def title(self, lezing: Lezing) -> str:
        return "alle van deze"


class Een(Combinatie):
    """At least one of these holds."""

    sleutels, sleutel = ("een",), "een"

    een: Rij[Conditie]

    def needed(self, lezing: Lezing) -> int:
        return 1

    def title(self, lezing: Lezing) -> str:
        return "minstens één van deze"


class Minstens(Combinatie):
    """At least so many of these hold."""

    sleutels, sleutel = ("van",), "van"
    leeswijzen = {"minstens": "getal"}

    minstens: Tekst
    van: Rij[Conditie]

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
    Annotated[Toets, Tag(PREFIX + "Toets")]
    | Annotated[Is, Tag(PREFIX + "Is")]
    | Annotated[PerGroep, Tag(PREFIX + "PerGroep")]
    | Annotated[OpOfNa, Tag(PREFIX + "OpOfNa")]
    | Annotated[HeeftBewijs, Tag(PREFIX + "HeeftBewijs")]
    | Annotated[AlleVan, Tag(PREFIX + "AlleVan")]
    | Annotated[Aandeel, Tag(PREFIX + "Aandeel")]
    | Annotated[Telt, Tag(PREFIX + "Telt")]
    | Annotated[Binnen, Tag(PREFIX + "Binnen")]
    | Annotated[Ooit, Tag(PREFIX + "Ooit")]
    | Annotated[Vergelijk, Tag(PREFIX + "Vergelijk")]
    | Annotated[Alle, Tag(PREFIX + "Alle")]
    | Annotated[Een, Tag(PREFIX + "Een")]
    | Annotated[Stand, Tag(PREFIX + "Stand")]
    | Annotated[Delen, Tag(PREFIX + "Delen")]
    | Annotated[Minstens, Tag(PREFIX + "Minstens")],
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
