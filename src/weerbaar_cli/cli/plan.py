"""`weerbaar plan`: what is left to do, the shortest route first; for one or for many."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from weerbaar_cli.cli.console import follow, show_beside
from weerbaar_cli.cli.deliver import Bijlage, Klaar, deliver, prepare
from weerbaar_cli.cli.opties import Doelen, Getoond, Horizon, Metids, Peildatum, Raamwerknaam
from weerbaar_cli.cli.versleutelen.versleuteld import keep_closed
from weerbaar_cli.engine.plan.plan import find_kalenderdagen
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.files.bronnen import is_map
from weerbaar_cli.files.vinden import shown_path
from weerbaar_cli.model.tijd import Periode
from weerbaar_cli.model.uitkomsten.plan import Eigenplan
from weerbaar_cli.model.woorden import count_word
from weerbaar_cli.reading.plan import HALF_JAAR, read_plan
from weerbaar_cli.views.namen import Namen
from weerbaar_cli.views.plan import Planview

Doelgroepnaam = Literal["eigen", "coordinator"]
Planbron = Annotated[
    Path,
    typer.Argument(
        metavar="METING", readable=False, help="Een meting, of een map voor een werklijst."
    ),
]
Plandoelgroep = Annotated[
    Doelgroepnaam,
    typer.Option("--doelgroep", help="Voor wie; een werklijst is alleen voor de coordinator."),
]
Terugblikmeting = Annotated[
    Path | None,
    typer.Option("--vorige", metavar="METING", help="Zet gepland en gerealiseerd naast elkaar."),
]
Kalenderbestand = Annotated[
    Path | None,
    typer.Option(
        "--ics", metavar="BESTAND", help="Schrijf een agenda van wat verloopt en klaar moet zijn."
    ),
]


def plan(
    meting: Planbron,
    doelgroep: Plandoelgroep = "eigen",
    raamwerk: Raamwerknaam = None,
    peildatum: Peildatum = None,
    horizon: Horizon = None,
    vorige: Terugblikmeting = None,
    ics: Kalenderbestand = None,
    ids: Metids = False,
    format_: Getoond = None,
    output: Doelen = None,
) -> int:
    """Plan one meting, or list the work of a folder; 1 when a file there has a fout."""
    klaar, ahead, namen = prepare(format_, output), horizon or HALF_JAAR, Namen(ids=ids)
    if is_map(meting):
        _refuse_for_map(doelgroep, vorige, ics)
        return _list_work(klaar, meting, raamwerk, peildatum, ahead, namen)
    if doelgroep != "eigen":
        tip = "Noem een map met metingen."
        raise WeerbaarError("--doelgroep coordinator hoort bij een werklijst", tip=tip)
    found = read_plan(meting, raamwerk, peildatum, ahead, vorige)
    naast = _make_kalender(ics, found) if ics is not None else None
    deliver(Planview(found, namen), klaar, naast=naast)
    return IN_ORDER


def _refuse_for_map(doelgroep: Doelgroepnaam, vorige: Path | None, ics: Path | None) -> None:
    if doelgroep != "coordinator":
        message = "een werklijst noemt organisaties bij naam en is alleen voor de coördinator"
        tip = "Zeg het erbij: --doelgroep coordinator. Of noem één meting."
        raise WeerbaarError(message, tip=tip)
    given = {"--vorige": vorige, "--ics": ics}
    for name in (name for name, path in given.items() if path is not None):
        raise WeerbaarError(f"{name} hoort bij één meting", tip="Noem een bestand, geen map.")


def _list_work(
    klaar: Klaar,
    map_: Path,
    raamwerk: str | None,
    peildatum: date | None,
    horizon: Periode,
    namen: Namen,
) -> int:
    from weerbaar_cli.reading.plan import read_werklijst  # late: one meting needs none of it
    from weerbaar_cli.views.werklijst import Werklijstview  # late: the same

    found, fouten = read_werklijst(map_, raamwerk, peildatum, horizon, follow)
    deliver(Werklijstview(found, namen), klaar)
    show_beside(fouten)
    return FINDINGS if fouten else IN_ORDER


def _make_kalender(path: Path, found: Eigenplan) -> Bijlage:
    from weerbaar_cli.files import kalender  # late: who asks for no calendar

    dagen, eerder = find_kalenderdagen(found.plan), kalender.read_kalender(path)
    keep_closed([path])
    made = kalender.Kalender(found.kop.naam, found.kop.fictief, dagen)
    text = kalender.kalender_text(made, datetime.now(UTC), eerder)
    what = f"Geschreven: {shown_path(path)} met {count_word(len(dagen), 'afspraak', 'afspraken')}"
    return Bijlage(path, text.encode(), what)


VOORBEELDEN = """weerbaar plan gemeente.yaml
weerbaar plan gemeente.yaml --raamwerk alle --format markdown
weerbaar plan gemeente.yaml --horizon 1j --ics plan.ics
weerbaar plan metingen --doelgroep coordinator"""
