"""The PDF: tags, language, title, alternative texts, fonts, and text that is never markup."""

from __future__ import annotations

import inspect
import io
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst
from fontTools.ttLib import TTFont  # type: ignore[import-untyped, unused-ignore]
from msgspec.structs import replace

from tests.blad.voorbeeldblad import voorbeeldblad
from tests.formats.gedrukt import off_the_page, over_each_other, told, walk, words_of
from tests.steekproef import sample
from weerbaar_cli.blad.blad import (
    Alinea,
    Begrippen,
    Blad,
    Blok,
    Grafiek,
    Kolom,
    Lijn,
    Lijst,
    Merk,
    Opsomming,
    Punt,
    Rij,
    Sectie,
    Sterk,
    Tabel,
    Uitklap,
)
from weerbaar_cli.blad.data import WAARMERK, Omzetter, column_widths
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.sjablonen import font_folder, read_sjablonen, read_tekens
from weerbaar_cli.formats.grafiek import ROOM, chart_style, draw_alone
from weerbaar_cli.formats.pdf import (
    MOST,
    Drukwerk,
    Gezet,
    Lettertypen,
    read_ranges,
    to_pdf,
)

SJABLONEN = read_sjablonen()
LETTERTYPEN = Lettertypen(font_folder(), read_ranges(read_tekens(font_folder())))
STIJL = chart_style(SJABLONEN["blad.css"])
# What a reader could type to break a typesetter, a page or a reader.
HOSTILE = (
    '#panic("ja") *vet* _schuin_ $x$ @bron <label> = Kop \\ // einde',
    "{{ 7 * 7 }} {% for x in y %} </script> &amp; %PDF-1.4 endobj",
    "\x00\x1b[31mrood\x1b[0m \u202eomgekeerd\u2066 \ufeff",
    "=HYPERLINK(1) ✔ ◐ ✘ ≥ ≤ → □ « » € ë Ĳ ŵ",
)


def make(tekst: str = "Het beleid ligt bij de raad.") -> Drukwerk:
    blad = voorbeeldblad(tekst)
    return to_pdf(blad, SJABLONEN["blad.typ"], LETTERTYPEN, lambda one: draw_alone(one, STIJL))


def make_with(blok: Blok) -> Drukwerk:
    """A page with one block more."""
    blad = voorbeeldblad("Tekst.")
    one = replace(blad, secties=(Sectie("Kop", "kop", (blok,)),))
    return to_pdf(one, SJABLONEN["blad.typ"], LETTERTYPEN, lambda one: draw_alone(one, STIJL))


@pytest.fixture(scope="module")
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(make().inhoud)) as found:
        yield found


