"""Options and arguments of a report, which making one and making it again share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.opties import read_datum
from weerbaar_cli.model.doelgroep import Doelgroep, names_of

Rapportbronnen = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="METING",
        readable=False,
        help="Een meting; bij --district een werkmap, bij --overzicht rapporten in JSON. Met "
        "HEAD:PAD is het zoals het in git staat.",
    ),
]
Overzichtnaam = Annotated[
    str | None,
    typer.Option(
        "--overzicht",
        metavar="ID",
        help="Zet de gepubliceerde rapporten van districten die bij elkaar horen naast elkaar, "
        "zoals riec-oost-nederland.",
    ),
]
Ontvanger = Annotated[
    str | None,
    typer.Option(
        "--ontvanger",
        metavar="FUNCTIE",
        help="Wie de regels voor onderzoek krijgt: een functie, geen naam. Daar verplicht.",
    ),
]
Partijtype = Annotated[
    str | None,
    typer.Option(
        "--partijtype",
        metavar="TYPE",
        help="Alleen partijen van dit type, zoals waterschap. Mag als elk type groot genoeg is.",
    ),
]
Vorige = Annotated[
    Path | None,
    typer.Option("--vorige", metavar="METING", help="De meting waarmee u vergelijkt."),
]
Huisstijl = Annotated[
    Path | None,
    typer.Option(
        "--huisstijl", metavar="CSS", help="Kleuren en letters van uw gemeente, voor HTML."
    ),
]
Basis = Annotated[
    Path | None,
    typer.Option(
        "--basis", metavar="DOCX", help="Een Word-document waarvan u de opmaak wilt, voor Word."
    ),
]
Sjabloon = Annotated[
    Path | None,
    typer.Option(
        "--sjabloon", metavar="MAP", help="Een map met eigen sjablonen, voor HTML en Markdown."
    ),
]
Doelgroepkeuze = Annotated[
    Doelgroep | None,
    typer.Option(
        "--doelgroep",
        help=f"Voor wie. Bij een meting: {', '.join(names_of('meting'))}; anders eigen. Bij een "
        f"district: {', '.join(names_of('district'))}; anders bestuur.",
    ),
]
Sjabloonstart = Annotated[
    Path | None,
    typer.Option(
        "--sjabloon-start",
        metavar="MAP",
        help="Zet de gewone sjablonen in een nieuwe map, om mee te beginnen. Maakt geen rapport.",
    ),
]
Rapportdatum = Annotated[
    date | None,
    typer.Option(
        "--datum",
        parser=read_datum,
        metavar="DATUM",
        help="De datum onderaan het rapport. Anders is dat de peildatum.",
    ),
]
Publiceer = Annotated[
    bool,
    typer.Option(
        "--publiceer",
        help="Leg vast dat dit rapport over een district naar buiten gaat. Anders is het een "
        "proef, die niemand krijgt.",
    ),
]
Openen = Annotated[bool, typer.Option("--open", help="Open het geschreven rapport in HTML daarna.")]
