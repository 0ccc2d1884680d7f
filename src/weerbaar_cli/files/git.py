"""Files of the past: read through git itself, nothing is checked out and nothing is run.

A repository may come from anybody. So of its settings nothing runs (no hook, filter, pager or
program that it names) and nothing is fetched: what is not here is said to be missing.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import shutil
import subprocess
import weakref
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path, PurePosixPath
from subprocess import PIPE
from typing import IO, NamedTuple

from msgspec import Struct

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bestand import MAX_BYTES, begin_of
from weerbaar_cli.files.vinden import (
    REGISTER_OUD,
    SETTINGS,
    VERHUISD,
    is_yaml,
    relative,
    same_place,
    split_revisie,
)
from weerbaar_cli.model.strict import clean

# What of the surroundings still counts; a hook sets others, which are about another repository.
KEPT = {"GIT_CEILING_DIRECTORIES", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"}
INDEX = "GIT_INDEX_FILE"
QUIET = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",  # its reasons are known by their English words
}
CHUNK = 65_536
# So much of a hash is of one commit only.
SHORT = 12
SHALLOW = (
    "Deze kopie heeft niet alle geschiedenis. Haal haar op: git fetch --unshallow "
    "(in CI: GIT_DEPTH: 0, fetchDepth: 0 of fetch-depth: 0)."
)
WHOLE_CLONE = "Weerbaar haalt zelf niets op. Maak een volledige kloon, zonder --filter."
# In a repository each of these may name a program.
NOTHING = ("core.sshCommand", "core.gitProxy", "core.pager", "diff.external")


class Teksten:
    """One git that gives one content after another; it ends with the value that holds it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._start()

    def _start(self) -> None:
        command = [*_command(self._root), "cat-file", "--batch"]
        self._process, self._git = (
            os.getpid(),
            subprocess.Popen(
                command, stdin=PIPE, stdout=PIPE, stderr=subprocess.DEVNULL, env=_surroundings()
            ),
        )
        weakref.finalize(self, _stop, self._git)

    def read(self, hash_: str, most: int) -> bytes | None:
        """What has this hash, None when that is more than so many bytes; raises LookupError."""
        if self._process != os.getpid():  # one that began as a copy would take from the other
            self._start()
        asked, given = self._git.stdin, self._git.stdout
        if asked is None or given is None:
            raise LookupError(hash_)
        try:
            asked.write(f"{hash_}\n".encode())
            asked.flush()
        except OSError:  # it stopped at one that is not here
            raise LookupError(hash_) from None
        words = given.readline().split()
        if len(words) != len(("hash", "blob", "size")):
            raise LookupError(hash_)
        size = int(words[2])
        if size > most:
            _pass_by(given, size)
            return None
        data = given.read(size)
        given.read(1)
        return data


def _pass_by(stream: IO[bytes], size: int) -> None:
    for left in range(size + 1, 0, -CHUNK):
        stream.read(min(left, CHUNK))


def _stop(git: subprocess.Popen[bytes]) -> None:
    for stream in filter(None, (git.stdin, git.stdout)):
        with suppress(OSError):
            stream.close()
    git.wait()


