"""The derivation of one norm, with all that its reader needs beside it."""

from __future__ import annotations

from dataclasses import dataclass

from weerbaar_cli.model.bestanden.meting import Verhaal
from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk
from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel, Parameterstand
from weerbaar_cli.model.uitkomsten.score import Score


@dataclass(frozen=True)
class Uitleg:
    """One norm of one score; `lezingen` are the parameters that its rule uses."""

    score: Score
    raamwerk: Raamwerk
    norm: Norm
    oordeel: Normoordeel
    lezingen: tuple[Parameterstand, ...]
    verhaal: Verhaal | None
