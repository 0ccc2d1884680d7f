"""Speed and size as ratios within one run. `make bench`, or python benchmarks/run.py [--quick]."""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent))
from metingen import make_werkmap

import weerbaar_cli
from weerbaar_cli.cli.wereld import Wereld, scan_of
from weerbaar_cli.engine.score import score_meting
from weerbaar_cli.files.bibliotheek import packaged
from weerbaar_cli.files.document import read_document
from weerbaar_cli.files.verpakt import STORE

PYTHON = sys.executable
ENVIRONMENT = {
    key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"
} | {"PYDANTIC_DISABLE_PLUGINS": "__all__"}
LIST_LIBRARIES = """
import contextlib, io, sys
from weerbaar_cli.cli.main import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    main({args!r})
own = ("weerbaar_cli", "__main__")
print(" ".join(name for name in sys.modules if name.split(".")[0] not in own))
"""
IMPORT_ALL = """
import importlib
for name in {names!r}:
    try:
        importlib.import_module(name)
    except ImportError:
        pass
"""
ONE_PROCESS = """
import contextlib, io
from weerbaar_cli.cli import samen
from weerbaar_cli.cli.main import main
samen.MANY = 10**9
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    main(["validate", *{args!r}])
"""
SCORE = ("--format", "json")
KEPT = {"feiten.yaml", "ankers.yaml", "partijen.yaml", "twente-basis-op-orde.yaml"}
PEAK = """
import contextlib, io, resource, sys
from weerbaar_cli.cli.main import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    main({args!r})
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def best(work: Callable[[], object], rounds: int) -> float:
    """The shortest of so many rounds, in seconds: the one least disturbed."""
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def run(*command: str) -> str:
    """Run a process and return what it printed."""
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    return done.stdout


def show(what: str, value: float, goal: str, details: str) -> None:
    """One line of the report."""
    print(f"{what:58} {value:7.2f}   goal {goal:10} {details}", flush=True)


def start_of_score(meting: Path, rounds: int) -> None:
    """The whole process against one that only imports the libraries that it loads."""
    for extra in ([], ["--format", "json"]):
        args = ["score", str(meting), *extra]
        names = run(PYTHON, "-c", LIST_LIBRARIES.format(args=args)).split()
        imports = IMPORT_ALL.format(names=names)
        floor = best(lambda code=imports: run(PYTHON, "-c", code), rounds)
        whole = best(lambda args=args: run(PYTHON, "-m", "weerbaar_cli", *args), rounds)
        label = "score" + (" --format json" if extra else "")
        details = f"{whole * 1000:.0f} ms / {floor * 1000:.0f} ms"
        show(f"start of {label} / imports of its libraries", whole / floor, "≤ 1.5", details)


def gain_of_store(meting: Path, rounds: int) -> None:
    """What the packaged form of the raamwerken saves at every start."""
    args = ("-m", "weerbaar_cli", "score", str(meting), "--format", "json")
    if not STORE.exists():
        print("no packaged store: install the package first")
        return
    stored = best(lambda: run(PYTHON, *args), rounds)
    aside = STORE.with_suffix(".aside")
    STORE.rename(aside)
    try:
        parsed = best(lambda: run(PYTHON, *args), rounds)
    finally:
        aside.rename(STORE)
    details = f"{stored * 1000:.0f} ms / {parsed * 1000:.0f} ms"
    show("start with packaged raamwerken / parsing them", stored / parsed, "< 1", details)


def peak_memory(meting: Path) -> None:
    """The most memory that score ever has."""
    args = ["score", str(meting)]
    peak = float(run(PYTHON, "-c", PEAK.format(args=args)))
    show("peak memory of score (MB)", peak, "< 45", "")


def per_file(paths: list[Path], rounds: int) -> float:
    """Read, validate and score every file, against libyaml's loader on the same bytes."""
    texts = [path.read_text(encoding="utf-8") for path in paths]
    wereld = Wereld(paths[0].parent.parent)

    def ours() -> None:
        for path in paths:
            gelezen = wereld.read_meting(read_document(path))
            raamwerk = gelezen.raamwerken[0]
            assert gelezen.meting is not None
            scan = scan_of(gelezen, raamwerk)
            score_meting(wereld.kern(raamwerk), scan, gelezen.meting.peildatum)

    def theirs() -> None:
        for text in texts:
            yaml.load(text, Loader=yaml.CSafeLoader)

    gc.collect()
    gc.freeze()
    mine, floor = best(ours, rounds), best(theirs, rounds)
    size = sum(map(len, texts)) / len(texts) / 1000
    details = (
        f"{mine / len(paths) * 1000:.2f} ms / {floor / len(paths) * 1000:.2f} ms, {size:.1f} KB"
    )
    label = f"read + validate + score per file ({len(paths)}) / C parse"
    show(label, mine / floor, "≤ 1.0", details)
    return mine / len(paths)


