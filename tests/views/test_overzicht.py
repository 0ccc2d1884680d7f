"""The page of the overview over districts: side by side, never ranked, and nobody named."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import Golden
from tests.engine.groep.test_overzicht import all_data, library, openbaar, overzicht
from tests.views.groepsrapporten import ankers, section, words
from weerbaar_cli.blad.blad import Blad, Grafiek, Spreiding, Tabel
from weerbaar_cli.cli.rapporten.rapport import make_overzichtsrapport
from weerbaar_cli.files.sjablonen import read_sjablonen
from weerbaar_cli.formats.html import to_html
from weerbaar_cli.formats.markdown import to_markdown
from weerbaar_cli.model.tijd import dutch_version
from weerbaar_cli.views.overzicht.overzicht import make_overzichtsblad

FOLDER = Path(__file__).parents[2] / "examples" / "oost-nederland"
NAME = "riec-oost-nederland"


@cache
def example() -> Blad:
    return make_overzichtsrapport([FOLDER], NAME, "bestuur").pagina


@cache
def without(*missing: str) -> Blad:
    reports = {one: data for one, data in all_data().items() if one not in missing}
    return make_overzichtsblad(overzicht(reports))


@cache
def public() -> Blad:
    reports = {one: openbaar(one) for one in all_data()}
    return make_overzichtsblad(overzicht(reports, "openbaar"))


def test_markdown(golden: Golden) -> None:
    golden("rapport-overzicht.md", to_markdown(example(), read_sjablonen()))


def test_html(golden: Golden) -> None:
    golden("rapport-overzicht.html", to_html(example(), read_sjablonen()))


def test_the_first_page_has_the_response_and_every_thema() -> None:
    text = section(example(), "kort")
    for told in ("13 van 14", "10 van 11", "19 van 22", "15 van 15", "11 van 14"):
        assert told in text
    for number in range(1, 6):
        assert re.search(rf"(?m)^{number} \w+", text)
    assert "33–36 van 52 (4 normen)" in text
    assert "elk district heeft zijn eigen normen" in text.casefold()


def test_there_is_no_total_and_no_share_over_districts() -> None:
    """Frameworks differ: whatever adds them up, or makes them a percentage, is a yardstick."""
    text = words(example())
    assert "%" not in text
    assert "totaal over de districten" in text
    assert not re.search(r"(?i)\b(gemiddeld\w*|beste|slechtste|score|cijfer \d)", text)


def test_bars_stand_in_the_order_of_the_registry() -> None:
    titels = [
        library().register.districten[one].titel
        for one in library().register.verbanden[NAME].districten
    ]
    for _, sectie in example().walk():
        for blok in sectie.blokken:
            if isinstance(blok, Grafiek):
                assert isinstance(blok.beeld, Spreiding)
                names = [streep.naam for streep in blok.beeld.strepen]
                assert names == [one for one in titels if one in names]
                assert [rij[0] for rij in blok.tabel.rijen] == titels


def test_a_missing_district_is_listed_and_not_hidden() -> None:
    text = words(without("ijsselland", "gelderland-zuid"))
    assert "Niet elk district staat erin" in text
    assert text.count("ontbreekt") > 10
    assert "Van 3 van de 5 districten is er een rapport" in text


def test_peildata_that_differ_are_said_on_the_first_page() -> None:
    assert "Peildatum." in section(example(), "kort")
    assert "verschilt per district" in dict(example().kenmerken)["Peildatum"]
    one = without("ijsselland", "noord-en-oost-gelderland", "gelderland-zuid")
    assert dict(one.kenmerken)["Peildatum"] == "01-07-2024"
    assert "Peildatum." not in section(one, "kort")


def test_every_version_is_named() -> None:
    text = section(example(), "districten")
    for one in all_data().values():
        assert f"versie {dutch_version(one['raamwerk']['versie'])}" in text
        assert one["raamwerk"]["id"] not in words(example())


def test_norms_of_an_uncertain_thema_are_shown() -> None:
    assert "norm, 1 onzeker" in section(example(), "kort")
    assert "niet bevestigd" in section(example(), "onzeker")
    assert "Scholing hoort bij bewustwording" in section(example(), "onzeker")


def test_for_everyone_there_are_no_causes() -> None:
    assert "oorzaken" in ankers(example())
    assert "oorzaken" not in ankers(public())
    text = words(public())
    assert "niet te zien" in text
    assert "norm 4)" not in text
    assert public().vertrouwelijk.startswith("Openbaar")


def test_invented_figures_say_so() -> None:
    assert example().fictief.startswith("FICTIEF")


def test_anchors_are_used_once_and_every_reference_has_its_section() -> None:
    assert len(ankers(example())) == len(set(ankers(example())))
    html = to_html(example(), read_sjablonen())
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= ids


@pytest.mark.parametrize("blad", [example, public, lambda: without("twente")])
def test_every_row_is_as_wide_as_its_heads(blad: object) -> None:
    assert callable(blad)
    made: Blad = blad()
    for _, sectie in made.walk():
        for blok in sectie.blokken:
            tabel = blok.tabel if isinstance(blok, Grafiek) else blok
            if isinstance(tabel, Tabel):
                assert {len(rij) for rij in tabel.rijen} == {len(tabel.kolommen)}
