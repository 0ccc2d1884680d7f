"""`weerbaar validate`: every problem at its place, in every file, with the right exit code."""

from __future__ import annotations

import json
from cProfile import Profile
from pathlib import Path

import pytest

from tests.cli.proef import FILES, METING, RAAMWERK, WERKMAP
from tests.conftest import Tree, Weerbaar
from weerbaar_cli.files.vinden import find_werkmap

BAD = METING.replace("intern-meldpunt: ja", "intern-meldpunt: misschien").replace(
    "mt-besproken", "mt-bespraken"
)
# A decision of after the peildatum: a waarschuwing.
WARNED = METING + "nvt:\n  2a: {reden: geen regie, besloten_door: college, op: 2024-02-10}\n"


@pytest.fixture(autouse=True)
def _werkmap(tree: Tree) -> None:
    tree(FILES)


def test_all_in_order(weerbaar: Weerbaar) -> None:
    assert weerbaar("validate", ".") == (0, "", "4 bestanden, in orde\n")
    assert weerbaar("validate", "vol.yaml") == (0, "", "1 bestand, in orde\n")


def test_a_werkmap_is_looked_for_once_for_all_files_of_a_folder(
    weerbaar: Weerbaar, tree: Tree
) -> None:
    days = [f"2024-01-{day}" for day in range(10, 20)]
    files = {f"m/{day}.yaml": METING.replace("2024-01-31", day) for day in days}
    tree(dict(list(files.items())[:2]))
    few = _looks(weerbaar, "m")
    tree(files)
    assert 0 < _looks(weerbaar, "m") <= few


def _looks(weerbaar: Weerbaar, folder: str) -> int:
    with Profile() as profile:
        assert weerbaar("validate", folder).code == 0
    return sum(one.callcount for one in profile.getstats() if one.code is find_werkmap.__code__)


def test_every_problem_stands_at_its_place_with_its_line(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"slecht.yaml": BAD})
    code, out, err = weerbaar("validate", "slecht.yaml")
    assert code == 1
    assert (
        out
        == """\
slecht.yaml:9:20: fout verkeerde-waarde ‘misschien’ past niet; kies uit ja, nee, onbekend
  9 |   intern-meldpunt: misschien
                         ^
  → Weet u het niet: laat de waarde leeg.
slecht.yaml:10:3: fout onbekend-feit het feit ‘mt-bespraken’ staat niet in de catalogus
  10 |   mt-bespraken: 2023-06-01
         ^
  → Bedoelde u ‘mt-besproken’?
"""
    )
    assert err == "1 bestand, 2 fouten\n"


def test_the_json_has_the_keys_of_the_contract(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"slecht.yaml": BAD})
    code, out, _ = weerbaar("validate", "slecht.yaml", "--format", "json")
    assert code == 1
    shape = json.loads(out)
    assert list(shape) == ["versie", "bevindingen"]
    assert shape["versie"] == 1
    keys = ["bestand", "regel", "kolom", "ernst", "code", "pad", "bericht", "suggestie"]
    assert all(list(one) == keys for one in shape["bevindingen"])
    assert shape["bevindingen"][1] == {
        "bestand": "slecht.yaml",
        "regel": 10,
        "kolom": 3,
        "ernst": "fout",
        "code": "onbekend-feit",
        "pad": "feiten.mt-bespraken",
        "bericht": "het feit «mt-bespraken» staat niet in de catalogus",
        "suggestie": "Bedoelde u «mt-besproken»?",
    }


def test_nothing_wrong_is_json_too(weerbaar: Weerbaar) -> None:
    out = weerbaar("validate", ".", "--format", "json").out
    assert json.loads(out) == {"versie": 1, "bevindingen": []}


def test_a_warning_is_no_failure_except_strictly(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"later.yaml": WARNED})
    code, out, err = weerbaar("validate", "later.yaml")
    assert code == 0
    assert out.startswith("later.yaml:14:55: waarschuwing nvt-na-peildatum")
    assert err == "1 bestand, 1 waarschuwing\n"
    assert weerbaar("validate", "later.yaml", "--strikt").code == 1


