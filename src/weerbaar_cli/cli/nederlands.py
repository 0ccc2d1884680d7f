"""The Dutch layer over typer: help and usage errors without one English word.

Typer's texts are English and mostly hard-coded. So help is drawn here, and an error is retold from
its parts (class, parameter, value); typer's own sentence is read only where it keeps no parts.
A parser of ours raises WeerbaarError, which passes through untouched. Where this layer does not
reach typer still speaks English: do not use `deprecated=`, `prompt=` or a bool argument.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from typer._click import ClickException, Command, Context, HelpFormatter
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer._coercion import bool_flag_type_descriptor, resolve_type_descriptor
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command
from typer.models import OptionInfo

from weerbaar_cli.cli.console import CSV_NL, MET_INHOUD, ONVERSLEUTELD, SLEUTEL, drop, say
from weerbaar_cli.errors import INTERRUPTED, UNUSABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Rows = list[tuple[str, str]]

READER_LEFT = 141  # 128 + SIGPIPE, what a shell shows for any program whose reader went away

_UNREADABLE = r"""(?s)(?:file|dir|path) ('.*'|".*") is not readable\."""
_EXTRA_ARGUMENTS = r"(?s)Got unexpected extra argument\(s\) \((.*)\)"


# Those without a form to choose, and yet with a file of what was answered.
WRITERS = ("form", "export", "split")


class _DutchHelp(Command):
    """What a command and a group share: one help page in plain Dutch text."""

    usage_tail = ""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Toon deze hulp en stop."
        return option

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            # The parser forgets the context of some errors; without it no --help can be named.
            error.ctx = error.ctx or ctx
            raise

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        # The plain route whatever rich_markup_mode says: no boxes, and rich is never imported.
        self.format_usage(ctx, formatter)
        self.format_help_text(ctx, formatter)
        self.format_options(ctx, formatter)
        self.format_epilog(ctx, formatter)

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        arguments = [usage_name(p) for p in self.params if isinstance(p, TyperArgument)]
        pieces = " ".join(["[OPTIES]", *arguments, self.usage_tail])
        formatter.write_usage(ctx.command_path, pieces.rstrip(), prefix="Gebruik: ")

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        for heading, rows in self.sections(ctx).items():
            if not rows:
                continue
            with formatter.section(heading):
                formatter.write_dl(rows)

    def sections(self, ctx: Context) -> dict[str, Rows]:
        shown = [param for param in _params(ctx) if not param.hidden]
        return {
            "Argumenten": [help_row(param) for param in shown if isinstance(param, TyperArgument)],
            "Opties": [help_row(param) for param in shown if isinstance(param, TyperOption)],
        }

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The epilog holds the examples, one command a line: kept as they stand, to be copied."""
        if self.epilog:
            examples = inspect.cleandoc(self.epilog).replace("\n", "\n  ")
            formatter.write(f"\nVoorbeelden:\n  {examples}\n")


# What holds for every command where it means something; the console reads it from the words.
FLAGS = {
    CSV_NL: "Schrijf CSV zoals Excel in Nederland het opent: puntkomma's en komma's in getallen.",
    MET_INHOUD: "Toon ook in CI de uitkomst, en wat er in de bestanden staat.",
    ONVERSLEUTELD: "Schrijf ook wat uit versleutelde metingen komt leesbaar weg, alleen voor u.",
    SLEUTEL: "Het bestand met uw sleutel, voor versleutelde metingen.",
}


def make_flag(name: str) -> TyperOption:
    """The option of whatever can meet a file with faults, or of whatever has a result."""
    if name == SLEUTEL:
        return _make_sleutel_option()
    return TyperOption(
        param_decls=[name],
        type_descriptor=bool_flag_type_descriptor(),
        is_flag=True,
        expose_value=False,
        default=False,
        help=FLAGS[name],
    )


def _make_sleutel_option() -> TyperOption:
    """The option of whatever can meet a sealed meting: the file with the key."""

    def keep(_ctx: Context, _param: object, value: str | None) -> None:
        if value is not None:
            from weerbaar_cli.files.sleutels import use_sleutel  # late: most werkmappen are open

            use_sleutel(Path(value))

    return TyperOption(
        param_decls=[SLEUTEL],
        type_descriptor=resolve_type_descriptor(str, OptionInfo()),
        expose_value=False,
        callback=keep,
        metavar="PAD",
        help=FLAGS[SLEUTEL],
    )


