"""A group is the same however it is written, and two that are nearly the same are told."""

from __future__ import annotations

import json
import unicodedata

import pytest

from tests.conftest import Tree, Weerbaar
from weerbaar_cli.model.strict import nearly_same

RAAMWERK = """\
weerbaar: raamwerk/1
id: proef
titel: Proefraamwerk
versie: "1.0"
partijtypen: [gemeente]
themas:
  - id: "1"
    titel: Voorlichting
    normen:
      - id: 1a
        tekst: Er was voorlichting aan wijkplatforms en cafés.
        voldoet: {feit: voorlichting-doelgroepen, elk: ja, ooit: ja, van: [Wijkplatforms, Cafés]}
        deels: {feit: voorlichting-doelgroepen, minstens: 1, ooit: ja, van: [Wijkplatforms, Cafés]}
"""
WERKMAP = "weerbaar: werkmap/1\nraamwerk: proef\npartijen: [{naam: Proefstad, type: gemeente}]\n"


def judge(tree: Tree, weerbaar: Weerbaar, first: str, second: str, date: str) -> tuple[str, str]:
    """The status of the norm, and what is still needed, in the spelling of the rule."""
    meting = (
        "weerbaar: meting/1\norganisatie: Proefstad\nraamwerk: proef\npeildatum: 2024-01-31\n"
        f"feiten:\n  voorlichting-doelgroepen: {{{first}: 2023-05-01, {second}: {date}}}\n"
    )
    tree({"weerbaar.yaml": WERKMAP, "proef.yaml": RAAMWERK, "m.yaml": meting})
    assert weerbaar("validate", "m.yaml", "--strikt").code == 0
    (norm,) = json.loads(weerbaar("score", "m.yaml", "--format", "json").out)["normen"]
    needed = " ".join(norm["nog_nodig"])
    return norm["oordeel"], needed.replace(second, "Cafés").replace(first, "Wijkplatforms")


@pytest.mark.parametrize("date", ["2023-06-01", "nooit", ""])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("wijkplatforms", "CAFÉS"),
        ("WIJKPLATFORMS", unicodedata.normalize("NFD", "cafés")),
        ("Wijkplatforms", unicodedata.normalize("NFD", "Cafés")),
    ],
)
def test_a_rule_finds_a_group_however_it_is_written(
    first: str, second: str, date: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    plain = judge(tree, weerbaar, "Wijkplatforms", "Cafés", date)
    assert judge(tree, weerbaar, first, second, date) == plain
    assert plain[0] == {"2023-06-01": "voldoet", "nooit": "deels", "": "onbekend"}[date]


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Financiën", "Financien", True),
        ("Vergunningen", "Vergunninge", True),
        ("Handhaving", "Handaving", True),
        ("Openbare orde", "Openbare ordes", False),  # too short a word
        ("Team 1", "Team 2", False),
        ("Groep A", "Groep B", False),
        ("Zorg", "Zorgen", False),
        ("Vastgoed", "Veiligheid", False),
        ("Beheer openbare ruimte", "Beheer openbare ruimten", True),
        ("Beheer", "Beheer wegen", False),
    ],
)
def test_which_names_are_nearly_the_same(one: str, other: str, near: bool) -> None:
    assert nearly_same(one, other) is near
    assert nearly_same(other, one) is near
