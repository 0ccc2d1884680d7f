"""What an old publication does not say of its form is as it is now, for every question about it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from weerbaar_cli.engine.groep.publiceren import (
    Publicatievorm,
    Voornemen,
    find_objection,
    find_outgrown,
    find_same,
    same_round,
)
from weerbaar_cli.model.bestanden.publicaties import (
    LENGTH,
    Publicatie,
    Register,
    take_afdruk,
    take_teken,
)

ZOUT, DAG = "0" * LENGTH, date(2024, 1, 31)
LEDEN = {f"Verzinstad {number}": "ja" for number in range(8)}
NU = Voornemen(
    "proef", "1", DAG, "1" * LENGTH, Publicatievorm("bestuur", 3, exact=False), LEDEN,
    lambda vorm: f"{vorm.bekend}" * LENGTH,
)  # fmt: skip


def register_with(bekend: int | None) -> Register:
    one = Publicatie(
        weerbaar="publicatie/1",
        code="0" * 12,
        raamwerk="proef",
        versie="1",
        peildatum=DAG,
        doelgroep="bestuur",
        lezing="1" * LENGTH,
        waarden="3" * LENGTH,
        bekend_bij_lezer=bekend,
        zout="0" * 12,
        aantal=len(LEDEN),
        leden={take_afdruk(ZOUT, lid): None for lid in LEDEN},
    ).sealed()
    return Register(publicaties=(one,), zouten={"0" * 12: ZOUT})


@pytest.mark.parametrize(("bekend", "number"), [(2, 1), (3, 0), (4, 0), (None, 0)])
def test_what_is_outgrown(bekend: int | None, number: int) -> None:
    assert len(find_outgrown(register_with(bekend), NU)) == number


def test_of_what_it_does_not_say_an_old_publication_is_the_same() -> None:
    found = register_with(None)
    assert find_same(found, NU) is not None
    assert find_objection(found, NU, lambda _: False) is None
    assert find_same(register_with(2), NU) is None
    stricter = find_objection(register_with(4), NU, lambda _: False)
    assert stricter is not None
    assert stricter.soort == "minder_streng"
    assert find_same(found, NU._replace(ontvanger="onderzoeker")) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2024-01-31", "2024-02-29", True),  # a month before the last of February: 29 January
        ("2024-01-29", "2024-02-29", True),
        ("2024-01-28", "2024-02-29", False),
        ("2024-03-15", "2024-02-15", True),
        ("2024-03-15", "2024-02-14", False),
    ],
)
def test_one_round_lies_within_a_month_both_ends_included(one: str, other: str, same: bool) -> None:
    assert same_round(date.fromisoformat(one), date.fromisoformat(other)) is same


@pytest.mark.parametrize(("number", "soort"), [(3, "te_weinig_veranderd"), (4, None)])
def test_figures_are_corrected_by_more_members_than_a_reader_knows(
    number: int, soort: str | None
) -> None:
    """Who knows three members could lay figures in which three changed over the old ones."""
    before = {lid: "nee" if place < number else "ja" for place, lid in enumerate(LEDEN)}
    found = register_with(3)
    other = found.publicaties[0].model_copy(
        update={
            "waarden": "9" * LENGTH,
            "leden": {
                take_afdruk(ZOUT, lid): take_teken(ZOUT, lid, told) for lid, told in before.items()
            },
        }
    )
    found = Register(publicaties=(other.sealed(),), zouten=found.zouten)
    objection = find_objection(found, NU, lambda _: False)
    assert (objection and objection.soort) == soort


@pytest.mark.parametrize(
    ("old", "new", "soort"),
    [
        ({}, {}, None),
        ({}, {"versie": "2"}, "andere_regels"),
        ({}, {"lezing": "2" * LENGTH}, "andere_regels"),
        ({}, {"peildatum": date(2024, 2, 29), "versie": "2"}, "andere_regels"),
        ({}, {"peildatum": date(2024, 3, 1), "versie": "2"}, None),
        ({"bekend_bij_lezer": 4}, {}, "minder_streng"),
        ({"bekend_bij_lezer": 4}, {"peildatum": date(2025, 1, 31)}, "minder_streng"),
        ({}, {"leden": dict(list(LEDEN.items())[1:])}, "andere_groep"),
        ({}, {"leden": {"Elders": "ja"}}, None),
        ({"raamwerk": "ander"}, {}, "ander_raamwerk"),
        ({"raamwerk": "ander"}, {"leden": {**LEDEN, "Elders": "ja"}}, "ander_raamwerk"),
        ({"raamwerk": "ander"}, {"leden": {"Elders": "ja"}}, None),
        ({"raamwerk": "ander"}, {"peildatum": date(2024, 3, 1)}, None),
        ({"raamwerk": "ander", "bekend_bij_lezer": 4}, {}, "ander_raamwerk"),
    ],
)
def test_each_objection_names_the_publication_that_stands_in_its_way(
    old: dict[str, Any], new: dict[str, Any], soort: str | None
) -> None:
    known = register_with(3)
    one = known.publicaties[0].model_copy(update=old).sealed()
    found = Register(publicaties=(one,), zouten=known.zouten)
    objection = find_objection(found, NU._replace(**new), lambda other: other == one)
    assert objection == (None if soort is None else (soort, one, ()))
    if soort == "ander_raamwerk":
        assert find_objection(found, NU._replace(**new), lambda other: False) is None
