"""`weerbaar report`: a meting, or a whole district, as a report that people read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.deliver import (
    Uitvoer,
    busy,
    make_all,
    prepare_all,
    show_made,
    write_files,
)
from weerbaar_cli.cli.nederlands import DutchCommand
from weerbaar_cli.cli.opties import (
    Basis,
    Districtnaam,
    Doelen,
    Getoond,
    Huisstijl,
    Ontvanger,
    Overzichtnaam,
    Partijtype,
    Peildatum,
    Raamwerknaam,
    Rapportbronnen,
    Sjabloon,
    Vorige,
    read_datum,
)
from weerbaar_cli.cli.publiceren import (
    hold_register,
    refuse_unpublishable,
    tell_published,
    tell_unread,
    warn_of_git,
)
from weerbaar_cli.cli.rapport import Rapport, make_rapport
from weerbaar_cli.cli.rapportvraag import Rapportvraag, refuse_mixture
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.model.doelgroep import Doelgroep, names_of

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
RAAD_OPENBAAR = (
    "Wordt dit rapport openbaar? Meld dat aan de coördinator van het district. Die zet het bij "
    "raad_openbaar in weerbaar.yaml: de rapporten over het district houden er dan rekening mee."
)
Openen = Annotated[bool, typer.Option("--open", help="Open het geschreven rapport in HTML daarna.")]


def report(
    meting: Rapportbronnen = None,
    district: Districtnaam = None,
    doelgroep: Doelgroepkeuze = None,
    partijtype: Partijtype = None,
    vorige: Vorige = None,
    raamwerk: Raamwerknaam = None,
    peildatum: Peildatum = None,
    output: Doelen = None,
    format_: Getoond = None,
    huisstijl: Huisstijl = None,
    basis: Basis = None,
    datum: Rapportdatum = None,
    open_: Openen = False,
    overzicht: Overzichtnaam = None,
    sjabloon: Sjabloon = None,
    sjabloon_start: Sjabloonstart = None,
    publiceer: Publiceer = False,
    ontvanger: Ontvanger = None,
) -> int:
    """Make a report; 2 when it cannot be made, 1 when it may not: then nothing is written."""
    paden = tuple(meting or ())
    uitvoer = Uitvoer(format_, tuple(output or ()), huisstijl, basis, sjabloon, open_)
    vraag = Rapportvraag(
        paden,
        district,
        doelgroep,
        partijtype,
        vorige,
        raamwerk,
        peildatum,
        overzicht=overzicht,
        ontvanger=ontvanger,
    )
    if sjabloon_start is not None:
        if datum is not None:
            raise _alone()
        return _start(sjabloon_start, vraag, uitvoer)
    refuse_mixture(vraag)
    if not publiceer:
        return _show(vraag, uitvoer, datum)
    refuse_unpublishable(
        doelgroep or "bestuur",
        uitvoer.paden,
        over_groep=vraag.over_groep,
        overzicht=overzicht is not None,
    )
    with hold_register(paden, district) as map_:
        return _publish(vraag, uitvoer, datum, map_)


def _show(vraag: Rapportvraag, uitvoer: Uitvoer, datum: date | None) -> int:
    """A report that nobody publishes: of one party, by name, or to look at."""
    if vraag.doelgroep == "onderzoek":
        from weerbaar_cli.cli.onderzoek import show_onderzoek  # late: rows, and no report

        return show_onderzoek(vraag, uitvoer, datum)
    klaar = prepare_all(uitvoer, zonder_namen=vraag.zonder_namen)
    with busy("Het rapport wordt gemaakt …"):
        rapport = make_rapport(vraag)
    _refuse_concept(rapport)
    shown = (rapport.as_proef() if rapport.voorlopig else rapport).on(datum)
    made = make_all(shown, klaar, rapport.verboden)
    write_files(klaar, made, rapport.pagina.doelgroep, proef=rapport.voorlopig)
    show_made(shown, klaar, made)
    tell_unread(rapport.ongelezen, publiceer=False)
    if rapport.pagina.doelgroep == "raad" and klaar.doelen:
        say(RAAD_OPENBAAR)
    return FINDINGS if rapport.ongelezen or rapport.onleesbaar else IN_ORDER


def _publish(vraag: Rapportvraag, uitvoer: Uitvoer, datum: date | None, map_: Path) -> int:
    """The final report: registered first, and taken back when a file cannot be written."""
    if vraag.doelgroep == "onderzoek":
        from weerbaar_cli.cli.onderzoek import publish_onderzoek  # late: rows, and no report

        return publish_onderzoek(vraag, uitvoer, datum, map_)
    klaar = prepare_all(uitvoer, zonder_namen=True)
    with busy("Het rapport wordt gemaakt …"):
        rapport = make_rapport(vraag).on(datum)
    tell_unread(rapport.ongelezen, publiceer=True)
    made = make_all(rapport, klaar, rapport.verboden)
    assert rapport.publicering is not None
    warn_of_git(map_)
    with rapport.publicering.enter() as new:
        write_files(klaar, made, rapport.pagina.doelgroep)
    show_made(rapport, klaar, made)
    tell_published(map_, new)
    return IN_ORDER


def _start(folder: Path, vraag: Rapportvraag, uitvoer: Uitvoer) -> int:
    """Begin a folder with templates; that makes no report."""
    from weerbaar_cli.cli.sjablonen import start_sjablonen  # late: only for this

    if vraag != Rapportvraag((), None, None, None, None, None, None) or uitvoer != Uitvoer():
        raise _alone()
    start_sjablonen(folder)
    return IN_ORDER


def _alone() -> WeerbaarError:
    tip = "Draai eerst «weerbaar report --sjabloon-start MAP», en maak daarna het rapport."
    return WeerbaarError("--sjabloon-start staat alleen: er komt geen rapport", tip=tip)


def _refuse_concept(raad: Rapport) -> None:
    """What a council has seen cannot be taken back, so it rests on what was handed in."""
    concept = raad.meting is not None and raad.meting.status == "concept"
    if raad.pagina.doelgroep == "raad" and concept:
        message = "deze meting is nog een concept; daarvan maakt weerbaar geen rapport voor de raad"
        tip = "Zet in de meting de status op ingeleverd. Zelf kijken kan met --doelgroep eigen."
        raise WeerbaarError(message, tip=tip)


def register(app: typer.Typer, text: str) -> None:
    """Add the command to the program."""
    app.command("report", cls=DutchCommand, help=text, epilog=VOORBEELDEN)(report)


VOORBEELDEN = """weerbaar report gemeente.yaml
weerbaar report gemeente.yaml --output voor-de-secretaris.html --output memo.md
weerbaar report gemeente.yaml --doelgroep raad --output raad.html
weerbaar report --district twente --publiceer --output bestuur.html
weerbaar report --sjabloon-start mijn-sjablonen
weerbaar report --overzicht riec-oost-nederland districten"""
