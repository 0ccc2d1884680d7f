"""A report on a group where a norm depends on the party itself: everyone knows who is large.

So a norm for the large ones is told of those alone, and of too few nothing is told; a rule that
asks more of some is told only where every one of them could meet it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.engine.score.test_verbanden import DAG, GROOT, kern_of
from weerbaar_cli.engine.groep.telling import Afspraak, Inzending, Ronde, make_editie
from weerbaar_cli.engine.score.mogelijk import Scan
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepsnorm

JA = {"feit": "ja", "is": "ja"}


def told(norm: dict[str, Any], sizes: list[int], met: int) -> list[Groepsnorm]:
    """What is told of a norm, when the first so many parties meet it."""
    kern = kern_of(norm)
    inzendingen = []
    for number, inwoners in enumerate(sizes):
        answers = {"ja": Antwoord("ja" if number < met else "nee")}
        own = {"inwoners": Antwoord(Decimal(inwoners))}
        scan = Scan("gemeente", DAG, {**answers, **own}, {}, {})
        inzendingen.append(Inzending("gemeente", score_meting(kern, scan, DAG), own))
    ronde = Ronde("zelfscan", DAG, len(sizes), 0, inzendingen)
    return list(make_editie(kern, ronde, Afspraak("bestuur")).normen)


GROOTSTE = {"voldoet": JA, "geldt_als": GROOT}


@pytest.mark.parametrize("met", range(8))
def test_a_norm_for_the_large_ones_is_told_of_those_alone(met: int) -> None:
    (norm,) = told(GROOTSTE, [60000] * 7 + [9000] * 7, met)
    # With 14 parties 4 to 10 would be exact: all seven large ones could be given away.
    assert norm.voldoet.van == 7
    assert norm.voldoet.woord == ("geen_of_enkele" if met < 4 else "bijna_alle")


def test_of_too_few_large_ones_nothing_is_told() -> None:
    (norm,) = told(GROOTSTE, [60000] * 6 + [9000] * 8, 6)
    assert norm.voldoet.woord == "te_klein"


def test_a_norm_for_nobody_here_has_no_figure() -> None:
    assert told(GROOTSTE, [9000] * 14, 0) == []


def test_a_threshold_that_some_can_never_meet_is_not_told() -> None:
    never = {"alle": [JA, {"feit": "ja", "is": "nee"}]}
    norm = {"voldoet": {"indien": GROOT, "dan": never, "anders": JA}}
    (found,) = told(norm, [60000] * 2 + [9000] * 12, 14)
    assert found.voldoet.woord == "te_klein"


def test_a_threshold_that_each_can_meet_is_told_without_cause_or_lapse() -> None:
    norm = {"voldoet": {"indien": GROOT, "dan": JA, "anders": {"feit": "ja", "is": ["ja", "nee"]}}}
    (found,) = told(norm, [60000] * 14, 7)
    assert (found.voldoet.woord, found.voldoet.laag) == ("exact", 7)
    assert found.oorzaak is None
