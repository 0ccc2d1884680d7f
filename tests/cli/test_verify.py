"""verify: a report that follows from its metingen, and the first thing that does not."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, NameObject

from tests.cli.groepswerkmap import NAMEN, SPOREN, earlier, path_of, werkmap
from tests.cli.proef import METING, RAAMWERK, WERKMAP
from tests.conftest import Once, Tree, Weerbaar
from tests.steekproef import sample
from weerbaar_cli.cli.main import main
from weerbaar_cli.model.csvtekst import csv_text
from weerbaar_cli.reading.waarmerk import GECONTROLEERD
from weerbaar_cli.views.waarmerk import VERSCHILLEN

pytestmark = pytest.mark.slow

EIGEN = {"weerbaar.yaml": WERKMAP, "proef.yaml": RAAMWERK, "metingen/stad.yaml": METING}
STAD = "metingen/stad.yaml"
ENDINGS = ("html", "md", "json", "csv", "pdf", "docx", "xlsx")
GROEP = ("--district", "streek")


@pytest.fixture
def eigen(tree: Tree, once: Once) -> Path:
    """A werkmap with a report in every form."""
    folder = tree(EIGEN)
    shutil.copytree(once("verify-eigen", make_reports), folder, dirs_exist_ok=True)
    return folder


def make_reports(folder: Path) -> None:
    outputs = [part for end in ENDINGS for part in ("--output", str(folder / f"rapport.{end}"))]
    assert main(["report", STAD, *outputs]) == 0


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_report_that_is_checked_is_not_replaced(eigen: Path, weerbaar: Weerbaar) -> None:
    before = (eigen / "rapport.md").read_bytes()
    for name in ("rapport.md", "./rapport.md", "RAPPORT.md"):
        found = weerbaar("verify", "rapport.md", STAD, "--output", name)
        assert (found.code, found.out) == (2, "")
        assert "dat hier wordt gelezen" in found.err
    assert (eigen / "rapport.md").read_bytes() == before
    assert weerbaar("leaks", "rapport.md", "--output", "rapport.md").code == 2
    based = weerbaar("report", STAD, "--basis", "rapport.docx", "--output", "rapport.docx")
    assert (based.code, "dat hier wordt gelezen" in based.err) == (2, True)
    assert (eigen / "rapport.md").read_bytes() == before


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--partijtype", "gemeente"), "--partijtype hoort bij een rapport zonder namen"),
        (("--district", "twente"), "gaat over één meting, niet over een district"),
        (("--huisstijl", "huis.css"), "--huisstijl hoort bij een rapport in HTML"),
        (("--basis", "rapport.docx"), "--basis hoort bij een rapport in Word"),
    ],
)
@pytest.mark.usefixtures("eigen")
def test_an_option_that_changes_nothing_is_refused(
    options: tuple[str, ...], told: str, weerbaar: Weerbaar
) -> None:
    found = weerbaar("verify", "rapport.md", STAD, *options)
    assert (found.code, found.out) == (2, "")
    assert told in found.err


@pytest.mark.parametrize("end", ENDINGS)
def test_every_form_is_right_to_the_byte(eigen: Path, weerbaar: Weerbaar, end: str) -> None:
    found = weerbaar("verify", f"rapport.{end}", STAD)
    assert (found.code, found.err) == (0, "")
    assert "tot op de byte" in found.out


@pytest.mark.parametrize("end", ENDINGS)
def test_a_fact_that_changed_is_the_first_difference(
    eigen: Path, weerbaar: Weerbaar, end: str
) -> None:
    change(eigen / STAD, "mt-besproken: 2023-06-01", "mt-besproken: 2020-06-01")
    found = weerbaar("verify", f"rapport.{end}", STAD)
    assert found.code == 1
    assert "in de metingen" in found.out
    before, after = found.out.split("De eerste tekst die anders is:")[1].split("nu:")
    assert before.strip() != after.strip()
    assert "andere" not in found.out
    assert "�" not in found.out


def test_the_first_sentence_that_follows_from_other_facts(eigen: Path, weerbaar: Weerbaar) -> None:
    change(eigen / STAD, "intern-meldpunt: ja", "intern-meldpunt: nee")
    found = weerbaar("verify", "rapport.json", STAD, "--format", "json")
    assert json.loads(found.out)["verschil"]["tekst"] == {
        "rapport": "intern-meldpunt: ja",
        "opnieuw": "intern-meldpunt: nee (gevraagd: ja)",
    }


def test_facts_that_no_text_shows_are_told_to_change_nothing(
    eigen: Path, weerbaar: Weerbaar
) -> None:
    change(eigen / STAD, "status: ingeleverd", "status: vastgesteld")
    assert weerbaar("report", STAD, "--output", "nieuw.csv").code == 0
    found = weerbaar("verify", "rapport.csv", STAD)
    assert found.code == 1
    assert "Aan de tekst van het rapport verandert dit niets." in found.out


@pytest.mark.parametrize("end", ["html", "md", "json", "pdf", "docx"])
def test_a_meting_of_another_organisation_is_told(
    eigen: Path, weerbaar: Weerbaar, end: str
) -> None:
    naam = re.search(r"^organisatie: (.*)$", METING, re.MULTILINE)
    assert naam is not None
    text = WERKMAP.replace(naam[1], "Elders")
    (eigen / "weerbaar.yaml").write_text(text, encoding="utf-8")
    change(eigen / STAD, naam[0], "organisatie: Elders")
    found = weerbaar("verify", f"rapport.{end}", STAD)
    assert found.code == 1
    assert "De meting is van Elders; dit rapport noemt die organisatie niet." in found.out


@pytest.mark.parametrize("end", ENDINGS)
@pytest.mark.parametrize("doelgroep", ["notitie", "raad"])
def test_other_reports_on_one_meting(
    eigen: Path, weerbaar: Weerbaar, doelgroep: str, end: str
) -> None:
    name = f"ander.{end}"
    assert weerbaar("report", STAD, "--doelgroep", doelgroep, "--output", name).code == 0
    found = weerbaar("verify", name, STAD)
    assert (found.code, found.err) == (0, "")
    without = weerbaar("verify", name)
    assert without.code == 2
    if doelgroep == "raad" or end != "csv":
        assert f"weerbaar verify {name} gemeente.yaml" in without.err


@pytest.mark.parametrize("end", ["html", "md"])
def test_own_templates_are_named_again(eigen: Path, weerbaar: Weerbaar, end: str) -> None:
    assert weerbaar("report", "--sjabloon-start", "mijn").code == 0
    change(eigen / "mijn" / "blad.html.j2", "<main", "<p>Briefhoofd</p>\n<main")
    change(
        eigen / "mijn" / "blad.md.j2", "{% if blad.ondertitel", "Briefhoofd\n{% if blad.ondertitel"
    )
    own = ("--sjabloon", "mijn")
    assert weerbaar("report", STAD, *own, "--output", f"eigen.{end}").code == 0
    found = weerbaar("verify", f"eigen.{end}", STAD, *own)
    assert (found.code, found.err) == (0, "")
    found = weerbaar("verify", f"eigen.{end}", STAD)
    assert found.code == 1
    assert "Briefhoofd" in found.out


def test_without_the_meting_the_example_is_of_this_command(eigen: Path, weerbaar: Weerbaar) -> None:
    found = weerbaar("verify", "rapport.html")
    assert found.code == 2
    assert "weerbaar verify rapport.html gemeente.yaml" in found.err


@pytest.mark.parametrize("command", ["report", "verify"])
def test_a_report_on_a_district_asks_no_meting(
    tree: Tree, weerbaar: Weerbaar, command: str
) -> None:
    tree(werkmap())
    assert weerbaar("report", *GROEP, "--publiceer", "--output", "bestuur.md").code == 0
    meting = path_of(NAMEN[0])
    args = (meting, "--doelgroep", "bestuur") if command == "report" else ("bestuur.md", meting)
    found = weerbaar(command, *args)
    assert (found.code, found.out) == (2, "")
    assert "over een heel district, niet over één meting" in found.err
    assert "eigen, notitie en raad" in found.err.replace("\n  ", " ")


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("Er is een intern meldpunt.", "Er is een extern meldpunt.", "raamwerk"),
        ("waarde: 12 maanden", "waarde: 6 maanden", "raamwerk"),
    ],
)
def test_a_norm_that_changed_is_named(
    eigen: Path, weerbaar: Weerbaar, old: str, new: str, part: str
) -> None:
    change(eigen / "proef.yaml", old, new)
    found = weerbaar("verify", "rapport.html", STAD, "--format", "json")
    assert found.code == 1
    assert json.loads(found.out)["verschil"]["onderdeel"] == part


def test_a_reading_of_the_werkmap_that_changed_is_named(eigen: Path, weerbaar: Weerbaar) -> None:
    settings = f"{WERKMAP}parameters: {{proef: {{onlangs: 3 maanden}}}}\n"
    (eigen / "weerbaar.yaml").write_text(settings, encoding="utf-8")
    found = weerbaar("verify", "rapport.md", STAD)
    assert found.code == 1
    assert "in de keuzes" in found.out


def test_a_comment_in_a_meting_makes_no_difference(eigen: Path, weerbaar: Weerbaar) -> None:
    change(eigen / STAD, "feiten:", "# gevraagd aan HR\nfeiten:")
    assert weerbaar("verify", "rapport.pdf", STAD).code == 0


def tamper_text(path: Path) -> None:
    change(path, "In het kort", "Wat staat er?")


def tamper_word(path: Path) -> None:
    word = docx.Document(str(path))
    for paragraph in word.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("In het kort", "Wat staat er?")
    word.save(str(path))


@pytest.mark.parametrize(
    ("end", "tamper"), [("html", tamper_text), ("md", tamper_text), ("docx", tamper_word)]
)
def test_a_text_that_was_changed_is_shown_beside_what_it_was(
    eigen: Path, weerbaar: Weerbaar, end: str, tamper: Callable[[Path], None]
) -> None:
    tamper(eigen / f"rapport.{end}")
    found = weerbaar("verify", f"rapport.{end}", STAD)
    assert found.code == 1
    assert "De codes kloppen" in found.out
    before, after = found.out.split("hoort te zijn:")
    assert "Wat staat er?" in before
    assert "In het kort" in after


def change_part(path: Path, part: str, change: Callable[[str], str]) -> None:
    """Another text in one part of a document of Word."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)


