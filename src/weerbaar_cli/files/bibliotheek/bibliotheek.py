"""The library: packaged raamwerken, facts, anchors and parties, and those of a werkmap.

A werkmap's own files are found in one walk and hardly opened; each says its kind in its first key.
Of catalogues in several files what stands first counts, and what stands twice is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from msgspec import Struct
from pydantic import ValidationError

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.verpakt import STORE, fingerprint, pack, unpack
from weerbaar_cli.files.bibliotheek.werkmap import NOWHERE, Werkmapbestanden
from weerbaar_cli.files.vinden import same_place
from weerbaar_cli.files.yaml.document import Yamlbestand, read_document
from weerbaar_cli.model.bestanden.feit import (
    Anker,
    Ankerbestand,
    Ankers,
    Catalogus,
    Feit,
    Feitenbestand,
)
from weerbaar_cli.model.bestanden.partij import District, Groep, Partijen, Partijenbestand
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.bevinding import Bevinding, Ernst, Melding, suggest
from weerbaar_cli.model.pydantisch import bevindingen_from
from weerbaar_cli.model.strict import Strict, clean, show, woord_herstel

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.indeling import Indeling
    from weerbaar_cli.model.bestanden.partij import Werkmap
    from weerbaar_cli.model.bestanden.programma import Programma
    from weerbaar_cli.model.bestanden.waswordt import Waswordt


M = TypeVar("M", bound=Strict)


def packaged(name: str) -> Path:
    """A folder of data: inside the wheel, or at the top of a clone or editable install."""
    package = Path(__file__).resolve().parent.parent.parent
    inside = package / "_data" / name
    return inside if inside.is_dir() else package.parent.parent / name


INDELING = "riec-indeling.yaml"
SHARED_FILES = frozenset({"feiten.yaml", "ankers.yaml", "partijen.yaml", INDELING})


class UnreadableData(WeerbaarError):
    """A file that a command needs has faults; carries them, located."""

    def __init__(self, meldingen: list[Melding]) -> None:
        first = meldingen[0]
        tip = "Draai «weerbaar validate» erop."
        super().__init__(f"{first.bestand} heeft fouten", tip=tip, meldingen=meldingen)


class UnknownVersie(WeerbaarError):
    """The raamwerk exists, but not in this version."""


def load(document: Yamlbestand, model: type[M]) -> M | None:
    """The document as its model; what does not fit is added to its bevindingen."""
    if not document.readable:
        return None
    if trouble := _check_header(document.data):
        document.bevindingen.append(trouble)
        return None
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        document.bevindingen += bevindingen_from(error, document.data)
        return None


def load_certain(path: Path, model: type[M], shown: str | None = None) -> M:
    """A file that must be right; raises UnreadableData with everything that is wrong."""
    return as_certain(read_document(path, shown), model)


def as_certain(document: Yamlbestand, model: type[M]) -> M:
    """The same of a file that was read."""
    found = load(document, model)
    faults = [document.locate(one) for one in document.bevindingen if one.ernst == "fout"]
    if found is None or faults:
        raise UnreadableData(faults)
    return found


def load_packaged(path: Path, model: type[M]) -> M:
    """A packaged file: from the store when its bytes are still the same, else parsed."""
    try:
        raw = path.read_bytes()
    except OSError:
        return load_certain(path, model)
    return cast("M", load_once(path, raw, model))


@cache
def load_once(path: Path, raw: bytes, model: type[Strict]) -> Strict:
    """The same bytes give the same model, which never changes; many libraries hold one file."""
    stored: Strict | None = unpack(raw, model)
    if stored is not None:
        return stored
    parsed = load_certain(path, model)
    return _without_gevallen(parsed) if is_packaged(path) else parsed


def _without_gevallen(model: Strict) -> Strict:
    """The cases of a raamwerk of ours stay behind in its file, whether it was stored or not.

    A report has the same codes then, wherever it is made.
    """
    return model.model_copy(update={"gevallen": ()}) if isinstance(model, Raamwerk) else model


def store_packaged(folder: Path) -> Path:
    """Check and store every packaged file."""
    models: dict[str, Strict] = {}
    for path in sorted(folder.rglob("*.yaml")):
        kind = read_document(path).soort.partition("/")[0]
        model = _without_gevallen(load_certain(path, SOORTEN[kind]))
        models[fingerprint(path.read_bytes())] = model
    STORE.parent.mkdir(exist_ok=True)
    STORE.write_text(pack(models), encoding="utf-8", newline="\n")
    return STORE


class Bibliotheek:
    """Everything that a meting is read against. A werkmap may add to it, never replace by id."""

    def __init__(
        self, werkmap: Werkmap | None = None, bestanden: Werkmapbestanden = NOWHERE
    ) -> None:
        self.werkmap = werkmap
        self.bestanden = bestanden
        self._raamwerken: dict[str, dict[str, Raamwerk]] = {}
        self._sources: dict[tuple[str, str], list[Path]] = {}

    @cached_property
    def catalogus(self) -> Catalogus:
        """All facts, packaged and of the werkmap. An item about a law is never n.v.t."""
        found = {name: self._placed(feit) for name, feit in self.feiten.waarden.items()}
        for name, lists in self._laws.items():
            feit = found.get(name)
            items = feit.items if feit is not None else {}
            changed = {
                item: items[item].model_copy(update={"nvt_kan": False})
                for item in lists
                if item in items and items[item].nvt_kan
            }
            if feit is not None and changed:
                found[name] = feit.model_copy(update={"items": {**items, **changed}})
        return found

    def _placed(self, feit: Feit) -> Feit:
        """A fact that belongs to no document stands by itself; that it says so is a finding."""
        document = self.feiten.waarden.get(feit.bij or "")
        if feit.bij is None or (document is not None and document.soort == "document"):
            return feit
        return feit.model_copy(update={"bij": None})

    @property
    def _laws(self) -> dict[str, list[str]]:
        """Per checklist the items that are about a law; none while those cannot be read."""
        found: dict[str, list[str]] = {}
        try:
            ankers = self.ankers.items()
        except UnreadableData:
            return found
        for anker_id, anker in ankers:
            for checklist_id in anker.feiten.values():
                found.setdefault(checklist_id, []).append(anker_id)
        return found

    @cached_property
    def feiten(self) -> Samenvoeging[Feit]:
        """All facts with the files that have them."""
        path = packaged("frameworks") / "feiten.yaml"
        own = ((one, model.feiten) for one, model in self._load_own("feiten", Feitenbestand))
        return _merge([(path, load_packaged(path, Feitenbestand).feiten), *own])

    @property
    def ankers(self) -> Ankers:
        """All legal anchors."""
        return self.ankerbestanden.waarden

    @cached_property
    def ankerbestanden(self) -> Samenvoeging[Anker]:
        """All legal anchors with the files that have them."""
        path = packaged("frameworks") / "ankers.yaml"
        own = ((one, model.ankers) for one, model in self._load_own("ankers", Ankerbestand))
        return _merge([(path, load_packaged(path, Ankerbestand).ankers), *own])

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
    def _paths(self) -> dict[str, list[Path]]:
        """Per raamwerk id its files, ours first. A packaged file is called `id` or `id@versie`."""
        found: dict[str, list[Path]] = {}
        for path in sorted(packaged("frameworks").glob("*.yaml")):
            if path.name not in SHARED_FILES:
                found.setdefault(path.stem.partition("@")[0], []).append(path)
        for path in self.own("raamwerk"):
            found.setdefault(self._id_of(path), []).append(path)
        return found

    @cached_property
    def programmapaden(self) -> dict[str, list[Path]]:
        """Per programme id its files, ours first."""
        folder = packaged("frameworks") / "programmas"
        found: dict[str, list[Path]] = {}
        for path in (*sorted(folder.glob("*.yaml")), *self.own("programma")):
            found.setdefault(self._id_of(path), []).append(path)
        return found

    @cached_property
    def programmas(self) -> dict[str, Programma]:
        """All programmes by id, the werkmap's first; of one id with two files ours counts."""
        from weerbaar_cli.model.bestanden.programma import Programma  # late: few commands need it

        paths = [found[0] for found in self.programmapaden.values()]
        ordered = sorted(paths, key=is_packaged)
        programmas = (self._load(path, Programma) for path in ordered)
        return {one.id: one for one in programmas}

    @cached_property
    def waswordt(self) -> dict[Path, Waswordt]:
        """The files that say what became of the norms of a version, packaged and of the werkmap."""
        from weerbaar_cli.model.bestanden.waswordt import Waswordt  # late: few commands need it

        folder = packaged("frameworks") / "was-wordt"
        packed = {path: load_packaged(path, Waswordt) for path in sorted(folder.glob("*.yaml"))}
        return packed | dict(self._load_own("was-wordt", Waswordt))

    @cached_property
    def indelingen(self) -> list[Indeling]:
        """The norms by the themas of another raamwerk, packaged and of the werkmap."""
        from weerbaar_cli.model.bestanden.indeling import Indeling  # late: few commands need it

        packed = load_packaged(packaged("frameworks") / INDELING, Indeling)
        return [packed, *(model for _, model in self._load_own("indeling", Indeling))]

    def raamwerk_ids(self) -> list[str]:
        """The ids of all raamwerken."""
        return sorted(self._paths)

    def packaged_ids(self) -> list[str]:
        """The ids of the raamwerken that weerbaar brings itself."""
        return [name for name in self.raamwerk_ids() if is_packaged(self._paths[name][0])]

    def raamwerk(self, reference: str) -> Raamwerk:
        """The raamwerk with this id, or `id@versie`; raises WeerbaarError with a suggestion.

        An id alone means the version that the werkmap pins, else the one that was adopted last. Of
        an id with one file only that file is read; of all others nothing is.
        """
        name, pinned, versie = reference.partition("@")
        if name not in self._paths:
            tip = suggest(name, self._paths) or "Bekijk de lijst met «weerbaar frameworks»."
            raise WeerbaarError(f"raamwerk «{clean(name)}» is niet bekend", tip=tip)
        versies = self.versies(name)
        if not pinned:
            return versies.get(self._pinned.get(name, ""), next(iter(versies.values())))
        if versie not in versies:
            message = f"raamwerk {name} heeft geen versie «{clean(versie)}»"
            known = ", ".join(f"{name}@{one}" for one in versies)
            raise UnknownVersie(message, tip=f"Bekend is {known}.")
        return versies[versie]

    def versies(self, name: str) -> dict[str, Raamwerk]:
        """Every version of a raamwerk that there is, the newest first."""
        if name not in self._raamwerken:
            found: dict[str, Raamwerk] = {}
            for path in self._paths[name]:
                self._add(found, path)
            newest = sorted(found.values(), key=_age, reverse=True)
            self._raamwerken[name] = {one.versie: one for one in newest}
        return self._raamwerken[name]

    def _add(self, found: dict[str, Raamwerk], path: Path) -> None:
        """Of two files with one version the first counts, and ours come first."""
        raamwerk = self._load(path, Raamwerk)
        found.setdefault(raamwerk.versie, raamwerk)
        self._sources.setdefault((raamwerk.id, raamwerk.versie), []).append(path)

    def sources(self, raamwerk: Raamwerk) -> list[Path]:
        """The files that hold this version of a raamwerk; the first one counts."""
        if raamwerk.id in self._paths:
            self.versies(raamwerk.id)
        return self._sources.get((raamwerk.id, raamwerk.versie), [])

    @cached_property
    def _pinned(self) -> dict[str, str]:
        """The versions that the werkmap's settings name."""
        named = self.werkmap.raamwerk if self.werkmap is not None else ()
        split = (name.partition("@") for name in named)
        return {name: versie for name, at, versie in split if at}

    def own(self, soort: str) -> list[Path]:
        """The werkmap's own files of one kind, outside its metingen."""
        return self._own_files.get(soort, [])

    @cached_property
    def _own_files(self) -> dict[str, list[Path]]:
        if self.werkmap is None:
            return {}
        return self.bestanden.find_own(self.bestanden.map / self.werkmap.metingen)

    def _load(self, path: Path, model: type[M]) -> M:
        """A file of ours or of the werkmap that must be right."""
        if self._bestanden_of(path).toen is None:
            return load_packaged(path, model)
        return as_certain(self.read(path), model)

    def read(self, path: Path) -> Yamlbestand:
        """A file of ours, or of the werkmap as it is or was."""
        return self._bestanden_of(path).read(path)

    def _bestanden_of(self, path: Path) -> Werkmapbestanden:
        return NOWHERE if is_packaged(path) else self.bestanden

    def _load_own(self, soort: str, model: type[M]) -> Iterator[tuple[Path, M]]:
        for path in self.own(soort):
            yield path, as_certain(self.bestanden.read(path), model)

    def _id_of(self, path: Path) -> str:
        """The id of a raamwerk or programme; mostly it stands in the begin of its file."""
        bestanden = self._bestanden_of(path)
        match = re.search(_ID, bestanden.begin(path))
        if match is not None:
            return match[1].decode()
        data = bestanden.read(path).data
        return str(data.get("id")) if data else path.stem


