"""Sealing metingen for who may read them, and opening them again; nothing is written here."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bestand import MAX_BYTES, Grens, read_bounded
from weerbaar_cli.files.git import open_revisie
from weerbaar_cli.files.versleuteld import afdruk_of, make_sealed, unseal
from weerbaar_cli.files.vinden import SEALED, find_files, may_be_sealed, shown_path, split_revisie
from weerbaar_cli.files.yaml.document import Yamlbestand, read_bytes_as, read_document
from weerbaar_cli.model.bestanden.partij import Partij
from weerbaar_cli.reading.omgeving import Omgeving, Omgevingen

_GRENS = Grens(MAX_BYTES, "Noem een bestand dat u mag lezen.", "Zo groot is geen meting.")
# The first line of a file that was opened to be changed: from which state of the sealed one.
_GEOPEND = re.compile(
    rb"\A(\xef\xbb\xbf)?# geopend uit een versleutelde meting: ([0-9a-f]{64}) (\w+)\n"
)


class Opengelegd(Struct, frozen=True):
    """A meting with its text, and of a sealed one what it shows without a key."""

    document: Yamlbestand
    inhoud: bytes
    omgeving: Omgeving
    partij: Partij

    @property
    def ontvangers(self) -> tuple[str, ...]:
        """Who may read it now."""
        return self.omgeving.ontvangers_of(self.partij)


class Verzegeld(NamedTuple):
    """A sealed meting that can be written: from which file with which bytes, and where."""

    bron: Path
    oud: bytes
    doel: Path
    nieuw: bytes
    ontvangers: int


class Verzegelaar:
    """Seals metingen one by one; each party keeps the mark that its omslagen have."""

    def __init__(self) -> None:
        self._omgevingen = Omgevingen()
        self._merken: dict[tuple[Path | None, str], str] = {}

    def seal_file(self, path: Path) -> Verzegeld:
        """A meting that stands there open; raises WeerbaarError when it cannot be sealed."""
        _refuse_elsewhere(path)
        raw = _read(path)
        if may_be_sealed(raw, path.name):
            tip = "Met --opnieuw versleutelt u het voor de ontvangers van nu."
            raise WeerbaarError(f"«{shown_path(path)}» is al versleuteld", tip=tip)
        inhoud = _GEOPEND.sub(rb"\1", raw)
        found = self._lay_open(read_bytes_as(inhoud, path), inhoud)
        doel = path.with_name(f"{path.name}{SEALED}")
        _refuse_other_state(doel, raw)
        since = _GEOPEND.match(raw)
        zout = since[3].decode() if since else ""
        return Verzegeld(path, raw, doel, *self._seal(found, self._merk_of(found, doel), zout))

    def seal_text(self, text: str, doel: Path) -> bytes:
        """A meting that never was a file, for the place where it goes."""
        inhoud = text.encode()
        found = self._lay_open(read_bytes_as(inhoud, doel), inhoud)
        return self._seal(found, self._merk_of(found, doel))[0]

    def seal_new(self, inhoud: bytes, path: Path) -> bytes:
        """A meting that does not stand there yet, as it is sealed for that place."""
        found = self._lay_open(read_bytes_as(inhoud, path), inhoud)
        return self._seal(found, self._merk_of(found, path))[0]

    def seal_again(self, path: Path) -> Verzegeld | None:
        """A sealed meting for who may read it now; None when those could read it already."""
        _refuse_elsewhere(path)
        raw, inhoud, zout, document = read_sealed(path)
        found = self._lay_open(document, inhoud)
        omslag = document.omslag
        if omslag is None or omslag.ontvangers == found.ontvangers:
            return None
        return Verzegeld(path, raw, path, *self._seal(found, omslag.partij, zout))

    def _lay_open(self, document: Yamlbestand, inhoud: bytes) -> Opengelegd:
        naam, soort = document.bestand, document.soort
        if soort.partition("/")[0] != "meting":
            message = f"«{naam}» is geen meting; alleen een meting gaat op slot"
            raise WeerbaarError(message, meldingen=document.located())
        omgeving = self._omgevingen.of(document.pad)
        if omgeving.broken is not None:
            raise omgeving.broken
        organisatie = str(document.data.get("organisatie") or "")
        partij = omgeving.bibliotheek.partijen.find(organisatie)
        if partij is None:
            message = f"«{naam}» noemt geen bekende organisatie: niet te zien wie hem mag lezen"
            raise WeerbaarError(message, tip="Herstel «organisatie:» in de meting.")
        return Opengelegd(document, inhoud, omgeving, partij)

    def _seal(self, found: Opengelegd, merk: str, zout: str = "") -> tuple[bytes, int]:
        ontvangers = found.ontvangers
        if not ontvangers:
            message = f"voor {found.partij.naam} staat er geen ontvanger in weerbaar.yaml"
            tip = "Zet de publieke sleutels onder «vertrouwelijk:», bij «ontvangers:»."
            raise WeerbaarError(message, tip=tip)
        return make_sealed(found.inhoud, merk, ontvangers, zout), len(ontvangers)

    def _merk_of(self, found: Opengelegd, doel: Path) -> str:
        key = found.omgeving.map, found.partij.naam
        if key not in self._merken:
            known = _find_merken(found, doel)
            self._merken[key] = next(known, secrets.token_hex(8))
        return self._merken[key]


def _find_merken(found: Opengelegd, doel: Path) -> Iterator[str]:
    """The mark of this party on what is sealed already: by what stands in it, or by its readers.

    Of each mark one file is opened; where none opens, who has keys of its own is known by them.
    """
    seen: dict[str, Yamlbestand] = {}
    for path in _sealed_beside(found.omgeving, doel):
        document = read_document(path)
        if document.omslag is not None:
            seen.setdefault(document.omslag.partij, document)
    for merk, document in seen.items():
        written = str(document.data.get("organisatie") or "") if document.readable else ""
        if found.omgeving.bibliotheek.partijen.find(written) == found.partij:
            yield merk
    if _is_alone(found):
        omslagen = ((merk, one.omslag) for merk, one in seen.items() if not one.readable)
        yield from (merk for merk, one in omslagen if one and one.ontvangers == found.ontvangers)


def _is_alone(found: Opengelegd) -> bool:
    """Whether nobody else's metingen have just these readers."""
    partijen = found.omgeving.bibliotheek.partijen.alle
    same = (one for one in partijen if found.omgeving.ontvangers_of(one) == found.ontvangers)
    return list(same) == [found.partij]


