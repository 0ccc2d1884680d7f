"""What a decision that a norm does not apply comes to, and how a toetsing stands beside facts.

Every case names the sentence that it follows from; days lie on the boundary itself.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.engine.groep.districten import make_raamwerk
from tests.engine.worlds import kern_of, library
from tests.zinnen import score_aloud
from weerbaar_cli.engine.score.eis import check_eis
from weerbaar_cli.engine.score.mogelijk import Scan, make_lezing
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.feitsoorten.document import Document
from weerbaar_cli.model.bestanden.meting import (
    Actie,
    Afwijkbesluit,
    NvtBesluit,
    Toetsing,
    Toetsoordeel,
)
from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel, Raamwerkoordeel

TWENTE = "twente-basis-op-orde"
DAG = date(2024, 1, 31)
EEN_DAG = timedelta(days=1)
JA = {"intern-meldpunt": Antwoord("ja")}


def besluit(op: date = DAG, herzien_op: date | None = None) -> NvtBesluit:
    return NvtBesluit(reden="geen", besloten_door="college", op=op, herzien_op=herzien_op)


def scored(nvt: dict[str, NvtBesluit], day: date = DAG) -> Raamwerkoordeel:
    return score_aloud(kern_of(TWENTE), Scan("gemeente", DAG, JA, nvt, {}), day)


def norm(nvt: dict[str, NvtBesluit], day: date = DAG) -> Normoordeel:
    found = scored(nvt, day).find("2b")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("op", "herzien_op", "oordeel", "grond", "sentence"),
    [
        (DAG, None, "nvt", "besluit", "«Het telt vanaf op»: op de dag zelf al"),
        (DAG + EEN_DAG, None, "voldoet", None, "«Het telt vanaf op»: de dag ervoor nog niet"),
        (DAG, DAG, "nvt", "besluit", "«tot en met herzien_op»: op de dag zelf nog"),
        (DAG - EEN_DAG, DAG - EEN_DAG, "voldoet", None, "«past herzien_op … no longer counts»"),
    ],
)
def test_when_a_decision_counts(
    op: date, herzien_op: date | None, oordeel: str, grond: str | None, sentence: str
) -> None:
    found = norm({"2b": besluit(op, herzien_op)})
    assert (found.oordeel, found.nvt_grond) == (oordeel, grond), sentence
    assert len(found.signalen) == 1, "«a signaal per decision», also of one that does not count"
    assert "besluit van college" in found.signalen[0]


@pytest.mark.parametrize(
    ("partijtype", "said"),
    [
        ("gemeente", ("n.v.t. bij besluit van college van 31-01-2024",)),
        ("provincie", ()),
    ],
)
def test_of_a_norm_that_is_not_meant_for_a_party_no_decision_is_told(
    partijtype: str, said: tuple[str, ...]
) -> None:
    """It never applied to it, whatever was decided."""
    scan = Scan(partijtype, DAG, {}, {"3e": besluit()}, {})
    found = score_aloud(kern_of(TWENTE), scan, DAG).find("3e")
    assert found is not None
    assert (found.signalen, found.opmerkingen) == (said, said)


@pytest.mark.parametrize("inwoners", ["99", "100"])
def test_of_a_norm_for_the_large_no_decision_of_a_small_one_is_told(inwoners: str) -> None:
    large = {"feit": "inwoners", "minstens": "100"}
    made = make_raamwerk(
        [
            {
                "id": "1",
                "tekst": "Een norm.",
                "geldt_als": large,
                "voldoet": {"feit": "osint", "is": "ja"},
            }
        ]
    )
    kern = Rekenraamwerk(made, make_lezing(made), library().ankers, library().catalogus)
    facts = {"inwoners": Antwoord(Decimal(inwoners))}
    (one,) = score_meting(kern, Scan("gemeente", DAG, facts, {"1": besluit()}, {}), DAG).normen
    said = ("n.v.t. bij besluit van college van 31-01-2024",) if inwoners == "100" else ()
    assert (one.nvt_grond, one.signalen) == ("besluit" if said else "kenmerk", said)


def test_the_stand_names_how_many_are_so_by_decision() -> None:
    """«1 van 1 (19 n.v.t. bij besluit)»; an expired decision is none of them."""
    ids = [one.id for one in kern_of(TWENTE).raamwerk.normen if one.id != "2b"]
    found = scored({name: besluit() for name in ids})
    assert (found.telling.voldoet, found.telling.van_toepassing) == (1, 1)
    assert found.telling.besluiten == "19 n.v.t. bij besluit"
    later = scored({name: besluit(herzien_op=DAG) for name in ids}, DAG + EEN_DAG)
    assert later.telling.besluiten == ""


@pytest.mark.parametrize(("eis", "met"), [("nvt<=1", False), ("nvt<=2", True), ("nvt <= 2", True)])
def test_the_gate_counts_decisions_only(eis: str, met: bool) -> None:
    """«a gate --eis nvt<=2»; that 3e and 4b do not apply by the facts is no decision."""
    reason = check_eis(eis, scored({"3e": besluit(), "2a": besluit()}))
    assert (reason is None) is met
    assert reason in (None, "2 n.v.t. bij besluit: 2a, 3e")


def test_a_norm_of_law_says_why_it_always_applies() -> None:
    always = {one.id: one.nvt_reden for one in kern_of(TWENTE).raamwerk.normen if not one.nvt_kan}
    assert always.keys() == {"4a", "4c"}
    assert all("Ambtenarenwet" in str(reason) for reason in always.values())


# --- a toetsing has a time: the training of norm 2e lapses on 13-10-2024

GETRAIND = date(2023, 10, 12)
VERLOOPT = date(2024, 10, 13)
WERKPROCES = Document(vastgesteld_op=date(2023, 1, 1), geldig_vanaf=date(2023, 1, 1))
FEITEN = {
    "informatie-training": Antwoord(GETRAIND),
    "informatie-werkproces": Antwoord((WERKPROCES,)),
}


def toets(oordeel: Toetsoordeel, op: date | None = DAG, then: Status | None = None) -> Toetsing:
    return Toetsing(oordeel=oordeel, reden="gezien", op=op, afgeleid_op=then)


def norm_2e(toetsing: Toetsing, day: date = DAG) -> Normoordeel:
    scan = Scan("gemeente", DAG, FEITEN, {}, {"2e": toetsing})
    found = score_aloud(kern_of(TWENTE), scan, day).find("2e")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("toetsing", "day", "oordeel", "stand", "sentence"),
    [
        (toets("deels"), DAG, "deels", "geldt", "«It counts from op»: op de dag zelf"),
        (toets("deels"), DAG - EEN_DAG, "voldoet", "telt_nog_niet", "«from op»: de dag ervoor"),
        (toets("deels", None), DAG - EEN_DAG, "deels", "geldt", "zonder op: elke dag"),
        (toets("deels"), VERLOOPT - EEN_DAG, "deels", "geldt", "«as long as the derived equals»"),
        (toets("voldoet"), VERLOOPT, "deels", "verouderd", "«then the derived one counts»"),
        (toets("deels", then="deels"), DAG, "voldoet", "verouderd", "«what was derived then»"),
        (toets("voldoet_niet", then="deels"), VERLOOPT, "voldoet_niet", "geldt",
         "«when it later equals it again, it counts again»"),
        (toets("nvt"), DAG, "nvt", "geldt", "een toetser mag n.v.t. vinden"),
    ],
)  # fmt: skip
def test_when_a_toetsing_counts(
    toetsing: Toetsing, day: date, oordeel: str, stand: str, sentence: str
) -> None:
    found = norm_2e(toetsing, day)
    assert (found.oordeel, found.toetsstand) == (oordeel, stand), sentence
    assert found.getoetst == toetsing.oordeel, "K9: beide blijven bewaard"
    assert bool(found.signalen) is (stand != "geldt")


def test_an_outdated_toetsing_says_what_followed_then_and_now() -> None:
    (signaal,) = norm_2e(toets("voldoet"), VERLOOPT).signalen
    assert signaal == (
        "toetsing verouderd: het oordeel van 31-01-2024 was «voldoet» toen uit de feiten "
        "«voldoet» volgde; nu volgt «deels», en dat telt"
    )


@pytest.mark.parametrize(
    ("toetsing", "day", "lapse"),
    [
        (toets("voldoet"), DAG, (VERLOOPT, "deels")),
        (toets("deels"), DAG, None),  # what the facts fall back to was found already
        (toets("voldoet_niet"), DAG, (VERLOOPT, "deels")),
        (toets("voldoet_niet", then="deels"), DAG, (VERLOOPT, "voldoet_niet")),
        (toets("deels"), DAG - EEN_DAG, (DAG, "deels")),
    ],
)
def test_verloopt_op_knows_the_toetsing(
    toetsing: Toetsing, day: date, lapse: tuple[date, str] | None
) -> None:
    found = norm_2e(toetsing, day)
    assert (found.verloopt_op, found.verloopt_naar) == (lapse or (None, None))


# --- an accepted deviation: counted apart, never as voldoet


def accepted(op: date, tot: date) -> Afwijkbesluit:
    return Afwijkbesluit(norm="2b", reden="verbouwing", besloten_door="college", op=op, tot=tot)


@pytest.mark.parametrize(
    ("antwoord", "op", "tot", "counts", "sentence"),
    [
        ("nee", DAG, DAG, True, "op de eerste en de laatste dag zelf"),
        ("nee", DAG - EEN_DAG, DAG - EEN_DAG, False, "«past tot no longer counts and is named»"),
        ("nee", DAG + EEN_DAG, DAG + EEN_DAG, False, "voor de eerste dag telt zij nog niet"),
        ("ja", DAG, DAG, False, "wat voldoet, heeft geen afwijking"),
        (None, DAG, DAG, False, "wat onbekend is ook niet"),
    ],
)
def test_when_an_accepted_deviation_counts(
    antwoord: str | None, op: date, tot: date, counts: bool, sentence: str
) -> None:
    facts = {"intern-meldpunt": Antwoord(antwoord)}
    plain = Scan("gemeente", DAG, facts, {}, {})
    scan = replace(plain, afwijkingen={"2b": accepted(op, tot)})
    before, after = (score_aloud(kern_of(TWENTE), one, DAG) for one in (plain, scan))
    found = after.find("2b")
    assert found is not None
    assert (found.afwijking is not None) is counts, sentence
    assert after.telling == before.telling._replace(afwijking=int(counts)), "nooit als voldoet"
    assert after.aandeel == before.aandeel
    assert bool(found.signalen) is (antwoord == "nee"), "ook wat voorbij is, wordt genoemd"


@pytest.mark.parametrize(
    ("first", "herhaal", "day", "due"),
    [
        (date(2024, 1, 31), "3 maanden", date(2024, 1, 31), date(2024, 1, 31)),
        (date(2024, 1, 31), "3 maanden", date(2024, 2, 1), date(2024, 4, 30)),
        (date(2024, 1, 31), "1 maand", date(2024, 3, 1), date(2024, 3, 31)),
        (date(2024, 1, 31), "14 dagen", date(2024, 2, 15), date(2024, 2, 28)),
        (date(1, 1, 1), "1 dag", date(9999, 12, 31), date(9999, 12, 31)),
        (date(2025, 1, 1), "12 maanden", date(2024, 1, 1), date(2025, 1, 1)),
        (date(2024, 1, 31), None, date(2024, 6, 1), date(2024, 1, 31)),
    ],
)
def test_an_action_comes_back_counted_from_its_first_day(
    first: date, herhaal: str | None, day: date, due: date
) -> None:
    values = {"norm": "2b", "actie": "bespreken", "gereed_op": first, "herhaal": herhaal}
    assert Actie.model_validate(values).due_after(day) == due


def test_in_an_eindmeting_own_answers_are_named_also_where_others_are_missing() -> None:
    """2b also asks how many reports there were; of 2c nothing is known at all."""
    own = {"intern-meldpunt": Antwoord("ja", herkomst="opgave")}
    scan = replace(Scan("gemeente", DAG, own, {}, {}), eindmeting=True)
    found = {one.id: one for one in score_aloud(kern_of(TWENTE), scan, DAG).normen}
    assert found["2b"].signalen == ("eigen opgave, niet getoetst: intern-meldpunt",)
    assert found["2b"].opmerkingen == ("eigen opgave, niet getoetst: Intern meldpunt",)
    assert found["2c"].signalen == ()
