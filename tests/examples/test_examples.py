"""The examples are valid, can be scored, are marked as invented, and differ from each other."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.steekproef import sample
from weerbaar_cli.cli.main import main
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = sorted(EXAMPLES.rglob("*.yaml"))
REGISTER = [path for path in FILES if path.parent.name == "publicaties"]
METINGEN = [path for path in FILES if path.parent.name in ("metingen", "gedeeld")]
ZELFSCANS = [path for path in METINGEN if "zelfscan" in path.name]
STATUSES = ("voldoet", "deels", "voldoet_niet", "onbekend", "nvt")


def name_of(path: Path) -> str:
    return path.relative_to(EXAMPLES).as_posix()


def score(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    code = main(["score", "--format", "json", str(path)])
    out, err = capsys.readouterr()
    assert code == 0, err
    result: dict[str, Any] = json.loads(out)
    return result


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_example_is_valid(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["validate", "--strikt", "--format", "json", str(path)])
    assert json.loads(capsys.readouterr().out)["bevindingen"] == []
    assert code == 0


@cache
def real_names() -> frozenset[str]:
    return frozenset(partij.naam.casefold() for partij in Bibliotheek().register.partijen)


@pytest.mark.parametrize("path", sample(METINGEN, 8), ids=name_of)
def test_example_scores_as_invented_data_of_no_party_of_the_registry(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = score(path, capsys)
    assert result["meting"]["fictief"] is True
    assert result["organisatie"]["naam"].casefold() not in real_names()
    told = [result["telling"], result.get("aanbevelingen", {})]
    assert sum(one.get(status, 0) for one in told for status in STATUSES) == len(result["normen"])


@pytest.mark.parametrize("path", [*METINGEN, *REGISTER], ids=name_of)
def test_example_says_on_its_first_line_that_it_is_invented(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0].casefold()
    assert first.startswith("#")
    assert any(word in first for word in ("verzonnen", "fictief", "bedacht"))


def test_every_norm_has_several_statuses_among_the_zelfscans(
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for path in ZELFSCANS:
        for norm in score(path, capsys)["normen"]:
            seen[norm["id"]].add(norm["oordeel"])
    assert [norm_id for norm_id, statuses in seen.items() if len(statuses) < 2] == []
    assert len(seen) == 20


def test_showcase_meets_3d_between_the_two_metingen(capsys: pytest.CaptureFixture[str]) -> None:
    folder = EXAMPLES / "twente" / "metingen"
    moments = [folder / f"voorbeeldstad-{soort}-2024.yaml" for soort in ("zelfscan", "eindmeting")]
    normen = [{norm["id"]: norm for norm in score(path, capsys)["normen"]} for path in moments]
    assert [found["3d"]["oordeel"] for found in normen] == ["deels", "voldoet"]
    assert normen[0]["3d"]["verloopt_op"] == "2024-03-01"
