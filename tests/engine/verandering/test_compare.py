"""Comparison: causes add up, the same is nothing, the other way round is the mirror image."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.engine.worlds import antwoorden, kern_of, library
from weerbaar_cli.engine.score.mogelijk import Scan, make_lezing
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.verandering.compare import Weg, Zijde, compare_metingen
from weerbaar_cli.feitsoorten.aantal import Aantal
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.feitsoorten.checklist import Checklist
from weerbaar_cli.feitsoorten.document import Document
from weerbaar_cli.model.bestanden.meting import NvtBesluit, Toetsing
from weerbaar_cli.model.bestanden.raamwerk import STATUSES
from weerbaar_cli.model.uitkomsten.vergelijking import Oorzaak

TWENTE = "twente-basis-op-orde"
JANUARI, JULI = date(2024, 1, 31), date(2024, 7, 1)
law = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
Facts = dict[str, Antwoord]


def other_readings() -> Rekenraamwerk:
    """Twente with the werkmap's own reading of «periodiek»."""
    raamwerk = library().raamwerk(TWENTE)
    lezing = make_lezing(raamwerk, {"periode-organen": "3 maanden"})
    return Rekenraamwerk(raamwerk, lezing, library().ankers, library().catalogus)


@st.composite
def sides(draw: Any) -> Zijde:
    facts: Facts = {}
    for norm in kern_of(TWENTE).raamwerk.normen:
        facts |= draw(antwoorden(norm))
    reason = "een reden"
    besluit = NvtBesluit(reden=reason, besloten_door="college", op=date(2023, 1, 1))
    nvt = {"3e": besluit} if draw(st.booleans()) else {}
    verdict = draw(st.none() | st.sampled_from(["voldoet", "deels"]))
    then = draw(st.none() | st.sampled_from(STATUSES))
    when = draw(st.none() | st.sampled_from([date(2023, 1, 1), JANUARI, JULI]))
    seen = Toetsing(oordeel=verdict or "deels", reden=reason, op=when, afgeleid_op=then)
    toetsing = {"2b": seen} if verdict else {}
    day = draw(st.sampled_from([JANUARI, JULI]))
    kern = draw(st.sampled_from([kern_of(TWENTE), other_readings()]))
    return Zijde(kern, Scan("gemeente", day, facts, nvt, toetsing), day)


@law
@given(van=sides(), naar=sides())
def test_the_causes_add_up_exactly(van: Zijde, naar: Zijde) -> None:
    found = compare_metingen(van, naar)
    assert sum(found.oorzaken.values()) == found.totaal
    assert sum(found.oorzaken_beslissend.values()) == found.totaal
    before = sum(norm.van == "voldoet" for norm in found.normen)
    after = sum(norm.naar == "voldoet" for norm in found.normen)
    assert found.totaal == after - before
    for norm in found.normen:
        states = [norm.van, *(turn.naar for turn in norm.wendingen)]
        assert states[-1] == norm.naar
        assert [turn.van for turn in norm.wendingen] == states[:-1]


@pytest.mark.long
@law
@given(van=sides(), naar=sides())
def test_the_way_leads_from_the_one_side_to_the_other(van: Zijde, naar: Zijde) -> None:
    """What a comparison takes from the two scores is what the first and last mixture give."""
    standen = Weg(van, naar).standen
    for norm in compare_metingen(van, naar).normen:
        ends = [standen[place].status((norm.id, norm.id)) for place in (0, -1)]
        known = [norm.van, norm.naar]
        assert ends == known or (van.peildatum >= naar.peildatum and ends[::-1] == known)


@law
@given(side=sides())
def test_nothing_changed_is_nothing(side: Zijde) -> None:
    found = compare_metingen(side, side)
    assert found.totaal == 0
    assert not any(norm.wendingen for norm in found.normen)
    assert {norm.richting for norm in found.normen} == {"gelijk"}


@law
@given(van=sides(), naar=sides())
def test_the_other_way_round_is_the_mirror_image(van: Zijde, naar: Zijde) -> None:
    there, back = compare_metingen(van, naar), compare_metingen(naar, van)
    flipped = {"beter": "slechter", "slechter": "beter", "gelijk": "gelijk"}
    assert {one: -number for one, number in there.oorzaken.items()} == back.oorzaken
    for one, other in zip(there.normen, back.normen, strict=True):
        assert (one.van, one.naar) == (other.naar, other.van)
        # Towards n.v.t. nothing becomes better or worse; back from it, something may.
        if "nvt" in (one.van, one.naar):
            assert "gelijk" in (one.richting, other.richting)
        else:
            assert flipped[one.richting] == other.richting
        turns = [(turn.oorzaak, turn.van, turn.naar) for turn in one.wendingen]
        mirror = [(turn.oorzaak, turn.naar, turn.van) for turn in reversed(other.wendingen)]
        assert turns == mirror


