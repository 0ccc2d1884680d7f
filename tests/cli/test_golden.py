"""Whole outputs, byte for byte, on metingen of the tests' own; `make golden` rewrites them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Golden, Weerbaar

CASES = Path(__file__).parent.parent / "cases" / "golden"
STAD = "voorbeeldstad-zelfscan.yaml"


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("explain-voorbeeldstad-3d.txt", ["explain", STAD, "3d"]),
        ("explain-voorbeeldstad-3d.json", ["explain", STAD, "3d", "--format", "json"]),
        ("explain-voorbeeldstad-3d.md", ["explain", STAD, "3d", "--format", "markdown"]),
        ("explain-voorbeeldstad-1a.txt", ["explain", STAD, "1a"]),
        ("score-voorbeeldstad.txt", ["score", STAD]),
        ("score-voorbeeldstad-alles.txt", ["score", STAD, "--alles"]),
        ("score-nergenshuizen.txt", ["score", "nergenshuizen-nulmeting.yaml"]),
        ("score-voorbeeldstad-2025.txt", ["score", STAD, "--peildatum", "2025-04-01"]),
    ],
)
def test_a_whole_output(
    name: str,
    args: list[str],
    weerbaar: Weerbaar,
    golden: Golden,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(CASES)
    code, out, err = weerbaar(*args)
    assert (code, err) == (0, "")
    golden(name, out)


def test_the_metingen_of_the_golden_files_have_no_finding(weerbaar: Weerbaar) -> None:
    assert weerbaar("validate", str(CASES)) == (0, "", "3 bestanden, in orde\n")
