"""What `make test` takes of a long row of cases, of which CI takes every one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


class Omvang:
    """How much a run takes: every case, or of long rows a part."""

    deel = False


def examples(count: int) -> int:
    """How many examples a property is tried on: a third where a run takes a part of everything."""
    return max(count // 3, 2) if Omvang.deel else count


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
