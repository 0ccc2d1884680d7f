"""`weerbaar intake`: a coordinator's inbox into the werkmap, and the list of who handed in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.deliver import deliver, prepare
from weerbaar_cli.cli.invullen.wijzigingen import Proefkeuze
from weerbaar_cli.cli.opties import Doelen, Getoond, read_datum
from weerbaar_cli.cli.versleutelen.versleuteld import keep_closed
from weerbaar_cli.errors import FINDINGS, IN_ORDER
from weerbaar_cli.files.schrijven import make_folder, write_all
from weerbaar_cli.files.vinden import SEALED, exists, shown_path
from weerbaar_cli.model.woorden import count_word, folder_words
from weerbaar_cli.reading.delen.postvak import Ontvangst, read_postvak
from weerbaar_cli.views.postvak import Postvakview

Postmap = Annotated[
    Path, typer.Argument(metavar="MAP", help="De map met wat er per mail kwam; die verandert niet.")
]
Doelwerkmap = Annotated[
    Path, typer.Option("--naar", metavar="WERKMAP", help="De werkmap van het district.")
]
Rondedag = Annotated[
    date | None,
    typer.Option(
        "--peildatum",
        parser=read_datum,
        metavar="DATUM",
        help="Peildatum van de ronde; standaard die van de meeste metingen die binnenkwamen.",
    ),
]


def intake(
    post: Postmap,
    naar: Doelwerkmap,
    peildatum: Rondedag = None,
    proef: Proefkeuze = False,
    format_: Getoond = None,
    output: Doelen = None,
) -> int:
    """Show what happens with each file, and give what can be used its place; never over another."""
    klaar = prepare(format_, output)
    ontvangst = read_postvak(post, naar, peildatum)
    if not proef:
        plain = (one.doel for one in ontvangst.plaatsingen if not one.doel.name.endswith(SEALED))
        keep_closed(plain)
    deliver(Postvakview(ontvangst.postvak), klaar)
    number = count_word(len(ontvangst.plaatsingen), "meting", "metingen")
    if proef:
        say("Dit is een proef: er is niets veranderd in de werkmap.")
    elif ontvangst.plaatsingen:
        _write(ontvangst)
        say(f"Geschreven: {number} in {folder_words(ontvangst.postvak.werkmap)}.")
    else:
        say("Er is niets nieuws om te plaatsen.")
    return FINDINGS if ontvangst.postvak.with_uitkomst("geweigerd", "anders") else IN_ORDER


def _write(ontvangst: Ontvangst) -> None:
    """All of them, or none; what is there was looked at, and may have come since."""
    files = [one for one in ontvangst.plaatsingen if not exists(str(one.doel))]
    for folder in {one.doel.parent for one in files}:
        make_folder(folder)
    write_all([(one.doel, one.inhoud, shown_path(one.doel)) for one in files], private=False)


VOORBEELDEN = """weerbaar intake postvak --naar . --proef
weerbaar intake postvak --naar .
weerbaar intake postvak --naar . --peildatum 2024-01-31 --output wie.xlsx"""
