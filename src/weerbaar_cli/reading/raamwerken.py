"""Raamwerken of a place: those that are known, one of them, and the check of their files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from weerbaar_cli.engine.checks.compleet import check_compleet, check_gebruik
from weerbaar_cli.engine.checks.indeling import count_normen
from weerbaar_cli.engine.score.feitgebruik import norms_by_fact
from weerbaar_cli.engine.score.gevallen import check_gevallen
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import is_packaged, load
from weerbaar_cli.files.vinden import find_files, find_werkmap
from weerbaar_cli.files.yaml.document import Document, read_document
from weerbaar_cli.model.bestanden.feit import Feitenbestand
from weerbaar_cli.model.bestanden.programma import Programma
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.bevinding import Bevinding
from weerbaar_cli.model.strict import Strict
from weerbaar_cli.model.uitkomsten.raamwerken import (
    Raamwerkbeeld,
    Raamwerkcontrole,
    Raamwerklijst,
)
from weerbaar_cli.reading.controle import check_inhoud, locate, own_kern
from weerbaar_cli.reading.omgeving import Omgeving, Omgevingen

# What belongs to a raamwerk; other kinds are for `validate`.
KINDS = ("raamwerk", "feiten", "ankers", "was-wordt", "indeling")


def omgeving_of(path: Path) -> Omgeving:
    """The omgeving of a place; raises when nothing can be computed with its settings."""
    omgeving = Omgeving(find_werkmap(path))
    omgeving.refuse_trouble()
    return omgeving


def read_list(path: Path) -> Raamwerklijst:
    """Every raamwerk and programme that is known there."""
    bibliotheek = omgeving_of(path).bibliotheek
    names = bibliotheek.raamwerk_ids()
    return Raamwerklijst(
        tuple(one for name in names for one in bibliotheek.versies(name).values()),
        {name: bibliotheek.raamwerk(name).versie for name in names},
        tuple(bibliotheek.programmas.values()),
    )


def read_one(path: Path, name: str) -> Raamwerkbeeld | Programma:
    """One raamwerk or programme; raises with the names that come near when there is none."""
    omgeving = omgeving_of(path)
    bibliotheek = omgeving.bibliotheek
    programma = bibliotheek.programmas.get(name)
    if programma is not None:
        return programma
    raamwerk = bibliotheek.raamwerk(name)
    kern = omgeving.kern(raamwerk)
    return Raamwerkbeeld(
        raamwerk,
        {norm.id: kern.feiten(norm) for norm in raamwerk.normen},
        tuple(one for one in bibliotheek.versies(raamwerk.id) if one != raamwerk.versie),
        count_normen(bibliotheek.indelingen, raamwerk.id),
    )


def check_raamwerken(path: Path) -> Iterator[Raamwerkcontrole]:
    """One file, or all of a folder that belongs to raamwerken, with the cases that they carry."""
    omgevingen = Omgevingen()
    for document in list(_documents(path)):
        inhoud = load(document, SOORTEN.get(_kind(document), Raamwerk))
        if inhoud is not None:
            omgeving = omgevingen.of(Path(document.bestand))
            document.bevindingen += check_inhoud(omgeving.bibliotheek, inhoud, document)
            document.bevindingen += _check_whole(omgeving, inhoud, document)
        yield Raamwerkcontrole(document.bestand, inhoud, tuple(locate(document)))


def _documents(path: Path) -> Iterator[Document]:
    """The file itself, or everything in a folder that belongs to a raamwerk."""
    if not path.is_dir():
        yield _read_file(path)
        return
    found = (read_document(one) for one, _ in find_files([path]))
    # What cannot be parsed may well be the raamwerk: it must not be left out in silence.
    chosen = [one for one in found if _kind(one) in KINDS or one.unparsed]
    if not chosen:
        message = f"in «{path}» staat geen raamwerk"
        raise WeerbaarError(message, tip="Een raamwerk begint met «weerbaar: raamwerk/1».")
    yield from chosen


def _read_file(path: Path) -> Document:
    if not path.is_file():
        raise WeerbaarError(f"«{path}» is geen bestand", tip="Controleer de naam en de map.")
    document = read_document(path)
    if document.soort and _kind(document) in SOORTEN and _kind(document) not in KINDS:
        tip = f"Controleer het met: weerbaar validate {path}"
        raise WeerbaarError(f"«{path}» is geen raamwerk", tip=tip)
    return document


def _kind(document: Document) -> str:
    return document.soort.partition("/")[0]


def _check_whole(omgeving: Omgeving, inhoud: Strict, document: Document) -> list[Bevinding]:
    """Beyond being right: whether its cases give what they promise, and what it still lacks."""
    match inhoud:
        case Raamwerk() if not any(one.ernst == "fout" for one in document.bevindingen):
            cases = check_gevallen(own_kern(omgeving.bibliotheek, inhoud))
            return [*cases, *check_compleet(inhoud)]
        # Our catalogue is for raamwerken that are still to come as well.
        case Feitenbestand() if not is_packaged(Path(document.bestand)):
            asked = _asked(omgeving)
            return [] if asked is None else list(check_gebruik(inhoud, asked))
        case _:
            return []


def _asked(omgeving: Omgeving) -> set[str] | None:
    """Every fact that some norm asks, in any version of any raamwerk that is known here.

    None while one of them has faults: who knows what it asks.
    """
    bibliotheek = omgeving.bibliotheek
    try:
        versies = [bibliotheek.versies(name).values() for name in bibliotheek.raamwerk_ids()]
        kernen = [omgeving.kern(one) for found in versies for one in found]
    except WeerbaarError:
        return None
    return {feit_id for kern in kernen for feit_id in norms_by_fact(kern)}
