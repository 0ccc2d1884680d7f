"""REV:PAD, :PAD and - wherever a meting is read, and what is said when it is not there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.core import TyperArgument, TyperGroup

from tests.cli.proef import FILES, METING, RAAMWERK
from tests.cli.test_help import EVERY
from tests.conftest import Tree, Weerbaar
from tests.files.test_git import git
from tests.steekproef import sample

PATH = "metingen/stad.yaml"
NOW = METING.replace("meldpunt: ja", "meldpunt: nee").replace("nulmeting", "eindmeting")
# Where a meting is read, by command and parameter: what is asked, and what only the meting of then
# gives. A report is made first, to be verified.
READ = {
    ("score", "meting"): ("score {} --format json", '"soort": "nulmeting"'),
    ("explain", "meting"): ("explain {} 1a", "1a"),
    ("validate", "pad"): ("validate {} --format json", '"bevindingen"'),
    ("compare", "van"): ("compare {} nu.yaml --format json", '"soort": "nulmeting"'),
    ("compare", "naar"): ("compare oud.yaml {}", "nulmeting"),
    ("plan", "meting"): ("plan {}", "1b"),
    ("plan", "--vorige"): ("plan nu.yaml --vorige {}", "1b"),
    ("trend", "meting"): ("trend {} nu.yaml", "31-01-2024"),
    ("report", "meting"): ("report {} --format markdown", "nulmeting"),
    ("report", "--vorige"): ("report nu.yaml --vorige {} --format markdown", "31-01-2024"),
    ("verify", "meting"): ("report {0} --output r.json && verify r.json {0}", "tot op de byte"),
    ("verify", "--vorige"): (
        "report nu.yaml --vorige {0} --output r.md && verify r.md nu.yaml --vorige {0}",
        "tot op de byte",
    ),
    ("frameworks unanswered", "meting"): ("frameworks unanswered {}", "regievoering"),
    ("frameworks diff", "--op"): ("frameworks diff proef@1.0 proef@2.0 --op {}", "1 meting"),
    ("new", "--van"): ("new --organisatie Proefstad --van {} --output n.yaml", ""),
    ("form", "--van"): ("form --licht --van {} --output f.html", ""),
    ("export", "meting"): ("export {} --output uit.xlsx", ""),
    ("split", "meting"): ("split {} --vorm xlsx --output delen", ""),
    ("merge", "delen"): ("merge {} --in deels.yaml --proef --format json", "Intern meldpunt"),
    ("textconv", "bestand"): ("textconv {}", "nulmeting"),
}
# Where it cannot be: what is asked, and what is said. What is open is read, and is not sealed.
UNWRITABLE, NOT_READ = "niet te veranderen", "wordt hier niet uit git gelezen"
REFUSED = {
    ("fill", "meting"): ("fill {}", UNWRITABLE),
    ("import", "--in"): ("import uit.xlsx --in {}", UNWRITABLE),
    ("merge", "--in"): ("merge nu.yaml --in {}", UNWRITABLE),
    ("intake", "--naar"): ("intake . --naar {}", UNWRITABLE),
    ("validate", "--herstel"): ("validate {} --herstel --ja", UNWRITABLE),
    ("import", "bestanden"): ("import {} --in nu.yaml", NOT_READ),
    ("intake", "post"): ("intake {} --naar .", NOT_READ),
    ("leaks", "pad"): ("leaks {}", NOT_READ),
    ("seal", "pad"): ("seal {}", NOT_READ),
    ("verify", "rapport"): ("verify HEAD:r.json {}", NOT_READ),
    ("frameworks check", "pad"): ("frameworks check {}", NOT_READ),
    ("publicaties", "werkmap"): ("publicaties {}", "zoals zij nu is"),
    ("open", "pad"): ("open {}", "is niet versleuteld"),
}
# What is written, what is no meting, and what is no file.
OTHER = {"--output", "--ics", "--app", "--huisstijl", "--basis", "--sjabloon", "--sjabloon-start"}
OTHER |= {"--werkmap", "map_", "norm", "naam", "oud", "nieuw", "een", "ander", "schil"}


def test_every_place_where_a_file_is_named_is_among_the_lines() -> None:
    named = {
        (" ".join(words), param.opts[0])
        for words, command in EVERY.items()
        if not isinstance(command, TyperGroup)
        for param in command.params
        if isinstance(param, TyperArgument) or "Path" in str(getattr(param, "type_descriptor", ""))
    }
    known = {*READ, *REFUSED} - {("validate", "--herstel")}
    assert {pair for pair in named if pair[1] not in OTHER} == known


def ask(line: str, bron: str) -> list[list[str]]:
    return [one.split() for one in line.format(bron).split(" && ")]


@pytest.fixture
def repository(tree: Tree) -> Path:
    """A meting of then in git, of now in the index, and one that is no meting on the disk."""
    folder = tree({f"werk/{name}": text for name, text in FILES.items()} | {f"werk/{PATH}": METING})
    top = folder / "werk"
    git(top, "init", "-q", "-b", "main")
    git(top, "add", ".")
    git(top, "commit", "-qm", "toen")
    texts = {
        "nu.yaml": NOW.replace("2024-01-31", "2024-07-31"),
        "oud.yaml": METING.replace("2024-01-31", "2023-07-31"),
        "deels.yaml": METING.replace("  intern-meldpunt: ja\n", ""),
        "proef-2.yaml": RAAMWERK.replace('"1.0"', '"2.0"').replace("er onlangs over", "erover"),
    }
    for name, text in texts.items():
        (top / name).write_text(text, encoding="utf-8")
    (top / PATH).write_text("weg: ja\n", encoding="utf-8")
    os.chdir(top)
    return top


@pytest.mark.parametrize("bron", [f"HEAD:{PATH}", f":{PATH}"])
@pytest.mark.parametrize(("line", "word"), sample(READ.values(), 3), ids=map(" ".join, READ))
def test_a_meting_of_the_past_is_read_by_every_command(
    line: str, word: str, bron: str, repository: Path, weerbaar: Weerbaar
) -> None:
    for words in ask(line, bron):
        done = weerbaar(*words)
        assert done.code == 0, done.err
    assert word in done.out
    assert (repository / PATH).read_text(encoding="utf-8") == "weg: ja\n"


@pytest.mark.parametrize(("line", "word"), sample(READ.values(), 9), ids=map(" ".join, READ))
def test_a_meting_on_stdin_is_read_by_every_command(line: str, word: str, repository: Path) -> None:
    for words in ask(line, "-"):
        command = [sys.executable, "-m", "weerbaar_cli", *words]
        done = subprocess.run(
            command, input=METING, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
    assert word in done.stdout


@pytest.mark.parametrize("bron", [f"main:./{PATH}", f"@:{PATH}", "main@{0}:" + PATH])
def test_a_revision_may_be_called_as_git_calls_it(
    bron: str, repository: Path, weerbaar: Weerbaar
) -> None:
    assert "nulmeting" in weerbaar("score", bron).out


def test_a_werkmap_of_the_past_has_its_own_raamwerk_parties_and_settings(
    repository: Path, weerbaar: Weerbaar
) -> None:
    before = weerbaar("score", f"HEAD:{PATH}", "--alles")
    (repository / "weerbaar.yaml").write_text("weerbaar: werkmap/1\n", encoding="utf-8")
    (repository / "proef-2.yaml").unlink()
    rules = RAAMWERK.replace("feit: intern-meldpunt, is: ja", "feit: intern-meldpunt, is: nee")
    (repository / "proef.yaml").write_text(rules, encoding="utf-8")
    assert weerbaar("score", f"HEAD:{PATH}", "--alles") == before
    assert weerbaar("validate", "HEAD:metingen").err == "1 bestand, in orde\n"
    (repository / "proef.yaml").unlink()
    assert weerbaar("score", f"HEAD:{PATH}", "--alles") == before
    assert "raamwerk ‘proef’ is niet bekend" in weerbaar("validate", "meting.yaml").out


def test_a_fault_in_settings_of_the_past_is_told_and_one_of_now_is_not(
    repository: Path, weerbaar: Weerbaar
) -> None:
    settings = repository / "weerbaar.yaml"
    good = settings.read_text(encoding="utf-8")
    settings.write_text(f"{good}onzin: 1\n", encoding="utf-8")
    assert weerbaar("validate", f"HEAD:{PATH}").code == 0
    git(repository, "commit", "-qm", "stuk", "weerbaar.yaml")
    settings.write_text(good, encoding="utf-8")
    told = weerbaar("validate", f"HEAD:{PATH}")
    assert (told.code, "HEAD:weerbaar.yaml:" in told.out) == (1, True)
    told = weerbaar("score", f"HEAD:{PATH}")
    assert (told.code, told.out) == (2, "")
    assert "HEAD:weerbaar.yaml heeft fouten" in told.err


def test_rules_that_changed_without_a_version_are_a_cause_of_the_difference(
    repository: Path, weerbaar: Weerbaar
) -> None:
    git(repository, "checkout", "-q", PATH)
    (repository / "proef-2.yaml").unlink()
    assert "Geen enkele norm" in weerbaar("compare", f"HEAD:{PATH}", PATH).out
    rules = RAAMWERK.replace("feit: intern-meldpunt, is: ja", "feit: intern-meldpunt, is: nee")
    (repository / "proef.yaml").write_text(rules, encoding="utf-8")
    assert "door andere regels" in weerbaar("compare", f"HEAD:{PATH}", PATH).out


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
        ("HEAD:metingen/geen.yaml", "‘metingen/geen.yaml’ bestond niet in HEAD"),
        (":metingen/geen.yaml", "‘metingen/geen.yaml’ staat niet in de index"),
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


@pytest.mark.parametrize(("line", "said"), REFUSED.values(), ids=map(" ".join, REFUSED))
def test_what_is_in_git_is_never_changed_and_it_is_said_what_to_do(
    line: str, said: str, repository: Path, weerbaar: Weerbaar
) -> None:
    before = git(repository, "status", "--porcelain", "--ignored")
    told = weerbaar(*line.format(f"HEAD:{PATH}").split())
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert "  → " in told.err or said == "is niet versleuteld"
    assert git(repository, "status", "--porcelain", "--ignored") == before


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


@pytest.mark.skipif(os.name != "posix", reason="a hook is a script for a shell")
@pytest.mark.parametrize("words", ["commit -qam x", f"commit -qm x -- {PATH}", "commit -qm x"])
def test_inside_a_hook_the_index_is_what_git_commits(words: str, repository: Path) -> None:
    """Of `commit -a` and of a part git makes another index, which the hook is told of."""
    seen, hook = repository.parent / "gezien.json", repository / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    command = f"'{sys.executable}' -m weerbaar_cli score :{PATH} --format json > '{seen}'"
    hook.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
    hook.chmod(0o755)
    (repository / PATH).write_text(NOW, encoding="utf-8")
    if words == "commit -qm x":
        (repository / "vol.yaml").write_text("anders: ja\n", encoding="utf-8")
        git(repository, "add", "vol.yaml")
    git(repository, *words.split())
    shown = "nulmeting" if words == "commit -qm x" else "eindmeting"
    assert f'"soort": "{shown}"' in seen.read_text(encoding="utf-8")


def test_the_index_of_another_repository_is_none_of_ours(
    repository: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = repository.parent / "ander"
    git(repository.parent, "clone", "-q", "werk", "ander")
    (other / PATH).write_text(NOW, encoding="utf-8")
    git(other, "add", ".")
    for named in (other / ".git/index", Path(".git/index.lock"), Path(".git/index")):
        monkeypatch.setenv("GIT_INDEX_FILE", str(named))
        assert "nulmeting" in weerbaar("score", f":{PATH}").out


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
