"""The program: its commands, and the one boundary where an error becomes an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache, partial
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer

from weerbaar_cli import __version__
from weerbaar_cli.cli.console import (
    COMPLETE,
    for_reader,
    heed_flags,
    plain,
    say,
    show_json,
    show_melding,
    use_utf8,
)
from weerbaar_cli.cli.nederlands import (
    DutchCommand,
    DutchGroup,
    OpenCommand,
    run_dutch,
    say_wrong_use,
)
from weerbaar_cli.errors import (
    BUG,
    FULL_MEMORY,
    INTERRUPTED,
    LESS_AT_ONCE,
    STARVED,
    WeerbaarError,
)

HELP = """Meet hoe weerbaar gemeenten en partners zijn tegen ondermijning.

Feiten staan in YAML-bestanden; raamwerken zeggen wanneer een norm voldoet; weerbaar rekent uit
hoe het staat en zegt bij elke norm waarom. Afsluitcodes: 0 in orde, 1 bevindingen of een eis
niet gehaald, 2 verkeerd gebruik of onbruikbare invoer, 3 een fout in weerbaar, 130 afgebroken."""

EXAMPLES = """weerbaar validate gemeente.yaml
weerbaar score gemeente.yaml
weerbaar explain gemeente.yaml 3d
weerbaar help explain"""

# Name and line of help, by what they are for; so the list is shown without loading any command.
KINDS: dict[str, dict[str, str]] = {
    "Beginnen": {
        "init": "Begin een werkmap voor een heel district, klaar voor git en CI.",
        "new": "Begin een meting, met elke vraag erin.",
        "form": "Maak een pagina om een meting in te vullen, zonder iets te installeren.",
    },
    "Invullen": {
        "fill": "Vul een meting in aan de hand van vragen, in dit venster.",
        "export": "Maak een werkboek voor Excel of LibreOffice om een meting in te vullen.",
        "import": "Neem antwoorden uit werkboeken over, en toon eerst wat er verandert.",
        "split": "Verdeel een meting: per functie een bestand met alleen haar vragen.",
        "merge": "Zet delen van een meting bij elkaar, en toon eerst wat er verandert.",
        "intake": "Zet wat er per mail kwam in de werkmap, en zeg wie heeft ingeleverd.",
    },
    "Controleren en uitrekenen": {
        "validate": "Controleer bestanden en toon elke fout op zijn plaats.",
        "score": "Reken metingen door en zeg bij elke norm waarom.",
        "explain": "Leg het oordeel over een norm uit, of een code van een bevinding.",
        "compare": "Vergelijk twee metingen en zeg waardoor het verschil komt.",
        "trend": "Toon het verloop over meer metingen, en of u op koers ligt.",
        "plan": "Zeg wat er nog moet gebeuren, de kortste weg eerst; voor één of voor allemaal.",
    },
    "Rapporten": {
        "report": "Maak een rapport, voor uzelf of van een heel district.",
        "leaks": "Zoek in wat u naar buiten brengt naar namen, codes en aliassen van partijen.",
        "publicaties": "Toon wat er van een groep is gepubliceerd, en wat er nu kan.",
        "verify": "Maak een rapport opnieuw uit de metingen en noem het eerste verschil.",
    },
    "Versleutelen": {
        "key": "Maak een sleutel om versleutelde metingen mee te openen.",
        "seal": "Versleutel metingen voor wie ze mogen lezen.",
        "open": "Toon wat er in een versleutelde meting staat.",
        "textconv": "Laat git het verschil tussen versleutelde metingen tonen.",
    },
    "Naslag": {
        "frameworks": "Toon de raamwerken, of één raamwerk met zijn normen.",
        "schema": "Toon of schrijf de JSON Schema's waarmee een editor uitlegt en controleert.",
        "completion": "Toon het script waarmee uw opdrachtschil aanvult.",
    },
}
COMMANDS = {name: text for kind in KINDS.values() for name, text in kind.items()}

# Those with commands of their own below them.
GROUPS = ("frameworks", "key")
# Those that no meting comes to.
OPEN = ("init", "leaks", "schema", "completion")
# What is a word of the language itself has another for its module.
MODULES = {"import": "invoer"}
# The kinds whose commands have a folder of their own.
FOLDERS = {"Invullen": "invullen.", "Versleutelen": "versleutelen."}

# What a command loads before it reads anything, and then some: a library that is not written in
# Python does not always say what it lacks, and takes the whole program down instead.
LOADED = 45_000_000
# What loading a library may take; with less, whatever went wrong went wrong for want of it.
ROOM = 150_000_000
# What a library says then; what it says of a template may be that as well.
MAY_BE_STARVED = (ImportError, *STARVED)
PLUGINS = "pydantic.plugin._loader"
SLEUTELS = "weerbaar_cli.files.sleutels"


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


@cache
def make_app(*wanted: str, alone: bool = False) -> typer.Typer:
    """The program, with only the wanted commands loaded; the others are a line of help.

    Those are left out too where it is certain that a wanted one runs: `alone`.
    """
    app = typer.Typer(
        name="weerbaar",
        cls=DutchGroup,
        add_completion=False,
        help=HELP,
        epilog=EXAMPLES,
        no_args_is_help=True,  # and still exit code 2: a script may have lost its words
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=False)(options)
    listed = ((kind, name) for kind, names in KINDS.items() for name in names)
    for kind, name in (one for one in listed if one[1] in wanted or not alone):
        cls = OpenCommand if name in OPEN else DutchCommand
        add = partial(app.command, name, cls=cls, help=COMMANDS[name], rich_help_panel=kind)
        if name not in wanted:
            add()(_not_loaded)
            continue
        own = MODULES.get(name, name)
        module = import_module(f"weerbaar_cli.cli.{FOLDERS.get(kind, '')}{own}")
        if name in GROUPS:
            app.add_typer(module.make_group(COMMANDS[name]), name=name, rich_help_panel=kind)
        else:
            # A command is the function that is called like its file.
            add(epilog=module.VOORBEELDEN)(getattr(module, own))
    return app


def _not_loaded() -> int:
    raise AssertionError("a command that runs is loaded first")


def main(args: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; no traceback ever reaches a user."""
    use_utf8()
    if (sleutels := sys.modules.get(SLEUTELS)) is not None:  # of an earlier run in this process
        sleutels.begin_run()
    _leave_out_plugins()
    words = sys.argv[1:] if args is None else args
    if words and words[0] == "help":
        args = words = [*words[1:], "--help"]
    heed_flags(words)
    try:
        return _run(words, args)
    except KeyboardInterrupt:
        say("Afgebroken.")
        return INTERRUPTED
    except STARVED:
        pass  # what was at work lets go of its memory first: else there may be none to say it
    return _tell(WeerbaarError(FULL_MEMORY, tip=LESS_AT_ONCE), words)


