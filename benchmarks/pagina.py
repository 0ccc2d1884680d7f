"""The page of `make app`: how long until it judges, and how large it and the light form are."""

from __future__ import annotations

import time
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from maat import PYTHON, race, run, show

if TYPE_CHECKING:
    from playwright.sync_api import Page

BUILT = Path(__file__).parent.parent / "dist" / "weerbaar.html"
BROWSER = Path("/usr/bin/chromium")
JUDGED = """() => [...document.querySelectorAll('article.norm aside.oordeel')]
  .every((one) => !one.hidden)"""
NORM = "document.querySelector('[data-norm=\"1b\"] aside').innerText"


def page(meting: Path, folder: Path, rounds: int) -> None:
    """Start, first verdict and the next one after a keystroke, against `score` on that file."""
    form = partial(run, PYTHON, "-m", "weerbaar_cli", "form", "--van", str(meting), "--output")
    light, full = folder / "licht.html", folder / "vol.html"
    form(str(light), "--licht")
    show("size of the light form (KB)", light.stat().st_size / 1000, "≤ 400", "")
    if not BUILT.exists() or find_spec("playwright") is None or not BROWSER.exists():
        print("the page is skipped: it needs `make app`, playwright and /usr/bin/chromium")
        return
    show("size of the page (MB)", BUILT.stat().st_size / 1e6, "≤ 11", "")
    form(str(full), "--app", str(BUILT))
    [score] = race(rounds, lambda: run(PYTHON, "-m", "weerbaar_cli", "score", str(meting)))
    first, following = _in_browser(full, min(rounds, 3))
    told = f"{first * 1000:.0f} ms / {score * 1000:.0f} ms"
    show("page: from opening to every verdict / score", first / score, "–", told)
    told = f"{following * 1000:.0f} ms / {score * 1000:.0f} ms"
    show("page: the next verdict after a keystroke / score", following / score, "< 1", told)


def _in_browser(path: Path, rounds: int) -> tuple[float, float]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        found = [_once(browser.new_page(), path) for _ in range(rounds)]
        browser.close()
    firsts, nexts = zip(*found, strict=True)
    return median(firsts), median(nexts)


def _once(opened: Page, path: Path) -> tuple[float, float]:
    """Seconds until every norm is judged, and from a typed date until its norm is judged anew."""
    start = time.perf_counter()
    opened.goto(path.as_uri())
    opened.wait_for_function(JUDGED, timeout=120_000)
    first = time.perf_counter() - start
    before = opened.evaluate(f"() => {NORM}")
    field = opened.locator('[data-feit="mt-besproken"] input[type="text"]').first
    start = time.perf_counter()
    field.fill("16-11-2021")
    field.blur()
    opened.wait_for_function(f"(before) => {NORM} !== before", arg=before, timeout=60_000)
    following = time.perf_counter() - start
    opened.close()
    return first, following
