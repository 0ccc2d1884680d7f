"""`weerbaar key`: a key of one's own, with which sealed metingen open."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.nederlands import DutchGroup, OpenCommand
from weerbaar_cli.cli.versleutelen.versleuteld import refuse_in_git
from weerbaar_cli.errors import IN_ORDER
from weerbaar_cli.files.schrijven import write_new
from weerbaar_cli.files.sleutels import make_sleutel
from weerbaar_cli.files.vinden import shown_path

Sleutelbestand = Annotated[
    Path, typer.Option("--output", metavar="PAD", help="Waar de sleutel komt te staan.")
]


def new(output: Sleutelbestand) -> int:
    """Make a key; its file is only for its owner, and an existing file is never overwritten."""
    refuse_in_git(output, "een geheime sleutel hoort niet in git")
    sleutel = make_sleutel()
    write_new(output, sleutel.bestand, private=True)
    print(sleutel.publiek)
    say(
        f"Gemaakt: {shown_path(output)}, alleen voor u te lezen. Hierboven staat het publieke deel."
    )
    say("  → Stuur het publieke deel aan de coördinator; het mag iedereen weten.")
    say("  → Bewaar het bestand ook op een tweede veilige plek: zonder sleutel is niets te openen.")
    return IN_ORDER


def make_group(text: str) -> typer.Typer:
    """The command with its subcommands; `text` is its line of help."""
    group = typer.Typer(cls=DutchGroup, add_completion=False, help=text, epilog=VOORBEELDEN)
    epilog = "weerbaar key new --output ../weerbaar-sleutel.txt"
    help_ = "Maak een nieuwe sleutel, en toon alleen het publieke deel."
    group.command("new", cls=OpenCommand, help=help_, epilog=epilog)(new)
    return group


VOORBEELDEN = "weerbaar key new --output ../weerbaar-sleutel.txt"
