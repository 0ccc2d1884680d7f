"""Much work of one kind, done in several processes: the same results, in the same order.

Who has little to do does not load this.
"""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import cpu_count, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import Any, Protocol, TypeVar

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files import sleutels
from weerbaar_cli.files.vinden import STDIN, name_paths, named_paths
from weerbaar_cli.reading.neutraal import Neutraal

In = TypeVar("In", contravariant=True)
Uit = TypeVar("Uit", covariant=True)
MOST_PROCESSES = 4
# So much is done at once: little, so that no process waits long for another at the end.
SHARE = 10
# So many shares a process are asked for before the first of them was taken: what is done and not
# taken yet is kept.
AHEAD = 3


class Werk(Protocol[In, Uit]):
    """What is to be done. Each process has one of its own; what it remembers of one share is there
    for the next.
    """

    def __call__(self, taken: Sequence[In], /) -> Iterable[Uit]:
        """A result for every piece of work, in its order; values that can travel."""


def count_processes() -> int:
    """In how many processes much work is done here."""
    return min(cpu_count(), MOST_PROCESSES)


def share_out(werk: Werk[Any, Uit], taken: Sequence[Any]) -> Iterator[Uit]:
    """The results in the order of the work. The first is made here, and mostly what it needed is
    there then for a process that begins as a copy of this one.

    Raises what the work raised, where it did; and WeerbaarError when a process was stopped.
    """
    yield from werk(taken[:1])
    taken = taken[1:]
    if count_processes() == 1:
        yield from werk(taken)
        return
    known = (werk, named_paths(), sleutels.named_sleutel())
    pool = ProcessPoolExecutor(count_processes(), None, _begin, known)
    try:
        for done in _do_shares(pool, werk, taken):
            yield from _take(done)
    except BrokenProcessPool:  # no bug of ours
        message = "een deel van het werk is van buiten gestopt; er is niets afgemaakt"
        tip = "Is het geheugen vol? Geef dan minder bestanden tegelijk."
        raise Neutraal(message, tip=tip) from None
    finally:
        pool.shutdown(cancel_futures=True)


# The results of a share, what stopped it, and whether anything that was sealed was opened.
_Gedaan = tuple[list[Any], WeerbaarError | None, bool]


def _do_shares(
    pool: ProcessPoolExecutor, werk: Werk[Any, Any], taken: Sequence[Any]
) -> Iterator[_Gedaan]:
    asked: deque[Callable[[], _Gedaan]] = deque()
    for start in range(0, len(taken), SHARE):
        asked.append(_ask(pool, werk, taken[start : start + SHARE]))
        if len(asked) > AHEAD * count_processes():
            yield asked.popleft()()
    while asked:
        yield asked.popleft()()


def _ask(
    pool: ProcessPoolExecutor, werk: Werk[Any, Any], share: Sequence[Any]
) -> Callable[[], _Gedaan]:
    """What gives the results once they are wanted; only this process has what is given on stdin."""
    if any(isinstance(taak, tuple) and taak[:1] == (STDIN,) for taak in share):
        return partial(_do, werk, share)
    return pool.submit(_work, share).result


def _do(werk: Werk[Any, Any], share: Sequence[Any]) -> _Gedaan:
    found: list[Any] = []
    try:
        for one in werk(share):
            found.append(one)
    except WeerbaarError as error:
        return found, error, sleutels.has_opened()
    return found, None, sleutels.has_opened()


def _take(done: _Gedaan) -> Iterator[Any]:
    found, error, opened = done
    if opened:
        sleutels.mark_opened()
    yield from found
    if error is not None:
        raise error


class _Proces:
    """What this process does, once it is one of several."""

    werk: Werk[Any, Any]


def _begin(werk: Werk[Any, Any], paths: Sequence[Path], sleutel: Path | None) -> None:
    """Tell another process what this one was told."""
    gc.freeze()  # what was there already is not looked through again and again
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever presses Ctrl-C means the first
    Thread(target=_end_with_first, daemon=True).start()
    name_paths(paths)
    if sleutel is not None:
        sleutels.use_sleutel(sleutel)
    _Proces.werk = werk


def _end_with_first() -> None:
    """Who is left behind would wait for work for ever."""
    if (first := parent_process()) is not None:
        wait([first.sentinel])
        signal.raise_signal(signal.SIGTERM)


def _work(share: Sequence[Any]) -> _Gedaan:
    return _do(_Proces.werk, share)
