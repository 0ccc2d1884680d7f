"""The one exception that means: stop, tell the user, leave with this exit code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

IN_ORDER = 0
FINDINGS = 1
UNUSABLE = 2
BUG = 3
INTERRUPTED = 130

FULL_MEMORY = "te weinig geheugen voor deze opdracht"
LESS_AT_ONCE = (
    "Sluit andere programma's, geef minder bestanden tegelijk, of geef weerbaar meer ruimte."
)
# How a want of memory shows; where Python finds no room for its own error it raises the second.
STARVED = (MemoryError, SystemError)


class WeerbaarError(Exception):
    """Wrong use or unusable input. The message is Dutch: where, what, why and what to do.

    `meldingen` are the findings in files that it comes from, located; `regels` what else is said
    before the message.
    """

    def __init__(
        self,
        message: str,
        *,
        tip: str = "",
        exit_code: int = UNUSABLE,
        meldingen: Sequence[Any] = (),
        regels: Sequence[str] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.tip = tip
        self.exit_code = exit_code
        self.meldingen = meldingen
        self.regels = regels

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is, whatever its kind is made from: it may come out of another process."""
        return _as_it_was, (type(self), self.args), vars(self)


def missing_part(voor: str, deel: str, anders: str = "") -> WeerbaarError:
    """That a part of the program is not installed; `anders` is what can be done without it."""
    tip = f'Installeer het in de map van weerbaar: pip install ".[{deel}]". {anders}'.rstrip()
    return WeerbaarError(f"{voor} ontbreekt het onderdeel [{deel}]", tip=tip)


def _as_it_was(kind: type[WeerbaarError], args: tuple[Any, ...]) -> WeerbaarError:
    return kind.__new__(kind, *args)
