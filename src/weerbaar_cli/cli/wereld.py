"""From paths to values: the shared first step of every command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from weerbaar_cli.cli.gedeeld import read_shared, share
from weerbaar_cli.cli.instellingen import check_settings
from weerbaar_cli.engine.check_meting import check_meting, read_feiten, split_norm
from weerbaar_cli.engine.check_raamwerk import check_raamwerk, parameter_faults
from weerbaar_cli.engine.erven import Gedeeld
from weerbaar_cli.engine.lezing import make_lezing
from weerbaar_cli.engine.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.score import Scan
from weerbaar_cli.engine.stel import Stelling
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek import (
    Bibliotheek,
    UnknownVersie,
    UnreadableData,
    is_packaged,
    load,
    load_certain,
)
from weerbaar_cli.files.document import Document, Melding, read_document
from weerbaar_cli.files.vinden import SETTINGS, find_werkmap
from weerbaar_cli.model.antwoord import Antwoord
from weerbaar_cli.model.bevinding import Bevinding
from weerbaar_cli.model.meting import Meting
from weerbaar_cli.model.partij import Partij
from weerbaar_cli.model.raamwerk import Raamwerk
from weerbaar_cli.model.soort import SOORTEN
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.werkmap import Werkmap


@dataclass
class Gelezen:
    """A meting that was read: the file, the model when it fits, its facts as typed answers."""

    document: Document
    meting: Meting | None = None
    partij: Partij | None = None
    antwoorden: dict[str, Antwoord] = field(default_factory=dict)
    raamwerken: list[Raamwerk] = field(default_factory=list)
    gedeeld: tuple[Gedeeld, ...] = ()
    verondersteld: tuple[Stelling, ...] = ()

    @property
    def fouten(self) -> list[Melding]:
        """What makes that this meting cannot be scored."""
        found = (one for one in self.document.bevindingen if one.ernst == "fout")
        return [self.document.locate(one) for one in found]


class Wereld:
    """The werkmap of a path with everything that its metingen are read against."""

    def __init__(self, map_: Path | None) -> None:
        self.map = map_
        self.werkmap: Werkmap | None = None
        # Settings that cannot be read are reported as a file of their own, not through others.
        self.broken: UnreadableData | None = None
        if map_ is not None:
            self._load_settings(map_ / SETTINGS)
        self.bibliotheek = Bibliotheek(self.werkmap, map_)
        self._kernen: dict[tuple[str, str], Rekenraamwerk] = {}

    def with_settings(self, werkmap: Werkmap | None) -> Wereld:
        """The same place with other settings: those that it had in the past."""
        other = Wereld(None)
        other.map, other.werkmap = self.map, werkmap
        other.bibliotheek = Bibliotheek(werkmap, self.map)
        return other

    def _load_settings(self, path: Path) -> None:
        try:
            self.werkmap = load_certain(path, Werkmap)
        except UnreadableData as error:
            self.broken = error

    @cached_property
    def trouble(self) -> UnreadableData | None:
        """Why nothing can be computed with these settings, located; None when they are right."""
        if self.broken is not None or self.werkmap is None or self.map is None:
            return self.broken
        found = check_settings(self, self.werkmap)
        faults = [one for one in found if one.ernst == "fout"]
        if not faults:
            return None
        document = read_document(self.map / SETTINGS)
        return UnreadableData([document.locate(one) for one in faults])

    def refuse_trouble(self) -> None:
        """Raise when the settings have a fout."""
        if self.trouble is not None:
            raise self.trouble

    def _refuse_faulty(self, raamwerk: Raamwerk) -> None:
        """A raamwerk of the werkmap itself is checked before it is used; ours are by the tests."""
        bibliotheek = self.bibliotheek
        sources = bibliotheek.sources(raamwerk)
        if sources and is_packaged(sources[0]):
            return
        if len(sources) > 1:
            names = ", ".join(path.name for path in sources)
            message = f"raamwerk {raamwerk.id}@{raamwerk.versie} staat in meer bestanden: {names}"
            raise WeerbaarError(message, tip="Geef elk een eigen kenmerk of een eigen versie.")
        found = check_raamwerk(raamwerk, bibliotheek.catalogus, bibliotheek.ankers)
        first = next((one for one in found if one.ernst == "fout"), None)
        if first is not None:
            message = f"raamwerk «{raamwerk.id}» heeft fouten: {first.bericht}"
            raise WeerbaarError(message, tip="Draai «weerbaar frameworks check» erop.")

    def kern(self, raamwerk: Raamwerk) -> Rekenraamwerk:
        """The raamwerk ready for computing, with the werkmap's readings."""
        key = raamwerk.id, raamwerk.versie
        if key not in self._kernen:
            self._refuse_faulty(raamwerk)
            bibliotheek = self.bibliotheek
            lezing = make_lezing(raamwerk, self._readings(raamwerk))
            self._kernen[key] = Rekenraamwerk(
                raamwerk, lezing, bibliotheek.ankers, bibliotheek.catalogus
            )
        return self._kernen[key]

    def _readings(self, raamwerk: Raamwerk) -> dict[str, str | tuple[str, ...]]:
        """The werkmap's readings that this version knows; those for `id@versie` go first."""
        if self.werkmap is None:
            return {}
        named = (raamwerk.id, f"{raamwerk.id}@{raamwerk.versie}")
        blocks = [self.werkmap.parameters.get(name, {}) for name in named]
        changed = {key: value for block in blocks for key, value in block.items()}
        known = {key: value for key, value in changed.items() if key in raamwerk.parameters}
        for key in parameter_faults(raamwerk, known):
            message = f"parameter «{clean(key)}» in weerbaar.yaml past niet bij {named[1]}"
            raise WeerbaarError(message, tip=f"Zet hem onder «{named[1]}:», met een andere waarde.")
        return known

    @cached_property
    def shared(self) -> list[Gelezen]:
        """The metingen of groups, whose facts their members inherit."""
        return read_shared(self)

    def read_meting(self, document: Document) -> Gelezen:
        """Read one meting, with what its groups share; all trouble ends up in the document."""
        gelezen = self.read_own(document)
        if gelezen.partij is not None and gelezen.meting is not None:
            share(self, gelezen)
        return gelezen

    def read_own(self, document: Document) -> Gelezen:
        """Read one meting as far as it goes, with its own facts only."""
        gelezen = Gelezen(document, load(document, Meting))
        # A form that does not fit must not hide what is wrong with the rest.
        meting = gelezen.meting or read_what_fits(document)
        if meting is None:
            return gelezen
        found = document.bevindingen
        gelezen.antwoorden, trouble = read_feiten(meting, self.bibliotheek.catalogus)
        found += trouble
        for index, reference in enumerate(meting.raamwerk):
            try:
                gelezen.raamwerken.append(self.bibliotheek.raamwerk(reference))
            except UnreadableData:
                raise
            except WeerbaarError as error:
                found.append(_unknown_raamwerk(error, index, document))
        known = self.broken is None and meting.organisatie != NOBODY
        partijen = self.bibliotheek.partijen if known else None
        found += check_meting(meting, document.data, gelezen.raamwerken, partijen)
        gelezen.partij = partijen.find(meting.organisatie) if partijen else None
        return gelezen


