"""The report for the coordinator: every member by name, in the order of names, without a mark."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.blad.voorbeeldblad import Voorbeeldview
from tests.conftest import Weerbaar
from tests.views.groepsrapporten import ankers, section, words
from weerbaar_cli.blad.blad import Blad, Merk, Tabel, Verwijzing
from weerbaar_cli.cli.rapporten.rapport import make_coordinator
from weerbaar_cli.engine.plan.plan import Inzet, Lidoordeel, make_normplannen
from weerbaar_cli.files import sjablonen
from weerbaar_cli.formats.html import to_html
from weerbaar_cli.formats.vormen import Opmaak, write
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status
from weerbaar_cli.model.uitkomsten import coordinatorbeeld as uitkomst
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import (
    Coordinatorbeeld,
    Inleverstand,
    Partijbeeld,
    choose_leden,
    compare_toetsing,
)
from weerbaar_cli.model.uitkomsten.oordeel import TEKENS
from weerbaar_cli.model.uitkomsten.plan import Normplan
from weerbaar_cli.model.uitkomsten.vergelijking import Meetmoment
from weerbaar_cli.reading import coordinator as leden
from weerbaar_cli.reading.coordinator import read_leden
from weerbaar_cli.reading.groep import read_groep
from weerbaar_cli.views.coordinator import coordinator, partij
from weerbaar_cli.views.coordinator.coordinator import make_blad
from weerbaar_cli.views.coordinator.data import coordinator_data
from weerbaar_cli.views.coordinator.partij import MAANDEN, STANDEN

EXAMPLES = Path(__file__).parents[2] / "examples"
DISTRICTEN = ("twente", "drenthe")


@cache
def beeld(district: str) -> Coordinatorbeeld:
    found = read_groep([EXAMPLES / district], district, None, None, named=True)
    return read_leden(found).beeld


@cache
def blad(district: str) -> Blad:
    return make_blad(beeld(district))


def with_partij(base: Coordinatorbeeld, naam: str, **changes: Any) -> Coordinatorbeeld:
    """The same with something else at one member."""
    found = tuple(one._replace(**changes) if one.naam == naam else one for one in base.partijen)
    return base._replace(partijen=found)


@pytest.mark.parametrize("district", DISTRICTEN)
def test_members_stand_in_the_order_of_their_names(district: str) -> None:
    names = [one.naam for one in beeld(district).partijen]
    assert names == sorted(names, key=str.casefold)
    rows = [line.split(" | ")[0] for line in section(blad(district), "ingeleverd").splitlines()]
    assert [name for name in rows if name in names] == names


@pytest.mark.parametrize("district", DISTRICTEN)
def test_counts_and_cells_equal_those_of_score(district: str, weerbaar: Weerbaar) -> None:
    """The same figures as the command gives for every file of the edition."""
    day = beeld(district).peildatum.isoformat()
    files = sorted((EXAMPLES / district / "metingen").glob("*.yaml"))
    own = [path for path in files if f"peildatum: {day}" in path.read_text(encoding="utf-8")]
    scored = json.loads(weerbaar("score", "--format", "json", *map(str, own)).out)
    by_name = {one["organisatie"]["naam"]: one for one in scored}
    found = make_coordinator(read_groep([EXAMPLES / district], district, None, None, named=True))
    partijen = found.data().model_dump(mode="json")["partijen"]
    assert {one["naam"] for one in partijen} == set(by_name)
    for one in partijen:
        assert one["telling"] == by_name[one["naam"]]["telling"]
        normen = {norm["id"]: norm["oordeel"] for norm in by_name[one["naam"]]["normen"]}
        assert one["normen"] == normen
    assert cells(found.pagina) == {
        (name, norm): oordeel
        for name, one in by_name.items()
        for norm, oordeel in ((each["id"], each["oordeel"]) for each in one["normen"])
    }


def cells(page: Blad) -> dict[tuple[str, str], Status | None]:
    """Every cell of the matrix; the first of a row leads to a section of that name."""
    names = {one.anker: one.kop for _, one in page.walk()}
    (matrix,) = (one for _, one in page.walk() if one.anker == "matrix")
    found: dict[tuple[str, str], Status | None] = {}
    for tabel in (one for one in matrix.blokken if isinstance(one, Tabel)):
        for head, *row in tabel.rijen:
            link = head[0] if isinstance(head, tuple) else head
            assert isinstance(link, Verwijzing)
            assert names[link.anker] == link.tekst
            for kolom, cell in zip(tabel.kolommen[1:], row, strict=True):
                assert cell == "" or (isinstance(cell, Merk) and cell.kort)
                found[link.tekst, kolom.kop] = cell.oordeel if isinstance(cell, Merk) else None
    return found


def test_all_members_and_norms_stand_on_one_page_of_paper() -> None:
    """Fourteen by twenty, each status as a sign that is explained above."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("no pdftotext")
    made = write("pdf", Voorbeeldview(blad("twente")), Opmaak(sjablonen)).inhoud
    done = subprocess.run([tool, "-layout", "-", "-"], input=made, capture_output=True, check=True)
    pages = done.stdout.decode().split("\f")
    (page,) = (one for one in pages if re.search(r"^ *Oordeel per norm$", one, re.MULTILINE))
    rows = [line.split() for line in page.splitlines() if line.strip()]
    for one in beeld("twente").partijen:
        (row,) = (row for row in rows if row[0] == one.naam)
        assert len([word for word in row[1:] if word in TEKENS.values()]) == 20
    assert "✔ voldoet, ◐ deels, ✘ voldoet niet, ? onbekend, – n.v.t." in page


