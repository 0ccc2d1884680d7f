"""The report of each audience in Word: marked for who cannot see it, and whole in LibreOffice."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from tests.bladzijden import MOST, REEKSEN, Reeks, inside, make_forms, pages_before_annex
from tests.conftest import Once
from tests.formats.gedrukt import WIDE, over_each_other, told, walk, words_of
from tests.steekproef import sample

# All that has a most of pages, and of the rest one that is small.
VAN_ELK = [
    one for one in REEKSEN if one.doelgroep in MOST or one.werkmap in ("rietmark", "oost-nederland")
]
# What LibreOffice opens in every run: of nearly each audience a small report.
KLEIN = [
    one
    for one in VAN_ELK
    if one.werkmap == "rietmark" or (one.werkmap, one.doelgroep) == ("merelland", "bestuur")
]
few_and_all = pytest.mark.parametrize(
    "rapporten", sample([KLEIN, VAN_ELK], 2), indirect=True, ids=["few", "all"]
)
EXPORT = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
SOFFICE = pytest.mark.skipif(
    shutil.which("soffice") is None and "WEERBAAR_ALL_TESTS" not in os.environ,
    reason="LibreOffice is not installed",
)
pytestmark = [pytest.mark.slow, pytest.mark.long]


@pytest.fixture(scope="module")
def rapporten(request: pytest.FixtureRequest, once: Once) -> dict[str, Path]:
    """Those that a test asks for; without that the small ones."""
    reeksen = getattr(request, "param", KLEIN)
    folder = once(f"van-elk-{len(reeksen)}", partial(make_word, reeksen))
    return {path.stem: path for path in folder.glob("*.docx")}


def make_word(reeksen: Iterable[Reeks], folder: Path) -> None:
    """The reports on a district, and of each werkmap those on the largest meting that has one."""
    for reeks in reeksen:
        with inside(reeks, folder / str(reeks)):
            for name, words in sorted(reeks.asked(), key=_size, reverse=True):
                path = folder / (str(reeks) if reeks.over == "meting" else name)
                make_forms(words, path, (".docx",))
                if reeks.over == "meting" and path.with_suffix(".docx").exists():
                    break


def _size(asked: tuple[str, list[str]]) -> int:
    path = Path(asked[1][0])
    return path.stat().st_size if path.exists() else 0


@pytest.fixture(scope="module")
def geopend(rapporten: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with what LibreOffice makes of them; it starts once."""
    folder = tmp_path_factory.mktemp("geopend")
    home = f"-env:UserInstallation=file://{folder}/home"
    order = ["soffice", home, "--headless", "--convert-to", EXPORT, "--outdir", str(folder)]
    for name, path in rapporten.items():
        shutil.copy(path, folder / f"{name}.docx")
    subprocess.run(
        [*order, *map(str, folder.glob("*.docx"))], check=True, capture_output=True, timeout=280
    )
    return folder


@SOFFICE
@pytest.mark.parametrize("rapporten", [VAN_ELK], indirect=True, ids=["all"])
def test_a_report_fits_its_pages(geopend: Path) -> None:
    """In letters that are wider than those it asks for, where these are not installed."""
    found = {
        path.stem: (most, pages_before_annex(path))
        for doelgroep, most in MOST.items()
        for path in geopend.glob(f"*-{doelgroep}.pdf")
    }
    assert len(found) > len(VAN_ELK)
    assert {name: one for name, one in found.items() if one[1] > one[0]} == {}