def side(facts: dict[str, Any], day: date = JANUARI, **more: Any) -> Zijde:
    known = {name: Antwoord(waarde) for name, waarde in facts.items()}
    scan = Scan("gemeente", day, known, more.pop("nvt", {}), more.pop("toetsing", {}))
    return Zijde(more.pop("kern", kern_of(TWENTE)), scan, day)


def apv_list(**known: str) -> dict[str, Any]:
    items = dict.fromkeys(library().catalogus["apv-onderdelen"].items)
    listed = Checklist(dict.fromkeys(items, "nee") if not known else items | known)
    return {"apv": (Document(vastgesteld_op=date(2023, 5, 1)),), "apv-onderdelen": listed}


@pytest.mark.parametrize(
    ("van", "naar", "norm", "words"),
    [
        ({}, {"intern-meldpunt": "ja"}, "2b", "meer ingevulde feiten"),
        ({"intern-meldpunt": "ja"}, {}, "2b", "minder ingevulde feiten"),
        (
            {"eed-belofte": Aantal(1, None)},
            {"eed-belofte": Aantal(1, 1)},
            "4a",
            "meer ingevulde feiten",
        ),
        (apv_list(), apv_list(panden="ja"), "3c", "anders ingevulde feiten"),
    ],
)
def test_the_cause_says_which_way_answers_were_filled_in(
    van: dict[str, Any], naar: dict[str, Any], norm: str, words: str
) -> None:
    found = compare_metingen(side(van), side(naar))
    assert [one.oorzaak_woorden for one in found.normen if one.id == norm] == [words]


OUD = (Document(vastgesteld_op=date(2023, 5, 1)),)
WEG = NvtBesluit(reden="geldt niet", besloten_door="college", op=date(2023, 1, 1))
STAAT = Toetsing(oordeel="deels", reden="gezien")


@pytest.mark.parametrize(
    ("van", "naar", "norm", "oorzaak"),
    [
        (side({"intern-meldpunt": "nee"}), side({"intern-meldpunt": "ja"}), "2b", "feiten"),
        (side({}), side({"intern-meldpunt": "ja"}), "2b", "dekking"),
        (side({"intern-meldpunt": "ja"}), side({}), "2b", "dekking"),
        (
            side({"eed-belofte": Aantal(1, None)}),
            side({"eed-belofte": Aantal(1, 1)}),
            "4a",
            "dekking",
        ),
        (side({"vog-nieuw": Aantal(0, 0)}), side({"vog-nieuw": Aantal(2, 2)}), "4b", "toepassing"),
        (side({"vog-nieuw": Aantal(9, 9)}), side({"vog-nieuw": Aantal(0, 0)}), "4b", "toepassing"),
        (side({"vog-nieuw": Aantal(0, 0)}), side({}), "4b", "dekking"),
        (
            side({"mt-besproken": date(2023, 6, 1)} | dict.fromkeys(
                ("college-besproken", "raad-aangeboden"), date(2024, 1, 1))),
            side({"mt-besproken": date(2023, 6, 1)} | dict.fromkeys(
                ("college-besproken", "raad-aangeboden"), date(2024, 1, 1)), JULI),
            "1b",
            "tijd",
        ),
        (
            side({"bibob-beleid": OUD}, date(2023, 12, 31)),
            side({"bibob-beleid": OUD}, JANUARI),
            "3d",
            "anker",
        ),
        (
            side(dict.fromkeys(("mt-besproken", "college-besproken", "raad-aangeboden"),
                               date(2023, 6, 1))),
            side(dict.fromkeys(("mt-besproken", "college-besproken", "raad-aangeboden"),
                               date(2023, 6, 1)), kern=other_readings()),
            "1b",
            "regels",
        ),
        (
            side({"intern-meldpunt": "nee"}),
            side({"intern-meldpunt": "nee"}, nvt={"2b": WEG}),
            "2b",
            "toepassing",
        ),
        (
            side({"intern-meldpunt": "ja"}),
            side({"intern-meldpunt": "ja"}, toetsing={"2b": STAAT}),
            "2b",
            "toetsing",
        ),
    ],
)  # fmt: skip
def test_each_cause_is_told_apart(van: Zijde, naar: Zijde, norm: str, oorzaak: Oorzaak) -> None:
    found = compare_metingen(van, naar)
    (one,) = [one for one in found.normen if one.id == norm]
    assert one.oorzaak == oorzaak
    assert all(not other.wendingen for other in found.normen if other.id != norm)


def test_a_norm_on_one_side_only_does_not_count() -> None:
    raamwerk = library().raamwerk(TWENTE)
    first = raamwerk.themas[0]
    fewer = first.model_copy(update={"normen": first.normen[1:]})
    small = raamwerk.model_copy(update={"themas": (fewer, *raamwerk.themas[1:])})
    base = side({"intern-meldpunt": "ja"})
    less = Rekenraamwerk(small, base.kern.lezing, base.kern.ankers, base.kern.catalogus)
    found = compare_metingen(base, replace(base, kern=less))
    assert [(norm.id, norm.richting) for norm in found.eenzijdig] == [("1a", "vervallen")]
    assert found.totaal == 0


