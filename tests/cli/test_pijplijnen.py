"""The pipelines that init writes: each step runs in order, in a clean clone, with named tools."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from tests.cli.schil import make_tools, run_shell
from tests.cli.test_init import PIJPLIJN, TWENTE
from tests.conftest import Once, Weerbaar
from tests.files.test_git import git
from tests.steekproef import sample
from weerbaar_cli.cli.main import main
from weerbaar_cli.files.inrichting import Ci

pytestmark = [pytest.mark.slow, pytest.mark.long]
CIS: tuple[Ci, ...] = get_args(Ci)
VASTGESTELD = "vastgesteld-gewijzigd"
OPEN = "metingen/voorbeeldstad-eindmeting-2024.yaml"
EXAMPLE = Path(__file__).parents[2] / "examples" / "twente"
# What each CI tells a job, besides what the job itself asks for; of a merge request also where it
# began, ‘…’ being the commit.
VARIABELEN: dict[Ci, dict[str, str]] = {
    "gitlab": {"CI": "true", "GITLAB_CI": "true", "CI_DEFAULT_BRANCH": "main"},
    "azure": {"TF_BUILD": "True"},
    "forgejo": {"CI": "true", "GITHUB_ACTIONS": "true", "FORGEJO_ACTIONS": "true"},
    "github": {"CI": "true", "GITHUB_ACTIONS": "true"},
}
VERZOEK: dict[Ci, dict[str, str]] = {
    "gitlab": {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "…", "WEERBAAR_TOKEN": "geheim"},
    "azure": {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"},
    "forgejo": {"GITHUB_BASE_REF": "main"},
    "github": {"GITHUB_BASE_REF": "main"},
}


NVT = """\
nvt:
  "3e": {reden: geen berichten ontvangen, besloten_door: regisseur ondermijning,
         op: 2024-01-10, herzien_op: 2025-01-10}
