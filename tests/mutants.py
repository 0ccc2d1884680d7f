"""How many small changes of engine/ a test sees: `make mutants`, not in CI, it takes too long.

`python tests/mutants.py 200 14` draws 200 changes with seed 14, spread over the files of engine/;
`all` instead of a number takes them all. mutmut makes the changes, each behind a switch, in a copy
of the checkout. First every test runs without a change, and what it calls is written down; then
each change gets the tests that call its function, in a process of its own, until one fails. Names
after the two run only those changes.
"""

from __future__ import annotations

import gc
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from importlib import import_module
from math import sqrt
from pathlib import Path
from pkgutil import walk_packages
from typing import NamedTuple

import pytest
from _pytest.runner import runtestprotocol
from mutmut.mutation import trampoline
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.utils.format_utils import get_mutant_name

ROOT = Path(__file__).parent.parent
ENGINE = Path("src/weerbaar_cli/engine")
LEFT_OUT = (".git", ".venv", "build", "dist", "node_modules", "__pycache__", ".*_cache")
SIZE, SEED, AT_ONCE = "200", "14", int(os.environ.get("AT_ONCE", "2"))
# What tests engine/ most: its own rooms, the commands that tell of it, and the page of findings.
COMMANDS = (
    "score", "stel", "explain", "plan", "compare", "trend", "frameworks", "publiceren.",
    "onderzoek", "report_groep", "golden", "opgegaan", "sinds", "new.",
    "versleuteld",
)  # fmt: skip
PATHS = (
    "tests/engine", "tests/reading", "tests/frameworks", "tests/feitsoorten", "tests/examples",
    "tests/views/test_groep_golden.py",
    "tests/test_docs.py::test_the_page_of_findings_is_up_to_date",
    *(f"tests/cli/{path.name}" for path in sorted((ROOT / "tests/cli").glob("test_*.py"))
      if path.name.removeprefix("test_").startswith(COMMANDS)),
)  # fmt: skip
LAWS = "" if "LAWS" in os.environ else " and not hypothesis"
PYTEST = ("-q", "-s", "-p", "no:cacheprovider", "-m", f"not slow and not heavy{LAWS}")
# Whole outputs, word for word, see so many times as much as another test that takes as long.
WHOLE, WEIGHT = ("tests/engine/test_woordelijk.py", "tests/test_docs.py"), 10
# The same 150 files as one of the whole outputs, once more each.
TWICE = (
    "tests/reading/test_invalid.py::test_every_message_is_clear_dutch_with_a_next_step",
    "tests/reading/test_invalid.py::test_a_meting_with_a_fout_is_never_scored",
    "tests/reading/test_invalid.py::test_the_text_shows_the_line_with_a_mark",
    "tests/reading/test_invalid.py::test_every_problem_has_its_code_and_line",
)
MOST_SECONDS = 8.0  # of tests for one change, as long as they took without it
ENDLESS = 120  # of the processor; a change that never ends is seen too
Z = 1.96  # of 95%


class Gang(NamedTuple):
    """What one test took without any change, and which functions of engine/ it called."""

    seconds: float
    called: frozenset[str]


