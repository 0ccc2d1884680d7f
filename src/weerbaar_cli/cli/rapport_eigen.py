"""The report of one organisation: what is known of it, made into a page for one audience."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import assert_never

from weerbaar_cli.blad.view import Rapportview
from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.rapport import Rapport, mark
from weerbaar_cli.model.doelgroep import Doelgroep
from weerbaar_cli.model.uitkomsten.raadsbeeld import make_raadsbeeld
from weerbaar_cli.reading.eigen import Eigen, Eigenuitkomst, Eigenvraag, read_eigen
from weerbaar_cli.reading.waarmerk import Bronnen


def make_eigen(
    paths: Sequence[Path],
    vorige: Path | None,
    raamwerk: str | None,
    peildatum: date | None,
    doelgroep: Doelgroep = "eigen",
) -> Rapport:
    """The report of one meting, by each of its raamwerken, or by the one that was asked."""
    found = read_eigen(Eigenvraag(paths, vorige, raamwerk, peildatum))
    for line in found.opmerkingen:
        say(line)
    view = _make_view(found, doelgroep)
    rapport = Rapport(view, view.blad(), meting=found.score.kop)
    return mark(rapport, doelgroep, _bronnen(found.bronnen, doelgroep))


def _make_view(found: Eigenuitkomst, doelgroep: Doelgroep) -> Rapportview:
    """What one audience sees, loaded when it is asked; a council gets what is made of less."""
    match doelgroep:
        case "eigen":
            from weerbaar_cli.views.eigen.eigen import Eigenview

            return Eigenview(found.beeld, found.score, found.paren)
        case "notitie":
            from weerbaar_cli.views.notitie.eigen import Notitieview

            return Notitieview(found.beeld)
        case "raad":
            from weerbaar_cli.views.raad.raad import Raadview

            return Raadview(make_raadsbeeld(found.beeld))
        case "coordinator" | "bestuur" | "openbaar" | "onderzoek":
            raise AssertionError("these are about a district")
        case _:
            assert_never(doelgroep)


def _bronnen(eigen: Eigen, doelgroep: Doelgroep) -> Bronnen:
    metingen = [one.dossier for one in (eigen.nu, eigen.vorige) if one is not None]
    if doelgroep != "eigen":
        metingen = []  # a hash of what its readers may not know could be used to test a guess
    return Bronnen(eigen.nu.omgeving, eigen.raamwerken, eigen.dag, metingen)
