"""`weerbaar leaks`: whether anything that goes out names a party."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import follow, in_ci, say, show_line, show_melding
from weerbaar_cli.cli.deliver import deliver, prepare
from weerbaar_cli.cli.opties import Doelen, Getoond, complete_district
from weerbaar_cli.errors import FINDINGS, IN_ORDER
from weerbaar_cli.reading.lekken import search_outputs
from weerbaar_cli.views.lekken import Lekkenview, tell_gesloten, tell_total

# Of one file; all of them are in json.
MOST_SHOWN = 20

Zoekplaatsen = Annotated[
    list[Path], typer.Argument(metavar="PAD", readable=False, help="Bestanden of mappen.")
]
Werkmapnaam = Annotated[
    Path | None,
    typer.Option("--werkmap", metavar="MAP", help="De werkmap die zegt welke partijen er zijn."),
]
Zoekdistrict = Annotated[
    str | None,
    typer.Option(
        "--district",
        metavar="ID",
        help="Alleen partijen van dit district, of alle.",
        autocompletion=complete_district,
    ),
]
Behalve = Annotated[
    list[str] | None,
    typer.Option("--behalve", metavar="WOORD", help="Zoek niet naar dit woord."),
]
Striktzoeken = Annotated[
    bool,
    typer.Option("--strikt", help="Ook wat niet te doorzoeken is, geeft afsluitcode 1."),
]
Zonder = Annotated[
    bool | None,
    typer.Option(
        "--zonder-namen/--met-namen",
        help="Toon alleen de plaats, niet het woord. In CI is dat al zo.",
        show_default=False,
    ),
]


def leaks(
    pad: Zoekplaatsen,
    werkmap: Werkmapnaam = None,
    district: Zoekdistrict = None,
    behalve: Behalve = None,
    strikt: Striktzoeken = False,
    zonder_namen: Zonder = None,
    format_: Getoond = None,
    output: Doelen = None,
) -> int:
    """Search files and folders; 1 when a party is named."""
    klaar = prepare(format_, output, gelezen=pad)
    hidden = in_ci() if zonder_namen is None else zonder_namen
    found = search_outputs(pad, werkmap, district, behalve or (), namen=not hidden, follow=follow)
    view = Lekkenview(found)
    deliver(view, klaar, regels=lambda: _show(view))
    say("\n".join(tell_total(found)))
    return FINDINGS if found.vindplaatsen or (strikt and found.niet_doorzocht) else IN_ORDER


def _show(view: Lekkenview) -> None:
    """On a screen each place is a line that a program can read too, as those of validate are."""
    for bestand, group in groupby(view.meldingen, key=lambda one: one.bestand):
        places = list(group)
        for melding in places[:MOST_SHOWN]:
            show_melding(melding)
        if len(places) > MOST_SHOWN:
            show_line(f"{bestand}: en nog {len(places) - MOST_SHOWN}; alles staat in json")
    for one in view.lekken.niet_doorzocht:
        show_line(tell_gesloten(one))


VOORBEELDEN = """weerbaar leaks rapport.html
weerbaar leaks uitvoer/ --district twente
weerbaar leaks uitvoer/ --strikt --zonder-namen"""
