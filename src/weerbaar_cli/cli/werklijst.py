"""The work list of a folder: the last meting of every organisation in it, and what several need."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from weerbaar_cli.cli.plan import make_inzetten
from weerbaar_cli.cli.score import choose_raamwerken, refuse_mixture
from weerbaar_cli.cli.voortgang import follow
from weerbaar_cli.engine.checks.meting import all_types
from weerbaar_cli.engine.plan.plan import is_filled, make_plan
from weerbaar_cli.engine.plan.verloop import end_of
from weerbaar_cli.engine.plan.werklijst import make_werklijst
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.yaml.document import Melding
from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.plan import Organisatieplan, Werklijst
from weerbaar_cli.reading.bronnen import read_bronnen
from weerbaar_cli.reading.wereld import Gelezen, Wereld

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
    from weerbaar_cli.model.tijd import Periode

METINGSOORTEN: tuple[str, ...] = get_args(Metingsoort)
ALLE = "alle"
Beide = tuple[Wereld, Gelezen]


@dataclass
class Map:
    """The metingen of the organisations in a folder, and what could not be read."""

    organisaties: list[Beide] = field(default_factory=list)
    fouten: list[Melding] = field(default_factory=list)
    werelden: list[Wereld] = field(default_factory=list)
    gebroken: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Lijst:
    """A work list with what it was read from."""

    map: Path
    fictief: bool
    werklijst: Werklijst
    raamwerken: tuple[Raamwerk, ...]
    fouten: list[Melding]
    ouder: int
    zonder_meting: tuple[str, ...]
    niet_bedoeld: tuple[str, ...]


def read_werklijst(
    map_: Path, raamwerk: str | None, peildatum: date | None, horizon: Periode
) -> Lijst:
    """The work list of a folder; a broken file hides no other."""
    found = _read_map(map_)
    metingen = found.organisaties
    chosen = _latest(metingen, peildatum, raamwerk)
    refuse_mixture([gelezen for _, gelezen in chosen])  # older ones stand in no output
    fitting = [one for one in chosen if _fits(one, raamwerk)]
    _refuse_nothing(found, fitting, map_, peildatum)
    _refuse_districten(fitting)
    plannen: list[Organisatieplan] = []
    raamwerken: dict[tuple[str, str], Raamwerk] = {}
    for one in follow(fitting, len(fitting), "rekenen"):
        made, used = plan_meting(one, raamwerk, peildatum, horizon)
        plannen.append(made)
        raamwerken |= {(one.id, one.versie): one for one in used}
    return Lijst(
        map_,
        any(gelezen.meting is not None and gelezen.meting.fictief for _, gelezen in fitting),
        make_werklijst(plannen, find_holders(fitting)),
        tuple(raamwerken.values()),
        found.fouten,
        len(metingen) - len(chosen),
        _without_meting(found, chosen),
        tuple(sorted(_naam(one) for one in chosen if one not in fitting)),
    )


def _read_map(map_: Path) -> Map:
    found = Map()
    for one in read_bronnen([map_]):
        if one.wereld not in found.werelden:
            found.werelden.append(one.wereld)
        fouten, partij = one.gelezen.fouten, one.gelezen.partij
        if not fouten:
            found.organisaties.append((one.wereld, one.gelezen))
        found.fouten += fouten
        found.gebroken |= {partij.naam} if fouten and partij is not None else set()
    return found


def _latest(metingen: list[Beide], peildatum: date | None, wanted: str | None) -> list[Beide]:
    """Per organisation its last meting on or before the date; of one day the last kind.

    An organisation may keep a file for each raamwerk: then the last one for each counts.
    """
    chosen: dict[tuple[int, str, str], Beide] = {}
    for one in sorted(metingen, key=_moment):
        wereld, gelezen = one
        assert gelezen.meting is not None
        if peildatum is None or gelezen.meting.peildatum <= peildatum:
            names = [wanted] if wanted is not None else [each.id for each in gelezen.raamwerken]
            chosen |= {(id(wereld), _naam(one), name): one for name in names}
    return list({id(one): one for one in chosen.values()}.values())


def _moment(one: Beide) -> tuple[date, int, str]:
    meting, bestand = one[1].meting, one[1].document.bestand
    assert meting is not None
    return meting.peildatum, METINGSOORTEN.index(meting.soort), bestand


def _naam(one: Beide) -> str:
    assert one[1].partij is not None
    return one[1].partij.naam


def _fits(one: Beide, wanted: str | None) -> bool:
    """Whether the raamwerk that was asked is meant for this type of party."""
    wereld, gelezen = one
    assert gelezen.partij is not None
    if wanted is None or wanted == ALLE:
        return True
    return gelezen.partij.type in all_types(wereld.bibliotheek.raamwerk(wanted))


def _refuse_nothing(found: Map, fitting: list[Beide], map_: Path, peildatum: date | None) -> None:
    if fitting or found.fouten:
        return
    name = clean(str(map_), 300)
    if not found.organisaties:
        tip = "Een meting begint met «weerbaar: meting/1»."
        raise WeerbaarError(f"in «{name}» staat geen meting van een organisatie", tip=tip)
    if peildatum is not None:
        message = f"in «{name}» staat geen meting van op of voor {dutch(peildatum)}"
        raise WeerbaarError(message, tip="Kies een latere peildatum of een ander raamwerk.")
    raise WeerbaarError(f"dit raamwerk geldt voor geen enkele organisatie in «{name}»")


def _refuse_districten(metingen: list[Beide]) -> None:
    """A coordinator sees the results of the own district, and of no other."""
    maps = [wereld.werkmap for wereld, _ in metingen if wereld.werkmap is not None]
    names = sorted({one.district for one in maps if one.district is not None})
    if len(names) > 1:
        message = f"hier staan metingen van meer districten: {', '.join(names)}"
        raise WeerbaarError(message, tip="Noem de map van één district.")


def plan_meting(
    one: Beide, raamwerk: str | None, peildatum: date | None, horizon: Periode
) -> tuple[Organisatieplan, list[Raamwerk]]:
    """The plan of one meting by the raamwerken that were asked, and which those are."""
    wereld, gelezen = one
    meting = gelezen.meting
    assert meting is not None
    day = peildatum or meting.peildatum
    used = choose_raamwerken(wereld, gelezen, raamwerk)
    inzetten = make_inzetten(wereld, gelezen, used)
    made = make_plan(inzetten, day, end_of(horizon, day))
    filled = is_filled(inzetten, made)
    return (
        Organisatieplan(
            _naam(one), gelezen.document.bestand, meting.soort, meting.status, made, filled
        ),
        used,
    )


def find_holders(metingen: list[Beide]) -> dict[tuple[str, str], list[str]]:
    """Per organisation and fact the groups in whose metingen it lives, known there or not."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for one in metingen:
        wereld, gelezen = one
        assert gelezen.partij is not None
        names = {groep.naam for groep in wereld.bibliotheek.partijen.groepen_of(gelezen.partij)}
        for shared in wereld.shared:
            groep = shared.partij.naam if shared.partij is not None else ""
            for feit_id in shared.antwoorden if groep in names else ():
                found.setdefault((_naam(one), feit_id), {})[groep] = None
    return {place: list(groepen) for place, groepen in found.items()}


def _without_meting(found: Map, chosen: list[Beide]) -> tuple[str, ...]:
    """The members of the werkmap's district that have nothing on the list."""
    present = {_naam(one) for one in chosen} | found.gebroken
    names = {
        partij.naam
        for wereld in found.werelden
        if wereld.werkmap is not None and wereld.werkmap.district is not None
        for partij in wereld.bibliotheek.partijen.alle
        if wereld.werkmap.district in partij.district
    }
    return tuple(sorted(names - present, key=str.casefold))
