"""The last part of every report: the codes by which it can be checked."""

from __future__ import annotations

import json
from dataclasses import replace

from weerbaar_cli.model.waarmerk import Waarmerk, take_afdruk
from weerbaar_cli.report.blad import Alinea, Begrippen, Blad, Sectie
from weerbaar_cli.report.bladdata import Omzetter

ANKER = "waarmerk"
KOP = "Waarmerk"
UITLEG = (
    "Met deze codes is na te gaan of dit rapport klopt: «weerbaar verify» maakt het opnieuw uit "
    "de metingen en noemt het eerste verschil."
)
GROEP = "De codes van dit rapport zeggen niets over één partij, ook niet wie ze probeert te raden."
WOORDEN = {
    "programma": "Versie van weerbaar",
    "doelgroep": "Doelgroep",
    "peildatum": "Peildatum",
    "datum": "Datum van het rapport",
    "raamwerk": "Raamwerk",
    "lezing": "Lezingen van het raamwerk",
    "feiten": "Feiten en vragen",
    "ankers": "Wetswijzigingen",
    "metingen": "Metingen",
    "inhoud": "Inhoud van dit rapport",
}
# «programma» is the version of weerbaar here; the regional one has a name of its own.
REGIONAAL = "Regionaal programma"


def take_inhoud(blad: Blad) -> str:
    """The hash of what a report tells; its date and footer say by what it was made."""
    told = replace(blad, datum=blad.datum.min, voet=())
    data = Omzetter(str, lambda _: "").convert(told)
    return take_afdruk([json.dumps(data, ensure_ascii=False, sort_keys=True)])


def add_waarmerk(blad: Blad, waarmerk: Waarmerk) -> Blad:
    """The report with its codes at the end."""
    codes = list(waarmerk.codes())
    paren = tuple((_name(place, word), code) for place, (word, code) in enumerate(codes))
    hidden = waarmerk.afdruk("metingen") is None
    alineas = (Alinea(UITLEG), *((Alinea(GROEP),) if hidden else ()))
    sectie = Sectie(KOP, ANKER, (*alineas, Begrippen(paren)))
    return replace(blad, secties=(*blad.secties, sectie))


def _name(place: int, word: str) -> str:
    return REGIONAAL if word == "programma" and place else WOORDEN[word]
