"""What a decision that a norm does not apply comes to, and how a toetsing stands beside facts.

Every case names the sentence that it follows from; days lie on the boundary itself.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.engine.worlds import kern_of
from weerbaar_cli.engine.score.eis import check_eis
from weerbaar_cli.engine.score.score import Scan, score_meting
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.model.bestanden.meting import NvtBesluit
from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel, Raamwerkoordeel

TWENTE = "twente-basis-op-orde"
DAG = date(2024, 1, 31)
EEN_DAG = timedelta(days=1)
JA = {"intern-meldpunt": Antwoord("ja")}


def besluit(op: date = DAG, herzien_op: date | None = None) -> NvtBesluit:
    return NvtBesluit(reden="geen", besloten_door="college", op=op, herzien_op=herzien_op)


def scored(nvt: dict[str, NvtBesluit], day: date = DAG) -> Raamwerkoordeel:
    return score_meting(kern_of(TWENTE), Scan("gemeente", DAG, JA, nvt, {}), day)


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
