"""The register of publications on disk: a folder with one file per publication.

A file is called after what it says, so nothing is ever changed and two branches merge as a union.
Who publishes holds the lock from reading the register until the last report is written.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import UnreadableData, load
from weerbaar_cli.files.bibliotheek.werkmap import Werkmapbestanden
from weerbaar_cli.files.schrijven import dump_round_trip, make_folder, write_new
from weerbaar_cli.files.vinden import (
    LINK,
    REGISTER_OUD,
    REGISTERMAP,
    YAML_ENDINGS,
    begins_as_ours,
    exists,
    shown_path,
)
from weerbaar_cli.files.yaml.document import Yamlbestand
from weerbaar_cli.files.yaml.events import EMPTY
from weerbaar_cli.model.bestanden.publicaties import (
    ELDERS,
    LENGTH,
    Intrekking,
    Publicatie,
    Publicaties,
    Register,
    Registerstuk,
    Zout,
    as_register,
    restore_advice,
)
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.bevinding import Bevinding, Melding, cite
from weerbaar_cli.model.strict import Strict

SLOT = ".weerbaar-slot"
KINDS: dict[str, type[Strict]] = {
    "publicatie": Publicatie,
    "intrekking": Intrekking,
    "zout": Zout,
    "publicaties": Publicaties,
}
KOP = """\
# Van weerbaar: wat er van een groep naar buiten is gegaan. Verander of verwijder dit bestand niet.
# Is het rapport nooit verspreid? Dan is er ‘weerbaar publicaties --intrek CODE’.
"""
# Here something else than the file itself is what must change.
_OWN_ADVICE = ("nieuwere-versie", "onleesbaar-bestand")
QUOTED = {"versie", "code", "zout", "herziet", "na_intrekking", "publicatie", "leden"}
SAY_AFTER, GIVE_UP_AFTER = 3.0, 60.0
BUSY_TIP = "Wacht tot die klaar is en probeer het opnieuw."


class Registermap(Struct, frozen=True):
    """The register of a werkmap as it was read; `oud` are registers of 0.1.0.

    `verkeerd` are files that are not called after what they say.
    """

    map: Path
    inhoud: Register
    oud: Mapping[Path, Sequence[Registerstuk]] = field(default_factory=dict)
    verkeerd: Sequence[Path] = ()

    @property
    def zout(self) -> str:
        """The code of the salt for what is new; only after `with_salt` there surely is one."""
        return min(self.inhoud.zouten)

    def with_salt(self) -> Registermap:
        """With a salt: the one that is there, else a new one that is not written yet."""
        if self.inhoud.zouten:
            return self
        return replace(self, inhoud=self.inhoud.joined(as_register([_new_zout()])))


def make_zout() -> tuple[str, str]:
    """A salt for a werkmap that has no publications yet: its place in it, and its text."""
    zout = _new_zout()
    return f"{REGISTERMAP}/{name_of(zout)}", _text(zout)


def _new_zout() -> Zout:
    return Zout(weerbaar="zout/1", zout=secrets.token_hex(LENGTH // 2))


def read_register(bestanden: Werkmapbestanden, found: Sequence[Path]) -> Registermap:
    """The register of a werkmap; `found` are its files of these kinds, wherever they stand.

    Raises UnreadableData when one of them, or whatever else stands in its folder, has faults: then
    nobody knows what was published.
    """
    folder = bestanden.map / REGISTERMAP
    inside = _inside(folder) if bestanden.toen is None else bestanden.find(folder)
    documents = {path: _read(bestanden, path) for path in sorted({*found, *inside})}
    models = {path: load_stuk(one) for path, one in documents.items()}
    faults = [fault for one in documents.values() for fault in _faults(one)]
    if faults:
        raise UnreadableData(faults)
    oud = {path: one.stukken() for path, one in models.items() if isinstance(one, Publicaties)}
    stukken = {path: one for path, one in models.items() if isinstance(one, Registerstuk)}
    inhoud = as_register(stukken.values())
    for found_there in oud.values():
        inhoud = inhoud.joined(as_register(found_there))
    verkeerd = [path for path, one in stukken.items() if path.name != name_of(one)]
    return Registermap(bestanden.map, inhoud, oud, verkeerd)


def _inside(folder: Path) -> Iterator[Path]:
    """Everything in the folder: what weerbaar would skip elsewhere may hold a publication here."""
    if exists(str(old := folder.with_name(REGISTER_OUD))):
        yield old  # also when its first line is gone
    if folder.is_symlink() or not folder.is_dir():
        # What is no folder hides what was published: reading it tells what it is.
        yield from [folder] if exists(str(folder)) else ()
        return
    for path in sorted(folder.iterdir()):
        like = any(end in path.name.lower() for end in YAML_ENDINGS)
        if like and (not path.name.startswith(".") or begins_as_ours(path)):
            yield path


def _read(bestanden: Werkmapbestanden, path: Path) -> Yamlbestand:
    if bestanden.toen is not None or not path.is_symlink():
        return bestanden.read(path)
    link = Bevinding("niet-gelezen", LINK, plaats=(1, 1))
    return Yamlbestand(shown_path(path), "", bevindingen=[link], pad=path)


def _faults(document: Yamlbestand) -> list[Melding]:
    return [document.locate(one) for one in document.bevindingen if one.ernst == "fout"]


def load_stuk(document: Yamlbestand) -> Strict | None:
    """The file as one of the kinds of a register; another kind has no place here.

    Whatever is wrong with it, the advice is to put it back: what others say of such a fault would
    take a publication away.
    """
    kind = document.soort.partition("/")[0]
    if kind in SOORTEN and kind not in KINDS:
        text = f"een bestand van soort {cite(kind)} hoort niet in het register van publicaties"
        document.bevindingen.append(
            Bevinding("onbekende-soort", text, ("weerbaar",), "fout", ELDERS)
        )
        return None
    found = load(document, KINDS.get(kind, Publicatie))
    advice = restore_advice(document.pad.name)
    document.bevindingen = [
        replace(one, suggestie=advice, herstel=None)
        if one.ernst == "fout" and one.code not in _OWN_ADVICE
        else one
        for one in document.bevindingen
    ]
    return found


@contextmanager
def locked(map_: Path, say: Callable[[str], None], most: float = GIVE_UP_AFTER) -> Iterator[None]:
    """Hold the register of a werkmap; whoever comes second waits, and hears why.

    Raises WeerbaarError when it takes too long, or where nothing can be written.
    """
    from filelock import FileLock, Timeout  # late: only who publishes needs it

    try:
        # Its owner needs it, also where the folder is only to read.
        lock = FileLock(map_ / SLOT, mode=_mode_of(map_) & 0o666 | 0o600)
        try:
            lock.acquire(timeout=min(SAY_AFTER, most))
        except Timeout:
            say("Een ander publiceert op dit moment uit deze werkmap; even wachten …")
            lock.acquire(timeout=max(0.0, most - SAY_AFTER))
    except Timeout:
        message = "een ander publiceert nog steeds uit deze werkmap; er is niets gepubliceerd"
        raise WeerbaarError(message, tip=BUSY_TIP) from None
    except OSError:
        raise _unlockable(map_) from None
    try:
        yield
    finally:
        lock.release()


def _mode_of(map_: Path) -> int:
    """Who may do what in a werkmap; for what is made there, whatever the umask."""
    return stat.S_IMODE(map_.stat().st_mode)


def _unlockable(map_: Path) -> WeerbaarError:
    if (map_ / SLOT).is_file() and os.access(map_, os.W_OK):
        message = f"u mag het slot van deze werkmap niet gebruiken: {SLOT} is van een ander"
        return WeerbaarError(message, tip=f"Vraag wie het maakte: chmod a+rw {SLOT}.")
    tip = "Controleer of u in deze map mag schrijven en of er ruimte is."
    return WeerbaarError("in de werkmap is niet te schrijven", tip=tip)


def add_publicaties(register: Registermap, publicaties: Sequence[Publicatie]) -> list[Path]:
    """Write publications down, and give the files that this made; what was there already stays.

    Raises WeerbaarError when one cannot be written, and then none is.
    """
    zouten = {code: register.inhoud.zouten[code] for code in sorted({p.zout for p in publicaties})}
    files: list[Registerstuk] = [Zout(weerbaar="zout/1", zout=zout) for zout in zouten.values()]
    return _write(register, [*files, *publicaties])


def add_intrekking(register: Registermap, intrekking: Intrekking) -> None:
    """Write down that a publication never left; the publication itself stays."""
    _write(register, [intrekking])


def take_back(register: Registermap, made: Sequence[Path]) -> None:
    """Remove what a run wrote down for a report that was not made after all."""
    for path in reversed(made):
        path.unlink(missing_ok=True)
    with suppress(OSError):  # it holds more
        (register.map / REGISTERMAP).rmdir()


def name_of(model: Registerstuk) -> str:
    """How a file of the register is called: after what it says."""
    match model:
        case Publicatie():
            return f"publicatie-{model.code}.yaml"
        case Intrekking():
            return f"intrekking-{model.code}.yaml"
        case Zout():
            return f"zout-{model.code}.yaml"


def _write(register: Registermap, models: Sequence[Registerstuk]) -> list[Path]:
    folder = register.map / REGISTERMAP
    if not folder.exists():
        make_folder(folder)
        with suppress(OSError):  # not every disk has modes
            folder.chmod(_mode_of(register.map))
    _move(register)
    made: list[Path] = []
    try:
        for model in models:
            made += _write_one(folder, model)
    except BaseException:
        take_back(register, made)
        raise
    return made


def _write_one(folder: Path, model: Registerstuk) -> list[Path]:
    path = folder / name_of(model)
    if path.exists():  # it says the same: it is called after what it says
        return []
    write_new(path, _text(model), private=True)
    return [path]


def _text(model: Registerstuk) -> str:
    return KOP + dump_round_trip(_as_data(model))


def _move(register: Registermap) -> None:
    """Turn registers of 0.1.0 into files of their own. The old file stays beside, by another name.

    It is renamed last: until then both say the same.
    """
    for path, stukken in register.oud.items():
        for stuk in stukken:
            _write_one(register.map / REGISTERMAP, stuk)
        path.replace(path.with_name(f"{path.name}.oud"))


def _as_data(model: Strict) -> dict[str, Any]:
    """As it stands in the file; quotes where a reader of YAML might see a number, or nothing."""
    data = model.model_dump(mode="json", exclude_defaults=True)
    for key, value in data.items():
        if isinstance(value, bool):
            data[key] = "ja" if value else "nee"
        elif isinstance(value, int):
            data[key] = str(value)
        elif key in QUOTED or (isinstance(value, str) and value in EMPTY):
            data[key] = _quoted(value)
    return data


def _quoted(value: Any) -> Any:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString  # late: as all of ruamel

    if isinstance(value, dict):
        return {key: _quoted(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_quoted(one) for one in value]
    return None if value is None else DoubleQuotedScalarString(value)
