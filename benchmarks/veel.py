"""Many files: what one costs in a run, and what a run over all costs in time and memory."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml
from maat import PYTHON, peak_memory, race, run, show
from metingen import make_later, make_werkmap

from weerbaar_cli.__main__ import KEPT_UNTIL_GC
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.files.yaml.document import read_document
from weerbaar_cli.reading.dossier import Dossier, Gelezen
from weerbaar_cli.reading.omgeving import Omgeving

ONE_PROCESS = """
import sys
from weerbaar_cli.cli.main import main
from weerbaar_cli.reading import processen
processen.MOST_PROCESSES = 1
sys.exit(main({args!r}))
"""
JSON = ("--format", "json")
COMPARE = (PYTHON, "-m", "weerbaar_cli", "compare")


def per_file(paths: list[Path], rounds: int) -> float:
    """Read, validate and score every file, against libyaml's loader on the same bytes.

    Both run in this process, in turns, with the same garbage collector; ours also opens the files.
    """
    raws = [path.read_bytes() for path in paths]
    place = paths[0].parent.parent
    omgeving = Omgeving(place)

    def judge(omgeving: Omgeving, gelezen: Gelezen) -> None:
        assert isinstance(gelezen, Dossier), gelezen
        [raamwerk] = gelezen.raamwerken
        score_meting(omgeving.kern(raamwerk), gelezen.scan(raamwerk), gelezen.peildatum)

    def ours() -> None:
        fresh = Omgeving(place)  # what was judged before is not remembered
        for path in paths:
            judge(fresh, fresh.read(read_document(path)))

    def theirs() -> None:
        for raw in raws:
            yaml.load(raw, Loader=yaml.CSafeLoader)

    ours()  # what is loaded once belongs to the start
    gc.freeze()
    gc.set_threshold(KEPT_UNTIL_GC)  # as the program has it
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
        "scoring": lambda: [judge(omgeving, one) for one in metingen],
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
    metingen = paths[0].parent
    commands = (["validate", str(metingen.parent)], ["score", str(metingen), *JSON])
    for args in commands:
        one, two = race(
            1,
            lambda args=args: run(PYTHON, "-c", ONE_PROCESS.format(args=args)),
            lambda args=args: run(PYTHON, "-m", "weerbaar_cli", *args),
        )
        details = f"{two:.1f} s / {one:.1f} s, {len(paths)} metingen, {os.cpu_count()} cores"
        show(f"{args[0]} in several processes / in one", two / one, "≤ 0.6", details)


def comparison(paths: list[Path], folder: Path) -> None:
    """Comparing two folders against scoring both."""
    both = (paths[0].parent, make_later(paths, folder / "later"))
    compared, *scores = race(
        1,
        partial(run, *COMPARE, *map(str, both), *JSON),
        *(partial(run, PYTHON, "-m", "weerbaar_cli", "score", str(one), *JSON) for one in both),
    )
    scored = sum(scores)
    details = f"{compared:.1f} s / {scored:.1f} s, 2 × {len(paths)} metingen"
    show("compare two folders / score both", compared / scored, "≤ 1.3", details)


def thousands(folder: Path, count: int, scored: float | None) -> None:
    """Comparing two folders of many thousands: how long, and how much memory at the most. It is to
    take 60 s where 0.1.0 scores 3,420 metingen in 28; `scored`: the seconds that it takes here.
    """
    paths = make_werkmap(folder / "thousands", count)
    both = (paths[0].parent, make_later(paths, folder / "thousands-later"))
    args = ("compare", *map(str, both), *JSON)
    [seconds] = race(1, partial(run, PYTHON, "-m", "weerbaar_cli", *args))
    label = f"compare 2 × {count} metingen"
    show(f"{label} (seconds)", seconds, "–", "")
    if scored is not None:
        details = f"{seconds:.1f} s / {scored:.1f} s"
        show(f"{label} / score of 3420 by 0.1.0", seconds / scored, "≤ 2.14", details)
    peak_memory(f"that comparison of 2 × {count}", "≤ 250", *args)
