"""The Blad with every kind of block, for whoever tests a form."""

from __future__ import annotations

from weerbaar_cli.formats.sjablonen.proefblad import lijn, matrix, proefblad, spreiding, stapel
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF

__all__ = ["FICTIEF", "VERTROUWELIJK", "lijn", "matrix", "spreiding", "stapel", "voorbeeldblad"]

VERTROUWELIJK = DOELGROEPEN["eigen"].regel
voorbeeldblad = proefblad
