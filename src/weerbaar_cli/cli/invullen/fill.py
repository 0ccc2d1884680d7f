"""`weerbaar fill`: a meting filled in question by question, in the terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.invullen.gesprek import Gesprek
from weerbaar_cli.cli.invullen.vragen import Stop, load
from weerbaar_cli.cli.opties import Rolkeuze, complete_norm
from weerbaar_cli.errors import IN_ORDER, WeerbaarError
from weerbaar_cli.files.bronnen import refuse_unwritable
from weerbaar_cli.files.vinden import shown_path
from weerbaar_cli.model.woorden import count_word
from weerbaar_cli.reading.vragenlijst import refuse_unknown_rol
from weerbaar_cli.reading.wijzigingen import read_invulmeting

Vulbaar = Annotated[
    Path, typer.Argument(metavar="METING", help="De meting; na elk antwoord wordt zij bewaard.")
]
Normkeuze = Annotated[
    str | None,
    typer.Option(
        "--norm",
        metavar="NORM",
        help="Vraag alleen wat deze norm vraagt, ook wat al is beantwoord.",
        autocompletion=complete_norm,
    ),
]


def fill(meting: Vulbaar, rol: Rolkeuze = None, norm: Normkeuze = None) -> int:
    """Ask the most deciding question first, and write each answer at once."""
    refuse_unwritable(meting)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        tip = "Vul in met «weerbaar export» of «weerbaar form», of in het bestand zelf."
        raise WeerbaarError("fill stelt vragen, en hier kan niemand antwoorden", tip=tip)
    load()
    refuse_unknown_rol(read_invulmeting(meting).vragen, rol or ())
    gesprek = Gesprek(meting, rol or (), norm or "")
    try:
        gesprek.run()
    except Stop:
        say("Gestopt.")
    finally:
        written = count_word(gesprek.geschreven, "antwoord", "antwoorden")
        say(f"Bewaard: {written} in {shown_path(meting)}.")
    return IN_ORDER


VOORBEELDEN = """weerbaar fill metingen/januari.yaml
weerbaar fill metingen/januari.yaml --rol gemeentesecretaris
weerbaar fill metingen/januari.yaml --norm 3d"""
