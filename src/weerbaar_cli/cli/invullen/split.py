"""`weerbaar split`: a file per function with only its questions, to be filled in and sent back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, assert_never

import typer

from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.opties import complete_rol
from weerbaar_cli.cli.versleutelen.versleuteld import keep_closed
from weerbaar_cli.errors import IN_ORDER, WeerbaarError
from weerbaar_cli.files.schrijven import make_folder, write_all
from weerbaar_cli.files.sjablonen import read_app
from weerbaar_cli.files.vinden import exists, shown_path, typed_path
from weerbaar_cli.formats.formulier import make_page
from weerbaar_cli.invullen.begin import start_text
from weerbaar_cli.model.woorden import count_word
from weerbaar_cli.reading.delen.splitsing import Rolvragen, split_meting
from weerbaar_cli.reading.invullen.werkboek import export_meting
from weerbaar_cli.reading.omgeving import Omgevingen
from weerbaar_cli.reading.ongelezen import is_metingmap

Deelvorm = Literal["form", "xlsx", "yaml"]
EINDEN: dict[Deelvorm, str] = {"form": ".html", "xlsx": ".xlsx", "yaml": ".yaml"}
BEWAREN: dict[Deelvorm, str] = {
    "form": "Wie de pagina invult, bewaart een bestand en stuurt dat terug.",
    "xlsx": "Wie het werkboek invult, slaat het op en stuurt het terug.",
    "yaml": "Wie het invult, stuurt het terug.",
}
Verdeelbaar = Annotated[
    Path, typer.Argument(metavar="METING", help="De meting die u verdeelt; die verandert niet.")
]
Per = Annotated[
    Literal["rol"], typer.Option("--per", help="Waarnaar u verdeelt: een bestand per functie.")
]
Deelrollen = Annotated[
    list[str] | None,
    typer.Option(
        "--rol",
        metavar="ROL",
        help="Alleen voor deze functie. Mag meer keren.",
        autocompletion=complete_rol,
    ),
]
Deelmap = Annotated[
    Path, typer.Option("--output", metavar="MAP", help="De map waarin de delen komen te staan.")
]
Deelvormkeuze = Annotated[
    Deelvorm,
    typer.Option(
        "--vorm",
        help="form: een pagina voor de browser; xlsx: een werkboek; yaml: een tekstbestand.",
    ),
]


def split(
    meting: Verdeelbaar,
    output: Deelmap,
    per: Per = "rol",
    rol: Deelrollen = None,
    vorm: Deelvormkeuze = "form",
) -> int:
    """Write the parts; it never overwrites."""
    found = split_meting(meting, rol or ())
    _refuse_metingmap(output)
    paths = [output / f"{one.naam}{EINDEN[vorm]}" for one in found.delen]
    _refuse_present(paths)
    keep_closed(paths)
    contents = [_write_out(one, meting, vorm) for one in found.delen]
    make_folder(output)
    rows = [(path, data, shown_path(path)) for path, data in zip(paths, contents, strict=True)]
    write_all(rows, private=True)
    for path, one in zip(paths, found.delen, strict=True):
        say(f"Gemaakt: {shown_path(path)} met {_count(one)} voor {one.rol}")
    if found.zonder_rol:
        number = count_word(found.zonder_rol, "vraag hoort", "vragen horen")
        say(f"  {number} bij geen functie; beantwoord die in de meting zelf")
    echt = not any(one.vragen.fictief for one in found.delen)
    how = ", zoals u vertrouwelijke stukken verstuurt" if echt else ""
    say(f"  → Stuur elk deel naar wie het weet{how}. {BEWAREN[vorm]}")
    doel = typed_path(meting, "METING") if exists(str(meting)) else "METING"
    say(f"  → Wat terugkomt: weerbaar merge DEEL … --in {doel}")
    return IN_ORDER


def _count(one: Rolvragen) -> str:
    known = len(one.vragen.antwoorden)
    asked = count_word(len(one.vragen.feiten), "vraag", "vragen")
    return f"{asked} ({known} al beantwoord)" if known else asked


def _write_out(one: Rolvragen, meting: Path, vorm: Deelvorm) -> bytes:
    match vorm:
        case "yaml":
            return start_text(one.vragen).encode()
        case "xlsx":
            from weerbaar_cli.formats.werkboek import write_xlsx  # late: only this form needs it

            return write_xlsx(export_meting(meting, (one.rol,)))
        case "form":
            lijst = one.vragen.model_dump_json(exclude={"meting", "werkmap"})
            return make_page(read_app(), lijst).encode()
        case _:
            assert_never(vorm)


def _refuse_metingmap(folder: Path) -> None:
    """Raise for a folder in which a part would be taken for a meting."""
    if is_metingmap(Omgevingen().of(folder / "x"), folder):
        message = f"«{shown_path(folder)}» is de map met metingen; een deel hoort daar niet"
        raise WeerbaarError(message, tip="Kies een andere map, zoals --output delen.")


def _refuse_present(paths: Sequence[Path]) -> None:
    for path in paths:
        if exists(str(path)):
            message = f"«{shown_path(path)}» bestaat al en wordt niet overschreven"
            raise WeerbaarError(message, tip="Kies een andere map met --output.")


VOORBEELDEN = """weerbaar split gemeente.yaml --output delen
weerbaar split gemeente.yaml --vorm yaml --output delen
weerbaar split gemeente.yaml --rol HR-adviseur --output delen"""