def _run(words: Sequence[str], args: Sequence[str] | None) -> int:
    try:
        _name_paths(words)
        wanted = list(_wanted(words))
        if wanted and _is_starved(LOADED):
            raise MemoryError
        app = make_app(*wanted, alone=bool(words) and words[0] in COMMANDS)
        code = run_dutch(app, args, partial(_tell_wrong_use, words))
        _warn_of_key()
        return code
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 the boundary
        return _tell_why(error, words)


def _leave_out_plugins() -> None:
    """Plugins of other packages have no business here.

    Where pydantic is told so it still loads what would find them, which costs a start 11 ms.
    """
    loader = ModuleType(PLUGINS)
    loader.__dict__["get_plugins"] = tuple
    sys.modules.setdefault(PLUGINS, loader)


def _warn_of_key() -> None:
    """A key is only worth something as long as nobody else has it."""
    sleutels = sys.modules.get(SLEUTELS)
    if sleutels is not None and sleutels.others_may_read():
        say("waarschuwing: ook anderen op deze computer kunnen het bestand met uw sleutel lezen.")
        say("  → Maak het alleen voor u leesbaar: chmod 600 BESTAND")


def _tell_why(error: Exception, words: Sequence[str]) -> int:
    """A library that found no room to load says that it is broken, or not there at all."""
    said = isinstance(error, WeerbaarError) and not isinstance(error.__context__, MAY_BE_STARVED)
    if not said and _is_starved(ROOM):
        raise MemoryError
    if isinstance(error, WeerbaarError):
        return _tell(error, words)
    return _tell(_unwritable(error), words) if isinstance(error, OSError) else _confess(error)


