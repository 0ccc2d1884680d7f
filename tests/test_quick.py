"""`make quick` runs the tests of the rooms that were changed, and those of the house."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.quick import ALWAYS, changed, paths_for


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("src/weerbaar_cli/engine/score/score.py", "tests/engine/score"),
        ("src/weerbaar_cli/engine/__init__.py", "tests/engine"),
        ("src/weerbaar_cli/views/groep/woorden.py", "tests/views"),
        ("src/weerbaar_cli/cli/trend.py", "tests/cli/test_trend.py"),
        ("src/weerbaar_cli/cli/console.py", "tests/cli"),
        ("frameworks/feiten.yaml", "tests/frameworks"),
        ("templates/blad.css", "tests/formats"),
        ("tests/engine/score/test_eigenschappen.py", "tests/engine/score"),
        ("engine/score", "tests/engine/score"),
    ],
)
def test_a_change_needs_the_tests_of_its_room(path: str, wanted: str) -> None:
    assert paths_for([path]) == [wanted, *ALWAYS]


@pytest.mark.parametrize("path", ["README.md", "src/weerbaar_cli/errors.py", "tests/conftest.py"])
def test_what_is_in_no_room_needs_the_house(path: str) -> None:
    assert paths_for([path]) == list(ALWAYS)


def test_a_room_is_named_once() -> None:
    paths = ["src/weerbaar_cli/engine/__init__.py", "tests/engine/plan/test_plan.py"]
    assert paths_for(paths) == ["tests/engine", *ALWAYS]


def test_what_was_changed_since_main_is_found(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@voorbeeld.example")
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    def commit(name: str) -> None:
        (tmp_path / name).write_text(name, encoding="utf-8")
        git("add", name)
        git("commit", "-m", name)

    git("init", "-b", "main")
    commit("a")
    commit("b")
    git("checkout", "-b", "work")
    commit("c")
    (tmp_path / "a").write_text("other", encoding="utf-8")
    (tmp_path / "d").write_text("new", encoding="utf-8")
    assert changed(tmp_path) == ["a", "c", "d"]
