"""Persons in files that are no meting: each is shared as a meting is, remarks and all.

Every case in cases/personen is marked as those in cases/invalid, and read in a werkmap of its own.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Weerbaar
from tests.reading.test_invalid import marked

CASES = sorted((Path(__file__).parents[1] / "cases" / "personen").iterdir())


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_what_it_says_of_persons_and_parties_is_found(
    path: Path, weerbaar: Weerbaar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(path, tmp_path / path.name)
    run = weerbaar("validate", path.name, "--format", "json")
    shapes = json.loads(run.out)["bevindingen"]
    found = [(one["code"], one["ernst"], one["regel"]) for one in shapes]
    assert sorted(found) == sorted(marked(path))
    assert all(one["suggestie"] for one in shapes)
