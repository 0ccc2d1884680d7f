"""The templates that a municipality made itself, as they were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Sjabloonmap:
    """Their texts by name; `naam` is how the folder is called in what we say of it."""

    naam: str
    teksten: Mapping[str, str]

    def place(self, sjabloon: str) -> str:
        """How one of them is called."""
        return f"{self.naam}/{sjabloon}"