class DutchCommand(_DutchHelp, TyperCommand):
    """A command with Dutch help: `@app.command(cls=DutchCommand, epilog="weerbaar …")`.

    Each can meet a file with faults, so each has the option to show in CI too what stands there;
    the others only where they mean something.
    """

    meets_metingen = True

    def __init__(self, *args: Any, **attrs: Any) -> None:
        super().__init__(*args, **attrs)
        form = next((param for param in _params_of(self) if "--format" in param.opts), None)
        fitting = {
            CSV_NL: form is not None and "csv" in choices_of(form),
            ONVERSLEUTELD: self.meets_metingen and (form is not None or self.name in WRITERS),
            SLEUTEL: self.meets_metingen,
            MET_INHOUD: True,
        }
        self.params += [make_flag(name) for name, fits in fitting.items() if fits]


class OpenCommand(DutchCommand):
    """A command that no meting comes to: nothing is sealed there, and nothing is to be opened."""

    meets_metingen = False


class DutchGroup(_DutchHelp, TyperGroup):
    """A group with Dutch help: `typer.Typer(cls=DutchGroup, add_completion=False)`."""

    usage_tail = "COMMANDO …"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        english = [n for n, command in self.commands.items() if not isinstance(command, _DutchHelp)]
        if english:
            raise TypeError(f"no cls=DutchCommand or cls=DutchGroup on: {', '.join(english)}")

    def sections(self, ctx: Context) -> dict[str, Rows]:
        found: dict[str, Rows] = {}
        for name, command in self.commands.items():
            text = command.short_help or (command.help or "").strip().partition("\n")[0]
            if not command.hidden:
                kind = getattr(command, "rich_help_panel", None)
                found.setdefault(kind or "Commando's", []).append((name, text))
        return found | super().sections(ctx)

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            raise _NoSuchCommand(args[0], ctx)
        return super().resolve_command(ctx, args)


class _NoSuchCommand(UsageError):
    """Typer has only a sentence for this; here the message is the name that does not exist."""


def say_wrong_use(message: str, pointer: str) -> None:
    """What is wrong with the command line, and where help is."""
    say("\n".join([f"Fout: {message}", *filter(None, [pointer])]))


def run_dutch(
    app: typer.Typer,
    args: Sequence[str] | None = None,
    tell: Callable[[str, str], None] = say_wrong_use,
) -> int:
    """Run the app and return its exit code; wrong use becomes one Dutch message, which is told.

    Without `args` typer reads the command line itself, which on Windows also expands `*.yaml`.
    Exceptions that are not about the command line pass through.
    """
    try:
        code = _run(app, args, tell)
        sys.stdout.flush()  # a reader that left must be noticed here, not when Python shuts down
    except BrokenPipeError:
        drop(sys.stdout, sys.stderr)
        return READER_LEFT
    return code


def _run(app: typer.Typer, args: Sequence[str] | None, tell: Callable[[str, str], None]) -> int:
    command = _make_command(app)
    try:
        code = command.main(args=args, prog_name=command.name or None, standalone_mode=False)
    except NoArgsIsHelpError as error:
        say(error.message)
        return UNUSABLE
    except ClickException as error:
        ctx = error.ctx if isinstance(error, UsageError) else None
        tell(_retell(error), f"Zie «{ctx.command_path} --help»." if ctx else "")
        return UNUSABLE
    except typer.Abort:
        code = INTERRUPTED
    except SystemExit as stop:
        # Typer turns a broken pipe into exit code 1, which here means: there are findings.
        if isinstance(stop.__context__, BrokenPipeError):
            raise stop.__context__ from None
        raise
    if code == INTERRUPTED:
        say("Afgebroken.")
    return code if isinstance(code, int) else 0


@cache
def _make_command(app: typer.Typer) -> Command:
    """Once for an app: making it takes longer than most of what it runs."""
    return get_command(app)


def _suggest(word: str, known: Iterable[str]) -> str:
    from weerbaar_cli.model.bevinding import suggest  # late: only who mistypes needs the values

    return suggest(word, known)


