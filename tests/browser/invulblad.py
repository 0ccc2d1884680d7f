"""The page in which people fill in, as a person uses it: by labels, clicks and the keyboard."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page

from weerbaar_cli.files.sjablonen import read_app
from weerbaar_cli.formats.formulier import make_page

LIJST = Path(__file__).parent.parent / "data" / "vragenlijst.json"
# Choosing a place to save is for people; without it the browser downloads.
ZONDER_KIEZER = "delete window.showSaveFilePicker; delete window.showOpenFilePicker"
DATUM = "Datum (dd-mm-jjjj)"


def read_lijst() -> dict[str, Any]:
    """The questionnaire of the tests: a question of each kind, of a real raamwerk."""
    found: dict[str, Any] = json.loads(LIJST.read_text(encoding="utf-8"))
    return found


def write_page(path: Path, lijst: dict[str, Any], motor: str = "") -> Path:
    """The page as a file."""
    page = make_page(read_app(), json.dumps(lijst, ensure_ascii=False), motor)
    path.write_text(page, encoding="utf-8")
    return path


@dataclass
class Invulblad:
    """A page that is open; it may ask for nothing, and its errors are kept."""

    page: Page
    asked: list[str]
    errors: list[str]

    def feit(self, feit_id: str) -> Locator:
        """One question."""
        return self.page.locator(f"#vraag-{feit_id}")

    def typ(self, feit_id: str, label: str, text: str) -> None:
        """Type in one field and leave it."""
        field = self.feit(feit_id).get_by_label(label, exact=True)
        field.fill(text)
        field.blur()

    def kies(self, feit_id: str, word: str) -> None:
        """Choose one word."""
        self.feit(feit_id).get_by_label(word, exact=True).check()

    def bewaar(self, *, toch: bool = False) -> str:
        """What is saved; `toch` says yes to the question whether that is meant."""
        with self.page.expect_download() as wait:
            self.page.get_by_role("button", name="Bewaren").click()
            if toch:
                self.page.get_by_role("button", name="Toch bewaren").click()
        self.naam = wait.value.suggested_filename
        return Path(wait.value.path()).read_bytes().decode()

    def open(self, path: Path) -> str:
        """Open a file, and what the page says of it."""
        with self.page.expect_file_chooser() as wait:
            self.page.get_by_role("button", name="Openen").click()
            toch = self.page.get_by_role("button", name="Toch openen")
            if toch.is_visible():
                toch.click()
        self.page.locator("#melding").evaluate("one => { one.textContent = '' }")
        wait.value.set_files(path)
        self.page.locator("#melding:not(:empty)").wait_for()
        return self.melding

    @property
    def melding(self) -> str:
        """What the page tells."""
        return self.page.locator("#melding").inner_text()


def open_blad(browser: Browser, path: Path, before: str = "") -> Invulblad:
    """Open the page from the disk, with the network cut; `before` runs before it."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    blad = Invulblad(page, [], [])
    page.context.set_offline(True)
    page.on("request", lambda one: blad.asked.append(one.url))
    page.on("pageerror", lambda one: blad.errors.append(str(one)))
    page.on("console", lambda one: blad.errors.append(one.text))
    page.set_default_timeout(6000)
    page.add_init_script(f"{ZONDER_KIEZER}; {before}")
    page.goto(path.as_uri())
    return blad
