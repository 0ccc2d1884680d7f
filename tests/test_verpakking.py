"""What others take from this repository: the hooks of pre-commit, and the image for a CI."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import distributions, packages_distributions, requires
from pathlib import Path

import pytest
import yaml
from packaging.utils import canonicalize_name

from tests.cli.proef import FILES
from tests.cli.schil import WHO, make_tools
from tests.conftest import Weerbaar
from tests.files.test_git import git
from tests.steekproef import sample
from weerbaar_cli import __version__

ROOT = Path(__file__).parent.parent
HOOKS = ROOT / ".pre-commit-hooks.yaml"
HAKEN = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
STEPS = [
    line.split(maxsplit=1)
    for line in re.sub(r"\\\n", " ", CONTAINERFILE).splitlines()
    if line and not line.startswith("#")
]
COPIED = [part for word, rest in STEPS if word == "COPY" for part in rest.split()[:-1]]
(BASE,) = [rest for word, rest in STEPS if word == "FROM"]


def pre_commit(where: Path, *words: str, tools: bool = True) -> subprocess.CompletedProcess[str]:
    """In a repository, with a memory of its own; with `tools` weerbaar as it is here, else none."""
    own = {**os.environ, **WHO, "PRE_COMMIT_HOME": str(where.parent / "pre-commit")}
    if tools:
        folder = where.parent / "gereedschap"
        found = folder if folder.exists() else make_tools(folder)
        own["PATH"] = f"{found}{os.pathsep}{own['PATH']}"
    else:
        own.pop("PYTHONPATH", None)
        folders = own["PATH"].split(os.pathsep)
        own["PATH"] = os.pathsep.join(one for one in folders if not Path(one, "weerbaar").exists())
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=where,
        env=own,
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
    assert all(one["require_serial"] for one in HAKEN)


@pytest.mark.parametrize("hook", sample(["weerbaar-werkmap", "weerbaar-validate"], 2))
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


def is_index_reached(place: Path) -> bool:
    """Whether pip can fetch what builds the package, from a network or where it is set to look."""
    words = ("download", "--quiet", "--no-deps", "--dest", str(place), "hatchling")
    ran = subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, check=False)
    return ran.returncode == 0


@pytest.mark.sweep
def test_a_hook_installs_weerbaar_by_itself(tmp_path: Path) -> None:
    """With the language that the hooks say: pip makes the package and fetches its libraries."""
    if not is_index_reached(tmp_path / "proef"):
        pytest.skip("pip reaches no index here, and is set to no folder with the wheels")
    source = tmp_path / "weerbaar"
    for one in (*COPIED, HOOKS.name):
        place = source / one
        place.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / one).is_dir() else shutil.copy
        copy(ROOT / one, place)
    hooks = make_repository(source, {})
    here = make_repository(tmp_path / "werkmap", FILES)
    ran = pre_commit(here, "try-repo", str(hooks), "--all-files", "--verbose", tools=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    # Of what changed, and of the whole werkmap.
    assert len(re.findall(r"\d+ bestanden, in orde", ran.stdout)) == len(HAKEN), ran.stdout


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


def with_needs(names: Iterable[str]) -> set[str]:
    """Distributions with all that they need themselves."""
    found: set[str] = set()
    left = list(names)
    while left:
        name = canonicalize_name(re.split(r"[^\w.-]", left.pop(), maxsplit=1)[0])
        if name not in found and name in INSTALLED:
            found.add(name)
            left += [one for one in requires(name) or () if "extra ==" not in one]
    return found


INSTALLED = {canonicalize_name(one.metadata["Name"]) for one in distributions()}
# What hatch_build.py calls; it reads files of YAML, and templates.
BUILDS = (
    "from weerbaar_cli.files.bibliotheek.bibliotheek import store_packaged\n"
    "from weerbaar_cli.formats.html import translate_page\n"
    "from weerbaar_cli.formats.markdown import translate_memo"
)


def test_what_builds_the_package_is_there_to_build_it() -> None:
    """In an environment of its own pip brings only what is named here."""
    code = f"{BUILDS}\nimport sys, yaml\nprint(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    owners = packages_distributions()
    loaded = {name.partition(".")[0] for name in ran.stdout.split()} - {"weerbaar_cli"}
    used = {canonicalize_name(one) for name in loaded for one in owners.get(name, ())}
    named = PROJECT["build-system"]["requires"]
    assert used - with_needs(named) - {"pip", "setuptools"} == set()


def test_the_image_is_built_from_what_is_there() -> None:
    assert [one for one in COPIED if not (ROOT / one).exists()] == []
    build = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {*build["force-include"], "src", "hatch_build.py", "pyproject.toml"}
    needed |= {PROJECT["project"]["readme"], *PROJECT["project"]["license-files"]}
    assert needed <= {*COPIED}


def test_the_image_names_no_registry_and_only_extras_that_exist() -> None:
    assert re.fullmatch(r"python:3\.\d+-slim", BASE)
    (extras,) = re.findall(r'"\.\[([a-z,]+)\]"', CONTAINERFILE)
    assert {*extras.split(",")} <= PROJECT["project"]["optional-dependencies"].keys()
    assert f"--tag weerbaar:{__version__} ." in CONTAINERFILE


def test_who_has_no_internet_takes_every_part_along() -> None:
    manual = (ROOT / "docs/handleiding.md").read_text(encoding="utf-8")
    recipe = re.findall(r"pakketten.*?\[([a-z,]+)\]|\[([a-z,]+)\].*?--wheel-dir pakketten", manual)
    # The page is a package of its own, and the others are for who works on the program.
    parts = PROJECT["project"]["optional-dependencies"].keys()
    wanted = parts - {"dev", "mutanten", "bench", "pagina"}
    assert [{*"".join(one).split(",")} for one in recipe] == [wanted, wanted]


def test_the_image_is_built_by_steps_of_a_container() -> None:
    assert STEPS[0][0] == "FROM"
    assert {word for word, _ in STEPS} == {"FROM", "ARG", "RUN", "WORKDIR", "COPY"}
    for word, rest in STEPS:
        if word == "RUN":
            checked = subprocess.run(["sh", "-n"], input=rest, text=True, capture_output=True)
            assert checked.returncode == 0, rest


class Bouwer:
    """buildah with a store of its own, which needs no daemon and no other user."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def __call__(self, *words: str) -> str:
        own = ("--storage-driver", "vfs", "--root", str(self.place / "store"))
        command = ["buildah", *own, "--runroot", str(self.place / "run"), *words]
        ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if ran.returncode:
            raise AssertionError(f"{words}: {ran.stdout[-2000:]}{ran.stderr[-2000:]}")
        return ran.stdout.strip()

    def find_base(self) -> None:
        """The image to begin with: a folder with such a system, else from the registry."""
        folder = os.environ.get(BASIS)
        if folder:
            made = self("from", "scratch")
            self("add", "--quiet", made, folder, "/")
            self("config", "--env", f"PATH={PADEN}", made)
            self("commit", "--quiet", made, f"localhost/{BASE}")
            return
        try:
            self("pull", "--quiet", f"docker.io/library/{BASE}")
        except AssertionError as error:
            why = f"no registry gives {BASE} here, and {BASIS} names no folder"
            pytest.skip(f"{why}: {str(error)[-200:]}")


