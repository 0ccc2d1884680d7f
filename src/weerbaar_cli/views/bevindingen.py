"""Findings for programs: those of a check, and those beside the error that stopped a command."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from weerbaar_cli.blad.view import Uitvoermodel, Versiemodel
from weerbaar_cli.model.bevinding import Ernst


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
