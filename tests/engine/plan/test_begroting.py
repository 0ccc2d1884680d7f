"""The budget of a programme against what actions cost, and a plan against what came of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.engine.worlds import GRENS, kern_of
from weerbaar_cli.engine.plan.begroting import find_begrotingen
from weerbaar_cli.engine.plan.plan import Inzet, make_plan
from weerbaar_cli.engine.plan.terugblik import look_back
from weerbaar_cli.engine.score.mogelijk import Scan
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.model.bestanden.meting import Actie
from weerbaar_cli.model.bestanden.programma import Programma

TWENTE = "twente-basis-op-orde"


def actie(norm: str, **keys: Any) -> tuple[str, Actie]:
    return norm, Actie.model_validate({"norm": norm, "actie": f"Werk aan {norm}"} | keys)


def inzet(*acties: tuple[str, Actie], **feiten: Any) -> Inzet:
    known = {name.replace("_", "-"): Antwoord(one) for name, one in feiten.items()}
    return Inzet(kern_of(TWENTE), Scan("gemeente", GRENS, known, {}, {}), acties)


def programma(name: str, *posts: tuple[str, str | None, str], **keys: Any) -> Programma:
    """Posts with their year and the norms that they pay."""
    begroting = [
        {
            "post": post,
            "bedrag": "1000",
            "jaar": jaar,
            "normen": [one if "/" in one else f"{TWENTE}/{one}" for one in normen.split()],
        }
        for post, jaar, normen in posts
    ]
    return Programma.model_validate(
        {"weerbaar": "programma/1", "id": name, "titel": f"Titel {name}", "begroting": begroting}
        | keys
    )


def told(plan: Any, *programmas: Programma) -> dict[str, Any]:
    """Per programme what its posts pay (to do and done), what none pays, and of another year."""
    return {
        one.programma: (
            [(post.post, str(post.te_doen), str(post.gereed)) for post in one.posten],
            (str(one.zonder_post.te_doen), str(one.zonder_post.gereed)),
            str(one.ander_jaar),
        )
        for one in find_begrotingen(plan, programmas, ["twente"])
    }


def test_an_action_is_paid_from_the_post_of_its_norm_and_year() -> None:
    """What another programme pays is no loose end here; what was dropped costs nothing."""
    acties = (
        actie("2a", kosten="100", gereed_op="2024-08-01"),
        actie("2a", kosten="30", status="gereed"),
        actie("2a", kosten="7", status="vervallen"),
        actie("2a"),
        actie("2b", kosten="50", gereed_op="2025-01-01"),
        actie("3d", kosten="20"),
        actie("3e", kosten="2", status="gereed"),
        actie("1a", kosten="9"),
    )
    plan = make_plan([inzet(*acties)], GRENS, GRENS)
    first = programma("a", ("Convenant", "2024", "2a"), ("Meldpunt", "2024", "2b"))
    second = programma("b", ("Beleid", None, "1a 2b"), district="twente")
    assert told(plan, first, second) == {
        "a": ([("Convenant", "100", "30"), ("Meldpunt", "0", "0")], ("20", "2"), "50"),
        "b": ([("Beleid", "59", "0")], ("20", "2"), "0"),
    }
    elsewhere = programma("c", ("Beleid", None, "1a"), district="drenthe")
    other = programma("d", ("Beleid", None, "drentse-ambities/1.1"))
    assert told(plan, elsewhere, other) == {}
    (one,) = find_begrotingen(plan, [first], [])
    assert (one.titel, one.posten[1][:4]) == (
        "Titel a",
        ("Meldpunt", "2024", Decimal(1000), (f"{TWENTE}/2b",)),
    )


@pytest.mark.parametrize(
    ("jaar", "due", "paid"),
    [
        ("2024", "2024-01-01", True),
        ("2024", "2024-12-31", True),
        ("2024", "2023-12-31", False),
        ("2024", "2025-01-01", False),
        ("2023-2025", "2023-01-01", True),
        ("2023-2025", "2024-06-01", True),
        ("2023-2025", "2025-12-31", True),
        ("2023-2025", "2022-12-31", False),
        ("2023-2025", "2026-01-01", False),
        ("2024", None, True),
        (None, "2019-01-01", True),
        ("heel de looptijd", "2019-01-01", True),
    ],
)
def test_a_post_pays_what_is_due_in_its_years(
    jaar: str | None, due: str | None, paid: bool
) -> None:
    day = {} if due is None else {"gereed_op": due}
    plan = make_plan([inzet(actie("2a", kosten="5", **day))], GRENS, GRENS)
    found = told(plan, programma("a", ("Post", jaar, "2a")))["a"]
    assert found == ([("Post", "5" if paid else "0", "0")], ("0", "0"), "0" if paid else "5")


def test_what_was_planned_stands_beside_what_came_of_it() -> None:
    """An action is the same when its words are; a norm that was met and had none is not told."""
    before = date(2024, 1, 1)
    then = inzet(
        actie("2b", status="loopt", kosten="10"),
        actie("2b", actie="Weg ermee"),
        actie("2c", status="gereed"),
        intern_meldpunt="nee",
    )
    now = inzet(
        actie("2b", actie="werk  AAN 2b", status="gereed", kosten="12"),
        actie("2c", status="vervallen"),
        intern_meldpunt="ja",
    )
    back = look_back([then], [now], make_plan([now], GRENS, GRENS), before)
    assert back.peildatum == before
    found = {one.id: one for one in back.normen}
    meldpunt = found["2b"]
    assert meldpunt[:9] == (
        TWENTE, "2b", "voldoet_niet", "voldoet", "beter", "feiten", "andere feiten", 1, 0,
    )  # fmt: skip
    assert [(one.actie.actie, one.nu, one.kosten) for one in meldpunt.acties] == [
        ("Werk aan 2b", "gereed", Decimal(12)),
        ("Weg ermee", None, None),
    ]
    assert [(one.nu, one.kosten) for one in found["2c"].acties] == [("vervallen", None)]
    done = inzet(intern_meldpunt="ja")
    later = look_back([done], [done], make_plan([done], GRENS, GRENS), before)
    assert "2b" not in {one.id for one in later.normen}
    assert found["2a"].acties == ()
    assert look_back([then], [], make_plan([now], GRENS, GRENS), before).normen == ()
