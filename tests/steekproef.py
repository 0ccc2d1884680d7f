"""What `make test` takes of a long row of cases, of which CI takes every one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


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
