"""Districts side by side: every figure follows from what was published, and from nothing else."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.zinnen import hold_findings
from weerbaar_cli.engine.checks.gepubliceerd import check_gepubliceerd
from weerbaar_cli.engine.groep.overzicht import (
    Districtstuk,
    Overzichtskader,
    make_overzicht,
    not_placed,
)
from weerbaar_cli.engine.score.mogelijk import make_lezing
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.files.gepubliceerd import parse_gepubliceerd
from weerbaar_cli.model.bestanden.gepubliceerd import Gepubliceerd
from weerbaar_cli.model.bevinding import Bevinding
from weerbaar_cli.model.uitkomsten.groepsafleiding import Bereik
from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepsdoel
from weerbaar_cli.model.uitkomsten.overzicht import Districtdeel, Overzicht

FOLDER = Path(__file__).parents[3] / "examples" / "oost-nederland"
VERBAND = "riec-oost-nederland"
Data = dict[str, Any]


@cache
def library() -> Bibliotheek:
    return Bibliotheek()


def districten() -> tuple[str, ...]:
    return library().register.verbanden[VERBAND].districten


@cache
def text_of(district: str) -> str:
    return (FOLDER / f"{district}.json").read_text(encoding="utf-8")


def data_of(district: str) -> Data:
    found: Data = json.loads(text_of(district))
    return found


def all_data() -> dict[str, Data]:
    return {one: data_of(one) for one in districten()}


def read(data: Data) -> Gepubliceerd:
    return parse_gepubliceerd(json.dumps(data).encode(), "rapport.json").rapport


@cache
def kern_of(reference: str) -> Rekenraamwerk:
    known = library()
    raamwerk = known.raamwerk(reference)
    return Rekenraamwerk(raamwerk, make_lezing(raamwerk), known.ankers, known.catalogus)


@cache
def kader() -> Overzichtskader:
    known = library()
    return Overzichtskader(known.raamwerk("riec-themas"), known.indelingen, known.catalogus)


def overzicht(reports: dict[str, Data], doel: Groepsdoel = "bestuur") -> Overzicht:
    stukken = []
    for one in districten():
        rapport = read(reports[one]) if one in reports else None
        name = data_of(one)["raamwerk"]["id"]
        stukken.append(Districtstuk(one, one.title(), rapport, kern_of(name)))
    return make_overzicht(VERBAND, "Oost", doel, stukken, kader())


def deel(found: Overzicht, district: str) -> Districtdeel:
    return next(one for one in found.districten if one.id == district)


def openbaar(district: str) -> Data:
    """What the same district would tell everyone: its own themas, without norms."""
    data = data_of(district)
    for name in ("verloopt_tot", "waarmerk"):
        data.pop(name, None)
    for editie in filter(None, (data["nu"], data["vorige"])):
        del editie["normen"], editie["concept"]
    rows = [one["voldoet"] for one in data["themas"]]
    total = {key: sum(row[key] for row in rows) for key in ("laag", "hoog", "van")}
    return data | {"doelgroep": "openbaar", "voldoet": total}


# --- the figures


@pytest.mark.parametrize("district", districten())
def test_a_thema_is_the_sum_of_the_published_norms_in_it(district: str) -> None:
    data = data_of(district)
    vakken = kader().vakken(data["raamwerk"]["id"])
    for thema, part in zip(
        kader().themas.themas, deel(overzicht(all_data()), district).themas, strict=True
    ):
        here = [norm for vak in vakken if vak.thema == thema.id for norm in vak.normen]
        tallen = [one["voldoet"] for one in data["nu"]["normen"] if one["id"] in here]
        if not tallen:
            assert (part.zicht, part.bereik, part.normen) == ("geen_norm", None, ())
            continue
        sums = (sum(tal[key] for tal in tallen) for key in ("laag", "hoog", "van"))
        assert part.bereik == Bereik(*sums)
        assert len(part.normen) == len(tallen)


def test_an_overview_is_called_as_its_verband() -> None:
    found = overzicht(all_data())
    assert (found.id, found.titel, found.doel, found.fictief) == (VERBAND, "Oost", "bestuur", True)


def test_every_published_norm_counts_once() -> None:
    for one in overzicht(all_data()).districten:
        counted = [norm for part in one.themas for norm in part.normen]
        assert sorted(counted) == sorted(norm["id"] for norm in data_of(one.id)["nu"]["normen"])


def test_what_is_only_recommended_is_in_no_sum() -> None:
    kern = kern_of(data_of("twente")["raamwerk"]["id"])
    first, *rest = kern.raamwerk.themas
    norm = first.normen[0].model_copy(update={"aard": "aanbeveling"})
    advised = first.model_copy(update={"normen": (norm, *first.normen[1:])})
    raamwerk = kern.raamwerk.model_copy(update={"themas": (advised, *rest)})
    own = Rekenraamwerk(raamwerk, kern.lezing, kern.ankers, kern.catalogus)
    rapport = read(data_of("twente"))
    stukken = [Districtstuk("twente", "Twente", rapport, one) for one in (kern, own)]
    all_of_them, without = make_overzicht(VERBAND, "Oost", "bestuur", stukken, kader()).districten
    told = {one.id: one.voldoet for one in rapport.nu.normen}[norm.id]

    def total(one: Districtdeel) -> int:
        return sum(part.bereik.van for part in one.themas if part.bereik is not None)

    assert total(without) == total(all_of_them) - told.van
    assert norm.id not in [name for part in without.themas for name in part.normen]


def test_districts_stand_in_the_order_of_the_registry_whatever_their_figures() -> None:
    reports = all_data()
    for place, one in enumerate(districten()):
        turned = {one: reports[one], **reports}
        assert [each.id for each in overzicht(turned).districten] == list(districten()), place


def test_a_district_without_a_report_is_there_without_figures() -> None:
    reports = all_data()
    del reports["ijsselland"]
    found = deel(overzicht(reports), "ijsselland")
    assert found.rapport is None
    assert {part.zicht for part in found.themas} == {"ontbreekt"}
    assert found.onzeker == ()


def test_what_another_district_reports_changes_nothing() -> None:
    reports = all_data()
    alone = deel(overzicht({"twente": reports["twente"]}), "twente")
    assert deel(overzicht(reports), "twente") == alone


def test_uncertain_norms_are_named_with_their_reason() -> None:
    found = deel(overzicht(all_data()), "gelderland-midden")
    named = {norm for plaats in found.onzeker for norm in plaats.normen}
    assert named == {norm for part in found.themas for norm in part.onzeker}
    assert named == {"3", "4", "5", "8"}
    assert [(one.thema, one.normen) for one in found.onzeker] == [
        ("3", ("3", "4")),
        ("1", ("5",)),
        ("2", ("8",)),
    ]
    assert all(plaats.toelichting for plaats in found.onzeker)


# --- reports for everyone


def test_themas_that_fall_the_same_are_told_by_a_report_for_everyone() -> None:
    board = deel(overzicht(all_data()), "twente")
    public = deel(overzicht({"twente": openbaar("twente")}, "openbaar"), "twente")
    assert public.themas == board.themas


def test_themas_that_fall_otherwise_are_not_to_be_seen() -> None:
    public = deel(overzicht({"ijsselland": openbaar("ijsselland")}, "openbaar"), "ijsselland")
    assert [part.zicht for part in public.themas] == [
        "niet_te_zien", "niet_te_zien", "niet_te_zien", "geen_norm", "geen_norm",
    ]  # fmt: skip
    assert [part.bereik for part in public.themas] == [None] * 5


def test_reports_for_everyone_tell_no_causes() -> None:
    reports = {one: openbaar(one) for one in districten()}
    assert overzicht(reports, "openbaar").oorzaken == ()


# --- what they share


def test_a_shared_demand_is_asked_by_the_norms_that_are_named() -> None:
    found = overzicht(all_data())
    shared = [one for eisen in found.eisen for one in eisen]
    assert len(shared) == len({one.feit for one in shared}) > 10
    for one in shared:
        assert sum(map(bool, one.normen)) >= 2
        for district, normen in zip(found.districten, one.normen, strict=True):
            assert district.raamwerk is not None
            for name in normen:
                norm = district.raamwerk.find_norm(name)
                assert norm is not None
                assert one.feit in kern_of(district.raamwerk.id).feiten(norm)


def test_what_two_districts_ask_is_shared() -> None:
    """Twente 2b and IJsselland 2 ask for a reporting point, and nobody else does."""
    found = overzicht(all_data())
    asked = {one.feit: one.normen for eisen in found.eisen for one in eisen}["intern-meldpunt"]
    own = zip(found.districten, asked, strict=True)
    assert {one.id: normen for one, normen in own if normen} == {
        "twente": ("2b",),
        "ijsselland": ("2",),
    }


def test_demands_do_not_depend_on_what_was_reported() -> None:
    assert overzicht({"twente": data_of("twente")}).eisen == overzicht(all_data()).eisen


def test_a_shared_cause_is_told_as_it_was_published() -> None:
    found = overzicht(all_data())
    assert found.oorzaken
    for one in found.oorzaken:
        common = 0
        for district, told in zip(found.districten, one.aantallen, strict=True):
            published = {
                row["oorzaak"]["feit"]: (row["id"], row["oorzaak"])
                for row in data_of(district.id)["nu"]["normen"]
                if row["oorzaak"] is not None
            }
            assert (one.feit in published) == (told is not None)
            if told is not None:
                norm, row = published[one.feit]
                assert told[0] == norm
                assert (told[1].laag, told[1].hoog, told[1].van) == (
                    row["laag"], row["hoog"], row["van"],
                )  # fmt: skip
                common += told[1].laag > 3
        assert common >= 2


@pytest.mark.parametrize(
    "few", [("geen_of_enkele", 0, 3), ("exact", 3, 3)], ids=lambda one: str(one[0])
)
def test_a_cause_of_a_few_parties_is_not_called_shared(few: tuple[str, int, int]) -> None:
    """Its readers know two parties, so three are a few."""
    reports = all_data()
    before = [one.feit for one in overzicht(reports).oorzaken]
    for one in reports.values():
        for norm in one["nu"]["normen"]:
            if norm["oorzaak"] is not None:
                norm["oorzaak"] |= dict(zip(("woord", "laag", "hoog"), few, strict=True))
    assert before
    assert overzicht(reports).oorzaken == ()


# --- the registry


def test_no_party_is_in_two_districts_of_one_overview() -> None:
    """Groups that meet could be laid over one another."""
    register = library().register
    for verband in register.verbanden.values():
        own = [{*one.district} & {*verband.districten} for one in register.partijen]
        assert max(map(len, own)) == 1


def test_every_norm_of_every_packaged_raamwerk_has_a_thema() -> None:
    for name in library().packaged_ids():
        if name != kader().themas.id:
            assert not_placed(library().raamwerk(name), kader()) == ()


# --- a report that was changed by hand


def faults(data: Data) -> list[Bevinding]:
    rapport = read(data)
    raamwerk = library().raamwerk(f"{rapport.raamwerk.id}@{rapport.raamwerk.versie}")
    found = check_gepubliceerd(rapport, raamwerk)
    hold_findings(found)
    return found


@pytest.mark.parametrize("district", districten())
def test_a_report_as_it_was_published_is_right(district: str) -> None:
    assert faults(data_of(district)) == []
    assert faults(openbaar(district)) == []


def numbers(value: Any, pad: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where a number stands."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from numbers(one, (*pad, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from numbers(one, (*pad, index))
    elif isinstance(value, int) and not isinstance(value, bool):
        yield pad


def changed(data: Data, pad: tuple[Any, ...], by: int) -> Data:
    copied = copy.deepcopy(data)
    place: Any = copied
    for step in pad[:-1]:
        place = place[step]
    place[pad[-1]] += by
    return copied


@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize("district", ["twente", "gelderland-zuid"])
def test_any_one_figure_that_was_changed_is_seen(district: str, by: int) -> None:
    data = data_of(district)
    places = list(numbers(data["nu"]["normen"], ("nu", "normen")))
    places += [pad for pad in numbers(data["themas"], ("themas",)) if pad[2] == "voldoet"]
    kept = [pad for pad in places if _value(data, pad) + by >= 0]
    assert len(kept) > 20
    assert [pad for pad in kept if not faults(changed(data, pad, by))] == []


def _value(data: Any, pad: tuple[Any, ...]) -> int:
    for step in pad:
        data = data[step]
    return int(data)


def norm(data: Data, place: int = 0) -> Data:
    found: Data = data["nu"]["normen"][place]
    return found


def test_a_norm_that_was_taken_out_is_seen() -> None:
    data = data_of("twente")
    del data["nu"]["normen"][3]
    assert [one.code for one in faults(data)] == ["rapport-klopt-niet"]


def test_a_norm_or_thema_that_does_not_exist_is_named() -> None:
    data = data_of("twente")
    norm(data)["id"] = "2bb"
    tips = {one.code: one.suggestie for one in faults(data)}
    assert tips["onbekende-norm"] == "Bedoelde u «2b»?"
    data = data_of("twente")
    data["themas"][0]["id"] = "11"
    tips = {one.code: one.suggestie for one in faults(data)}
    assert tips["onbekend-thema"] == "Bedoelde u «1»?"


def test_a_cause_that_the_norm_does_not_ask_is_named() -> None:
    data = data_of("twente")
    norm(data)["oorzaak"]["feit"] = "bibob-beleid"
    assert ("onbekend-feit", ("nu", "normen", 0, "oorzaak", "feit")) in {
        (one.code, one.pad) for one in faults(data)
    }


def test_a_fact_is_the_cause_of_one_norm_only() -> None:
    data = data_of("gelderland-midden")
    told = {"feit": "damocles", "woord": "te_klein", "laag": 0, "hoog": 15, "van": 15}
    for one in data["nu"]["normen"]:
        if one["id"] in ("2", "10"):
            one["oorzaak"] = told
    found = [one.bericht for one in faults(data)]
    assert found == ["feit damocles is al de oorzaak bij een eerdere norm"]


def test_a_figure_that_the_promise_would_never_tell_is_refused() -> None:
    """One of eleven: «geen of enkele» is all that anyone may be told."""
    data = data_of("gelderland-zuid")
    for one in data["nu"]["normen"]:
        one["voldoet"] = {"woord": "exact", "laag": 1, "hoog": 1, "van": 11}
    codes = {one.pad for one in faults(data) if one.code == "rapport-klopt-niet"}
    assert ("nu", "normen", 0, "voldoet") in codes


def test_a_norm_counts_the_same_parties_everywhere() -> None:
    data = data_of("twente")
    index = next(index for index, one in enumerate(data["nu"]["normen"]) if one["oorzaak"])
    norm(data, index)["oorzaak"]["van"] -= 1
    told = {one.pad: one.bericht for one in faults(data)}
    place = ("nu", "normen", index, "oorzaak", "van")
    assert told[place] == "deze norm telt niet overal evenveel partijen"


def test_too_small_a_group_was_never_published() -> None:
    data = data_of("gelderland-zuid")
    data["nu"] |= {"ingeleverd": 6, "concept": 0}
    assert ("nu", "ingeleverd") in {one.pad for one in faults(data)}


def test_the_smallest_group_that_is_published() -> None:
    """Who knows two parties itself is told of seven at the least."""
    data = data_of("gelderland-zuid")
    assert data["bekend_bij_lezer"] == 2
    data["nu"] |= {"ingeleverd": 7, "concept": 0}
    assert ("nu", "ingeleverd") not in {one.pad for one in faults(data)}


@pytest.mark.parametrize(("day", "wrong"), [("2024-01-30", False), ("2024-01-31", True)])
def test_the_edition_before_is_of_an_earlier_day(day: str, wrong: bool) -> None:
    data = data_of("twente")
    data["nu"]["peildatum"], data["vorige"]["peildatum"] = "2024-01-31", day
    assert (("vorige", "peildatum") in {one.pad for one in faults(data)}) is wrong


def test_more_than_all_cannot_have_handed_in() -> None:
    data = data_of("twente")
    data["nu"]["leden"] = 12
    assert ("nu", "ingeleverd") in {one.pad for one in faults(data)}


def test_a_report_for_everyone_has_a_total_and_no_norms() -> None:
    data = openbaar("twente")
    data["voldoet"]["laag"] -= 1
    assert [one.pad for one in faults(data)] == [("voldoet",)]
    data = openbaar("twente")
    del data["voldoet"]
    assert [one.bericht for one in faults(data)] == ["het totaal «voldoet» ontbreekt"]
    data = openbaar("twente") | {"nu": data_of("twente")["nu"]}
    assert [one.pad for one in faults(data)] == [("nu", "normen")]
