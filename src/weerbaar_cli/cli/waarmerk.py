"""The codes under a report: what it was made from, and what stands in it."""

from __future__ import annotations

import dataclasses

from weerbaar_cli import __version__
from weerbaar_cli.cli.rapport import Rapport
from weerbaar_cli.model.uitkomsten.waarmerk import ONDERDELEN, Waarmerk, take_afdruk
from weerbaar_cli.reading.waarmerk import Bronnen, take_afdrukken
from weerbaar_cli.views.waarmerk import take_inhoud


def mark(rapport: Rapport, doelgroep: str, bronnen: Bronnen) -> Rapport:
    """The report with its codes; the page itself gets them when it is delivered."""
    inhoud = take_inhoud(rapport.pagina)
    found = dict(take_afdrukken(bronnen), inhoud=inhoud)
    if doelgroep == "notitie" and rapport.meting is not None:
        # It tells that the note is about one organisation, and nothing that the note does not tell.
        found["metingen"] = take_afdruk(("metingen", inhoud))
    waarmerk = Waarmerk(
        __version__,
        doelgroep,
        bronnen.peildatum,
        rapport.pagina.datum,
        tuple((one, found[one]) for one in ONDERDELEN if one in found),
    )
    return dataclasses.replace(rapport, waarmerk=waarmerk)
