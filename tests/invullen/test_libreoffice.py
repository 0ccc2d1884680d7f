"""LibreOffice opens, edits and saves a workbook, and what was changed in it is read."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.invullen.test_werkboek_fout import COLLEGE, METING, MT, TEXT, took
from tests.steekproef import sample
from weerbaar_cli.files.werkboek import read_werkboek
from weerbaar_cli.formats.werkboek import write_xlsx
from weerbaar_cli.formats.werkboek_ods import write_ods
from weerbaar_cli.invullen.werkboek import make_werkboek
from weerbaar_cli.reading.wijzigingen import Invulmeting, read_invulmeting

SOFFICE = shutil.which("soffice") or ""
pytestmark = [
    pytest.mark.long,
    pytest.mark.slow,
    pytest.mark.skipif(not SOFFICE, reason="hier is geen LibreOffice"),
]
TWENTE = Path(__file__).parents[2] / "examples/twente"
WRITERS = {"xlsx": write_xlsx, "ods": write_ods}
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
OOO = "http://openoffice.org/2000"
LIBRARIES = f"""{XML}<library:libraries xmlns:library="{OOO}/library"
 xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard"
 xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>"""
LIBRARY = f"""{XML}<library:library xmlns:library="{OOO}/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false"><library:element library:name="Werk"/>
</library:library>"""
# Types a word and a day that is computed, as somebody in front of the screen does.
MACRO = f"""{XML}<script:module xmlns:script="{OOO}/script" script:name="Werk"
 script:language="StarBasic">Sub Vul(van$, naar$, vorm$, woord$, dag$)
 Dim a(0) As New com.sun.star.beans.PropertyValue
 a(0).Name = "Hidden" : a(0).Value = True
 d = StarDesktop.loadComponentFromURL(ConvertToURL(van), "_blank", 0, a())
 s = d.Sheets.getByIndex(1)
 s.getCellRangeByName(woord).String = "Nooit"
 s.getCellRangeByName(dag).Formula = "=DATE(2023;12;1)"
 Dim b(0) As New com.sun.star.beans.PropertyValue
 b(0).Name = "FilterName" : b(0).Value = vorm
 d.storeToURL(ConvertToURL(naar), b())
 d.close(True)
End Sub</script:module>"""


@pytest.fixture(scope="module")
def profiel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of LibreOffice with the macro in it; its first start only makes it."""
    profile = tmp_path_factory.mktemp("libreoffice")
    run(profile, "--terminate_after_init")
    basic = profile / "user/basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    (basic / "script.xlc").write_text(LIBRARIES, encoding="utf-8")
    (basic / "Standard/script.xlb").write_text(LIBRARY, encoding="utf-8")
    (basic / "Standard/Werk.xba").write_text(MACRO, encoding="utf-8")
    return profile


def run(profile: Path, *words: str) -> None:
    start = [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    subprocess.run([*start, *words], check=True, capture_output=True, timeout=120)


@pytest.fixture
def meting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invulmeting:
    shutil.copy(TWENTE / "weerbaar.yaml", tmp_path)
    (tmp_path / "metingen").mkdir()
    (tmp_path / METING).write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return read_invulmeting(Path(METING))


def make(meting: Invulmeting, end: str) -> Path:
    path = Path(f"vragen.{end}").absolute()
    path.write_bytes(WRITERS[end](make_werkboek(meting.vragen, meting.data)))
    return path


@pytest.mark.core
@pytest.mark.parametrize("end", sample(reversed(WRITERS), 2))
def test_libreoffice_edits_it(meting: Invulmeting, profiel: Path, end: str) -> None:
    path = make(meting, end)
    cells = {rij.kenmerk: rij.cellen["antwoord"].bron.cel for rij in _answers(path)}
    after = path.with_name(f"terug.{end}")
    words = ", ".join(f'"{one}"' for one in (path, after, FILTERS[end], cells[MT], cells[COLLEGE]))
    run(profiel, f"macro:///Standard.Werk.Vul({words})")
    beeld, text = took(meting, after.read_bytes())
    assert beeld.klopt
    assert text == TEXT.replace("2024-01-16", "nooit").replace("2024-01-17", "2023-12-01")


def _answers(path: Path) -> list:  # type: ignore[type-arg]
    return [one for one in read_werkboek(path).rijen if "antwoord" in one.cellen]


@pytest.mark.parametrize("ends", sample([(("ods",),), (("ods", "xlsx", "xls"),)], 2), ids="-".join)
def test_it_goes_through_every_form_unchanged(
    meting: Invulmeting, profiel: Path, ends: tuple[str, ...]
) -> None:
    path = make(meting, "xlsx")
    for end in ends:
        folder = path.parent / end
        run(profiel, "--convert-to", end, "--outdir", str(folder), str(path))
        path = folder / f"vragen.{end}"
        beeld, text = took(meting, path.read_bytes())
        assert text == TEXT
        assert beeld.klopt
        assert not beeld.opmerkingen


@pytest.mark.parametrize("end", sample(WRITERS, 2))
def test_on_paper_every_sheet_is_one_page_wide(
    meting: Invulmeting, profiel: Path, end: str
) -> None:
    path = make(meting, end)
    run(profiel, "--convert-to", "pdf", str(path))
    words = ["pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"]
    text = subprocess.run(words, check=True, capture_output=True, text=True, timeout=60).stdout
    pages = text.split("\f")[:-1]
    sheets = len(make_werkboek(meting.vragen, meting.data).bladen) + 1
    assert sheets <= len(pages) <= sheets + 6
    assert all("FICTIEF" in page for page in pages)
    heads = [page for page in pages if re.search(r"Norm +Vraag +Antwoord +Toelichting", page)]
    assert len(heads) >= 5
