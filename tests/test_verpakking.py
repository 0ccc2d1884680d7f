"""What others take from this repository: the hooks of pre-commit, and the image for a CI."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from tests.cli.proef import FILES
from tests.cli.schil import WHO, make_tools
from tests.conftest import Weerbaar
from tests.files.test_git import git
from weerbaar_cli import __version__

ROOT = Path(__file__).parent.parent
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
STEPS = [
    line.split(maxsplit=1)
    for line in re.sub(r"\\\n", " ", CONTAINERFILE).splitlines()
    if line and not line.startswith("#")
]


def pre_commit(where: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """In a repository, with a memory of its own, and with `weerbaar` as it stands here."""
    tools = where.parent / "gereedschap"
    path = f"{tools if tools.exists() else make_tools(tools)}{os.pathsep}{os.environ['PATH']}"
    own = {"PATH": path, "PRE_COMMIT_HOME": str(where.parent / "pre-commit")}
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=where,
        env={**os.environ, **WHO, **own},
        capture_output=True,
        encoding="utf-8",
    )


def make_repository(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "begin")
    return folder


def test_the_hooks_are_as_pre_commit_wants_them(tmp_path: Path) -> None:
    ran = pre_commit(make_repository(tmp_path / "leeg", {"a": ""}), "validate-manifest", str(HOOKS))
    assert ran.returncode == 0, ran.stdout
    assert all(one["require_serial"] for one in yaml.safe_load(HOOKS.read_text(encoding="utf-8")))


@pytest.mark.parametrize("hook", ["weerbaar-validate", "weerbaar-werkmap"])
def test_a_hook_is_tried_on_a_repository(hook: str, tmp_path: Path) -> None:
    """As installed already: pip would fetch the libraries of weerbaar from a network."""
    manifest = HOOKS.read_text(encoding="utf-8").replace("language: python", "language: system")
    hooks = make_repository(tmp_path / "haken", {HOOKS.name: manifest})
    other = {"ander.yml": "een: ander bestand\n", ".github/workflows/x.yml": "on: push\n"}
    here = make_repository(tmp_path / "werkmap", FILES | other)
    words = ("try-repo", str(hooks), hook, "--all-files", "--verbose")
    ran = pre_commit(here, *words)
    assert ran.returncode == 0, ran.stdout
    assert "in orde" in ran.stdout
    assert "x.yml" not in ran.stdout
    (here / "meting.yaml").write_text(FILES["meting.yaml"].replace(": ja", ": jaa"), "utf-8")
    ran = pre_commit(here, *words)
    assert ran.returncode == 1
    assert "meting.yaml:" in ran.stdout


def test_the_hook_of_a_new_werkmap_stops_a_commit(tmp_path: Path, weerbaar: Weerbaar) -> None:
    here = tmp_path / "nieuw"
    asked = ("--district", "twente", "--raamwerk", "twente-basis-op-orde")
    assert weerbaar("init", str(here), *asked).code == 0
    assert pre_commit(here, "install").returncode == 0
    git(here, "add", ".")
    assert pre_commit(here, "run").returncode == 0
    (here / "metingen" / "x.yaml").write_text("weerbaar: meting/1\n", encoding="utf-8")
    git(here, "add", ".")
    ran = pre_commit(here, "run")
    assert ran.returncode == 1
    assert "metingen/x.yaml:" in ran.stdout


def test_the_image_is_built_from_what_is_there() -> None:
    copied = [part for word, rest in STEPS if word == "COPY" for part in rest.split()[:-1]]
    assert [one for one in copied if not (ROOT / one).exists()] == []
    build = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {*build["force-include"], "src", "hatch_build.py", "pyproject.toml"}
    needed |= {PROJECT["project"]["readme"], *PROJECT["project"]["license-files"]}
    assert needed <= {*copied}


def test_the_image_names_no_registry_and_only_extras_that_exist() -> None:
    (base,) = [rest for word, rest in STEPS if word == "FROM"]
    assert re.fullmatch(r"python:3\.\d+-slim", base)
    (extras,) = re.findall(r'"\.\[([a-z,]+)\]"', CONTAINERFILE)
    assert {*extras.split(",")} <= PROJECT["project"]["optional-dependencies"].keys()
    assert f"--tag weerbaar:{__version__} ." in CONTAINERFILE


def test_the_image_is_built_by_steps_of_a_container() -> None:
    assert STEPS[0][0] == "FROM"
    assert {word for word, _ in STEPS} == {"FROM", "ARG", "RUN", "WORKDIR", "COPY"}
    for word, rest in STEPS:
        if word == "RUN":
            checked = subprocess.run(["sh", "-n"], input=rest, text=True, capture_output=True)
            assert checked.returncode == 0, rest
