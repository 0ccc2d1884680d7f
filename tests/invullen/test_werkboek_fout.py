"""What people and programs do to a workbook: each is read right, or named by sheet and cell."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from odfdo import Document, Table

from tests.conftest import Weerbaar
from tests.invullen.typist import Typist
from tests.steekproef import sample
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.werkboek import read_werkboek_bytes
from weerbaar_cli.files.yaml.events import read_data
from weerbaar_cli.formats.werkboek import write_xlsx
from weerbaar_cli.formats.werkboek_ods import write_ods
from weerbaar_cli.invullen.voorstel import Voorstel
from weerbaar_cli.invullen.werkboek import make_werkboek
from weerbaar_cli.invullen.werkboekantwoorden import Werkboeklezer
from weerbaar_cli.model.uitkomsten.wijzigingen import Afwijzing, Metingwijziging
from weerbaar_cli.model.werkboek import as_typed
from weerbaar_cli.reading.invullen.vraagvolgorde import read_vorige
from weerbaar_cli.reading.wijzigingen import Invulmeting, read_invulmeting, try_voorstellen

TWENTE = Path(__file__).parents[2] / "examples/twente"
METING = "metingen/stad.yaml"
TEXT = """\
weerbaar: meting/1
organisatie: Voorbeeldstad
raamwerk: twente-basis-op-orde
soort: voortgang
peildatum: 2024-03-31
fictief: ja

feiten:
  mt-besproken: 2024-01-16   # besproken
  college-besproken: 2024-01-17
  intern-meldpunt: ja
  integriteit-personeelsbeleid: {scholing: ja, werkoverleg: nee}
  afdelingen-agendering: {Veiligheid: 2024-01-08}
  apv:
    - {titel: APV oud, status: ingetrokken}
    - {titel: APV nieuw, vastgesteld_op: 2020-01-01, onderdelen: {branches: ja}}
acties:
  - {norm: "1a", actie: Eerste}
