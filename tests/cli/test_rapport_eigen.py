"""The report of one organisation: the figures of `score`, a short page one, texts as text."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.blad.voorbeeldblad import Voorbeeldview
from tests.conftest import Golden, Tree, Weerbaar
from tests.steekproef import sample
from weerbaar_cli.blad.blad import (
    Aanhaling,
    Alinea,
    Begrippen,
    Blad,
    Blok,
    Grafiek,
    Inhoud,
    Kerncijfers,
    Lijst,
    Merk,
    Sectie,
    Sterk,
    Tabel,
    Uitklap,
    Verwijzing,
    Webadres,
)
from weerbaar_cli.cli.rapporten.rapport import Rapport, make_eigen
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files import sjablonen
from weerbaar_cli.files.sjablonen import read_sjablonen
from weerbaar_cli.formats.html import to_html
from weerbaar_cli.formats.markdown import to_markdown
from weerbaar_cli.formats.vormen import Opmaak, write
from weerbaar_cli.model.tijd import parse_datum
from weerbaar_cli.reading.scores import read_scores
from weerbaar_cli.views.eigen.eerste import weighed_normen
from weerbaar_cli.views.eigen.eigen import Eigenview
from weerbaar_cli.views.namen import KEUZES
from weerbaar_cli.views.score_blad import ADVISED
from weerbaar_cli.views.scoredata import score_data

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("examples/*/metingen/*"))
STAD = "examples/twente/metingen/voorbeeldstad-eindmeting-2024.yaml"
ZELFSCAN = "examples/twente/metingen/voorbeeldstad-zelfscan-2024.yaml"
WATERSCHAP = "examples/drenthe/metingen/waterschap-kolkmeden-2025-08.yaml"
HALF = "examples/twente/metingen/tilmerhaar-zelfscan-2024.yaml"
VIJANDIG = "tests/cases/eigen/metingen/vijandig.yaml"
STATUSES = ("voldoet", "deels", "voldoet_niet", "onbekend", "nvt")
EERST = "examples/twente/metingen/voorbeeldstad-zelfscan-2024.yaml"
BRINK = "examples/drenthe/metingen/voorbeeldbrink-2025-08.yaml"
MEREL = "examples/merelland/metingen/merelstad-2024-12.yaml"
FALEND = ("deels", "voldoet_niet", "onbekend")
# What there is besides the norms, and how much of it fits on the second page of A4.
KORT = ("kort", "besluit", "veranderd", "verloopt")
MOST_LETTERS, MOST_LINES = 2300, 26
# With as many norms that are not met as there are, and with some more than a table has room for.
MEEST, VEEL = (
    f"examples/drenthe/metingen/{one}.yaml" for one in ("stuifwolde-2024-08", "vennerholt-2024-08")
)

MAP = """\
weerbaar: werkmap/1
district: twente
raamwerk: twente-basis-op-orde
partijen:
  - {naam: Proefstad, type: gemeente, district: twente}
  - {naam: Anderstad, type: gemeente, district: twente}
