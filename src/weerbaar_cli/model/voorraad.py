"""Many values of one kind, kept small: each pressed, and made again whenever it is asked."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar, cast

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
# The least that zlib can do presses our texts to a fifth; more costs more time than it is worth.
_PRESSED = 1
# So many bytes are pressed at once: of less it finds too little that comes again.
PIECE = 32_000


class Geperst(NamedTuple, Generic[T]):
    """One value as bytes: small to keep, and ready to go from one process to another."""

    inhoud: bytes

    def whole(self) -> T:
        """The value again, equal to what it was."""
        import pickle  # late: only of very many files anything is pressed

        return cast("T", pickle.loads(zlib.decompress(self.inhoud)))


def press(value: T) -> Geperst[T]:
    """One value, small."""
    import pickle  # late: the same

    return Geperst(zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), _PRESSED))


class Voorraad(Collection[T_co]):
    """Values, also pressed ones, as if all were there: going through it opens one at a time."""

    def __init__(self, delen: Sequence[T_co | Geperst[T_co]]) -> None:
        self._delen = delen

    def __len__(self) -> int:
        return len(self._delen)

    def __iter__(self) -> Iterator[T_co]:
        return (one.whole() if isinstance(one, Geperst) else one for one in self._delen)

    def __contains__(self, value: object) -> bool:
        return any(one == value for one in self)


class Gaandeweg(Iterable[T_co]):
    """What is made while it is gone through, and made again the next time."""

    def __init__(self, make: Callable[[], Iterator[T_co]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[T_co]:
        return self._make()


def press_pieces(pieces: Iterable[bytes]) -> Collection[bytes]:
    """Bytes that come in pieces, all of them made now; of many most are kept pressed.

    A piece that was given whole stays whole.
    """
    found: list[Geperst[bytes]] = []
    last: list[bytes] = []
    size = 0
    for piece in pieces:
        if size >= PIECE:
            found.append(press(b"".join(last)))
            last, size = [], 0
        last.append(piece)
        size += len(piece)
    rest = b"".join(last)
    return Voorraad([*found, press(rest)]) if found else (rest,)