@few_and_all
def test_tables_and_charts_say_what_they_are(rapporten: Mapping[str, Path]) -> None:
    found = {name: list(faults(docx.Document(str(path)))) for name, path in rapporten.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def faults(word: Document) -> Iterator[str]:
    """What a screen reader would miss."""
    if word.core_properties.language != "nl-NL":
        yield "de taal staat er niet bij"
    languages = {one.get(qn("w:val")) for one in word.styles.element.iter(qn("w:lang"))}
    if languages != {"nl-NL"}:
        yield f"de taal van de stijlen: {languages}"
    for shape in word.inline_shapes:
        if not shape._inline.docPr.get("descr"):
            yield "een plaatje zonder tekst"
    for table in word.element.body.iter(qn("w:tbl")):
        yield from _of_table(word, table)


def _of_table(word: Document, table: Any) -> Iterator[str]:
    heads = [row.find(f".//{qn('w:tblHeader')}") is not None for row in table.iter(qn("w:tr"))]
    if heads != [True] + [False] * (len(heads) - 1):
        yield "een tabel zonder koprij"
    look = table.tblPr.find(qn("w:tblLook"))
    if look is None or {look.get(qn(f"w:first{one}")) for one in ("Row", "Column")} != {"1"}:
        yield "een tabel die niet zegt dat haar eerste kolom koppen heeft"
    style, name = (table.tblPr.find(qn(f"w:{one}")) for one in ("tblStyle", "tblCaption"))
    styles = {one.get(qn("w:styleId")) for one in word.styles.element.iter(qn("w:style"))}
    if style is None or style.get(qn("w:val")) not in styles:
        yield "een tabel zonder stijl"
    if name is None or not name.get(qn("w:val")):
        yield "een tabel zonder naam"


@SOFFICE
@few_and_all
def test_nothing_is_lost_in_libreoffice(rapporten: Mapping[str, Path], geopend: Path) -> None:
    found = {
        name: list(lost(docx.Document(str(path)), geopend / f"{name}.pdf"))
        for name, path in rapporten.items()
    }
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def lost(word: Document, pdf: Path) -> Iterator[str]:
    """What does not come out of another program as it went in."""
    body = "".join(one.text or "" for one in word.element.body.iter(qn("w:t")))
    left = Counter(_letters(body)) - Counter(_letters(told(pdf, "-raw")))
    if left:
        yield f"er ontbreekt tekst: {dict(left)}"
    for number, words in enumerate(words_of(pdf), 1):
        yield from (f"bladzijde {number}: {one} over elkaar" for one in over_each_other(words))
        yield from (f"{one.tekst} naast" for one in words if one.links < 0 or one.rechts > WIDE)
    with pikepdf.open(pdf) as opened:
        kinds = [str(one.S) for one in walk(opened.Root.StructTreeRoot)]
        texts = [
            str(one.get("/Alt", "")) for one in walk(opened.Root.StructTreeRoot) if "/S" in one
        ]
        language = str(opened.Root.Lang)
    wanted = {
        "/Table": len(word.tables),
        "/TH": sum(len(one.columns) for one in word.tables),
        "/Figure": len(word.inline_shapes),
        "/H1": sum(_is_style(one, "Heading 1") for one in word.paragraphs),
        "/H2": sum(_is_style(one, "Heading 2") for one in word.paragraphs),
    }
    counted = {kind: kinds.count(kind) for kind in wanted}
    if counted != wanted:
        yield f"{counted} in plaats van {wanted}"
    said = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    if [one for one in said if not any(one in text for text in texts)]:
        yield "een plaatje zonder tekst"
    if language != "nl-NL":
        yield f"de taal is {language}"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _is_style(paragraph: Any, name: str) -> bool:
    return paragraph.style is not None and paragraph.style.name == name


@pytest.mark.parametrize(
    ("tag", "fault"),
    [
        ("w:tblHeader", "een tabel zonder koprij"),
        ("w:tblLook", "een tabel die niet zegt dat haar eerste kolom koppen heeft"),
        ("w:tblStyle", "een tabel zonder stijl"),
        ("w:tblCaption", "een tabel zonder naam"),
    ],
)
def test_what_is_not_marked_is_seen(
    tag: str, fault: str, rapporten: Mapping[str, Path], geopend: Path
) -> None:
    word = docx.Document(str(rapporten["rietmark-meting-raad"]))
    for one in list(word.element.body.iter(qn(tag))):
        one.getparent().remove(one)
    assert set(faults(word)) == {fault}


@SOFFICE
def test_what_is_lost_is_seen(rapporten: Mapping[str, Path], geopend: Path) -> None:
    """Another report is not the same: letters, tables and headings differ."""
    word = docx.Document(str(rapporten["rietmark-meting-eigen"]))
    found = list(lost(word, geopend / "rietmark-meting-raad.pdf"))
    assert [one.split(":")[0] for one in found[:1]] == ["er ontbreekt tekst"]
    assert any("in plaats van" in one for one in found)
