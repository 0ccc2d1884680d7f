"""Why: the reason of an oordeel in one sentence, and the whole derivation as a tree."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from weerbaar_cli.engine.score.mogelijk import UNKNOWN, Antwoorden, Rij, outcomes_of
from weerbaar_cli.feitsoorten.combinaties import Combinatie, Delen, Stand, walk
from weerbaar_cli.feitsoorten.conditie import FeitConditie
from weerbaar_cli.feitsoorten.feitsoorten import is_complete, observed, soort_of
from weerbaar_cli.feitsoorten.toetskader import Toetskader, Vast
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN, Verklaring, Waarheid

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenregel
    from weerbaar_cli.feitsoorten.antwoord import Antwoord
    from weerbaar_cli.model.bestanden.feit import Feit
    from weerbaar_cli.model.bestanden.raamwerk import Status

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
        rows: tuple[frozenset[Rij], ...],
    ) -> None:
        self.regel = regel
        self.antwoorden = antwoorden
        self.kader = kader
        self.outcomes = list(outcomes_of(regel, rows))

    def truth(self, conditie: Any) -> Waarheid:
        """Whether a condition holds: ja, nee, open, or weg when there is nothing to test."""
        decide = self.regel.beslissers[id(conditie)]
        return _TRUTHS.get(frozenset(decide(row) for row in self.outcomes), "open")

    def reden(self, status: Status) -> str:
        """The reason in one sentence: what is met, what is not, or what is missing."""
        if status == "onbekend":
            return self._open_reden()
        norm = self.regel.norm
        if norm.delen:
            return self._parts_reden()
        if status == "nvt" and norm.nvt is not None and self.truth(norm.nvt) == "ja":
            return "; ".join(self._statements(norm.nvt, "ja"))
        if status == "nvt":
            return "; ".join(["er was niets te tellen", *self._statements(norm.voldoet, "weg")])
        if status == "voldoet":
            return "; ".join(self._met(norm.voldoet))
        return "; ".join(dict.fromkeys(self._failing(norm.voldoet)))

    def _open_reden(self) -> str:
        missing: dict[str, None] = {}
        for tros in self.regel.trossen:
            for place, toets in zip(tros.plaatsen, tros.toetsen, strict=True):
                if self._is_open(place):
                    missing |= dict.fromkeys(self._blanks_in(toets))
        return f"niet bekend: {', '.join(missing)}"

    def _is_open(self, place: int) -> bool:
        return len({row[place] for row in self.outcomes}) > 1

    def _blanks_in(self, toets: FeitConditie) -> list[str]:
        """The facts of a test that are not completely known; its own fact before the others."""
        facts = toets.facts(self.kader)
        blank = [name for name in facts if not self._is_known(name)]
        return blank[:1] if facts[0] in blank else blank

    def _is_known(self, feit_id: str) -> bool:
        return is_complete(self._waarde(feit_id), self.kader.catalogus[feit_id])

    def _parts_reden(self) -> str:
        words = []
        for deel, status_of in zip(self.regel.norm.delen, self.regel.deelstatus, strict=True):
            statuses = {status_of(row) for row in self.outcomes}
            word = WOORDEN[statuses.pop()] if len(statuses) == 1 else WOORDEN["onbekend"]
            words.append(f"{deel.titel}: {word}")
        return "; ".join(words)

    def _failing(self, conditie: Any) -> list[str]:
        """What is asked and not met; what stands in a part that holds does not matter."""
        if self.truth(conditie) in ("ja", "weg"):
            return []
        parts = conditie.parts()
        if not parts:
            return [self.statement(conditie)]
        return [text for part in parts for text in self._failing(part)]

    def _met(self, conditie: Any) -> list[str]:
        """The facts behind tests that hold; what was asked needs no saying then."""
        found = {
            self.fact(toets): None
            for toets in walk(conditie)
            if not toets.parts() and self.truth(toets) == "ja"
        }
        return list(found)

    def fact(self, toets: Any) -> str:
        """A fact and what is known of it."""
        if not isinstance(toets, FeitConditie):
            return self.statement(toets)
        return f"{toets.feit}: {self._observed(toets.feit)}"

    def _observed(self, feit_id: str) -> str:
        return observed(self._waarde(feit_id), self.kader.catalogus[feit_id], self.kader)

    def _waarde(self, feit_id: str) -> Any:
        return self.antwoorden.get(feit_id, UNKNOWN).waarde

    def _statements(self, conditie: Any, truth: Waarheid) -> list[str]:
        """What the tests with this outcome say, once each, in reading order."""
        found = {
            self.statement(toets): None
            for toets in walk(conditie)
            if not toets.parts() and self.truth(toets) == truth
        }
        return list(found)

    def statement(self, toets: Any) -> str:
        """A test with what was asked and what was found."""
        if isinstance(toets, Stand):
            return f"parameter {toets.parameter} is {self.kader.lezing.resolve(toets.parameter)}"
        if isinstance(toets, Delen):
            return self._parts_reden()
        seen = self._observed(toets.feit) + toets.remark(self._kennis, self.kader)
        return f"{toets.feit}: {seen} (gevraagd: {toets.demand(self.kader)})"

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
        places = soort_of(feit).places(antwoord.waarde)
        lines += [f"vindplaats: {clean(place)}" for place in places]
    if antwoord.van:
        lines.append(f"gedeeld door: {clean(antwoord.van)}")
    if antwoord.herkomst:
        lines.append(f"herkomst: {antwoord.herkomst}")
    if antwoord.toelichting:
        lines.append(f"toelichting: {clean(antwoord.toelichting, 300)}")
    return tuple(Verklaring(line) for line in lines)
