"""People read words; the names of files come with `--ids`, and always for programs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Weerbaar
from tests.steekproef import sample
from weerbaar_cli.reading.omgeving import Omgeving

ROOT = Path(__file__).parents[2]
STAD = [
    f"examples/twente/metingen/voorbeeldstad-{one}-2024.yaml" for one in ("zelfscan", "eindmeting")
]
KWIK = [f"examples/merelland/metingen/kwikkerdam-{one}.yaml" for one in ("2023-10", "2024-12")]
PAGES = [
    (
        "score",
        STAD[0],
        "--stel",
        "mt-besproken=2024-01-01",
        "--stel",
        "apv-onderdelen.panden=ja",
    ),
    ("score", "examples/drenthe/metingen/brinkmeerde-2025-08.yaml"),
    ("plan", STAD[0]),
    ("score", "examples/merelland/metingen"),
    ("plan", "examples/drenthe/metingen/midden-wolmeen-2025-08.yaml", "--raamwerk", "alle"),
    ("plan", "examples/twente/metingen", "--doelgroep", "coordinator"),
    ("compare", *STAD),
    ("compare", *KWIK),
    ("frameworks", "twente-basis-op-orde"),
    ("frameworks", "drentse-ambities"),
    ("frameworks", "twente-weerbare-overheid"),
    ("frameworks", "crosswalk"),
    ("frameworks", "crosswalk", "twente-basis-op-orde", "drentse-ambities"),
    ("frameworks", "unanswered", STAD[0], "--raamwerk", "drentse-ambities"),
]
WITHOUT = [
    ("trend", *STAD),
    *(("report", STAD[1], "--doelgroep", one) for one in ("eigen", "notitie", "raad")),
    ("report", "examples/twente", "--district", "twente", "--doelgroep", "coordinator"),
    ("report", "examples/twente", "--district", "twente"),
    ("report", "--overzicht", "examples/oost-nederland"),
]
_VERSIE = re.compile(r"@\d{4}-|versie \d{4}-\d\d-\d\d")  # as files write that of a raamwerk
_NAME = re.compile(r"(?<![\w«‘-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w»’-])")


@pytest.fixture(scope="module")
def names() -> set[str]:
    """What only files call facts, their parts and readings."""
    found = set()
    for folder in (None, *(ROOT / "examples" / one for one in ("merelland", "drenthe"))):
        library = Omgeving(folder).bibliotheek
        for name, feit in library.catalogus.items():
            found |= {name, *feit.onderdelen}
        for raamwerk in library.raamwerk_ids():
            found |= set(library.raamwerk(raamwerk).parameters)
    return {one for one in found if "-" in one} - {"niet-opgeleid", "risico-inventarisatie"}


def spoken(text: str, names: set[str]) -> set[str]:
    return names & set(_NAME.findall(re.sub(r"\S+\.yaml", "", text)))


@pytest.mark.parametrize("args", sample(((one,) for one in PAGES), 9), ids=" ".join)
def test_words_and_with_ids_the_names_of_files(
    args: tuple[str, ...], weerbaar: Weerbaar, names: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "300")
    for vorm in ("tabel", "markdown", "csv"):
        assert spoken(weerbaar(*args, "--format", vorm).out, names) == set()
        tasks = vorm == "csv" and args[0] == "plan"  # rows of tasks name no fact
        assert tasks or spoken(weerbaar(*args, "--ids", "--format", vorm).out, names)
    plain = weerbaar(*args, "--format", "json").out  # it has both
    assert weerbaar(*args, "--ids", "--format", "json").out == plain


@pytest.mark.parametrize("args", WITHOUT, ids=" ".join)
def test_a_page_that_has_no_such_choice_speaks_words(
    args: tuple[str, ...], weerbaar: Weerbaar, names: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    told = weerbaar(*args, "--format", "markdown").out
    assert spoken(told, names) == set()
    assert _VERSIE.search(told) is None


def test_a_calendar_speaks_words(weerbaar: Weerbaar, names: set[str], tmp_path: Path) -> None:
    out = tmp_path / "plan.ics"
    assert weerbaar("plan", str(ROOT / STAD[0]), "--ics", str(out)).code == 0
    assert spoken(out.read_text(encoding="utf-8"), names) == set()


def test_a_reading_in_words(weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "300")
    words, ids = (weerbaar("score", STAD[0], "--lezingen", *more).out for more in ((), ("--ids",)))
    for told in (
        "‘aantoonbare capaciteit’: 0,1 fte (2c)",
        "‘periodieke afstemming’: 4 overleggen (2d)",
    ):
        assert told in words
    assert "min-fte-regie = 0.1 (2c) · " in ids
    # Three organs that are read alike are one reading.
    assert words.count("‘periodiek’: 12 maanden (1b)") == 1
    assert "‘actueel’: Wet Bibob, 2e tranche, Omgevingswet (3d) · " in words
    flat = " ".join(words.split())
    lists = "Deze bepalen mee de uitkomst: (.*) De andere: (.*) Nog te bevestigen"
    ((decide, others),) = re.findall(lists, flat)
    shown = [one.count(" · ") + 1 for one in (decide, others)]
    ((asked, which),) = re.findall(r"(\d+) keuzes zijn .*; (\d+) daarvan bepalen mee", flat)
    assert [int(asked), int(which)] == [sum(shown), shown[0]]
    assert "actueel-bibob = bibob-tranche-2, omgevingswet (3d) · " in ids