def is_packaged(path: Path) -> bool:
    """Whether a file is one of ours."""
    return path.resolve().is_relative_to(packaged("frameworks"))


def _age(raamwerk: Raamwerk) -> tuple[date, str]:
    """Adopted later is newer; without a day it is the oldest."""
    adopted = raamwerk.vastgesteld.op if raamwerk.vastgesteld is not None else None
    return adopted or date.min, raamwerk.versie


def _district_group(item: tuple[str, District]) -> Groep:
    """A district as a group that can have a meting of its own."""
    name, district = item
    return Groep.model_construct(naam=f"District {district.titel}", type="district", district=name)


T = TypeVar("T")


class Samenvoeging(Struct, Generic[T], frozen=True):
    """Per id the value that counts, and every file that has it, the one that counts first."""

    waarden: dict[str, T]
    bronnen: dict[str, list[Path]]

    def first_elsewhere(self, ids: Iterable[str], path: Path) -> dict[str, Path]:
        """Of these ids of a file those that another file has already, and which file that is."""
        here = same_place(path)
        first = {one: self.bronnen[one][0] for one in ids if one in self.bronnen}
        return {one: source for one, source in first.items() if same_place(source) != here}

    def doubles(self) -> dict[Path, list[str]]:
        """Per file the ids that do not count, because they stood in an earlier one."""
        found: dict[Path, list[str]] = {}
        for one, paths in self.bronnen.items():
            for path in paths[1:]:
                found.setdefault(path, []).append(one)
        return found


