"""Facts that hang together, norms that ask norms, and what depends on the party.

Every outcome was derived by hand; the completions are tried one by one over small worlds.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, product
from typing import Any

import pytest
from msgspec.structs import replace

from tests.cli.proef import HEAD, WERKMAP
from tests.conftest import Tree, Weerbaar
from tests.steekproef import sample
from tests.zinnen import score_aloud
from weerbaar_cli.engine.score.feitgebruik import facts_of_norm, norms_by_fact
from weerbaar_cli.engine.score.mogelijk import Scan, make_lezing
from weerbaar_cli.engine.score.nodig import find_route
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.score.score import judge, regel_of, score_meting
from weerbaar_cli.engine.verandering.compare import Zijde, compare_metingen
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.feitsoorten.datum import NOOIT
from weerbaar_cli.model.bestanden.feit import Feit
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk

DAG = date(2024, 1, 31)
FEITEN = {
    "ja": {"vraag": "Ja?", "soort": "ja_nee"},
    "fte": {"vraag": "Fte?", "soort": "getal"},
    "taken": {"vraag": "Taken?", "soort": "getal"},
    "incident": {"vraag": "Incident?", "soort": "datum"},
    "gesprek": {"vraag": "Gesprek?", "soort": "datum"},
    "inwoners": {"vraag": "Inwoners?", "soort": "getal", "van": "partij"},
}


def kern_of(*normen: dict[str, Any]) -> Rekenraamwerk:
    """A raamwerk of these norms over the facts above."""
    made = [{"id": f"n{n}", "tekst": "Norm", **norm} for n, norm in enumerate(normen, 1)]
    raamwerk = Raamwerk.model_validate(
        {
            "weerbaar": "raamwerk/1",
            "id": "proef",
            "titel": "Proef",
            "versie": "1",
            "partijtypen": ["gemeente"],
            "themas": [{"id": "1", "titel": "Thema", "normen": made}],
        }
    )
    catalogus = {name: Feit.model_validate(one) for name, one in FEITEN.items()}
    return Rekenraamwerk(raamwerk, make_lezing(raamwerk), {}, catalogus)


def scan_of(feiten: dict[str, Any], **other: Any) -> Scan:
    known = {name: Antwoord(one) for name, one in feiten.items() if one is not None}
    return Scan("gemeente", DAG, known, other.get("nvt", {}), other.get("toetsing", {}))


def status(kern: Rekenraamwerk, feiten: dict[str, Any], norm: str = "n1", day: date = DAG) -> Any:
    found = kern.raamwerk.find_norm(norm)
    assert found is not None
    return judge(kern, scan_of(feiten), found, day)[0]


PER = {"feit": "fte", "per": "taken", "elke": "10", "minstens": "2"}


@pytest.mark.parametrize(
    ("fte", "taken", "bij_niets", "expected"),
    [
        ("4", "20", "niet", "voldoet"),  # 2 per 10, at the limit itself
        ("3.999999", "20", "niet", "voldoet_niet"),
        ("4", "20.000001", "niet", "voldoet_niet"),
        ("1", "3", "niet", "voldoet"),  # 3.33 per 10, which no decimal can hold
        ("0.6", "3", "niet", "voldoet"),
        ("5", "0", "niet", "voldoet_niet"),
        ("5", "0", "gehaald", "voldoet"),
        ("5", "0", "weg", "nvt"),
        ("0", None, "niet", "voldoet_niet"),  # whatever it is divided by
        ("0", None, "gehaald", "onbekend"),
        (None, "0", "gehaald", "voldoet"),
        (None, None, "niet", "onbekend"),
    ],
)
def test_a_ratio(fte: str | None, taken: str | None, bij_niets: str, expected: str) -> None:
    kern = kern_of({"voldoet": {**PER, "bij_niets": bij_niets}})
    known = {"fte": fte and Decimal(fte), "taken": taken and Decimal(taken)}
    assert status(kern, known) == expected


NA = {"feit": "gesprek", "binnen": "1 maanden", "na": "incident"}


@pytest.mark.parametrize(
    ("incident", "gesprek", "extra", "expected"),
    [
        (date(2023, 11, 15), date(2023, 12, 15), {}, "voldoet"),  # the last day counts
        (date(2023, 11, 15), date(2023, 12, 16), {}, "voldoet_niet"),
        (date(2023, 11, 15), date(2023, 11, 15), {}, "voldoet"),  # on the day itself
        (date(2023, 11, 15), date(2023, 11, 14), {}, "voldoet_niet"),  # before it
        (date(2023, 10, 31), date(2023, 11, 30), {}, "voldoet"),  # November has no 31st
        (date(2023, 10, 31), date(2023, 12, 1), {}, "voldoet_niet"),
        (date(2024, 1, 20), NOOIT, {}, "voldoet_niet"),
        (date(2024, 1, 20), NOOIT, {"termijn_loopt": "gehaald"}, "voldoet"),
        (date(2024, 1, 20), NOOIT, {"termijn_loopt": "weg"}, "nvt"),
        (date(2023, 12, 31), NOOIT, {"termijn_loopt": "gehaald"}, "voldoet"),  # until today
        (date(2023, 12, 30), NOOIT, {"termijn_loopt": "gehaald"}, "voldoet_niet"),
        (NOOIT, NOOIT, {}, "voldoet_niet"),
        (NOOIT, None, {"bij_niets": "weg"}, "nvt"),
        (NOOIT, None, {"bij_niets": "gehaald"}, "voldoet"),
        (date(2023, 11, 15), None, {}, "onbekend"),
        (None, date(2023, 11, 15), {}, "onbekend"),
        (None, NOOIT, {}, "voldoet_niet"),
    ],
)
def test_within_a_period_after(incident: Any, gesprek: Any, extra: Any, expected: str) -> None:
    kern = kern_of({"voldoet": {**NA, **extra}})
    assert status(kern, {"incident": incident, "gesprek": gesprek}) == expected


def test_a_term_that_ends_is_the_first_day_of_lapse() -> None:
    kern = kern_of({"voldoet": {**NA, "termijn_loopt": "gehaald"}})
    scan = scan_of({"incident": date(2024, 1, 20), "gesprek": NOOIT})
    (oordeel,) = score_aloud(kern, scan, DAG).normen
    assert (oordeel.oordeel, oordeel.verloopt_op) == ("voldoet", date(2024, 2, 21))
    assert oordeel.verloopt_naar == "voldoet_niet"


VRAAG = {"norm": "n1", "oordeel": "voldoet"}
N1 = {"voldoet": {"feit": "ja", "is": "ja"}, "deels": {"feit": "fte", "meer_dan": "0"}}


@pytest.mark.parametrize(
    ("ja", "fte", "wanted", "expected"),
    [
        ("ja", None, "voldoet", "voldoet"),
        ("nee", None, "voldoet", "voldoet_niet"),
        (None, None, "voldoet", "onbekend"),
        ("nee", "1", ["voldoet", "deels"], "voldoet"),
        ("nee", None, ["voldoet", "deels"], "onbekend"),
        (None, "1", ["voldoet", "deels"], "voldoet"),  # either way
    ],
)
def test_a_norm_asks_a_norm(ja: Any, fte: Any, wanted: Any, expected: str) -> None:
    kern = kern_of(N1, {"voldoet": {"norm": "n1", "oordeel": wanted}})
    assert status(kern, {"ja": ja, "fte": fte and Decimal(fte)}, "n2") == expected


def test_what_decides_about_a_norm_decides_for_who_asks_it() -> None:
    from weerbaar_cli.model.bestanden.meting import NvtBesluit, Toetsing

    kern = kern_of(
        N1, {"voldoet": VRAAG}, {"voldoet": {"een": [VRAAG, {"feit": "ja", "is": "nee"}]}}
    )
    n2 = kern.raamwerk.find_norm("n2")
    assert n2 is not None
    besluit = NvtBesluit.model_construct(
        reden="geen", op=date(2024, 1, 1), herzien_op=date(2024, 6, 30), besloten_door="college"
    )
    scan = scan_of({"ja": "nee"}, nvt={"n1": besluit})
    assert judge(kern, scan, n2, DAG)[0] == "nvt"
    oordeel = score_aloud(kern, scan, DAG).find("n2")
    assert oordeel is not None
    assert oordeel.verloopt_op == date(2024, 7, 1)  # the decision ends, and n1 is not met
    toetsing = Toetsing.model_construct(
        oordeel="voldoet", reden="gezien", toetser="RIEC", op=date(2024, 1, 30)
    )
    tested = scan_of({"ja": "nee"}, toetsing={"n1": toetsing})
    assert judge(kern, tested, n2, DAG)[0] == "voldoet"
    assert judge(kern, tested, n2, date(2024, 1, 29))[0] == "voldoet_niet"  # not given yet


def test_what_a_norm_asks_of_a_norm_is_explained() -> None:
    kern = kern_of(N1, {"voldoet": VRAAG})
    oordeel = score_aloud(kern, scan_of({"ja": "nee"}), DAG).find("n2")
    assert oordeel is not None
    assert oordeel.reden == "norm n1: onbekend (gevraagd: voldoet)"
    assert [str(one) for one in oordeel.nog_nodig] == ["ja: ja"]


GROOT = {"feit": "inwoners", "minstens": "50000"}
DREMPEL = {
    "indien": GROOT,
    "dan": {"feit": "fte", "minstens": "2"},
    "anders": {"feit": "fte", "minstens": "1"},
}


@pytest.mark.parametrize(
    ("inwoners", "fte", "expected"),
    [
        ("50000", "2", "voldoet"),
        ("50000", "1", "voldoet_niet"),
        ("49999", "1", "voldoet"),
        ("49999", "0.5", "voldoet_niet"),
        (None, "2", "voldoet"),  # enough whatever its size
        (None, "0.5", "voldoet_niet"),
        (None, "1", "onbekend"),
    ],
)
def test_a_threshold_by_the_size_of_a_party(inwoners: Any, fte: str, expected: str) -> None:
    kern = kern_of({"voldoet": DREMPEL})
    known = {"inwoners": inwoners and Decimal(inwoners), "fte": Decimal(fte)}
    assert status(kern, known) == expected


def test_a_party_is_never_asked_to_grow() -> None:
    kern = kern_of({"voldoet": DREMPEL})
    scan = scan_of({"inwoners": Decimal(60000), "fte": Decimal(1)})
    (oordeel,) = score_aloud(kern, scan, DAG).normen
    assert [str(one) for one in oordeel.nog_nodig] == ["fte: minstens 2"]
    unknown = score_aloud(kern, scan_of({"fte": Decimal(1)}), DAG).normen[0]
    assert unknown.reden == "kenmerk inwoners van de partij ontbreekt"
    assert [one.feit for one in unknown.nog_nodig] == ["fte"]


@pytest.mark.parametrize(
    ("inwoners", "ja", "expected"),
    [
        ("60000", "ja", "voldoet"),
        ("60000", "nee", "voldoet_niet"),
        ("50000", "nee", "voldoet_niet"),
        ("49999", "nee", "nvt"),
        ("49999", None, "nvt"),
        (None, "nee", "onbekend"),
    ],
)
def test_a_norm_for_large_parties_only(inwoners: Any, ja: Any, expected: str) -> None:
    kern = kern_of({"voldoet": {"feit": "ja", "is": "ja"}, "geldt_als": GROOT})
    assert status(kern, {"inwoners": inwoners and Decimal(inwoners), "ja": ja}) == expected


# Every rule with small worlds of values that meet all its boundaries: completions one by one.
GETALLEN = [
    Decimal(one) for one in ("0", "0.3", "1", "1.5", "2", "4", "7", "10", "20", "35", "100")
]
DAGEN = [
    NOOIT,
    *(DAG - timedelta(days=n) for n in (0, 1, 2, 28, 29, 30, 31, 32, 59, 60, 61, 62, 63)),
]
WERELDEN: dict[str, list[Any]] = {
    "fte": GETALLEN,
    "taken": GETALLEN,
    "incident": DAGEN,
    "gesprek": DAGEN,
    "ja": ["ja", "nee"],
    "inwoners": [Decimal(one) for one in ("100", "49999", "50000", "90000")],
}
REGELS: dict[str, dict[str, Any]] = {
    "per": {"voldoet": PER, "deels": {"feit": "fte", "minstens": "1"}},
    "per-weg": {
        "voldoet": {"alle": [{**PER, "bij_niets": "weg"}, {"feit": "taken", "hoogstens": "10"}]},
        "deels": {**PER, "minstens": "1", "bij_niets": "gehaald"},
    },
    "na": {"voldoet": NA, "deels": {"feit": "gesprek", "binnen": "2 maanden"}},
    "na-loopt": {
        "voldoet": {**NA, "termijn_loopt": "gehaald", "bij_niets": "weg"},
        "deels": {"feit": "incident", "binnen": "1 maanden"},
    },
    "indien": {"voldoet": DREMPEL, "deels": {"feit": "fte", "meer_dan": "0"}},
    "geldt": {"voldoet": {"feit": "ja", "is": "ja"}, "geldt_als": GROOT},
}


def facts_of(regel: dict[str, Any]) -> list[str]:
    kern = kern_of(regel)
    (norm,) = kern.raamwerk.normen
    return [name for name in kern.feiten(norm) if name in WERELDEN]


def worlds(regel: str) -> list[tuple[str, dict[str, Any]]]:
    """Every way of knowing some facts and not others."""
    names = facts_of(REGELS[regel])
    found = []
    for size in range(len(names) + 1):
        for known in combinations(names, size):
            values = product(*(WERELDEN[name][::3] for name in known))
            found += [dict(zip(known, one, strict=True)) for one in values]
    return [(regel, one) for one in found]


@pytest.mark.slow
@pytest.mark.parametrize("regel", REGELS)
def test_no_completion_leaves_mogelijk_and_each_status_is_reached(regel: str) -> None:
    kern = kern_of(REGELS[regel])
    (norm,) = kern.raamwerk.normen
    names = facts_of(REGELS[regel])
    for _, known in worlds(regel):
        _, mogelijk = judge(kern, scan_of(known), norm, DAG)
        blank = [name for name in names if name not in known]
        filled = {
            status(kern, {**known, **dict(zip(blank, one, strict=True))})
            for one in product(*(WERELDEN[name] for name in blank))
        }
        assert filled <= set(mogelijk), known
        if len(blank) == len(names):
            assert filled == set(mogelijk)


@pytest.mark.slow
@pytest.mark.parametrize("regel", REGELS)
def test_the_smallest_step_is_the_smallest(regel: str) -> None:
    kern = kern_of(REGELS[regel])
    (norm,) = kern.raamwerk.normen
    own = [name for name in facts_of(REGELS[regel]) if name != "inwoners"]
    for _, known in worlds(regel):
        if status(kern, known) == "voldoet":
            continue
        scan = scan_of(known)
        rule = regel_of(kern, scan, norm, DAG)
        assert rule is not None
        route = find_route(rule, scan.antwoorden, kern.kader(DAG, DAG))
        for size in range(len(own) + 1):
            better = any(
                status(kern, {**known, **dict(zip(chosen, one, strict=True))}) == "voldoet"
                for chosen in combinations(own, size)
                for one in product(*(WERELDEN[name] for name in chosen))
            )
            if better:
                assert route is not None, known
                assert len(route.stappen) == size, known
                break
        else:
            assert route is None, known
        if route is not None:
            changed = {name: one.waarde for name, one in route.antwoorden.items()}
            assert status(kern, {**known, **changed}) == "voldoet", known


# What is there is asked only where «ja» is ja; to say no is a step as well, and no advice.
ALS_JA = {"indien": {"feit": "ja", "is": "ja"}, "dan": {"feit": "gesprek", "ooit": "ja"}}
GENOEG = {"feit": "taken", "minstens": "1"}


@pytest.mark.parametrize(
    ("regel", "known", "steps"),
    [
        (
            {"minstens": "2", "van": [ALS_JA, {"feit": "fte", "minstens": "1"}]},
            {"ja": "ja", "gesprek": NOOIT, "fte": Decimal(1)},
            ["gesprek: een datum waarop het is gebeurd"],
        ),
        # whatever «ja» turns out to be, this is enough
        (
            {"alle": [ALS_JA, {"feit": "fte", "minstens": "1"}]},
            {"fte": Decimal(1)},
            ["gesprek: een datum waarop het is gebeurd"],
        ),
        # a no that is asked for stays
        (
            {"een": [{"feit": "ja", "is": "nee"}, {"feit": "fte", "minstens": "1"}]},
            {"ja": "ja", "fte": Decimal(0)},
            ["ja: nee"],
        ),
        # two steps without a no are no better than one with it
        (
            {"alle": [{**ALS_JA, "dan": {"alle": [ALS_JA["dan"], GENOEG]}},
                      {"feit": "fte", "minstens": "1"}]},
            {"ja": "ja", "gesprek": NOOIT, "taken": Decimal(0), "fte": Decimal(1)},
            ["ja: nee"],
        ),
    ],
)  # fmt: skip
def test_of_steps_that_cost_the_same_a_no_is_the_last(
    regel: Any, known: dict[str, Any], steps: list[str]
) -> None:
    (oordeel,) = score_aloud(kern_of({"voldoet": regel}), scan_of(known), DAG).normen
    assert list(map(str, oordeel.nog_nodig)) == steps


@pytest.mark.parametrize("regel", sample(["na", "na-loopt"], 2))
def test_nothing_differs_before_the_first_day_of_lapse(regel: str) -> None:
    kern = kern_of(REGELS[regel])
    for _, known in worlds(regel):
        (oordeel,) = score_meting(kern, scan_of(known), DAG).normen
        last = oordeel.verloopt_op or DAG + timedelta(days=120)
        for day in range(1, (last - DAG).days):
            assert status(kern, known, day=DAG + timedelta(days=day)) == oordeel.afgeleid, known
        if oordeel.verloopt_op is not None:
            assert status(kern, known, day=last) == oordeel.verloopt_naar != oordeel.afgeleid


@pytest.mark.parametrize("regel", REGELS)
def test_the_causes_add_up(regel: str) -> None:
    """Also for a norm that asks this one: from any facts to any other, a year later."""
    kern = kern_of(REGELS[regel], {"voldoet": VRAAG})
    known = [one for _, one in worlds(regel)][::7]
    for van, naar in product(known[:12], known[-12:]):
        later = replace(scan_of(naar), peildatum=date(2025, 1, 31))
        sides = Zijde(kern, scan_of(van), DAG), Zijde(kern, later, later.peildatum)
        found = compare_metingen(*sides)
        assert sum(found.oorzaken.values()) == found.totaal
        assert sum(found.oorzaken_beslissend.values()) == found.totaal
        for norm in found.normen:
            turns = norm.wendingen
            ends = [norm.van, *(one.naar for one in turns)]
            assert ends[-1] == norm.naar
            assert [one.van for one in turns] == ends[:-1]
        back = compare_metingen(sides[1], sides[0])
        assert back.oorzaken == {name: -number for name, number in found.oorzaken.items()}


def test_a_circle_of_norms_is_named(tree: Tree, weerbaar: Weerbaar) -> None:
    head = 'weerbaar: raamwerk/1\nid: proef\ntitel: P\nversie: "1"\npartijtypen: [gemeente]\n'
    normen = "".join(
        f"      - {{id: {one}, tekst: Norm, voldoet: {{norm: {other}, oordeel: voldoet}}}}\n"
        for one, other in (("1a", "1b"), ("1b", "1c"), ("1c", "1a"), ("1d", "1x"))
    )
    tree(
        {
            "weerbaar.yaml": WERKMAP,
            "proef.yaml": f'{head}themas:\n  - id: "1"\n    titel: T\n    normen:\n{normen}',
            "meting.yaml": f"{HEAD}peildatum: 2024-01-31\nfictief: ja\n",
        }
    )
    run = weerbaar("validate", "proef.yaml", "--format", "json")
    found = {one["code"]: one for one in json.loads(run.out)["bevindingen"]}
    assert "1a → 1b → 1c → 1a" in found["normen-in-kring"]["bericht"]
    assert found["onbekende-norm"]["regel"] == 13
    assert weerbaar("score", "meting.yaml").code == 2


def test_a_norm_asks_what_any_type_of_party_is_asked_also_by_the_norms_it_asks() -> None:
    ja, taken = {"feit": "ja", "is": "ja"}, {"feit": "taken", "meer_dan": "0"}
    kern = kern_of(
        {"voldoet": {"norm": "n2", "oordeel": "voldoet"}, "voor": {"gemeente": {"voldoet": ja}}},
        {"voldoet": ja, "voor": {"gemeente": {"voldoet": taken}}},
        {
            "voldoet": ja,
            "voor": {"gemeente": {"voldoet": {"norm": "n2", "oordeel": "voldoet"}}},
        },
    )
    found = [facts_of_norm(kern, norm) for norm in kern.raamwerk.normen]
    assert found == [("ja",), ("ja", "taken"), ("ja", "taken")]
    assert norms_by_fact(kern) == {"ja": ("n1", "n2", "n3"), "taken": ("n2", "n3")}
