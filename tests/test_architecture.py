"""The house (ontwerp §7): who may import whom, who touches what, and how large things are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

PACKAGE = "weerbaar_cli"
SOURCE = Path(__file__).parent.parent / "src" / PACKAGE

# Per room the rooms that it may import, besides itself. The room "" is the package: its version.
ROOMS = {
    "": set(),
    "errors": set(),
    "model": {"errors"},
    "engine": {"errors", "model"},
    "files": {"", "errors", "model"},
    "report": {"", "errors", "model"},
    "cli": {"", "errors", "model", "engine", "files", "report"},
    "__main__": {"cli"},
}
# Per library the modules that may import it; nobody where the tuple is empty: weerbaar is offline.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "rich": ("cli/*",),
    "typer": ("cli/*",),
    "pandas": ("engine/aggregate*.py",),
    "numpy": ("engine/aggregate*.py",),
    "jinja2": ("report/*",),
    "ruamel": ("files/*",),
    "yaml": ("files/*",),
    "subprocess": ("files/*",),
    "tempfile": ("files/*",),
    "shutil": ("files/*", "cli/*"),
    "os": ("files/*", "cli/*"),
    "sys": ("files/*", "cli/*"),
    "pathlib": ("files/*", "report/*", "cli/*"),
    # loads the one command that is wanted, and the model of a kind of file that is met
    "importlib": ("cli/main.py", "model/soort.py"),
    "random": (),
    "requests": (),
    "socket": (),
    "urllib": (),
    "http": (),
}
# Per name that reaches outside the program (a function or an attribute) the modules that may.
DOORS: dict[str, tuple[str, ...]] = {
    "print": ("cli/*",),
    "input": ("cli/*",),
    "open": ("files/*", "cli/*"),
    "read_text": ("files/*",),
    "read_bytes": ("files/*",),
    "write_text": ("files/*",),
    "write_bytes": ("files/*",),
    "environ": ("files/*", "cli/*"),
    "getenv": ("files/*", "cli/*"),
    "today": ("files/*", "cli/*"),
    "now": ("files/*", "cli/*"),
    "utcnow": (),
    "__import__": (),
}
DRAWERS = {"utils", "util", "common", "helpers", "helper", "base", "const", "constants", "misc"}
MAX_MODULE, MAX_FUNCTION, MAX_NESTING = 300, 50, 3
ANY_LENGTH = {"model/codes.py": "one table of texts, in which nothing is hard to find"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)


def complaints(name: str, source: str) -> list[str]:
    """What is wrong with one module; `name` is its path inside the package."""
    tree = ast.parse(source)
    return [
        *_shape(name, source, tree),
        *_imports(name, tree),
        *_doors(name, tree),
        *_functions(tree),
    ]


def _shape(name: str, source: str, tree: ast.Module) -> Iterator[str]:
    if not ast.get_docstring(tree):
        yield "no docstring"
    if DRAWERS & set(Path(name).with_suffix("").parts):
        yield "a drawer: name the thing"
    lines = len(source.splitlines())
    if lines > MAX_MODULE and name not in ANY_LENGTH:
        yield f"module of {lines} lines"


def _imports(name: str, tree: ast.Module) -> Iterator[str]:
    room = _room(Path(name).with_suffix("").parts)
    for module in _imported(tree):
        top, *rest = module.split(".")
        if top == PACKAGE and _room(rest) not in ROOMS[room] | {room}:
            yield f"{room} imports {module}"
        if not _may(name, LIBRARIES.get(top)):
            yield f"imports {top}"


def _imported(tree: ast.Module) -> Iterator[str]:
    """Full names of what is imported, also late and only for types."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # A relative import would hide its room; the package has none, and gets none.
            module = node.module if node.level == 0 and node.module else f"{PACKAGE}.relative"
            # `from weerbaar_cli import cli` names a room, `… import __version__` does not.
            names = [alias.name for alias in node.names if alias.name in ROOMS]
            rooms = [f"{module}.{one}" for one in names] if module == PACKAGE else []
            yield from rooms or [module]


def _room(parts: list[str] | tuple[str, ...]) -> str:
    return parts[0] if parts and parts[0] != "__init__" else ""


