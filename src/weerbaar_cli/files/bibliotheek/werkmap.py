"""The files of a werkmap by their place in it: on the disk, or as a revision of git has them.

Those of a revision have the place where they would stand, so that whoever reads need not know.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from weerbaar_cli.files.bestand import begin_of
from weerbaar_cli.files.vinden import SETTINGS, find_files, is_yaml
from weerbaar_cli.files.yaml.document import Yamlbestand, read_document, read_past

if TYPE_CHECKING:
    from weerbaar_cli.files.git import Revisie

# Its first key and its id stand early in a file; the rest of it is read only when it is wanted.
_BEGIN = 2000
_FIRST_KEY = re.compile(rb"""weerbaar["']?\s*:\s*["']?([a-z-]+)/""")


class Werkmapbestanden(Struct, frozen=True):
    """The files of the werkmap in a folder; with `toen` as they were in that revision."""

    map: Path
    toen: Revisie | None = None

    def read(self, path: Path) -> Yamlbestand:
        """One file; raises WeerbaarError for one that was not there then."""
        if self.toen is None:
            return read_document(path)
        return read_past(self.toen, self.toen.name_of(path))

    def find(self, folder: Path) -> list[Path]:
        """Every YAML file below a folder; none where there is no such folder."""
        if self.toen is not None:
            return [self.toen.root / name for name in self.toen.files(self.toen.name_of(folder))]
        return [path for path, _ in find_files([folder])] if folder.is_dir() else []

    def begin(self, path: Path) -> bytes:
        """How a file begins; nothing where it cannot be read."""
        if self.toen is None:
            return begin_of(path, _BEGIN)
        return (self.toen.read(self.toen.name_of(path)) or b"")[:_BEGIN]

    def find_own(self, metingen: Path) -> dict[str, list[Path]]:
        """Per kind the files outside the metingen, in the order of their paths.

        A folder with a weerbaar.yaml of its own is another werkmap. Hidden folders and links are
        not followed, as everywhere.
        """
        found: dict[str, list[Path]] = {}
        walk = _walk(self.map, metingen) if self.toen is None else self._walk_past(metingen)
        for path in sorted(walk):
            match = _FIRST_KEY.search(self.begin(path))
            if match is not None:
                found.setdefault(match[1].decode(), []).append(path)
        return found

    def _walk_past(self, metingen: Path) -> Iterator[Path]:
        alle = self.find(self.map)
        apart = {metingen, *(one.parent for one in alle if one.name == SETTINGS)} - {self.map}
        return (one for one in alle if apart.isdisjoint(one.parents))


# Where there is no werkmap.
NOWHERE = Werkmapbestanden(Path())


def _walk(map_: Path, metingen: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(map_):
        here = Path(root)
        folders[:] = [name for name in folders if _is_part(here / name, metingen)]
        paths = (here / name for name in names if is_yaml(name))
        yield from (path for path in paths if not path.is_symlink())


def _is_part(folder: Path, metingen: Path) -> bool:
    """Whether a folder belongs to the werkmap above it, and holds more than metingen."""
    return not folder.name.startswith(".") and folder != metingen and not _is_werkmap(folder)


def _is_werkmap(folder: Path) -> bool:
    try:
        return (folder / SETTINGS).is_file()
    except OSError:
        return False
