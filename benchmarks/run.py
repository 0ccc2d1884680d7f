"""Speed and size as ratios within one run. `make bench`, or python benchmarks/run.py [--quick]."""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent))
from eerder import against_earlier
from maat import (
    ENVIRONMENT,
    IMPORT_ALL,
    LIST_LIBRARIES,
    MISSED,
    PYTHON,
    cpu_seconds,
    peak_memory,
    race,
    run,
    show,
)
from metingen import make_werkmap
from pagina import page
from rapporten import reports

import weerbaar_cli
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.files.bibliotheek.bibliotheek import packaged
from weerbaar_cli.files.bibliotheek.verpakt import STORE
from weerbaar_cli.files.yaml.document import read_document
from weerbaar_cli.reading.dossier import Dossier, Gelezen
from weerbaar_cli.reading.omgeving import Omgeving

ONE_PROCESS = """
import contextlib, io
from weerbaar_cli.cli.main import main
from weerbaar_cli.reading import processen
processen.MOST_PROCESSES = 1
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    main(["validate", *{args!r}])
"""
SCORE = ("--format", "json")
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


def per_file(paths: list[Path], rounds: int) -> float:
    """Read, validate and score every file, against libyaml's loader on the same bytes.

    Both run in this process, in turns, with the same garbage collector; ours also opens the files.
    """
    raws = [path.read_bytes() for path in paths]
    omgeving = Omgeving(paths[0].parent.parent)

    def judge(gelezen: Gelezen) -> None:
        assert isinstance(gelezen, Dossier), gelezen
        [raamwerk] = gelezen.raamwerken
        score_meting(omgeving.kern(raamwerk), gelezen.scan(raamwerk), gelezen.peildatum)

    def ours() -> None:
        for path in paths:
            judge(omgeving.read(read_document(path)))

    def theirs() -> None:
        for raw in raws:
            yaml.load(raw, Loader=yaml.CSafeLoader)

    ours()  # what is made once for all files belongs to the start
    gc.freeze()
    mine, floor = race(rounds, ours, theirs)
    size = sum(map(len, raws)) / len(raws) / 1000
    details = f"{mine / len(raws) * 1000:.2f} ms / {floor / len(raws) * 1000:.2f} ms, {size:.1f} KB"
    label = f"read + validate + score per file ({len(raws)}) / C parse"
    show(label, mine / floor, "≤ 1.0", details)
    some = paths[:100]
    documents = [read_document(path) for path in some]
    metingen = [omgeving.read(document) for document in documents]
    parts: dict[str, Callable[[], Any]] = {
        "events of libyaml alone": lambda: [_drain(raw) for raw in raws[:100]],
        "reading with positions (events included)": lambda: [read_document(one) for one in some],
        "validating": lambda: [omgeving.read(one) for one in documents],
        "scoring": lambda: [judge(one) for one in metingen],
    }
    floor, *times = race(
        rounds,
        lambda: [yaml.load(raw, Loader=yaml.CSafeLoader) for raw in raws[:100]],
        *parts.values(),
    )
    for name, taken in zip(parts, times, strict=True):
        show(f"  {name} / C parse", taken / floor, "–", "")
    checked = (times[1] + times[2]) / floor
    show("read + validate per file / C parse", checked, "≤ 0.7", "")
    gc.unfreeze()
    return mine / len(raws)


def _drain(raw: bytes) -> None:
    parser = yaml.CLoader(raw)
    while not isinstance(parser.get_event(), yaml.StreamEndEvent):
        pass


def against_others(paths: list[Path], folder: Path, rounds: int) -> None:
    """The whole command `validate` against the tools that municipalities could use instead."""
    wanted = "meting-twente-basis-op-orde"
    schema = folder / "schema.json"
    schema.write_text(run(PYTHON, "-m", "weerbaar_cli", "schema", wanted), encoding="utf-8")
    place = str(paths[0].parent.parent)
    names = [str(path) for path in paths]
    [ours] = race(rounds, lambda: run(PYTHON, "-m", "weerbaar_cli", "validate", place))
    others = {
        "check-jsonschema": ("check_jsonschema", "--schemafile", str(schema), *names),
        "yamllint": ("yamllint", "-d", "relaxed", *names),
    }
    for name, command in others.items():
        if not find_spec(command[0]):
            print(f"{name} is not installed: pip install -e .[bench]")
            continue
        [theirs] = race(1, lambda command=command: run(PYTHON, "-m", *command))
        details = f"{theirs:.1f} s / {ours:.2f} s, {len(paths)} metingen"
        goal = "≥ 20" if name == "check-jsonschema" else "–"
        show(f"{name} / validate, whole process", theirs / ours, goal, details)


def two_processes(paths: list[Path]) -> None:
    """What a second process saves over many files."""
    args = [str(paths[0].parent.parent)]
    one, two = race(
        1,
        lambda: run(PYTHON, "-c", ONE_PROCESS.format(args=args)),
        lambda: run(PYTHON, "-m", "weerbaar_cli", "validate", *args),
    )
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


def comparison(paths: list[Path], folder: Path) -> None:
    """Comparing two folders against scoring both."""
    later = folder / "later"
    shutil.copytree(paths[0].parent.parent, later)
    for path in (later / "metingen").glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("2024-01-31", "2024-07-01")
        path.write_text(text, encoding="utf-8")
    both = [paths[0].parent, later / "metingen"]
    args = ("compare", str(both[0]), str(both[1]), "--format", "json")
    compared, *scores = race(
        1,
        lambda: run(PYTHON, "-m", "weerbaar_cli", *args),
        *(partial(run, PYTHON, "-m", "weerbaar_cli", "score", *SCORE, *_files(f)) for f in both),
    )
    scored = sum(scores)
    details = f"{compared:.1f} s / {scored:.1f} s, 2 × {len(paths)} metingen"
    show("compare two folders / score both", compared / scored, "≤ 1.3", details)


def _files(folder: Path) -> list[str]:
    return [str(path) for path in sorted(folder.glob("*.yaml"))]


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
        against_earlier(folder, rounds)
        all_raamwerken(meting, folder, rounds)
        paths = make_werkmap(folder / "few", 34 if quick else 342)
        lots = make_werkmap(folder / "many", 342 if quick else 3420)
        few, many = per_file(paths, 5), per_file(lots, 1)
        show("cost per file, ten times as many files / few", many / few, "≤ 1.1", "")
        two_processes(lots)
        comparison(paths, folder)
        against_others(paths, folder, 3)
        reports(paths[0].parent.parent, lots[0].parent.parent, folder, 3 if quick else 7)
        page(meting, folder, rounds)
    if MISSED:
        print(f"missed: {'; '.join(MISSED)}")
    return 1 if MISSED else 0


if __name__ == "__main__":
    sys.exit(main())
