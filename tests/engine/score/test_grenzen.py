"""Every border of a rule: what counts on the day or at the number itself, and just beside it.

Each outcome was derived by hand from the words of the rule; the peildatum is 31 January 2024.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.proef import HEAD, WERKMAP
from tests.conftest import Tree, Weerbaar

NORM = """\
weerbaar: raamwerk/1
id: proef
titel: Proefraamwerk
versie: "1.0"
partijtypen: [gemeente, waterschap]
themas:
  - id: "1"
    titel: Proef
    normen:
      - {{id: 1a, tekst: Dit is de norm., {rule}}}
"""
MT = "mt-besproken: {}"
TELLING = "scan-aanbevelingen: {{aantal: {}, totaal: {}}}"
GROEPEN = "acties-gezamenlijk: {{preventief: {}, repressief: {}}}"
CONVENANT = "drugsconvenant: {{titel: Convenant, {}}}"
DAMOCLES = "damocles: {{titel: Beleid, {}}}"
LAW = "verwerkt: voorbereidingshandelingen"  # in force on 1 January 2019


@pytest.fixture
def judged(tree: Tree, weerbaar: Weerbaar) -> Any:
    def judge(rule: str, facts: str, peildatum: str = "2024-01-31") -> dict[str, Any]:
        meting = f"{HEAD}peildatum: {peildatum}\nfictief: ja\nfeiten: {{{facts}}}\n"
        names = ("weerbaar.yaml", "proef.yaml", "meting.yaml")
        tree(dict(zip(names, (WERKMAP, NORM.format(rule=rule), meting), strict=True)))
        run = weerbaar("score", "meting.yaml", "--format", "json")
        assert run.code == 0, run.err
        found: dict[str, Any] = json.loads(run.out)["normen"][0]
        return found

    return judge


@pytest.mark.parametrize(
    ("condition", "inside", "outside"),
    [
        # twelve months before 31 January 2024 is 31 January 2023, and that day counts
        (
            "feit: mt-besproken, binnen: 12 maanden",
            MT.format("2023-01-31"),
            MT.format("2023-01-30"),
        ),
        # what happened on the peildatum has happened
        ("feit: mt-besproken, ooit: ja", MT.format("2024-01-31"), MT.format("nooit")),
        ("feit: mt-besproken, is: nooit", MT.format("nooit"), MT.format("2024-01-31")),
        # three months before: 31 October 2023
        (
            "feit: acties-gezamenlijk, elk: ja, binnen: 3 maanden",
            GROEPEN.format("2023-10-31", "2024-01-31"),
            GROEPEN.format("2023-10-30", "2024-01-31"),
        ),
        (
            "feit: acties-gezamenlijk, minstens: 1, binnen: 3 maanden",
            GROEPEN.format("2023-10-31", "nooit"),
            GROEPEN.format("2023-10-30", "nooit"),
        ),
        (
            "feit: werkgroepbericht-gedeeld, op_of_na: werkgroepbericht-verschenen",
            "werkgroepbericht-gedeeld: 2023-05-01, werkgroepbericht-verschenen: 2023-05-01",
            "werkgroepbericht-gedeeld: 2023-04-30, werkgroepbericht-verschenen: 2023-05-01",
        ),
        (
            "feit: werkgroepbericht-gedeeld, op_of_na: werkgroepbericht-verschenen",
            "werkgroepbericht-gedeeld: 2024-01-31, werkgroepbericht-verschenen: 2024-01-31",
            "werkgroepbericht-gedeeld: 2024-01-30, werkgroepbericht-verschenen: 2024-01-31",
        ),
        (
            "feit: werkgroepbericht-gedeeld, op_of_na: drugsconvenant",
            "werkgroepbericht-gedeeld: 2024-01-31, "
            + CONVENANT.format("vastgesteld_op: 2024-01-31"),
            "werkgroepbericht-gedeeld: 2024-01-30, "
            + CONVENANT.format("vastgesteld_op: 2024-01-31"),
        ),
        # of a document: it begins on the peildatum, it ends on the peildatum
        (
            "feit: drugsconvenant, van_kracht: ja",
            CONVENANT.format("vastgesteld_op: 2023-12-01, geldig_vanaf: 2024-01-31"),
            CONVENANT.format("vastgesteld_op: 2023-12-01, geldig_vanaf: 2024-02-01"),
        ),
        (
            "feit: drugsconvenant, van_kracht: ja",
            CONVENANT.format("vastgesteld_op: 2020-01-01, geldig_tot: 2024-01-31"),
            CONVENANT.format("vastgesteld_op: 2020-01-01, geldig_tot: 2024-01-30"),
        ),
        (
            "feit: drugsconvenant, van_kracht: ja, oud_hoogstens: 4 jaar",
            CONVENANT.format("vastgesteld_op: 2020-01-31"),
            CONVENANT.format("vastgesteld_op: 2020-01-30"),
        ),
        (
            "feit: drugsconvenant, toestand: [verlopen], verlopen_hoogstens: 1 jaar",
            CONVENANT.format("vastgesteld_op: 2020-01-01, geldig_tot: 2023-01-31"),
            CONVENANT.format("vastgesteld_op: 2020-01-01, geldig_tot: 2023-01-30"),
        ),
        (
            "feit: drugsconvenant, van_kracht: ja, jaar: peildatum",
            CONVENANT.format("vastgesteld_op: 2023-12-01, geldig_vanaf: 2024-01-01"),
            CONVENANT.format("vastgesteld_op: 2023-12-01, geldig_vanaf: 2023-12-31"),
        ),
        (
            "feit: drugsconvenant, van_kracht: ja, jaar: peildatum",
            CONVENANT.format("vastgesteld_op: 2023-12-12, jaar: 2024"),
            CONVENANT.format("vastgesteld_op: 2024-01-12, jaar: 2023"),
        ),
        # a policy that begins on the day of a change of law has taken it up
        (
            f"feit: damocles, van_kracht: ja, {LAW}",
            DAMOCLES.format("vastgesteld_op: 2019-01-01"),
            DAMOCLES.format("vastgesteld_op: 2018-09-30"),
        ),
    ],
)
def test_the_day_itself_counts(condition: str, inside: str, outside: str, judged: Any) -> None:
    rule = f"voldoet: {{{condition}}}"
    assert judged(rule, inside)["oordeel"] == "voldoet"
    assert judged(rule, outside)["oordeel"] == "voldoet_niet"


@pytest.mark.parametrize(
    ("condition", "inside", "outside"),
    [
        ("feit: regie-fte, minstens: 2", "regie-fte: 2", "regie-fte: 1.99"),
        ("feit: regie-fte, meer_dan: 2", "regie-fte: 2.01", "regie-fte: 2"),
        ("feit: regie-fte, hoogstens: 2", "regie-fte: 2", "regie-fte: 2.01"),
        ("feit: regie-fte, minder_dan: 2", "regie-fte: 1.99", "regie-fte: 2"),
        ("feit: scan-aanbevelingen, aandeel: 50%", TELLING.format(2, 4), TELLING.format(2, 5)),
        (
            "feit: scan-aanbevelingen, aantal_minstens: 3",
            TELLING.format(3, 9),
            TELLING.format(2, 9),
        ),
        (
            "feit: scan-aanbevelingen, totaal_hoogstens: 3",
            TELLING.format(1, 3),
            TELLING.format(1, 4),
        ),
        (
            "minstens: 2, van: [{feit: intern-meldpunt, is: ja}, {feit: regie-fte, meer_dan: 0},"
            " {feit: mt-besproken, ooit: ja}]",
            "intern-meldpunt: ja, regie-fte: 1, mt-besproken: nooit",
            "intern-meldpunt: ja, regie-fte: 0, mt-besproken: nooit",
        ),
    ],
)
def test_the_number_itself(condition: str, inside: str, outside: str, judged: Any) -> None:
    rule = f"voldoet: {{{condition}}}"
    assert judged(rule, inside)["oordeel"] == "voldoet"
    assert judged(rule, outside)["oordeel"] == "voldoet_niet"


def test_a_change_of_law_counts_from_its_own_day(judged: Any) -> None:
    """The Omgevingswet is of 1 January 2024; this policy is older, and foresaw nothing."""
    rule = "voldoet: {feit: bibob-beleid, van_kracht: ja, verwerkt: omgevingswet}"
    facts = "bibob-beleid: {titel: Beleid, vastgesteld_op: 2023-01-01}"
    assert judged(rule, facts, "2023-12-31")["oordeel"] == "voldoet"
    assert judged(rule, facts, "2024-01-01")["oordeel"] == "voldoet_niet"


ANKER = """\
weerbaar: ankers/1
ankers:
  proefwet:
    titel: Proefwet; met een bijlage
    vanaf: 2024-01-01
    feiten: {bibob-beleid: geen}
    bron: eigen
    gevolg: Het beleid is daarvoor gemaakt.
    zeker: zeker
