"""REV:PAD, :PAD and - wherever a meting is read, and what is said when it is not there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.proef import FILES, METING
from tests.conftest import Tree, Weerbaar
from tests.files.test_git import git

PATH = "metingen/stad.yaml"
NOW = METING.replace("meldpunt: ja", "meldpunt: nee").replace("nulmeting", "eindmeting")
# Where a meting is named, with what only the meting of then gives.
LINES = {
    "score {}": "nulmeting",
    "score {} --format json": '"soort": "nulmeting"',
    "explain {} 1a": "1a",
    "validate {} --format json": '"bevindingen"',
    "compare {} nu.yaml": "nulmeting",
    "compare {} nu.yaml --format json": '"soort": "nulmeting"',
    "plan {}": "1b",
    "report {} --format markdown": "nulmeting",
    "frameworks unanswered {}": "regie-fte",
    "new --organisatie Proefstad --peildatum 2025-01-31 --van {} --output n.yaml": "",
    "form --licht --van {} --output f.html": "",
}


@pytest.fixture
def repository(tree: Tree) -> Path:
    """A meting of then in git, of now in the index, and one that is no meting on the disk."""
    folder = tree({f"werk/{name}": text for name, text in FILES.items()} | {f"werk/{PATH}": METING})
    top = folder / "werk"
    git(top, "init", "-q", "-b", "main")
    git(top, "add", ".")
    git(top, "commit", "-qm", "toen")
    later = NOW.replace("2024-01-31", "2024-07-31")
    (top / "nu.yaml").write_text(later, encoding="utf-8")
    (top / PATH).write_text("weg: ja\n", encoding="utf-8")
    os.chdir(top)
    return top


@pytest.mark.parametrize("bron", [f"HEAD:{PATH}", f":{PATH}", f"main:./{PATH}", f"@:{PATH}"])
@pytest.mark.parametrize("line", LINES)
def test_a_meting_of_the_past_is_read_by_every_command(
    line: str, bron: str, repository: Path, weerbaar: Weerbaar
) -> None:
    done = weerbaar(*(word.format(bron) for word in line.split()))
    assert done.code == 0, done.err
    assert LINES[line] in done.out
    assert (repository / PATH).read_text(encoding="utf-8") == "weg: ja\n"


@pytest.mark.parametrize("line", LINES)
def test_a_meting_on_stdin_is_read_by_every_command(line: str, repository: Path) -> None:
    words = [sys.executable, "-m", "weerbaar_cli", *line.format("-").split()]
    done = subprocess.run(words, input=METING, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert LINES[line] in done.stdout


def test_a_folder_of_the_past_is_read_whole(repository: Path, weerbaar: Weerbaar) -> None:
    for bron in ("HEAD:metingen", ":metingen", "HEAD:"):
        assert "Proefstad" in weerbaar("score", bron).out
        assert weerbaar("validate", bron).code == (bron == "HEAD:")  # there it stands twice
        assert "Proefstad" in weerbaar("plan", bron, "--doelgroep", "coordinator").out
    assert weerbaar("score", ".").code == 1


@pytest.mark.parametrize(
    "line", ["score {}", "validate {}", "explain {} 1a", "plan {}", "trend {}"]
)
@pytest.mark.parametrize(
    ("bron", "words"),
    [
        ("weg:metingen/stad.yaml", "git kent die revisie niet"),
        ("HEAD:metingen/geen.yaml", "«metingen/geen.yaml» bestond niet in HEAD"),
        (":metingen/geen.yaml", "«metingen/geen.yaml» staat niet in de index"),
        ("C:/metingen/stad.yaml", "bestaat niet"),
        (r"C:\metingen\stad.yaml", "bestaat niet"),
    ],
)
def test_what_is_not_there(
    line: str, bron: str, words: str, repository: Path, weerbaar: Weerbaar
) -> None:
    told = weerbaar(*(word.format(bron) for word in line.split()))
    assert told.code == (1 if line.startswith("validate") and bron[:2] == "C:" else 2)
    if not (line.startswith("validate") and bron[:2] == "C:"):
        assert words in told.err
        assert told.out == ""


def test_a_path_from_the_folder_itself_is_suggested(
    repository: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "metingen")
    told = weerbaar("score", "HEAD:stad.yaml")
    assert told.code == 2
    assert f"Bedoelt u HEAD:{PATH}?" in told.err
    assert weerbaar("score", "HEAD:./stad.yaml").code == 0
    assert weerbaar("score", "HEAD:../metingen/stad.yaml").code == 0


@pytest.mark.parametrize(
    "line",
    [
        "validate {} --herstel --ja",
        "validate HEAD:metingen --herstel --ja",
        "export {} --output uit.xlsx",
        "import uit.xlsx --in {}",
        "merge nu.yaml --in {}",
    ],
)
def test_what_is_in_git_is_never_changed(line: str, repository: Path, weerbaar: Weerbaar) -> None:
    told = weerbaar(*line.format(f"HEAD:{PATH}").split())
    assert (told.code, told.out) == (2, "")
    assert "staat in git, en is niet te veranderen" in told.err
    assert not (repository / "HEAD:metingen").exists()


@pytest.mark.skipif(os.name != "posix", reason="no name has a colon there")
def test_a_file_that_is_really_called_so_goes_first(repository: Path, weerbaar: Weerbaar) -> None:
    (repository / "HEAD:metingen").mkdir()
    (repository / f"HEAD:{PATH}").write_text(NOW, encoding="utf-8")
    assert "eindmeting" in weerbaar("score", f"HEAD:{PATH}").out


def test_a_detached_head_is_a_revision_too(repository: Path, weerbaar: Weerbaar) -> None:
    git(repository, "checkout", "-q", "--detach")
    assert weerbaar("score", f"HEAD:{PATH}").code == 0


def test_a_file_in_conflict_is_not_in_the_index(repository: Path, weerbaar: Weerbaar) -> None:
    git(repository, "checkout", "-qf", "-b", "tak")
    for branch, day in (("tak", "30"), ("main", "29")):
        git(repository, "checkout", "-qf", branch)
        text = METING.replace("2024-01-31", f"2024-01-{day}")
        (repository / PATH).write_text(text, encoding="utf-8")
        git(repository, "commit", "-qam", day)
    subprocess.run(["git", "merge", "-q", "tak"], cwd=repository, check=False, capture_output=True)
    told = weerbaar("score", f":{PATH}")
    assert (told.code, told.out) == (2, "")
    assert "staat niet in de index" in told.err
    assert "samenvoegen" in told.err


def test_without_git_or_a_commit_it_is_said(
    repository: Path, weerbaar: Weerbaar, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = repository.parent / "leeg"
    empty.mkdir()
    monkeypatch.chdir(empty)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repository.parent))
    assert "geen git-repository" in weerbaar("score", "HEAD:x.yaml").err
    git(empty, "init", "-q")
    assert "nog niets vastgelegd" in weerbaar("score", "HEAD:x.yaml").err
    assert "staat niet in de index" in weerbaar("score", ":x.yaml").err
    monkeypatch.setenv("PATH", "")
    assert "git is niet gevonden" in weerbaar("score", "HEAD:x.yaml").err


def test_what_a_group_shared_then_counts_then(repository: Path, weerbaar: Weerbaar) -> None:
    git(repository, "checkout", "-qf", "main")
    settings = repository / "weerbaar.yaml"
    groep = "groepen: [{naam: Team Proef, type: basisteam, leden: [Proefstad]}]\n"
    settings.write_text(settings.read_text(encoding="utf-8") + groep, encoding="utf-8")
    shared = repository / "gedeeld/team.yaml"
    shared.parent.mkdir()
    team = METING.replace("Proefstad", "Team Proef").partition("feiten:")[0]
    shared.write_text(f"{team}feiten: {{regie-fte: 0.5}}\n", encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "gedeeld")
    shared.write_text(f"{team}feiten: {{regie-fte: 0}}\n", encoding="utf-8")
    norms = {
        bron: weerbaar("score", bron, "--alles", "--format", "csv").out
        for bron in (f"HEAD:{PATH}", PATH)
    }
    then, now = (next(row for row in text.splitlines() if ",2a," in row) for text in norms.values())
    assert ",voldoet," in then
    assert ",voldoet_niet," in now
