"""How many small changes of engine/ a test sees: `make mutants`, not in CI, it takes too long.

`python tests/mutants.py 200 14` draws 200 changes with seed 14, spread over the files of engine/;
`all` instead of a number takes them all. mutmut makes the changes, each behind a switch, in a copy
of the checkout. First every test runs without a change, and what it calls is written down; then
each change gets the tests that call its function, in a process of its own, until one fails that
passes without it. Names after the two run only those changes.
"""

from __future__ import annotations

import ast
import difflib
import gc
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial, wraps
from hashlib import sha256
from importlib import import_module
from math import sqrt
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, NamedTuple

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
PYTEST = (
    "-q",
    "-s",
    "-p",
    "no:cacheprovider",
    "-m",
    f"not slow and not heavy and not sweep and not long{LAWS}",
)
# Whole outputs, and the tests of a room of its own functions, see so many times as much as another
# test that takes as long.
WHOLE, WEIGHT = ("tests/engine/test_woordelijk.py", "tests/test_docs.py"), 100
# The same 150 files as one of the whole outputs, once more each.
TWICE = (
    "tests/reading/test_invalid.py::test_every_message_is_clear_dutch_with_a_next_step",
    "tests/reading/test_invalid.py::test_a_meting_with_a_fout_is_never_scored",
    "tests/reading/test_invalid.py::test_the_text_shows_the_line_with_a_mark",
    "tests/reading/test_invalid.py::test_every_problem_has_its_code_and_line",
)
MOST_SECONDS = 12.0  # of tests for one change, as long as they took without it
# Seconds of the processor, many times what the tests need: such a change is seen. And those of a
# clock, as on a busy machine it may only have had no turn: that is not counted as seen.
ENDLESS, NO_TURN = 60, 1800
MOST_MEMORY = 4 << 30
AS_IT_IS = "_mutmut_orig"
OUTCOMES = ("survived", "seen", "endless", "no turn", "broken off")
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


# Of each function that can change: its module, and it with its changes by their names.
SWITCHES: list[tuple[str, dict[str, Callable[..., Any]]]] = []
CALLED: set[int] = set()


