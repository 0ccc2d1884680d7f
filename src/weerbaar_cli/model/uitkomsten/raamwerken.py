"""Raamwerken as `frameworks` shows them: the list of all, and one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from weerbaar_cli.model.bestanden.programma import Programma
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bevinding import Melding
from weerbaar_cli.model.strict import Strict
from weerbaar_cli.model.uitkomsten.oordeel import Parameterstand


class Raamwerklijst(NamedTuple):
    """Every version of every raamwerk, and every programme.

    `gekozen` holds per raamwerk the version that its id alone means.
    """

    raamwerken: tuple[Raamwerk, ...]
    gekozen: Mapping[str, str]
    programmas: tuple[Programma, ...]


class Raamwerkbeeld(NamedTuple):
    """One raamwerk: per norm the facts that it asks, by id with what people call them, and more.

    `versies` are its other versions; `ingedeeld` says per thema how many norms of other raamwerken
    belong to it, and how many of those uncertainly.
    """

    raamwerk: Raamwerk
    feiten: Mapping[str, Mapping[str, str]]
    parameters: tuple[Parameterstand, ...]
    versies: tuple[str, ...]
    ingedeeld: Mapping[str, tuple[int, int]]


class Programmabeeld(NamedTuple):
    """A programme, with what people call the facts and the raamwerken that it names."""

    programma: Programma
    feiten: Mapping[str, str]
    raamwerken: Mapping[str, str]


class Raamwerkcontrole(NamedTuple):
    """A file that belongs to a raamwerk, checked; without `inhoud` its form does not fit."""

    bestand: str
    inhoud: Strict | None
    meldingen: tuple[Melding, ...]

    def right(self) -> Strict | None:
        """What stands in it, where nothing makes it useless."""
        return None if any(one.ernst == "fout" for one in self.meldingen) else self.inhoud
