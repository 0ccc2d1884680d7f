"""From version to version: what became of every norm, over one file or a row of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.engine.worlds import library
from weerbaar_cli.engine.checks.normen import check_waswordt
from weerbaar_cli.engine.score.mogelijk import Scan, make_lezing
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.verandering.versies import (
    Schakel,
    carry_over,
    comparable_pairs,
    compare_normen,
    find_overgangen,
    find_route,
    reference,
)
from weerbaar_cli.model.bestanden.meting import NvtBesluit
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bestanden.waswordt import Normovergang, Overgang, Waswordt
from weerbaar_cli.model.uitkomsten.raamwerkverschil import Lezingverschil, Normwijziging


def raamwerk(versie: str, **teksten: str) -> Raamwerk:
    """A version with these norms; n1 is norm 1."""
    normen = [
        {"id": name[1:], "tekst": tekst, "voldoet": {"feit": "ivp", "van_kracht": "ja"}}
        for name, tekst in teksten.items()
    ]
    return Raamwerk.model_validate(
        {
            "weerbaar": "raamwerk/1",
            "id": "proef",
            "titel": "Proef",
            "versie": versie,
            "partijtypen": ["gemeente"],
            "themas": [{"id": "1", "titel": "Proef", "normen": normen}],
        }
    )


def overgang(soort: str, was: str = "", wordt: str = "") -> Overgang:
    """An entry; numbers with spaces in between."""
    return Overgang.model_validate({"soort": soort, "was": was.split(), "wordt": wordt.split()})


def bestand(van: str, naar: str, *normen: Overgang) -> Waswordt:
    """A was-wordt between two versions of proef."""
    return Waswordt(weerbaar="was-wordt/1", van=f"proef@{van}", naar=f"proef@{naar}", normen=normen)


def short(found: tuple[Normovergang, ...]) -> list[str]:
    """As people would say it."""
    return [f"{' '.join(one.was)}>{' '.join(one.wordt)} {one.soort}" for one in found]


OUD = raamwerk("1", n1="een", n2="twee", n3="drie", n4="vier", n5="vijf", n6="zes")
NIEUW = raamwerk(
    "2", n1="een", n2a="twee", n3="drie anders", n4a="vier a", n4b="vier b", n6="zes anders", n7="7"
)
STAP = Schakel(
    OUD,
    NIEUW,
    (
        overgang("hernoemd", "2", "2a"),
        overgang("aangescherpt", "3", "3"),
        overgang("gesplitst", "4", "4a 4b"),
        overgang("vervallen", "5"),
        overgang("nieuw", "", "7"),
    ),
)


def test_every_norm_goes_somewhere_in_the_order_of_the_new_version() -> None:
    assert short(find_overgangen([STAP])) == [
        "1>1 gelijk",
        "2>2a hernoemd",
        "3>3 aangescherpt",
        "4>4a 4b gesplitst",
        "6>6 gewijzigd",
        ">7 nieuw",
        "5> vervallen",
    ]


def test_only_what_asks_the_same_is_comparable() -> None:
    assert comparable_pairs(find_overgangen([STAP])) == [("1", "1"), ("2", "2a"), ("3", "3")]


def test_backwards_everything_turns_around() -> None:
    back = Schakel(OUD, NIEUW, STAP.overgangen, terug=True)
    assert short(find_overgangen([back])) == [
        "1>1 gelijk",
        "2a>2 hernoemd",
        "3>3 versoepeld",
        "4a 4b>4 samengevoegd",
        ">5 nieuw",
        "6>6 gewijzigd",
        "7> vervallen",
    ]
    pairs = comparable_pairs(find_overgangen([back]))
    assert pairs == [(wordt, was) for was, wordt in comparable_pairs(find_overgangen([STAP]))]


def test_without_a_file_numbers_and_texts_tell() -> None:
    assert short(find_overgangen([Schakel(OUD, NIEUW)])) == [
        "1>1 gelijk",
        ">2a nieuw",
        "3>3 gewijzigd",
        ">4a nieuw",
        ">4b nieuw",
        "6>6 gewijzigd",
        ">7 nieuw",
        "2> vervallen",
        "4> vervallen",
        "5> vervallen",
    ]


def test_an_old_number_that_returns_for_another_norm_is_not_the_same_norm() -> None:
    oud, nieuw = raamwerk("1", n1="een"), raamwerk("2", n1="iets nieuws", n2="een")
    steps = [Schakel(oud, nieuw, (overgang("hernoemd", "1", "2"),))]
    assert short(find_overgangen(steps)) == [">1 nieuw", "1>2 hernoemd"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # renamed twice, and back to the old number
        ([overgang("hernoemd", "1", "2")], [overgang("hernoemd", "2", "3")], "1>3 hernoemd"),
        ([overgang("hernoemd", "1", "2")], [overgang("hernoemd", "2", "1")], "1>1 gelijk"),
        # sharpened on the way
        (
            [overgang("hernoemd", "1", "2")],
            [overgang("aangescherpt", "2", "3")],
            "1>3 aangescherpt",
        ),
        # split, then one half dropped
        ([overgang("gesplitst", "1", "2 3")], [overgang("vervallen", "3")], "1>2 gewijzigd"),
        # split, then half of it renamed
        ([overgang("gesplitst", "1", "2 3")], [overgang("hernoemd", "3", "4")], "1>2 4 gesplitst"),
        # split and merged again: nobody can say whether it is the same
        (
            [overgang("gesplitst", "1", "2 3")],
            [overgang("samengevoegd", "2 3", "4")],
            "1>4 gewijzigd",
        ),
        # came and went
        ([overgang("nieuw", "", "2")], [overgang("vervallen", "2")], "1>1 gelijk"),
        # dropped
        ([overgang("hernoemd", "1", "2")], [overgang("vervallen", "2")], "1> vervallen"),
    ],
)
def test_a_row_of_files_is_one_change(
    first: list[Overgang], second: list[Overgang], expected: str
) -> None:
    oud = raamwerk("1", n1="een")
    midden = after(["1"], first)
    nieuw = after(midden, second)
    versions = [
        oud,
        *(
            raamwerk(str(i), **{f"n{n}": "een" for n in ids})
            for i, ids in ((2, midden), (3, nieuw))
        ),
    ]
    steps = [
        Schakel(versions[0], versions[1], tuple(first)),
        Schakel(versions[1], versions[2], tuple(second)),
    ]
    assert short(find_overgangen(steps)) == [expected]


def after(ids: list[str], overgangen: list[Overgang]) -> list[str]:
    """The numbers that there are after these changes."""
    gone = {norm_id for one in overgangen for norm_id in one.was}
    return [*(i for i in ids if i not in gone), *(i for one in overgangen for i in one.wordt)]


def test_the_shortest_way_is_found_also_backwards() -> None:
    files = [bestand("1", "2"), bestand("2", "3"), bestand("1", "4"), bestand("1", "3")]

    def way(van: str, naar: str) -> list[tuple[str, str, bool]] | None:
        found = find_route(files, f"proef@{van}", f"proef@{naar}")
        return None if found is None else [(one.van, one.naar, back) for one, back in found]

    assert way("1", "3") == [("proef@1", "proef@3", False)]
    assert way("3", "1") == [("proef@1", "proef@3", True)]
    assert way("2", "4") == [("proef@1", "proef@2", True), ("proef@1", "proef@4", False)]
    assert way("1", "1") == []
    assert way("1", "9") is None


def codes(one: Waswordt, *others: Waswordt) -> list[tuple[str, str]]:
    """What is wrong with a file, as code and path."""
    known = {reference(found): found for found in (OUD, NIEUW)}
    named: dict[str, Raamwerk | None] = {name: known.get(name) for name in (one.van, one.naar)}
    found = check_waswordt(one, named, others, list(known))
    return [(bevinding.code, ".".join(map(str, bevinding.pad))) for bevinding in found]


def test_a_file_that_says_everything_is_right() -> None:
    extra = overgang("aangescherpt", "6", "6")
    assert codes(bestand("1", "2", *STAP.overgangen, extra)) == []


def test_what_a_file_leaves_out_is_asked_for() -> None:
    assert codes(bestand("1", "2", *STAP.overgangen)) == [("norm-niet-vermeld", "normen")]
    assert len(codes(bestand("1", "2"))) == 9


def test_norms_that_do_not_exist_or_stand_twice() -> None:
    found = codes(bestand("1", "2", overgang("hernoemd", "9", "2a"), overgang("gelijk", "1", "2a")))
    assert found == [("onbekende-norm", "normen.0.was.0"), ("dubbele-norm", "normen.1.wordt.0")]


def test_versions_that_do_not_exist_or_are_the_same() -> None:
    assert codes(bestand("1", "3")) == [("onbekende-versie", "naar")]
    assert codes(bestand("1", "1")) == [("zelfde-versie", "naar")]


def test_a_version_that_cannot_be_read_is_not_unknown() -> None:
    one = bestand("1", "3")
    assert check_waswordt(one, {one.van: OUD}, [], []) == []


def test_a_row_that_comes_back() -> None:
    whole = bestand("1", "2", *STAP.overgangen, overgang("aangescherpt", "6", "6"))
    assert codes(whole, bestand("2", "3")) == []
    assert codes(whole, bestand("2", "3"), bestand("3", "1")) == [("was-wordt-in-kring", "naar")]
    assert codes(whole, bestand("2", "1")) == [("was-wordt-in-kring", "naar")]
    assert codes(whole, whole) == [("dubbel-was-wordt", "van")]


@pytest.mark.parametrize(
    ("soort", "was", "wordt"),
    [
        ("hernoemd", "1", ""),
        ("hernoemd", "1 2", "3"),
        ("gesplitst", "1", "2"),
        ("samengevoegd", "1", "2"),
        ("vervallen", "1", "2"),
        ("vervallen", "", ""),
        ("nieuw", "1", "2"),
        ("aangescherpt", "1", "2 3"),
        ("gelijk", "", "1"),
    ],
)
def test_the_numbers_must_fit_the_kind(soort: str, was: str, wordt: str) -> None:
    with pytest.raises(ValueError, match="bij «"):
        overgang(soort, was, wordt)


@pytest.mark.parametrize("text", ["proef", "proef@", "@1", ""])
def test_a_version_is_always_named(text: str) -> None:
    with pytest.raises(ValueError, match="niet één versie"):
        Waswordt(weerbaar="was-wordt/1", van=text, naar="proef@1", normen=())


# --- in what a norm differs

NORM: dict[str, Any] = {
    "id": "1",
    "tekst": "een",
    "voldoet": {"feit": "mt-besproken", "binnen": "kort"},
}
JA: dict[str, Any] = {"feit": "ivp-prioriteit", "is": "ja"}


def kern(norm: dict[str, Any], kort: str = "6 maanden", **keys: Any) -> Rekenraamwerk:
    made = Raamwerk.model_validate(
        {
            "weerbaar": "raamwerk/1",
            "id": "proef",
            "titel": "Proef",
            "versie": "1",
            "partijtypen": ["gemeente", "waterschap"],
            "parameters": {"kort": {"waarde": kort}, "lang": {"waarde": "6 maanden"}},
            "niveaus": {"basis": {"titel": "Basis"}},
            "themas": [{"id": "1", "titel": "T", "rubrieken": {"r": "R"}, "normen": [NORM | norm]}],
        }
        | keys
    )
    return Rekenraamwerk(made, make_lezing(made), library().ankers, library().catalogus)


@pytest.mark.parametrize(
    ("norm", "kort", "differs"),
    [
        ({}, "6 maanden", {}),
        ({"tekst": "twee"}, "6 maanden", {"tekst": True}),
        (
            {"voldoet": JA},
            "6 maanden",
            {"regel": True, "parameters": (("kort", "6 maanden", None),)},
        ),
        ({"deels": JA}, "6 maanden", {"regel": True}),
        ({"nvt": JA}, "6 maanden", {"regel": True}),
        ({"geldt_als": JA}, "6 maanden", {"regel": True}),
        ({"voor": {"gemeente": {"voldoet": JA}}}, "6 maanden", {"regel": True}),
        ({"voor": {"politie": {"voldoet": JA}}}, "6 maanden", {"regel": True, "partijtypen": True}),
        ({}, "9 maanden", {"parameters": (("kort", "6 maanden", "9 maanden"),)}),
        # Another name of a reading that comes to the same is no other rule.
        ({"voldoet": {"feit": "mt-besproken", "binnen": "lang"}}, "6 maanden", {}),
        ({"geldt_voor": ["gemeente"]}, "6 maanden", {"partijtypen": True}),
        ({"geldt_voor": ["waterschap", "gemeente"]}, "6 maanden", {}),
        ({"signalen": [{"als": JA, "tekst": "Let op."}]}, "6 maanden", {"signalen": True}),
        ({"niveau": "basis"}, "6 maanden", {"weging": True}),
        ({"verplicht": "ja"}, "6 maanden", {"weging": True}),
        ({"aard": "aanbeveling"}, "6 maanden", {"weging": True}),
        ({"nvt_kan": "nee", "nvt_reden": "Altijd."}, "6 maanden", {"nvt_kan": True}),
        ({"kort": "Een"}, "6 maanden", {"uitleg": True}),
        ({"uitleg": "Meer."}, "6 maanden", {"uitleg": True}),
        ({"voetnoten": ["Noot."]}, "6 maanden", {"uitleg": True}),
        ({"rubriek": "r"}, "6 maanden", {"uitleg": True}),
        ({"toelichting": "Van ons."}, "6 maanden", {}),
    ],
)
def test_a_norm_differs_in_what_was_changed_and_in_nothing_else(
    norm: dict[str, Any], kort: str, differs: dict[str, Any]
) -> None:
    oud, nieuw = kern({}), kern(norm, kort)
    gelijk = Normovergang(("1",), ("1",), "gelijk")
    van, naar = (tuple(one.raamwerk.normen) for one in (oud, nieuw))
    readings = tuple(Lezingverschil(*one) for one in differs.get("parameters", ()))
    expected = Normwijziging(gelijk, van, naar, **(differs | {"parameters": readings}))
    assert compare_normen(oud, nieuw, [gelijk]) == (expected,)
    turned = tuple(Lezingverschil(one.parameter, one.naar, one.van) for one in readings)
    back = Normwijziging(gelijk, naar, van, **(differs | {"parameters": turned}))
    assert compare_normen(nieuw, oud, [gelijk]) == (back,)


def test_a_decision_goes_to_every_part_of_its_norm_and_none_to_what_was_merged() -> None:
    besluiten = {
        number: NvtBesluit(reden=f"reden {number}", besloten_door="college", op=date(2024, 1, 1))
        for number in "1234568"
    }
    overgangen = find_overgangen([STAP, Schakel(NIEUW, raamwerk("3", n1="een"), (
        overgang("vervallen", "2a 4a 4b 6 7"), overgang("aangescherpt", "3", "3"),
    ))])  # fmt: skip
    scan = Scan("gemeente", date(2024, 1, 1), {}, besluiten, {"1": None})  # type: ignore[dict-item]
    one_step = carry_over(scan, find_overgangen([STAP]))
    assert {number: one.reden for number, one in one_step.nvt.items()} == {
        "1": "reden 1", "2a": "reden 2", "3": "reden 3", "4a": "reden 4", "4b": "reden 4",
        "6": "reden 6",
    }  # fmt: skip
    assert one_step.toetsing == {}
    back = carry_over(one_step, find_overgangen([STAP]), back=True)
    assert {number: one.reden for number, one in back.nvt.items()} == {
        "1": "reden 1", "2": "reden 2", "3": "reden 3", "6": "reden 6",
    }  # fmt: skip
    assert sorted(carry_over(scan, overgangen).nvt) == ["1", "3"]


@pytest.mark.parametrize(
    ("one", "others", "said"),
    [
        (
            bestand("1", "2", *STAP.overgangen),
            [],
            [("norm 6 heeft een andere tekst, en dit bestand zegt er niets over", "")],
        ),
        (
            bestand("1", "2", *STAP.overgangen[:3], overgang("aangescherpt", "6", "6")),
            [],
            [
                ("norm 7 is nieuw, en dit bestand zegt er niets over", ""),
                ("norm 5 is er niet meer, en dit bestand zegt er niets over", ""),
            ],
        ),
        (
            bestand("1", "2", overgang("hernoemd", "44", "2a"), overgang("gelijk", "1", "2a")),
            [],
            [
                ("norm «44» bestaat niet in proef@1", "Bedoelde u «4»?"),
                ("norm «2a» staat twee keer bij wordt", ""),
            ],
        ),
        (
            bestand("1", "3"),
            [],
            [("«proef@3» is geen bekende versie van een raamwerk", "Bekend is proef@1, proef@2.")],
        ),
        (bestand("1", "1"), [], [("van en naar zijn dezelfde versie", "")]),
        (
            bestand("1", "2", *STAP.overgangen, overgang("aangescherpt", "6", "6")),
            [bestand("2", "4"), bestand("2", "3"), bestand("3", "1")],
            [("dit loopt in een kring: proef@1 → proef@2 → proef@3 → proef@1", "")],
        ),
        (
            bestand("1", "2", *STAP.overgangen, overgang("aangescherpt", "6", "6")),
            [bestand("1", "2")],
            [("er is nog een bestand van proef@1 naar proef@2", "")],
        ),
    ],
)
def test_what_is_wrong_with_a_file_in_words(
    one: Waswordt, others: list[Waswordt], said: list[tuple[str, str]]
) -> None:
    known = {reference(found): found for found in (OUD, NIEUW)}
    named: dict[str, Raamwerk | None] = {name: known.get(name) for name in (one.van, one.naar)}
    found = check_waswordt(one, named, others, list(known))
    assert [(each.bericht, each.suggestie) for each in found] == said


def test_what_is_told_of_a_change_goes_along_both_ways() -> None:
    first = Overgang(soort="gesplitst", was=("1",), wordt=("2", "3"), toelichting="Te groot.")
    second = Overgang(soort="vervallen", was=("3",), wordt=(), toelichting="Overbodig.")
    versions = [raamwerk("1", n1="een"), raamwerk("2", n2="een", n3="een"), raamwerk("3", n2="een")]
    steps = [
        Schakel(versions[0], versions[1], (first,)),
        Schakel(versions[1], versions[2], (second,)),
    ]
    (there,) = find_overgangen(steps)
    assert there == Normovergang(("1",), ("2",), "gewijzigd", "Te groot. Overbodig.")
    (back,) = find_overgangen([one._replace(terug=True) for one in reversed(steps)])
    assert back == Normovergang(("2",), ("1",), "gewijzigd", "Overbodig. Te groot.")
    (turned,) = find_overgangen([steps[0]._replace(terug=True)])
    assert turned == Normovergang(("2", "3"), ("1",), "samengevoegd", "Te groot.")
