"""Findings in files for programs, and the error in JSON."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from weerbaar_cli.blad.resultaat import Uitvoermodel, Versiemodel, Weglaatbaar
from weerbaar_cli.model.bevinding import Ernst, Melding


def writable(value: Any) -> Any:
    """Text as UTF-8 can hold it: the name of a file on disk need not be."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


Schrijfbaar = Annotated[str, BeforeValidator(writable)]
WoordenOfNiets = Annotated[str | None, BeforeValidator(lambda value: writable(value) or None)]


class Herstelregel(Uitvoermodel):
    """What `validate --herstel` writes at the place of a finding, instead of what stands there."""

    oud: Schrijfbaar = Field(description="De waarde of de sleutel die er staat.")
    nieuw: Schrijfbaar = Field(description="Wat er komt te staan.")


class Bevindingregel(Uitvoermodel):
    """A finding with its place on disk."""

    bestand: Schrijfbaar = Field(description="Het bestand waar het om gaat.")
    regel: int = Field(description="Het nummer van de regel; de eerste is 1.")
    kolom: int = Field(description="Het nummer van de kolom; de eerste is 1.")
    ernst: Ernst = Field(description="Hoe zwaar het is.")
    code: str = Field(description="De vaste naam; «weerbaar explain CODE» legt uit.")
    pad: Schrijfbaar = Field(description="De sleutels vanaf het begin van het bestand.")
    bericht: Schrijfbaar = Field(description="Wat er is.")
    suggestie: WoordenOfNiets = Field(description="Wat eraan te doen is.")
    herstel: Weglaatbaar[Herstelregel] = Field(
        None, description="De tekst die maar één ding kan betekenen, als het daaraan ligt."
    )


class Bevindingen(Versiemodel):
    """What `validate` found."""

    bevindingen: tuple[Bevindingregel, ...] = Field(description="Per bestand in leesvolgorde.")


def bevindingregel(melding: Melding) -> Bevindingregel:
    """One finding for programs; the line itself stands in the file."""
    return Bevindingregel.model_validate(melding, from_attributes=True)


class Reden(Uitvoermodel):
    """Why a command stopped."""

    bericht: Schrijfbaar = Field(description="Wat er mis is.")
    tip: WoordenOfNiets = Field(description="Wat u kunt doen.")


class Fout(Versiemodel):
    """What every command gives instead of its result when it ends with exit code 2."""

    fout: Reden = Field(description="Waarom er geen uitkomst is.")
    bevindingen: tuple[Bevindingregel, ...] = Field(
        default=(), description="Wat er in de bestanden mis is, als het daaraan ligt."
    )