def against_others(paths: list[Path], folder: Path, rounds: int) -> None:
    """The whole command `validate` against the tools that municipalities could use instead."""
    wanted = "meting-twente-basis-op-orde"
    schema = folder / "schema.json"
    schema.write_text(run(PYTHON, "-m", "weerbaar_cli", "schema", wanted), encoding="utf-8")
    place = str(paths[0].parent.parent)
    names = [str(path) for path in paths]
    ours = best(lambda: run(PYTHON, "-m", "weerbaar_cli", "validate", place), rounds)
    others = {
        "check-jsonschema": ("check_jsonschema", "--schemafile", str(schema), *names),
        "yamllint": ("yamllint", "-d", "relaxed", *names),
    }
    for name, command in others.items():
        if not find_spec(command[0]):
            print(f"{name} is not installed: pip install -e .[bench]")
            continue
        theirs = best(lambda command=command: run(PYTHON, "-m", *command), 1)
        details = f"{theirs:.1f} s / {ours:.2f} s, {len(paths)} metingen"
        goal = "≥ 20" if name == "check-jsonschema" else "–"
        show(f"{name} / validate, whole process", theirs / ours, goal, details)


def two_processes(paths: list[Path]) -> None:
    """What a second process saves over many files."""
    args = [str(paths[0].parent.parent)]
    one = best(lambda: run(PYTHON, "-c", ONE_PROCESS.format(args=args)), 1)
    two = best(lambda: run(PYTHON, "-m", "weerbaar_cli", "validate", *args), 1)
    details = f"{two:.1f} s / {one:.1f} s, {len(paths)} metingen, {os.cpu_count()} cores"
    show("validate in several processes / in one", two / one, "≤ 0.65", details)


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
    build = "from weerbaar_cli.files.bibliotheek import *; store_packaged(packaged('frameworks'))"
    subprocess.run([PYTHON, "-c", build], env=few, check=True)
    every = best(lambda: run(PYTHON, *args), rounds)
    one = best(lambda: subprocess.run([PYTHON, *args], env=few, capture_output=True), rounds)
    details = f"{every * 1000:.0f} ms / {one * 1000:.0f} ms"
    show("start with all raamwerken / with one", every / one, "≤ 1.1", details)


def comparison(paths: list[Path], folder: Path) -> None:
    """Comparing two folders against scoring both."""
    later = folder / "later"
    shutil.copytree(paths[0].parent.parent, later)
    for path in (later / "metingen").glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("2024-01-31", "2024-07-01")
        path.write_text(text, encoding="utf-8")
    both = [paths[0].parent, later / "metingen"]
    scored = sum(
        best(lambda f=f: run(PYTHON, "-m", "weerbaar_cli", "score", *SCORE, *_files(f)), 1)
        for f in both
    )
    args = ("compare", str(both[0]), str(both[1]), "--format", "json")
    compared = best(lambda: run(PYTHON, "-m", "weerbaar_cli", *args), 1)
    details = f"{compared:.1f} s / {scored:.1f} s, 2 × {len(paths)} metingen"
    show("compare two folders / score both", compared / scored, "≤ 1.3", details)


def _files(folder: Path) -> list[str]:
    return [str(path) for path in sorted(folder.glob("*.yaml"))]


def main() -> None:
    """Everything, or with --quick a first impression."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="fewer rounds and files")
    quick = parser.parse_args().quick
    rounds = 3 if quick else 15
    example = Path(__file__).parent.parent / "examples/twente/metingen"
    meting = example / "voorbeeldstad-zelfscan-2024.yaml"
    start_of_score(meting, rounds)
    gain_of_store(meting, rounds)
    peak_memory(meting)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        all_raamwerken(meting, folder, rounds)
        paths = make_werkmap(folder / "few", 34 if quick else 342)
        lots = make_werkmap(folder / "many", 342 if quick else 3420)
        few, many = per_file(paths, 3), per_file(lots, 1)
        show("cost per file, ten times as many files / few", many / few, "≤ 1.1", "")
        two_processes(lots)
        comparison(paths, folder)
        against_others(paths, folder, 3)


if __name__ == "__main__":
    main()
