"""`weerbaar leaks`: whether anything that goes out names a party."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from weerbaar_cli.cli.console import say, show_json, show_melding
from weerbaar_cli.cli.nederlands import DutchCommand
from weerbaar_cli.cli.opties import Format
from weerbaar_cli.cli.voortgang import follow
from weerbaar_cli.cli.vorm import VERSIE
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.leaks.namen import Zoeklijst, mask, search
from weerbaar_cli.leaks.uitgelezen import Treffer, Uitgelezen
from weerbaar_cli.leaks.uitlezen import find_outputs, read_file
from weerbaar_cli.model.bevinding import Melding
from weerbaar_cli.model.budget import Budget
from weerbaar_cli.model.strict import clean
from weerbaar_cli.reading.lekpartijen import Gezocht, find_gezocht

CODE = "partij-genoemd"
# Of one file; all of them are in json.
MOST_SHOWN = 20

Paden = Annotated[
    list[Path], typer.Argument(metavar="PAD", readable=False, help="Bestanden of mappen.")
]
Werkmapnaam = Annotated[
    Path | None,
    typer.Option("--werkmap", metavar="MAP", help="De werkmap die zegt welke partijen er zijn."),
]
Districtnaam = Annotated[
    str | None,
    typer.Option("--district", metavar="ID", help="Alleen partijen van dit district, of alle."),
]
Behalve = Annotated[
    list[str] | None,
    typer.Option("--behalve", metavar="WOORD", help="Zoek niet naar dit woord."),
]
Strikt = Annotated[
    bool,
    typer.Option("--strikt", help="Ook wat niet te doorzoeken is, geeft afsluitcode 1."),
]
Zonder = Annotated[
    bool | None,
    typer.Option(
        "--zonder-namen/--met-namen",
        help="Toon alleen de plaats, niet het woord. In CI is dat al zo.",
        show_default=False,
    ),
]


@dataclass(frozen=True)
class Doorzocht:
    """What was found in one file or folder."""

    bestand: str
    is_bestand: bool
    treffers: list[Treffer]
    niet_doorzocht: list[tuple[str, str]]


@dataclass
class Uitkomst:
    """What was found in all of them."""

    gezocht: Gezocht
    namen: bool
    doorzocht: list[Doorzocht] = field(default_factory=list)

    @property
    def gevonden(self) -> int:
        """How many places name a party."""
        return sum(len(one.treffers) for one in self.doorzocht)

    @property
    def gesloten(self) -> list[Doorzocht]:
        """What could not be searched, or not all of it."""
        return [one for one in self.doorzocht if one.niet_doorzocht]

    def show_pad(self, bestand: str) -> str:
        """A path, without the names in it when they may not be shown."""
        shown = bestand if self.namen else mask(bestand, self.gezocht.lijst)
        return clean(shown, 300)

    def tell(self, treffer: Treffer) -> str:
        """What is found where, with the word only when it may be shown."""
        what = f"«{clean(treffer.tekst)}»" if self.namen else "een naam, code of alias"
        return f"{what} staat hier ({self.show_pad(treffer.waar)})"


def leaks(
    pad: Paden,
    werkmap: Werkmapnaam = None,
    district: Districtnaam = None,
    behalve: Behalve = None,
    strikt: Strikt = False,
    zonder_namen: Zonder = None,
    format_: Format = "tabel",
) -> int:
    """Search files and folders; 1 when a party is named."""
    hidden = bool(os.environ.get("CI")) if zonder_namen is None else zonder_namen
    gezocht = find_gezocht(pad, werkmap, district, behalve or [])
    uitkomst = Uitkomst(gezocht, namen=not hidden)
    for one in pad:
        _refuse_missing(one, uitkomst)
    paths = list(find_outputs(pad))
    for found in follow(_search(paths, gezocht.lijst), len(paths), "doorzoeken"):
        uitkomst.doorzocht.append(found)
    if not any(one.is_bestand for one in uitkomst.doorzocht):
        raise WeerbaarError("er is geen bestand om te doorzoeken", tip="Noem een bestand of map.")
    if format_ == "json":
        show_json(lekken_vorm(uitkomst))
    else:
        _show(uitkomst)
    say(_summary(uitkomst))
    return FINDINGS if uitkomst.gevonden or (strikt and uitkomst.gesloten) else IN_ORDER


def _refuse_missing(path: Path, uitkomst: Uitkomst) -> None:
    if not os.path.lexists(path):
        message = f"«{uitkomst.show_pad(path.as_posix())}» bestaat niet"
        raise WeerbaarError(message, tip="Controleer de naam en de map.")


def _search(paths: list[Path], lijst: Zoeklijst) -> Iterator[Doorzocht]:
    budget = Budget()
    for path in paths:
        is_folder = path.is_dir() and not path.is_symlink()
        name = Uitgelezen(Budget())
        name.add("naam van de map" if is_folder else "naam van het bestand", path.name)
        read = read_file(path, budget.for_file())
        treffers = [*search(name, lijst), *search(read, lijst)]
        yield Doorzocht(path.as_posix(), not is_folder, treffers, read.niet_doorzocht)


def _show(uitkomst: Uitkomst) -> None:
    for one in uitkomst.doorzocht:
        bestand = uitkomst.show_pad(one.bestand)
        for treffer in one.treffers[:MOST_SHOWN]:
            place = bestand, treffer.regel, treffer.kolom
            show_melding(Melding(*place, "fout", CODE, "", uitkomst.tell(treffer), ""))
        if len(one.treffers) > MOST_SHOWN:
            print(f"{bestand}: en nog {len(one.treffers) - MOST_SHOWN}; alles staat in json")
    for one in uitkomst.gesloten:
        for waar, reden in one.niet_doorzocht:
            part = f" ({uitkomst.show_pad(waar)})" if waar else ""
            print(f"{uitkomst.show_pad(one.bestand)}: niet doorzocht{part}: {reden}")


def _summary(uitkomst: Uitkomst) -> str:
    lijst = uitkomst.gezocht.lijst
    searched = sum(one.is_bestand for one in uitkomst.doorzocht)
    parts = [
        _count(searched, "bestand", "bestanden"),
        f"{_count(len(lijst.termen), 'woord', 'woorden')} van {uitkomst.gezocht.van}",
        _count(uitkomst.gevonden, "vindplaats", "vindplaatsen")
        if uitkomst.gevonden
        else "geen partij genoemd",
    ]
    if uitkomst.gesloten:
        parts.append(f"{len(uitkomst.gesloten)} niet of niet helemaal doorzocht")
    lines = [", ".join(parts)]
    for reason, texts in _left_out(lijst).items():
        shown = ", ".join(f"«{clean(text)}»" for text in texts)
        told = shown if uitkomst.namen else _count(len(texts), "woord", "woorden")
        lines.append(f"Niet gezocht naar {told}: {reason}.")
    return "\n".join(lines)


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _left_out(lijst: Zoeklijst) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text, reason in lijst.weggelaten:
        found.setdefault(reason, []).append(text)
    return found


def lekken_vorm(uitkomst: Uitkomst) -> dict[str, Any]:
    """The result for programs; without the words when they may not be shown."""
    lijst, namen = uitkomst.gezocht.lijst, uitkomst.namen
    return {
        "versie": VERSIE,
        "bestanden": sum(one.is_bestand for one in uitkomst.doorzocht),
        "woorden": len(lijst.termen),
        "bevindingen": [
            {
                "bestand": uitkomst.show_pad(one.bestand),
                "regel": treffer.regel,
                "kolom": treffer.kolom,
                "ernst": "fout",
                "code": CODE,
                "waar": uitkomst.show_pad(treffer.waar),
                "woord": treffer.tekst if namen else None,
            }
            for one in uitkomst.doorzocht
            for treffer in one.treffers
        ],
        "niet_doorzocht": [
            {
                "bestand": uitkomst.show_pad(one.bestand),
                "waar": uitkomst.show_pad(waar) or None,
                "reden": reden,
            }
            for one in uitkomst.gesloten
            for waar, reden in one.niet_doorzocht
        ],
        "niet_gezocht": [
            {"woord": text if namen else None, "reden": reason} for text, reason in lijst.weggelaten
        ],
    }


def register(app: typer.Typer, text: str) -> None:
    """Add the command to the program."""
    app.command("leaks", cls=DutchCommand, help=text, epilog=VOORBEELDEN)(leaks)


VOORBEELDEN = """weerbaar leaks rapport.html
weerbaar leaks uitvoer/ --district twente
weerbaar leaks uitvoer/ --strikt --zonder-namen"""
