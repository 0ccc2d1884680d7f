"""The page: one file, nothing that runs or loads, and in order for who cannot see it."""

from __future__ import annotations

import itertools
import re

import pytest

from tests.blad.vijandig import ONZICHTBAAR, VIJANDIG
from tests.blad.voorbeeldblad import FICTIEF, VERTROUWELIJK, voorbeeldblad
from tests.formats.boom import Knoop, read_page
from weerbaar_cli.blad.blad import Blad, Sectie
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.sjablonen import read_sjablonen
from weerbaar_cli.formats.html import contents, to_html
from weerbaar_cli.formats.html_blad import with_dates
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN

SJABLONEN = read_sjablonen()
ADRES = "https://voorbeeld.example/model"
KAAL = to_html(voorbeeldblad("-"), SJABLONEN)
EVERY_TEXT = pytest.mark.parametrize("tekst", VIJANDIG.values(), ids=VIJANDIG)
# Our own rules, as they stand in a page: on paper, in the dark, in forced colours and for charts.
MOST_CSS = 13_200


def check_structure(page: Knoop) -> None:
    """What axe does not see, and what every page of ours must have."""
    for table in page.find("table"):
        named = [one for one in table.find("caption") if str(one.delen[0]).strip()]
        assert len(named) == (not table.eigenschappen.get("aria-label"))
        heads = [th for head in table.find("thead") for th in head.find("th")]
        assert heads
        assert all(th.eigenschappen["scope"] == "col" for th in heads)
        for row in table.find("tbody")[0].find("tr"):
            cells = row.find("th", "td")
            assert len(cells) == len(heads)
            assert (cells[0].naam, cells[0].eigenschappen.get("scope")) == ("th", "row")
    for one in page.walk():
        if "merk" in one.eigenschappen.get("class", "").split():
            assert one.tekst(zichtbaar=True).strip() in WOORDEN.values()
        assert one.naam not in (
            "script",
            "link",
            "iframe",
            "object",
            "embed",
            "base",
            "form",
            "img",
        )
        assert not [name for name in one.eigenschappen if name.startswith("on")]
    _check_charts(page)
    _check_ids(page)
    levels = [int(one.naam[1]) for one in page.find("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def _check_charts(page: Knoop) -> None:
    for figure in page.find("figure"):
        charts = [one for one in figure.find("svg") if "role" in one.eigenschappen]
        # Of two drawings the style shows one.
        assert [one.eigenschappen.get("class") for one in charts] in ([None], ["smal", "breed"])
        for chart in charts:
            assert chart.find("title")[0].tekst()
            assert chart.find("desc")[0].tekst()
        assert figure.find("table")
    in_figures = sum(len(one.find("svg")) for one in page.find("figure"))
    assert len(page.find("svg")) == in_figures
    for one in page.find("svg"):
        assert (one.eigenschappen.get("role") == "img") != ("aria-hidden" in one.eigenschappen)


def _check_ids(page: Knoop) -> None:
    ids = [one.eigenschappen["id"] for one in page.walk() if "id" in one.eigenschappen]
    assert len(ids) == len(set(ids))
    for one in page.walk():
        wanted = one.eigenschappen.get("aria-labelledby", "").split()
        wanted += re.findall(r"url\(#(.*?)\)", one.eigenschappen.get("fill", ""))
        if one.naam == "a":
            inside = one.eigenschappen["href"].partition("#")[2]
            assert inside or one.eigenschappen["href"] == ADRES
            wanted += [inside] if inside else []
        assert set(wanted) <= set(ids)


def test_the_example_page_is_in_order() -> None:
    check_structure(read_page(KAAL))


def names(page: Knoop) -> list[str]:
    """Of every element, but for what keeps a date or a figure whole and breaks a long name."""
    kept = (one for one in page.walk() if one.eigenschappen.get("class") != "heel")
    return [one.naam for one in kept if one.naam not in ("time", "wbr")]


@EVERY_TEXT
def test_a_hostile_text_is_only_text(tekst: str) -> None:
    text = to_html(voorbeeldblad(tekst), SJABLONEN)
    page = read_page(text)
    check_structure(page)
    plain = read_page(KAAL)
    assert names(page) == names(plain)
    assert not set(ONZICHTBAAR) & set(text)
    text.encode()


def test_the_text_arrives_as_it_was_written() -> None:
    for name in ("html", "markdown", "sjabloon", "rechts", "emoji", "formule"):
        assert (
            VIJANDIG[name] in read_page(to_html(voorbeeldblad(VIJANDIG[name]), SJABLONEN)).tekst()
        )


def test_nothing_comes_from_outside() -> None:
    page = read_page(KAAL)
    policy = next(one for one in page.find("meta") if "http-equiv" in one.eigenschappen)
    assert policy.eigenschappen["content"] == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    )
    outside = re.findall(r"https?://[^\"'<> ]+", KAAL)
    # An address is gone to by who clicks on it, and nothing is fetched.
    assert set(outside) <= {"http://www.w3.org/2000/svg", ADRES}
    assert "@import" not in KAAL
    assert page.find("html")[0].eigenschappen["lang"] == "nl"


def test_the_marks_stand_above_and_for_every_printed_page() -> None:
    page = read_page(KAAL)
    body = page.find("body")[0]
    running = [one for one in body.walk() if one.eigenschappen.get("class") == "voor-wie"]
    assert [FICTIEF in one.tekst() and VERTROUWELIJK in one.tekst() for one in running] == [True]
    assert running == body.delen[1:2]


def test_the_same_blad_gives_the_same_bytes() -> None:
    assert to_html(voorbeeldblad("-"), SJABLONEN) == KAAL


def test_a_text_that_comes_back_is_looked_at_once() -> None:
    with_dates.cache_clear()
    to_html(voorbeeldblad("-"), SJABLONEN)
    seen = with_dates.cache_info()
    to_html(voorbeeldblad("-"), SJABLONEN)
    assert seen.hits > 0
    assert with_dates.cache_info().misses == seen.misses == seen.currsize


def test_our_own_style_stays_small() -> None:
    style = "".join(one.tekst() for one in read_page(KAAL).find("style"))
    assert len(style.encode()) < MOST_CSS
    assert "/*" not in style


def test_a_house_style_comes_last_and_its_theme_is_switched_on() -> None:
    css = "/* van ons */ .proef-theme { --utrecht-heading-color: #030; }"
    page = read_page(to_html(voorbeeldblad(), SJABLONEN, css))
    style = page.find("style")[-1].tekst().strip()
    assert style.endswith(".proef-theme { --utrecht-heading-color: #030; }")
    assert page.find("html")[0].eigenschappen["class"] == "proef-theme"


def test_a_house_style_that_reaches_outside_is_refused() -> None:
    with pytest.raises(WeerbaarError, match="@import"):
        to_html(voorbeeldblad(), SJABLONEN, "@import 'x.css';")


def secties(chapters: int, parts: int) -> Blad:
    """A page with so many chapters of so many parts."""
    delen = [[Sectie(f"{a}.{b}", f"s{a}-{b}") for b in range(parts)] for a in range(chapters)]
    found = tuple(Sectie(str(a), f"s{a}", delen=tuple(one)) for a, one in enumerate(delen))
    day = voorbeeldblad().datum
    return Blad(titel="T", doelgroep="eigen", datum=day, vertrouwelijk="V", secties=found)


@pytest.mark.parametrize(
    ("chapters", "parts", "lines"), [(2, 3, 0), (3, 0, 3), (3, 2, 9), (8, 4, 8)]
)
def test_the_table_of_contents_is_never_long(chapters: int, parts: int, lines: int) -> None:
    blad = secties(chapters, parts)
    assert len(contents(blad)) == lines
    page = read_page(to_html(blad, SJABLONEN))
    check_structure(page)
    assert len(page.find("nav")) == (1 if lines else 0)


def test_a_blad_without_marks_has_no_empty_boxes() -> None:
    page = read_page(to_html(secties(1, 0), SJABLONEN))
    assert not [one for one in page.walk() if one.eigenschappen.get("class") == "fictief"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("op 31-01-2024.", 'op <time datetime="2024-01-31">31-01-2024</time>.'),
        ("31-02-2024 en 131-01-2024", "31-02-2024 en 131-01-2024"),
        ("1-01-2024-05 <b>", "1-01-2024-05 &lt;b&gt;"),
        ("bij 8 van de 13", 'bij <span class="heel">8 van de 13</span>'),
        (
            "kost € 2.400,50. Of € 5",
            'kost <span class="heel">€ 2.400,50</span>. Of <span class="heel">€ 5</span>',
        ),
        ("een € is geld", "een € is geld"),
        (
            "Collegebesluit_weerbaarheid_2024.pdf",
            "Collegebesluit_<wbr>weerbaarheid_<wbr>2024.pdf",
        ),
        ("Weerbaarheidsbevordering", "Weerbaarheidsbevordering"),
    ],
)
def test_dates_and_figures_stay_whole_and_long_names_break_at_a_joint(text: str, html: str) -> None:
    assert with_dates(text) == html
