"""Workbooks that a coordinator drops on the built page: read and refused as `weerbaar intake`."""

from __future__ import annotations

import json
import shutil
from base64 import b64encode
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_motor import ONE, built, open_start
from tests.cli.postvak import make_werkboeken, make_werkmap
from tests.conftest import Once, Weerbaar
from weerbaar_cli.model.bevinding import in_print
from weerbaar_cli.views.coordinator.partij import STANDEN

# As a hand lets files go over the page.
DROP = """(files) => {
  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  for (const [name, text] of files) dataTransfer.items.add(new File([bytes(text)], name));
  const zone = document.querySelector('.zone');
  zone.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
}"""
ROWS = """(table) => [...table.querySelectorAll('tbody tr')]
  .map((row) => [...row.cells].slice(0, 2).map((cell) => cell.innerText.trim()))"""

__all__ = ["built"]  # the fixture that asks for the page

pytestmark = pytest.mark.slow


@pytest.mark.sweep
def test_workbooks_are_taken_in_as_by_intake(
    browser: Browser,
    tmp_path: Path,
    once: Once,
    weerbaar: Weerbaar,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post, eigen = tmp_path / "post", tmp_path / "eigen"
    shutil.copytree(once("werkboeken", lambda root: make_werkboeken(root / "post")) / "post", post)
    for map_ in (tmp_path / "district", eigen):
        make_werkmap(map_)
    shutil.copy(ONE, eigen / "metingen")
    monkeypatch.chdir(post)
    run = weerbaar("intake", ".", "--naar", "../district", "--proef", "--format", "json")
    told = json.loads(run.out)
    refused = {
        in_print(f"{one['bestand']}: {one['reden']}. {one['suggestie']}")
        for one in told["stukken"]
        if one["uitkomst"] != "nieuw"
    }
    assert len(refused) == 7
    standen = {one["naam"]: one["stand"] for one in told["leden"]}
    handed_in = {naam for naam, stand in standen.items() if stand != "ontbreekt"}
    assert handed_in == {"Dorstelo", "Gravenmate", "Kraanvoorde"}
    blad = open_start(browser, eigen / "metingen" / ONE.name, tmp_path / "vol.html")
    blad.page.get_by_role("button", name="District").click()
    files = [(one.name, b64encode(one.read_bytes()).decode()) for one in sorted(post.iterdir())]
    vast = b64encode(b"PK\x03\x04" + bytes(10_000_000)).decode()
    blad.page.evaluate(DROP, [*files, ("vast.xlsx", vast)])
    frame = blad.page.frame_locator("iframe")
    frame.locator("#ingeleverd").wait_for(timeout=120_000)
    lines = set(blad.page.locator("#blik li").all_inner_texts())
    assert lines == {*refused, "vast.xlsx: Dit bestand is groter dan 10 MB."}
    seen = dict(
        frame.locator("section:has(#ingeleverd) table, #ingeleverd table").first.evaluate(ROWS)
    )
    assert seen == {naam: STANDEN[stand] for naam, stand in standen.items()}
    # Where none of them can be used, each says why all the same.
    blad.page.get_by_role("button", name="Kies andere metingen").click()
    blad.page.evaluate(DROP, [one for one in files if one[0] in ("half.xlsx", "stuk.xlsx")])
    blad.page.locator("#blik .fout").wait_for(timeout=120_000)
    said = blad.page.locator("#blik .fout").inner_text()
    assert said == "er is nog geen meting ingeleverd"
    lines = set(blad.page.locator("#blik li").all_inner_texts())
    assert lines == {one for one in refused if one.startswith(("half.xlsx:", "stuk.xlsx:"))}
    assert blad.errors == []
    assert {one.partition(":")[0] for one in blad.asked} <= {"file", "blob"}
    blad.page.close()
