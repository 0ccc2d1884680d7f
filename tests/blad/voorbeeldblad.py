"""The Blad with every kind of block, for whoever tests a form."""

from __future__ import annotations

from weerbaar_cli.formats.sjablonen.proefblad import lijn, matrix, proefblad, spreiding, stapel
from weerbaar_cli.model.doelgroep import FICTIEF
from weerbaar_cli.model.doelgroep import VERTROUWELIJK as REGELS

__all__ = ["FICTIEF", "VERTROUWELIJK", "lijn", "matrix", "spreiding", "stapel", "voorbeeldblad"]

VERTROUWELIJK = REGELS["eigen"]
voorbeeldblad = proefblad
