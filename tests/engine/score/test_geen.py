"""«geen» holds when none of its conditions does; what is open stays open, what is gone leaves."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.engine.worlds import GRENS, library, scan
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk, make_lezing
from weerbaar_cli.engine.score.score import judge, score_meting
from weerbaar_cli.feitsoorten.aantal import Aantal
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk

REGEL = {
    "nvt": {
        "geen": [
            {"feit": "intern-meldpunt", "is": "ja"},
            {"feit": "regie-fte", "meer_dan": "0"},
            {"feit": "vog-nieuw", "aandeel": "100%", "bij_niets": "weg"},
        ]
    },
    "voldoet": {"feit": "intern-meldpunt", "is": "ja"},
}
NORM = {"id": "1", "tekst": "Er is een meldpunt.", **REGEL}


def kern() -> Rekenraamwerk:
    """A raamwerk of one norm."""
    data = {
        "weerbaar": "raamwerk/1",
        "id": "proef",
        "titel": "Proef",
        "versie": "1",
        "partijtypen": ["gemeente"],
        "themas": [{"id": "1", "titel": "Proef", "normen": [NORM]}],
    }
    one = Raamwerk.model_validate(data)
    return Rekenraamwerk(one, make_lezing(one), library().ankers, library().catalogus)


@pytest.mark.parametrize(
    ("meldpunt", "fte", "vog", "mogelijk"),
    [
        ("nee", Decimal(0), Aantal(0, 4), ("nvt",)),
        ("nee", Decimal(0), Aantal(0, 0), ("nvt",)),
        ("nee", Decimal("0.1"), Aantal(0, 4), ("voldoet_niet",)),
        ("nee", Decimal(0), Aantal(4, 4), ("voldoet_niet",)),
        ("ja", Decimal(0), Aantal(0, 0), ("voldoet",)),
        ("ja", None, None, ("voldoet",)),
        ("nee", None, Aantal(0, 4), ("voldoet_niet", "nvt")),
        (None, Decimal(1), None, ("voldoet", "voldoet_niet")),
        (None, None, None, ("voldoet", "voldoet_niet", "nvt")),
    ],
)
def test_none_of_them(meldpunt: Any, fte: Any, vog: Any, mogelijk: tuple[str, ...]) -> None:
    values = {"intern-meldpunt": meldpunt, "regie-fte": fte, "vog-nieuw": vog}
    known = {name: Antwoord(one) for name, one in values.items() if one is not None}
    own = kern()
    norm = next(own.raamwerk.normen)
    wereld = scan(known, norm, "twente-basis-op-orde")
    assert judge(own, wereld, norm, GRENS)[1] == mogelijk
    if mogelijk == ("nvt",):
        found = score_meting(own, wereld, GRENS).normen[0]
        assert "Intern meldpunt: nee (gevraagd: ja)" in found.waarom
