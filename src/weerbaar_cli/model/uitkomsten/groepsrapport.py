"""All that a report on a group may draw on: its figures, and what is the same for everyone."""

from __future__ import annotations

from dataclasses import dataclass

from weerbaar_cli.model.bestanden.feit import Anker, Catalogus
from weerbaar_cli.model.bestanden.programma import Programma
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepsbeeld
from weerbaar_cli.model.uitkomsten.oordeel import Parameterstand


@dataclass(frozen=True)
class Groepsrapport:
    """The figures of a group with the texts that they belong to; nothing here is of one party.

    `overleg` is the meeting that decides. `ankers` are the changes of law, by id, that touch
    a norm of the raamwerk: those to come, and those since the edition before. `herziening`: these
    figures correct others of the same round that went out before.
    """

    beeld: Groepsbeeld
    district: str
    overleg: str | None
    raamwerk: Raamwerk
    catalogus: Catalogus
    parameters: tuple[Parameterstand, ...]
    ankers: tuple[tuple[str, Anker], ...]
    programmas: tuple[Programma, ...]
    herziening: bool = False