def test_below_the_matrix_each_number_has_its_name() -> None:
    names = [f"{one.id} {one.kort}" for one in beeld("twente").raamwerk.normen]
    assert f"{'; '.join(names)}." in section(blad("twente"), "matrix")


def test_a_wide_raamwerk_is_cut_between_themas() -> None:
    (matrix,) = (one for _, one in blad("drenthe").walk() if one.anker == "matrix")
    heads = [one.kolommen for one in matrix.blokken if isinstance(one, Tabel)]
    assert [(one[1].kop, one[-1].kop) for one in heads] == [("1.1", "2.5"), ("3.1", "5.2")]


def test_a_member_with_work_left_stays_when_what_is_in_order_is_left_out() -> None:
    """A row of signs is in order when all of them are."""
    page = to_html(blad("twente"), sjablonen.read_sjablonen())
    rows = re.findall(r"<tr([^>]*)>(.*?)</tr>", page, re.DOTALL)
    names = [one.naam for one in beeld("twente").partijen]
    found = {name: how for how, row in rows for name in names if f">{name}</a>" in row}
    assert found == dict.fromkeys(names, "")


def test_the_agenda_goes_by_month() -> None:
    """What lapses and what is planned, of every member, in the month of its day."""
    lines = section(blad("twente"), "maanden").splitlines()
    rows = {line.split(" | ")[0]: line for line in lines}
    assert "Dorstelo 2a: Convenant Meld Misdaad Anoniem verlengen" in rows["augustus 2024"]
    for one in beeld("twente").partijen:
        for lapse in one.plan.verloopt if one.plan is not None else ():
            month = f"{MAANDEN[lapse.dag.month - 1]} {lapse.dag.year}"
            normen = re.search(rf"{one.naam} ([^;:|]*)", rows[month])
            assert normen is not None
            assert lapse.norm in re.split(r", | en ", normen[1].strip())


def test_each_member_has_a_block_with_its_own_plan() -> None:
    for number, one in enumerate(beeld("twente").partijen, 1):
        text = section(blad("twente"), f"partij-{number}")
        assert one.plan is not None
        left = [f"\xa0{norm.id} {norm.kort} | " for norm in beeld("twente").normen_of(one)]
        assert [words for words in left if words not in text] == []


def test_members_of_one_type_are_called_by_it() -> None:
    assert "partijen" not in words(blad("twente"))
    assert "partijen" in words(blad("drenthe"))


def test_late_actions_are_named_with_their_day() -> None:
    late = section(blad("twente"), "te-laat")
    assert "Dorstelo | 3a | Nieuw IVP door de raad laten vaststellen | " in late
    assert late.count("\n") - 1 == sum(
        len(one.plan.te_laat) for one in beeld("twente").partijen if one.plan is not None
    )


