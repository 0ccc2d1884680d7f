"""The kinds of file by their name; the model of a kind is loaded when it is asked for.

A command meets few kinds, and making the models of the others would cost every start.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from weerbaar_cli.model.strict import Strict

_PLACES = {
    "meting": ("meting", "Meting"),
    "raamwerk": ("raamwerk", "Raamwerk"),
    "feiten": ("feit", "Feitenbestand"),
    "ankers": ("feit", "Ankerbestand"),
    "partijen": ("partij", "Partijenbestand"),
    "werkmap": ("partij", "Werkmap"),
    "programma": ("programma", "Programma"),
    "was-wordt": ("waswordt", "Waswordt"),
    "indeling": ("indeling", "Indeling"),
    "publicatie": ("publicaties", "Publicatie"),
    "intrekking": ("publicaties", "Intrekking"),
    "zout": ("publicaties", "Zout"),
    "publicaties": ("publicaties", "Publicaties"),
}


class _Soorten(Mapping[str, type[Strict]]):
    """Per kind its model."""

    def __getitem__(self, soort: str) -> type[Strict]:
        module, name = _PLACES[soort]
        model: type[Strict] = getattr(import_module(f"weerbaar_cli.model.bestanden.{module}"), name)
        return model

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)

    def __contains__(self, soort: object) -> bool:
        return soort in _PLACES


SOORTEN: Mapping[str, type[Strict]] = _Soorten()
