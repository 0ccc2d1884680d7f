"""What metingen are read against: the werkmap of a path, its library and its readings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.engine.checks.raamwerk import check_raamwerk, parameter_faults
from weerbaar_cli.engine.score.mogelijk import make_lezing
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import (
    Bibliotheek,
    UnreadableData,
    as_certain,
    is_packaged,
)
from weerbaar_cli.files.bibliotheek.werkmap import NOWHERE, Werkmapbestanden
from weerbaar_cli.files.vinden import SETTINGS, find_werkmap, is_dir, split_revisie
from weerbaar_cli.files.yaml.document import Yamlbestand, read_document, read_past
from weerbaar_cli.model.bestanden.partij import Partij, Werkmap, as_partij
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bevinding import Melding
from weerbaar_cli.model.strict import clean
from weerbaar_cli.reading.dossier import Dossier, Gelezen
from weerbaar_cli.reading.instellingen import check_settings, find_catalogus_faults
from weerbaar_cli.reading.meting import Metinglezer, read_shared

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.files.git import Revisie
    from weerbaar_cli.files.register import Registermap


class Omgeving:
    """The werkmap of a path with everything that its metingen are read against.

    With `toen` it is the werkmap as a revision has it; `map_` is where it would stand.
    """

    def __init__(self, map_: Path | None, toen: Revisie | None = None) -> None:
        self.map = map_
        self.bestanden = NOWHERE if map_ is None else Werkmapbestanden(map_, toen)
        self.werkmap: Werkmap | None = None
        # Settings that cannot be read are reported as a file of their own, not through others.
        self.broken: UnreadableData | None = None
        if map_ is not None:
            self._load_settings(map_ / SETTINGS)
        self.bibliotheek = Bibliotheek(self.werkmap, self.bestanden)
        self._kernen: dict[tuple[str, str], Rekenraamwerk] = {}

    def __reduce__(self) -> tuple[type[Omgeving], tuple[Path | None, Revisie | None]]:
        """In another process it begins anew: all that was found is on the disk there too."""
        return Omgeving, (self.map, self.bestanden.toen)

    def _load_settings(self, path: Path) -> None:
        try:
            self.werkmap = as_certain(self.bestanden.read(path), Werkmap)
        except UnreadableData as error:
            self.broken = error

    @cached_property
    def trouble(self) -> UnreadableData | None:
        """Why nothing can be computed with these settings, located; None when they are right."""
        if self.broken is not None or self.werkmap is None:
            return self.broken
        try:
            self._read_all_named(self.werkmap)
        except UnreadableData as error:
            return error
        found = check_settings(self.bibliotheek, self.werkmap)
        faults = [one for one in found if one.ernst == "fout"]
        if not faults:
            return None
        document = self.bestanden.read(self.bestanden.map / SETTINGS)
        return UnreadableData([document.locate(one) for one in faults])

    def _read_all_named(self, werkmap: Werkmap) -> None:
        """Raise for a raamwerk that the settings name and that has faults, or for a faulty fact."""
        for name in (*werkmap.raamwerk, *werkmap.parameters):
            try:
                self.bibliotheek.raamwerk(name)
            except UnreadableData:
                raise
            except WeerbaarError:
                continue  # there is none: reported with the settings
        self._refuse_catalogus_faults()

    def _refuse_catalogus_faults(self) -> None:
        """A fact or anchor that stands in two files would make results depend on which counts."""
        if self.catalogus_faults:
            raise UnreadableData(self.catalogus_faults)

    @cached_property
    def catalogus_faults(self) -> list[Melding]:
        """What is wrong with facts and anchors of the werkmap."""
        return find_catalogus_faults(self.bibliotheek)

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
        from weerbaar_cli.engine.score.rekenraamwerk import (
            Rekenraamwerk,  # late: a check needs none
        )

        key = raamwerk.id, raamwerk.versie
        if key not in self._kernen:
            self._refuse_catalogus_faults()
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

    def ontvangers_of(self, partij: Partij) -> tuple[str, ...]:
        """The keys of who may read a meting of this party; of a group its members may as well."""
        vertrouwelijk = self.werkmap.vertrouwelijk if self.werkmap else None
        if vertrouwelijk is None:
            return ()
        partijen = self.bibliotheek.partijen
        lezers = [partij]
        if partijen.is_groep(partij):
            groups = ((one, partijen.groepen_of(one)) for one in partijen.alle)
            lezers += [one for one, own in groups if partij in map(as_partij, own)]
        return vertrouwelijk.ontvangers_of(word for one in lezers for word in one.woorden)

    @cached_property
    def lezerskringen(self) -> frozenset[tuple[str, ...]]:
        """The keys that some meting of this werkmap may be sealed for."""
        partijen = self.bibliotheek.partijen
        alle = (*partijen.alle, *map(as_partij, partijen.groepen))
        return frozenset(map(self.ontvangers_of, alle))

    @cached_property
    def register(self) -> Registermap | None:
        """What was published here, if it is a werkmap; of one of the past what is known by now.

        Raises UnreadableData when that cannot be known.
        """
        from weerbaar_cli.files.register import KINDS, read_register  # late: few commands ask

        if self.map is None:
            return None
        if self.bestanden.toen is not None and (self.map / SETTINGS).is_file():
            return Omgeving(self.map).register
        found = (path for kind in KINDS for path in self.bibliotheek.own(kind))
        return read_register(self.bestanden, list(found))

    @cached_property
    def groepsmetingen(self) -> Sequence[Gelezen]:
        """The metingen of groups, whose facts their members inherit."""
        if self.werkmap is None:
            return ()
        found = self.bestanden.find(self.bestanden.map / self.werkmap.gedeeld)
        return read_shared(map(self.bestanden.read, found), self._read_group)

    def _read_group(self, document: Yamlbestand) -> Gelezen:
        return self._read(document, tuple)

    def read(self, document: Yamlbestand) -> Gelezen:
        """Read one meting, with what its groups share; all trouble ends up in the document.

        Raises UnreadableData when a file that it needs has faults.
        """
        return self._read(document, lambda: self.groepsmetingen)

    def _read(self, document: Yamlbestand, shared: Callable[[], Sequence[Gelezen]]) -> Gelezen:
        lezer = self._lezer(document, shared)
        gelezen = lezer.read()
        for error in lezer.onleesbaar[:1]:
            raise error
        return gelezen

    def read_among(self, document: Yamlbestand) -> Gelezen:
        """Read one of many: a fout in what it needs stops it, and no other."""
        return self._lezer(document, lambda: self.groepsmetingen).read()

    def place(self, dossier: Dossier) -> Dossier:
        """One that was set aside, as that, with its raamwerken and a party that is kept once."""
        known = self.bibliotheek.partijen.find(dossier.naam)
        if known is not None and known == dossier.partij:
            dossier = dossier._replace(partij=known)
        named = dossier.meting.raamwerk
        return dossier._replace(raamwerken=tuple(map(self.bibliotheek.raamwerk, named)))

    def take_up(self, dossier: Dossier) -> Dossier:
        """All of it, also where it was set aside."""
        if dossier.rest is None:
            return dossier
        own = self.place(dossier)
        return own.take_up(own.raamwerken)

    def _lezer(self, document: Yamlbestand, shared: Callable[[], Sequence[Gelezen]]) -> Metinglezer:
        return Metinglezer(self.bibliotheek, document, shared, self.broken is None)


class Ingelezen(NamedTuple):
    """A dossier with what it was read against."""

    omgeving: Omgeving
    dossier: Dossier


class Omgevingen:
    """Per werkmap one omgeving, made once; of a revision too."""

    def __init__(self) -> None:
        self._found: dict[Path | None, Omgeving] = {}
        self._mappen: dict[Path, Path | None] = {}
        self._revisies: dict[str, Revisie] = {}
        self._toen: dict[tuple[Revisie, str], Omgeving] = {}

    def __reduce__(self) -> tuple[type[Omgevingen], tuple[()]]:
        """In another process it begins anew: all that was found is on the disk there too."""
        return Omgevingen, ()

    def read(self, path: Path) -> tuple[Yamlbestand, Omgeving]:
        """A file as it is named, with what it is read against."""
        split = split_revisie(path)
        if split is None:
            return read_document(path), self.of(path)
        return self.read_past(*self._find_past(*split))

    def _find_past(self, naam: str, inside: str) -> tuple[Revisie, str]:
        from weerbaar_cli.files.git import find_revisie, place_inside  # late: nearly no run asks

        if naam not in self._revisies:
            self._revisies[naam] = find_revisie(naam, Path.cwd())
        revisie = self._revisies[naam]
        return revisie, place_inside(revisie, inside)

    def read_past(self, revisie: Revisie, path: str) -> tuple[Yamlbestand, Omgeving]:
        """The same of a file as it was in a revision, by its path from the top."""
        return read_past(revisie, path), self.of_past(revisie, path)

    def of_past(self, revisie: Revisie, path: str) -> Omgeving:
        """The omgeving of the werkmap that a path lay in, as that revision has it."""
        settings = revisie.find_settings(path)
        if settings is None:  # then that of now, so that the parties are known
            return self.of(revisie.root / path)
        key = revisie, settings
        if key not in self._toen:
            self._toen[key] = Omgeving((revisie.root / settings).parent, revisie)
        return self._toen[key]

    def of(self, path: Path) -> Omgeving:
        """The omgeving of the werkmap that a path lies in, or lay in."""
        split = split_revisie(path)
        if split is not None:
            return self.of_past(*self._find_past(*split))
        folder = path if is_dir(path) else path.parent
        if folder not in self._mappen:  # looked for once for all files of a folder
            self._mappen[folder] = find_werkmap(folder)
        map_ = self._mappen[folder]
        if map_ not in self._found:
            self._found[map_] = Omgeving(map_)
        return self._found[map_]

    def settings_trouble(self) -> Iterator[list[Melding]]:
        """What is wrong with each weerbaar.yaml, or with a raamwerk that it names."""
        for omgeving in (*self._found.values(), *self._toen.values()):
            try:
                trouble = omgeving.trouble
            except UnreadableData as error:
                trouble = error
            if trouble is not None:
                yield list(trouble.meldingen)