"""


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


def steps(job: Any, *, verzoek: bool) -> list[str]:
    """What a job gives to a shell, of a merge request or elsewhere."""
    if "script" in job:
        return ["\n".join(job["script"])]  # in GitLab all lines of a job share one shell
    if "strategy" in job:
        job = job["strategy"]["runOnce"]["deploy"]
    asked = [one for one in job["steps"] if verzoek or not is_for_verzoek(one)]
    return [one.get("run") or one["bash"] for one in asked if {"run", "bash"} & one.keys()]


def is_for_verzoek(step: Mapping[str, str]) -> bool:
    told = step.get("if", "") + step.get("condition", "")
    return "pull_request" in told or "PullRequest" in told


def read_jobs(folder: Path, ci: Ci, *, verzoek: bool = True) -> dict[str, list[str]]:
    text = (folder / PIJPLIJN[ci][0]).read_text(encoding="utf-8")
    found = yaml.load(text, yaml.BaseLoader)
    return {name: steps(job, verzoek=verzoek) for name, job in jobs(found)}


def run_job(
    ci: Ci, name: str, folder: Path, verzoek: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """The exit code of a job and its log; the first step that fails ends it."""
    summary = {"GITHUB_STEP_SUMMARY": str(folder / "samenvatting.txt")}
    surroundings = {**VARIABELEN[ci], **summary, **(verzoek or {})}
    shell = ("bash",) if ci == "azure" else ("sh", "-e")
    log = ""
    for part in read_jobs(folder, ci, verzoek=verzoek is not None)[name]:
        ran = run_shell(part, folder, folder.parent / "gereedschap", surroundings, shell)
        log += ran.stdout + ran.stderr
        if ran.returncode:
            return ran.returncode, log
    return 0, log


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


@pytest.fixture(params=sample(CIS, len(CIS)))
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


# In Forgejo every branch can read a secret, so there a key may not come.
MORE: dict[Ci, list[str]] = {
    "gitlab": ["vergelijken", "inhoud"],
    "azure": ["inhoud"],
    "forgejo": [],
    "github": ["inhoud"],
}


def test_all_jobs_are_there(ci: Ci, kloon: Path) -> None:
    assert list(read_jobs(kloon, ci)) == ["controleren", *MORE[ci], "publiceren"]


def test_no_step_is_filled_in_by_the_server(ci: Ci, kloon: Path) -> None:
    """What others choose, such as the name of a branch, never becomes part of a command."""
    for name, parts in read_jobs(kloon, ci).items():
        assert not re.search(r"\$\{\{|\$\(", "".join(parts)), name


def test_what_is_right_passes(ci: Ci, kloon: Path) -> None:
    code, log = run_job(ci, "controleren", kloon)
    assert code == 0, log
    assert git(kloon, "status", "--porcelain").strip() in ("", "?? samenvatting.txt")


def test_what_is_wrong_is_stopped_and_told(ci: Ci, kloon: Path) -> None:
    path = kloon / "metingen" / "voorbeeldstad-zelfscan-2024.yaml"
    told = path.read_text(encoding="utf-8")
    path.write_text(told.replace("intern-meldpunt: ja", "intern-meldpunt: jaa"), encoding="utf-8")
    code, log = run_job(ci, "controleren", kloon)
    assert code == 1
    assert "metingen/voorbeeldstad-zelfscan-2024.yaml" in log
    assert "jaa" not in log


def request(ci: Ci, kloon: Path, change: Callable[[Path], None]) -> tuple[int, str]:
    """What a merge request with this change gets for an answer."""
    base = git(kloon, "rev-parse", "HEAD").strip()
    git(kloon, "switch", "-qc", "wijziging")
    change(kloon / "metingen")
    git(kloon, "add", ".")
    git(kloon, "commit", "-q", "--allow-empty", "-m", "wijziging")
    told = {key: value.replace("…", base) for key, value in VERZOEK[ci].items()}
    code, log = run_job(ci, "controleren", kloon, told)
    if ci == "gitlab" and not code:  # there comparing is a job of its own
        code, log = run_job(ci, "vergelijken", kloon, told)
    return code, log


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
        (
            changed("dorstelo", "intern-meldpunt: ja", "intern-meldpunt: nee"),
            "achteruitgang bij 2b",
        ),
        (changed("dorstelo", "feiten:", f"{NVT}feiten:"), "zelfde-functie"),
    ],
)
def test_a_merge_request_is_held_against_where_it_began(
    ci: Ci, kloon: Path, change: Callable[[Path], None], code: str
) -> None:
    exit_code, log = request(ci, kloon, change)
    assert exit_code == bool(code), log
    assert code in log
    assert not re.search("Dorstelo|Velmerbroek|Kiewitsdrecht|regisseur|geen berichten", log), log


SERVER = '''\
#!{python}
"""Answers as the API of a server does, about the comments on one request."""
import json, sys
from pathlib import Path

kept, asked, words = Path("{kept}"), {{}}, iter(sys.argv[1:])
for word in words:
    if word == "--config":
        lines = Path(next(words)).read_text().splitlines()
        asked.update(line.split(" = ", 1) for line in lines)
    elif word in ("--output", "--data", "--data-urlencode", "--header"):
        asked[word[2:]] = next(words)
    elif word[0] != "-":
        asked["url"] = word
there = json.loads(kept.read_text())
azure = "/threads" in asked["url"]
place = asked["url"].partition("?")[0].removesuffix("/comments/1").rpartition("/")[2]
request = asked.get("request", "GET")
if "data-urlencode" in asked:
    sent = {{"body": Path(asked["data-urlencode"].removeprefix("body@")).read_text()}}
elif "data" in asked:
    sent = json.loads(Path(asked["data"][1:]).read_text())
if request == "POST":
    text = sent["comments"][0]["content"] if azure else sent["body"]
    there[str(len(there) + 1)] = text
elif request != "GET":
    assert request == ("PUT" if "/notes" in asked["url"] else "PATCH"), request
    assert place in there, asked["url"]
    there[place] = sent["content" if azure else "body"]
kept.write_text(json.dumps(there))
if azure:
    threads = [{{"id": int(key), "comments": [{{"content": text}}]}} for key, text in there.items()]
    answer = {{"value": [{{"id": 99, "comments": []}}, *threads]}}
else:
    answer = [{{"id": int(key), "body": text}} for key, text in there.items()]
Path(asked["output"]).write_text(json.dumps(answer))
'''
# What somebody wrote at the request before.
ANDER = {"1": "Graag nog eens kijken naar 3a."}


def make_curl(tools: Path) -> Path:
    """A curl that knows one server, with what stands at the request there."""
    kept = tools / "reacties.json"
    kept.write_text(json.dumps(ANDER), encoding="utf-8")
    text = SERVER.format(python=sys.executable, kept=kept)
    (tools / "curl").write_text(text, encoding="utf-8")
    (tools / "curl").chmod(0o755)
    (tools / "python3").symlink_to(sys.executable)
    return kept


def test_there_is_one_comment_of_counts_and_codes_however_often_it_runs(
    ci: Ci, kloon: Path
) -> None:
    kept = make_curl(kloon.parent / "gereedschap")
    change = changed("dorstelo", "intern-meldpunt: ja", "intern-meldpunt: nee")
    code, log = request(ci, kloon, change)
    assert code == 1, log
    assert "kon niet" not in log
    there = json.loads(kept.read_text(encoding="utf-8"))
    assert there.keys() == {"1", "2"}
    assert "Slechter: 2b" in there["2"]
    told = {key: value.replace("…", "main") for key, value in VERZOEK[ci].items()}
    changed("dorstelo", "intern-meldpunt: nee", "intern-meldpunt: ja")(kloon / "metingen")
    git(kloon, "commit", "-qam", "hersteld")
    code, log = run_job(ci, "vergelijken" if ci == "gitlab" else "controleren", kloon, told)
    assert code == 0, log
    later = json.loads(kept.read_text(encoding="utf-8"))
    assert later.keys() == there.keys()
    assert "Slechter: geen" in later["2"]
    assert later["1"] == ANDER["1"]
    assert not re.search("(?i)dorstelo|velmerbroek|meldpunt|::|##vso", there["2"] + later["2"])


def test_a_server_that_refuses_the_comment_stops_nothing(ci: Ci, kloon: Path) -> None:
    make_curl(kloon.parent / "gereedschap").write_text("geen json", encoding="utf-8")
    code, log = request(ci, kloon, lambda folder: None)
    assert code == 0, log
    assert "De vergelijking kon niet als reactie worden geplaatst." in log


@pytest.fixture
def dicht(ci: Ci, kloon: Path, weerbaar: Weerbaar) -> Path:
    """The same clone, sealed on the server too; the key lies beside it."""
    sleutel = kloon.parent / "sleutel.txt"
    publiek = weerbaar("key", "new", "--output", str(sleutel)).out.strip()
    with (kloon / "weerbaar.yaml").open("a", encoding="utf-8") as file:
        file.write(f"vertrouwelijk: {{ontvangers: {{coördinator: {publiek}}}}}\n")
    assert weerbaar("seal", str(kloon / "metingen")).code == 0
    git(kloon, "add", ".")
    git(kloon, "commit", "-qm", "versleuteld")
    git(kloon, "push", "-q", "origin", "main")
    return kloon


def cut(folder: Path) -> None:
    path = folder / "dorstelo-zelfscan-2024.yaml.age"
    path.write_bytes(path.read_bytes()[:-100])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda folder: None, ""),
        (lambda folder: (folder / "dorstelo-zelfscan-2024.yaml.age").unlink(), "meting-verdwenen"),
        (lambda folder: shutil.copy(EXAMPLE / OPEN, folder), "onversleuteld"),
        (cut, "versleuteld-beschadigd"),
    ],
)
def test_a_sealed_werkmap_is_held_without_a_key_and_without_a_comment(
    ci: Ci, dicht: Path, change: Callable[[Path], None], code: str
) -> None:
    kept = make_curl(dicht.parent / "gereedschap")
    exit_code, log = request(ci, dicht, change)
    assert exit_code == bool(code), log
    assert code in log
    assert json.loads(kept.read_text(encoding="utf-8")) == ANDER


def key_of(dicht: Path) -> dict[str, str]:
    """The key as a server has it: the one line of its file."""
    lines = (dicht.parent / "sleutel.txt").read_text(encoding="utf-8").splitlines()
    (text,) = [line for line in lines if line.startswith("AGE-SECRET-KEY")]
    return {"WEERBAAR_SLEUTEL_TEKST": text}


def merge_sealed(dicht: Path, old: str, new: str) -> None:
    """What a merge brings: one meting is sealed again, with something else in it."""
    sealed = dicht / "metingen" / "dorstelo-zelfscan-2024.yaml.age"
    outside, key = dicht.parent / "dorstelo-zelfscan-2024.yaml", str(dicht.parent / "sleutel.txt")
    assert main(["open", str(sealed), "--output", str(outside), "--sleutel", key]) == 0
    text = outside.read_text(encoding="utf-8")
    assert old in text
    plain = sealed.with_suffix("")
    plain.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert main(["seal", str(plain), "--sleutel", key]) == 0
    git(dicht, "add", ".")
    git(dicht, "commit", "-qm", "samengevoegd")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("intern-meldpunt: ja", "intern-meldpunt: ja  # nagekeken", ""),
        ("intern-meldpunt: ja", "intern-meldpunt: nee", "achteruitgang bij 2b"),
        ("intern-meldpunt: ja", "intern-meldpunt: jaa", "verkeerde-waarde"),
        ("feiten:", f"{NVT}feiten:", "zelfde-functie"),
    ],
)
def test_what_is_sealed_is_held_after_the_merge_where_the_key_is(
    ci: Ci, dicht: Path, old: str, new: str, said: str
) -> None:
    if "inhoud" not in MORE[ci]:
        return
    merge_sealed(dicht, old, new)
    assert run_job(ci, "inhoud", dicht) == (0, ""), "without a key there is nothing to see"
    code, log = run_job(ci, "inhoud", dicht, key_of(dicht))
    assert code == bool(said), log
    assert said in log
    assert not re.search("(?i)jaa|regisseur|geen berichten|AGE-SECRET", log), log


def test_a_sealed_werkmap_is_published_with_a_key(ci: Ci, dicht: Path) -> None:
    assert run_job(ci, "publiceren", dicht)[0] != 0, "without a key nothing is published"
    shutil.rmtree(dicht / "rapport")
    code, log = run_job(ci, "publiceren", dicht, key_of(dicht))
    assert code == 0, log
    assert not re.search("AGE-SECRET-KEY", log)
    there = git(dicht.parent / "server.git", "ls-tree", "-r", "--name-only", "main")
    assert there.count("publicaties/publicatie-") == 1


def test_publishing_is_on_the_server_before_there_is_a_report_to_take(ci: Ci, kloon: Path) -> None:
    code, log = run_job(ci, "publiceren", kloon)
    assert code == 0, log
    there = git(kloon.parent / "server.git", "ls-tree", "-r", "--name-only", "main").split()
    assert len([one for one in there if one.startswith("publicaties/publicatie-")]) == 1
    assert sorted(path.name for path in (kloon / "rapport").iterdir()) == [
        "bestuur.html",
        "bestuur.json",
    ]
    assert not [one for one in there if one.endswith((".html", ".json")) and one[0] != "."]


def test_publishing_again_the_same_adds_nothing(ci: Ci, kloon: Path) -> None:
    assert run_job(ci, "publiceren", kloon)[0] == 0
    git(kloon.parent, "clone", "-q", "server.git", "weer")
    code, log = run_job(ci, "publiceren", kloon.parent / "weer")
    assert code == 0, log
    assert git(kloon.parent / "server.git", "rev-list", "--count", "main").strip() == "3"


@pytest.mark.core
def test_who_comes_second_publishes_nothing(ci: Ci, kloon: Path) -> None:
    """Somebody merged in the meantime: the register cannot be put there, so the job fails."""
    git(kloon.parent, "clone", "-q", "server.git", "ander")
    ander = kloon.parent / "ander"
    git(ander, "commit", "-q", "--allow-empty", "-m", "intussen")
    git(ander, "push", "-q", "origin", "main")
    assert run_job(ci, "publiceren", kloon)[0] != 0
    there = git(kloon.parent / "server.git", "ls-tree", "-r", "--name-only", "main")
    assert "publicaties/publicatie-" not in there


@pytest.mark.core
def test_two_branches_that_published_do_not_both_come_in(
    ci: Ci, kloon: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of thirteen parties on one, of fourteen on the other: together they tell of one party."""
    monkeypatch.chdir(kloon)
    publish = ("report", "--district", "twente", "--publiceer", "--output", "bestuur.html")
    for name in ("een", "twee"):
        git(kloon, "switch", "-qc", name, "main")
        if name == "twee":
            changed("kiewitsdrecht", "status: concept", "status: ingeleverd")(Path("metingen"))
        found = weerbaar(*publish)
        assert found.code == 0, found.err
        git(kloon, "add", ".")
        git(kloon, "commit", "-qm", name)
    git(kloon, "push", "-q", "origin", "een:main")
    git(kloon, "fetch", "-q")
    base = git(kloon, "rev-parse", "origin/main").strip()
    git(kloon, "merge", "-q", "--no-edit", "origin/main")
    told = {key: value.replace("…", base) for key, value in VERZOEK[ci].items()}
    code, log = run_job(ci, "controleren", kloon, told)
    assert code == 1
    assert "publicaties-botsen" in log


@pytest.mark.parametrize("more", ["riec-themas"])
def test_with_more_raamwerken_each_has_its_report(
    ci: Ci, more: str, tmp_path: Path, weerbaar: Weerbaar
) -> None:
    weerbaar("init", str(tmp_path / "nieuw"), *TWENTE, "--raamwerk", more, "--ci", ci)
    told = "\n".join(read_jobs(tmp_path / "nieuw", ci)["publiceren"])
    for name in ("twente-basis-op-orde", more):
        assert f"--raamwerk {name} --publiceer --output rapport/{name}.html" in told
