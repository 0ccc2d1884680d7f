"""Finding metingen: those that were named, and those of organisations in folders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from weerbaar_cli.cli.voortgang import follow
from weerbaar_cli.files.bibliotheek.bibliotheek import UnreadableData
from weerbaar_cli.files.vinden import find_files
from weerbaar_cli.files.yaml.document import read_document
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.bevinding import Bevinding
from weerbaar_cli.reading.gedeeld import share
from weerbaar_cli.reading.wereld import Gelezen, Wereld, Werelden, refuse_other

if TYPE_CHECKING:
    from weerbaar_cli.files.yaml.document import Document

OTHER_KINDS = SOORTEN.keys() - {"meting"}


@dataclass(frozen=True)
class Bron:
    """A meting that was read, with the world it was read against."""

    wereld: Wereld
    gelezen: Gelezen
    genoemd: bool

    @property
    def is_groep(self) -> bool:
        """Whether it is there for the facts that the members of a group share."""
        partij = self.gelezen.partij
        return partij is not None and self.wereld.bibliotheek.partijen.is_groep(partij)


def read_bronnen(paths: Sequence[Path]) -> Iterator[Bron]:
    """Every meting that was named, and in the folders that were those of organisations.

    A file in a folder with a fout is given as well, so that it can be said; other YAML is not.
    """
    found = _find(paths)
    werelden = Werelden()
    for path, named in follow(found, len(found), "lezen"):
        document = read_document(path)
        if not (named or may_be_meting(document)):
            continue
        wereld = werelden.of(path)
        wereld.refuse_trouble()
        bron = Bron(wereld, _read(wereld, document, named=named), named)
        if named or not bron.is_groep or bron.gelezen.fouten:
            yield bron


def _find(paths: Sequence[Path]) -> list[tuple[Path, bool]]:
    """Every path once; who is named and stands in a folder too, is named."""
    found: dict[Path, tuple[Path, bool]] = {}
    for path, named in find_files(paths):
        key = path.absolute()
        found[key] = (path, named or (key in found and found[key][1]))
    return list(found.values())


def may_be_meting(document: Document) -> bool:
    """Whether a file of a folder is a meting, or can no longer be told not to be one."""
    if document.soort.partition("/")[0] in OTHER_KINDS:
        return False
    return document.has_header() or document.unparsed


def _read(wereld: Wereld, document: Document, *, named: bool) -> Gelezen:
    if named:
        refuse_other(document)
        return wereld.read_meting(document)
    return read_among(wereld, document)


def read_among(wereld: Wereld, document: Document) -> Gelezen:
    """Read one of many: a fout in what its groups share stops it, and no other."""
    gelezen = wereld.read_own(document)
    try:
        share(wereld, gelezen)
    except UnreadableData as error:
        text = f"{error.meldingen[0].bestand} is hiervoor nodig en heeft zelf fouten"
        trouble = Bevinding("ander-bestand", text, plaats=(1, 1), suggestie=error.tip)
        document.bevindingen.append(trouble)
    if not gelezen.fouten:
        gelezen.let_go()
    return gelezen
