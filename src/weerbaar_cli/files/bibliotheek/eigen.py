"""A werkmap's own files beside its metingen, by kind: found in one walk, hardly opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from weerbaar_cli.files.vinden import SETTINGS, YAML_ENDINGS

# Both stand early in a file; the rest of it is read only when it is wanted.
_BEGIN = 2000
_HEADER = re.compile(rb"""weerbaar["']?\s*:\s*["']?([a-z-]+)/""")
# At the margin, so it can be no part of a text: a text of more lines is indented.
_ID = re.compile(rb"""(?m)^id[ \t]*:[ \t]+["']?([a-z0-9]+(?:-[a-z0-9]+)*)["']?[ \t]*(?:#.*)?\r?$""")


def find_own(map_: Path, metingen: Path) -> dict[str, list[Path]]:
    """Per kind the files of a werkmap outside its metingen, in the order of their paths.

    A folder with a weerbaar.yaml of its own is another werkmap. Hidden folders and links are not
    followed, as everywhere.
    """
    found: dict[str, list[Path]] = {}
    for path in sorted(_walk(map_, metingen)):
        match = _HEADER.search(_begin(path))
        if match is not None:
            found.setdefault(match[1].decode(), []).append(path)
    return found


def _walk(map_: Path, metingen: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(map_):
        here = Path(root)
        folders[:] = [name for name in folders if _is_part(here / name, metingen)]
        for name in names:
            path = here / name
            if name.endswith(YAML_ENDINGS) and not name.startswith(".") and not path.is_symlink():
                yield path


def _is_part(folder: Path, metingen: Path) -> bool:
    """Whether a folder belongs to the werkmap above it, and holds more than metingen."""
    return not folder.name.startswith(".") and folder != metingen and not _is_werkmap(folder)


def _is_werkmap(folder: Path) -> bool:
    try:
        return (folder / SETTINGS).is_file()
    except OSError:
        return False


def _begin(path: Path) -> bytes:
    """How a file begins; nothing when it may not be read. Opening a pipe would wait for ever."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(_BEGIN)
    except OSError:
        return b""


def find_id(path: Path) -> str | None:
    """The id of a raamwerk from the begin of its file; None where it stands elsewhere."""
    match = _ID.search(_begin(path))
    return match[1].decode() if match is not None else None
