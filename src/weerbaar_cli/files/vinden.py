"""Finding files: the werkmap above a path, and the YAML files below a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.model.strict import clean

SETTINGS = "weerbaar.yaml"
YAML_ENDINGS = (".yaml", ".yml")


def find_werkmap(path: Path) -> Path | None:
    """The nearest folder at or above a path that holds a weerbaar.yaml."""
    here = path.absolute()
    folders = [here, *here.parents] if _is(here.is_dir) else here.parents
    return next((folder for folder in folders if _is((folder / SETTINGS).is_file)), None)


def _is(test: Callable[[], bool]) -> bool:
    """A question about a path; where we may not look the answer is no."""
    try:
        return test()
    except OSError:
        return False


def exists(word: str) -> bool:
    """Whether there is such a path, be it one that may not be read; a word may be no path."""
    try:
        return os.path.lexists(word)
    except ValueError:
        return False


def relative(path: Path, folder: Path) -> Path:
    """A path as seen from a folder, up and down."""
    return Path(os.path.relpath(path, folder))


def _is_gone(path: Path) -> bool:
    try:
        return not (path.exists() or path.is_symlink())
    except OSError:
        return False  # there is something that may not be looked at


def find_files(paths: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """Every YAML file to look at, and whether it was named itself.

    Folders are walked recursively and sorted; hidden folders and links, to folders or to files,
    are not followed: a link may lead out of the folder or to a file that is there already. What
    may not be looked at is given as well: reading it tells why. A path that does not exist raises
    WeerbaarError.
    """
    for path in paths:
        if _is(path.is_dir):
            yield from ((found, False) for found in _walk(path))
        elif _is_gone(path):
            raise WeerbaarError(
                f"«{clean(str(path), 300)}» bestaat niet", tip="Controleer de naam en de map."
            )
        else:
            yield path, True


def _walk(folder: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root) / name
            if name.endswith(YAML_ENDINGS) and not name.startswith(".") and not path.is_symlink():
                yield path
    yield from (Path(str(error.filename)) for error in closed)
