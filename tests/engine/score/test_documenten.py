"""What belongs to a document: one document meets a rule, its year, its renewal, what can be n.v.t.

Each outcome was derived by hand; the sentence that it follows from stands with it.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import Tree, Weerbaar

WERKMAP = """\
weerbaar: werkmap/1
partijen: [{naam: Proefstad, type: gemeente}]
"""
METING = """\
weerbaar: meting/1
organisatie: Proefstad
raamwerk: {raamwerk}
peildatum: {peildatum}
fictief: ja
feiten:
{feiten}
"""
ONE = "domein.md TW-3c: APV in force contains the permit duty for at least one of branches"
APV_2018 = "titel: APV 2018, vastgesteld_op: 2018-06-28"
CONCEPT = "titel: Wijziging, status: concept"
NONE = "onderdelen: {branches: nee, gebieden: nee, panden: nee}"
SOME = "onderdelen: {branches: nee, gebieden: nee, panden: ja}"
IVP_OLD = "titel: IVP 2019, vastgesteld_op: 2018-12-01, geldig_tot: 2023-12-31"
IVP_NEW = "titel: IVP 2024, vastgesteld_op: 2023-12-01, geldig_vanaf: 2024-01-01"
MMA = "waarde: {titel: Convenant, vastgesteld_op: 2019-03-01, geldig_tot: 2022-12-31}"
UREN = "  handhaving-uren: {aantal: 400, totaal: 400}\n"
BIBOB = "titel: Bibob, vastgesteld_op"


def two(feit: str, one: str, other: str) -> str:
    return f"  {feit}:\n    - {{{one}}}\n    - {{{other}}}\n"


CASES = [
    # D1: a condition over a document and its items holds when ONE document meets all of it
    ("3c", two("apv", f"{APV_2018}, {NONE}", f"{CONCEPT}, {SOME}"), "deels", ONE),
    ("3c", two("apv", f"{CONCEPT}, {SOME}", f"{APV_2018}, {NONE}"), "deels", "in any order"),
    ("3c", two("apv", f"{APV_2018}, {SOME}", f"{CONCEPT}, {NONE}"), "voldoet", ONE),
    ("3c", two("apv", f"{APV_2018}, {NONE}", f"{CONCEPT}, {NONE}"), "voldoet_niet", "NIET: none."),
    ("3c", two("apv", APV_2018, f"{CONCEPT}, {NONE}"), "onbekend", "K3: a blank can be either"),
    ("3c", f"  apv: {{{APV_2018}, {SOME}}}\n", "voldoet", "one document, below it"),
    ("3c", f"  apv: {{{APV_2018}}}\n  apv-onderdelen: {{panden: ja}}\n", "voldoet", "0.1.0"),
    ("3c", f"  apv: [{{{APV_2018}, {SOME}}}]\n", "voldoet", "a list of one"),
    (
        "3a",
        two("ivp", f"{IVP_OLD}, onderdelen: {{ivp-prioriteit: ja}}",
            f"{IVP_NEW}, onderdelen: {{ivp-prioriteit: nee}}"),
        "deels",
        "domein.md TW-3a: priority in an expired IVP",
    ),
    (
        "3a",
        two("ivp", f"{IVP_OLD}, onderdelen: {{ivp-prioriteit: nee}}",
            f"{IVP_NEW}, onderdelen: {{ivp-prioriteit: ja}}"),
        "voldoet",
        "domein.md TW-3a: IVP in force on P AND priority = ja",
    ),
    (
        "3d",
        two("bibob-beleid", f"{BIBOB}: 2019-02-05, onderdelen: {{bibob-tranche-2: nee}}",
            f"{CONCEPT}, onderdelen: {{bibob-tranche-2: ja, omgevingswet: ja}}"),
        "deels",
        "§8: what the concept processes does not repair the policy in force",
    ),
    # D2: evidence of renewal is dated after geldig_tot
    ("2a", f"  mma-convenant: {{{MMA}, bewijs: [{{titel: Brief, datum: 2019-03-01}}]}}\n",
     "voldoet_niet", "verbeteringen D2"),
    ("2a", f"  mma-convenant: {{{MMA}, bewijs: [{{titel: Brief, datum: 2022-12-31}}]}}\n",
     "voldoet_niet", "the last day is not after it"),
    ("2a", f"  mma-convenant: {{{MMA}, bewijs: [{{titel: Brief, datum: 2023-01-01}}]}}\n",
     "deels", "domein.md TW-2a: verlopen with bewijs of its renewal"),
    ("2a", f"  mma-convenant: {{{MMA}, bewijs: [{{titel: Brief}}]}}\n",
     "onbekend", "K3: a letter without a date can be of either side"),
    ("2a", f"  mma-convenant: {{{MMA}}}\n", "voldoet_niet", "no evidence at all"),
    # D7: a yearly document says its year, or the question is asked
    ("3b", "  uitvoeringsprogramma: {titel: UVP 2024, vastgesteld_op: 2023-12-12}\n" + UREN,
     "onbekend", "ontwerp.md §4a: without jaar and geldig_vanaf onbekend"),
    ("3b", "  uitvoeringsprogramma: {titel: UVP, vastgesteld_op: 2023-12-12, jaar: 2024}\n" + UREN,
     "voldoet", "domein.md TW-3b: programme for the year of P in force"),
    ("3b", "  uitvoeringsprogramma: {titel: UVP, vastgesteld_op: 2023-12-12, jaar: 2023}\n" + UREN,
     "voldoet_niet", "another year"),
    ("3b", "  uitvoeringsprogramma: {titel: UVP, vastgesteld_op: 2023-12-12,\n"
     "                         geldig_vanaf: 2024-01-01}\n" + UREN, "voldoet", "it says when"),
    ("3b", "  uitvoeringsprogramma: {titel: UVP, vastgesteld_op: 2024-01-16}\n" + UREN,
     "voldoet", "domein.md TW-3b: adopted in the year itself"),
    ("3b", "  uitvoeringsprogramma: {titel: UVP, vastgesteld_op: 2023-07-01}\n" + UREN,
     "onbekend", "six months before the year, and that day counts"),
    ("3b", "  uitvoeringsprogramma: {titel: UVP, vastgesteld_op: 2023-06-30}\n" + UREN,
     "voldoet_niet", "longer before the year"),
    # D16: adopted before a law and valid from its first day: made for that law
    ("3d", f"  bibob-beleid: {{{BIBOB}: 2023-11-20, geldig_vanaf: 2024-01-01}}\n",
     "voldoet", "§8: C is blank and D >= date of L"),
    ("3d", f"  bibob-beleid: {{{BIBOB}: 2023-11-20, geldig_vanaf: 2023-12-31}}\n",
     "onbekend", "§8: adopted in the three months before L with C blank"),
]  # fmt: skip


@pytest.mark.parametrize(("norm", "feiten", "oordeel", "zin"), CASES, ids=range(len(CASES)))
def test_a_verdict_on_documents(
    tree: Tree, weerbaar: Weerbaar, norm: str, feiten: str, oordeel: str, zin: str
) -> None:
    found = _score(tree, weerbaar, feiten)
    assert found[norm]["oordeel"] == oordeel, zin


def _score(
    tree: Tree,
    weerbaar: Weerbaar,
    feiten: str,
    raamwerk: str = "twente-basis-op-orde",
    peildatum: str = "2024-01-31",
) -> dict[str, Any]:
    meting = METING.format(raamwerk=raamwerk, peildatum=peildatum, feiten=feiten)
    tree({"weerbaar.yaml": WERKMAP, "meting.yaml": meting})
    run = weerbaar("score", "meting.yaml", "--format", "json")
    assert run.code == 0, run.err
    return {one["id"]: one for one in json.loads(run.out)["normen"]}


def test_a_rule_that_asks_only_items_reads_the_document_in_force(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    """Settled: it reads the document that is in force, else the best state."""
    five = "openbare-inrichtingen coffeeshops seksinrichtingen bouwen milieu-afval"
    seven = f"alcoholwet {five} milieubelastende-activiteit".split()
    yes = "onderdelen: {" + ", ".join(f"{one}: ja" for one in seven) + "}"
    no = "onderdelen: {" + ", ".join(f"{one}: nee" for one in seven) + "}"
    drempel = "  bibob-drempel: 750000\n"
    for old, new, oordeel in [(yes, no, "voldoet"), (no, no, "voldoet_niet")]:
        feiten = two("bibob-beleid", f"{BIBOB}: 2019-02-05, {old}", f"{CONCEPT}, {new}") + drempel
        found = _score(tree, weerbaar, feiten, "drentse-ambities")
        assert found["3.3"]["oordeel"] == oordeel


def test_what_is_needed_names_the_document(tree: Tree, weerbaar: Weerbaar) -> None:
    feiten = two("apv", f"{APV_2018}, {NONE}", f"{CONCEPT}, {NONE}")
    found = _score(tree, weerbaar, feiten)["3c"]
    assert found["nog_nodig"] == ["apv-onderdelen, branches: ja in «APV 2018»"]
    assert "in «APV 2018» nee: branches, gebieden, panden" in found["reden"]


def test_it_lapses_when_another_document_leads(tree: Tree, weerbaar: Weerbaar) -> None:
    """The old one ends on 30 June; what comes after it holds no permit duty."""
    old = f"titel: APV 2018, vastgesteld_op: 2018-06-28, geldig_tot: 2024-06-30, {SOME}"
    new = f"titel: APV 2024, vastgesteld_op: 2024-01-25, geldig_vanaf: 2024-07-01, {NONE}"
    found = _score(tree, weerbaar, two("apv", old, new))["3c"]
    assert (found["oordeel"], found["verloopt_op"]) == ("voldoet", "2024-07-01")


def test_a_blank_item_is_asked_before_a_no_is_turned(tree: Tree, weerbaar: Weerbaar) -> None:
    """D15: «vraag na: panden», never «branches: ja»."""
    feiten = (
        f"  apv: {{{APV_2018}}}\n  apv-onderdelen: {{branches: nee, gebieden: nee, panden: }}\n"
    )
    found = _score(tree, weerbaar, feiten)["3c"]
    assert found["oordeel"] == "onbekend"
    assert [one.split(":")[0] for one in found["nog_nodig"]] == ["apv-onderdelen, panden"]


@pytest.mark.parametrize(
    ("stelling", "oordeel"),
    [("apv-onderdelen.panden=ja", "voldoet"), ("apv-onderdelen.panden=nee", "voldoet_niet")],
)
def test_a_supposition_stands_below_the_document(
    tree: Tree, weerbaar: Weerbaar, stelling: str, oordeel: str
) -> None:
    feiten = f"  apv: {{{APV_2018}, {NONE}}}\n"
    meting = METING.format(raamwerk="twente-basis-op-orde", peildatum="2024-01-31", feiten=feiten)
    tree({"weerbaar.yaml": WERKMAP, "meting.yaml": meting})
    run = weerbaar("score", "meting.yaml", "--stel", stelling, "--format", "json")
    assert run.code == 0, run.err
    found = {one["id"]: one for one in json.loads(run.out)["normen"]}
    assert found["3c"]["oordeel"] == oordeel


def test_of_several_documents_none_is_supposed(tree: Tree, weerbaar: Weerbaar) -> None:
    feiten = two("apv", f"{APV_2018}, {NONE}", f"{CONCEPT}, {SOME}")
    meting = METING.format(raamwerk="twente-basis-op-orde", peildatum="2024-01-31", feiten=feiten)
    tree({"weerbaar.yaml": WERKMAP, "meting.yaml": meting})
    run = weerbaar("score", "meting.yaml", "--stel", "apv-onderdelen.panden=ja")
    assert run.code == 2
    assert "bij apv staan meer documenten" in run.err


def test_the_year_is_asked(tree: Tree, weerbaar: Weerbaar) -> None:
    feiten = "  uitvoeringsprogramma: {titel: UVP 2024, vastgesteld_op: 2023-12-12}\n" + UREN
    _score(tree, weerbaar, feiten)
    run = weerbaar("frameworks", "unanswered", "meting.yaml", "--format", "json")
    assert '"uitvoeringsprogramma"' in run.out
    run = weerbaar("explain", "meting.yaml", "3b")
    assert "waarom: uitvoeringsprogramma: het jaar is niet bekend, zet het erbij" in run.out
    plan = " ".join(weerbaar("plan", "meting.yaml").out.split())
    assert "Vraag na: Uitvoeringsprogramma handhaving (nodig: een document dat van kracht" in plan
    assert "Stel opnieuw een uitvoeringsprogramma" not in plan


# --- rules of their own, over several documents

RAAMWERK = """\
weerbaar: raamwerk/1
id: proef
titel: Proef
versie: "1"
partijtypen: [gemeente]
themas:
  - id: "1"
    titel: Proef
    normen:
      - {{id: "1", tekst: Een regel., voldoet: {regel}}}
