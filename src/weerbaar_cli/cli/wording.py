"""How one argument or option is worded in Dutch, in help and in messages."""

from __future__ import annotations

from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, get_args

from typer.core import TyperArgument, TyperOption

Param = TyperArgument | TyperOption

_PATH_WORDS = {"file": "BESTAND", "dir": "MAP", "path": "PAD"}


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
        f"minstens {param.min}": param.min is not None,
        f"hoogstens {param.max}": param.max is not None,
        "herhaalbaar": param.multiple,
        "verplicht": param.required,
    }
    told = "; ".join(note for note, holds in notes.items() if holds)
    return help_name(param), f"{param.help or ''}  {f'[{told}]' if told else ''}".strip()


def _default(param: Param) -> str:
    default = param.default
    if isinstance(param.show_default, str):
        return param.show_default
    if not param.show_default or default is None or callable(default):
        return ""
    if isinstance(param, TyperOption) and param.is_flag:
        return (param.opts if default else param.secondary_opts or [""])[0]
    return ", ".join(map(_spelled, default if isinstance(default, list | tuple) else [default]))


def placeholder(param: Param) -> str:
    """The word that stands for the value: `METING`, `DATUM`, `tabel|json`."""
    if param.metavar or isinstance(param, TyperArgument):
        return param.metavar or param.name.upper()
    kind = kind_of(param)
    if issubclass(kind, Path):
        return _PATH_WORDS[param.type_descriptor.path_type]
    word = "DATUM" if issubclass(kind, date) else "TEKST"
    return "|".join(choices_of(param)) or ("GETAL" if issubclass(kind, int | float) else word)


def name_in_sentence(param: Param) -> str:
    """A parameter in a sentence: `het argument METING`, `de optie «--format»`."""
    if isinstance(param, TyperArgument):
        return f"het argument {placeholder(param)}"
    return f"de optie {quote(max(param.opts, key=len))}"


def kind_of(param: Param) -> type[Any]:
    """The Python type of one value, also inside a list."""
    annotation = param.type_descriptor.annotation
    kind = next(iter(get_args(annotation)), annotation)
    return kind if isinstance(kind, type) else object


def choices_of(param: Param) -> list[str]:
    return [_spelled(choice) for choice in param.type_descriptor.choices or ()]


def _spelled(value: Any) -> str:
    """A value as it is typed on the command line."""
    return str(value.value if isinstance(value, Enum) else value)


def quote(value: object) -> str:
    from weerbaar_cli.model.strict import clean  # late: it brings pydantic

    return f"«{clean(str(value), most=300)}»"
