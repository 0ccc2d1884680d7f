"""«geen» holds when none of its conditions does; what is open stays open, what is gone leaves."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.engine.worlds import GRENS, library, scan
from weerbaar_cli.engine.score.mogelijk import make_lezing
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.score.score import judge, score_meting
from weerbaar_cli.feitsoorten.aantal import Aantal
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk

REGEL = {
    "nvt": {
        "geen": [
            {"feit": "intern-meldpunt", "is": "ja"},
            {"feit": "regie-fte", "meer_dan": "0"},
            {"feit": "vog-nieuw", "aandeel": "100%", "bij_niets": "weg"},
        ]
    },
    "voldoet": {"feit": "intern-meldpunt", "is": "ja"},
}
NORM = {"id": "1", "tekst": "Er is een meldpunt.", **REGEL}


def kern(norm: dict[str, Any] = NORM) -> Rekenraamwerk:
    """A raamwerk of one norm."""
    data = {
        "weerbaar": "raamwerk/1",
        "id": "proef",
        "titel": "Proef",
        "versie": "1",
        "partijtypen": ["gemeente"],
        "themas": [{"id": "1", "titel": "Proef", "normen": [norm]}],
    }
    one = Raamwerk.model_validate(data)
    return Rekenraamwerk(one, make_lezing(one), library().ankers, library().catalogus)


@pytest.mark.parametrize(
    ("meldpunt", "fte", "vog", "mogelijk"),
    [
        ("nee", Decimal(0), Aantal(0, 4), ("nvt",)),
        ("nee", Decimal(0), Aantal(0, 0), ("nvt",)),
        ("nee", Decimal("0.1"), Aantal(0, 4), ("voldoet_niet",)),
        ("nee", Decimal(0), Aantal(4, 4), ("voldoet_niet",)),
        ("ja", Decimal(0), Aantal(0, 0), ("voldoet",)),
        ("ja", None, None, ("voldoet",)),
        ("nee", None, Aantal(0, 4), ("voldoet_niet", "nvt")),
        (None, Decimal(1), None, ("voldoet", "voldoet_niet")),
        (None, None, None, ("voldoet", "voldoet_niet", "nvt")),
    ],
)
def test_none_of_them(meldpunt: Any, fte: Any, vog: Any, mogelijk: tuple[str, ...]) -> None:
    values = {"intern-meldpunt": meldpunt, "regie-fte": fte, "vog-nieuw": vog}
    known = {name: Antwoord(one) for name, one in values.items() if one is not None}
    own = kern()
    norm = next(own.raamwerk.normen)
    wereld = scan(known, norm, "twente-basis-op-orde")
    assert judge(own, wereld, norm, GRENS)[1] == mogelijk
    if mogelijk == ("nvt",):
        found = score_meting(own, wereld, GRENS).normen[0]
        assert "Intern meldpunt: nee (gevraagd: ja)" in found.waarom


DELEN: list[dict[str, Any]] = [
    {"id": name, "titel": titel, "voldoet": {"feit": feit, "is": "ja"}}
    for name, titel, feit in (
        ("a", "Meldpunt", "intern-meldpunt"),
        ("b", "Informatie", "osint"),
        ("c", "Nazorg", "nazorg"),
    )
]


@pytest.mark.parametrize(
    ("known", "oordeel", "reden"),
    [
        ({"a": "ja", "b": "ja", "c": "ja"}, "voldoet", "voldoet voldoet voldoet"),
        ({"a": "ja", "b": "nee", "c": "ja"}, "voldoet_niet", "voldoet voldoet-niet voldoet"),
        ({"a": "ja", "b": "nee"}, "voldoet_niet", "voldoet voldoet-niet onbekend"),
        ({"b": "nee"}, "voldoet_niet", "onbekend voldoet-niet onbekend"),
    ],
)
def test_of_a_norm_in_parts_each_part_is_told(
    known: dict[str, str], oordeel: str, reden: str
) -> None:
    """A part that is still open is called unknown, also where the norm is decided."""
    voldoet = {"delen": ["voldoet"], "elk": "ja"}
    own = kern({"id": "1", "tekst": "x", "delen": DELEN, "voldoet": voldoet})
    (asked,) = own.raamwerk.normen
    names = {one["id"]: one["voldoet"]["feit"] for one in DELEN}
    facts = {names[part]: Antwoord(one) for part, one in known.items()}
    (norm,) = score_meting(own, scan(facts, asked, "drentse-ambities"), GRENS).normen
    titles = ("Meldpunt", "Informatie", "Nazorg")
    told = zip(titles, reden.split(), strict=True)
    assert norm.oordeel == oordeel
    assert norm.reden == "; ".join(f"{one}: {word.replace('-', ' ')}" for one, word in told)
