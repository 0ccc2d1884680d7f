"""Equal answers are worked out once on a day: for other norms, for routes, for other metingen."""

from __future__ import annotations

from datetime import date, timedelta

from tests.engine.worlds import GRENS, kern_of
from weerbaar_cli.engine.score.mogelijk import Scan
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.feitsoorten.aantal import Aantal
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.feitsoorten.checklist import Checklist
from weerbaar_cli.feitsoorten.document import Document
from weerbaar_cli.feitsoorten.groepen import Groepen
from weerbaar_cli.model.bestanden.feit import Bewijs

TWENTE = "twente-basis-op-orde"
DAG = date(2023, 2, 1)


def answers() -> dict[str, Antwoord]:
    """Some of every kind that holds others, made anew each time."""
    bewijs = (Bewijs(titel="Besluit", datum=DAG),)
    items: dict[str, str | None] = dict.fromkeys(
        kern_of(TWENTE).catalogus["apv-onderdelen"].items, "nee"
    )
    return {
        "bibob-beleid": Antwoord((Document(vastgesteld_op=DAG), Document(status="concept"))),
        "apv": Antwoord((Document(titel="APV", vastgesteld_op=DAG),), bewijs=bewijs),
        "apv-onderdelen": Antwoord(Checklist(items)),
        "afdelingen-agendering": Antwoord(Groepen({"Vergunningen": DAG, "Vastgoed": None})),
        "mt-besproken": Antwoord(DAG),
    }


def remembered(antwoorden: dict[str, Antwoord], day: date = GRENS) -> int:
    """How much of this day is remembered once every norm was judged, and its route asked."""
    kern = kern_of(TWENTE).for_type("gemeente")
    oordeel = score_meting(kern, Scan("gemeente", GRENS, antwoorden, {}, {}), day)
    needed = [norm.nog_nodig for norm in oordeel.normen]
    assert any(needed)
    return len(kern.kader(day, GRENS).onthouden)


def test_an_equal_meting_adds_nothing() -> None:
    first = remembered(answers())
    assert remembered(answers()) == first
    other = {**answers(), "mt-besproken": Antwoord(DAG + timedelta(days=1))}
    # A route tries the same days with each: only of the new day itself the rows are new, and what
    # is asked of who was there.
    assert remembered(other) == first + 2


def test_a_route_is_searched_once_for_all_that_its_tests_see_alike() -> None:
    first = remembered({**answers(), "hennep-opgevolgd": Antwoord(Aantal(3, 9))})
    other = {**answers(), "hennep-opgevolgd": Antwoord(Aantal(2, 8))}
    # What is asked alone: that it is too few says all that the route is about.
    assert remembered(other) == first + 1


def test_only_the_date_of_evidence_is_told_apart() -> None:
    first = remembered(answers())
    known = answers()
    known["apv"] = Antwoord(known["apv"].waarde, bewijs=(Bewijs(titel="Anders", datum=DAG),))
    assert remembered(known) == first


def test_another_day_keeps_no_answers() -> None:
    later = GRENS + timedelta(days=40)
    first = remembered(answers(), later)
    other = {**answers(), "mt-besproken": Antwoord(DAG + timedelta(days=1))}
    assert remembered(other, later) == first


def test_of_what_no_day_changes_no_later_day_is_tried() -> None:
    day = date(2021, 5, 5)
    kern = kern_of(TWENTE).for_type("gemeente")
    oordeel = score_meting(kern, Scan("gemeente", day, {}, {}, {}), day)
    tomorrow = kern.kader(day + timedelta(days=1), day)
    numbers, dates = oordeel.find("3e"), oordeel.find("1b")
    assert numbers is not None
    assert dates is not None
    assert numbers.verloopt_op is None
    assert not tomorrow.onthouden
    assert dates.verloopt_op == date(2022, 5, 6)
    assert tomorrow.onthouden
