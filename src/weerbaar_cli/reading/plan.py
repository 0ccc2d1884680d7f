"""What is left to do: for one organisation, with what came of its plans, and for a whole folder."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.engine.checks.meting import split_norm
from weerbaar_cli.engine.plan.begroting import find_begrotingen
from weerbaar_cli.engine.plan.plan import Inzet, end_of, is_filled, make_plan, make_werklijst
from weerbaar_cli.engine.plan.terugblik import look_back
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.vinden import shown_path
from weerbaar_cli.model.bestanden.meting import METINGSOORTEN
from weerbaar_cli.model.bestanden.partij import Opgegaan
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bevinding import Melding
from weerbaar_cli.model.tijd import Periode, dutch
from weerbaar_cli.model.uitkomsten.plan import (
    Eigenplan,
    Mapwerklijst,
    Organisatieplan,
    Plan,
    Planbegroting,
    Terugblik,
)
from weerbaar_cli.reading.dossier import (
    Dossier,
    Gebroken,
    refuse_mixture,
    refuse_no_earlier,
    refuse_parts,
)
from weerbaar_cli.reading.metingen import (
    Follow,
    Metingbron,
    Verzameling,
    choose_raamwerken,
    fits,
    no_meting,
    nothing_fits,
    read_bronnen,
    read_dossiers,
    set_apart,
    unfollowed,
)
from weerbaar_cli.reading.omgeving import Ingelezen, Omgeving
from weerbaar_cli.reading.scores import kop_of

HALF_JAAR = Periode(maanden=6)


def read_plan(
    path: Path, raamwerk: str | None, peildatum: date | None, horizon: Periode, vorige: Path | None
) -> Eigenplan:
    """The plan of one meting; raises when it, or the earlier one, has a fout."""
    paths = [path] if vorige is None else [path, vorige]
    found = read_dossiers(paths)
    refuse_mixture([one.dossier for one in found])
    refuse_parts(one.dossier for one in found)
    omgeving, dossier = found[0]
    day = peildatum or dossier.peildatum
    inzetten = make_inzetten(found[0], choose_raamwerken(omgeving, dossier, raamwerk))
    made = make_plan(inzetten, day, end_of(horizon, day))
    terugblik = _look_back(found[1], dossier, inzetten, made) if vorige is not None else None
    elders = len(dossier.meting.acties) - len(made.acties)
    begrotingen = _begrotingen(omgeving, dossier, made)
    return Eigenplan(kop_of(dossier), made, elders, terugblik, begrotingen)


def _begrotingen(omgeving: Omgeving, dossier: Dossier, made: Plan) -> tuple[Planbegroting, ...]:
    programmas = omgeving.bibliotheek.programmas.values()
    return find_begrotingen(made, programmas, dossier.partij.district)


def make_inzetten(found: Ingelezen, raamwerken: Sequence[Raamwerk]) -> list[Inzet]:
    """A meting by each of these raamwerken, with the actions that belong to its norms."""
    omgeving, dossier = found
    named = [
        (place, actie)
        for actie in dossier.meting.acties
        for place in split_norm(actie.norm, dossier.raamwerken)
    ]
    return [
        Inzet(
            omgeving.kern(one),
            dossier.scan(one),
            tuple((norm_id, actie) for (name, norm_id), actie in named if name == one.id),
        )
        for one in raamwerken
    ]


def _look_back(earlier: Ingelezen, new: Dossier, inzetten: list[Inzet], made: Plan) -> Terugblik:
    """The earlier meting of the same organisation, by the same raamwerken."""
    old = earlier.dossier
    refuse_no_earlier(old, new, made.peildatum, earlier.omgeving.bibliotheek.partijen)
    then = make_inzetten(earlier, [inzet.kern.raamwerk for inzet in inzetten])
    return look_back(then, inzetten, made, old.peildatum)


class Gelezenlijst(NamedTuple):
    """A work list, and what is wrong with the files that could not be read for it."""

    lijst: Mapwerklijst
    fouten: tuple[Melding, ...]


def read_werklijst(
    map_: Path,
    raamwerk: str | None,
    peildatum: date | None,
    horizon: Periode,
    follow: Follow = unfollowed,
) -> Gelezenlijst:
    """The work list of a folder; a broken file hides no other."""
    bronnen = list(read_bronnen([map_], follow))
    found = set_apart(bronnen)
    latest = _latest(found.metingen, peildatum, raamwerk)
    day = peildatum or max((one.dossier.peildatum for one in latest), default=date.max)
    chosen, opgegaan = _still_there(latest, day)
    refuse_mixture(one.dossier for one in chosen)  # older ones stand in no output
    fitting = [one for one in chosen if fits(*one, raamwerk)]
    if not (fitting or found.gebroken):
        raise _nothing(map_, found, peildatum)
    _refuse_districten(fitting)
    plannen: list[Organisatieplan] = []
    raamwerken: dict[tuple[str, str], Raamwerk] = {}
    for one in follow(fitting, len(fitting), "rekenen"):
        made, used = plan_meting(one, raamwerk, peildatum, horizon)
        plannen.append(_beside_broken(made, one.dossier, found.gebroken, peildatum))
        raamwerken |= {(one.id, one.versie): one for one in used}
    present = {one.dossier.naam for one in chosen} | {one.naam for one in found.gebroken}
    days = [one.plan.peildatum for one in plannen]
    lijst = Mapwerklijst(
        str(map_),
        max(days, default=peildatum or date.today()),  # noqa: DTZ011 the coordinator's own day
        any(one.dossier.meting.fictief for one in fitting),
        make_werklijst(plannen, find_holders(fitting)),
        tuple(raamwerken.values()),
        ongelezen=tuple(dict.fromkeys(fout.bestand for fout in found.fouten)),
        zonder_meting=_without_meting(bronnen, present, day),
        niet_bedoeld=tuple(sorted(one.dossier.naam for one in chosen if one not in fitting)),
        opgegaan=opgegaan,
    )
    return Gelezenlijst(lijst, found.fouten)


def _beside_broken(
    made: Organisatieplan,
    dossier: Dossier,
    gebroken: Iterable[Gebroken],
    peildatum: date | None,
) -> Organisatieplan:
    """With the last file of it that has a fout and may be later: this one is not the newest then.

    Of an unknown day it may be that; what is after the date that was asked is not looked at.
    """
    own = [
        one
        for one in gebroken
        if one.naam == dossier.naam
        and one.peildatum > dossier.peildatum
        and (peildatum is None or one.peildatum <= peildatum or one.peildatum == date.max)
    ]
    if not own:
        return made
    known = [one for one in own if one.is_bekend]
    last = max(known or own, key=lambda one: one.peildatum)
    return made._replace(
        gebroken=last.bestand, gebroken_op=last.peildatum if last.is_bekend else None
    )


def _latest(
    metingen: Sequence[Ingelezen], peildatum: date | None, wanted: str | None
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


def _still_there(
    metingen: Sequence[Ingelezen], day: date
) -> tuple[list[Ingelezen], tuple[Opgegaan, ...]]:
    """The metingen of who is there on a day; and what became of the others: they do no more."""
    stay: list[Ingelezen] = []
    gone: dict[str, Opgegaan] = {}
    for one in metingen:
        way = one.omgeving.bibliotheek.partijen.trace(one.dossier.naam, day)
        stay += [] if way else [one]
        gone |= {step.partij: step for step in way[:1]}
    return stay, tuple(gone[name] for name in sorted(gone, key=str.casefold))


def _moment(one: Ingelezen) -> tuple[date, int, str]:
    meting, bestand = one.dossier.meting, one.dossier.bestand
    return meting.peildatum, METINGSOORTEN.index(meting.soort), bestand


def _nothing(map_: Path, found: Verzameling, peildatum: date | None) -> WeerbaarError:
    if not found.metingen:
        return no_meting(map_)
    if peildatum is not None:
        name = shown_path(map_)
        message = f"in «{name}» staat geen meting van op of voor {dutch(peildatum)}"
        return WeerbaarError(message, tip="Kies een latere peildatum of een ander raamwerk.")
    return nothing_fits(map_, ())


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
    inzetten = make_inzetten(one, used)
    made = make_plan(inzetten, day, end_of(horizon, day))
    filled = is_filled(inzetten, [one.oordeel for one in made.raamwerken])
    return (
        Organisatieplan(
            one.dossier.naam, dossier.bestand, meting.soort, meting.status, made, filled
        ),
        used,
    )


def find_holders(metingen: list[Ingelezen]) -> dict[tuple[str, str], list[str]]:
    """Per organisation and fact the groups in whose metingen it lives, known there or not."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for omgeving, dossier in metingen:
        names = {groep.naam for groep in omgeving.bibliotheek.partijen.groepen_of(dossier.partij)}
        shared = (groep for groep in omgeving.groepsmetingen if isinstance(groep, Dossier))
        theirs = [groep for groep in shared if groep.naam in names]
        for naam, feit_id in ((groep.naam, one) for groep in theirs for one in groep.antwoorden):
            found.setdefault((dossier.naam, feit_id), {})[naam] = None
    return {place: list(groepen) for place, groepen in found.items()}


def _without_meting(
    bronnen: Iterable[Metingbron], present: Container[str], day: date
) -> tuple[str, ...]:
    """The members of the werkmap's district on a day that have nothing on the list."""
    omgevingen = {id(one.omgeving): one.omgeving for one in bronnen}.values()
    names = {
        partij.naam
        for omgeving in omgevingen
        if omgeving.werkmap is not None and omgeving.werkmap.district is not None
        for partij in omgeving.bibliotheek.partijen.alle
        if omgeving.werkmap.district in partij.district
        and omgeving.bibliotheek.partijen.exists_on(partij, day)
    }
    return tuple(sorted((name for name in names if name not in present), key=str.casefold))
