"""Looking at a page as a reader does: in light, dark and forced colours, on a phone, on paper."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, Route, ViewportSize

Kleur = Literal["licht", "donker", "geforceerd"]
KLEUREN: tuple[Kleur, ...] = ("licht", "donker", "geforceerd")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = {"runOnly": {"type": "tag", "values": list(TAGS)}, "resultTypes": ["violations"]}
# In another colour, or on another screen, a page has the same names, roles and order.
BUT_COLOURS = {**OPTIONS, "rules": {"color-contrast": {"enabled": False}}}
# The rules that a colour can break.
OF_COLOURS = {
    "runOnly": ["color-contrast", "link-in-text-block"],
    "resultTypes": ["violations"],
}
# Where the contents stand beside the report, as it opens on the screen of a laptop.
LAPTOP: ViewportSize = {"width": 1280, "height": 800}
SCROLLS = {"runOnly": ["scrollable-region-focusable"]}
RUN = "options => axe.run(options).then(found => found.violations)"
DESK, PHONE = 1000, 320
BREEDTES = (1280, 640, 390, PHONE)
TARGET = 24  # pixels, WCAG 2.5.8
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true })"
# A style sheet knows what scrolls when it has been drawn.
DRAWN = "new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
# A link inside a sentence may be as low as its line.
SMALL_TARGETS = """least => [...document.querySelectorAll('a, summary, button, [tabindex="0"]')]
    .filter(one => one.getClientRects().length && !one.closest('p, li, td, th, dd, q'))
    .filter(one => !one.matches('.nl-skip-link'))
    .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([, box]) => box.width < least || box.height < least)
    .map(([text]) => text)"""
# A name of a table that is off the screen until the table is moved.
HIDDEN_CAPTIONS = """() => [...document.querySelectorAll('caption')].filter(one => {
    const words = document.createRange()
    words.selectNodeContents(one)
    return words.getBoundingClientRect().right > innerWidth
}).map(one => one.textContent)"""
WIDE = """() => [...document.querySelectorAll('*')]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.tabel'))
    .map(one => one.tagName)"""
# Takes away what was seen: parts in which every element stands in a place that is known, a place
# being the names, classes and attributes of it and of all that it is in, by which a style sheet
# chooses. Behind a shadow axe cannot tell a colour. Gives the places that are new.
THIN = """known => {
    const seen = new Set(known), found = [];
    const name = one => [one.localName, ...one.classList, ...one.getAttributeNames().sort()];
    const place = (one, above) => `${above} ${name(one).join('.')}`;
    const isKnown = (one, above) => seen.has(place(one, above))
        && [...one.children].every(inner => isKnown(inner, place(one, above)));
    const part = 'tr, li, section, details, figure, p, dl > div, .tabel';
    const thin = (one, above) => {
        if (one.matches(part) && isKnown(one, above)) { one.remove(); return; }
        const here = place(one, above);
        if (!seen.has(here)) found.push(here);
        seen.add(here);
        [...one.children].forEach(inner => thin(inner, here)); };
    thin(document.body, '');
    document.querySelectorAll('.tabel').forEach(one => { one.style.background = 'none' });
    return found; }"""


@dataclass(frozen=True)
class Blik:
    """A page that is open, with all that folds opened, and what it asked for besides itself."""

    page: Page
    asked: list[str]

    def show(self, path: Path) -> Page:
        """Another page in the same tab, as it opens."""
        self.page.goto(path.as_uri(), wait_until="load")
        self.page.evaluate(AXE_SCRIPT)
        return self.page

    def look(self, kleur: Kleur = "licht", width: int = DESK) -> Page:
        """The page in these colours, on a screen of this width."""
        self.page.emulate_media(
            color_scheme="dark" if kleur == "donker" else "light",
            forced_colors="active" if kleur == "geforceerd" else "none",
        )
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.evaluate(DRAWN)
        return self.page


def open_page(browser: Browser, path: Path) -> Blik:
    """Open a page that may ask for nothing; what it asks for is kept."""
    page = browser.new_page()
    asked: list[str] = []

    def answer(route: Route) -> None:
        if route.request.url.partition("#")[0] == path.as_uri():
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    page.route("**/*", answer)
    blik = Blik(page, asked)
    blik.show(path).evaluate(OPEN_ALL)
    return blik


def violations(page: Page, options: dict[str, Any] = OPTIONS) -> list[str]:
    """What axe finds: the rule and each element that breaks it."""
    found: list[dict[str, Any]] = page.evaluate(RUN, options)
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


class Plaatsen:
    """Places of elements that were looked at, by whichever process; each page adds a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __iter__(self) -> Iterator[str]:
        for path in self._folder.glob("*.txt"):
            yield from path.read_text(encoding="utf-8").splitlines()

    def update(self, places: list[str]) -> None:
        """These were looked at too."""
        written = self._folder / uuid4().hex
        written.write_text("\n".join(places), encoding="utf-8")
        written.rename(written.with_suffix(".txt"))


