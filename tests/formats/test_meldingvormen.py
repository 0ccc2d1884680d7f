"""Findings of every command, over all examples, as the readers of each form publish that form.

SARIF and JUnit have a published schema; of the other forms the constraints that their pages state
are written down here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from lxml import etree

from tests.cli.proef import FILES
from tests.conftest import Tree, Weerbaar
from tests.files.test_git import git
from tests.formats.test_meldingen import LATER
from tests.steekproef import sample
from weerbaar_cli.formats.vormen import CI_VORMEN, VORMEN

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "ci"
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/weerbaar.yaml"))
TEXT = {"type": "string", "minLength": 1}
FROM_ONE = {"type": "integer", "minimum": 1}
# As seen from the top of the repository.
PATH = {"type": "string", "pattern": r"^(?!/|\./|\.\./|[A-Za-z]:)[^\\]+$"}


def closed(**keys: Any) -> dict[str, Any]:
    """An object with exactly these keys."""
    return {
        "type": "object",
        "properties": keys,
        "required": list(keys),
        "additionalProperties": False,
    }


# docs.gitlab.com: Code Quality, «Code Quality report format».
GITLAB = {
    "type": "array",
    "items": closed(
        description=TEXT,
        check_name=TEXT,
        fingerprint={"type": "string", "pattern": "^[0-9a-f]{40}$"},
        severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
        location=closed(path=PATH, lines=closed(begin=FROM_ONE)),
    ),
}
# github.com/reviewdog/reviewdog: proto/rdf, «DiagnosticResult».
RDJSON = closed(
    source=closed(name=TEXT),
    diagnostics={
        "type": "array",
        "items": closed(
            message=TEXT,
            location=closed(path=PATH, range=closed(start=closed(line=FROM_ONE))),
            severity={"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
            code=closed(value=TEXT),
        ),
    },
)
# docs.github.com: «Workflow commands», and learn.microsoft.com: «Logging commands», LogIssue.
GITHUB_LINE = re.compile(
    r"::(error|warning|notice) file=[^,:/][^,:]*,line=[1-9]\d*,col=[1-9]\d*,title=[a-z-]+::.+"
)
AZURE_LINE = re.compile(
    r"##vso\[task\.logissue type=(error|warning);sourcepath=[^;\]/][^;\]]*;linenumber=[1-9]\d*;"
    r"columnnumber=[1-9]\d*;code=[a-z-]+\].+"
)


def check_sarif(text: str) -> int:
    shape = json.loads(text)
    schema = json.loads((DATA / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert list(Draft7Validator(schema).iter_errors(shape)) == []
    (run,) = shape["runs"]
    prints = [one["partialFingerprints"]["weerbaar/v1"] for one in run["results"]]
    assert len(set(prints)) == len(prints)
    return len(prints)


def check_junit(text: str) -> int:
    schema = etree.XMLSchema(etree.parse(DATA / "junit-10.xsd"))
    root = etree.fromstring(text.encode())
    schema.assertValid(root)
    (suite,) = root
    assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
    return sum(case.get("classname") != "weerbaar" for case in suite)


def check_gitlab(text: str) -> int:
    found = json.loads(text)
    Draft7Validator(GITLAB).validate(found)
    assert len({one["fingerprint"] for one in found}) == len(found)
    return len(found)


def check_rdjson(text: str) -> int:
    found = json.loads(text)
    Draft7Validator(RDJSON).validate(found)
    return len(found["diagnostics"])


def check_lines(pattern: re.Pattern[str]) -> Callable[[str], int]:
    def check(text: str) -> int:
        assert [line for line in text.splitlines() if not pattern.fullmatch(line)] == []
        return len(text.splitlines())

    return check


CHECKS: Mapping[str, Callable[[str], int]] = {
    "github": check_lines(GITHUB_LINE),
    "gitlab": check_gitlab,
    "azure": check_lines(AZURE_LINE),
    "junit": check_junit,
    "sarif": check_sarif,
    "rdjson": check_rdjson,
}
IN_FILES = [vorm for vorm in CI_VORMEN if VORMEN[vorm].einde]


def test_every_form_has_its_check() -> None:
    assert tuple(CHECKS) == CI_VORMEN


def outside_and_in(lines: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int, bool]]:
    """Of each line, with the least that it finds: not in a CI, and in one."""
    return ((*line, ci) for line in lines for ci in (False, True))


# Every command that finds something, on a few files; and what finds much.
FEW = [
    ("score meting.yaml vol.yaml --eis voldoet>=99%", 1),
    ("compare meting.yaml later.yaml --eis geen-achteruitgang", 1),
    ("leaks meting.yaml --werkmap .", 1),
    ("verify rapport.md meting.yaml", 1),
    ("frameworks check fout.yaml", 1),
    ("validate . --sinds HEAD", 1),
]
LARGE = [
    ("validate @/tests/cases", 400),
    *((f"score {example}/metingen --eis op_orde", 1) for example in EXAMPLES),
    ("frameworks check @/frameworks", 0),
    *((f"validate {example}", 0) for example in EXAMPLES),
]


def each(weerbaar: Weerbaar, *args: str) -> Iterator[tuple[str, int]]:
    """How many findings each form holds: the log and every file of one run, then the other log."""
    names = [f"uit{VORMEN[vorm].einde}" for vorm in IN_FILES]
    outputs = [word for name in names for word in ("--output", name)]
    log = weerbaar(*args, "--format", "github", *outputs)
    assert log.code in (0, 1), log.err
    yield "github", CHECKS["github"](log.out)
    for vorm, name in zip(IN_FILES, names, strict=True):
        yield vorm, CHECKS[vorm](Path(name).read_text(encoding="utf-8"))
    yield "azure", CHECKS["azure"](weerbaar(*args, "--format", "azure").out)


@pytest.mark.parametrize(
    ("line", "least", "ci"), [*sample(outside_and_in(FEW), 5), *sample(outside_and_in(LARGE), 11)]
)
def test_findings_fit_what_each_reader_publishes(
    line: str, least: int, ci: bool, tree: Tree, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = LATER.replace("intern-meldpunt: ja", "intern-meldpunt: nee", 1)
    wrong = {"fout.yaml": FILES["proef.yaml"].replace("is: ja", "is: jaa")}
    tree(FILES | {"later.yaml": later} | (wrong if "fout.yaml" in line else {}))
    if line.startswith("verify"):
        assert weerbaar("report", "meting.yaml", "--output", "rapport.md").code == 0
        told = Path("rapport.md").read_text(encoding="utf-8")
        Path("rapport.md").write_text(told.replace("Proefstad", "Andere", 1), encoding="utf-8")
    if "--sinds" in line:
        git(Path(), "init", "-q")
        git(Path(), "add", ".")
        git(Path(), "commit", "-qm", "begin")
        Path("meting.yaml").unlink()
    if ci:
        monkeypatch.setenv("CI", "true")
    counts = dict(each(weerbaar, *line.replace("@", str(ROOT)).split()))
    assert len(set(counts.values())) == 1, counts
    assert counts["sarif"] >= least
