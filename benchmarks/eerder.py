"""Every command against an earlier version, each installed in an environment of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import NamedTuple

from maat import ENVIRONMENT, cpu_seconds, race, show

ROOT = Path(__file__).parent.parent
EARLIER = "c0cfa06"  # version 0.1.0
THEN, NOW = (f"metingen/voorbeeldstad-{one}-2024.yaml" for one in ("zelfscan", "eindmeting"))
STARTS = (
    "--help",
    f"validate {THEN}",
    f"score {THEN}",
    f"score {THEN} --format json",
    f"explain {THEN} 3d",
    f"compare {THEN} {NOW}",
    f"trend {THEN} {NOW}",
    f"plan {THEN}",
    "frameworks",
    "frameworks twente-basis-op-orde",
    f"report {THEN} --format markdown",
    "leaks weerbaar.yaml",
    "schema meting",
)
DISTRICT = "report --district twente --doelgroep {} --format html"
REPORTS = tuple(map(DISTRICT.format, ("bestuur", "coordinator")))
INSTALLED = ENVIRONMENT | {"PYTHONPATH": ""}  # what is installed, not this tree


class Version(NamedTuple):
    """An installed version, and its own example of the same werkmap.

    A file that a later version finds fault with is done at once, so each reads its own.
    """

    python: Path
    map: Path

    def words(self, command: str) -> tuple[str, ...]:
        """The command as this version runs it."""
        return (str(self.python), "-m", "weerbaar_cli", *command.split())


def against_earlier(folder: Path, rounds: int) -> Version | None:
    """Processor time of whole processes: what else the machine does hardly changes it.

    The earlier version, for what is measured against it later.
    """
    try:
        sides = (install("HEAD", folder / "now"), install(EARLIER, folder / "then"))
    except subprocess.CalledProcessError as error:
        said = (error.stderr or "").strip().splitlines()[-1:] or ["it says nothing"]
        print(f"0.1.0 is skipped: {' '.join(map(str, error.cmd[:6]))} … failed, {said[0]}")
        return None
    for commands, goal in ((STARTS, "≤ 1"), (REPORTS, "≤ 0.5")):
        for command in commands:
            compare(command, goal, sides, rounds)
    return sides[1]


def seconds_to_score(version: Version, count: int) -> float:
    """How long it takes an earlier version to score so many metingen: its own, which it made."""
    made = version.map.parent / "many"
    code = f"from metingen import *; make_werkmap(Path({str(made)!r}), {count})"
    makers = version.map.parent / "tree" / "benchmarks"
    subprocess.run([version.python, "-c", code], cwd=makers, env=INSTALLED, check=True)
    paths = sorted(map(str, (made / "metingen").glob("*.yaml")))
    words = (*version.words("score --format json"), *paths)
    [seconds] = race(
        1, lambda: subprocess.run(words, env=INSTALLED, stdout=subprocess.DEVNULL, check=True)
    )
    return seconds


def compare(command: str, goal: str, sides: tuple[Version, Version], rounds: int) -> None:
    """One command in turns; two that end otherwise did not do the same work."""
    label = f"{command.replace('metingen/voorbeeldstad-', '')} / 0.1.0"
    codes = [exit_code(command, side) for side in sides]
    if codes[0] != codes[1]:
        print(f"{label:58} not compared: exit code {codes[0]} now, {codes[1]} then")
        return
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for side, found in zip(sides, times, strict=True):
            found.append(cpu_seconds(*side.words(command), cwd=side.map, env=INSTALLED))
    now, then = map(median, times)
    show(label, now / then, goal, f"{now * 1000:.0f} ms / {then * 1000:.0f} ms of processor")


def exit_code(command: str, side: Version) -> int:
    """How it ends."""
    words = side.words(command)
    done = subprocess.run(words, cwd=side.map, env=INSTALLED, capture_output=True, check=False)
    return done.returncode


def install(revision: str, folder: Path) -> Version:
    """A revision of this clone with the libraries that it names, in an environment of its own.

    Raises CalledProcessError when git has not got it, or pip reaches no libraries.
    """
    tree, venv = folder / "tree", folder / "venv"
    _call("git", "clone", "--quiet", "--no-checkout", str(ROOT), str(tree))
    _call("git", "-C", str(tree), "checkout", "--quiet", revision)
    _call(sys.executable, "-m", "venv", "--without-pip", str(venv))
    python = venv / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check")
    _call(*pip, "install", "--quiet", "-c", str(tree / "constraints.txt"), str(tree))
    example = folder / "twente"
    shutil.copytree(tree / "examples" / "twente", example)
    return Version(python, example)


def _call(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True, text=True)