def look_everywhere(blik: Blik) -> list[str]:
    """What axe finds of colours on every screen, and of all else on the widest and narrowest."""
    found: list[str] = []
    for kleur, width in product(KLEUREN, BREEDTES):
        page = blik.look(kleur, width)
        wrong = [*violations(page, OF_COLOURS), *overflow(page)]
        if kleur == "licht" and width in (max(BREEDTES), PHONE):
            wrong += violations(page, BUT_COLOURS)
        found += (f"{kleur} {width}: {one}" for one in wrong)
    return found


def look_once(blik: Blik, seen: set[str] | Plaatsen) -> list[str]:
    """What is wrong with a page on any screen; in all colours of what no page before had so.

    The page is as it opened, and is thinned; what it brings is added to what was seen.
    """
    blik.page.set_viewport_size(LAPTOP)
    found = [(LAPTOP["width"], one) for one in violations(blik.page, SCROLLS)]
    blik.page.evaluate(OPEN_ALL)
    for width in BREEDTES:
        page = blik.look(width=width)
        stops = page.evaluate(SCROLLING)
        found += [
            (width, one) for one in (*overflow(page), *stops["unreached"], *stops["needless"])
        ]
    found += [(PHONE, one) for one in (*small_targets(page), *violations(page, BUT_COLOURS))]
    new = page.evaluate(THIN, list(seen))
    if new:
        seen.update(new)
    return [f"{width}: {one}" for width, one in found] + (look_everywhere(blik) if new else [])


# What scrolls sideways, and what the keyboard stops at without a reason: empty
# room at the end of its rows is none.
SCROLLING = """() => {
    const seen = one => one.getClientRects().length > 0;
    const shown = [...document.querySelectorAll('.tabel')].filter(seen);
    const stops = one => one.tabIndex >= 0 || [...one.querySelectorAll('.schuif')].some(seen);
    const more = (one, empty = 0) => one.scrollWidth - empty > one.clientWidth;
    const last = one => getComputedStyle(one.querySelector('tr > :last-child'));
    const room = one => parseFloat(last(one).paddingRight);
    const words = one => one.textContent.trim().slice(0, 60);
    return {
        all: shown.length,
        unreached: shown.filter(one => more(one) && !stops(one)).map(words),
        needless: shown.filter(one => stops(one) && !more(one, room(one))).map(words),
    }; }"""
# Where the first figure of the answer stands: what is no heading and says a number, not a date.
FIRST_FIGURE = """() => Math.min(...
    [...document.querySelectorAll('main .waarde, main p, main li, main td')]
    .filter(one => one.getClientRects().length)
    .filter(one => /\\d/.test(one.textContent.replace(/\\d\\d-\\d\\d-\\d{4}/g, '')))
    .map(one => one.getBoundingClientRect().top + scrollY))"""


def overflow(page: Page) -> list[str]:
    """What makes the page wider than its window; nothing when it fits."""
    if page.evaluate("document.documentElement.scrollWidth") == page.evaluate("innerWidth"):
        return []
    found: list[str] = page.evaluate(WIDE)
    return found or ["?"]


def small_targets(page: Page) -> list[str]:
    """What is too small for a finger."""
    found: list[str] = page.evaluate(SMALL_TARGETS, TARGET)
    return found


def paper(page: Page, path: Path) -> None:
    """The page as a reader prints it."""
    page.pdf(path=str(path), prefer_css_page_size=True, tagged=True, outline=True)


def pages_of(pdftotext: str, path: Path) -> list[str]:
    """The words on every page of a PDF, on one line each."""
    run = subprocess.run([pdftotext, str(path), "-"], capture_output=True, text=True, check=True)
    return [" ".join(one.split()) for one in re.split("\f", run.stdout)[:-1]]
