"""A werkmap beside a revision: what vanished, what changed though it may not, what was published.

Only what differs is read, so that it costs little in a werkmap with thousands of metingen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from msgspec import Struct, field

from weerbaar_cli.engine.verandering.sinds import Metingstand, check_stand, pair_standen
from weerbaar_cli.files.bibliotheek.bibliotheek import load
from weerbaar_cli.files.git import Revisie, find_added, find_basis, has_commit, hash_blob
from weerbaar_cli.files.register import name_of
from weerbaar_cli.files.sinds import Sindsvraag, told_by
from weerbaar_cli.files.vinden import (
    REGISTERMAP,
    SEALED,
    find_files,
    find_werkmap,
    same_place,
    shown_path,
)
from weerbaar_cli.files.yaml.document import Yamlbestand, read_document, read_past
from weerbaar_cli.model.bestanden.meting import Meting
from weerbaar_cli.model.bestanden.omslag import Omslag
from weerbaar_cli.model.bestanden.partij import Partij
from weerbaar_cli.model.bestanden.publicaties import Publicaties
from weerbaar_cli.model.bevinding import Bevinding, Melding
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import parse_datum
from weerbaar_cli.reading.omgeving import Omgeving, Omgevingen

# What counts where a meting does not say it.
SOORT, STATUS = (Meting.model_fields[name].default for name in ("soort", "status"))
# Whose it is is looked at by itself, and the decision to change it is no change.
APART = ("organisatie", "wijziging")
OLD_REGISTER = "publicaties"


class Sinds(NamedTuple):
    """What was found beside a revision; `veranderd` are the places of files that are not the same,
    `weg` of those that were there and are gone.

    `basis` is the commit that it was held against, None where nothing was committed yet.
    """

    meldingen: tuple[Melding, ...] = ()
    veranderd: frozenset[Path] = frozenset()
    weg: frozenset[Path] = frozenset()
    basis: str | None = None

    def weigh(self, melding: Melding, place: Path | None) -> Melding | None:
        """A finding as it weighs here: what may stand for long may not be added.

        That a file of a list of changes is gone is no finding: what went with it is one.
        """
        if melding.code == "onleesbaar-bestand" and place in self.weg:
            return None
        added = melding.code == "zelfde-functie" and place in self.veranderd
        return melding._replace(ernst="fout") if added else melding


def read_sinds(vraag: Sindsvraag, paths: Sequence[Path]) -> Sinds:
    """The werkmap of each path beside a revision; raises when that is not there."""
    with told_by(vraag):
        return _read(vraag.revisie, paths)


def _read(naam: str, paths: Sequence[Path]) -> Sinds:
    bases = dict.fromkeys(map(_base_of, paths or [Path()]))
    if not all(map(has_commit, bases)):
        return Sinds()
    naast = [Naast(find_basis(naam, base), base) for base in bases]
    return Sinds(
        tuple(melding for one in naast for melding in one.check()),
        frozenset(place for one in naast for place in one.places(one.nu)),
        frozenset(place for one in naast for place in one.places(one.toen.keys() - one.nu)),
        naast[0].basis.naam,
    )


def _base_of(path: Path) -> Path:
    """The werkmap of a path, else the folder itself; always as the disk calls it."""
    folder = path if path.is_dir() else path.parent
    while not folder.is_dir():
        folder = folder.absolute().parent
    return same_place(find_werkmap(folder) or folder)


class Naast(Struct, frozen=True, dict=True):
    """A folder on the disk beside the same folder in a commit."""

    basis: Revisie
    map: Path
    omgevingen: Omgevingen = field(default_factory=Omgevingen)

    @cached_property
    def toen(self) -> dict[str, str]:
        """The hash of every file of then, by its path from the top."""
        names = self.basis.files(self.basis.inside(self.map))
        return {name: self.basis.hashes[name] for name in names}

    @cached_property
    def nu(self) -> dict[str, str]:
        """The same of now."""
        found = (path for path, _ in find_files([self.map]))
        return {self.basis.inside(path): hash_blob(path) for path in found}

    @cached_property
    def anders(self) -> frozenset[str]:
        """What is new, gone, or not the same."""
        return frozenset(name for name, _ in self.toen.items() ^ self.nu.items())

    def places(self, names: Iterable[str]) -> Iterator[Path]:
        """The places of those of these that are not the same."""
        return (same_place(self.basis.root / name) for name in self.anders.intersection(names))

    def check(self) -> Iterator[Melding]:
        """What may not have happened since then."""
        documents = self._read_then(sorted(self.anders & self.toen.keys()))
        yield from self._check_metingen([one for one in documents if not _is_old_register(one)])
        yield from self._check_register([one for one in documents if _is_old_register(one)])

    def _read_then(self, names: Iterable[str]) -> list[Yamlbestand]:
        return [read_past(self.basis, name) for name in names]

    def _check_metingen(self, toen: Sequence[Yamlbestand]) -> Iterator[Melding]:
        before, lost = {}, []
        for document in toen:
            if (stand := self._stand_of(document)) is not None:
                before[stand] = document
            elif document.unparsed and not document.pad.exists():
                lost.append(document)
        names = sorted(self.anders & self.nu.keys())
        after = dict(self._read_now(names))
        pairs = list(pair_standen(list(before), list(after)))
        if any(new is None for _, new in pairs):
            # It may have been there twice: then the other is the same meting.
            stil = dict(self._read_now(sorted(self.nu.keys() - self.anders)))
            pairs = list(pair_standen(list(before), list(after), list(stil)))
            after |= stil
        for old, new in pairs:
            where = before[old] if new is None else after[new]
            if not self._is_broken(new, before[old]):
                yield from (_place(found, where) for found in check_stand(old, new))
        for document in lost:
            text = "dit bestand was niet te lezen en is er niet meer"
            yield _place(Bevinding("meting-verdwenen", text), document)

    def _is_broken(self, new: Metingstand | None, was: Yamlbestand) -> bool:
        """Whether what stands in its place now cannot be parsed: that is a finding of its own."""
        return new is None and was.pad.exists() and read_document(was.pad).unparsed

    def _read_now(self, names: Iterable[str]) -> Iterator[tuple[Metingstand, Yamlbestand]]:
        for name in names:
            document = read_document(self.basis.root / name)
            if (stand := self._stand_of(document)) is not None:
                yield stand, document

    def _stand_of(self, document: Yamlbestand) -> Metingstand | None:
        """A meting, or part of one, by the little that a gate needs; None for anything else."""
        data = document.data
        if document.omslag is not None and not document.readable:
            return _stand_of_closed(
                document.bestand, document.omslag, self._partij_when_open(document)
            )
        if not document.soort.startswith("meting/") or data.get("deel") is not None:
            return None
        named = data.get("raamwerk")
        raamwerken = named if isinstance(named, list) else [named]
        day = str(data.get("peildatum"))
        return Metingstand(
            document.bestand,
            self._partij_of(str(data.get("organisatie")), document),
            str(data.get("soort") or SOORT),
            str(parse_datum(day) or clean(day)),
            str(data.get("status") or STATUS),
            frozenset(str(one).partition("@")[0] for one in raamwerken if one),
            {key: value for key, value in data.items() if key not in APART},
            data.get("wijziging"),
        )

    def _partij_when_open(self, document: Yamlbestand) -> str:
        """Whose a sealed meting is by what stood open in its place; empty when nothing did."""
        name = self.basis.inside(document.pad).removesuffix(SEALED)
        if document.bron is not None or name not in self.toen or name in self.nu:
            return ""
        stand = self._stand_of(read_past(self.basis, name))
        return stand.partij if stand is not None else ""

    def _partij_of(self, naam: str, document: Yamlbestand) -> str:
        """What a party is called now: it may have been called otherwise in that revision."""
        now = self.omgevingen.of(document.pad).bibliotheek.partijen
        found = now.find(naam)
        if found is not None or document.bron is None:
            return found.naam if found is not None else clean(naam)
        then = self._past_of(document).bibliotheek.partijen.find(naam)
        same = now.find_called(then or Partij(naam=naam, type="onbekend"))
        return same.naam if same is not None else clean(naam)

    def _past_of(self, document: Yamlbestand) -> Omgeving:
        return self.omgevingen.read_past(self.basis, self.basis.inside(document.pad))[1]

    def _check_register(self, toen: Sequence[Yamlbestand]) -> Iterator[Melding]:
        """The register only grows: every file of it is called after what it says."""
        folder = PurePosixPath(self.basis.inside(self.map)) / REGISTERMAP
        names = {name for name in self.toen if PurePosixPath(name).parent.name == REGISTERMAP}
        names |= find_added(self.basis, folder.as_posix())
        here = {PurePosixPath(name).name for name in self.nu} | set(self._in_old(self._now_other()))
        gone = {PurePosixPath(name).name: name for name in sorted(names)}
        for name, path in gone.items():
            if name not in here and name.endswith(".yaml"):
                document = Yamlbestand(shown_path(self.basis.root / path), "")
                yield document.locate(Bevinding("uitgave-verdwenen", GONE, plaats=(1, 1)))
        for document in toen:
            if set(self._in_old([document])) - here:
                yield _place(Bevinding("uitgave-verdwenen", GONE), document)

    def _now_other(self) -> Iterator[Yamlbestand]:
        """Whatever may be a register of 0.1.0 here: it lies right in the werkmap."""
        paths = (path for path in self.map.glob("*.y*ml"))
        return (one for one in map(read_document, paths) if _is_old_register(one))

    def _in_old(self, documents: Iterable[Yamlbestand]) -> Iterator[str]:
        """What the files of a register of 0.1.0 would be called now."""
        for document in documents:
            register = load(document, Publicaties) if _is_old_register(document) else None
            yield from map(name_of, register.stukken() if register is not None else ())


def _stand_of_closed(bestand: str, omslag: Omslag, partij: str) -> Metingstand:
    """A sealed meting that does not open, by what it shows; `partij` where that is known."""
    head = (omslag.soort, str(omslag.peildatum), omslag.status)
    return Metingstand(
        bestand, partij or omslag.partij, *head, inhoud=omslag.inhoud, wijziging=omslag.wijziging
    )


GONE = "wat hier was gepubliceerd, staat niet meer in het register"


def _is_old_register(document: Yamlbestand) -> bool:
    return document.soort.partition("/")[0] == OLD_REGISTER


def _place(bevinding: Bevinding, document: Yamlbestand) -> Melding:
    """At its place in the file of now; what is gone stood at the place where it was."""
    return document.locate(bevinding)._replace(bestand=shown_path(document.pad))
