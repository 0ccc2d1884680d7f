"""Names that are nearly the same are found without holding every two against each other."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar_cli.model.bestanden.partij import District, district_name
from weerbaar_cli.model.strict import nearly_same, nearly_same_pairs

WORDS = ["Veen", "Voorbeeldstad", "Vóórbeeldstad", "Wierden", "aan Zee", "12"]


@st.composite
def names(draw: st.DrawFn) -> str:
    """A name of a few words, mostly with a letter more, fewer or other than it should have."""
    name = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)))
    at = draw(st.integers(0, len(name)))
    return (
        name[:at]
        + draw(st.sampled_from(["", "e", "é", " ", "1"]))
        + name[at + draw(st.integers(0, 1)) :]
    )


@given(st.lists(names(), max_size=12))
def test_the_pairs_are_those_of_every_two_names(named: list[str]) -> None:
    places = combinations(range(len(named)), 2)
    every = [(one, other) for one, other in places if nearly_same(named[one], named[other])]
    assert nearly_same_pairs(named) == every


@pytest.mark.parametrize(
    ("kenmerk", "naam"),
    [
        ("merelland", "Merelland"),
        ("noord-veluwe", "Noord-Veluwe"),
        ("alphen-aan-den-rijn", "Alphen-aan-den-Rijn"),
        ("de-wielen", "De-Wielen"),
    ],
)
def test_a_district_without_a_title_is_written_as_a_name(kenmerk: str, naam: str) -> None:
    assert district_name(kenmerk, None) == naam
    assert district_name(kenmerk, District(titel="Ons district")) == "Ons district"
