"""`weerbaar explain`: the derivation of one norm as a tree, or the meaning of a finding's code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weerbaar_cli.cli.console import make_console, show_json
from weerbaar_cli.cli.nederlands import DutchCommand
from weerbaar_cli.cli.opties import Format, Peildatum, Raamwerknaam, Stellingen
from weerbaar_cli.cli.score import Score, score_files
from weerbaar_cli.cli.vorm import VERSIE, norm_vorm, stellingen_vorm, verklaring_vorm
from weerbaar_cli.errors import IN_ORDER, WeerbaarError
from weerbaar_cli.model.bevinding import suggest
from weerbaar_cli.model.codes import CODES
from weerbaar_cli.model.strict import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

Onderwerp = Annotated[
    str,
    typer.Argument(metavar="METING", help="Bestand met een meting, of de code van een bevinding."),
]
NormNaam = Annotated[str | None, typer.Argument(metavar="NORM", help="De norm, bijvoorbeeld 3d.")]


def explain(
    meting: Onderwerp,
    norm: NormNaam = None,
    raamwerk: Raamwerknaam = None,
    peildatum: Peildatum = None,
    stel: Stellingen = None,
    format_: Format = "tabel",
) -> int:
    """Explain a norm of a meting, or a code."""
    if norm is None:
        return _explain_code(meting, format_)
    name, _, norm_id = norm.rpartition("/")
    scores = list(score_files([Path(meting)], raamwerk or name or None, peildatum, stel or ()))
    score = _choose(scores, norm, norm_id)
    if format_ == "json":
        _show_shape(score, norm_id)
    else:
        _show_tree(score, norm_id)
    return IN_ORDER


def _explain_code(code: str, format_: Format) -> int:
    found = CODES.get(code)
    if found is None:
        if Path(code).exists():
            message = "zeg erbij welke norm u uitgelegd wilt hebben"
            raise WeerbaarError(message, tip=f"Bijvoorbeeld: weerbaar explain {code} 3d")
        raise WeerbaarError(f"de code «{clean(code)}» bestaat niet", tip=suggest(code, CODES))
    if format_ == "json":
        show_json({"versie": VERSIE, "code": code} | found._asdict())
        return IN_ORDER
    print(f"{code}\n\n{found.wat}\n\nWaarom: {found.waarom}\n\nHerstellen: {found.herstel}")
    return IN_ORDER


def _choose(scores: Sequence[Score], norm: str, norm_id: str) -> Score:
    """The score that knows the norm; `raamwerk/norm` chooses among several."""
    hits = [one for one in scores if one.oordeel.find(norm_id) is not None]
    if not hits:
        known = [found.id for one in scores for found in one.oordeel.normen]
        tip = suggest(norm_id, known) or f"Bekend zijn: {', '.join(known)}."
        raise WeerbaarError(f"norm «{clean(norm)}» bestaat niet in dit raamwerk", tip=tip)
    if len(hits) > 1:
        tip = f"Schrijf bijvoorbeeld {hits[0].raamwerk.id}/{norm_id}."
        raise WeerbaarError(f"norm «{clean(norm)}» staat in meer raamwerken", tip=tip)
    return hits[0]


def _show_shape(score: Score, norm_id: str) -> None:
    oordeel = score.oordeel.find(norm_id)
    assert oordeel is not None
    shape = {"versie": VERSIE, "raamwerk": score.raamwerk.id, "tekst": oordeel.tekst}
    shape |= {"verondersteld": stellingen_vorm(score.dossier.verondersteld)}
    verhaal = score.verhalen.get(norm_id)
    shape |= norm_vorm(oordeel) | {
        "verhaal": verhaal.model_dump() if verhaal is not None else None,
        "afleiding": [verklaring_vorm(node) for node in oordeel.afleiding],
    }
    show_json(shape)


def _show_tree(score: Score, norm_id: str) -> None:
    from weerbaar_cli.cli.boom import make_tree  # late: brings rich, which json does without

    console = make_console()
    console.print(make_tree(score, norm_id))


def register(app: typer.Typer, text: str) -> None:
    """Add the command to the program."""
    app.command("explain", cls=DutchCommand, help=text, epilog=VOORBEELDEN)(explain)


VOORBEELDEN = """weerbaar explain gemeente.yaml 3d
weerbaar explain gemeente.yaml 3d --stel bibob-verwerkt.omgevingswet=ja
weerbaar explain dubbele-sleutel"""