def test_what_an_office_program_keeps_of_itself_is_no_difference(
    eigen: Path, weerbaar: Weerbaar
) -> None:
    path = eigen / "rapport.docx"
    change_part(path, "docProps/app.xml", lambda text: text.replace("weerbaar", "Normal.dotm"))
    page = '<w:fldSimple w:instr="PAGE">'
    change_part(
        path,
        "word/footer1.xml",
        lambda text: text.replace(page, "<w:r><w:instrText>PAGE </w:instrText></w:r>" + page),
    )
    found = weerbaar("verify", "rapport.docx", STAD)
    assert found.code == 0, found.out
    assert "alleen de opmaak verschilt" in found.out


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs an office program")
@pytest.mark.parametrize("end", sample(["xlsx", "docx"], 2))
def test_a_report_that_an_office_program_saved_is_verified(
    eigen: Path, weerbaar: Weerbaar, end: str
) -> None:
    (eigen / "elders").mkdir()
    line = ["soffice", "--headless", "--convert-to", end, "--outdir", "elders", f"rapport.{end}"]
    subprocess.run(line, check=True, capture_output=True, cwd=eigen, timeout=120)
    found = weerbaar("verify", f"elders/rapport.{end}", STAD)
    assert found.code == 0, found.out
    assert "alleen de opmaak verschilt" in found.out


