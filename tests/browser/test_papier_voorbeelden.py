"""How long the reports on every example are on paper: our PDF, and the page that is printed."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Sequence
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

import pypdf
import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page

from tests.blad.voorbeeldblad import Voorbeeldview
from tests.bladzijden import MOST, OVERZICHT, pages_before_annex
from tests.browser.blik import OPEN_ALL
from tests.steekproef import sample
from tests.views.ruimnotitie import with_codes, write_open_meting
from weerbaar_cli.blad.blad import Alinea, Blad
from weerbaar_cli.cli.main import main
from weerbaar_cli.files import sjablonen
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.files.sjablonen import read_sjablonen
from weerbaar_cli.formats.html import to_html
from weerbaar_cli.formats.vormen import Opmaak, write
from weerbaar_cli.model.doelgroep import Doelgroep
from weerbaar_cli.reading.eigen import Eigenvraag, read_eigen
from weerbaar_cli.views.doelgroep import see_eigen

pytestmark = pytest.mark.slow

LIBRARY = Bibliotheek(None)
EXAMPLES = Path(__file__).parents[2] / "examples"
METINGEN = sorted(EXAMPLES.glob("*/metingen/**/*.yaml"))
VAN_METING: tuple[Doelgroep, ...] = ("eigen", "notitie", "raad")
# Of seven members a report for everyone would tell too much, and of fewer there is none.
DISTRICTEN: list[tuple[str, Doelgroep]] = [
    ("merelland", "bestuur"), ("merelland", "notitie"),
    ("drenthe", "bestuur"), ("drenthe", "notitie"),
    ("twente", "openbaar"), ("twente", "bestuur"), ("twente", "notitie"),
    ("drenthe", "openbaar"),
]  # fmt: skip


class Lengte(NamedTuple):
    """How many pages are read, of our PDF and of the page that is printed."""

    pdf: int
    afdruk: int


@pytest.fixture(scope="module")
def leaf(browser: Browser) -> Iterator[Page]:
    """One page of the browser for all."""
    page = browser.new_page()
    yield page
    page.close()


def measure(blad: Blad, leaf: Page) -> Lengte:
    """A report in both forms, without its annex where it has one."""
    made = write("pdf", Voorbeeldview(blad), Opmaak(sjablonen)).inhoud
    annex = next((n for n, one in enumerate(blad.secties) if one.nieuwe_bladzijde), None)
    front = replace(blad, secties=blad.secties[:annex])
    return Lengte(
        pages_before_annex(io.BytesIO(made)), printed(leaf, to_html(front, read_sjablonen()))
    )


def printed(leaf: Page, html: str) -> int:
    """How many pages a browser prints."""
    return len(print_pages(leaf, html))


def print_pages(leaf: Page, html: str) -> Sequence[pypdf.PageObject]:
    """The pages that a browser prints."""
    leaf.set_content(html, wait_until="load")
    leaf.evaluate(OPEN_ALL)
    return pypdf.PdfReader(io.BytesIO(leaf.pdf(prefer_css_page_size=True))).pages


def make_bladen(meting: Path) -> Iterator[tuple[Doelgroep, Blad]]:
    """The reports on a meting, with as many codes as there can be."""
    found = read_eigen(Eigenvraag((meting,), None, None, None))
    # Of a concept there is none for the council.
    concept = found.beeld.meting.status == "concept"
    for doelgroep in VAN_METING[: -1 if concept else None]:
        yield (
            doelgroep,
            with_codes(see_eigen(doelgroep, found.beeld, found.score, found.paren).blad()),
        )


@pytest.mark.parametrize("meting", sample(METINGEN, 100), ids=[one.stem for one in METINGEN])
def test_a_report_on_any_example_fits_its_pages(meting: Path, leaf: Page) -> None:
    for doelgroep, blad in make_bladen(meting):
        found = measure(blad, leaf)
        assert max(found) <= MOST[doelgroep], (doelgroep, found)


@pytest.mark.long
@pytest.mark.parametrize(("district", "doelgroep"), sample(DISTRICTEN, 4))
def test_a_report_on_any_district_fits_its_pages(
    district: str, doelgroep: Doelgroep, leaf: Page, tmp_path: Path
) -> None:
    """As it is published, from a copy: a werkmap keeps a record of that."""
    shutil.copytree(EXAMPLES / district, tmp_path / district)
    pdf, html = tmp_path / "uit.pdf", tmp_path / "uit.html"
    words = ["--district", district, "--publiceer", "--doelgroep", doelgroep]
    with chdir(tmp_path / district):
        assert main(["report", *words, "--output", str(pdf), "--output", str(html)]) == 0
    assert pages_before_annex(pdf) <= MOST[doelgroep]
    assert printed(leaf, html.read_text(encoding="utf-8")) <= MOST[doelgroep]


@pytest.mark.long
def test_the_overview_has_its_first_page_alone_and_none_that_is_nearly_empty(
    leaf: Page, tmp_path: Path
) -> None:
    """What comes after the first page follows on: each chapter is of the same tables."""
    pdf, html = tmp_path / "uit.pdf", tmp_path / "uit.html"
    words = ["report", "--overzicht", OVERZICHT, str(EXAMPLES / "oost-nederland")]
    assert main([*words, "--output", str(pdf), "--output", str(html)]) == 0
    for pages in (pypdf.PdfReader(pdf).pages, print_pages(leaf, html.read_text(encoding="utf-8"))):
        told = [page.extract_text() for page in pages]
        assert ["Deze vragen stellen meer" in one for one in told[:2]] == [False, True]
        assert [one for one in told if len(one) < 1000] == []


@pytest.mark.parametrize("more", [["drentse-ambities"], ["drentse-afspraken", "riec-themas"]])
def test_a_note_on_more_raamwerken_is_one_page(
    more: Sequence[str], leaf: Page, tmp_path: Path
) -> None:
    raamwerken = [LIBRARY.raamwerk(name) for name in ("twente-basis-op-orde", *more)]
    meting, _ = write_open_meting(tmp_path, raamwerken)
    notes = [blad for doelgroep, blad in make_bladen(meting) if doelgroep == "notitie"]
    assert [measure(one, leaf) for one in notes] == [Lengte(1, 1)]


@pytest.mark.long
def test_a_report_that_is_too_long_is_seen(leaf: Page) -> None:
    meting = next(one for one in METINGEN if one.stem == "stuifwolde-2025-02")
    _, blad = next(make_bladen(meting))
    first, *rest = blad.secties
    more = replace(first, blokken=(*first.blokken, *[Alinea("Nog een regel.")] * 60))
    long = measure(replace(blad, secties=(more, *rest)), leaf)
    assert min(long) > MOST["eigen"] >= max(measure(blad, leaf))
