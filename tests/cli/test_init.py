"""`weerbaar init`: a werkmap of a district as a git repository, whole or not at all."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from tests.cli.schil import make_tools, run_shell
from tests.conftest import Once, Tree, Weerbaar
from tests.files.test_git import git
from tests.steekproef import sample
from weerbaar_cli.cli.main import main
from weerbaar_cli.files.inrichting import Ci

TWENTE = ("--district", "twente", "--raamwerk", "twente-basis-op-orde")
CIS: tuple[Ci, ...] = get_args(Ci)
# Per CI the file of its pipeline, and how check-jsonschema knows its vendor's schema. Forgejo
# publishes none: its workflows are those of GitHub.
PIJPLIJN: dict[Ci, tuple[str, ...]] = {
    "gitlab": (".gitlab-ci.yml", "vendor.gitlab-ci", "--data-transform=gitlab-ci"),
    "azure": (
        *(".azure-pipelines/weerbaar.yml", "vendor.azure-pipelines"),
        *("--data-transform=azure-pipelines", "--regex-variant=nonunicode"),
    ),
    "forgejo": (".forgejo/workflows/weerbaar.yml", "vendor.github-workflows"),
    "github": (".github/workflows/weerbaar.yml", "vendor.github-workflows"),
}


def everything(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(autouse=True)
def _elsewhere(tree: Tree) -> None:
    tree({})


@pytest.mark.parametrize("ci", CIS)
def test_a_new_werkmap_is_a_repository_that_validates_without_a_remark(
    ci: Ci, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert weerbaar("init", "nieuw", *TWENTE, "--ci", ci) == (0, "", TOLD)
    monkeypatch.chdir("nieuw")
    assert weerbaar("validate", ".", "--strikt") == (0, "", "2 bestanden, in orde\n")
    git(Path(), "add", ".")
    git(Path(), "commit", "-qm", "begin")
    assert weerbaar("validate", ".", "--strikt") == (0, "", "2 bestanden, in orde\n")
    assert git(Path(), "status", "--porcelain", "--ignored") == ""
    kept = set(git(Path(), "ls-files").split())
    assert kept >= {"weerbaar.yaml", "README.md", "metingen/LEESMIJ.md", PIJPLIJN[ci][0]}
    assert kept >= {f"{place}" for place in (".gitattributes", ".gitignore", ".editorconfig")}


TOLD = """\
Gemaakt: nieuw, voor de 14 partijen van Twente
  → Open nieuw/README.md: daar staan de eerste drie stappen.