"""
PANDEN = "{feit: apv-onderdelen, alle_van: [panden]}"
YES, NO = "onderdelen: {panden: ja}", "onderdelen: {panden: nee}"
APV_2020 = "titel: APV 2020, vastgesteld_op: 2020-03-05"
COMING = "titel: APV 2024, vastgesteld_op: 2024-01-15, geldig_vanaf: 2024-07-01"
PAST = "titel: APV 2010, vastgesteld_op: 2010-01-01, geldig_tot: 2017-12-31"
WITHDRAWN = "titel: APV 2012, vastgesteld_op: 2012-01-01, status: ingetrokken"
NONE_IN_FORCE = "{geen: [{feit: apv, van_kracht: ja}]}"
NONE_OF_ONE = f"{{geen: [{{feit: apv, toestand: [verlopen]}}, {PANDEN}]}}"
RULES = [
    # «a rule that asks only a checklist reads the document that is in force, else the best state»
    (PANDEN, f"{APV_2018}, {YES}", f"{CONCEPT}, {NO}", "voldoet"),
    (PANDEN, f"{CONCEPT}, {YES}", f"{APV_2018}, {NO}", "voldoet_niet"),
    (PANDEN, f"{APV_2018}, {YES}", f"{COMING}, {NO}", "voldoet"),
    (PANDEN, f"{COMING}, {YES}", f"{CONCEPT}, {NO}", "voldoet"),
    (PANDEN, f"{CONCEPT}, {NO}", f"{PAST}, {YES}", "voldoet_niet"),
    (PANDEN, f"{WITHDRAWN}, {NO}", f"{CONCEPT}, {YES}", "voldoet"),
    # of two in one state the later one, in any order
    (PANDEN, f"{APV_2018}, {YES}", f"{APV_2020}, {NO}", "voldoet_niet"),
    (PANDEN, f"{APV_2020}, {YES}", f"{APV_2018}, {NO}", "voldoet"),
    # none of the documents is in force: it is asked of all of them together
    (NONE_IN_FORCE, CONCEPT, PAST, "voldoet"),
    (NONE_IN_FORCE, CONCEPT, APV_2018, "voldoet_niet"),
    # with what stands in it: there is one document of which none of it holds
    (NONE_OF_ONE, f"{APV_2018}, {YES}", f"{CONCEPT}, {NO}", "voldoet"),
    (NONE_OF_ONE, f"{APV_2018}, {YES}", f"{CONCEPT}, {YES}", "voldoet_niet"),
    (NONE_OF_ONE, f"{PAST}, {NO}", f"{CONCEPT}, {YES}", "voldoet_niet"),
]


@pytest.mark.parametrize(("regel", "one", "other", "oordeel"), RULES, ids=range(len(RULES)))
def test_a_rule_over_several_documents(
    regel: str, one: str, other: str, oordeel: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree({"proef.yaml": RAAMWERK.format(regel=regel)})
    found = _score(tree, weerbaar, two("apv", one, other), "proef")
    assert found["1"]["oordeel"] == oordeel
