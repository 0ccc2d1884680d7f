"""The README tells the truth: its commands run, and its output is what the program prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import Weerbaar

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COMMAND = re.compile(
    r"^(?:\$ |\.venv\\Scripts\\)?(weerbaar .*?)(?:  # geeft (\d+))?$", re.MULTILINE
)


def commands() -> list[tuple[str, int]]:
    """Every command in a block of code, and the exit code that it must give."""
    found = [match for _, block in BLOCKS for match in COMMAND.findall(block)]
    # Windows separates folders with a backslash; Python understands the other one everywhere.
    return [(line.replace("\\", "/"), int(code or 0)) for line, code in found]


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize(("line", "code"), commands())
def test_every_command_runs(line: str, code: int, weerbaar: Weerbaar, tmp_path: Path) -> None:
    elsewhere = line.replace("--output ", f"--output {tmp_path.as_posix()}/")
    assert weerbaar(*shlex.split(elsewhere)[1:]).code == code


def test_there_are_commands_to_try() -> None:
    words = {line.split()[1] for line, _ in commands()}
    assert {"validate", "score", "explain", "frameworks"} <= words


def test_every_command_in_the_prose_exists(weerbaar: Weerbaar) -> None:
    for name in set(re.findall(r"`weerbaar ([a-z]+)", README)):
        assert weerbaar(name, "--help").code == 0


def test_shown_output_is_real(weerbaar: Weerbaar) -> None:
    """Every line stands in the output in this order; only … skips any, and blank lines may go."""
    shown = next(block for kind, block in BLOCKS if kind == "console")
    command, *lines = shown.splitlines()
    out = weerbaar(*shlex.split(command)[2:]).out
    actual = iter([line.rstrip() for line in out.splitlines() if line.strip()])
    skipping = False
    for line in lines:
        if line == "…":
            skipping = True
            continue
        found = next(actual, None)
        while skipping and found not in (line, None):
            found = next(actual, None)
        assert found == line
        skipping = False


def test_set_up_is_two_targets_that_the_makefile_has() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^make (\w+)", README, re.MULTILINE)
    assert targets == ["demo", "test"]
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


def test_every_link_leads_somewhere() -> None:
    for path in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / path).exists(), path


def test_every_exit_code_is_told() -> None:
    assert re.findall(r"^\| (\d+) \|", README, re.MULTILINE) == ["0", "1", "2", "3", "130", "141"]