def _merge(parts: Iterable[tuple[Path, Mapping[str, T]]]) -> Samenvoeging[T]:
    """The files in this order."""
    waarden: dict[str, T] = {}
    bronnen: dict[str, list[Path]] = {}
    for path, part in parts:
        for name, value in part.items():
            waarden.setdefault(name, value)
            bronnen.setdefault(name, []).append(path)
    return Samenvoeging(waarden, bronnen)


# At the margin, so it can be no part of a text: a text of more lines is indented.
_ID = rb"""(?m)^id[ \t]*:[ \t]+["']?([a-z0-9]+(?:-[a-z0-9]+)*)["']?[ \t]*(?:#.*)?\r?$"""


VERSIE = 1
_HEADER = re.compile(r"([a-z-]+)/(\d{1,4})")


def _near_header(value: Any) -> str:
    """«meting» and «metng/1» are meant as «meting/1»."""
    headers = [f"{soort}/{VERSIE}" for soort in SOORTEN]
    tip = suggest(value, headers) if isinstance(value, str) else ""
    return tip or "Schrijf bijvoorbeeld meting/1."


def near_header(data: dict[str, Any]) -> str | None:
    """The key that is meant as `weerbaar`: written nearly so, or with what stands behind it."""
    for key, value in data.items():
        match = _HEADER.fullmatch(value.lower()) if isinstance(value, str) else None
        if (match and match[1] in SOORTEN) or get_close_matches(key.lower(), ["weerbaar"], 1, 0.8):
            return key
    return None


