"""Nothing vanishes on the way in: what looks like ours and is not read is named with the reason."""

from __future__ import annotations

import json
import os
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
