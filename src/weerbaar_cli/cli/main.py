"""The program: its commands, and the one boundary where an error becomes an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli import __version__
from weerbaar_cli.cli import explain, frameworks, score, validate
from weerbaar_cli.cli.console import say, show_melding, use_utf8
from weerbaar_cli.cli.nederlands import DutchCommand, DutchGroup, run_dutch
from weerbaar_cli.errors import BUG, INTERRUPTED, WeerbaarError
from weerbaar_cli.files.bibliotheek import UnreadableData

HELP = """Meet hoe weerbaar gemeenten en partners zijn tegen ondermijning.

Feiten staan in YAML-bestanden; raamwerken zeggen wanneer een norm voldoet; weerbaar rekent uit
hoe het staat en zegt bij elke norm waarom. Afsluitcodes: 0 in orde, 1 bevindingen of een eis
niet gehaald, 2 verkeerd gebruik of onbruikbare invoer, 3 een fout in weerbaar, 130 afgebroken."""

app = typer.Typer(name="weerbaar", cls=DutchGroup, add_completion=False, help=HELP)
raamwerken = typer.Typer(
    cls=frameworks.FrameworksGroup, add_completion=False, invoke_without_command=True
)


def show_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        print(f"weerbaar {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=False)
def options(
    versie: Annotated[
        bool,
        typer.Option("--version", callback=show_version, is_eager=True, help="Toon de versie."),
    ] = False,
) -> None:
    """Options of the program itself."""


app.command(
    "validate",
    cls=DutchCommand,
    help="Controleer bestanden en toon elke fout op zijn plaats.",
    epilog="""weerbaar validate gemeente.yaml
weerbaar validate metingen/ --strikt
weerbaar validate . --format json""",
)(validate.validate)
app.command(
    "score",
    cls=DutchCommand,
    help="Reken metingen door en zeg bij elke norm waarom.",
    epilog="""weerbaar score gemeente.yaml
weerbaar score gemeente.yaml --peildatum 2025-01-01
weerbaar score metingen/*.yaml --eis 'voldoet>=80%' --eis geen:voldoet_niet""",
)(score.score)
app.command(
    "explain",
    cls=DutchCommand,
    help="Leg het oordeel over een norm uit, of een code van een bevinding.",
    epilog="""weerbaar explain gemeente.yaml 3d
weerbaar explain dubbele-sleutel""",
)(explain.explain)
raamwerken.callback(
    help="Toon de raamwerken, of één raamwerk met zijn normen.",
    epilog="""weerbaar frameworks
weerbaar frameworks twente-basis-op-orde
weerbaar frameworks check mijn-raamwerk.yaml""",
)(frameworks.list_all)
raamwerken.command(
    frameworks.SHOW,
    cls=DutchCommand,
    hidden=True,
    help="Toon één raamwerk met zijn normen.",
    epilog="weerbaar frameworks twente-basis-op-orde --format json",
)(frameworks.show)
raamwerken.command(
    "check",
    cls=DutchCommand,
    help="Controleer een raamwerk en reken zijn eigen gevallen na.",
    epilog="weerbaar frameworks check mijn-raamwerk.yaml",
)(frameworks.check)
app.add_typer(raamwerken, name="frameworks")


def main(args: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; no traceback ever reaches a user."""
    use_utf8()
    try:
        return run_dutch(app, args)
    except UnreadableData as error:
        for melding in error.meldingen:
            show_melding(melding, to_stderr=True)
        return _tell(error)
    except WeerbaarError as error:
        return _tell(error)
    except KeyboardInterrupt:
        say("Afgebroken.")
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 the boundary
        return _confess(error)


def _tell(error: WeerbaarError) -> int:
    say(f"Fout: {error.message}." if error.message[-1:].isalnum() else f"Fout: {error.message}")
    if error.tip:
        say(f"  → {error.tip}")
    return error.exit_code


def _confess(error: Exception) -> int:
    """A bug of ours: where it happened, never what stood in the files."""
    if os.environ.get("WEERBAAR_DEBUG"):
        raise error
    trace, place = error.__traceback__, "onbekende plaats"
    while trace is not None:
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    say(f"Dit is een fout in weerbaar {__version__}, niet in uw bestanden.")
    say(f"  → Meld deze regel: {type(error).__name__} in {place}. Uw bestanden zijn ongewijzigd.")
    return BUG


def run() -> None:
    """The console script."""
    sys.exit(main())
