"""One organisation then and now, held against each other by every raamwerk that both have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.engine.verandering.compare import Zijde, compare_metingen
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.vergelijking import Meetmoment, Paar
from weerbaar_cli.model.voorraad import Geperst
from weerbaar_cli.reading.dossier import Dossier
from weerbaar_cli.reading.metingen import choose_raamwerken
from weerbaar_cli.reading.omgeving import Ingelezen, Omgeving

Koppel = tuple[Ingelezen, Ingelezen]


class Onvergelijkbaar(WeerbaarError):
    """Two metingen, or two files of one side, that cannot be held against each other."""


class Gekoppelden(NamedTuple):
    """What came of one couple: a comparison by every raamwerk that both have, or why not."""

    paren: Sequence[Paar | Geperst[Paar]]
    onvergelijkbaar: Sequence[str]


# What came of a file and the one in its place on the other side, by where they stand.
Vooraf = Mapping[tuple[Path, Path], Gekoppelden]


def compare_koppel(
    koppel: Koppel, raamwerk: str | None, *, mappen: bool
) -> tuple[list[Paar], list[str]]:
    """One organisation then and now; why it cannot be compared where that stops no other."""
    said: list[str] = []
    paren: list[Paar] = []
    with told_of(koppel[1], said, mappen=mappen):
        paren += _pair(*koppel, raamwerk)
    return paren, said


@contextmanager
def told_of(one: Ingelezen, lines: list[str], *, mappen: bool) -> Iterator[None]:
    """In a folder what cannot be compared is a line, and stops no other."""
    try:
        yield
    except Onvergelijkbaar as error:
        if not mappen:
            raise
        lines.append(f"{one.dossier.naam}: {error.message}")


def _pair(van: Ingelezen, naar: Ingelezen, wanted: str | None) -> Iterator[Paar]:
    """One organisation by every raamwerk that both sides have."""
    old, new = van.dossier, naar.dossier
    if old.peildatum > new.peildatum:
        message = (
            f"{old.bestand} ({dutch(old.peildatum)}) is van later dan "
            f"{new.bestand} ({dutch(new.peildatum)})"
        )
        raise Onvergelijkbaar(message, tip="Bedoelt u het andersom? Draai VAN en NAAR om.")
    before = {one.id: one for one in choose_raamwerken(*van, wanted)}
    after = {one.id: one for one in choose_raamwerken(*naar, wanted)}
    shared = [name for name in before if name in after]
    if not shared:
        names = f"{', '.join(before)} en {', '.join(after)}"
        tip = "Kies met --raamwerk waarmee u beide wilt toetsen."
        raise Onvergelijkbaar(f"de metingen hebben verschillende raamwerken: {names}", tip=tip)
    for name in shared:
        yield make_paar((van, before[name]), (naar, after[name]), new.peildatum)


def make_paar(van: tuple[Ingelezen, Raamwerk], naar: tuple[Ingelezen, Raamwerk], dag: date) -> Paar:
    """One organisation by one raamwerk, then and now; `dag` is the day of now."""
    (toen, oud), (nu, nieuw) = van, naar
    sides = (
        Zijde(toen.omgeving.kern(oud), toen.dossier.scan(oud), toen.dossier.peildatum),
        Zijde(nu.omgeving.kern(nieuw), nu.dossier.scan(nieuw), dag),
    )
    vergelijking = compare_metingen(*sides, _find_comparable(nu.omgeving, oud, nieuw))
    was, now = toen.dossier, nu.dossier
    partijen = nu.omgeving.bibliotheek.partijen
    opgegaan = partijen.trace_between(was.naam, now.naam, was.peildatum, now.peildatum)
    return Paar(now.naam, moment_of(was), moment_of(now), vergelijking, *opgegaan)


def moment_of(dossier: Dossier) -> Meetmoment:
    """Which meting it is, as it is named in what comes out."""
    meting = dossier.meting
    return Meetmoment(dossier.bestand, meting.soort, meting.peildatum, meting.fictief)


def _find_comparable(
    omgeving: Omgeving, oud: Raamwerk, nieuw: Raamwerk
) -> list[tuple[str, str]] | None:
    """Across versions only the norms that a was-wordt file, or the same text, makes comparable."""
    if oud.versie == nieuw.versie:
        return None
    # late: mostly both are of one version
    from weerbaar_cli.engine.verandering.versies import comparable_pairs
    from weerbaar_cli.reading.verandering.raamwerkverschil import link_versies

    return comparable_pairs(link_versies(omgeving.bibliotheek, oud, nieuw).overgangen)
