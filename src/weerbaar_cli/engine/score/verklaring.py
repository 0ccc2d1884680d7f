"""Why: the reason of an oordeel in one sentence, and the whole derivation as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any

from weerbaar_cli.engine.score.mogelijk import UNKNOWN, Antwoorden, Uitkomstrij, outcomes_of
from weerbaar_cli.feitsoorten.combinaties import (
    Combinatie,
    Delen,
    Geen,
    Indien,
    Normvraag,
    Stand,
    asked_parts,
    walk_asked,
)
from weerbaar_cli.feitsoorten.conditie import FeitConditie
from weerbaar_cli.feitsoorten.feitsoorten import answers, is_open, observed, soort_for
from weerbaar_cli.feitsoorten.toetskader import Toetskader, Vast
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN, Grond, Verklaring, Waarheid

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenregel
    from weerbaar_cli.feitsoorten.antwoord import Antwoord
    from weerbaar_cli.model.bestanden.feit import Feit
    from weerbaar_cli.model.bestanden.raamwerk import Parameter, Status

_TRUTHS: dict[frozenset[bool | None], Waarheid] = {
    frozenset({True}): "ja",
    frozenset({False}): "nee",
    frozenset({None}): "weg",
}


class Uitlegger:
    """Explains one norm on one date; knows the rows that are still possible."""

    def __init__(
        self,
        regel: Rekenregel,
        antwoorden: Antwoorden,
        kader: Toetskader,
        rows: tuple[frozenset[Uitkomstrij], ...],
        parameters: Mapping[str, Parameter],
        organisatie: str = "de partij",
    ) -> None:
        self.organisatie = organisatie
        self.regel = regel
        self.antwoorden = antwoorden
        self.kader = kader
        self.parameters = parameters
        self.outcomes = list(outcomes_of(regel, rows))

    def for_people(self) -> Uitlegger:
        """The same, which says what facts and parts are called."""
        other = copy(self)
        other.kader = self.kader.as_words()
        return other

    def truth(self, conditie: Any) -> Waarheid:
        """Whether a condition holds: ja, nee, open, or weg when there is nothing to test."""
        decide = self.regel.beslissers[id(conditie)]
        return _TRUTHS.get(frozenset(decide(row) for row in self.outcomes), "open")

    def _holds(self, conditie: Any) -> bool | None:
        """None while it is open."""
        return {"ja": True, "nee": False, "weg": False}.get(self.truth(conditie))

    def redenen(self, status: Status) -> tuple[str, ...]:
        """The reason, point by point: what is met, what is not, or what is missing."""
        norm = self.regel.norm
        if status == "onbekend":
            return tuple(self._unknown())
        if norm.delen:
            return tuple(self._parts())
        if status == "nvt" and norm.nvt is not None and self.truth(norm.nvt) == "ja":
            return tuple(self._grounds_of(norm.nvt))
        if status == "nvt":
            return ("er was niets te tellen", *self._statements(norm.voldoet, "weg"))
        if status == "voldoet":
            return tuple(self._met(norm.voldoet))
        return tuple(dict.fromkeys(self._failing(norm.voldoet)))

    def _grounds_of(self, conditie: Any) -> list[str]:
        """What makes a condition hold; of «geen» that is what does not."""
        if isinstance(conditie, Geen):
            return self._statements(conditie, "nee")
        if not conditie.parts():
            return [self.statement(conditie)] if self.truth(conditie) == "ja" else []
        parts = asked_parts(conditie, self._holds)
        found = [text for part in parts for text in self._grounds_of(part)]
        return list(dict.fromkeys(found))

    def _missing(self) -> dict[str, None]:
        """The facts that can still make a difference."""
        tests = (
            toets
            for tros in self.regel.trossen
            for place, toets in zip(tros.plaatsen, tros.toetsen, strict=True)
            if self._turns(place)
        )
        return dict.fromkeys(name for toets in tests for name in self._blanks_in(toets))

    def _unknown(self) -> Iterator[str]:
        """What is not known: of the meting in one row, of the party itself each by itself.

        Of a fact of which something is known: what it lacks.
        """
        catalogus, spell = self.kader.catalogus, self.kader.spell
        missing = list(self._missing())
        lacking = {one: self._lacks(one) for one in missing if not catalogus[one].is_kenmerk}
        facts = [spell(name) for name, lack in lacking.items() if not lack]
        if facts:
            yield f"niet bekend: {', '.join(facts)}"
        yield from (f"{spell(name)}: {lack}" for name, lack in lacking.items() if lack)
        for name in (one for one in missing if catalogus[one].is_kenmerk):
            yield f"kenmerk {spell(name)} van {self.organisatie} ontbreekt"

    def _lacks(self, feit_id: str) -> str:
        waarde = self._waarde(feit_id)
        if waarde is None:
            return ""
        tests = [toets for toets in self.regel.toetsen if toets.feit == feit_id]
        soort = soort_for(self.kader.catalogus[feit_id], waarde)
        return soort.lacks(waarde, tests, self.kader)

    def left_out(self) -> tuple[str, ...]:
        """Of a norm that is not meant for this party: why not."""
        return (f"geldt hier niet: {'; '.join(self._failing(self.regel.norm.geldt_als))}",)

    def _turns(self, place: int) -> bool:
        return len({row[place] for row in self.outcomes}) > 1

    def _blanks_in(self, toets: FeitConditie) -> list[str]:
        """The facts of a test that are not completely known; its own fact before the others."""
        facts = toets.facts(self.kader)
        blank = [name for name in facts if self._is_open(name, toets)]
        return blank[:1] if facts[0] in blank else blank

    def _is_open(self, feit_id: str, toets: FeitConditie) -> bool:
        feit = self.kader.catalogus[feit_id]
        return is_open(self._waarde(feit_id), feit, (toets,), self.kader)

    def _parts(self) -> Iterator[str]:
        for deel, status_of in zip(self.regel.norm.delen, self.regel.deelstatus, strict=True):
            statuses = {status_of(row) for row in self.outcomes}
            word = WOORDEN[statuses.pop()] if len(statuses) == 1 else WOORDEN["onbekend"]
            yield f"{deel.titel}: {word}"

    def _failing(self, conditie: Any) -> list[str]:
        """What is asked and not met; what stands in a part that holds does not matter."""
        if self.truth(conditie) in ("ja", "weg"):
            return []
        parts = asked_parts(conditie, self._holds)
        if not conditie.parts():
            return [self.statement(conditie)]
        return [text for part in parts for text in self._failing(part)]

    def _met(self, conditie: Any) -> list[str]:
        """The facts behind tests that hold; what was asked needs no saying then."""
        found = {
            self.fact(toets): None
            for toets in walk_asked(conditie, self._holds)
            if not toets.parts() and self.truth(toets) == "ja"
        }
        return list(found)

    def fact(self, toets: Any) -> str:
        """A fact and what is known of it."""
        if not isinstance(toets, FeitConditie):
            return self.statement(toets)
        extra = toets.remark(self._kennis, self.kader) if toets.remarks_if_met else ("",)
        return self._ground(toets, extra)

    def _ground(self, toets: FeitConditie, extra: tuple[str, ...], asked: str = "") -> str:
        """A fact, what is known of it, what is to be said besides, and what was asked."""
        seen, (first, *more) = self._observed(toets), extra
        *before, last = (f"{self.kader.spell(toets.feit)}: {seen[0]}", *seen[1:])
        delen = (*before, last + first, *more)
        asked = f"gevraagd: {asked}" if asked else ""
        text = "; ".join(delen) + (f" ({asked})" if asked else "")
        return Grond(text, (*delen, *filter(None, [asked]))) if delen[1:] else text

    def _observed(self, toets: FeitConditie) -> tuple[str, ...]:
        """What is known of a fact; for people only of the parts that the test is about."""
        waarde, feit = self._waarde(toets.feit), self.kader.catalogus[toets.feit]
        if not self.kader.in_woorden:
            return (observed(waarde, feit, self.kader),)
        parts = toets.named_parts()
        if waarde is not None and parts:
            waarde = soort_for(feit, waarde).only(waarde, parts)
        return answers(waarde, feit, self.kader)

    def _waarde(self, feit_id: str) -> Any:
        return self.antwoorden.get(feit_id, UNKNOWN).waarde

    def _statements(self, conditie: Any, truth: Waarheid) -> list[str]:
        """What the tests with this outcome say, once each, in reading order."""
        found = {
            self.statement(toets): None
            for toets in walk_asked(conditie, self._holds)
            if not toets.parts() and self.truth(toets) == truth
        }
        return list(found)

    def statement(self, toets: Any) -> str:
        """A test with what was asked and what was found."""
        if isinstance(toets, Stand):
            return self._reading(toets)
        if isinstance(toets, Delen):
            return "; ".join(self._parts())
        if isinstance(toets, Normvraag):
            return self._asked_norm(toets)
        extra = toets.remark(self._kennis, self.kader)
        return self._ground(toets, extra, toets.demand(self.kader))

    def _reading(self, toets: Stand) -> str:
        """A reading that decided; for people the word, how it is read, and what that comes to."""
        waarde = self.kader.lezing.resolve(toets.parameter)
        if not self.kader.in_woorden:
            return f"parameter {toets.parameter} is {waarde}"
        found = self.parameters[toets.parameter]
        woord = found.woord or toets.parameter.replace("-", " ")
        meaning = " ".join((found.toelichting or "").split())
        return f"«{woord}» is gelezen als «{waarde}». {meaning}".rstrip(" .")  # more may follow

    def _asked_norm(self, toets: Normvraag) -> str:
        statuses = {self.regel.normstatus[toets.norm](row) for row in self.outcomes}
        seen = WOORDEN[statuses.pop()] if len(statuses) == 1 else WOORDEN["onbekend"]
        wanted = " of ".join(WOORDEN[one] for one in toets.oordeel)
        return f"norm {toets.norm}: {seen} (gevraagd: {wanted})"

    @cached_property
    def _kennis(self) -> dict[str, Vast]:
        """What is known, complete or not."""
        known = self.antwoorden.items()
        return {name: Vast(one.waarde) for name, one in known if one.waarde is not None}

    def tree(self) -> tuple[Verklaring, ...]:
        """The rule as a tree, every test with its fact, evidence and origin."""
        norm = self.regel.norm
        found = [
            Verklaring(f"{name} als", self.truth(root), (self._node(root),))
            for name, root in (
                ("geldt", norm.geldt_als),
                ("n.v.t.", norm.nvt),
                ("voldoet", norm.voldoet),
                ("deels", norm.deels),
            )
            if root is not None
        ]
        found += [self._part(deel) for deel in norm.delen]
        return tuple(found)

    def _part(self, deel: Any) -> Verklaring:
        rules = (("voldoet", deel.voldoet), ("deels", deel.deels))
        parts = tuple(
            Verklaring(f"{name} als", self.truth(root), (self._node(root),))
            for name, root in rules
            if root is not None
        )
        return Verklaring(f"deel {deel.id}: {deel.titel}", None, parts)

    def _node(self, conditie: Any) -> Verklaring:
        if isinstance(conditie, Combinatie):
            parts = tuple(self._node(part) for part in conditie.parts())
            return Verklaring(conditie.title(self.kader.lezing), self.truth(conditie), parts)
        if isinstance(conditie, Indien):
            branches = zip(("indien", "dan", "anders"), conditie.parts(), strict=False)
            parts = tuple(Verklaring(word, None, (self._node(one),)) for word, one in branches)
            return Verklaring("afhankelijk van", self.truth(conditie), parts)
        grounds: tuple[Verklaring, ...] = ()
        if isinstance(conditie, FeitConditie):
            feit = self.kader.catalogus[conditie.feit]
            grounds = _grounds(self.antwoorden.get(conditie.feit, UNKNOWN), feit)
        return Verklaring(self.statement(conditie), self.truth(conditie), grounds)


def _grounds(antwoord: Antwoord, feit: Feit) -> tuple[Verklaring, ...]:
    """Evidence, origin and remark of a fact."""
    lines = []
    for bewijs in antwoord.bewijs:
        parts = [clean(bewijs.titel)]
        parts += [clean(one) for one in (bewijs.kenmerk, bewijs.vindplaats) if one]
        parts += [dutch(bewijs.datum)] if bewijs.datum else []
        lines.append(f"bewijs: {', '.join(parts)}")
    if antwoord.waarde is not None:
        places = soort_for(feit, antwoord.waarde).places(antwoord.waarde)
        lines += [f"vindplaats: {clean(place)}" for place in places]
    if antwoord.van:
        lines.append(f"gedeeld door: {clean(antwoord.van)}")
    if antwoord.herkomst:
        lines.append(f"herkomst: {antwoord.herkomst}")
    if antwoord.door:
        lines.append(f"ingevuld door: {clean(antwoord.door)}")
    if antwoord.toelichting:
        lines.append(f"toelichting: {clean(antwoord.toelichting, 300)}")
    return tuple(Verklaring(line) for line in lines)
