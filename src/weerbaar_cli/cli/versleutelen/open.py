"""`weerbaar open`: what stands in a sealed meting, on the screen or in a file to change it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.versleutelen.versleuteld import refuse_in_git
from weerbaar_cli.errors import IN_ORDER, WeerbaarError
from weerbaar_cli.files.schrijven import write_new_bytes
from weerbaar_cli.files.vinden import SEALED, shown_path, typed_path
from weerbaar_cli.reading.versleuteld import read_sealed

Geslotenen = Annotated[
    list[Path], typer.Argument(metavar="PAD", help="Versleutelde metingen (.yaml.age).")
]
Openplaats = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar="BESTAND",
        help="Schrijf de meting leesbaar weg, alleen voor u; bij meer bestanden een map die er is.",
    ),
]


def open(pad: Geslotenen, output: Openplaats = None) -> int:
    """Show what is sealed; only `--output` writes it."""
    if output is None:
        for one in map(read_sealed, pad):
            sys.stdout.write(one.inhoud.decode("utf-8-sig", "replace"))
        return IN_ORDER
    doelen = [output / path.name.removesuffix(SEALED) for path in pad]
    if not output.is_dir():
        if len(pad) > 1:
            tip = "Noem met --output een map die er is."
            raise WeerbaarError("er zijn meer bestanden om te openen", tip=tip)
        doelen = [output]
    for doel in doelen:
        refuse_in_git(doel, "een geopende meting is niet versleuteld")
    for doel, path in zip(doelen, pad, strict=True):
        write_new_bytes(doel, read_sealed(path).om_te_wijzigen, private=True)
        say(f"Geopend: {shown_path(doel)}, alleen voor u te lezen")
        say(f"  → Klaar met wijzigen? Draai: weerbaar seal {typed_path(doel, 'BESTAND')}")
    return IN_ORDER


VOORBEELDEN = """weerbaar open metingen/januari.yaml.age --sleutel weerbaar-sleutel.txt
weerbaar open metingen/januari.yaml.age --output ../januari.yaml --sleutel weerbaar-sleutel.txt"""
