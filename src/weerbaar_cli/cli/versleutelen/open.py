"""`weerbaar open`: what stands in a sealed meting, on the screen or in a file to change it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import MET_INHOUD, say, shows_content
from weerbaar_cli.cli.versleutelen.versleuteld import refuse_in_git
from weerbaar_cli.errors import IN_ORDER, WeerbaarError
from weerbaar_cli.files.schrijven import refuse_present, write_all
from weerbaar_cli.files.vinden import SEALED, same_place, shown_path, typed_path
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
    """Show what is sealed; only `--output` writes it: all of them, or none."""
    if output is None:
        if not shows_content():
            tip = f"--output schrijft haar weg, {MET_INHOUD} toont haar."
            raise WeerbaarError("wat versleuteld is, komt niet in dit logboek", tip=tip)
        for one in map(read_sealed, pad):
            sys.stdout.write(one.inhoud.decode("utf-8-sig", "replace"))
        return IN_ORDER
    paths = list({same_place(path): path for path in pad}.values())
    doelen = _places(paths, output)
    for doel in doelen:
        refuse_in_git(doel, "een geopende meting is niet versleuteld")
        refuse_present(doel)
    opened = [read_sealed(path).om_te_wijzigen for path in paths]
    rows = [(doel, data, shown_path(doel)) for doel, data in zip(doelen, opened, strict=True)]
    write_all(rows, private=True)
    for doel in doelen:
        say(f"Geopend: {shown_path(doel)}, alleen voor u te lezen")
        say(f"  → Klaar met wijzigen? Draai: weerbaar seal {typed_path(doel, 'BESTAND')}")
    return IN_ORDER


def _places(paths: Sequence[Path], output: Path) -> list[Path]:
    """Where each goes; raises WeerbaarError when two would come in one place."""
    if not output.is_dir():
        if len(paths) > 1:
            tip = "Noem met --output een map die er is."
            raise WeerbaarError("er zijn meer bestanden om te openen", tip=tip)
        return [output]
    found: dict[str, Path] = {}
    for path in paths:
        naam = path.name.removesuffix(SEALED)
        if naam in found:
            both = f"«{shown_path(found[naam])}» en «{shown_path(path)}»"
            message = f"{both} zouden allebei «{naam}» heten; er is niets geopend"
            raise WeerbaarError(message, tip="Open ze een voor een, elk met een eigen --output.")
        found[naam] = path
    return [output / naam for naam in found]


VOORBEELDEN = """weerbaar open metingen/januari.yaml.age --sleutel weerbaar-sleutel.txt
weerbaar open metingen/januari.yaml.age --output ../januari.yaml --sleutel weerbaar-sleutel.txt"""
