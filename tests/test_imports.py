"""What starts fast stays fast: heavy libraries load only in the commands that use them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
METING = "tests/cases/golden/voorbeeldstad-zelfscan.yaml"
HEAVY = {"pandas", "numpy", "jinja2", "ruamel"}
PROGRAM = """
import sys
from weerbaar_cli.cli.main import main
code = main(sys.argv[1:])
print(*{name.partition(".")[0] for name in sys.modules}, file=sys.stderr)
sys.exit(code)
"""


def loaded_by(*args: str) -> set[str]:
    """The libraries that are loaded after one run of the program, by their top names."""
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
    assert loaded_by(*args) & (HEAVY | {"rich"}) == set()


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
