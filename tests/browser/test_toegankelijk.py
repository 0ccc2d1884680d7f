"""Reports in a real browser: nobody is left out, nothing is fetched, and it fits on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.blad.voorbeeldblad import voorbeeldblad
from tests.bladzijden import Reeks, find_made, per_reeks
from tests.browser.blik import (
    BREEDTES,
    DESK,
    FIRST_FIGURE,
    HIDDEN_CAPTIONS,
    OPEN_ALL,
    PHONE,
    SCROLLING,
    Blik,
    Kleur,
    Plaatsen,
    look_everywhere,
    look_once,
    open_page,
    overflow,
    small_targets,
    violations,
)
from tests.browser.conftest import Open, Report
from tests.browser.rapporten import BLOKKEN, NAMEN
from tests.browser.soorten import OPDRACHTEN, pages_of_commands
from tests.browser.structuur import faults
from tests.cli.test_help import EVERY
from tests.conftest import Once
from tests.steekproef import sample
from weerbaar_cli.files.sjablonen import read_sjablonen
from weerbaar_cli.formats.html import to_html
from weerbaar_cli.model.bestanden.raamwerk import STATUSES

KAPOT = """<!DOCTYPE html><html lang="nl"><head><title>Kapot</title>
<style>@media (forced-colors: none) { .bleek { color: #ccc } }
@media (prefers-color-scheme: dark) { body { background: #111 } .donker { color: #222 } }
@media (width: 390px) and (prefers-color-scheme: light) { .smal { color: #ddd } }
</style></head><body><main><h1>Kop</h1>
<p class="bleek">Dit is niet te lezen.</p><p class="donker">En dit niet in het donker.</p>
<p class="smal">Of op een telefoon.</p>
<svg role="img" width="9" height="9"></svg><details><summary></summary>Leeg</details>
<div style="width: 700px">Te breed</div>
<button style="width: 9px; height: 9px; padding: 0">x</button>
<button style="width: 9px; height: 9px; padding: 0">y</button>
<img src="https://voorbeeld.example/a.png" alt="van buiten">
</main></body></html>"""


DELEN = 3
VAN_ANDEREN = (
    "body { background: #fffbe6; color: #222 }",
    ":root { --weerbaar-vlak: #fffbe6; --weerbaar-donker-kop: #fff; }",
    "body { font-family: serif } @media (prefers-color-scheme: dark) { h1 { color: #fff } }",
)
KLASSEN = ("smal", "bleek", "donker")


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Blik:
    """One tab for all pages: a process for each takes longer than looking at it."""
    return Blik(browser.new_page(), [])


@pytest.fixture(scope="session")
def seen(once: Once) -> Plaatsen:
    """The places of elements that were looked at in all colours on every screen."""
    return Plaatsen(once("gezien", lambda _: None))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMEN)
def test_nobody_is_left_out(name: str, report: Report, tab: Blik, seen: Plaatsen) -> None:
    tab.show(report(name))
    assert look_once(tab, seen) == []


@pytest.mark.sweep
@per_reeks
def test_nobody_is_left_out_of_any_report(
    reeks: Reeks, once: Once, tab: Blik, seen: Plaatsen
) -> None:
    """Every report there is; and it opens with its answer."""
    found = {}
    for path in find_made(once, reeks):
        html = Path(f"{path}.html")
        wrong = [*faults(html.read_text(encoding="utf-8")), *late_figures(tab, html)]
        found[path.name] = [*wrong, *look_once(tab, seen)]
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.sweep
@pytest.mark.parametrize("deel", range(DELEN))
def test_nobody_is_left_out_by_a_command(deel: int, once: Once, tab: Blik, seen: Plaatsen) -> None:
    found = {}
    for path in pages_of_commands(once)[deel::DELEN]:
        tab.show(path)
        found[path.name] = look_once(tab, seen)
    assert found
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.slow
def test_every_command_has_a_page_that_is_looked_at() -> None:
    with_pages = {
        words
        for words, command in EVERY.items()
        for option in command.params
        if "--format" in option.opts and "html" in (getattr(option, "help", "") or "")
    }
    looked_at = {one[:length] for one in OPDRACHTEN for length in (1, 2)} | {("report",)}
    # The name of a raamwerk after `frameworks` is short for `show`.
    assert with_pages - looked_at == {("frameworks", "show")}


def late_figures(blik: Blik, path: Path) -> list[str]:
    """Where a page, as it opens, has its first figure too far below."""
    page, found = blik.show(path), []
    for width, height, most in ((1280, 800, 500), (390, 844, 600)):
        page.set_viewport_size({"width": width, "height": height})
        first = page.evaluate(FIRST_FIGURE)
        found += [f"{width}: the first figure stands at {first}"] if not first < most else []
    return found


@pytest.mark.long
@pytest.mark.parametrize("width", sample([*BREEDTES, DESK], 2))
@pytest.mark.parametrize("names", sample([((BLOKKEN,),), (NAMEN,)], 2), ids=["few", "all"])
def test_the_keyboard_stops_where_there_is_something_to_scroll(
    names: tuple[str, ...], width: int, opened: Open
) -> None:
    found = [opened(name).look(width=width).evaluate(SCROLLING) for name in names]
    assert [one["unreached"] for one in found if one["unreached"]] == []
    assert [one["needless"] for one in found if one["needless"]] == []


@pytest.mark.sweep
def test_a_browser_that_cannot_see_what_scrolls_goes_by_an_estimate(
    browser: Browser, report: Report, tmp_path: Path
) -> None:
    """The width of a table is estimated: never too small, and seldom too large."""
    found = []
    for name in NAMEN:
        older = tmp_path / f"{name}.html"
        text = report(name).read_text(encoding="utf-8")
        assert "animation-timeline" in text
        older.write_text(text.replace("animation-timeline", "animation-later"), encoding="utf-8")
        blik = open_page(browser, older)
        found += [blik.look(width=width).evaluate(SCROLLING) for width in (*BREEDTES, DESK)]
        blik.page.close()
    assert [one["unreached"] for one in found if one["unreached"]] == []
    assert 0 < sum(len(one["needless"]) for one in found) <= sum(one["all"] for one in found) / 5


@pytest.mark.long
@pytest.mark.parametrize("css", sample(VAN_ANDEREN, 3))
def test_colours_of_others_can_be_read_on_a_dark_screen(
    css: str, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "eigen.html"
    path.write_text(to_html(voorbeeldblad(), read_sjablonen(), css), encoding="utf-8")
    blik = open_page(browser, path)
    assert [violations(blik.look(kleur)) for kleur in ("licht", "donker")] == [[], []]
    blik.page.close()


# Where the words of a tile do not fit beside each other in it.
TILES = """() => [...document.querySelectorAll('.kerncijfers span')]
    .filter(one => one.scrollWidth > one.clientWidth
        || one.matches('.waarde') && one.textContent.length < 14
        && one.offsetHeight > 1.5 * parseFloat(getComputedStyle(one).lineHeight))
    .filter(one => getComputedStyle(one).display == 'block')
    .map(one => one.textContent)"""


@pytest.mark.parametrize("name", sample(NAMEN, len(NAMEN)))
def test_no_figure_runs_past_its_tile(name: str, opened: Open) -> None:
    found = {width: opened(name).look(width=width).evaluate(TILES) for width in (PHONE, 390, 640)}
    assert found == {PHONE: [], 390: [], 640: []}


AT = "document.activeElement.matches('body') ? 'end' : document.activeElement.className"


def test_the_keyboard_moves_what_scrolls_and_stops_at_nothing_else(opened: Open) -> None:
    page = opened("eigen-twente-tweede").look(width=640)
    links = page.locator(".schuif:visible")
    stops = [""]
    while stops[-1] != "end":
        page.keyboard.press("Tab")
        stops.append(page.evaluate(AT))
    assert sum("tabel" in one for one in stops) == 0
    assert sum("schuif" in one for one in stops) == links.count() > 0
    link = links.first
    for key in ("ArrowRight", "Enter"):
        link.focus()
        page.keyboard.press(key)
        moved = "link => link.closest('.tabel').scrollLeft > 0"
        page.wait_for_function(moved, arg=link.element_handle())
        link.evaluate("link => link.closest('.tabel').scrollTo(0, 0)")


FILTER = "Alleen wat nog niet voldoet"


@pytest.mark.long
def test_what_is_in_order_can_be_left_out(report: Report, browser: Browser) -> None:
    """Norms that are met go with all that is told of them; what explains a sign never goes."""
    page = browser.new_page()
    page.goto(report("eigen-twente-tweede").as_uri())
    page.evaluate(OPEN_ALL)
    box, away = page.get_by_role("checkbox", name=FILTER), page.locator(".in-orde")
    facts, met = page.locator("#feiten tbody tr:visible"), page.locator("#voldoet")
    everything, all_facts = away.count(), facts.count()
    assert met.is_visible()
    box.focus()
    page.keyboard.press("Space")
    assert box.is_checked()
    assert not met.is_visible()
    assert [one for one in away.all() if one.is_visible()] == []
    assert 0 < facts.count() < all_facts / 2
    assert page.locator("#oordeel tbody tr:visible").count() == len(STATUSES)
    assert [page.locator(f"#norm-{norm}").is_visible() for norm in ("2e", "4a")] == [True, True]
    page.emulate_media(media="print")
    assert len([one for one in away.all() if one.is_visible()]) == everything
    page.close()


def test_of_signs_that_stand_alone_those_in_order_become_a_dot(
    report: Report, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(report("coordinator-twente").as_uri())
    page.get_by_label(FILTER).check()
    drawn = "one => getComputedStyle(one, '::after').content + getComputedStyle(one).fontSize"
    signs = {}
    for status in ("voldoet", "nvt", "deels", "voldoet_niet"):
        found = page.locator(f"#matrix td > .teken-{status}")
        signs[status] = set(found.evaluate_all(f"all => all.map({drawn})"))
    assert signs["voldoet"] == signs["nvt"] == {'"·"0px'}
    assert {one[:6] for one in signs["deels"] | signs["voldoet_niet"]} == {"none15"}
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


@pytest.mark.long
def test_every_colour_is_looked_at_on_every_screen(broken: Blik) -> None:
    found = [one for one in look_everywhere(broken) if "color-contrast" in one]
    ways = {klasse: {one.partition(":")[0] for one in found if klasse in one} for klasse in KLASSEN}
    assert {one for one in ways["smal"] if "licht" in one} == {"licht 390"}
    assert ways["bleek"] >= {f"licht {width}" for width in BREEDTES}
    assert ways["donker"] == {f"donker {width}" for width in BREEDTES}


@pytest.mark.long
def test_a_late_figure_and_a_wide_page_are_seen(tab: Blik, tmp_path: Path) -> None:
    path = tmp_path / "laat.html"
    words = '<p>Op 01-07-2024.</p><div style="height: 550px; width: 700px"></div><p>3 normen</p>'
    path.write_text(f"<!DOCTYPE html><main>{words}</main>", encoding="utf-8")
    assert any(one.startswith("1280: the first figure") for one in late_figures(tab, path))
    assert "320: DIV" in look_once(tab, set())


@pytest.mark.long
def test_what_scrolls_without_a_stop_is_seen_as_the_page_opens(tab: Blik, tmp_path: Path) -> None:
    path = tmp_path / "kant.html"
    words = "<details><summary>Meer</summary>In</details><p>Lang.</p>"
    aside = '<div class="kant" style="height: 20px; overflow: auto">'
    path.write_text(f"<!DOCTYPE html><main>{aside}{words}</div></main>", encoding="utf-8")
    tab.show(path)
    assert not any("scrollable" in one for one in look_once(tab, set()))
    path.write_text(f"<!DOCTYPE html>{aside}<p>a</p><p>b</p></div>", encoding="utf-8")
    tab.show(path)
    assert any(one.startswith("1280: scrollable-region") for one in look_once(tab, set()))


@pytest.mark.long
def test_of_a_place_that_was_seen_the_colours_are_known(tab: Blik, tmp_path: Path) -> None:
    path = tmp_path / "kapot.html"
    path.write_text(KAPOT, encoding="utf-8")
    seen: set[str] = set()
    for is_new in (True, False):
        tab.show(path)
        found = look_once(tab, seen)
        assert any("svg-img-alt" in one for one in found)
        assert any("donker" in one for one in found) == is_new
    new = '<p class="donker bleek">Anders.</p>'
    path.write_text(KAPOT.replace("<h1>", f"{new}<h1>"), encoding="utf-8")
    tab.show(path)
    found = look_once(tab, seen)
    assert f"donker 640: color-contrast: {new}" in found
    assert not any("En dit niet in het donker" in one for one in found)


def test_what_does_not_fit_or_comes_from_outside_is_seen(broken: Blik) -> None:
    page = broken.look(width=PHONE)
    assert overflow(page) == ["DIV"]
    assert small_targets(page) == ["", "x", "y"]
    assert broken.asked == ["https://voorbeeld.example/a.png"]
