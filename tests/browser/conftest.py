"""One browser for all: the Chromium of the distribution, which fetches nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.blik import Blik, open_page
from tests.browser.rapporten import make_report
from tests.conftest import Once

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",  # the tests may run as root, and the pages are ours
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Report = Callable[[str], Path]
Open = Callable[[str], Blik]


def cannot(reason: str) -> NoReturn:
    """Skip; but where all tests must run, a test that cannot run has failed."""
    if os.environ.get("WEERBAAR_ALL_TESTS"):
        pytest.fail(reason)
    pytest.skip(reason)


def program(*names: str) -> str:
    """Where a program is; without it the test cannot run."""
    found = next(filter(None, map(shutil.which, names)), None)
    return found or cannot(f"the browser tests need {names[0]}: apt install {names[0]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    where = program(*PROGRAMS)
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=where, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def report(once: Once) -> Report:
    """A report by its name, made once in a run."""

    def find(name: str) -> Path:
        def fill(folder: Path) -> None:
            make_report(name, folder)

        return once(f"rapport-{name}", fill) / f"{name}.html"

    return find


@pytest.fixture(scope="session")
def opened(browser: Browser, report: Report) -> Open:
    """A report in the browser, opened once for every way of looking at it."""
    pages: dict[str, Blik] = {}

    def find(name: str) -> Blik:
        if name not in pages:
            pages[name] = open_page(browser, report(name))
        return pages[name]

    return find
