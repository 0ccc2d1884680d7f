"""`weerbaar explain`: the derivation of one norm as a tree, or the meaning of a finding's code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.blad.view import View
from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.deliver import deliver, prepare
from weerbaar_cli.cli.opties import (
    Doelen,
    Getoond,
    Peildatum,
    Raamwerknaam,
    Stellingen,
    complete_norm,
)
from weerbaar_cli.errors import IN_ORDER, WeerbaarError
from weerbaar_cli.files.bronnen import is_bron, is_map
from weerbaar_cli.files.vinden import shown_path, typed_path
from weerbaar_cli.model.bevinding import suggest
from weerbaar_cli.model.codes import CODES
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.uitkomsten.oordeel import Raamwerkoordeel, Uitleg
from weerbaar_cli.reading.scores import Beoordeeld, Scorevraag, judge_file
from weerbaar_cli.views.uitleg import Codeview, Uitlegview

Uitlegvraag = Annotated[
    str,
    typer.Argument(metavar="METING", help="Bestand met een meting, of de code van een bevinding."),
]
NormNaam = Annotated[
    str | None,
    typer.Argument(metavar="NORM", help="De norm, bijvoorbeeld 3d.", autocompletion=complete_norm),
]


def explain(
    meting: Uitlegvraag,
    norm: NormNaam = None,
    raamwerk: Raamwerknaam = None,
    peildatum: Peildatum = None,
    stel: Stellingen = None,
    format_: Getoond = None,
    output: Doelen = None,
) -> int:
    """Explain a norm of a meting, or a code."""
    klaar = prepare(format_, output)
    _refuse_folder(meting)
    if norm is None:
        code = _find_code(meting)
        if raamwerk or peildatum or stel:
            message = "--raamwerk, --peildatum en --stel horen bij een norm van een meting"
            raise WeerbaarError(message, tip=f"Een code leest u met: weerbaar explain {meting}")
        deliver(code, klaar)
        return IN_ORDER
    name, _, norm_id = norm.rpartition("/")
    vraag = Scorevraag(raamwerk or name or None, peildatum, stel or ())
    beoordeeld = judge_file(Path(meting), vraag)
    for line in beoordeeld.opmerkingen:
        say(line)
    deliver(Uitlegview(_choose(beoordeeld, norm, norm_id)), klaar)
    return IN_ORDER


def _refuse_folder(word: str) -> None:
    """Of the metingen of a folder it would be the first that is explained, whichever that is."""
    if word not in CODES and is_bron(word) and is_map(Path(word)):
        message = f"«{shown_path(Path(word))}» is een map; explain legt een norm van één meting uit"
        raise WeerbaarError(message, tip="Noem het bestand met de meting.")


def _find_code(code: str) -> View:
    found = CODES.get(code)
    if found is not None:
        return Codeview(code, found)
    if is_bron(code):
        message = "zeg erbij welke norm u uitgelegd wilt hebben"
        tip = f"Bijvoorbeeld: weerbaar explain {typed_path(Path(code), 'METING')} 3d"
        raise WeerbaarError(message, tip=tip)
    raise WeerbaarError(f"de code «{clean(code)}» bestaat niet", tip=suggest(code, CODES))


def _choose(beoordeeld: Beoordeeld, norm: str, norm_id: str) -> Uitleg:
    """The norm by the raamwerk that knows it; `raamwerk/norm` chooses among several."""
    pairs = list(zip(beoordeeld.raamwerken, beoordeeld.score.oordelen, strict=True))
    hits = [(*pair, found) for pair in pairs if (found := pair[1].find(norm_id)) is not None]
    if not hits:
        tip = suggest(norm_id, known := _ids(pairs)) or f"Bekend zijn: {', '.join(known)}."
        raise WeerbaarError(f"norm «{clean(norm)}» bestaat niet in dit raamwerk", tip=tip)
    if len(hits) > 1:
        tip = f"Schrijf bijvoorbeeld {hits[0][0].id}/{norm_id}."
        raise WeerbaarError(f"norm «{clean(norm)}» staat in meer raamwerken", tip=tip)
    return beoordeeld.explain(*hits[0])


def _ids(pairs: Sequence[tuple[object, Raamwerkoordeel]]) -> list[str]:
    return [norm.id for _, oordeel in pairs for norm in oordeel.normen]


VOORBEELDEN = """weerbaar explain gemeente.yaml 3d
weerbaar explain gemeente.yaml 3d --stel bibob-verwerkt.omgevingswet=ja
weerbaar explain dubbele-sleutel"""
