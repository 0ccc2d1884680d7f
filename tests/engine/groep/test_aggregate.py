"""Counting a group: what is coarse, which figures a norm has, and who is counted."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from tests.engine.groep.districten import DAG, DAGEN, TYPES, Feiten, make_raamwerk
from tests.engine.worlds import kern_of, library
from weerbaar_cli.engine.groep.belofte import closed, coarsen, known_to_reader, min_group
from weerbaar_cli.engine.groep.publiceren import Publicatievorm, hash_figures, rules_of
from weerbaar_cli.engine.groep.telling import (
    Aantallen,
    Afspraak,
    Inzending,
    Partijstand,
    Ronde,
    count_standen,
    end_of,
    make_editie,
    make_groepsbeeld,
)
from weerbaar_cli.engine.groep.verwant import Bundel, choose_figures
from weerbaar_cli.engine.score.mogelijk import Scan, make_lezing
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.feitsoorten.datum import NOOIT
from weerbaar_cli.model.bestanden.meting import NvtBesluit, Toetsing
from weerbaar_cli.model.bestanden.publicaties import LENGTH
from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepsbeeld, Groepseditie, Groepsnorm, Tal

G, W = TYPES
BESTUUR = Afspraak("bestuur")


@pytest.mark.parametrize("m", [2, 3])
@pytest.mark.parametrize("n", range(7, 16))
def test_the_edges_are_coarse_and_the_middle_is_exact(n: int, m: int) -> None:
    if n < min_group(m):
        assert [coarsen(count, n, m) for count in range(n + 1)] == [closed(n)] * (n + 1)
        return
    for count in range(n + 1):
        tal = coarsen(count, n, m)
        assert tal.laag <= count <= tal.hoog
        assert tal.van == n
        if count <= m + 1:
            assert tal == Tal("geen_of_enkele", 0, m + 1, n)
        elif count >= n - m - 1:
            assert tal == Tal("bijna_alle", n - m - 1, n, n)
        else:
            assert tal == Tal("exact", count, count, n)


@pytest.mark.parametrize(("m", "least"), [(2, 7), (3, 9), (4, 11)])
def test_the_least_group(m: int, least: int) -> None:
    assert min_group(m) == least
    assert coarsen(3, least, m).woord != "te_klein"
    assert coarsen(3, least - 1, m) == Tal("te_klein", 0, least - 1, least - 1)


def test_exact_counts_are_the_owners_choice_but_a_small_group_stays_closed() -> None:
    assert [coarsen(count, 14, 2, exact=True) for count in (0, 1, 13, 14)] == [
        Tal("exact", count, count, 14) for count in (0, 1, 13, 14)
    ]
    assert coarsen(3, 6, 2, exact=True) == closed(6)


def test_the_public_may_know_one_more() -> None:
    assert (known_to_reader("bestuur", 2), known_to_reader("openbaar", 2)) == (2, 3)
    assert (known_to_reader("bestuur", 4), known_to_reader("openbaar", 4)) == (4, 5)


def test_pandas_counts_per_norm() -> None:
    standen = [
        Partijstand(0, 1, voldoet=True, oorzaak=False, verloopt=True),
        Partijstand(1, 1, voldoet=False, oorzaak=True, verloopt=False),
        Partijstand(0, 4, voldoet=True, oorzaak=False, verloopt=False),
        Partijstand(2, 1, voldoet=True, oorzaak=False, verloopt=False),
    ]
    found = count_standen(standen)
    assert found == {1: Aantallen(2, 1, 1), 4: Aantallen(1, 0, 0)}
    assert count_standen([]) == {}


MELDPUNT: dict[str, Any] = {
    "id": "a",
    "tekst": "Er is een meldpunt.",
    "voldoet": {"feit": "intern-meldpunt", "is": "ja"},
}
MT: dict[str, Any] = {
    "id": "b",
    "tekst": "Het MT sprak erover.",
    "voldoet": {
        "alle": [
            {"feit": "mt-besproken", "binnen": "12 maanden"},
            {"feit": "ivp-prioriteit", "is": "ja"},
        ]
    },
}


class Proef:
    """A small raamwerk with parties on one day."""

    def __init__(self, *normen: Mapping[str, Any]) -> None:
        raamwerk = make_raamwerk(normen)
        lezing = make_lezing(raamwerk)
        self.kern = Rekenraamwerk(raamwerk, lezing, library().ankers, library().catalogus)

    def inzending(self, partijtype: str = G, **extra: Any) -> Inzending:
        feiten = {name.replace("_", "-"): value for name, value in extra.pop("feiten", {}).items()}
        answers = {name: Antwoord(value) for name, value in feiten.items()}
        scan = Scan(partijtype, DAG, answers, extra.get("nvt", {}), extra.get("toetsing", {}))
        return Inzending(partijtype, score_meting(self.kern, scan, DAG))

    def editie(
        self,
        inzendingen: Sequence[Inzending],
        afspraak: Afspraak = BESTUUR,
        bundels: Sequence[Bundel] = (),
    ) -> Groepseditie:
        ronde = Ronde("zelfscan", DAG, len(inzendingen), 0, inzendingen, bundels)
        return make_editie(self.kern, ronde, afspraak)

    def norm(self, inzendingen: Sequence[Inzending], **extra: Any) -> Groepsnorm:
        (found,) = self.editie(inzendingen, **extra).normen
        return found


def many(one: Inzending, number: int) -> list[Inzending]:
    return [one] * number


def test_who_meets_it_who_needs_the_cause_and_whose_result_lapses() -> None:
    proef = Proef(MT)
    lapsing = proef.inzending(feiten={"mt_besproken": DAGEN[0], "ivp_prioriteit": "ja"})
    needs = proef.inzending(feiten={"mt_besproken": NOOIT, "ivp_prioriteit": "ja"})
    other = proef.inzending(feiten={"mt_besproken": DAGEN[0], "ivp_prioriteit": "nee"})
    unknown = proef.inzending(feiten={"ivp_prioriteit": "ja"})
    norm = proef.norm(many(lapsing, 5) + many(needs, 3) + many(other, 4) + many(unknown, 2))
    assert norm.voldoet == Tal("exact", 5, 5, 14)
    assert norm.oorzaakfeit == 0
    assert norm.oorzaak == Tal("exact", 5, 5, 14), "onbekend needs the fact as well"
    assert norm.verloopt == Tal("exact", 5, 5, 14)


def test_only_a_lapse_within_the_horizon_counts() -> None:
    proef = Proef(MT)
    late = proef.inzending(feiten={"mt_besproken": DAGEN[1], "ivp_prioriteit": "ja"})
    soon = Afspraak("bestuur", vooruit=BESTUUR.vooruit)
    assert proef.norm(many(late, 14), afspraak=soon).verloopt.woord == "bijna_alle"
    nearer = BESTUUR._replace(vooruit=type(BESTUUR.vooruit)(maanden=6))
    assert end_of(nearer, DAG) == date(2024, 7, 31)
    in_days = BESTUUR._replace(vooruit=type(BESTUUR.vooruit)(maanden=1, dagen=3))
    assert end_of(in_days, date(2024, 3, 10)) == date(2024, 4, 13)
    assert proef.norm(many(late, 14), afspraak=nearer).verloopt.woord == "geen_of_enkele"


def test_a_lapse_on_the_last_day_of_the_horizon_counts() -> None:
    """Spoken of on 30 July 2023: on 31 July 2024 that is more than twelve months ago."""
    proef = Proef(MT)
    nearer = BESTUUR._replace(vooruit=type(BESTUUR.vooruit)(maanden=6))
    for day, counted in ((30, "bijna_alle"), (31, "geen_of_enkele")):
        feiten = {"mt_besproken": date(2023, 7, day), "ivp_prioriteit": "ja"}
        row = many(proef.inzending(feiten=feiten), 14)
        assert proef.norm(row, afspraak=nearer).verloopt.woord == counted


def test_a_decision_that_it_does_not_apply_never_changes_the_number_of_parties() -> None:
    proef = Proef(MELDPUNT)
    meets = proef.inzending(feiten={"intern_meldpunt": "ja"})
    decided = NvtBesluit(reden="geen", besloten_door="college", op=date(2024, 1, 1))
    nvt = proef.inzending(feiten={"intern_meldpunt": "nee"}, nvt={"a": decided})
    norm = proef.norm(many(meets, 6) + many(nvt, 8))
    assert norm.voldoet == Tal("exact", 6, 6, 14)
    assert norm.oorzaak == Tal("geen_of_enkele", 0, 3, 14), "nothing is needed of who is exempt"


def test_the_judgement_of_an_assessor_is_what_counts() -> None:
    proef = Proef(MELDPUNT)
    toetsing = {"a": Toetsing(oordeel="deels", reden="werkt niet")}
    refused = proef.inzending(feiten={"intern_meldpunt": "ja"}, toetsing=toetsing)
    accepted = proef.inzending(
        feiten={"intern_meldpunt": "nee"},
        toetsing={"a": Toetsing(oordeel="voldoet", reden="werkt")},
    )
    norm = proef.norm(many(refused, 8) + many(accepted, 6))
    assert norm.voldoet == Tal("exact", 6, 6, 14)
    assert norm.oorzaak == Tal("geen_of_enkele", 0, 3, 14)
    assert norm.verloopt == Tal("geen_of_enkele", 0, 3, 14)


def test_a_norm_counts_the_parties_for_whose_type_it_is_meant() -> None:
    proef = Proef({**MELDPUNT, "geldt_voor": [G]}, {**MT, "geldt_voor": [W]})
    ja = {"intern_meldpunt": "ja"}
    row = many(proef.inzending(G, feiten=ja), 9) + many(proef.inzending(W, feiten=ja), 5)
    first, second = proef.editie(row).normen
    assert (first.voldoet.van, second.voldoet.van) == (9, 5)
    assert second.voldoet == closed(5), "five are too few to tell"
    assert len(proef.editie(row[:9]).normen) == 1, "a norm for nobody has no figures"


def test_a_cause_is_the_first_fact_of_voldoet_in_the_order_of_the_norm() -> None:
    deels = {**MT, "deels": {"feit": "college-besproken", "ooit": "ja"}}
    proef = Proef(deels)
    assert proef.kern.raamwerk.find_norm("b").feit_ids[0] == "mt-besproken"  # type: ignore[union-attr]
    row = many(proef.inzending(feiten={}), 14)
    assert proef.norm(row).oorzaakfeit == 0


def test_norms_that_share_a_fact_show_how_many_meet_them_and_no_more() -> None:
    other = {**MELDPUNT, "id": "b", "voldoet": {"feit": "intern-meldpunt", "is": "ja"}}
    proef = Proef(MELDPUNT, other, MT | {"id": "c"})
    row = many(proef.inzending(feiten={"intern_meldpunt": "ja"}), 7)
    row += many(proef.inzending(feiten={"intern_meldpunt": "nee"}), 7)
    first, second, third = proef.editie(row).normen
    assert first.voldoet == second.voldoet == Tal("exact", 7, 7, 14)
    assert (first.oorzaakfeit, first.oorzaak, second.oorzaak) == (None, None, None)
    assert first.verloopt == second.verloopt == closed(14)
    assert third.oorzaak is not None


def test_exact_counts_also_open_what_the_promise_hides() -> None:
    other = {**MELDPUNT, "id": "b"}
    proef = Proef(MELDPUNT, other)
    row = [*many(proef.inzending(feiten={"intern_meldpunt": "ja"}), 13), proef.inzending()]
    first, second = proef.editie(row, BESTUUR._replace(exact=True)).normen
    assert first.voldoet == second.voldoet == Tal("exact", 13, 13, 14)
    assert first.verloopt == Tal("exact", 0, 0, 14)


def test_a_rule_of_its_own_for_a_type_leaves_only_the_count() -> None:
    own = {**MELDPUNT, "voor": {W: {"voldoet": {"feit": "ivp-prioriteit", "is": "ja"}}}}
    proef = Proef(own)
    row = many(proef.inzending(G), 7) + many(proef.inzending(W), 7)
    norm = proef.norm(row)
    assert norm.voldoet.woord == "geen_of_enkele"
    assert norm.oorzaak is None
    assert norm.verloopt == closed(14)
    only = proef.norm(many(proef.inzending(G), 14))
    assert only.oorzaak is not None, "where the other type is not counted nothing differs"


def test_a_fact_that_members_share_closes_the_norm_also_where_all_share_it() -> None:
    proef = Proef(MELDPUNT)
    row = many(proef.inzending(feiten={"intern_meldpunt": "ja"}), 14)
    facts = frozenset(["intern-meldpunt"])
    team, everyone = Bundel(frozenset(range(4)), facts), Bundel(frozenset(range(14)), facts)
    assert proef.norm(row, bundels=[team]).voldoet == closed(14)
    assert proef.norm(row, bundels=[everyone]).voldoet == closed(14)
    elsewhere = Bundel(frozenset(range(4)), frozenset(["apv"]))
    assert proef.norm(row, bundels=[elsewhere]).voldoet.woord == "bijna_alle"
    alone = Bundel(frozenset([3]), facts)
    assert proef.norm(row, bundels=[alone]).voldoet.woord == "bijna_alle"


def test_what_is_closed_does_not_depend_on_any_answer() -> None:
    other = {**MELDPUNT, "id": "c", "geldt_voor": [G]}
    proef = Proef(MELDPUNT, other, MT)
    answers: list[Feiten] = [
        (("intern_meldpunt", "ja"),),
        (("intern_meldpunt", "nee"), ("ivp_prioriteit", "ja")),
        (),
    ]
    shapes = set()
    for answer in answers:
        one = dict(answer)
        row = many(proef.inzending(G, feiten=one), 8) + many(proef.inzending(W, feiten=one), 6)
        editie = proef.editie(row)
        shapes.add(
            tuple(
                (norm.voldoet.woord == "te_klein", norm.oorzaakfeit, norm.verloopt == closed(14))
                for norm in editie.normen
            )
        )
    assert len(shapes) == 1


def test_unanimity_says_nothing_of_too_few() -> None:
    """The norms are meant for three of them; «nee» would tell the third to the other two."""
    proef = Proef({**MELDPUNT, "geldt_voor": [W]})
    row = many(proef.inzending(G), 11) + many(proef.inzending(W), 3)
    assert beeld(proef, row, BESTUUR._replace(behaald="alle"), 14).behaald == "niet_te_zeggen"


@pytest.mark.parametrize(("meant", "answer"), [(7, "ja"), (6, "niet_te_zeggen")])
def test_unanimity_is_told_of_the_least_group_that_is_told_of(meant: int, answer: str) -> None:
    """Where a reader may know two, seven are the least."""
    proef = Proef({**MELDPUNT, "geldt_voor": [W]})
    meets = proef.inzending(W, feiten={"intern_meldpunt": "ja"})
    row = many(proef.inzending(G), 14 - meant) + many(meets, meant)
    assert beeld(proef, row, BESTUUR._replace(behaald="alle"), 14).behaald == answer


@pytest.mark.parametrize(("number", "shown"), [(6, [True] * 6), (7, [True] + [False] * 6)])
def test_so_many_norms_that_hang_together_are_tried_and_no_more(
    number: int, shown: list[bool]
) -> None:
    """All ask one fact, and each a fact of its own, so that any can be met and any other missed."""
    own = [name for name, one in library().catalogus.items() if one.soort == "ja_nee"]
    own = [name for name in own if name != "intern-meldpunt"][:number]
    normen = [
        {
            "id": f"n{place}",
            "tekst": "Een norm.",
            "voldoet": {"alle": [{"feit": name, "is": "ja"} for name in ("intern-meldpunt", one)]},
        }
        for place, one in enumerate(own)
    ]
    proef = Proef(*normen)
    toon = choose_figures(proef.kern, [G] * 14, (), DAG)
    assert [one.toon for one in toon] == shown


def test_of_two_norms_on_one_fact_for_other_groups_only_the_first_is_shown() -> None:
    """Their counts would tell how the parties stand that only one of them is meant for."""
    proef = Proef(MELDPUNT, {**MELDPUNT, "id": "b", "geldt_voor": [G]})
    toon = choose_figures(proef.kern, [G] * 9 + [W] * 5, (), DAG)
    assert [(one.toon, one.meer) for one in toon] == [(True, False), (False, False)]
    alike = choose_figures(proef.kern, [G] * 14, (), DAG)
    assert [(one.toon, one.meer) for one in alike] == [(True, False), (True, False)]


@pytest.mark.parametrize(
    ("raamwerk_id", "only_counts"),
    [
        ("twente-basis-op-orde", []),
        ("drentse-ambities", ["1.2", "1.5", "3.2", "3.3"]),
        ("gelderland-midden-samen-weerbaar", []),
        ("woerden-oudewater-plan-van-aanpak", ["7", "8", "9", "12", "16", "17", "18"]),
    ],
)
def test_what_our_own_raamwerken_may_show(raamwerk_id: str, only_counts: list[str]) -> None:
    """Whoever changes a rule sees here which figures a report loses by it."""
    types = ["gemeente"] * 12 + ["waterschap"] * 4 + ["provincie"]
    toon = choose_figures(kern_of(raamwerk_id), types, (), date(2025, 1, 1))
    assert [one.norm.id for one in toon if one.geteld and not one.toon] == []
    assert [one.norm.id for one in toon if one.geteld and not one.meer] == only_counts


def beeld(proef: Proef, rows: Sequence[Inzending], afspraak: Afspraak, leden: int) -> Groepsbeeld:
    ronde = Ronde("zelfscan", DAG, leden, 0, rows)
    return make_groepsbeeld(proef.kern, ronde, None, afspraak, zelfde_groep=None, fictief=True)


@pytest.mark.parametrize(
    ("regel", "meeting", "leden", "answer", "needed"),
    [
        (None, 14, 14, "geen_regel", None),
        ("70%", 10, 14, "ja", 10),
        ("70%", 9, 14, "nee", 10),
        ("80%", 14, 14, "te_dicht_bij_de_rand", 12),
        ("alle", 14, 14, "ja", 14),
        ("alle", 13, 14, "nee", 14),
        ("alle", 14, 15, "niet_te_zeggen", 14),
    ],
)
def test_whether_the_base_is_reached(
    regel: str | None, meeting: int, leden: int, answer: str, needed: int | None
) -> None:
    proef = Proef(MELDPUNT)
    row = many(proef.inzending(feiten={"intern_meldpunt": "ja"}), meeting)
    row += many(proef.inzending(feiten={"intern_meldpunt": "nee"}), 14 - meeting)
    found = beeld(proef, row, BESTUUR._replace(behaald=regel), leden)
    assert (found.behaald, found.partijen_nodig) == (answer, needed)


def test_exact_counts_leave_no_share_open() -> None:
    """What is told exactly is not too near the edge; a group that is too small says nothing."""
    proef = Proef(MELDPUNT)
    share = BESTUUR._replace(behaald="80%", exact=True)
    meets, misses = (proef.inzending(feiten={"intern_meldpunt": one}) for one in ("ja", "nee"))
    assert beeld(proef, many(meets, 14), share, 14).behaald == "ja"
    assert beeld(proef, [*many(meets, 11), *many(misses, 3)], share, 14).behaald == "nee"
    assert beeld(proef, many(meets, 6), share, 6).behaald == "niet_te_zeggen"


def test_a_norm_that_is_closed_leaves_a_share_open_unless_another_misses_it() -> None:
    proef = Proef({**MELDPUNT, "geldt_voor": [G]}, {**MT, "geldt_voor": [W]})
    ja = {"intern_meldpunt": "ja"}
    share = BESTUUR._replace(behaald="50%")
    few = many(proef.inzending(W), 5)
    row = many(proef.inzending(G, feiten=ja), 9) + few
    assert beeld(proef, row, share, 14).behaald == "niet_te_zeggen"
    row = many(proef.inzending(G), 9) + few
    assert beeld(proef, row, share, 14).behaald == "nee"


def test_figures_of_another_group_are_not_in_the_aggregate() -> None:
    proef = Proef(MELDPUNT)
    row = many(proef.inzending(), 14)
    nu, vorige = (Ronde("zelfscan", DAG, 14, 0, rows) for rows in (row, row[:13]))
    found = make_groepsbeeld(proef.kern, nu, vorige, BESTUUR, zelfde_groep=False, fictief=True)
    assert found.vorige is not None
    assert (found.vorige.ingeleverd, found.vorige.normen) == (13, ())
    same = make_groepsbeeld(proef.kern, nu, vorige, BESTUUR, zelfde_groep=True, fictief=True)
    assert same.vorige is not None
    assert same.vorige.normen


@pytest.mark.parametrize(("zelfde_groep", "vorige"), [(None, False), (True, True), (False, True)])
def test_what_is_told_of_a_group_beside_its_figures(
    zelfde_groep: bool | None, vorige: bool
) -> None:
    """Everyone may know two, one more, and the one whose report for the council is out."""
    proef = Proef(MELDPUNT)
    row = many(proef.inzending(feiten={"intern_meldpunt": "ja"}), 14)
    half_a_year = BESTUUR.vooruit._replace(maanden=6)
    found = make_groepsbeeld(
        proef.kern,
        Ronde("eindmeting", DAG, 16, 2, row),
        Ronde("nulmeting", date(2023, 1, 31), 15, 1, row[:12]) if vorige else None,
        Afspraak("openbaar", 2, behaald="alle", vooruit=half_a_year, raden=1),
        zelfde_groep=zelfde_groep,
        fictief=vorige,
    )
    few, few_then = Tal("geen_of_enkele", 0, 5, 14), Tal("geen_of_enkele", 0, 5, 12)
    norm = Groepsnorm(0, Tal("bijna_alle", 9, 14, 14), 0, few, few)
    then = Groepsnorm(0, Tal("bijna_alle", 7, 12, 12), 0, few_then, few_then)
    assert found == Groepsbeeld(
        doel="openbaar",
        bekend_bij_lezer=4,
        raden=1,
        exact=False,
        fictief=vorige,
        verloopt_tot=date(2024, 7, 31),
        nu=Groepseditie("eindmeting", DAG, 16, 14, 2, (norm,)),
        vorige=Groepseditie(
            "nulmeting", date(2023, 1, 31), 15, 12, 1, (then,) if zelfde_groep else ()
        )
        if vorige
        else None,
        zelfde_groep=zelfde_groep,
        behaald="niet_te_zeggen",
        partijen_nodig=14,
    )


@pytest.mark.parametrize(
    ("vorm", "told"),
    [
        (
            Publicatievorm("bestuur", 2, exact=False),
            [
                "a exact 9 9 14",
                "intern-meldpunt exact 5 5 14 geen_of_enkele 0 3 14",
                "b geen_of_enkele 0 3 14",
                "mt-besproken bijna_alle 11 14 14 geen_of_enkele 0 3 14",
            ],
        ),
        (
            Publicatievorm("bestuur", 2, exact=True),
            [
                "a exact 9 9 14",
                "intern-meldpunt exact 5 5 14 exact 0 0 14",
                "b exact 0 0 14",
                "mt-besproken exact 14 14 14 exact 0 0 14",
            ],
        ),
        (
            Publicatievorm("openbaar", 2, exact=False),
            ["a exact 9 9 14", "b geen_of_enkele 0 4 14"],
        ),
        (
            Publicatievorm("onderzoek", 2, exact=False),
            ["a voldoet b onbekend"] * 9 + ["a voldoet_niet b onbekend"] * 5,
        ),
    ],
)
def test_figures_are_hashed_as_they_are_told(vorm: Publicatievorm, told: list[str]) -> None:
    """In words that a later version writes alike: else every old publication seems corrected."""
    proef = Proef(MELDPUNT, MT)
    row = many(proef.inzending(feiten={"intern_meldpunt": "nee"}), 5)
    row += many(proef.inzending(feiten={"intern_meldpunt": "ja"}), 9)
    found = hash_figures(proef.kern, Ronde("zelfscan", DAG, 14, 0, row), vorm)
    assert found == sha256("\n".join(told).encode()).hexdigest()[:LENGTH]


def test_figures_that_are_told_and_hashed_are_counted_once() -> None:
    proef = Proef(MELDPUNT)
    row = many(proef.inzending(feiten={"intern_meldpunt": "ja"}), 14)
    ronde = Ronde("zelfscan", DAG, 14, 0, row)
    told = make_editie(proef.kern, ronde, Afspraak("bestuur", 2, raden=1))
    hash_figures(proef.kern, ronde, Publicatievorm("bestuur", 3, exact=False))
    assert [*ronde.geteld.values()] == [told]
    for other in (Afspraak("openbaar", 3), Afspraak("bestuur", 3, exact=True)):
        assert make_editie(proef.kern, ronde, other) is not told
    assert len(ronde.geteld) == 3


def test_the_rules_of_a_raamwerk_are_told_in_one_way() -> None:
    """A publication holds their hash; what is told besides and gives no oordeel is not in it."""
    own = {"voldoet": {"feit": "ivp-prioriteit", "is": "ja"}}
    deel = {"id": "d", "titel": "Deel", "voldoet": {"feit": "damocles", "van_kracht": "ja"}}
    found = rules_of(
        Proef(
            {**MELDPUNT, "geldt_voor": [G], "aard": "aanbeveling", "uitleg": "Zo."},
            {**MT, "voor": {W: own}, "geldt_als": {"feit": "inwoners", "minstens": "1"}},
            {
                "id": "c",
                "tekst": "c",
                "delen": [deel],
                "voldoet": {"delen": ["voldoet"], "elk": "ja"},
            },
            {"id": "d", "tekst": "d", "regel": "ontbreekt", "reden": "nog niet af"},
        ).kern
    )
    assert list(found) == [
        "partijtypen ['gemeente', 'waterschap']",
        "norm a voor ['gemeente'] None",
        "aard aanbeveling",
        '- | {"feit":"intern-meldpunt","is_":"ja"} | -',
        "norm b voor [] None",
        '- | {"alle":[{"feit":"mt-besproken","binnen":"12 maanden"},'
        '{"feit":"ivp-prioriteit","is_":"ja"}]} | -',
        'geldt {"feit":"inwoners","minstens":"1"}',
        'type waterschap - | {"feit":"ivp-prioriteit","is_":"ja"} | -',
        "norm c voor [] None",
        '- | {"delen":["voldoet"],"elk":"ja"} | -',
        'deel d - | {"feit":"damocles","van_kracht":"ja"} | -',
        "norm d voor [] ontbreekt",
        "- | - | -",
        "feit damocles document None False ([], [], [])",
        "feit intern-meldpunt ja_nee None False ([], [], [])",
        "feit inwoners getal None False ([], [], [])",
        "kenmerk inwoners",
        "feit ivp-prioriteit ja_nee None False ([], [], [])",
        "feit mt-besproken datum None False ([], [], [])",
        *(
            f"anker {name} {one.vanaf.isoformat()} [('damocles', '{one.feiten['damocles']}')]"
            for name, one in sorted(library().ankers.items())
            if "damocles" in one.feiten
        ),
    ]


# The high-water mark of this program alone; that of getrusage begins with what started it.
MEASURE = """
import sys
from pathlib import Path
from weerbaar_cli.engine.groep.telling import Partijstand, count_standen
count_standen([Partijstand(p, n, True, False, False) for p in range(17) for n in range(28)])
lines = Path("/proc/self/status").read_text().splitlines()
peak = next(line.split()[1] for line in lines if line.startswith("VmHWM"))
print("pandas" in sys.modules, int(peak) // 1024)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory as Linux counts it")
def test_counting_needs_no_pandas_and_little_memory() -> None:
    run = subprocess.run(
        [sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True
    )
    loaded, megabytes = run.stdout.split()
    assert loaded == "False"
    assert int(megabytes) < 45
