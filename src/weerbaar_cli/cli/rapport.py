"""A report that is ready to be shown: its page, and its shape for programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from weerbaar_cli.blad.blad import Blad
from weerbaar_cli.model.uitkomsten.waarmerk import Waarmerk


@dataclass(frozen=True)
class Rapport:
    """What `weerbaar report` made; `verboden` are words that must not stand in any form of it.

    For a report on a group these are the names and codes of its parties. `waarmerk` tells what it
    was made from. `vastleggen` are the things that must be written down before any of it leaves the
    house; a report that is only looked at does none of them.
    """

    blad: Blad
    vorm: dict[str, Any]
    verboden: tuple[str, ...] = ()
    waarmerk: Waarmerk | None = None
    vastleggen: tuple[Callable[[], None], ...] = ()
