"""What each audience sees of one meting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from weerbaar_cli.blad.view import Rapportview
from weerbaar_cli.model.doelgroep import Doelgroep
from weerbaar_cli.model.uitkomsten.eigenbeeld import Eigenbeeld
from weerbaar_cli.model.uitkomsten.oordeel import Score
from weerbaar_cli.model.uitkomsten.vergelijking import Paar


def see_eigen(
    doelgroep: Doelgroep, beeld: Eigenbeeld, score: Score, paren: Sequence[Paar]
) -> Rapportview:
    """The report for one audience; a council gets what is made of less."""
    # Late: each brings its own page.
    match doelgroep:
        case "eigen":
            from weerbaar_cli.views.eigen.eigen import Eigenview

            return Eigenview(beeld, score, tuple(paren))
        case "notitie":
            from weerbaar_cli.views.notitie.eigen import Notitieview

            return Notitieview(beeld)
        case "raad":
            from weerbaar_cli.model.uitkomsten.raadsbeeld import make_raadsbeeld
            from weerbaar_cli.views.raad.raad import Raadview

            return Raadview(make_raadsbeeld(beeld))
        case "coordinator" | "specialist" | "bestuur" | "openbaar" | "onderzoek":
            raise AssertionError("these are about a district")
        case _:
            assert_never(doelgroep)
