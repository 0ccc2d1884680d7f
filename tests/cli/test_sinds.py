"""`validate --sinds`: what a merge request may not do is stopped, and honest work passes."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.groepswerkmap import werkmap
from tests.cli.proef import METING, RAAMWERK, WERKMAP
from tests.conftest import Outcome, Tree, Weerbaar
from tests.files.test_git import git
from weerbaar_cli.files.sinds import Sindsvraag
from weerbaar_cli.reading.verandering.sinds import read_sinds

STAD = "metingen/stad.yaml"
WATER = "metingen/water.yaml"
VAST = METING.replace("ingeleverd", "vastgesteld")
BESLUIT = "wijziging: {reden: verkeerd overgenomen, besloten_door: secretaris, op: 2024-03-01}\n"
FILES = {
    "weerbaar.yaml": WERKMAP,
    "raamwerken/proef.yaml": RAAMWERK,
    STAD: VAST,
    WATER: METING.replace("Proefstad", "Proefwater").replace("ingeleverd", "concept"),
}


@pytest.fixture
def repository(tree: Tree) -> Path:
    """A werkmap on main, and a branch on which somebody works."""
    folder = tree(FILES)
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "begin")
    git(folder, "checkout", "-q", "-b", "tak")
    return folder


def commit(folder: Path, words: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", words)


def change(path: Path, *pairs: tuple[str, str], more: str = "") -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text + more, encoding="utf-8")


@pytest.fixture
def sinds(weerbaar: Weerbaar) -> Callable[..., list[tuple[str, str]]]:
    """The file and the code of every fout since main."""

    def run(*args: str, base: str = "main") -> list[tuple[str, str]]:
        done = weerbaar("validate", *args, "--sinds", base, "--format", "json")
        found = json.loads(done.out)["bevindingen"]
        fouten = [(one["bestand"], one["code"]) for one in found if one["ernst"] == "fout"]
        assert done.code == bool(fouten), done.err
        return fouten

    return run


Sinds = Callable[..., list[tuple[str, str]]]


# --- a meting that is gone ---


@pytest.mark.parametrize("committed", [True, False])
def test_a_meting_that_was_removed(committed: bool, repository: Path, sinds: Sinds) -> None:
    (repository / WATER).unlink()
    if committed:
        commit(repository, "weg")
    assert sinds(".") == sinds() == sinds(STAD) == [(WATER, "meting-verdwenen")]


def test_another_meting_of_the_same_party_is_not_what_it_became(
    repository: Path, sinds: Sinds
) -> None:
    """Also of a concept, of which kind and day may change."""
    second = repository / "metingen/stad-zelfscan.yaml"
    text = METING.replace("soort: nulmeting", "soort: zelfscan")
    second.write_text(text.replace("ingeleverd", "concept"), encoding="utf-8")
    commit(repository, "erbij")
    second.unlink()
    assert sinds(".", base="HEAD") == [("metingen/stad-zelfscan.yaml", "meting-verdwenen")]


def test_a_meting_that_is_no_longer_seen_as_one(repository: Path, sinds: Sinds) -> None:
    change(repository / STAD, ("weerbaar: meting/1\n", ""))
    assert (STAD, "meting-verdwenen") in sinds(".")
    (repository / WATER).rename(repository / "metingen/water.txt")
    assert (WATER, "meting-verdwenen") in sinds(".")


def test_a_file_that_only_moved_is_there(repository: Path, sinds: Sinds) -> None:
    (repository / "metingen/2024").mkdir()
    git(repository, "mv", STAD, "metingen/2024/proefstad.yml")
    assert sinds(".") == []


def test_what_is_broken_now_is_told_once(repository: Path, sinds: Sinds) -> None:
    (repository / WATER).write_text("weerbaar: meting/1\n\torganisatie: x\n", encoding="utf-8")
    assert sinds(".") == [(WATER, "tab-inspringing")]


def test_a_party_that_is_called_otherwise_now(repository: Path, sinds: Sinds) -> None:
    settings, stad = repository / "weerbaar.yaml", repository / STAD
    change(settings, ("naam: Proefstad, ", "naam: Nieuwstad, "))
    change(stad, ("organisatie: Proefstad", "organisatie: Nieuwstad"))
    assert sinds(".") == [], "by its code"
    change(settings, (", code: PS1", ""))
    assert (STAD, "meting-verdwenen") in sinds(".")
    change(settings, ("naam: Nieuwstad, ", "naam: Nieuwstad, aliassen: [Proefstad], "))
    assert sinds(".") == []


def test_of_two_that_say_the_same_one_may_go(repository: Path, sinds: Sinds) -> None:
    (repository / "metingen/kopie.yaml").write_text(VAST, encoding="utf-8")
    commit(repository, "dubbel")
    (repository / STAD).unlink()
    assert sinds(".", base="HEAD") == []


# --- what was vastgesteld ---


def test_what_was_vastgesteld_stays(repository: Path, sinds: Sinds) -> None:
    change(repository / STAD, ("aanspreekpunt: buiten-mt", "aanspreekpunt: ja"))
    assert sinds(".") == [(STAD, "vastgesteld-gewijzigd")]
    change(repository / STAD, ("aanspreekpunt: ja", "aanspreekpunt: buiten-mt"))
    change(repository / STAD, ("status: vastgesteld", "status: concept"))
    assert sinds(".") == [(STAD, "vastgesteld-gewijzigd")]


def test_the_place_is_what_changed(repository: Path, weerbaar: Weerbaar) -> None:
    change(repository / STAD, ("aanspreekpunt: buiten-mt", "aanspreekpunt: ja"))
    assert (
        f"{STAD}:11:21: fout vastgesteld-gewijzigd" in weerbaar("validate", "--sinds", "main").out
    )


def test_a_decision_opens_it_once(repository: Path, sinds: Sinds) -> None:
    change(repository / STAD, ("aanspreekpunt: buiten-mt", "aanspreekpunt: ja"), more=BESLUIT)
    assert sinds(".") == []
    commit(repository, "besluit")
    change(repository / STAD, ("meldpunt: ja", "meldpunt: nee"))
    assert sinds(".", base="HEAD") == [(STAD, "vastgesteld-gewijzigd")]
    change(repository / STAD, ("2024-03-01", "2024-04-01"))
    assert sinds(".", base="HEAD") == []


def test_how_it_is_written_is_no_change(repository: Path, sinds: Sinds) -> None:
    text = VAST.replace("intern-meldpunt: ja", 'intern-meldpunt: "ja"   # zie het besluit')
    (repository / STAD).write_text(text.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert sinds(".") == []


def test_its_day_changes_by_a_decision_only(repository: Path, sinds: Sinds) -> None:
    change(repository / STAD, ("2024-01-31", "2024-01-30"))
    assert sinds(".") == [(STAD, "meting-verdwenen")]
    change(repository / STAD, more=BESLUIT)
    assert sinds(".") == []


# --- who filled in ---


NVT = 'nvt: {"1b": {reden: geen MT, besloten_door: adviseur, op: 2024-01-20}}\n'


def test_who_filled_in_decides_nothing(repository: Path, sinds: Sinds, weerbaar: Weerbaar) -> None:
    change(repository / WATER, more=f"ingevuld_door: adviseur\n{NVT}")
    assert sinds(".") == [(WATER, "zelfde-functie")]
    assert weerbaar("validate", ".").code == 0, "a waarschuwing everywhere else"
    commit(repository, "het stond er al")
    assert sinds(".", base="HEAD") == []
    change(repository / WATER, ("door: adviseur, op", "door: secretaris, op"))
    assert sinds(".") == []


def test_taking_the_line_away_hides_nothing(repository: Path, sinds: Sinds) -> None:
    change(repository / WATER, more="ingevuld_door: adviseur\n")
    commit(repository, "ingevuld")
    change(repository / WATER, ("ingevuld_door: adviseur\n", NVT))
    assert sinds(".", base="HEAD") == [(WATER, "zelfde-functie")]
    change(repository / WATER, ("door: adviseur, op", "door: secretaris, op"))
    assert sinds(".", base="HEAD") == []


def test_who_filled_in_does_not_open_it_either(repository: Path, sinds: Sinds) -> None:
    change(
        repository / STAD,
        ("meldpunt: ja", "meldpunt: nee"),
        more=f"ingevuld_door: secretaris\n{BESLUIT}",
    )
    assert sinds(".") == [(STAD, "zelfde-functie")]


# --- honest work ---


def test_honest_work_passes(repository: Path, sinds: Sinds, weerbaar: Weerbaar) -> None:
    change(repository / WATER, ("2023-06-01", "2023-07-01"), ("2024-01-31", "2024-02-29"))
    later = METING.replace("nulmeting", "eindmeting").replace("2024-01-31", "2025-01-31")
    (repository / "metingen/later.yaml").write_text(later, encoding="utf-8")
    commit(repository, "werk")
    assert sinds(".") == sinds() == []
    done = weerbaar("validate", ".", "--sinds", "main")
    assert (done.code, done.out) == (0, "")


def test_a_branch_behind_main_is_held_against_where_it_left(repository: Path, sinds: Sinds) -> None:
    git(repository, "checkout", "-q", "main")
    later = METING.replace("nulmeting", "eindmeting").replace("2024-01-31", "2025-01-31")
    (repository / "metingen/later.yaml").write_text(later, encoding="utf-8")
    commit(repository, "later")
    git(repository, "checkout", "-q", "tak")
    assert sinds(".") == []
    git(repository, "merge", "-q", "--no-edit", "main")
    assert sinds(".") == []
    git(repository, "checkout", "-q", "--detach")
    (repository / "metingen/later.yaml").unlink()
    assert sinds(".") == [("metingen/later.yaml", "meting-verdwenen")]


@pytest.mark.long
def test_a_list_of_changes_as_git_gives_it(
    repository: Path, sinds: Sinds, weerbaar: Weerbaar
) -> None:
    """With files that are gone or of others, the same one twice, and thousands of them."""
    git(repository, "mv", STAD, "metingen/proefstad.yaml")
    (repository / "ci.yml").write_text("stages: [test]\n", encoding="utf-8")
    commit(repository, "verplaatst")
    changed = git(repository, "diff", "--name-only", "--no-renames", "main").split()
    assert STAD in changed
    assert sinds(*changed, *changed * 2000) == []
    assert f"{STAD}:1:1: fout onleesbaar-bestand" in weerbaar("validate", *changed).out
    assert sinds("metingen/nooit-geweest.yaml") == [
        ("metingen/nooit-geweest.yaml", "onleesbaar-bestand")
    ]
    (repository / WATER).unlink()
    assert sinds(WATER) == [(WATER, "meting-verdwenen")]


# --- the register ---


def publish(weerbaar: Weerbaar, name: str) -> Outcome:
    line = f"report . --district streek --publiceer --output {name}.html"
    return weerbaar(*line.split())


def test_publishing_on_two_branches_is_stopped(
    tree: Tree, weerbaar: Weerbaar, sinds: Sinds
) -> None:
    folder = tree(werkmap() | {".gitignore": "*.html\n"})
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "begin")
    last = max((folder / "metingen").rglob("*.yaml"))
    for branch, gone in (("een", None), ("twee", last)):
        git(folder, "checkout", "-q", "-b", branch, "main")
        if gone is not None:
            change(gone, ("status: ingeleverd", "status: concept"))
        assert publish(weerbaar, branch).code == 0
        commit(folder, branch)
        assert sinds(".") == []
    git(folder, "merge", "-q", "--no-edit", "een")
    assert {code for _, code in sinds(".")} >= {"publicaties-botsen"}
    lost = [one for one in (folder / "publicaties").iterdir() if one.name.startswith("publicatie")]
    git(folder, "rm", "-q", str(lost[0]))
    git(folder, "commit", "-q", "--amend", "--no-edit")
    found = sinds(".")
    assert (f"publicaties/{lost[0].name}", "uitgave-verdwenen") in found, "of either parent"


def test_a_publication_that_vanished(tree: Tree, weerbaar: Weerbaar, sinds: Sinds) -> None:
    folder = tree(werkmap() | {".gitignore": "*.html\n"})
    git(folder, "init", "-q", "-b", "main")
    assert publish(weerbaar, "een").code == 0
    commit(folder, "gepubliceerd")
    (lost,) = (folder / "publicaties").glob("publicatie-*")
    kept = lost.read_bytes()
    lost.unlink()
    assert (f"publicaties/{lost.name}", "uitgave-verdwenen") in sinds(".")
    lost.write_bytes(kept)
    assert sinds(".") == []


# --- which revision ---


def test_the_ci_tells_the_revision(
    repository: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = git(repository, "rev-parse", "main").strip()
    (repository / WATER).unlink()
    commit(repository, "weg")
    (repository / "event.json").write_text(json.dumps({"before": main}), encoding="utf-8")
    git(repository, "update-ref", "refs/remotes/origin/main", "main")
    for name, value in {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": main,
        "GITHUB_BASE_REF": "main",
        "FORGEJO_BASE_REF": "main",
        "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main",
        "CI_COMMIT_BEFORE_SHA": main,
        "GITHUB_EVENT_PATH": str(repository / "event.json"),
        "CI_DEFAULT_BRANCH": "main",
        "JENKINS_URL": "https://ci.invalid",
    }.items():
        with monkeypatch.context() as patch:
            patch.setenv("CI", "true")
            patch.setenv(name, value)
            done = weerbaar("validate", ".", "--sinds", "ci")
            beside = weerbaar("compare", "ci...", "--eis", "geen-verdwenen")
        assert done.code == 1, name
        assert (beside.code, "is er niet meer" in beside.err) == (1, True), name
        assert f"{WATER}:1:1: fout meting-verdwenen" in done.out
        assert "Proefwater" not in done.out, "in a log no party is named"
        assert f"Vergeleken met {main[:12]}" in done.err


@pytest.mark.parametrize(
    ("name", "value"),
    [("CI_MERGE_REQUEST_DIFF_BASE_SHA", "f" * 40), ("GITHUB_BASE_REF", "weg")],
)
def test_a_variable_that_points_nowhere(
    name: str, value: str, repository: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv(name, value)
    for words in (("validate", ".", "--sinds", "ci"), ("compare", "ci...")):
        done = weerbaar(*words)
        assert (done.code, done.out) == (2, "")
        assert f"{name} wijst naar ‘" in done.err
        assert "GIT_DEPTH: 0" in done.err
        assert "fetchDepth: 0" in done.err


def test_a_shallow_clone_has_no_begin(
    repository: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_more = repository / "metingen/extra.txt"
    commit_more.write_text("x", encoding="utf-8")
    commit(repository, "meer")
    place = repository.parent / "ondiep"
    line = ("clone", "-q", "--depth", "1", "--no-single-branch", "-b", "tak")
    git(repository.parent, *line, f"file://{repository}", str(place))
    monkeypatch.chdir(place)
    done = weerbaar("validate", ".", "--sinds", "origin/main")
    assert (done.code, done.out) == (2, "")
    assert "geen gezamenlijk begin" in done.err
    assert "GIT_DEPTH: 0" in done.err


@pytest.mark.parametrize(
    ("base", "words"),
    [
        ("weg", "git kent die revisie niet"),
        ("", "--sinds noemt geen revisie"),
        ("ci", "dit is er geen"),
        ("--upload-pack=x", "git kent die revisie niet"),
    ],
)
def test_what_is_no_revision(base: str, words: str, repository: Path, weerbaar: Weerbaar) -> None:
    done = weerbaar("validate", ".", f"--sinds={base}")
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    told = weerbaar("compare", "ci...")
    assert (told.code, told.out) == (2, "")
    assert "‘ci’ leest de variabelen van een CI, en dit is er geen" in told.err


def test_before_the_first_commit_there_is_nothing(tree: Tree, weerbaar: Weerbaar) -> None:
    folder = tree(FILES)
    git(folder, "init", "-q")
    done = weerbaar("validate", ".", "--sinds", "HEAD")
    assert done.code == 0
    assert "nog niets vastgelegd" in done.err


def test_the_first_commit_is_held_against_itself(
    tree: Tree, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first run of a CI on a new werkmap, where it tells no revision."""
    folder = tree(FILES)
    git(folder, "init", "-q")
    commit(folder, "begin")
    monkeypatch.setenv("TF_BUILD", "True")
    done = weerbaar("validate", ".", "--sinds", "ci")
    assert done.code == 0, done.err
    assert "(de vorige vastlegging)" in done.err


