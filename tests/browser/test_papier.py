"""Reports on paper: every page says what it is, and nothing stays folded."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser

from tests.blad.voorbeeldblad import voorbeeldblad
from tests.browser.blik import Blik, open_page, pages_of, paper
from tests.browser.conftest import Open, Report, program
from tests.browser.rapporten import ANDERS, BLOKKEN, DISTRICT, EIGEN, NOTITIES, VOL
from tests.browser.structuur import Knoop, read_page
from tests.conftest import Once
from tests.steekproef import sample
from weerbaar_cli.blad.blad import Alinea, Kolom, Lijst, Sectie, Tabel
from weerbaar_cli.files.sjablonen import read_sjablonen
from weerbaar_cli.formats.html import to_html

FICTIEF = "FICTIEF"
Printed = Callable[[str], list[str]]
SPECIALIST = [one for one in DISTRICT if one.startswith("specialist")]
PRINTED = (BLOKKEN, *EIGEN, *ANDERS, *DISTRICT, *VOL)


@pytest.fixture(scope="session")
def printed(opened: Open, once: Once) -> Printed:
    """The words on each page of a report on paper, printed once in a run."""
    tool = program("pdftotext")

    @cache
    def find(name: str) -> list[str]:
        def fill(folder: Path) -> None:
            paper(opened(name).look(), folder / "papier.pdf")

        return pages_of(tool, once(f"papier-{name}", fill) / "papier.pdf")

    return find


def print_page(tool: str, blik: Blik, target: Path) -> list[str]:
    paper(blik.look(), target)
    return pages_of(tool, target)


def of_class(page: Knoop, klasse: str) -> str:
    """The words of the first element of a class."""
    return next(one.text() for one in page.walk() if klasse in one.klassen)


def missing(pages: list[str], words: str) -> list[int]:
    """The pages that do not say something."""
    return [number for number, text in enumerate(pages, 1) if words not in text]


@pytest.mark.parametrize(
    "name", [*(one for one in PRINTED if one not in SPECIALIST), *sample(SPECIALIST, 2)]
)
def test_every_page_says_that_it_is_fictitious_and_for_whom(
    name: str, report: Report, printed: Printed
) -> None:
    html = read_page(report(name).read_text(encoding="utf-8"))
    pages = printed(name)
    assert len(pages) >= 2 or name in NOTITIES
    assert missing(pages, FICTIEF) == []
    assert missing(pages, of_class(html, "vertrouwelijk")) == []


@pytest.mark.parametrize("name", NOTITIES)
def test_a_note_is_one_page_however_full(name: str, printed: Printed) -> None:
    assert len(printed(name)) == 1


def test_what_folds_is_open_on_paper(report: Report, printed: Printed) -> None:
    html = read_page(report(BLOKKEN).read_text(encoding="utf-8"))
    text = " ".join(printed(BLOKKEN))
    folded = [one for one in html.walk("details") for one in one.walk("th")]
    assert [one.text() for one in folded if one.text() not in text] == []


@pytest.mark.long
def test_nothing_stands_alone_at_the_foot_of_a_page(browser: Browser, tmp_path: Path) -> None:
    """No head of a table without a row, no last row without another, no lead without its list.

    And no head with one sentence without what comes after that.
    """
    lengths = range(20, 50)
    blad = replace(voorbeeldblad(), secties=tuple(map(chapter_of, lengths)))
    path = tmp_path / "lang.html"
    path.write_text(to_html(blad, read_sjablonen()), encoding="utf-8")
    pages = print_page(program("pdftotext"), open_page(browser, path), tmp_path / "lang.pdf")
    for lines in lengths:
        table = [one for one in pages if f"Kop{lines}" in one]
        rows = [one.count(f"Rij{lines}-") for one in table]
        assert all(rows), (lines, rows)
        assert rows[-1] > 1, (lines, rows)
        (lead,) = (one for one in pages if f"Daarna{lines}" in one)
        assert f"Punt{lines}" in lead, lines
        (sentence,) = (one for one in pages if f"Zin{lines}" in one)
        assert f"Hoofd{lines}" in sentence, lines
        assert f"Verder{lines}" in sentence, lines


def chapter_of(lines: int) -> Sectie:
    """A page with so many lines above a table and a list."""
    rows = tuple((f"Rij{lines}-{n}", "twee") for n in range(6))
    tabel = Tabel("Rijen", (Kolom(f"Kop{lines}"), Kolom("Twee")), rows)
    more = (tabel, Alinea(f"Daarna{lines}:"), Lijst((f"Punt{lines}", "nog een")))
    regels = (Alinea("Regel."),) * lines
    after = Sectie(f"Onder {lines}", f"onder-{lines}", (Alinea(f"Verder{lines}."),))
    head = Sectie(f"Hoofd{lines}", f"hoofd-{lines}", (Alinea(f"Zin{lines}."),), (after,))
    return Sectie(
        f"Deel {lines}", f"deel-{lines}", (*regels, *more), (head,), nieuwe_bladzijde=True
    )


def test_a_page_without_its_lines_is_seen(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "los.html"
    path.write_text(f"<p>{FICTIEF}</p><p style='break-before: page'>Verder</p>", encoding="utf-8")
    pages = print_page(program("pdftotext"), open_page(browser, path), tmp_path / "los.pdf")
    assert missing(pages, FICTIEF) == [2]
