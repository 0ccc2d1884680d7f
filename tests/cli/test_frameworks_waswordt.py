"""Was-wordt and indeling as files of a werkmap: every fault at its place."""

from __future__ import annotations

import json

import pytest

from tests.cli.proef import FILES, RAAMWERK
from tests.conftest import Tree, Weerbaar
from weerbaar_cli.engine.checks.normen import check_indeling
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek, packaged

NIEUW = RAAMWERK.replace('"1.0"', '"2.0"').replace("1a", "1x")
HEAD = "weerbaar: was-wordt/1\nvan: proef@1.0\nnaar: proef@2.0\nnormen:\n"
GOOD = HEAD + "  - {was: [1a], wordt: [1x], soort: hernoemd}\n"
INDELING = "weerbaar: indeling/1\ntitel: Proef\nraamwerk: riec-themas\nnormen:\n"
INGEDEELD = INDELING + '  proef@1.0:\n    - {thema: "1", normen: [1a, 1b]}\n'
INGEDEELD += '    - {thema: "2", normen: [1c, 2a], onzeker: ja}\n'


@pytest.fixture(autouse=True)
def _werkmap(tree: Tree) -> None:
    tree(FILES | {"nieuw.yaml": NIEUW, "ww.yaml": GOOD, "indeling.yaml": INGEDEELD})


@pytest.mark.parametrize("name", ["ww.yaml", "indeling.yaml"])
def test_a_good_file_is_in_order(name: str, weerbaar: Weerbaar) -> None:
    assert weerbaar("validate", name, "--strikt") == (0, "", "1 bestand, in orde\n")
    code, out, err = weerbaar("frameworks", "check", name)
    assert (code, out) == (0, "")
    assert err.startswith(f"{name}: ")


# In the new text § marks the place that the finding points at.
@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("was: [1a]", "was: [§7q]", "fout onbekende-norm norm ‘7q’ bestaat niet in proef@1.0"),
        ("wordt: [1x]", "wordt: [§1a]", "fout onbekende-norm norm ‘1a’ bestaat niet in proef@2.0"),
        (
            "hernoemd}\n",
            "hernoemd}\n  - {was: [§1a], soort: vervallen}\n",
            "fout dubbele-norm norm ‘1a’ staat twee keer bij was",
        ),
        ("proef@2.0", "§proef@3.0", "fout onbekende-versie ‘proef@3.0’ is geen bekende versie"),
        ("proef@2.0", "§preof@2.0", "fout onbekende-versie ‘preof@2.0’ is geen bekende versie"),
        ("proef@2.0", "§proef", "fout verkeerde-waarde ‘proef’ is niet één versie"),
        ("proef@2.0", "§proef@1.0", "fout zelfde-versie van en naar zijn dezelfde versie"),
        ("hernoemd", "§herdoopt", "fout verkeerde-waarde ‘herdoopt’ past niet; kies uit hernoemd"),
        (
            "- {was",
            "- §{was: [1a], soort: gelijk}\n  - {was",
            "fout overgang-past-niet gelijk vraagt",
        ),
        ("wordt: [1x]", "wordt: [1x], §waarom: x", "fout onbekende-sleutel"),
        (
            "normen:\n  - {was: [1a], wordt: [1x], soort: hernoemd}",
            "§normen: []",
            "waarschuwing norm-niet-vermeld norm 1a is er niet meer, en dit bestand zegt",
        ),
    ],
)
def test_a_was_wordt_with_a_fault(
    old: str, new: str, finding: str, weerbaar: Weerbaar, tree: Tree
) -> None:
    assert GOOD.count(old) == 1
    marked = GOOD.replace(old, new)
    before = marked.partition("§")[0].split("\n")
    tree({"ww.yaml": marked.replace("§", "")})
    code, out, _ = weerbaar("validate", "ww.yaml", "--strikt")
    assert code == 1
    assert f"ww.yaml:{len(before)}:{len(before[-1]) + 1}: {finding}" in out


def test_the_versions_that_there_are_stand_in_the_tip(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"ww.yaml": GOOD.replace("proef@2.0", "proef@3.0")})
    assert "→ Bekend is proef@2.0, proef@1.0." in weerbaar("validate", "ww.yaml").out


def test_another_text_under_the_same_number_is_asked_for(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"nieuw.yaml": NIEUW.replace("Het MT sprak er onlangs over.", "Het MT sprak.")})
    code, out, _ = weerbaar("validate", "ww.yaml")
    assert code == 0
    assert "ww.yaml:4:1: waarschuwing norm-niet-vermeld norm 1b heeft een andere tekst" in out


def test_a_row_of_files_that_comes_back(weerbaar: Weerbaar, tree: Tree) -> None:
    derde = NIEUW.replace('"2.0"', '"3.0"')
    tree(
        {
            "derde.yaml": derde,
            "ww-3.yaml": HEAD.replace("2.0", "3.0")
            .replace("1.0", "2.0")
            .replace("normen:", "normen: []"),
        }
    )
    assert weerbaar("validate", "ww.yaml", "ww-3.yaml", "--strikt").code == 0
    back = "weerbaar: was-wordt/1\nvan: proef@3.0\nnaar: proef@1.0\nnormen:\n"
    tree({"ww-1.yaml": back + "  - {was: [1x], wordt: [1a], soort: hernoemd}\n"})
    code, out, _ = weerbaar("validate", "ww.yaml", "ww-1.yaml", "ww-3.yaml")
    assert code == 1
    ring = "fout was-wordt-in-kring dit loopt in een kring: proef@"
    assert [line.partition(": ")[0] for line in out.splitlines() if ring in line] == [
        "ww.yaml:3:7",
        "ww-1.yaml:3:7",
        "ww-3.yaml:3:7",
    ]


