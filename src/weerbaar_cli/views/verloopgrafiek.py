"""How much voldoet at one moment after the other, on the same norms each time."""

from __future__ import annotations

from typing import NamedTuple

from weerbaar_cli.blad.blad import Grafiek, Kolom, Lijn, Punt, Tabel
from weerbaar_cli.model.tijd import dutch


class Meetpunt(NamedTuple):
    """A measurement, and what it counts: a number, or the range that it lies in."""

    soort: str
    punt: Punt


def make_verloop(titel: str, eenheid: str, momenten: tuple[Meetpunt, ...], van: int) -> Grafiek:
    """The line; `eenheid` is what is counted, `van` how many there are of it."""
    told = tuple((dutch(one.punt.dag), one.soort, _words(one.punt)) for one in momenten)
    return Grafiek(
        titel=titel,
        beschrijving="; ".join(f"{day} ({kind}): {words}" for day, kind, words in told)
        + f", van de {van}.",
        beeld=Lijn(tuple(one.punt for one in momenten), van, eenheid),
        tabel=Tabel(
            titel,
            (Kolom("Peildatum"), Kolom("Meting"), Kolom("Voldoet", True), Kolom("Van", True)),
            tuple((*row, str(van)) for row in told),
        ),
    )


def _words(punt: Punt) -> str:
    return str(punt.hoog) if punt.laag == punt.hoog else f"{punt.laag} tot en met {punt.hoog}"
