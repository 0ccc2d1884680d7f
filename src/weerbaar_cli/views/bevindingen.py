"""Findings in files: the page, the JSON and the rows of a check, and the error in JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

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
from weerbaar_cli.blad.view import Rijen, Uitvoermodel, Versiemodel
from weerbaar_cli.model.bestanden.feit import Ankerbestand, Feitenbestand
from weerbaar_cli.model.bestanden.indeling import Indeling
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bestanden.waswordt import Waswordt
from weerbaar_cli.model.bevinding import Ernst, Melding
from weerbaar_cli.model.doelgroep import DOELGROEPEN, Doelgroep
from weerbaar_cli.model.strict import Strict


def writable(value: Any) -> Any:
    """Text as UTF-8 can hold it: the name of a file on disk need not be."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


Woorden = Annotated[str, BeforeValidator(writable)]
WoordenOfNiets = Annotated[str | None, BeforeValidator(lambda value: writable(value) or None)]


class Bevindingregel(Uitvoermodel):
    """A finding with its place on disk."""

    bestand: Woorden = Field(description="Het bestand waar het om gaat.")
    regel: int = Field(description="Het nummer van de regel; de eerste is 1.")
    kolom: int = Field(description="Het nummer van de kolom; de eerste is 1.")
    ernst: Ernst = Field(description="Hoe zwaar het is.")
    code: str = Field(description="De vaste naam; «weerbaar explain CODE» legt uit.")
    pad: Woorden = Field(description="De sleutels vanaf het begin van het bestand.")
    bericht: Woorden = Field(description="Wat er is.")
    suggestie: WoordenOfNiets = Field(description="Wat eraan te doen is.")


class Bevindingen(Versiemodel):
    """What `validate` found."""

    bevindingen: tuple[Bevindingregel, ...] = Field(description="Per bestand in leesvolgorde.")


def bevindingregel(melding: Melding) -> Bevindingregel:
    """One finding for programs; the line itself stands in the file."""
    return Bevindingregel.model_validate(melding, from_attributes=True)


@dataclass(frozen=True)
class Bevindingenview:
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
            ondertitel="",
            doelgroep=self.doelgroep or "openbaar",
            datum=ZONDER_DAG,
            kenmerken=(),
            vertrouwelijk=DOELGROEPEN[self.doelgroep].regel if self.doelgroep else "",
            fictief="",
            secties=tuple(self._secties()),
            voet=(),
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
        columns = tuple(Bevindingregel.model_fields)
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
        before, after = one.regeltekst[: one.kolom - 1], one.regeltekst[one.kolom - 1 :]
        yield f"{one.regel} | {before}", *((Sterk(after),) if after.strip() else ())
    if one.suggestie:
        yield f"→ {one.suggestie}"


MEERVOUDEN: dict[Ernst, str] = {"fout": "fouten", "waarschuwing": "waarschuwingen", "hint": "hints"}


def tell_total(gelezen: int, overgeslagen: int, aantallen: Mapping[Ernst, int]) -> str:
    """How many files were checked, and how many findings of each weight there are."""
    parts = ["1 bestand" if gelezen == 1 else f"{gelezen} bestanden"]
    for ernst, plural in MEERVOUDEN.items():
        if number := aantallen.get(ernst, 0):
            parts.append(_number(number, ernst, plural))
    if len(parts) == 1:
        parts.append("in orde")
    if overgeslagen:
        parts.append(f"{overgeslagen} overgeslagen (geen regel «weerbaar:»)")
    return ", ".join(parts)


def tell_right(bestand: str, inhoud: Strict) -> str:
    """What stands in a file in which nothing is wrong."""
    match inhoud:
        case Raamwerk():
            cases = _number(len(inhoud.gevallen), "geval klopt", "gevallen kloppen")
            return f"{inhoud.id}: {inhoud.aantal_normen} normen, {cases}"
        case Feitenbestand():
            return f"{bestand}: {_number(len(inhoud.feiten), 'feit', 'feiten')}"
        case Ankerbestand():
            return f"{bestand}: {_number(len(inhoud.ankers), 'anker', 'ankers')}"
        case Waswordt():
            return f"{bestand}: van {inhoud.van} naar {inhoud.naar}"
        case Indeling():
            return f"{bestand}: {_number(len(inhoud.normen), 'raamwerk', 'raamwerken')} ingedeeld"
        case _:
            return f"{bestand}: in orde"


def _number(count: int, singular: str, plural: str) -> str:
    return f"{count} {singular if count == 1 else plural}"


class Reden(Uitvoermodel):
    """Why a command stopped."""

    bericht: Woorden = Field(description="Wat er mis is.")
    tip: WoordenOfNiets = Field(description="Wat u kunt doen.")


class Fout(Versiemodel):
    """What every command gives instead of its result when it ends with exit code 2."""

    fout: Reden = Field(description="Waarom er geen uitkomst is.")
    bevindingen: tuple[Bevindingregel, ...] = Field(
        default=(), description="Wat er in de bestanden mis is, als het daaraan ligt."
    )