# A folder with the system of the base image (Debian, Python and pip), where no registry is.
BASIS = "WEERBAAR_IMAGE_BASIS"
PADEN = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
IN_IMAGE = f"""
set -e
test "$(pwd)" = /werkmap
test "$(weerbaar --version)" = "weerbaar {__version__}"
test "$(git config --system safe.directory)" = "*"
curl --version > /dev/null
cd /tmp
weerbaar init nieuw --district twente --raamwerk twente-basis-op-orde --ci gitlab
cd nieuw
chown -R 12345 .
cp /voorbeeld/metingen/*.yaml metingen
sed -n "/^partijen:/,\\$p" /voorbeeld/weerbaar.yaml >> weerbaar.yaml
weerbaar validate .
weerbaar validate . --sinds HEAD 2>&1 | grep "nog niets vastgelegd"
weerbaar key new --output /root/sleutel.txt
weerbaar report --district twente --output r.pdf --output r.docx --output r.xlsx --output r.html
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("buildah") is None, reason="here is no buildah to build it with")
def test_the_image_is_built_and_holds_what_a_ci_needs(tmp_path: Path) -> None:
    """Every instruction of the Containerfile is run, and then what a pipeline asks of the image."""
    bouwer = Bouwer(tmp_path)
    bouwer.find_base()
    chroot = ("--isolation", "chroot")
    file = str(ROOT / "Containerfile")
    bouwer("bud", *chroot, "--pull-never", "--tag", "weerbaar:proef", "--file", file, str(ROOT))
    made = bouwer("from", "--pull-never", "weerbaar:proef")
    example = f"{ROOT / 'examples' / 'twente'}:/voorbeeld:ro"
    told = bouwer("run", *chroot, "--volume", example, made, "--", "sh", "-c", IN_IMAGE)
    assert "nog niets vastgelegd" in told
