"""Reports on a group: words for every value, nothing finer than what is published, odd groups."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.views.groepsrapporten import (
    NORMEN,
    ZELFSCAN,
    ankers,
    make_editie,
    make_rapport,
    section,
    with_beeld,
    words,
)
from weerbaar_cli.blad.blad import (
    Balk,
    Blad,
    Cijfer,
    Grafiek,
    Kerncijfers,
    Spreiding,
    Stapel,
    Streep,
)
from weerbaar_cli.engine.groep.belofte import coarsen
from weerbaar_cli.model.bestanden.raamwerk import Behaaldregel
from weerbaar_cli.model.uitkomsten.groepsafleiding import (
    Bereik,
    Groepsrapport,
    Omvang,
    as_bereik,
    beweging_of,
    make_themas,
    omvang_of,
    sum_of,
)
from weerbaar_cli.model.uitkomsten.groepsbeeld import Behaald, Beweging, Tal, Telwoord
from weerbaar_cli.model.woorden import as_told
from weerbaar_cli.views.groep.bestuur import make_bestuur
from weerbaar_cli.views.groep.data import groep_data, openbaar_data
from weerbaar_cli.views.groep.openbaar import make_openbaar
from weerbaar_cli.views.groep.woorden import (
    behaald_word,
    beweging_word,
    make_taal,
    norm_name,
    norm_names,
    share_words,
    tal_sentence,
    tal_words,
)

Bouwer = Callable[[Groepsrapport], Blad]
BOUWERS: tuple[Bouwer, ...] = (make_bestuur, make_openbaar)
HALF = [7] * NORMEN
COUNTS = st.lists(st.integers(0, 14), min_size=NORMEN, max_size=NORMEN)
FIGURE = re.compile(r"(?<!tot en met )(?<!–)\b(\d+) van de (\d+)")


def example(counts: list[int] | None = None) -> Groepsrapport:
    return make_rapport(make_editie(counts or HALF), make_editie([5] * NORMEN, dag=ZELFSCAN))


# Words


TALLEN: dict[Telwoord, Tal] = {
    "exact": Tal("exact", 7, 7, 14),
    "geen_of_enkele": Tal("geen_of_enkele", 0, 3, 14),
    "bijna_alle": Tal("bijna_alle", 11, 14, 14),
    "te_klein": Tal("te_klein", 0, 5, 5),
}


def test_every_figure_has_its_words() -> None:
    taal = make_taal(example())
    assert set(TALLEN) == set(get_args(Telwoord))
    assert [tal_sentence(one, taal) for one in TALLEN.values()] == [
        "7 van de 14",
        "geen of een paar (0–3 van 14)",
        "(bijna) alle (11–14 van 14)",
        "te weinig partijen om te tonen",
    ]
    assert tal_words(Tal("te_klein", 0, 14, 14), taal) == "niet getoond"


def test_every_movement_has_its_word() -> None:
    assert [beweging_word(one) for one in get_args(Beweging)] == [
        "▲ meer",
        "▼ minder",
        "= gelijk",
        "niet te zien",
    ]
    assert beweging_word(None) == "–"


BEHAALD: dict[Behaald, str] = {
    "ja": "«Basis op orde Twente» is behaald. De regel: aan elke norm voldoen minstens 9 van de 14",
    "nee": "«Basis op orde Twente» is nog niet behaald. De regel: aan elke norm voldoen minstens 9",
    "geen_regel": "nog niet te zeggen: er is niet vastgesteld hoeveel gemeenten",
    "te_dicht_bij_de_rand": "staat hier niet. De regel ligt zo dicht bij alle of geen gemeenten",
    "niet_te_zeggen": "is uit de getoonde aantallen niet op te maken",
}


@pytest.mark.parametrize("bouwer", BOUWERS)
@pytest.mark.parametrize("behaald", get_args(Behaald))
def test_whether_it_is_reached_is_said(bouwer: Bouwer, behaald: Behaald) -> None:
    nodig = 9 if behaald in ("ja", "nee") else None
    blad = bouwer(with_beeld(example(), behaald=behaald, partijen_nodig=nodig))
    assert BEHAALD[behaald] in section(blad, "kort")
    (tiles,) = (one for one in blad.secties[0].blokken if isinstance(one, Kerncijfers))
    word = "nog niet te zeggen" if behaald == "geen_regel" else behaald_word(behaald)
    assert tiles.cijfers[0] == Cijfer(word, "behaald in Twente?")


@pytest.mark.parametrize("bouwer", BOUWERS)
def test_a_range_is_explained_by_one_that_stands_in_the_report(bouwer: Bouwer) -> None:
    blad = bouwer(example([1] * NORMEN))
    (found,) = re.findall(r"soms een bereik, zoals «(.*?)»", section(blad, "lezen"))
    assert words(blad).count(found) > 1
    assert "soms een bereik, zoals" not in words(bouwer(example(HALF)))


def test_a_rule_for_all_is_said_as_such() -> None:
    blad = make_bestuur(with_beeld(example(), behaald="nee", partijen_nodig=14))
    assert "alle gemeenten voldoen aan elke norm die voor hen geldt" in section(blad, "kort")
    assert "Genoeg?" not in words(blad)


def test_a_share_is_answered_per_norm_from_what_is_shown() -> None:
    counts = [9, 8, 2, 13, *[7] * 16]
    blad = make_bestuur(with_beeld(example(counts), behaald="nee", partijen_nodig=9))
    rows = [line.split(" | ") for line in section(blad, "normen").splitlines() if " | " in line]
    assert [row[-1] for row in rows][:5] == ["Genoeg?", "ja", "nee", "nee", "ja"]


# Derivation


def test_a_total_lies_between_the_sums_of_the_ends() -> None:
    assert sum_of(TALLEN.values()) == Bereik(18, 29, 47)


@pytest.mark.parametrize(
    ("van", "naar", "beweging"),
    [
        ((7, 7), (8, 8), "meer"),
        ((0, 3), (4, 4), "meer"),
        ((11, 14), (7, 7), "minder"),
        ((7, 7), (7, 7), "gelijk"),
        ((0, 3), (0, 3), "niet_zichtbaar"),
        ((10, 20), (15, 25), "niet_zichtbaar"),
    ],
)
def test_movement_is_told_when_it_is_certain(
    van: tuple[int, int], naar: tuple[int, int], beweging: Beweging
) -> None:
    assert beweging_of(Bereik(*naar, 30), Bereik(*van, 30)) == beweging
    assert beweging_of(Bereik(*naar, 30), Bereik(*van, 29)) == "niet_zichtbaar"
    assert beweging_of(Bereik(*naar, 30), None) is None


@given(nu=st.integers(0, 14), vorige=st.integers(0, 14))
def test_movement_is_never_wrong(nu: int, vorige: int) -> None:
    found = beweging_of(as_bereik(coarsen(nu, 14, 2)), as_bereik(coarsen(vorige, 14, 2)))
    true = {"meer": nu > vorige, "minder": nu < vorige, "gelijk": nu == vorige}
    assert true.get(str(found), True)


@given(laag=st.integers(0, 260), extra=st.integers(0, 260), van=st.integers(1, 260))
def test_a_share_is_never_told_too_narrow(laag: int, extra: int, van: int) -> None:
    bereik = Bereik(min(laag, van), min(laag + extra, van), van)
    ends = [int(one) for one in re.findall(r"\d+", share_words(bereik))]
    if bereik.is_exact:
        assert len(ends) == 1
        return
    assert Fraction(ends[0], 100) <= Fraction(bereik.laag, van)
    assert Fraction(ends[1], 100) >= Fraction(bereik.hoog, van)


@pytest.mark.parametrize("n", range(7, 16))
def test_norms_fall_into_the_same_groups_when_counts_are_exact(n: int) -> None:
    found: list[Omvang] = [omvang_of(coarsen(count, n, 2), 2) for count in range(n + 1)]
    exact = [omvang_of(coarsen(count, n, 2, exact=True), 2) for count in range(n + 1)]
    assert found == exact


# What is published, and nothing finer


def same_figure(count: int) -> st.SearchStrategy[int]:
    tal = coarsen(count, 14, 2)
    return st.integers(tal.laag, tal.hoog)


@settings(max_examples=25, deadline=None)
@given(data=st.data(), counts=COUNTS)
def test_what_is_hidden_changes_nothing(data: st.DataObject, counts: list[int]) -> None:
    """Any other truth behind the same published figures gives the same page."""
    other = [data.draw(same_figure(count)) for count in counts]
    for bouwer in BOUWERS:
        assert bouwer(example(other)) == bouwer(example(counts))


def test_what_is_published_does_change_something() -> None:
    assert make_bestuur(example([7] * 19 + [8])) != make_bestuur(example(HALF))


@settings(max_examples=40, deadline=None)
@given(counts=COUNTS)
def test_no_figure_is_finer_than_what_is_published(counts: list[int]) -> None:
    rapport = example(counts)
    text = words(make_bestuur(rapport))
    assert set(FIGURE.findall(text)) <= allowed(rapport)
    themas = {(str(laag), str(van)) for laag, van in _exact_sums(rapport)}
    assert set(FIGURE.findall(words(make_openbaar(rapport)))) <= themas


def allowed(rapport: Groepsrapport) -> set[tuple[str, str]]:
    edities = (rapport.beeld.nu, rapport.beeld.vorige)
    normen = [one for editie in edities if editie is not None for one in editie.normen]
    tallen = [tal for one in normen for tal in (one.voldoet, one.oorzaak, one.verloopt) if tal]
    exact = [(one.laag, one.van) for one in tallen if one.woord == "exact"]
    return {(str(laag), str(van)) for laag, van in (*exact, *_exact_sums(rapport))}


def _exact_sums(rapport: Groepsrapport) -> list[tuple[int, int]]:
    """Totals of which every part is exact; added up here once more, by hand."""
    edities = (rapport.beeld.nu, rapport.beeld.vorige)
    found = []
    for editie in (one for one in edities if one is not None):
        parts, place = [], 0
        for thema in rapport.raamwerk.themas:
            parts.append(editie.normen[place : place + len(thema.normen)])
            place += len(thema.normen)
        for normen in (*parts, editie.normen):
            if all(one.voldoet.woord == "exact" for one in normen):
                voldoet = [one.voldoet for one in normen]
                found.append((sum(one.laag for one in voldoet), sum(one.van for one in voldoet)))
    return found


def test_the_figures_that_are_exact_are_found_in_the_text() -> None:
    """So that the test above has something to look at."""
    found = set(FIGURE.findall(words(make_bestuur(example(HALF)))))
    assert {("7", "14"), ("140", "280")} <= found


@settings(max_examples=25, deadline=None)
@given(counts=COUNTS)
def test_charts_draw_what_is_published(counts: list[int]) -> None:
    rapport = example(counts)
    tallen = [one.voldoet for one in rapport.beeld.nu.normen]
    themas = [sum_of(one.nu.voldoet for one in each.normen) for each in make_themas(rapport)]
    strepen: list[Streep] = []
    balken: list[Balk] = []
    for _, sectie in (*make_bestuur(rapport).walk(), *make_openbaar(rapport).walk()):
        for beeld in (one.beeld for one in sectie.blokken if isinstance(one, Grafiek)):
            strepen += beeld.strepen if isinstance(beeld, Spreiding) else ()
            balken += beeld.balken if isinstance(beeld, Stapel) else ()
    assert [(one.laag, one.hoog, one.van) for one in strepen] == [
        (one.laag, one.hoog, one.van) for one in tallen
    ]
    drawn = [{part.vulling: part.aantal for part in one.delen} for one in balken]
    assert [one.get("voldoet", 0) for one in drawn] == [one.laag for one in themas]
    assert [sum(one.values()) for one in drawn] == [one.van for one in themas]
    assert [one.get("onzeker", 0) for one in drawn] == [one.hoog - one.laag for one in themas]


def test_coarse_figures_give_no_exact_one_at_all() -> None:
    rapport = make_rapport(make_editie([2] * 10 + [13] * 10))
    for bouwer in BOUWERS:
        assert not FIGURE.findall(words(bouwer(rapport)))


# Contents


def test_the_board_sees_all_chapters_and_the_public_few() -> None:
    rapport = example()
    board = [one for one in ankers(make_bestuur(rapport)) if not one.startswith("programma-")]
    assert board == [
        "kort", "besluiten", "normen", "vooruit", "verloopt", "wetten", "rode-draden", "programma",
        "lezen", "keuzes", "normteksten",
    ]  # fmt: skip
    public = [one for one in ankers(make_openbaar(rapport)) if not one.startswith("programma-")]
    assert public == ["kort", "themas", "programma", "normen", "lezen"]


def test_the_public_sees_no_figure_of_a_norm_no_cause_and_no_lapse() -> None:
    """Every norm in its own words once, where no figure stands, whatever the figures are."""
    rapport = example([2, 13, *[7] * 18])
    text, normen = words(make_openbaar(rapport)), section(make_openbaar(rapport), "normen")
    for norm in rapport.raamwerk.normen:
        assert not re.search(rf"\b{norm.id}\b", text)
        assert text.count(as_told(norm.tekst)) == normen.count(as_told(norm.tekst)) == 1
    assert not re.search(r"voldoet|\d+ van de", normen)
    assert normen == section(make_openbaar(example(HALF)), "normen")
    for secret in ("rode draad", "verloopt", "nodig bij", "Lezingen", "€"):
        assert secret not in text


def test_the_public_sees_no_more_in_json() -> None:
    rapport = example([2, 13, *[7] * 18])
    vorm = openbaar_data(rapport).model_dump(mode="json")
    assert vorm["voldoet"] == {"laag": 7 * 18 + 11, "hoog": 7 * 18 + 3 + 14, "van": 280}
    assert [one["id"] for one in vorm["themas"]] == ["1", "2", "3", "4", "5"]
    assert [one["beweging"] for one in vorm["themas"]] == [
        one.beweging for one in make_themas(rapport)
    ]
    assert not {"normen", "oorzaak", "verloopt"} & set(re.findall(r'"(\w+)":', json.dumps(vorm)))
    assert groep_data(rapport, "bestuur").model_dump()["themas"] == tuple(vorm["themas"])


def test_exact_texts_stand_beside_the_norms() -> None:
    rapport = example()
    text = words(make_bestuur(rapport))
    for norm in rapport.raamwerk.normen:
        assert f"{norm.id} {norm.kort}. «{norm.tekst.removesuffix(';')}»" in text


def test_a_shared_cause_is_told_from_a_middle_figure_on() -> None:
    few, middle = example([11] * NORMEN), example([10] * NORMEN)
    assert "Geen oorzaak speelt zichtbaar bij meerdere gemeenten" in words(make_bestuur(few))
    assert "| 1a | 4 van de 14" in section(make_bestuur(middle), "rode-draden")


def test_a_lapse_is_told_from_a_middle_figure_on() -> None:
    assert "4 van de 14" in section(make_bestuur(example([4] * NORMEN)), "verloopt")
    few = section(make_bestuur(example([3] * NORMEN)), "verloopt")
    assert few == "Tot en met 01-07-2025 verloopt er geen norm zichtbaar bij meerdere gemeenten."


def test_laws_stand_with_their_day_and_the_norms_that_they_touch() -> None:
    laws = section(make_bestuur(example()), "wetten")
    assert "Een nieuwe wet, vanaf 01-03-2025. Raakt norm 3d." in laws


def test_a_law_that_took_effect_explains_movement() -> None:
    rapport = example()
    wet = rapport.ankers[0][1].model_copy(update={"vanaf": date(2024, 3, 1)})
    blad = make_bestuur(rapport._replace(ankers=(("wet", wet),)))
    assert "In deze tijd ging in: Een nieuwe wet (01-03-2024). Dat raakt norm 3d." in words(blad)
    assert "Er is geen wetswijziging bekend" in section(blad, "wetten")


def test_projects_stand_beside_the_norms_that_they_help() -> None:
    text = words(make_bestuur(example()))
    row = "1. Een Twents screeningsmodel van medewerkers | Voor de zomer van 2024 | – | 4b en 4c"
    assert row in text
    assert "Hoe ver: 8 keer gepland; 3 daarvan te laat." in text


def test_unconfirmed_readings_are_questions() -> None:
    asked = section(make_bestuur(example()), "besluiten")
    assert "Stel vast wanneer «Basis op orde Twente» behaald is" in asked
    assert "Bevestig 1 keuze over wat woorden in de normen betekenen" in asked
    annex = section(make_bestuur(example()), "keuzes")
    assert "«aantoonbare capaciteit»: 0. Zoveel fte voor regie is er ten minste" in annex
    assert "Bevestigt:" not in annex  # one body decides all: that stands with what is asked


def test_without_questions_that_is_said() -> None:
    rapport = with_beeld(example(), behaald="ja", partijen_nodig=9)._replace(parameters=())
    blad = make_bestuur(rapport)
    assert section(blad, "besluiten").startswith("Niets:")
    assert "keuzes" not in ankers(blad)


def test_a_rule_that_is_a_proposal_or_too_near_the_edge_is_a_question() -> None:
    regel = Behaaldregel.model_validate({"partijen": "60%"})
    rapport = example()
    raamwerk = rapport.raamwerk.model_copy(update={"behaald": regel})
    proposed = with_beeld(rapport._replace(raamwerk=raamwerk), behaald="nee", partijen_nodig=9)
    assert "Bevestig de regel voor «behaald»" in section(make_bestuur(proposed), "besluiten")
    edge = with_beeld(proposed, behaald="te_dicht_bij_de_rand")
    assert "Pas de regel voor «behaald» aan" in section(make_bestuur(edge), "besluiten")


def test_norms_that_nobody_works_on_are_a_question() -> None:
    asked = section(make_bestuur(example([7, 7, 2, *[7] * 17])), "besluiten")
    wanted = "Beslis of u samen iets doet aan norm 1c Aanspreekpunt in het MT: geen of een paar"
    assert f"{wanted} gemeenten voldoen, en er is geen deelproject dat helpt." in asked
    alone = example([7, 7, 2, *[7] * 17])._replace(programmas=())
    assert f"{wanted} gemeenten voldoen." in section(make_bestuur(alone), "besluiten")


# Odd groups


def test_of_a_group_that_is_too_small_nothing_is_told() -> None:
    rapport = make_rapport(make_editie([2] * NORMEN, n=5))
    for bouwer in BOUWERS:
        text = words(bouwer(rapport))
        assert "te weinig partijen om te tonen" in text
        assert not FIGURE.findall(text)
        assert not re.search(r"\d+%", text)


def test_figures_that_would_give_others_away_are_not_shown() -> None:
    rapport = example()
    closed = rapport.beeld.nu.normen[0]._replace(voldoet=Tal("te_klein", 0, 14, 14), oorzaak=None)
    nu = rapport.beeld.nu._replace(normen=(closed, *rapport.beeld.nu.normen[1:]))
    blad = make_bestuur(with_beeld(rapport, nu=nu))
    assert "1a Ondermijning in elke afdeling | 5 van de 14 | niet getoond |" in section(
        blad, "normen"
    )
    assert "Niet getoond. 1 norm: 1a Ondermijning in elke afdeling." in section(blad, "kort")


def test_a_norm_that_is_for_nobody_here_is_left_out() -> None:
    rapport = example()
    nu = rapport.beeld.nu._replace(normen=rapport.beeld.nu.normen[4:])
    blad = make_bestuur(with_beeld(rapport, nu=nu))
    assert not re.search(r"\b1[a-d]\b", section(blad, "normen"))
    assert "2a Aansluiting bij Meld Misdaad Anoniem: 5 → 7 van 14" in section(blad, "normen")
    first = make_themas(with_beeld(rapport, nu=nu))[0]
    assert first.normen[0].norm.id == "2a"


def test_exact_counts_are_announced() -> None:
    rapport = make_rapport(make_editie([1, 13, *HALF[2:]], exact=True))
    blad = make_bestuur(with_beeld(rapport, exact=True))
    assert "Dit rapport toont exacte aantallen" in section(blad, "lezen")
    assert "1a Ondermijning in elke afdeling | 1 van de 14" in section(blad, "normen")
    assert "kleine en grote aantallen grof" not in words(blad)


@pytest.mark.parametrize("bouwer", BOUWERS)
def test_without_an_earlier_edition_nothing_is_compared(bouwer: Bouwer) -> None:
    text = words(bouwer(make_rapport(make_editie(HALF))))
    assert "Dit is de eerste meting van deze groep" in text
    assert not re.search(r"Vorige keer|\bWas\b", text)


@pytest.mark.parametrize("bouwer", BOUWERS)
def test_another_group_is_not_compared_and_it_says_why(bouwer: Bouwer) -> None:
    text = words(bouwer(with_beeld(example(), zelfde_groep=False)))
    assert "deden niet precies dezelfde gemeenten mee" in text
    assert not re.search(r"Vorige keer|\bWas\b", text)
    assert "▲" not in text


def test_another_kind_of_measurement_is_a_warning() -> None:
    assert "nu een eindmeting" in section(make_bestuur(example()), "normen")


@pytest.mark.parametrize("bouwer", BOUWERS)
def test_without_a_programme_there_is_no_chapter_on_it(bouwer: Bouwer) -> None:
    blad = bouwer(example()._replace(programmas=()))
    assert "programma" not in ankers(blad)


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (0, "2b, 2c en 4b"),
        (1, "2b Intern meldpunt en nog 2: 2c en 4b"),
        (2, "2b Intern meldpunt; 2c Capaciteit voor regie en nog 1: 4b"),
        (3, "2b Intern meldpunt; 2c Capaciteit voor regie; 4b VOG van nieuwe medewerkers"),
    ],
)
def test_norms_by_number_are_said_to_be_the_others(most: int, said: str) -> None:
    """A number alone at the end of a row of names looks cut off."""
    normen = [one for one in example().raamwerk.normen if one.id in ("2b", "2c", "4b")]
    assert norm_names(normen, most) == said


def test_page_one_of_the_board_names_what_lapses() -> None:
    def ahead(counts: list[int]) -> str:
        text = section(make_bestuur(example(counts)), "kort").partition("Wat eraan komt.")[2]
        return text.partition("De eerste nieuwe wet")[0]

    normen = list(example().raamwerk.normen)
    few = ahead([4] * 7 + [0] * 13)
    assert [one.id for one in normen if norm_name(one) in few] == [one.id for one in normen[:7]]
    assert "en nog" not in few
    assert " en nog 10: " in ahead([4] * NORMEN)


@pytest.mark.parametrize(
    ("streefdatum", "said"),
    [
        (date(2024, 7, 31), "30 dagen tot de streefdatum 31-07-2024"),
        (date(2024, 7, 2), "1 dag tot de streefdatum 02-07-2024"),
        (date(2024, 7, 1), "01-07-2024 streefdatum: de dag van deze meting"),
        (date(2024, 6, 30), "na de termijn de streefdatum was 30-06-2024"),
    ],
)
def test_the_time_left_is_told_calmly(streefdatum: date, said: str) -> None:
    rapport = example()
    raamwerk = rapport.raamwerk.model_copy(update={"streefdatum": streefdatum})
    for bouwer in BOUWERS:
        assert said in section(bouwer(rapport._replace(raamwerk=raamwerk)), "kort")


def test_after_the_term_the_board_is_asked_to_prolong_it() -> None:
    raamwerk = example().raamwerk.model_copy(update={"streefdatum": date(2024, 6, 30)})
    asked = section(make_bestuur(example()._replace(raamwerk=raamwerk)), "besluiten")
    assert "De termijn is voorbij. Beslis of u die verlengt" in asked


@pytest.mark.parametrize(
    ("leden", "concept", "said"),
    [
        (17, 3, "Nog in concept: 3 gemeenten."),
        (15, 0, "Nog niet ingeleverd: 1 gemeente."),
        (17, 2, "Nog niet ingeleverd: 3 gemeenten, waarvan 2 in concept."),
    ],
)
def test_who_has_not_handed_in_is_a_number(leden: int, concept: int, said: str) -> None:
    nu = make_editie(HALF, leden=leden)._replace(concept=concept)
    kort = section(make_bestuur(make_rapport(nu)), "kort")
    assert f"14 van de {leden} gemeenten leverden in" in kort
    assert f"{said} De cijfers gaan alleen over de 14 die wel hebben ingeleverd." in kort


def test_when_all_have_handed_in_there_is_no_warning() -> None:
    text = section(make_bestuur(example()), "kort")
    assert "Alle 14 gemeenten leverden in." in text
    assert "De cijfers gaan alleen over" not in text


def test_several_types_of_party_are_called_parties() -> None:
    rapport = example()
    raamwerk = rapport.raamwerk.model_copy(update={"partijtypen": ("gemeente", "waterschap")})
    first = raamwerk.themas[0].normen[0].model_copy(update={"geldt_voor": ("waterschap",)})
    thema = raamwerk.themas[0].model_copy(
        update={"normen": (first, *raamwerk.themas[0].normen[1:])}
    )
    raamwerk = raamwerk.model_copy(update={"themas": (thema, *raamwerk.themas[1:])})
    text = words(make_bestuur(rapport._replace(raamwerk=raamwerk)))
    assert "Alle 14 partijen leverden in." in text
    assert f"1a {first.kort} (voor waterschappen). «{first.tekst.removesuffix(';')}»" in text


@pytest.mark.parametrize("bouwer", BOUWERS)
def test_a_raamwerk_that_is_not_final_is_said_to_be_so(bouwer: Bouwer) -> None:
    raamwerk = example().raamwerk.model_copy(update={"voorlopig": "Dit is een conceptversie."})
    lezen = section(bouwer(example()._replace(raamwerk=raamwerk)), "lezen")
    assert "Over de normen: Dit is een conceptversie." in lezen
    assert "Over de normen" not in section(bouwer(example()), "lezen")


def test_without_a_meeting_it_is_for_the_board() -> None:
    blad = make_bestuur(example()._replace(overleg=None))
    assert dict(blad.kenmerken)["Voor"] == "bestuur van Twente"


@pytest.mark.parametrize("bouwer", BOUWERS)
def test_each_page_says_for_whom_it_is(bouwer: Bouwer) -> None:
    blad = bouwer(example())
    named = dict(blad.kenmerken)
    assert set(named) - {"Meting"} == {"Voor", "Raamwerk"}
    assert "zonder losse organisaties" in blad.vertrouwelijk
    assert blad.fictief
    assert any("weerbaar" in line for line in blad.voet)
    assert bouwer(with_beeld(example(), fictief=False)).fictief == ""
