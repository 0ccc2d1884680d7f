"""A werkmap: a folder with metingen and its own settings."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from weerbaar_cli.model.partij import Groep, Partij, read_rij
from weerbaar_cli.model.strict import JaNee, Kenmerk, Rij, Strict, Tekst


class Publicatie(Strict):
    """What the owner decided on publishing."""

    exacte_aantallen: JaNee = False
    bekend_bij_lezer: Tekst | None = None


class Werkmap(Strict):
    """The settings in a weerbaar.yaml."""

    weerbaar: Tekst
    titel: Tekst | None = None
    district: Kenmerk | None = None
    raamwerk: Annotated[Rij[Tekst], BeforeValidator(read_rij)] = ()
    metingen: Tekst = "metingen"
    gedeeld: Tekst = "gedeeld"
    partijen: Rij[Partij] = ()
    groepen: Rij[Groep] = ()
    parameters: dict[str, dict[Kenmerk, Tekst | Rij[Tekst]]] = {}
    publicatie: Publicatie = Publicatie.model_construct()
