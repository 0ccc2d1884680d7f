"""Own facts that lean on another fact: one that exists, of a kind that fits, and no name twice.

A new case is a new file in cases/catalogus, marked as those in cases/invalid.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Tree, Weerbaar
from tests.reading.test_dubbel import METING, WERKMAP
from tests.reading.test_invalid import marked

CASES = Path(__file__).parents[1] / "cases" / "catalogus"
FILES = sorted(path for path in CASES.iterdir() if path.name != "weerbaar.yaml")
FEITEN = "weerbaar: feiten/1\nfeiten:\n  eigen: {vraag: Staat het erin?, soort: ja_nee, bij: %s}\n"


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_fault_has_its_code_and_line(path: Path, weerbaar: Weerbaar) -> None:
    shapes = json.loads(weerbaar("validate", str(path), "--format", "json").out)["bevindingen"]
    own = [one for one in shapes if Path(one["bestand"]).name == path.name]
    assert [(one["code"], one["ernst"], one["regel"]) for one in own] == marked(path)
    assert all(one["suggestie"] for one in own)


@pytest.mark.parametrize(
    ("bij", "code"), [("intern-meldpunt", "bij-geen-document"), ("apvv", "onbekend-feit")]
)
def test_nothing_is_computed_and_no_meting_is_blamed(
    bij: str, code: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    said = f"{METING}feiten: {{intern-meldpunt: ja, eigen: ja}}\n"
    tree({"weerbaar.yaml": WERKMAP, "feiten.yaml": FEITEN % bij, "metingen/m.yaml": said})
    for args in (("score", "metingen/m.yaml"), ("report", "metingen/m.yaml")):
        found, out, err = weerbaar(*args)
        assert (found, out) == (2, "")
        assert f"feiten.yaml:3:55: fout {code} " in err
    shapes = json.loads(weerbaar("validate", ".", "--format", "json").out)["bevindingen"]
    assert [(Path(one["bestand"]).name, one["code"]) for one in shapes] == [("feiten.yaml", code)]


def test_a_document_of_ours_and_one_of_the_same_file_are_right(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    more = "  plan: {vraag: Welk plan is er?, soort: document}\n"
    more += "  plan-kort: {vraag: Is het kort?, soort: ja_nee, bij: plan}\n"
    tree({"weerbaar.yaml": WERKMAP, "feiten.yaml": FEITEN % "apv" + more})
    assert weerbaar("validate", ".", "--strikt").code == 0
