"""What parts that came back ask of a meting, each read where the meting is at home.

A part that is of something else says nothing: it is refused as a whole, with the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bronnen import find_named
from weerbaar_cli.files.vinden import (
    LINK,
    find_links,
    find_ordinary,
    is_elders,
    same_place,
    shown_path,
)
from weerbaar_cli.files.werkboek import is_werkboek, read_werkboek
from weerbaar_cli.files.yaml.document import read_bytes_as, read_raw
from weerbaar_cli.invullen.delen import Deelmeting, choose, propose
from weerbaar_cli.invullen.voorstel import AND, Voorstel, combine
from weerbaar_cli.invullen.vragenlijst import as_mapping
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.wijzigingen import Afwijzing, Vindplek
from weerbaar_cli.reading.dossier import Dossier, refuse_parts
from weerbaar_cli.reading.invullen.herstel import repair
from weerbaar_cli.reading.invullen.werkboek import read_voorstellen
from weerbaar_cli.reading.metingen import OTHER_KINDS, read_dossiers
from weerbaar_cli.reading.wijzigingen import (
    Invulmeting,
    Wijzigpoging,
    read_invulmeting,
    try_voorstellen,
)

HEEL = "het hele bestand"
_TO_SENDER = "Stuur het terug, of noem de meting waar het bij hoort."


@dataclass
class Inbreng:
    """What all parts together ask, what of them is refused, and what was seen on the way."""

    voorstellen: list[Voorstel]
    afwijzingen: list[Afwijzing]
    opmerkingen: list[str]


def merge_delen(
    paths: Iterable[Path], in_meting: Path, gekozen: Collection[str] = ()
) -> Wijzigpoging:
    """The meting with what these parts, or those in these folders, change in it.

    `gekozen` are the files that are right where they differ, see `choose`.
    """
    ((_, dossier),) = read_dossiers([in_meting], "er is niets samengevoegd")
    refuse_parts([dossier])
    meting = read_invulmeting(in_meting)
    found = Inbreng([], [], [])
    paths = list(paths)
    files = list(_files(paths))
    for path in files:
        _Lezer(meting, dossier, path).read(found)
    for link in sorted({one for path in paths for one in find_links(path)}):
        bron = Vindplek(shown_path(link))
        found.afwijzingen.append(Afwijzing(bron, HEEL, LINK, "Noem het bestand zelf."))
    _refuse_unknown(gekozen, [*files, in_meting])
    if gekozen:
        vragen = meting.with_said(found.voorstellen).vragen
        clash = combine(meting.data, vragen.feiten, found.voorstellen).botsingen
        own = shown_path(in_meting)
        found.voorstellen = choose(clash, found.voorstellen, gekozen, own)
    return try_voorstellen(meting, found.voorstellen, found.afwijzingen, found.opmerkingen)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file once, whichever way it was named, in an order that does not depend on that."""
    found = (one for path in paths for one in _files_of(path))
    yield from sorted({same_place(one): one for one in found}.values(), key=shown_path)


def _files_of(path: Path) -> Iterable[Path]:
    if is_elders(path):
        return (one for one, _ in find_named([path]))
    return find_ordinary(path)


def _refuse_unknown(gekozen: Collection[str], paths: Sequence[Path]) -> None:
    known = set(map(shown_path, paths))
    for choice in gekozen:
        if choice.partition("=")[2] not in known and choice not in known:
            message = f"--kies {choice} noemt geen bestand dat meedoet"
            raise WeerbaarError(message, tip=f"Kies uit: {', '.join(sorted(known))}.")


