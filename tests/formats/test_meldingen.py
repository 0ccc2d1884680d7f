"""Findings for the programs of a CI, each as its reader publishes it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.cli.proef import FILES, METING
from tests.conftest import Tree, Weerbaar
from weerbaar_cli.formats.meldingen import MAKERS, azure_line, github_line
from weerbaar_cli.formats.vormen import CI_VORMEN
from weerbaar_cli.model.bevinding import Melding

BROKEN = METING.replace("intern-meldpunt: ja", "intern-meldpunt: jaa\n  onbekend-ding: ja", 1)
LATER = METING.replace("peildatum: 2024-01-31", "peildatum: 2024-07-31")
ODD = Melding("map/a,b:c%.yaml", 3, 7, "waarschuwing", "code", "", "een ]; regel\n100%", "Doe dit.")


@pytest.fixture
def proef(tree: Tree) -> Path:
    return tree(FILES | {"kapot.yaml": BROKEN, "later.yaml": LATER})


def made(weerbaar: Weerbaar, *args: str) -> str:
    found = weerbaar(*args)
    assert found.code == 1, found.err
    return found.out


def test_every_form_of_findings_has_its_maker() -> None:
    assert tuple(MAKERS) == CI_VORMEN


def test_a_line_for_github_is_one_line_whatever_it_says() -> None:
    assert github_line(ODD) == (
        "::warning file=map/a%2Cb%3Ac%25.yaml,line=3,col=7,title=code"
        "::een ]; regel%0A100%25. Doe dit."
    )


def test_a_line_for_azure_is_one_line_whatever_it_says() -> None:
    assert azure_line(ODD) == (
        "##vso[task.logissue type=warning;sourcepath=map/a,b:c%AZP25.yaml;linenumber=3;"
        "columnnumber=7;code=code]een %5D%3B regel%0A100%AZP25. Doe dit."
    )


def test_a_place_for_sarif_is_an_address() -> None:
    (run,) = json.loads(MAKERS["sarif"]([ODD]))["runs"]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place == "map/a%2Cb%3Ac%25.yaml"


@pytest.mark.usefixtures("proef")
def test_code_quality_of_gitlab(weerbaar: Weerbaar) -> None:
    found = json.loads(made(weerbaar, "validate", "kapot.yaml", "--format", "gitlab"))
    assert found
    for one in found:
        assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert one["location"]["path"] == "kapot.yaml"
        assert one["location"]["lines"]["begin"] > 0
    assert len({one["fingerprint"] for one in found}) == len(found)


@pytest.mark.usefixtures("proef")
def test_a_fingerprint_stays_when_lines_move(weerbaar: Weerbaar) -> None:
    def prints() -> list[str]:
        text = made(weerbaar, "validate", "kapot.yaml", "--format", "gitlab")
        return [one["fingerprint"] for one in json.loads(text)]

    before = prints()
    Path("kapot.yaml").write_text("# een regel erbij\n" + BROKEN, encoding="utf-8")
    assert prints() == before


@pytest.mark.usefixtures("proef")
def test_junit_counts_what_fails(weerbaar: Weerbaar) -> None:
    root = ElementTree.fromstring(made(weerbaar, "validate", "kapot.yaml", "--format", "junit"))
    (suite,) = root
    assert root.tag == "testsuites"
    assert suite.attrib["tests"] == str(len(suite))
    assert suite.attrib["failures"] == str(len(suite.findall("testcase/failure")))
    right = weerbaar("validate", "meting.yaml", "--format", "junit")
    (suite,) = ElementTree.fromstring(right.out)
    assert (right.code, suite.attrib["failures"]) == (0, "0")
    assert len(suite) >= 1, "a suite without a test is an error to some readers"


def check_sarif(found: dict[str, Any]) -> None:
    assert found["version"] == "2.1.0"
    (run,) = found["runs"]
    rules = [one["id"] for one in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    for one in run["results"]:
        assert rules[one["ruleIndex"]] == one["ruleId"]
        assert one["level"] in ("none", "note", "warning", "error")
        assert one["message"]["text"]
        place = one["locations"][0]["physicalLocation"]
        assert not place["artifactLocation"]["uri"].startswith("/")
        assert place["region"]["startLine"] > 0
        assert place["region"]["startColumn"] > 0


@pytest.mark.usefixtures("proef")
def test_sarif_and_rdjson(weerbaar: Weerbaar) -> None:
    check_sarif(json.loads(made(weerbaar, "validate", "kapot.yaml", "--format", "sarif")))
    found = json.loads(made(weerbaar, "validate", "kapot.yaml", "--format", "rdjson"))
    assert found["source"] == {"name": "weerbaar"}
    for one in found["diagnostics"]:
        assert one["severity"] in ("ERROR", "WARNING", "INFO")
        assert one["location"]["range"]["start"]["line"] > 0


@pytest.mark.parametrize("vorm", CI_VORMEN)
def test_paths_are_those_of_the_repository(vorm: str, proef: Path, weerbaar: Weerbaar) -> None:
    subprocess.run(["git", "init", "-q", ".."], check=True)
    try:
        text = made(weerbaar, "validate", "kapot.yaml", "--format", vorm)
    finally:
        subprocess.run(["rm", "-rf", "../.git"], check=True)
    assert f"{proef.name}/kapot.yaml" in text


@pytest.mark.usefixtures("proef")
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("score meting.yaml --eis op_orde", "eis-niet-gehaald"),
        ("compare meting.yaml later.yaml --eis geen-achteruitgang", "achteruitgang"),
        ("leaks meting.yaml --werkmap .", "partij-genoemd"),
    ],
)
def test_what_is_not_met_is_a_finding(line: str, code: str, weerbaar: Weerbaar) -> None:
    if code == "achteruitgang":
        worse = LATER.replace("intern-meldpunt: ja", "intern-meldpunt: nee", 1)
        Path("later.yaml").write_text(worse, encoding="utf-8")
    found = json.loads(made(weerbaar, *line.split(), "--format", "sarif"))
    check_sarif(found)
    assert {one["ruleId"] for one in found["runs"][0]["results"]} == {code}


@pytest.mark.usefixtures("proef")
@pytest.mark.parametrize("line", ["score kapot.yaml", "plan kapot.yaml", "explain kapot.yaml 1a"])
def test_why_a_file_gives_no_result_is_a_finding_too(line: str, weerbaar: Weerbaar) -> None:
    found = weerbaar(*line.split(), "--format", "sarif")
    assert found.code == 2
    shape = json.loads(found.out)
    check_sarif(shape)
    asked = json.loads(weerbaar("validate", "kapot.yaml", "--format", "sarif").out)
    wrong = {one["ruleId"] for one in asked["runs"][0]["results"] if one["level"] == "error"}
    assert {one["ruleId"] for one in shape["runs"][0]["results"]} == wrong
    assert weerbaar("score", "--onzin", "--format", "sarif").out == ""


@pytest.mark.usefixtures("proef")
def test_one_run_writes_them_all_and_again(weerbaar: Weerbaar) -> None:
    names = ("uit.codequality.json", "uit.junit.xml", "uit.sarif", "uit.rdjson", "uit.json")
    outputs = [word for name in names for word in ("--output", name)]
    for path in ("kapot.yaml", "kapot.yaml", "meting.yaml", "kapot.yaml"):
        found = weerbaar("validate", path, *outputs)
        assert found.code == (path == "kapot.yaml"), found.err
    assert all(Path(name).stat().st_size for name in names)


@pytest.mark.usefixtures("proef")
def test_a_result_without_findings_says_so(weerbaar: Weerbaar) -> None:
    found = weerbaar("frameworks", "--format", "junit")
    assert (found.code, found.out) == (2, "")
    assert "geen bevindingen" in found.err


@pytest.mark.usefixtures("proef")
@pytest.mark.parametrize(
    ("variable", "begin"), [("GITHUB_ACTIONS", "::error "), ("TF_BUILD", "##vso[task.logissue ")]
)
def test_a_log_that_is_read_gets_its_lines_by_itself(
    variable: str, begin: str, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GITHUB_ACTIONS", "FORGEJO_ACTIONS", "TF_BUILD"):
        monkeypatch.delenv(name, raising=False)
    assert begin not in made(weerbaar, "validate", "kapot.yaml")
    monkeypatch.setenv(variable, "true")
    lines = made(weerbaar, "validate", "kapot.yaml").splitlines()
    assert any(line.startswith(begin) for line in lines)
    assert any(re.match(r"kapot.yaml:\d+:\d+: fout ", line) for line in lines)
    assert "jaa" not in "".join(line for line in lines if line.startswith(begin)), "no content"
