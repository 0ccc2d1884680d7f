"""How far long work is, for whoever wants to show it; reading itself shows nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")


class Follow(Protocol):
    """Gives the same items, and may show that they come."""

    def __call__(self, items: Iterable[T], total: int, what: str) -> Iterator[T]:
        """`total` items of which `what` is done."""


def unfollowed(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """The same items, and nothing shown."""
    return iter(items)
