"""The report for the board of a district: one page first, then the detail; no party in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from weerbaar_cli.blad.blad import (
    Alinea,
    Blad,
    Blok,
    Kolom,
    Lijst,
    Sectie,
    Sterk,
    Stuk,
    Tabel,
)
from weerbaar_cli.blad.view import Rapportview
from weerbaar_cli.model.uitkomsten.groepsafleiding import (
    Groepsrapport,
    Themastand,
    find_draden,
    make_themas,
)
from weerbaar_cli.views.groep.besluit import (
    VOORUIT,
    make_besluiten,
    make_keuzes,
    make_programmas,
    make_vooruit,
    vooruit_sentence,
)
from weerbaar_cli.views.groep.stand import (
    NORMEN,
    behaald_sentence,
    beweging_sentence,
    make_kerncijfers,
    make_normen,
    make_normteksten,
    make_response,
    omvangen,
    stand_sentence,
)
from weerbaar_cli.views.groep.woorden import (
    Taal,
    draad_words,
    make_blad,
    make_lezen,
    make_taal,
    name_of,
    refer,
    tal_sentence,
)

if TYPE_CHECKING:
    from weerbaar_cli.views.groep.data import Groepsdata

DRADEN = ("Rode draden", "rode-draden")  # the chapter and its anchor
MOST_DRADEN = 3
MOST_VERLOOP = 10  # by name on page one
TEKSTEN = ("Bijlage: de tekst van de normen", "normteksten")


def make_draden(rapport: Groepsrapport) -> Sectie:
    """The chapter on shared causes."""
    return Sectie(*DRADEN, _blokken(rapport))


def _blokken(rapport: Groepsrapport) -> tuple[Blok, ...]:
    taal, draden = make_taal(rapport), find_draden(rapport)
    if not draden:
        words = f"Er is geen oorzaak die zichtbaar bij meerdere {taal.partijen} speelt."
        return (Alinea(words), Alinea(_how_chosen(taal)))
    intro = (
        f"Dit hebben meerdere {taal.partijen} nog nodig. Samen oppakken kan tijd en geld schelen."
    )
    rijen = tuple(
        (name_of(rapport.catalogus, one.feit), one.norm.id, tal_sentence(one.aantal, taal))
        for one in draden
    )
    kolommen = (Kolom("Wat nodig is"), Kolom("Norm"), Kolom("Nodig bij"))
    caption = f"Wat meerdere {taal.partijen} nog nodig hebben"
    return (Alinea(intro), Tabel(caption, kolommen, rijen), Alinea(_how_chosen(taal)))


def _how_chosen(taal: Taal) -> str:
    return (
        "Per norm staat hier hoogstens één oorzaak, en elk feit staat onder één norm. Wat geen of "
        f"een paar {taal.partijen} nodig hebben, staat er niet bij."
    )


@dataclass(frozen=True)
class Bestuurview(Rapportview):
    """The report for the board of a district."""

    rapport: Groepsrapport

    def blad(self) -> Blad:
        """The page."""
        return make_bestuur(self.rapport)

    def data(self) -> Groepsdata:
        """The same figures, for programs."""
        from weerbaar_cli.views.groep.data import groep_data  # late: only programs need it

        return groep_data(self.rapport, "bestuur")


def make_bestuur(rapport: Groepsrapport) -> Blad:
    """All that a board needs to decide: on the first page the answer and what is asked of it."""
    themas, taal = make_themas(rapport), make_taal(rapport)
    programma, keuzes = make_programmas(rapport), make_keuzes(rapport)
    secties = (
        Sectie("In het kort", "kort", _kort(rapport, themas)),
        make_besluiten(rapport),
        make_normen(rapport, themas),
        make_vooruit(rapport),
        make_draden(rapport),
        *((programma,) if programma is not None else ()),
        make_lezen(rapport),
        *((keuzes,) if keuzes is not None else ()),
        Sectie(*TEKSTEN, (make_normteksten(rapport, themas),)),
    )
    return make_blad(rapport, "bestuur", taal.overleg, secties)


def _kort(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> tuple[Blok, ...]:
    return (
        make_kerncijfers(rapport, themas),
        make_response(rapport),
        Alinea(f"{behaald_sentence(rapport)} {stand_sentence(rapport, themas)}"),
        Lijst((*omvangen(rapport, themas), *_points(rapport, themas))),
    )


def _points(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> tuple[tuple[Stuk, ...], ...]:
    """Movement, what is to come and causes, each with the way to its chapter."""
    moved = beweging_sentence(rapport, themas)
    ahead = vooruit_sentence(rapport, MOST_VERLOOP)
    return (
        (Sterk("Veranderd."), f" {moved}", *refer(*NORMEN)),
        (Sterk("Wat eraan komt."), f" {ahead}", *refer(*VOORUIT)),
        _draden(rapport),
    )


def _draden(rapport: Groepsrapport) -> tuple[Stuk, ...]:
    taal, draden = make_taal(rapport), find_draden(rapport)[:MOST_DRADEN]
    words = "; ".join(draad_words(rapport, one) for one in draden)
    said = words or f"Geen oorzaak speelt zichtbaar bij meerdere {taal.partijen}"
    return (Sterk("Rode draden."), f" {said}.", *refer(*DRADEN))
