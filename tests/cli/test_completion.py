"""What a shell completes: the words that begin so, of the werkmap where the user stands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.steekproef import sample

TWENTE = Path(__file__).parent.parent.parent / "examples" / "twente"


def complete(line: str, folder: Path) -> list[str]:
    """What bash gets for the last word of a line."""
    asked = {
        "_WEERBAAR_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
    }
    command = [sys.executable, "-m", "weerbaar_cli"]
    done = subprocess.run(
        command, env={**os.environ, **asked}, cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "found"),
    sample(
        [
            ("weerbaar report --district tw", ["twente"]),
            ("weerbaar leaks --district dr", ["drenthe"]),
            ("weerbaar new --organisatie Voorb", ["Voorbeeldstad"]),
            ("weerbaar trend x --organisatie Dorst", ["Dorstelo"]),
            ("weerbaar score x --raamwerk tw", ["twente-basis-op-orde"]),
            ("weerbaar new --raamwerk tw", ["twente-basis-op-orde"]),
            ("weerbaar split x --rol HR", ["HR-adviseur"]),
            ("weerbaar frameworks cro", ["crosswalk"]),
            ("weerbaar frameworks tw", ["twente-basis-op-orde"]),
            ("weerbaar frameworks crosswalk twente-b", ["twente-basis-op-orde"]),
            (
                "weerbaar explain metingen/voorbeeldstad-zelfscan-2024.yaml 1",
                ["1a", "1b", "1c", "1d"],
            ),
            ("weerbaar explain --raamwerk drentse-ambities x 2.", ["2.1", "2.2", "2.3", "2.4"]),
            ("weerbaar explain er-niet.yaml 1", []),
        ],
        7,
    ),
)
def test_completion(line: str, found: list[str]) -> None:
    shown = complete(line, TWENTE)
    assert shown[: len(found)] == found
    assert all(one.startswith(line.split()[-1]) for one in shown)


def test_a_werkmap_that_cannot_be_read_completes_nothing(tmp_path: Path) -> None:
    tmp_path.joinpath("weerbaar.yaml").write_text("weerbaar: [", encoding="utf-8")
    assert "twente-basis-op-orde" in complete("weerbaar score x --raamwerk tw", tmp_path)
    meting = tmp_path / "meting.yaml"
    meting.write_text("weerbaar: meting/1\nraamwerk: geen-raamwerk\n", encoding="utf-8")
    assert complete("weerbaar explain meting.yaml 1", tmp_path) == []
