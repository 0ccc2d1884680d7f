"""Writing: comments, order and quotes of the user survive; a file is old or new, never half."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bestand import read_at_most
from weerbaar_cli.files.vinden import (
    SEALED,
    SEALED_BEGIN,
    may_be_sealed,
    refuse_register,
    same_place,
    shown_path,
)
from weerbaar_cli.model.budget import MAX_BYTES

# A hidden file beside its target, with the machine and the process that write it.
TEMPORARY = ".weerbaar-tijdelijk-"
STALE_AFTER = 3600
SLOT_WAIT = 20.0  # in seconds, for another that writes back to the same file
# So many locks there are on a machine. Taking one away when it is free would be a race; a meting
# waits now and then for another that has the same one.
SLOTS = 64
# In Windows each is a device, whatever stands behind its dot: what is written there is gone.
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\..*)?")


def dump_round_trip(data: Any) -> str:
    """The text in house style; of what ruamel loaded byte for byte, but for what changed."""
    stream = io.StringIO()
    make_yaml().dump(data, stream)
    return stream.getvalue()


def make_yaml() -> Any:
    """Reads and writes ruamel's own maps and lists, which remember comments, order and quotes."""
    # Late: only writing needs ruamel, and it costs a start 60 ms.
    from ruamel.yaml import YAML
    from ruamel.yaml.nodes import ScalarNode
    from ruamel.yaml.resolver import VersionedResolver
    from ruamel.yaml.tag import Tag

    empty, text = Tag(suffix="tag:yaml.org,2002:null"), Tag(suffix="tag:yaml.org,2002:str")

    class TextResolver(VersionedResolver):
        """All scalars are text, as our reader has them; ruamel would rewrite 0.60 and 1_000."""

        def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
            if kind is ScalarNode and implicit[0]:
                return text if value else empty
            return super().resolve(kind, value, implicit)

    yaml = YAML()
    yaml.Resolver = TextResolver
    yaml.preserve_quotes = True
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def write_new(path: Path, text: str, option: str = "--output", *, private: bool = False) -> None:
    """Write a file that is not there yet; raises WeerbaarError when it is.

    `option` is how the user named the file. `private`: only the user may read it.
    """
    write_new_bytes(path, text.encode(), option, private=private)


def write_new_bytes(
    path: Path, data: bytes, option: str = "--output", *, private: bool = False
) -> None:
    """The same for what is no text."""
    refuse_present(path, option)
    _write(path, data, replace=False, private=private)


def refuse_present(path: Path, option: str = "--output") -> None:
    """Raise WeerbaarError for a file that is there already."""
    if path.exists() or path.is_symlink():
        tip = f"Kies een andere naam met {option}."
        raise WeerbaarError(f"«{shown_path(path)}» bestaat al en wordt niet overschreven", tip=tip)


def make_folder(path: Path) -> None:
    """Make a folder that is not there yet, inside one that is: a mistyped path would go unseen."""
    if path.exists() and not path.is_dir():
        raise WeerbaarError(f"«{shown_path(path)}» is geen map", tip="Kies een map.")
    if not path.parent.is_dir():
        message = f"de map «{shown_path(path.parent)}» bestaat niet"
        raise WeerbaarError(message, tip="Maak die map eerst, of kies een andere.")
    try:
        path.mkdir(exist_ok=True)
    except OSError:
        tip = "Controleer of u in deze map mag schrijven."
        raise WeerbaarError(f"de map «{shown_path(path)}» is niet te maken", tip=tip) from None


def write_changed(
    path: Path, text: str, option: str = "--output", *, private: bool = False
) -> bool:
    """Write a file, or replace it as a whole when its text changed; says whether it did.

    The bytes are compared: what was saved in another encoding or with other line ends has changed.
    """
    if not path.exists():
        write_new(path, text, option, private=private)
        return True
    if _is_written(path, text):
        return False
    _write(path, text.encode(), replace=True, private=private)
    return True


def write_bytes_changed(path: Path, old: bytes, new: bytes) -> bool:
    """Replace a file as a whole when it still is what it was; says whether it did.

    What is sealed is sealed again, for who could read it: `old` and `new` are what stands in it.
    """
    with _explained(path, ""):
        if not os.access(path, os.W_OK):  # replacing would get round that
            raise PermissionError
        raw = read_at_most(path, MAX_BYTES) or b""
    if may_be_sealed(raw, path.name):
        from weerbaar_cli.files.versleuteld import seal_again  # late: most werkmappen are open

        made = seal_again(raw, old, new)
    else:
        made = new if raw == old else None
    if made is None:
        return False
    _write(path, made, replace=True)
    return True


def remove_same(path: Path, data: bytes) -> bool:
    """Take a file away when it still holds just these bytes; says whether it did."""
    with _explained(path, ""):
        if read_at_most(path, len(data)) != data:
            return False
        path.unlink()
    return True


