"""`weerbaar form`: a page in which people fill in a meting, as one file that opens in a browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.opties import (
    Metingsoortkeuze,
    Raamwerkkeuze,
    Rolkeuze,
    Voorganger,
    complete_partij,
    read_datum,
)
from weerbaar_cli.cli.versleutelen.versleuteld import keep_closed
from weerbaar_cli.errors import IN_ORDER, WeerbaarError
from weerbaar_cli.files.schrijven import write_new
from weerbaar_cli.files.sjablonen import read_app, read_pagina
from weerbaar_cli.files.vinden import shown_path
from weerbaar_cli.formats.formulier import make_page, with_vragenlijst
from weerbaar_cli.invullen.vragenlijst import Invulvragen
from weerbaar_cli.model.woorden import count_word
from weerbaar_cli.reading.opzet import Opzetvraag
from weerbaar_cli.reading.vragenlijst import read_formulier

Invulpagina = Annotated[
    Path, typer.Option("--output", metavar="BESTAND", help="Waar de pagina komt te staan (.html).")
]
Vooralvast = Annotated[
    str | None,
    typer.Option(
        "--organisatie",
        metavar="NAAM",
        help="Naam of code van de organisatie; zonder vult ieder die zelf in.",
        autocompletion=complete_partij,
    ),
]
Formulierdag = Annotated[
    date | None,
    typer.Option(
        "--peildatum",
        parser=read_datum,
        metavar="DATUM",
        help="Peildatum; standaard vandaag, en zonder organisatie kiest ieder die zelf.",
    ),
]
Licht = Annotated[
    bool, typer.Option("--licht", help="Een kleine pagina voor in de mail, die geen oordeel geeft.")
]
Pagina = Annotated[
    Path | None,
    typer.Option("--app", metavar="BESTAND", help="De pagina met de rekenkern, van ‘make app’."),
]
VERTROUWELIJK = (
    "en mail het niet zomaar: er staan gegevens van een organisatie in. Verstuur het zoals u "
    "vertrouwelijke stukken verstuurt"
)
NO_PAGE = (
    "Installeer het pakket weerbaar-pagina, of maak haar in een kloon met «make app» en noem haar "
    "met --app. Met --licht maakt u de kleine pagina zonder oordeel."
)


def form(
    output: Invulpagina,
    organisatie: Vooralvast = None,
    raamwerk: Raamwerkkeuze = None,
    rol: Rolkeuze = None,
    soort: Metingsoortkeuze = "zelfscan",
    peildatum: Formulierdag = None,
    van: Voorganger = None,
    licht: Licht = False,
    app: Pagina = None,
) -> int:
    """Write the page; it never overwrites."""
    if output.suffix.lower() not in (".html", ".htm"):
        raise WeerbaarError("een pagina eindigt op .html", tip="Schrijf --output formulier.html.")
    if licht and app is not None:
        message = "--app hoort bij de pagina met de rekenkern, en --licht maakt de kleine"
        raise WeerbaarError(message, tip="Kies een van beide.")
    built = None if licht else read_pagina(app)
    if built is None and not licht:
        raise WeerbaarError("de pagina met de rekenkern is hier niet", tip=NO_PAGE)
    asked = Opzetvraag(organisatie or "", raamwerk or (), soort, peildatum, None, van)
    vragen = read_formulier(asked, rol or ())
    keep_closed([output] if van is not None else [])
    # The full page takes the files of the werkmap along, with facts that are shared in it.
    private = van is not None or built is not None
    write_new(output, _page(vragen, built), private=private)
    _tell(output, vragen if built is not None else vragen.model_copy(update={"werkmap": None}))
    return IN_ORDER


def _page(vragen: Invulvragen, built: str | None) -> str:
    if built is not None:
        return with_vragenlijst(built, vragen.model_dump_json())
    return make_page(read_app(), vragen.model_dump_json(exclude={"meting", "werkmap"}))


def _tell(output: Path, vragen: Invulvragen) -> None:
    titels = " en ".join(one.titel for one in vragen.raamwerken)
    questions = count_word(len(vragen.feiten), "vraag", "vragen")
    say(f"Gemaakt: {shown_path(output)} met {questions} voor {titels}")
    filled = vragen.antwoorden or vragen.vorige or vragen.werkmap
    how = VERTROUWELIJK if filled and not vragen.fictief else "of mail het"
    say(f"  → Open het bestand in een browser, {how}. Wie het invult, bewaart een meting.")


VOORBEELDEN = """weerbaar form --raamwerk twente-basis-op-orde --licht --output formulier.html
weerbaar form --organisatie Voorbeeldstad --licht --output voorbeeldstad.html
weerbaar form --organisatie Voorbeeldstad --rol gemeentesecretaris --licht --output deel.html
weerbaar form --van metingen/januari.yaml --licht --output juli.html"""
