"""What the machine or its user breaks off is told as that, and never as a bug of ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.steekproef import sample

ROOT = Path(__file__).parents[2]
METING = ROOT / "examples/twente/metingen/voorbeeldstad-zelfscan-2024.yaml"
SCORE = ("-m", "weerbaar_cli", "score")
FULL = Path("/dev/full")
full_disk = pytest.mark.skipif(not FULL.exists(), reason="no disk that is always full")
# Raises while a module of ours is loaded, as a signal at that moment does.
BREAK = """
import sys
from importlib.abc import MetaPathFinder
class Breker(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise {error}
sys.meta_path.insert(0, Breker())
from tests.steekproef import sample
from weerbaar_cli.__main__ import run
sys.argv[1:] = ["score", {path!r}]
run()
"""


def start(*args: str) -> subprocess.CompletedProcess[str]:
    """Our program in a process of its own."""
    return subprocess.run([sys.executable, *args], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("module", ["weerbaar_cli.cli.main", "weerbaar_cli.cli.score"])
def test_broken_off_while_it_loads(module: str) -> None:
    done = start("-c", BREAK.format(module=module, error="KeyboardInterrupt", path=str(METING)))
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Afgebroken.\n")


@pytest.mark.parametrize(
    ("module", "error"),
    [
        ("weerbaar_cli.cli.main", "MemoryError"),
        ("weerbaar_cli.cli.main", "SystemError"),
        ("weerbaar_cli.engine.score.score", "MemoryError"),
    ],
)
def test_out_of_memory(module: str, error: str) -> None:
    """Python that finds no room for its own error raises another."""
    done = start("-c", BREAK.format(module=module, error=error, path=str(METING)))
    assert (done.returncode, done.stdout) == (2, "")
    assert "te weinig geheugen voor deze opdracht" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="a limit that only Linux keeps")
@pytest.mark.parametrize("megabytes", sample([46, 24, 40, 60, 90, 120, 180, 260], 8))
@pytest.mark.parametrize("end", ["html", "docx", "pdf"])
def test_with_too_little_memory(megabytes: int, end: str, tmp_path: Path) -> None:
    """Whatever breaks for want of it, nothing is called a bug or a part that is not there."""
    words = f"-m weerbaar_cli report '{METING}' --output '{tmp_path / f'uit.{end}'}'"
    line = f"ulimit -v {megabytes * 1024}; ulimit -c 0; exec '{sys.executable}' {words}"
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        assert (tmp_path / f"uit.{end}").is_file()
        return
    assert done.returncode == 2, done.stderr
    assert "Fout: te weinig geheugen voor deze opdracht." in done.stderr
    assert list(tmp_path.iterdir()) == []


def _shell(line: str) -> int:
    """The exit code of a line in which the shell closes a stream before we begin."""
    command = f'"{sys.executable}" {line}'
    return subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False).returncode


@pytest.mark.skipif(os.name == "nt", reason="closed by a POSIX shell")
@pytest.mark.parametrize(
    ("line", "code"),
    sample(
        [
            (f"-m weerbaar_cli score '{METING}' >&-", 2),  # the result cannot be given
            (f"-m weerbaar_cli score '{METING}' 2>&-", 0),
            ("-m weerbaar_cli score bestaat-niet 2>&-", 2),
            (f"-m weerbaar_cli validate '{METING}' >&- 2>&-", 0),  # nothing to say on stdout
            (f"-m weerbaar_cli score '{METING}' <&-", 0),
            ("-m weerbaar_cli score - <&-", 2),
            (f"-m weerbaar_cli validate '{METING}' --herstel <&-", 0),
        ],
        3,
    ),
)
def test_a_closed_stream(line: str, code: int) -> None:
    assert _shell(line) == code


@full_disk
@pytest.mark.parametrize(
    ("args", "code"), [((str(METING),), 0), (("bestaat-niet",), 2), (("--onbekend",), 2)]
)
def test_what_is_said_cannot_be_heard(args: tuple[str, ...], code: int) -> None:
    with FULL.open("w", encoding="utf-8") as full:
        command = [sys.executable, *SCORE, *args]
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=full, check=False)
    assert done.returncode == code
