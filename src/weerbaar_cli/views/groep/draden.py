"""Rode draden: what many parties still need for the same norm."""

from __future__ import annotations

from weerbaar_cli.blad.blad import Alinea, Blok, Kolom, Sectie, Tabel
from weerbaar_cli.model.uitkomsten.groepsafleiding import find_draden
from weerbaar_cli.model.uitkomsten.groepsrapport import Groepsrapport
from weerbaar_cli.views.groep.woorden import Taal, make_taal, question_of, tal_sentence

ANKER = "rode-draden"
KOP = "Rode draden"


def make_draden(rapport: Groepsrapport) -> Sectie:
    """The chapter on shared causes."""
    return Sectie(KOP, ANKER, _blokken(rapport))


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
            question_of(rapport, one.feit),
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
        f"enkele {taal.partij} nodig heeft, staat er niet bij."
    )