# --- D3: facts by which a norm no longer applies, or applies again

NIETS, GEEN, DEEL, ALLES = Aantal(0, 0), Aantal(0, 9), Aantal(5, 9), Aantal(9, 9)


@pytest.mark.parametrize(
    ("van", "naar", "richting", "totaal", "sentence"),
    [
        (ALLES, NIETS, "gelijk", -1, "«voldoet → nvt is gelijk with a remark»"),
        (DEEL, NIETS, "gelijk", 0, "niet meer van toepassing is geen van beide"),
        (GEEN, NIETS, "gelijk", 0, "ook voor wie niet voldeed is het geen verbetering"),
        (NIETS, GEEN, "slechter", 0, "«nvt → voldoet_niet is direction slechter»"),
        (NIETS, DEEL, "slechter", 0, "de norm geldt weer, en is niet gehaald"),
        (NIETS, ALLES, "beter", 1, "de norm geldt weer, en is gehaald"),
        (NIETS, None, "gelijk", 0, "wat niet bekend is, is niet slechter"),
    ],
)
def test_what_no_longer_applies_is_neither_better_nor_worse(
    van: Aantal, naar: Aantal | None, richting: str, totaal: int, sentence: str
) -> None:
    found = compare_metingen(
        side({"vog-nieuw": van}), side({} if naar is None else {"vog-nieuw": naar})
    )
    (norm,) = (one for one in found.normen if one.id == "4b")
    oorzaak = "dekking" if naar is None else "toepassing"
    assert (norm.richting, norm.oorzaak, found.totaal) == (richting, oorzaak, totaal), sentence
    assert bool(norm.opmerking) is (naar is NIETS)
    assert found.oorzaken["toepassing"] == totaal, "de oorzaken tellen precies op"


def test_facts_that_outdate_a_toetsing_are_the_cause() -> None:
    """«counts as long as the derived oordeel equals that»; the other side has no judgement."""
    van = side({"intern-meldpunt": "ja"}, toetsing={"2b": STAAT})
    naar = side({"intern-meldpunt": "nee"})
    (norm,) = (one for one in compare_metingen(van, naar).normen if one.id == "2b")
    assert (norm.van, norm.naar, norm.oorzaak) == ("deels", "voldoet_niet", "feiten")


def swapped() -> Rekenraamwerk:
    """Twente as if norms 2a and 2b had each other's number."""
    names, raamwerk = {"2a": "2b", "2b": "2a"}, library().raamwerk(TWENTE)
    themas = tuple(
        thema.model_copy(
            update={
                "normen": tuple(
                    norm.model_copy(update={"id": names.get(norm.id, norm.id)})
                    for norm in thema.normen
                )
            }
        )
        for thema in raamwerk.themas
    )
    other = raamwerk.model_copy(update={"themas": themas})
    return Rekenraamwerk(other, make_lezing(other), library().ankers, library().catalogus)


@pytest.mark.parametrize(
    ("van", "naar", "turns"),
    [
        ({"nvt": {"2b": WEG}}, {"nvt": {"2a": WEG}}, []),
        ({"nvt": {"2b": WEG}}, {}, [("toepassing", "nvt", "voldoet")]),
        ({}, {"nvt": {"2a": WEG}}, [("toepassing", "voldoet", "nvt")]),
        ({"toetsing": {"2b": STAAT}}, {"toetsing": {"2a": STAAT}}, []),
        ({"toetsing": {"2b": STAAT}}, {}, [("toetsing", "deels", "voldoet")]),
        ({}, {"toetsing": {"2a": STAAT}}, [("toetsing", "voldoet", "deels")]),
        (
            {"nvt": {"2b": WEG}},
            {"toetsing": {"2a": STAAT}},
            [("toepassing", "nvt", "voldoet"), ("toetsing", "voldoet", "deels")],
        ),
    ],
)
@pytest.mark.parametrize("later", [JANUARI, JULI])
def test_what_was_decided_of_a_norm_goes_with_it_to_its_new_number(
    van: dict[str, Any], naar: dict[str, Any], turns: list[tuple[str, ...]], later: date
) -> None:
    """The number that it leaves is of another norm: nothing was decided of that."""
    known = {"intern-meldpunt": "ja"}
    old, new = side(known, **van), side(known, later, kern=swapped(), **naar)
    paren = [("2a", "2b"), ("2b", "2a")]
    there = compare_metingen(old, new, paren).vergelijkbaar
    assert {one.id: [(x.oorzaak, x.van, x.naar) for x in one.wendingen] for one in there} == {
        "2a": turns,
        "2b": [],
    }
    back = compare_metingen(new, old, [(wordt, was) for was, wordt in paren]).vergelijkbaar
    mirror = [(oorzaak, naar, van) for oorzaak, van, naar in reversed(turns)]
    assert {one.id: [(x.oorzaak, x.van, x.naar) for x in one.wendingen] for one in back} == {
        "2b": mirror,
        "2a": [],
    }