"""


@pytest.mark.parametrize("ci", [*CIS, None])
def test_no_word_of_the_texts_is_left_open(ci: Ci | None, weerbaar: Weerbaar) -> None:
    asked = ("--ci", ci) if ci else ()
    more = ("--raamwerk", "riec-themas")
    assert weerbaar("init", "nieuw", *TWENTE, *more, *asked).code == 0
    for name, data in everything(Path("nieuw")).items():
        if not name.startswith((".git/", ".weerbaar/")):
            assert re.findall(r"@[a-z-]+@", data.decode()) == [], name
            assert data.endswith(b"\n"), name
            assert b"\r" not in data, name


@pytest.mark.parametrize("ci", sample(CIS, 2))
def test_a_pipeline_fits_the_schema_of_its_vendor(ci: Ci, weerbaar: Weerbaar) -> None:
    weerbaar("init", "nieuw", *TWENTE, "--ci", ci)
    place, schema, *options = PIJPLIJN[ci]
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *options]
    ran = subprocess.run([*check, f"nieuw/{place}"], capture_output=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stdout
    assert "$" + "schema" not in Path("nieuw", place).read_text(encoding="utf-8")


def test_the_first_steps_of_the_readme_work(
    weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    weerbaar("init", "nieuw", *TWENTE)
    monkeypatch.chdir("nieuw")
    readme = Path("README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)
    lines = [line.strip() for one in blocks for line in one.strip().splitlines()]
    assert len(blocks) == 3
    ran = run_shell("\n".join(lines), Path(), make_tools(Path("../gereedschap").absolute()))
    assert ran.returncode == 0, ran.stderr
    assert list(Path("metingen").glob("almelo-zelfscan-*.yaml"))


def test_an_empty_folder_may_be_the_one_that_we_are_in(weerbaar: Weerbaar) -> None:
    assert weerbaar("init", ".", *TWENTE).code == 0
    assert Path("weerbaar.yaml").is_file()
    assert Path(".git").is_dir()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("init vol {0}", "in de map ‘vol’ staat al iets; er is niets geschreven"),
        ("init repo/sub {0}", "‘repo/sub’ ligt in een map die al een git-repository is"),
        ("init werk/sub {0}", "‘werk/sub’ ligt in een map die al een werkmap is"),
        ("init repo {0}", "in de map ‘repo’ staat al iets"),
        ("init bestand {0}", "‘bestand’ is geen map"),
        ("init geen/map {0}", "de map van ‘geen/map’ bestaat niet"),
        ("init x --district twentee --raamwerk twente-basis-op-orde", "Bedoelde u ‘twente’?"),
        ("init x --district zeeland --raamwerk twente-basis-op-orde", "Kies uit: twente, "),
        ("init x --district twente --raamwerk basis-op-orde", "raamwerk ‘basis-op-orde’"),
        ("init x {0} --ci gitlap", "Bedoelde u ‘gitlab’?"),
    ],
)
def test_what_cannot_be_begun_changes_nothing(line: str, said: str, weerbaar: Weerbaar) -> None:
    Path("vol").mkdir()
    Path("vol/iets.txt").write_text("van mij", encoding="utf-8")
    Path("repo").mkdir()
    git(Path("repo"), "init", "-q")
    Path("werk").mkdir()
    Path("werk/weerbaar.yaml").write_text("weerbaar: werkmap/1\n", encoding="utf-8")
    Path("bestand").write_text("van mij", encoding="utf-8")
    before = everything(Path())
    found = weerbaar(*line.format(" ".join(TWENTE)).split())
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert everything(Path()) == before


@pytest.mark.parametrize("there", [True, False])
def test_a_failure_halfway_leaves_nothing(
    there: bool, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    if there:
        Path("nieuw").mkdir()
    real, moved = Path.rename, list[Path]()

    def fail(path: Path, target: Path) -> Path:
        moved.append(path)
        if len(moved) == 5:
            raise OSError(28, "vol")
        return real(path, target)

    def refuse(path: Path, target: Path) -> Path:
        raise OSError(28, "vol")

    monkeypatch.setattr(Path, "rename", fail)
    monkeypatch.setattr(Path, "replace", refuse)
    found = weerbaar("init", "nieuw", *TWENTE)
    assert (found.code, found.out) == (2, "")
    assert "de map ‘nieuw’ is niet te maken" in found.err
    assert list(Path().rglob("*")) == ([Path("nieuw")] if there else [])


def test_without_git_there_is_a_werkmap_still(
    weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    found = weerbaar("init", "nieuw", *TWENTE)
    assert found.code == 0
    assert "git is niet gevonden" in found.err
    assert not Path("nieuw/.git").exists()
    assert weerbaar("validate", "nieuw", "--strikt").err == "2 bestanden, in orde\n"


def test_the_salt_is_new_every_time_and_for_nobody_else(weerbaar: Weerbaar) -> None:
    for name in ("een", "twee"):
        weerbaar("init", name, *TWENTE)
    (one,), (two,) = (list(Path(name, "publicaties").iterdir()) for name in ("een", "twee"))
    assert one.name != two.name
    assert {path.stat().st_mode & 0o777 for path in (one, two)} == {0o600}


@pytest.fixture
def klaar(once: Once) -> Path:
    """A new werkmap to look at; nothing is changed in it."""
    return once("init", lambda folder: make(folder / "nieuw")) / "nieuw"


def make(folder: Path) -> None:
    assert main(["init", str(folder), *TWENTE, "--ci", "gitlab"]) == 0


def test_two_branches_that_publish_never_merge_by_line(klaar: Path) -> None:
    told = git(klaar, "check-attr", "merge", "eol", "--", "publicaties/a.yaml")
    assert "merge: unset" in told
    assert "eol: lf" in told


def test_git_shows_what_changed_in_what_is_sealed(klaar: Path) -> None:
    assert "diff: weerbaar" in git(klaar, "check-attr", "diff", "--", "metingen/a.yaml.age")
    assert git(klaar, "config", "diff.weerbaar.textconv") == "weerbaar textconv\n"


@pytest.mark.parametrize(
    ("name", "ignored"),
    [
        ("rapport.html", True),
        ("coordinator-sleutel.txt", True),
        ("rijk.json", True),
        ("weerbaar.codequality.json", True),
        ("metingen/almelo-zelfscan-2024-01-31.yaml", False),
        ("metingen/almelo-zelfscan-2024-01-31.yaml.age", False),
        (".weerbaar/meting.schema.json", False),
        ("publicaties/publicatie-1.yaml", False),
    ],
)
def test_what_names_a_party_stays_out_of_git(name: str, ignored: bool, klaar: Path) -> None:
    ran = subprocess.run(["git", "-C", str(klaar), "check-ignore", "-q", name])
    assert (ran.returncode == 0) is ignored
