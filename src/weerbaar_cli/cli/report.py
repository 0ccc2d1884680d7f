"""`weerbaar report`: a meting, or a whole district, as a report that people read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from weerbaar_cli.cli.nederlands import DutchCommand
from weerbaar_cli.cli.opties import Peildatum, Raamwerknaam
from weerbaar_cli.cli.rapport import Rapport
from weerbaar_cli.errors import IN_ORDER, WeerbaarError

Doelgroepnaam = Literal["eigen", "coordinator", "bestuur", "openbaar"]
Rapportvorm = Literal["tekst", "markdown", "html", "json"]

Paden = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="METING", readable=False, help="Een meting; bij --district een werkmap."
    ),
]
Districtnaam = Annotated[
    str | None,
    typer.Option("--district", metavar="ID", help="Maak het rapport van een heel district."),
]
Doelgroep = Annotated[
    Doelgroepnaam | None,
    typer.Option(
        "--doelgroep",
        help="Voor wie: eigen bij een meting; bij een district bestuur (zo is het al), "
        "coordinator of openbaar.",
    ),
]
Vorige = Annotated[
    Path | None,
    typer.Option("--vorige", metavar="METING", help="De meting waarmee u vergelijkt."),
]


def report(
    meting: Paden = None,
    district: Districtnaam = None,
    doelgroep: Doelgroep = None,
    vorige: Vorige = None,
    raamwerk: Raamwerknaam = None,
    peildatum: Peildatum = None,
) -> int:
    """Make a report; 2 when it cannot be made, and then nothing is written."""
    rapport = make_rapport(meting or [], district, doelgroep, vorige, raamwerk, peildatum)
    raise NotImplementedError(rapport)


def make_rapport(
    paths: list[Path],
    district: str | None,
    doelgroep: Doelgroepnaam | None,
    vorige: Path | None,
    raamwerk: str | None,
    peildatum: date | None,
) -> Rapport:
    """The report of one meting, or of a group."""
    if district is None and doelgroep in (None, "eigen"):
        from weerbaar_cli.cli.rapport_eigen import make_eigen

        return make_eigen(paths, vorige, raamwerk, peildatum)
    if doelgroep == "eigen":
        raise WeerbaarError("een rapport «eigen» gaat over één meting, niet over een district")
    from weerbaar_cli.cli.rapport_groep import make_groep

    return make_groep(paths, district, doelgroep or "bestuur", raamwerk, peildatum)


def register(app: typer.Typer, text: str) -> None:
    """Add the command to the program."""
    app.command("report", cls=DutchCommand, help=text, epilog=VOORBEELDEN)(report)


VOORBEELDEN = """weerbaar report gemeente.yaml --output rapport.html"""
