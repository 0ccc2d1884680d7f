"""Publishing at once, and publishing that is killed: no entry is lost, no report lacks its own.

Five times each in every run; 200 times with `make heavy`.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.groepswerkmap import NAMEN, RAAMWERK, werkmap
from tests.cli.registerhulp import LEDGER, published
from tests.conftest import Tree, Weerbaar

# The program with a slow disk: every file waits before it is put in its place.
SLOW = """
import sys, time
from pathlib import Path
from weerbaar_cli.files import schrijven
put = schrijven._Klaargezet.put
def slowly(self):
    time.sleep(float(sys.argv[1]))
    put(self)
schrijven._Klaargezet.put = slowly
from weerbaar_cli.cli.main import main
sys.exit(main(["report", "--district", "streek", "--publiceer", *sys.argv[2:]]))
"""
HOW_OFTEN = [pytest.param(5, id="few"), pytest.param(200, id="many", marks=pytest.mark.heavy)]
pytestmark = [pytest.mark.skipif(os.name == "nt", reason="signals"), pytest.mark.long]


def start(root: Path, delay: float, *args: str) -> subprocess.Popen[str]:
    """One run in a process of its own."""
    command = [sys.executable, "-c", SLOW, str(delay), *args]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=root, stdout=pipe, stderr=pipe, text=True)


def both(root: Path, *runs: tuple[str, ...]) -> list[int]:
    """Several runs at once, each slow to write; how each ended."""
    started = [start(root, 0.05, *args) for args in runs]
    ended = [one.communicate()[1] for one in started]
    assert not any("Traceback" in one for one in ended), ended
    return [one.returncode for one in started]


@pytest.mark.parametrize("times", HOW_OFTEN)
def test_two_audiences_at_once_lose_no_entry(times: int, tree: Tree, weerbaar: Weerbaar) -> None:
    root = tree(werkmap())
    for _ in range(times):
        shutil.rmtree(root / LEDGER, ignore_errors=True)
        runs = [("--doelgroep", one, "--output", f"{one}.json") for one in ("bestuur", "openbaar")]
        assert both(root, *runs) == [0, 0]
        assert len(published()) == 2
        assert len(list(Path(LEDGER).iterdir())) == 3, "one salt"
    assert weerbaar("validate", ".").code == 0


@pytest.mark.parametrize("times", HOW_OFTEN)
def test_of_two_raamwerken_on_the_same_facts_one_is_published(
    times: int, tree: Tree, weerbaar: Weerbaar
) -> None:
    other = RAAMWERK.replace("id: proef", "id: ander")
    files = werkmap(each=lambda *_: {"raamwerk": "[proef, ander]"})
    root = tree(files | {"ander.yaml": other})
    for _ in range(times):
        shutil.rmtree(root / LEDGER, ignore_errors=True)
        runs = [("--raamwerk", one, "--output", f"{one}.json") for one in ("proef", "ander")]
        assert sorted(both(root, *runs)) == [0, 1]
        assert len(published()) == 1
        made = [one for one in ("proef", "ander") if (root / f"{one}.json").exists()]
        assert len(made) == 1, "the other wrote nothing"
        (root / f"{made[0]}.json").unlink()
    assert weerbaar("validate", ".").code == 0


@pytest.mark.core
@pytest.mark.parametrize("times", HOW_OFTEN)
def test_a_kill_leaves_no_report_without_its_entry(
    times: int, tree: Tree, weerbaar: Weerbaar
) -> None:
    """At a random moment of the run, most of them in the writing; then the same passes."""
    root = tree(werkmap())
    chance = random.Random(12)
    args = ("--output", "uit.json", "--output", "uit.md")
    begun = time.monotonic()
    assert both(root, args) == [0]
    lasts = time.monotonic() - begun
    killed = 0
    for _ in range(times):
        shutil.rmtree(root / LEDGER, ignore_errors=True)
        for name in ("uit.json", "uit.md"):
            (root / name).unlink(missing_ok=True)
        run = start(root, 0.05, *args)
        time.sleep(lasts * chance.uniform(0.5, 1.0))
        run.send_signal(signal.SIGKILL)
        run.communicate()
        killed += run.returncode == -signal.SIGKILL
        whole = [one for one in ("uit.json", "uit.md") if (root / one).exists()]
        assert not whole or len(published()) == 1
        again = weerbaar("report", "--district", "streek", "--publiceer", *args)
        assert again.code == 0, again.err
        assert len(published()) == 1
        assert json.loads((root / "uit.json").read_text(encoding="utf-8"))["nu"]["ingeleverd"] == 14
        left = [one.name for one in (*root.iterdir(), *(root / LEDGER).iterdir())]
        assert not [one for one in left if one.startswith(".weerbaar-tijdelijk")]
    assert killed
    assert weerbaar("validate", ".").code == 0


def test_who_waits_too_long_hears_why(tree: Tree) -> None:
    from filelock import FileLock

    from weerbaar_cli.errors import WeerbaarError
    from weerbaar_cli.files.register import SLOT, locked

    root = tree(werkmap(NAMEN[:7]))
    said: list[str] = []
    with (
        FileLock(root / SLOT),
        pytest.raises(WeerbaarError) as error,
        locked(root, said.append, 0.2),
    ):
        pass
    assert "publiceert nog steeds" in error.value.message
    assert error.value.exit_code == 2
    assert said == ["Een ander publiceert op dit moment uit deze werkmap; even wachten …"]
