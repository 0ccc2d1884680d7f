"""The last part of every report: the codes by which it can be checked."""

from __future__ import annotations

import json
from dataclasses import replace

from weerbaar_cli.blad.blad import Alinea, Blad, Kolom, Sectie, Tabel
from weerbaar_cli.blad.data import Omzetter
from weerbaar_cli.blad.waarmerk import ANKER, KOP
from weerbaar_cli.model.uitkomsten.waarmerk import EERSTE, Onderdeel, Waarmerk, take_afdruk

UITLEG = (
    "Met deze codes is na te gaan of dit rapport klopt: «weerbaar verify» maakt het opnieuw en "
    "noemt het eerste verschil."
)
GROEP = (
    "De codes van dit rapport zeggen niets over één partij, ook niet aan wie ze probeert te raden."
)
RAAD = (
    "De codes van dit rapport zeggen niets over wat hier niet staat, ook niet aan wie het "
    "probeert te raden."
)
WOORDEN: dict[Onderdeel | str, str] = {
    "weerbaar": EERSTE,
    "doelgroep": "Doelgroep",
    "peildatum": "Peildatum",
    "datum": "Datum van het rapport",
    "raamwerk": "Raamwerk",
    "lezing": "Lezingen van het raamwerk",
    "feiten": "Feiten en vragen",
    "ankers": "Wetswijzigingen",
    "programma": "Regionaal programma",
    "metingen": "Metingen",
    "inhoud": "Inhoud van dit rapport",
}


def take_inhoud(blad: Blad) -> str:
    """The hash of what a report tells; its date and footer say by what it was made."""
    told = replace(blad, datum=blad.datum.min, voet=())
    data = Omzetter(str, lambda _: "").convert(told)
    return take_afdruk([json.dumps(data, ensure_ascii=False, sort_keys=True)])


def add_waarmerk(blad: Blad, waarmerk: Waarmerk) -> Blad:
    """The report with its codes at the end; those of a note of one page stand in its footer."""
    if blad.een_bladzijde:
        codes = " ".join(code for _, code in waarmerk.codes())
        return replace(blad, voet=(*blad.voet, f"{KOP} (voor «weerbaar verify»): {codes}"))
    rijen = tuple((WOORDEN[word], code) for word, code in waarmerk.codes())
    tabel = Tabel("De codes van dit rapport", (Kolom("Van"), Kolom("Code")), rijen)
    hidden = waarmerk.afdruk("metingen") is None
    note = RAAD if blad.doelgroep == "raad" else GROEP
    alineas = (Alinea(UITLEG), *((Alinea(note),) if hidden else ()))
    sectie = Sectie(KOP, ANKER, (*alineas, tabel))
    return replace(blad, secties=(*blad.secties, sectie))
