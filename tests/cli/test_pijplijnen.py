"""The pipelines that init writes: each step runs in order, in a clean clone, with named tools."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from tests.cli.schil import make_tools, run_shell
from tests.cli.test_init import PIJPLIJN, TWENTE
from tests.conftest import Once, Weerbaar
from tests.files.test_git import git
from weerbaar_cli.cli.main import main
from weerbaar_cli.files.inrichting import Ci

pytestmark = pytest.mark.slow
CIS: tuple[Ci, ...] = get_args(Ci)
VASTGESTELD = "vastgesteld-gewijzigd"
EXAMPLE = Path(__file__).parents[2] / "examples" / "twente"
# What each CI tells a job, besides what the job itself asks for; of a merge request also where it
# began, «…» being the commit.
VARIABELEN: dict[Ci, dict[str, str]] = {
    "gitlab": {"CI": "true", "GITLAB_CI": "true", "CI_DEFAULT_BRANCH": "main"},
    "azure": {"TF_BUILD": "True"},
    "forgejo": {"CI": "true", "GITHUB_ACTIONS": "true", "FORGEJO_ACTIONS": "true"},
    "github": {"CI": "true", "GITHUB_ACTIONS": "true"},
}
VERZOEK: dict[Ci, dict[str, str]] = {
    "gitlab": {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "…"},
    "azure": {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"},
    "forgejo": {"GITHUB_BASE_REF": "main"},
    "github": {"GITHUB_BASE_REF": "main"},
}


def jobs(found: Any) -> Iterator[tuple[str, Any]]:
    """Every job by its name, wherever its vendor puts it."""
    if isinstance(found, dict):
        for key, value in found.items():
            if key != "deploy" and isinstance(value, dict) and {"script", "steps"} & value.keys():
                yield key, value
            yield from jobs(value)
        name = found.get("job") or found.get("deployment")
        yield from [(name, found)] if isinstance(name, str) else ()
    for one in found if isinstance(found, list) else ():
        yield from jobs(one)


def steps(job: Any) -> list[str]:
    """What a job gives to a shell."""
    if "strategy" in job:
        job = job["strategy"]["runOnce"]["deploy"]
    found = job.get("script") or [
        one.get("run") or one.get("bash") for one in job["steps"] if {"run", "bash"} & one.keys()
    ]
    return [str(one) for one in found]


def read_jobs(folder: Path, ci: Ci) -> dict[str, list[str]]:
    text = (folder / PIJPLIJN[ci][0]).read_text(encoding="utf-8")
    return {name: steps(job) for name, job in jobs(yaml.load(text, yaml.BaseLoader))}


def run_job(
    ci: Ci, name: str, folder: Path, more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The steps of a job, each in a shell of its own; the first that fails ends it."""
    summary = {"GITHUB_STEP_SUMMARY": str(folder / "samenvatting.txt")}
    surroundings = {**VARIABELEN[ci], **summary, **(more or {})}
    ran = subprocess.CompletedProcess[str]([], 0, "", "")
    # In GitLab all lines of a job share one shell.
    parts = read_jobs(folder, ci)[name]
    for part in ["\n".join(parts)] if ci == "gitlab" else parts:
        shell = ("bash",) if ci == "azure" else ("sh", "-e")
        ran = run_shell(part, folder, folder.parent / "gereedschap", surroundings, shell)
        if ran.returncode:
            return ran
    return ran


def make_server(ci: Ci, folder: Path) -> None:
    """A werkmap of init in which fourteen invented parties handed in, as others find it."""
    assert main(["init", str(folder / "begin"), *TWENTE, "--ci", ci]) == 0
    begin = folder / "begin"
    git(begin, "add", ".")
    git(begin, "commit", "-qm", "begin")
    partijen = (EXAMPLE / "weerbaar.yaml").read_text(encoding="utf-8").partition("partijen:")[2]
    with (begin / "weerbaar.yaml").open("a", encoding="utf-8") as file:
        file.write(f"partijen:{partijen}")
    for path in (EXAMPLE / "metingen").glob("*-zelfscan-2024.yaml"):
        shutil.copy(path, begin / "metingen")
    git(begin, "add", ".")
    git(begin, "commit", "-qm", "de metingen")
    git(folder, "clone", "-q", "--bare", "begin", "server.git")


@pytest.fixture(params=CIS)
def ci(request: pytest.FixtureRequest) -> Ci:
    found: Ci = request.param
    return found


@pytest.fixture
def kloon(ci: Ci, once: Once, tmp_path: Path) -> Path:
    """A clean clone of the server, beside it the only tools that there are."""
    source = once(f"pijplijn-{ci}", lambda folder: make_server(ci, folder))
    shutil.copytree(source / "server.git", tmp_path / "server.git")
    make_tools(tmp_path / "gereedschap")
    git(tmp_path, "clone", "-q", "server.git", "kloon")
    return tmp_path / "kloon"


