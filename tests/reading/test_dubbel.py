"""What a werkmap may not bring twice, and what a fault in one file must not hide of another."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Tree, Weerbaar
from tests.reading.test_invalid import MARK, marked
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek

CASES = Path(__file__).parents[1] / "cases" / "dubbel"
Finding = tuple[str, str, int]
WERKMAP = """\
weerbaar: werkmap/1
district: proefdistrict
partijen:
  - {naam: Proefstad, type: gemeente, district: proefdistrict}
"""
METING = """\
weerbaar: meting/1
organisatie: Proefstad
raamwerk: twente-basis-op-orde
peildatum: 2024-01-31
fictief: ja
"""
RAAMWERK = """\
weerbaar: raamwerk/1
id: eigen
titel: Eigen raamwerk
versie: "1"
partijtypen: [gemeente]
themas:
  - id: "1"
    titel: Meldpunt
    normen:
      - {id: "1", tekst: Er is een meldpunt., voldoet: {feit: intern-meldpunt, is: ja}}
"""
PROGRAMMA = """\
weerbaar: programma/1
id: ons-programma
titel: Ons programma
"""


@pytest.fixture
def findings(weerbaar: Weerbaar) -> Callable[..., list[tuple[str, str, int, int]]]:
    def run(*args: str) -> list[tuple[str, str, int, int]]:
        shapes: list[dict[str, Any]] = json.loads(
            weerbaar("validate", *(args or (".",)), "--format", "json").out
        )["bevindingen"]
        return [(Path(b["bestand"]).name, b["code"], b["regel"], b["kolom"]) for b in shapes]

    return run


# --- facts and anchors


FILES = sorted(path for path in CASES.iterdir() if path.name != "weerbaar.yaml")


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_double_has_its_code_and_line(path: Path, weerbaar: Weerbaar) -> None:
    shapes = json.loads(weerbaar("validate", str(path), "--format", "json").out)["bevindingen"]
    own = [one for one in shapes if Path(one["bestand"]).name == path.name]
    assert [(one["code"], one["ernst"], one["regel"]) for one in own] == marked(path)
    assert all(one["suggestie"] and "staat al" in one["bericht"] for one in own)


def test_the_cases_have_every_kind_of_double() -> None:
    codes = {code for path in FILES for code, _, _ in marked(path)}
    assert codes == {"dubbel-feit", "dubbel-anker"}
    assert any(not MARK.search(path.read_text(encoding="utf-8")) for path in FILES)


def test_ours_counts_and_nothing_is_computed(tree: Tree, weerbaar: Weerbaar) -> None:
    facts = "weerbaar: feiten/1\nfeiten:\n  ivp: {vraag: Is er een IVP?, soort: ja_nee}\n"
    tree({"weerbaar.yaml": WERKMAP, "feiten.yaml": facts, "metingen/m.yaml": METING})
    for command in (
        ("score", "metingen/m.yaml"),
        ("explain", "metingen/m.yaml", "3a"),
        ("plan", "metingen/m.yaml"),
        ("compare", "metingen/m.yaml", "metingen/m.yaml"),
        ("new", "--organisatie", "Proefstad", "--raamwerk", "twente-basis-op-orde"),
        ("frameworks", "crosswalk"),
        ("frameworks", "unanswered", "metingen/m.yaml", "--raamwerk", "drentse-ambities"),
        ("schema", "--output", "schema"),
    ):
        code, out, err = weerbaar(*command)
        assert (code, out) == (2, ""), command
        assert "feiten.yaml:3:3: fout dubbel-feit feit ‘ivp’ staat al in weerbaar zelf" in err
    assert not Path("schema").exists()


def test_frameworks_check_finds_a_double_too(tree: Tree, weerbaar: Weerbaar) -> None:
    anchors = "weerbaar: ankers/1\nankers:\n"
    anchors += "  wgs: {titel: WGS, vanaf: 2024-01-01, feiten: {apv: geen}, bron: ons}\n"
    tree({"weerbaar.yaml": WERKMAP, "ankers.yaml": anchors})
    code, out, _ = weerbaar("frameworks", "check", ".")
    assert code == 1
    assert "ankers.yaml:3:3: fout dubbel-anker anker ‘wgs’ staat al in weerbaar zelf" in out


def test_a_double_is_told_once_when_only_a_meting_is_named(
    tree: Tree, findings: Callable[..., list[Any]]
) -> None:
    facts = "weerbaar: feiten/1\nfeiten:\n  ivp: {vraag: Is er een IVP?, soort: ja_nee}\n"
    tree({"weerbaar.yaml": WERKMAP, "feiten.yaml": facts, "metingen/m.yaml": METING})
    for args in (("metingen/m.yaml",), (".",), ("feiten.yaml",)):
        assert findings(*args) == [("feiten.yaml", "dubbel-feit", 3, 3)]


def test_ours_are_no_doubles_of_themselves(findings: Callable[..., list[Any]]) -> None:
    folder = Path(__file__).parents[2] / "frameworks"
    assert findings(str(folder / "feiten.yaml"), str(folder / "ankers.yaml")) == []
    assert Bibliotheek().feiten.doubles() == Bibliotheek().ankerbestanden.doubles() == {}


# --- programmes


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("eigen", "dubbel-programma"),  # the raamwerk beside it
        ("twente-basis-op-orde", "dubbel-programma"),
        ("uitvoeringsspecialist-twente", "dubbel-programma"),
        ("diff", "gereserveerde-naam"),
        ("check", "gereserveerde-naam"),
    ],
)
def test_a_programme_that_cannot_be_found_by_its_id(
    name: str, code: str, tree: Tree, findings: Callable[..., list[Any]]
) -> None:
    text = PROGRAMMA.replace("ons-programma", name)
    tree({"weerbaar.yaml": WERKMAP, "eigen.yaml": RAAMWERK, "programma.yaml": text})
    assert findings() == [("programma.yaml", code, 2, 5)]


def test_two_programmes_with_one_id(tree: Tree, findings: Callable[..., list[Any]]) -> None:
    tree({"weerbaar.yaml": WERKMAP, "a.yaml": PROGRAMMA, "b.yaml": PROGRAMMA})
    assert findings() == [("b.yaml", "dubbel-programma", 2, 5)]


def test_the_district_of_a_programme_is_known(
    tree: Tree, findings: Callable[..., list[Any]], weerbaar: Weerbaar
) -> None:
    def district(name: str) -> str:
        return PROGRAMMA + f"district: {name}\n"

    tree({"weerbaar.yaml": WERKMAP, "a.yaml": district("twentte")})
    assert findings() == [("a.yaml", "onbekend-district", 4, 11)]
    assert "Bedoelde u ‘twente’?" in weerbaar("validate", ".").out
    tree({"a.yaml": district("twente")})
    assert findings() == []
    tree({"a.yaml": district("proefdistrict")})
    assert findings() == []


# --- a fault elsewhere hides nothing here


FAULTY = RAAMWERK + "onzin: ja\n"
WRONG = "  - {id: '1', titel: A, resultaat: B, normen: [twente-basis-op-orde/9z], feiten: [ivpp]}\n"


def test_a_faulty_raamwerk_hides_nothing_of_a_programme(
    tree: Tree, findings: Callable[..., list[Any]]
) -> None:
    text = PROGRAMMA + "deelprojecten:\n" + WRONG
    tree({"weerbaar.yaml": WERKMAP, "eigen.yaml": FAULTY, "p.yaml": text})
    own = [("eigen.yaml", "onbekende-sleutel", 11, 1)]
    facts = [("p.yaml", "onbekende-norm", 5, 48), ("p.yaml", "onbekend-feit", 5, 83)]
    assert findings() == [*own, *facts]
    tree({"p.yaml": text + "  - {id: '2', titel: A, resultaat: B, normen: [eigen/1]}\n"})
    assert findings() == [*own, ("p.yaml", "ander-bestand", 1, 1), *facts]


def test_a_faulty_programme_hides_nothing_of_another_or_of_a_raamwerk(
    tree: Tree, findings: Callable[..., list[Any]]
) -> None:
    tree(
        {
            "weerbaar.yaml": WERKMAP,
            "a.yaml": PROGRAMMA.replace("ons", "een") + "onzin: ja\n",
            "b.yaml": PROGRAMMA + "deelprojecten:\n" + WRONG,
            "c.yaml": RAAMWERK.replace("intern-meldpunt", "intern-meldpnt"),
        }
    )
    assert findings() == [
        ("a.yaml", "onbekende-sleutel", 4, 1),
        ("b.yaml", "onbekende-norm", 5, 48),
        ("b.yaml", "onbekend-feit", 5, 83),
        ("c.yaml", "onbekend-feit", 10, 63),
    ]


def test_a_faulty_catalogue_hides_nothing_that_needs_none(
    tree: Tree, findings: Callable[..., list[Any]]
) -> None:
    tree(
        {
            "weerbaar.yaml": WERKMAP,
            "feiten.yaml": "weerbaar: feiten/1\nfeiten:\n  nieuw: {vraag: Wat?}\n",
            "a.yaml": PROGRAMMA.replace("ons-programma", "diff"),
            "b.yaml": RAAMWERK.replace("id: eigen", "id: diff"),
            "metingen/m.yaml": METING + "nvt:\n  9z: {reden: geen}\n",
        }
    )
    found = findings()
    assert ("a.yaml", "gereserveerde-naam", 2, 5) in found
    assert ("b.yaml", "gereserveerde-naam", 2, 5) in found
    assert ("m.yaml", "onbekende-norm", 7, 3) in found
    others = [name for name, code, *_ in found if code == "ander-bestand"]
    assert others == ["a.yaml", "b.yaml", "m.yaml"]


def test_a_faulty_raamwerk_hides_nothing_of_settings_metingen_and_was_wordt(
    tree: Tree, findings: Callable[..., list[Any]]
) -> None:
    tree(
        {
            "weerbaar.yaml": WERKMAP + "raamwerk: [eigen, twennte]\nparameters: {eigen: {a: b}}\n",
            "eigen.yaml": FAULTY,
            "metingen/m.yaml": METING.replace("raamwerk: twente", "raamwerk: [eigen, twente")
            .replace("op-orde", "op-orde]")
            .replace("Proefstad", "Proefstat"),
            "ww.yaml": "weerbaar: was-wordt/1\nvan: eigen@1\nnaar: twente-basis-op-orde@9\n"
            "normen: []\n",
            "indeling.yaml": "weerbaar: indeling/1\ntitel: I\nraamwerk: eigen\n"
            "normen: {twente-basis-op-orde: [{thema: '1', normen: [9z]}]}\n",
        }
    )
    found = {(name, code) for name, code, *_ in findings()}
    assert found == {
        ("eigen.yaml", "onbekende-sleutel"),
        ("weerbaar.yaml", "ander-bestand"),
        ("weerbaar.yaml", "onbekend-raamwerk"),
        ("m.yaml", "ander-bestand"),
        ("m.yaml", "onbekende-partij"),
        ("ww.yaml", "ander-bestand"),
        ("ww.yaml", "onbekende-versie"),
        ("indeling.yaml", "ander-bestand"),
        ("indeling.yaml", "onbekende-norm"),
        ("indeling.yaml", "norm-niet-ingedeeld"),
    }


def test_the_faulty_file_itself_is_shown_when_a_meting_is_scored(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    text = METING.replace("twente-basis-op-orde", "eigen")
    tree({"weerbaar.yaml": WERKMAP, "eigen.yaml": FAULTY, "metingen/m.yaml": text})
    code, out, err = weerbaar("score", "metingen/m.yaml")
    assert (code, out) == (2, "")
    assert "eigen.yaml:11:1: fout onbekende-sleutel" in err


@pytest.mark.parametrize(
    "command",
    [
        ("plan", "metingen", "--doelgroep", "coordinator"),
        ("trend", "metingen"),
        ("compare", "metingen", "metingen"),
    ],
)
def test_a_meting_of_a_folder_is_not_used_without_one_of_its_raamwerken(
    command: tuple[str, ...], tree: Tree, weerbaar: Weerbaar
) -> None:
    """By the other raamwerk alone it would tell half of the story, without a word."""
    both = METING.replace(
        "raamwerk: twente-basis-op-orde", "raamwerk: [twente-basis-op-orde, kapot]"
    )
    broken = 'weerbaar: raamwerk/1\nid: kapot\ntitel: Kapot\nversie: "1"\n'
    tree({"weerbaar.yaml": WERKMAP, "kapot.yaml": broken, "metingen/m.yaml": both})
    code, out, err = weerbaar(*command)
    assert code == (1 if command[0] == "plan" else 2)
    assert "metingen/m.yaml:1:1: fout ander-bestand" in err
    assert "kapot.yaml is hiervoor nodig en heeft zelf fouten" in err
    assert "Proefstad" not in out
