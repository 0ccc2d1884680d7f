"""What a program reads on stdout when there is no result: the same as people read on stderr."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli import groepswerkmap
from tests.cli.proef import FILES
from tests.cli.registerhulp import publish
from tests.cli.test_help import EVERY
from tests.conftest import Outcome, Tree, Weerbaar
from tests.steekproef import sample
from weerbaar_cli.model.bevinding import in_print
from weerbaar_cli.views.resultaten import resultaat_schema

JSON = ("--format", "json")
BROKEN = "weerbaar: meting/1\norganisatie: Proefstad\npeildatum: 2024-13-01\n"
MIXED = {"map/stuk.yaml": BROKEN}
# Per command what it cannot use. A command that is not here takes no form at all.
UNUSABLE: dict[tuple[str, ...], list[list[str]]] = {
    ("validate",): [["map/leeg"], ["--ja"]],
    ("score",): [["niets.yaml"], ["stuk.yaml"], ["meting.yaml", "--peildatum", "gisteren"]],
    ("explain",): [["stuk.yaml", "1a"], ["meting.yaml", "9z"], ["geen-code"]],
    ("compare",): [["meting.yaml"], ["meting.yaml", "stuk.yaml"], ["main", "meting.yaml"]],
    ("trend",): [["stuk.yaml", "meting.yaml"], ["niets"], ["map"]],
    ("plan",): [["stuk.yaml"], ["meting.yaml", "--horizon", "x"], ["niets"]],
    ("leaks",): [["niets.html"], [], ["stuk.yaml", "--werkmap", "niets"]],
    ("report",): [["stuk.yaml"], ["--district", "geen"], ["meting.yaml", "--output", "x.zip"]],
    ("publicaties",): [["niets"], ["meting.yaml"], ["--reden", "geen"]],
    ("verify",): [["niets.html"], ["meting.yaml"]],
    ("schema",): [["niets"], ["--output", "er/is/niets"], ["--resultaten", "niets"]],
    ("import",): [["niets.xlsx", "--in", "meting.yaml"], ["meting.yaml", "--in", "meting.yaml"]],
    ("merge",): [["niets.yaml", "--in", "meting.yaml"], ["meting.yaml", "--in", "stuk.yaml"]],
    ("intake",): [["niets", "--naar", "."], ["map", "--naar", "niets"]],
    ("frameworks",): [["niets"]],
    ("frameworks", "check"): [["niets"], ["meting.yaml"], ["map"]],
    ("frameworks", "show"): [["niets"], []],
    ("frameworks", "diff"): [["niets"], ["proef"]],
    ("frameworks", "crosswalk"): [["niets"], ["niets", "proef"]],
    ("frameworks", "unanswered"): [["niets"], ["stuk.yaml"]],
}
CASES = [(*words, *more) for words, cases in UNUSABLE.items() for more in cases]


@pytest.fixture(autouse=True)
def _werkmap(tree: Tree) -> None:
    tree(FILES | MIXED | {"stuk.yaml": BROKEN, "map/leeg/x.txt": ""})


def told(run: Outcome, code: int = 2) -> dict[str, Any]:
    """The one JSON on stdout, which is as published and says what stderr says."""
    assert run.code == code
    found: dict[str, Any] = json.loads(run.out)
    Draft202012Validator(resultaat_schema("fout")).validate(found)
    assert f"Fout: {in_print(found['fout']['bericht'])}\n" in run.err
    assert found["fout"]["tip"] is None or f"{in_print(found['fout']['tip'])}\n" in run.err
    for one in found["bevindingen"]:
        place = f"{one['bestand']}:{one['regel']}:{one['kolom']}"
        assert f"{place}: {one['ernst']} {one['code']} {in_print(one['bericht'])}\n" in run.err
    return found


def test_every_command_that_has_a_form_is_tried() -> None:
    formed = {
        words
        for words, command in EVERY.items()
        if any("--format" in one.opts for one in command.params)
    }
    assert formed == UNUSABLE.keys()


@pytest.mark.parametrize("args", sample(((one,) for one in CASES), 4), ids=" ".join)
def test_what_cannot_be_used_is_told_in_json(args: tuple[str, ...], weerbaar: Weerbaar) -> None:
    run = weerbaar(*args, *JSON)
    told(run)
    assert weerbaar(*args, "--format=json") == run
    assert weerbaar(*args) == (2, "", run.err)


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_wrong_use_of_any_command_is_told_in_json(
    words: tuple[str, ...], weerbaar: Weerbaar
) -> None:
    found = told(weerbaar(*words, "--onzin", *JSON))
    assert found["fout"]["tip"].startswith("Zie «weerbaar")
    assert found["bevindingen"] == []


def test_what_may_not_be_published_is_told_in_json(tree: Tree, weerbaar: Weerbaar) -> None:
    shutil.rmtree("map")
    root = tree(groepswerkmap.werkmap())
    publish(weerbaar, "--district", "streek")
    shutil.rmtree(root / "metingen")
    tree(groepswerkmap.werkmap(groepswerkmap.NAMEN[:13]))
    found = told(weerbaar("report", "--district", "streek", *JSON), code=1)
    assert "van een andere groep" in found["fout"]["bericht"]


def test_findings_in_files_stand_beside_the_error(weerbaar: Weerbaar) -> None:
    codes = ["ontbrekende-sleutel", "ongeldige-datum"]
    for args in (["score", "stuk.yaml"], ["compare", "stuk.yaml", "meting.yaml"]):
        found = told(weerbaar(*args, *JSON))["bevindingen"]
        assert sorted(one["code"] for one in found) == sorted(codes)
        assert {one["bestand"] for one in found} == {"stuk.yaml"}


@pytest.mark.parametrize(
    "words",
    [
        ["--format", "tabel"],
        ["--format", "json", "--format", "tabel"],
        ["--format", "jsonx"],
        ["--format"],
        ["--", "--format", "json"],
        ["--", "--format=json"],
    ],
    ids=" ".join,
)
def test_only_who_asks_for_json_gets_it(words: list[str], weerbaar: Weerbaar) -> None:
    run = weerbaar("score", "niets.yaml", *words)
    assert (run.code, run.out) == (2, "")
    assert "Fout: " in run.err


def test_the_last_word_on_the_form_counts(weerbaar: Weerbaar) -> None:
    told(weerbaar("score", "niets.yaml", "--format=tabel", *JSON))


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_a_name_that_is_no_utf8(weerbaar: Weerbaar) -> None:
    name = os.fsdecode(b"caf\xe9")
    Path(name).write_text(BROKEN, encoding="utf-8")
    assert {one["bestand"] for one in told(weerbaar("score", name, *JSON))["bevindingen"]} == {
        "caf\ufffd"
    }
    run = weerbaar("schema", "--output", name, *JSON)
    assert json.loads(run.out)["fout"]["bericht"] == "«caf\ufffd» is geen map."


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
@pytest.mark.parametrize("args", [["frameworks"], ["score", "niets.yaml"]], ids=" ".join)
def test_a_full_disk_stays_an_error_in_words(args: list[str]) -> None:
    command = [sys.executable, "-m", "weerbaar_cli", *args, *JSON]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().count("Fout: ") == 1
    assert b"Traceback" not in done.stderr
