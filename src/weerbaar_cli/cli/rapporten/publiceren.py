"""A report on its way out: to look at, or published with all that must hold then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.deliver import (
    busy,
    make_all,
    prepare_all,
    refuse_unsealed,
    show_made,
    write_files,
)
from weerbaar_cli.cli.opties import HERE
from weerbaar_cli.cli.rapporten.rapport import Publiceerbaar, Rapport, make_rapport
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.files.git import compare_with_commit
from weerbaar_cli.files.register import locked
from weerbaar_cli.files.vinden import REGISTERMAP, same_place
from weerbaar_cli.model.bestanden.publicaties import Publicatie, is_own_name
from weerbaar_cli.model.doelgroep import DOELGROEPEN
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.woorden import count_word
from weerbaar_cli.reading.districtmap import find_districtmap
from weerbaar_cli.reading.neutraal import UNREAD_TIP, Neutraal, unread_words

if TYPE_CHECKING:
    from datetime import date

    from weerbaar_cli.cli.deliver import Uitvoer
    from weerbaar_cli.cli.rapporten.rapportvraag import Rapportvraag
    from weerbaar_cli.files.register import Registermap
    from weerbaar_cli.model.doelgroep import Doelgroep

RAAD_OPENBAAR = (
    "Wordt dit rapport openbaar? Meld dat aan de coördinator van het district. Die zet het bij "
    "raad_openbaar in weerbaar.yaml: de rapporten over het district houden er dan rekening mee."
)


def show_rapport(vraag: Rapportvraag, uitvoer: Uitvoer, datum: date | None) -> int:
    """A report that nobody publishes: of one party, by name, or to look at."""
    gelezen = _published(vraag, uitvoer.paden) if vraag.overzicht is not None else ()
    klaar = prepare_all(uitvoer, zonder_namen=vraag.zonder_namen, gelezen=gelezen)
    with busy("Het rapport wordt gemaakt …"):
        rapport = make_rapport(vraag)
    _refuse_concept(rapport)
    shown = (rapport.as_proef() if rapport.voorlopig else rapport).on(datum)
    refuse_unsealed(shown, klaar)
    made = make_all(shown, klaar, rapport.verboden)
    write_files(klaar, made, rapport.pagina.doelgroep, proef=rapport.voorlopig)
    show_made(shown, klaar, made)
    tell_unread(rapport.ongelezen, publiceer=False)
    if rapport.pagina.doelgroep == "raad" and klaar.doelen:
        say(RAAD_OPENBAAR)
    return FINDINGS if rapport.ongelezen or rapport.onleesbaar else IN_ORDER


def _published(vraag: Rapportvraag, paden: Sequence[Path]) -> list[Path]:
    """The reports that are put side by side, as far as a file to write may be one of them."""
    from weerbaar_cli.files.gepubliceerd import Rapportstuk, read_if_published  # late: few ask

    folders = [same_place(one) for one in vraag.paden or (HERE,)]
    inside = [one for one in paden if any(map(same_place(one).is_relative_to, folders))]
    return [
        one for one in inside if one.exists() and isinstance(read_if_published(one), Rapportstuk)
    ]


def publish_rapport(vraag: Rapportvraag, uitvoer: Uitvoer, datum: date | None, map_: Path) -> int:
    """The final report: registered first, and taken back when a file cannot be written."""
    klaar = prepare_all(uitvoer, zonder_namen=True)
    with busy("Het rapport wordt gemaakt …"):
        rapport = make_rapport(vraag).on(datum)
    if not isinstance(rapport, Publiceerbaar):
        raise _unpublishable()
    tell_unread(rapport.ongelezen, publiceer=True)
    refuse_unsealed(rapport, klaar)
    made = make_all(rapport, klaar, rapport.verboden)
    check_git(map_)
    with rapport.publicering.enter() as new:
        tell_moved(rapport.publicering.register, new)
        write_files(klaar, made, rapport.pagina.doelgroep)
    try:
        show_made(rapport, klaar, made)
    finally:  # it went out, also where it cannot be shown here
        tell_published(map_, new)
    return IN_ORDER


def _refuse_concept(raad: Rapport) -> None:
    """What a council has seen cannot be taken back, so it rests on what was handed in."""
    concept = raad.meting is not None and raad.meting.status == "concept"
    if raad.pagina.doelgroep == "raad" and concept:
        message = "deze meting is nog een concept; daarvan maakt weerbaar geen rapport voor de raad"
        tip = "Zet in de meting de status op ingeleverd. Zelf kijken kan met --doelgroep eigen."
        raise WeerbaarError(message, tip=tip)


def refuse_unpublishable(
    doelgroep: Doelgroep, paden: Sequence[Path], *, over_groep: bool, overzicht: bool
) -> None:
    """Raise for what cannot be published, or where nothing would be written."""
    if overzicht:
        tip = "Publiceer elk district apart; een overzicht legt daar alleen iets van naast elkaar."
        raise WeerbaarError("--publiceer gaat niet samen met --overzicht", tip=tip)
    if not (over_groep and DOELGROEPEN[doelgroep].publiceert):
        raise _unpublishable()
    if not paden:
        tip = "Noem met --output het bestand dat naar buiten gaat."
        raise WeerbaarError("--publiceer vraagt een --output", tip=tip)


def _unpublishable() -> WeerbaarError:
    tip = "Kies --district, met --doelgroep bestuur, notitie, openbaar of onderzoek."
    return WeerbaarError("--publiceer hoort bij een rapport over een groep zonder namen", tip=tip)


def read_words(optie: str, given: str | None) -> str:
    """What will stand in the register, on one line; raises for signs that it cannot hold."""
    words = " ".join((given or "").split())
    if not words.isprintable():
        tip = "Typ die tekst zelf, met gewone letters."
        raise WeerbaarError(f"in {optie} staat een onzichtbaar teken", tip=tip)
    return words


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


def check_git(map_: Path) -> None:
    """What is to be said of the register as git knows it, before anything is written down."""
    if anders := compare_with_commit(map_ / REGISTERMAP).anders:
        what = ", ".join(anders)
        say(f"waarschuwing: het register van publicaties staat nog niet zo in git ({what}).")


def tell_published(map_: Path, new: Sequence[Publicatie]) -> None:
    """Say what was written down, and what must be done before the report leaves."""
    if not new:
        say("Deze publicatie stond al in het register.")
    for one in new:
        what = f"{one.doelgroep}, {dutch(one.peildatum)}, {one.aantal} partijen"
        say(f"Vastgelegd in het register: publicatie {one.code} ({what}).")
    tell_git(map_, "en push, vóór het rapport de deur uit gaat")


def tell_git(map_: Path, then: str) -> None:
    """Say what of the register is to be committed; a file that was renamed is two names there.

    Names are those in the werkmap; what that is called may not be told.
    """
    anders = compare_with_commit(map_ / REGISTERMAP).anders
    where = "" if same_place(Path()) == same_place(map_) else " vanuit de werkmap"
    if anders == (REGISTERMAP,):
        say(f"Zet de map {REGISTERMAP}{where} in git {then}.")
    elif anders:
        say(f"Zet het register{where} in git (git add -A {' '.join(anders)}) {then}.")


def tell_moved(register: Registermap, new: Sequence[object]) -> None:
    """Say which registers of 0.1.0 became files of the folder with what was written down."""
    for path, stukken in register.oud.items() if new else ():
        naam = path.name if is_own_name(path.name) else "het oude register"
        many = sum(isinstance(one, Publicatie) for one in stukken)
        what = count_word(many, "publicatie", "publicaties")
        say(f"Overgezet: {what} van {naam} naar de map {REGISTERMAP}. Het oude bestand blijft")
        say("  staan, met .oud achter zijn naam.")
