"""What one organisation has left to do, and what came of what it planned before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from weerbaar_cli.engine.checks.meting import split_norm
from weerbaar_cli.engine.plan.begroting import find_begrotingen
from weerbaar_cli.engine.plan.plan import Inzet, end_of, make_plan
from weerbaar_cli.engine.plan.terugblik import look_back
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.tijd import Periode, dutch
from weerbaar_cli.model.uitkomsten.plan import Eigenplan, Plan, Planbegroting, Terugblik
from weerbaar_cli.reading.dossier import Dossier, refuse_mixture
from weerbaar_cli.reading.metingen import choose_raamwerken, read_dossiers
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
    if old.naam != new.naam:
        message = f"{old.bestand} is van {old.naam}, niet van {new.naam}"
        raise WeerbaarError(message, tip="Noem met --vorige een meting van dezelfde organisatie.")
    if old.peildatum >= made.peildatum:
        when = f"{dutch(old.peildatum)}, niet van vóór {dutch(made.peildatum)}"
        message = f"{old.bestand} is van {when}"
        raise WeerbaarError(message, tip="Noem met --vorige een eerdere meting.")
    then = make_inzetten(earlier, [inzet.kern.raamwerk for inzet in inzetten])
    return look_back(then, inzetten, made, old.peildatum)
