"""`weerbaar verify`: make a report again from its metingen, and name the first difference."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from weerbaar_cli import __version__
from weerbaar_cli.cli.console import in_ci, say
from weerbaar_cli.cli.deliver import Uitvoer, annotate, deliver, prepare, read_opmaak, refuse_unfit
from weerbaar_cli.cli.opties import (
    Districtnaam,
    Doelen,
    Getoond,
    Raamwerknaam,
)
from weerbaar_cli.cli.rapporten.opties import (
    Basis,
    Huisstijl,
    Overzichtnaam,
    Partijtype,
    Rapportbronnen,
    Sjabloon,
    Vorige,
)
from weerbaar_cli.cli.rapporten.rapport import Rapport, make_rapport
from weerbaar_cli.cli.rapporten.rapportvraag import (
    OVERZICHTDOELEN,
    Rapportvraag,
    refuse_mixture,
)
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.files.vinden import exists, not_there
from weerbaar_cli.formats.vormen import Opmaak, vorm_of, write
from weerbaar_cli.model.csvtekst import BOM
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.uitkomsten.waarmerk import Uitslag
from weerbaar_cli.reading.waarmerk import (
    Bestaand,
    add_words,
    compare_words,
    differing_code,
    read_bestaand,
)
from weerbaar_cli.views.waarmerk import Uitslagview

Rapportbestand = Annotated[
    Path, typer.Argument(metavar="RAPPORT", readable=False, help="Het rapport dat u controleert.")
]


def verify(
    rapport: Rapportbestand,
    meting: Rapportbronnen = None,
    district: Districtnaam = None,
    vorige: Vorige = None,
    raamwerk: Raamwerknaam = None,
    partijtype: Partijtype = None,
    huisstijl: Huisstijl = None,
    basis: Basis = None,
    format_: Getoond = None,
    output: Doelen = None,
    overzicht: Overzichtnaam = None,
    sjabloon: Sjabloon = None,
) -> int:
    """Check a report; 1 when it differs, 2 when it cannot be checked. Nothing is published."""
    if not exists(str(rapport)):  # also when its ending is of no form
        raise not_there(rapport)
    klaar = prepare(format_, output, ook=vorm_of(rapport), gelezen=[rapport, *(meting or ())])
    bestaand = read_bestaand(rapport)
    vraag = Rapportvraag(
        tuple(meting or ()),
        district,
        bestaand.doelgroep,
        partijtype,
        vorige,
        raamwerk,
        bestaand.waarmerk.peildatum,
        overzicht=overzicht,
    )
    refuse_mixture(vraag._replace(peildatum=None))  # that is of the report itself
    _refuse_overzicht(vraag, bestaand)
    _refuse_without_meting(vraag, bestaand)
    uitvoer = Uitvoer(None, (rapport,), huisstijl=huisstijl, basis=basis, sjabloon=sjabloon)
    refuse_unfit(uitvoer, uitvoer.vormen())
    opmaak = read_opmaak(uitvoer, zonder_namen=vraag.over_groep)
    opmaak = replace(opmaak, csv_nl=bestaand.inhoud.startswith(BOM.encode()))
    again = make_rapport(vraag, naslag=True)
    uitslag = compare_rapport(bestaand, again, opmaak)
    view = Uitslagview(uitslag, again.pagina, clean(rapport.name, 200))
    deliver(view, klaar)
    for one in view.meldingen if in_ci() else ():
        say(f"{one.bestand}: {one.bericht}")
        annotate(one)
    if (versie := bestaand.waarmerk.weerbaar) != __version__:
        say(f"Het rapport is gemaakt met weerbaar {versie}; dit is {__version__}.")
    return IN_ORDER if uitslag.klopt else FINDINGS


def _refuse_overzicht(vraag: Rapportvraag, bestaand: Bestaand) -> None:
    """Raise for an overview that is not said to be one: no werkmap has what it was made from."""
    if vraag.overzicht is not None or vraag.district is not None:
        return
    # Of a district there is always a code of how it read its raamwerk.
    if vraag.doelgroep in OVERZICHTDOELEN and bestaand.waarmerk.afdruk("lezing") is None:
        tip = f"Zeg van welke: weerbaar verify {clean(bestaand.pad.name, 200)} --overzicht NAAM."
        raise WeerbaarError("dit rapport is een overzicht over meer districten", tip=tip)


def _refuse_without_meting(vraag: Rapportvraag, bestaand: Bestaand) -> None:
    """A note may be about one organisation or a group; only the first has codes of metingen."""
    about_one = not vraag.over_groep or (
        vraag.doelgroep == "notitie" and bestaand.waarmerk.afdruk("metingen") is not None
    )
    if about_one and not vraag.paden:
        message = "noem ook de meting waaruit dit rapport is gemaakt"
        tip = f"Bijvoorbeeld: weerbaar verify {clean(bestaand.pad.name, 200)} gemeente.yaml."
        raise WeerbaarError(message, tip=tip)


def compare_rapport(bestaand: Bestaand, rapport: Rapport, opmaak: Opmaak) -> Uitslag:
    """The first difference: of the codes in their order, then of the words."""
    old, vorm = bestaand.waarmerk, vorm_of(bestaand.pad)
    found = differing_code(old, rapport.waarmerk, tegengehouden=rapport.tegengehouden)
    if found is None:
        return compare_words(bestaand, write(vorm, rapport.on(old.datum), opmaak).inhoud)
    again = write(vorm, rapport.on(old.datum, old), opmaak).inhoud
    naam = rapport.meting.naam if rapport.meting is not None else ""
    return add_words(found, bestaand, again, naam, openbaar=not rapport.verboden)


VOORBEELDEN = """weerbaar verify secretaris.html gemeente.yaml
weerbaar verify memo.docx gemeente.yaml --vorige 2023.yaml"""
