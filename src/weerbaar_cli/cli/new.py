"""`weerbaar new`: a meting with every question in it, ready to be filled in."""

from __future__ import annotations

from os.path import normpath
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.opties import (
    Metingsoortkeuze,
    Peildag,
    Raamwerkkeuze,
    Voorgangers,
    complete_partij,
)
from weerbaar_cli.errors import IN_ORDER
from weerbaar_cli.files.scaffold import Opzet, new_meting
from weerbaar_cli.files.schrijven import make_folder, write_new_bytes
from weerbaar_cli.files.sleutels import has_opened
from weerbaar_cli.files.vinden import SEALED, shown_path, typed_path
from weerbaar_cli.model.woorden import count_word
from weerbaar_cli.reading.opzet import Opzetvraag, make_opzet

Organisatienaam = Annotated[
    str,
    typer.Option(
        "--organisatie",
        metavar="NAAM",
        help="Naam of code van de organisatie.",
        autocompletion=complete_partij,
    ),
]
Metingbestand = Annotated[
    Path | None, typer.Option("--output", metavar="BESTAND", help="Waar de meting komt te staan.")
]


def new(
    organisatie: Organisatienaam,
    raamwerk: Raamwerkkeuze = None,
    soort: Metingsoortkeuze = "zelfscan",
    peildatum: Peildag = None,
    output: Metingbestand = None,
    van: Voorgangers = None,
) -> int:
    """Write a new meting; it never overwrites."""
    wanted = raamwerk or ()
    first, ook = (van[0], tuple(van[1:])) if van else (None, ())
    found = make_opzet(Opzetvraag(organisatie, wanted, soort, peildatum, output, first, ook))
    text = new_meting(found.opzet)
    pad, sealed = _seal(found.pad, text) if has_opened() else (found.pad, None)
    if found.maak_map:
        make_folder(pad.parent)
    write_new_bytes(pad, text.encode() if sealed is None else sealed)
    _tell(pad, found.opzet, found.titel)
    return IN_ORDER


def _seal(path: Path, text: str) -> tuple[Path, bytes]:
    """What was taken over from a sealed meting is sealed as well."""
    from weerbaar_cli.reading.versleuteld import Verzegelaar  # late: most werkmappen are open

    end = "" if path.name.lower().endswith(SEALED) else SEALED
    pad = path.with_name(f"{path.name}{end}")
    return pad, Verzegelaar().seal_text(text, pad)


def _tell(path: Path, opzet: Opzet, titel: str) -> None:
    questions = [vraag for groep in opzet.groepen for vraag in groep.vragen]
    again = sum(bool(vraag.opnieuw) for vraag in questions)
    kept = sum(vraag.oude_waarde is not None and not vraag.opnieuw for vraag in questions)
    number = count_word(len(questions), "vraag", "vragen")
    typed = typed_path(path, "BESTAND")
    say(f"Gemaakt: {shown_path(path)} met {number} voor {titel}")
    for zin in opzet.opgegaan:
        say(f"  {zin}: wat voor de een gold, hoeft voor de ander niet te gelden")
    if opzet.vorige:
        taken = count_word(kept, "antwoord", "antwoorden")
        say(f"  {taken} overgenomen, {again} opnieuw te bekijken")
    if path.name.endswith(SEALED):
        plain = path.name.removesuffix(SEALED)
        say(f"  → Zij is versleuteld. Invullen: weerbaar open {typed} --output {plain}")
        return
    say(f"  → Vul het bestand in en draai: weerbaar score {typed}")
    if not (path.parent / opzet.schema).exists():
        folder = Path(normpath((path.parent / opzet.schema).parent))
        say(f"  → Hulp in uw editor: weerbaar schema --output {typed_path(folder, 'MAP')}")


VOORBEELDEN = """weerbaar new --organisatie Voorbeeldstad
weerbaar new --organisatie Voorbeeldstad --raamwerk twente-basis-op-orde --peildatum 2024-01-31
weerbaar new --organisatie Voorbeeldstad --soort eindmeting --van metingen/januari.yaml"""
