"""Whole outputs of compare, trend and plan on the invented regions; `make golden` rewrites them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import Golden, Weerbaar

EXAMPLES = Path(__file__).parents[2] / "examples"
# Per region its earlier and later metingen, and one party with both.
SIDES = {
    "twente": ("*-zelfscan-2024.yaml", "*-eindmeting-2024.yaml"),
    "drenthe": ("*-2024-08.yaml", "*-2025-08.yaml"),
}
PARTY = {"twente": "voorbeeldstad", "drenthe": "brinkmeerde"}


@pytest.fixture
def region(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of an example with its metingen on two sides."""
    name: str = request.param
    shutil.copytree(EXAMPLES / name, tmp_path / name)
    monkeypatch.chdir(tmp_path / name)
    for side, pattern in zip(("van", "naar"), SIDES[name], strict=True):
        Path(side).mkdir()
        for path in sorted(Path("metingen").glob(pattern)):
            shutil.copy(path, side)
    return name


@pytest.mark.parametrize(
    ("region", "ending"),
    [("twente", "txt"), ("twente", "md"), ("twente", "csv"), ("drenthe", "txt"), ("drenthe", "md")],
    indirect=["region"],
)
def test_folders_compared(region: str, ending: str, weerbaar: Weerbaar, golden: Golden) -> None:
    form = {"txt": "tabel", "md": "markdown", "csv": "csv"}[ending]
    code, out, err = weerbaar("compare", "van", "naar", "--format", form)
    assert (code, err) == (0, "")
    golden(f"compare-{region}.{ending}", out)


@pytest.mark.parametrize("ending", ["txt", "md", "json"])
@pytest.mark.parametrize("region", SIDES, indirect=True)
def test_one_party_compared(region: str, ending: str, weerbaar: Weerbaar, golden: Golden) -> None:
    form = {"txt": "tabel", "md": "markdown", "json": "json"}[ending]
    sides = [str(next(Path(side).glob(f"{PARTY[region]}*"))) for side in ("van", "naar")]
    code, out, err = weerbaar("compare", *sides, "--format", form)
    assert (code, err) == (0, "")
    golden(f"compare-{region}-{PARTY[region]}.{ending}", out)


@pytest.mark.parametrize("region", ["drenthe"], indirect=True)
@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_trend_for_programs(region: str, ending: str, weerbaar: Weerbaar, golden: Golden) -> None:
    args = ("metingen", "--organisatie", PARTY[region], "--format", ending)
    code, out, err = weerbaar("trend", *args)
    assert (code, err) == (0, "")
    golden(f"trend-{PARTY[region]}.{ending}", out)


@pytest.mark.parametrize("region", ["twente"], indirect=True)
def test_a_plan_for_programs_and_calendars(region: str, weerbaar: Weerbaar, golden: Golden) -> None:
    path = f"metingen/{PARTY[region]}-eindmeting-2024.yaml"
    code, out, err = weerbaar("plan", path, "--format", "json", "--ics", "plan.ics")
    assert code == 0, err
    golden(f"plan-{PARTY[region]}.json", out)
    stamped = Path("plan.ics").read_text(encoding="utf-8")
    golden(f"plan-{PARTY[region]}.ics", re.sub(r"(?<=DTSTAMP:)\d{8}T\d{6}Z", "nu", stamped))