def _check_header(data: dict[str, Any]) -> Bevinding | None:
    """Whether the file says what it is, in a version that this program knows."""
    if "weerbaar" not in data:
        return _no_header(near_header(data))
    value = data["weerbaar"]
    match = _HEADER.fullmatch(value) if isinstance(value, str) else None
    if match is None or match[1] not in SOORTEN:
        text = f"{show(value)} is geen soort bestand dat weerbaar kent"
        herstel = woord_herstel(value, (f"{kind}/{VERSIE}" for kind in SOORTEN))
        tip = _near_header(value)
        return Bevinding("onbekende-soort", text, ("weerbaar",), "fout", tip, herstel=herstel)
    if int(match[2]) > VERSIE:
        text = f"{show(value)} is van een nieuwere weerbaar; deze leest {match[1]}/{VERSIE}"
        tip = "Installeer een nieuwere versie van weerbaar."
        return Bevinding("nieuwere-versie", text, ("weerbaar",), suggestie=tip)
    if int(match[2]) < 1:
        text = f"versie {match[2]} heeft nooit bestaan"
        return Bevinding("onbekende-soort", text, ("weerbaar",), suggestie="Schrijf meting/1.")
    return None


def _no_header(near: str | None) -> Bevinding:
    if near is None:
        text = "de regel «weerbaar: soort/versie» ontbreekt"
        tip = "Zet «weerbaar: meting/1» bovenaan."
        return Bevinding("soort-ontbreekt", text, plaats=(1, 1), suggestie=tip)
    return misspelt_header(near, "soort-ontbreekt", "fout")


def misspelt_header(near: str, code: str, ernst: Ernst, more: str = "") -> Bevinding:
    """A key that is meant as `weerbaar`; `more` is what follows from that."""
    text = f"{show(near)} is niet de sleutel «weerbaar»{more}"
    tip = "Schrijf weerbaar, met kleine letters."
    herstel = woord_herstel(near, ("weerbaar",))
    return Bevinding(code, text, (near,), ernst, tip, op_sleutel=True, herstel=herstel)
