"""Rows for research on a district: every norm of every party, under a code instead of a name.

The rows are per party, so they are no publication and stand in no register of publications. Its
salt is used, so that nobody can find a code from a name, and each edition has other codes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.deliver import busy
from weerbaar_cli.cli.publicatie import read_salt
from weerbaar_cli.cli.rapport_groep import BROKEN, read_groep
from weerbaar_cli.engine.groep.onderzoek import (
    Deelname,
    Onderzoeksregel,
    make_regels,
    to_csv,
    to_parquet,
)
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.errors import IN_ORDER, WeerbaarError
from weerbaar_cli.files.rapporten import check_doel, refuse_other, write_rapport
from weerbaar_cli.files.register import Register, keep_register
from weerbaar_cli.leaks.namen import Zoeklijst
from weerbaar_cli.leaks.verboden import has_forbidden
from weerbaar_cli.model.strict import clean
from weerbaar_cli.reading.edities import Districtsbeeld, Editie, refuse_mixture
from weerbaar_cli.reading.neutraal import Neutraal, neutral
from weerbaar_cli.reading.verboden import find_verboden

if TYPE_CHECKING:
    from weerbaar_cli.cli.deliver import Uitvoer
    from weerbaar_cli.cli.report import Vraag

MAKERS = {".csv": to_csv, ".parquet": to_parquet}
LET_OP = (
    "Let op: deze regels gaan per partij, onder een code. Ze zijn vertrouwelijk en niet om te "
    "publiceren: wie een paar uitkomsten kent, kan een partij herkennen."
)


class Gemaakt(NamedTuple):
    """The rows with what must not stand in them, and the register that holds their salt."""

    regels: list[Onderzoeksregel]
    verboden: Zoeklijst
    register: Register


def export_onderzoek(vraag: Vraag, uitvoer: Uitvoer, datum: date | None) -> int:
    """Write or print the rows; raises when they cannot be made, and then nothing is written."""
    _check(uitvoer, datum)
    with busy("De regels voor onderzoek worden gemaakt …"), neutral(BROKEN):
        made = _make(vraag)
    _refuse_file_names(uitvoer.paden, made.verboden)
    endings = {path.suffix.lower() for path in uitvoer.paden}
    contents = {ending: MAKERS[ending](made.regels) for ending in sorted(endings)}
    for path in uitvoer.paden:
        refuse_other(path, contents[path.suffix.lower()], clean(path.name, 300))
    with neutral(
        "het register van publicaties is niet te schrijven; er zijn geen regels gemaakt",
        "Maak de werkmap schrijfbaar: daar staat het zout waarmee de codes zijn gemaakt.",
    ):
        keep_register(made.register)
    for path in uitvoer.paden:
        name = clean(path.name, 300)
        write_rapport(path, contents[path.suffix.lower()], name)
        say(f"Geschreven: {name}")
    if uitvoer.keuze == "csv":
        print(to_csv(made.regels).decode(), end="")
    say(LET_OP)
    return IN_ORDER


def _check(uitvoer: Uitvoer, datum: date | None) -> None:
    """Everything that can go wrong before a file is read."""
    tip = "Kies een --output die eindigt op .csv of .parquet, of --format csv."
    other = {
        "--huisstijl": uitvoer.huisstijl,
        "--basis": uitvoer.basis,
        "--sjabloon": uitvoer.sjabloon,
        "--datum": datum,
        "--open": uitvoer.openen or None,
    }
    for name, value in other.items():
        if value is not None:
            message = f"{name} hoort bij een rapport, niet bij regels voor onderzoek"
            raise WeerbaarError(message, tip=f"Laat {name} weg.")
    if uitvoer.keuze not in (None, "csv") or not (uitvoer.paden or uitvoer.keuze):
        raise WeerbaarError("regels voor onderzoek zijn er als CSV en als Parquet", tip=tip)
    if len({path.absolute() for path in uitvoer.paden}) < len(uitvoer.paden):
        raise WeerbaarError("twee keer dezelfde --output", tip="Noem elk bestand één keer.")
    for path in uitvoer.paden:
        if path.suffix.lower() not in MAKERS:
            raise Neutraal("regels voor onderzoek zijn er als CSV en als Parquet", tip=tip)
        check_doel(path, clean(path.name, 300))


def _make(vraag: Vraag) -> Gemaakt:
    found = read_groep(vraag.paden, vraag.district, vraag.raamwerk, vraag.peildatum)
    edities = [one for one in found.alle if vraag.peildatum in (None, one.peildatum)]
    refuse_mixture(edities)
    register = read_salt(found.omgeving)
    deelnames = [each for one in edities for each in _deelnames(found, one)]
    regels = make_regels(deelnames, register.inhoud.zout)
    verboden = find_verboden(found)
    _refuse_names(regels, verboden)
    return Gemaakt(regels, verboden, register)


def _deelnames(found: Districtsbeeld, editie: Editie) -> Iterator[Deelname]:
    """Who handed in; a concept is of nobody but its owner."""
    kern = found.omgeving.kern(editie.raamwerk)
    for dossier in editie.ingeleverd:
        partij, meting = dossier.partij, dossier.meting
        oordeel = score_meting(kern, dossier.scan(editie.raamwerk), editie.peildatum)
        yield Deelname(partij.naam, partij.type, editie.soort, meting.fictief, oordeel)


def _refuse_names(regels: Sequence[Onderzoeksregel], verboden: Zoeklijst) -> None:
    """Our own words name nobody; the id of a raamwerk, thema or norm of the werkmap might."""
    words = dict.fromkeys(word for row in regels for word in row)
    if has_forbidden("\n".join(words), verboden):
        message = "een tekst in deze werkmap noemt een partij; er zijn geen regels gemaakt"
        raise Neutraal(message, tip="Kijk in de raamwerken van de werkmap zelf.")


def _refuse_file_names(paden: Sequence[Path], verboden: Zoeklijst) -> None:
    if any(has_forbidden(path.name, verboden) for path in paden):
        tip = "Kies een naam zonder partij: ook de naam van een bestand kan iets verraden."
        raise WeerbaarError("de naam van een uitvoerbestand noemt een partij", tip=tip)
