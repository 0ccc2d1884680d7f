"""Every report of the examples on paper: charts, columns, heads, and no word over another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
import typst

from tests.bladzijden import Reeks, find_made, per_reeks
from tests.browser.structuur import Knoop, read_page
from tests.conftest import Once
from tests.formats.gedrukt import (
    MARGIN,
    SLACK,
    WIDE,
    Cel,
    Gedrukt,
    Rijen,
    Vak,
    Woord,
    off_the_page,
    over_each_other,
    told,
    words_of,
)
from weerbaar_cli.files.sjablonen import font_folder


@pytest.mark.slow
@per_reeks
def test_every_report_is_set_well(reeks: Reeks, once: Once) -> None:
    found = {path.name: list(faults(path)) for path in find_made(once, reeks)}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def faults(path: Path) -> Iterator[str]:
    """All that is wrong with a report in PDF; its HTML says which words its charts have."""
    pdf, html = Path(f"{path}.pdf"), Path(f"{path}.html").read_text(encoding="utf-8")
    words = words_of(pdf)
    for number, page in enumerate(words, 1):
        yield from (f"bladzijde {number}: {one} over elkaar" for one in over_each_other(page))
        yield from (f"bladzijde {number}: {one} staat ernaast" for one in off_the_page(page))
    with pikepdf.open(pdf) as opened:
        gedrukt = Gedrukt(opened)
        for number, tabel in enumerate(gedrukt.of_kind("/Table"), 1):
            yield from (f"tabel {number}: {one}" for one in of_table(gedrukt.rijen(tabel), words))
        beelden = [gedrukt.beeld(one) for one in gedrukt.of_kind("/Figure")]
    if beelden or "<figure" in html:
        yield from of_charts(beelden, words, told(pdf, "-raw"), read_page(html))


def of_table(rijen: Rijen, words: list[list[Woord]]) -> Iterator[str]:
    """A head over every column, on every page; and each cell in its own column."""
    heads, *rows = rijen
    if not rows or not all(cel.kop for cel in heads) or any(cel.kop for row in rows for cel in row):
        yield "de koppen zijn niet de eerste rij"
    if {len(row) for row in rijen} != {len(heads)}:
        yield "een rij heeft een ander aantal cellen"
        return
    columns = [[vak for cel in cells for vak in cel.vakken] for cells in zip(*rijen, strict=True)]
    edges = [
        (min(one.links for one in vakken), max(one.rechts for one in vakken)) for vakken in columns
    ]
    if edges[0][0] < MARGIN - SLACK or edges[-1][1] > WIDE - MARGIN + SLACK:
        yield "staat naast de bladzijde"
    for place, (one, other) in enumerate(pairwise(edges), 1):
        if one[1] > other[0]:
            yield f"kolom {place} komt in de volgende"
    yield from _repeated(heads, rows, words)
    before, last = ({vak.bladzijde for cel in row for vak in cel.vakken} for row in rijen[-2:])
    if max(before) < min(last):
        yield "de laatste rij staat alleen op een bladzijde"


def _repeated(heads: list[Cel], rows: list[list[Cel]], words: list[list[Woord]]) -> Iterator[str]:
    """On each page where a table goes on, its heads stand above it again."""
    (first,) = {vak.bladzijde for cel in heads for vak in cel.vakken}
    ground = [vak for row in rows for cel in row for vak in cel.vakken]
    for page in sorted({vak.bladzijde for vak in ground} - {first}):
        top = min(vak.boven for vak in ground if vak.bladzijde == page)
        above = {(round(one.links), one.tekst) for one in words[page] if one.boven < top}
        for cel in heads:
            said = {(round(one.links), one.tekst) for one in words[first] if _in(cel, one)}
            if not said or not said <= above:
                yield f"op bladzijde {page + 1} ontbreekt een kop"


def _in(cel: Cel, word: Woord) -> bool:
    return any(vak.holds(word) for vak in cel.vakken)


def of_charts(beelden: list[Vak], words: list[list[Woord]], raw: str, page: Knoop) -> Iterator[str]:
    """Every label of a chart is there, in one piece, and nothing else is."""
    figuren = [one for one in page.walk("figure") if any(one.walk("svg"))]
    if len(figuren) != len(beelden):
        yield f"{len(beelden)} van de {len(figuren)} grafieken"
    read = " ".join(raw.split())
    for number, (figuur, beeld) in enumerate(zip(figuren, beelden, strict=False), 1):
        labels = list(labels_of(figuur))
        yield from (f"grafiek {number}: {one} is niet heel" for one in labels if one not in read)
        wanted = Counter(word for label in labels for word in label.split())
        drawn = Counter(one.tekst for one in words[beeld.bladzijde] if beeld.holds(one))
        if drawn != wanted:
            yield f"grafiek {number}: {drawn - wanted} te veel, {wanted - drawn} te weinig"


def labels_of(figuur: Knoop) -> Iterator[str]:
    """The labels of a chart, with the lines of a name together, and its legend."""
    # On paper stands the wide one of two, which is the last.
    *_, svg = (one for one in figuur.walk("svg") if one.attributen.get("role") == "img")
    name: list[str] = []
    for one in svg.children():
        is_line = one.naam == "text" and one.attributen.get("x") == "0"
        if name and not is_line:
            yield " ".join(name)
            name = []
        if is_line:
            name.append(one.text())
        elif one.naam == "text":
            yield one.text()
    if name:
        yield " ".join(name)
    for legenda in (one for one in figuur.walk("ul") if "legenda" in one.klassen):
        yield from (one.text() for one in legenda.walk("li"))


# --- what is set badly is seen

BLAD = """#set document(title: "x")
#set page(paper: "a4", margin: 20mm)
#set text(font: "Noto Sans", size: 9.5pt)
#table(columns: (50mm, 50mm), table.header([Norm], [Stand]),
  ..range(80).map(i => ([n#i], [klaar])).flatten())"""
FONTS = typst.Fonts(
    include_system_fonts=False, include_embedded_fonts=False, font_paths=[font_folder()]
)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("[klaar]", "[klaar]", None),
        ("table.header(", "table.header(repeat: false, ", "op bladzijde 2 ontbreekt een kop"),
        ("table.header([Norm], [Stand])", "[Norm], [Stand]", "de koppen zijn niet de eerste rij"),
        ("[n#i]", 'box(width: 9mm, "w" * 40)', "kolom 1 komt in de volgende"),
        ("[klaar]", 'box(width: 9mm, "w" * 60)', "staat naast de bladzijde"),
        ("range(80)", "range(43)", "de laatste rij staat alleen op een bladzijde"),
        ("range(80)", "range(44)", None),
    ],
)
def test_a_table_that_is_set_badly_is_seen(
    before: str, after: str, fault: str | None, tmp_path: Path
) -> None:
    assert before in BLAD
    path = tmp_path / "blad.pdf"
    path.write_bytes(
        typst.compile(BLAD.replace(before, after).encode(), font_paths=FONTS, format="pdf")
    )
    with pikepdf.open(path) as opened:
        gedrukt = Gedrukt(opened)
        (tabel,) = gedrukt.of_kind("/Table")
        found = list(of_table(gedrukt.rijen(tabel), words_of(path)))
    assert (fault in found) if fault else found == []
    assert any(map(off_the_page, words_of(path))) == (fault == "staat naast de bladzijde")


def test_words_that_share_ground_are_seen() -> None:
    one, other = Woord(0, 0, 50, 10, "a"), Woord(40, 2, 90, 12, "b")
    assert over_each_other([other, one]) == [("a", "b")]
    assert over_each_other([one, other._replace(links=50)]) == []
    assert over_each_other([one, other._replace(boven=9, onder=19)]) == []


FIGUUR = """<figure><svg role="img">
<text x="0" y="14">Een lange</text><text x="0" y="33">naam</text>
<rect/><text class="in" x="9%" y="60">12</text></svg>
<ul class="legenda"><li>voldoet</li></ul></figure>"""


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("Een lange naam 12 voldoet", ""),
        ("Een lange 12 naam voldoet", "grafiek 1: Een lange naam is niet heel"),
        ("Een lange naam 1 2 voldoet", "grafiek 1: 12 is niet heel"),
        ("Een lange naam 12 voldoet nog", "te veel"),
    ],
)
def test_a_label_that_is_not_whole_is_seen(said: str, fault: str) -> None:
    words = [Woord(i * 20, 9, i * 20 + 9, 19, one) for i, one in enumerate(said.split())]
    found = list(of_charts([Vak(0, 0, 0, 200, 50)], [words], said, read_page(FIGUUR)))
    assert any(fault in one for one in found) == bool(fault), found
    assert bool(found) == bool(fault)
