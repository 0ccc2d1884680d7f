"""Speed and size as ratios within one run. `make bench`, or python benchmarks/run.py [--quick]."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent))
from eerder import against_earlier, seconds_to_score
from maat import (
    ENVIRONMENT,
    IMPORT_ALL,
    LIST_LIBRARIES,
    MISSED,
    PYTHON,
    UNMEASURED,
    cpu_seconds,
    peak_memory,
    race,
    run,
    show,
)
from metingen import make_werkmap
from pagina import page
from rapporten import reports
from veel import against_others, comparison, per_file, thousands, two_processes

import weerbaar_cli
from weerbaar_cli.files.bibliotheek.bibliotheek import packaged
from weerbaar_cli.files.bibliotheek.verpakt import STORE

UNKNOWN = "why is not known"
# Why a goal is missed, by how its line begins.
WHY = {
    "start of score": "a third makes our own models of files, anew each time, and a tenth works "
    "out what is still needed",
    "validate of one file / yamllint": "the same models, before the first file is read",
    "--help / bare Python": "typer is four fifths of it",
    "peak memory of score": "nine tenths are libraries",
    "read + validate": "half reads with positions; the rest looks through every value for persons, "
    "and holds every answer against its question and the law",
    "compare 2 ×": "half reads both sides; a fifth judges them, and a fifth finds what turned a "
    "norm, by changing one thing at a time",
    "check-jsonschema / validate": "the same, and a second process has to begin",
    "validate in several processes": "a second process has to begin, and what it finds travels",
    "score in several processes": "values travel between processes",
    "report --district": "a start is half of what 0.1.0 took; the plan of every member is new, and "
    "what leaves is searched for names and made again to prove its codes",
    "district report on 14 metingen": "its libraries are few since pandas is not loaded",
    "report for a coordinator": "two fifths read and check each file, a sixth looks for routes, "
    "and the rest finds what lapses, makes the code over all files and travels between processes",
    "report as pdf": "typst sets a page again until the numbers in its contents stay the same",
    "page: the next verdict": "the browser runs Python as WebAssembly, slower than a machine does",
}
KEPT = {"feiten.yaml", "ankers.yaml", "partijen.yaml", "twente-basis-op-orde.yaml"}


def start_of_score(meting: Path, rounds: int) -> None:
    """The whole process against one that only imports the libraries that it loads."""
    for extra in ([], ["--format", "json"]):
        args = ["score", str(meting), *extra]
        names = run(PYTHON, "-c", LIST_LIBRARIES.format(args=args)).split()
        floor = (PYTHON, "-c", IMPORT_ALL.format(names=names))
        own = (PYTHON, "-c", "import weerbaar_cli.cli.main, weerbaar_cli.cli.score")
        whole = (PYTHON, "-m", "weerbaar_cli", *args)
        times = race(rounds, *(partial(run, *command) for command in (whole, floor, own)))
        label = "score" + (" --format json" if extra else "")
        details = f"{times[0] * 1000:.0f} ms / {times[1] * 1000:.0f} ms"
        show(f"start of {label} / imports of its libraries", times[0] / times[1], "≤ 1.5", details)
        used = [median(cpu_seconds(*command) for _ in range(rounds)) for command in (whole, floor)]
        show("  the same in processor time", used[0] / used[1], "–", "")
        show("  importing the command, ours and libraries", times[2] / times[1], "–", "")


def start_of_others(meting: Path, rounds: int) -> None:
    """A check of one file against yamllint on the same, and the help against bare Python."""
    ours = (PYTHON, "-m", "weerbaar_cli")
    if find_spec("yamllint"):
        lint = (PYTHON, "-m", "yamllint", "-d", "relaxed", str(meting))
        commands = ((*ours, "validate", str(meting)), lint)
        mine, theirs = race(rounds, *(partial(run, *one) for one in commands))
        details = f"{mine * 1000:.0f} ms / {theirs * 1000:.0f} ms"
        show("validate of one file / yamllint on it", mine / theirs, "≤ 1.9", details)
    else:
        print("yamllint is not installed: pip install -e .[bench]")
    commands = ((*ours, "--help"), (PYTHON, "-c", "pass"))
    told, bare = race(rounds, *(partial(run, *one) for one in commands))
    show(
        "--help / bare Python", told / bare, "≤ 6.7", f"{told * 1000:.0f} ms / {bare * 1000:.0f} ms"
    )


def gain_of_store(meting: Path, rounds: int) -> None:
    """What the packaged form of the raamwerken saves at every start."""
    args = ("-m", "weerbaar_cli", "score", str(meting), "--format", "json")
    if not STORE.exists():
        print("no packaged store: install the package first")
        return
    [stored] = race(rounds, lambda: run(PYTHON, *args))
    aside = STORE.with_suffix(".aside")
    STORE.rename(aside)
    try:
        [parsed] = race(rounds, lambda: run(PYTHON, *args))
    finally:
        aside.rename(STORE)
    details = f"{stored * 1000:.0f} ms / {parsed * 1000:.0f} ms"
    show("start with packaged raamwerken / parsing them", stored / parsed, "< 1", details)


def all_raamwerken(meting: Path, folder: Path, rounds: int) -> None:
    """Every packaged raamwerk present, against only the one that is needed."""
    lean = folder / "lean"
    shutil.copytree(Path(weerbaar_cli.__file__).parent, lean / "src/weerbaar_cli")
    shutil.copytree(packaged("frameworks"), lean / "frameworks")
    for path in [*lean.glob("frameworks/*.yaml"), *lean.glob("frameworks/programmas/*.yaml")]:
        if path.name not in KEPT:
            path.unlink()
    args = ("-m", "weerbaar_cli", "score", str(meting), "--format", "json")
    few = ENVIRONMENT | {"PYTHONPATH": str(lean / "src")}
    module = "weerbaar_cli.files.bibliotheek.bibliotheek"
    build = f"from {module} import *; store_packaged(packaged('frameworks'))"
    subprocess.run([PYTHON, "-c", build], env=few, check=True)
    every, one = race(
        rounds,
        lambda: run(PYTHON, *args),
        lambda: subprocess.run([PYTHON, *args], env=few, capture_output=True),
    )
    details = f"{every * 1000:.0f} ms / {one * 1000:.0f} ms"
    show("start with all raamwerken / with one", every / one, "≤ 1.1", details)


def main() -> int:
    """Everything, or with --quick a first impression; 1 when a goal is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="fewer rounds and files")
    quick = parser.parse_args().quick
    rounds = 3 if quick else 15
    example = Path(__file__).parent.parent / "examples/twente/metingen"
    meting = example / "voorbeeldstad-zelfscan-2024.yaml"
    start_of_score(meting, rounds)
    start_of_others(meting, rounds)
    gain_of_store(meting, rounds)
    peak_memory("score", "< 45", "score", str(meting))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        earlier = against_earlier(folder, rounds)
        all_raamwerken(meting, folder, rounds)
        paths = make_werkmap(folder / "few", 34 if quick else 342)
        lots = make_werkmap(folder / "many", 342 if quick else 3420)
        few, many = per_file(paths, 5), per_file(lots, 1)
        show("cost per file, ten times as many files / few", many / few, "≤ 1.1", "")
        two_processes(lots)
        comparison(paths, folder)
        scored = None if earlier is None else seconds_to_score(earlier, len(lots))
        if not quick:
            thousands(folder, 10_000, scored)
        against_others(paths, folder, 3)
        werkmappen = (paths[0].parent.parent, lots[0].parent.parent)
        reports(*werkmappen, folder, 3 if quick else 7, scored)
        page(meting, folder, rounds)
    for what in UNMEASURED:
        print(f"not measured, the machine was busy: {what}")
    for what in MISSED:
        why = next((why for begin, why in WHY.items() if what.strip().startswith(begin)), UNKNOWN)
        print(f"missed: {what.strip()}: {why}")
    return 1 if MISSED else 0


if __name__ == "__main__":
    sys.exit(main())
