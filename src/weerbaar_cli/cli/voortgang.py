"""Progress of long work: on stderr, only when a person is looking."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
LONG = 40


def follow(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """The same items, with a bar for as long as they come."""
    if total < LONG or not sys.stderr.isatty():
        yield from items
        return
    from rich.progress import track  # late: only for long work on a screen

    from weerbaar_cli.cli.console import make_console

    console = make_console(stderr=True)
    yield from track(items, total=total, description=what, console=console, transient=True)
