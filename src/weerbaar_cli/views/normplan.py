"""Norms that are not met in one table: what to do, who does it and when; the same on every page."""

from __future__ import annotations

from collections.abc import Sequence

from weerbaar_cli.blad.blad import Kolom, Merk, Sterk, Stuk, Tabel, Verwijzing
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import TEKENS, WOORDEN
from weerbaar_cli.model.uitkomsten.plan import Normplan, Planactie
from weerbaar_cli.model.woorden import LEEG, capital, join
from weerbaar_cli.views.eigen.woorden import passage
from weerbaar_cli.views.namen import ever_shorter, wait_words
from weerbaar_cli.views.score_blad import ADVISED

TAAK = 80  # letters of a task with its items, for as many as stay below it
NIEMAND, NIET_NODIG = "nog niemand", "niemand nodig"
GEEN_ACTIE = "geen actie"
GEEN_ACTIE_MEER = f"verder {GEEN_ACTIE}"
# Of a norm that no change of facts meets: it has no rule yet, or asks what is past.
LAAT_TOETSEN = "laat dit toetsen: uit de feiten volgt hier geen «voldoet»"
EERST = "Eerst doen"
KOPPEN = ("Norm", EERST, "Wie", "Wanneer")


def make_normplan(
    bijschrift: str, normen: Sequence[Normplan], anker: str = "", lid: tuple[str, str] | None = None
) -> Tabel:
    """A row per norm. With `anker` each leads to the section that begins so.

    `lid` says in a workbook, where those of all members stand together, whose they are.
    """
    rijen = tuple(
        (name_cell(one, anker), what_words(one), who_words(one), when_words(one)) for one in normen
    )
    return Tabel(
        f"{bijschrift} ({sign_words(*(one.oordeel for one in normen))})",
        tuple(map(Kolom, KOPPEN)),
        rijen,
        sleutel=bijschrift,
        vel="Nog niet, per lid" if lid else "",
        vooraf=(lid,) if lid else (),
    )


def sign_words(*found: Status) -> str:
    """What the signs mean that stand alone, in the order of the statuses."""
    return ", ".join(f"{TEKENS[one]} {WOORDEN[one]}" for one in STATUSES if one in found)


def name_cell(one: Normplan, anker: str = "") -> tuple[Stuk, ...]:
    """Its sign, number and name; the sign stays beside the number."""
    rest = f" {one.kort}" if one.telt_mee else f" {one.kort} ({ADVISED})"
    mark = Merk(one.oordeel, kort=True)
    if not anker:
        return mark, f"\u00a0{one.id}{rest}"
    return mark, "\u00a0", Verwijzing(one.id, f"{anker}{one.id.replace('.', '-')}"), rest


def norm_words(one: Normplan, anker: str) -> tuple[Stuk, ...]:
    """A norm in one line, with who and when."""
    when = when_words(one)
    rest = (")",) if when == LEEG else (", ", when, ")")
    return *name_cell(one, anker), f" ({who_words(one)}", *rest


def what_words(one: Normplan) -> str:
    """What to do first on the shortest route; all of it stands with the norm itself."""
    if one.route is None:
        if one.getoetst is not None:
            return f"Verbeter wat de toetser zag («{WOORDEN[one.getoetst]}») en laat weer toetsen"
        return capital(LAAT_TOETSEN)
    if not one.route.stappen:
        return wait_words(one.route.vanaf)
    told = tuple(ever_shorter([stap.stap for stap in one.route.stappen]))
    return next((taak for taak in told if len(taak) <= TAAK), told[-1])


def who_words(one: Normplan) -> str:
    """Who is at work on it; else the function that can be, where anybody is needed."""
    if owners := [actie.actie.eigenaar or NIEMAND for actie in _todo(one)]:
        return join([passage(name) for name in dict.fromkeys(owners)])
    if one.route is None:
        return NIEMAND
    if not one.route.stappen:
        return NIET_NODIG
    return next((rol for stap in one.route.stappen for rol in stap.rollen), NIEMAND)


def when_words(one: Normplan) -> Stuk:
    """When the first action is due; an accepted deviation waits till its end, or a norm for a day.

    Where facts are to be asked first, or what is only recommended, no action is missing.
    """
    if one.afwijking_tot is not None:
        return f"aanvaard tot en met {dutch(one.afwijking_tot)}"
    todo = _todo(one)
    days = sorted(actie.dag for actie in todo if actie.dag is not None)
    if not days:
        return "nog geen datum" if todo else _without_action(one)
    late = any(actie.te_laat for actie in todo)
    return Sterk(f"te laat: {dutch(days[0])}") if late else dutch(days[0])


def _without_action(one: Normplan) -> str:
    if one.route is not None and one.alleen_wachten:
        return dutch(one.route.vanaf)
    return GEEN_ACTIE if one.zonder_actie else LEEG


def _todo(one: Normplan) -> Sequence[Planactie]:
    return [actie for actie in one.acties if actie.te_doen]
