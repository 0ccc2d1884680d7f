"""A result as a workbook: read back as a spreadsheet reads it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from python_calamine import CalamineWorkbook

from tests.blad.vijandig import VIJANDIG
from tests.blad.voorbeeldblad import voorbeeldblad
from tests.steekproef import sample
from weerbaar_cli.blad.blad import Blad, Kolom, Sectie, Tabel
from weerbaar_cli.blad.view import Cel, Rijen
from weerbaar_cli.cli.main import main
from weerbaar_cli.files import sjablonen
from weerbaar_cli.formats.csv import tables
from weerbaar_cli.formats.vormen import Opmaak
from weerbaar_cli.formats.xlsx import LONGEST, _sheet_name, write

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "twente"
METING = EXAMPLE / "metingen" / "voorbeeldstad-zelfscan-2024.yaml"


class Proefview:
    """A page, with a wide table or without."""

    def __init__(self, blad: Blad, rijen: Rijen | None = None) -> None:
        self._blad, self._rijen = blad, rijen

    def blad(self) -> Blad:
        return self._blad

    def data(self) -> Any:
        raise AssertionError("a workbook holds no data for programs")

    def rijen(self) -> Rijen | None:
        return self._rijen


def make(blad: Blad, rijen: Rijen | None = None) -> bytes:
    return write(Proefview(blad, rijen), Opmaak(sjablonen)).inhoud


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def wide(*cells: Cel) -> list[Any]:
    """The row of a workbook that holds these cells."""
    heads = tuple(f"kolom{number}" for number, _ in enumerate(cells))
    found = sheets(make(voorbeeldblad(), Rijen(heads, (cells,))))["Gegevens"]
    assert found[0] == list(heads)
    return found[1]


def test_numbers_and_days_are_what_they_are() -> None:
    assert wide(4, 0.25, "2024-01-31", date(2024, 2, 29), None, "ja") == [
        4,
        0.25,
        date(2024, 1, 31),
        date(2024, 2, 29),
        "",
        "ja",
    ]
    assert wide("2024-02-30", "1.2", "=1+1", "http://een.nl") == [
        "2024-02-30",
        "1.2",
        "=1+1",
        "http://een.nl",
    ]


def page_cells(*cells: str) -> tuple[list[Any], bytes]:
    """The row of a workbook that holds these cells of a page, and its formats."""
    tabel = Tabel("Proef", tuple(Kolom(cell or "leeg") for cell in cells), (cells,))
    content = make(replace(voorbeeldblad(), secties=(Sectie("Proef", "proef", (tabel,)),)))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return sheets(content)["Proef"][-1], parts.read("xl/worksheets/sheet2.xml")


def test_only_what_the_page_calls_a_share_is_shown_in_percents() -> None:
    shares, share_xml = page_cells("63%", "100%")
    numbers, number_xml = page_cells("0,6", "1")
    assert (shares, numbers) == ([0.63, 1], [0.6, 1])
    styles = [re.findall(r' s="(\d+)"><v>[\d.]+</v>', str(xml)) for xml in (share_xml, number_xml)]
    assert set(styles[0]).isdisjoint(styles[1])


def test_with_amounts_and_parts_of_a_whole_can_be_reckoned() -> None:
    """An amount is shown as one; of a part the whole stands in the next column."""
    assert page_cells("€ 2.400", "€ 12.400,50", "5 van de 13", "8 van 1.100", "4 tot 5 van de 9")[
        0
    ] == [2400, 12400.5, 5, 13, 8, 1100, "4 tot 5 van de 9"]
    tabel = Tabel("Proef", (Kolom("Norm"), Kolom("Nu")), (("1a", "5 van de 13"), ("1b", "geen")))
    content = make(replace(voorbeeldblad(), secties=(Sectie("Proef", "proef", (tabel,)),)))
    assert sheets(content)["Proef"][-3:] == [
        ["Norm", "Nu", "Nu, van"], ["1a", 5, 13], ["1b", "geen", ""]
    ]  # fmt: skip


@pytest.mark.parametrize(("shown", "code"), [("€ 2.400", "#,##0"), ("€ 2,50", "#,##0.00")])
def test_an_amount_is_shown_in_euro_by_any_spreadsheet(shown: str, code: str) -> None:
    tabel = Tabel("Proef", (Kolom("Post"), Kolom("Kosten", getal=True)), (("Scan", shown),))
    content = make(replace(voorbeeldblad(), secties=(Sectie("Proef", "proef", (tabel,)),)))
    assert format_of_number(content) == f"&quot;€ &quot;{code}"


@pytest.mark.parametrize(("amount", "code"), [(2400, "#,##0"), (2.5, "#,##0.00")])
def test_so_is_that_of_a_wide_table(amount: float, code: str) -> None:
    rijen = Rijen(("wat", "kosten"), (("Scan", amount), ("Scholing", None)), ("kosten",))
    content = make(voorbeeldblad(), rijen)
    assert format_of_number(content) == f"&quot;€ &quot;{code}"
    assert sheets(content)["Gegevens"] == [["wat", "kosten"], ["Scan", amount], ["Scholing", ""]]


def format_of_number(content: bytes) -> str:
    """How the only number of the second sheet is shown."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        styles = parts.read("xl/styles.xml").decode()
        (used,) = re.findall(r' s="(\d+)"><v>', parts.read("xl/worksheets/sheet2.xml").decode())
    cells = styles[styles.index("<cellXfs") : styles.index("</cellXfs>")]
    number = re.findall(r'<xf numFmtId="(\d+)"', cells)[int(used)]
    (code,) = re.findall(f'numFmtId="{number}" formatCode="(.*?)"', styles)
    return str(code)


