"""An own list beside the number of groups that there are: derived by hand, one row per sentence."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.engine.worlds import GRENS, kern_of, norm_of
from tests.zinnen import score_aloud
from weerbaar_cli.engine.score.mogelijk import Scan
from weerbaar_cli.engine.score.nodig import find_route
from weerbaar_cli.engine.score.score import judge
from weerbaar_cli.feitsoorten.antwoord import Antwoord, check_totals, spread
from weerbaar_cli.feitsoorten.datum import NOOIT
from weerbaar_cli.feitsoorten.feitsoorten import soort_of
from weerbaar_cli.feitsoorten.groepen import Groepen
from weerbaar_cli.feitsoorten.soort import Bevraging
from weerbaar_cli.model.bestanden.feit import Bewijs
from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel, tasks_of

LIJST, TOTAAL = "afdelingen-agendering", "afdelingen-aantal"
TWENTE = "twente-basis-op-orde"
NU, OUD = date(2024, 3, 1), date(2022, 3, 1)
OPEN = ("voldoet", "deels", "voldoet_niet")


def facts(datums: dict[str, Any] | None, total: int | None, **more: Any) -> dict[str, Antwoord]:
    """The list and the total, as a meting that says them is read."""
    said: dict[str, Antwoord] = {}
    if datums is not None:
        said[LIJST] = Antwoord(Groepen(datums), **more)
    if total is not None:
        said[TOTAAL] = Antwoord(Decimal(total))
    return spread(said, kern_of(TWENTE).catalogus)


def judge_1a(known: dict[str, Antwoord]) -> Normoordeel:
    """The norm that asks each department."""
    scan = Scan("gemeente", GRENS, known, {}, {})
    found = score_aloud(kern_of(TWENTE), scan, GRENS).find("1a")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("datums", "total", "mogelijk"),
    [
        # The list is as long as the total: complete.
        ({"A": NU}, 1, ("voldoet",)),
        ({"A": NU, "B": NOOIT}, 2, ("deels",)),
        # What the list leaves out is not known: never voldoet by silence.
        ({"A": NU}, 2, ("voldoet", "deels")),
        ({"A": NU}, 15, ("voldoet", "deels")),
        # One that failed settles that it is not each; one in time that it is at least one.
        ({"A": NU, "B": NOOIT}, 3, ("deels",)),
        ({"A": OUD}, 3, ("deels", "voldoet_niet")),
        ({"A": None}, 3, OPEN),
        # Nooit is said of all of them.
        ({}, 3, ("voldoet_niet",)),
        # No list at all: nothing is known, unless there is nothing to list.
        (None, 3, OPEN),
        (None, 0, ("voldoet_niet",)),
        (None, None, OPEN),
        # Without a total the list is taken as it is.
        ({"A": NU}, None, ("voldoet",)),
        # So many that nobody can go through them takes no longer.
        ({"A": NU}, 10**12, ("voldoet", "deels")),
    ],
)
def test_what_the_list_leaves_out_is_unknown(
    datums: dict[str, Any] | None, total: int | None, mogelijk: tuple[str, ...]
) -> None:
    assert judge_1a(facts(datums, total)).mogelijk == mogelijk


@pytest.mark.parametrize(
    ("datums", "total", "tasks"),
    [
        ({"A": NU}, 15, ["Vul de lijst aan: nog 14 van de 15 afdelingen"]),
        (
            {"A": NOOIT},
            3,
            ["Zet ondermijning op de agenda van A", "Vul de lijst aan: nog 2 van de 3 afdelingen"],
        ),
        ({}, 3, ["Vul de lijst aan: nog 3 van de 3 afdelingen"]),
        (None, 3, ["Vul de lijst aan: nog 3 van de 3 afdelingen"]),
        ({"A": NU}, 1, []),
    ],
)
def test_the_task_is_to_complete_the_list(
    datums: dict[str, Any] | None, total: int, tasks: list[str]
) -> None:
    found = [text for _, text in tasks_of(judge_1a(facts(datums, total)).nog_nodig)]
    kort = " (Ondermijning in het afdelingsoverleg)"
    assert [text.removesuffix(kort) for text in found] == tasks


@pytest.mark.parametrize("total", [1, 2, 15])
def test_what_is_needed_then_suffices(total: int) -> None:
    known, kern = facts({}, total), kern_of(TWENTE)
    route = find_route(kern.regels["1a"], known, kern.kader(GRENS, GRENS))
    assert route is not None
    scan = Scan("gemeente", GRENS, {**known, **route.antwoorden}, {}, {})
    assert judge(kern, scan, norm_of(TWENTE, "1a"), GRENS)[0] == "voldoet"


def test_of_many_groups_each_with_a_day_of_its_own_few_mixes_are_tried() -> None:
    kern = kern_of(TWENTE)
    kader, (tros,) = kern.kader(GRENS, GRENS), kern.regels["1a"].trossen
    lists = Groepen({f"Team {number}": OUD - timedelta(days=number) for number in range(40)})
    vraag = Bevraging(LIJST, kern.catalogus[LIJST], tros.toetsen, kader)
    found = list(soort_of(vraag.feit).changes(vraag, lists) or ())
    assert len(found) == 41 * 2 - 1  # so many of them and not which, with and without a new one
    route = find_route(kern.regels["1a"], {LIJST: Antwoord(lists)}, kader)
    assert route is not None
    assert route.aantal == 40


@pytest.mark.parametrize(
    ("total", "more", "said"),
    [
        (None, {}, True),
        (None, {"herkomst": "opgave"}, True),
        (None, {"herkomst": "onderbouwd"}, False),
        (None, {"herkomst": "getoetst"}, False),
        (None, {"bewijs": (Bewijs(titel="organisatieplan"),)}, False),
        (1, {}, False),
    ],
)
def test_a_list_without_source_or_total_is_a_signaal_and_changes_nothing(
    total: int | None, more: dict[str, Any], *, said: bool
) -> None:
    found = judge_1a(facts({"A": NU}, total, **more))
    assert found.oordeel == "voldoet"
    assert any("geen bron of totaal" in text for text in found.signalen) is said


def test_a_total_that_changes_is_held_against_the_list_again() -> None:
    catalogus = kern_of(TWENTE).catalogus
    first = facts({"A": NU}, 15)
    for total, status in ((1, "voldoet"), (2, "onbekend")):
        again = spread({**first, TOTAAL: Antwoord(Decimal(total))}, catalogus)
        assert judge_1a(again).oordeel == status
    without = spread({TOTAAL: Antwoord(Decimal(3))}, catalogus)
    assert spread({**without, TOTAAL: Antwoord()}, catalogus)[LIJST].waarde is None


@pytest.mark.parametrize(("total", "faults"), [(1, 1), (2, 0), (3, 0)])
def test_a_list_longer_than_its_total_is_a_fault(total: int, faults: int) -> None:
    known = {LIJST: Antwoord(Groepen({"A": NU, "B": NU})), TOTAAL: Antwoord(Decimal(total))}
    found = list(check_totals(known, kern_of(TWENTE).catalogus, ("feiten",)))
    assert [one.code for one in found] == ["lijst-boven-totaal"] * faults
