"""What starts fast stays fast: heavy libraries load only in the commands that use them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.steekproef import sample

ROOT = Path(__file__).parent.parent
METING = "tests/cases/golden/voorbeeldstad-zelfscan.yaml"
# Only a toetsing that does not say what followed then is held against the engine.
ZONDER_TOETSING = "examples/twente/metingen/voorbeeldstad-zelfscan-2024.yaml"
HEAVY = {"pandas", "numpy", "jinja2", "ruamel"}
# What neither a check of a file nor JSON needs.
BEYOND = {"leaks", "editor", "formats.scherm", "formats.html", "formats.sjablonen.omgeving"}
PROGRAM = """
import sys
from weerbaar_cli.cli.main import main
code = main(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
sys.exit(code)
"""


def loaded_by(*args: str) -> set[str]:
    """The libraries that are loaded after one run of the program, by their top names."""
    return {name.partition(".")[0] for name in loaded_names(*args)}


def loaded_names(*args: str) -> set[str]:
    """Every module that is loaded after one run of the program."""
    command = [sys.executable, "-c", PROGRAM, *args]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "args",
    [
        ["--help"],
        ["--version"],
        ["score", "--help"],
        ["validate", METING],
        ["validate", METING, "--format", "json"],
        ["score", METING, "--format", "json"],
        ["explain", METING, "3d", "--format", "json"],
        ["frameworks", "--format", "json"],
    ],
    ids=" ".join,
)
def test_a_command_without_a_table_needs_no_rich(args: list[str]) -> None:
    assert loaded_by(*args) & (HEAVY | {"rich", "pickle", "zipfile"}) == set()


@pytest.mark.parametrize("arg", ["--help", "--version"])
def test_the_help_needs_no_values_nor_models(arg: str) -> None:
    assert loaded_names(arg) & {"msgspec", "pydantic", "yaml"} == set()


def test_a_table_needs_rich_and_nothing_heavy() -> None:
    loaded = loaded_by("score", METING)
    assert "rich" in loaded
    assert loaded & HEAVY == set()


def test_a_report_on_the_screen_needs_no_templates() -> None:
    loaded = loaded_by("report", METING)
    assert "rich" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize("vorm", ["json", "csv"])
def test_a_report_for_programs_needs_neither(vorm: str) -> None:
    assert loaded_by("report", METING, "--format", vorm) & (HEAVY | {"rich"}) == set()


@pytest.mark.parametrize("vorm", ["html", "markdown"])
def test_a_report_to_read_needs_templates_and_no_more(vorm: str) -> None:
    assert loaded_by("report", METING, "--format", vorm) & (HEAVY | {"rich"}) == {"jinja2"}


@pytest.mark.parametrize(
    ("args", "data"),
    sample(
        [
            (["score", METING], "views.scoredata"),
            (["plan", METING], "views.plandata"),
            (["report", METING, "--format", "markdown"], "views.eigen.data"),
        ],
        3,
    ),
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_a_page_makes_no_models_for_programs(args: list[str], data: str) -> None:
    """They are there for JSON alone."""
    assert f"weerbaar_cli.{data}" not in loaded_names(*args)
    assert f"weerbaar_cli.{data}" in loaded_names(args[0], METING, "--format", "json")


COUNTING = """
import dataclasses, sys
from weerbaar_cli.cli.main import main
code = main(sys.argv[1:])
ours = {name.partition(".")[2]: one for name, one in sys.modules.items() if "weerbaar_cli." in name}
classes = [
    kind
    for module in ours.values()
    for kind in vars(module).values()
    if isinstance(kind, type) and kind.__module__ == module.__name__
]
made = [one for one in classes if dataclasses.is_dataclass(one) or hasattr(one, "model_fields")]
print(len(made), "pydantic.root_model" in sys.modules, *ours, file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize(
    ("args", "most_modules", "most_classes"),
    [
        (["--help"], 5, 0),
        (["validate", ZONDER_TOETSING], 75, 65),
        (["validate", ZONDER_TOETSING, "--format", "json"], 79, 74),
        (["score", METING, "--format", "json"], 91, 87),
        (["explain", METING, "3d", "--format", "json"], 97, 91),
        (["frameworks", "--format", "json"], 90, 107),
        (["compare", METING, METING, "--format", "json"], 100, 83),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_a_start_makes_few_of_our_modules_and_classes(
    args: list[str], most_modules: int, most_classes: int
) -> None:
    """A module costs a start about 0.3 ms; a dataclass or a model 0.3, a struct hardly anything."""
    command = [sys.executable, "-c", COUNTING, *args]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    classes, root_model, *ours = done.stderr.splitlines()[-1].split()
    assert int(classes) <= most_classes
    assert len(ours) <= most_modules
    assert root_model == "False"  # a model for a list is made at once, with all that it needs
    assert BEYOND & set(ours) == set()


PATTERNS = """
import re._compiler as compiler, sys
asked = []
compile_ = compiler.compile
compiler.compile = lambda *given: asked.append(given[0]) or compile_(*given)
from weerbaar_cli.cli.main import main
code = main(sys.argv[1:])
from yaml.reader import Reader
print(len(asked), bool(Reader.NON_PRINTABLE.search(chr(7))), len(asked), file=sys.stderr)
sys.exit(code)
"""


def test_a_start_makes_few_patterns() -> None:
    """PyYAML has those of a reader in Python too, but makes them when it comes to that."""
    command = [sys.executable, "-c", PATTERNS, "validate", ZONDER_TOETSING]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    made, found, afterwards = done.stderr.splitlines()[-1].split()
    assert int(made) <= 62
    assert (found, int(afterwards)) == ("True", int(made) + 1)


@pytest.mark.parametrize("args", [[], ["--format", "json"]], ids=["lines", "json"])
def test_a_check_of_a_file_needs_no_page(args: list[str]) -> None:
    command = [sys.executable, "-c", COUNTING, "validate", METING, *args]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    assert "blad.blad" not in done.stderr.splitlines()[-1].split()


ENDING = """
import atexit, sys
from weerbaar_cli.__main__ import run
atexit.register(print, "taken down", file=sys.stderr)
run()
"""


def test_what_was_made_is_not_taken_down_piece_by_piece() -> None:
    command = [sys.executable, "-c", ENDING, "validate", ZONDER_TOETSING]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    assert done.stderr == "1 bestand, in orde\n"


LOOKING = """
import gc, os, sys
from weerbaar_cli.__main__ import run
looked = []
os._exit = sys.exit  # the program ends before it can be told
gc.callbacks.append(lambda phase, info: looked.append(phase))
try:
    run()
finally:
    print(len(looked), file=sys.stderr)
"""


@pytest.mark.parametrize("doelgroep", ["bestuur", "coordinator"])
def test_a_report_looks_nowhere_for_what_it_dropped(doelgroep: str) -> None:
    """It keeps nearly all; looking through that takes as long as filling in the page."""
    args = ["report", "examples/twente", "--doelgroep", doelgroep, "--format", "html"]
    command = [sys.executable, "-c", LOOKING, *args]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    assert done.stderr.splitlines()[-1] == "0"


IMPORT_ALL = """
import sys
from importlib import import_module
for name in sys.argv[1:]:
    import_module(f"weerbaar_cli.{name}")
print(*{name.partition(".")[0] for name in sys.modules})
"""
SOURCE = ROOT / "src" / "weerbaar_cli"
# The terminal itself, and the form that a screen shows.
TERMINAL = ("cli/", "__main__", "formats/scherm")
# Forms of paper and of spreadsheets, which a browser makes none of, bring what they need.
PAPER = ("formats/pdf", "formats/word", "formats/xlsx")


def test_nothing_below_the_terminal_needs_it() -> None:
    """A browser has no terminal: the same program runs there without typer and rich."""
    paths = (path.relative_to(SOURCE).as_posix() for path in sorted(SOURCE.rglob("*.py")))
    names = [one.removesuffix(".py") for one in paths if not one.startswith(TERMINAL + PAPER)]
    modules = [
        one.removesuffix("/__init__").replace("/", ".") for one in names if one != "__init__"
    ]
    command = [sys.executable, "-c", IMPORT_ALL, *modules]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    assert len(modules) > 150
    assert {"typer", "rich", "pandas", "ruamel"} & set(done.stdout.split()) == set()