def test_the_agenda_names_who_has_to_do_something() -> None:
    kort = section(blad("twente"), "kort")
    assert "13 van 14 ingeleverd" in kort
    assert "Inleveren. Nog bezig: Kiewitsdrecht." in kort
    assert "Samen oppakken. Werkproces voor signalen is nodig" in kort
    assert "is nodig bij 5 gemeenten, waarvan 1 nog in concept." in kort
    assert "Kiewitsdrecht (concept)" in section(blad("twente"), "samen")
    assert "De toetser oordeelt 16 van de 29 keer anders" in kort
    assert "22 keuzes over woorden in de normen zijn nog niet bevestigd" in kort


def test_what_a_group_already_holds_is_said() -> None:
    assert "Basisteam Voorbeeld-" in section(blad("drenthe"), "samen")


def test_without_a_trouble_there_is_nothing_to_discuss() -> None:
    calm = tuple(
        Partijbeeld(one.naam, one.type, "ingeleverd", None, None, compleet=True)
        for one in beeld("twente").partijen
    )
    page = make_blad(beeld("twente")._replace(partijen=calm, gezamenlijk=(), parameters=()))
    assert "Er is niets dat om een gesprek vraagt." in section(page, "kort")
    assert "Er is op 01-07-2024 geen actie te laat." in section(page, "te-laat")
    assert "niets dat meer dan één gemeente nodig heeft" in section(page, "samen")
    nothing = "Tot en met 01-07-2025 verloopt er niets en is er niets gepland."
    assert section(page, "maanden") == nothing
    assert "toetsing" not in ankers(page)


@pytest.mark.parametrize("stand", STANDEN)
def test_every_stand_has_its_word(stand: Inleverstand) -> None:
    page = make_blad(with_partij(beeld("twente"), "Dorstelo", stand=stand, compleet=False))
    assert f"Dorstelo | {STANDEN[stand]} |" in section(page, "ingeleverd")


def test_who_is_done_but_has_not_handed_in_is_told_so() -> None:
    page = make_blad(with_partij(beeld("twente"), "Kiewitsdrecht", compleet=True))
    assert "Alles ingevuld, alleen nog inleveren: Kiewitsdrecht." in section(page, "kort")
    assert "Kiewitsdrecht | in concept, alles ingevuld" in section(page, "ingeleverd")


def test_who_is_missing_is_named(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "twente", tmp_path / "twente")
    (tmp_path / "twente" / "metingen" / "dorstelo-eindmeting-2024.yaml").unlink()
    found = make_coordinator(read_groep([tmp_path / "twente"], "twente", None, None, named=True))
    assert "Nog geen meting: Dorstelo." in section(found.pagina, "kort")
    assert "Dorstelo | ontbreekt | – | –" in section(found.pagina, "ingeleverd")
    assert cells(found.pagina)["Dorstelo", "1a"] is None
    data = found.data().model_dump(mode="json")
    (missing,) = (one for one in data["partijen"] if one["stand"] == "ontbreekt")
    assert missing["telling"] is None
    assert json.loads(json.dumps(data)) == data


@pytest.mark.parametrize(
    ("peildatum", "more"),
    [
        ("2024-07-01", ""),
        ("2024-06-28", "; de peildatum is 28-06-2024"),
        ("volgt nog", "; de peildatum is niet te lezen"),
    ],
)
def test_a_file_with_a_fout_is_named_as_such_everywhere(
    tmp_path: Path, peildatum: str, more: str
) -> None:
    """In the agenda, in the table and with the member itself, also when it has another day."""
    shutil.copytree(EXAMPLES / "twente", tmp_path / "twente")
    path = tmp_path / "twente" / "metingen" / "dorstelo-eindmeting-2024.yaml"
    old, text = "peildatum: 2024-07-01", path.read_text(encoding="utf-8")
    assert old in text
    broken = text.replace(old, f"peildatum: {peildatum}")
    path.write_text(f"{broken}\nonzin: ja\n", encoding="utf-8")
    found = make_coordinator(read_groep([tmp_path / "twente"], "twente", None, None, named=True))
    kort = section(found.pagina, "kort")
    assert "Wel een meting, maar met fouten: Dorstelo." in kort
    assert "Nog geen meting" not in kort
    assert f"Dorstelo | heeft fouten{more} | – | –" in section(found.pagina, "ingeleverd")
    own = section(found.pagina, "partij-1")
    assert f"De meting heeft fouten{more}." in own
    assert "geen meting" not in own


