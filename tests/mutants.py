"""How many small changes of engine/ a test sees: `make mutants`, not in CI, it takes too long.

`python tests/mutants.py 200 14` draws 200 changes with seed 14, spread over the files of engine/,
and runs on each the tests of its folder until one fails; `all` instead of a number takes them all.
mutmut makes the changes, each behind a switch, in a copy of the checkout. Names after the two run
only those changes.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from pathlib import Path

import pytest
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.utils.format_utils import get_mutant_name

ROOT = Path(__file__).parent.parent
ENGINE = Path("src/weerbaar_cli/engine")
LEFT_OUT = (".git", ".venv", "build", "dist", "node_modules", "__pycache__", ".*_cache")
SIZE, SEED, AT_ONCE = "200", "14", int(os.environ.get("AT_ONCE", "2"))
LAWS_TOO = "LAWS" in os.environ
PYTEST = ("-q", "-p", "no:cacheprovider")
MOST_SECONDS = 120  # of the processor; a change that never ends is seen too
# Every finding word for word.
FINDINGS = "tests/test_docs.py::test_the_page_of_findings_is_up_to_date"
# What tests each folder, or a file of it, what fails soonest first.
TESTS = {
    "score": (
        "tests/engine/score", "tests/cli/test_score.py", "tests/cli/test_explain.py",
        "tests/frameworks/test_valkuilen.py",
    ),
    "score.aandeel": ("tests/engine/score/test_weging.py", "tests/engine/score/test_totalen.py"),
    "score.eis": ("tests/engine/score/test_besluiten.py", "tests/cli/test_score.py"),
    "score.gevallen": (
        "tests/reading/test_raamwerk.py", "tests/cli/test_frameworks_check.py", "tests/frameworks",
    ),
    "score.stelling": ("tests/cli/test_stel.py", "tests/feitsoorten/test_onbekend.py"),
    "score.verklaring": ("tests/cli/test_explain.py", "tests/engine/score"),
    "plan": ("tests/engine/plan", "tests/cli/test_plan.py", "tests/reading/test_deel.py"),
    "groep": ("tests/engine/groep/test_aggregate.py", "tests/cli/test_report_groep.py"),
    "groep.belofte": ("tests/engine/groep/test_belofte.py",),
    "groep.onderzoek": (
        "tests/engine/groep/test_aggregate_onderzoek.py", "tests/cli/test_onderzoek.py",
    ),
    "groep.overzicht": ("tests/engine/groep/test_overzicht.py",),
    "groep.publiceren": (
        "tests/engine/groep/test_uitgegroeid.py", "tests/cli/test_publiceren.py",
    ),
    "groep.verwant": ("tests/engine/groep/test_aggregate.py", "tests/engine/groep"),
    "verandering": ("tests/engine/verandering", "tests/cli/test_compare.py"),
    "verandering.catalogus": ("tests/cli/test_frameworks_feiten.py",),
    "verandering.trend": ("tests/engine/verandering/test_trend.py", "tests/cli/test_trend.py"),
    "verandering.versies": (
        "tests/cli/test_frameworks_diff.py", "tests/engine/verandering/test_waswordt.py",
        "tests/cli/test_frameworks_waswordt.py",
    ),
    "checks": (
        "tests/reading/test_valid.py", "tests/reading/test_invalid.py",
        "tests/reading/test_koppen.py", "tests/reading/test_programma.py",
        "tests/reading/test_kenmerken.py", "tests/reading/test_dubbel.py",
        "tests/cli/test_frameworks_check.py", FINDINGS,
    ),
    "checks.gepubliceerd": ("tests/engine/groep/test_overzicht.py",),
    "checks.persoon": ("tests/engine/checks", "tests/reading"),
    "checks.publicaties": ("tests/cli/test_publiceren.py", "tests/reading/test_invalid.py"),
    "checks.raamwerk": (
        "tests/reading/test_raamwerk.py", "tests/cli/test_frameworks_check.py",
        "tests/reading/test_catalogus.py",
        "tests/reading/test_programma.py", "tests/reading/test_invalid.py", "tests/frameworks",
        FINDINGS,
    ),
    "checks.normen": (
        "tests/cli/test_frameworks_check.py", "tests/cli/test_frameworks_waswordt.py",
        "tests/reading/test_catalogus.py", "tests/reading/test_programma.py",
        "tests/reading/test_invalid.py",
    ),
}  # fmt: skip
ALONE = "not slow and not heavy and not hypothesis"
LAWS = "hypothesis and not slow and not heavy"
UNCHANGED = "weerbaar_cli.engine.{}.x_unchanged"  # no change at all: then no test may fail
Z = 1.96  # of 95%


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


def tests_of(name: str) -> tuple[str, ...]:
    folder, file = name.split(".")[2:4]
    return TESTS.get(f"{folder}.{file}") or TESTS[folder]


def try_out(name: str) -> None:
    """The tests of its folder with this change, in a process of its own; exits 1 if one fails."""
    os.environ["MUTANT_UNDER_TEST"] = name
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    for which in (ALONE, LAWS)[: 1 + LAWS_TOO]:
        for path in tests_of(name):
            if pytest.main([*PYTEST, "-x", "-m", which, path]) not in (0, 5):
                os._exit(1)
    os._exit(0)


def run(sample: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What became of each change: seen, endless or survived."""
    waiting, running = list(sample), dict[int, str]()
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            name = waiting.pop(0)
            pid = os.fork()
            if pid == 0:
                try_out(name)
            running[pid] = name
        pid, status = os.wait()
        outcome = "endless" if os.WIFSIGNALED(status) else "seen" if status else "survived"
        yield running.pop(pid), outcome


def interval(seen: int, number: int) -> tuple[float, float]:
    """Between which shares that of all changes lies, at 95% (Wilson)."""
    share, spread = seen / number, Z * Z / number
    middle = share + spread / 2
    side = Z * sqrt(share * (1 - share) / number + spread / (4 * number))
    return (middle - side) / (1 + spread), (middle + side) / (1 + spread)


def main(size: str = SIZE, seed: str = SEED, *only: str) -> None:
    folder = Path(tempfile.mkdtemp(prefix="mutants-")) / "copy"
    per_file = make_copy(folder)
    total = sum(len(names) for names in per_file.values())
    sample = list(only) or draw(per_file, total if size == "all" else int(size), int(seed))
    random.Random(seed).shuffle(sample)  # whoever stops it half way has a sample as well
    sys.path.insert(0, str(folder / "src"))
    os.environ["MUTANT_UNDER_TEST"] = ""
    for tests in TESTS.values():  # loaded once, for every process that follows
        pytest.main([*PYTEST, "-qq", "--collect-only", *tests])
    tally: Counter[str] = Counter()
    for name, outcome in run([*map(UNCHANGED.format, TESTS), *sample]):
        if name.endswith(".x_unchanged"):
            assert outcome == "survived", f"{name}: a test fails without any change"
            continue
        tally[outcome] += 1
        print(f"{outcome}: {name}", flush=True)
    seen = tally["seen"] + tally["endless"]
    low, high = interval(seen, len(sample))
    print(f"{len(sample)} of {total} changes of engine/, seed {seed}: {dict(tally)}")
    print(f"seen: {seen / len(sample):.1%} (95%: {low:.1%} to {high:.1%})")
    shutil.rmtree(folder.parent)


if __name__ == "__main__":
    main(*sys.argv[1:])
