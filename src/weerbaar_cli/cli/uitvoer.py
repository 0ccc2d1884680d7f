"""Where a report goes and in what form: checked first, made next, written last."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.blad.blad import Blad
from weerbaar_cli.cli.console import make_console, say
from weerbaar_cli.cli.rapport import Rapport
from weerbaar_cli.cli.sjablonen import read_sjabloonmap, refuse_beside, say_ordinary
from weerbaar_cli.cli.vormen import (
    Bestandsvorm,
    Opmaak,
    Rapportvorm,
    make_bytes,
    vorm_of,
    with_waarmerk,
)
from weerbaar_cli.errors import BUG, WeerbaarError
from weerbaar_cli.files.rapporten import check_doel, write_rapport
from weerbaar_cli.leaks.verboden import has_forbidden, texts_of
from weerbaar_cli.model.strict import clean


class Doel(NamedTuple):
    """A file to write, and how it is called in what we say."""

    pad: Path
    naam: str


@dataclass(frozen=True)
class Uitvoer:
    """What was asked: the files, the form for the screen, the house style and the date."""

    paden: tuple[Path, ...] = ()
    vorm: Rapportvorm | None = None
    huisstijl: Path | None = None
    basis: Path | None = None
    datum: date | None = None
    openen: bool = False
    sjabloon: Path | None = None

    def vormen(self) -> set[Bestandsvorm]:
        """Every form that will be made, but that of a screen: it depends on the width."""
        found = {vorm_of(path) for path in self.paden}
        return found if self.vorm is None or self.vorm == "tekst" else found | {self.vorm}


@dataclass(frozen=True)
class Klaar:
    """What was asked, checked: it can be done."""

    uitvoer: Uitvoer
    doelen: tuple[Doel, ...]
    opmaak: Opmaak


def prepare(uitvoer: Uitvoer, *, zonder_namen: bool) -> Klaar:
    """Everything that can go wrong before a file is read; raises WeerbaarError when it does.

    `zonder_namen`: of a file no folder is named, for a folder may be called after a party.
    """
    vormen = uitvoer.vormen()
    if len({path.absolute() for path in uitvoer.paden}) < len(uitvoer.paden):
        raise WeerbaarError("twee keer dezelfde --output", tip="Noem elk bestand één keer.")
    if uitvoer.huisstijl is not None and "html" not in vormen:
        tip = "Kies een --output die eindigt op .html, of --format html."
        raise WeerbaarError("--huisstijl hoort bij een rapport in HTML", tip=tip)
    if uitvoer.basis is not None and "word" not in vormen:
        tip = "Kies een --output die eindigt op .docx."
        raise WeerbaarError("--basis hoort bij een rapport in Word", tip=tip)
    if uitvoer.sjabloon is not None:
        refuse_beside(vormen)
    if uitvoer.openen and "html" not in {vorm_of(path) for path in uitvoer.paden}:
        tip = "Kies een --output die eindigt op .html."
        raise WeerbaarError("--open opent een rapport in HTML, en dat maakt u nu niet", tip=tip)
    doelen = tuple(
        Doel(path, clean(path.name if zonder_namen else str(path), 300)) for path in uitvoer.paden
    )
    for doel in doelen:
        _check(doel)
    opmaak = read_opmaak(uitvoer, zonder_namen=zonder_namen)
    if opmaak.sjablonen is not None:
        say_ordinary(opmaak.sjablonen, vormen)
    return Klaar(uitvoer, doelen, opmaak)


def _check(doel: Doel) -> None:
    try:
        check_doel(doel.pad, doel.naam)
    except OSError:  # its message would name the folder
        tip = "Kies een kortere naam, of een map waarin u mag schrijven."
        raise WeerbaarError(f"«{doel.naam}» is niet te schrijven", tip=tip) from None


def read_opmaak(uitvoer: Uitvoer, *, zonder_namen: bool) -> Opmaak:
    """The style sheet, the base and the templates that were named, read and checked."""
    return Opmaak(
        _read_stijl(uitvoer.huisstijl, zonder_namen=zonder_namen),
        _read_basis(uitvoer.basis, zonder_namen=zonder_namen),
        read_sjabloonmap(uitvoer.sjabloon, zonder_namen=zonder_namen),
    )


def _read_stijl(path: Path | None, *, zonder_namen: bool) -> str:
    if path is None:
        return ""
    from weerbaar_cli.files.sjablonen import read_huisstijl
    from weerbaar_cli.formats.huisstijl import check_huisstijl

    css = read_huisstijl(path, zonder_pad=zonder_namen)
    check_huisstijl(css)
    return css


def _read_basis(path: Path | None, *, zonder_namen: bool) -> bytes | None:
    if path is None:
        return None
    from weerbaar_cli.files.sjablonen import read_basis

    return read_basis(path, zonder_pad=zonder_namen)


def deliver(rapport: Rapport, klaar: Klaar) -> None:
    """Make every form; only when all are there and hold no forbidden word, write and show them."""
    uitvoer = klaar.uitvoer
    rapport = with_waarmerk(rapport, uitvoer.datum)
    _refuse_names(rapport, klaar.doelen)
    _refuse_templates(rapport, klaar.opmaak)
    _refuse_basis(rapport, klaar.opmaak)
    made = {vorm: make_bytes(rapport, vorm, klaar.opmaak) for vorm in sorted(uitvoer.vormen())}
    for vorm, content in made.items():
        _refuse(_text_of(vorm, content, rapport), rapport.verboden)
    for leg_vast in rapport.vastleggen:
        leg_vast()
    for doel in klaar.doelen:
        write_rapport(doel.pad, made[vorm_of(doel.pad)], doel.naam)
        say(f"Geschreven: {doel.naam}")
    _show(rapport.blad, made, uitvoer)
    if uitvoer.openen:
        _open(next(path for path in uitvoer.paden if vorm_of(path) == "html"))


@contextmanager
def busy(words: str) -> Iterator[None]:
    """Say that it takes a moment; only to somebody who sits at a screen."""
    if not sys.stderr.isatty():
        yield
        return
    with make_console(stderr=True).status(words):
        yield


def _refuse_names(rapport: Rapport, doelen: Sequence[Doel]) -> None:
    """Look into the values themselves, before any form can hide a word; and at what is named."""
    words = rapport.verboden
    if any(has_forbidden(doel.pad.name, words) for doel in doelen):
        tip = "Kies een naam zonder partij: ook de naam van een bestand kan iets verraden."
        raise WeerbaarError("de naam van een uitvoerbestand noemt een partij", tip=tip)
    if words:
        _refuse("\n".join((*texts_of(rapport.blad), *texts_of(rapport.vorm))), words)


def _refuse_templates(rapport: Rapport, opmaak: Opmaak) -> None:
    """A letterhead can name a party too."""
    texts = opmaak.sjablonen.teksten.values() if opmaak.sjablonen else ()
    if has_forbidden("\n".join(texts), rapport.verboden):
        tip = "Haal de naam uit het sjabloon; in dit rapport mag geen partij te herkennen zijn."
        raise WeerbaarError("een eigen sjabloon noemt een partij", tip=tip)


def _refuse_basis(rapport: Rapport, opmaak: Opmaak) -> None:
    """So can the styles and the frame of a document that somebody began with."""
    if opmaak.basis is None or not has_forbidden(_packed_text(opmaak.basis), rapport.verboden):
        return
    tip = "Neem een leeg document: ook kop- en voetregels en eigenschappen mogen niemand noemen."
    raise WeerbaarError("de basis noemt een partij", tip=tip)


def _text_of(vorm: Bestandsvorm, content: bytes, rapport: Rapport) -> str:
    """What a reader can find in a form; of paper and Word also what only a program sees."""
    if vorm not in ("pdf", "word") or not rapport.verboden:
        return content.decode(errors="replace")
    return _packed_text(content)


def _packed_text(content: bytes) -> str:
    from weerbaar_cli.leaks.uitlezen import read_raw  # late: only PDF and Word are packed

    parts = read_raw(content, "").delen
    return "\n".join("".join(stuk.tekst for stuk in deel.stukken) for deel in parts)


def _refuse(text: str, words: Sequence[str]) -> None:
    if has_forbidden(text, words):
        message = (
            "in dit rapport zou een naam of code van een partij staan; "
            "er is niets geschreven en niets getoond"
        )
        tip = "Dit is een fout in weerbaar. Meld haar, en stuur uw bestanden niet mee."
        raise WeerbaarError(message, tip=tip, exit_code=BUG)


def _show(blad: Blad, made: Mapping[Bestandsvorm, bytes], uitvoer: Uitvoer) -> None:
    if uitvoer.vorm is None and uitvoer.paden:
        return
    if uitvoer.vorm is None or uitvoer.vorm == "tekst":
        from weerbaar_cli.formats.scherm import show_blad  # late: only a screen needs rich

        show_blad(make_console(), blad)
        return
    print(made[uitvoer.vorm].decode(), end="")


def _open(path: Path) -> None:
    if not webbrowser.open(path.resolve().as_uri()):
        say("Er is geen programma gevonden dat het rapport opent; open het bestand zelf.")
