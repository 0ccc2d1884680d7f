"""The trend as a pure function: order, twins, comparable norms, the term, the pace, the course."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar_cli.engine.verandering.trend import find_termijn, make_trend
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Raamwerk, Status
from weerbaar_cli.model.uitkomsten.oordeel import (
    Aandeelbereik,
    Normoordeel,
    Raamwerkoordeel,
    Stap,
    Themaoordeel,
    Verklaring,
    count,
)
from weerbaar_cli.model.uitkomsten.trend import Moment, Tempo

# A status by its first letter; the n of nvt is the only one that clashes.
LETTERS: dict[str, Status] = {
    "v": "voldoet",
    "d": "deels",
    "x": "voldoet_niet",
    "?": "onbekend",
    "n": "nvt",
}
JANUARI = date(2024, 1, 31)


class Niets:
    """No details: a trend needs the status alone."""

    def reden(self) -> str:
        raise AssertionError

    def waarom(self) -> tuple[str, ...]:
        return ()

    def nog_nodig(self) -> tuple[Stap, ...]:
        raise AssertionError

    def nodige_feiten(self) -> tuple[str, ...]:
        raise AssertionError

    def route(self) -> None:
        raise AssertionError

    def routefeiten(self) -> tuple[str, ...]:
        raise AssertionError

    def verloop(self, last: date = date.max) -> None:
        raise AssertionError

    def signalen(self) -> tuple[str, ...]:
        raise AssertionError

    def opmerkingen(self) -> tuple[str, ...]:
        raise AssertionError

    def afleiding(self) -> tuple[Verklaring, ...]:
        raise AssertionError


def norm(norm_id: str, status: Status, tekst: str = "") -> Normoordeel:
    tekst = tekst or f"Norm {norm_id}"
    return Normoordeel(
        norm_id, "1", tekst, status, (), status, None, None, None, tekst, None, None, Niets()
    )


def moment(statuses: str, day: date, soort: Any = "voortgang", **other: Any) -> Moment:
    """A moment with norms 1, 2, 3, … that have these statuses."""
    teksten = other.get("teksten", {})
    normen = tuple(
        norm(str(number), LETTERS[letter], teksten.get(str(number), ""))
        for number, letter in enumerate(statuses, 1)
    )
    telling = count(normen)
    aandeel = Aandeelbereik(None, None, None)
    thema = Themaoordeel("1", "Thema", telling, normen)
    versie = other.get("versie", "1")
    oordeel = Raamwerkoordeel("proef", "Proef", versie, day, None, telling, aandeel, (thema,))
    return Moment(other.get("bestand", f"{day}.yaml"), soort, "ingeleverd", day, oordeel)


def raamwerk(**extra: Any) -> Raamwerk:
    data = {"weerbaar": "raamwerk/1", "id": "proef", "titel": "Proef", "versie": "1"}
    return Raamwerk.model_validate(data | {"partijtypen": ["gemeente"], "themas": []} | extra)


def series(rows: Sequence[str], step: int = 180) -> list[Moment]:
    """So many days apart."""
    return [moment(row, JANUARI + timedelta(days=step * number)) for number, row in enumerate(rows)]


def koers(rows: Sequence[str], streefdatum: date | None = None, step: int = 180) -> Any:
    data = {"streefdatum": streefdatum.isoformat()} if streefdatum else {}
    return make_trend(series(rows, step), raamwerk(**data), Fraction(1)).koers


def test_moments_stand_in_order_of_time_and_of_kind() -> None:
    day = date(2024, 7, 1)
    given = [
        moment("v", day, "eindmeting"),
        moment("v", day, "zelfscan"),
        moment("x", JANUARI, "voortgang"),
    ]
    found = make_trend(given, raamwerk(), Fraction(1))
    kinds = [one.soort for one in found.momenten]
    assert kinds == ["voortgang", "zelfscan", "eindmeting"]
    assert found.normen[0].oordelen == ("voldoet_niet", "voldoet", "voldoet")


def test_two_of_one_kind_on_one_day_are_refused_by_name() -> None:
    twins = [moment("v", JANUARI, bestand="a.yaml"), moment("v", JANUARI, bestand="b.yaml")]
    with pytest.raises(WeerbaarError) as caught:
        make_trend(twins, raamwerk(), Fraction(1))
    assert caught.value.message == (
        "a.yaml en b.yaml hebben dezelfde soort en peildatum: voortgang 31-01-2024"
    )
    assert caught.value.tip == "Neem er één van, of verander de soort of peildatum."


def test_only_norms_that_are_the_same_everywhere_have_a_row() -> None:
    first, second, third = series(["vvx", "vvxx", "vvv"])
    changed = moment("vvxx", second.peildatum, teksten={"2": "Anders"}, versie="2")
    found = make_trend([first, changed, third], raamwerk(), Fraction(1))
    assert [one.id for one in found.normen] == ["1", "3"]
    assert found.onvergelijkbaar == ("2", "4")
    assert found.versies == ("1", "2")
    assert [one.voldoet for one in found.tellingen()] == [1, 1, 2]
    assert [one.van_toepassing for one in found.tellingen("1")] == [2, 2, 2]
    assert [one.van_toepassing for one in found.tellingen("9")] == [0, 0, 0]


def test_the_term_is_the_target_date_and_else_the_end_of_the_agreement() -> None:
    looptijd = {"van": "2023-01-01", "tot": "2025-12-31"}
    assert find_termijn(raamwerk()) is None
    assert find_termijn(raamwerk(looptijd=looptijd)) == (date(2025, 12, 31), "looptijd")
    both = raamwerk(looptijd=looptijd, streefdatum="2024-07-01")
    assert find_termijn(both) == (date(2024, 7, 1), "streefdatum")


@pytest.mark.parametrize(
    ("rows", "te_gaan", "erbij", "eerst_onbekend"),
    [
        (["xxxx", "vxxx", "vvxx"], 2, 2, 0),
        (["x?xx", "vxxx", "vvxx"], 2, 2, 1),
        (["vvxx", "vxxx", "vxxx"], 3, -1, 0),
        (["xdn?", "xdn?", "xdn?"], 3, 0, 0),
        (["xx", "xx", "vv"], 0, 2, 0),
    ],
)
def test_what_is_left_and_what_came(
    rows: list[str], te_gaan: int, erbij: int, eerst_onbekend: int
) -> None:
    found = koers(rows)
    assert found.te_gaan == te_gaan
    assert found.tempo == Tempo(erbij, 360, eerst_onbekend)


def test_what_is_left_counts_what_the_raamwerk_asks() -> None:
    rows = series(["xxxxxxx", "vxxxxxx", "vvxxxxn"])
    assert make_trend(rows, raamwerk(), Fraction(1, 2)).koers.te_gaan == 1
    assert make_trend(rows, raamwerk(), Fraction(1, 4)).koers.te_gaan == 0


def test_no_pace_with_two_moments_or_within_three_months() -> None:
    assert koers(["xx", "vx"]).tempo is None
    assert koers(["xx", "vx", "vx"], step=44).tempo is None
    assert koers(["xx", "vx", "vx"], step=45).tempo == Tempo(1, 90, 0)
    assert koers(["xx", "vx"]).verwachting is None
    assert koers(["xx", "vv"]).verwachting == "gehaald"


LAST = JANUARI + timedelta(days=360)


@pytest.mark.parametrize(
    ("rows", "dagen", "verwachting"),
    [
        # Two came in 360 days and two are left: 360 days more.
        (["xxxx", "vxxx", "vvxx"], 500, "op_tijd"),
        (["xxxx", "vxxx", "vvxx"], 400, "op_tijd"),
        (["xxxx", "vxxx", "vvxx"], 399, "krap"),
        (["xxxx", "vxxx", "vvxx"], 330, "krap"),
        # Twelve came in 360 days and eleven are left: 330 days more, a tenth over 300.
        (["x" * 23, "x" * 23, "v" * 12 + "x" * 11], 300, "krap"),
        (["x" * 23, "x" * 23, "v" * 12 + "x" * 11], 299, "te_laat"),
        (["xxxx", "vxxx", "vvxx"], 327, "te_laat"),
        (["xxxx", "vxxx", "vvxx"], 1, "te_laat"),
        (["xxxx", "vxxx", "vvxx"], 0, None),
        (["xxxx", "vxxx", "vvxx"], -100, None),
        (["vvxx", "vxxx", "vxxx"], 500, "stilstand"),
        (["xxxx", "xxxx", "xxxx"], 500, "stilstand"),
        (["vvxx", "vxxx", "vvvv"], -100, "gehaald"),
    ],
)
def test_the_course(rows: list[str], dagen: int, verwachting: str | None) -> None:
    found = koers(rows, LAST + timedelta(days=dagen))
    assert found.dagen == dagen
    assert found.na_termijn == (dagen < 0)
    assert found.verwachting == verwachting


def test_a_pace_is_exact_until_it_is_shown() -> None:
    assert Tempo(7, 365, 0).per_halfjaar == Fraction(7 * 36525, 200 * 365)
    assert Tempo(2, 360, 0).days_for(3) == 540
    assert Tempo(0, 360, 0).days_for(3) is None


@given(
    st.lists(
        st.lists(st.sampled_from("vdx?n"), min_size=5, max_size=5).map("".join),
        min_size=2,
        max_size=6,
    )
)
def test_the_counts_of_comparable_norms_are_those_of_the_moments(rows: list[str]) -> None:
    found = make_trend(reversed(series(rows)), raamwerk(), Fraction(1))
    assert [one.oordeel.telling for one in found.momenten] == list(found.tellingen())
    for place, row in enumerate(rows):
        assert [norm.oordelen[place] for norm in found.normen] == [LETTERS[one] for one in row]
    last = found.laatste.telling
    assert found.koers.te_gaan == last.van_toepassing - last.voldoet
    if found.koers.tempo is not None:
        assert found.koers.tempo.erbij == rows[-1].count("v") - rows[0].count("v")


def test_every_status_has_a_letter_here() -> None:
    assert set(LETTERS.values()) == set(STATUSES)
