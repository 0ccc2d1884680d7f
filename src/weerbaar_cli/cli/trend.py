"""`weerbaar trend`: the metingen of one organisation in a row, and whether it is on course."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from weerbaar_cli.cli.console import make_console, say, show_json, show_melding
from weerbaar_cli.cli.nederlands import DutchCommand
from weerbaar_cli.cli.opties import Raamwerknaam
from weerbaar_cli.cli.trendvorm import reeks_vorm, trend_csv
from weerbaar_cli.cli.voortgang import follow
from weerbaar_cli.errors import FINDINGS, IN_ORDER
from weerbaar_cli.model.uitkomsten.trend import Reeks
from weerbaar_cli.reading.dossier import Gebroken
from weerbaar_cli.reading.trend import read_trends

Trendvorm = Literal["tabel", "csv", "json"]
Paden = Annotated[
    list[Path],
    typer.Argument(metavar="METING", help="Metingen van een organisatie, of een map daarmee."),
]
Organisatie = Annotated[
    str | None,
    typer.Option(
        "--organisatie", metavar="NAAM", help="Alleen deze organisatie, met naam of code."
    ),
]
Vorm = Annotated[
    Trendvorm,
    typer.Option("--format", help="Tabel om te lezen, csv voor een rekenblad, json."),
]


def trend(
    meting: Paden,
    organisatie: Organisatie = None,
    raamwerk: Raamwerknaam = None,
    format_: Vorm = "tabel",
) -> int:
    """Show each organisation in turn; nothing is compared between organisations."""
    found = read_trends(meting, organisatie, raamwerk, follow)
    for line in found.opmerkingen:
        say(line)
    _show(found.reeksen, format_)
    for one in found.gebroken:
        _tell_broken(one)
    return FINDINGS if found.gebroken else IN_ORDER


def _tell_broken(one: Gebroken) -> None:
    for fout in one.fouten:
        show_melding(fout, to_stderr=True)
    if one.naam:
        say(f"{one.naam}: {one.bestand} heeft fouten, dus geen verloop")
    else:
        say(f"{one.bestand} is niet te lezen: misschien mist een verloop daardoor een meting")


def _show(reeksen: Sequence[Reeks], format_: Trendvorm) -> None:
    if format_ == "json":
        shapes = [reeks_vorm(one) for one in reeksen]
        show_json(shapes[0] if len(shapes) == 1 else shapes)
    elif format_ == "csv":
        print(trend_csv(reeksen), end="")
    else:
        from weerbaar_cli.cli.trendtabel import show_reeksen  # late: brings rich

        show_reeksen(make_console(), reeksen)


def register(app: typer.Typer, text: str) -> None:
    """Add the command to the program."""
    app.command("trend", cls=DutchCommand, help=text, epilog=VOORBEELDEN)(trend)


VOORBEELDEN = """weerbaar trend 2023.yaml 2024.yaml 2025.yaml
weerbaar trend metingen/ --organisatie Voorbeeldstad
weerbaar trend metingen/ --organisatie Voorbeeldstad --format csv"""
