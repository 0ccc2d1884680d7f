"""Gates on a score, and suppositions: what each says when it is not met or cannot be read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.engine.worlds import library
from weerbaar_cli.engine.score.eis import check_eis
from weerbaar_cli.engine.score.mogelijk import Scan, make_lezing
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.engine.score.stelling import advise_part, bases_of, parse_stelling, suppose
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.model.bestanden.meting import NvtBesluit
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.uitkomsten.oordeel import Raamwerkoordeel
from weerbaar_cli.model.uitkomsten.stelling import Stelling

DAG = date(2024, 7, 1)
FEITEN = {"a": "intern-meldpunt", "b": "ivp-prioriteit", "c": "bibob-specialist"}


def oordeel(*nvt: str, niveaus: bool = True, **known: str) -> Raamwerkoordeel:
    """Norm a of level basis, b of level plus; c is only recommended, and basis too."""
    norms: list[dict[str, Any]] = [
        {"id": name, "tekst": "Een norm.", "voldoet": {"feit": feit, "is": "ja"}}
        for name, feit in FEITEN.items()
    ]
    levels: dict[str, Any] = {}
    if niveaus:
        levels = {"niveaus": {"basis": {"titel": "Basis"}, "plus": {"titel": "Plus"}}}
        norms = [one | {"niveau": "plus" if one["id"] == "b" else "basis"} for one in norms]
    norms[2]["aard"] = "aanbeveling"
    made = Raamwerk.model_validate(
        {
            "weerbaar": "raamwerk/1",
            "id": "proef",
            "titel": "Proef",
            "versie": "1",
            "partijtypen": ["gemeente"],
            "themas": [{"id": "1", "titel": "Thema", "normen": norms}],
        }
        | levels
    )
    kern = Rekenraamwerk(made, make_lezing(made), library().ankers, library().catalogus)
    besluit = NvtBesluit(reden="geen", besloten_door="college", op=date(2024, 1, 1))
    facts = {FEITEN[name]: Antwoord(one) for name, one in known.items()}
    return score_meting(kern, Scan("gemeente", DAG, facts, dict.fromkeys(nvt, besluit), {}), DAG)


HALF = oordeel(a="ja", b="nee")


@pytest.mark.parametrize(
    ("found", "eis", "said"),
    [
        (HALF, "op_orde", "de basis is niet op orde"),
        (HALF, "op_orde:basis", None),
        (HALF, "op_orde:plus", "niveau plus is niet op orde"),
        (oordeel(), "op_orde", "nog niet te zeggen"),
        (oordeel(), "op_orde:plus", "nog niet te zeggen"),
        (oordeel(a="ja", b="ja"), "op_orde", None),
        (HALF, "geen:voldoet_niet", "b voldoet niet"),
        (HALF, "geen:voldoet,voldoet_niet", "a voldoet, b voldoet niet"),
        (HALF, "geen:onbekend", None),
        (HALF, "voldoet>=1", None),
        (HALF, "voldoet>=2", "1 normen voldoen"),
        (HALF, "voldoet >= 50 %", None),
        (HALF, "voldoet>=50,1%", "zeker is 50%"),
        (HALF, "voldoet>=50.1%", "zeker is 50%"),
        (oordeel(a="ja"), "voldoet>=50%", None),
        (oordeel(a="ja"), "voldoet>=51%", "zeker is 50%"),
        (oordeel("a", "b"), "voldoet>=1%", "er is niets van toepassing"),
        (oordeel("a", "b"), "nvt<=1", "2 n.v.t. bij besluit: a, b"),
        (oordeel("a", "b"), "nvt <= 2", None),
        (oordeel("a", "b"), "nvt<=10", None),
    ],
)
def test_a_gate_says_why_it_is_not_met(found: Raamwerkoordeel, eis: str, said: str | None) -> None:
    assert check_eis(eis, found) == said


HOW = "Schrijf op_orde, op_orde:NIVEAU, voldoet>=80%, nvt<=2 of geen:voldoet_niet,onbekend."


@pytest.mark.parametrize(
    ("eis", "niveaus", "said", "tip"),
    [
        ("onzin", True, "de eis «onzin» is niet te lezen", HOW),
        ("geen:goed", True, "de eis «geen:goed» is niet te lezen", HOW),
        ("geen:voldoet,goed", True, "de eis «geen:voldoet,goed» is niet te lezen", HOW),
        ("voldoet>=101%", True, "de eis «voldoet>=101%» is niet te lezen", HOW),
        ("voldoet>80%", True, "de eis «voldoet>80%» is niet te lezen", HOW),
        ("nvt<=12345", True, "de eis «nvt<=12345» is niet te lezen", HOW),
        (
            "op_orde:top",
            True,
            "de eis «op_orde:top» noemt geen niveau van het raamwerk",
            "Het raamwerk heeft de niveaus basis, plus.",
        ),
        (
            "op_orde:top",
            False,
            "de eis «op_orde:top» noemt geen niveau van het raamwerk",
            "Het raamwerk heeft er geen.",
        ),
    ],
)
def test_a_gate_that_cannot_be_read_says_how_it_is_written(
    eis: str, niveaus: bool, said: str, tip: str
) -> None:
    with pytest.raises(WeerbaarError) as refused:
        check_eis(eis, oordeel(niveaus=niveaus))
    assert (str(refused.value), refused.value.tip) == (said, tip)


# --- suppositions

VORM = "Schrijf feit=waarde of feit.onderdeel=waarde, zoals mt-besproken=2024-06-01."
KOPIE = "Maak een kopie van de meting en verander het document daarin."
TWEE = [{"titel": "Een"}, {"titel": "Twee"}]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("apv=ja", ("apv", None, "ja")),
        (" apv . titel = a=b ", ("apv", "titel", "a=b")),
        ("apv=", ("apv", None, "")),
        ("apv.a.b=c", ("apv", "a.b", "c")),
        ("apv", None),
        ("=ja", None),
        ("apv.=ja", None),
        ("", None),
    ],
)
def test_a_supposition_is_a_fact_or_a_part_and_a_value(
    text: str, read: tuple[str, str | None, str] | None
) -> None:
    if read is not None:
        assert parse_stelling(text) == Stelling(*read)
        return
    with pytest.raises(WeerbaarError) as refused:
        parse_stelling(text)
    assert str(refused.value) == f"de veronderstelling «{text}» is niet te lezen"
    assert refused.value.tip == VORM


DOCUMENT = {"vastgesteld_op": "2024-01-01"}
ITEMS = library().catalogus["apv-onderdelen"].items


@pytest.mark.parametrize(
    ("feiten", "stelling", "found"),
    [
        ({}, "onbekend-feit=ja", {"onbekend-feit": "ja"}),
        ({}, "intern-meldpunt=ja", {"intern-meldpunt": "ja"}),
        ({"intern-meldpunt": "nee"}, "intern-meldpunt=", {"intern-meldpunt": None}),
        ({"intern-meldpunt": "nee"}, "intern-meldpunt.waarde=ja", {"intern-meldpunt": "ja"}),
        (
            {"intern-meldpunt": {"waarde": "nee", "toelichting": "x"}},
            "intern-meldpunt=ja",
            {"intern-meldpunt": {"waarde": "ja", "toelichting": "x"}},
        ),
        (
            {"intern-meldpunt": "ja"},
            "intern-meldpunt.bewijs=besluit",
            {"intern-meldpunt": {"waarde": "ja", "bewijs": [{"titel": "besluit"}]}},
        ),
        (
            {"intern-meldpunt": {"waarde": "ja", "bewijs": [{"titel": "besluit"}]}},
            "intern-meldpunt.bewijs=",
            {"intern-meldpunt": {"waarde": "ja", "bewijs": []}},
        ),
        (
            {"intern-meldpunt": "ja"},
            "intern-meldpunt.toelichting=",
            {"intern-meldpunt": {"waarde": "ja", "toelichting": None}},
        ),
        # A fact that is told with its document is supposed there.
        (
            {"apv": DOCUMENT | {"onderdelen": {"panden": "nee", "x": "y"}}},
            "apv-onderdelen.panden=ja",
            {"apv": DOCUMENT | {"onderdelen": {"panden": "ja", "x": "y"}}},
        ),
        (
            {"apv": {"waarde": [DOCUMENT | {"onderdelen": {}}], "herkomst": "opgave"}},
            "apv-onderdelen.panden=ja",
            {
                "apv": {
                    "waarde": DOCUMENT | {"onderdelen": {"panden": "ja"}},
                    "herkomst": "opgave",
                }
            },
        ),
        (
            {"apv": DOCUMENT | {"onderdelen": {"panden": "ja", "x": "y"}}},
            "apv-onderdelen=nee",
            {"apv": DOCUMENT | {"onderdelen": dict.fromkeys(ITEMS, "nee") | {"x": "y"}}},
        ),
        (
            {"apv": DOCUMENT | {"onderdelen": {"panden": "ja", "x": "y"}}},
            "apv-onderdelen=",
            {"apv": DOCUMENT | {"onderdelen": dict.fromkeys(ITEMS) | {"x": "y"}}},
        ),
        ({"apv": DOCUMENT}, "apv-onderdelen.panden=ja",
         {"apv": DOCUMENT, "apv-onderdelen": {"panden": "ja"}}),
    ],
)  # fmt: skip
def test_a_supposition_stands_where_a_file_would_have_it(
    feiten: dict[str, Any], stelling: str, found: dict[str, Any]
) -> None:
    before = repr(feiten)
    assert suppose(feiten, [parse_stelling(stelling)], library().catalogus) == found
    assert repr(feiten) == before


@pytest.mark.parametrize(
    ("feiten", "stelling", "said", "tip"),
    [
        (
            {"apv": TWEE},
            "apv-onderdelen.panden=ja",
            "bij apv staan meer documenten; weerbaar weet niet welk u bedoelt",
            KOPIE,
        ),
        (
            {"apv": TWEE},
            "apv.titel=Drie",
            "apv heeft meer documenten; weerbaar weet niet welk u bedoelt",
            KOPIE,
        ),
        (
            {},
            "intern-meldpunt.balie=ja",
            "intern-meldpunt heeft geen onderdelen",
            "Schrijf --stel intern-meldpunt=ja.",
        ),
        (
            {},
            "intern-meldpunt.balie=",
            "intern-meldpunt heeft geen onderdelen",
            "Schrijf --stel intern-meldpunt=….",
        ),
    ],
)
def test_where_a_fact_has_no_such_place_is_said(
    feiten: dict[str, Any], stelling: str, said: str, tip: str
) -> None:
    with pytest.raises(WeerbaarError) as refused:
        suppose(feiten, [parse_stelling(stelling)], library().catalogus)
    assert (str(refused.value), refused.value.tip) == (said, tip)


def test_a_fact_below_a_document_asks_for_the_document_as_written() -> None:
    row = [Stelling(name, None, "ja") for name in ("apv-onderdelen", "osint", "onzin")]
    assert list(bases_of(row, library().catalogus)) == ["apv-onderdelen", "osint", "onzin", "apv"]


@pytest.mark.parametrize(
    ("stelling", "said"),
    [
        ("apv-onderdelen=x", "Noem het onderdeel: --stel apv-onderdelen.{}=ja"),
        ("apv-onderdelen.waarde=x", "Noem het onderdeel: --stel apv-onderdelen.{}=ja"),
        ("apv-onderdelen.panden=x", ""),
        ("apv-onderdelen=", ""),
        ("intern-meldpunt=x", ""),
    ],
)
def test_a_fact_of_parts_says_how_a_part_is_named(stelling: str, said: str) -> None:
    one, catalogus = parse_stelling(stelling), library().catalogus
    first = next(iter(catalogus["apv-onderdelen"].items))
    assert advise_part(catalogus[one.feit], one) == said.format(first)
