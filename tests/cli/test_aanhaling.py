"""People read the quotes of print; what a file says stays as it is, and so does JSON."""

from __future__ import annotations

import json
import zipfile

import pytest

from tests.conftest import Tree, Weerbaar
from weerbaar_cli.cli.main import COMMANDS
from weerbaar_cli.formats.vormen import CI_VORMEN

MARKS = set("«»")
METING = """weerbaar: meting/1
organisatie: Voorbeeldstad
raamwerk: twente-basis-op-orde
soort: zelfscan
peildatum: 2024-01-31
status: concept
fictief: ja
ingevuld_door: ondermijningscoördinator
feiten:
  intern-meldpunt: misschien # «ons» woord
"""
REGEL = "intern-meldpunt: misschien # «ons» woord"
ZIN = "‘misschien’ past niet"


@pytest.mark.parametrize("vorm", ["tabel", "csv", "markdown", "html", *CI_VORMEN])
def test_a_finding_quotes_as_print_and_keeps_the_line_of_the_file(
    vorm: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree({"meting.yaml": METING})
    found = weerbaar("validate", "meting.yaml", "--format", vorm).out.replace("</strong>", "")
    found = found.replace("<strong>", "").replace("**", "")
    assert ZIN in found
    kept = REGEL in found.replace("\\#", "#")
    assert kept == (vorm in ("tabel", "markdown", "html"))
    assert not MARKS & set(found.replace("«ons»", ""))


def test_json_keeps_the_marks_of_the_program(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({"meting.yaml": METING})
    found = json.loads(weerbaar("validate", "meting.yaml", "--format", "json").out)
    assert "«misschien» past niet" in found["bevindingen"][-1]["bericht"]


def test_a_repair_shows_the_lines_as_they_are(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({"meting.yaml": METING.replace("misschien", "«ja»")})
    assert "- 10" not in (said := weerbaar("validate", "meting.yaml", "--herstel").err)
    assert "«ja» # «ons» woord" in said


@pytest.mark.parametrize("name", COMMANDS)
def test_help_quotes_as_print(name: str, weerbaar: Weerbaar) -> None:
    assert not MARKS & set(weerbaar(name, "--help").out)


@pytest.mark.parametrize(
    "args",
    [
        ("skore",),
        ("trend", "weg"),
        ("explain", "dubbele-sleutl"),
        ("report", "weg.yaml", "--output", "uit.yaml"),
        ("init", "bestand", "--district", "twentee", "--raamwerk", "proef"),
        ("frameworks", "proef"),
    ],
    ids=" ".join,
)
def test_a_refusal_quotes_as_print(args: tuple[str, ...], tree: Tree, weerbaar: Weerbaar) -> None:
    tree({"bestand": ""})
    said = weerbaar(*args).err
    assert "‘" in said
    assert not MARKS & set(said)


@pytest.mark.parametrize("einde", [".xlsx", ".ods"])
def test_a_workbook_quotes_as_print(einde: str, tree: Tree, weerbaar: Weerbaar) -> None:
    tree({"meting.yaml": METING.replace("misschien", "ja")})
    assert weerbaar("export", "meting.yaml", "--output", f"uit{einde}").code == 0
    with zipfile.ZipFile(f"uit{einde}") as parts:
        text = "".join(parts.read(one).decode() for one in parts.namelist() if ".xml" in one)
    assert "‘van signaal tot aanpak’" in text
    assert not MARKS & set(text)