def test_it_says_that_it_is_an_archive_copy_and_accessible(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as found:
        assert found.pdfa_status == "2A"
        assert found["pdfuaid:part"] == "1"
        assert found["dc:title"] == voorbeeldblad().titel


def test_it_has_a_language_a_shown_title_and_an_outline(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "nl-NL"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_outline() as outline:
        names = [one.title for one in outline.root]
    assert names == [one.kop for one in voorbeeldblad().secties]


def test_tables_have_heads_with_a_scope_and_charts_a_text(pdf: pikepdf.Pdf) -> None:
    elements = list(walk(pdf.Root.StructTreeRoot))
    kinds = Counter(str(one.S) for one in elements)
    assert kinds["/Table"] >= 2
    assert kinds["/H1"] >= 1
    heads = {str(one.ID): one for one in elements if str(one.S) == "/TH"}
    assert heads
    assert {str(one.A[0].Scope) for one in heads.values()} == {"/Column"}
    cells = [one for one in elements if str(one.S) == "/TD"]
    assert all([str(name) in heads for name in one.A[0].Headers] == [True] for one in cells)
    pictures = [one for one in elements if str(one.S) == "/Figure"]
    assert len(pictures) == 3
    assert all(str(one.Alt) for one in pictures)


def test_typst_cannot_yet_be_told_that_a_cell_heads_its_row() -> None:
    """Its `pdf.header-cell` is behind a switch that its package for Python does not have."""
    source = b'#assert.eq(dictionary(pdf).keys(), ("attach", "artifact"))'
    assert typst.compile(source, format="svg")
    assert "features" not in str(inspect.signature(typst.compile))


def test_every_letter_comes_from_a_font_of_ours(pdf: pikepdf.Pdf) -> None:
    fonts = {str(font.BaseFont) for font in _fonts(pdf)}
    assert fonts
    assert all(re.match(r"/[A-Z]{6}\+NotoSans", name) for name in fonts), fonts


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font":
            yield found


def test_the_same_report_gives_the_same_bytes() -> None:
    assert make().inhoud == make().inhoud


@pytest.mark.parametrize("tekst", HOSTILE)
def test_text_of_a_file_stays_text(tekst: str) -> None:
    assert make(tekst).vervangen == {}


def test_a_character_without_a_font_is_replaced_and_counted() -> None:
    found = make("😀 汉字 en nog een 😀")
    assert set(found.vervangen) == {"😀", "汉", "字"}
    assert found.vervangen["😀"] == 2 * found.vervangen["汉"]


GOLDEN = Path(__file__).parents[1] / "golden"
# What only a terminal draws, and a text that is there to be hostile.
LIJNEN, VIJANDIG = set("─│├└："), "vijandig"


def test_paper_can_draw_all_that_any_command_says() -> None:
    found = [one for one in GOLDEN.iterdir() if one.suffix in (".md", ".txt", ".csv")]
    gezet = Gezet(LETTERTYPEN.tekens, lambda _: "")
    for path in (one for one in found if VIJANDIG not in one.name):
        gezet.memory = 0
        for line in path.read_text(encoding="utf-8").splitlines():
            gezet.text(line)
    assert set(gezet.replaced) - LIJNEN == set()
    assert gezet.text("Voldoet ▄▆ 9 van 19") == "Voldoet  9 van 19".replace(" van ", "\xa0van\xa0")


def test_a_sign_does_not_push_the_words_beside_it_down(tmp_path: Path) -> None:
    rij = ((Merk("voldoet_niet", kort=True), " Eerste"), "Tweede", "Derde")
    tabel = Tabel("Tekens", tuple(map(Kolom, ("Een", "Twee", "Drie"))), (rij, rij))
    path = tmp_path / "tekens.pdf"
    path.write_bytes(make_with(tabel).inhoud)
    words = [one for page in words_of(path) for one in page]
    for naam in ("Eerste", "Tweede", "Derde"):
        assert [round(one.boven) for one in words if one.tekst == naam] == [
            round(one.boven) for one in words if one.tekst == "Tweede"
        ]


def rules_drawn(path: Path) -> int:
    with pikepdf.open(path) as found:
        steps = pikepdf.parse_content_stream(found.pages[0])
    return [str(one.operator) for one in steps].count("S")


def test_a_list_as_a_table_says_its_name_once_and_rules_no_row_that_goes_on(
    tmp_path: Path,
) -> None:
    found = {}
    for regels in (("eerste",), ("eerste", "tweede", "derde")):
        path = tmp_path / f"{len(regels)}.pdf"
        rijen = (Rij("1a", regels, "deels"), Rij("1b", ("vierde",), "voldoet"))
        path.write_bytes(make_with(Opsomming("Onderwerpen", rijen)).inhoud)
        assert told(path).count("Onderwerpen") == 1
        found[len(regels)] = rules_drawn(path)
    assert found[1] == found[3] > 0


def pages_with(path: Path, blad: Blad, *words: str) -> list[int]:
    """On which page each of these words stands, the first time."""
    made = to_pdf(blad, SJABLONEN["blad.typ"], LETTERTYPEN, lambda one: draw_alone(one, STIJL))
    path.write_bytes(made.inhoud)
    pages = told(path).split("\f")
    return [next(n for n, page in enumerate(pages) if word in page) for word in words]


def filled(lines: int, *secties: Sectie) -> Blad:
    """A page with so many lines, and then these chapters."""
    first = Sectie("Begin", "begin", (Alinea("Regel."),) * lines)
    return replace(voorbeeldblad("Tekst."), secties=(first, *secties))


@pytest.mark.parametrize("lines", [5, 28, 33, 36])
def test_contents_are_never_torn_over_two_pages(lines: int, tmp_path: Path) -> None:
    annexes = tuple(
        Sectie(f"Bijlage {n}", f"b-{n}", (Alinea("Regel."),) * 60, nieuwe_bladzijde=True)
        for n in range(8)
    )
    found = pages_with(tmp_path / "uit.pdf", filled(lines, *annexes), "Inhoud", "Bijlage 7")
    assert found in ([0, 0], [1, 1])


@pytest.mark.parametrize("lines", range(28, 39, 2))
def test_a_table_does_not_part_from_what_leads_to_it(lines: int, tmp_path: Path) -> None:
    rows = tuple((f"Rij {n}", "twee") for n in range(5))
    tabel = Tabel("Onderschrift", (Kolom("Een"), Kolom("Twee")), rows)
    lead = (Alinea("Hierbij hoort."), Begrippen((("Nodig", "iets"),)), tabel)
    chapter = Sectie("Hoofdstuk", "hoofdstuk", delen=(Sectie("Deel", "deel", lead),))
    words = ("Hoofdstuk", "Nodig", "Onderschrift", "Rij 0", "Rij 4")
    assert len(set(pages_with(tmp_path / "uit.pdf", filled(lines, chapter), *words))) == 1


@pytest.mark.parametrize("lines", range(37, 48))
@pytest.mark.parametrize(
    "blokken",
    [
        (Lijst(("Daarvoor",) * 3), Alinea(Sterk("Kopje")), Lijst(("Punt 1 is lang. " * 9,))),
        (Uitklap("Kopje", (Alinea("Punt 1"),)),),
    ],
)
def test_what_heads_a_list_does_not_stand_alone(
    lines: int, blokken: tuple[Blok, ...], tmp_path: Path
) -> None:
    chapter = Sectie("Begin", "begin", (*((Alinea("Regel."),) * lines), *blokken))
    blad = replace(voorbeeldblad("Tekst."), secties=(chapter,))
    assert len(set(pages_with(tmp_path / "uit.pdf", blad, "Kopje", "Punt 1"))) == 1


@pytest.mark.parametrize("lines", sample(range(107, 113), 3))
def test_no_page_is_spent_on_the_codes_alone(lines: int, tmp_path: Path) -> None:
    """Where they just go over, all is set a little tighter; what goes on for long, is not."""
    codes = Sectie(*WAARMERK, (Alinea("De codes verraden niets. " * 9),))
    begin = Sectie("Begin", "begin", (Lijst(("Regel.",) * lines),))
    path = tmp_path / "uit.pdf"
    found = {}
    for wie, number in (("raad", 1), ("raad", 2), ("eigen", 1)):
        blad = replace(voorbeeldblad("Tekst."), doelgroep=wie, secties=(begin,) * number + (codes,))
        pages_with(path, blad, "Waarmerk.")
        found[wie, number] = [page.count("Regel.") for page in told(path).split("\f")[:-1]]
    assert len(found["raad", 1]) == 2
    assert (len(found["eigen", 1]) == 3) is (lines > 108)
    first = found["eigen", 1][0]
    assert (found["raad", 1][0] > first) is (lines > 108)
    assert found["raad", 2][0] == first


def test_the_lines_of_a_running_head_part_no_word_and_do_not_touch(tmp_path: Path) -> None:
    for_whom = f"Proef: niet verspreiden. {'Vertrouwelijk: alleen voor organisaties; ' * 2}"
    blad = replace(filled(120), vertrouwelijk=for_whom, titel="Onderkop van dit rapport")
    path = tmp_path / "uit.pdf"
    pages_with(path, blad, "Proef")
    _, words, *_ = words_of(path)
    below = next(one.boven for one in words if one.tekst == "Onderkop")
    above = [one for one in words if one.boven < below]
    assert Counter(one.tekst for one in above)["organisaties;"] == 2
    # A box of pdftotext is higher than the letters in it.
    assert max(one.onder for one in above) < below + 1.5


@pytest.mark.parametrize("kop", ["Stand", "Anders"])
def test_a_chart_says_its_name_once_and_not_under_the_same_head(kop: str, tmp_path: Path) -> None:
    tabel = Tabel("Stand", (Kolom("Wanneer"), Kolom("Normen")), (("toen", "3"), ("nu", "5")))
    punten = (Punt(date(2024, 1, 31), 3, 3), Punt(date(2024, 7, 1), 5, 5))
    grafiek = Grafiek("Van 3 naar 5.", Lijn(punten, 20, "normen"), tabel)
    path = tmp_path / "uit.pdf"
    pages_with(path, filled(1, Sectie(kop, "stand", (grafiek,))), "Regel")
    assert told(path).splitlines().count("Stand") == 1


def test_a_word_over_a_column_is_not_parted_where_it_fits(tmp_path: Path) -> None:
    kolommen = tuple(map(Kolom, ("Vraag", "Antwoord", "Herkomst en bewijs", "Norm")))
    rij = ("Aansluiting bij het meldpunt? " * 3, "Van kracht. " * 6, "getoetst; een akkoord", "2a")
    path = tmp_path / "uit.pdf"
    path.write_bytes(make_with(Tabel("Feiten", kolommen, (rij,) * 9)).inhoud)
    words = [one.tekst for page in words_of(path) for one in page]
    assert "bewijs" in words


def test_one_long_answer_has_more_room_where_the_table_gets_lower_by_it() -> None:
    """A table of many questions, where one answer is a list."""
    vraag = "vraag " * 18
    rijen = ((vraag, "antwoord " * 40, ""), *((vraag, "ja", "getoetst"),) * 16)
    tabel = Tabel("Feiten", tuple(map(Kolom, ("Vraag", "Antwoord", "Bewijs"))), rijen)
    assert column_widths(tabel) == [61, 24, 11]


@pytest.mark.parametrize("rows", range(23, 28))
def test_no_last_row_stands_alone_on_a_page(rows: int, tmp_path: Path) -> None:
    """The table is long, and ends about where the page does."""
    rijen = tuple((f"Rij {n}.", "twee") for n in range(rows))
    chapter = Sectie("Rijen", "rijen", (Tabel("Rijen", (Kolom("Een"), Kolom("Twee")), rijen),))
    last = [f"Rij {n}." for n in (rows - 2, rows - 1)]
    assert len(set(pages_with(tmp_path / "uit.pdf", filled(20, chapter), *last))) == 1


@pytest.mark.parametrize("remark", ["xyz\n" * 70, "xyz " * 800])
@pytest.mark.parametrize("rows", [0, 20])
def test_no_line_of_a_long_remark_falls_off_the_page(
    rows: int, remark: str, tmp_path: Path
) -> None:
    """What stays together surely fits on a page, also with breaks in it."""
    rijen = (*(("Een", "twee"),) * rows, ("Een", remark), ("Twee", remark))
    chapter = Sectie("Rijen", "rijen", (Tabel("Rijen", (Kolom("Een"), Kolom("Twee")), rijen),))
    path = tmp_path / "uit.pdf"
    pages_with(path, filled(1, chapter), "Rijen")
    assert told(path).count("xyz") == 2 * remark.count("xyz")


def test_a_remark_of_a_megabyte_fits() -> None:
    assert len(make("lang verhaal " * 80_000).inhoud) > 100_000


# --- columns and lines, measured with the boxes of words

NAAM = "Collegebesluit_weerbaarheid_definitief_2024_v12.pdf"
ADRES = "https://voorbeeld.example/een/heel/lang/pad?met=vragen&en=meer_dan_dat"
HEEL = "8 van de 13"
VOL = (
    Tabel(
        "Bewijs",
        tuple(map(Kolom, ("Vraag", "Bewijs", "Hoeveel", "Norm"))),
        (
            ("Is er een plan waarmee de aanbevelingen worden opgepakt?", NAAM, HEEL, "3d"),
            ("Een andere vraag, die veel plaats vraagt op een regel", ADRES, f"5 tot {HEEL}", "3e"),
        ),
    ),
    Tabel("Vol", tuple(Kolom(f"Kolom {i}") for i in range(8)), ((NAAM, *[HEEL] * 7),) * 3),
    Begrippen((("Herkomst", NAAM), ("Regel", HEEL))),
    Alinea(f"Bewijs: {NAAM} en {ADRES}, bij {HEEL}. " * 9),
    Alinea("".join(f"{'x' * one} € 104.000; " for one in range(2, 40))),
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    blad = replace(voorbeeldblad(), secties=(Sectie("Vol", "vol", VOL),))
    found = to_pdf(blad, SJABLONEN["blad.typ"], LETTERTYPEN, lambda one: draw_alone(one, STIJL))
    path = tmp_path_factory.mktemp("pdf") / "vol.pdf"
    path.write_bytes(found.inhoud)
    return path


def test_no_word_leaves_its_column_or_the_page(full: Path) -> None:
    for words in words_of(full):
        assert over_each_other(words) == []
        assert off_the_page(words) == []


def test_a_figure_stands_on_one_line_and_a_long_name_is_copied_whole(full: Path) -> None:
    lines = " ".join(told(full, "-layout").split())
    assert lines.count(HEEL) == 33
    assert lines.count("€ 104.000") == 38
    ends = [line[-1] for line in told(full, "-layout").split("\n") if line]
    assert "€" not in ends
    assert "\u200b" not in told(full)
    assert NAAM in told(full)


def test_every_table_has_a_head_and_a_list_of_terms_is_no_table(full: Path) -> None:
    with pikepdf.open(full) as found:
        tables = [one for one in walk(found.Root.StructTreeRoot) if str(one.S) == "/Table"]
        heads = [[one for one in walk(table.K) if str(one.S) == "/TH"] for table in tables]
    assert [len(one) for one in heads] == [4, 8]


def test_the_words_of_a_chart_are_not_drawn_over_each_other() -> None:
    charts = [blok for _, one in voorbeeldblad().walk() for blok in one.blokken]
    drawn = "".join(draw_alone(one, STIJL) for one in charts if isinstance(one, Grafiek))
    rimmed = re.findall(r'<text class="in[^>]*>', drawn)
    assert rimmed
    assert [one for one in rimmed if "stroke: none" not in one] == []


# --- memory: what a report will ask is known before typst begins, which cannot be stopped

# A process for each: the most that one ever had only grows.
PEAK = """
import os
from pathlib import Path
from tests.formats.test_pdf import LARGE, set_large
from weerbaar_cli.formats import pdf

def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) * 1024

def has_room(size):
    global foreseen
    foreseen = size
    return True

pdf.has_room = has_room
for what, number in LARGE.items():
    if os.fork() == 0:
        before = peak()
        set_large(what, number)
        print(what, peak() - before, foreseen, flush=True)
        os._exit(0)
    os.wait()
"""
# What is set, and how many of it.
LARGE = {"cells": 1500, "points": 1500, "terms": 1500, "texts": 40, "norms": 300}
BLOKKEN: dict[str, Callable[[int], tuple[Blok, ...]]] = {
    "cells": lambda n: (
        Tabel("Lang", (Kolom("a"), Kolom("b")), tuple((f"{i}", "x") for i in range(n))),
    ),
    "points": lambda n: (Lijst(tuple(f"punt {i}" for i in range(n))),),
    "terms": lambda n: (Begrippen(tuple((f"{i}", "x") for i in range(n))),),
    "texts": lambda n: tuple(Alinea("lang verhaal " * 380) for _ in range(n)),
}


def norms(number: int) -> tuple[Sectie, ...]:
    """As a report on one meting tells them."""
    return tuple(
        Sectie(
            f"Norm {i}",
            f"norm-{i}",
            (
                Alinea("Er is een intern meldpunt voor signalen van ondermijning."),
                Alinea((Sterk("Reden:"), "Intern meldpunt: ja (gevraagd: nee)")),
                Alinea((Sterk("Nog nodig:"), "Intern meldpunt: nee. Wie: coördinator.")),
                Begrippen((("Herkomst", "niet vermeld: 1 feit"),)),
            ),
            merk="voldoet_niet",
        )
        for i in range(number)
    )


def set_large(what: str, number: int) -> Drukwerk:
    if what == "norms":
        sectie = Sectie("Lang", "lang", (), norms(number))
    else:
        sectie = Sectie("Lang", "lang", BLOKKEN[what](number))
    blad = replace(voorbeeldblad(), secties=(sectie,))
    return to_pdf(blad, SJABLONEN["blad.typ"], LETTERTYPEN, lambda one: draw_alone(one, STIJL))


@pytest.mark.long
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory as Linux counts it")
def test_it_asks_no_more_memory_than_was_foreseen() -> None:
    run = subprocess.run([sys.executable, "-c", PEAK], capture_output=True, text=True, check=True)
    found = {
        what: (int(used), int(most)) for what, used, most in map(str.split, run.stdout.splitlines())
    }
    assert found.keys() == LARGE.keys()
    # Beside what any report asks; ROOM is more than that, and would hide what is too little.
    asked = {what: (used - 60_000_000, most - ROOM) for what, (used, most) in found.items()}
    assert {what: pair for what, pair in asked.items() if not pair[0] < pair[1]} == {}


@pytest.mark.parametrize(("what", "number"), [("norms", 5_000), ("cells", 25_000)])
def test_what_asks_too_much_is_refused_before_it_is_set(what: str, number: int) -> None:
    with pytest.raises(WeerbaarError, match="te groot voor een PDF") as caught:
        set_large(what, number)
    assert ".html" in caught.value.tip


def test_two_thousand_norms_are_not_too_much() -> None:
    gezet = Gezet(LETTERTYPEN.tekens, lambda _: "")
    Omzetter(gezet.text, gezet.picture).convert(
        replace(voorbeeldblad(), secties=(Sectie("Lang", "lang", (), norms(2_000)),))
    )
    assert gezet.memory < MOST


def test_our_fonts_draw_what_the_list_says(tmp_path: Path) -> None:
    cmaps = {
        path.name: set(TTFont(path).getBestCmap()) for path in sorted(font_folder().glob("*.ttf"))
    }
    text = cmaps.pop("NotoSans-Regular.ttf") & cmaps.pop("NotoSans-Bold.ttf")
    assert set(LETTERTYPEN.tekens) == text.union(*cmaps.values())


def test_typst_itself_refuses_a_report_without_title_or_alternative_text() -> None:
    for source in (b'#set text(lang: "nl")\nTekst', _without_alt()):
        with pytest.raises(typst.TypstError, match=r"title|alt"):
            typst.compile(source, format="pdf", pdf_standards=["ua-1"])


def _without_alt() -> bytes:
    svg = '<svg xmlns=\\"http://www.w3.org/2000/svg\\" width=\\"9\\" height=\\"9\\"/>'
    return f'#set document(title: "x")\n#image(bytes("{svg}"), format: "svg")'.encode()


def test_without_its_fonts_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(WeerbaarError, match="lettertypen"):
        read_tekens(tmp_path)


def test_without_typst_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(WeerbaarError, match=r"\[pdf\]") as caught:
        make()
    assert ".[pdf]" in caught.value.tip
