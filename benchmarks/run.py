"""Speed and size as ratios within one run. `make bench`, or python benchmarks/run.py [--quick]."""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent))
from metingen import make_werkmap

from weerbaar_cli.cli.wereld import Wereld, scan_of
from weerbaar_cli.engine.score import score_meting
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
    with tempfile.TemporaryDirectory() as folder:
        few = per_file(make_werkmap(Path(folder) / "few", 34 if quick else 342), 3)
        many = per_file(make_werkmap(Path(folder) / "many", 342 if quick else 3420), 1)
        show("cost per file, ten times as many files / few", many / few, "≤ 1.1", "")


if __name__ == "__main__":
    main()