def resave_pages(old: Path, new: Path) -> None:
    """The pages alone: no properties, no bookmarks and no tags."""
    writer = PdfWriter()
    for page in PdfReader(old).pages:
        writer.add_page(page)
    writer.write(new)


def resave_drawn(old: Path, new: Path) -> None:
    """Each page drawn again, as who prints to a PDF does."""
    tool = shutil.which("pdftocairo")
    if tool is None:
        pytest.skip("no pdftocairo")
    subprocess.run([tool, "-pdf", str(old), str(new)], check=True, timeout=120)


@pytest.mark.parametrize("resave", [resave_pages, resave_drawn])
def test_a_pdf_that_another_program_saved_is_verified(
    eigen: Path, weerbaar: Weerbaar, resave: Callable[[Path, Path], None]
) -> None:
    resave(eigen / "rapport.pdf", eigen / "weer.pdf")
    found = weerbaar("verify", "weer.pdf", STAD)
    assert found.code == 0, found.out
    assert "alleen de opmaak verschilt" in found.out


def test_a_pdf_in_which_words_changed_places_is_found(eigen: Path, weerbaar: Weerbaar) -> None:
    writer = PdfWriter(clone_from=eigen / "rapport.pdf")
    page = writer.pages[0]
    content = ContentStream(page.get_contents(), writer)
    shown = [number for number, one in enumerate(content.operations) if one[1] == b"TJ"]
    one, other = shown[0], shown[-1]
    operations = content.operations
    operations[one], operations[other] = operations[other], operations[one]
    content.operations = operations
    page[NameObject("/Contents")] = writer._add_object(content)
    writer.write(eigen / "rapport.pdf")
    found = weerbaar("verify", "rapport.pdf", STAD)
    assert found.code == 1
    assert "maar de tekst van het rapport is veranderd" in found.out


