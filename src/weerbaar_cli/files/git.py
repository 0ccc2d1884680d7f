"""Files of the past: read through git itself, nothing is checked out."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.vinden import SETTINGS, YAML_ENDINGS, relative
from weerbaar_cli.files.yaml.document import Document, read_bytes_as
from weerbaar_cli.model.strict import clean


@dataclass(frozen=True)
class Revisie:
    """A commit in a repository, by the name that the user gave it."""

    root: Path
    naam: str

    def read(self, path: str) -> Document:
        """A file as it was; raises WeerbaarError when it was not there."""
        raw = _git(self.root, "cat-file", "blob", f"{self.naam}:{path}")
        if raw is None:
            tip = "Controleer het pad, gerekend vanaf de bovenste map van de repository."
            raise WeerbaarError(f"«{clean(path)}» bestond niet in {clean(self.naam)}", tip=tip)
        return read_bytes_as(raw, f"{self.naam}:{path}")

    def inside(self, path: Path) -> str:
        """A path as git counts it: from the top of the repository."""
        return relative(path.resolve(), self.root.resolve()).as_posix()

    def files(self, folder: str) -> list[str]:
        """Every YAML file below a folder as it was, sorted; hidden ones left out."""
        where = [folder] if folder not in ("", ".") else []
        raw = _git(self.root, "ls-tree", "-r", "-z", "--name-only", self.naam, "--", *where)
        names = (raw or b"").decode("utf-8", "replace").split("\0")
        return sorted(name for name in names if name.endswith(YAML_ENDINGS) and not _hidden(name))

    def settings(self, path: str) -> tuple[str, Document] | None:
        """The nearest weerbaar.yaml at or above a path as it was, and its folder."""
        folders = [PurePosixPath(path), *PurePosixPath(path).parents]
        for folder in folders:
            raw = _git(self.root, "cat-file", "blob", f"{self.naam}:{(folder / SETTINGS)}")
            if raw is not None:
                name = (folder / SETTINGS).as_posix()
                return folder.as_posix(), read_bytes_as(raw, f"{self.naam}:{name}")
        return None


def _hidden(name: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(name).parts)


def find_revisie(name: str, where: Path) -> Revisie:
    """The revision with this name in the repository of a folder."""
    root = _git(where, "rev-parse", "--show-toplevel")
    if root is None:
        message = f"«{clean(name)}» bestaat niet, en hier is geen git-repository"
        raise WeerbaarError(message, tip="Noem twee bestanden, twee mappen of een revisie.")
    found = _git(
        where, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
    )
    if found is None:
        message = f"«{clean(name)}» is geen bestand, en git kent die revisie niet"
        raise WeerbaarError(message, tip="Bekijk de revisies met «git log --oneline».")
    return Revisie(Path(root.decode("utf-8").strip()), name)


def _git(where: Path, *words: str) -> bytes | None:
    """What git answers; None when it says no."""
    try:
        done = subprocess.run(
            ["git", "-C", str(where), *words],
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        message = "git is niet gevonden"
        raise WeerbaarError(message, tip="Installeer git, of vergelijk twee bestanden.") from None
    return done.stdout if done.returncode == 0 else None
