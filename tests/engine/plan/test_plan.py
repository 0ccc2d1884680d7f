"""Laws of a plan: following it leads to voldoet by the shortest route; what lapses, lapses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.engine.groep.districten import make_raamwerk
from tests.engine.worlds import (
    GRENS,
    antwoorden,
    kern_alone,
    kern_of,
    library,
    norm_of,
    norms,
    scan,
)
from weerbaar_cli.engine.plan.overnemen import still_decided
from weerbaar_cli.engine.plan.plan import (
    Inzet,
    end_of,
    find_kalenderdagen,
    find_lapses,
    is_filled,
    judge_lid,
    make_normplannen,
    make_plan,
    make_werklijst,
)
from weerbaar_cli.engine.score.mogelijk import Scan, make_lezing
from weerbaar_cli.engine.score.nodig import find_route
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.score.score import find_first_route, judge, score_meting
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.feitsoorten.document import Document
from weerbaar_cli.feitsoorten.groepen import Groepen
from weerbaar_cli.model.bestanden.meting import Actie, NvtBesluit, Toetsing
from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.tijd import Periode
from weerbaar_cli.model.uitkomsten.plan import Lidplan, Normplan, Organisatieplan, Plan

law = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
slow_law = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
every_norm = pytest.mark.parametrize(("raamwerk_id", "norm_id"), norms())
every_raamwerk = pytest.mark.parametrize("raamwerk_id", library().raamwerk_ids())
TWENTE = "twente-basis-op-orde"
WORTH: dict[Status, int] = {"voldoet": 2, "deels": 1}
NORMPLAN = Normplan.__struct_fields__


# --- routes ---


@every_norm
@law
@given(data=st.data())
def test_following_the_route_leads_to_voldoet(raamwerk_id: str, norm_id: str, data: Any) -> None:
    """On its day the changed facts give voldoet, and no other day asks fewer steps."""
    norm, kern = norm_of(raamwerk_id, norm_id), kern_of(raamwerk_id)
    one = scan(data.draw(antwoorden(norm)), norm, raamwerk_id)
    found = find_first_route(kern, one, norm_id, GRENS)
    assert found is not None
    followed = replace(one, antwoorden={**one.antwoorden, **found.route.antwoorden})
    assert judge(kern, followed, norm, found.vanaf)[0] == "voldoet"
    own = kern.for_type(one.partijtype)
    now = find_route(own.regels[norm_id], one.antwoorden, own.kader(GRENS, GRENS))
    assert now is not None
    if found.vanaf == GRENS:
        assert found.route.antwoorden == now.antwoorden
        assert found.route.stappen == now.stappen
    else:
        assert len(found.route.stappen) < len(now.stappen)
    if not found.route.stappen:
        for days in range((found.vanaf - GRENS).days):
            assert judge(kern, one, norm, GRENS + timedelta(days=days))[0] != "voldoet"


@pytest.mark.slow
@every_raamwerk
@slow_law
@given(data=st.data())
def test_following_the_plan_step_by_step_meets_every_norm(raamwerk_id: str, data: Any) -> None:
    """Each time the first norm on the list; in the end only waiting is left."""
    kern = kern_of(raamwerk_id)
    known: dict[str, Antwoord] = {}
    for norm in kern.raamwerk.normen:
        if norm.regel is None and data.draw(st.booleans()):
            known |= data.draw(antwoorden(norm))
    one = Scan(kern.raamwerk.partijtypen[0], GRENS, known, {}, {})
    for _ in range(3 * kern.raamwerk.aantal_normen):
        todo = [norm for norm in plan_of(kern, one).normen if norm.route and norm.route.stappen]
        if not todo:
            break
        first = todo[0]
        assert first.route is not None
        found = find_first_route(kern, one, first.id, GRENS)
        assert found is not None
        assert tuple(step.stap for step in first.route.stappen) == found.route.stappen
        one = replace(one, antwoorden={**one.antwoorden, **found.route.antwoorden})
        oordeel = score_meting(kern, one, found.vanaf).find(first.id)
        assert oordeel is not None
        assert oordeel.oordeel == "voldoet"
    left = plan_of(kern, one).normen
    assert [norm.id for norm in left if norm.route and norm.route.stappen] == []


def plan_of(kern: Any, one: Scan, *acties: tuple[str, Actie], tot: date = GRENS) -> Plan:
    return make_plan([Inzet(kern, one, acties)], GRENS, tot)


def draw_all(data: Any, kern: Any) -> dict[str, Antwoord]:
    known: dict[str, Antwoord] = {}
    for norm in kern.raamwerk.normen:
        known |= data.draw(antwoorden(norm))
    return known


@law
@given(data=st.data())
def test_a_plan_is_in_order_and_consistent(data: Any) -> None:
    kern = kern_of(TWENTE)
    known = draw_all(data, kern)
    plan = plan_of(kern, Scan("gemeente", GRENS, known, {}, {}))
    routes = [norm.route for norm in plan.normen if norm.route is not None]
    sizes = [(len(route.stappen), route.vanaf) for route in routes]
    assert sizes == sorted(sizes)
    helped = [len(feit.normen) for feit in plan.feiten]
    assert helped == sorted(helped, reverse=True)
    for feit in plan.feiten:
        assert set(feit.genoeg_voor) <= set(feit.normen)
        for _, norm_id in feit.normen:
            (norm_plan,) = (norm for norm in plan.normen if norm.id == norm_id)
            assert norm_plan.route is not None
            names = {step.stap.feit for step in norm_plan.route.stappen}
            assert feit.feit in names
            assert (names == {feit.feit}) == ((TWENTE, norm_id) in feit.genoeg_voor)


@law
@given(data=st.data())
def test_what_is_told_of_one_of_very_many_is_what_its_plan_says(data: Any) -> None:
    kern = kern_of(TWENTE)
    known = draw_all(data, kern)
    first = next(iter(kern.raamwerk.normen)).id
    inzet = Inzet(
        kern,
        Scan(kern.raamwerk.partijtypen[0], GRENS, known, {}, {}),
        ((first, Actie(norm=first, actie="Regel dit", gereed_op=date(2024, 1, 1))),),
    )
    until = end_of(Periode(maanden=12), GRENS)
    plan, lid = make_plan([inzet], GRENS, until), judge_lid(inzet, GRENS, until)
    assert lid.oordeel == plan.raamwerken[0].oordeel
    assert lid.plan == Lidplan(plan.acties, plan.verloopt, len(plan.normen))
    assert lid.compleet == is_filled([inzet], [lid.oordeel])
    needed = {one.feit: set(one.normen) for one in plan.feiten}
    assert {name: set(normen) for name, normen in lid.nodig.items()} == needed
    told = [Normplan(**{key: getattr(one, key) for key in NORMPLAN}) for one in plan.normen]
    assert list(make_normplannen(inzet, lid)) == told


def bibob(*documents: Document) -> dict[str, Antwoord]:
    return {"bibob-beleid": Antwoord(documents)}


def test_waiting_is_a_route_when_an_adopted_document_begins_to_count() -> None:
    new = Document(vastgesteld_op=date(2024, 6, 1), geldig_vanaf=date(2024, 9, 1))
    found = find_first_route(
        kern_of(TWENTE), Scan("gemeente", GRENS, bibob(new), {}, {}), "3d", GRENS
    )
    assert found is not None
    assert (found.route.stappen, found.vanaf) == ((), date(2024, 9, 1))


def test_a_concept_is_nothing_to_wait_for() -> None:
    new = Document(status="concept", geldig_vanaf=date(2024, 9, 1))
    found = find_first_route(
        kern_of(TWENTE), Scan("gemeente", GRENS, bibob(new), {}, {}), "3d", GRENS
    )
    assert found is not None
    assert (len(found.route.stappen), found.vanaf) == (1, GRENS)


def test_waiting_can_save_a_step_of_several() -> None:
    """The plan waits for the convenant, and asks the rest."""
    kern = kern_of(TWENTE)
    plan = Document(vastgesteld_op=date(2024, 6, 1), geldig_vanaf=date(2024, 8, 1))
    known = {"informatie-werkproces": Antwoord((plan,))}
    one = Scan("gemeente", GRENS, known, {}, {})
    found = find_first_route(kern, one, "2e", GRENS)
    assert found is not None
    assert [stap.feit for stap in found.route.stappen] == ["informatie-training"]
    assert found.vanaf == date(2024, 8, 1)


def test_a_norm_that_the_assessor_refused_has_no_route_through_facts() -> None:
    known = {"mma-convenant": Antwoord((Document(vastgesteld_op=date(2023, 1, 1)),))}
    toetsing = Toetsing(oordeel="deels", reden="de melders kennen het niet")
    one = Scan("gemeente", GRENS, known, {}, {"2a": toetsing})
    norm = next(norm for norm in plan_of(kern_of(TWENTE), one).normen if norm.id == "2a")
    assert (norm.route, norm.getoetst, norm.reden) == (None, "deels", "de melders kennen het niet")


# --- actions ---


def actie(**keys: Any) -> Actie:
    return Actie.model_validate({"norm": "2a", "actie": "Convenant tekenen"} | keys)


@pytest.mark.parametrize(
    ("keys", "te_doen", "te_laat"),
    [
        ({"gereed_op": "2024-06-30", "status": "loopt"}, True, True),
        ({"gereed_op": "2024-07-01", "status": "loopt"}, True, False),
        ({"gereed_op": "2024-06-30", "status": "gepland"}, True, True),
        ({"gereed_op": "2024-06-30", "status": "gereed"}, False, False),
        ({"gereed_op": "2024-06-30", "status": "vervallen"}, False, False),
        ({"status": "loopt"}, True, False),
    ],
)
def test_an_action_is_late_when_its_day_is_past_and_it_goes_on(
    keys: dict[str, str], te_doen: bool, te_laat: bool
) -> None:
    one = Scan("gemeente", GRENS, {"mma-convenant": Antwoord(())}, {}, {})
    plan = plan_of(kern_of(TWENTE), one, ("2a", actie(**keys)))
    assert [(one.te_doen, one.te_laat) for one in plan.acties] == [(te_doen, te_laat)]
    (norm,) = (norm for norm in plan.normen if norm.id == "2a")
    assert norm.zonder_actie is not te_doen


def test_a_norm_that_is_not_known_lacks_facts_and_no_action() -> None:
    plan = plan_of(
        kern_of(TWENTE), Scan("gemeente", GRENS, {"mma-convenant": Antwoord(())}, {}, {})
    )
    assert [norm.id for norm in plan.zonder_actie] == ["2a"]
    assert len(plan.onbekend) == len(plan.normen) - 1


def test_a_norm_that_only_waits_for_a_day_lacks_no_action() -> None:
    """What is settled already and counts from a later day; a concept asks for work."""
    new = Document(vastgesteld_op=date(2024, 6, 1), geldig_vanaf=date(2024, 9, 1))
    concept = Document(status="concept", geldig_vanaf=date(2024, 9, 1))
    for document, waits in ((new, True), (concept, False)):
        plan = plan_of(kern_of(TWENTE), Scan("gemeente", GRENS, bibob(document), {}, {}))
        (norm,) = (norm for norm in plan.normen if norm.id == "3d")
        assert (norm.alleen_wachten, norm.zonder_actie) == (waits, not waits)


def test_costs_are_counted_by_thema_and_dropped_actions_cost_nothing() -> None:
    one = Scan("gemeente", GRENS, {}, {}, {})
    acties = (
        ("2a", actie(kosten="3500")),
        ("2a", actie(kosten="0.50", status="gereed")),
        ("2b", actie(norm="2b")),
        ("2b", actie(norm="2b", kosten="99", status="vervallen")),
        ("3d", actie(norm="3d", kosten="7", status="vervallen")),
    )
    (kosten,) = plan_of(kern_of(TWENTE), one, *acties).kosten
    assert (kosten.thema, str(kosten.te_doen), str(kosten.gereed)) == ("2", "3500", "0.50")
    assert kosten.zonder_bedrag == 1


def test_equal_actions_of_one_norm_have_a_number_in_the_calendar() -> None:
    """Those that are done, dropped or have no day are not in it."""
    days = ("2024-09-01", "2024-08-01", "2024-10-01")
    acties = [("2a", actie(gereed_op=day, actie="Convenant\n tekenen")) for day in days]
    acties += [
        ("2a", actie()),
        ("2a", actie(gereed_op="2024-08-02", status="gereed")),
        ("2b", actie(gereed_op="2024-08-03", norm="2b")),
    ]
    one = Scan("gemeente", GRENS, {}, {}, {})
    name = "Norm 2a Aansluiting bij Meld Misdaad Anoniem"
    text, mark = f"{name}: Convenant tekenen", "actie twente-basis-op-orde/2a Convenant tekenen"
    found = find_kalenderdagen(plan_of(kern_of(TWENTE), one, *acties))
    assert [tuple(day) for day in found] == [
        (
            "actie",
            date(2024, 8, 1),
            f"{name}: actie klaar",
            text,
            f"{mark} 2",
        ),
        (
            "actie",
            date(2024, 8, 3),
            "Norm 2b Intern meldpunt: actie klaar",
            "Norm 2b Intern meldpunt: Convenant tekenen",
            "actie twente-basis-op-orde/2b Convenant tekenen",
        ),
        (
            "actie",
            date(2024, 9, 1),
            f"{name}: actie klaar",
            text,
            mark,
        ),
        (
            "actie",
            date(2024, 10, 1),
            f"{name}: actie klaar",
            text,
            f"{mark} 3",
        ),
    ]


NORMEN: dict[str, Any] = {
    "a": {"feit": "intern-meldpunt", "is": "ja"},
    "b": {
        "alle": [
            {"feit": "mt-besproken", "binnen": "12 maanden"},
            {"feit": "ivp-prioriteit", "is": "ja"},
        ]
    },
    "c": {"feit": "ivp", "van_kracht": "ja"},
    "d": {
        "alle": [{"feit": "ivp-prioriteit", "is": "ja"}, {"feit": "bibob-specialist", "is": "ja"}]
    },
}


def test_what_helps_most_parties_comes_first_and_then_what_is_made_once_for_all() -> None:
    """A document before other facts; then what most norms ask. What a group holds is shared too."""
    normen = [{"id": name, "tekst": "Een norm.", "voldoet": one} for name, one in NORMEN.items()]
    raamwerk = make_raamwerk(normen)
    kern = Rekenraamwerk(raamwerk, make_lezing(raamwerk), library().ankers, library().catalogus)
    met = {
        "intern-meldpunt": Antwoord("ja"),
        "mt-besproken": Antwoord(GRENS),
        "ivp-prioriteit": Antwoord("ja"),
        "ivp": Antwoord((Document(vastgesteld_op=date(2024, 1, 1)),)),
    }
    known = {"gamma": met, "beta": {}, "Alfa": {"intern-meldpunt": Antwoord("ja")}}
    row = [
        Organisatieplan(
            naam,
            f"{naam}.yaml",
            "zelfscan",
            "concept",
            plan_of(kern, Scan("gemeente", GRENS, feiten, {}, {})),
            False,
        )
        for naam, feiten in known.items()
    ]
    lijst = make_werklijst(row, {("beta", "intern-meldpunt"): ["Werkgroep", "Basisteam"]})
    assert [one.organisatie for one in lijst.organisaties] == ["Alfa", "beta", "gamma"]
    assert [
        (one.feit, one.organisaties, [norm for _, norm in one.normen], one.groepen)
        for one in lijst.gezamenlijk
    ] == [
        ("bibob-specialist", ("Alfa", "beta", "gamma"), ["d"], ()),
        ("ivp", ("Alfa", "beta"), ["c"], ()),
        ("ivp-prioriteit", ("Alfa", "beta"), ["b", "d"], ()),
        ("mt-besproken", ("Alfa", "beta"), ["b"], ()),
        ("intern-meldpunt", ("beta",), ["a"], ("Basisteam", "Werkgroep")),
    ]


# --- lapses ---


@every_norm
@law
@given(data=st.data())
def test_what_is_said_to_lapse_lapses_on_that_day(
    raamwerk_id: str, norm_id: str, data: Any
) -> None:
    norm, kern = norm_of(raamwerk_id, norm_id), kern_alone(raamwerk_id, norm_id)
    one = scan(data.draw(antwoorden(norm)), norm, raamwerk_id)
    oordeel = score_meting(kern, one, GRENS)
    far, near = end_of(Periode(maanden=24), GRENS), end_of(Periode(maanden=6), GRENS)
    found = [lapse for lapse in find_lapses(kern, one, oordeel, far) if lapse.norm == norm_id]
    soon = [lapse for lapse in find_lapses(kern, one, oordeel, near) if lapse.norm == norm_id]
    assert soon == [lapse for lapse in found if lapse.dag <= near]
    for lapse in found:
        assert judge(kern, one, norm, lapse.dag - timedelta(days=1))[0] == lapse.van
        assert judge(kern, one, norm, lapse.dag)[0] == lapse.naar
        assert WORTH.get(lapse.naar, 0) < WORTH[lapse.van]
        assert lapse.feiten
        assert set(lapse.feiten) <= set(kern.feiten(norm))


def test_a_decision_that_must_be_reviewed_lapses_without_a_fact() -> None:
    besluit = NvtBesluit(
        reden="geen meldingen",
        besloten_door="college",
        op=date(2024, 1, 1),
        herzien_op=date(2024, 9, 1),
    )
    one = Scan("gemeente", GRENS, {}, {"3e": besluit}, {})
    plan = plan_of(kern_of(TWENTE), one, tot=date(2025, 1, 1))
    (lapse,) = (lapse for lapse in plan.verloopt if lapse.norm == "3e")
    assert (lapse.dag, lapse.van, lapse.feiten) == (date(2024, 9, 2), "nvt", ())
    last = plan_of(kern_of(TWENTE), one, tot=date(2024, 9, 2))
    assert [tuple(day) for day in find_kalenderdagen(last)] == [
        (
            "verloopt",
            date(2024, 9, 2),
            "Norm 3e Opvolging van berichten en rapportages verloopt",
            "Norm 3e Opvolging van berichten en rapportages: besluit niet van toepassing",
            "verloopt twente-basis-op-orde/3e",
        )
    ]
    assert plan_of(kern_of(TWENTE), one, tot=date(2024, 9, 1)).verloopt == ()


def test_what_the_assessor_already_lowered_does_not_lapse_again() -> None:
    known = {
        "informatie-training": Antwoord(date(2023, 10, 12)),
        "informatie-werkproces": Antwoord((Document(vastgesteld_op=date(2023, 1, 1)),)),
    }
    one = Scan("gemeente", GRENS, known, {}, {})
    tested = replace(one, toetsing={"2e": Toetsing(oordeel="deels", reden="niet ieder deed mee")})
    found = [
        [lapse.norm for lapse in plan_of(kern_of(TWENTE), each, tot=date(2025, 1, 1)).verloopt]
        for each in (one, tested)
    ]
    assert found == [["2e"], []]


def test_only_the_fact_that_lapses_is_named() -> None:
    known = {
        "mt-besproken": Antwoord(date(2024, 6, 1)),
        "college-besproken": Antwoord(date(2023, 9, 1)),
        "raad-aangeboden": Antwoord(date(2024, 6, 1)),
        "afdelingen-agendering": Antwoord(Groepen({"Veiligheid": date(2024, 6, 1)})),
    }
    one = Scan("gemeente", GRENS, known, {}, {})
    plan = plan_of(kern_of(TWENTE), one, tot=date(2025, 1, 1))
    assert [(lapse.norm, lapse.feiten) for lapse in plan.verloopt] == [
        ("1b", ("college-besproken",))
    ]


@pytest.mark.parametrize(
    ("horizon", "day", "end"),
    [
        (Periode(maanden=6), date(2024, 8, 31), date(2025, 2, 28)),
        (Periode(dagen=180), date(2024, 1, 31), date(2024, 7, 29)),
        (Periode(maanden=12), date(2024, 2, 29), date(2025, 2, 28)),
        (Periode(dagen=9999), date(9999, 12, 1), date.max),
        (Periode(maanden=9999 * 12), date(2024, 1, 1), date.max),
    ],
)
def test_the_horizon_is_calendar_time(horizon: Periode, day: date, end: date) -> None:
    assert end_of(horizon, day) == end


@pytest.mark.parametrize(
    ("herzien_op", "counts"),
    [(None, True), (date(2024, 1, 31), True), (date(2024, 1, 30), False)],
)
def test_a_decision_goes_along_until_the_day_of_its_review(
    herzien_op: date | None, counts: bool
) -> None:
    besluit = NvtBesluit(
        reden="geen berichten", besloten_door="gemeentesecretaris", op=date(2023, 1, 1),
        herzien_op=herzien_op,
    )  # fmt: skip
    assert still_decided(besluit, date(2024, 1, 31)) is counts