def _sealed_beside(omgeving: Omgeving, doel: Path) -> Iterator[Path]:
    folders = [doel.parent]
    if omgeving.map is not None and omgeving.werkmap is not None:
        names = (omgeving.werkmap.metingen, omgeving.werkmap.gedeeld)
        folders += [omgeving.map / name for name in names]
    found = find_files([one for one in folders if one.is_dir()])
    return (path for path, _ in found if path.name.lower().endswith(SEALED))


def _read(path: Path) -> bytes:
    """The bytes of a file, or of one of the past."""
    if split_revisie(path) is None:
        return read_bounded(path, f"«{shown_path(path)}»", _GRENS)
    revisie, inside = open_revisie(path)
    raw = revisie.read(inside)
    if raw is None:
        raise WeerbaarError(f"«{shown_path(path)}» is groter dan {_GRENS.maat}")
    return raw


def _refuse_elsewhere(path: Path) -> None:
    """Raise for what is no file in its own place: what it leads to would stay open."""
    if path.is_symlink() or not path.is_file():
        message = f"«{shown_path(path)}» is geen bestand dat hier zelf staat"
        raise WeerbaarError(message, tip="Noem het bestand van de meting.")


def _refuse_other_state(doel: Path, raw: bytes) -> None:
    """Raise when what is sealed there is not what this file was opened from."""
    if not doel.exists():
        return
    since = _GEOPEND.match(raw)
    if since is not None and since[2].decode() == afdruk_of(_read(doel)):
        return
    message = f"«{shown_path(doel)}» is er al, en dit bestand is daar niet uit geopend"
    if since is not None:
        message = f"«{shown_path(doel)}» is veranderd nadat dit bestand eruit is geopend"
    tip = "Open het versleutelde bestand onder een andere naam en neem daarin over wat u wijzigde."
    raise WeerbaarError(message, tip=tip)


class Geopendbestand(NamedTuple):
    """A sealed file: its bytes, the text in it, and that text as a document."""

    raw: bytes
    inhoud: bytes
    zout: str
    document: Yamlbestand

    @property
    def om_te_wijzigen(self) -> bytes:
        """The text with a first line by which sealing knows what it was opened from."""
        since = f"{afdruk_of(self.raw)} {self.zout}"
        line = f"# geopend uit een versleutelde meting: {since}\n".encode()
        bom = self.inhoud[:3] if self.inhoud.startswith(b"\xef\xbb\xbf") else b""
        return bom + line + self.inhoud[len(bom) :]


def read_sealed(path: Path) -> Geopendbestand:
    """Open a sealed file in memory; raises WeerbaarError with why it cannot be opened."""
    raw = _read(path)
    if not may_be_sealed(raw, path.name):
        raise WeerbaarError(f"«{shown_path(path)}» is niet versleuteld")
    found = unseal(raw)
    if found.inhoud is None:
        document = read_bytes_as(raw, path)
        message = f"«{document.bestand}» is niet te openen"
        raise WeerbaarError(message, meldingen=document.located())
    document = read_bytes_as(found.inhoud, path)
    document.omslag = found.omslag
    return Geopendbestand(raw, found.inhoud, found.zout, document)