class Revisie(Struct, frozen=True, dict=True):
    """A commit in a repository by the name that the user gave it; without a name it is the index.

    `root` is the top of the work tree; of a bare repository its own folder. `roepnaam` is what
    people call one that nobody named.
    """

    root: Path
    naam: str
    bare: bool = False
    roepnaam: str = ""

    def shown(self, path: str) -> str:
        """How a file of it is called."""
        return f"{self.roepnaam or self.naam}:{path}"

    def read(self, path: str) -> bytes | None:
        """A file as it was, None when it is too large; raises WeerbaarError when there is none."""
        if path not in self.hashes:
            raise self._missing(path)
        try:
            return self._teksten.read(self.hashes[path], MAX_BYTES)
        except LookupError:
            message = f"de inhoud van «{clean(self.shown(path))}» staat niet in deze kopie"
            raise WeerbaarError(message, tip=WHOLE_CLONE) from None

    @cached_property
    def hashes(self) -> dict[str, str]:
        """The hash of every file by its path; of links and other repositories there is none."""
        if self.naam:
            listed = _git(self.root, "ls-tree", "-r", "-z", "--full-tree", self.naam)
        else:
            listed = _git(self.root, "ls-files", "-s", "-z", "--full-name", index=True)
        if listed.failed:
            message = f"wat er in {self.genoemd} stond, staat niet in deze kopie"
            raise WeerbaarError(message, tip=WHOLE_CLONE)
        rows = (row.partition("\t") for row in os.fsdecode(listed.uit).split("\0") if row)
        # Of the index a file in conflict has no stage 0.
        place = -1 if self.naam else 1
        return {
            name: words.split(" ")[place]
            for words, _, name in rows
            if words.startswith("100") and (self.naam or words.endswith(" 0"))
        }

    @cached_property
    def _teksten(self) -> Teksten:
        return Teksten(self.root)

    @property
    def genoemd(self) -> str:
        """How it is called in a sentence."""
        return clean(self.naam) if self.naam else "de index (git add)"

    def _missing(self, path: str) -> WeerbaarError:
        near = posixpath.normpath(posixpath.join(self.here, path))
        tip = "Controleer het pad, gerekend vanaf de bovenste map van de repository."
        if self.files(path):
            message = f"«{clean(self.shown(path))}» is een map, en geen bestand"
            return WeerbaarError(message, tip="Noem een bestand daarin.")
        if near in self.hashes or self.files(near):
            tip = f"Bedoelt u {clean(self.shown(near))}?"
        elif not self.naam and _git(self.root, "ls-files", "-u", "--", path, index=True).uit:
            tip = "Het samenvoegen van dit bestand is niet af: kies wat blijft, en doe «git add»."
        was = "bestond niet in" if self.naam else "staat niet in"
        return WeerbaarError(f"«{clean(path)}» {was} {self.genoemd}", tip=tip)

    @property
    def here(self) -> str:
        """The current folder as git counts it."""
        found = relative(same_place(Path.cwd()), same_place(self.root)).as_posix()
        return "" if found.startswith("..") else found

    def inside(self, path: Path) -> str:
        """A path as git counts it: from the top of the repository."""
        if self.bare:
            message = "deze repository heeft geen bestanden buiten git (bare)"
            raise WeerbaarError(message, tip=f"Schrijf {clean(self.naam)}:PAD aan beide kanten.")
        return relative(same_place(path), same_place(self.root)).as_posix()

    def name_of(self, path: Path) -> str:
        """The same of a place where a file of it would stand."""
        return path.relative_to(self.root).as_posix()

    def files(self, folder: str) -> list[str]:
        """Every YAML file below a folder as it was, or that file; sorted, hidden ones left out."""
        return [name for name in self._below(folder) if is_yaml(name) and not _hidden(name)]

    def passed(self, folder: str) -> list[str]:
        """Every other file there, and those that are hidden."""
        return [name for name in self._below(folder) if _hidden(name) or not is_yaml(name)]

    def _below(self, folder: str) -> list[str]:
        start = "" if folder in ("", ".") else f"{folder.rstrip('/')}/"
        return sorted(name for name in self.hashes if name.startswith(start) or name == folder)

    def find_settings(self, path: str) -> str | None:
        """The nearest weerbaar.yaml at or above a path as it was."""
        folders = [PurePosixPath(path), *PurePosixPath(path).parents]
        names = ((folder / SETTINGS).as_posix() for folder in folders)
        return next((name for name in names if name in self.hashes), None)


def open_revisie(path: Path) -> tuple[Revisie, str]:
    """What REV:PAD names in the repository of the current folder."""
    naam, inside = split_revisie(path) or ("", path.as_posix())
    revisie = find_revisie(naam, Path.cwd())
    return revisie, place_inside(revisie, inside)


def place_inside(revisie: Revisie, path: str) -> str:
    """A path behind a colon from the top; with ./ or ../ it is seen from the current folder."""
    if path.split("/")[0] in (".", ".."):
        return posixpath.normpath(posixpath.join(revisie.here, path))
    return path


def would_keep(path: Path) -> bool:
    """Whether git would take a file at this place along: it lies in a repository, not ignored.

    What is written over a link comes where that points.
    """
    return any(map(_lies_open, {same_place(path.parent) / path.name, same_place(path)}))


def _lies_open(place: Path) -> bool:
    if not any((one / ".git").exists() for one in place.parents):
        return False
    folder = next(one for one in place.parents if one.is_dir())  # others are still to be made
    try:
        return _git(folder, "check-ignore", "--quiet", "--", str(place.relative_to(folder))).failed
    except WeerbaarError:
        return True  # there is no git here to ask


def is_tracked(path: Path) -> bool:
    """Whether git has a file at this place already."""
    try:
        found = _git(path.parent, "ls-files", "--error-unmatch", "--", path.name)
    except WeerbaarError:
        return False
    return not found.failed


