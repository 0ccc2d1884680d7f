"""`report --publiceer`: what must hold before it, the lock around it, and what is said after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from weerbaar_cli.cli.console import say
from weerbaar_cli.errors import FINDINGS, WeerbaarError
from weerbaar_cli.files.git import lost, uncommitted
from weerbaar_cli.files.register import locked
from weerbaar_cli.files.vinden import REGISTERMAP
from weerbaar_cli.model.doelgroep import DOELGROEPEN
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.reading.districtmap import find_districtmap
from weerbaar_cli.reading.neutraal import Neutraal

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.publicaties import Publicatie
    from weerbaar_cli.model.doelgroep import Doelgroep

UNREAD_TIP = (
    "Draai «weerbaar validate» in de werkmap. Weerbaar leest gewone bestanden op .yaml of .yml met "
    "de regel «weerbaar: meting/1»; geen verwijzingen."
)


def refuse_unpublishable(
    doelgroep: Doelgroep, paden: Sequence[Path], *, over_groep: bool, overzicht: bool
) -> None:
    """Raise for what cannot be published, or where nothing would be written."""
    if overzicht:
        tip = "Publiceer elk district apart; een overzicht legt daar alleen iets van naast elkaar."
        raise WeerbaarError("--publiceer gaat niet samen met --overzicht", tip=tip)
    if not (over_groep and DOELGROEPEN[doelgroep].publiceert):
        tip = "Kies --district, met --doelgroep bestuur, notitie, openbaar of onderzoek."
        raise WeerbaarError(
            "--publiceer hoort bij een rapport over een groep zonder namen", tip=tip
        )
    if not paden:
        tip = "Noem met --output het bestand dat naar buiten gaat."
        raise WeerbaarError("--publiceer vraagt een --output", tip=tip)


@contextmanager
def hold_register(paden: Sequence[Path], district: str | None) -> Iterator[Path]:
    """The werkmap of which nobody else can publish meanwhile."""
    map_, _ = find_districtmap(paden, district)
    with locked(map_, say):
        yield map_


def tell_unread(number: int, *, publiceer: bool) -> None:
    """Say how many files were not used; raises where a report of the others would be final."""
    if not number:
        return
    message = unread_words(number)
    if publiceer:
        raise Neutraal(f"{message}; er is niets gepubliceerd", tip=UNREAD_TIP, exit_code=FINDINGS)
    say(f"Let op: {message}. {UNREAD_TIP}")


def unread_words(number: int) -> str:
    """How many files may be a meting and were not used."""
    if number == 1:
        return "1 bestand bij de metingen is niet gelezen of heeft fouten"
    return f"{number} bestanden bij de metingen zijn niet gelezen of hebben fouten"


def warn_of_git(map_: Path) -> None:
    """Say that the register as git knows it is not the one that counts here.

    Raises where git knows publications that are gone here: without them nothing guards the promise.
    """
    if lost(map_ / REGISTERMAP):
        message = "het register van publicaties mist bestanden die git wel kent"
        tip = f"Zet ze terug: git restore {REGISTERMAP}. Uit het register gaat nooit iets weg."
        raise Neutraal(f"{message}; er is niets gepubliceerd", tip=tip, exit_code=FINDINGS)
    if uncommitted(map_ / REGISTERMAP):
        say("waarschuwing: het register van publicaties staat nog niet zo in git.")


def tell_published(map_: Path, new: Sequence[Publicatie]) -> None:
    """Say what was written down, and what must be done before the report leaves."""
    if not new:
        say("Deze publicatie stond al in het register.")
    for one in new:
        what = f"{one.doelgroep}, {dutch(one.peildatum)}, {one.aantal} partijen"
        say(f"Vastgelegd in het register: publicatie {one.code} ({what}).")
    if uncommitted(map_ / REGISTERMAP):
        say(f"Zet de map {REGISTERMAP} in git en push, vóór het rapport de deur uit gaat.")
