"""Names and tasks of one's own: what people read, with and without them, and what is refused."""

from __future__ import annotations

import pytest

from tests.conftest import Tree, Weerbaar

FEITEN = """\
weerbaar: feiten/1
feiten:
  eigen-convenant:
    vraag: Welk convenant heeft de gemeente met haar buren?
    soort: document
    kort: Convenant met de buren
    doen: Sluit {opnieuw} een convenant met de buren
  eigen-overleg:
    vraag: Is er een vast overleg met de buren over ondermijning en veiligheid in de regio?
    soort: ja_nee
"""
RAAMWERK = """\
weerbaar: raamwerk/1
id: buren
titel: Buren
versie: "1"
partijtypen: [gemeente]
themas:
  - id: "1"
    titel: Samen
    normen:
      - id: 1a
        kort: Samen met de buren
        tekst: De gemeente werkt samen met haar buren.
        handreiking: {titel: Modelconvenant, vindplaats: voorbeeld.example/model}
        voldoet:
          alle:
            - {feit: eigen-convenant, van_kracht: ja}
            - {feit: eigen-overleg, is: ja}
"""
FILES = {
    "weerbaar.yaml": (
        "weerbaar: werkmap/1\nraamwerk: buren\npartijen:\n  - {naam: Proefstad, type: gemeente}\n"
    ),
    "feiten.yaml": FEITEN,
    "buren.yaml": RAAMWERK,
    "stad.yaml": (
        "weerbaar: meting/1\norganisatie: Proefstad\nraamwerk: buren\npeildatum: 2024-01-31\n"
        "fictief: ja\nfeiten:\n  eigen-overleg: nee\n"
        "  eigen-convenant: {vastgesteld_op: 2019-01-01, geldig_tot: 2022-12-31}\n"
    ),
}


def test_a_task_and_the_words_without_one(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(FILES)
    _, out, _ = weerbaar("plan", "stad.yaml")
    assert "Samen met de buren" in out
    assert "Sluit opnieuw een convenant met de buren" in out
    assert "Is er een vast overleg met de buren …: ja" in " ".join(out.split())
    _, csv, _ = weerbaar("score", "stad.yaml", "--format", "csv")
    assert "eigen-overleg: ja" in csv


def test_the_handreiking_is_told(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(FILES)
    _, out, _ = weerbaar("explain", "stad.yaml", "1a")
    assert "handreiking: Modelconvenant, voorbeeld.example/model" in out
    _, page, _ = weerbaar("report", "stad.yaml", "--format", "markdown")
    assert "Modelconvenant, voorbeeld.example/model" in page


@pytest.mark.parametrize(
    ("old", "new", "line", "code", "tip"),
    [
        ("{opnieuw}", "{opniew}", 7, "onbekende-plaats", "Bedoelde u «opnieuw»?"),
        ("{opnieuw}", "{tekort}", 7, "onbekende-plaats", "Wel: {opnieuw}."),
        ("met de buren\n    doen", f"{'x' * 31}\n    doen", 6, "te-lang", "Schrijf waar het over"),
    ],
)
def test_what_cannot_be_filled_in_is_refused(
    old: str, new: str, line: int, code: str, tip: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(FILES | {"feiten.yaml": FEITEN.replace(old, new)})
    exit_code, out, err = weerbaar("validate", "feiten.yaml")
    assert exit_code == 1
    assert f"feiten.yaml:{line}:" in out + err
    assert code in out + err
    assert tip in " ".join((out + err).split())