"""


def test_a_point_of_a_reason_is_whole_whatever_stands_in_it(tree: Tree, weerbaar: Weerbaar) -> None:
    rule = "voldoet: {feit: bibob-beleid, van_kracht: ja, verwerkt: proefwet}"
    facts = "bibob-beleid: {titel: Beleid, vastgesteld_op: 2023-01-01}"
    meting = f"{HEAD}peildatum: 2024-01-31\nfictief: ja\nfeiten: {{{facts}}}\n"
    files = {"weerbaar.yaml": WERKMAP, "proef.yaml": NORM.format(rule=rule), "wet.yaml": ANKER}
    tree(files | {"meting.yaml": meting})
    run = weerbaar("score", "meting.yaml", "--alles")
    assert "niet verwerkt: ‘Proefwet; met een bijlage’\n" in run.out, run


def test_what_may_have_been_foreseen_is_open_from_the_day_of_the_change(judged: Any) -> None:
    """Adopted a month before the Omgevingswet: it may have foreseen it, or not."""
    rule = "voldoet: {feit: bibob-beleid, van_kracht: ja, verwerkt: omgevingswet}"
    facts = "bibob-beleid: {titel: Beleid, vastgesteld_op: 2023-12-01}"
    assert judged(rule, facts, "2023-12-31")["mogelijk"] == ["voldoet"]
    assert judged(rule, facts, "2024-01-01")["mogelijk"] == ["voldoet", "voldoet_niet"]


def test_so_many_changes_of_law(judged: Any) -> None:
    """A policy of 1 October 2022 has taken up the first two of the three, one of 2021 the first."""
    laws = "verwerkt: [bibob-tranche-1, bibob-tranche-2, omgevingswet], verwerkt_minstens: 2"
    rule = f"voldoet: {{feit: bibob-beleid, van_kracht: ja, {laws}}}"
    facts = "bibob-beleid: {{titel: Beleid, vastgesteld_op: {}}}"
    assert judged(rule, facts.format("2022-10-01"))["oordeel"] == "voldoet"
    assert judged(rule, facts.format("2021-01-01"))["oordeel"] == "voldoet_niet"


@pytest.mark.parametrize(
    ("dates", "mogelijk"),
    [
        # adopted three months before the law to the day, or the day before it: perhaps foreseen
        ("vastgesteld_op: 2018-10-01", ["voldoet", "voldoet_niet"]),
        ("vastgesteld_op: 2018-12-31", ["voldoet", "voldoet_niet"]),
        # a day longer before: certainly not
        ("vastgesteld_op: 2018-09-30", ["voldoet_niet"]),
        # adopted in that time, and valid from the law on: certainly so
        ("vastgesteld_op: 2018-11-01, geldig_vanaf: 2019-01-01", ["voldoet"]),
        # adopted on the day of the law with force from before: nothing was foreseen
        ("vastgesteld_op: 2019-01-01, geldig_vanaf: 2018-12-01", ["voldoet_niet"]),
    ],
)
def test_who_may_have_foreseen_a_change_of_law(
    dates: str, mogelijk: list[str], judged: Any
) -> None:
    found = judged(f"voldoet: {{feit: damocles, van_kracht: ja, {LAW}}}", DAMOCLES.format(dates))
    assert found["mogelijk"] == mogelijk


PARTS = """\
delen: [{id: 1a-een, titel: Een, voldoet: {feit: intern-meldpunt, is: ja}},
{id: 1a-twee, titel: Twee, nvt: {feit: regie-fte, hoogstens: 0}, \
voldoet: {feit: mt-besproken, ooit: ja}},
{id: 1a-drie, titel: Drie, nvt: {feit: regie-fte, hoogstens: 0}, \
voldoet: {feit: mt-aanspreekpunt, is: ja}}], voldoet: {delen: [voldoet], minstens: 2}"""


@pytest.mark.parametrize(
    ("facts", "oordeel"),
    [
        ("intern-meldpunt: ja, regie-fte: 1, mt-besproken: 2023-01-01, mt-aanspreekpunt: nee",
         "voldoet"),
        ("intern-meldpunt: ja, regie-fte: 1, mt-besproken: nooit, mt-aanspreekpunt: nee",
         "voldoet_niet"),
        # two of the three parts do not apply: then the one that does is all there is to ask
        ("intern-meldpunt: ja, regie-fte: 0, mt-besproken: nooit, mt-aanspreekpunt: nee",
         "voldoet"),
        ("intern-meldpunt: nee, regie-fte: 0, mt-besproken: nooit, mt-aanspreekpunt: nee",
         "voldoet_niet"),
    ],
)  # fmt: skip
def test_so_many_parts_or_all_that_apply(facts: str, oordeel: str, judged: Any) -> None:
    assert judged(PARTS.replace("\n", " "), facts)["oordeel"] == oordeel


WITH_IF = """\
voldoet: {minstens: 2, van: [{feit: mt-besproken, ooit: ja}, \
{indien: {feit: intern-meldpunt, is: ja}, dan: {feit: regie-fte, meer_dan: 0}}]}"""


@pytest.mark.parametrize(
    ("facts", "oordeel"),
    [
        ("intern-meldpunt: ja, regie-fte: 1, mt-besproken: 2023-01-01", "voldoet"),
        ("intern-meldpunt: ja, regie-fte: 0, mt-besproken: 2023-01-01", "voldoet_niet"),
        # no contact point, so nothing is asked of it: the other is then all that must be met
        ("intern-meldpunt: nee, regie-fte: 0, mt-besproken: 2023-01-01", "voldoet"),
        ("intern-meldpunt: nee, regie-fte: 1, mt-besproken: nooit", "voldoet_niet"),
    ],
)
def test_so_many_conditions_or_all_that_ask_something(
    facts: str, oordeel: str, judged: Any
) -> None:
    assert judged(WITH_IF, facts)["oordeel"] == oordeel
