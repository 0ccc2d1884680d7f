"""Named metingen, judged: what `score` and `explain` tell of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bevinding import Melding
from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel, Raamwerkoordeel
from weerbaar_cli.model.uitkomsten.score import Metingkop, Score, Stelling, Uitleg
from weerbaar_cli.reading.dossier import Dossier, refuse_faults, refuse_mixture
from weerbaar_cli.reading.metingen import (
    Follow,
    choose_raamwerken,
    no_meting,
    read_bronnen,
    read_dossiers,
    set_apart,
    unfollowed,
)
from weerbaar_cli.reading.omgeving import Ingelezen, Omgeving
from weerbaar_cli.reading.stellingen import suppose_meting


@dataclass(frozen=True)
class Beoordeeld:
    """One meting judged by one or more raamwerken; `opmerkingen` are about what was supposed."""

    dossier: Dossier
    raamwerken: tuple[Raamwerk, ...]
    score: Score
    opmerkingen: tuple[str, ...]

    def explain(self, raamwerk: Raamwerk, oordeel: Raamwerkoordeel, norm: Normoordeel) -> Uitleg:
        """All that there is to tell of one norm."""
        found = next(one for one in raamwerk.normen if one.id == norm.id)
        used = found.parameter_names(set(raamwerk.parameters))
        return Uitleg(
            self.score,
            raamwerk,
            found,
            norm,
            tuple(one for one in oordeel.parameters if one.id in used),
            self.dossier.verhalen(raamwerk).get(norm.id),
        )


class Scores(NamedTuple):
    """Metingen, judged; what is wrong with files of a folder that could not be; `map`: of one."""

    beoordeeld: tuple[Beoordeeld, ...]
    fouten: tuple[Melding, ...]
    map: bool


def read_scores(
    paths: Sequence[Path],
    raamwerk: str | None = None,
    peildatum: date | None = None,
    stellingen: Sequence[Stelling] = (),
    follow: Follow = unfollowed,
) -> Scores:
    """Judge files, and every meting of an organisation in folders.

    Raises when one that was named has a fout; of a folder a broken file hides no other.
    """
    folders = [path for path in paths if path.is_dir()]
    found, fouten = (
        _read_folders(paths, folders, stellingen, follow)
        if folders
        else (read_dossiers(paths, follow=follow), ())
    )
    refuse_mixture([one.dossier for one in found])
    return Scores(
        tuple(
            _judge(omgeving, own, raamwerk, peildatum or own.peildatum, stellingen)
            for omgeving, own in follow(found, len(found), "rekenen")
        ),
        fouten,
        bool(folders),
    )


def _read_folders(
    paths: Sequence[Path], folders: Sequence[Path], stellingen: Sequence[Stelling], follow: Follow
) -> tuple[Sequence[Ingelezen], tuple[Melding, ...]]:
    if stellingen:
        tip = "Noem één meting of meer, geen map."
        raise WeerbaarError("--stel gaat over metingen die u noemt", tip=tip)
    bronnen = list(read_bronnen(paths, follow))
    refuse_faults(one.gelezen for one in bronnen if one.genoemd)
    found = set_apart(bronnen)
    if not (found.metingen or found.gebroken):
        raise no_meting(folders[0])
    if not found.metingen:
        refuse_faults(found.gebroken)
    return found.metingen, found.fouten


def _judge(
    omgeving: Omgeving,
    own: Dossier,
    raamwerk: str | None,
    dag: date,
    stellingen: Sequence[Stelling],
) -> Beoordeeld:
    dossier, remarks = suppose_meting(omgeving, own, stellingen, dag)
    raamwerken = choose_raamwerken(omgeving, dossier, raamwerk)
    oordelen = tuple(score_meting(omgeving.kern(one), dossier.scan(one), dag) for one in raamwerken)
    score = Score(kop_of(dossier), oordelen, dossier.gedeeld, dossier.verondersteld)
    return Beoordeeld(dossier, raamwerken, score, remarks)


def kop_of(dossier: Dossier) -> Metingkop:
    """Of whom and of when a meting is, as it is named in what comes out."""
    meting, partij = dossier.meting, dossier.partij
    return Metingkop(
        dossier.bestand,
        partij.naam,
        partij.code,
        partij.type,
        meting.soort,
        meting.status,
        meting.peildatum,
        meting.fictief,
    )
