"""`weerbaar report`: a meting, or a whole district, as a report that people read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

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
    Districtnaam,
    Doelen,
    Getoond,
    Peildatum,
    Raamwerknaam,
    read_datum,
)
from weerbaar_cli.cli.overzichtvraag import refuse_beside_overzicht
from weerbaar_cli.cli.publiceren import (
    hold_register,
    refuse_unpublishable,
    tell_published,
    tell_unread,
    warn_of_git,
)
from weerbaar_cli.cli.rapport import Rapport
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.model.doelgroep import DOELGROEPEN, Doelgroep
from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepsdoel
from weerbaar_cli.reading.districtmap import is_dir

Paden = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="METING",
        readable=False,
        help="Een meting; bij --district een werkmap, bij --overzicht rapporten in JSON.",
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
Doelgroepkeuze = Annotated[
    Doelgroep | None,
    typer.Option(
        "--doelgroep",
        help="Voor wie. Bij een meting: eigen (zo is het al), notitie of raad. Bij een district: "
        "bestuur (zo is het al), notitie, openbaar, coordinator of onderzoek.",
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
Sjabloonstart = Annotated[
    Path | None,
    typer.Option(
        "--sjabloon-start",
        metavar="MAP",
        help="Zet de gewone sjablonen in een nieuwe map, om mee te beginnen. Maakt geen rapport.",
    ),
]
Datum = Annotated[
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


def report(
    meting: Paden = None,
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
    datum: Datum = None,
    open_: Openen = False,
    overzicht: Overzichtnaam = None,
    sjabloon: Sjabloon = None,
    sjabloon_start: Sjabloonstart = None,
    publiceer: Publiceer = False,
) -> int:
    """Make a report; 2 when it cannot be made, 1 when it may not: then nothing is written."""
    paden = tuple(meting or ())
    uitvoer = Uitvoer(format_, tuple(output or ()), huisstijl, basis, sjabloon, open_)
    vraag = Vraag(
        paden, district, doelgroep, partijtype, vorige, raamwerk, peildatum, overzicht=overzicht
    )
    if sjabloon_start is not None:
        if datum is not None:
            raise _alone()
        return _start(sjabloon_start, vraag, uitvoer)
    _refuse_mixture(vraag)
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


def _show(vraag: Vraag, uitvoer: Uitvoer, datum: date | None) -> int:
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
    besloten = rapport.voorlopig or DOELGROEPEN[rapport.pagina.doelgroep].besloten
    write_files(klaar, made, besloten=besloten)
    show_made(shown, klaar, made)
    tell_unread(rapport.ongelezen, publiceer=False)
    return FINDINGS if rapport.ongelezen else IN_ORDER


def _publish(vraag: Vraag, uitvoer: Uitvoer, datum: date | None, map_: Path) -> int:
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
        write_files(klaar, made)
    show_made(rapport, klaar, made)
    tell_published(map_, new)
    return IN_ORDER


@dataclass(frozen=True)
class Vraag:
    """Of whom a report is asked, for whom, and by what."""

    paden: tuple[Path, ...]
    district: str | None
    doelgroep: Doelgroep | None
    partijtype: str | None
    vorige: Path | None
    raamwerk: str | None
    peildatum: date | None
    overzicht: str | None = None

    @property
    def over_groep(self) -> bool:
        """Whether the report is about more than one organisation."""
        if (self.district or self.overzicht) is not None:
            return True
        if self.doelgroep == "notitie":
            return not self.paden or is_dir(self.paden[0])
        return self.doelgroep is not None and "meting" not in DOELGROEPEN[self.doelgroep].over

    @property
    def zonder_namen(self) -> bool:
        """Whether nothing that is said of it may name a party, or a folder called after one."""
        return self.over_groep and not DOELGROEPEN[self.doelgroep or "bestuur"].noemt


def _refuse_mixture(vraag: Vraag) -> None:
    """Options that say nothing together."""
    if vraag.overzicht is not None:
        refuse_beside_overzicht(vraag)
    doelgroep = vraag.doelgroep or "bestuur"
    if vraag.district is not None and "district" not in DOELGROEPEN[doelgroep].over:
        tip = "Laat --district weg en noem de meting, of kies een andere --doelgroep."
        message = f"een rapport «{doelgroep}» gaat over één meting, niet over een district"
        raise WeerbaarError(message, tip=tip)
    if vraag.over_groep and vraag.vorige is not None:
        tip = "Laat --vorige weg: van een district zoekt weerbaar de vorige ronde zelf op."
        raise WeerbaarError("--vorige hoort bij het rapport van één meting", tip=tip)
    named = vraag.doelgroep in ("coordinator", "onderzoek")
    if vraag.partijtype is not None and (not vraag.over_groep or named):
        tip = "Kies ook --district, met --doelgroep bestuur of openbaar."
        raise WeerbaarError("--partijtype hoort bij een rapport zonder namen", tip=tip)


def _start(folder: Path, vraag: Vraag, uitvoer: Uitvoer) -> int:
    """Begin a folder with templates; that makes no report."""
    from weerbaar_cli.cli.sjablonen import start_sjablonen  # late: only for this

    if vraag != Vraag((), None, None, None, None, None, None) or uitvoer != Uitvoer():
        raise _alone()
    start_sjablonen(folder)
    return IN_ORDER


def _alone() -> WeerbaarError:
    tip = "Draai eerst «weerbaar report --sjabloon-start MAP», en maak daarna het rapport."
    return WeerbaarError("--sjabloon-start staat alleen: er komt geen rapport", tip=tip)


def make_rapport(vraag: Vraag) -> Rapport:
    """The report of one meting, of a group, or of several groups."""
    if vraag.overzicht is not None:
        from weerbaar_cli.cli.rapport_overzicht import make_overzichtsrapport  # late: as below

        doelgroep: Groepsdoel = "openbaar" if vraag.doelgroep == "openbaar" else "bestuur"
        return make_overzichtsrapport(vraag.paden, vraag.overzicht, doelgroep)
    if not vraag.over_groep:
        from weerbaar_cli.cli.rapport_eigen import make_eigen  # late: only for this one

        asked = vraag.vorige, vraag.raamwerk, vraag.peildatum
        return make_eigen(vraag.paden, *asked, vraag.doelgroep or "eigen")
    from weerbaar_cli.cli.rapport_groep import make_groep  # late: it brings pandas

    return make_groep(
        vraag.paden,
        vraag.district,
        vraag.doelgroep or "bestuur",
        vraag.raamwerk,
        vraag.peildatum,
        vraag.partijtype,
    )


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
