"""`weerbaar textconv`: what git shows of a sealed meting in a diff."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import show_line
from weerbaar_cli.errors import IN_ORDER, WeerbaarError
from weerbaar_cli.files.yaml.document import read_document

Gitbestand = Annotated[
    Path, typer.Argument(metavar="BESTAND", help="Het bestand dat git wil vergelijken.")
]


def textconv(bestand: Gitbestand) -> int:
    """Always 0 for a file that is there: git would stop at anything else."""
    try:
        document = read_document(bestand)
    except WeerbaarError as error:  # of the key
        show_line(f"# {error.message}")
        return IN_ORDER
    if document.omslag is not None and not document.tekst:
        print(document.omslag.tekst, end="")
    for one in document.bevindingen if not document.readable else ():
        show_line(f"# {one.bericht}")
    sys.stdout.write(document.tekst)
    return IN_ORDER


VOORBEELDEN = """weerbaar textconv metingen/januari.yaml.age"""
