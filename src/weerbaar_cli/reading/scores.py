"""Named metingen, judged: what `score` and `explain` tell of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel, Raamwerkoordeel
from weerbaar_cli.model.uitkomsten.score import Metingkop, Score, Stelling, Uitleg
from weerbaar_cli.reading.dossier import Dossier, refuse_mixture
from weerbaar_cli.reading.metingen import Follow, choose_raamwerken, read_dossiers, unfollowed
from weerbaar_cli.reading.omgeving import Omgeving
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


def read_scores(
    paths: Sequence[Path],
    raamwerk: str | None = None,
    peildatum: date | None = None,
    stellingen: Sequence[Stelling] = (),
    follow: Follow = unfollowed,
) -> Iterator[Beoordeeld]:
    """Judge files; raises before the first one when any of them has a fout."""
    found = read_dossiers(paths, follow=follow)
    refuse_mixture([one.dossier for one in found])
    for omgeving, own in follow(found, len(found), "rekenen"):
        yield _judge(omgeving, own, raamwerk, peildatum or own.peildatum, stellingen)


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
