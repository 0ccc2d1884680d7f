"""`weerbaar score`: the oordeel on every norm of a meting, with its reason."""

from __future__ import annotations

from typing import Annotated

import typer

from weerbaar_cli.cli.console import follow, for_reader, say, say_named, show_beside
from weerbaar_cli.cli.deliver import annotate, deliver, prepare
from weerbaar_cli.cli.opties import (
    Doelen,
    Getoond,
    Metids,
    Metingen,
    Peildatum,
    Raamwerknaam,
    Stellingen,
)
from weerbaar_cli.engine.score.eis import check_eis
from weerbaar_cli.errors import FINDINGS, IN_ORDER
from weerbaar_cli.model.bevinding import Bericht, cite, unmet
from weerbaar_cli.model.uitkomsten.oordeel import Score
from weerbaar_cli.reading.scores import read_scores
from weerbaar_cli.views.namen import Namen
from weerbaar_cli.views.score import Scoreview

Scoreeisen = Annotated[
    list[str] | None,
    typer.Option(
        "--eis",
        metavar="EIS",
        help="Eis voor CI: op_orde, op_orde:NIVEAU, voldoet>=80%, nvt<=2 of geen:deels.",
    ),
]

Alles = Annotated[
    bool, typer.Option("--alles", help="Toon elke norm, met de reden en wanneer zij verloopt.")
]
Metlezingen = Annotated[
    bool, typer.Option("--lezingen", help="Toon ook de keuzes: wat woorden in de normen betekenen.")
]


def score(
    meting: Metingen,
    raamwerk: Raamwerknaam = None,
    peildatum: Peildatum = None,
    stel: Stellingen = None,
    eis: Scoreeisen = None,
    ids: Metids = False,
    alles: Alles = False,
    lezingen: Metlezingen = False,
    format_: Getoond = None,
    output: Doelen = None,
) -> int:
    """Judge metingen; 1 when a requirement is not met, 2 when a meting has a fout."""
    klaar = prepare(format_, output)
    found = read_scores(meting, raamwerk, peildatum, stel or (), follow)
    for line in found.opmerkingen:
        say(line)
    # First, so that a requirement that cannot be read gives no score beside its exit code 2.
    missed = tuple(
        for_reader(unmet(_where(one), _missed(text, reason), "eis-niet-gehaald"))
        for one in (found.scores if eis else ())
        for oordeel in one.oordelen
        for text in eis or ()
        if (reason := check_eis(text, oordeel)) is not None
    )
    view = Scoreview(found.scores, found.map, Namen(ids=ids), alles, lezingen, missed)
    deliver(view, klaar)
    for one in missed:
        say(f"{one.bestand}: {one.bericht}")
        annotate(one)
    if found.niet_bedoeld:
        why = "Raamwerk niet bedoeld voor, en niet berekend: {}."
        names, number = ", ".join(found.niet_bedoeld), len(found.niet_bedoeld)
        say_named(why.format(names), why.format(number))
    show_beside(found.fouten)
    return FINDINGS if missed or found.fouten else IN_ORDER


def _missed(eis: str, reason: str) -> Bericht:
    """Why is how a party stands: no log tells that."""
    return Bericht(f"eis {eis} niet gehaald: {cite(reason)}")


def _where(score: Score) -> str:
    return score.kop.bestand + (" (verondersteld)" if score.verondersteld else "")


VOORBEELDEN = """weerbaar score gemeente.yaml
weerbaar score gemeente.yaml --alles
weerbaar score gemeente.yaml --peildatum 2025-01-01
weerbaar score gemeente.yaml --stel mt-besproken=2024-01-16 --stel bibob-verwerkt.omgevingswet=ja
weerbaar score metingen/ --format csv
weerbaar score metingen/*.yaml --eis "voldoet>=80%" --eis geen:voldoet_niet"""
