"""The library: packaged raamwerken, facts, anchors and parties, and those of a werkmap."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.document import Document, Melding, read_document
from weerbaar_cli.files.soorten import SOORTEN, check_header
from weerbaar_cli.files.verpakt import STORE, fingerprint, pack, unpack
from weerbaar_cli.model.anker import Ankerbestand, Ankers
from weerbaar_cli.model.bevinding import suggest
from weerbaar_cli.model.feit import Catalogus, Feitenbestand
from weerbaar_cli.model.partij import District, Groep, Partijen, Partijenbestand
from weerbaar_cli.model.programma import Programma
from weerbaar_cli.model.pydantisch import bevindingen_from
from weerbaar_cli.model.raamwerk import Raamwerk
from weerbaar_cli.model.strict import Strict, clean

if TYPE_CHECKING:
    from weerbaar_cli.model.werkmap import Werkmap

M = TypeVar("M", bound=Strict)


def packaged(name: str) -> Path:
    """A folder of data: inside the wheel, or at the top of a clone or editable install."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_data" / name
    return inside if inside.is_dir() else package.parent.parent / name


SHARED_FILES = frozenset({"feiten.yaml", "ankers.yaml", "partijen.yaml"})


class UnreadableData(WeerbaarError):
    """A file that a command needs has faults; carries them, located."""

    def __init__(self, meldingen: list[Melding]) -> None:
        first = meldingen[0]
        super().__init__(f"{first.bestand} heeft fouten", tip="Draai «weerbaar validate» erop.")
        self.meldingen = meldingen


class UnknownVersie(WeerbaarError):
    """The raamwerk exists, but not in this version."""


def load(document: Document, model: type[M]) -> M | None:
    """The document as its model; what does not fit is added to its bevindingen."""
    if not document.readable:
        return None
    if trouble := check_header(document.data):
        document.bevindingen.append(trouble)
        return None
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        document.bevindingen += bevindingen_from(error, document.data)
        return None


def load_certain(path: Path, model: type[M], shown: str | None = None) -> M:
    """A file that must be right; raises UnreadableData with everything that is wrong."""
    document = read_document(path, shown)
    found = load(document, model)
    faults = [document.locate(one) for one in document.bevindingen if one.ernst == "fout"]
    if found is None or faults:
        raise UnreadableData(faults)
    return found


def load_packaged(path: Path, model: type[M]) -> M:
    """A packaged file: from the store when its bytes are still the same, else parsed."""
    try:
        stored: M | None = unpack(path.read_bytes(), model)
    except OSError:
        stored = None
    return stored if stored is not None else load_certain(path, model)


def store_packaged(folder: Path) -> Path:
    """Check and store every packaged file; the cases of a raamwerk stay behind in its file."""
    models: dict[str, Strict] = {}
    for path in sorted(folder.rglob("*.yaml")):
        kind = read_document(path).soort.partition("/")[0]
        model = load_certain(path, SOORTEN[kind])
        if isinstance(model, Raamwerk):
            model = model.model_copy(update={"gevallen": ()})
        models[fingerprint(path.read_bytes())] = model
    STORE.parent.mkdir(exist_ok=True)
    STORE.write_text(pack(models), encoding="utf-8", newline="\n")
    return STORE


