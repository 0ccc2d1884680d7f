"""From paths to values: the shared first step of every command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from weerbaar_cli.engine.checks.meting import check_meting, read_feiten
from weerbaar_cli.engine.checks.raamwerk import check_raamwerk, parameter_faults
from weerbaar_cli.engine.score.gedeeld import Gedeeld
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk, make_lezing
from weerbaar_cli.engine.score.score import Scan
from weerbaar_cli.engine.score.stelling import Stelling
from weerbaar_cli.engine.score.verhaal import own_norms
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import (
    Bibliotheek,
    UnknownVersie,
    UnreadableData,
    is_packaged,
    load,
    load_certain,
)
from weerbaar_cli.files.vinden import SETTINGS, find_werkmap
from weerbaar_cli.files.yaml.document import Document, Melding, read_document
from weerbaar_cli.model.antwoord import Antwoord
from weerbaar_cli.model.bestanden.meting import Meting
from weerbaar_cli.model.bestanden.partij import Partij
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.bestanden.werkmap import Werkmap
from weerbaar_cli.model.bevinding import Bevinding
from weerbaar_cli.model.strict import clean
from weerbaar_cli.reading.dubbel import find_doubles
from weerbaar_cli.reading.gedeeld import read_shared, share
from weerbaar_cli.reading.gedeeltelijk import NOBODY, read_what_fits
from weerbaar_cli.reading.instellingen import check_settings


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
    # Files that it needs and that have faults themselves.
    onleesbaar: list[UnreadableData] = field(default_factory=list)

    @property
    def fouten(self) -> list[Melding]:
        """What makes that this meting cannot be scored."""
        found = (one for one in self.document.bevindingen if one.ernst == "fout")
        return [self.document.locate(one) for one in found]

    def refuse_unreadable(self) -> None:
        """Raise for the first file that it needs and that has faults."""
        for error in self.onleesbaar[:1]:
            raise error

    def let_go(self) -> None:
        """Forget the text and the facts as written: a folder may hold thousands of metingen."""
        self.document.let_go()
        if self.meting is not None:
            self.meting = self.meting.model_copy(update={"feiten": {}})


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
        try:
            self._read_all_named(self.werkmap)
        except UnreadableData as error:
            return error
        found = check_settings(self, self.werkmap)
        faults = [one for one in found if one.ernst == "fout"]
        if not faults:
            return None
        document = read_document(self.map / SETTINGS)
        return UnreadableData([document.locate(one) for one in faults])

    def _read_all_named(self, werkmap: Werkmap) -> None:
        """Raise for a raamwerk that the settings name and that has faults, or for a double fact."""
        for name in (*werkmap.raamwerk, *werkmap.parameters):
            try:
                self.bibliotheek.raamwerk(name)
            except UnreadableData:
                raise
            except WeerbaarError:
                continue  # there is none: reported with the settings
        self._refuse_doubles()

    def _refuse_doubles(self) -> None:
        """A fact or anchor that stands in two files would make results depend on which counts."""
        if self.doubles:
            raise UnreadableData(self.doubles)

    @cached_property
    def doubles(self) -> list[Melding]:
        """Facts and anchors of the werkmap that there were already."""
        return find_doubles(self)

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
            self._refuse_doubles()
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
        gelezen.refuse_unreadable()
        share(self, gelezen)
        return gelezen

    def read_own(self, document: Document) -> Gelezen:
        """Read one meting as far as it goes, with its own facts only."""
        gelezen = Gelezen(document, load(document, Meting))
        # A form that does not fit must not hide what is wrong with the rest.
        meting = gelezen.meting or read_what_fits(document)
        if meting is None:
            return gelezen
        try:
            catalogus = self.bibliotheek.catalogus
            gelezen.antwoorden, trouble = read_feiten(meting, catalogus)
            document.bevindingen += trouble
        except UnreadableData as error:
            gelezen.onleesbaar.append(error)
        self._read_raamwerken(meting, gelezen)
        known = self.broken is None and meting.organisatie != NOBODY
        partijen = self.bibliotheek.partijen if known else None
        found = check_meting(meting, document.data, gelezen.raamwerken, partijen)
        document.bevindingen += found
        gelezen.partij = partijen.find(meting.organisatie) if partijen else None
        return gelezen

    def _read_raamwerken(self, meting: Meting, gelezen: Gelezen) -> None:
        for index, reference in enumerate(meting.raamwerk):
            try:
                gelezen.raamwerken.append(self.bibliotheek.raamwerk(reference))
            except UnreadableData as error:
                gelezen.onleesbaar.append(error)
            except WeerbaarError as error:
                document = gelezen.document
                document.bevindingen.append(_unknown_raamwerk(error, index, document))


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
        return own_norms(keys, gelezen.raamwerken, raamwerk)

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
                yield list(trouble.meldingen)


def refuse_other(document: Document) -> None:
    """Raise for a file of ours that is no meting."""
    kind = document.soort.partition("/")[0]
    if kind in SOORTEN and kind != "meting":
        message = f"{document.bestand} is geen meting maar een bestand van soort {kind}"
        raise WeerbaarError(message, tip="Noem een bestand met «weerbaar: meting/1».")


def read_metingen(paths: Sequence[Path]) -> Iterator[tuple[Wereld, Gelezen]]:
    """Named metingen, each in its own world; raises on a file that is something else."""
    werelden = Werelden()
    for path in paths:
        document = read_document(path)
        wereld = werelden.of(path)
        wereld.refuse_trouble()
        refuse_other(document)
        yield wereld, wereld.read_meting(document)