def write_back(path: Path, old: bytes, new: bytes) -> None:
    """Replace a meting that was read before; raises WeerbaarError when it changed meanwhile.

    Of those who write back on this machine at one time the second sees what the first wrote.
    """
    from filelock import FileLock, Timeout  # late: only who changes a meting needs it

    number = hashlib.sha256(os.fsencode(same_place(path))).digest()[0] % SLOTS
    slot = Path(tempfile.gettempdir()) / f"weerbaar-slot-{number}"
    lock = FileLock(slot, timeout=SLOT_WAIT, mode=0o666)  # a meting may be of several people
    with suppress(Timeout), lock:
        if write_bytes_changed(path, old, new):
            return
    message = f"«{shown_path(path)}» is intussen veranderd en wordt niet overschreven"
    raise WeerbaarError(message, tip="Doe de opdracht nog een keer: dan telt de verandering mee.")


def write_all(files: Sequence[tuple[Path, bytes, str]], *, private: bool) -> None:
    """Write files, whether or not they are there yet: all of them, or none.

    Who calls knows that they may be replaced, and says how each is called in a message.
    `private`: only the user may read them.
    """
    write_pieces([(path, (data,), shown) for path, data, shown in files], private=private)


def write_pieces(files: Sequence[tuple[Path, Collection[bytes], str]], *, private: bool) -> None:
    """The same of files whose bytes come in pieces."""
    staged: list[_Klaargezet] = []
    placed: list[_Klaargezet] = []
    try:
        for path, data, shown in files:
            staged.append(_stage(path, data, shown, replace=path.exists(), private=private))
        for one in staged[:-1]:
            one.keep()
        for one in staged:
            one.put()
            placed.append(one)
    except BaseException:
        for one in placed:
            one.take_back()
        raise
    finally:
        for one in staged:
            one.drop()


def refuse_filled(folder: Path) -> None:
    """Raise WeerbaarError unless a folder is not there yet, or is empty."""
    shown = f"«{shown_path(folder)}»"
    tip = "Noem een map die er nog niet is, of die leeg is."
    try:
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise WeerbaarError(f"{shown} is geen map", tip=tip)
        if folder.is_dir() and any(folder.iterdir()):
            message = f"in de map {shown} staat al iets; er is niets geschreven"
            raise WeerbaarError(message, tip=tip)
    except OSError:
        raise WeerbaarError(f"de map {shown} is niet te lezen", tip=tip) from None


def write_folder(
    folder: Path,
    files: Mapping[str, bytes],
    private: Collection[str] = (),
    finish: Callable[[Path], None] = lambda _: None,
) -> None:
    """A folder with these files by their place in it: all, or none.

    `private`: those that only the user may read. `finish` adds to the folder before it is there.
    """
    shown = f"«{shown_path(folder)}»"
    try:
        _write_beside(folder.absolute(), files, private, finish)
    except FileNotFoundError:
        tip = "Maak de map eerst, of kies een andere."
        raise WeerbaarError(f"de map van {shown} bestaat niet", tip=tip) from None
    except OSError:
        tip = "Controleer of u daar mag schrijven en of er ruimte is."
        raise WeerbaarError(f"de map {shown} is niet te maken", tip=tip) from None


def _write_beside(
    folder: Path,
    files: Mapping[str, bytes],
    private: Collection[str],
    finish: Callable[[Path], None],
) -> None:
    """Beside its place first. A folder that is there already may be the one that we are in."""
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as made:
        ready = Path(made) / "klaar"
        ready.mkdir()
        for name, data in files.items():
            path = ready / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            path.chmod(0o600 if name in private else 0o644 & ~_umask())
        finish(ready)
        if folder.is_dir():
            _move_into(ready, folder)
        else:
            ready.replace(folder)


def _move_into(ready: Path, folder: Path) -> None:
    """Everything in a folder into an empty one; what fails halfway is taken away again."""
    moved: list[Path] = []
    try:
        for path in sorted(ready.iterdir()):
            path.rename(folder / path.name)
            moved.append(folder / path.name)
    except BaseException:
        for path in moved:
            path.rename(ready / path.name)
        raise


def _is_written(path: Path, text: str) -> bool:
    try:
        data = text.encode()
        return read_at_most(path, len(data)) == data
    except OSError:
        message = f"«{shown_path(path)}» is niet te lezen"
        raise WeerbaarError(message, tip="Haal het weg, of kies een andere naam.") from None


def _write(path: Path, data: bytes, *, replace: bool, private: bool = False) -> None:
    """Write beside the target and put it in place in one step, so a crash leaves old or new."""
    staged = _stage(path, (data,), replace=replace, private=private)
    try:
        staged.put()
    finally:
        staged.drop()