def switchable(
    changes: dict[str, Callable[..., Any]], is_classmethod: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """In the place of the decorator of mutmut, that reads the environment at every call."""

    def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
        SWITCHES.append((function.__module__, changes))

        @wraps(function)
        def through(*args: Any, **kwargs: Any) -> Any:
            CALLED.add(id(changes))
            return changes[AS_IT_IS](*args, **kwargs)

        return through

    return wrap


def switch(name: str) -> None:
    """From here on this change is in force."""
    home, _, change = name.rpartition(".")
    for module, changes in SWITCHES:
        if module == home and change in changes:
            changes[AS_IT_IS] = changes[change]
            return
    raise LookupError(name)


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
    known = dict(map(json.loads, memory.read_text(encoding="utf-8").splitlines()))
    waiting = [one for one in items if one.nodeid not in known]
    for pid in [start(partial(watch_all, waiting[at::AT_ONCE], memory)) for at in range(AT_ONCE)]:
        os.waitpid(pid, 0)
    found = dict(map(json.loads, memory.read_text(encoding="utf-8").splitlines()))
    named = {one.nodeid for one in items}
    return {
        one: Gang(gone[0], frozenset(gone[1]))
        for one, gone in found.items()
        if one in named and gone is not None
    }


def watch_all(items: Sequence[pytest.Item], memory: Path) -> int:
    told = os.open(memory, os.O_WRONLY | os.O_APPEND)
    for item in items:
        os.write(told, f"{json.dumps([item.nodeid, watch_one(item)])}\n".encode())  # in one piece
    return 0


def watch_one(item: pytest.Item) -> tuple[float, list[str]] | None:
    told = in_own_process(partial(listen, item))
    if isinstance(told, list):
        return told[0], told[1]
    print(f"left out, it fails without any change: {item.nodeid}", flush=True)
    return None


def listen(item: pytest.Item) -> tuple[float, list[str]] | None:
    CALLED.clear()
    began = time.process_time()
    if not passes(item):
        return None
    spent = time.process_time() - began
    called = [(home, one[AS_IT_IS].__name__) for home, one in SWITCHES if id(one) in CALLED]
    return spent, [f"{home}.{name}".removesuffix(f"_{AS_IT_IS}") for home, name in called]


def in_own_process(work: Callable[[], object]) -> Any:
    """What it gives, as JSON has it; or how it ended otherwise."""
    reader, writer = os.pipe()
    # Or what one process begins with a clean folder takes away that of another.
    root = tempfile.mkdtemp(prefix="mutant-")

    def tell() -> int:
        be_quiet()
        os.environ["PYTEST_DEBUG_TEMPROOT"] = root
        resource.setrlimit(resource.RLIMIT_CPU, (ENDLESS, ENDLESS + 9))
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
        signal.alarm(NO_TURN)
        with os.fdopen(writer, "w") as pipe:
            json.dump(work(), pipe)
        return 0

    pid = start(tell)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        told = pipe.read()
    _, status = os.waitpid(pid, 0)
    shutil.rmtree(root, ignore_errors=True)
    ends: dict[int, str] = {signal.SIGXCPU: "endless", signal.SIGALRM: "no turn"}
    return ends.get(os.WTERMSIG(status), "broken off") if status else json.loads(told)


def start(work: Callable[[], int]) -> int:
    """A process that does this and surely ends there."""
    pid = os.fork()
    if pid == 0:
        code = OUTCOMES.index("broken off")
        try:
            code = work()
        finally:
            os._exit(code)
    return pid


def tests_of(name: str, gangen: Mapping[str, Gang]) -> list[str]:
    """The tests that call the changed function, the quickest first."""
    function = name.rpartition("__mutmut_")[0]
    first = (*WHOLE, f"tests/{'/'.join(function.split('.')[1:3])}/")
    calling = [nodeid for nodeid, gang in gangen.items() if function in gang.called]
    calling.sort(key=lambda one: gangen[one].seconds / (WEIGHT if one.startswith(first) else 1))
    chosen, spent = [], 0.0
    for nodeid in calling:
        if spent + gangen[nodeid].seconds <= MOST_SECONDS:
            spent += gangen[nodeid].seconds
            chosen.append(nodeid)
    return chosen


def try_out(name: str, items: Sequence[pytest.Item]) -> int:
    """What became of a change: a test that fails must pass without it, or it says nothing."""
    waiting = list(items)
    while waiting:
        found = in_own_process(partial(first_failing, name, waiting))
        if not isinstance(found, int):
            return OUTCOMES.index(found or "survived")
        if in_own_process(partial(first_failing, None, waiting[found : found + 1])) is None:
            return OUTCOMES.index("seen")
        del waiting[: found + 1]
    return OUTCOMES.index("survived")


def first_failing(name: str | None, items: Sequence[pytest.Item]) -> int | None:
    if name is not None:
        switch(name)
    return next((at for at, item in enumerate(items) if not passes(item)), None)


def what_changed(folder: Path, name: str) -> Iterator[str]:
    """The lines of a function that a change takes away and puts there."""
    module, _, function = name.rpartition(".")
    code = (folder / "src" / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
    found = {
        one.name: ast.unparse(one).splitlines()[1:]
        for one in ast.walk(ast.parse(code))
        if isinstance(one, ast.FunctionDef)
    }
    before = found[f"{function.rpartition('_')[0]}_orig"]
    lines = difflib.unified_diff(before, found[function], n=0, lineterm="")
    return (one for one in lines if not one.startswith(("---", "+++", "@@")))


class Mutanten:
    """Runs the sample instead of the tests; every process finds these collected."""

    def __init__(self, sample: Sequence[str], folder: Path) -> None:
        self.sample, self.folder = sample, folder
        self.tally: Counter[str] = Counter()

    @pytest.hookimpl
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        load_all()
        by_id = {one.nodeid: one for one in session.items}
        for name, outcome in self.run(by_id, watch(session.items, remember(self.folder))):
            self.tally[outcome] += 1
            shown = () if outcome == "seen" else what_changed(self.folder, name)
            print(f"{outcome}: {name}", *shown, sep="\n    ", flush=True)
        return True

    def run(
        self, by_id: Mapping[str, pytest.Item], gangen: Mapping[str, Gang]
    ) -> Iterator[tuple[str, str]]:
        """What became of each change."""
        waiting, running = list(self.sample), dict[int, str]()
        while waiting or running:
            while waiting and len(running) < AT_ONCE:
                name = waiting.pop(0)
                chosen = [by_id[one] for one in tests_of(name, gangen)]
                if chosen:
                    running[start(partial(try_out, name, chosen))] = name
                else:
                    yield name, "not called"
            if running:
                pid, status = os.wait()
                yield running.pop(pid), OUTCOMES[os.waitstatus_to_exitcode(status)]


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
    vars(trampoline)["wrap_in_trampoline"] = switchable
    mutanten = Mutanten(sample, folder)
    aside = [f"--deselect={one}" for one in TWICE]
    pytest.main([*PYTEST, *aside, *PATHS], plugins=[mutanten])
    tally = mutanten.tally
    number, seen = tally.total(), tally["seen"] + tally["endless"]
    low, high = interval(seen, number)
    print(f"{number} of {total} changes of engine/, seed {seed}: {dict(tally)}")
    print(f"seen: {seen / number:.1%} (95%: {low:.1%} to {high:.1%})")
    shutil.rmtree(folder.parent)


if __name__ == "__main__":
    main(*sys.argv[1:])
