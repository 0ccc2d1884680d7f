"""The short page of `score`: what is not met first, with what to do, on one screen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from cProfile import Profile
from datetime import date
from pathlib import Path
from textwrap import wrap

import pytest

from tests.conftest import Weerbaar
from tests.steekproef import sample

ROOT = Path(__file__).parents[2]
TWENTE = sorted((ROOT / "examples" / "twente" / "metingen").glob("*.yaml"))
EVERY = sorted((ROOT / "examples").glob("*/metingen/*.yaml"))
WATERSCHAP = ROOT / "examples/drenthe/metingen/waterschap-kolkmeden-2025-08.yaml"
STAD = ROOT / "examples" / "twente" / "metingen" / "voorbeeldstad-zelfscan-2024.yaml"
EINDE = STAD.with_name("voorbeeldstad-eindmeting-2024.yaml")
MERK = re.compile(r"^(\S+) {2,}([✔◐✘?–]) ", re.MULTILINE)
SCREEN = (80, 40)


@pytest.fixture(autouse=True)
def _screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(SCREEN[0]))


@pytest.mark.parametrize("path", sample(EVERY, 30), ids=lambda path: path.stem)
def test_a_page_fits_on_a_screen(path: Path, weerbaar: Weerbaar) -> None:
    """A screen, or two lines for each norm of a raamwerk of more than twenty."""
    out, whole = (weerbaar("score", str(path), *more).out for more in ((), ("--alles",)))
    lines = out.splitlines()
    assert len(lines) <= max(SCREEN[1], 2 * len(MERK.findall(whole)))
    assert max(map(len, lines)) <= SCREEN[0]
    rows = MERK.split(out.partition("Voldoet nog niet ─")[2].partition("\n\n")[0])[1:]
    told = [("✘◐?".index(mark), len(text.splitlines()) > 1) for mark, text in _pairs(rows)]
    missing = [rank for rank, has_task in told if not has_task]
    assert (f"Van {len(missing)} norm" in out) == bool(missing)
    assert 0 not in missing or all(rank == 0 for rank, has_task in told if has_task)


def _pairs(rows: list[str]) -> Iterator[tuple[str, str]]:
    """Of each norm its mark and what follows it: its name, and below that its task."""
    return zip(rows[1::3], rows[2::3], strict=True)


@pytest.mark.parametrize("name", ["voorbeeldstad-zelfscan-2024", "looierswoude-eindmeting-2024"])
def test_a_task_is_that_of_the_plan_and_of_the_report(name: str, weerbaar: Weerbaar) -> None:
    """What an adopted document meets by itself is not asked again."""
    path = str(STAD.with_name(f"{name}.yaml"))
    score, whole, report = (
        " ".join(weerbaar(*line, path).out.split())
        for line in (("score",), ("score", "--alles"), ("report",))
    )
    plan = json.loads(weerbaar("plan", path, "--format", "json").out)
    waits = [one for one in plan["normen"] if one["route"] and not one["route"]["stappen"]]
    assert waits
    for one in waits:
        day = date.fromisoformat(one["route"]["vanaf"])
        words = f"Wachten: op {day:%d-%m-%Y} voldoet de norm"
        assert f"{one['kort']} {words}" in score
        assert "voldoet de norm" in report
        assert f"norm {one['id']} voldoet" not in whole.partition("Eerst doen")[2]
        steps = " ".join(weerbaar("explain", path, one["id"]).out.split())
        assert f"nog nodig voor voldoet └── {words}" in steps


@pytest.mark.parametrize("path", sample(TWENTE, 7), ids=lambda path: path.stem)
def test_every_norm_is_named_and_the_worst_come_first(path: Path, weerbaar: Weerbaar) -> None:
    short, whole = (weerbaar("score", str(path), *more).out for more in ((), ("--alles",)))
    marks, every = MERK.findall(short), dict(MERK.findall(whole))
    assert [one for one, _ in marks] == sorted(
        (one for one, mark in every.items() if mark not in "✔–"),
        key=lambda one: ("✘◐?".index(every[one]), one),
    )
    well = " ".join(short.partition("\nVoldoet ─")[2].split())
    assert all(re.search(rf"\b{one}\b", well) for one, mark in every.items() if mark in "✔–")


def test_the_demo_fits_on_three_screens(
    weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    makefile = Path("Makefile").read_text(encoding="utf-8")
    named = dict(re.findall(r"^([A-Z]+)\s+\?= (.+)$", makefile, re.MULTILINE))
    demo = makefile.partition("\ndemo:")[2].partition("\n\n")[0]
    spoken = re.findall(r"^\t@echo '\+ weerbaar (.+)'$", demo, re.MULTILINE)
    assert [line.split()[0] for line in spoken] == ["score", "explain", "compare", "report"]
    lines = 0
    for line in spoken[:-1]:  # the report goes to a file
        words = re.sub(r"\$\((\w+)\)", lambda found: named[found[1]], line).split()
        lines += len(weerbaar(*words).out.splitlines()) + 2
    assert lines + 2 <= 3 * SCREEN[1]


def test_what_does_not_fit_is_still_named(weerbaar: Weerbaar) -> None:
    out = weerbaar("score", str(STAD)).out
    assert "Sluit een convenant met Meld Misdaad Anoniem" in out
    assert "3g  ? onbekend      Capaciteit voor opvolging van casussen" in out
    assert "Alle taken: weerbaar plan." in out


def test_twice_the_norms_ask_twice_the_wrapping(tmp_path: Path, weerbaar: Weerbaar) -> None:
    """Where there is room for a name and a task of each norm, but not for the whole of both."""
    few, many = (_wraps(_make_large(tmp_path / str(n), n), weerbaar) for n in (40, 80))
    assert few > 40
    assert many < 3 * few


def _make_large(folder: Path, count: int) -> Path:
    """A meting of a raamwerk of so many norms with a long name, and none of them is met."""
    folder.mkdir()
    normen = "".join(
        f"      - {{id: 'n{number}', tekst: Er is een intern meldpunt voor onderwerp {number}, "
        "voldoet: {feit: intern-meldpunt, is: ja}}\n"
        for number in range(count)
    )
    (folder / "groot.yaml").write_text(
        "weerbaar: raamwerk/1\nid: groot\ntitel: Groot\nversie: '1'\npartijtypen: [gemeente]\n"
        f"themas:\n  - id: een\n    titel: Een\n    normen:\n{normen}",
        encoding="utf-8",
    )
    (folder / "weerbaar.yaml").write_text(
        "weerbaar: werkmap/1\npartijen: [{naam: Proefstad, type: gemeente}]\n", encoding="utf-8"
    )
    meting = folder / "meting.yaml"
    meting.write_text(
        "weerbaar: meting/1\norganisatie: Proefstad\nraamwerk: groot\n"
        "soort: zelfscan\npeildatum: 2024-01-31\nstatus: ingeleverd\nfictief: ja\n"
        "feiten:\n  intern-meldpunt: nee\n",
        encoding="utf-8",
    )
    return meting


def _wraps(meting: Path, weerbaar: Weerbaar) -> int:
    """How often a page of it breaks a text into lines to see whether it fits."""
    with Profile() as profile:
        assert weerbaar("score", str(meting)).code == 0
    return sum(one.callcount for one in profile.getstats() if one.code is wrap.__code__)


def test_readings_are_told_when_asked(weerbaar: Weerbaar) -> None:
    short, asked = (weerbaar("score", str(STAD), *more).out for more in ((), ("--lezingen",)))
    assert "22 keuzes zijn nog niet bevestigd door het DVO" in " ".join(short.split())
    assert "‘periodiek’: 12 maanden" not in short
    assert "‘periodiek’: 12 maanden" in asked


def test_the_choices_that_decide_are_counted_as_the_report_counts_them(weerbaar: Weerbaar) -> None:
    """Those of norms for other types of organisations are no question here."""
    told = re.compile(r"(\d+ keuzes zijn nog niet bevestigd door het BVD; \d+) daarvan bepalen")
    short, report = (
        " ".join(weerbaar(*args).out.split())
        for args in (("score", str(WATERSCHAP)), ("report", str(WATERSCHAP)))
    )
    assert told.findall(short) == ["23 keuzes zijn nog niet bevestigd door het BVD; 19"]
    assert told.findall(report) == told.findall(short)


@pytest.mark.parametrize("vorm", ["tabel", "markdown", "html"])
def test_each_answer_of_a_reason_has_its_line(
    vorm: str, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    out = weerbaar("score", str(STAD), "--alles", "--format", vorm).out
    lines = [re.sub(r"<[^>]*>|^ *- |\*\*", "", one).strip() for one in out.splitlines()]
    place = next(place for place, one in enumerate(lines) if one.startswith("Bibob-beleid: ‘"))
    assert lines[place : place + 4] == [
        "Bibob-beleid: ‘Beleidslijn Bibob 2019’ van kracht vanaf 11-02-2019 tot en met 29-02-2024",
        "‘Beleidsregel Wet Bibob 2024’ vastgesteld, van kracht vanaf 01-03-2024",
        "niet verwerkt: ‘Wet Bibob, 2e tranche’, ‘Omgevingswet’",
        "gevraagd: een document dat van kracht is, met verwerkt: ‘Wet Bibob, 2e tranche’, "
        "‘Omgevingswet’",
    ]
    hours = "Uren voor ondermijning: 400 uur, nodig is 900 uur (gevraagd: minstens 100%)"
    assert hours in lines


def test_a_fact_that_is_called_as_its_norm_is_named_once(weerbaar: Weerbaar) -> None:
    out = weerbaar("score", str(STAD), "--alles").out
    assert "2b  ✔ voldoet       Intern meldpunt: ja" in out
    assert out.count("Intern meldpunt") == 1


def test_no_reason_ends_twice(weerbaar: Weerbaar) -> None:
    """What a choice comes to is a sentence, and another reason may follow."""
    out = " ".join(weerbaar("score", str(STAD), "--alles").out.split())
    assert "aanwijzingsbesluit is genomen (3c)" in out
    assert "(3c)." not in out


def test_a_cause_that_gives_and_takes_is_told_with_both(weerbaar: Weerbaar) -> None:
    """Otherwise the sentence is silent of what the list below it says."""
    compared = [
        STAD.parents[2] / "drenthe" / "metingen" / f"turfwijkerloo-2025-0{n}.yaml" for n in (2, 8)
    ]
    told = " ".join(weerbaar("compare", *map(str, compared)).out.split())
    assert "(−1): een wet die inging −1, andere feiten +1 en −1." in told


def test_of_two_limits_the_stronger_is_asked(weerbaar: Weerbaar) -> None:
    """Files and programs read both: those stand so in the rule."""
    words, ids = (
        " ".join(
            weerbaar("score", str(STAD), "--stel", "regie-fte=0", "--alles", *more).out.split()
        )
        for more in ((), ("--ids",))
    )
    assert "minstens 0,1)" in words
    assert "meer dan 0" not in words
    assert "minstens 0,1 en meer dan 0" in ids


def test_several_are_short_each(weerbaar: Weerbaar) -> None:
    out = weerbaar("score", str(STAD), str(EINDE)).out
    assert out.count("Voldoet nog niet") == 2
    assert len(out.splitlines()) <= 2 * SCREEN[1]


def test_a_file_of_it_says_the_same_in_short(tmp_path: Path, weerbaar: Weerbaar) -> None:
    page = tmp_path / "score.md"
    assert weerbaar("score", str(STAD), "--output", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert "Voldoet nog niet" in text
    assert "gevraagd:" not in text


def test_who_named_no_group_is_told_to_name_one(weerbaar: Weerbaar) -> None:
    """That there is no group is an answer: nobody has to ask for it."""
    path = STAD.with_name("tilmerhaar-eindmeting-2024.yaml")
    out = weerbaar("score", str(path), "--alles").out
    assert "voorlichting-doelgroepen: nooit" in path.read_text(encoding="utf-8")
    assert "Vraag na: Voorlichting aan kwetsbare groepen" not in out
    page = " ".join(weerbaar("plan", str(path)).out.split())
    assert "Geef voorlichting aan een groep die u zelf noemt" in page
