"""Folders with many files, broken and unreadable ones among them: the good ones still count."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.proef import METING, RAAMWERK, WERKMAP
from tests.conftest import Tree, Weerbaar

COUNT = 60
NAMES = [f"Proef {number}" for number in range(COUNT)]
NUL = METING.replace("2024-01-31", "2023-07-31")


def of(name: str, text: str) -> str:
    return text.replace("organisatie: Proefstad", f"organisatie: {name}")


@pytest.fixture
def many(tree: Tree) -> Path:
    """Two moments of sixty organisations, and in each folder what nobody can read."""
    parties = "".join(f"  - {{naam: {name}, type: gemeente}}\n" for name in NAMES)
    files = {
        "weerbaar.yaml": WERKMAP.replace("partijen:\n", f"partijen:\n{parties}"),
        "proef.yaml": RAAMWERK,
    }
    for name in NAMES:
        files |= {f"van/{name}.yaml": of(name, NUL), f"naar/{name}.yaml": of(name, METING)}
    folder = tree(files)
    for side in ("van", "naar"):
        (folder / side / "kapot.yaml").write_bytes(b"weerbaar: meting/1\norganisatie: \xff\n")
        os.mkfifo(folder / side / "pijp.yaml")
        (folder / side / "anders.yaml").write_text("sleutel: waarde\n", encoding="utf-8")
        (folder / side / "lijst.txt").write_text("weerbaar: meting/1\n", encoding="utf-8")
    return folder


def read_compare(found: dict[str, object]) -> int:
    assert found["niet_gelezen"] == [
        f"{side}/{name}.yaml" for side in ("van", "naar") for name in ("kapot", "pijp")
    ]
    return len(found["vergelijkingen"])  # type: ignore[arg-type]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes with a name")
@pytest.mark.parametrize(
    ("args", "count"),
    [
        (["compare", "van", "naar"], read_compare),
        (["trend", "van", "naar"], len),
        (["plan", "naar", "--doelgroep", "coordinator"], lambda found: len(found["organisaties"])),
    ],
    ids=["compare", "trend", "plan"],
)
def test_the_good_files_count(
    args: list[str], count: Callable[..., int], many: Path, weerbaar: Weerbaar
) -> None:
    code, out, err = weerbaar(*args, "--format", "json")
    assert code == 1
    assert count(json.loads(out)) == COUNT
    assert "naar/kapot.yaml:2:14: fout codering" in err
    assert "naar/pijp.yaml:1:1: fout onleesbaar-bestand" in err
    assert "anders.yaml" not in err
    assert "\r" not in err  # no bar where nobody looks


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes with a name")
def test_a_named_file_that_cannot_be_read_stops_a_score(many: Path, weerbaar: Weerbaar) -> None:
    """Who names a file counts on it: nothing is scored beside it."""
    code, out, err = weerbaar("score", *sorted(map(str, Path("naar").glob("*o*.yaml"))))
    assert (code, out) == (2, "")
    assert "naar/kapot.yaml:2:14: fout codering" in err
    assert "er is niets berekend: naar/kapot.yaml" in err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_hides_no_other(many: Path, weerbaar: Weerbaar) -> None:
    (many / "naar" / "Proef 7.yaml").chmod(0)
    code, out, err = weerbaar("compare", "van", "naar", "--format", "json")
    assert code == 1
    assert len(json.loads(out)["vergelijkingen"]) == COUNT - 1
    assert "u mag het niet lezen" in err
