"""`weerbaar publicaties`: what was published, what may be now, and what never left after all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import follow, say
from weerbaar_cli.cli.deliver import deliver, prepare
from weerbaar_cli.cli.opties import Districtnaam, Doelen, Getoond, Raamwerknaam
from weerbaar_cli.cli.rapporten.publiceren import (
    hold_register,
    read_words,
    tell_git,
    tell_moved,
)
from weerbaar_cli.engine.checks.meting import persons_in
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.files.register import add_intrekking
from weerbaar_cli.model.bestanden.publicaties import Intrekking, Publicatie
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.reading.groep import open_werkmap, read_publicatielijst
from weerbaar_cli.reading.publiceren import read_publicaties
from weerbaar_cli.views.publicaties import Publicatieview

Werkmappen = Annotated[
    list[Path] | None,
    typer.Argument(metavar="WERKMAP", readable=False, help="Een werkmap; anders die van hier."),
]
Intrek = Annotated[
    str | None,
    typer.Option("--intrek", metavar="CODE", help="Trek een publicatie in die nooit weg ging."),
]
Intrekreden = Annotated[
    str | None, typer.Option("--reden", metavar="TEKST", help="Waarom u haar intrekt.")
]
Door = Annotated[
    str | None,
    typer.Option("--door", metavar="FUNCTIE", help="De functie van wie dat besloot, geen naam."),
]


def publicaties(
    werkmap: Werkmappen = None,
    district: Districtnaam = None,
    raamwerk: Raamwerknaam = None,
    intrek: Intrek = None,
    reden: Intrekreden = None,
    door: Door = None,
    output: Doelen = None,
    format_: Getoond = None,
) -> int:
    """List the publications, or withdraw one; 2 when the register cannot be used.

    1 when what it holds cannot stand together, or git knows of more.
    """
    paths = tuple(werkmap or ())
    if intrek is not None:
        if raamwerk or output or format_:
            tip = "Trek haar in, en bekijk de lijst daarna."
            raise WeerbaarError("--raamwerk, --output en --format horen bij de lijst", tip=tip)
        return _withdraw(paths, district, intrek, _decision(reden, door))
    if (reden or door) is not None:
        raise WeerbaarError("--reden en --door horen bij --intrek", tip="Noem ook --intrek CODE.")
    klaar = prepare(format_, output, zonder_namen=True)
    lijst = read_publicatielijst(paths, district, raamwerk, follow)
    deliver(Publicatieview(lijst), klaar)
    return FINDINGS if lijst.botsingen or lijst.weg else IN_ORDER


def _decision(reden: str | None, door: str | None) -> tuple[str, str]:
    """Why, and by whom; raises where one is missing or is the name of a person."""
    reden, door = read_words("--reden", reden), read_words("--door", door)
    if not (reden and door):
        tip = "Bijvoorbeeld: --reden «nooit verspreid» --door «coördinator»."
        raise WeerbaarError("--intrek vraagt --reden en --door", tip=tip)
    if any(persons_in(reden, ("reden",))) or any(persons_in(door, ("door",))):
        tip = "Noem bij --door een functie, en bij --reden geen personen."
        raise WeerbaarError("hier lijkt een persoon te staan", tip=tip)
    return reden, door


def _withdraw(
    paths: Sequence[Path], district: str | None, code: str, decision: tuple[str, str]
) -> int:
    with hold_register(paths, district) as map_:
        register = read_publicaties(open_werkmap(map_))
        one = _find(register.inhoud.publicaties, code)
        if one.code in register.inhoud.ingetrokken:
            say(f"Publicatie {one.code} was al ingetrokken.")
            return IN_ORDER
        reden, door = decision
        add_intrekking(
            register,
            Intrekking(weerbaar="intrekking/1", publicatie=one.code, reden=reden, door=door),
        )
    what = f"{one.raamwerk}, {dutch(one.peildatum)}, {one.doelgroep}"
    say(f"Ingetrokken: publicatie {one.code} ({what}).")
    tell_moved(register, [one])
    tell_git(map_, "en push")
    return IN_ORDER


def _find(known: Sequence[Publicatie], code: str) -> Publicatie:
    """The publication with this code, or the only one whose code begins so."""
    found = [one for one in known if code and one.code.startswith(code.strip().lower())]
    if len(found) != 1:
        what = "past op meer publicaties" if found else "is geen publicatie in dit register"
        tip = "Bekijk de codes met «weerbaar publicaties»."
        raise WeerbaarError(f"«{clean(code)}» {what}", tip=tip)
    return found[0]


VOORBEELDEN = """weerbaar publicaties
weerbaar publicaties --intrek 2cc3969cb955 --reden "nooit verspreid" --door coördinator"""