def test_what_a_member_without_a_meting_of_the_round_has_is_what_the_table_says() -> None:
    base = beeld("twente")
    (first, *_) = base.partijen
    moment = Meetmoment("metingen/dorstelo.yaml", "zelfscan", date(2024, 6, 28), fictief=True)
    other = with_partij(base, first.naam, stand="apart", oordeel=None, plan=None, apart=moment)
    told = section(make_blad(other), "partij-1")
    assert "Er is wel een meting: zelfscan van 28-06-2024. Van deze ronde is er nog geen." in told


def test_the_block_of_a_concept_says_so() -> None:
    for place, one in enumerate(beeld("twente").partijen, 1):
        told = section(blad("twente"), f"partij-{place}")
        assert ("Deze meting is in concept" in told) == (one.stand == "concept")


def test_it_is_marked_for_the_coordinator_only() -> None:
    page = blad("twente")
    assert "alleen voor de districtelijk coördinator" in page.vertrouwelijk
    assert page.fictief
    assert make_blad(beeld("twente")._replace(fictief=False)).fictief == ""


def test_there_is_no_mark_and_no_ranking() -> None:
    text = words(blad("twente"))
    assert "%" not in section(blad("twente"), "ingeleverd")
    for word in ("gemiddeld", "score", "ranglijst", "beste"):
        assert word not in text


@pytest.mark.parametrize(
    ("afgeleid", "getoetst", "kind"),
    [
        ("voldoet", "voldoet", "gelijk"),
        ("deels", "voldoet", "hoger"),
        ("voldoet_niet", "deels", "hoger"),
        ("voldoet", "voldoet_niet", "lager"),
        ("onbekend", "voldoet", "anders"),
        ("voldoet", "nvt", "anders"),
    ],
)
def test_an_assessor_agrees_or_not(afgeleid: Status, getoetst: Status, kind: str) -> None:
    (dorstelo, *_) = beeld("twente").partijen
    assert dorstelo.oordeel is not None
    first = dorstelo.oordeel.normen[0]
    norm = replace(first, afgeleid=afgeleid, getoetst=getoetst, geldend=getoetst)
    oordeel = replace(dorstelo.oordeel, normen=(norm,))
    only = beeld("twente")._replace(partijen=(dorstelo._replace(oordeel=oordeel),))
    (found,) = compare_toetsing(only)
    assert found.norm == "1a"
    assert getattr(found, kind) == found.getoetst == 1


def test_when_all_are_meant_they_are_not_summed_up() -> None:
    late = beeld("twente").partijen[0].plan
    assert late is not None
    everyone = tuple(one._replace(plan=late) for one in beeld("twente").partijen)
    page = make_blad(beeld("twente")._replace(partijen=everyone))
    assert "Te laat. 28 acties van alle gemeenten." in section(page, "kort")


def test_an_earlier_edition_can_be_asked() -> None:
    found = read_groep([EXAMPLES / "twente"], "twente", None, date(2024, 1, 31), named=True)
    assert "Zelfscan van 31-01-2024" in make_coordinator(found).pagina.ondertitel


def with_members(number: int) -> Coordinatorbeeld:
    """So many members, each as one of Twente; the first of them has handed in nothing."""
    base = beeld("twente")
    rows = (base.partijen[place % len(base.partijen)] for place in range(number))
    found = [one._replace(naam=f"Lid {place:04d}") for place, one in enumerate(rows)]
    found[0] = found[0]._replace(stand="ontbreekt", oordeel=None, plan=None)
    plans = [base.normen[one.naam] for one in base.partijen]
    normen = {one.naam: plans[place % len(plans)] for place, one in enumerate(found)}
    return base._replace(partijen=tuple(found), normen=normen)


