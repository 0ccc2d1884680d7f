"""Gates on what changed: which norms, metingen and facts they name, and in which words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from weerbaar_cli.engine.verandering.catalogus import compare_feiten
from weerbaar_cli.engine.verandering.eis import check_eisen, refuse_unknown
from weerbaar_cli.engine.verandering.sinds import Metingstand, check_stand, pair_standen
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.model.bestanden.feit import Feit
from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.uitkomsten.vergelijking import (
    Eenzijdig,
    Meetmoment,
    Normverschil,
    Oorzaak,
    Paar,
    Richting,
    Vergelijking,
    Vergelijkingen,
    Wending,
)

GEEN, FEITEN, WEG, NVT = (
    "geen-achteruitgang", "geen-achteruitgang:feiten", "geen-verdwenen", "geen-nieuwe-nvt",
)  # fmt: skip
MOMENT = Meetmoment("stad.yaml", "zelfscan", date(2024, 1, 31), fictief=True)


def verschil(name: str, richting: Richting, *turns: tuple[Oorzaak, Status, Status]) -> Normverschil:
    return Normverschil(
        id=name, was=name, thema="1", tekst="Een norm.", kort="Norm",
        van=turns[0][1] if turns else "deels", naar=turns[-1][2] if turns else "deels",
        richting=richting, wendingen=tuple(Wending(*one) for one in turns), reden="", waarom=(),
        telt_mee=True,
    )  # fmt: skip


def uitkomst(*normen: Normverschil, **keys: Any) -> Vergelijkingen:
    compared = Vergelijking("proef", "Proef", "1", "1", normen, ())
    return Vergelijkingen("toen", "nu", False, (Paar("Stad", MOMENT, MOMENT, compared),), **keys)


@pytest.mark.parametrize(
    ("norm", "missed"),
    [
        (("gelijk",), []),
        (("beter", ("feiten", "deels", "voldoet")), []),
        (("slechter", ("feiten", "voldoet", "deels")), [GEEN, FEITEN]),
        (("slechter", ("dekking", "deels", "onbekend")), [GEEN, FEITEN]),
        # What nobody did.
        (("slechter", ("tijd", "voldoet", "deels")), [GEEN]),
        (("slechter", ("anker", "voldoet", "deels")), [GEEN]),
        # Somebody made it worse, and a law made that good again; or the other way round.
        (
            ("gelijk", ("anker", "deels", "voldoet"), ("feiten", "voldoet", "deels")),
            [FEITEN],
        ),
        (
            ("gelijk", ("tijd", "voldoet", "deels"), ("feiten", "deels", "voldoet")),
            [],
        ),
        # Neither of both, and then as it was.
        (
            ("gelijk", ("regels", "voldoet", "deels"), ("feiten", "deels", "voldoet")),
            [],
        ),
        (("gelijk", ("toepassing", "voldoet", "nvt")), [NVT]),
        (("gelijk", ("toetsing", "deels", "nvt")), [NVT]),
        (("gelijk", ("regels", "voldoet", "nvt")), []),
        (("slechter", ("toepassing", "nvt", "deels")), [GEEN]),
        (
            ("gelijk", ("toepassing", "deels", "nvt"), ("toetsing", "nvt", "deels")),
            [],
        ),
    ],
)
def test_each_gate_names_what_it_is_about(norm: Any, missed: list[str]) -> None:
    words = {
        GEEN: ("achteruitgang", "achteruitgang bij 1, 2"),
        FEITEN: ("achteruitgang", "achteruitgang, niet door tijd of wet, bij 1, 2"),
        NVT: ("nieuwe-nvt", "nieuw besluit n.v.t. bij 1, 2"),
    }
    compared = uitkomst(verschil("1", *norm), verschil("3", "gelijk"), verschil("2", *norm))
    for eis in (GEEN, FEITEN, WEG, NVT):
        found = [(one.bestand, one.code, one.bericht) for one in check_eisen([eis, eis], compared)]
        assert found == ([("stad.yaml", *words[eis])] if eis in missed else [])


def test_what_is_gone_or_cannot_be_compared_meets_no_gate() -> None:
    gone = MOMENT._replace(bestand="weg.yaml", soort="nulmeting")
    one = uitkomst(verdwenen=(Eenzijdig("Dorp", gone),), onvergelijkbaar=("Stad op proef@2",))
    assert list(check_eisen([], one)) == []
    found = [(one.bestand, one.code, one.bericht) for one in check_eisen([NVT, WEG], one)]
    assert found == [
        (
            "weg.yaml",
            "meting-verdwenen",
            "de meting van Dorp, nulmeting op 31-01-2024 is er niet meer",
        ),
        ("nu", "eis-niet-gehaald", "niet te vergelijken: Stad op proef@2"),
    ]


@pytest.mark.parametrize(
    ("eis", "tip"),
    [
        ("geen-achteruit", "Bedoelde u «geen-achteruitgang»?"),
        ("onzin", f"Kies uit {GEEN}, {FEITEN}, {WEG}, {NVT}."),
    ],
)
def test_a_gate_that_does_not_exist_is_named(eis: str, tip: str) -> None:
    refuse_unknown([GEEN, FEITEN, WEG, NVT])
    with pytest.raises(WeerbaarError) as refused:
        refuse_unknown([GEEN, eis])
    assert str(refused.value) == f"de eis «{eis}» is niet te lezen"
    assert refused.value.tip == tip


# --- metingen since a revision


def stand(bestand: str, **keys: Any) -> Metingstand:
    one = {
        "partij": "Stad",
        "soort": "zelfscan",
        "peildatum": "2024-01-31",
        "status": "vastgesteld",
    }
    return Metingstand(bestand, **(one | {"raamwerken": frozenset({"proef"})} | keys))


BESLUIT = {"reden": "hersteld"}


@pytest.mark.parametrize(
    ("toen", "nu", "found"),
    [
        ({}, {}, True),
        ({}, {"partij": "Dorp"}, False),
        ({}, {"soort": "eindmeting"}, False),
        ({}, {"peildatum": "2024-02-01"}, False),
        ({"status": "concept"}, {"peildatum": "2024-02-01"}, True),
        ({"status": "concept"}, {"soort": "eindmeting", "status": "concept"}, True),
        ({"status": "concept"}, {"partij": "Dorp"}, False),
        ({"status": "ingeleverd"}, {"peildatum": "2024-02-01"}, False),
        ({}, {"peildatum": "2024-02-01", "wijziging": BESLUIT}, True),
        ({"wijziging": BESLUIT}, {"peildatum": "2024-02-01", "wijziging": BESLUIT}, False),
        ({}, {"raamwerken": frozenset({"ander"})}, False),
        ({}, {"raamwerken": frozenset({"ander", "proef"})}, True),
        ({"raamwerken": frozenset()}, {"raamwerken": frozenset({"ander"})}, True),
        ({}, {"raamwerken": frozenset()}, True),
    ],
)
def test_a_meting_is_found_again_wherever_it_stands(
    toen: dict[str, Any], nu: dict[str, Any], found: bool
) -> None:
    old, new = stand("oud.yaml", **toen), stand("map/nieuw.yaml", **nu)
    assert list(pair_standen([old], [new])) == [(old, new if found else None)]
    assert list(pair_standen([old], [])) == [(old, None)]


def test_two_concepts_become_two_metingen_and_what_is_itself_becomes_no_other() -> None:
    one, other = (stand(f"{name}.yaml", status="concept", peildatum=name) for name in "ab")
    moved = [stand(f"{name}.yaml", peildatum=name) for name in "cd"]
    assert list(pair_standen([one, other], moved)) == [(one, moved[0]), (other, moved[1])]
    same = stand("b.yaml", peildatum="b")
    assert list(pair_standen([one, other], [same])) == [(one, None), (other, same)]
    assert list(pair_standen([one], [], [same])) == [(one, None)]
    assert list(pair_standen([one], [], [stand("a.yaml", peildatum="a")])) != [(one, None)]


CHANGED, KNOWN = (
    "deze meting was vastgesteld en is veranderd",
    "; het besluit bij «wijziging» stond er al",
)


@pytest.mark.parametrize(
    ("toen", "nu", "found"),
    [
        ({}, {}, []),
        ({}, {"inhoud": {"a": 2}}, [("vastgesteld-gewijzigd", CHANGED, ("a",))]),
        ({"status": "concept"}, {"inhoud": {"a": 2}}, []),
        ({}, {"inhoud": {"a": 2}, "wijziging": BESLUIT}, []),
        (
            {"wijziging": BESLUIT},
            {"inhoud": {"a": 2}, "wijziging": BESLUIT},
            [("vastgesteld-gewijzigd", CHANGED + KNOWN, ("a",))],
        ),
        ({}, {"inhoud": {"a": 1, "b": 1}}, [("vastgesteld-gewijzigd", CHANGED, ("b",))]),
        ({"inhoud": {"a": 1, "b": 1}}, {}, [("vastgesteld-gewijzigd", CHANGED, ())]),
        (
            {"inhoud": {"c": 0, "a": {"b": 1, "c": 1}}},
            {"inhoud": {"c": 0, "a": {"b": 1, "c": 2}}},
            [("vastgesteld-gewijzigd", CHANGED, ("a", "c"))],
        ),
        ({"inhoud": "x"}, {"inhoud": "y"}, [("vastgesteld-gewijzigd", CHANGED, ())]),
    ],
)
def test_what_was_vastgesteld_changes_by_a_new_decision_only(
    toen: dict[str, Any], nu: dict[str, Any], found: list[tuple[Any, ...]]
) -> None:
    old, new = (
        stand("a.yaml", **({"inhoud": {"a": 1}} | toen)),
        stand("a.yaml", **({"inhoud": {"a": 1}} | nu)),
    )
    assert [(one.code, one.bericht, one.pad) for one in check_stand(old, new)] == found


def test_a_meting_that_is_gone_is_named() -> None:
    (one,) = check_stand(stand("a.yaml"), None)
    said = "de meting van Stad, zelfscan op 2024-01-31 is er niet meer"
    assert (one.code, one.bericht) == ("meting-verdwenen", said)


def test_who_filled_in_decides_nothing_when_that_line_is_taken_away() -> None:
    who = {"ingevuld_door": "Adviseur"}
    nvt = {"1": {"besloten_door": "adviseur"}, "2": {"besloten_door": "college"}}
    tested = {"3": {"toetser": "ADVISEUR"}, "4": {}}
    decided = {"nvt": nvt, "toetsing": tested}

    def found(old: Any, new: Any) -> list[Any]:
        states = (stand("a.yaml", status="concept", inhoud=one) for one in (old, new))
        return [(one.code, one.bericht, one.pad) for one in check_stand(*states)]

    said = "deze functie vulde deze meting in, en die regel is weg"
    assert found(who, decided) == [
        ("zelfde-functie", said, ("nvt", "1", "besloten_door")),
        ("zelfde-functie", said, ("toetsing", "3", "toetser")),
    ]
    assert found(who, who | decided) == [], "the check of a meting itself says it"
    assert found(who | {"nvt": nvt}, decided) == [
        ("zelfde-functie", said, ("toetsing", "3", "toetser"))
    ]
    assert found({}, decided) == []
    assert found(who, {"nvt": "x"}) == []
    assert found(who, "x") == []


# --- facts


def feit(**keys: Any) -> Feit:
    one = {"vraag": "Is het er?", "soort": "checklist", "kort": "Het", "items": {"z": "Zet"}}
    return Feit.model_validate(one | keys)


@pytest.mark.parametrize(
    ("van", "naar", "differs"),
    [
        ({}, {}, []),
        ({}, {"vraag": "Is dat er?"}, [("vraag", "Is het er?", "Is dat er?")]),
        ({}, {"toelichting": "Kijk."}, [("toelichting", None, "Kijk.")]),
        ({"rollen": ["a", "b"]}, {"rollen": ["b"]}, [("rollen", "a, b", "b")]),
        ({"rollen": ["a"]}, {}, [("rollen", "a", None)]),
        (
            {"items": {"x": "Iks"}},
            {"items": {"x": {"titel": "IKS", "nvt_kan": "nee"}}},
            [("items.x", "Iks", "IKS"), ("items.x.nvt_kan", "ja", "nee")],
        ),
        (
            {"items": {"x": "Iks"}},
            {"items": {"y": "Ij"}},
            [
                ("items.y", None, "Ij"),
                ("items.y.nvt_kan", None, "ja"),
                ("items.x", "Iks", None),
                ("items.x.nvt_kan", "ja", None),
            ],
        ),
    ],
)
def test_a_fact_differs_by_the_keys_of_its_file(
    van: dict[str, Any], naar: dict[str, Any], differs: list[tuple[str, str | None, str | None]]
) -> None:
    oud, nieuw = (
        {"a": feit(**van), "weg": feit(kort="Weg")},
        {"bij": feit(kort="Bij"), "a": feit(**naar)},
    )
    found = compare_feiten(oud, nieuw, {"a": ["proef/1"], "weg": ["proef/2"]})
    changed = [("a", "Het", "gewijzigd", tuple(differs), ("proef/1",))] if differs else []
    assert [(*one[:3], tuple(map(tuple, one.verschillen)), one.normen) for one in found] == [
        ("bij", "Bij", "nieuw", (), ()),
        *changed,
        ("weg", "Weg", "vervallen", (), ("proef/2",)),
    ]
