"""Who is assessed: parties, their types, and the groups in which they work together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
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


@dataclass(frozen=True, eq=False)
class Partijen:
    """The parties that are known here; the first of two with the same name or code counts."""

    alle: tuple[Partij, ...] = ()

    @cached_property
    def _by_word(self) -> dict[str, Partij]:
        found: dict[str, Partij] = {}
        for partij in self.alle:
            for word in filter(None, (partij.naam, partij.code)):
                found.setdefault(word.casefold(), partij)
        return found

    def find(self, organisatie: str) -> Partij | None:
        """The party with this name or code; case and spaces around it do not matter."""
        return self._by_word.get(organisatie.strip().casefold())

    @property
    def woorden(self) -> list[str]:
        """Every name and code."""
        return [word for partij in self.alle for word in (partij.naam, partij.code) if word]
