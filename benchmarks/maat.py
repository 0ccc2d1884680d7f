"""How everything here is measured: in turns, in processes of their own, as ratios."""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.util import find_spec
from math import isnan, nan
from pathlib import Path
from statistics import median

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
MISSED: list[str] = []
UNMEASURED: list[str] = []
QUIET = 15  # percent of the processors that others may use


def busy() -> bool:
    """Whether others keep the processors from us. Without psutil nobody knows."""
    return find_spec("psutil") is not None and _others() > QUIET


def _others() -> float:
    import psutil

    used: float = psutil.cpu_percent(0.3)
    return used


def race(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The median seconds of each, run in turns; not a number when the machine was busy."""
    if busy():
        return [nan for _ in works]
    found: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for times, work in zip(found, works, strict=True):
            gc.collect()  # nobody pays for what another left behind
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return [nan for _ in works] if busy() else [median(times) for times in found]


def run(*command: str, cwd: Path | None = None, env: Mapping[str, str] = ENVIRONMENT) -> str:
    """Run a process and return what it printed."""
    done = subprocess.run(command, env=env, cwd=cwd, capture_output=True, text=True, check=False)
    return done.stdout


def show(what: str, value: float, goal: str, details: str) -> None:
    """One line of the report. A goal is a sign and a number, and a miss is told as one."""
    if isnan(value):
        UNMEASURED.append(what)
        print(f"{what:58}    busy   goal {goal:7} not measured: other work keeps the processors")
        return
    sign, _, limit = goal.partition(" ")
    reached = {"≤": value <= float(limit or 0), "<": value < float(limit or 0)}
    reached["≥"] = value >= float(limit or 0)
    word = "" if not limit else "reached" if reached[sign] else "MISSED"
    if word == "MISSED":
        MISSED.append(what)
    print(f"{what:58} {value:7.2f}   goal {goal:7} {word:8} {details}", flush=True)


def cpu_seconds(
    *command: str, cwd: Path | None = None, env: Mapping[str, str] = ENVIRONMENT
) -> float:
    """The processor time of a process; what else the machine does hardly changes it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(*command, cwd=cwd, env=env)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peak_memory(what: str, goal: str, *args: str) -> None:
    """The most memory that a command ever has, all its processes together, in megabytes.

    The system itself counts a new process as large as the one that began it, which is no measure.
    """
    if find_spec("psutil") is None:
        print(f"peak memory of {what} is not measured: pip install -e .[bench]")
        return
    words = (PYTHON, "-m", "weerbaar_cli", *args)
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(words, env=ENVIRONMENT, stdout=nothing, stderr=nothing)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _memory_of(process.pid))
        time.sleep(0.02)
    show(f"peak memory of {what} (MB)", peak, goal, "")


def _memory_of(pid: int) -> float:
    """What a process and its children have now, what they share once; nothing once it ended."""
    import psutil

    with suppress(psutil.Error):
        one = psutil.Process(pid)
        every = (one, *one.children(recursive=True))
        found = (each.memory_full_info() for each in every)
        return sum(getattr(one, "pss", one.rss) for one in found) / 1e6
    return 0.0


def start_against_libraries(what: str, goal: str, rounds: int, *args: str) -> None:
    """A whole process against one that only imports the libraries that it loads."""
    names = run(PYTHON, "-c", LIST_LIBRARIES.format(args=list(args))).split()
    whole = (PYTHON, "-m", "weerbaar_cli", *args)
    floor = (PYTHON, "-c", IMPORT_ALL.format(names=names))
    times = race(rounds, lambda: run(*whole), lambda: run(*floor))
    details = f"{times[0] * 1000:.0f} ms / {times[1] * 1000:.0f} ms"
    show(f"{what} / imports of its libraries", times[0] / times[1], goal, details)
