"""`weerbaar plan`: what is left to do, the shortest route first; for one or for many."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from weerbaar_cli.cli.console import make_console, say, show_json, show_melding
from weerbaar_cli.cli.nederlands import DutchCommand
from weerbaar_cli.cli.opties import Peildatum, Raamwerknaam
from weerbaar_cli.cli.voortgang import follow
from weerbaar_cli.engine.plan.kalender import find_kalenderdagen
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import Periode
from weerbaar_cli.model.uitkomsten.plan import Eigenplan
from weerbaar_cli.reading.plan import HALF_JAAR, read_plan

Planvorm = Literal["tabel", "json", "markdown", "csv"]
Doelgroepnaam = Literal["eigen", "coordinator"]
_HORIZON = re.compile(r"([1-9]\d{0,3})([dmj])")


def read_horizon(text: str) -> Periode:
    """A time ahead on the command line: 180d, 6m, 1j."""
    match = _HORIZON.fullmatch(text.strip().lower())
    if match is None:
        tip = "Schrijf een aantal dagen, maanden of jaren: 180d, 6m of 1j."
        raise WeerbaarError(f"«{clean(text)}» is geen termijn", tip=tip)
    number = int(match[1])
    if match[2] == "d":
        return Periode(dagen=number)
    return Periode(maanden=number * (12 if match[2] == "j" else 1))


Pad = Annotated[
    Path,
    typer.Argument(
        metavar="METING", readable=False, help="Een meting, of een map voor een werklijst."
    ),
]
Doelgroep = Annotated[
    Doelgroepnaam,
    typer.Option("--doelgroep", help="Voor wie; een werklijst is alleen voor de coordinator."),
]
Horizon = Annotated[
    Periode | None,
    typer.Option(
        "--horizon",
        parser=read_horizon,
        metavar="TERMIJN",
        help="Hoe ver vooruit u ziet wat verloopt: 180d, 6m (zo is het al) of 1j.",
    ),
]
Vorige = Annotated[
    Path | None,
    typer.Option("--vorige", metavar="METING", help="Zet gepland en gerealiseerd naast elkaar."),
]
Kalenderbestand = Annotated[
    Path | None,
    typer.Option(
        "--ics", metavar="BESTAND", help="Schrijf een agenda van wat verloopt en klaar moet zijn."
    ),
]
Vorm = Annotated[
    Planvorm,
    typer.Option("--format", help="Tabel, json, of markdown voor een meting en csv voor een map."),
]


def plan(
    meting: Pad,
    doelgroep: Doelgroep = "eigen",
    raamwerk: Raamwerknaam = None,
    peildatum: Peildatum = None,
    horizon: Horizon = None,
    vorige: Vorige = None,
    ics: Kalenderbestand = None,
    format_: Vorm = "tabel",
) -> int:
    """Plan one meting, or list the work of a folder; 1 when a file there has a fout."""
    ahead = horizon or HALF_JAAR
    if meting.is_dir():
        _refuse_for_map(doelgroep, vorige, ics, format_)
        return _show_werklijst(meting, raamwerk, peildatum, ahead, format_)
    if doelgroep != "eigen" or format_ == "csv":
        what = "--format csv" if format_ == "csv" else "--doelgroep coordinator"
        raise WeerbaarError(f"{what} hoort bij een werklijst", tip="Noem een map met metingen.")
    found = read_plan(meting, raamwerk, peildatum, ahead, vorige)
    if ics is not None:
        _write_ics(ics, found)
    _show_plan(found, format_)
    return IN_ORDER


def _refuse_for_map(
    doelgroep: Doelgroepnaam, vorige: Path | None, ics: Path | None, format_: Planvorm
) -> None:
    if doelgroep != "coordinator":
        message = "een werklijst noemt organisaties bij naam en is alleen voor de coördinator"
        tip = "Zeg het erbij: --doelgroep coordinator. Of noem één meting."
        raise WeerbaarError(message, tip=tip)
    given = {"--vorige": vorige is not None, "--ics": ics is not None}
    given["--format markdown"] = format_ == "markdown"
    for name in (name for name, used in given.items() if used):
        raise WeerbaarError(f"{name} hoort bij één meting", tip="Noem een bestand, geen map.")


def _write_ics(path: Path, found: Eigenplan) -> None:
    from weerbaar_cli.files.kalender import Kalender, kalender_text, write_kalender  # late

    dagen = find_kalenderdagen(found.plan)
    name, fictief = found.partij.naam, found.meting.fictief
    write_kalender(path, kalender_text(Kalender(name, found.plan.peildatum, fictief, dagen)))
    days = "1 dag" if len(dagen) == 1 else f"{len(dagen)} dagen"
    say(f"Geschreven: {path} met {days}")


def _show_plan(found: Eigenplan, format_: Planvorm) -> None:
    if format_ == "json":
        from weerbaar_cli.cli.begrotingvorm import begroting_vorm  # late: only for this form
        from weerbaar_cli.cli.planvorm import eigenplan_vorm  # late: only for this form

        budgets = [begroting_vorm(one) for one in found.begrotingen]
        show_json(eigenplan_vorm(found) | {"begrotingen": budgets})
    elif format_ == "markdown":
        from weerbaar_cli.cli.planmarkdown import plan_markdown  # late: only for this form

        print(plan_markdown(found), end="")
    else:
        from weerbaar_cli.cli.plantabel import show_plan  # late: brings rich

        show_plan(make_console(), found)


def _show_werklijst(
    map_: Path, raamwerk: str | None, peildatum: date | None, horizon: Periode, format_: Planvorm
) -> int:
    from weerbaar_cli.reading.werklijst import read_werklijst  # late: one meting needs none of it

    found, fouten = read_werklijst(map_, raamwerk, peildatum, horizon, follow)
    if format_ == "json":
        from weerbaar_cli.cli.planvorm import werklijst_vorm  # late: only for this form

        show_json(werklijst_vorm(found))
    elif format_ == "csv":
        from weerbaar_cli.cli.werklijstcsv import werklijst_csv  # late: only for this form

        print(werklijst_csv(found), end="")
    else:
        from weerbaar_cli.cli.werklijsttabel import show_werklijst  # late: brings rich

        show_werklijst(make_console(), found)
    for fout in fouten:
        show_melding(fout, to_stderr=True)
    return FINDINGS if fouten else IN_ORDER


def register(app: typer.Typer, text: str) -> None:
    """Add the command to the program."""
    app.command("plan", cls=DutchCommand, help=text, epilog=VOORBEELDEN)(plan)


VOORBEELDEN = """weerbaar plan gemeente.yaml
weerbaar plan gemeente.yaml --raamwerk alle --format markdown
weerbaar plan gemeente.yaml --horizon 1j --ics plan.ics
weerbaar plan metingen --doelgroep coordinator"""
