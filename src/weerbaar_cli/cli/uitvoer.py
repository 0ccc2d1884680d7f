"""Where a report goes and in what form: checked first, made next, written last."""

from __future__ import annotations

import dataclasses
import json
import sys
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple, assert_never

from weerbaar_cli.cli.console import make_console, say
from weerbaar_cli.cli.rapport import Rapport
from weerbaar_cli.errors import BUG, WeerbaarError
from weerbaar_cli.files.rapporten import check_doel, write_rapport
from weerbaar_cli.model.strict import clean
from weerbaar_cli.report.blad import Blad
from weerbaar_cli.report.merkteken import SOORT
from weerbaar_cli.report.verboden import has_forbidden, texts_of

Rapportvorm = Literal["tekst", "markdown", "html", "json", "csv"]
EINDEN: dict[str, Rapportvorm] = {
    ".html": "html",
    ".md": "markdown",
    ".json": "json",
    ".csv": "csv",
}


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
    datum: date | None = None
    openen: bool = False

    def vormen(self) -> set[Rapportvorm]:
        """Every form that will be made."""
        shown = self.vorm or (None if self.paden else "tekst")
        return {vorm_of(path) for path in self.paden} | ({shown} if shown else set())


@dataclass(frozen=True)
class Klaar:
    """What was asked, checked: it can be done."""

    uitvoer: Uitvoer
    doelen: tuple[Doel, ...]
    stijl: str

    def written(self) -> list[Rapportvorm]:
        """Every form but that of the screen, which depends on its width."""
        return sorted(self.uitvoer.vormen() - {"tekst"})


def vorm_of(path: Path) -> Rapportvorm:
    """The form that the ending of a file asks for."""
    found = EINDEN.get(path.suffix.lower())
    if found is None:
        known = ", ".join(EINDEN)
        message = f"aan «{clean(path.name, 200)}» is niet te zien welke vorm u wilt"
        raise WeerbaarError(message, tip=f"Laat de naam eindigen op {known}.")
    return found


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
    if uitvoer.openen and "html" not in {vorm_of(path) for path in uitvoer.paden}:
        tip = "Kies een --output die eindigt op .html."
        raise WeerbaarError("--open opent een rapport in HTML, en dat maakt u nu niet", tip=tip)
    doelen = tuple(
        Doel(path, clean(path.name if zonder_namen else str(path), 300)) for path in uitvoer.paden
    )
    for doel in doelen:
        check_doel(doel.pad, doel.naam)
    return Klaar(uitvoer, doelen, _read_stijl(uitvoer.huisstijl))


def _read_stijl(path: Path | None) -> str:
    if path is None:
        return ""
    from weerbaar_cli.files.sjablonen import read_huisstijl
    from weerbaar_cli.report.huisstijl import check_huisstijl

    css = read_huisstijl(path)
    check_huisstijl(css)
    return css


def deliver(rapport: Rapport, klaar: Klaar) -> None:
    """Make every form; only when all are there and hold no forbidden word, write and show them."""
    uitvoer = klaar.uitvoer
    if uitvoer.datum is not None:
        blad = dataclasses.replace(rapport.blad, datum=uitvoer.datum)
        rapport = dataclasses.replace(rapport, blad=blad)
    _refuse_names(rapport, klaar.doelen)
    texts = {vorm: make_text(rapport, vorm, klaar.stijl) for vorm in klaar.written()}
    for text in texts.values():
        _refuse(text, rapport.verboden)
    for doel in klaar.doelen:
        write_rapport(doel.pad, texts[vorm_of(doel.pad)].encode(), doel.naam)
        say(f"Geschreven: {doel.naam}")
    _show(rapport.blad, texts, uitvoer)
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


def make_text(rapport: Rapport, vorm: Rapportvorm, stijl: str = "") -> str:
    """One form of a report."""
    match vorm:
        case "html":
            from weerbaar_cli.files.sjablonen import read_sjablonen
            from weerbaar_cli.report.html import to_html  # late: it brings jinja2

            return to_html(rapport.blad, read_sjablonen(), stijl)
        case "markdown":
            from weerbaar_cli.files.sjablonen import read_sjablonen
            from weerbaar_cli.report.markdown import to_markdown  # late: it brings jinja2

            return to_markdown(rapport.blad, read_sjablonen())
        case "json":
            return json.dumps(SOORT | rapport.vorm, ensure_ascii=False, indent=2) + "\n"
        case "csv":
            from weerbaar_cli.report.tabelcsv import to_csv

            return to_csv(rapport.blad)
        case "tekst":
            raise AssertionError("the screen shows the Blad itself")
        case _:
            assert_never(vorm)


def _refuse_names(rapport: Rapport, doelen: Sequence[Doel]) -> None:
    """Look into the values themselves, before any form can hide a word; and at what is named."""
    words = rapport.verboden
    if any(has_forbidden(doel.pad.name, words) for doel in doelen):
        tip = "Kies een naam zonder partij: ook de naam van een bestand kan iets verraden."
        raise WeerbaarError("de naam van een uitvoerbestand noemt een partij", tip=tip)
    if words:
        _refuse("\n".join((*texts_of(rapport.blad), *texts_of(rapport.vorm))), words)


def _refuse(text: str, words: Sequence[str]) -> None:
    if has_forbidden(text, words):
        message = (
            "in dit rapport zou een naam of code van een partij staan; "
            "er is niets geschreven en niets getoond"
        )
        tip = "Dit is een fout in weerbaar. Meld haar, en stuur uw bestanden niet mee."
        raise WeerbaarError(message, tip=tip, exit_code=BUG)


def _show(blad: Blad, texts: dict[Rapportvorm, str], uitvoer: Uitvoer) -> None:
    if uitvoer.vorm is None and uitvoer.paden:
        return
    if uitvoer.vorm in (None, "tekst"):
        from weerbaar_cli.cli.bladscherm import show_blad  # late: only a screen needs rich

        show_blad(make_console(), blad)
        return
    print(texts[uitvoer.vorm], end="")


def _open(path: Path) -> None:
    if not webbrowser.open(path.resolve().as_uri()):
        say("Er is geen programma gevonden dat het rapport opent; open het bestand zelf.")