def test_a_hint_is_no_failure_even_strictly(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"hint.yaml": METING.replace("fictief: ja", "fictief: true")})
    code, out, err = weerbaar("validate", "hint.yaml", "--strikt")
    assert code == 0
    assert out.startswith("hint.yaml:7:10: hint schrijfwijze")
    assert err == "1 bestand, 1 hint\n"


def test_a_broken_file_does_not_hide_the_next(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"a.yaml": "weerbaar: meting/1\nfeiten: [", "b.yaml": BAD})
    code, out, _ = weerbaar("validate", ".")
    assert code == 1
    assert [line.split(":")[0] for line in out.splitlines() if ": fout " in line] == [
        "a.yaml", "b.yaml", "b.yaml",
    ]  # fmt: skip


def test_every_kind_of_file_is_checked(weerbaar: Weerbaar, tree: Tree) -> None:
    tree(
        {
            "weerbaar.yaml": f"{WERKMAP}parameters: {{proef: {{onlang: 6 maanden}}}}\n",
            "proef.yaml": RAAMWERK.replace("feit: regie-fte", "feit: regie-ftes"),
            "partijen.yaml": "weerbaar: partijen/1\npartijen: [{naam: Proefstad}]\n",
        }
    )
    out = weerbaar("validate", ".", "--format", "json").out
    found = {(one["bestand"], one["code"]) for one in json.loads(out)["bevindingen"]}
    assert {
        ("weerbaar.yaml", "onbekende-parameter"),
        ("proef.yaml", "onbekend-feit"),
        ("partijen.yaml", "ontbrekende-sleutel"),
    } <= found


def test_a_folder_is_walked_sorted_without_hidden_folders_and_links(
    weerbaar: Weerbaar, tree: Tree
) -> None:
    root = tree(
        {"b/slecht.yml": BAD, "a/slecht.yaml": BAD, ".weg/slecht.yaml": BAD, "a/tekst.txt": BAD}
    )
    elsewhere = root.parent / f"{root.name}-elders"
    elsewhere.mkdir()
    (elsewhere / "slecht.yaml").write_text(BAD, encoding="utf-8")
    (root / "c").symlink_to(elsewhere, target_is_directory=True)
    out = weerbaar("validate", ".", "--format", "json").out
    files = list(dict.fromkeys(one["bestand"] for one in json.loads(out)["bevindingen"]))
    assert [Path(name).as_posix() for name in files] == ["a/slecht.yaml", "b/slecht.yml"]


def test_other_yaml_is_skipped_and_counted(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"ander.yaml": "sleutel: waarde\n"})
    code, out, err = weerbaar("validate", ".")
    assert (code, out) == (0, "")
    assert err == "4 bestanden, in orde, 1 overgeslagen (geen regel ‘weerbaar:’)\n"


def test_a_file_of_ours_that_is_named_is_never_skipped(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"ander.yaml": "organisatie: Proefstad\n"})
    code, out, _ = weerbaar("validate", "ander.yaml")
    assert code == 1
    assert out.startswith("ander.yaml:1:1: fout soort-ontbreekt")


@pytest.mark.parametrize("more", [(), ("vol.yaml",)])
def test_a_file_of_another_program_is_skipped_with_a_word(
    more: tuple[str, ...], weerbaar: Weerbaar, tree: Tree
) -> None:
    tree({"mkdocs.yml": "site_name: x\n"})
    code, out, err = weerbaar("validate", "mkdocs.yml", *more)
    assert (code, out) == (0, "")
    assert err.startswith("mkdocs.yml is niet van weerbaar en is overgeslagen.\n")
    assert err.endswith("1 overgeslagen (geen regel ‘weerbaar:’)\n")


def test_in_the_folder_of_metingen_nothing_is_of_another_program(
    weerbaar: Weerbaar, tree: Tree
) -> None:
    tree({"metingen/x.yaml": "site_name: x\n"})
    code, out, _ = weerbaar("validate", "metingen/x.yaml")
    assert (code, out.partition(" ")[2][:20]) == (1, "fout soort-ontbreekt")


