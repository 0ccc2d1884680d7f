"""No figure of a report comes back in another table of it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.steekproef import sample
from tests.views.test_groep_golden import make
from weerbaar_cli.blad.blad import Blok, Grafiek, Tabel
from weerbaar_cli.blad.data import plain_text


@pytest.mark.parametrize("doelgroep", ["bestuur", "notitie", "openbaar"])
@pytest.mark.parametrize("district", sample(["twente", "drenthe"], 2))
def test_a_figure_stands_in_one_table(district: str, doelgroep: str) -> None:
    """Two tables never tell the same of the same norm or thema."""
    told: Counter[tuple[str, str]] = Counter()
    for _, sectie in make(district, doelgroep).walk():
        for tabel in filter(None, map(_table, sectie.blokken)):
            told.update(set(_told(tabel)))
    assert told
    assert [one for one, times in told.items() if times > 1] == []


def _table(blok: Blok) -> Tabel | None:
    if isinstance(blok, Grafiek):
        return blok.tabel
    return blok if isinstance(blok, Tabel) else None


def _told(tabel: Tabel) -> list[tuple[str, str]]:
    """Of what, and which figure: what lapses counts something else than what was met."""
    rows = [tuple(map(plain_text, row)) for row in tabel.rijen]
    kop = "verloopt" if "verloopt" in tabel.bijschrift else ""
    return [
        (f"{row[0]} {kop}", cell)
        for row in rows
        for cell in row[1:]
        if re.search(r"\d+ van de \d+", cell)
    ]