def make_copy(folder: Path) -> dict[Path, list[str]]:
    """The checkout with every change of engine/ in it; of each file the names of its changes."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_OUT), symlinks=True)
    os.chdir(folder)  # where mutmut looks for src
    found = {}
    for path in sorted((folder / ENGINE).rglob("*.py")):
        made = mutate_file_contents(path.name, path.read_text(encoding="utf-8"))
        path.write_text(made.code, encoding="utf-8")
        own = path.relative_to(folder)
        found[own] = [get_mutant_name(own, name) for name in made.mutant_names]
    return found


def draw(per_file: Mapping[Path, Sequence[str]], size: int, seed: int) -> list[str]:
    """So many changes, spread over the files by how many each has, and one of a small file too."""
    dice, total = random.Random(seed), sum(len(names) for names in per_file.values())
    shares = {one: max(1, round(size * len(names) / total)) for one, names in per_file.items()}
    return [
        name
        for one, names in per_file.items()
        for name in dice.sample(names, min(shares[one], len(names)))
    ]


def passes(item: pytest.Item) -> bool:
    """Whether a test passes or is skipped, in this process."""
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def load_all() -> None:
    """Every module once, for every process that follows."""
    import weerbaar_cli  # that of the copy

    for one in walk_packages(weerbaar_cli.__path__, "weerbaar_cli."):
        import_module(one.name)
    gc.freeze()  # what stays is not looked at in every process


def be_quiet() -> None:
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)


def watch(items: Sequence[pytest.Item], memory: Path) -> dict[str, Gang]:
    """Of every test that passes what it took and called. Each in a process of its own: what one
    leaves in memory would hide a call of the next. What is known of this program stays known."""
    memory.touch()
    found = dict(map(json.loads, memory.read_text(encoding="utf-8").splitlines()))
    with memory.open("a", encoding="utf-8") as told:
        for item in items:
            if item.nodeid not in found:
                found[item.nodeid] = watch_one(item)
                told.write(f"{json.dumps([item.nodeid, found[item.nodeid]])}\n")
                told.flush()
    named = {one.nodeid for one in items}
    return {
        one: Gang(gone[0], frozenset(gone[1]))
        for one, gone in found.items()
        if one in named and gone is not None
    }


def watch_one(item: pytest.Item) -> tuple[float, list[str]] | None:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        be_quiet()
        called: set[str] = set()
        vars(trampoline)["record_trampoline_hit"] = lambda name, caller=None: called.add(name)
        os.environ["MUTANT_UNDER_TEST"] = "stats"
        began = time.process_time()
        if passes(item):
            with os.fdopen(writer, "w") as pipe:
                json.dump([time.process_time() - began, sorted(called)], pipe)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        told = pipe.read()
    os.waitpid(pid, 0)
    if told:
        seconds, called_there = json.loads(told)
        return seconds, called_there
    print(f"left out, it fails without any change: {item.nodeid}", flush=True)
    return None


def tests_of(name: str, gangen: Mapping[str, Gang]) -> list[str]:
    """The tests that call the changed function, the quickest first."""
    function = name.rpartition("__mutmut_")[0]
    calling = [nodeid for nodeid, gang in gangen.items() if function in gang.called]
    calling.sort(key=lambda one: gangen[one].seconds / (WEIGHT if one.startswith(WHOLE) else 1))
    chosen, spent = [], 0.0
    for nodeid in calling:
        spent += gangen[nodeid].seconds
        if spent <= MOST_SECONDS:
            chosen.append(nodeid)
    return chosen


def try_out(name: str, items: Sequence[pytest.Item]) -> None:
    """These tests with this change; exits 1 if one fails."""
    os.environ["MUTANT_UNDER_TEST"] = name
    resource.setrlimit(resource.RLIMIT_CPU, (ENDLESS, ENDLESS))
    be_quiet()
    os._exit(0 if all(map(passes, items)) else 1)


class Mutanten:
    """Runs the sample instead of the tests; every process finds these collected."""

    def __init__(self, sample: Sequence[str], memory: Path) -> None:
        self.sample, self.memory = sample, memory
        self.tally: Counter[str] = Counter()

    @pytest.hookimpl
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        load_all()
        by_id = {one.nodeid: one for one in session.items}
        for name, outcome in self.run(by_id, watch(session.items, self.memory)):
            self.tally[outcome] += 1
            print(f"{outcome}: {name}", flush=True)
        return True

    def run(
        self, by_id: Mapping[str, pytest.Item], gangen: Mapping[str, Gang]
    ) -> Iterator[tuple[str, str]]:
        """What became of each change: seen, endless, survived, or no test calls its function."""
        waiting, running = list(self.sample), dict[int, str]()
        while waiting or running:
            while waiting and len(running) < AT_ONCE:
                name = waiting.pop(0)
                chosen = tests_of(name, gangen)
                if not chosen:
                    yield name, "not called"
                    continue
                pid = os.fork()
                if pid == 0:
                    try_out(name, [by_id[one] for one in chosen])
                running[pid] = name
            if running:
                pid, status = os.wait()
                outcome = "endless" if os.WIFSIGNALED(status) else "seen" if status else "survived"
                yield running.pop(pid), outcome


def interval(seen: int, number: int) -> tuple[float, float]:
    """Between which shares that of all changes lies, at 95% (Wilson)."""
    share, spread = seen / number, Z * Z / number
    middle = share + spread / 2
    side = Z * sqrt(share * (1 - share) / number + spread / (4 * number))
    return (middle - side) / (1 + spread), (middle + side) / (1 + spread)


def remember(folder: Path) -> Path:
    """Where to keep what the tests call of this very program; remove it when tests change."""
    known = sha256(LAWS.encode())
    for path in sorted((folder / "src").rglob("*.py")):
        known.update(path.read_bytes())
    return Path(tempfile.gettempdir()) / f"weerbaar-mutants-{known.hexdigest()[:12]}.jsonl"


def main(size: str = SIZE, seed: str = SEED, *only: str) -> None:
    folder = Path(tempfile.mkdtemp(prefix="mutants-")) / "copy"
    per_file = make_copy(folder)
    total = sum(len(names) for names in per_file.values())
    sample = list(only) or draw(per_file, total if size == "all" else int(size), int(seed))
    random.Random(seed).shuffle(sample)  # whoever stops it half way has a sample as well
    sys.path.insert(0, str(folder / "src"))
    os.environ["MUTANT_UNDER_TEST"] = ""
    mutanten = Mutanten(sample, remember(folder))
    aside = [f"--deselect={one}" for one in TWICE]
    temp = f"--basetemp={folder.parent / 'temp'}"
    pytest.main([*PYTEST, temp, *aside, *PATHS], plugins=[mutanten])
    seen = mutanten.tally["seen"] + mutanten.tally["endless"]
    low, high = interval(seen, len(sample))
    print(f"{len(sample)} of {total} changes of engine/, seed {seed}: {dict(mutanten.tally)}")
    print(f"seen: {seen / len(sample):.1%} (95%: {low:.1%} to {high:.1%})")
    shutil.rmtree(folder.parent)


if __name__ == "__main__":
    main(*sys.argv[1:])
