"""The structural checks of reports: every report passes, a page broken on purpose does not."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Report
from tests.browser.rapporten import BLOKKEN, NAMEN
from tests.browser.soorten import make_opdrachten
from tests.browser.structuur import POLICY, faults
from tests.conftest import Once

GOED = f"""<!DOCTYPE html>
<html lang="nl"><head><meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>Rapport</title><style>p {{ color: red }}</style></head><body><main>
<h1>Kop</h1><h2 id="a">Deel</h2>
<p><span class="merk-deels"><span aria-hidden="true">◐</span> deels</span> <a href="#a">zie</a></p>
<figure>
<svg role="img" aria-labelledby="t b"><title id="t">Stand</title><desc id="b">12</desc></svg>
<table><caption>Stand</caption>
<thead><tr><th scope="col">Thema</th><th scope="col">n</th></tr></thead>
<tbody><tr><th scope="row">1</th><td>12</td></tr></tbody></table></figure>
</main></body></html>
"""


@pytest.mark.parametrize("name", NAMEN)
def test_a_report_is_built_well(name: str, report: Report) -> None:
    assert faults(report(name).read_text(encoding="utf-8")) == []


@pytest.mark.sweep
def test_a_page_of_a_command_is_built_well(once: Once) -> None:
    pages = sorted(once("opdrachten", make_opdrachten).glob("[0-9]*.html"))
    found = {path.name: faults(path.read_text(encoding="utf-8")) for path in pages}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_page_with_everything_has_what_the_checks_look_at(report: Report) -> None:
    html = report(BLOKKEN).read_text(encoding="utf-8")
    wanted = ("<table", "<svg", "merk-voldoet_niet", "<details", "<nav", "<figure")
    assert [one for one in wanted if one not in html] == []


def test_the_good_page_is_good() -> None:
    assert faults(GOED) == []
    named = GOED.replace("<table><caption>Stand</caption>", '<table aria-label="Stand">')
    assert faults(named) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('lang="nl"', "", "de taal staat er niet bij"),
        ("<title>Rapport</title>", "", "de bladzijde heeft geen titel"),
        ("default-src 'none'", "default-src *", "het beveiligingsbeleid is niet zo streng"),
        ("<caption>Stand</caption>", "", "geen bijschrift"),
        ('<th scope="col">n</th>', "<td>n</td>", "een kolom heeft geen kop"),
        ('<th scope="col">n</th>', '<th scope="col"></th>', "een kop is leeg"),
        ('<th scope="row">1</th>', "<td>1</td>", "een rij heeft geen kop"),
        ("<td>12</td>", "<td>12</td><td>3</td>", "een ander aantal cellen"),
        ("</span> deels</span>", "</span></span>", "het woord staat er niet bij"),
        ("merk-deels", "merk-rood", "het woord staat er niet bij"),
        ('<desc id="b">12</desc>', "", "geen titel en beschrijving"),
        ("<figure>", "", None),
        ("<table><caption>Stand</caption>", "</figure><table><caption>Stand</caption>", None),
        ("<h1>", "<script>1</script><h1>", "<script> hoort niet in een rapport"),
        ("<h1>", '<img src="https://voorbeeld.example/a.png"><h1>', "src haalt iets op"),
        ("<p>", '<p onclick="x()">', "onclick voert iets uit"),
        ('href="#a"', 'href="javascript:x()"', "een verwijzing voert iets uit"),
        ("color: red", "background: url(//voorbeeld.example/a)", "een stijl haalt iets op"),
        ("p {", "@import 'a.css'; p {", "een stijl haalt iets op"),
        ("<p>", "<p style='background:url(a.png)'>", "een stijl haalt iets op"),
        ("<p>", '<p id="a">', "id a staat er twee keer"),
        ('href="#a"', 'href="#b-weg"', "verwijzing #b-weg wijst nergens heen"),
        ('aria-labelledby="t b"', 'aria-labelledby="t weg"', "wijst nergens heen"),
        (
            '<p><span class="merk-deels">',
            '<section aria-labelledby="a"></section><section aria-labelledby="a"></section><p>'
            '<span class="merk-deels">',
            "twee plaatsen heten Deel",
        ),
        ("<h1>Kop</h1>", "", "er hoort één hoofdkop te zijn"),
        ('<h2 id="a">Deel</h2>', '<h3 id="a">Deel</h3>', "kop 3 volgt op kop 1"),
    ],
)
def test_a_fault_is_seen(before: str, after: str, fault: str | None) -> None:
    assert before in GOED
    broken = GOED.replace(before, after, 1)
    if fault is None:
        with pytest.raises(AssertionError):
            faults(broken)
    else:
        assert any(fault in one for one in faults(broken))


def test_a_chart_without_its_figures_is_seen() -> None:
    start, end = GOED.index("<table"), GOED.index("</figure>")
    assert "grafiek: geen tabel met dezelfde cijfers" in faults(GOED[:start] + GOED[end:])