def find_unmerged(folder: Path) -> list[Path]:
    """The files below a folder that git could not merge, and nobody chose of; none without git."""
    try:
        listed = _git(folder, "ls-files", "-u", "-z")
    except WeerbaarError:
        return []
    rows = os.fsdecode(listed.uit).split("\0")
    return [folder / name for name in sorted({row.partition("\t")[2] for row in rows if row})]


class Gitstand(NamedTuple):
    """A register beside the last commit: what of it is gone, and what differs at all.

    Told are its folder, and by name what it was before it was one.
    """

    weg: tuple[str, ...] = ()
    anders: tuple[str, ...] = ()


def compare_with_commit(folder: Path) -> Gitstand:
    """The files right in a folder of a work tree beside the last commit; outside one all is well.

    Looked at by the hash of each file: `git status` would run what the repository names.
    """
    known = _committed(folder)
    if known is None:
        return Gitstand()
    here = _files(folder)
    moved = {REGISTER_OUD, VERHUISD} if VERHUISD in here else {VERHUISD}
    gone = known.keys() - here.keys() - moved
    changed = (name for name in known.keys() | here.keys() if known.get(name) != here.get(name))
    return Gitstand(_places(gone), _places(changed))


def _places(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name.partition("/")[0] for name in names}))


def _committed(folder: Path) -> dict[str, str] | None:
    """The files of a register by their hash, as the last commit has them; None without git."""
    if not folder.parent.is_dir():
        return None
    try:
        inside = _git(folder.parent, "rev-parse", "--is-inside-work-tree").uit.strip() == b"true"
        if not inside:
            return None
        places = (f"{folder.name}/", REGISTER_OUD, VERHUISD)
        listed = _git(folder.parent, "ls-tree", "-z", "HEAD", *places).uit
    except WeerbaarError:
        return None  # there is no git
    # A folder in it is listed too, and is of no concern here.
    return dict(_blob(row) for row in os.fsdecode(listed).split("\0") if " blob " in row)


def _files(folder: Path) -> dict[str, str]:
    inside = folder.iterdir() if folder.is_dir() else ()
    found = (*inside, folder.with_name(REGISTER_OUD), folder.with_name(VERHUISD))
    return {
        relative(one, folder.parent).as_posix(): hash_blob(one) for one in found if one.is_file()
    }


def _blob(row: str) -> tuple[str, str]:
    """The name and the hash of a line of ls-tree."""
    words, _, name = row.partition("\t")
    return name, words.rpartition(" ")[2]


def hash_blob(path: Path) -> str:
    """How git calls what a file says; line ends of Windows make no difference."""
    data = begin_of(path, MAX_BYTES + 1).replace(b"\r\n", b"\n")
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def begin_repository(folder: Path) -> None:
    """Make a folder a repository without a commit; where there is no git nothing is done."""
    with suppress(WeerbaarError):
        _git(folder, "-c", "init.defaultBranch=main", "init", "--quiet", "--template=")
        _git(folder, "config", "diff.weerbaar.textconv", "weerbaar textconv")


def _hidden(name: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(name).parts)


def find_revisie(name: str, where: Path) -> Revisie:
    """The revision with this name in the repository of a folder; without a name the index."""
    bare = _git(where, "rev-parse", "--is-bare-repository")
    if bare.failed:
        raise _no_repository(name, bare.reden)
    is_bare = bare.uit.strip() == b"true"
    top = _git(where, "rev-parse", "--absolute-git-dir" if is_bare else "--show-toplevel")
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if top.failed or (name and _git(where, *words).failed):
        raise _no_revision(name, where)
    return Revisie(Path(os.fsdecode(top.uit).rstrip("\n")), name, is_bare)


def _no_repository(name: str, reden: str) -> WeerbaarError:
    if "dubious ownership" in reden:
        message = "git leest deze repository niet: de map is van een andere gebruiker"
        tip = "Vertrouwt u haar, draai dan in haar bovenste map: "
        tip += 'git config --global --add safe.directory "$PWD"'
        return WeerbaarError(message, tip=tip)
    if not name:
        tip = "Ga naar de map van de repository, of begin er een met «git init»."
        return WeerbaarError("hier is geen git-repository", tip=tip)
    message = f"«{clean(name)}» bestaat niet, en hier is geen git-repository"
    tip = "Noem een bestand of een map, of ga naar de map van de repository."
    return WeerbaarError(message, tip=tip)


def _no_revision(name: str, where: Path) -> WeerbaarError:
    if _git(where, "rev-parse", "--verify", "--quiet", "HEAD").failed:
        message = f"«{clean(name)}» is geen bestand, en in deze repository is nog niets vastgelegd"
        return WeerbaarError(message, tip="Leg de metingen eerst vast met «git commit».")
    message = f"«{clean(name)}» is geen bestand, en git kent die revisie niet"
    if _is_shallow(where):
        return WeerbaarError(message, tip=SHALLOW)
    return WeerbaarError(message, tip="Bekijk de revisies met «git log --oneline».")


