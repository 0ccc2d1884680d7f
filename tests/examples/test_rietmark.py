"""The invented region Rietmark, whose raamwerk was written by the guide alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Golden, Weerbaar

RIETMARK = Path(__file__).parents[2] / "examples" / "rietmark"


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(RIETMARK)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("rietmark-raamwerk.txt", "frameworks weerbaar-rietmark"),
        ("rietmark-score.txt", "score metingen/lindervoort-2025-12.yaml"),
        ("rietmark-explain.txt", "explain metingen/elzerbroek-2025-12.yaml 1.4"),
        ("rietmark-plan.txt", "plan metingen/lindervoort-2025-12.yaml"),
        (
            "rietmark-coordinator.md",
            "report --district rietmark --doelgroep coordinator --format markdown",
        ),
    ],
)
def test_a_whole_output(name: str, line: str, weerbaar: Weerbaar, golden: Golden) -> None:
    code, out, err = weerbaar(*line.split())
    assert (code, err) == (0, "")
    golden(name, out)


def test_every_case_gives_the_oordeel_that_it_promises(weerbaar: Weerbaar) -> None:
    assert weerbaar("validate", ".", "--strikt").code == 0
    run = weerbaar("frameworks", "check", ".")
    assert run.code == 0
    assert "weerbaar-rietmark: 13 normen, 47 gevallen kloppen" in run.err


def test_four_members_are_too_few_for_the_board(weerbaar: Weerbaar) -> None:
    run = weerbaar("report", "--district", "rietmark", "--format", "markdown")
    assert run.code == 2
    assert "ten minste 7" in run.err


def test_a_party_is_only_asked_what_is_meant_for_it(tmp_path: Path, weerbaar: Weerbaar) -> None:
    """Lindervoort has a haven and Zandwolde has none."""
    asked = {}
    for naam in ("Zandwolde", "Lindervoort"):
        path = tmp_path / f"{naam}.yaml"
        words = ("--organisatie", naam, "--peildatum", "2026-12-31", "--output", str(path))
        run = weerbaar("new", *words, "--raamwerk", "weerbaar-rietmark")
        assert run.code == 0, run.err
        asked[naam] = "havenafspraken:" in path.read_text(encoding="utf-8")
    assert asked == {"Zandwolde": False, "Lindervoort": True}


def test_a_ratio_changes_what_is_measured_and_not_its_measure(weerbaar: Weerbaar) -> None:
    """One for each 300: with 310 who work there, another is appointed; nobody is sent away."""
    run = weerbaar("score", "metingen/lindervoort-2025-12.yaml", "--format", "json")
    norm = next(one for one in json.loads(run.out)["normen"] if one["id"] == "2.3")
    assert norm["doen"] == ["Wijs vertrouwenspersonen aan (minstens 1 per 300 medewerkers)"]


def test_what_is_advised_is_no_open_norm_and_comes_not_first(weerbaar: Weerbaar) -> None:
    meting = "metingen/lindervoort-2025-12.yaml"
    plan = " ".join(weerbaar("plan", meting).out.split())
    assert "7 normen voldoen nog niet, 6 zonder actie, 1 aanbeveling staat nog open" in plan
    assert "norm 1.5 voldoet" not in weerbaar("score", meting).out
