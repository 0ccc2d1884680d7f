"""The report for everyone: response, themas and programme.

Who reads it need not mean well, so it shows less than the promise allows. A norm that
few parties meet, a cause that many share, and what lapses soon are each a weak spot of the whole
district; they stay with the board. A thema is broad enough to be accountable for, and too broad to
be of use to a criminal. Movement is told per thema for the same reason. What the board has yet to
decide is for the board to make public.
"""

from __future__ import annotations

from dataclasses import dataclass

from weerbaar_cli.blad.blad import Alinea, Blad, Blok, Cijfer, Kerncijfers, Sectie
from weerbaar_cli.blad.view import Rapportview
from weerbaar_cli.model.uitkomsten.groepsafleiding import Groepsrapport, Themastand, make_themas
from weerbaar_cli.views.groep.besluit import deadline_words, make_projecten
from weerbaar_cli.views.groep.data import Openbaardata, openbaar_data
from weerbaar_cli.views.groep.stand import (
    behaald_cijfer,
    behaald_sentence,
    make_themagrafiek,
    other_kind,
    stand_sentence,
    why_not,
)
from weerbaar_cli.views.groep.woorden import make_blad, make_kort_lezen, make_taal


@dataclass(frozen=True)
class Openbaarview(Rapportview):
    """The report for everyone."""

    rapport: Groepsrapport

    def blad(self) -> Blad:
        """The page."""
        return make_openbaar(self.rapport)

    def data(self) -> Openbaardata:
        """The same figures, for programs."""
        return openbaar_data(self.rapport)


def make_openbaar(rapport: Groepsrapport) -> Blad:
    """What everyone may know."""
    themas = make_themas(rapport)
    programma = make_projecten(rapport)
    secties = (
        Sectie("In het kort", "kort", _kort(rapport, themas)),
        Sectie("Stand per thema", "themas", _themas(rapport, themas)),
        *((programma,) if programma is not None else ()),
        make_kort_lezen(rapport),
    )
    return make_blad(rapport, "openbaar", "iedereen", secties)


def _kort(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> tuple[Blok, ...]:
    nu, taal = rapport.beeld.nu, make_taal(rapport)
    cijfers = [
        Cijfer(f"{nu.ingeleverd} van {nu.leden}", f"{taal.partijen} leverden in"),
        *behaald_cijfer(rapport),
    ]
    if (left := deadline_words(rapport)) is not None:
        cijfers.append(Cijfer(*left))
    words = f"{behaald_sentence(rapport)} {stand_sentence(rapport, themas)}"
    return (Kerncijfers(tuple(cijfers)), Alinea(_aim(rapport)), Alinea(words))


def _aim(rapport: Groepsrapport) -> str:
    """What this is about, for who never heard of it."""
    raamwerk, taal = rapport.raamwerk, make_taal(rapport)
    return (
        f"«{raamwerk.titel}» telt {raamwerk.aantal_normen} normen in {len(raamwerk.themas)} "
        f"thema’s. Daarmee werken de {taal.partijen} aan hun weerbaarheid tegen ondermijnende "
        "criminaliteit."
    )


def _themas(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> tuple[Blok, ...]:
    beeld = rapport.beeld
    blokken = make_themagrafiek(rapport, themas)
    if beeld.vorige is None or not beeld.zelfde_groep:
        return (*blokken, Alinea(why_not(beeld, make_taal(rapport))))
    if beeld.vorige.soort != beeld.nu.soort:
        return (*blokken, Alinea(other_kind(beeld.vorige.soort, beeld.nu.soort)))
    return blokken
