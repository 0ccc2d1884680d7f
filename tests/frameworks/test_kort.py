"""Every norm and feit that we ship has a name for people, and every feit says what to do."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.worlds import GRENS, antwoorden, kern_of, library, norm_of, norms
from tests.steekproef import sample
from weerbaar_cli.engine.score.nodig import find_route
from weerbaar_cli.model.bestanden.feit import Feit
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.uitkomsten.oordeel import tasks_of
from weerbaar_cli.model.woorden import KORT, in_sentence

ID = re.compile(r"\b[a-z]+(?:-[a-z0-9]+)+\b")


def raamwerken() -> list[Raamwerk]:
    return [library().raamwerk(name) for name in library().raamwerk_ids()]


@pytest.mark.parametrize("raamwerk", raamwerken(), ids=lambda one: one.id)
def test_every_norm_has_a_name_of_its_own(raamwerk: Raamwerk) -> None:
    names = [norm.kort for norm in raamwerk.normen]
    assert None not in names
    assert max(len(name or "") for name in names) <= KORT
    assert [name for name, n in Counter(names).items() if n > 1] == []


def test_every_feit_has_a_name_of_its_own_and_a_task() -> None:
    feiten = library().catalogus
    assert [name for name, feit in feiten.items() if feit.kort is None or feit.doen is None] == []
    names = Counter(feit.kort for feit in feiten.values())
    assert [name for name, n in names.items() if n > 1] == []


@pytest.mark.parametrize("name", sorted(library().catalogus))
def test_a_name_is_no_question_and_a_task_is_one_sentence(name: str) -> None:
    feit = library().catalogus[name]
    for text in (feit.naam, feit.doen or ""):
        assert "?" not in text
        assert text[0].isupper()
        assert text[-1] not in ".:;,"
    assert feit.doen != feit.vraag


# Laws, abbreviations and what the question itself writes with a capital.
NAMEN = {"VTH:", "Burgerzaken:", "Bibob", "RIEC", "Openbaar", "Wet", "Omgevingswet", "Lijst"}


def test_a_part_of_a_task_has_no_capital_but_that_of_a_name() -> None:
    feiten = library().catalogus.values()
    told = [in_sentence(one, feit.vraag) for feit in feiten for one in feit.onderdelen.values()]
    assert {one.split()[0] for one in told if one[0].isupper()} == NAMEN


def test_an_amount_is_written_in_one_way() -> None:
    """Also where a task has a place for it; an official text is its own."""
    feiten = [one.as_written() for one in library().catalogus.values()]
    parameters = [one.as_written() for each in raamwerken() for one in each.parameters.values()]
    assert [one for one in (*feiten, *parameters) if re.search(r"[\d}] euro\b", one)] == []
    assert any("(€ {nodig})" in one for one in feiten)


@pytest.mark.parametrize(("raamwerk_id", "norm_id"), sample(norms(), 18))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_needed_reads_as_a_task(raamwerk_id: str, norm_id: str, data: Any) -> None:
    norm, kern = norm_of(raamwerk_id, norm_id), kern_of(raamwerk_id)
    kader = kern.kader(GRENS, GRENS)
    route = find_route(kern.regels[norm_id], data.draw(antwoorden(norm)), kader)
    assert route is not None
    for feit_id, taak in tasks_of(route.stappen):
        feit = kern.catalogus[feit_id]
        assert "?" not in taak
        assert "{" not in taak
        assert "…" not in taak
        assert feit_id not in taak or "-" not in feit_id
        assert taak.startswith(_begins(feit)), taak


def _begins(feit: Feit) -> tuple[str, ...]:
    """How a task of this feit can begin; where no number is enough it says what is needed."""
    own = (feit.doen or "").partition("{")[0]
    asks = (
        f"Vraag na: {feit.naam}",
        "Voeg een verwijzing naar bewijs toe",
        "Vul de lijst aan: nog ",
    )
    return (own, *asks)