def _doors(name: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        word = ""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            word = node.func.id
        elif isinstance(node, ast.Attribute):
            word = node.attr
        if not _may(name, DOORS.get(word)):
            yield f"line {node.lineno} uses {word}"  # type: ignore[attr-defined]


def _may(name: str, where: tuple[str, ...] | None) -> bool:
    return where is None or any(fnmatch(name, pattern) for pattern in where)


def _functions(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, Function):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MAX_FUNCTION:
                yield f"{node.name} has {length} lines"
            if (depth := max(map(nesting, node.body))) > MAX_NESTING:
                yield f"{node.name} nests {depth} deep"


def nesting(node: ast.AST) -> int:
    """How many blocks stand in each other; elif is no deeper, an inner function counts itself."""
    if isinstance(node, Function | ast.ClassDef):
        return 0
    own = isinstance(node, BLOCKS)
    parts = list(ast.iter_child_nodes(node))
    deepest = max((nesting(part) - _is_elif(node, part) for part in parts), default=0)
    return own + deepest


def _is_elif(node: ast.AST, part: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(part, ast.If) and node.orelse == [part]


MODULES = {path.relative_to(SOURCE).as_posix(): path for path in sorted(SOURCE.rglob("*.py"))}


@pytest.mark.parametrize("name", MODULES)
def test_every_module_keeps_to_the_house(name: str) -> None:
    assert complaints(name, MODULES[name].read_text(encoding="utf-8")) == []


def test_the_rooms_are_found() -> None:
    assert {_room(Path(name).with_suffix("").parts) for name in MODULES} <= ROOMS.keys()
    assert {"model/oordeel.py", "engine/score.py", "files/yaml.py", "cli/main.py"} <= MODULES.keys()


def test_exceptions_are_still_needed_by_a_module() -> None:
    assert ANY_LENGTH.keys() <= MODULES.keys()


BAD_SNIPPET = """
import os
import pandas as pd
import yaml
from datetime import date
from rich.table import Table
from weerbaar_cli import cli
from weerbaar_cli.files.document import Document
from .score import judge

def count(path):
    print(path.read_text(), open(path), os.environ, date.today())
    for a in path:
        if a:
            pass
        elif b:
            with a:
                while b:
                    pass
"""


def test_the_checker_sees_every_kind_of_trespass() -> None:
    assert complaints("engine/utils.py", BAD_SNIPPET) == [
        "no docstring",
        "a drawer: name the thing",
        "imports os",
        "imports pandas",
        "imports yaml",
        "imports rich",
        "engine imports weerbaar_cli.cli",
        "engine imports weerbaar_cli.files.document",
        "engine imports weerbaar_cli.relative",
        "line 12 uses print",
        "line 12 uses open",
        "line 12 uses environ",
        "line 12 uses read_text",
        "line 12 uses today",
        "count nests 4 deep",
    ]


def test_the_checker_measures() -> None:
    long = '"""Long."""\ndef count():\n' + "    pass\n" * 50
    assert complaints("model/tijd.py", long) == ["count has 51 lines"]
    assert complaints("model/tijd.py", '"""Long."""\n' * 301) == ["module of 301 lines"]
    assert complaints("model/codes.py", '"""Long."""\n' * 301) == []


@pytest.mark.parametrize(
    ("name", "line", "good"),
    [
        ("model/norm.py", "from weerbaar_cli.errors import BUG", True),
        ("model/norm.py", "from weerbaar_cli.engine.score import judge", False),
        ("report/page.py", "from weerbaar_cli.engine.score import judge", False),
        ("files/store.py", "from weerbaar_cli.engine.score import judge", False),
        ("files/store.py", "import weerbaar_cli.cli.main", False),
        ("errors.py", "from weerbaar_cli.model.tijd import dutch", False),
        ("cli/score.py", "from weerbaar_cli.engine.score import judge", True),
        ("cli/score.py", "from weerbaar_cli import __version__", True),
        ("engine/aggregate_trend.py", "import pandas", True),
        ("engine/score.py", "import pandas", False),
        ("cli/score.py", "import pandas", False),
        ("files/excel.py", "from ruamel.yaml import YAML", True),
        ("cli/score.py", "import socket", False),
    ],
)
def test_who_may_import_what(name: str, line: str, good: bool) -> None:
    assert (complaints(name, f'"""Duty."""\n{line}\n') == []) is good