class _Lezer(Struct, frozen=True):
    """One file, for one meting."""

    meting: Invulmeting
    dossier: Dossier
    path: Path

    def read(self, found: Inbreng) -> None:
        """Add what it asks, or why it is refused."""
        naam = shown_path(self.path)
        if same_place(self.path) == same_place(self.meting.pad):
            self._refuse(found, "dit is de meting zelf", "Noem alleen de delen.")
            return
        if is_werkboek(self.path):
            self._read_werkboek(found)
            return
        raw = read_raw(self.path) or b""
        omgeving = self.meting.omgeving
        hersteld = repair(omgeving, self.path, raw)
        document = read_bytes_as(hersteld.nieuw if hersteld else raw, self.path)
        if (kind := document.soort.partition("/")[0]) in OTHER_KINDS:
            why = f"dit is geen meting maar een bestand van soort {kind}"
            self._refuse(found, why, "Noem alleen de delen.")
            return
        gelezen = omgeving.read_among(document)
        if not isinstance(gelezen, Dossier):
            fout = gelezen.fouten[0]
            self._refuse(found, f"regel {fout.regel}: {fout.bericht}", fout.suggestie)
            return
        if hersteld:
            lines = ", ".join(str(one.nummer) for one in hersteld.regels)
            found.opmerkingen.append(f"{naam}: hersteld in regel {lines}")
        if why := "; ".join(_why_other(gelezen, self.dossier)):
            self._refuse(found, why, _TO_SENDER)
            return
        written = read_bytes_as(raw, self.path).data if hersteld else document.data
        data = _as_tested(document.data, written, self.meting.data)
        deel, catalogus = self._deel(gelezen, data), omgeving.bibliotheek.catalogus
        asked = propose(deel, self.meting.data, catalogus)
        if not asked:
            found.opmerkingen.append(f"{naam}: hierin is niets veranderd")
        found.voorstellen += asked

    def _read_werkboek(self, found: Inbreng) -> None:
        """The same of a workbook; of its functions are the answers."""
        try:
            boek = read_werkboek(self.path)
            asked = read_voorstellen(boek, self.meting)
        except WeerbaarError as error:
            self._refuse(found, error.message, error.tip)
            return
        if why := "; ".join(_why_outdated(boek.over.get("raamwerk", "").split(), self.dossier)):
            self._refuse(found, why, _TO_SENDER)
            return
        found.opmerkingen += boek.opmerkingen
        door = boek.over.get("rollen", "").replace("; ", AND)
        for one in asked:
            if isinstance(one, Afwijzing):
                found.afwijzingen.append(one)
            else:
                found.voorstellen.append(replace(one, bron=replace(one.bron, door=door)))

    def _deel(self, dossier: Dossier, data: Mapping[str, Any]) -> Deelmeting:
        meting = dossier.meting
        door = meting.ingevuld_door or AND.join(meting.deel.rollen if meting.deel else ())
        basis = meting.deel.basis if meting.deel else {}
        return Deelmeting(Vindplek(shown_path(self.path), door=door), data, basis)

    def _refuse(self, found: Inbreng, why: str, tip: str) -> None:
        bron = Vindplek(shown_path(self.path))
        found.afwijzingen.append(Afwijzing(bron, HEEL, why, tip))


def _as_tested(
    data: Mapping[str, Any], written: Any, meting: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Without what repairing added to a toetsing that the meting has just as it was written."""
    said = as_mapping(as_mapping(written).get("toetsing"))
    there = as_mapping(meting.get("toetsing"))
    same = {norm: one for norm, one in said.items() if one == there.get(norm)}
    return {**data, "toetsing": {**as_mapping(data.get("toetsing")), **same}} if same else data


def _why_other(deel: Dossier, dossier: Dossier) -> Iterator[str]:
    """Why a part does not belong to a meting."""
    if deel.naam != dossier.naam:
        yield f"dit is van {deel.naam}, niet van {dossier.naam}"
    moments = [f"{one.meting.soort} van {dutch(one.peildatum)}" for one in (deel, dossier)]
    if moments[0] != moments[1]:
        yield f"dit is de {moments[0]}, niet de {moments[1]}"
    own = deel.meting.deel.versies if deel.meting.deel else ()
    yield from _why_outdated(own or [f"{one.id}@{one.versie}" for one in deel.raamwerken], dossier)
    if deel.meting.fictief != dossier.meting.fictief:
        yield "van dit en van de meting is maar één verzonnen"


def _why_outdated(names: Iterable[str], dossier: Dossier) -> Iterator[str]:
    """Which raamwerk or version of it, `id@versie`, a meting does not have."""
    there = {one.id: f"{one.id}@{one.versie}" for one in dossier.raamwerken}
    for name in names:
        now = there.get(name.partition("@")[0], "dit raamwerk niet")
        if now != name:
            yield f"dit is gemaakt voor {name}; de meting heeft {now}"
