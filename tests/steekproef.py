"""What `make test` takes of a long row of cases, and which of the others a CI begins with."""

from __future__ import annotations

import hashlib
import os
import subprocess
import time
from collections.abc import Iterable
from typing import Any

import pytest

END = "WEERBAAR_TESTS_UNTIL"  # seconds since 1970: what is not begun by then waits for another run
WAITS = "waits for another run: time is up"


def sample(cases: Iterable[Any], each: int) -> list[Any]:
    """Parameters of a test: the first case and each so many after it; the others are a sweep.

    A case of more values is a tuple.
    """
    return [
        pytest.param(
            *(case if type(case) is tuple else (case,)),
            marks=pytest.mark.sweep if number % each else (),
        )
        for number, case in enumerate(cases)
    ]


def spread(items: list[pytest.Item]) -> None:
    """Begin each commit with other files, so that what has to wait once is first another time."""
    found = subprocess.run(
        ["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False
    )

    def place(item: pytest.Item) -> bytes:
        name = item.nodeid.partition("::")[0]
        return hashlib.sha256(f"{found.stdout}{name}".encode()).digest()

    items.sort(key=place)


def wait_if_time_is_up() -> None:
    """Skip the test that would begin now, where this run had to be over."""
    if time.time() > float(os.environ.get(END, "inf")):
        pytest.skip(WAITS)