def test_of_very_many_members_those_that_ask_most_stand_on_the_page() -> None:
    many = with_members(3420)
    made = make_blad(many)
    for anker in ("ingeleverd", "matrix"):
        said = section(made, anker)
        assert "Dit district heeft 3420 gemeenten. Hier staan de 150 waar" in said
        assert "«--format json»" in said
        rows = [line for line in said.splitlines() if line.startswith("Lid ")]
        assert len(rows) == 150
        assert rows == sorted(rows)
    assert "Lid 0000" in section(made, "ingeleverd")
    assert "Lid 0000" not in section(made, "matrix")
    busy = max(len(one.plan.te_laat) for one in many.partijen if one.plan is not None)
    leden = next(one for one in made.secties if one.anker == "leden").delen
    by_name = {one.naam: one for one in many.partijen}
    plans = [by_name[one.kop].plan for one in leden]
    assert len(plans) == 150
    assert {len(one.te_laat) for one in plans if one is not None} == {busy}
    assert len(to_html(made, sjablonen.read_sjablonen())) < 2_000_000


def test_of_very_many_members_only_those_on_the_page_are_worked_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The page is the same; what no page shows of a member is not made."""
    limits = {"ALLE_LEDEN": 5, "MEESTE_LEDEN": 3}
    for module in (uitkomst, partij, coordinator, leden):
        for name in limits.keys() & vars(module).keys():
            monkeypatch.setattr(module, name, limits[name])
    made: list[str] = []

    def count(inzet: Inzet, lid: Lidoordeel) -> tuple[Normplan, ...]:
        made.append(inzet.scan.organisatie)
        return make_normplannen(inzet, lid)

    monkeypatch.setattr(leden, "make_normplannen", count)
    found = read_groep([EXAMPLES / "twente"], "twente", None, None, named=True)
    few = read_leden(found).beeld
    shown = [one.naam for _, one in choose_leden(few.partijen)]
    assert sorted(made) == sorted(few.normen) == sorted(shown)
    assert len(shown) == 3
    every = read_leden(found, alle=True).beeld
    assert set(every.normen) == {one.naam for one in every.partijen}
    assert make_blad(few) == make_blad(every)
    assert coordinator_data(few) == coordinator_data(every)


def test_of_very_many_members_every_norm_is_counted_over_all() -> None:
    made = make_blad(with_members(3420))
    lines = [one for one in section(made, "matrix").splitlines() if one.count(" | ") == 5]
    counts = [list(map(int, one.split(" | ")[1:])) for one in lines if one[0].isdigit()]
    assert len(counts) == len(list(beeld("twente").raamwerk.normen))
    assert {sum(row) for row in counts} == {3419}


def test_a_district_of_so_many_as_fit_stands_there_whole() -> None:
    made = make_blad(with_members(400))
    assert "Dit district heeft" not in section(made, "matrix") + section(made, "ingeleverd")
    assert len(next(one for one in made.secties if one.anker == "leden").delen) == 400


def test_a_row_names_no_more_than_one_reads() -> None:
    base = with_members(3420)
    needed = tuple(one.naam for one in base.partijen)
    first = replace(base.gezamenlijk[0], organisaties=needed)
    said = section(make_blad(base._replace(gezamenlijk=(first,))), "samen")
    assert "3420: Lid 0000" in said
    assert "en nog 3400" in said


def test_a_norm_that_is_only_recommended_is_marked_in_the_matrix() -> None:
    """Without those the signs of a member add up to what the table of numbers says."""
    page = make_blad(beeld("rietmark"))
    found = {one.anker: one for _, one in page.walk()}
    (matrix,) = (one for one in found["matrix"].blokken if isinstance(one, Tabel))
    (counts,) = (one for one in found["ingeleverd"].blokken if isinstance(one, Tabel))
    heads = [one.kop for one in matrix.kolommen]
    assert [head for head in heads if head.endswith("*")] == ["1.5*"]
    assert "Een norm met * is een aanbeveling" in section(page, "matrix")
    for row, numbers in zip(matrix.rijen, counts.rijen, strict=True):
        signs = [cell for head, cell in zip(heads, row, strict=True) if not head.endswith("*")]
        for status, number in zip(STATUSES, numbers[2:], strict=False):
            assert signs.count(Merk(status, kort=True)) == int(str(number))
