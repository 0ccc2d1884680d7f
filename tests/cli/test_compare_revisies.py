"""`compare` on revisions of a werkmap: which metingen are pairs, and what its gates stop."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_sinds import BESLUIT, FILES, STAD, WATER, change, commit
from tests.conftest import Tree, Weerbaar
from tests.files.test_git import git

NVT = 'nvt: {"1b": {reden: geen MT, besloten_door: secretaris, op: 2024-01-20}}\n'
ALL = ("geen-achteruitgang", "geen-achteruitgang:feiten", "geen-verdwenen", "geen-nieuwe-nvt")
Gate = Callable[..., dict[str, list[str]]]


@pytest.fixture
def repository(tree: Tree) -> Path:
    """A werkmap on main, a branch on which somebody works, and main that went on."""
    folder = tree(FILES)
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "begin")
    git(folder, "checkout", "-q", "-b", "tak")
    return folder


def go_on(folder: Path) -> None:
    """Main gets a later meting of the same organisation."""
    git(folder, "checkout", "-q", "main")
    text = FILES[STAD].replace("nulmeting", "eindmeting").replace("2024-01-31", "2025-01-31")
    (folder / "metingen/later.yaml").write_text(text, encoding="utf-8")
    commit(folder, "later")
    git(folder, "checkout", "-q", "tak")


@pytest.fixture
def gate(weerbaar: Weerbaar) -> Gate:
    """Per requirement the codes of what does not meet it."""

    def run(*words: str) -> dict[str, list[str]]:
        found = {}
        for eis in ALL:
            done = weerbaar("compare", *words, "--eis", eis, "--format", "rdjson")
            codes = [one["code"]["value"] for one in json.loads(done.out)["diagnostics"]]
            assert done.code == bool(codes), done.err
            found[eis] = codes
        return found

    return run


def nothing() -> dict[str, list[str]]:
    return {eis: [] for eis in ALL}


def test_a_branch_is_compared_with_where_it_left(
    repository: Path, weerbaar: Weerbaar, gate: Gate
) -> None:
    go_on(repository)
    change(repository / WATER, ("2023-06-01", "2023-07-01"))
    commit(repository, "werk")
    for words in (("main...",), ("main...HEAD",), ("main...tak",), ("main...", ".")):
        assert gate(*words) == nothing(), words
    found = json.loads(weerbaar("compare", "main...", "--format", "json").out)
    assert [one["organisatie"] for one in found["vergelijkingen"]] == ["Proefstad", "Proefwater"]
    assert found["verdwenen"] == found["nieuw"] == []


def test_two_dots_are_the_two_revisions_themselves(repository: Path, weerbaar: Weerbaar) -> None:
    go_on(repository)
    for words in (("main..tak",), ("main..",), ("main", "HEAD"), ("main",)):
        found = json.loads(weerbaar("compare", *words, "--format", "json").out)
        assert [one["meting"]["bestand"] for one in found["verdwenen"]] == [
            "main:metingen/later.yaml"
        ], words
    shown = weerbaar("compare", "main..tak").out
    assert "Alleen in main: Proefstad, eindmeting 31-01-2025" in shown
    assert "andersom" not in weerbaar("compare", "main").err


def test_pairs_are_metingen_and_never_files(repository: Path, gate: Gate) -> None:
    git(repository, "mv", STAD, "metingen/ander.yaml")
    git(repository, "mv", WATER, STAD)
    commit(repository, "verplaatst")
    assert gate("main...") == nothing()


def test_a_lowered_verdict_is_stopped(repository: Path, gate: Gate, weerbaar: Weerbaar) -> None:
    change(repository / STAD, ("meldpunt: ja", "meldpunt: nee"), more=BESLUIT)
    commit(repository, "slechter")
    worse = {
        "geen-achteruitgang": ["achteruitgang"],
        "geen-achteruitgang:feiten": ["achteruitgang"],
    }
    assert gate("main...") == nothing() | worse
    line = ("compare", "main...", "--eis", "geen-achteruitgang", "--format", "rdjson")
    (one,) = json.loads(weerbaar(*line).out)["diagnostics"]
    assert one["location"]["path"] == STAD


def test_time_and_law_are_nobodys_work(repository: Path, weerbaar: Weerbaar) -> None:
    """On one day nothing passes; between two days of one meting it does."""
    later = FILES[STAD].replace("2024-01-31", "2024-07-31")
    (repository / "later.yaml").write_text(later, encoding="utf-8")
    line = ("compare", STAD, "later.yaml", "--eis")
    assert weerbaar(*line, "geen-achteruitgang").code == 1
    assert weerbaar(*line, "geen-achteruitgang:feiten").code == 0
    change(repository / "later.yaml", ("meldpunt: ja", "meldpunt: nee"))
    assert "bij 1a" in weerbaar(*line, "geen-achteruitgang:feiten").err


def test_a_meting_that_is_gone_is_stopped(repository: Path, gate: Gate) -> None:
    (repository / WATER).unlink()
    commit(repository, "weg")
    assert gate("main...") == nothing() | {"geen-verdwenen": ["meting-verdwenen"]}
    (repository / STAD).unlink()
    commit(repository, "alles weg")
    assert gate("main...") == nothing() | {"geen-verdwenen": ["meting-verdwenen"] * 2}


def test_a_new_decision_is_stopped(repository: Path, gate: Gate) -> None:
    change(repository / WATER, more=NVT)
    commit(repository, "nvt")
    assert gate("main...") == nothing() | {"geen-nieuwe-nvt": ["nieuwe-nvt"]}
    assert gate("HEAD...") == nothing(), "it stood there already"


def test_a_new_decision_is_stopped_in_a_meting_that_is_new_too(
    repository: Path, gate: Gate
) -> None:
    """It is held against no other; only what stood in none of before is new."""
    later = FILES[WATER].replace("2024-01-31", "2025-01-31") + NVT
    (repository / "metingen/water-later.yaml").write_text(later, encoding="utf-8")
    commit(repository, "nieuw")
    assert gate("main...") == nothing() | {"geen-nieuwe-nvt": ["nieuwe-nvt"]}
    assert gate("HEAD...") == nothing()
    again = later.replace("2025-01-31", "2026-01-31")
    (repository / "metingen/water-weer.yaml").write_text(again, encoding="utf-8")
    commit(repository, "weer")
    assert gate("HEAD~1...") == nothing(), "that decision was there"


def test_the_first_meting_passes(repository: Path, gate: Gate) -> None:
    git(repository, "checkout", "-q", "--orphan", "leeg")
    git(repository, "rm", "-rqf", "--cached", "metingen")
    git(repository, "commit", "-qm", "leeg")
    git(repository, "checkout", "-q", "-b", "eerste")
    commit(repository, "metingen")
    assert gate("leeg...") == nothing()


def test_what_cannot_be_compared_is_a_line_and_meets_nothing(
    repository: Path, weerbaar: Weerbaar, gate: Gate
) -> None:
    change(repository / STAD, ("2024-01-31", "2023-12-31"))
    commit(repository, "eerder")
    done = weerbaar("compare", "main...")
    assert done.code == 0
    assert "Niet te vergelijken: Proefstad: " in done.out
    assert "is van later dan" in done.out
    assert gate("main...")["geen-achteruitgang"] == ["eis-niet-gehaald"]


def test_a_party_that_is_called_otherwise_is_the_same(repository: Path, gate: Gate) -> None:
    change(repository / "weerbaar.yaml", ("naam: Proefstad, ", "naam: Nieuwstad, "))
    change(repository / STAD, ("organisatie: Proefstad", "organisatie: Nieuwstad"))
    commit(repository, "andere naam")
    assert gate("main...") == nothing()


def test_a_meting_that_is_broken_is_not_gone(repository: Path, weerbaar: Weerbaar) -> None:
    change(repository / WATER, ("intern-meldpunt: ja", "intern-meldpunt: misschien"))
    commit(repository, "stuk")
    done = weerbaar("compare", "main...", "--eis", "geen-verdwenen", "--format", "rdjson")
    assert done.code == 1
    assert json.loads(done.out)["diagnostics"] == []
    assert "verkeerde-waarde" in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("weg...",), "git kent die revisie niet"),
        (("main...weg",), "git kent die revisie niet"),
        ((STAD,), "zeg erbij waarmee"),
        ((f"main:{STAD}",), "zeg erbij waarmee"),
        (("../weg/x.yaml", STAD), "‘../weg/x.yaml’ bestaat niet"),
        (("main...", "geen"), "staat niets onder ‘geen’"),
        (("main...", "--eis", "geen-achteruitgan"), "Bedoelde u ‘geen-achteruitgang’?"),
    ],
)
def test_what_is_not_there(
    words: tuple[str, ...], said: str, repository: Path, weerbaar: Weerbaar
) -> None:
    done = weerbaar("compare", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
