"""What is allowed: nothing is said of it, and it can be scored."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Tree, Weerbaar

CASES = Path(__file__).parents[1] / "cases"
FILES = sorted((CASES / "valid").glob("*.yaml"))

EMPTY = {"feiten-leeg"}

cases = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


@cases
def test_nothing_is_wrong(path: Path, weerbaar: Weerbaar) -> None:
    run = weerbaar("validate", str(path), "--strikt")
    if path.stem in EMPTY:
        assert (run.code, run.err) == (0, "1 bestand, 1 hint\n")
        assert re.search(r"hint niets-ingevuld 0 van \d\d feiten ingevuld\n", run.out)
    else:
        assert run == (0, "", "1 bestand, in orde\n")


@cases
def test_it_is_scored(path: Path, weerbaar: Weerbaar) -> None:
    run = weerbaar("score", str(path), "--format", "json")
    assert run.code == 0
    assert json.loads(run.out)


@cases
def test_on_an_earlier_date_what_has_not_happened_yet_is_no_fout(
    path: Path, weerbaar: Weerbaar
) -> None:
    run = weerbaar("score", str(path), "--peildatum", "2020-01-01", "--format", "json")
    assert run.code == 0


def test_a_date_after_an_earlier_peildatum_counts_as_not_yet_happened(weerbaar: Weerbaar) -> None:
    def status(*options: str) -> str:
        path = str(CASES / "valid" / "korte-vormen.yaml")
        shape = json.loads(weerbaar("score", path, "--format", "json", *options).out)
        return str(next(norm["oordeel"] for norm in shape["normen"] if norm["id"] == "1a"))

    # Vergunningen came on 4 October 2023; Vastgoed never.
    assert status() == "deels"
    assert status("--peildatum", "2023-10-04") == "deels"
    assert status("--peildatum", "2023-10-03") == "voldoet_niet"


@pytest.mark.parametrize("name", ["bom", "crlf", "schrijfwijze-ja-nee"])
def test_a_hint_does_not_stop_the_score(name: str, weerbaar: Weerbaar) -> None:
    path = str(CASES / "invalid" / f"{name}.yaml")
    assert weerbaar("validate", path, "--strikt").code == 0
    run = weerbaar("score", path, "--format", "json")
    assert (run.code, run.err) == (0, "")


def test_the_werkmap_and_its_raamwerk_are_in_order(weerbaar: Weerbaar, tree: Tree) -> None:
    """Away from the cases with faults, which depend on them."""
    names = ("weerbaar.yaml", "proef.yaml")
    tree({name: (CASES / name).read_text(encoding="utf-8") for name in names})
    run = weerbaar("validate", *names)
    assert run == (0, "", "2 bestanden, in orde\n")


def test_of_a_document_without_a_date_the_date_is_missing(weerbaar: Weerbaar) -> None:
    path = str(CASES / "valid" / "document-zonder-datum.yaml")
    norm = next(
        one
        for one in json.loads(weerbaar("score", path, "--format", "json").out)["normen"]
        if one["id"] == "3a"
    )
    assert norm["reden"] == "ivp: datum van vaststelling ontbreekt"
    report = weerbaar("report", path, "--format", "markdown").out
    assert "datum van vaststelling ontbreekt" in report


def test_while_nothing_is_known_no_report_says_that_nothing_needs_a_decision(
    weerbaar: Weerbaar,
) -> None:
    path = str(CASES / "valid" / "feiten-leeg.yaml")
    for doelgroep in ("eigen", "notitie"):
        report = weerbaar("report", path, "--doelgroep", doelgroep, "--format", "markdown").out
        assert "Niets: " not in report
        assert "0 van 39 feiten ingevuld" in report
