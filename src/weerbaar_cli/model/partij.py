"""Who is assessed: parties, their types, and the groups in which they work together."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from weerbaar_cli.model.strict import Kenmerk, Rij, Strict, Tekst


def read_rij(value: Any) -> Any:
    """One name, or a list of names."""
    return [value] if isinstance(value, str) else value


class Partij(Strict):
    """A municipality, province, water board or any other type of organisation."""

    naam: Tekst
    type: Kenmerk
    code: Tekst | None = None
    district: Annotated[Rij[Kenmerk], BeforeValidator(read_rij)] = ()
    onzeker: Tekst | None = None


class District(Strict):
    """A group of parties with a meeting that decides."""

    titel: Tekst
    overleg: Tekst | None = None
    aantal: Tekst | None = None
    onzeker: Tekst | None = None


class Partijenbestand(Strict):
    """A registry of parties."""

    weerbaar: Tekst
    partijen: Rij[Partij]
    districten: dict[Kenmerk, District] = {}


def find_partij(partijen: tuple[Partij, ...], organisatie: str) -> Partij | None:
    """The party with this name or code; case and spaces around it do not matter."""
    wanted = organisatie.strip().casefold()
    for partij in partijen:
        if partij.naam.casefold() == wanted or (partij.code or "").casefold() == wanted:
            return partij
    return None