class Bibliotheek:
    """Everything that a meting is read against. A werkmap may add to it, never replace by id."""

    def __init__(self, werkmap: Werkmap | None = None, map_: Path | None = None) -> None:
        self.werkmap = werkmap
        self.map = map_
        self._raamwerken: dict[str, Raamwerk] = {}

    @cached_property
    def catalogus(self) -> Catalogus:
        """All facts, packaged and of the werkmap."""
        path = packaged("frameworks") / "feiten.yaml"
        found = dict(load_packaged(path, Feitenbestand).feiten)
        for extra in self._own("feiten"):
            found |= load_certain(extra, Feitenbestand).feiten
        return found

    @cached_property
    def ankers(self) -> Ankers:
        """All legal anchors."""
        path = packaged("frameworks") / "ankers.yaml"
        found = dict(load_packaged(path, Ankerbestand).ankers)
        for extra in self._own("ankers"):
            found |= load_certain(extra, Ankerbestand).ankers
        return found

    @cached_property
    def register(self) -> Partijenbestand:
        """The packaged registry of parties."""
        return load_packaged(packaged("frameworks") / "partijen.yaml", Partijenbestand)

    @cached_property
    def partijen(self) -> Partijen:
        """The werkmap's own parties first; they replace the members of its district."""
        register = self.register
        groepen = (*register.groepen, *map(_district_group, register.districten.items()))
        if self.werkmap is None:
            return Partijen(register.partijen, groepen)
        own, district = self.werkmap.partijen, self.werkmap.district
        others = tuple(one for one in register.partijen if not own or district not in one.district)
        return Partijen((*own, *others), (*self.werkmap.groepen, *groepen))

    @cached_property
    def _paths(self) -> dict[str, Path]:
        """Per raamwerk id its file. A packaged raamwerk is named after its id."""
        folder = packaged("frameworks")
        files = sorted(folder.glob("*.yaml"))
        found = {path.stem: path for path in files if path.name not in SHARED_FILES}
        for path in self._own("raamwerk"):
            data = read_document(path).data
            found.setdefault(str(data.get("id")) if data else path.stem, path)
        return found

    @cached_property
    def programmas(self) -> dict[str, Programma]:
        """All programmes, packaged and of the werkmap, by id."""
        folder = packaged("frameworks") / "programmas"
        packed = [load_packaged(path, Programma) for path in sorted(folder.glob("*.yaml"))]
        own = [load_certain(path, Programma) for path in self._own("programma")]
        return {one.id: one for one in (*own, *packed)}

    def raamwerk_ids(self) -> list[str]:
        """The ids of all raamwerken."""
        return sorted(self._paths)

    def raamwerk(self, reference: str) -> Raamwerk:
        """The raamwerk with this id, or `id@versie`; raises WeerbaarError with a suggestion."""
        name, pinned, versie = reference.partition("@")
        if name not in self._paths:
            tip = suggest(name, self._paths) or "Bekijk de lijst met «weerbaar frameworks»."
            raise WeerbaarError(f"raamwerk «{clean(name)}» is niet bekend", tip=tip)
        if name not in self._raamwerken:
            self._raamwerken[name] = self._load_raamwerk(self._paths[name])
        found = self._raamwerken[name]
        if pinned and versie != found.versie:
            message = f"raamwerk {name} heeft geen versie «{clean(versie)}»"
            raise UnknownVersie(message, tip=f"Bekend is {name}@{found.versie}.")
        return found

    def _load_raamwerk(self, path: Path) -> Raamwerk:
        return load_packaged(path, Raamwerk)

    def _own(self, soort: str) -> Iterator[Path]:
        """The werkmap's own files of one kind, outside its metingen."""
        if self.map is None or self.werkmap is None:
            return
        metingen = self.map / self.werkmap.metingen
        for path in sorted([*self.map.rglob("*.yaml"), *self.map.rglob("*.yml")]):
            hidden = any(part.startswith(".") for part in path.relative_to(self.map).parts)
            if hidden or path.is_symlink() or metingen in path.parents:
                continue
            if _starts_with(path, f"weerbaar: {soort}/"):
                yield path


def _district_group(item: tuple[str, District]) -> Groep:
    """A district as a group that can have a meting of its own."""
    name, district = item
    return Groep(naam=f"District {district.titel}", type="district", district=name)


def _starts_with(path: Path, header: str) -> bool:
    """Whether a file says early on that it is of this kind. Opening a pipe would wait for ever."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return header.encode() in file.read(2000)
    except OSError:
        return False