NOBODY = "?"
_STAND_IN = {"organisatie": NOBODY, "raamwerk": NOBODY, "peildatum": "9999-12-31"}


def read_what_fits(document: Document) -> Meting | None:
    """The meting without what does not fit, to find what else is wrong; never to be scored."""
    if not document.readable or document.soort != "meting/1":
        return None
    kept = dict(document.data)
    try:
        Meting.model_validate(kept)
    except ValidationError as error:
        _leave_out(kept, [detail["loc"] for detail in error.errors(include_url=False)])
    meting = Meting.model_validate({**_STAND_IN, **kept})
    if "raamwerk" in kept:
        return meting
    return meting.model_copy(update={"raamwerk": ()})


def _leave_out(data: dict[str, Any], places: Sequence[tuple[int | str, ...]]) -> None:
    """Take away keys of the file, or only some norms of `nvt` and `toetsing`."""
    blocks = {top: dict(block) for top, block in data.items() if isinstance(block, dict)}
    data.update(blocks)
    for loc in places:
        if len(loc) > 1 and loc[0] in blocks:
            blocks[str(loc[0])].pop(str(loc[1]), None)
        else:
            data.pop(str(loc[0]), None)


def _unknown_raamwerk(error: WeerbaarError, index: int, document: Document) -> Bevinding:
    raw = document.data.get("raamwerk")
    pad = ("raamwerk", index) if isinstance(raw, list) else ("raamwerk",)
    code = "onbekende-versie" if isinstance(error, UnknownVersie) else "onbekend-raamwerk"
    return Bevinding(code, error.message, pad, suggestie=error.tip)


def scan_of(gelezen: Gelezen, raamwerk: Raamwerk) -> Scan:
    """What the engine needs of a meting for one raamwerk."""
    meting, partij = gelezen.meting, gelezen.partij
    assert meting is not None
    assert partij is not None

    def own(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
        for key in keys:
            for name, norm_id in split_norm(key, gelezen.raamwerken):
                if name == raamwerk.id:
                    yield key, norm_id

    return Scan(
        partijtype=partij.type,
        peildatum=meting.peildatum,
        antwoorden=gelezen.antwoorden,
        nvt={norm_id: meting.nvt[key] for key, norm_id in own(meting.nvt)},
        toetsing={norm_id: meting.toetsing[key] for key, norm_id in own(meting.toetsing)},
        eindmeting=meting.soort == "eindmeting",
    )


class Werelden:
    """Per werkmap one Wereld, made once."""

    def __init__(self) -> None:
        self._found: dict[Path | None, Wereld] = {}

    def of(self, path: Path) -> Wereld:
        """The world of the werkmap that a path lies in."""
        map_ = find_werkmap(path)
        if map_ not in self._found:
            self._found[map_] = Wereld(map_)
        return self._found[map_]

    def settings_trouble(self) -> Iterator[list[Melding]]:
        """What is wrong with each weerbaar.yaml, or with a raamwerk that it names."""
        for wereld in self._found.values():
            try:
                trouble = wereld.trouble
            except UnreadableData as error:
                trouble = error
            if trouble is not None:
                yield trouble.meldingen


def read_metingen(paths: Sequence[Path]) -> Iterator[tuple[Wereld, Gelezen]]:
    """Named metingen, each in its own world; raises on a file that is something else."""
    werelden = Werelden()
    for path in paths:
        document = read_document(path)
        wereld = werelden.of(path)
        wereld.refuse_trouble()
        if document.readable and document.soort and not document.soort.startswith("meting/"):
            kind = document.soort.partition("/")[0]
            if kind in SOORTEN:
                message = f"{document.bestand} is geen meting maar een bestand van soort {kind}"
                raise WeerbaarError(message, tip="Noem een bestand met «weerbaar: meting/1».")
        yield wereld, wereld.read_meting(document)
