"""Findings in every form: on a screen and in JSON as they come, else whole, with the same words."""

from __future__ import annotations

import csv
import json
import shutil
import sys
import tracemalloc
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.proef import FILES, METING
from tests.cli.test_zelfde_woorden import of_html, of_markdown, words
from tests.conftest import Tree, Weerbaar
from weerbaar_cli.blad.view import Datalijst
from weerbaar_cli.cli.console import MOST_BESIDE
from weerbaar_cli.cli.deliver import deliver_meldingen, prepare
from weerbaar_cli.formats.json import to_pieces
from weerbaar_cli.model.bevinding import Melding, in_print
from weerbaar_cli.views.bevindingen_blad import Bevindingenview
from weerbaar_cli.views.bevindingendata import Bevindingen, bevindingregel

BAD = METING.replace("intern-meldpunt: ja", "intern-meldpunt: misschien")
TWENTE = Path(__file__).parents[2] / "examples" / "twente"
COMMANDS = [("validate", "."), ("frameworks", "check", ".")]
every_command = pytest.mark.parametrize("command", COMMANDS, ids=" ".join)


@pytest.fixture(autouse=True)
def _werkmap(tree: Tree) -> None:
    tree(FILES | {"a.yaml": BAD, "b_c.yaml": BAD, "stuk.yaml": "weerbaar: raamwerk/1\nid: [\n"})


@every_command
def test_every_form_says_what_the_screen_says(command: tuple[str, ...], weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar(*command)
    assert code == 1
    for vorm, plain in (("markdown", of_markdown), ("html", of_html)):
        shown = weerbaar(*command, "--format", vorm)
        assert (shown.code, shown.err) == (1, err)
        assert set(words(out)) | set(words(err)) <= set(words(plain(shown.out)))


@every_command
def test_the_rows_and_the_json_have_the_same_findings(
    command: tuple[str, ...], weerbaar: Weerbaar
) -> None:
    rows = list(csv.DictReader(StringIO(weerbaar(*command, "--format", "csv").out)))
    found = json.loads(weerbaar(*command, "--format", "json").out)["bevindingen"]
    assert found
    assert [
        {name: in_print(str(value or "")) for name, value in one.items()} for one in found
    ] == rows


@every_command
def test_the_screen_and_files_at_once(command: tuple[str, ...], weerbaar: Weerbaar) -> None:
    plain = weerbaar(*command)
    both = weerbaar(*command, "--format", "tabel", "--output", "b.md", "--output", "b.json")
    assert both.out == plain.out
    assert Path("b.md").read_text(encoding="utf-8").startswith("# Bevindingen\n")
    streamed = weerbaar(*command, "--format", "json").out
    assert Path("b.json").read_text(encoding="utf-8") == streamed
    assert weerbaar(*command, "--format", "json", "--output", "c.csv").out == streamed


def melding(bericht: str) -> Melding:
    return Melding("a.yaml", 1, 2, "fout", "yaml-fout", "", bericht, "", "a: [")


@pytest.mark.parametrize("count", [0, 1, 3])
def test_part_by_part_is_the_same_text(count: int) -> None:
    found = tuple(melding(f"[] «{number}»\n  ]\n") for number in range(count))
    whole = Bevindingenview(found, (), None).data().model_dump_json(indent=2)
    parts = Datalijst(map(bevindingregel, found), Bevindingen(bevindingen=()), "bevindingen")
    assert b"".join(to_pieces(parts)).decode() == f"{whole}\n"


def test_a_place_past_the_end_of_its_line() -> None:
    far = Melding("a.yaml", 1, 90, "fout", "yaml-fout", "", "onverwacht einde", "", "a: [")
    blad = Bevindingenview((far,), (), "eigen").blad()
    assert "1 | a: [" in str(blad)


@pytest.mark.parametrize("vorm", ["tabel", "json"])
def test_findings_that_leave_at_once_are_not_kept(
    vorm: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = (melding(f"bericht {number}" * 20) for number in range(5_000))
    with (tmp_path / "uit").open("w", encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdout", out)
        klaar = prepare(vorm, None)
        deliver_meldingen([melding("")], klaar, lambda _: (), None)  # what is loaded once
        tracemalloc.start()
        counted = deliver_meldingen(found, klaar, lambda _: (), None)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert counted["fout"] == 5_000
    assert peak < 500_000


def test_of_many_faults_beside_a_result_the_first_are_shown(
    weerbaar: Weerbaar, tmp_path: Path
) -> None:
    """Twenty-six broken files stand beside two that can be used: the result is about those."""
    folder = shutil.copytree(TWENTE, tmp_path / "twente") / "metingen"
    for one in folder.iterdir():
        if not one.name.startswith("dorstelo"):
            one.write_text(f"rare-sleutel: ja\n{one.read_text(encoding='utf-8')}", encoding="utf-8")
    _, out, err = weerbaar("score", str(folder), "--format", "json")
    assert len(json.loads(out)) == 2
    assert err.count("onbekende-sleutel") == MOST_BESIDE
    assert "En nog 14 meldingen. Draai ‘weerbaar validate’ om alles te zien." in err
