"""What all tests share: small real files in a folder, the program in this process, golden files."""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, configuration, settings

from tests.steekproef import END, WAITS, spread, wait_if_time_is_up
from tests.zinnen import WORD_FOR_WORD, hold, sentences_in
from weerbaar_cli.cli.console import CI
from weerbaar_cli.cli.main import main

GOLDEN = Path(__file__).parent / "golden"
# What the surroundings may say about the output; a test that wants it sets it itself. They are
# left out once, for whatever a test starts too: in a CI the program shows no contents of files.
TOLD = ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "WEERBAAR_DEBUG", *CI)
for name in (*TOLD, "PYTHONDONTWRITEBYTECODE"):
    os.environ.pop(name, None)
sys.dont_write_bytecode = False  # else each process compiles every test and module anew


class Outcome(NamedTuple):
    """What one run of the program gave."""

    code: int
    out: str
    err: str

    @property
    def no_result(self) -> bool:
        """Nothing on stdout, or for a program only why there is no result."""
        return not self.out or json.loads(self.out).keys() == {"versie", "fout", "bevindingen"}


Tree = Callable[[Mapping[str, str]], Path]
Weerbaar = Callable[..., Outcome]
Golden = Callable[[str, str], None]
Once = Callable[[str, Callable[[Path], None]], Path]

# What property tests remember stays out of the checkout, and the same tests run every time, in a
# CI and elsewhere.
configuration.set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "weerbaar-hypothesis")
# How long a machine takes to think of an example says nothing about the program.
settings.register_profile(
    "weerbaar",
    settings.get_profile("ci"),
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("weerbaar")


def pytest_addoption(parser: pytest.Parser) -> None:
    """A machine may be twice as slow as another, and a CI ends a run that takes too long."""
    parser.addoption("--minutes", type=float, help="begin no test after so many minutes")


def pytest_configure(config: pytest.Config) -> None:
    """The time counts from here, for every process of this run."""
    if config.option.minutes is not None:
        os.environ.setdefault(END, str(time.time() + 60 * config.option.minutes))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where not all will be reached, each commit reaches others first."""
    if END in os.environ:
        spread(items)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Before anything is made for a test."""
    wait_if_time_is_up()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was not reached is told with its number."""
    skipped = terminalreporter.stats.get("skipped", [])
    if waiting := sum(WAITS in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(f"{waiting} of them waited for another run: no time left")


def pytest_collection_finish() -> None:
    """What was collected stays: looking through it again and again for garbage costs a fifth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """Write files (path: text) into an empty folder, and work from there."""

    def make(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        return tmp_path

    monkeypatch.chdir(tmp_path)
    return make


@pytest.fixture
def weerbaar(
    capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> Iterator[Weerbaar]:
    """Run the program with these arguments. What it says stands in a golden file."""
    told: set[str] = set()

    def run(*args: str) -> Outcome:
        found = Outcome(main(args), *capsys.readouterr())
        told.update(sentences_in(found.out, found.err))
        return found

    yield run
    if request.node.nodeid.startswith(WORD_FOR_WORD):
        hold(told)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """A folder that is filled once in a run, whichever process asks for it first; only to read."""
    base = tmp_path_factory.getbasetemp()
    root = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def find(name: str, fill: Callable[[Path], None]) -> Path:
        folder = root / name
        with FileLock(root / f"{name}.lock"):
            if not folder.exists():
                making = root / f"{name}.half"
                making.mkdir()
                fill(making)
                making.rename(folder)
        return folder

    return find


@pytest.fixture
def golden() -> Golden:
    """Compare with tests/golden/NAME; UPDATE_GOLDEN=1 writes it instead.

    Spaces at the end of a line are the table's filling; a file in git does without.
    """

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        plain = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(plain, encoding="utf-8", newline="\n")
        assert plain == path.read_text(encoding="utf-8"), "make golden, and read the diff"

    return compare
