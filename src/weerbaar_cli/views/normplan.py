"""Norms that are not met in one table: what to do, who does it and when; the same on every page."""

from __future__ import annotations

from collections.abc import Sequence

from weerbaar_cli.blad.blad import Inhoud, Kolom, Merk, Sterk, Tabel, Verwijzing
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import NAVRAAG, TEKENS, WOORDEN
from weerbaar_cli.model.uitkomsten.plan import Planactie, Plannorm
from weerbaar_cli.model.woorden import join, shorten
from weerbaar_cli.views.eigen.woorden import count_word, either
from weerbaar_cli.views.namen import WOORDELIJK
from weerbaar_cli.views.score import ADVISED

# Tasks of one norm, and items of one task; what more there is stands with the norm itself.
TAKEN, GENOEMD = 1, 3
NIEMAND = "nog niemand"
GEEN_ACTIE = "geen actie"
KOPPEN = ("Norm", "Wat te doen", "Wie", "Wanneer")


def make_normplan(bijschrift: str, normen: Sequence[Plannorm], anker: str = "") -> Tabel:
    """A row per norm. With `anker` each leads to the section that begins so."""
    rijen = tuple(
        (name_cell(one, anker), what_words(one), who_words(one), when_words(one)) for one in normen
    )
    return Tabel(
        f"{bijschrift} ({sign_words(*(one.oordeel for one in normen))})",
        tuple(map(Kolom, KOPPEN)),
        rijen,
    )


def sign_words(*found: Status) -> str:
    """What the signs mean that stand alone, in the order of the statuses."""
    return ", ".join(f"{TEKENS[one]} {WOORDEN[one]}" for one in STATUSES if one in found)


def name_cell(one: Plannorm, anker: str = "") -> Inhoud:
    """Its sign, number and name."""
    rest = f" {one.kort}" if one.telt_mee else f" {one.kort} ({ADVISED})"
    mark = Merk(one.oordeel, kort=True)
    if not anker:
        return mark, f" {one.id}{rest}"
    return mark, " ", Verwijzing(one.id, f"{anker}{one.id.replace('.', '-')}"), rest


def what_words(one: Plannorm) -> str:
    """The first things to do on the shortest route, and how many more there are."""
    if one.route is None:
        if one.getoetst is not None:
            return f"Verbeter wat de toetser zag («{WOORDEN[one.getoetst]}») en laat weer toetsen"
        return "Met andere feiten is dit niet op te lossen"
    if not one.route.stappen:
        return f"Wachten: op {dutch(one.route.vanaf)} voldoet de norm"
    stappen = (stap.stap for stap in one.route.stappen)
    tasks = [_brief(taak) for _, taak in WOORDELIJK.tasks(stappen, most=GENOEMD)]
    shown = "; ".join(tasks[:TAKEN])
    left = len(tasks) - TAKEN
    return f"{shown}; en nog {count_word(left, 'taak', 'taken')}" if left > 0 else shown


def _brief(taak: str) -> str:
    """A task on a line or two; all that is to be asked stands with the norm itself."""
    return taak.partition(" (")[0] if taak.startswith(NAVRAAG) else taak


def who_words(one: Plannorm, most: int = 2) -> str:
    """Who is at work on it; else so many of the functions that can be."""
    if owners := [actie.actie.eigenaar or NIEMAND for actie in _todo(one)]:
        return join([shorten(name, 40) for name in dict.fromkeys(owners)])
    stappen = one.route.stappen if one.route is not None else ()
    roles = tuple(dict.fromkeys(rol for stap in stappen for rol in stap.rollen))
    return either(roles[:most]) or NIEMAND


def when_words(one: Plannorm) -> Inhoud:
    """When the first action is due; an accepted deviation waits till its end."""
    if one.afwijking_tot is not None:
        return f"aanvaard tot en met {dutch(one.afwijking_tot)}"
    todo = _todo(one)
    days = sorted(actie.dag for actie in todo if actie.dag is not None)
    if not days:
        return "nog geen datum" if todo else GEEN_ACTIE
    late = any(actie.te_laat for actie in todo)
    return Sterk(f"te laat: {dutch(days[0])}") if late else dutch(days[0])


def _todo(one: Plannorm) -> Sequence[Planactie]:
    return [actie for actie in one.acties if actie.te_doen]
