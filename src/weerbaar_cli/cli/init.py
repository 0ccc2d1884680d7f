"""`weerbaar init`: a werkmap for a whole district, as a git repository that is ready to be used."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.editorschema import BESTAND, makers_of, schema_text
from weerbaar_cli.cli.opties import complete_district, complete_raamwerk
from weerbaar_cli.errors import IN_ORDER
from weerbaar_cli.files.inrichting import (
    Ci,
    Inrichting,
    make_teksten,
    read_inrichting,
    write_werkmap,
)
from weerbaar_cli.files.register import make_zout
from weerbaar_cli.files.vinden import shown_path
from weerbaar_cli.model.woorden import folder_words
from weerbaar_cli.reading.omgeving import Omgeving
from weerbaar_cli.reading.opzet import SCHEMA_MAP

Nieuwemap = Annotated[
    Path, typer.Argument(metavar="MAP", help="De map die ontstaat, of een lege map.")
]
Begindistrict = Annotated[
    str,
    typer.Option(
        "--district",
        metavar="ID",
        help="Het district dat samen meet.",
        autocompletion=complete_district,
    ),
]
Beginraamwerken = Annotated[
    list[str],
    typer.Option(
        "--raamwerk",
        metavar="ID",
        help="Waarmee het meet; mag meer keren.",
        autocompletion=complete_raamwerk,
    ),
]
Cikeuze = Annotated[
    Ci | None,
    typer.Option("--ci", help="Zet de automatische controle klaar voor dit programma."),
]


def init(
    map_: Nieuwemap, district: Begindistrict, raamwerk: Beginraamwerken, ci: Cikeuze = None
) -> int:
    """Write the werkmap, whole or not at all; it never overwrites."""
    found = read_inrichting(district, raamwerk)
    teksten = make_teksten(ci, found.woorden) | dict([make_zout()]) | _schemas(found)
    in_git = write_werkmap(map_, teksten)
    shown = shown_path(map_)
    leden = f"de {len(found.leden)} partijen van {found.district.titel}"
    say(f"Gemaakt: {folder_words(shown)}, voor {leden}")
    if not in_git:
        say("  → git is niet gevonden. Installeer het, en draai in de map: git init")
    say(f"  → Open {shown}/README.md: daar staan de eerste drie stappen.")
    return IN_ORDER


def _schemas(found: Inrichting) -> dict[str, str]:
    makers = makers_of(Omgeving(None))
    names = found.schemas
    return {f"{SCHEMA_MAP}/{name}{BESTAND}": schema_text(makers[name]()) for name in names}


VOORBEELDEN = """weerbaar init mijn-district --district twente --raamwerk twente-basis-op-orde
weerbaar init mijn-district --district drenthe --raamwerk drentse-ambities --ci gitlab"""
