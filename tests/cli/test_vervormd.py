"""Bent files through every command: no bug of ours, no English, within time and memory."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.vervormbaar import ASKED
from tests.vervormen import SECONDS, bend, judge
from weerbaar_cli.cli.main import COMMANDS

pytestmark = pytest.mark.slow
# What takes no file of its own.
WITHOUT = {"completion", "init"}
ROOT = Path(__file__).parents[2]


@pytest.mark.long
def test_nothing_breaks_but_the_file() -> None:
    """In a process of its own: a fork of one that made a PDF waits for threads that it has not."""
    command = [sys.executable, "-m", "tests.vervormen", "--runs=100"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_every_command_that_reads_a_file_is_asked() -> None:
    asked = {line.split()[0] for lines in ASKED.values() for line in lines}
    assert asked == set(COMMANDS) - WITHOUT


def test_the_same_seed_bends_alike() -> None:
    raw = b"weerbaar: meting/1\nfeiten:\n  mt-besproken: 2024-01-01\n"
    assert bend(raw, random.Random(7)) == bend(raw, random.Random(7))
    assert len({bend(raw, random.Random(seed)) for seed in range(50)}) > 40


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (3, ""),
        (1, "Dit is een fout in weerbaar 0.1.0"),
        (1, "Fout: x\n  → invalid literal"),
        (2, "Fout: te weinig geheugen."),
    ],
)
def test_what_breaks_is_seen(code: int, said: str) -> None:
    assert judge(code, said, b"weerbaar: meting/1")
    assert SECONDS == 10
