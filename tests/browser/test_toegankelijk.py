"""Reports in a real browser: nobody is left out, nothing is fetched, and it fits on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.blik import (
    FIRST_FIGURE,
    HIDDEN_CAPTIONS,
    KLEUREN,
    OPEN_ALL,
    PHONE,
    SCROLLING,
    Blik,
    Kleur,
    open_page,
    overflow,
    small_targets,
    violations,
)
from tests.browser.conftest import Open, Report
from tests.browser.rapporten import NAMEN, VOL

KAPOT = """<!DOCTYPE html><html lang="nl"><head><title>Kapot</title>
<style>@media (forced-colors: none) { .bleek { color: #ccc } }
@media (prefers-color-scheme: dark) { body { background: #111 } .donker { color: #222 } }
</style></head><body><main><h1>Kop</h1>
<p class="bleek">Dit is niet te lezen.</p><p class="donker">En dit niet in het donker.</p>
<svg role="img" width="9" height="9"></svg><details><summary></summary>Leeg</details>
<div style="width: 700px">Te breed</div>
<button style="width: 9px; height: 9px; padding: 0">x</button>
<button style="width: 9px; height: 9px; padding: 0">y</button>
<img src="https://voorbeeld.example/a.png" alt="van buiten">
</main></body></html>"""


@pytest.mark.slow
@pytest.mark.parametrize("kleur", KLEUREN)
@pytest.mark.parametrize("name", NAMEN)
def test_nobody_is_left_out(name: str, kleur: Kleur, opened: Open) -> None:
    assert violations(opened(name).look(kleur)) == []


@pytest.mark.slow
@pytest.mark.parametrize("width", [PHONE, 640])
@pytest.mark.parametrize("name", NAMEN)
def test_nobody_is_left_out_on_a_small_screen(name: str, width: int, opened: Open) -> None:
    assert violations(opened(name).look(width=width)) == []


# The fullest note has words that say nothing, and so no figure, where an answer stands.
@pytest.mark.parametrize("name", [name for name in NAMEN if name not in VOL])
def test_the_answer_is_on_the_first_screen(name: str, report: Report, browser: Browser) -> None:
    """As it opens, with all that folds closed."""
    for width, height, most in ((1280, 800, 500), (390, 844, 600)):
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(report(name).as_uri())
        assert page.evaluate(FIRST_FIGURE) < most
        page.close()


@pytest.mark.parametrize("width", [PHONE, 640, 1000, 1280])
def test_the_keyboard_stops_where_there_is_something_to_scroll(width: int, opened: Open) -> None:
    """The width of a table is estimated: never too small, and seldom too large."""
    found = [opened(name).look(width=width).evaluate(SCROLLING) for name in NAMEN]
    assert [one["unreached"] for one in found if one["unreached"]] == []
    assert sum(len(one["needless"]) for one in found) <= sum(one["all"] for one in found) / 6


FILTER = "Alleen wat nog niet voldoet"


def test_what_is_in_order_can_be_left_out(report: Report, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(report("eigen-twente-eerste").as_uri())
    page.evaluate(OPEN_ALL)
    box, rows = page.get_by_role("checkbox", name=FILTER), page.locator("tr.in-orde")
    everything = rows.count()
    assert everything > 0
    box.focus()
    page.keyboard.press("Space")
    assert box.is_checked()
    assert [one for one in rows.all() if one.is_visible()] == []
    assert page.locator("tbody tr:visible .merk-voldoet_niet").count() > 0
    page.emulate_media(media="print")
    assert len([one for one in rows.all() if one.is_visible()]) == everything
    page.close()


@pytest.mark.parametrize("name", ["openbaar-twente", "bestuur-twente"])
def test_where_no_mark_is_there_is_nothing_to_leave_out(name: str, opened: Open) -> None:
    assert opened(name).page.get_by_label(FILTER).count() == 0


@pytest.mark.parametrize("name", NAMEN)
def test_a_report_fits_on_a_phone_and_fetches_nothing(name: str, opened: Open) -> None:
    page = opened(name).look(width=PHONE)
    assert overflow(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE
    assert page.evaluate(HIDDEN_CAPTIONS) == []
    assert small_targets(page) == []
    assert opened(name).asked == []


@pytest.fixture
def broken(browser: Browser, tmp_path: Path) -> Blik:
    path = tmp_path / "kapot.html"
    path.write_text(KAPOT, encoding="utf-8")
    return open_page(browser, path)


def rules(broken: Blik, kleur: Kleur) -> set[str]:
    return {one.partition(":")[0] for one in violations(broken.look(kleur))}


def test_a_page_that_leaves_people_out_is_seen(broken: Blik) -> None:
    found = rules(broken, "licht")
    assert {"color-contrast", "svg-img-alt", "summary-name", "target-size"} <= found


def test_every_way_of_looking_is_a_look_of_its_own(broken: Blik) -> None:
    """In forced colours the pale text is not pale; in the dark another text cannot be read."""
    assert "color-contrast" not in rules(broken, "geforceerd")
    assert not any("donker" in one for one in violations(broken.look("licht")))
    assert any("donker" in one for one in violations(broken.look("donker")))


def test_what_does_not_fit_or_comes_from_outside_is_seen(broken: Blik) -> None:
    page = broken.look(width=PHONE)
    assert overflow(page) == ["DIV"]
    assert small_targets(page) == ["", "x", "y"]
    assert broken.asked == ["https://voorbeeld.example/a.png"]
