"""What is known of a party itself: where it stands, who asks it, and what is said without it."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Tree, Weerbaar

PARTIJ = "  - {naam: Proefstad, type: gemeente, kenmerken: {inwoners: 61000, kust: ja}}\n"
FEITEN = """\
weerbaar: feiten/1
feiten:
  kust: {vraag: Ligt de gemeente aan zee?, soort: ja_nee, van: partij}
"""
RAAMWERK = """\
weerbaar: raamwerk/1
id: proef
titel: Proef
versie: "1"
partijtypen: [gemeente]
themas:
  - id: "1"
    titel: Thema
    normen:
      - id: 1a
        tekst: Grote gemeenten hebben een meldpunt.
        geldt_als: {feit: inwoners, minstens: 50000}
        voldoet: {feit: intern-meldpunt, is: ja}
"""
METING = """\
weerbaar: meting/1
organisatie: Proefstad
raamwerk: proef
peildatum: 2024-01-31
fictief: ja
feiten:
  intern-meldpunt: ja
"""


def files(partij: str = PARTIJ, meting: str = METING, raamwerk: str = RAAMWERK) -> dict[str, str]:
    return {
        "weerbaar.yaml": f"weerbaar: werkmap/1\nraamwerk: proef\npartijen:\n{partij}",
        "feiten.yaml": FEITEN,
        "proef.yaml": raamwerk,
        "meting.yaml": meting,
    }


@pytest.mark.parametrize(
    ("kenmerken", "oordeel", "reden"),
    [
        ("{inwoners: 50000}", "voldoet", "intern-meldpunt: ja"),
        (
            "{inwoners: 49999}",
            "nvt",
            "geldt hier niet: inwoners: 49.999 (gevraagd: minstens 50.000)",
        ),
        ("{}", "onbekend", "kenmerk inwoners van Proefstad ontbreekt"),
        ("{inwoners: }", "onbekend", "kenmerk inwoners van Proefstad ontbreekt"),
    ],
)
def test_a_norm_looks_at_the_party(
    kenmerken: str, oordeel: str, reden: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(files(f"  - {{naam: Proefstad, type: gemeente, kenmerken: {kenmerken}}}\n"))
    run = weerbaar("score", "meting.yaml", "--format", "json")
    norm = json.loads(run.out)["normen"][0]
    assert (norm["oordeel"], norm["reden"]) == (oordeel, reden)


def codes(run_out: str) -> list[tuple[str, str, int]]:
    found = json.loads(run_out)["bevindingen"]
    return [(one["code"], one["ernst"], one["regel"]) for one in found]


def test_what_is_missing_is_named_and_never_guessed(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files("  - {naam: Proefstad, type: gemeente}\n"))
    run = weerbaar("validate", ".", "--format", "json")
    assert codes(run.out) == [("kenmerk-ontbreekt", "waarschuwing", 2)]
    assert "kenmerk inwoners van Proefstad ontbreekt" in run.out


def test_a_meting_does_not_say_it_again(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(meting=METING + "  inwoners: 40000\n"))
    assert codes(weerbaar("validate", "meting.yaml", "--format", "json").out) == [
        ("kenmerk-in-meting", "fout", 8)
    ]


@pytest.mark.parametrize(
    ("kenmerken", "code"),
    [
        ("{inwoner: 61000}", "onbekend-feit"),
        ("{inwoners: veel}", "ongeldig-getal"),
        ("{inwoners: [1]}", "verkeerde-waarde"),
        ("{kust: yes}", "geen-ja-nee"),
        ("{intern-meldpunt: ja}", "onbekend-feit"),
    ],
)
def test_what_a_party_has_is_typed(
    kenmerken: str, code: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(files(f"  - {{naam: Proefstad, type: gemeente, kenmerken: {kenmerken}}}\n"))
    assert (code, "fout", 4) in codes(weerbaar("validate", "weerbaar.yaml", "--format", "json").out)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("feit: inwoners, minstens: 50000", "feit: intern-meldpunt, is: ja"),
        ("feit: inwoners, minstens: 50000", "norm: 1b, oordeel: voldoet"),
        ("feit: intern-meldpunt, is: ja", "feit: inwoners, per: mt-besproken, minstens: 1"),
        ("feit: intern-meldpunt, is: ja", "feit: inwoners, per: inwoners, elke: 0, minstens: 1"),
        ("feit: intern-meldpunt, is: ja", "feit: inwoners, per: inwoners"),
        ("feit: intern-meldpunt, is: ja", "feit: mt-besproken, binnen: 1 jaar, na: inwoners"),
    ],
)
def test_what_does_not_fit_is_found(old: str, new: str, tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(raamwerk=RAAMWERK.replace(old, new)))
    run = weerbaar("validate", "proef.yaml", "--format", "json")
    found = {code for code, ernst, _ in codes(run.out) if ernst == "fout"}
    assert found & {"toets-past-niet", "ongeldig-getal"}


def test_a_new_meting_does_not_ask_it(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files())
    run = weerbaar("new", "--organisatie", "Proefstad", "--peildatum", "2024-06-30")
    assert run.code == 0
    assert "inwoners" not in run.out


def test_another_size_is_another_application(tree: Tree, weerbaar: Weerbaar) -> None:
    """The party grew, and the norm came to apply: no better or worse facts."""
    for folder, inwoners in (("van", 40000), ("naar", 60000)):
        partij = f"  - {{naam: Proefstad, type: gemeente, kenmerken: {{inwoners: {inwoners}}}}}\n"
        tree({f"{folder}/{name}": text for name, text in files(partij).items()})
    run = weerbaar("compare", "van/meting.yaml", "naar/meting.yaml", "--format", "json")
    found = json.loads(run.out)
    (norm,) = found["normen"]
    assert (norm["van"], norm["naar"], norm["oorzaak"]) == ("nvt", "voldoet", "toepassing")
