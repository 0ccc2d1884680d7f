"""What every condition tells of itself, and every test of a fact beside it.

A value in a condition is a literal («12 maanden», «50%», «4») or the name of a parameter; which of
the two it is, and whether it fits, is settled by the readings of the frame.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from weerbaar_cli.model.bestanden.feit import Soortnaam
from weerbaar_cli.model.bevinding import Bevinding, Pad, suggest
from weerbaar_cli.model.strict import Kenmerk, Meerdere, Strict, Tekst, show

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.toetskader import Lezing, Toetskader, Vast
    from weerbaar_cli.model.bestanden.feit import Ankers, Feit

# None means that there is nothing to test (0 of 0 with `bij_niets: weg`): it leaves the rule.
Uitkomst = bool | None
Kennis = Mapping[str, "Vast"]
# Whether one test on complete facts holds on the peildatum.
Proef = Callable[[Any, Kennis, "Toetskader"], Uitkomst]

Ja = Literal["ja"]
Woorden = Tekst | Meerdere[Tekst]
BijNiets = Literal["gehaald", "niet", "weg"]
NIETS: dict[BijNiets, Uitkomst] = {"gehaald": True, "niet": False, "weg": None}
# The readings of `Lezing`, by name.
Leeswijze = Literal["periode", "getal", "aandeel", "lijst"]


class Basisconditie(Strict):
    """A test or a combination of tests."""

    # The keys that tell this condition from others: any of these, or all of «binnen minstens».
    sleutels: ClassVar[tuple[str, ...]]
    # How each value is read that may also be the name of a parameter.
    leeswijzen: ClassVar[Mapping[str, Leeswijze]] = {}

    def places(self) -> Iterator[tuple[Pad, Any]]:
        """The conditions directly inside a combination, each below its keys; none for a test."""
        return iter(())

    def parts(self) -> tuple[Any, ...]:
        """The conditions directly inside a combination; none for a test."""
        return tuple(part for _, part in self.places())


class FeitConditie(Basisconditie):
    """A test of one fact. Which kinds of fact it fits, and when it holds, the kinds say."""

    feitvelden: ClassVar[tuple[str, ...]] = ("feit",)
    # Of what kind a fact beside its own must be.
    soorten: ClassVar[Mapping[str, tuple[Soortnaam, ...]]] = {}
    # Whether `remark` also says something of use when the condition is met.
    remarks_if_met: ClassVar[bool] = False

    feit: Kenmerk

    @abstractmethod
    def demand(self, kader: "Toetskader") -> str:
        """What it asks of its fact, in words."""

    def part_demand(self, kader: "Toetskader") -> str:
        """What it asks of one item or group, when only some have to change."""
        return self.demand(kader)

    def named_facts(self) -> tuple[str, ...]:
        """The facts that it names; its own comes first."""
        return tuple(getattr(self, name) for name in self.feitvelden)

    def compared_facts(self) -> tuple[str, ...]:
        """The facts that it compares with each other; none when it looks at one alone."""
        return self.named_facts() if len(self.feitvelden) > 1 else ()

    def facts(self, kader: "Toetskader") -> tuple[str, ...]:
        """Every fact that it reads."""
        return self.named_facts()

    def named_parts(self) -> tuple[str, ...] | None:
        """The items or groups that it looks at; empty for all, None when it looks at no part."""
        return None

    def periods(self) -> tuple[str, ...]:
        """The periods that it measures from the peildatum."""
        return tuple(
            value
            for name, how in self.leeswijzen.items()
            if how == "periode" and (value := getattr(self, name)) is not None
        )

    def limits_named(self, lezing: "Lezing") -> Iterator[str]:
        """The parameters that it counts by, and those that these point at."""
        for key, how in self.leeswijzen.items():
            value = getattr(self, key)
            if how == "getal" and isinstance(value, str):
                yield from lezing.names(value)

    def anchors(self, kader: "Toetskader") -> tuple[str, ...]:
        """The changes of law that it looks at."""
        return ()

    def turning_days(self, dates: Iterable[date], kader: "Toetskader") -> Iterator[date]:
        """Days on which its outcome can change, beside those that follow from dates and periods."""
        return iter(())

    def remark(self, kennis: Kennis, kader: "Toetskader") -> tuple[str, ...]:
        """What to add to the words for what was found; of what is met see `remarks_if_met`.

        The first goes on with those words, each other is a point of its own.
        """
        return ("",)

    def doubt(self, waarde: Any, kader: "Toetskader") -> str:
        """What an oordeel takes for granted that rests on a value without a source, in words."""
        return ""

    def faults(self, feit: "Feit", lezing: "Lezing", ankers: "Ankers") -> Iterator[Bevinding]:
        """What it names that does not exist for this fact, with the path below the condition."""
        known = {*feit.items, *feit.namen}
        for name in () if feit.groepen == "eigen" else self.named_parts() or ():
            if name not in known:
                text = f"{show(name)} is geen onderdeel van {self.feit}"
                key = "alle_van" if "alle_van" in type(self).model_fields else "van"
                yield Bevinding("onbekend-onderdeel", text, (key,), suggestie=suggest(name, known))
