"""What a raamwerk or a catalogue may not ask: each fault has its code, on its own line."""

from __future__ import annotations

import re

import pytest

from tests.cli.proef import WERKMAP
from tests.conftest import Tree, Weerbaar

NORM = """\
weerbaar: raamwerk/1
id: proef
titel: Proefraamwerk
versie: "1.0"
partijtypen: [gemeente, waterschap]
themas:
  - id: "1"
    titel: Proef
    normen:
      - id: 1a
        tekst: Dit is de norm.
"""
IS_YES, IS_NO = "{feit: intern-meldpunt, is: ja}", "{feit: intern-meldpunt, is: nee}"
Finding = tuple[str, int]  # code, line


def nested(combinations: int) -> str:
    """A test of a fact with so many combinations around it."""
    rule = IS_YES
    for _ in range(combinations):
        rule = f"{{alle: [{rule}, {{feit: regie-fte, meer_dan: 0}}]}}"
    return f"voldoet: {rule}"


def findings(weerbaar: Weerbaar, name: str) -> list[Finding]:
    out = weerbaar("validate", name).out
    found = re.findall(rf"^{name}:(\d+):\d+: \w+ ([a-z-]+) ", out, re.MULTILINE)
    return [(code, int(line)) for line, code in found]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ([f"voldoet: {IS_YES}"], []),
        ([f"voldoet: {{een: [{IS_YES}, {IS_NO}]}}"], [("altijd-voldoet", 12)]),
        # who has none is exempt, who has one complies: nobody can fail
        ([f"nvt: {IS_NO}", f"voldoet: {IS_YES}"], [("altijd-voldoet", 13)]),
        ([f"voldoet: {{alle: [{IS_YES}, {IS_NO}]}}"], [("onbereikbaar-voldoet", 12)]),
        ([f"voldoet: {IS_YES}", f"deels: {IS_YES}"], [("onbereikbaar-deels", 13)]),
        ([f"voldoet: {IS_YES}", f"deels: {IS_NO}"], []),
        ([nested(4)], []),
        ([nested(5)], [("te-diep", 12), ("te-diep", 12)]),  # both parts of the innermost
        (["geldt_voor: [gemeente]"], [("norm-zonder-regel", 10)]),
        (["regel: ontbreekt"], [("norm-zonder-regel", 10)]),
        (["regel: ontbreekt", "reden: nog niet af"], []),
        (
            ["voldoet: {feit: bibob-beleid, van_kracht: ja, verwerkt: voorbereidingshandelingen}"],
            [("onbekend-anker", 12)],
        ),
        ([f"voldoet: {IS_YES}", "signalen: [{tekst: Let op.}]"], [("signaal-onvolledig", 13)]),
        (
            [
                f"voldoet: {IS_YES}",
                f"signalen: [{{als: {IS_YES}, tenzij: {IS_NO}, tekst: Let op.}}]",
            ],
            [("signaal-onvolledig", 13)],
        ),
    ],
)
def test_a_rule(rule: list[str], found: list[Finding], tree: Tree, weerbaar: Weerbaar) -> None:
    tree(
        {"weerbaar.yaml": WERKMAP, "proef.yaml": NORM + "".join(f"        {one}\n" for one in rule)}
    )
    assert findings(weerbaar, "proef.yaml") == found


def test_a_part_of_a_thema_without_norms(tree: Tree, weerbaar: Weerbaar) -> None:
    parts = "    rubrieken:\n      a: Vooraf\n      b: Achteraf\n"
    text = NORM.replace("    normen:\n", f"{parts}    normen:\n")
    tree(
        {
            "weerbaar.yaml": WERKMAP,
            "proef.yaml": f"{text}        rubriek: a\n        voldoet: {IS_YES}\n",
        }
    )
    assert findings(weerbaar, "proef.yaml") == [("rubriek-zonder-normen", 11)]


@pytest.mark.parametrize(
    ("feit", "found"),
    [
        ("soort: checklist, items: {een: Het eerste}", []),
        ("soort: checklist", ["feit-onvolledig"]),
        ("soort: ja_nee, items: {een: Het eerste}", ["feit-onvolledig"]),
        ("soort: groepen", ["feit-onvolledig"]),
        ("soort: groepen, groepen: vast", ["feit-onvolledig"]),
        ("soort: groepen, groepen: eigen", []),
        ("soort: ja_nee, overtreffen: ja", ["feit-onvolledig"]),
        ("soort: getal, bij: bibob-beleid", ["feit-onvolledig"]),
    ],
)
def test_a_fact(feit: str, found: list[str], tree: Tree, weerbaar: Weerbaar) -> None:
    text = f"weerbaar: feiten/1\nfeiten:\n  eigen-feit: {{vraag: Hoe is het?, {feit}}}\n"
    tree(
        {
            "weerbaar.yaml": WERKMAP,
            "feiten.yaml": text,
            "proef.yaml": f"{NORM}        voldoet: {IS_YES}\n",
        }
    )
    assert findings(weerbaar, "feiten.yaml") == [(code, 3) for code in found]
