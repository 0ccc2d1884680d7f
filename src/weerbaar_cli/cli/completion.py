"""`weerbaar completion`: the script that lets a shell complete commands, options and raamwerken."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from weerbaar_cli.cli.console import COMPLETE, say
from weerbaar_cli.errors import IN_ORDER

Schil = Literal["bash", "zsh", "fish", "powershell"]
SchilNaam = Annotated[Schil, typer.Argument(metavar="SCHIL", help="De opdrachtschil.")]
_PLACES: dict[Schil, str] = {
    "bash": "Zet dit in ~/.bashrc: source <(weerbaar completion bash)",
    "zsh": "Zet dit in ~/.zshrc: source <(weerbaar completion zsh)",
    "fish": "Bewaar dit als ~/.config/fish/completions/weerbaar.fish",
    "powershell": "Voeg dit toe aan het bestand dat $PROFILE noemt",
}


def completion(schil: SchilNaam) -> int:
    """Print the script; the user decides where it goes."""
    # Late: only this command needs it. From the module that owns it, for the type checker.
    from typer._completion_shared import get_completion_script

    print(get_completion_script(prog_name="weerbaar", complete_var=COMPLETE, shell=schil))
    say(_PLACES[schil])
    return IN_ORDER


def prepare() -> None:
    """Let typer answer a shell that completes; without `add_completion` it does not by itself."""
    from typer._completion_classes import completion_init  # late: as above

    completion_init()


VOORBEELDEN = """weerbaar completion bash
weerbaar completion powershell"""
