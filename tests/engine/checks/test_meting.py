"""What is said of a meting in kinds and numbers that no file of cases/ has."""

from __future__ import annotations

from typing import Any

from tests.engine.worlds import library
from weerbaar_cli.engine.checks.meting import check_meting, read_feiten
from weerbaar_cli.model.bestanden.meting import Meting

TWENTE = "twente-basis-op-orde"
BESLUIT = {"reden": "geldt niet", "besloten_door": "college", "op": "2024-01-01"}


def meting(**keys: Any) -> Meting:
    return Meting.model_validate(
        {
            "weerbaar": "meting/1",
            "organisatie": "Voorbeeldstad",
            "raamwerk": TWENTE,
            "soort": "zelfscan",
            "peildatum": "2024-07-01",
            "status": "concept",
            "feiten": {},
        }
        | keys
    )


def test_of_a_long_list_of_errors_the_first_hundred_have_a_tip() -> None:
    """Whoever mistyped so many reads no more of them, and each search takes time."""
    one = meting(feiten={f"intern-meldpunt{number}": "ja" for number in range(101)})
    tips = [found.suggestie for found in read_feiten(one, library().catalogus)[1]]
    assert tips == ["Bedoelde u «intern-meldpunt»?"] * 99 + [""] * 2
    raw = {"nvt": {f"2{letter}{number}": BESLUIT for letter in "bcde" for number in range(26)}}
    found = check_meting(meting(), {"raamwerk": TWENTE} | raw, [library().raamwerk(TWENTE)], None)
    assert [bool(one.suggestie) for one in found] == [True] * 100 + [False] * 4