"""
THEMA = "1 (Interne) bewustwording en or"


@pytest.fixture
def meting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invulmeting:
    shutil.copy(TWENTE / "weerbaar.yaml", tmp_path)
    (tmp_path / "metingen").mkdir()
    (tmp_path / METING).write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return read_invulmeting(Path(METING))


def took(meting: Invulmeting, raw: bytes) -> tuple[Metingwijziging, str]:
    """What a workbook does, and the text of the meting after it."""
    boek = read_werkboek_bytes(raw, "terug.xlsx")
    found = list(Werkboeklezer(boek, meting.vragen, meting.data).read())
    asked = [one for one in found if isinstance(one, Voorstel)]
    refused = [one for one in found if isinstance(one, Afwijzing)]
    poging = try_voorstellen(meting, asked, refused, boek.opmerkingen)
    return poging.beeld, poging.nieuw.decode()


def filled(meting: Invulmeting, *cells: tuple[tuple[str | int, ...], str, Any]) -> Typist:
    typist = Typist(make_werkboek(meting.vragen, meting.data))
    for cell in cells:
        typist.type(*cell)
    return typist


MT, COLLEGE = ("vraag", "mt-besproken"), ("vraag", "college-besproken")


@pytest.mark.parametrize(
    ("kenmerk", "sleutel", "value", "new"),
    sample([
        (MT, "antwoord", date(2024, 2, 1), "mt-besproken: 2024-02-01   # besproken"),
        (MT, "antwoord", "1-2-2024", "mt-besproken: 2024-02-01   # besproken"),
        (MT, "antwoord", " 1 februari 2024", "mt-besproken: 2024-02-01   # besproken"),
        (MT, "antwoord", "Nooit", "mt-besproken: nooit   # besproken"),
        (MT, "antwoord", "Weet ik niet ", "mt-besproken: onbekend   # besproken"),
        (("vraag", "intern-meldpunt"), "antwoord", "NEE", "intern-meldpunt: nee"),
        (("vraag", "regie-fte"), "antwoord", "0,6", "regie-fte: 0.6"),
        (("vraag", "regie-fte"), "antwoord", 0.6, "regie-fte: 0.6"),
        (
            ("deel", "integriteit-personeelsbeleid", "werkoverleg"),
            "antwoord",
            "Ja",
            "{scholing: ja, werkoverleg: ja}",
        ),
        (
            ("document", "apv", 1),
            "titel",
            "APV 2020",
            "- {titel: APV 2020, vastgesteld_op: 2020-01-01, onderdelen: {branches: ja}}",
        ),
        (("bij", "apv", 1, "gebieden"), "antwoord", "nee", "{branches: ja, gebieden: nee}}"),
        (("actie", 0), "status", "loopt", '- {norm: "1a", actie: Eerste, status: loopt}'),
        (("actie", 0), "kosten", "1.500,50", "kosten: 1500.5"),
        (("norm", "1a"), "in_beweging", "Veel.", "1a: {in_beweging: Veel.}"),
    ], 4),
)  # fmt: skip
def test_what_is_meant_is_read(
    meting: Invulmeting, kenmerk: tuple[str | int, ...], sleutel: str, value: Any, new: str
) -> None:
    for write in (write_xlsx, write_ods):
        beeld, text = took(meting, write(filled(meting, (kenmerk, sleutel, value)).done()))
        assert new in text
        assert beeld.klopt
        assert len(beeld.wijzigingen) == 1
        before, after = TEXT.splitlines(), text.splitlines()
        assert len([one for one in before if one not in after]) <= 1


def test_an_emptied_cell_changes_nothing_and_wissen_takes_away(meting: Invulmeting) -> None:
    beeld, text = took(meting, write_xlsx(filled(meting, (MT, "antwoord", None)).done()))
    assert text == TEXT
    gone = filled(
        meting, (("document", "apv", 0), "titel", "wissen"), (("actie", 0), "norm", "wissen")
    )
    beeld, text = took(meting, write_xlsx(gone.done()))
    assert beeld.klopt
    assert "APV oud" not in text
    assert "Eerste" not in text


@pytest.mark.parametrize(
    ("kenmerk", "sleutel", "value", "cel"),
    sample(
        [
            (MT, "antwoord", "binnenkort", "C15"),
            (MT, "antwoord", "3/4/2024", "C15"),
            (("vraag", "intern-meldpunt"), "antwoord", "misschien", "C"),
            (("vraag", "regie-fte"), "antwoord", "veel", "C"),
            (("deel", "scan-aanbevelingen", "totaal"), "antwoord", 3.5, "C"),
            (("document", "apv", 1), "vastgesteld_op", "31-02-2020", "E"),
            (("deel", "integriteit-personeelsbeleid", "scholing"), "antwoord", "n.v.t.", "C"),
            (("groep", "afdelingen-agendering", 0), "antwoord", date(2024, 1, 1), "C"),
            (("norm", "1a"), "reden", "Geldt niet.", "F"),
            (("actie+", 4), "status", "loopt", "F"),
            (("bewijs+", 2), "titel", "Nota", "A"),
            (("deel", "scan-aanbevelingen", "totaal"), "toelichting", "Op slot.", "D"),
            (("vraag", "bibob-beleid"), "antwoord", "ja, zie blad «Documenten»", "C"),
        ],
        4,
    ),
)
def test_what_cannot_be_an_answer_is_named_by_its_cell_and_the_rest_goes_on(
    meting: Invulmeting, kenmerk: tuple[str | int, ...], sleutel: str, value: Any, cel: str
) -> None:
    typist = filled(meting, (kenmerk, sleutel, value), (COLLEGE, "antwoord", "nooit"))
    beeld, text = took(meting, write_xlsx(typist.done()))
    (no,) = beeld.afwijzingen
    assert no.bron.cel.startswith(cel)
    assert no.bron.blad
    assert no.reden
    assert text == TEXT.replace("college-besproken: 2024-01-17", "college-besproken: nooit")


@pytest.mark.parametrize(
    ("feit", "typed", "written"),
    [
        ("mt-besproken", "2 juni 2023", "2023-06-02"),
        ("college-besproken", "2-6-2023", "2023-06-02"),
        ("regie-fte", "0,9", "0.9"),
        ("regie-fte", "5,0", "5.0"),
    ],
)
def test_what_stands_beside_an_answer_that_is_written_otherwise_stays_as_it_is(
    meting: Invulmeting, feit: str, typed: str, written: str
) -> None:
    row = ("vraag", feit)
    beside = (row, "toelichting", "Besproken met besluit"), (row, "titel", "Verslag van 2 juni")
    typist = filled(meting, (row, "antwoord", typed), *beside, (row, "datum", "2 mei 2023"))
    beeld, text = took(meting, write_xlsx(typist.done()))
    assert beeld.klopt
    assert read_data(text)[0]["feiten"][feit] == {
        "waarde": written,
        "toelichting": "Besproken met besluit",
        "bewijs": [{"titel": "Verslag van 2 juni", "datum": "2023-05-02"}],
    }


@pytest.mark.parametrize(
    ("sleutel", "typed", "lost"),
    [("antwoord", "2/6/2023", "waarde"), ("datum", "3/4/2023", "bewijs"), ("titel", "", "bewijs")],
)
def test_a_wrong_cell_takes_nothing_along_of_what_stands_beside_it(
    meting: Invulmeting, sleutel: str, typed: str, lost: str
) -> None:
    row = ("vraag", "mt-besproken")
    beside = {"antwoord": "nooit", "toelichting": "Besproken", "titel": "Nota", "datum": "2-5-2023"}
    cells = ((row, key, value) for key, value in (beside | {sleutel: typed}).items())
    beeld, text = took(meting, write_xlsx(filled(meting, *cells).done()))
    assert len(beeld.afwijzingen) == 1
    full: dict[str, Any] = {"waarde": "nooit", "toelichting": "Besproken"}
    full |= {"bewijs": [{"titel": "Nota", "datum": "2023-05-02"}]}
    kept = {key: one for key, one in full.items() if key != lost}
    assert read_data(text)[0]["feiten"]["mt-besproken"] == {"waarde": "2024-01-16", **kept}


def test_a_remark_beside_an_answer_that_was_wrong_already_is_taken_over(tmp_path: Path) -> None:
    """The remark makes the answer long, and what was wrong with it is no fault of the remark."""
    path = tmp_path / "stad.yaml"
    path.write_text(TEXT.replace("2024-01-16", "binnenkort"), encoding="utf-8")
    shutil.copy(TWENTE / "weerbaar.yaml", tmp_path)
    fout = read_invulmeting(path)
    typist = filled(fout, (MT, "toelichting", "Nog niet"), (COLLEGE, "antwoord", "nooit"))
    beeld, text = took(fout, write_xlsx(typist.done()))
    assert beeld.afwijzingen == ()
    assert "toelichting: Nog niet" in text


def test_what_to_do_is_told_in_the_form_of_a_workbook(meting: Invulmeting) -> None:
    beeld, _ = took(meting, write_xlsx(filled(meting, (MT, "antwoord", "3/4/2024")).done()))
    (no,) = beeld.afwijzingen
    assert no.reden == "«3/4/2024» is geen datum; schrijf dd-mm-jjjj of nooit"
    assert no.suggestie == "Dit kan 3 april of 4 maart zijn: schrijf 03-04-2024 of 04-03-2024."


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            [(("vraag", "mt-aanspreekpunt"), "antwoord", "Jazeker")],
            ("kies uit «ja», «nee», «Er is een aanspreekpunt, maar", "«weet ik niet»"),
        ),
        (
            [(("norm", "3d"), "reden", "Er is geen bedrijventerrein."),
             (("norm", "3d"), "besloten_door", "college")],
            ("«Besloten op» is niet ingevuld", "Vul ook «Besloten op» in."),
        ),
        (
            [(("vraag", "afdelingen-aantal"), "antwoord", 1),
             (("groep", "afdelingen-agendering", 0), "vraag", "Handhaving"),
             (("groep", "afdelingen-agendering", 0), "antwoord", "nooit")],
            ("en «Aantal afdelingen» is 1",),
        ),
        (
            [(("vraag", "mt-besproken"), "datum", "nooit")],
            ("«Titel van het bewijs» is niet ingevuld",),
        ),
        (
            [(("deel", "integriteit-personeelsbeleid", "scholing"), "antwoord", "n.v.t.")],
            ("n.v.t.",),
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_the_words_of_the_workbook(
    meting: Invulmeting, cells: list[tuple[tuple[str | int, ...], str, Any]], told: tuple[str, ...]
) -> None:
    beeld, _ = took(meting, write_xlsx(filled(meting, *cells).done()))
    assert beeld.afwijzingen
    said = " ".join(f"{one.reden} {one.suggestie}" for one in beeld.afwijzingen)
    assert all(one in said for one in told)
    assert not [word for word in ("sleutel", "nvt", "{") if word in said]
    assert not [name for name in meting.vragen.feiten if "-" in name and name in said]


def test_rows_may_move_and_go_and_a_sheet_may_have_another_name(meting: Invulmeting) -> None:
    boek = filled(meting, (MT, "antwoord", "nooit")).done()
    bladen = [
        replace(one, naam=f"Blad {at}", rijen=one.rijen[::-1]) for at, one in enumerate(boek.bladen)
    ]
    first = bladen[0]
    gone = replace(first, rijen=tuple(one for one in first.rijen if one.kenmerk != COLLEGE))
    beeld, text = took(meting, write_xlsx(replace(boek, bladen=(gone, *bladen[1:]))))
    assert text == TEXT.replace("2024-01-16", "nooit")
    assert not beeld.afwijzingen


def test_a_row_that_stands_twice_counts_once_and_not_when_both_differ(meting: Invulmeting) -> None:
    boek = filled(meting, (MT, "antwoord", "nooit")).done()
    first = boek.bladen[0]
    (row,) = (one for one in first.rijen if one.kenmerk == MT)
    other = replace(
        row,
        cellen=tuple(
            replace(c, inhoud="weet ik niet") if c.inhoud == "nooit" else c for c in row.cellen
        ),
    )
    for copy, refused in ((row, 0), (other, 2)):
        twice = replace(first, rijen=(*first.rijen, copy))
        beeld, text = took(meting, write_xlsx(replace(boek, bladen=(twice, *boek.bladen[1:]))))
        assert len(beeld.afwijzingen) == refused
        assert ("mt-besproken: nooit" in text) == (not refused)


def test_an_answer_beside_another_question_is_not_taken_over(meting: Invulmeting) -> None:
    """Who sorts or pastes the visible columns alone leaves what is hidden behind."""
    boek = filled(meting, (MT, "antwoord", "nooit"), (MT, "vraag", "Iets anders?")).done()
    beeld, text = took(meting, write_xlsx(boek))
    assert text == TEXT
    assert "luidt nu anders" in beeld.afwijzingen[0].reden


# --- as other programs write it


def edited(meting: Invulmeting, edit: Callable[[Any], None]) -> bytes:
    """Our workbook in OpenDocument, changed by another program."""
    document = Document(io.BytesIO(write_ods(make_werkboek(meting.vragen, meting.data))))
    edit(document.body)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def find_row(table: Any, text: str) -> int:
    return next(at for at, row in enumerate(table.iter_values()) if text in str(row))


def test_another_program_edits_merges_and_adds(meting: Invulmeting) -> None:
    def edit(body: Any) -> None:
        table = body.get_table(name=THEMA)
        row = find_row(table, "mt-besproken")
        table.set_value((2, row), "nooit")
        table.set_value((2, row + 1), "nooit")
        table.set_span((2, row + 1, 2, row + 2))
        extra = Table("Mijn blad")
        extra.set_value("A1", "kladje")
        body.append(extra)

    beeld, text = took(meting, edited(meting, edit))
    assert text == TEXT.replace("2024-01-16", "nooit")
    (no,) = beeld.afwijzingen
    assert "samengevoegd" in no.reden
    assert no.bron.cel == "C16"
    assert beeld.opmerkingen == ("blad «Mijn blad» hoort niet bij het werkboek",)


def test_a_hidden_column_that_is_gone_is_named(meting: Invulmeting) -> None:
    def edit(body: Any) -> None:
        body.get_table(name=THEMA).delete_column(8)

    beeld, text = took(meting, edited(meting, edit))
    assert text == TEXT
    assert beeld.afwijzingen[0].bron.blad == THEMA
    assert "verborgen kolommen" in beeld.afwijzingen[0].reden


def test_a_row_without_its_kenmerk_and_a_column_that_moved(meting: Invulmeting) -> None:
    def edit(body: Any) -> None:
        table = body.get_table(name=THEMA)
        row = find_row(table, "mt-besproken")
        table.set_value((2, row), "nooit")
        table.set_value((7, row), "")
        table.insert_column(1)

    beeld, text = took(meting, edited(meting, edit))
    assert text == TEXT
    assert "geen kenmerk" in beeld.afwijzingen[0].reden


# --- what is no workbook of ours, or harms


def repacked(raw: bytes, change: Callable[[str, bytes], bytes], extra: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in extra.items():
            new.writestr(name, data)
    return buffer.getvalue()


def same(_: str, part: bytes) -> bytes:
    return part


def with_far_cell(name: str, part: bytes) -> bytes:
    row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return part.replace(b"</sheetData>", row) if "sheet2" in name else part


def with_entity(name: str, part: bytes) -> bytes:
    return (
        part.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "a">]><worksheet', 1)
        if "sheet2" in name
        else part
    )


def test_macros_do_nothing(meting: Invulmeting) -> None:
    raw = write_xlsx(make_werkboek(meting.vragen, meting.data))
    beeld, text = took(meting, repacked(raw, same, {"xl/vbaProject.bin": b"macro"}))
    assert text == TEXT
    assert "macro's" in beeld.opmerkingen[0]


def harmful(raw: bytes) -> Iterator[tuple[bytes, str]]:
    yield repacked(raw, same, {"x.bin": bytes(40_000_000)}), "veel te groot"
    yield repacked(raw, same, {f"{at}.bin": b"" for at in range(2100)}), "veel te groot"
    yield repacked(raw, with_far_cell, {}), "ver buiten de vragen"
    yield repacked(raw, with_entity, {}), "geen werkboek nodig"
    yield (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 40,
        "wachtwoord",
    )
    yield raw[: len(raw) // 2], "beschadigd"
    yield raw[:60] + b"\xff" * 30 + raw[90:], "beschadigd"
    yield b"", "beschadigd"
    yield b"%PDF-1.7", "beschadigd"


def test_what_harms_or_is_no_workbook_is_refused(meting: Invulmeting) -> None:
    for raw, why in harmful(write_xlsx(make_werkboek(meting.vragen, meting.data))):
        with pytest.raises(WeerbaarError, match=why):
            read_werkboek_bytes(raw, "terug.xlsx")


def test_many_repeated_cells_are_refused(meting: Invulmeting) -> None:
    raw = write_ods(make_werkboek(meting.vragen, meting.data))
    cell = (
        b'<table:table-cell table:number-columns-repeated="900" office:value-type="string">'
        b"<text:p>x</text:p></table:table-cell>"
    )
    many = b'<table:table-row table:number-rows-repeated="900000">' + cell + b"</table:table-row>"

    def fill(_: str, part: bytes) -> bytes:
        return part.replace(b"</table:table>", many + b"</table:table>", 1)

    bomb = repacked(raw, fill, {})
    with pytest.raises(WeerbaarError, match="ver buiten"):
        read_werkboek_bytes(bomb, "terug.ods")


# --- from the outside


ODD = TEXT.replace(
    "  mt-besproken: 2024-01-16   # besproken\n",
    "  mt-besproken:\n"
    "    waarde: 2024-01-16\n"
    f'    toelichting: "Twee  spaties,\\teen tab, {"heel " * 1500}lang."\n',
)


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_an_odd_or_long_text_is_known_again(
    meting: Invulmeting, write: Callable[[Any], bytes]
) -> None:
    meting.pad.write_text(ODD, encoding="utf-8")
    own = read_invulmeting(meting.pad)
    beeld, text = took(own, write(make_werkboek(own.vragen, own.data)))
    assert (text, beeld.klopt) == (ODD, True)
    beeld, text = took(own, write(filled(own, (MT, "toelichting", "Kort.")).done()))
    assert beeld.klopt
    assert "toelichting: Kort." in text
    meting.pad.write_text(ODD.replace("lang.", "lang!"), encoding="utf-8")
    later = read_invulmeting(meting.pad)
    beeld, text = took(later, write(filled(own, (MT, "toelichting", "Kort.")).done()))
    assert beeld.botsingen[0].was == "een lange tekst"
    assert "lang!" in text


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("Voorbeeldstad", "Dorstelo", "is van Voorbeeldstad"),
        ("2024-03-31", "2024-04-30", "is van de voortgang van 31-03-2024"),
        ("twente-basis-op-orde", "drentse-ambities", "is van twente-basis-op-orde"),
        ("fictief: ja\n", "", "allebei fictief"),
    ],
)
def test_a_workbook_of_another_meting_is_refused(
    meting: Invulmeting, weerbaar: Weerbaar, old: str, new: str, why: str
) -> None:
    assert weerbaar("export", METING, "--output", "a.xlsx").code == 0
    meting.pad.write_text(TEXT.replace(old, new), encoding="utf-8")
    found = weerbaar("import", "a.xlsx", "--in", METING)
    assert found.code == 2
    assert why in found.err
    assert meting.pad.read_text(encoding="utf-8") == TEXT.replace(old, new)


def test_import_shows_first_and_writes_then_and_what_changed_meanwhile_stays(
    meting: Invulmeting, weerbaar: Weerbaar
) -> None:
    raw = write_xlsx(
        filled(meting, (MT, "antwoord", "nooit"), (COLLEGE, "antwoord", "nooit")).done()
    )
    Path("terug.xlsx").write_bytes(raw)
    found = weerbaar("import", "terug.xlsx", "--in", METING, "--proef")
    assert found.code == 0
    assert "16-01-2024" in found.out
    assert meting.pad.read_text(encoding="utf-8") == TEXT
    changed = TEXT.replace("2024-01-17", "2024-02-20")
    meting.pad.write_text(changed, encoding="utf-8")
    found = weerbaar("import", "terug.xlsx", "--in", METING)
    assert found.code == 1
    assert "20-02-2024" in found.out
    assert "blad ‘1 (Interne)" in " ".join(found.out.split())
    assert meting.pad.read_text(encoding="utf-8") == changed.replace("2024-01-16", "nooit")
    again = weerbaar("import", "terug.xlsx", "--in", METING, "--format", "json")
    assert '"wijzigingen": []' in again.out


@pytest.mark.parametrize(
    ("cel", "text"),
    [
        (None, ""),
        (True, "ja"),
        (False, "nee"),
        (3.0, "3"),
        (0.6, "0.6"),
        (datetime.combine(date(2024, 1, 31), time()), "2024-01-31"),
        ("een\r\ntwee \xa0  drie ", "een\ntwee drie"),
    ],
)
def test_a_cell_says_the_same_whatever_program_kept_it(cel: Any, text: str) -> None:
    assert as_typed(cel) == text


WRONG = ["herkomst: {a: b}", "herkomst: [x]", "ingevuld_door: {a: 5}", "toelichting: [a]"]


@pytest.mark.parametrize("line", WRONG)
def test_a_meting_of_which_an_answer_cannot_be_carried_is_refused_with_the_finding(
    line: str, meting: Invulmeting, weerbaar: Weerbaar
) -> None:
    """What is no text would be lost in a workbook, and by what is written back."""
    Path("boek.xlsx").write_bytes(write_xlsx(make_werkboek(meting.vragen, meting.data)))
    text = TEXT.replace("intern-meldpunt: ja", f"intern-meldpunt: {{waarde: ja, {line}}}")
    Path(METING).write_text(text, encoding="utf-8")
    for command in (["export", METING, "--output", "nieuw.xlsx"],
                    ["import", "boek.xlsx", "--in", METING]):  # fmt: skip
        code, _, err = weerbaar(*command)
        assert (code, err.count("stad.yaml:11:")) == (2, 1)
        assert "fout verkeerde-waarde" in err
    assert not Path("nieuw.xlsx").exists()
    assert Path(METING).read_text(encoding="utf-8") == text
    with pytest.raises(WeerbaarError, match="niet te lezen"):  # what fill begins with
        read_invulmeting(Path(METING))


def test_an_earlier_meting_with_such_an_answer_is_only_read_without_it(
    meting: Invulmeting,
) -> None:
    text = TEXT.replace("intern-meldpunt: ja", "intern-meldpunt: {waarde: ja, herkomst: [x]}")
    earlier = text.replace("2024-03-31", "2023-03-31")
    Path("metingen/eerder.yaml").write_text(earlier, encoding="utf-8")
    vorige = read_vorige(meting)
    assert vorige is not None
    assert vorige.antwoorden["intern-meldpunt"].waarde == "ja"
