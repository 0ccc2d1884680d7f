"""The closed set of conditions from which rules are made; readable aloud, two levels deep.

A value in a condition is a literal («12 maanden», «50%», «4») or the name of a parameter; which of
the two it is, and whether it fits, is settled by `engine.lezing` and `engine.check_raamwerk`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from weerbaar_cli.model.strict import Kenmerk, Rij, Strict, Tekst
from weerbaar_cli.model.waarde import Toestand

BijNiets = Literal["gehaald", "niet", "weg"]
Ja = Literal["ja"]
Lijst = Tekst | Rij[Tekst]


class Is(Strict):
    """The answer is (one of) this."""

    feit: Kenmerk
    is_: Lijst = Field(alias="is")


class Binnen(Strict):
    """The date lies within a period before the peildatum, inclusive (K2)."""

    feit: Kenmerk
    binnen: Tekst


class Ooit(Strict):
    """It has happened: a date on or before the peildatum."""

    feit: Kenmerk
    ooit: Ja


class OpOfNa(Strict):
    """The date is on or after the date of another fact."""

    feit: Kenmerk
    op_of_na: Kenmerk


class Toets(Strict):
    """One of the documents has one of these states, and meets all that is named beside it."""

    feit: Kenmerk
    van_kracht: Ja | None = None
    toestand: Rij[Toestand] = ()
    verwerkt: Lijst = ()
    verwerkt_minstens: Tekst | None = None
    oud_hoogstens: Tekst | None = None
    verlopen_hoogstens: Tekst | None = None
    jaar: Literal["peildatum"] | None = None

    @property
    def toestanden(self) -> tuple[Toestand, ...]:
        """The states that count; without any named: in force."""
        return self.toestand or ("van_kracht",)


class Aandeel(Strict):
    """A count over its total, or the ja over the applicable items, is at least this share."""

    feit: Kenmerk
    aandeel: Tekst
    van: Rij[Kenmerk] = ()
    bij_niets: BijNiets = "niet"


class Telt(Strict):
    """The count, or the total, of an aantal alone."""

    feit: Kenmerk
    aantal_minstens: Tekst | None = None
    totaal_hoogstens: Tekst | None = None


class Vergelijk(Strict):
    """A number, or the number of items that are ja, compared."""

    feit: Kenmerk
    minstens: Tekst | None = None
    meer_dan: Tekst | None = None
    hoogstens: Tekst | None = None
    minder_dan: Tekst | None = None
    van: Rij[Kenmerk] = ()


class AlleVan(Strict):
    """All these items are ja; items that are nvt leave the count (K4)."""

    feit: Kenmerk
    alle_van: Literal["alles"] | Rij[Kenmerk]
    bij_niets: BijNiets = "niet"


class PerGroep(Strict):
    """Each group, or at least so many groups, have a date that is recent enough."""

    feit: Kenmerk
    elk: Ja | None = None
    minstens: Tekst | None = None
    binnen: Tekst | None = None
    ooit: Ja | None = None
    van: Rij[Tekst] = ()


class HeeftBewijs(Strict):
    """The fact carries at least one reference to evidence (K5)."""

    feit: Kenmerk
    bewijs: Ja


class Stand(Strict):
    """A parameter of the raamwerk has this value."""

    parameter: Kenmerk
    is_: Tekst = Field(alias="is")


class Alle(Strict):
    """All of these hold."""

    alle: Rij[Conditie]


class Een(Strict):
    """At least one of these holds."""

    een: Rij[Conditie]


class Minstens(Strict):
    """At least so many of these hold."""

    minstens: Tekst
    van: Rij[Conditie]


class Delen(Strict):
    """So many parts of the norm, or each, have one of these statuses."""

    delen: Rij[Literal["voldoet", "deels", "voldoet_niet"]]
    minstens: Tekst | None = None
    elk: Ja | None = None


FeitConditie = (
    Is
    | Binnen
    | Ooit
    | OpOfNa
    | Toets
    | Aandeel
    | Telt
    | Vergelijk
    | AlleVan
    | PerGroep
    | HeeftBewijs
)
Combinatie = Alle | Een | Minstens
# Union tags stand in pydantic's error paths; the prefix lets the path be cleaned of them.
PREFIX = "conditie:"
DOCUMENT_KEYS = (
    "van_kracht",
    "toestand",
    "verwerkt",
    "verwerkt_minstens",
    "oud_hoogstens",
    "verlopen_hoogstens",
    "jaar",
)
_BY_KEY = (
    ("is", "is"),
    ("elk", "per_groep"),
    ("op_of_na", "op_of_na"),
    ("bewijs", "bewijs"),
    ("alle_van", "alle_van"),
    ("aandeel", "aandeel"),
    ("aantal_minstens", "telt"),
    ("totaal_hoogstens", "telt"),
)


def kind_of(data: Any) -> str | None:
    """Which kind of condition a mapping spells, by the keys that it has."""
    if not isinstance(data, dict):
        return None
    kind = _kind_of_test(data) if "feit" in data else _kind_of_combination(data)
    return None if kind is None else PREFIX + kind


def _kind_of_combination(data: dict[str, Any]) -> str | None:
    for key in ("alle", "een", "parameter", "delen"):
        if key in data:
            return key
    return "minstens" if "van" in data else None


def _kind_of_test(data: dict[str, Any]) -> str | None:
    if any(key in data for key in DOCUMENT_KEYS):
        return "toets"
    for key, kind in _BY_KEY:
        if key in data:
            return kind
    return _kind_of_time_or_number(data)


def _kind_of_time_or_number(data: dict[str, Any]) -> str | None:
    if "binnen" in data or "ooit" in data:
        if "minstens" in data:
            return "per_groep"
        return "binnen" if "binnen" in data else "ooit"
    numbers = ("minstens", "meer_dan", "hoogstens", "minder_dan")
    return "vergelijk" if any(key in data for key in numbers) else None


Conditie = Annotated[
    Annotated[Is, Tag(PREFIX + "is")]
    | Annotated[Binnen, Tag(PREFIX + "binnen")]
    | Annotated[Ooit, Tag(PREFIX + "ooit")]
    | Annotated[OpOfNa, Tag(PREFIX + "op_of_na")]
    | Annotated[Toets, Tag(PREFIX + "toets")]
    | Annotated[Aandeel, Tag(PREFIX + "aandeel")]
    | Annotated[Telt, Tag(PREFIX + "telt")]
    | Annotated[Vergelijk, Tag(PREFIX + "vergelijk")]
    | Annotated[AlleVan, Tag(PREFIX + "alle_van")]
    | Annotated[PerGroep, Tag(PREFIX + "per_groep")]
    | Annotated[HeeftBewijs, Tag(PREFIX + "bewijs")]
    | Annotated[Stand, Tag(PREFIX + "parameter")]
    | Annotated[Alle, Tag(PREFIX + "alle")]
    | Annotated[Een, Tag(PREFIX + "een")]
    | Annotated[Minstens, Tag(PREFIX + "minstens")]
    | Annotated[Delen, Tag(PREFIX + "delen")],
    Discriminator(kind_of),
]


def walk(conditie: Any) -> Iterator[Any]:
    """The condition itself and all that stand in it, in reading order."""
    yield conditie
    for part in parts_of(conditie):
        yield from walk(part)


def parts_of(conditie: Any) -> tuple[Any, ...]:
    """The conditions directly inside a combination; none for a test."""
    match conditie:
        case Alle():
            return conditie.alle
        case Een():
            return conditie.een
        case Minstens():
            return conditie.van
        case _:
            return ()
