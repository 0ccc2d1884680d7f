"""`weerbaar validate`: every file checked, every problem shown at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import say, show_json, show_melding
from weerbaar_cli.cli.nederlands import DutchCommand
from weerbaar_cli.cli.opties import Format
from weerbaar_cli.cli.samen import map_files
from weerbaar_cli.cli.voortgang import follow
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.files.vinden import find_files
from weerbaar_cli.files.yaml.document import Melding, read_document
from weerbaar_cli.reading.controle import check_document
from weerbaar_cli.reading.omgeving import Omgevingen

# A path, and whether it was named itself or found in a folder.
Named = tuple[Path, bool]
Paden = Annotated[
    list[Path], typer.Argument(metavar="PAD", readable=False, help="Bestanden of mappen.")
]
Strikt = Annotated[bool, typer.Option("--strikt", help="Ook een waarschuwing geeft afsluitcode 1.")]


def validate(pad: Paden, strikt: Strikt = False, format_: Format = "tabel") -> int:
    """Check files and folders; 1 when there is a fout."""
    paths = list(find_files(pad))
    checked, skipped, meldingen = 0, 0, []
    for found in follow(_check_all(paths), len(paths), "controleren"):
        if found is None:
            skipped += 1
            continue
        checked += 1
        meldingen += found
        if format_ == "tabel":
            for melding in found:
                show_melding(melding)
    if not checked:
        message = "er is geen bestand van weerbaar gevonden"
        raise WeerbaarError(message, tip="Een bestand begint met «weerbaar: meting/1».")
    if format_ == "json":
        show_bevindingen(meldingen)
    say(_summary(checked, skipped, meldingen))
    blocking = ("fout", "waarschuwing") if strikt else ("fout",)
    return FINDINGS if any(one.ernst in blocking for one in meldingen) else IN_ORDER


def _check_all(paths: list[Named]) -> Iterator[list[Melding] | None]:
    """Per file its findings in reading order; None for YAML that is not ours."""
    yield from map_files(_check, paths)
    # Settings with a fout count, also when only a meting was named: it cannot be scored.
    seen = {path.absolute() for path, _ in paths}
    omgevingen = Omgevingen()
    for folder in sorted({path.parent for path in seen}):
        omgevingen.of(folder / "x")
    for meldingen in omgevingen.settings_trouble():
        untold = [one for one in meldingen if Path(one.bestand).absolute() not in seen]
        if untold:
            yield untold


def _check(paths: Sequence[Named]) -> Iterator[list[Melding] | None]:
    """One share of the files; may run in a process of its own."""
    omgevingen = Omgevingen()
    for path, named in paths:
        document = read_document(path)
        if not (named or document.has_header() or document.unparsed):
            yield None
            continue
        check_document(omgevingen.of(path), document)
        found = [document.locate(one) for one in document.bevindingen]
        yield sorted(dict.fromkeys(found), key=lambda one: (one.regel, one.kolom, one.code))


def show_bevindingen(meldingen: Sequence[Melding]) -> None:
    """The findings for programs."""
    # Late: who reads the findings on a screen does not wait for these models.
    from weerbaar_cli.views.bevindingen import Bevindingen

    found = Bevindingen.model_validate({"bevindingen": meldingen}, from_attributes=True)
    show_json(found.model_dump(mode="json"))


def _summary(checked: int, skipped: int, meldingen: list[Melding]) -> str:
    plurals = {"fout": "fouten", "waarschuwing": "waarschuwingen", "hint": "hints"}
    parts = ["1 bestand" if checked == 1 else f"{checked} bestanden"]
    for ernst, plural in plurals.items():
        number = sum(melding.ernst == ernst for melding in meldingen)
        if number:
            parts.append(f"{number} {ernst if number == 1 else plural}")
    if len(parts) == 1:
        parts.append("in orde")
    if skipped:
        parts.append(f"{skipped} overgeslagen (geen regel «weerbaar:»)")
    return ", ".join(parts)


def register(app: typer.Typer, text: str) -> None:
    """Add the command to the program."""
    app.command("validate", cls=DutchCommand, help=text, epilog=VOORBEELDEN)(validate)


VOORBEELDEN = """weerbaar validate gemeente.yaml
weerbaar validate metingen/ --strikt
weerbaar validate . --format json"""