def test_a_page_that_a_browser_saved_is_verified(eigen: Path, weerbaar: Weerbaar) -> None:
    """It writes its own entities, and where it came from."""
    change(eigen / "rapport.html", "\u00a0", "&nbsp;")
    change(eigen / "rapport.html", "</html>", "<!-- saved from url=(0012)file:///nu --></html>")
    found = weerbaar("verify", "rapport.html", STAD)
    assert found.code == 0, found.out
    assert "alleen de opmaak verschilt" in found.out


def test_an_entity_for_another_sign_is_found(eigen: Path, weerbaar: Weerbaar) -> None:
    change(eigen / "rapport.html", "In het kort", "In het &#66;ord")
    found = weerbaar("verify", "rapport.html", STAD)
    assert found.code == 1
    assert "In het Bord" in found.out


SAVED: dict[str, Callable[[str], str]] = {
    "bom": lambda text: f"\ufeff{text}",
    "puntkomma": lambda text: csv_text(*_rows(text), nl=True).removeprefix("\ufeff"),
    "unix": lambda text: text.replace("\r\n", "\n"),
}


def _rows(text: str) -> tuple[list[str], list[list[str]]]:
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    return head, rows


@pytest.mark.parametrize("how", SAVED)
def test_a_csv_that_a_spreadsheet_saved_is_verified(
    eigen: Path, weerbaar: Weerbaar, how: str
) -> None:
    path = eigen / "rapport.csv"
    path.write_bytes(SAVED[how](path.read_bytes().decode()).encode())
    found = weerbaar("verify", "rapport.csv", STAD)
    assert found.code == 0, found.out
    change(path, "deels", "voldoet")
    assert weerbaar("verify", "rapport.csv", STAD).code == 1


def test_a_csv_for_a_dutch_spreadsheet_is_verified_however_it_is_asked(
    eigen: Path, weerbaar: Weerbaar
) -> None:
    assert weerbaar("report", STAD, "--csv-nl", "--output", "nl.csv").code == 0
    for asked in ((), ("--csv-nl",)):
        found = weerbaar("verify", "nl.csv", STAD, *asked)
        assert (found.code, "tot op de byte" in found.out) == (0, True), found.err


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [("xl/sharedStrings.xml", "deels", "voldoet"), ("xl/worksheets/", "alleen voor", "niet voor")],
)
def test_a_workbook_in_which_a_word_was_changed_is_found(
    eigen: Path, weerbaar: Weerbaar, part: str, old: str, new: str
) -> None:
    """In a cell, or in what stands on every page."""
    path = eigen / "rapport.xlsx"
    with zipfile.ZipFile(path) as book:
        names = [one for one in book.namelist() if one.startswith(part)]
    for name in names:
        change_part(path, name, lambda text: text.replace(old, new))
    assert weerbaar("verify", "rapport.xlsx", STAD).code == 1


def test_a_figure_that_was_changed_in_json_is_found(eigen: Path, weerbaar: Weerbaar) -> None:
    path = eigen / "rapport.json"
    change(path, '"oordeel": "deels"', '"oordeel": "voldoet"')
    assert weerbaar("verify", "rapport.json", STAD).code == 1