class _Klaargezet(Struct, frozen=True):
    """A file that is written whole beside its place; for `pad` and `naam` see `_explained`."""

    pad: Path
    naam: str
    doel: Path
    tijdelijk: Path
    replace: bool

    def put(self) -> None:
        """Put it in its place, in one step."""
        with _explained(self.pad, self.naam):
            if self.replace:
                self.tijdelijk.replace(self.doel)
            else:
                self._link()

    def _link(self) -> None:
        # A link fails when the name was taken in the meantime; a rename would overwrite it.
        try:
            os.link(self.tijdelijk, self.doel)
        except (OSError, AttributeError) as error:
            if isinstance(error, FileExistsError):
                raise
            if self.doel.exists():
                raise FileExistsError from None
            self.tijdelijk.replace(self.doel)  # a disk without hard links

    @property
    def _oud(self) -> Path:
        """What stood in its place, for as long as it may have to come back."""
        return self.tijdelijk.with_name(f"{self.tijdelijk.name}-oud")

    def keep(self) -> None:
        """Keep what stands in its place beside it."""
        if not self.replace:
            return
        with _explained(self.pad, self.naam):
            try:
                os.link(self.doel, self._oud)
            except (OSError, AttributeError):  # a disk without hard links
                shutil.copy2(self.doel, self._oud)

    def take_back(self) -> None:
        """What stood there comes back; where nothing stood, nothing does."""
        if self.replace:
            self._oud.replace(self.doel)
        else:
            self.doel.unlink(missing_ok=True)

    def drop(self) -> None:
        """Take away what was written beside."""
        self.tijdelijk.unlink(missing_ok=True)
        self._oud.unlink(missing_ok=True)


def _stage(
    path: Path, data: Collection[bytes], naam: str = "", *, replace: bool, private: bool = False
) -> _Klaargezet:
    target = same_place(path) if path.is_symlink() else path
    if _DEVICES.fullmatch(path.name):
        message = f"«{naam or shown_path(path)}» is in Windows een apparaat en geen bestand"
        raise WeerbaarError(message, tip="Kies een andere naam.")
    refuse_register(path, naam or shown_path(path))
    if path.name.lower().endswith(SEALED) and not next(iter(data)).startswith(SEALED_BEGIN):
        message = f"«{naam or shown_path(path)}» zou niet versleuteld zijn, en zo heet het wel"
        raise WeerbaarError(message, tip="Haal .age van de naam, en draai daarna «weerbaar seal».")
    with _explained(path, naam):
        _sweep(target.parent)
        start = f"{TEMPORARY}{_host()}-{os.getpid()}-"
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=start)
        staged = _Klaargezet(path, naam, target, Path(name), replace)
        try:
            _fill(handle, data)
            staged.tijdelijk.chmod(_mode_of(target, replace=replace, private=private))
        except BaseException:
            staged.drop()
            raise
        return staged


def _fill(handle: int, data: Collection[bytes]) -> None:
    with os.fdopen(handle, "wb") as file:
        file.writelines(data)
        file.flush()
        os.fsync(file.fileno())


def _mode_of(target: Path, *, replace: bool, private: bool) -> int:
    """Who may read a file: as it was, or as others here; `private`: only the user."""
    if private:
        return 0o600
    return stat.S_IMODE(target.stat().st_mode) if replace else 0o644 & ~_umask()


@contextmanager
def _explained(path: Path, naam: str) -> Iterator[None]:
    """Say in Dutch why a file could not be written.

    With `naam` that is all that is told of it: its folder may be called after a party.
    """
    try:
        yield
    except FileExistsError:
        shown = naam or shown_path(path)
        message = f"«{shown}» bestaat al en wordt niet overschreven"
        raise WeerbaarError(message, tip="Kies een andere naam.") from None
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not naam:
            message = f"de map «{shown_path(path.parent)}» bestaat niet"
            raise WeerbaarError(message, tip="Maak de map eerst, of kies een andere.") from None
        message = f"«{naam or shown_path(path)}» is niet te schrijven"
        tip = "Controleer of u in deze map mag schrijven en of er ruimte is."
        # Windows lets nobody replace what a program has open.
        if isinstance(error, PermissionError) and path.exists():
            tip = f"Staat het nog open, bijvoorbeeld in Word? Sluit het dan. {tip}"
        raise WeerbaarError(message, tip=tip) from None


def _sweep(folder: Path) -> None:
    """Take away what a run that was killed left here: its text may be of a report."""
    with suppress(OSError):
        for path in filter(_is_left, folder.glob(f"{TEMPORARY}*")):
            path.unlink(missing_ok=True)


def _is_left(path: Path) -> bool:
    """Whether the run that wrote a temporary file has ended; of another machine its age tells."""
    host, _, rest = path.name.removeprefix(TEMPORARY).partition("-")
    number = rest.partition("-")[0]
    if not number.isdigit():
        return False
    process = int(number)
    if host != _host() or os.name == "nt":  # there a question about a process would end it
        return time.time() - path.stat().st_mtime > STALE_AFTER
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _host() -> str:
    """A short sign of this machine: a shared folder is written by several."""
    import platform  # late: only writing asks

    return hashlib.sha256(platform.node().encode()).hexdigest()[:6]


def _umask() -> int:
    found = os.umask(0)
    os.umask(found)
    return found
