"""`weerbaar score`: the oordeel on every norm of a meting, with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import make_console, say, show_json
from weerbaar_cli.cli.nederlands import DutchCommand
from weerbaar_cli.cli.opties import Format, Metingen, Peildatum, Raamwerknaam, Stellingen
from weerbaar_cli.cli.stel import suppose_meting
from weerbaar_cli.cli.voortgang import follow
from weerbaar_cli.cli.vorm import score_vorm
from weerbaar_cli.engine.score.eis import check_eis
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.engine.score.stelling import Stelling
from weerbaar_cli.errors import FINDINGS, IN_ORDER
from weerbaar_cli.model.bestanden.meting import Verhaal
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.uitkomsten.oordeel import Raamwerkoordeel
from weerbaar_cli.reading.dossier import Dossier, refuse_mixture
from weerbaar_cli.reading.metingen import choose_raamwerken, read_dossiers
from weerbaar_cli.reading.omgeving import Omgeving

Eisen = Annotated[
    list[str] | None,
    typer.Option(
        "--eis", metavar="EIS", help="Eis voor CI: op_orde, voldoet>=80%, geen:voldoet_niet."
    ),
]


@dataclass(frozen=True)
class Score:
    """One meting judged by one raamwerk."""

    omgeving: Omgeving
    dossier: Dossier
    raamwerk: Raamwerk
    oordeel: Raamwerkoordeel

    @property
    def verhalen(self) -> dict[str, Verhaal]:
        """Per norm what the organisation tells of it."""
        return self.dossier.verhalen(self.raamwerk)


def score(
    meting: Metingen,
    raamwerk: Raamwerknaam = None,
    peildatum: Peildatum = None,
    stel: Stellingen = None,
    eis: Eisen = None,
    format_: Format = "tabel",
) -> int:
    """Judge metingen; 1 when a requirement is not met, 2 when a meting has a fout."""
    scores = list(score_files(meting, raamwerk, peildatum, stel or ()))
    # First, so that a requirement that cannot be read gives no score beside its exit code 2.
    missed = [
        f"{_where(one.dossier)}: eis {text} niet gehaald: {reason}"
        for one in scores
        for text in eis or ()
        if (reason := check_eis(text, one.oordeel)) is not None
    ]
    if format_ == "json":
        shapes = [score_vorm(one.dossier, one.oordeel) for one in scores]
        show_json(shapes[0] if len(shapes) == 1 else shapes)
    else:
        _show_tables(scores)
    for line in missed:
        say(line)
    return FINDINGS if missed else IN_ORDER


def _where(dossier: Dossier) -> str:
    return dossier.bestand + (" (verondersteld)" if dossier.verondersteld else "")


def _show_tables(scores: list[Score]) -> None:
    from weerbaar_cli.cli.tabel import show_score, show_scores  # late: brings rich

    console = make_console()
    for index, (_, group) in enumerate(groupby(scores, key=lambda one: id(one.dossier))):
        own = list(group)
        if index:
            console.print("\n" + "─" * 40 + "\n")
        if len(own) == 1:
            show_score(console, own[0].dossier, own[0].oordeel)
        else:
            show_scores(console, own[0].dossier, [one.oordeel for one in own])


def score_files(
    paths: Sequence[Path],
    raamwerk: str | None,
    peildatum: date | None,
    stellingen: Sequence[Stelling] = (),
) -> Iterator[Score]:
    """Score files; raises before the first score when any of them has a fout."""
    found = read_dossiers(paths, follow=follow)
    refuse_mixture([one.dossier for one in found])
    for omgeving, own in follow(found, len(found), "rekenen"):
        day = peildatum or own.meting.peildatum
        dossier = suppose_meting(omgeving, own, stellingen, day)
        for one in choose_raamwerken(omgeving, dossier, raamwerk):
            oordeel = score_meting(omgeving.kern(one), dossier.scan(one), day)
            yield Score(omgeving, dossier, one, oordeel)


def register(app: typer.Typer, text: str) -> None:
    """Add the command to the program."""
    app.command("score", cls=DutchCommand, help=text, epilog=VOORBEELDEN)(score)


VOORBEELDEN = """weerbaar score gemeente.yaml
weerbaar score gemeente.yaml --peildatum 2025-01-01
weerbaar score gemeente.yaml --stel mt-besproken=2024-01-16 --stel bibob-verwerkt.omgevingswet=ja
weerbaar score metingen/*.yaml --eis "voldoet>=80%" --eis geen:voldoet_niet"""
