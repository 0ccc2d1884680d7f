"""The example of Drenthe: its 17 parties, what they share, and how much it shows.

That every file is valid, can be scored and says that it is invented is in `test_examples`.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from weerbaar_cli.cli.main import main
from weerbaar_cli.files.yaml.document import read_document

DRENTHE = Path(__file__).parents[2] / "examples" / "drenthe"
METINGEN = sorted((DRENTHE / "metingen").glob("*.yaml"))
PEILDATA = ("2024-08-01", "2025-02-01", "2025-08-01")
WERKGROEP = "Werkgroep Voorbeelddrenthe"
SHARED_BY_WERKGROEP = {"bibob-specialist", "drugsconvenant", "werkgroepbericht-verschenen"}
OWN_VALUE = ("Ravenwolda", "2025-08-01", "drugsconvenant")
NEVER_HANDS_IN = "Jeneverlo"

Score = dict[str, Any]


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    return score(METINGEN)


def score(paths: list[Path]) -> list[Score]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main(["score", "--format", "json", *map(str, paths)])
    assert code == 0
    found = json.loads(out.getvalue())
    return found if isinstance(found, list) else [found]


def naam(one: Score) -> str:
    return str(one["organisatie"]["naam"])


def basisteams() -> dict[str, str]:
    """The basisteam of each gemeente, as the werkmap says."""
    groepen = read_document(DRENTHE / "weerbaar.yaml").data["groepen"]
    return {lid: groep["naam"] for groep in groepen for lid in groep.get("leden", ())}


def oordelen(scores: list[Score], partij: str, norm_id: str) -> list[str]:
    """What a party got for one norm, edition after edition."""
    normen = [norm for one in scores if naam(one) == partij for norm in one["normen"]]
    return [norm["oordeel"] for norm in normen if norm["id"] == norm_id]


def test_seventeen_parties_have_three_metingen_each(scores: list[Score]) -> None:
    moments = defaultdict(list)
    for one in scores:
        moments[naam(one)].append(one["peildatum"])
    partijen = read_document(DRENTHE / "weerbaar.yaml").data["partijen"]
    assert moments == {partij["naam"]: list(PEILDATA) for partij in partijen}
    kinds = Counter(partij["type"] for partij in partijen)
    assert kinds == {"gemeente": 12, "provincie": 1, "waterschap": 4}
    assert {one["meting"]["soort"] for one in scores} == {"voortgang"}


def test_one_party_never_hands_in(scores: list[Score]) -> None:
    concepts = [naam(one) for one in scores if one["meting"]["status"] == "concept"]
    assert concepts == [NEVER_HANDS_IN] * 3


@pytest.mark.parametrize("peildatum", PEILDATA)
def test_members_inherit_from_the_werkgroep_and_their_basisteam(
    scores: list[Score], peildatum: str
) -> None:
    teams = basisteams()
    gemeenten = set()
    for one in scores:
        if one["peildatum"] != peildatum:
            continue
        expected = {(WERKGROEP, feit) for feit in SHARED_BY_WERKGROEP}
        if one["organisatie"]["type"] == "gemeente":
            gemeenten.add(naam(one))
            expected.add((teams[naam(one)], "driehoek-agenda"))
        assert {(gedeeld["groep"], gedeeld["feit"]) for gedeeld in one["gedeeld"]} == expected
    assert gemeenten == set(teams)


def test_an_own_value_wins_once(scores: list[Score]) -> None:
    own = [
        (naam(one), one["peildatum"], gedeeld["feit"])
        for one in scores
        for gedeeld in one["gedeeld"]
        if not gedeeld["gebruikt"]
    ]
    assert own == [OWN_VALUE]
    assert oordelen(scores, "Ravenwolda", "3.7")[-1] == "deels"
    # Another member that follows the convenant, with the shared one.
    assert oordelen(scores, "Hunnewold", "3.7")[-1] == "voldoet"


def test_the_latest_meting_of_the_group_counts(scores: list[Score]) -> None:
    # 5 of 10, 8 of 10 and 10 of 10 meetings of the driehoek.
    assert oordelen(scores, "Brinkmeerde", "1.3") == ["deels", "deels", "voldoet"]
    # The regional convenant: expired, a draft beside the expired one, in force.
    assert oordelen(scores, "Keienwolde", "3.7") == ["deels", "deels", "voldoet"]


def test_the_number_of_ambities_follows_from_the_type_and_the_decisions(
    scores: list[Score],
) -> None:
    decided = 0
    for path, one in zip(METINGEN, scores, strict=True):
        nvt = read_document(path).data.get("nvt", {})
        expected = 27 - len(nvt) if one["organisatie"]["type"] == "gemeente" else 19
        assert one["telling"]["van_toepassing"] == expected, path.name
        assert all(besluit["reden"] for besluit in nvt.values())
        decided += len(nvt)
    assert decided


def test_every_ambitie_has_several_statuses_in_the_last_edition(scores: list[Score]) -> None:
    seen = defaultdict(set)
    for one in scores:
        if one["peildatum"] == PEILDATA[-1] and one["meting"]["status"] != "concept":
            for norm in one["normen"]:
                seen[norm["id"]].add(norm["oordeel"])
    assert len(seen) == 28
    assert [norm_id for norm_id, found in seen.items() if len(found - {"nvt"}) < 2] == []


def test_most_make_progress_and_one_falls_back(scores: list[Score]) -> None:
    course = defaultdict(list)
    for one in scores:
        if one["meting"]["status"] != "concept":
            course[naam(one)].append(one["telling"]["voldoet"])
    better = {partij for partij, counts in course.items() if counts[-1] > counts[0]}
    assert set(course) - better == {"Midden-Wolmeen", "Turfwijkerloo"}
    assert course["Midden-Wolmeen"][1] < course["Midden-Wolmeen"][0] / 2


def test_the_werkgroep_itself_is_judged_on_its_message_only() -> None:
    for one in score(sorted((DRENTHE / "gedeeld").glob("werkgroep-*.yaml"))):
        assert one["telling"]["van_toepassing"] == 1
        assert oordelen([one], WERKGROEP, "5.2") == ["voldoet"]
