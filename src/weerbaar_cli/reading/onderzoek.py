"""Rows for research: of each edition the results of who handed in, under a code, and its entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.engine.groep.onderzoek import (
    Deelname,
    Onderzoeksregel,
    make_regels,
    to_codebook,
)
from weerbaar_cli.engine.groep.publiceren import Publicatievorm, Voornemen
from weerbaar_cli.leaks.namen import has_forbidden
from weerbaar_cli.reading.edities import Districtsbeeld, Editie, refuse_mixture
from weerbaar_cli.reading.groep import count_raden, make_ronde, read_groep, refuse_small
from weerbaar_cli.reading.metingen import Follow, unfollowed
from weerbaar_cli.reading.neutraal import Neutraal, beside_unread
from weerbaar_cli.reading.publiceren import (
    Publicering,
    Uitgever,
    read_publicaties,
    refuse,
    refuse_lost,
)
from weerbaar_cli.reading.verboden import find_verboden

if TYPE_CHECKING:
    from weerbaar_cli.engine.groep.telling import Ronde
    from weerbaar_cli.leaks.namen import Zoeklijst
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk


class Onderzoek(NamedTuple):
    """The rows with what must not stand in them, and what publishing them would enter."""

    regels: list[Onderzoeksregel]
    raamwerken: tuple[Raamwerk, ...]
    ontvanger: str
    verboden: Zoeklijst
    publicering: Publicering
    ongelezen: int


def read_onderzoek(
    paths: Sequence[Path],
    district: str | None,
    raamwerk: str | None,
    peildatum: date | None,
    ontvanger: str,
    follow: Follow = unfollowed,
) -> Onderzoek:
    """The rows of every edition, or of those on this day; raises when they may not leave."""
    found = read_groep(paths, district, raamwerk, peildatum, follow=follow)
    edities = [one for one in found.alle if peildatum in (None, one.peildatum)]
    refuse_mixture(edities)
    refuse_lost(found.omgeving)
    register = read_publicaties(found.omgeving).with_salt()
    deelnames: list[Deelname] = []
    voornemens: list[Voornemen] = []
    with beside_unread(found.ongelezen):
        for editie in edities:
            vorm = onderzoeksvorm(found, editie)
            refuse_small(editie, vorm.m, "een bestand met regels voor onderzoek")
            kern = found.omgeving.kern(editie.raamwerk)
            ronde = make_ronde(found, editie, kern)
            uitgever = Uitgever(found.omgeving, kern, vorm, register)
            new = uitgever.make_voornemen(editie.ingeleverd, ronde)
            voornemens.append(new._replace(ontvanger=ontvanger))
            refuse(uitgever.objection(voornemens[-1]))
            deelnames += _deelnames(editie, ronde)
    regels = make_regels(deelnames, register.inhoud.zouten[register.zout])
    verboden = find_verboden(found)
    raamwerken = tuple({one.raamwerk.id: one.raamwerk for one in edities}.values())
    _refuse_names((*regels, to_codebook(regels, raamwerken).decode().split("\r\n")), verboden)
    if has_forbidden(ontvanger, verboden):
        tip = "Het bestand gaat de deur uit: noem een functie, zonder partij."
        raise Neutraal("bij --ontvanger staat een partij", tip=tip)
    publicering = Publicering(register, tuple(voornemens))
    return Onderzoek(regels, raamwerken, ontvanger, verboden, publicering, found.ongelezen)


def onderzoeksvorm(found: Districtsbeeld, editie: Editie) -> Publicatievorm:
    """Rows tell the exact result of every party, under a code."""
    bekend = found.werkmap.publicatie.bekend_bij_lezer + count_raden(found, editie)
    return Publicatievorm("onderzoek", bekend, exact=True)


def _deelnames(editie: Editie, ronde: Ronde) -> Iterator[Deelname]:
    """Who handed in; a concept is of nobody but its owner."""
    for dossier, inzending in zip(editie.ingeleverd, ronde.inzendingen, strict=True):
        partij, meting = dossier.partij, dossier.meting
        yield Deelname(partij.naam, partij.type, editie.soort, meting.fictief, inzending.oordeel)


def _refuse_names(regels: Iterable[Sequence[str]], verboden: Zoeklijst) -> None:
    """Our own words name nobody; the id of a raamwerk, thema or norm of the werkmap might."""
    words = dict.fromkeys(word for row in regels for word in row)
    if has_forbidden("\n".join(words), verboden):
        message = "een tekst in deze werkmap noemt een partij; er zijn geen regels gemaakt"
        raise Neutraal(message, tip="Kijk in de raamwerken van de werkmap zelf.")
