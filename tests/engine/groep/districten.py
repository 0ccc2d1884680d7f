"""Random districts for the attack: a small raamwerk over real facts, parties, and their answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import product
from typing import Any

from hypothesis import strategies as st

from tests.engine.worlds import library
from weerbaar_cli.engine.groep.telling import Afspraak, Inzending, Ronde, make_groepsbeeld
from weerbaar_cli.engine.groep.verwant import Bundel
from weerbaar_cli.engine.score.mogelijk import Scan, make_lezing
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.feitsoorten.datum import NOOIT
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.uitkomsten.groepsafleiding import Groepsrapport
from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepsdoel
from weerbaar_cli.model.uitkomsten.oordeel import Raamwerkoordeel
from weerbaar_cli.views.groep.data import groep_data

Draw = Callable[[st.SearchStrategy[Any]], Any]
DAG = date(2024, 1, 31)
VORIGE = date(2023, 12, 31)
JA_NEE = ("intern-meldpunt", "bibob-specialist", "ivp-prioriteit")
DATUMS = ("mt-besproken", "college-besproken")
# Just met and soon lapsing, met for long, and too long ago for most norms.
DAGEN = (date(2023, 9, 1), date(2024, 1, 20), date(2022, 6, 1), NOOIT)
TYPES = ("gemeente", "waterschap")
Feiten = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class District:
    """A raamwerk with parties: per party its type and its answers, now and before."""

    raamwerk: Raamwerk
    typen: tuple[str, ...]
    nu: tuple[Feiten, ...]
    vorige: tuple[Feiten, ...]
    domeinen: Mapping[str, tuple[Any, ...]]
    doel: Groepsdoel
    share: str | None
    bundel: Bundel | None = None
    scored: dict[Any, Raamwerkoordeel] = field(default_factory=dict, compare=False, repr=False)

    @property
    def afspraak(self) -> Afspraak:
        """What the owner decided."""
        return Afspraak(self.doel, behaald=self.share)

    @cached_property
    def kern(self) -> Rekenraamwerk:
        """The raamwerk, ready for computing."""
        lezing = make_lezing(self.raamwerk)
        return Rekenraamwerk(self.raamwerk, lezing, library().ankers, library().catalogus)

    def score(self, partijtype: str, feiten: Feiten, day: date) -> Raamwerkoordeel:
        """One party, by the real engine."""
        key = (partijtype, feiten, day)
        if key not in self.scored:
            known = {name: Antwoord(value) for name, value in feiten if value is not None}
            scan = Scan(partijtype, day, known, {}, {})
            self.scored[key] = score_meting(self.kern, scan, day)
        return self.scored[key]

    def publish(self) -> dict[str, Any]:
        """The JSON that goes out."""
        beeld = make_groepsbeeld(
            self.kern,
            self._ronde(self.nu, DAG),
            self._ronde(self.vorige, VORIGE),
            self.afspraak,
            zelfde_groep=True,
            fictief=True,
        )
        rapport = Groepsrapport(
            beeld, "Proef", None, self.raamwerk, library().catalogus, (), (), ()
        )
        return groep_data(rapport, "bestuur").model_dump(mode="json")

    def _ronde(self, answers: Sequence[Feiten], day: date) -> Ronde:
        scored = [
            Inzending(kind, self.score(kind, feiten, day))
            for kind, feiten in zip(self.typen, answers, strict=True)
        ]
        bundels = () if self.bundel is None else (self.bundel,)
        return Ronde("zelfscan", day, len(scored), 0, scored, bundels)

    def all_answers(self) -> Iterator[Feiten]:
        """Everything that a party can have answered."""
        for values in product(*self.domeinen.values()):
            yield tuple(zip(self.domeinen, values, strict=True))


@st.composite
def condities(draw: Draw, names: Sequence[str]) -> dict[str, Any]:
    """What a norm asks of one or two facts."""
    chosen = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
    tests = [draw(toetsen(name)) for name in chosen]
    return tests[0] if len(tests) == 1 else {draw(st.sampled_from(["alle", "een"])): tests}


@st.composite
def toetsen(draw: Draw, name: str) -> dict[str, Any]:
    """One test of one fact."""
    if name in JA_NEE:
        return {"feit": name, "is": "ja"}
    return {
        "feit": name,
        "binnen": draw(st.sampled_from(["6 maanden", "12 maanden", "24 maanden"])),
    }


@st.composite
def raamwerken(draw: Draw, names: Sequence[str]) -> Raamwerk:
    """Up to four norms; some for one type of party only, some with a rule of their own for it."""
    normen = []
    for number in range(draw(st.integers(1, 4))):
        norm: dict[str, Any] = {
            "id": f"n{number}",
            "tekst": "Een norm.",
            "voldoet": draw(condities(names)),
        }
        if draw(st.booleans()):
            norm["geldt_voor"] = [draw(st.sampled_from(TYPES))]
        elif draw(st.booleans()):
            norm["voor"] = {TYPES[1]: {"voldoet": draw(condities(names))}}
        normen.append(norm)
    return make_raamwerk(normen)


def make_raamwerk(normen: Sequence[Mapping[str, Any]]) -> Raamwerk:
    """A raamwerk of these norms, for both types of party."""
    return Raamwerk.model_validate(
        {
            "weerbaar": "raamwerk/1",
            "id": "proef",
            "titel": "Proef",
            "versie": "een",
            "partijtypen": list(TYPES),
            "themas": [{"id": "1", "titel": "Thema", "normen": list(normen)}],
        }
    )


@st.composite
def districts(draw: Draw) -> District:
    """A whole district; its answers lean to one side, where the edges are."""
    names = draw(st.lists(st.sampled_from(JA_NEE + DATUMS), min_size=1, max_size=3, unique=True))
    blank = (None,) if draw(st.booleans()) else ()
    domeinen = {name: (("ja", "nee") if name in JA_NEE else DAGEN) + blank for name in names}
    raamwerk = draw(raamwerken(names))
    n = draw(st.integers(9, 14))
    others = draw(st.sampled_from([0, 0, 1, 3, 5, 7]))
    typen = (TYPES[0],) * (n - others) + (TYPES[1],) * others
    tied = draw(st.sampled_from([0, 0, 2, 4]))
    bundel = Bundel(frozenset(range(tied)), frozenset(names[:1])) if tied else None
    return District(
        raamwerk,
        typen,
        draw(_answers(n, domeinen, tied)),
        draw(_answers(n, domeinen, tied)),
        domeinen,
        draw(st.sampled_from(["bestuur", "bestuur", "openbaar"])),
        draw(st.sampled_from([None, "50%", "70%"])),
        bundel,
    )


@st.composite
def _answers(
    draw: Draw, n: int, domeinen: Mapping[str, tuple[Any, ...]], tied: int
) -> tuple[Feiten, ...]:
    usual = {name: draw(st.sampled_from(values)) for name, values in domeinen.items()}
    lean = draw(st.sampled_from([0, 2, 4]))
    rows = []
    for _ in range(n):
        row = []
        for name, values in domeinen.items():
            follows = draw(st.integers(0, 4)) < lean
            row.append((name, usual[name] if follows else draw(st.sampled_from(values))))
        rows.append(row)
    for row in rows[1:tied]:
        row[0] = rows[0][0]
    return tuple(tuple(row) for row in rows)