def test_without_git(tree: Tree, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tree(FILES)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    assert "geen git-repository" in weerbaar("validate", ".", "--sinds", "main").err


def test_a_werkmap_below_the_top_is_held_by_itself(
    tree: Tree, weerbaar: Weerbaar, sinds: Sinds
) -> None:
    both = {f"{map_}/{name}": text for map_ in ("a", "b") for name, text in FILES.items()}
    folder = tree(both)
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "begin")
    (folder / "a" / WATER).unlink()
    assert sinds("b") == []
    assert sinds("a", "b") == [(f"a/{WATER}", "meting-verdwenen")]
    os.chdir(folder / "a")
    assert sinds() == [(WATER, "meting-verdwenen")]


@pytest.mark.long
def test_thousands_of_metingen_take_no_square_of_time(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what did not change nothing is parsed, and pairs are found by key."""
    count = 4000
    names = {f"metingen/{number // 100}/m{number}.yaml": number for number in range(count)}
    base = METING.replace("Proefstad", "Partij {}")
    folder = tree({"weerbaar.yaml": WERKMAP} | {n: base.format(i) for n, i in names.items()})
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "begin")
    for name in list(names)[:400]:
        (folder / name).unlink()
    start = time.perf_counter()
    found = read_sinds(Sindsvraag("main"), [folder])
    assert len(found.meldingen) == 400
    assert time.perf_counter() - start < 30
