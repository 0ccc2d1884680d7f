"""From paths to values: the shared first step of every command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from weerbaar_cli.engine.check_meting import check_meting, read_feiten, split_norm
from weerbaar_cli.engine.check_raamwerk import check_raamwerk
from weerbaar_cli.engine.check_werkmap import check_werkmap
from weerbaar_cli.engine.lezing import make_lezing
from weerbaar_cli.engine.score import Rekenraamwerk, Scan
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek import Bibliotheek, UnreadableData, load, load_certain
from weerbaar_cli.files.document import Document, Melding, read_document
from weerbaar_cli.files.soorten import SOORTEN
from weerbaar_cli.files.vinden import SETTINGS, find_werkmap
from weerbaar_cli.model.antwoord import Antwoord
from weerbaar_cli.model.bevinding import Bevinding
from weerbaar_cli.model.meting import Meting
from weerbaar_cli.model.partij import Partij, find_partij
from weerbaar_cli.model.raamwerk import Raamwerk
from weerbaar_cli.model.werkmap import Werkmap


@dataclass
class Gelezen:
    """A meting that was read: the file, the model when it fits, its facts as typed answers."""

    document: Document
    meting: Meting | None = None
    partij: Partij | None = None
    antwoorden: dict[str, Antwoord] = field(default_factory=dict)
    raamwerken: list[Raamwerk] = field(default_factory=list)

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
        self._kernen: dict[str, Rekenraamwerk] = {}

    def _load_settings(self, path: Path) -> None:
        try:
            self.werkmap = load_certain(path, Werkmap)
        except UnreadableData as error:
            self.broken = error

    def kern(self, raamwerk: Raamwerk) -> Rekenraamwerk:
        """The raamwerk ready for computing, with the werkmap's readings."""
        if raamwerk.id not in self._kernen:
            bibliotheek = self.bibliotheek
            changed = self.werkmap.parameters.get(raamwerk.id, {}) if self.werkmap else {}
            self._kernen[raamwerk.id] = Rekenraamwerk(
                raamwerk, make_lezing(raamwerk, changed), bibliotheek.ankers, bibliotheek.catalogus
            )
        return self._kernen[raamwerk.id]

    def read_meting(self, document: Document) -> Gelezen:
        """Read one meting as far as it goes; all trouble ends up in the document."""
        gelezen = Gelezen(document, load(document, Meting))
        meting = gelezen.meting
        if meting is None:
            self._read_what_fits(document)
            return gelezen
        gelezen.antwoorden, found = read_feiten(meting, self.bibliotheek.catalogus)
        for index, reference in enumerate(meting.raamwerk):
            try:
                gelezen.raamwerken.append(self.bibliotheek.raamwerk(reference))
            except UnreadableData:
                raise
            except WeerbaarError as error:
                found.append(_unknown_raamwerk(error, index, document))
        partijen = None if self.broken else self.bibliotheek.partijen
        found += check_meting(meting, document.data, gelezen.raamwerken, partijen)
        document.bevindingen += found
        gelezen.partij = find_partij(partijen or (), meting.organisatie)
        return gelezen

    def _read_what_fits(self, document: Document) -> None:
        """A form that does not fit must not hide what is wrong with the facts."""
        if not document.readable or document.soort != "meting/1":
            return
        data = document.data
        probe = {key: data[key] for key in ("weerbaar", "organisatie", "raamwerk") if key in data}
        facts = data.get("feiten")
        if not isinstance(facts, dict):
            return
        peildatum = data.get("peildatum")
        try:
            meting = Meting.model_validate({**probe, "feiten": facts, "peildatum": peildatum})
        except ValueError:
            form = {"weerbaar": "meting/1", "organisatie": "x", "raamwerk": "x"}
            meting = Meting.model_validate({**form, "feiten": facts, "peildatum": "9999-12-31"})
        document.bevindingen += read_feiten(meting, self.bibliotheek.catalogus)[1]


def _unknown_raamwerk(error: WeerbaarError, index: int, document: Document) -> Bevinding:
    raw = document.data.get("raamwerk")
    pad = ("raamwerk", index) if isinstance(raw, list) else ("raamwerk",)
    code = "onbekende-versie" if "versie" in error.message else "onbekend-raamwerk"
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


def read_metingen(paths: Sequence[Path]) -> Iterator[tuple[Wereld, Gelezen]]:
    """Named metingen, each in its own world; raises on a file that is something else."""
    werelden = Werelden()
    for path in paths:
        document = read_document(path)
        wereld = werelden.of(path)
        if wereld.broken is not None:
            raise wereld.broken
        if document.readable and document.soort and not document.soort.startswith("meting/"):
            kind = document.soort.partition("/")[0]
            if kind in SOORTEN:
                raise WeerbaarError(f"«{path}» is geen meting maar een bestand van soort {kind}")
        yield wereld, wereld.read_meting(document)


def check_document(wereld: Wereld, document: Document) -> None:
    """Check a file of any kind; all trouble ends up in the document."""
    kind = document.soort.partition("/")[0]
    if kind not in SOORTEN or kind == "meting":
        wereld.read_meting(document)
        return
    found = load(document, SOORTEN[kind])
    if isinstance(found, Raamwerk):
        bibliotheek = wereld.bibliotheek
        document.bevindingen += check_raamwerk(found, bibliotheek.catalogus, bibliotheek.ankers)
    elif isinstance(found, Werkmap):
        document.bevindingen += check_werkmap(found, _named_raamwerken(wereld, found))


def _named_raamwerken(wereld: Wereld, werkmap: Werkmap) -> dict[str, Raamwerk | None]:
    """The raamwerken that a werkmap names; None for one that does not exist."""
    found: dict[str, Raamwerk | None] = {}
    for name in (*werkmap.raamwerk, *werkmap.parameters):
        try:
            found[name] = wereld.bibliotheek.raamwerk(name)
        except UnreadableData:
            raise
        except WeerbaarError:
            found[name] = None
    return found
