"""The report for the board of a district: one page first, then the detail; no party in it."""

from __future__ import annotations

from dataclasses import dataclass

from weerbaar_cli.blad.blad import (
    Aanhaling,
    Alinea,
    Blad,
    Blok,
    Kader,
    Kolom,
    Lijst,
    Sectie,
    Sterk,
    Stuk,
    Tabel,
    Verwijzing,
)
from weerbaar_cli.blad.view import Rapportview
from weerbaar_cli.model.uitkomsten.groepsafleiding import (
    Groepsrapport,
    Themastand,
    find_draden,
    make_themas,
)
from weerbaar_cli.views.groep.besluit import (
    BESLUITEN,
    VOORUIT,
    besluiten,
    make_programmas,
    make_vooruit,
    make_vragen,
    vooruit_sentence,
)
from weerbaar_cli.views.groep.data import Groepsdata, groep_data
from weerbaar_cli.views.groep.stand import (
    BEWEGING,
    behaald_sentence,
    beweging_sentence,
    make_beweging,
    make_kerncijfers,
    make_normsecties,
    make_omvangen,
    make_themagrafiek,
    response_kader,
    stand_sentence,
)
from weerbaar_cli.views.groep.woorden import (
    Taal,
    make_blad,
    make_lezen,
    make_taal,
    name_of,
    refer,
    tal_sentence,
    tal_words,
)

DRADEN = ("Rode draden", "rode-draden")  # the chapter and its anchor
MOST_DRADEN = 3


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
        (
            name_of(rapport, one.feit),
            one.norm.id,
            tal_sentence(one.aantal, taal),
        )
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
        return groep_data(self.rapport, "bestuur")


def make_bestuur(rapport: Groepsrapport) -> Blad:
    """All that a board needs to decide."""
    themas, taal = make_themas(rapport), make_taal(rapport)
    programma = make_programmas(rapport, themas)
    secties = (
        _kort(rapport, themas),
        # The first page is for who has two minutes.
        Sectie(
            "Stand per thema",
            "themas",
            make_themagrafiek(rapport, themas),
            nieuwe_bladzijde=True,
        ),
        make_beweging(rapport, themas),
        make_draden(rapport),
        make_vooruit(rapport),
        *((programma,) if programma is not None else ()),
        make_vragen(rapport),
        Sectie("Stand per norm", "normen", delen=make_normsecties(rapport, themas)),
        make_lezen(rapport),
    )
    return make_blad(rapport, "bestuur", taal.overleg, secties)


def _kort(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> Sectie:
    blokken: tuple[Blok, ...] = (
        make_kerncijfers(rapport, themas),
        *response_kader(rapport),
        Alinea(f"{behaald_sentence(rapport)} {stand_sentence(rapport, themas)}"),
        make_omvangen(rapport, themas),
        Lijst(_points(rapport, themas)),
        *_gevraagd(rapport),
    )
    return Sectie("In het kort", "kort", blokken)


def _points(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> tuple[tuple[Stuk, ...], ...]:
    """Movement, causes and what is to come, each with the way to its chapter."""
    moved = beweging_sentence(rapport, themas)
    ahead = vooruit_sentence(rapport)
    return (
        (Sterk("Veranderd."), f" {moved}", *refer(*BEWEGING)),
        _draden(rapport),
        (Sterk("Wat eraan komt."), f" {ahead}", *refer(*VOORUIT)),
    )


def _draden(rapport: Groepsrapport) -> tuple[Stuk, ...]:
    taal, draden = make_taal(rapport), find_draden(rapport)[:MOST_DRADEN]
    parts: list[Stuk] = [Sterk("Rode draden.")]
    if not draden:
        parts.append(f" Geen oorzaak speelt zichtbaar bij meerdere {taal.partijen}.")
    for one in draden:
        words = f" (norm {one.norm.id}): nodig bij {tal_words(one.aantal, taal)}."
        parts += [" ", Aanhaling(name_of(rapport, one.feit)), words]
    return (*parts, *refer(*DRADEN))


def _gevraagd(rapport: Groepsrapport) -> tuple[Kader, ...]:
    asked = besluiten(rapport)
    if not asked:
        return ()
    more = ("Meer bij: ", Verwijzing(*BESLUITEN))
    return (Kader("uitleg", "Wat wij u vragen", (Lijst(asked), Alinea(more))),)
