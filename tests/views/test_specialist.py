"""The work list of the specialist: from programme to norm to member, with the counts of `plan`."""

from __future__ import annotations

import json
import re

import pytest

from tests.conftest import Weerbaar
from tests.views.groepsrapporten import ankers, section, words
from tests.views.test_coordinator import DISTRICTEN, EXAMPLES, beeld
from weerbaar_cli.blad.blad import Aanhaling, Tabel, Verwijzing
from weerbaar_cli.cli.rapporten.rapport import make_coordinator
from weerbaar_cli.reading.groep import read_groep
from weerbaar_cli.views.specialist.onderdeel import make_onderdelen
from weerbaar_cli.views.specialist.specialist import Specialistview, make_blad


@pytest.mark.parametrize("district", DISTRICTEN)
def test_every_open_norm_of_every_member_stands_once(district: str) -> None:
    onderdelen = make_onderdelen(beeld(district))
    found = [
        (one.naam, norm.norm.id)
        for deel in onderdelen
        for norm in deel.normen
        for one in norm.leden
    ]
    wanted = [
        (one.naam, norm.id)
        for one in beeld(district).partijen
        if one.plan is not None
        for norm in beeld(district).normen_of(one)
        if norm.telt_mee
    ]
    assert sorted(found) == sorted(wanted)
    assert len(found) == len(set(found)) > 100


@pytest.mark.parametrize("district", DISTRICTEN)
def test_the_counts_are_those_of_the_work_list_of_plan(
    district: str, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES / district)
    day = beeld(district).peildatum.isoformat()
    args = ("plan", ".", "--doelgroep", "coordinator", "--peildatum", day, "--format", "json")
    lijst = {
        one["organisatie"]: len([norm for norm in one["normen"] if not norm.get("aanbeveling")])
        for one in json.loads(weerbaar(*args).out)["organisaties"]
    }
    data = Specialistview(beeld(district)).data()
    counted = dict.fromkeys(lijst, 0)
    for deel in data.onderdelen:
        for norm in deel.normen:
            for one in norm.partijen:
                counted[one.naam] += 1
    assert counted == lijst
    assert sum(one.open for one in data.onderdelen) == sum(lijst.values())


@pytest.mark.parametrize("district", DISTRICTEN)
def test_the_page_says_what_programs_read(district: str) -> None:
    view = Specialistview(beeld(district))
    page, data = view.blad(), view.data()
    (kort,) = (one for _, one in page.walk() if one.anker == "kort")
    (tabel,) = (one for one in kort.blokken if isinstance(one, Tabel))
    assert len(tabel.rijen) == len(data.onderdelen) + 1
    for row, one in zip(tabel.rijen, data.onderdelen, strict=False):
        assert isinstance(row[0], Verwijzing)
        assert row[0].tekst == one.titel
        assert row[0].anker in ankers(page)
        assert row[2:] == (str(len(one.normen)), str(one.open), str(one.zonder_actie))
        text = section(page, row[0].anker)
        for norm in one.normen:
            told = section(page, f"{row[0].anker}-{norm.norm.replace('.', '-')}")
            rows = told.replace(" (concept) | ", " | ")
            assert [each.naam for each in norm.partijen if f" {each.naam} | " not in rows] == []
            assert [each.kort for each in norm.feiten if each.kort not in told] == []
            assert told.count("geen actie") == norm.zonder_actie
        assert one.resultaat is None or Aanhaling(one.resultaat).tekst in text


def test_a_project_leads_to_its_norms_and_says_how_far_it_is() -> None:
    page = make_blad(beeld("twente"))
    (anker,) = (one.anker for _, one in page.walk() if one.kop == "Bibob")
    text = section(page, anker)
    assert "Programma: Uitvoeringsspecialist weerbaarheid Twente" in text
    assert "Hoe ver: gepland" in text
    norm = section(page, f"{anker}-3d")
    assert "In één keer te maken: " in norm
    assert "Kraanvoorde | " in norm
    assert "Bibob-beleid 2024 (gepland; te laat, moest klaar op 01-06-2024)" in norm


def test_a_project_past_its_day_is_late() -> None:
    page = make_blad(beeld("twente"))
    told = words(page)
    assert "gepland; te laat, moest klaar op 31-05-2024" in told
    assert "gepland; klaar op 01-07-2024" in told  # the day of the meting itself
    assert "versie van 23-02-2023" in told


def test_a_norm_of_more_projects_stands_at_the_first() -> None:
    page = make_blad(beeld("twente"))
    (anker,) = (one.anker for _, one in page.walk() if one.kop.startswith("Leermodule"))
    assert "bij een eerder onderdeel: " in section(page, anker)


def test_what_no_project_names_stands_by_thema() -> None:
    alone = beeld("twente")._replace(programmas=())
    titles = [one.titel for one in make_onderdelen(alone)]
    assert titles == [f"{one.id} {one.titel}" for one in alone.raamwerk.themas]


def test_without_work_it_says_so() -> None:
    done = tuple(one._replace(plan=None) for one in beeld("twente").partijen)
    page = make_blad(beeld("twente")._replace(partijen=done))
    assert "geen norm waar de gemeenten nog iets voor moeten doen" in section(page, "kort")
    assert "Zonder meting van deze ronde: Dorstelo" in section(page, "kort")


def test_who_is_in_concept_is_marked_and_named_once() -> None:
    """Their open norms are in the counts."""
    page = make_blad(beeld("twente"))
    kort = section(page, "kort")
    assert kort.count("Nog in concept, maar hier wel meegeteld: Kiewitsdrecht.") == 1
    assert " Kiewitsdrecht (concept) | " in words(page)
    assert " Kiewitsdrecht | " not in words(page)


def test_an_action_that_is_done_is_told_from_no_action_at_all() -> None:
    told = words(make_blad(beeld("twente")))
    assert "Meldpunt inrichten op intranet (gereed); verder geen actie" in told
    assert "); geen actie" not in told


def test_it_is_for_the_specialist_only_and_gives_no_mark() -> None:
    found = read_groep([EXAMPLES / "twente"], "twente", None, None, named=True)
    rapport = make_coordinator(found, "specialist")
    assert rapport.pagina.doelgroep == "specialist"
    assert "alleen voor de specialist" in rapport.pagina.vertrouwelijk
    assert rapport.pagina.fictief
    assert not re.search(r"gemiddeld|score|ranglijst|\bbeste\b|%[^)]", words(rapport.pagina))
