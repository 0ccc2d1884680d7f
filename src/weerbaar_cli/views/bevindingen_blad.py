"""Findings in files as a page and as rows, and what stands in a file in which nothing is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from weerbaar_cli.blad.blad import (
    ZONDER_DAG,
    Blad,
    Inhoud,
    Lijst,
    Opsomming,
    Rij,
    Sectie,
    Sterk,
)
from weerbaar_cli.blad.view import Rijen
from weerbaar_cli.model.bestanden.feit import Ankerbestand, Feitenbestand
from weerbaar_cli.model.bestanden.indeling import Indeling
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bestanden.waswordt import Waswordt
from weerbaar_cli.model.bevinding import Melding, verbatim
from weerbaar_cli.model.doelgroep import DOELGROEPEN, Doelgroep
from weerbaar_cli.model.strict import Strict
from weerbaar_cli.model.woorden import count_word
from weerbaar_cli.views.bevindingendata import Bevindingen, Bevindingregel, bevindingregel


class Bevindingenview(NamedTuple):
    """What was found in files; `regels` say what was checked, and how it came out.

    `doelgroep` is None where the files are about no organisation.
    """

    meldingen: tuple[Melding, ...]
    regels: tuple[str, ...]
    doelgroep: Doelgroep | None

    def blad(self) -> Blad:
        """How it came out, then the findings per file."""
        return Blad(
            titel="Bevindingen",
            doelgroep=self.doelgroep or "openbaar",
            datum=ZONDER_DAG,
            vertrouwelijk=DOELGROEPEN[self.doelgroep].regel if self.doelgroep else "",
            secties=tuple(self._secties()),
        )

    def _secties(self) -> Iterator[Sectie]:
        if self.regels:
            yield Sectie("Uitkomst", "uitkomst", (Lijst(self.regels),))
        names = dict.fromkeys(one.bestand for one in self.meldingen)
        for number, name in enumerate(names, 1):
            rows = tuple(_rij(one) for one in self.meldingen if one.bestand == name)
            yield Sectie(name, f"bestand-{number}", (Opsomming("Plaats", rows),))

    def data(self) -> Bevindingen:
        """Every finding."""
        return Bevindingen(bevindingen=tuple(map(bevindingregel, self.meldingen)))

    def rijen(self) -> Rijen:
        """A row per finding."""
        columns = tuple(name for name in Bevindingregel.model_fields if name != "herstel")
        regels = map(bevindingregel, self.meldingen)
        return Rijen(
            columns, tuple(tuple(getattr(one, name) for name in columns) for one in regels)
        )


def _rij(one: Melding) -> Rij:
    return Rij(f"{one.regel}:{one.kolom}", tuple(_lines(one)))


def _lines(one: Melding) -> Iterator[Inhoud]:
    """What it is, the line with its place marked, and what to do."""
    yield Sterk(one.ernst), f" {one.code} {one.bericht}"
    if one.regeltekst:
        line = verbatim(one.regeltekst)
        before, after = line[: one.kolom - 1], line[one.kolom - 1 :]
        yield f"{one.regel} | {before}", *((Sterk(after),) if after.strip() else ())
    if one.suggestie:
        yield f"→ {one.suggestie}"


def tell_right(bestand: str, inhoud: Strict) -> str:
    """What stands in a file in which nothing is wrong."""
    match inhoud:
        case Raamwerk():
            normen = count_word(inhoud.aantal_normen, "norm", "normen")
            cases = count_word(len(inhoud.gevallen), "geval klopt", "gevallen kloppen")
            return f"{inhoud.id}: {normen}, {cases}"
        case Feitenbestand():
            return f"{bestand}: {count_word(len(inhoud.feiten), 'feit', 'feiten')}"
        case Ankerbestand():
            return f"{bestand}: {count_word(len(inhoud.ankers), 'anker', 'ankers')}"
        case Waswordt():
            return f"{bestand}: van {inhoud.van} naar {inhoud.naar}"
        case Indeling():
            return (
                f"{bestand}: {count_word(len(inhoud.normen), 'raamwerk', 'raamwerken')} ingedeeld"
            )
        case _:
            return f"{bestand}: in orde"
