"""The report of one organisation: what is known of it, made into a page for one audience."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal, assert_never

from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.eigenvorm import eigen_vorm
from weerbaar_cli.cli.notitievorm import notitie_vorm
from weerbaar_cli.cli.raadvorm import raad_vorm
from weerbaar_cli.cli.rapport import Rapport
from weerbaar_cli.cli.waarmerk import mark
from weerbaar_cli.model.uitkomsten.raadsbeeld import make_raadsbeeld
from weerbaar_cli.reading.eigen import Eigen, Eigenuitkomst, Eigenvraag, read_eigen
from weerbaar_cli.reading.waarmerk import Bronnen
from weerbaar_cli.views.eigen.eigen import make_blad
from weerbaar_cli.views.notitie.eigen import make_notitie_eigen
from weerbaar_cli.views.raad.raad import make_raad

Eigendoel = Literal["eigen", "notitie", "raad"]


def make_eigen(
    paths: Sequence[Path],
    vorige: Path | None,
    raamwerk: str | None,
    peildatum: date | None,
    doelgroep: Eigendoel = "eigen",
) -> Rapport:
    """The report of one meting, by each of its raamwerken, or by the one that was asked."""
    found = read_eigen(Eigenvraag(paths, vorige, raamwerk, peildatum))
    for line in found.opmerkingen:
        say(line)
    return mark(_make_rapport(found, doelgroep), doelgroep, _bronnen(found.bronnen, doelgroep))


def _make_rapport(found: Eigenuitkomst, doelgroep: Eigendoel) -> Rapport:
    """The page and the JSON for one audience; a council gets what is made of less."""
    beeld = found.beeld
    match doelgroep:
        case "eigen":
            vorm = eigen_vorm(found.bronnen.nu.dossier, beeld, found.paren)
            return Rapport(make_blad(beeld), vorm)
        case "notitie":
            return Rapport(make_notitie_eigen(beeld), notitie_vorm(beeld))
        case "raad":
            raad = make_raadsbeeld(beeld)
            return Rapport(make_raad(raad), raad_vorm(raad))
        case _:
            assert_never(doelgroep)


def _bronnen(eigen: Eigen, doelgroep: Eigendoel) -> Bronnen:
    metingen = [one.dossier for one in (eigen.nu, eigen.vorige) if one is not None]
    if doelgroep == "raad":
        metingen = []  # a hash of what a council may not know could be used to test a guess
    return Bronnen(eigen.nu.omgeving, eigen.raamwerken, eigen.dag, metingen)
