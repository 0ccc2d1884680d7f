"""Finding files: the werkmap above a path, and the YAML files below a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from weerbaar_cli.errors import WeerbaarError

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

    Folders are walked recursively and sorted; hidden folders and links are not followed. A path
    that does not exist raises WeerbaarError.
    """
    for path in paths:
        if path.is_dir():
            yield from ((found, False) for found in _walk(path))
        elif path.exists() or path.is_symlink():
            yield path, True
        else:
            raise WeerbaarError(f"«{path}» bestaat niet", tip="Controleer de naam en de map.")


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(YAML_ENDINGS) and not name.startswith("."):
                yield Path(root) / name


def _refuse(error: OSError) -> None:
    raise WeerbaarError(f"de map «{error.filename}» is niet te lezen") from error
