"""`frameworks diff` of two files of facts: what came, went and changed, and who asks it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Weerbaar

MAP = Path(__file__).parents[1] / "cases" / "feitverschil"
TOEN, NU = "toen/feiten.yaml", "nu/feiten.yaml"


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(MAP)
    monkeypatch.setenv("COLUMNS", "200")


def test_what_differs_key_by_key(weerbaar: Weerbaar) -> None:
    found = json.loads(weerbaar("frameworks", "diff", TOEN, NU, "--format", "json").out)
    assert found["gelijk"] == 1
    told = {
        one["id"]: (one["soort"], {each["sleutel"]: (each["van"], each["naar"])
                                   for each in one["verschillen"]}, one["normen"])
        for one in found["feiten"]
    }  # fmt: skip
    doen = ("Stel {opnieuw} een plan vast", "Maak {opnieuw} een plan")
    assert told == {
        "plan": ("gewijzigd", {"kort": ("Plan", "Havenplan"), "doen": doen}, ["haven 1a"]),
        "plan-onderwerpen": (
            "gewijzigd",
            {
                "bij": (None, "plan"),
                "items.wet.nvt_kan": ("ja", "nee"),
                "items.toezicht": (None, "Toezicht"),
                "items.toezicht.nvt_kan": (None, "ja"),
            },
            [],
        ),
        "plan-kosten": ("nieuw", {}, []),
        "plan-gezien": ("vervallen", {}, []),
    }


def test_the_other_way_round_tells_the_same_backwards(weerbaar: Weerbaar) -> None:
    there, back = (
        json.loads(weerbaar("frameworks", "diff", *pair, "--format", "json").out)["feiten"]
        for pair in ((TOEN, NU), (NU, TOEN))
    )
    turned = {"nieuw": "vervallen", "vervallen": "nieuw", "gewijzigd": "gewijzigd"}
    assert {(one["id"], one["soort"]) for one in there} == {
        (one["id"], turned[one["soort"]]) for one in back
    }


def test_in_words_and_as_rows(weerbaar: Weerbaar) -> None:
    page = weerbaar("frameworks", "diff", TOEN, NU).out
    assert "gewijzigd: Havenplan" in page
    assert "kort: Plan → Havenplan" in page
    assert "bij: nieuw, plan" in page
    assert "gevraagd door haven 1a" in page
    assert "1 feit blijft gelijk." in page
    rows = weerbaar("frameworks", "diff", TOEN, NU, "--format", "csv").out
    assert "plan,Havenplan,gewijzigd,kort,Plan,Havenplan,haven 1a" in rows
    assert "plan-kosten,Kosten,nieuw,,,," in rows


def test_of_one_file_nothing_differs(weerbaar: Weerbaar) -> None:
    run = weerbaar("frameworks", "diff", NU, NU)
    assert run.code == 0
    assert "4 feiten blijven gelijk." in run.out


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((TOEN, "nu/raamwerk.yaml"), "is geen bestand met feiten maar van soort raamwerk"),
        ((TOEN, "nu/weg.yaml"), "weg.yaml"),
        ((TOEN, NU, "--op", "nu"), "--op hoort bij twee versies van een raamwerk"),
    ],
)
def test_what_is_no_file_of_facts_is_refused(
    args: tuple[str, ...], message: str, weerbaar: Weerbaar
) -> None:
    run = weerbaar("frameworks", "diff", *args)
    assert (run.code, run.out) == (2, "")
    assert message in run.err
