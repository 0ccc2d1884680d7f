"""Finding files: the werkmap above a path, and the YAML files below a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.model.strict import clean

SETTINGS = "weerbaar.yaml"
YAML_ENDINGS = (".yaml", ".yml")


def find_werkmap(path: Path) -> Path | None:
    """The nearest folder at or above a path that holds a weerbaar.yaml."""
    start = path if path.is_dir() else path.parent
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / SETTINGS).is_file():
            return folder
    return None


def find_files(paths: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """Every YAML file to look at, and whether it was named itself.

    Folders are walked recursively and sorted; hidden folders and links, to folders or to files,
    are not followed: a link may lead out of the folder or to a file that is there already. A path
    that does not exist raises WeerbaarError.
    """
    for path in paths:
        if path.is_dir():
            yield from ((found, False) for found in _walk(path))
        elif path.exists() or path.is_symlink():
            yield path, True
        else:
            raise WeerbaarError(
                f"«{clean(str(path), 300)}» bestaat niet", tip="Controleer de naam en de map."
            )


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root) / name
            if name.endswith(YAML_ENDINGS) and not name.startswith(".") and not path.is_symlink():
                yield path


def _refuse(error: OSError) -> None:
    shown = clean(str(error.filename), 300)
    raise WeerbaarError(f"de map «{shown}» is niet te lezen", tip="Vraag leesrechten.") from error
