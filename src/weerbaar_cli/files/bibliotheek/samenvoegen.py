"""Catalogues of several files as one: what stands first counts, and what stands twice is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Samenvoeging(Generic[T]):
    """Per id the value that counts, and every file that has it, the one that counts first."""

    waarden: dict[str, T]
    bronnen: dict[str, list[Path]]

    def first_elsewhere(self, ids: Iterable[str], path: Path) -> dict[str, Path]:
        """Of these ids of a file those that another file has already, and which file that is."""
        here = path.resolve()
        first = {one: self.bronnen[one][0] for one in ids if one in self.bronnen}
        return {one: source for one, source in first.items() if source.resolve() != here}

    def doubles(self) -> dict[Path, list[str]]:
        """Per file the ids that do not count, because they stood in an earlier one."""
        found: dict[Path, list[str]] = {}
        for one, paths in self.bronnen.items():
            for path in paths[1:]:
                found.setdefault(path, []).append(one)
        return found


def merge(parts: Iterable[tuple[Path, Mapping[str, T]]]) -> Samenvoeging[T]:
    """The files in this order."""
    waarden: dict[str, T] = {}
    bronnen: dict[str, list[Path]] = {}
    for path, part in parts:
        for name, value in part.items():
            waarden.setdefault(name, value)
            bronnen.setdefault(name, []).append(path)
    return Samenvoeging(waarden, bronnen)
