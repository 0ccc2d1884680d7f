"""The Blad with every kind of block, for whoever tests a form."""

from __future__ import annotations

from weerbaar_cli.model.vertrouwelijk import FICTIEF
from weerbaar_cli.model.vertrouwelijk import VERTROUWELIJK as REGELS
from weerbaar_cli.report.proefblad import lijn, matrix, proefblad, spreiding, stapel

__all__ = ["FICTIEF", "VERTROUWELIJK", "lijn", "matrix", "spreiding", "stapel", "voorbeeldblad"]

VERTROUWELIJK = REGELS["eigen"]
voorbeeldblad = proefblad
