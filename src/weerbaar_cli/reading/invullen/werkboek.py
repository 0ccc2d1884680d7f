"""A workbook from a meting or a raamwerk, and what workbooks that came back ask of a meting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.vinden import shown_path
from weerbaar_cli.files.werkboek import ASK_AGAIN, Ingevuldwerkboek, read_werkboek
from weerbaar_cli.invullen.voorstel import Voorstel
from weerbaar_cli.invullen.vragenlijst import Invulvragen
from weerbaar_cli.invullen.werkboek import make_werkboek
from weerbaar_cli.invullen.werkboekantwoorden import Werkboeklezer
from weerbaar_cli.model.strict import clean, fold
from weerbaar_cli.model.tijd import dutch, parse_datum
from weerbaar_cli.model.uitkomsten.wijzigingen import Afwijzing
from weerbaar_cli.model.werkboek import Werkboek
from weerbaar_cli.reading.omgeving import Omgevingen
from weerbaar_cli.reading.vragenlijst import read_losse_vragen, refuse_unknown_rol, vragenlijst_of
from weerbaar_cli.reading.wijzigingen import (
    Invulmeting,
    Wijzigpoging,
    read_invulmeting,
    refuse_unasking,
    try_voorstellen,
)


def export_meting(pad: Path, rollen: Sequence[str] = ()) -> Werkboek:
    """The workbook of a meting as it is now; for some functions only what they know."""
    document, omgeving = Omgevingen().read(pad)
    refuse_unasking(omgeving, document)
    vragen = vragenlijst_of(omgeving, document)
    refuse_unknown_rol(vragen, rollen)
    vragen = vragenlijst_of(omgeving, document, rollen) if rollen else vragen
    if not vragen.feiten:
        message = f"«{shown_path(pad)}» stelt geen vragen"
        raise WeerbaarError(message, tip="Draai «weerbaar validate» erop: klopt het raamwerk?")
    return make_werkboek(vragen, document.data)


def export_raamwerken(raamwerken: Sequence[str], rollen: Sequence[str] = ()) -> Werkboek:
    """A workbook that everybody can fill in, of nobody yet."""
    refuse_unknown_rol(read_losse_vragen(raamwerken), rollen)
    return make_werkboek(read_losse_vragen(raamwerken, rollen), {})


def try_werkboeken(paden: Sequence[Path], pad: Path) -> Wijzigpoging:
    """The meting with what these workbooks change in it."""
    meting = read_invulmeting(pad)
    asked: list[Voorstel] = []
    refused: list[Afwijzing] = []
    told: list[str] = []
    for path in paden:
        boek = read_werkboek(path)
        for one in read_voorstellen(boek, meting):
            (refused if isinstance(one, Afwijzing) else asked).append(one)  # type: ignore[arg-type]
        told += boek.opmerkingen
    return try_voorstellen(meting, asked, refused, told)


def read_voorstellen(boek: Ingevuldwerkboek, meting: Invulmeting) -> list[Voorstel | Afwijzing]:
    """What one workbook asks of a meting, and what of it cannot be asked; its remarks are added."""
    boek.opmerkingen += _check_head(boek, meting.vragen, shown_path(meting.pad))
    return list(Werkboeklezer(boek, meting.vragen, meting.data).read())


def _check_head(boek: Ingevuldwerkboek, vragen: Invulvragen, meting: str) -> Iterator[str]:
    """Raises WeerbaarError for a workbook of another party, round or raamwerk."""
    over, own = boek.over, vragen.organisatie.naam or ""
    whose = over.get("organisatie", "")
    if whose and fold(whose) != fold(own):
        _refuse(boek, f"is van {clean(whose)}, en {meting} is van {clean(own) or 'niemand'}")
    if whose and over.get("fictief") != ("ja" if vragen.fictief else "nee"):
        _refuse(boek, f"en {meting} zijn niet allebei fictief of allebei echt")
    rounds = [(over.get("soort", ""), over.get("peildatum", "")), (vragen.soort, vragen.peildatum)]
    if whose and rounds[0] != rounds[1]:
        words = [f"{kind} van {_day(day or '')}" for kind, day in rounds]
        _refuse(boek, f"is van de {words[0]}, en {meting} is de {words[1]}")
    there = dict(one.rpartition("@")[::2] for one in over.get("raamwerk", "").split())
    here = {one.id: one.versie for one in vragen.raamwerken}
    if not there.keys() & here.keys():
        _refuse(boek, f"is van {clean(', '.join(there))}, en {meting} van {', '.join(here)}")
    for name in sorted(there.keys() & here.keys()):
        if there[name] != here[name]:
            yield (
                f"{boek.bestand} is van {name} {clean(there[name])} en de meting van {here[name]}: "
                "een vraag die nu anders luidt, is niet overgenomen"
            )


def _day(text: str) -> str:
    day = parse_datum(text)
    return clean(text) if day is None else dutch(day)


def _refuse(boek: Ingevuldwerkboek, why: str) -> None:
    raise WeerbaarError(f"{boek.bestand} {why}; er is niets veranderd", tip=ASK_AGAIN)
