"""Work over many files in more than one process, with the results in the order of the files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
# Below this many files a second process costs more than it saves.
MANY = 300
MOST_PROCESSES = 4
SHARES = 4  # per process, so that one slow share does not keep the others waiting


def map_files(work: Callable[[Sequence[T]], Iterable[R]], items: Sequence[T]) -> Iterator[R]:
    """`work` on all items, or on shares of them in several processes when there are many.

    `work` must be a function of a module and its results plain values: they travel.
    """
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    if len(items) < MANY or processes == 1:
        yield from work(items)
        return
    from concurrent.futures import ProcessPoolExecutor  # late: only for many files

    size = -(-len(items) // (processes * SHARES))
    shares = [items[start : start + size] for start in range(0, len(items), size)]
    with ProcessPoolExecutor(processes) as pool:
        for results in pool.map(_list, [work] * len(shares), shares):
            yield from results


def _list(work: Callable[[Sequence[T]], Iterable[R]], items: Sequence[T]) -> list[R]:
    return list(work(items))
