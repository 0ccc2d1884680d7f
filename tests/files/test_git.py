"""git without surprises: nothing of a repository runs, nothing is fetched, and its reasons help."""

from __future__ import annotations

import os
import subprocess
import tracemalloc
from pathlib import Path

import pytest

from tests.cli.proef import HEAD, WERKMAP
from tests.conftest import Tree, Weerbaar

WHO = ("-c", "user.name=proef", "-c", "user.email=proef@example.org")
FACTS = "peildatum: 2024-0{}-31\nfictief: ja\nfeiten: {{intern-meldpunt: {}}}\n"
SETTINGS = WERKMAP.replace("raamwerk: proef", "raamwerk: twente-basis-op-orde")
PATH = "metingen/stad.yaml"


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *WHO, *words], check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout


@pytest.fixture
def repository(tree: Tree) -> Path:
    """Two commits: a meting of January, and of July in its place."""
    head = HEAD.replace("raamwerk: proef", "raamwerk: twente-basis-op-orde")
    folder = tree({"bron/weerbaar.yaml": SETTINGS, f"bron/{PATH}": head + FACTS.format(1, "nee")})
    source = folder / "bron"
    git(source, "init", "-q", "-b", "main")
    git(source, "add", ".")
    git(source, "commit", "-qm", "januari")
    (source / PATH).write_text(head + FACTS.format(7, "ja"), encoding="utf-8")
    git(source, "commit", "-qam", "juli")
    os.chdir(source)
    return source


BOTH = (f"HEAD~1:{PATH}", f"HEAD:{PATH}")


def test_the_past_is_compared(repository: Path, weerbaar: Weerbaar) -> None:
    assert weerbaar("compare", *BOTH).code == 0


def test_a_bare_repository_works_with_paths_on_both_sides(
    repository: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repository.parent, "clone", "-q", "--bare", "bron", "kaal.git")
    monkeypatch.chdir(repository.parent / "kaal.git")
    assert weerbaar("compare", *BOTH).code == 0
    told = weerbaar("compare", "HEAD~1", "HEAD")
    assert told.code == 2


def test_a_hook_about_another_repository_changes_nothing(
    repository: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_WORK_TREE"):
        monkeypatch.setenv(name, str(repository.parent / "weg"))
    assert weerbaar("compare", *BOTH).code == 0


def test_a_shallow_copy_says_how_to_get_the_rest(
    repository: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = repository.parent
    git(place, "clone", "-q", "--depth", "1", f"file://{repository}", "ondiep")
    monkeypatch.chdir(place / "ondiep")
    told = weerbaar("compare", *BOTH)
    assert told.code == 2
    assert "git kent die revisie niet" in told.err
    assert "git fetch --unshallow" in told.err


def test_without_a_commit_it_says_so(
    tree: Tree, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tree({"weerbaar.yaml": WERKMAP})
    git(folder, "init", "-q")
    told = weerbaar("compare", *BOTH)
    assert told.code == 2
    assert "nog niets vastgelegd" in told.err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs another owner")
def test_a_folder_of_somebody_else_is_named_with_the_remedy(
    repository: Path, weerbaar: Weerbaar
) -> None:
    for path in (repository, repository / ".git"):
        os.chown(path, 12345, 12345)
    told = weerbaar("compare", *BOTH)
    assert told.code == 2
    assert "van een andere gebruiker" in told.err
    assert "safe.directory" in told.err


def test_nothing_of_a_received_repository_runs_and_nothing_is_fetched(
    repository: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A partial clone whose every setting names a program that leaves a trace."""
    place = repository.parent
    git(repository, "config", "uploadpack.allowFilter", "true")
    git(place, "clone", "-q", "--no-checkout", "--filter=blob:none", f"file://{repository}", "deel")
    clone, trace = place / "deel", place / "spoor"
    evil = f"touch {trace}; false"
    for key in (
        "core.sshCommand",
        "core.gitProxy",
        "core.fsmonitor",
        "core.pager",
        "diff.external",
    ):
        git(clone, "config", key, evil)
    for key in ("filter.x.smudge", "filter.x.clean", "filter.x.process", "diff.x.textconv"):
        git(clone, "config", key, evil)
    hooks = clone / ".git/hooks/post-checkout"
    hooks.parent.mkdir(exist_ok=True)
    hooks.write_text(f"#!/bin/sh\n{evil}\n", encoding="utf-8")
    hooks.chmod(0o755)
    (clone / ".git/info/attributes").write_text("*.yaml filter=x diff=x\n", encoding="utf-8")
    monkeypatch.chdir(clone)
    for url in (f"ext::sh -c {evil}", "ssh://proef.example.org/x", f"file://{repository}"):
        git(clone, "config", "remote.origin.url", url)
        git(clone, "config", "remote.origin.uploadpack", evil)
        git(clone, "config", "protocol.ext.allow", "always")
        told = weerbaar("compare", *BOTH)
        assert told.code == 2
        assert "staat niet in deze kopie" in told.err
        assert not trace.exists(), url


def test_a_git_in_the_folder_is_never_run(
    repository: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted, trace = repository / "git", repository.parent / "spoor"
    planted.write_text(f"#!/bin/sh\ntouch {trace}\n", encoding="utf-8")
    planted.chmod(0o755)
    monkeypatch.setenv("PATH", f".{os.pathsep}{repository}")
    told = weerbaar("compare", *BOTH)
    assert (told.code, trace.exists()) == (2, False)
    assert "git is niet gevonden" in told.err


def test_what_is_too_large_is_not_read(repository: Path, weerbaar: Weerbaar) -> None:
    with (repository / PATH).open("wb") as file:
        file.truncate(20_000_000)
    git(repository, "commit", "-qam", "groot")
    tracemalloc.start()
    told = weerbaar("compare", f"HEAD~1:{PATH}", f"HEAD:{PATH}")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert told.code == 2
    assert "te groot" in told.err
    assert peak < 15_000_000


def test_what_a_filter_keeps_in_git_is_named_and_never_compared(
    repository: Path, weerbaar: Weerbaar
) -> None:
    """No filter of a repository runs, so what only one makes readable is called by its name."""
    secret = b"\0GITCRYPT\0" + bytes(range(64))
    plain = (repository / PATH).read_bytes()
    (repository / PATH).write_bytes(secret)
    git(repository, "commit", "-qam", "versleuteld")
    (repository / PATH).write_bytes(plain)
    told = weerbaar("compare", "HEAD", PATH)
    assert (told.code, told.out) == (2, "")
    assert f"HEAD:{PATH}:1:1: fout codering" in told.err
    assert "git-crypt" in told.err


@pytest.mark.skipif(os.name != "posix", reason="names are bytes only there")
def test_a_folder_whose_name_is_no_utf_8(
    repository: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = repository.parent / os.fsdecode(b"map-\xff")
    repository.rename(strange)
    monkeypatch.chdir(strange)
    assert weerbaar("compare", *BOTH).code == 0
    assert weerbaar("compare", "HEAD~1", PATH).code == 0
