"""Findings in files in one sentence; their page and what programs read of them are apart."""

from __future__ import annotations

from collections.abc import Mapping

from weerbaar_cli.model.bevinding import Ernst

MEERVOUDEN: dict[Ernst, str] = {"fout": "fouten", "waarschuwing": "waarschuwingen", "hint": "hints"}


def tell_total(gelezen: int, overgeslagen: int, aantallen: Mapping[Ernst, int]) -> str:
    """How many files were checked, and how many findings of each weight there are."""
    parts = ["1 bestand" if gelezen == 1 else f"{gelezen} bestanden"]
    for ernst, plural in MEERVOUDEN.items():
        if number := aantallen.get(ernst, 0):
            parts.append(number_of(number, ernst, plural))
    if len(parts) == 1:
        parts.append("in orde")
    if overgeslagen:
        parts.append(f"{overgeslagen} overgeslagen (geen regel «weerbaar:»)")
    return ", ".join(parts)


def number_of(count: int, singular: str, plural: str) -> str:
    """A count with its noun."""
    return f"{count} {singular if count == 1 else plural}"
