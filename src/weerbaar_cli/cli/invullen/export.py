"""`weerbaar export`: a workbook for Excel or LibreOffice in which people fill in a meting."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.opties import Raamwerkkeuze, Rolkeuze
from weerbaar_cli.cli.versleutelen.versleuteld import keep_closed
from weerbaar_cli.errors import IN_ORDER, WeerbaarError
from weerbaar_cli.files.schrijven import write_new_bytes
from weerbaar_cli.files.vinden import shown_path
from weerbaar_cli.formats.werkboek import write_xlsx
from weerbaar_cli.formats.werkboek_ods import write_ods
from weerbaar_cli.reading.invullen.werkboek import export_meting, export_raamwerken

Invulboek = Annotated[
    Path,
    typer.Option(
        "--output", metavar="BESTAND", help="Waar het werkboek komt te staan (.xlsx of .ods)."
    ),
]
Invulmetingkeuze = Annotated[
    Path | None,
    typer.Argument(metavar="METING", help="De meting; haar antwoorden staan er al in."),
]
OF_NOBODY = (
    "Het zegt niet van welke organisatie en meting het is: u neemt het over in een meting die er "
    "al is, en het kan niet zelf worden ingeleverd."
)
WRITERS = {".xlsx": write_xlsx, ".ods": write_ods}


def export(
    output: Invulboek,
    meting: Invulmetingkeuze = None,
    raamwerk: Raamwerkkeuze = None,
    rol: Rolkeuze = None,
) -> int:
    """Write the workbook; it never overwrites."""
    writer = WRITERS.get(output.suffix.lower())
    if writer is None:
        tip = "Schrijf --output vragen.xlsx, of vragen.ods voor LibreOffice."
        raise WeerbaarError("een werkboek eindigt op .xlsx of .ods", tip=tip)
    if meting is not None and raamwerk:
        tip = "Een meting zegt zelf van welk raamwerk zij is."
        raise WeerbaarError("--raamwerk hoort niet bij een meting", tip=tip)
    if meting is None:
        boek = export_raamwerken(raamwerk or (), rol or ())
    else:
        boek = export_meting(meting, rol or ())
    keep_closed([output])
    write_new_bytes(output, writer(boek), private=meting is not None)
    sheets = ", ".join(f"«{one.naam}»" for one in boek.bladen)
    say(f"Gemaakt: {shown_path(output)} met de bladen {sheets}")
    if meting is None:
        say(OF_NOBODY)
    say("  → Neem het daarna over met: weerbaar import BESTAND --in METING --proef")
    return IN_ORDER


VOORBEELDEN = """weerbaar export metingen/januari.yaml --output januari.xlsx
weerbaar export metingen/januari.yaml --rol gemeentesecretaris --output secretaris.ods
weerbaar export --raamwerk twente-basis-op-orde --output vragen.xlsx"""
