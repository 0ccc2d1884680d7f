"""The pictures of the page in the manual: `python docs/pagina.py`, with Chromium and `make app`.

They show the example of the manual, so nothing in them is real.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from weerbaar_cli.cli.main import main

HERE = Path(__file__).parent
MAP = HERE / "pagina"
BUILT = HERE.parent / "dist" / "weerbaar.html"
EXAMPLE = Path("metingen/voorbeeldstad-zelfscan-2024.yaml")
# Per picture its width and height, and the norm at the top of it.
PICTURES = {
    "begin": (1180, 760, ""),
    "oordeel": (1280, 760, "1b"),
    "telefoon": (390, 780, "1b"),
}


def shoot(browser: Browser, page_file: Path, naam: str) -> None:
    """One picture, with the example opened in the page."""
    width, height, norm = PICTURES[naam]
    page = browser.new_page(viewport={"width": width, "height": height})
    page.add_init_script("delete window.showOpenFilePicker")
    page.goto(page_file.as_uri())
    page.get_by_label("Oordeel over 1b").wait_for(state="visible", timeout=120_000)
    with page.expect_file_chooser() as wait:
        page.get_by_role("button", name="Openen", exact=True).click()
    wait.value.set_files(EXAMPLE)
    page.get_by_text("Geopend").wait_for()
    if norm:
        page.locator(f'[data-norm="{norm}"]').evaluate("one => one.scrollIntoView()")
    page.mouse.move(0, 0)
    page.wait_for_timeout(500)
    page.screenshot(path=MAP / f"{naam}.png")
    page.close()


def make() -> None:
    """All pictures, from a copy of the example."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        os.chdir(shutil.copytree(HERE.parent / "examples" / "twente", Path(folder) / "twente"))
        ask = ("--organisatie", "Voorbeeldstad", "--peildatum", "2024-01-31", "--app", str(BUILT))
        main(["form", *ask, "--output", "pagina.html"])
        where = shutil.which("chromium") or shutil.which("google-chrome")
        browser = driver.chromium.launch(executable_path=where, args=["--no-sandbox"])
        MAP.mkdir(exist_ok=True)
        for naam in PICTURES:
            shoot(browser, Path("pagina.html").resolve(), naam)
        browser.close()
        os.chdir(HERE)


if __name__ == "__main__":
    make()
