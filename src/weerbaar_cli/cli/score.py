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
from weerbaar_cli.engine.checks.meting import all_types
from weerbaar_cli.engine.score.eis import check_eis
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.engine.score.stelling import Stelling
from weerbaar_cli.engine.score.verhaal import verhalen_of
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.model.bestanden.meting import Verhaal
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.uitkomsten.oordeel import Raamwerkoordeel
from weerbaar_cli.reading.wereld import Gelezen, Wereld, read_metingen, scan_of

Eisen = Annotated[
    list[str] | None,
    typer.Option(
        "--eis", metavar="EIS", help="Eis voor CI: op_orde, voldoet>=80%, geen:voldoet_niet."
    ),
]
ALLE = "alle"


@dataclass(frozen=True)
class Score:
    """One meting judged by one raamwerk."""

    wereld: Wereld
    gelezen: Gelezen
    raamwerk: Raamwerk
    oordeel: Raamwerkoordeel

    @property
    def verhalen(self) -> dict[str, Verhaal]:
        """Per norm what the organisation tells of it."""
        assert self.gelezen.meting is not None
        return verhalen_of(self.gelezen.meting, self.gelezen.raamwerken, self.raamwerk)


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
        f"{_where(one.gelezen)}: eis {text} niet gehaald: {reason}"
        for one in scores
        for text in eis or ()
        if (reason := check_eis(text, one.oordeel)) is not None
    ]
    if format_ == "json":
        shapes = [score_vorm(one.gelezen, one.oordeel) for one in scores]
        show_json(shapes[0] if len(shapes) == 1 else shapes)
    else:
        _show_tables(scores)
    for line in missed:
        say(line)
    return FINDINGS if missed else IN_ORDER


def _where(gelezen: Gelezen) -> str:
    return gelezen.document.bestand + (" (verondersteld)" if gelezen.verondersteld else "")


def _show_tables(scores: list[Score]) -> None:
    from weerbaar_cli.cli.tabel import show_score, show_scores  # late: brings rich

    console = make_console()
    for index, (_, group) in enumerate(groupby(scores, key=lambda one: id(one.gelezen))):
        own = list(group)
        if index:
            console.print("\n" + "─" * 40 + "\n")
        if len(own) == 1:
            show_score(console, own[0].gelezen, own[0].oordeel)
        else:
            show_scores(console, own[0].gelezen, [one.oordeel for one in own])


def score_files(
    paths: Sequence[Path],
    raamwerk: str | None,
    peildatum: date | None,
    stellingen: Sequence[Stelling] = (),
) -> Iterator[Score]:
    """Score files; raises before the first score when any of them has a fout."""
    found = list(follow(read_metingen(paths), len(paths), "lezen"))
    refuse_faults([gelezen for _, gelezen in found])
    refuse_mixture([gelezen for _, gelezen in found])
    for wereld, own in follow(found, len(found), "rekenen"):
        assert own.meting is not None
        day = peildatum or own.meting.peildatum
        gelezen = suppose_meting(wereld, own, stellingen, day)
        for one in choose_raamwerken(wereld, gelezen, raamwerk):
            oordeel = score_meting(wereld.kern(one), scan_of(gelezen, one), day)
            yield Score(wereld, gelezen, one, oordeel)


def refuse_faults(metingen: list[Gelezen], outcome: str = "er is niets berekend") -> None:
    """A meting with a fout is never scored, nor taken over."""
    faults = [fout for gelezen in metingen for fout in gelezen.fouten]
    if faults:
        names = dict.fromkeys(fout.bestand for fout in faults)
        verb = "heeft" if len(names) == 1 else "hebben"
        message = f"{outcome}: {', '.join(names)} {verb} fouten"
        raise WeerbaarError(message, tip="Herstel de fouten hierboven.", meldingen=faults)


def refuse_mixture(metingen: list[Gelezen]) -> None:
    """Invented and real data never stand in one output."""
    kinds = {gelezen.meting.fictief for gelezen in metingen if gelezen.meting is not None}
    if len(kinds) > 1:
        message = "fictieve en echte metingen gaan niet samen in één overzicht"
        raise WeerbaarError(message, tip="Draai het commando apart voor de fictieve metingen.")


def choose_raamwerken(wereld: Wereld, gelezen: Gelezen, wanted: str | None) -> list[Raamwerk]:
    """The raamwerken of the meting, the one that was asked, or all that fit the party."""
    if wanted is None:
        return gelezen.raamwerken
    assert gelezen.partij is not None
    names = wereld.bibliotheek.raamwerk_ids() if wanted == ALLE else [wanted]
    own = {one.id: one for one in gelezen.raamwerken}  # in the version that the meting names
    found = [own.get(name) or wereld.bibliotheek.raamwerk(name) for name in names]
    fitting = [one for one in found if gelezen.partij.type in all_types(one)]
    if not fitting:
        # No score at all would meet every requirement.
        kind = gelezen.partij.type
        if wanted == ALLE:
            raise WeerbaarError(f"er is geen raamwerk dat geldt voor een {kind}")
        raise WeerbaarError(f"raamwerk «{found[0].id}» geldt niet voor een {kind}")
    return fitting


def register(app: typer.Typer, text: str) -> None:
    """Add the command to the program."""
    app.command("score", cls=DutchCommand, help=text, epilog=VOORBEELDEN)(score)


VOORBEELDEN = """weerbaar score gemeente.yaml
weerbaar score gemeente.yaml --peildatum 2025-01-01
weerbaar score gemeente.yaml --stel mt-besproken=2024-01-16 --stel bibob-verwerkt.omgevingswet=ja
weerbaar score metingen/*.yaml --eis "voldoet>=80%" --eis geen:voldoet_niet"""
