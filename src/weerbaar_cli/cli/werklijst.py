"""The work list of a folder: the last meting of every organisation in it, and what several need."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from weerbaar_cli.cli.plan import make_inzetten
from weerbaar_cli.cli.voortgang import follow
from weerbaar_cli.engine.checks.meting import all_types
from weerbaar_cli.engine.plan.plan import is_filled, make_plan
from weerbaar_cli.engine.plan.verloop import end_of
from weerbaar_cli.engine.plan.werklijst import make_werklijst
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.yaml.document import Melding
from weerbaar_cli.model.bestanden.meting import METINGSOORTEN
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.plan import Organisatieplan, Werklijst
from weerbaar_cli.reading.dossier import Dossier, Gebroken, refuse_mixture
from weerbaar_cli.reading.metingen import ALLE, choose_raamwerken, read_bronnen
from weerbaar_cli.reading.omgeving import Ingelezen, Omgeving

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
    from weerbaar_cli.model.tijd import Periode


@dataclass
class Map:
    """The metingen of the organisations in a folder, and what could not be read."""

    organisaties: list[Ingelezen] = field(default_factory=list)
    omgevingen: list[Omgeving] = field(default_factory=list)
    gebroken: list[Gebroken] = field(default_factory=list)

    @property
    def fouten(self) -> list[Melding]:
        """What could not be read."""
        return [fout for one in self.gebroken for fout in one.fouten]


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
    refuse_mixture([dossier for _, dossier in chosen])  # older ones stand in no output
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
        any(dossier.meting.fictief for _, dossier in fitting),
        make_werklijst(plannen, find_holders(fitting)),
        tuple(raamwerken.values()),
        found.fouten,
        len(metingen) - len(chosen),
        _without_meting(found, chosen),
        tuple(sorted(one.dossier.naam for one in chosen if one not in fitting)),
    )


def _read_map(map_: Path) -> Map:
    found = Map()
    for one in read_bronnen([map_], follow):
        if one.omgeving not in found.omgevingen:
            found.omgevingen.append(one.omgeving)
        if isinstance(one.gelezen, Gebroken):
            found.gebroken.append(one.gelezen)
        else:
            found.organisaties.append(Ingelezen(one.omgeving, one.gelezen))
    return found


def _latest(
    metingen: list[Ingelezen], peildatum: date | None, wanted: str | None
) -> list[Ingelezen]:
    """Per organisation its last meting on or before the date; of one day the last kind.

    An organisation may keep a file for each raamwerk: then the last one for each counts.
    """
    chosen: dict[tuple[int, str, str], Ingelezen] = {}
    for one in sorted(metingen, key=_moment):
        omgeving, dossier = one
        if peildatum is None or dossier.peildatum <= peildatum:
            names = [wanted] if wanted is not None else [each.id for each in dossier.raamwerken]
            chosen |= {(id(omgeving), dossier.naam, name): one for name in names}
    return list({id(one): one for one in chosen.values()}.values())


def _moment(one: Ingelezen) -> tuple[date, int, str]:
    meting, bestand = one.dossier.meting, one.dossier.bestand
    return meting.peildatum, METINGSOORTEN.index(meting.soort), bestand


def _fits(one: Ingelezen, wanted: str | None) -> bool:
    """Whether the raamwerk that was asked is meant for this type of party."""
    omgeving, dossier = one
    if wanted is None or wanted == ALLE:
        return True
    return dossier.partij.type in all_types(omgeving.bibliotheek.raamwerk(wanted))


def _refuse_nothing(
    found: Map, fitting: list[Ingelezen], map_: Path, peildatum: date | None
) -> None:
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


def _refuse_districten(metingen: list[Ingelezen]) -> None:
    """A coordinator sees the results of the own district, and of no other."""
    maps = [omgeving.werkmap for omgeving, _ in metingen if omgeving.werkmap is not None]
    names = sorted({one.district for one in maps if one.district is not None})
    if len(names) > 1:
        message = f"hier staan metingen van meer districten: {', '.join(names)}"
        raise WeerbaarError(message, tip="Noem de map van één district.")


def plan_meting(
    one: Ingelezen, raamwerk: str | None, peildatum: date | None, horizon: Periode
) -> tuple[Organisatieplan, tuple[Raamwerk, ...]]:
    """The plan of one meting by the raamwerken that were asked, and which those are."""
    omgeving, dossier = one
    meting = dossier.meting
    day = peildatum or meting.peildatum
    used = choose_raamwerken(omgeving, dossier, raamwerk)
    inzetten = make_inzetten(omgeving, dossier, used)
    made = make_plan(inzetten, day, end_of(horizon, day))
    filled = is_filled(inzetten, made)
    return (
        Organisatieplan(
            one.dossier.naam, dossier.bestand, meting.soort, meting.status, made, filled
        ),
        used,
    )


def find_holders(metingen: list[Ingelezen]) -> dict[tuple[str, str], list[str]]:
    """Per organisation and fact the groups in whose metingen it lives, known there or not."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for one in metingen:
        omgeving, dossier = one
        names = {groep.naam for groep in omgeving.bibliotheek.partijen.groepen_of(dossier.partij)}
        shared = [groep for groep in omgeving.groepsmetingen if isinstance(groep, Dossier)]
        for groep in (groep for groep in shared if groep.naam in names):
            for feit_id in groep.antwoorden:
                found.setdefault((dossier.naam, feit_id), {})[groep.naam] = None
    return {place: list(groepen) for place, groepen in found.items()}


def _without_meting(found: Map, chosen: list[Ingelezen]) -> tuple[str, ...]:
    """The members of the werkmap's district that have nothing on the list."""
    present = {one.dossier.naam for one in chosen} | {one.naam for one in found.gebroken}
    names = {
        partij.naam
        for omgeving in found.omgevingen
        if omgeving.werkmap is not None and omgeving.werkmap.district is not None
        for partij in omgeving.bibliotheek.partijen.alle
        if omgeving.werkmap.district in partij.district
    }
    return tuple(sorted(names - present, key=str.casefold))
