"""What a user names to be read: files and folders, stdin, and both as they were in git."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.vinden import (
    STDIN,
    Named,
    exists,
    find_files,
    is_dir,
    is_elders,
    shown_path,
    split_revisie,
)

# Of so many files a second process saves more than it costs, and no more of each is kept than is
# needed.
MANY = 300 if sys.platform != "emscripten" else sys.maxsize  # a browser has one process


def find_named(paths: Sequence[Path], *, gone: bool = False) -> list[Named]:
    """The same as `find_files`, with what REV:PAD or :PAD names; raises when that is not there."""
    past = {path for path in paths if split_revisie(path) is not None}
    found = find_files([path for path in paths if path not in past], gone=gone)
    for path in dict.fromkeys(path for path in paths if path in past):
        found += _find_past(path)
    return list(dict.fromkeys(found))


def _find_past(path: Path) -> Iterator[Named]:
    from weerbaar_cli.files.git import open_revisie  # late: nearly all is on the disk

    revisie, inside = open_revisie(path)
    if inside in revisie.hashes:
        yield Path(revisie.shown(inside)), True
        return
    names = revisie.files(inside)
    if not names:
        revisie.read(inside)  # says what is wrong
    yield from ((Path(revisie.shown(name)), False) for name in names)


def refuse_unwritable(path: Path) -> None:
    """Raise for what can be read and not be changed: what is given on stdin, and what is in git."""
    if path == STDIN:
        message = "wat op de invoer staat, is niet te veranderen: er is geen bestand"
        raise WeerbaarError(message, tip="Bewaar het als bestand, en noem dat.")
    if split_revisie(path) is not None:
        message = f"«{shown_path(path)}» staat in git, en is niet te veranderen"
        raise WeerbaarError(message, tip="Noem het bestand zelf.")


def is_bron(word: str) -> bool:
    """Whether a word names something to read: a file, a folder, stdin, or one of the past."""
    path = Path(word)
    return exists(word) or is_elders(path)


def is_map(path: Path) -> bool:
    """Whether a path is a folder, on the disk or as it was."""
    if split_revisie(path) is None:
        return is_dir(path)
    from weerbaar_cli.files.git import open_revisie  # late: the same

    revisie, inside = open_revisie(path)
    return inside not in revisie.hashes and bool(revisie.files(inside))
