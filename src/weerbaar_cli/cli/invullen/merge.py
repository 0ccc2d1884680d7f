"""`weerbaar merge`: what parts of a meting changed, shown first, and written into the meting."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.deliver import prepare
from weerbaar_cli.cli.invullen.wijzigingen import Doelmeting, Proefkeuze, finish
from weerbaar_cli.cli.opties import Doelen, Getoond
from weerbaar_cli.files.vinden import shown_path
from weerbaar_cli.reading.delen.samenvoeging import merge_delen

Deelbestanden = Annotated[
    list[Path],
    typer.Argument(metavar="DEEL", help="Bestanden die terugkwamen, of een map ermee."),
]
Keuzen = Annotated[
    list[str] | None,
    typer.Option(
        "--kies",
        metavar="BESTAND",
        help="Waar bestanden verschillen, geldt dit bestand; met 2=BESTAND alleen bij het tweede "
        "verschil. Noem de meting zelf om te laten staan wat er staat. Mag meer keren.",
    ),
]


def merge(
    delen: Deelbestanden,
    in_meting: Doelmeting,
    kies: Keuzen = None,
    proef: Proefkeuze = False,
    format_: Getoond = None,
    output: Doelen = None,
) -> int:
    """Put what the parts say together, and write it unless it is a trial."""
    klaar = prepare(format_, output)
    gekozen = [_as_shown(one) for one in kies or ()]
    return finish(merge_delen(delen, in_meting, gekozen), klaar, proef=proef)


def _as_shown(keuze: str) -> str:
    """A choice with its file as it is called in what we show."""
    number, sign, name = keuze.rpartition("=")
    if sign and not number.isdecimal():
        number, sign, name = "", "", keuze
    return f"{number}{sign}{shown_path(Path(name))}"


VOORBEELDEN = """weerbaar merge januari.yaml --in gemeente.yaml --proef
weerbaar merge januari.yaml juli.yaml --in gemeente.yaml
weerbaar merge januari.yaml juli.yaml --in gemeente.yaml --kies juli.yaml"""
