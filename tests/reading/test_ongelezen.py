"""Nothing vanishes on the way in: what looks like ours and is not read is named with the reason."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Tree, Weerbaar

WERKMAP = """\
weerbaar: werkmap/1
district: twente
raamwerk: twente-basis-op-orde
partijen:
  - {naam: Voorbeeldstad, type: gemeente, district: twente}
  - {naam: Voorbeelddorp, type: gemeente, district: twente}
"""
METING = """\
weerbaar: meting/1
organisatie: Voorbeeldstad
raamwerk: twente-basis-op-orde
peildatum: 2024-01-31
fictief: ja
feiten:
  intern-meldpunt: ja
"""
DORP = METING.replace("stad", "dorp")
FEITEN = "weerbaar: feiten/1\nfeiten: {eigen-meldpunt: {vraag: Is er een?, soort: ja_nee}}\n"


def bevindingen(weerbaar: Weerbaar, *paths: str) -> list[tuple[str, str, int]]:
    """Per finding the name of its file, its code, and its line."""
    run = weerbaar("validate", *paths, "--format", "json")
    found = json.loads(run.out)["bevindingen"]
    return [(Path(one["bestand"]).name, one["code"], one["regel"]) for one in found]


@pytest.mark.parametrize("name", ["dorp.YAML", "dorp.YML", "dorp.Yaml", "dorp.yml"])
def test_a_name_in_capitals_is_read(name: str, tree: Tree, weerbaar: Weerbaar) -> None:
    tree({"weerbaar.yaml": WERKMAP, "metingen/a.yaml": METING, f"metingen/{name}": DORP})
    run = weerbaar("validate", ".")
    assert (run.code, run.err.strip()) == (0, "3 bestanden, in orde")
    assert "Voorbeelddorp" in weerbaar("plan", "metingen", "--doelgroep", "coordinator").out


@pytest.mark.parametrize(
    "name",
    [
        "dorp.yaml.txt",
        "dorp.yml~",
        "dorp.yaml (2)",
        "dorp.yaml.orig",
        "dorp.YAML.bak",
        "dorp.yaml2",
        "dorp.txt",
        "dorp",
    ],
)
def test_another_ending_is_named(name: str, tree: Tree, weerbaar: Weerbaar) -> None:
    tree({"weerbaar.yaml": WERKMAP, "metingen/a.yaml": METING, f"metingen/{name}": DORP})
    for path in (".", "metingen"):
        assert bevindingen(weerbaar, path) == [(name, "niet-gelezen", 1)]
        assert weerbaar("validate", path).code == 0
        assert weerbaar("validate", path, "--strikt").code == 1


def test_only_what_says_that_it_is_ours_is_named_outside_the_metingen(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    tree({"weerbaar.yaml": WERKMAP, "metingen/a.yaml": METING, "feiten.yaml.txt": FEITEN})
    tree({"compose.yaml.bak": "services: {}\n", "LEESMIJ.md": "# Uitleg\n\nMetingen.\n"})
    tree({"metingen/LEESMIJ.md": "# Uitleg\n\nMetingen.\n", "metingen/.a.yaml.swp": METING})
    assert bevindingen(weerbaar, ".") == [("feiten.yaml.txt", "niet-gelezen", 1)]


@pytest.mark.skipif(os.name == "nt", reason="links")
def test_a_link_among_the_metingen_is_named(tree: Tree, weerbaar: Weerbaar) -> None:
    root = tree({"weerbaar.yaml": WERKMAP, "metingen/a.yaml": METING, "elders/dorp.yaml": DORP})
    (root / "metingen" / "dorp.yaml").symlink_to(root / "elders" / "dorp.yaml")
    (root / "metingen" / "map").symlink_to(root / "elders")
    assert bevindingen(weerbaar, "metingen") == [
        ("dorp.yaml", "niet-gelezen", 1),
        ("map", "niet-gelezen", 1),
    ]


@pytest.mark.parametrize("word", ["Weerbaar", "WEERBAAR", "weerbar", "weerbaaar", "soort_bestand"])
def test_a_misspelt_first_key_is_named_where_it_stands(
    word: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    text = "# eerst een opmerking\n" + DORP.replace("weerbaar:", f"{word}:")
    tree({"weerbaar.yaml": WERKMAP, "metingen/a.yaml": METING, "metingen/dorp.yaml": text})
    assert bevindingen(weerbaar, ".") == [("dorp.yaml", "niet-gelezen", 2)]
    # Named itself it is meant to be read.
    assert bevindingen(weerbaar, "metingen/dorp.yaml") == [("dorp.yaml", "soort-ontbreekt", 2)]


@pytest.mark.parametrize("kind", ["feiten", "ankers", "raamwerk", "partijen", "programma"])
def test_a_misspelt_first_key_is_named_in_every_kind(
    kind: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree({"weerbaar.yaml": WERKMAP, "metingen/a.yaml": METING, "x.yaml": f"Weerbaar: {kind}/1\n"})
    assert bevindingen(weerbaar, ".") == [("x.yaml", "niet-gelezen", 1)]


@pytest.mark.parametrize(
    "text", [METING.partition("\n")[2], "", "# nog niets\n", "- Voorbeeldstad\n", "los woord\n"]
)
def test_yaml_without_a_header_is_named_among_the_metingen_only(
    text: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree({"weerbaar.yaml": WERKMAP, "metingen/a.yaml": METING, "metingen/dorp.yaml": text})
    tree({"mkdocs.yaml": text})
    assert bevindingen(weerbaar, ".") == [("dorp.yaml", "niet-gelezen", 1)]
    assert "1 overgeslagen" in weerbaar("validate", ".").err


def test_a_file_of_another_kind_does_not_count_among_the_metingen(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    tree({"weerbaar.yaml": WERKMAP, "metingen/a.yaml": METING, "metingen/feiten.yaml": FEITEN})
    assert bevindingen(weerbaar, ".") == [("feiten.yaml", "niet-gelezen", 1)]


def test_settings_with_another_name_do_not_count(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({"weerbaar.yml": WERKMAP, "metingen/a.yaml": METING})
    assert ("weerbaar.yml", "niet-gelezen", 1) in bevindingen(weerbaar, ".")


UNREAD = {
    "dorp.yaml": DORP.replace("weerbaar:", "Weerbaar:", 1),
    "dorp.yml": DORP.replace("weerbaar:", "weerbar:", 1),
    "zonder.yaml": DORP.partition("\n")[2],
    "dorp.yaml.txt": DORP,
}
LATER = METING.replace("2024-01-31", "2024-06-30")


@pytest.mark.parametrize("name", UNREAD)
@pytest.mark.parametrize(
    "command",
    [
        ("plan", "metingen", "--doelgroep", "coordinator"),
        ("trend", "metingen"),
        ("trend", "."),
        ("compare", "toen/metingen", "metingen"),
        ("compare", "metingen", "metingen"),
    ],
    ids=" ".join,
)
def test_every_command_on_a_folder_names_it(
    command: tuple[str, ...], name: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    files = {"metingen/a.yaml": METING, "metingen/b.yaml": LATER, f"metingen/{name}": UNREAD[name]}
    if command[0] == "compare":
        del files["metingen/b.yaml"]
        files |= {"toen/weerbaar.yaml": WERKMAP, "toen/metingen/a.yaml": METING}
    tree({"weerbaar.yaml": WERKMAP, **files})
    checked = weerbaar("validate", "metingen").out
    code, out, err = weerbaar(*command)
    assert code == 1
    assert "Voorbeeldstad" in out
    assert checked.startswith(f"metingen/{name}:1:1: waarschuwing niet-gelezen ")
    assert checked in err
    assert weerbaar("validate", "metingen", "--format", "json").code == 0


def test_a_folder_of_the_past_too(tree: Tree, weerbaar: Weerbaar) -> None:
    folder = tree({"weerbaar.yaml": WERKMAP, "metingen/a.yaml": METING})
    tree({"metingen/zonder.yaml": UNREAD["zonder.yaml"]})
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "toen"]):
        who = ["-c", "user.name=x", "-c", "user.email=x@example.invalid"]
        subprocess.run(["git", *who, *words], cwd=folder, check=True)
    (folder / "metingen" / "zonder.yaml").unlink()
    code, out, err = weerbaar("compare", "HEAD", "metingen")
    assert code == 1
    assert "Voorbeeldstad" in out
    assert "HEAD:metingen/zonder.yaml:1:1: waarschuwing niet-gelezen" in err


@pytest.mark.parametrize("command", [("plan", ".", "--doelgroep", "coordinator"), ("trend", ".")])
def test_what_nobody_takes_for_a_meting_is_not_named(
    command: tuple[str, ...], tree: Tree, weerbaar: Weerbaar
) -> None:
    files = {"metingen/a.yaml": METING, "metingen/b.yaml": LATER, "mkdocs.yml": "site: x\n"}
    tree({"weerbaar.yaml": WERKMAP, **files, "feiten.yaml": FEITEN, "metingen/leesmij.md": "x"})
    assert weerbaar(*command).code == 0