def test_codes_that_were_changed_along_do_not_help(eigen: Path, weerbaar: Weerbaar) -> None:
    change(eigen / STAD, "intern-meldpunt: ja", "intern-meldpunt: nee")
    old = (eigen / "rapport.md").read_text(encoding="utf-8")
    assert weerbaar("report", STAD, "--output", "nieuw.md").code == 0
    new = (eigen / "nieuw.md").read_text(encoding="utf-8")
    mixed = old.split("De codes van dit rapport")[0] + "De codes van dit rapport"
    (eigen / "rapport.md").write_text(mixed + new.split("De codes van dit rapport")[1], "utf-8")
    found = weerbaar("verify", "rapport.md", STAD)
    assert found.code == 1
    assert "De codes kloppen" in found.out


def test_a_report_of_a_newer_weerbaar_is_left_alone(eigen: Path, weerbaar: Weerbaar) -> None:
    path = eigen / "rapport.html"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("wv0.", "wv99."), encoding="utf-8")
    found = weerbaar("verify", "rapport.html", STAD)
    assert found.code == 2
    assert "weerbaar 99." in found.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leeg.html", "", "geen waarmerk"),
        ("brief.md", "# Een brief\n", "geen waarmerk"),
        ("vreemd.md", "wv0.1.0 wdraadsel wt20240131 wg20240131", "‘raadsel’"),
        ("kapot.pdf", "%PDF-1.7\nniets", "geen waarmerk"),
        ("kapot.docx", "PK\x03\x04 niets", "geen waarmerk"),
        ("rapport.txt", "tekst", "welke vorm"),
        ("weg.html", None, "bestaat niet"),
    ],
)
def test_what_is_no_report_is_refused(
    tree: Tree, weerbaar: Weerbaar, name: str, content: str | None, said: str
) -> None:
    tree(EIGEN | ({} if content is None else {name: content}))
    found = weerbaar("verify", name, STAD)
    assert found.code == 2
    assert said in found.err
    assert "Traceback" not in found.err


@pytest.mark.parametrize("end", ["html", "md", "json", "pdf", "docx"])
@pytest.mark.parametrize("doelgroep", ["bestuur", "openbaar", "coordinator", "notitie"])
def test_a_report_on_a_district(tree: Tree, weerbaar: Weerbaar, end: str, doelgroep: str) -> None:
    folder = tree(werkmap() | earlier())
    name = f"district.{end}"
    final = [] if doelgroep == "coordinator" else ["--publiceer"]
    args = (*GROEP, "--doelgroep", doelgroep, *final, "--output", name)
    assert weerbaar("report", *args).code == 0
    before = sorted((folder / "publicaties").glob("*"))
    found = weerbaar("verify", name, *GROEP)
    assert (found.code, found.err) == (0, "")
    assert sorted((folder / "publicaties").glob("*")) == before


def test_verify_publishes_nothing(tree: Tree, weerbaar: Weerbaar) -> None:
    folder = tree(werkmap())
    assert weerbaar("report", *GROEP, "--publiceer", "--output", "bestuur.md").code == 0
    shutil.rmtree(folder / "publicaties")
    assert weerbaar("verify", "bestuur.md", *GROEP).code == 0
    assert not (folder / "publicaties").exists()


@pytest.mark.parametrize("end", ["html", "md", "json", "csv", "pdf", "docx"])
def test_a_proof_is_not_verified(tree: Tree, weerbaar: Weerbaar, end: str) -> None:
    tree(werkmap())
    assert weerbaar("report", *GROEP, "--output", f"proef.{end}").code == 0
    found = weerbaar("verify", f"proef.{end}", *GROEP)
    assert (found.code, found.out) == (2, "")
    assert "is een proef" in found.err


def test_the_codes_of_a_group_tell_nothing_of_a_party(tree: Tree, weerbaar: Weerbaar) -> None:
    """Another hidden truth behind the same published figures gives the same report, codes too."""

    def made(only: int) -> str:
        def each(number: int, _: str) -> dict[str, str]:
            facts = "nee" if number == only else "ja"
            return {"feiten": f"{{intern-meldpunt: {facts}, mt-besproken: 2023-06-15}}"}

        tree(werkmap(each=each))
        assert weerbaar("report", *GROEP, "--publiceer", "--output", "bestuur.html").code == 0
        return Path("bestuur.html").read_text(encoding="utf-8")

    assert len({made(only) for only in (0, 7, 13)}) == 1


