"""Writing: comments, order and quotes of the user survive; a file is old or new, never half."""

from __future__ import annotations

import io
import os
import stat
import tempfile
from pathlib import Path
from typing import Any

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.vinden import shown_path


def load_round_trip(text: str) -> Any:
    """The text as ruamel's own maps and lists, which remember comments, order and quotes."""
    return _yaml().load(text)


def dump_round_trip(data: Any) -> str:
    """The text again; in house style byte for byte what was loaded, but for what changed."""
    stream = io.StringIO()
    _yaml().dump(data, stream)
    return stream.getvalue()


def _yaml() -> Any:
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


def write_new(path: Path, text: str, option: str = "--output") -> None:
    """Write a file that is not there yet; raises WeerbaarError when it is.

    `option` is how the user named the file.
    """
    if path.exists() or path.is_symlink():
        tip = f"Kies een andere naam met {option}."
        raise WeerbaarError(f"«{shown_path(path)}» bestaat al en wordt niet overschreven", tip=tip)
    _write(path, text, replace=False)


def make_folder(path: Path) -> None:
    """Make a folder that is not there yet, inside one that is."""
    try:
        path.mkdir(exist_ok=True)
    except OSError:
        tip = "Controleer of u in deze map mag schrijven."
        raise WeerbaarError(f"de map «{shown_path(path)}» is niet te maken", tip=tip) from None


def write_changed(path: Path, text: str) -> bool:
    """Replace a file as a whole, only when its text changed; says whether it did.

    The bytes are compared: what was saved in another encoding or with other line ends has changed.
    """
    if _is_written(path, text):
        return False
    _write(path, text, replace=True)
    return True


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, whether or not it is there yet; who calls knows that it may be replaced."""
    _write(path, data, replace=path.exists())


def _is_written(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode()
    except OSError:
        message = f"«{shown_path(path)}» is niet te lezen"
        raise WeerbaarError(message, tip="Haal het weg, of kies een andere naam.") from None


def _write(path: Path, text: str | bytes, *, replace: bool) -> None:
    """Write beside the target and put it in place in one step, so a crash leaves old or new."""
    target = path.resolve() if path.is_symlink() else path
    data = text.encode() if isinstance(text, str) else text
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _put(temporary, target, replace=replace)
        finally:
            temporary.unlink(missing_ok=True)
    except FileExistsError:
        raise WeerbaarError(f"«{shown_path(path)}» bestaat al en wordt niet overschreven") from None
    except FileNotFoundError:
        message = f"de map «{shown_path(path.parent)}» bestaat niet"
        raise WeerbaarError(message, tip="Maak de map eerst, of kies een andere.") from None
    except OSError:
        message = f"«{shown_path(path)}» is niet te schrijven"
        tip = "Controleer of u in deze map mag schrijven en of er ruimte is."
        raise WeerbaarError(message, tip=tip) from None


def _put(temporary: Path, target: Path, *, replace: bool) -> None:
    if replace:
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
        return
    # A link fails when the name was taken in the meantime; a rename would overwrite it.
    temporary.chmod(0o644 & ~_umask())
    try:
        os.link(temporary, target)
    except (OSError, AttributeError) as error:
        if isinstance(error, FileExistsError):
            raise
        if target.exists():
            raise FileExistsError from None
        temporary.replace(target)  # a disk without hard links


def _umask() -> int:
    found = os.umask(0)
    os.umask(found)
    return found
