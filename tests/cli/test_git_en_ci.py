"""The page on git and CI: each of its lines runs, in order, in a real shell with real git."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.cli.schil import make_tools, run_shell
from tests.files.test_git import git

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "git-en-ci.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?ms)^```shell\n(.*?)^```$", TEXT)
EXAMPLE = ROOT / "examples" / "twente"
# What happens beside the page: the district is an invented one, and what a member sends is merged
# with what the others did.
PARTIJEN = f"sed -n '/^partijen:/,$p' {EXAMPLE}/weerbaar.yaml >> weerbaar.yaml\n"
SLEUTEL = """\
publiek=$(grep -o "age1[0-9a-z]*" ../coordinator-sleutel.txt)
printf "vertrouwelijk: {ontvangers: {coördinator: [%s]}}\\n" "$publiek" >> weerbaar.yaml
sed -i "s,^# /metingen,/metingen," .gitignore
"""
ANDEREN = f"""\
git switch --quiet main
cp {EXAMPLE}/metingen/*-zelfscan-2024.yaml metingen
weerbaar seal metingen
git add metingen
git commit --quiet --no-verify --message "Samengevoegd"
git push --quiet origin main
git switch --quiet voorbeeldstad-2024
"""
BESIDE = {
    "weerbaar init ": PARTIJEN,
    "weerbaar key new": SLEUTEL,
    "weerbaar validate . --sinds": ANDEREN,
}
# pre-commit has a test of its own; podman is not there.
OTHERS = '#!/bin/sh\nprintf "%s\\n" "$0 $*" >> "$HOME/gevraagd"\n'


def with_beside(block: str) -> str:
    """With what happens beside it, once we are in the folder that it is about."""
    after = "".join(text for words, text in BESIDE.items() if words in block)
    start, entered, rest = block.partition("cd basis-op-orde\n")
    return f"{start}{entered}{after}{rest}" if entered else f"{block}{after}"


def run_page(folder: Path) -> subprocess.CompletedProcess[str]:
    tools = make_tools(folder / "gereedschap", ("git", "cp"))
    for name in ("podman", "pre-commit"):
        (tools / name).write_text(OTHERS, encoding="utf-8")
        (tools / name).chmod(0o755)
    git(folder, "init", "-q", "--bare", "-b", "main", "server.git")
    told = {"SERVER": str(folder / "server.git"), "WEERBAAR": str(ROOT)}
    return run_shell("".join(map(with_beside, BLOCKS)), folder, tools, told)


@pytest.mark.slow
def test_every_line_of_the_page_runs(tmp_path: Path) -> None:
    ran = run_page(tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    there = git(tmp_path / "server.git", "ls-tree", "-r", "--name-only", "main").split()
    assert sum("publicaties/publicatie-" in one for one in there) == 1
    open_ = [one for one in there if one.startswith("metingen/") and one.endswith(".yaml")]
    assert open_ == []
    assert (tmp_path / "mijn-kopie" / "bestuur.html").is_file()
    asked = (tmp_path / "gereedschap" / "gevraagd").read_text(encoding="utf-8").splitlines()
    assert [line.rpartition("/")[2] for line in asked] == [
        f"podman build --tag weerbaar:0.1.0 {ROOT}".rpartition("/")[2],
        "pre-commit install",
    ]


def test_every_block_of_the_page_is_run() -> None:
    assert len(BLOCKS) == TEXT.count("```shell\n") > 1
    assert re.findall(r"(?m)^```(?!shell|yaml|text)(\w+)", TEXT) == []


def test_the_page_names_the_findings_of_a_gate() -> None:
    named = set(re.findall(r"`([a-z]+-[a-z]+)`", TEXT))
    assert named >= {"meting-verdwenen", "vastgesteld-gewijzigd", "uitgave-verdwenen"}