"""


def meting(
    dag: str, extra: str = "", naam: str = "Proefstad", raamwerk: str = "twente-basis-op-orde"
) -> str:
    return (
        f"weerbaar: meting/1\norganisatie: {naam}\nraamwerk: {raamwerk}\n"
        f"peildatum: {dag}\nfictief: ja\n{extra}"
    )


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@cache
def report_of(path: str) -> Rapport:
    return make_eigen([ROOT / path], None, None, None)


def vorm(rapport: Rapport) -> Any:
    """What programs read."""
    return rapport.data().model_dump(mode="json")


def told(wat: Inhoud) -> str:
    """An Inhoud as plain text."""
    match wat:
        case tuple():
            return "".join(map(told, wat))
        case Merk():
            return wat.oordeel
        case Sterk() | Aanhaling() | Verwijzing() | Webadres():
            return wat.tekst
        case _:
            return wat


def texts(blok: Blok) -> Iterator[str]:
    """Every text of a block."""
    match blok:
        case Alinea():
            yield told(blok.inhoud)
        case Lijst():
            yield from map(told, blok.punten)
        case Begrippen():
            yield from (f"{name}: {told(value)}" for name, value in blok.paren)
        case Kerncijfers():
            yield from (f"{one.waarde} {one.wat} {one.toelichting}" for one in blok.cijfers)
        case Tabel():
            yield from (told(cell) for row in blok.rijen for cell in row)
        case Grafiek():
            yield from (blok.beschrijving, *texts(blok.tabel))
        case Uitklap():
            yield from (text for one in blok.blokken for text in texts(one))
        case _:
            pytest.fail(f"{type(blok).__name__} is new here")


def sections(blad: Blad) -> dict[str, Sectie]:
    return {one.anker: one for _, one in blad.walk()}


def all_text(blad: Blad) -> str:
    return "\n".join(text for _, one in blad.walk() for blok in one.blokken for text in texts(blok))


def part(blad: Blad, anker: str) -> str:
    return "\n".join(text for blok in sections(blad)[anker].blokken for text in texts(blok))


# The same figures as `score`


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES)
def test_the_figures_are_those_of_score(path: str) -> None:
    rapport = report_of(path)
    score = next(iter(read_scores([ROOT / path]).scores))
    shape = score_data(score, score.oordelen[0]).model_dump(mode="json")
    raamwerk = vorm(rapport)["raamwerken"][0]
    for name in ("raamwerk", "op_orde", "telling", "aandeel", "themas", "normen", "parameters"):
        assert raamwerk[name] == shape[name], name
    assert vorm(rapport)["meting"]["peildatum"] == shape["meting"]["peildatum"]
    _check_page(rapport.pagina, shape)


def _check_page(blad: Blad, shape: dict[str, Any]) -> None:
    found = sections(blad)
    figures = next(one for one in found["kort"].blokken if isinstance(one, Kerncijfers)).cijfers
    telling = shape["telling"]
    assert figures[0].waarde == f"{telling['voldoet']} van {telling['van_toepassing']}"
    away, decided = telling["nvt"], telling["nvt_besluit"]
    some = "" if decided == away else f", waarvan {decided}"
    outside = f"{away} n.v.t." + (f"{some} bij besluit" if decided else "")
    assert figures[0].toelichting == (outside if away else "")
    assert [int(one.waarde) for one in figures[1:]] == [telling[one] for one in STATUSES[1:4]]
    chart = next(one for one in found["themas"].blokken if isinstance(one, Grafiek))
    expected = [[str(one["telling"][status]) for status in STATUSES] for one in shape["themas"]]
    rows = [[told(cell) for cell in row[1:]] for row in chart.tabel.rijen]
    assert rows == [*expected, [str(telling[status]) for status in STATUSES]]
    assert [[str(one.aantal) for one in bar.delen] for bar in chart.beeld.balken] == expected  # type: ignore[union-attr]
    for norm in shape["normen"]:
        section = found.get(f"norm-{norm['id'].replace('.', '-')}")
        if section is None:
            assert norm["oordeel"] in ("voldoet", "nvt")
        else:
            assert section.merk == norm["oordeel"]
    missed = [
        (norm["id"], norm["kort"], norm["oordeel"])
        for norm in shape["normen"]
        if norm["oordeel"] in FALEND
    ]
    assert sorted(_open(found)) == sorted(missed)
    text = part(blad, "voldoet") if "voldoet" in found else ""
    met = [norm for norm in shape["normen"] if norm["oordeel"] == "voldoet"]
    assert [one["id"] for one in met if f"{one['id']} {one['kort']}" not in text] == []


def _open(found: dict[str, Sectie]) -> Iterator[tuple[str, str, str]]:
    """Every norm of page one, with its name and its status."""
    for blok in found["open"].blokken if "open" in found else ():
        for cell, rest in _normregels(blok):
            assert all(rest)
            assert isinstance(cell, tuple)
            merk, _, number, name = cell
            assert isinstance(merk, Merk)
            assert isinstance(number, Verwijzing)
            assert isinstance(name, str)
            yield number.tekst, name.strip().removesuffix(f" ({ADVISED})"), merk.oordeel


def _normregels(blok: Blok) -> Iterator[tuple[Inhoud, Sequence[Inhoud]]]:
    """A norm with what is told of it: in a row of the table, or in a point of the list below it."""
    if isinstance(blok, Tabel):
        yield from ((cell, rest) for cell, *rest in blok.rijen)
    elif isinstance(blok, Lijst):
        for punt in blok.punten:
            assert isinstance(punt, tuple)
            yield punt[:4], punt[4:]


@pytest.mark.parametrize("path", EXAMPLES)
def test_what_is_asked_and_what_changed_is_short(path: str) -> None:
    blad = report_of(path).pagina
    found = [line for one in KORT for line in part(blad, one).splitlines()]
    assert sum(map(len, found)) < MOST_LETTERS
    assert len(found) < MOST_LINES


@pytest.mark.slow
@pytest.mark.parametrize("path", sample([STAD, EERST, BRINK, MEEST, WATERSCHAP, MEREL, VEEL], 3))
def test_two_pages_and_then_the_annex(path: str) -> None:
    """Page one of the report names every norm that is not met."""
    pages = pages_of(report_of(path).pagina)
    # At the top, below the line of every page; a list of contents names it too.
    annex = next(number for number, text in enumerate(pages) if "Bijlage A." in text[:150])
    assert annex <= 2
    *_, general = (text for text in pages if "Bijlage C." in text)
    assert "Bijlage C." in general[:150], "what holds for every organisation can be left out"
    assert [one for one in open_names(path) if one not in pages[0]] == []


@pytest.mark.slow
@pytest.mark.parametrize("path", [STAD, EERST, BRINK, WATERSCHAP, MEREL])
def test_a_note_is_one_page_with_who_and_when(path: str) -> None:
    blad = make_eigen([ROOT / path], None, None, None, "notitie").pagina
    (page,) = pages_of(blad)
    names = open_names(path)
    assert sum(one in page for one in names) >= min(len(names), 6)
    assert ("Wanneer" in page) == bool(names)


def open_names(path: str) -> list[str]:
    """The norms of page one by number and first letters: the text of a PDF breaks off cells."""
    found = _open(sections(report_of(path).pagina))
    return [f"{number} {name[:4]}".replace("-", "") for number, name, _ in found]


def pages_of(blad: Blad) -> list[str]:
    """The words of each page of the PDF, without the hyphens of broken lines."""
    made = write("pdf", Voorbeeldview(blad), Opmaak(sjablonen)).inhoud
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("no pdftotext")
    done = subprocess.run([tool, "-", "-"], input=made, capture_output=True, check=True)
    pages = done.stdout.decode().removesuffix("\f").split("\f")
    return [" ".join(page.replace("-\n", "").replace("-", "").split()) for page in pages]


@pytest.mark.parametrize("path", sample(EXAMPLES, 8))
def test_the_causes_on_page_one_count_every_norm_once(path: str) -> None:
    """A norm that turned and came back is counted by neither: it stands with its causes."""
    rapport = report_of(path)
    changed = part(rapport.pagina, "veranderd")
    totals = Counter[str]()
    for line in changed.splitlines():
        if line.startswith("Door"):
            for number, word in re.findall(r"(\d+) norm\w* vold\w+ (nu wel|niet meer) \(", line):
                totals[word] += int(number)
    beelden = [norm for one in vorm(rapport)["raamwerken"] for norm in one["normen"]]
    advised = {norm["id"] for norm in beelden if norm.get("aanbeveling")}
    met = Counter[str]()
    for one in vorm(rapport)["vergelijkingen"]:
        for norm in (norm for norm in one["normen"] if None not in (norm["van"], norm["naar"])):
            turned = (norm["naar"] == "voldoet") - (norm["van"] == "voldoet")
            counts = turned and norm["id"] not in advised
            met["nu wel" if turned > 0 else "niet meer"] += bool(counts)
            back = norm["van"] == norm["naar"] and norm["oorzaak"]
            assert not back or norm["id"] in changed.partition("nu weer gelijk: ")[2]
    assert totals == met
    assert bool(vorm(rapport)["vergelijkingen"]) == ("Vergeleken met" in changed)


@pytest.mark.parametrize(
    ("path", "toen", "nu"),
    [
        (STAD, "9 van de 19", "17 van de 20"),
        ("examples/drenthe/metingen/turfwijkerloo-2025-08.yaml", "4 van de 27", "3 van de 27"),
    ],
)
def test_what_was_met_then_is_counted_as_it_was_then(path: str, toen: str, nu: str) -> None:
    """On page one and beside the chart, as `score` counts it: what did not apply is not there."""
    rapport = report_of(path)
    blokken = sections(rapport.pagina)["themas"].blokken
    _, chart = (one for one in blokken if isinstance(one, Grafiek))
    assert [" van de ".join(map(told, row[2:])) for row in chart.tabel.rijen] == [toen, nu]
    assert f"{toen}; " in chart.beschrijving
    telling = vorm(rapport)["raamwerken"][0]["telling"]
    assert f"{telling['voldoet']} van de {telling['van_toepassing']}" == nu
    assert f"naar {nu}" in part(rapport.pagina, "veranderd")


def test_what_is_not_met_has_its_task_before_what_is_partly_met_or_not_known() -> None:
    """With what is obligatory before both; and the page says how its table was chosen."""
    rapport = report_of("examples/drenthe/metingen/turfwijkerloo-2025-08.yaml")
    assert isinstance(rapport.view, Eigenview)
    left = weighed_normen(rapport.view.beeld)
    ranks = [("voldoet_niet", "deels", "onbekend").index(one.oordeel) for one in left]
    assert ranks == sorted(ranks)
    assert {"voldoet_niet", "deels"} == {one.oordeel for one in left}
    said = "Voor de tabel is gekozen: eerst «voldoet niet», dan de kortste weg"
    assert said in all_text(rapport.pagina)


@pytest.mark.parametrize("path", EXAMPLES)
def test_every_norm_that_is_meant_stands_once_with_its_exact_text(path: str) -> None:
    """All of them in the annex of sources; with what is not met it stands again."""
    rapport = report_of(path)
    quoted = [
        one.blokken[0].inhoud.tekst  # type: ignore[union-attr]
        for _, one in rapport.pagina.walk()
        if one.anker.startswith("norm-")
    ]
    tables = [one for one in sections(rapport.pagina)["bronnen"].blokken if isinstance(one, Tabel)]
    texts = [told(row[1]) for one in tables for row in one.rijen]
    notes = vorm(rapport)["raamwerken"][0]["toelichting_normen"]
    assert texts == [one["tekst"].removesuffix(";") for one in notes if one["bedoeld"]]
    assert set(quoted) <= set(texts)
    assert len(quoted) == len(set(quoted))


@pytest.mark.parametrize("path", [STAD, WATERSCHAP, HALF, VIJANDIG])
def test_anchors_are_unique_and_links_lead_somewhere(path: str) -> None:
    blad = report_of(path).pagina
    ankers = [one.anker for _, one in blad.walk()]
    assert len(ankers) == len(set(ankers))
    links = re.findall(r"Verwijzing\(tekst='[^']*', anker='([^']*)'\)", repr(blad))
    assert links
    assert set(links) <= set(ankers)


# Whole reports


@pytest.mark.parametrize(
    ("name", "path"),
    [("stad", STAD), ("waterschap", WATERSCHAP), ("half", HALF), ("vijandig", VIJANDIG)],
)
def test_a_whole_report(name: str, path: str, golden: Golden) -> None:
    blad = report_of(path).pagina
    templates = read_sjablonen()
    golden(f"rapport-eigen-{name}.md", to_markdown(blad, templates))
    golden(
        f"rapport-eigen-{name}.html",
        to_html(blad, templates | {"blad.css": "", "voor-wie.css": ""}),
    )


@pytest.mark.parametrize(
    ("name", "path"),
    [("stad", STAD), ("waterschap", WATERSCHAP), ("half", HALF), ("vijandig", VIJANDIG)],
)
def test_a_whole_note(name: str, path: str, golden: Golden) -> None:
    blad = make_eigen([ROOT / path], None, None, None, "notitie").pagina
    golden(f"rapport-notitie-{name}.md", to_markdown(blad, read_sjablonen()))


def test_the_same_meting_gives_the_same_report() -> None:
    first, second = (make_eigen([ROOT / STAD], None, None, None) for _ in range(2))
    assert first.pagina == second.pagina
    assert json.dumps(vorm(first)) == json.dumps(vorm(second))


def test_a_water_board_reads_nothing_that_is_not_meant_for_it() -> None:
    rapport = report_of(WATERSCHAP)
    text = all_text(rapport.pagina)
    away = [
        one for one in vorm(rapport)["raamwerken"][0]["toelichting_normen"] if not one["bedoeld"]
    ]
    assert len(away) == 9
    assert not [one["id"] for one in away if one["tekst"] in text]
    assert "Damocles" not in text
    assert "gemeente" not in part(rapport.pagina, "niet-bedoeld")
    assert ", ".join(one["id"] for one in away) in part(rapport.pagina, "niet-bedoeld")


def test_a_half_filled_meting_shows_its_range_and_what_to_ask_first() -> None:
    blad = report_of(HALF).pagina
    assert "nu 0%; 90% als wat nog open is meevalt" in part(blad, "kort")
    asked = part(blad, "besluit").partition("Vraag eerst na: ")[2]
    assert "; Aanspreekpunt in het MT (1c); " in asked
    assert "; en nog " in asked


def test_the_assessor_stands_beside_what_follows_from_the_facts() -> None:
    text = part(report_of(STAD).pagina, "norm-2e")
    assert "Toetser: deels RIEC-onderzoeker, 01-07-2024: alleen Veiligheid" in text
    assert "Uit de feiten volgt: voldoet Het oordeel van de toetser telt." in text
    besluit = part(report_of(STAD).pagina, "besluit")
    assert "2e Kennis over informatie delen (uit" in besluit
    assert "(uit de feiten volgt «voldoet», de toetser vindt «deels»)" in besluit


def test_words_stand_where_the_file_has_keys() -> None:
    text = part(report_of(WATERSCHAP).pagina, "norm-4-2")
    assert "integriteitsbeleid-onderdelen" not in text
    assert "ja: Screening van bestuurders, Maatregelen tegen deze risico’s; nee:" in text
    assert "Nog nodig: Stel" not in text  # two tasks are a list
    assert "Neem in het integriteitsbeleid op: screening van ambtenaren" in text
    every = all_text(report_of(WATERSCHAP).pagina)
    facts = {one["feit"] for one in vorm(report_of(WATERSCHAP))["raamwerken"][0]["feiten"]}
    assert not [name for name in facts if "-" in name and re.search(rf"(?<![\w-]){name}:", every)]


def test_a_reading_stands_in_words_with_what_it_comes_to() -> None:
    blad = report_of(STAD).pagina
    readings = part(blad, "lezingen")
    assert "aanwijzing-vereist" not in readings
    assert "Bij «ja» voldoet een artikel in de APV pas als er ook" in readings
    keys = [one for one in vorm(report_of(STAD))["raamwerken"][0]["parameters"] if "-" in one]
    assert len(keys) > 20
    assert not [one for one in keys if one in part(blad, "lezingen")]


def test_page_one_does_not_contradict_itself() -> None:
    """Norms that are ‘deels’ are not told as ‘voldoet niet’, nor as a difference of insight."""
    besluit = part(report_of(WATERSCHAP).pagina, "besluit")
    assert "12 normen voldoen nog niet en hebben geen actie." in besluit
    for path in EXAMPLES:
        text = part(report_of(path).pagina, "besluit")
        for first, second in re.findall(
            r"uit de feiten volgt «([^»]+)», de toetser vindt «([^»]+)»", text
        ):
            assert first != second
            assert first != "onbekend"
        assert "Eigen oordeel en toetser" not in text


@pytest.mark.parametrize("path", [STAD, ZELFSCAN, WATERSCHAP])
def test_one_number_of_choices_is_told_everywhere(path: str, weerbaar: Weerbaar) -> None:
    """Score, report and note say the same; the annex has a row for each."""
    pages = [weerbaar("score", str(ROOT / path), "--lezingen").out]
    for doelgroep in ("eigen", "notitie"):
        blad = make_eigen([ROOT / path], None, None, None, doelgroep).pagina
        pages.append(all_text(blad))
        tables = [one for _, part in blad.walk() for one in part.blokken if isinstance(one, Tabel)]
        rows = [row for one in tables if one.bijschrift == KEUZES for row in one.rijen]
        said = {
            int(number)
            for page in pages
            for number in re.findall(r"(\d+) keuzes zijn\s+nog\s+niet\s+bevestigd", page)
        }
        if rows:
            assert said == {sum(str(row[3]).startswith("nog niet") for row in rows)}
    assert len(said) == 1


def test_a_note_does_not_point_at_an_annex() -> None:
    for path in (STAD, WATERSCHAP):
        blad = make_eigen([ROOT / path], None, None, None, "notitie").pagina
        asked = all_text(blad)
        assert "keuzes zijn nog niet bevestigd" in asked or "En nog 1 punt; zie het" in asked
        assert "ijlage" not in all_text(blad)


def test_real_data_are_confidential_and_invented_data_are_marked(tree: Tree) -> None:
    real = meting("2024-07-01").replace("fictief: ja", "fictief: nee")
    root = tree({"weerbaar.yaml": MAP, "nu.yaml": real})
    blad = make_eigen([root / "nu.yaml"], None, None, None).pagina
    assert (blad.doelgroep, blad.fictief) == ("eigen", "")
    assert blad.vertrouwelijk == "Vertrouwelijk: alleen voor de eigen organisatie"
    assert report_of(STAD).pagina.fictief == "FICTIEF: verzonnen gegevens"


def test_a_long_remark_has_the_width_of_the_page_and_no_column_is_empty(tree: Tree) -> None:
    remark = " ".join(["opmerking"] * 100)
    feiten = f"feiten:\n  intern-meldpunt: {{waarde: ja, toelichting: {remark}}}\n"
    root = tree({"weerbaar.yaml": MAP, "nu.yaml": meting("2024-07-01", feiten)})
    blad = make_eigen([root / "nu.yaml"], None, None, None).pagina
    tabellen = [one for one in sections(blad)["feiten"].blokken if isinstance(one, Tabel)]
    (long,) = (one for one in tabellen if one.bijschrift.endswith("lange toelichtingen"))
    assert long.rijen == (("Intern meldpunt", remark),)
    for tabel in tabellen:
        columns = list(zip(*tabel.rijen, strict=True))
        assert len(columns) == len(tabel.kolommen)
        assert [one for one in columns if not any(one)] == []
    assert any("zie de tabel hieronder" in rij for tabel in tabellen for rij in tabel.rijen)


def test_long_answers_have_a_table_of_their_own(tree: Tree) -> None:
    """So eight dates are no column of words beside short answers."""
    days = "".join(f"    Afdeling nummer {one}: 2024-0{one}-01\n" for one in range(1, 7))
    feiten = f"feiten:\n  intern-meldpunt: ja\n  afdelingen-agendering:\n{days}"
    root = tree({"weerbaar.yaml": MAP, "nu.yaml": meting("2024-07-01", feiten)})
    blad = make_eigen([root / "nu.yaml"], None, None, None).pagina
    tabellen = [one for one in sections(blad)["feiten"].blokken if isinstance(one, Tabel)]
    (long,) = (one for one in tabellen if one.bijschrift.endswith(": lange antwoorden"))
    ((_, told, *_),) = long.rijen
    assert "Afdeling nummer 6 01-06-2024" in str(told)
    others = [row for one in tabellen if one is not long for row in one.rijen]
    assert not [row for row in others if told in row]
    assert len(others) > 10


# The meting before


def test_the_latest_earlier_meting_is_found_and_named(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tree(
        {
            "weerbaar.yaml": MAP,
            "metingen/nu.yaml": meting("2024-07-01", "feiten: {intern-meldpunt: ja}\n"),
            "metingen/eerst.yaml": meting("2023-01-01"),
            "metingen/toen.yaml": meting("2024-01-01", "feiten: {intern-meldpunt: nee}\n"),
            "metingen/later.yaml": meting("2025-01-01"),
            "metingen/ander.yaml": meting("2024-03-01", naam="Anderstad"),
        }
    )
    blad = make_eigen([root / "metingen/nu.yaml"], None, None, None).pagina
    assert "zelfscan van 01-01-2024, nog een concept (de laatste hiervoor" in part(
        blad, "veranderd"
    )
    assert "1 norm voldoet nu wel (2b)" in part(blad, "veranderd")
    assert capsys.readouterr().err == ""


def test_a_broken_earlier_meting_is_left_out_with_a_note(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tree(
        {
            "weerbaar.yaml": MAP,
            "metingen/nu.yaml": meting("2024-07-01"),
            "metingen/stuk.yaml": meting("2024-02-01", "feiten: {intern-meldpunt: misschien}\n"),
            "metingen/kapot.yaml": "weerbaar: meting/1\norganisatie: [",
            "metingen/ander.yaml": meting("2024-03-01", "soort: x\n", naam="Anderstad"),
            "metingen/echt.yaml": meting("2024-04-01").replace("fictief: ja", "fictief: nee"),
            "metingen/goed.yaml": meting("2024-01-01"),
        }
    )
    rapport = make_eigen([root / "metingen/nu.yaml"], None, None, None)
    assert vorm(rapport)["vorige"]["bestand"] == "goed.yaml"
    err = capsys.readouterr().err
    assert "stuk.yaml heeft fouten" in err
    assert "kapot.yaml is niet te lezen" in err
    assert "echt.yaml hoort niet bij deze meting" in err
    assert "ander.yaml" not in err


def test_of_two_on_one_day_the_furthest_is_chosen_and_it_is_told(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tree(
        {
            "weerbaar.yaml": MAP,
            "metingen/nu.yaml": meting("2024-07-01"),
            "metingen/a.yaml": meting("2024-01-01", "status: vastgesteld\n"),
            "metingen/b.yaml": meting("2024-01-01"),
        }
    )
    rapport = make_eigen([root / "metingen/nu.yaml"], None, None, None)
    assert vorm(rapport)["vorige"]["bestand"] == "a.yaml"
    assert "Er zijn 2 eerdere metingen van 01-01-2024" in capsys.readouterr().err


def test_without_an_earlier_meting_the_report_says_so(tree: Tree) -> None:
    root = tree({"weerbaar.yaml": MAP, "nu.yaml": meting("2024-07-01")})
    rapport = make_eigen([root / "nu.yaml"], None, None, None)
    assert "Er is geen eerdere meting" in part(rapport.pagina, "veranderd")
    assert vorm(rapport)["vorige"] is None


def test_the_named_meting_is_used() -> None:
    old = ROOT / "examples/drenthe/metingen/waterschap-kolkmeden-2024-08.yaml"
    rapport = make_eigen([ROOT / WATERSCHAP], old, None, None)
    assert vorm(rapport)["vorige"]["peildatum"] == "2024-08-01"
    assert not vorm(rapport)["vorige"]["gezocht"]
    assert "de laatste hiervoor" not in part(rapport.pagina, "veranderd")


# Another date, several raamwerken, stories


def test_on_another_date_everything_is_of_that_date() -> None:
    dag = parse_datum("2025-02-01")
    rapport = make_eigen([ROOT / STAD], None, None, dag)
    score = next(iter(read_scores([ROOT / STAD], peildatum=dag).scores))
    telling = vorm(rapport)["raamwerken"][0]["telling"]
    assert telling == score_data(score, score.oordelen[0]).model_dump()["telling"]
    after = sum(one["naar"] == "voldoet" for one in vorm(rapport)["vergelijkingen"][0]["normen"])
    assert after == telling["voldoet"]
    stand = part(rapport.pagina, "kort")
    assert "Op 01-02-2025 is de streefdatum, 01-07-2024, voorbij." in stand
    assert ("Doorgerekend", "met de feiten van 01-07-2024") in rapport.pagina.kenmerken


def test_several_raamwerken_have_a_chapter_each(tree: Tree) -> None:
    both = "[twente-basis-op-orde, drentse-ambities]"
    root = tree({"weerbaar.yaml": MAP, "nu.yaml": meting("2024-07-01", raamwerk=both)})
    blad = make_eigen([root / "nu.yaml"], None, None, None).pagina
    ankers = [one.anker for _, one in blad.walk()]
    assert len(ankers) == len(set(ankers))
    assert {"raamwerk-1", "raamwerk-2", "1-norm-3d", "2-themas"} <= set(ankers)
    assert "Normen per oordeel" in repr(sections(blad)["kort"])
    one = make_eigen([root / "nu.yaml"], None, "twente-basis-op-orde", None)
    assert [each["raamwerk"]["id"] for each in vorm(one)["raamwerken"]] == ["twente-basis-op-orde"]
    assert "norm-3d" in sections(one.pagina)


def test_a_story_stands_with_its_norm() -> None:
    text = part(report_of(VIJANDIG).pagina, "norm-1b")
    assert "wat we doen: > geen citaat geen code" in text


# Hostile texts


def test_no_text_of_a_user_becomes_markup() -> None:
    page = to_html(report_of(VIJANDIG).pagina, read_sjablonen())
    assert not re.findall(r"<(script|img|a href='x'|u>|i>|h1>Kop|details open)", page)
    assert "onerror" in page
    assert "{{ 7*7 }}" in page
    assert not re.search(r'href="(?!#)', page)


def test_a_very_long_remark_is_cut_and_says_so(tree: Tree) -> None:
    remark = "lang " * 200_000
    facts = f'feiten:\n  intern-meldpunt: {{waarde: ja, toelichting: "{remark}"}}\n'
    root = tree({"weerbaar.yaml": MAP, "nu.yaml": meting("2024-07-01", facts)})
    text = all_text(make_eigen([root / "nu.yaml"], None, None, None).pagina)
    assert "de hele tekst staat in het bestand" in text
    assert len(text) < 80_000


# Wrong use


@pytest.mark.parametrize(
    ("files", "vorige", "words"),
    [
        ([], None, "noem de meting"),
        (["nu.yaml", "oud.yaml"], None, "één meting, niet over 2"),
        (["metingen"], None, "is een map"),
        (["stuk.yaml"], None, "er is geen rapport gemaakt"),
        (["nu.yaml"], "ander.yaml", "is van Anderstad, niet van Proefstad"),
        (["nu.yaml"], "later.yaml", "niet van vóór 01-07-2024"),
        (["nu.yaml"], "stuk.yaml", "er is geen rapport gemaakt"),
        (["nu.yaml"], "echt.yaml", "fictieve en echte metingen"),
    ],
)
def test_wrong_use_is_told(files: list[str], vorige: str | None, words: str, tree: Tree) -> None:
    root = tree(
        {
            "weerbaar.yaml": MAP,
            "nu.yaml": meting("2024-07-01"),
            "oud.yaml": meting("2024-01-01"),
            "later.yaml": meting("2025-01-01"),
            "stuk.yaml": meting("2024-01-01", "feiten: {intern-meldpunt: misschien}\n"),
            "ander.yaml": meting("2024-01-01", naam="Anderstad"),
            "echt.yaml": meting("2024-01-01").replace("fictief: ja", "fictief: nee"),
            "metingen/nu.yaml": meting("2024-07-01"),
        }
    )
    earlier = root / vorige if vorige is not None else None
    with pytest.raises(WeerbaarError, match=re.escape(words)):
        make_eigen([root / name for name in files], earlier, None, None)


def test_the_cases_have_no_finding(weerbaar: Weerbaar) -> None:
    assert weerbaar("validate", "tests/cases/eigen") == (0, "", "2 bestanden, in orde\n")


def test_where_every_norm_is_met_nothing_is_asked(tree: Tree, weerbaar: Weerbaar) -> None:
    norm = "tekst: Er is een meldpunt., voldoet: {feit: intern-meldpunt, is: ja}"
    tree(
        {
            "weerbaar.yaml": "weerbaar: werkmap/1\ndistrict: twente\n"
            "partijen: [{naam: Proefstad, type: gemeente, district: twente}]\n",
            "raamwerk.yaml": "weerbaar: raamwerk/1\nid: klein\ntitel: Klein\nversie: '1'\n"
            "partijtypen: [gemeente]\nthemas:\n  - id: '1'\n    titel: Thema\n    normen:\n"
            f"      - {{id: '1', {norm}}}\n",
            "nu.yaml": "weerbaar: meting/1\norganisatie: Proefstad\nraamwerk: klein\nfictief: ja\n"
            "peildatum: 2024-01-31\nfeiten: {intern-meldpunt: ja}\n",
        }
    )
    found = weerbaar("report", "nu.yaml", "--format", "markdown")
    assert "Niets: alle normen die gelden, voldoen, en geen actie is te laat." in found.out