def test_a_difference_in_a_group_names_nobody(tree: Tree, weerbaar: Weerbaar) -> None:
    folder = tree(werkmap())
    assert weerbaar("report", *GROEP, "--publiceer", "--output", "bestuur.md").code == 0
    for naam in NAMEN[:7]:
        change(folder / path_of(naam), "intern-meldpunt: ja", "intern-meldpunt: nee")
    found = weerbaar("verify", "bestuur.md", *GROEP)
    assert found.code == 1
    assert "de uitkomst" in found.out
    before, _, after = found.out.partition("De eerste tekst die anders is:\n")
    assert "in het rapport: " in after.splitlines()[0]
    assert "nu:" in before
    assert "nu:" not in after  # what the group would say now was never published
    assert not [one for one in SPOREN if one in (found.out + found.err).casefold()]


@pytest.mark.parametrize("vorm", ["tabel", "json"])
def test_a_group_that_changed_is_told_by_the_first_difference(
    tree: Tree, weerbaar: Weerbaar, vorm: str
) -> None:
    """The register stands in the way of publishing it, not of checking what went out."""
    folder = tree(werkmap())
    assert weerbaar("report", *GROEP, "--publiceer", "--output", "bestuur.md").code == 0
    before = sorted((folder / "publicaties").glob("*"))
    change(folder / path_of(NAMEN[0]), "ingeleverd", "concept")
    change(folder / path_of(NAMEN[1]), "intern-meldpunt: ja", "intern-meldpunt: nee")
    assert "van een andere groep" in weerbaar("report", *GROEP).err
    found = weerbaar("verify", "bestuur.md", *GROEP, "--format", vorm)
    assert (found.code, found.err) == (1, "")
    if vorm == "json":
        verschil = json.loads(found.out)["verschil"]
        assert (verschil["onderdeel"], verschil["opnieuw"]) == ("inhoud", "")
    else:
        assert "de uitkomst" in found.out
        assert "nu:" not in found.out  # by a code of the new figures a guess could be tested
    assert sorted((folder / "publicaties").glob("*")) == before
    assert not [one for one in SPOREN if one in found.out.casefold()]


def test_every_code_that_is_checked_has_its_words() -> None:
    assert tuple(VERSCHILLEN) == GECONTROLEERD


# What a note does not tell, by what stands in the file and what is put in its place.
UNTOLD = {
    "a story": ("", "verhalen:\n  1a: {betekenis: Nog iets.}\n"),
    "a remark": ("intern-meldpunt: ja", "intern-meldpunt: {waarde: ja, toelichting: Via Zwaan.}"),
    "evidence": ("intern-meldpunt: ja", "intern-meldpunt: {waarde: ja, bewijs: [{titel: Memo}]}"),
    "a day": ("mt-besproken: 2023-06-01", "mt-besproken: 2023-06-02"),
    "a number": ("meldpunt-meldingen: 0", "meldpunt-meldingen: 3"),
    "a fact of no norm": ("feiten:\n", "feiten:\n  osint: nee\n"),
    "who filled it in": ("fictief: ja", "fictief: ja\ningevuld_door: adviseur veiligheid"),
}


@pytest.mark.parametrize("what", UNTOLD)
def test_no_code_of_a_note_depends_on_what_the_note_does_not_tell(
    what: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    """Else who has the note could try out answers until a code fits."""

    def make(doelgroep: str) -> bytes:
        words = ("--doelgroep", doelgroep, "--output", "nu.md")
        assert weerbaar("report", STAD, *words).code == 0
        return Path("nu.md").read_bytes()

    folder = tree(EIGEN)
    before = {name: make(name) for name in ("notitie", "eigen")}
    old, new = UNTOLD[what]
    text = METING.replace(old, new) if old else METING + new
    assert text != METING
    (folder / STAD).write_text(text, encoding="utf-8")
    assert make("notitie") == before["notitie"]
    assert make("eigen") != before["eigen"], "what is told of in full has a code of it all"
