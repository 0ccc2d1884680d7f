"""Who a report can be for: the table of audiences, and what `report` makes for each of them."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import get_args

import pytest

from tests.conftest import Weerbaar
from tests.steekproef import sample
from weerbaar_cli.cli.rapporten.rapportvraag import OVERZICHTDOELEN
from weerbaar_cli.model.doelgroep import DOELGROEPEN, Doelgroep, Onderwerp
from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepsdoel

EXAMPLES = Path(__file__).parents[2] / "examples"
ABOUT: dict[Onderwerp, tuple[str, ...]] = {
    "meting": ("metingen/voorbeeldstad-eindmeting-2024.yaml",),
    "district": ("--district", "twente"),
}
EVERY = [(naam, onderwerp) for naam in get_args(Doelgroep) for onderwerp in ABOUT]


@pytest.fixture(autouse=True)
def _in_twente(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES / "twente")


@pytest.mark.parametrize(("naam", "onderwerp"), sample(EVERY, 4))
def test_what_the_table_says_is_made_and_nothing_else(
    naam: Doelgroep, onderwerp: Onderwerp, weerbaar: Weerbaar
) -> None:
    """No audience falls back to another: that one might be told too much."""
    form = "csv" if naam == "onderzoek" else "json"  # research gets rows, and no page
    more = ("--ontvanger", "onderzoeker") if naam == "onderzoek" else ()
    run = weerbaar("report", *ABOUT[onderwerp], "--doelgroep", naam, *more, "--format", form)
    if onderwerp not in DOELGROEPEN[naam].over:
        assert (run.code, "Fout: " in run.err) == (2, True)
    elif form == "csv":
        assert run.out.count(DOELGROEPEN[naam].regel) == run.out.count("\n") - 1
    else:
        found = json.loads(run.out)
        assert (run.code, found["doelgroep"]) == (0, naam)
        marked = found.get("vertrouwelijk", DOELGROEPEN[naam].regel)
        assert marked == DOELGROEPEN[naam].regel


@pytest.mark.parametrize("naam", sample(get_args(Doelgroep), 3))
def test_the_page_carries_the_sentence_of_its_audience(naam: Doelgroep, weerbaar: Weerbaar) -> None:
    onderwerp = DOELGROEPEN[naam].over[0]
    if naam != "onderzoek":
        page = weerbaar("report", *ABOUT[onderwerp], "--doelgroep", naam, "--format", "markdown")
        assert DOELGROEPEN[naam].regel in page.out


def test_an_overview_is_for_who_reads_a_report_without_names() -> None:
    assert get_args(Groepsdoel) == OVERZICHTDOELEN


MEER = "metingen/voorbeeldstad-eindmeting-2024.yaml"
EERDER = "metingen/voorbeeldstad-zelfscan-2024.yaml"
BESLOTEN = {
    "score": ("score", MEER),
    "explain": ("explain", MEER, "1a"),
    "compare": ("compare", EERDER, MEER),
    "trend": ("trend", EERDER, MEER),
    "plan": ("plan", MEER),
    "work list": ("plan", "metingen", "--doelgroep", "coordinator"),
    "validate": ("validate", MEER),
    "unanswered": ("frameworks", "unanswered", MEER),
    "own": ("report", MEER),
    "note": ("report", MEER, "--doelgroep", "notitie"),
    "coordinator": ("report", "--district", "twente", "--doelgroep", "coordinator"),
    "look": ("report", "--district", "twente"),
    "register": ("publicaties",),
}
OPEN = {
    "council": ("report", MEER, "--doelgroep", "raad"),
    "framework": ("frameworks", "twente-basis-op-orde"),
}


@pytest.mark.parametrize(
    ("words", "mode"),
    sample(
        [(words, 0o600) for words in BESLOTEN.values()]
        + [(words, 0o644) for words in OPEN.values()],
        4,
    ),
    ids=[*BESLOTEN, *OPEN],
)
def test_what_names_an_organisation_is_for_its_owner_alone(
    words: tuple[str, ...], mode: int, tmp_path: Path, weerbaar: Weerbaar
) -> None:
    os.umask(0o022)
    target = tmp_path / "uit.json"
    assert weerbaar(*words, "--output", str(target)).code in (0, 1)
    assert stat.S_IMODE(target.stat().st_mode) == mode


def test_a_calendar_is_for_its_owner_alone(tmp_path: Path, weerbaar: Weerbaar) -> None:
    os.umask(0o022)
    target = tmp_path / "plan.ics"
    assert weerbaar("plan", MEER, "--ics", str(target)).code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