def test_both_jobs_are_there(ci: Ci, kloon: Path) -> None:
    assert list(read_jobs(kloon, ci)) == ["controleren", "publiceren"]


def test_no_step_is_filled_in_by_the_server(ci: Ci, kloon: Path) -> None:
    """What others choose, such as the name of a branch, never becomes part of a command."""
    for name, parts in read_jobs(kloon, ci).items():
        assert not re.search(r"\$\{\{|\$\(", "".join(parts)), name


def test_what_is_right_passes(ci: Ci, kloon: Path) -> None:
    ran = run_job(ci, "controleren", kloon)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert git(kloon, "status", "--porcelain").strip() in ("", "?? samenvatting.txt")


def test_what_is_wrong_is_stopped_and_told(ci: Ci, kloon: Path) -> None:
    path = kloon / "metingen" / "voorbeeldstad-zelfscan-2024.yaml"
    told = path.read_text(encoding="utf-8")
    path.write_text(told.replace("intern-meldpunt: ja", "intern-meldpunt: jaa"), encoding="utf-8")
    ran = run_job(ci, "controleren", kloon)
    assert ran.returncode == 1
    assert "metingen/voorbeeldstad-zelfscan-2024.yaml" in ran.stdout
    assert "jaa" not in ran.stdout


def request(ci: Ci, kloon: Path, change: Callable[[Path], None]) -> tuple[int, str]:
    """What a merge request with this change gets for an answer."""
    base = git(kloon, "rev-parse", "HEAD").strip()
    git(kloon, "switch", "-qc", "wijziging")
    change(kloon / "metingen")
    git(kloon, "add", ".")
    git(kloon, "commit", "-qm", "wijziging")
    told = {key: value.replace("…", base) for key, value in VERZOEK[ci].items()}
    ran = run_job(ci, "controleren", kloon, told)
    return ran.returncode, ran.stdout


def changed(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / f"{name}-zelfscan-2024.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def removed(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / f"{name}-zelfscan-2024.yaml").unlink()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (changed("kiewitsdrecht", "status: concept", "status: ingeleverd"), ""),
        (removed("dorstelo"), "meting-verdwenen"),
        (changed("dorstelo", "weerbaar: meting/1", "titel: weg"), "meting-verdwenen"),
        (changed("velmerbroek", "intern-meldpunt: ja", "intern-meldpunt: nee"), VASTGESTELD),
    ],
)
def test_a_merge_request_is_held_against_where_it_began(
    ci: Ci, kloon: Path, change: Callable[[Path], None], code: str
) -> None:
    returncode, told = request(ci, kloon, change)
    assert returncode == bool(code), told
    assert code in told


def test_publishing_is_on_the_server_before_there_is_a_report_to_take(ci: Ci, kloon: Path) -> None:
    ran = run_job(ci, "publiceren", kloon)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    there = git(kloon.parent / "server.git", "ls-tree", "-r", "--name-only", "main").split()
    assert len([one for one in there if one.startswith("publicaties/publicatie-")]) == 1
    assert sorted(path.name for path in (kloon / "rapport").iterdir()) == [
        "bestuur.html",
        "bestuur.json",
    ]
    assert not [one for one in there if one.endswith((".html", ".json")) and one[0] != "."]


def test_publishing_again_the_same_adds_nothing(ci: Ci, kloon: Path) -> None:
    assert run_job(ci, "publiceren", kloon).returncode == 0
    git(kloon.parent, "clone", "-q", "server.git", "weer")
    ran = run_job(ci, "publiceren", kloon.parent / "weer")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert git(kloon.parent / "server.git", "rev-list", "--count", "main").strip() == "3"


def test_who_comes_second_publishes_nothing(ci: Ci, kloon: Path) -> None:
    """Somebody merged in the meantime: the register cannot be put there, so the job fails."""
    git(kloon.parent, "clone", "-q", "server.git", "ander")
    ander = kloon.parent / "ander"
    git(ander, "commit", "-q", "--allow-empty", "-m", "intussen")
    git(ander, "push", "-q", "origin", "main")
    assert run_job(ci, "publiceren", kloon).returncode != 0
    there = git(kloon.parent / "server.git", "ls-tree", "-r", "--name-only", "main")
    assert "publicaties/publicatie-" not in there


@pytest.mark.parametrize("more", ["riec-themas"])
def test_with_more_raamwerken_each_has_its_report(
    ci: Ci, more: str, tmp_path: Path, weerbaar: Weerbaar
) -> None:
    weerbaar("init", str(tmp_path / "nieuw"), *TWENTE, "--raamwerk", more, "--ci", ci)
    told = "\n".join(read_jobs(tmp_path / "nieuw", ci)["publiceren"])
    for name in ("twente-basis-op-orde", more):
        assert f"--raamwerk {name} --publiceer --output rapport/{name}.html" in told
