"""`weerbaar schema`: JSON Schemas, with which an editor explains, proposes and checks."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import say, show_json
from weerbaar_cli.cli.nederlands import DutchCommand
from weerbaar_cli.cli.opties import Format
from weerbaar_cli.cli.vorm import VERSIE
from weerbaar_cli.editor.meting import meting_schema
from weerbaar_cli.editor.raamwerk import (
    feiten_schema,
    plain_schema,
    raamwerk_schema,
    werkmap_schema,
)
from weerbaar_cli.editor.vormen import Schema
from weerbaar_cli.errors import IN_ORDER, WeerbaarError
from weerbaar_cli.files.schrijven import make_folder, write_changed, write_new
from weerbaar_cli.files.vinden import find_werkmap
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.bevinding import suggest
from weerbaar_cli.model.strict import clean
from weerbaar_cli.reading.wereld import Wereld

ENDING = ".schema.json"
Makers = dict[str, Callable[[], Schema]]
Naam = Annotated[
    str | None, typer.Argument(metavar="NAAM", help="Toon dit schema; zonder naam: de lijst.")
]
Uitvoer = Annotated[
    Path | None,
    typer.Option("--output", metavar="MAP", help="Schrijf alle schema's, of dat ene, in deze map."),
]


def schema(naam: Naam = None, output: Uitvoer = None, format_: Format = "tabel") -> int:
    """List the schemas, show one, or write them."""
    wereld = Wereld(find_werkmap(Path.cwd()))
    wereld.refuse_trouble()
    makers = makers_of(wereld)
    if naam is not None and naam not in makers:
        message = f"schema «{clean(naam)}» is niet bekend"
        raise WeerbaarError(message, tip=_nearest(naam, list(makers)))
    chosen = {naam: makers[naam]} if naam is not None else makers
    if output is not None:
        _write(output, {name: _text(make()) for name, make in chosen.items()})
    elif naam is not None:
        print(_text(makers[naam]()), end="")
    else:
        _show_list(list(makers), format_)
    return IN_ORDER


def _nearest(naam: str, known: list[str]) -> str:
    """The schema that is meant: also a raamwerk without meting-, a file name, or a beginning."""
    plain = naam.removesuffix(ENDING)
    longer = [name for name in known if name.startswith((plain, f"meting-{plain}"))]
    return suggest(plain, longer or known) or "Bekijk de lijst met «weerbaar schema»."


def makers_of(wereld: Wereld) -> Makers:
    """Per name how its schema is made; what is not asked for need not be right."""
    bibliotheek = wereld.bibliotheek
    ids = bibliotheek.raamwerk_ids()
    found: Makers = {"meting": partial(_meting, wereld, ids)}
    found |= {f"meting-{name}": partial(_meting, wereld, [name]) for name in ids}
    found["raamwerk"] = lambda: raamwerk_schema(bibliotheek.catalogus)
    found["feiten"] = feiten_schema
    found["werkmap"] = lambda: werkmap_schema([bibliotheek.raamwerk(name) for name in ids])
    for soort, model in SOORTEN.items():
        found.setdefault(soort, partial(plain_schema, soort, model))
    return found


def _meting(wereld: Wereld, names: Sequence[str]) -> Schema:
    bibliotheek = wereld.bibliotheek
    kernen = [wereld.kern(bibliotheek.raamwerk(name)) for name in names]
    return meting_schema(kernen, bibliotheek.catalogus)


def _text(made: Schema) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _show_list(names: list[str], format_: str) -> None:
    rows = {name: _about(name) for name in map(clean, names)}
    if format_ == "json":
        shapes = [{"naam": name, "voor": about} for name, about in rows.items()]
        show_json({"versie": VERSIE, "schemas": shapes})
        return
    width = max(map(len, rows))
    for name, about in rows.items():
        print(f"{name:{width}}  {about}")


def _about(name: str) -> str:
    """What a schema is for, in a few words."""
    soort, _, raamwerk = name.partition("-")
    if soort != "meting":
        return f"een bestand dat begint met «weerbaar: {name}/1»"
    return f"metingen met {raamwerk}" if raamwerk else "metingen met meer raamwerken"


def _write(folder: Path, texts: dict[str, str]) -> None:
    _prepare(folder)
    written = [name for name, text in texts.items() if _place(folder / f"{name}{ENDING}", text)]
    for name in written:
        say(f"Geschreven: {folder / name}{ENDING}")
    same = len(texts) - len(written)
    if same:
        say(f"{same} ongewijzigd in {folder}")
    line = f"$schema={(folder / next(iter(texts))).as_posix()}{ENDING}"
    say(f"  → Bovenaan een bestand: # yaml-language-server: {line}")


def _prepare(folder: Path) -> None:
    """The folder itself may be new; its parent must be there, or a mistyped path goes unseen."""
    if folder.exists() and not folder.is_dir():
        raise WeerbaarError(f"«{folder}» is geen map", tip="Kies een map.")
    if not folder.parent.is_dir():
        message = f"de map «{folder.parent}» bestaat niet"
        raise WeerbaarError(message, tip="Maak die map eerst, of kies een andere.")
    make_folder(folder)


def _place(path: Path, text: str) -> bool:
    """Write a schema where there is none, or another; says whether it did."""
    if path.exists() or path.is_symlink():
        return write_changed(path, text)
    write_new(path, text)
    return True


def register(app: typer.Typer, text: str) -> None:
    """Add the command to the program."""
    app.command("schema", cls=DutchCommand, help=text, epilog=VOORBEELDEN)(schema)


VOORBEELDEN = """weerbaar schema
weerbaar schema meting-twente-basis-op-orde
weerbaar schema --output .weerbaar"""
