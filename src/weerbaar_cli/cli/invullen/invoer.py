"""`weerbaar import`: answers out of workbooks into a meting, shown before they are written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.deliver import prepare
from weerbaar_cli.cli.invullen.wijzigingen import Doelmeting, Proefkeuze, finish
from weerbaar_cli.cli.opties import Doelen, Getoond
from weerbaar_cli.reading.invullen.werkboek import try_werkboeken

Werkboeken = Annotated[
    list[Path],
    typer.Argument(metavar="BESTAND", help="Een of meer werkboeken van ‘weerbaar export’."),
]


def invoer(
    bestanden: Werkboeken,
    meting: Doelmeting,
    proef: Proefkeuze = False,
    format_: Getoond = None,
    output: Doelen = None,
) -> int:
    """Show what changes, and write it; what cannot be read is named by its cell."""
    klaar = prepare(format_, output)
    return finish(try_werkboeken(bestanden, meting), klaar, proef=proef)


VOORBEELDEN = """weerbaar import januari.xlsx --in metingen/januari.yaml --proef
weerbaar import secretaris.ods jurist.xlsx --in metingen/januari.yaml"""
