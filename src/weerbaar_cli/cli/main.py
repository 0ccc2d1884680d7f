"""The program: its commands, and the one boundary where an error becomes an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli import __version__
from weerbaar_cli.cli.commands import COMMANDS, COMPLETE
from weerbaar_cli.cli.console import say, show_melding, use_utf8
from weerbaar_cli.cli.nederlands import DutchCommand, DutchGroup, run_dutch
from weerbaar_cli.errors import BUG, INTERRUPTED, WeerbaarError

HELP = """Meet hoe weerbaar gemeenten en partners zijn tegen ondermijning.

Feiten staan in YAML-bestanden; raamwerken zeggen wanneer een norm voldoet; weerbaar rekent uit
hoe het staat en zegt bij elke norm waarom. Afsluitcodes: 0 in orde, 1 bevindingen of een eis
niet gehaald, 2 verkeerd gebruik of onbruikbare invoer, 3 een fout in weerbaar, 130 afgebroken."""

EXAMPLES = """weerbaar validate gemeente.yaml
weerbaar score gemeente.yaml
weerbaar explain gemeente.yaml 3d"""

PLUGINS_OFF = "PYDANTIC_DISABLE_PLUGINS"


def show_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        print(f"weerbaar {__version__}")
        raise typer.Exit


def options(
    versie: Annotated[
        bool,
        typer.Option("--version", callback=show_version, is_eager=True, help="Toon de versie."),
    ] = False,
) -> None:
    """Options of the program itself."""


def make_app(wanted: Container[str]) -> typer.Typer:
    """The program, with only the wanted commands loaded; the others are a line of help."""
    app = typer.Typer(
        name="weerbaar", cls=DutchGroup, add_completion=False, help=HELP, epilog=EXAMPLES
    )
    app.callback(invoke_without_command=False)(options)
    for name, text in COMMANDS.items():
        if name not in wanted:
            app.command(name, cls=DutchCommand, help=text)(_not_loaded)
        else:
            module = import_module(f"weerbaar_cli.cli.{name}")
            module.register(app, text)
    return app


def _not_loaded() -> int:
    raise AssertionError("a command that runs is loaded first")


def main(args: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; no traceback ever reaches a user."""
    use_utf8()
    # Plugins of other packages have no business here, and looking for them costs a start 20 ms.
    os.environ.setdefault(PLUGINS_OFF, "__all__")
    try:
        return run_dutch(make_app(_wanted(sys.argv[1:] if args is None else args)), args)
    except WeerbaarError as error:
        return _tell(error)
    except OSError as error:
        return _tell(_unwritable(error))
    except KeyboardInterrupt:
        say("Afgebroken.")
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 the boundary
        return _confess(error)


def _wanted(words: Sequence[str]) -> Container[str]:
    """The command that is asked; a shell that completes may need any of them."""
    if COMPLETE in os.environ:
        import_module("weerbaar_cli.cli.completion").prepare()
        return COMMANDS
    return [word for word in words if word in COMMANDS][:1]


def _unwritable(error: OSError) -> WeerbaarError:
    """A disk that is full or a place that vanished is the user's to mend, not a bug of ours."""
    from weerbaar_cli.model.strict import clean  # late: it brings pydantic

    tip = "Is de schijf vol, of is de map of verbinding weggevallen?"
    place = f" ({clean(str(error.filename))})" if error.filename else ""
    return WeerbaarError(f"lezen of schrijven lukt niet{place}", tip=tip)


def _tell(error: WeerbaarError) -> int:
    for melding in getattr(error, "meldingen", ()):
        show_melding(melding, to_stderr=True)
    say(f"Fout: {error.message}{'' if error.message.endswith(('.', '?', '!')) else '.'}")
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
