"""Files of the past: read through git itself, nothing is checked out and nothing is run.

A repository may come from anybody. So of its settings nothing runs (no hook, filter, pager or
program that it names) and nothing is fetched: what is not here is said to be missing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bestand import begin_of
from weerbaar_cli.files.vinden import SETTINGS, is_yaml, relative, same_place
from weerbaar_cli.files.yaml.document import MAX_BYTES, Yamlbestand, read_bytes_as, too_large
from weerbaar_cli.model.strict import clean

# What of the surroundings still counts; a hook sets others, which are about another repository.
KEPT = {"GIT_CEILING_DIRECTORIES", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"}
QUIET = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",  # its reasons are known by their English words
}
# In a repository each of these may name a program.
NOTHING = ("core.sshCommand", "core.gitProxy", "core.pager", "diff.external")


@dataclass(frozen=True)
class Revisie:
    """A commit in a repository, by the name that the user gave it.

    `root` is the top of the work tree; of a bare repository its own folder.
    """

    root: Path
    naam: str
    bare: bool = False

    def read(self, path: str) -> Yamlbestand:
        """A file as it was; raises WeerbaarError when it was not there, or is not here now."""
        shown = f"{self.naam}:{path}"
        size = _git(self.root, "cat-file", "-s", shown)
        if size.failed:
            raise self._missing(path)
        if int(size.uit) > MAX_BYTES:
            return too_large(shown)
        blob = _git(self.root, "cat-file", "blob", shown)
        if blob.failed:
            raise self._missing(path)
        return read_bytes_as(blob.uit, shown)

    def _missing(self, path: str) -> WeerbaarError:
        listed = _git(self.root, "ls-tree", "-z", "--name-only", self.naam, "--", path)
        if listed.uit:
            message = (
                f"de inhoud van «{clean(path)}» in {clean(self.naam)} staat niet in deze kopie"
            )
            tip = "Weerbaar haalt zelf niets op. Maak een volledige kloon, zonder --filter."
            return WeerbaarError(message, tip=tip)
        tip = "Controleer het pad, gerekend vanaf de bovenste map van de repository."
        return WeerbaarError(f"«{clean(path)}» bestond niet in {clean(self.naam)}", tip=tip)

    def inside(self, path: Path) -> str:
        """A path as git counts it: from the top of the repository."""
        if self.bare:
            message = "deze repository heeft geen bestanden buiten git (bare)"
            raise WeerbaarError(message, tip=f"Schrijf {clean(self.naam)}:PAD aan beide kanten.")
        return relative(same_place(path), same_place(self.root)).as_posix()

    def files(self, folder: str) -> list[str]:
        """Every YAML file below a folder as it was, sorted; hidden ones left out."""
        where = [folder] if folder not in ("", ".") else []
        found = _git(self.root, "ls-tree", "-r", "-z", "--name-only", self.naam, "--", *where)
        names = os.fsdecode(found.uit).split("\0")
        return sorted(name for name in names if is_yaml(name) and not _hidden(name))

    def settings(self, path: str) -> tuple[str, Yamlbestand] | None:
        """The nearest weerbaar.yaml at or above a path as it was, and its folder."""
        folders = [PurePosixPath(path), *PurePosixPath(path).parents]
        for folder in folders:
            name = (folder / SETTINGS).as_posix()
            if _git(self.root, "ls-tree", "-z", "--name-only", self.naam, "--", name).uit:
                return folder.as_posix(), self.read(name)
        return None


class Gitstand(NamedTuple):
    """A folder beside the last commit: whether files are gone, and whether anything differs."""

    weg: bool = False
    anders: bool = False


def compare_with_commit(folder: Path) -> Gitstand:
    """The files right in a folder of a work tree beside the last commit; outside one all is well.

    Looked at by the hash of each file: `git status` would run what the repository names.
    """
    known = _committed(folder)
    if known is None:
        return Gitstand()
    here = _files(folder)
    return Gitstand(weg=not known.keys() <= here.keys(), anders=here != known)


def _committed(folder: Path) -> dict[str, str] | None:
    """The files right in a folder by their hash, as the last commit has them; None without git."""
    if not folder.parent.is_dir():
        return None
    try:
        inside = _git(folder.parent, "rev-parse", "--is-inside-work-tree").uit.strip() == b"true"
        if not inside:
            return None
        listed = _git(folder.parent, "ls-tree", "-z", "HEAD", f"{folder.name}/").uit
    except WeerbaarError:
        return None  # there is no git
    # A folder in it is listed too, and is of no concern here.
    known = dict(_blob(row) for row in os.fsdecode(listed).split("\0") if " blob " in row)
    return {name.rpartition("/")[2]: one for name, one in known.items()}


def _files(folder: Path) -> dict[str, str]:
    found = folder.iterdir() if folder.is_dir() else ()
    return {one.name: _hash_blob(one) for one in found if one.is_file()}


def _blob(row: str) -> tuple[str, str]:
    """The name and the hash of a line of ls-tree."""
    words, _, name = row.partition("\t")
    return name, words.rpartition(" ")[2]


def _hash_blob(path: Path) -> str:
    """How git calls what a file says; line ends of Windows make no difference."""
    data = begin_of(path, MAX_BYTES + 1).replace(b"\r\n", b"\n")
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def begin_repository(folder: Path) -> None:
    """Make a folder a repository without a commit; where there is no git nothing is done."""
    with suppress(WeerbaarError):
        _git(folder, "-c", "init.defaultBranch=main", "init", "--quiet", "--template=")


def _hidden(name: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(name).parts)


def find_revisie(name: str, where: Path) -> Revisie:
    """The revision with this name in the repository of a folder."""
    bare = _git(where, "rev-parse", "--is-bare-repository")
    if bare.failed:
        raise _no_repository(name, where, bare.reden)
    is_bare = bare.uit.strip() == b"true"
    top = _git(where, "rev-parse", "--absolute-git-dir" if is_bare else "--show-toplevel")
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if top.failed or _git(where, *words).failed:
        raise _no_revision(name, where)
    return Revisie(Path(os.fsdecode(top.uit).rstrip("\n")), name, is_bare)


def _no_repository(name: str, where: Path, reden: str) -> WeerbaarError:
    if "dubious ownership" in reden:
        message = "git leest deze repository niet: de map is van een andere gebruiker"
        tip = "Vertrouwt u haar, draai dan in haar bovenste map: "
        tip += 'git config --global --add safe.directory "$PWD"'
        return WeerbaarError(message, tip=tip)
    message = f"«{clean(name)}» bestaat niet, en hier is geen git-repository"
    return WeerbaarError(message, tip="Noem twee bestanden, twee mappen of een revisie.")


def _no_revision(name: str, where: Path) -> WeerbaarError:
    if _git(where, "rev-parse", "--verify", "--quiet", "HEAD").failed:
        message = f"«{clean(name)}» is geen bestand, en in deze repository is nog niets vastgelegd"
        return WeerbaarError(message, tip="Leg de metingen eerst vast met «git commit».")
    message = f"«{clean(name)}» is geen bestand, en git kent die revisie niet"
    if _git(where, "rev-parse", "--is-shallow-repository").uit.strip() == b"true":
        tip = "Deze kopie heeft niet alle geschiedenis. Haal haar op: git fetch --unshallow"
        return WeerbaarError(message, tip=f"{tip} (in CI: GIT_DEPTH of fetch-depth 0).")
    return WeerbaarError(message, tip="Bekijk de revisies met «git log --oneline».")


class Gitantwoord(NamedTuple):
    """What git said, and why not when it says no."""

    uit: bytes
    reden: str
    failed: bool


def _git(where: Path, *words: str) -> Gitantwoord:
    """What git answers."""
    settings = ["core.fsmonitor=false", f"core.hooksPath={os.devnull}", *map("{}=".format, NOTHING)]
    off = [word for one in settings for word in ("-c", one)]
    command = [_program(), "-C", str(where), *off, *words]
    done = subprocess.run(
        command, capture_output=True, check=False, env=_surroundings(), stdin=subprocess.DEVNULL
    )
    reden = done.stderr.decode("utf-8", "replace").lower()
    return Gitantwoord(b"" if done.returncode else done.stdout, reden, done.returncode != 0)


def _surroundings() -> dict[str, str]:
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key in KEPT
    }
    return kept | QUIET


def _program() -> str:
    """git by its own place; never one that happens to lie in the folder where we work."""
    found = shutil.which("git")
    if found is None or Path(found).resolve().parent == Path.cwd().resolve():
        tip = "Installeer git, of vergelijk twee bestanden."
        raise WeerbaarError("git is niet gevonden", tip=tip)
    return str(Path(found).absolute())
