"""`weerbaar new`: a meting with every question in it, ready to be filled in."""

from __future__ import annotations

from os.path import normpath
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.opties import (
    Metingsoortkeuze,
    Peildag,
    Raamwerkkeuze,
    Voorganger,
    complete_partij,
)
from weerbaar_cli.errors import IN_ORDER
from weerbaar_cli.files.scaffold import Opzet, new_meting
from weerbaar_cli.files.schrijven import make_folder, write_new
from weerbaar_cli.files.vinden import shown_path
from weerbaar_cli.reading.opzet import Opzetvraag, make_opzet

Organisatienaam = Annotated[
    str,
    typer.Option(
        "--organisatie",
        metavar="NAAM",
        help="Naam of code van de organisatie.",
        autocompletion=complete_partij,
    ),
]
Metingbestand = Annotated[
    Path | None, typer.Option("--output", metavar="BESTAND", help="Waar de meting komt te staan.")
]


def new(
    organisatie: Organisatienaam,
    raamwerk: Raamwerkkeuze = None,
    soort: Metingsoortkeuze = "zelfscan",
    peildatum: Peildag = None,
    output: Metingbestand = None,
    van: Voorganger = None,
) -> int:
    """Write a new meting; it never overwrites."""
    wanted = raamwerk or ()
    found = make_opzet(Opzetvraag(organisatie, wanted, soort, peildatum, output, van))
    if found.maak_map:
        make_folder(found.pad.parent)
    write_new(found.pad, new_meting(found.opzet))
    _tell(found.pad, found.opzet, found.titel)
    return IN_ORDER


def _tell(path: Path, opzet: Opzet, titel: str) -> None:
    questions = [vraag for groep in opzet.groepen for vraag in groep.vragen]
    again = sum(bool(vraag.opnieuw) for vraag in questions)
    kept = sum(vraag.oude_waarde is not None and not vraag.opnieuw for vraag in questions)
    shown = shown_path(path)
    say(f"Gemaakt: {shown} met {len(questions)} vragen voor {titel}")
    for zin in opzet.opgegaan:
        say(f"  {zin}: wat voor de een gold, hoeft voor de ander niet te gelden")
    if opzet.vorige:
        say(f"  {kept} antwoorden overgenomen, {again} opnieuw te bekijken")
    say(f"  → Vul het bestand in en draai: weerbaar score {shown}")
    if not (path.parent / opzet.schema).exists():
        folder = Path(normpath((path.parent / opzet.schema).parent))
        say(f"  → Hulp in uw editor: weerbaar schema --output {shown_path(folder)}")


VOORBEELDEN = """weerbaar new --organisatie Voorbeeldstad
weerbaar new --organisatie Voorbeeldstad --raamwerk twente-basis-op-orde --peildatum 2024-01-31
weerbaar new --organisatie Voorbeeldstad --soort eindmeting --van metingen/januari.yaml"""
