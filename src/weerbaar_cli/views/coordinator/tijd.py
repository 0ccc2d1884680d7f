"""What is late and what lapses, by member."""

from __future__ import annotations

from itertools import groupby

from weerbaar_cli.blad.blad import Alinea, Blok, Inhoud, Kolom, Tabel
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import Coordinatorbeeld
from weerbaar_cli.model.uitkomsten.plan import Planactie, Verloop
from weerbaar_cli.views.eigen.woorden import join


def make_te_laat(beeld: Coordinatorbeeld) -> tuple[Blok, ...]:
    """The actions that should have been done."""
    rijen = tuple(
        _actie(one.naam, late)
        for one in beeld.partijen
        if one.plan is not None
        for late in one.plan.te_laat
    )
    if not rijen:
        return (Alinea(f"Er is op {dutch(beeld.peildatum)} geen actie te laat."),)
    kolommen = tuple(map(Kolom, ("Partij", "Norm", "Actie", "Eigenaar", "Moest klaar op")))
    return (Tabel("Acties die te laat zijn", kolommen, rijen),)


def _actie(naam: str, one: Planactie) -> tuple[Inhoud, ...]:
    due = one.actie.gereed_op
    owner = one.actie.eigenaar or "–"
    return (naam, one.norm, one.actie.actie, owner, dutch(due) if due is not None else "–")


def make_verloopt(beeld: Coordinatorbeeld) -> tuple[Blok, ...]:
    """By member the days on which norms lapse when nobody does anything."""
    until = dutch(beeld.verloopt_tot)
    rijen = tuple(
        (one.naam, _days(one.plan.verloopt))
        for one in beeld.partijen
        if one.plan is not None and one.plan.verloopt
    )
    if not rijen:
        return (Alinea(f"Tot en met {until} verloopt er niets."),)
    words = f"Zonder actie wordt het oordeel over deze normen slechter, tot en met {until}."
    kolommen = (Kolom("Partij"), Kolom("Wanneer en welke norm"))
    return (Alinea(words), Tabel(f"Wat verloopt tot en met {until}", kolommen, rijen))


def _days(lapses: tuple[Verloop, ...]) -> str:
    days = groupby(lapses, key=lambda one: one.dag)
    return "; ".join(
        f"{dutch(day)}: {join(tuple(one.norm for one in found))}" for day, found in days
    )
