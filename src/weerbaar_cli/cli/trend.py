"""`weerbaar trend`: the metingen of one organisation in a row, and whether it is on course."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import follow, say, say_named, show_beside
from weerbaar_cli.cli.deliver import deliver, prepare
from weerbaar_cli.cli.opties import Doelen, Getoond, Raamwerknaam, complete_partij
from weerbaar_cli.errors import FINDINGS, IN_ORDER
from weerbaar_cli.reading.dossier import Gebroken
from weerbaar_cli.reading.verandering.trend import read_trends
from weerbaar_cli.views.verandering.trend import Trendview

Trendmetingen = Annotated[
    list[Path],
    typer.Argument(metavar="METING", help="Metingen van een organisatie, of een map daarmee."),
]
Organisatiekeuze = Annotated[
    str | None,
    typer.Option(
        "--organisatie",
        metavar="NAAM",
        help="Alleen deze organisatie, met naam of code.",
        autocompletion=complete_partij,
    ),
]


def trend(
    meting: Trendmetingen,
    organisatie: Organisatiekeuze = None,
    raamwerk: Raamwerknaam = None,
    format_: Getoond = None,
    output: Doelen = None,
) -> int:
    """Show each organisation in turn; 1 when a meting of a folder is broken."""
    klaar = prepare(format_, output)
    found = read_trends(meting, organisatie, raamwerk, follow)
    if found.opmerkingen:
        zonder = f"{len(found.opmerkingen)} keer is er geen verloop, of begint het later"
        say_named("\n".join(found.opmerkingen), zonder)
    deliver(Trendview(found.reeksen), klaar)
    for one in found.gebroken:
        _tell_broken(one)
    return FINDINGS if found.gebroken else IN_ORDER


def _tell_broken(one: Gebroken) -> None:
    show_beside(one.fouten)
    if one.naam:
        why = f"{one.bestand} heeft fouten, dus geen verloop"
        say_named(f"{one.naam}: {why}", why)
    else:
        say(f"{one.bestand} is niet te lezen: misschien mist een verloop daardoor een meting")


VOORBEELDEN = """weerbaar trend 2023.yaml 2024.yaml 2025.yaml
weerbaar trend metingen/ --organisatie Voorbeeldstad
weerbaar trend metingen/ --organisatie Voorbeeldstad --format csv"""
