"""`weerbaar schema`: JSON Schemas, with which an editor explains, proposes and checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import typer

from weerbaar_cli.cli.console import say, show_json, show_line
from weerbaar_cli.cli.editorschema import BESTAND, makers_of, schema_text
from weerbaar_cli.editor.model import Schema
from weerbaar_cli.errors import IN_ORDER, WeerbaarError
from weerbaar_cli.files.schrijven import make_folder, write_changed
from weerbaar_cli.files.vinden import find_werkmap, shown_path
from weerbaar_cli.model.bevinding import suggest
from weerbaar_cli.model.strict import clean
from weerbaar_cli.reading.omgeving import Omgeving

RESULTAAT = ".resultaat.schema.json"


class Maker(NamedTuple):
    """What a schema is for, and how it is made; what is not asked for need not be right."""

    voor: str
    make: Callable[[], Schema]


Makers = dict[str, Maker]
Schemanaam = Annotated[
    str | None, typer.Argument(metavar="NAAM", help="Toon dit schema; zonder naam: de lijst.")
]
Schemamap = Annotated[
    Path | None,
    typer.Option("--output", metavar="MAP", help="Schrijf alle schema's, of dat ene, in deze map."),
]
Resultaten = Annotated[
    bool,
    typer.Option("--resultaten", help="De schema's van wat commando's geven met --format json."),
]
Lijstvorm = Annotated[
    Literal["tabel", "json"] | None,
    typer.Option("--format", help="De lijst als tabel (zo is het al), of json voor programma's."),
]


def schema(
    naam: Schemanaam = None,
    output: Schemamap = None,
    resultaten: Resultaten = False,
    format_: Lijstvorm = None,
) -> int:
    """List the schemas, show one, or write them."""
    if format_ == "tabel" and (output or naam):
        tip = "Laat --format weg: een schema is JSON."
        raise WeerbaarError("--format hoort bij de lijst van schema's", tip=tip)
    ending = RESULTAAT if resultaten else BESTAND
    makers = _makers_of_results() if resultaten else _makers_here()
    if naam is not None and naam not in makers:
        message = f"schema «{clean(naam)}» is niet bekend"
        raise WeerbaarError(message, tip=_nearest(naam.removesuffix(ending), makers))
    chosen = {naam: makers[naam]} if naam is not None else makers
    if output is not None:
        _write(output, {f"{name}{ending}": schema_text(one.make()) for name, one in chosen.items()})
        if not resultaten:
            line = f"$schema={shown_path(output / next(iter(chosen)))}{ending}"
            say(f"  → Bovenaan een bestand: # yaml-language-server: {line}")
    elif naam is not None:
        print(schema_text(makers[naam].make()), end="")
    else:
        _show_list(makers, format_)
    return IN_ORDER


def _nearest(naam: str, known: Iterable[str]) -> str:
    """The schema that is meant: also a raamwerk without meting-, a file name, or a beginning."""
    longer = [name for name in known if name.startswith((naam, f"meting-{naam}"))]
    return suggest(naam, longer or list(known)) or "Bekijk de lijst met «weerbaar schema»."


def _makers_here() -> Makers:
    omgeving = Omgeving(find_werkmap(Path.cwd()))
    omgeving.refuse_trouble()
    return {name: Maker(_about(name), make) for name, make in makers_of(omgeving).items()}


def _makers_of_results() -> Makers:
    # Late: the schemas for editors need none of these models.
    from weerbaar_cli.views.resultaten import RESULTATEN, resultaat_schema

    return {
        name: Maker(one.voor, partial(resultaat_schema, name)) for name, one in RESULTATEN.items()
    }


def _show_list(makers: Makers, format_: str | None) -> None:
    rows = {clean(name): one.voor for name, one in makers.items()}
    if format_ == "json":
        # Late: the list for people does without these models.
        from weerbaar_cli.views.resultaten import Schemaregel, Schemas

        regels = tuple(Schemaregel(naam=name, voor=voor) for name, voor in rows.items())
        show_json(Schemas(schemas=regels).model_dump(mode="json"))
        return
    width = max(map(len, rows))
    for name, voor in rows.items():
        show_line(f"{name:{width}}  {voor}")


def _about(name: str) -> str:
    """What a schema is for, in a few words."""
    name = clean(name)
    soort, _, raamwerk = name.partition("-")
    if soort != "meting":
        return f"een bestand dat begint met «weerbaar: {name}/1»"
    return f"metingen met {raamwerk}" if raamwerk else "metingen met meer raamwerken"


def _write(folder: Path, texts: dict[str, str]) -> None:
    make_folder(folder)
    written = [name for name, text in texts.items() if write_changed(folder / name, text)]
    for name in written:
        say(f"Geschreven: {shown_path(folder / name)}")
    same = len(texts) - len(written)
    if same:
        say(f"{same} ongewijzigd in {shown_path(folder)}")


VOORBEELDEN = """weerbaar schema
weerbaar schema meting-twente-basis-op-orde
weerbaar schema --output .weerbaar
weerbaar schema --resultaten validate"""