def _is_shallow(where: Path) -> bool:
    return _git(where, "rev-parse", "--is-shallow-repository").uit.strip() == b"true"


def has_commit(where: Path) -> bool:
    """Whether anything was ever committed in this branch; raises without a repository."""
    find_revisie("", where)
    return not _git(where, "rev-parse", "--verify", "--quiet", "HEAD").failed


def is_first_commit(where: Path) -> bool:
    """Whether nothing was committed before this; of a shallow clone nobody knows."""
    before = _git(where, "rev-parse", "--verify", "--quiet", "HEAD~1")
    return before.failed and not _is_shallow(where)


def find_basis(name: str, where: Path, branch: str = "HEAD") -> Revisie:
    """Where a branch left a revision: what came there since then is not of this branch."""
    revisie = find_revisie(name, where)
    found = _git(revisie.root, "merge-base", name, branch)
    if found.failed:
        find_revisie(branch, where)  # says it when it is that one
        message = f"«{clean(name)}» en {clean(branch)} hebben hier geen gezamenlijk begin"
        tip = SHALLOW if _is_shallow(where) else "Noem een revisie uit dezelfde geschiedenis."
        raise WeerbaarError(message, tip=tip)
    basis = found.uit.decode()[:SHORT]
    return Revisie(revisie.root, basis, revisie.bare, f"{name}...{branch}")


def find_added(basis: Revisie, folder: str) -> set[str]:
    """Every path below a folder that a commit since then brought, in whichever parent of a merge.

    Also what the other side brings to a merge that is not committed yet.
    """
    root = basis.root
    commits = _git(root, "rev-list", "--full-history", f"{basis.naam}..HEAD", "--", folder).uit
    words = ("--stdin", "-r", "-m", "--root", "--no-renames", "--diff-filter=A", "--name-only")
    listed = _git(root, "diff-tree", *words, "-z", "--no-commit-id", "--", folder, given=commits)
    found = {name for name in os.fsdecode(listed.uit).split("\0") if name}
    if not _git(root, "rev-parse", "--verify", "--quiet", "MERGE_HEAD").failed:
        theirs = Revisie(root, "MERGE_HEAD").hashes
        found |= {name for name in theirs if name.startswith(f"{folder}/")}
    return found


class Gitantwoord(NamedTuple):
    """What git said, and why not when it says no."""

    uit: bytes
    reden: str
    failed: bool


def _git(where: Path, *words: str, given: bytes = b"", index: bool = False) -> Gitantwoord:
    """What git answers, to what is given on its stdin; `index`: about the one that is in use."""
    done = subprocess.run(
        [*_command(where), *words],
        capture_output=True,
        check=False,
        env=_surroundings() | (_index_of(where) if index else {}),
        input=given,
    )
    reden = done.stderr.decode("utf-8", "replace").lower()
    return Gitantwoord(b"" if done.returncode else done.stdout, reden, done.returncode != 0)


def _command(where: Path) -> list[str]:
    settings = ["core.fsmonitor=false", f"core.hooksPath={os.devnull}", *map("{}=".format, NOTHING)]
    return [_program(), "-C", str(where), *(word for one in settings for word in ("-c", one))]


def _surroundings() -> dict[str, str]:
    kept = {
        key: value
        for key, value in os.environ.items()
        if key in KEPT or not key.startswith(("GIT_", "WEERBAAR_SLEUTEL"))
    }
    return kept | QUIET


def _index_of(top: Path) -> dict[str, str]:
    """Which file git itself has for its index: while it commits a part it is not the usual one.

    That of a hook of another repository is none of ours.
    """
    named = os.environ.get(INDEX)
    path = top / named if named else top
    if not path.is_file():
        return {}
    own = os.fsdecode(_git(top, "rev-parse", "--absolute-git-dir").uit).rstrip("\n")
    is_other = (path.parent / "HEAD").is_file() and not path.parent.samefile(own)
    return {} if is_other else {INDEX: str(path)}


def _program() -> str:
    """git by its own place; never one that happens to lie in the folder where we work."""
    found = shutil.which("git")
    if found is None or Path(found).resolve().parent == Path.cwd().resolve():
        tip = "Installeer git, of noem bestanden en geen revisie."
        raise WeerbaarError("git is niet gevonden", tip=tip)
    return str(Path(found).absolute())