def test_a_path_that_does_not_exist_is_a_finding_and_the_rest_is_checked(
    weerbaar: Weerbaar, tree: Tree
) -> None:
    tree({"slecht.yaml": BAD})
    code, out, err = weerbaar("validate", "weg.yaml", "slecht.yaml", "er-is-niets")
    assert code == 1
    found = [line.split(":")[0] for line in out.splitlines() if ": fout " in line]
    assert found == ["weg.yaml", "slecht.yaml", "slecht.yaml", "er-is-niets"]
    assert out.startswith("weg.yaml:1:1: fout onleesbaar-bestand het bestand is niet te lezen")
    assert err == "3 bestanden, 4 fouten\n"


@pytest.mark.parametrize("vorm", ["tabel", "json"])
def test_an_empty_list_is_nothing_to_do(vorm: str, weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("validate", "--format", vorm)
    assert code == 0
    assert err.startswith("Er is geen bestand of map genoemd.\n")
    assert out == "" or json.loads(out)["bevindingen"] == []


def test_a_folder_without_anything_of_ours(weerbaar: Weerbaar, tree: Tree) -> None:
    (tree({"leeg/ander.yaml": "sleutel: waarde\n"}) / "leeg" / "kind").mkdir()
    for path in ("leeg", "leeg/kind"):
        code, out, err = weerbaar("validate", path)
        assert (code, out) == (2, "")
        assert "er is geen bestand van weerbaar gevonden" in err


# --- what depends on a file

PARTIJ_WEG = WERKMAP.replace("Proefstad", "Elders")


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("weerbaar.yaml", PARTIJ_WEG, "onbekende-partij"),
        ("proef.yaml", RAAMWERK.replace("id: 2a", "id: 2x"), "onbekende-norm"),
        ("eigen.yaml", "weerbaar: feiten/1\nfeiten: {}\n", "onbekend-feit"),
    ],
)
def test_what_depends_on_a_file_is_checked_with_it(
    name: str, text: str, code: str, weerbaar: Weerbaar, tree: Tree
) -> None:
    eigen = "weerbaar: feiten/1\nfeiten:\n  eigen-feit: {vraag: Is het er?, soort: ja_nee}\n"
    meting = (
        f"{WARNED}  1b: {{reden: niet hier, besloten_door: college, op: 2024-01-01}}\n".replace(
            "feiten:\n", "feiten:\n  eigen-feit: ja\n"
        )
    )
    tree({"eigen.yaml": eigen, "metingen/een.yaml": meting})
    assert weerbaar("validate", name).code == 0
    assert weerbaar("validate", name).out == ""  # the waarschuwing of the meting is not of it
    tree({name: text})
    run = weerbaar("validate", name, "--format", "json")
    found = [(one["bestand"], one["code"]) for one in json.loads(run.out)["bevindingen"]]
    assert ("metingen/een.yaml", code) in found
    assert run.code == 1
    assert "Ook bekeken wat ervan kan afhangen: " in run.err
    assert weerbaar("validate", "metingen").code == 1
    assert "Ook bekeken" not in weerbaar("validate", ".").err


def test_a_fault_in_what_others_need_is_told_once(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"metingen/een.yaml": METING, "proef.yaml": "weerbaar: raamwerk/1\nid: proef\n"})
    run = weerbaar("validate", "proef.yaml", "--format", "json")
    assert {one["bestand"] for one in json.loads(run.out)["bevindingen"]} == {"proef.yaml"}


def test_on_a_meting_nothing_depends(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"slecht.yaml": BAD})
    assert weerbaar("validate", "vol.yaml") == (0, "", "1 bestand, in orde\n")


def test_a_file_by_several_ways_is_checked_once(weerbaar: Weerbaar, tree: Tree) -> None:
    root = tree({"metingen/een.yaml": METING, "metingen/een.yaml.txt": METING})
    (root / "ernaast").symlink_to("metingen")
    (root / "los.yaml").symlink_to("metingen/een.yaml")
    for ways in (["metingen", "ernaast"], ["metingen", "metingen/een.yaml", "los.yaml"]):
        run = weerbaar("validate", *ways)
        assert "dubbele-meting" not in run.out
        assert run.err == weerbaar("validate", "metingen").err
        assert run.out.count("niet-gelezen") == 1