def _retell(error: ClickException) -> str:
    """The Dutch sentence for an error; what nobody foresaw gets a general one."""
    match error:
        case _NoSuchCommand(ctx=Context(command=TyperGroup(commands=commands))):
            known = [name for name, command in commands.items() if not command.hidden]
            tip = _suggest(error.message, known)
            return f"Het commando {quote(error.message)} bestaat niet. {tip}".rstrip()
        case NoSuchOption(ctx=Context() as ctx):
            options = [p for p in _params(ctx) if isinstance(p, TyperOption) and not p.hidden]
            known = [name for option in options for name in option.opts + option.secondary_opts]
            tip = _suggest(error.option_name, known)
            return f"De optie {quote(error.option_name)} bestaat niet. {tip}".rstrip()
        case BadOptionUsage():
            verb = "krijgt geen waarde" if "not take" in error.message else "heeft een waarde nodig"
            return f"De optie {quote(error.option_name)} {verb}."
        case MissingParameter(param=TyperArgument() | TyperOption() as param):
            name = name_in_sentence(param)
            return f"{name[0].upper()}{name[1:]} ontbreekt. {_choose_from(param)}".rstrip()
        case BadParameter(param=TyperArgument() | TyperOption() as param):
            return _retell_value(error, param)
        case _:
            return _retell_sentence(error.message)


def _retell_sentence(message: str) -> str:
    if extra := re.fullmatch(_EXTRA_ARGUMENTS, message):
        return f"Er staat te veel op de opdrachtregel: {quote(extra[1])}."
    if message == "Missing command.":
        return "Het commando ontbreekt."
    return "Deze opdracht klopt niet."


def _retell_value(error: BadParameter, param: Param) -> str:
    if path := re.fullmatch(_UNREADABLE, error.message):
        return f"Het pad {quote(ast.literal_eval(path[1]))} is niet leesbaar."
    from pydantic import ValidationError  # late: help does without pydantic

    if not isinstance(error.__cause__, ValidationError):
        return f"De waarde van {name_in_sentence(param)} klopt niet."
    value, choices = str(error.__cause__.errors()[0]["input"]), choices_of(param)
    reason = "klopt niet."
    if choices:
        reason = f"bestaat niet. {_choose_from(param)} {_suggest(value, choices)}".rstrip()
    return f"De waarde {quote(value)} van {name_in_sentence(param)} {reason}"


def _choose_from(param: Param) -> str:
    choices = choices_of(param)
    return f"Kies uit: {', '.join(choices)}." if choices else ""


def _params(ctx: Context) -> list[Param]:
    return [param for param in ctx.command.get_params(ctx) if isinstance(param, Param)]


def _params_of(command: Command) -> list[Param]:
    return [param for param in command.params if isinstance(param, Param)]


Param = TyperArgument | TyperOption


def usage_name(argument: TyperArgument) -> str:
    return help_name(argument) if argument.required else f"[{help_name(argument)}]"


def help_name(param: Param) -> str:
    if isinstance(param, TyperArgument):
        return placeholder(param) + ("…" if param.nargs != 1 else "")
    names = ", ".join(sorted(param.opts, key=len))
    value = "" if param.is_flag else f" {placeholder(param)}"
    return " / ".join([names + value, *param.secondary_opts])


def help_row(param: Param) -> tuple[str, str]:
    default, choices = _default(param), choices_of(param)
    notes = {
        f"kies uit: {', '.join(choices)}": choices and isinstance(param, TyperArgument),
        f"standaard: {default}": default,
        "herhaalbaar": param.multiple,
        "verplicht": param.required,
    }
    told = "; ".join(note for note, holds in notes.items() if holds)
    return help_name(param), f"{param.help or ''}  {f'[{told}]' if told else ''}".strip()


def _default(param: Param) -> str:
    shown = param.show_default and isinstance(param.default, str)
    return str(param.default) if shown else ""


def placeholder(param: Param) -> str:
    """The word that stands for the value: `METING`, `DATUM`, `tabel|json`."""
    return param.metavar or "|".join(choices_of(param))


def name_in_sentence(param: Param) -> str:
    """A parameter in a sentence: `het argument METING`, `de optie «--format»`."""
    if isinstance(param, TyperArgument):
        return f"het argument {placeholder(param)}"
    return f"de optie {quote(max(param.opts, key=len))}"


def choices_of(param: Param) -> list[str]:
    return list(map(str, param.type_descriptor.choices or ()))


def quote(value: object) -> str:
    from weerbaar_cli.model.strict import clean  # late: it brings pydantic

    return f"«{clean(str(value), most=300)}»"
