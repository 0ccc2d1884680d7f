"""Finding files: the werkmap above a path, the YAML files below a folder, and their names."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bestand import begin_of
from weerbaar_cli.model.strict import clean

# A path, and whether it was named itself or found in a folder.
Named = tuple[Path, bool]
SETTINGS = "weerbaar.yaml"
# What is given on stdin, wherever a file is meant.
STDIN = Path("-")
# The folder of the register of publications: whatever stands there is meant to be read.
REGISTERMAP = "publicaties"
# What that was in 0.1.0: one file.
REGISTER_OUD = "publicaties.yaml"
# How that is called when what it says stands in the folder.
VERHUISD = f"{REGISTER_OUD}.oud"
YAML_ENDINGS = (".yaml", ".yml")
# Behind the ending of a meting that is sealed, how such a file begins, and what stands in it.
SEALED = ".age"
SEALED_BEGIN, ARMOR = b"weerbaar: versleuteld/", b"-----BEGIN AGE ENCRYPTED FILE-----\n"
_BEGIN = 2000
LINK = "dit is een verwijzing (link) naar elders; weerbaar volgt die niet"
# Where other programs keep earlier versions: nobody means those to be read, and they are many.
_OF_OTHERS = {".git", ".hg", ".svn"}
# The first line that is no comment, as a file of ours begins.
_OURS = rb"""(?i)\A(?:\xef\xbb\xbf)?(?:[ \t\r]*(?:#[^\n]*)?\n)*["']?weerb\w*["']?\s*:"""
# What a meting says, also where its first line is gone.
_METING = rb"""(?m)^["']?(?:organisatie|peildatum|feiten)["']?[ \t]*:"""
# Where the absolute paths of this run begin, the longest first, and what each is called.
_starts: dict[Path, str] = {}


def find_werkmap(path: Path) -> Path | None:
    """The nearest folder at or above a path that holds a weerbaar.yaml."""
    here = path.absolute()
    folders = [here, *here.parents] if _is(here.is_dir) else here.parents
    return next((folder for folder in folders if _is((folder / SETTINGS).is_file)), None)


def place_in_git() -> str:
    """The current folder as seen from the top of its git repository; empty outside of one."""
    here = Path.cwd()
    top = find_git(here) or here
    return here.relative_to(top).as_posix() if here != top else ""


def find_git(path: Path) -> Path | None:
    """The top of the git repository that a path lies in."""
    here = path.absolute()
    return next((one for one in (here, *here.parents) if _is((one / ".git").exists)), None)


def _is(test: Callable[[], bool]) -> bool:
    """A question about a path; where we may not look the answer is no."""
    try:
        return test()
    except OSError:
        return False


def is_dir(path: Path) -> bool:
    """Whether it is a folder; what cannot be looked at is none."""
    return _is(path.is_dir)


def exists(word: str) -> bool:
    """Whether there is such a path, be it one that may not be read; a word may be no path."""
    try:
        return os.path.lexists(word)
    except ValueError:
        return False


def split_revisie(path: Path) -> tuple[str, str] | None:
    """The revision and the path of REV:PAD, or of :PAD as it is in the index; None for a file.

    A file that is really called so goes first; a path of Windows (C:/x) is none.
    """
    revisie, colon, inside = path.as_posix().partition(":")
    if not colon or path.anchor or path.drive or inside[:1] in ("/", "\\") or exists(str(path)):
        return None
    return (revisie, inside) if not revisie.startswith("-") else None


def is_elders(path: Path) -> bool:
    """Whether what a path names is not on the disk: it comes on stdin, or it is in git."""
    return path == STDIN or split_revisie(path) is not None


def relative(path: Path, folder: Path) -> Path:
    """A path as seen from a folder, up and down; on another drive there is no way, and it stays."""
    try:
        return Path(os.path.relpath(path, folder))
    except ValueError:
        return path


def name_paths(absolute: Iterable[Path]) -> None:
    """Tell which absolute paths this run has, so that `shown_path` can tell their files apart.

    A werkmap needs no name when it is the only one: its files are called by their place in it.
    """
    werkmappen = {path: find_werkmap(path) for path in map(_straight, absolute)}
    starts = sorted({found or path for path, found in werkmappen.items()}, key=_depth, reverse=True)
    only = set(werkmappen.values()) - {None}
    _starts.clear()
    for start in starts:
        _starts[start] = "" if only == {start} else _distinct_tail(start, starts)


def named_paths() -> tuple[Path, ...]:
    """The same for another process, which must call every file as this one does."""
    return tuple(_starts)


def _straight(path: Path) -> Path:
    """Without a folder and the way back out of it."""
    return Path(os.path.normpath(path))


def _depth(path: Path) -> tuple[int, Path]:
    return len(path.parts), path


def _distinct_tail(path: Path, paths: Sequence[Path]) -> str:
    """The last parts of a path, as few as tell it from the others."""
    sizes = range(1, len(path.parts))
    tails = (path.parts[-size:] for size in sizes)
    alone = (one for one in tails if sum(other.parts[-len(one) :] == one for other in paths) == 1)
    return "/".join(next(alone, ()))


def shown_path(path: Path) -> str:
    """How a file is called in all that leaves the program, never by an absolute path.

    A relative path stays as it was given. An absolute one is seen from the current folder when it
    lies below it or in the same werkmap, else from its own werkmap, else from where it begins.
    """
    if not path.is_absolute():
        return clean(path.as_posix(), 300)
    full = _straight(path)
    here = Path.cwd()
    around = find_werkmap(here) or here
    # From the top of the disk everything lies below the current folder.
    if full.is_relative_to(around) and around != around.parent:
        found = relative(full, here)
    else:
        start = next((one for one in _starts if full.is_relative_to(one)), None)
        name = "" if start is None else _starts[start]
        found = name / full.relative_to(start or find_werkmap(full) or full.parent)
    # A folder that is where we look from has no name but its own.
    return clean(found.as_posix() if found.name else full.name, 300)


def typed_path(path: Path, otherwise: str) -> str:
    """How a file is named in a command to type here; `otherwise` where its own name leads nowhere.

    What lies elsewhere has only its absolute path, and that is never told.
    """
    shown = shown_path(path)
    if same_place(Path(shown)) != same_place(path):
        return otherwise
    return f'"{shown}"' if " " in shown else shown


def not_there(path: Path) -> WeerbaarError:
    """Why a path gives nothing where only the disk is looked at."""
    if split_revisie(path) is not None:
        tip = "Haal het eerst uit git: «git show» voor een bestand, «git worktree add» voor alles."
        return WeerbaarError(f"«{shown_path(path)}» wordt hier niet uit git gelezen", tip=tip)
    tip = "Controleer de naam en de map."
    return WeerbaarError(f"«{shown_path(path)}» bestaat niet", tip=tip)


def _is_gone(path: Path) -> bool:
    try:
        return not (path.exists() or path.is_symlink())
    except OSError:
        return False  # there is something that may not be looked at


def same_place(path: Path) -> Path:
    """Where a path leads, by whatever link or way: of one file it is the same."""
    return Path(os.path.realpath(path))


def find_files(paths: Sequence[Path], *, gone: bool = False) -> list[Named]:
    """Every YAML file to look at once, and whether it was named itself, also beside its folder.

    Folders are walked recursively and sorted; hidden folders and links, to folders or to files,
    are not followed: a link may lead out of the folder or to a file that is there already. What
    may not be looked at is given as well: reading it tells why. A path that does not exist raises
    WeerbaarError; with `gone` it is given too.
    """
    found: dict[Path, Named] = {}
    for path, named in _find_each(paths, gone=gone):
        place = same_place(path)
        found[place] = (path, True) if named else found.get(place, (path, False))
    return list(found.values())


def _find_each(paths: Sequence[Path], *, gone: bool) -> Iterator[Named]:
    for path in paths:
        if _is(path.is_dir):
            yield from ((found, False) for found in _walk(path))
        elif not gone and path != STDIN and _is_gone(path):
            raise not_there(path)
        else:
            yield path, True


def _walk(folder: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    yield from filter(_is_read, _entries(folder, closed.append))
    yield from (Path(str(error.filename)) for error in closed)


def find_passed(folder: Path, meant: Callable[[Path], bool] | None = None) -> Iterator[Path]:
    """Every file and every link below a folder that `find_files` does not give.

    Hidden ones only in folders of which `meant` says that all of it is meant to be read.
    """
    for path in _entries(folder, meant=meant):
        if not _is_read(path) or is_hidden(path.relative_to(folder)):
            yield path


def is_hidden(path: PurePath) -> bool:
    """Whether a path, as seen from where one looks, is hidden or lies in a hidden folder."""
    return any(part.startswith(".") for part in path.parts)


def find_ordinary(path: Path) -> Iterator[Path]:
    """A file that was named, or every file below a folder whatever it is; none is hidden.

    Raises WeerbaarError for what does not exist.
    """
    if _is(path.is_dir):
        yield from (one for one in _entries(path) if not one.is_symlink())
    elif _is_gone(path):
        raise not_there(path)
    else:
        yield path


def find_links(path: Path) -> Iterator[Path]:
    """The links below a folder, which `find_ordinary` passes by: who reads it names them."""
    if _is(path.is_dir):
        yield from (one for one in _entries(path) if one.is_symlink())


def _is_read(path: Path) -> bool:
    return is_yaml(path.name) and not path.is_symlink()


def is_of_register(path: Path) -> bool:
    """Whether a file stands where the register of a werkmap does, whatever it says."""
    if path.name == REGISTER_OUD:
        return _is((path.parent / SETTINGS).is_file)
    return path.parent.name == REGISTERMAP


def is_register(path: Path) -> bool:
    """Whether a path is where the register of a werkmap lies, or one of 0.1.0."""
    named = path.name in (REGISTERMAP, REGISTER_OUD)
    return named and path.with_name(SETTINGS).is_file()


def refuse_register(path: Path, shown: str) -> None:
    """Raise for a file to write that would come into a register and is none of its own."""
    place = same_place(path)
    if not is_register(place.parent):
        return
    from weerbaar_cli.model.bestanden.publicaties import is_own_name  # late: few write there

    if not is_own_name(place.name):
        tip = "Kies een andere map: wat daar staat, telt als gepubliceerd."
        raise WeerbaarError(f"«{shown}» zou in het register van publicaties komen", tip=tip)


def is_yaml(name: str) -> bool:
    """Whether a file with this name is read, sealed ones too; hidden files are of nobody."""
    plain = name.lower().removesuffix(SEALED)
    return plain.endswith(YAML_ENDINGS) and not name.startswith(".")


def may_be_sealed(raw: bytes, name: str) -> bool:
    """Whether bytes are a sealed meting, or were before something happened to them."""
    sealed_name = name.lower().endswith(SEALED)
    return raw.startswith(SEALED_BEGIN) or (sealed_name and ARMOR.rstrip() in raw)


def _entries(
    folder: Path,
    onerror: Callable[[OSError], None] | None = None,
    meant: Callable[[Path], bool] | None = None,
) -> Iterator[Path]:
    """Every file, and every link to a folder."""
    for root, folders, names in os.walk(folder, onerror=onerror):
        here = Path(root)
        hidden = {name for name in (*folders, *names) if name.startswith(".")}
        if hidden and meant is not None and meant(here):
            hidden &= _OF_OTHERS
        folders[:] = sorted(name for name in folders if name not in hidden)
        yield from (here / name for name in sorted(names) if name not in hidden)
        yield from (here / name for name in folders if (here / name).is_symlink())


def begins_as_ours(path: Path) -> bool:
    """Whether a file begins as ours do, or nearly so."""
    return _looks_ours(begin_of(path, _BEGIN))


def begins_as_meting(path: Path) -> bool:
    """The same, or as a meting does whose first line is gone."""
    return looks_meting(begin_of(path, _BEGIN))


def looks_meting(raw: bytes) -> bool:
    """The same of its bytes."""
    return _looks_ours(raw) or re.search(_METING, raw[:_BEGIN]) is not None


def _looks_ours(raw: bytes) -> bool:
    return re.match(_OURS, raw) is not None
