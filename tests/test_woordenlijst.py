"""The glossary is law: every key, value, result and option is in it, and it has nothing else."""

from __future__ import annotations

import ast
import dataclasses
import pkgutil
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct
from typer.core import TyperOption

import weerbaar_cli.feitsoorten
import weerbaar_cli.model
from tests.cli.test_help import EVERY
from tests.woordenlijst import ENGLISH, FORMS, LIST, WOORDEN, rows
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.strict import Strict

ROOT = Path(__file__).parent.parent
# Machinery that stands beside the words only because the types need it: no word of a file.
MECHANISM = {
    "Reading", "Code", "Toetskader", "Lezing",
    "Werkboek", "Invulblad", "Invulkolom", "Boekrij", "Boekcel",
}  # fmt: skip


def modules() -> list[ModuleType]:
    packages = (weerbaar_cli.model, weerbaar_cli.feitsoorten)
    names = [
        one.name
        for package in packages
        for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    return [import_module(name) for name in (*names, "weerbaar_cli.leaks.uitgelezen")]


def classes() -> Iterator[type]:
    """Every file model and every result dataclass."""
    for module in modules():
        for found in vars(module).values():
            own = isinstance(found, type) and found.__module__ == module.__name__
            if own and found.__name__ not in MECHANISM and is_value(found):
                yield found


def fields_of(kind: type) -> Sequence[str]:
    """What a value of this kind holds."""
    if dataclasses.is_dataclass(kind):
        return [one.name for one in dataclasses.fields(kind)]
    found: Sequence[str] = getattr(kind, "_fields", ()) or getattr(kind, "__struct_fields__", ())
    return found


def is_value(found: type) -> bool:
    row = hasattr(found, "_fields") and found.__module__.startswith("weerbaar_cli.model")
    if row or dataclasses.is_dataclass(found) or Struct in found.__mro__[1:]:
        return True
    return issubclass(found, Strict) and found is not Strict


def literals(annotation: Any) -> Iterator[str]:
    """The words of every Literal inside an annotation."""
    if get_origin(annotation) is Literal:
        yield from (str(one) for one in get_args(annotation))
        return
    for inner in get_args(annotation):
        yield from literals(inner)


def words_of(found: type) -> Iterator[str]:
    """Keys, literals and derived properties of one class."""
    if issubclass(found, Strict):
        for name, field in found.model_fields.items():
            yield field.alias or name
            yield from literals(field.annotation)
    else:
        hints = get_type_hints(found)
        for name in fields_of(found):
            yield name
            yield from literals(hints[name])
    for name, member in vars(found).items():
        if isinstance(member, property | cached_property):
            yield name


def options() -> Iterator[str]:
    """The words of the command line: commands, and options without their dashes."""
    for line, command in EVERY.items():
        yield from line
        for param in command.params:
            if isinstance(param, TyperOption) and not param.hidden:
                yield max(param.opts, key=len).lstrip("-")


def used() -> dict[str, str]:
    """Every word with the first place that uses it."""
    found: dict[str, str] = {}
    for one in classes():
        for word in words_of(one):
            if not word.startswith("_"):
                found.setdefault(word, one.__name__)
    for soort in SOORTEN:
        found.setdefault(soort, "soorten")
    for option in options():
        if option not in ENGLISH and option not in HIDDEN:
            found.setdefault(option, "command line")
    return found


HIDDEN = {"show"}  # `frameworks ID` without the word
USED = used()


def parts(word: str) -> list[str]:
    """The whole word when it is listed, else the words between its underscores."""
    return [word] if word in FORMS else word.split("_")


@pytest.mark.parametrize("word", sorted(USED))
def test_every_word_is_in_the_list(word: str) -> None:
    missing = [part for part in parts(word) if part not in FORMS]
    assert missing == [], f"{USED[word]}.{word}: add it to {LIST.name}, or use a word that is there"


def test_the_list_has_no_word_that_nothing_uses() -> None:
    seen = {FORMS[part].woord for word in USED for part in parts(word) if part in FORMS}
    assert [one.woord for one in WOORDEN if not one.begrip and one.woord not in seen] == []


def test_a_concept_is_no_key_or_value() -> None:
    """A concept that became a key loses its mark."""
    seen = {FORMS[part].woord for word in USED for part in parts(word) if part in FORMS}
    assert [one.woord for one in WOORDEN if one.begrip and one.woord in seen] == []


def test_every_word_stands_once_and_in_order() -> None:
    for words in ([one.woord for one in WOORDEN], ENGLISH):
        assert words == sorted(words)
        assert len(words) == len(set(words))
    forms = [form for one in WOORDEN for form in one.forms if form != "–"]
    assert len(forms) == len(set(forms)), "one word, one meaning"


def test_every_row_is_whole() -> None:
    assert all(len(cells) == 4 and all(cells) for cells in rows("Nederlandse woorden"))
    assert all(len(cells) == 2 and all(cells) for cells in rows("Engelse woorden"))


def function_verbs() -> set[str]:
    """The first word of every function in the program."""
    return {
        node.name.lstrip("_").partition("_")[0]
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }


def file_names() -> set[str]:
    """The words in names of files and folders of the program."""
    paths = (path.relative_to(ROOT).with_suffix("") for path in (ROOT / "src").rglob("*.py"))
    return {word for path in paths for part in path.parts for word in part.split("_")}


def test_every_english_word_is_used() -> None:
    assert set(ENGLISH) <= function_verbs() | set(options()) | file_names()


def test_every_command_and_option_is_in_one_of_the_tables() -> None:
    assert {word for word in options() if word not in FORMS and word not in ENGLISH} <= HIDDEN
