"""`weerbaar compare`: what changed between two measurements, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from weerbaar_cli.blad.view import View
from weerbaar_cli.cli.console import (
    follow,
    for_reader,
    in_ci,
    say,
    say_named,
    show_beside,
    shows_content,
)
from weerbaar_cli.cli.deliver import annotate, deliver, prepare
from weerbaar_cli.cli.opties import Doelen, Getoond, Metids, Raamwerknaam
from weerbaar_cli.engine.verandering.eis import check_eisen, refuse_unknown
from weerbaar_cli.errors import FINDINGS, IN_ORDER
from weerbaar_cli.reading.verandering.vergelijking import compare_kanten
from weerbaar_cli.views.namen import Namen
from weerbaar_cli.views.verandering.vergelijking import Vergelijkview

Van = Annotated[
    str,
    typer.Argument(
        metavar="VAN",
        help="Bestand, map of git-revisie. Met main... is het waar deze tak begon, naast HEAD; met "
        "ci... de revisie die de CI noemt.",
    ),
]
Naar = Annotated[
    str | None,
    typer.Argument(
        metavar="NAAR", help="Bestand, map of git-revisie; zonder is het de hele werkmap."
    ),
]
Vergelijkingseisen = Annotated[
    list[str] | None,
    typer.Option(
        "--eis",
        metavar="EIS",
        help="Eis voor CI, zoals geen-achteruitgang of geen-verdwenen. Mag meer keren.",
    ),
]


def compare(
    van: Van,
    naar: Naar = None,
    raamwerk: Raamwerknaam = None,
    eis: Vergelijkingseisen = None,
    ids: Metids = False,
    format_: Getoond = None,
    output: Doelen = None,
) -> int:
    """Compare two sides; 1 when a requirement is not met or a file has a fout."""
    refuse_unknown(eis or ())
    klaar = prepare(format_, output)
    if van in ("ci..", "ci..."):
        from weerbaar_cli.files.sinds import CI, find_told  # late: few compare in a CI

        van = van.replace(CI, find_told(in_ci=in_ci()))
    uitkomst, fouten, vertrouwelijk, plaatsen = compare_kanten(van, naar, raamwerk, follow)
    found = map(for_reader, check_eisen(eis or (), uitkomst))
    # A program shows it at the file, which has no name of a revision before it.
    worse = tuple(one._replace(bestand=plaatsen.get(one.bestand, one.bestand)) for one in found)
    view = Vergelijkview(uitkomst, namen=Namen(ids=ids), meldingen=worse)
    deliver(view if shows_content() else _count(view, vertrouwelijk=vertrouwelijk), klaar)
    show_beside(fouten)
    for name in uitkomst.gebroken:
        why = "een meting heeft fouten, dus niet vergeleken"
        say_named(f"{name}: {why}", why)
    for one in worse:
        say(f"{one.bestand}: {one.bericht}")
        annotate(one)
    return FINDINGS if fouten or worse else IN_ORDER


def _count(view: Vergelijkview, *, vertrouwelijk: bool) -> View:
    from weerbaar_cli.views.verandering.verschiltelling import Verschiltelling  # late: only in a CI

    return Verschiltelling(view, vertrouwelijk)


VOORBEELDEN = """weerbaar compare januari.yaml juli.yaml
weerbaar compare HEAD~1 metingen/gemeente.yaml --format markdown
weerbaar compare main... --eis geen-achteruitgang:feiten --eis geen-verdwenen
weerbaar compare metingen-2023 metingen-2024 --eis geen-achteruitgang"""