def _is_starved(need: int) -> bool:
    try:
        from weerbaar_cli.model.budget import has_room  # late: not even that may be loadable
    except Exception:  # noqa: BLE001
        return True
    return not has_room(need)


def _name_paths(words: Sequence[str]) -> None:
    """Tell which files are meant, behind an option too, before one of them is spoken of."""
    parts = (Path(part) for word in words for part in (word, word.partition("=")[2]))
    absolute = [path for path in parts if path.is_absolute()]
    if absolute:
        from weerbaar_cli.files.vinden import name_paths  # late: it brings pydantic

        name_paths(absolute)


def _wanted(words: Sequence[str]) -> Iterable[str]:
    """The command that is asked; a shell that completes may need any of them."""
    if COMPLETE in os.environ:
        import_module("weerbaar_cli.cli.completion").prepare()
        return COMMANDS
    return [word for word in words if word in COMMANDS][:1]


def _unwritable(error: OSError) -> WeerbaarError:
    """A disk that is full or a place that vanished is the user's to mend, not a bug of ours."""
    from weerbaar_cli.files.vinden import shown_path  # late: it brings pydantic

    tip = "Is de schijf vol, of is de map of verbinding weggevallen?"
    place = f" ({shown_path(Path(str(error.filename)))})" if error.filename else ""
    return WeerbaarError(f"lezen of schrijven lukt niet{place}", tip=tip)


def _tell_wrong_use(words: Sequence[str], message: str, pointer: str) -> None:
    message = _call_paths(message)
    say_wrong_use(message, pointer)
    _show_fout(words, message, pointer)


def _tell(error: WeerbaarError, words: Sequence[str]) -> int:
    for melding in error.meldingen:
        show_melding(melding, to_stderr=True)
    for line in error.regels:
        say(line)
    message, tip = _call_paths(plain(error.message)), plain(error.tip)
    message = f"{message}{'' if message.endswith(('.', '?', '!')) else '.'}"
    say(f"Fout: {message}")
    if tip:
        say(f"  → {tip}")
    _show_fout(words, message, tip, error.meldingen)
    return error.exit_code


def _call_paths(text: str) -> str:
    """What was typed where another word is asked may be a path: it is called as every file is."""
    for word in (part.partition("»")[0] for part in text.split("«")[1:]):
        if (path := Path(word)).is_absolute() and path.name:
            from weerbaar_cli.files.vinden import shown_path  # late: it brings pydantic

            text = text.replace(f"«{word}»", f"«{shown_path(path)}»")
    return text


def _show_fout(words: Sequence[str], message: str, tip: str, meldingen: Sequence[Any] = ()) -> None:
    """Where a program asked for JSON or for findings, it is told so why there is no result."""
    asked = _asked_form(words)
    if meldingen and asked not in ("", "json"):
        _show_meldingen(asked, meldingen)
    if asked != "json":
        return
    from weerbaar_cli.views.bevindingendata import Fout  # late: it brings pydantic

    fout = {"bericht": message, "tip": tip}
    shape = {"fout": fout, "bevindingen": tuple(map(for_reader, meldingen))}
    found = Fout.model_validate(shape, from_attributes=True)
    with suppress(OSError):  # it is stdout that failed
        show_json(found.model_dump(mode="json"))
        sys.stdout.flush()


def _show_meldingen(asked: str, meldingen: Sequence[Any]) -> None:
    from weerbaar_cli.files.vinden import place_in_git  # late: only on the way out
    from weerbaar_cli.formats.meldingen import MAKERS, below  # late: the same

    if asked in MAKERS:
        found = [below(for_reader(one), place_in_git()) for one in meldingen]
        print(MAKERS[asked](found), end="")


def _asked_form(words: Sequence[str]) -> str:
    """What the last `--format` says; looked up here, for the words may be wrong."""
    said = ""
    options = iter(takewhile(lambda word: word != "--", words))
    for word in options:
        if word == "--format":
            said = next(options, "")
        elif word.startswith("--format="):
            said = word.removeprefix("--format=")
    return said


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