def test_a_code_and_a_day_before_the_first_year_stay_as_they_are_written() -> None:
    odd = ["0049", "12345678901234567", "31-02-2024"]
    assert page_cells(*odd)[0] == odd
    assert wide("1850-01-01") == ["1850-01-01"]


def test_every_sheet_keeps_its_marks_below_whatever_the_title_says() -> None:
    blad = replace(voorbeeldblad(), titel="R&G && " + "&" * 400)
    with zipfile.ZipFile(io.BytesIO(make(blad))) as parts:
        xml = [parts.read(name).decode() for name in parts.namelist() if "worksheets/" in name]
    for sheet in xml:
        (below,) = re.findall("<oddFooter>(.*?)</oddFooter>", sheet)
        assert blad.vertrouwelijk in below
        assert below.endswith("&amp;R&amp;P van &amp;N")
        assert below.count("&amp;") == 4


@pytest.mark.parametrize("tekst", VIJANDIG.values(), ids=VIJANDIG)
def test_no_text_is_computed_or_followed(tekst: str) -> None:
    content = make(voorbeeldblad(tekst), Rijen((tekst,), ((tekst,),)))
    sheets(content)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        xml = b"".join(parts.read(name) for name in parts.namelist())
    assert b"<f>" not in xml
    assert b"<hyperlink" not in xml


def test_every_table_of_a_page_has_a_sheet_with_the_marks_above_it() -> None:
    blad = voorbeeldblad()
    found = sheets(make(blad))
    every = [one for _, sectie in blad.walk() for one in tables(sectie.blokken)]
    assert len(found) == 1 + len(every)
    assert all(len(name) <= LONGEST for name in found)
    over = [cell for row in found.pop("Over") for cell in row]
    assert blad.titel in over
    assert {blad.fictief, blad.vertrouwelijk} <= set(over)
    for tabel, rows in zip(every, found.values(), strict=True):
        assert [rows[1][0], rows[2][0]] == [blad.fictief, blad.vertrouwelijk]
        assert len(rows) == 5 + len(tabel.rijen)


def test_a_cell_that_is_too_long_is_cut_and_says_so() -> None:
    (cell,) = wide("x" * 40_000)
    assert cell.endswith("… (ingekort)")


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    paths = [tmp_path / "een.xlsx", tmp_path / "twee.xlsx"]
    for path in paths:
        assert main(["score", str(METING), "--output", str(path)]) == 0
    first, second = (path.read_bytes() for path in paths)
    assert first == second
    assert main(["score", str(METING), "--output", str(paths[0])]) == 0, "one of ours is replaced"


def test_a_workbook_of_somebody_else_stays(tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    path = tmp_path / "van-mij.xlsx"
    Workbook(str(path)).close()
    before = path.read_bytes()
    assert main(["score", str(METING), "--output", str(path)]) == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize("doelgroep", sample(["bestuur", "coordinator", "openbaar", "notitie"], 3))
def test_a_report_of_a_group_is_a_workbook_too(
    doelgroep: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLE)
    path = tmp_path / "rapport.xlsx"
    line = ["report", "--district", "twente", "--doelgroep", doelgroep, "--output", str(path)]
    assert main(line) == 0
    text = str(sheets(path.read_bytes()))
    assert ("Dorstelo" in text) is (doelgroep == "coordinator")
    assert "Proef: niet verspreiden" in text or doelgroep == "coordinator"


def test_a_sheet_is_called_by_its_table_cut_between_words() -> None:
    used: set[str] = set()
    names = ["Acties", "acties", "Feiten bij 1 (Interne) bewustwording en organisatie", "[]:", ""]
    assert [_sheet_name(name, used) for name in names] == [
        "Acties", "acties 2", "Feiten bij 1 (Interne)", "Tabel", "Tabel 2",
    ]  # fmt: skip


@pytest.mark.parametrize("doelgroep", ["specialist", "coordinator"])
def test_one_sheet_holds_what_is_open_of_every_member_to_filter_by(
    doelgroep: str, tmp_path: Path
) -> None:
    path, place = tmp_path / "werk.xlsx", [str(EXAMPLE), "--district", "twente"]
    assert main(["report", *place, "--doelgroep", doelgroep, "--output", str(path)]) == 0
    found = sheets(path.read_bytes())
    (rows,) = (rows for name, rows in found.items() if name.startswith(("Nog open", "Nog niet")))
    top = next(place for place, row in enumerate(rows) if "Gemeente" in row)
    member, norm = rows[top].index("Gemeente"), rows[top].index("Norm")
    assert len({row[member] for row in rows[top + 1 :]}) > 10
    assert len({row[norm] for row in rows[top + 1 :]}) > 10
    assert len(found) < 12