def test_two_files_about_the_same_step(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"ww-ook.yaml": GOOD})
    code, out, _ = weerbaar("validate", "ww.yaml")
    assert code == 1
    assert "ww.yaml:2:6: fout dubbel-was-wordt er is nog een bestand van proef@1.0" in out


def test_a_file_that_cannot_be_read_is_named_where_it_is_needed(
    weerbaar: Weerbaar, tree: Tree
) -> None:
    tree({"ww-ook.yaml": "weerbaar: was-wordt/1\nvan: proef\n"})
    code, out, _ = weerbaar("validate", "ww.yaml")
    assert code == 1
    assert "fout ander-bestand" in out
    code, _, err = weerbaar("frameworks", "diff", "proef@1.0", "proef@2.0")
    assert code == 2
    assert "ww-ook.yaml:2:6: fout verkeerde-waarde" in err
    # Who does not need it is not bothered.
    assert weerbaar("score", "meting.yaml", "--raamwerk", "proef@1.0").code == 0


# --- indeling ---


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ('thema: "2"', 'thema: §"9"', "fout onbekend-thema thema ‘9’ bestaat niet in riec-themas"),
        ("[1a, 1b]", "[1a, §1q]", "fout onbekende-norm norm ‘1q’ bestaat niet in proef@1.0"),
        ("[1a, 1b]", "[1a, 1b, §1a]", "fout dubbele-norm norm ‘1a’ staat er twee keer"),
        ("[1c, 2a]", "[1c, 2a, §1a]", "fout dubbele-norm norm ‘1a’ staat er twee keer"),
        ("  proef@1.0", "  §proeff", "fout onbekend-raamwerk raamwerk ‘proeff’ is niet bekend"),
        ("riec-themas", "§riec-thema", "fout onbekend-raamwerk raamwerk ‘riec-thema’"),
        ("onzeker: ja", "onzeker: §misschien", "fout geen-ja-nee"),
    ],
)
def test_an_indeling_with_a_fault(
    old: str, new: str, finding: str, weerbaar: Weerbaar, tree: Tree
) -> None:
    assert INGEDEELD.count(old) == 1
    marked = INGEDEELD.replace(old, new)
    before = marked.partition("§")[0].split("\n")
    tree({"indeling.yaml": marked.replace("§", "")})
    code, out, _ = weerbaar("validate", "indeling.yaml")
    assert code == 1
    assert f"indeling.yaml:{len(before)}:{len(before[-1]) + 1}: {finding}" in out


def test_a_norm_that_is_left_out(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"indeling.yaml": INGEDEELD.replace("[1a, 1b]", "[1b]")})
    code, out, _ = weerbaar("validate", "indeling.yaml")
    assert code == 1
    assert (
        "indeling.yaml:5:3: fout norm-niet-ingedeeld proef@1.0: bij geen thema staat norm 1a" in out
    )


def test_every_norm_of_every_raamwerk_of_ours_has_its_thema() -> None:
    bibliotheek = Bibliotheek()
    (ours,) = bibliotheek.indelingen
    placed = [(name, norm_id) for name, _, vak in ours.places() for norm_id in vak.normen]
    every = [
        (name, norm.id)
        for name in bibliotheek.packaged_ids()
        if name != "riec-themas"
        for norm in bibliotheek.raamwerk(name).normen
    ]
    assert sorted(placed) == sorted(every)
    assert len(every) == 105


def test_ours_may_leave_out_no_raamwerk_of_ours(weerbaar: Weerbaar) -> None:
    path = packaged("frameworks") / "riec-indeling.yaml"
    assert weerbaar("validate", str(path), "--strikt").code == 0
    bibliotheek = Bibliotheek()
    (ours,) = bibliotheek.indelingen
    ids = bibliotheek.packaged_ids()
    raamwerken = {name: bibliotheek.raamwerk(name) for name in ids}
    shorter = ours.model_copy(update={"normen": dict(list(ours.normen.items())[1:])})
    assert check_indeling(shorter, raamwerken, ids) == []
    (found,) = check_indeling(shorter, raamwerken, ids, ids)
    assert (found.code, found.bericht) == (
        "norm-niet-ingedeeld",
        "raamwerk twente-basis-op-orde ontbreekt",
    )


def test_the_domain_says_where_the_norms_of_twente_and_drenthe_belong() -> None:
    (ours,) = Bibliotheek().indelingen
    sure = {
        (name, norm_id): vak.thema
        for name, _, vak in ours.places()
        for norm_id in vak.normen
        if not vak.onzeker
    }
    for name in ("twente-basis-op-orde", "drentse-ambities"):
        for norm in Bibliotheek().raamwerk(name).normen:
            assert sure[name, norm.id] == norm.id[0]
    assert sure["ijsselland-basis-op-orde", "4"] == "3"
    assert sure["woerden-oudewater-plan-van-aanpak", "13"] == "2"


def test_the_themas_show_how_many_norms_they_have(weerbaar: Weerbaar, tree: Tree) -> None:
    """The werkmap's own indeling counts along."""

    def counts() -> dict[str, dict[str, int]]:
        out = weerbaar("frameworks", "riec-themas", "--format", "json").out
        found: dict[str, dict[str, int]] = json.loads(out)["ingedeeld"]
        return found

    own = counts()
    assert sum(one["normen"] for one in own.values()) == 105 + 4
    assert "Normen van andere raamwerken per thema" in weerbaar("frameworks", "riec-themas").out
    tree({"indeling.yaml": "a: b\n"})
    assert own["2"]["onzeker"] - counts()["2"]["onzeker"] == 2
    assert "ingedeeld" not in json.loads(weerbaar("frameworks", "proef", "--format", "json").out)
