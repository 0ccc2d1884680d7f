"""The report for everyone: response, themas and programme.

Who reads it need not mean well, so it shows less than the promise allows. A norm that
few parties meet, a cause that many share, and what lapses soon are each a weak spot of the whole
district; they stay with the board. A thema is broad enough to be accountable for, and too broad to
be of use to a criminal. Movement is told per thema for the same reason. What the board has yet to
decide is for the board to make public.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from weerbaar_cli.blad.blad import Alinea, Blad, Blok, Cijfer, Kerncijfers, Sectie, Sterk
from weerbaar_cli.blad.view import Rapportview
from weerbaar_cli.model.uitkomsten.groepsafleiding import (
    Groepsrapport,
    Themastand,
    make_themas,
    total_of,
)
from weerbaar_cli.views.begrippen import explain_words
from weerbaar_cli.views.groep.besluit import deadline_words, make_projecten
from weerbaar_cli.views.groep.stand import (
    behaald_cijfer,
    behaald_sentence,
    make_themagrafiek,
    other_kind,
    stand_sentence,
    why_not,
)
from weerbaar_cli.views.groep.woorden import (
    NORM,
    make_blad,
    make_kort_lezen,
    make_openbare_normen,
    make_taal,
    share_words,
)

if TYPE_CHECKING:
    from weerbaar_cli.views.groep.data import Openbaardata


@dataclass(frozen=True)
class Openbaarview(Rapportview):
    """The report for everyone."""

    rapport: Groepsrapport

    def blad(self) -> Blad:
        """The page."""
        return make_openbaar(self.rapport)

    def data(self) -> Openbaardata:
        """The same figures, for programs."""
        from weerbaar_cli.views.groep.data import openbaar_data  # late: only programs need it

        return openbaar_data(self.rapport)


def make_openbaar(rapport: Groepsrapport) -> Blad:
    """What everyone may know."""
    themas = make_themas(rapport)
    programma = make_projecten(rapport)
    secties = (
        Sectie("In het kort", "kort", _kort(rapport, themas)),
        Sectie("Stand per thema", "themas", _themas(rapport, themas)),
        *((programma,) if programma is not None else ()),
        make_openbare_normen(rapport.raamwerk),
        make_kort_lezen(rapport),
    )
    blad = make_blad(rapport, "openbaar", "iedereen", secties)
    meting = ("Meting", rapport.beeld.nu.soort)
    return explain_words(replace(blad, kenmerken=(*blad.kenmerken, meting)), "lezen")


def _kort(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> tuple[Blok, ...]:
    nu, taal = rapport.beeld.nu, make_taal(rapport)
    cijfers = [
        behaald_cijfer(rapport),
        Cijfer(f"{nu.ingeleverd} van {nu.leden}", f"{taal.partijen} leverden in"),
    ]
    if (left := deadline_words(rapport)) is not None:
        cijfers.append(Cijfer(*left))
    return (
        Alinea(Sterk(_answer(rapport, themas))),
        Kerncijfers(tuple(cijfers)),
        Alinea(f"{_aim(rapport)} {NORM}"),
        Alinea(f"{stand_sentence(rapport, themas)} {behaald_sentence(rapport)}"),
    )


def _answer(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> str:
    """How it stands, for who reads one sentence."""
    share = share_words(total_of(themas))
    if not share or all(one.te_klein for one in themas):
        return behaald_sentence(rapport)
    return f"Van wat de {make_taal(rapport).partijen} afspraken, is {share} geregeld."


def _aim(rapport: Groepsrapport) -> str:
    """What this is about, for who never heard of it."""
    raamwerk, taal = rapport.raamwerk, make_taal(rapport)
    return (
        f"Met «{raamwerk.titel}» werken de {taal.partijen} aan hun weerbaarheid tegen "
        f"ondermijning: {raamwerk.aantal_normen} normen in {len(raamwerk.themas)} thema’s."
    )


def _themas(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> tuple[Blok, ...]:
    beeld = rapport.beeld
    blokken = make_themagrafiek(rapport, themas)
    if beeld.vorige is None or not beeld.zelfde_groep:
        return (*blokken, Alinea(why_not(beeld, make_taal(rapport))))
    if beeld.vorige.soort != beeld.nu.soort:
        return (*blokken, Alinea(other_kind(beeld.vorige.soort, beeld.nu.soort)))
    return blokken
