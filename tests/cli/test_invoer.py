"""What stands for files on the command line: a folder for its metingen, and - for stdin."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.proef import FILES, METING
from tests.conftest import Tree, Weerbaar
from tests.reading.test_ongelezen import DORP, WERKMAP
from tests.reading.test_ongelezen import METING as STAD

TWO = {"weerbaar.yaml": WERKMAP, "metingen/stad.yaml": STAD, "metingen/diep/dorp.yaml": DORP}
GROUP = TWO | {
    "weerbaar.yaml": WERKMAP
    + "groepen:\n  - {naam: Samen, type: basisteam, leden: [Voorbeeldstad]}\n",
    "gedeeld/samen.yaml": STAD.replace("Voorbeeldstad", "Samen"),
}


class Piped(io.TextIOWrapper):
    """Stdin that comes from another program."""

    def __init__(self, text: bytes) -> None:
        super().__init__(io.BytesIO(text), encoding="utf-8")


@pytest.mark.parametrize("path", ["metingen", "."])
def test_a_folder_is_scored_meting_by_meting(path: str, weerbaar: Weerbaar, tree: Tree) -> None:
    tree(GROUP)
    assert weerbaar("validate", ".").err == "4 bestanden, in orde\n"
    code, out, err = weerbaar("score", path)
    assert (code, err) == (0, "")
    assert out.index("Voorbeeldstad — Basis op orde Twente") < out.index("Voorbeelddorp — Basis")
    shown = json.loads(weerbaar("score", path, "--format", "json").out)
    assert [one["meting"]["bestand"] for one in shown] == [
        "metingen/stad.yaml", "metingen/diep/dorp.yaml",
    ]  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(weerbaar("score", path, "--format", "csv").out)))
    assert len(rows) == 40
    assert [row["organisatie"] for row in rows] == ["Voorbeeldstad"] * 20 + ["Voorbeelddorp"] * 20


def test_each_is_the_score_of_its_file(weerbaar: Weerbaar, tree: Tree) -> None:
    tree(TWO)
    one = json.loads(weerbaar("score", "metingen/stad.yaml", "--format", "json").out)
    assert one in json.loads(weerbaar("score", "metingen", "--format", "json").out)


def test_of_a_folder_it_is_a_list_also_with_one(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"weerbaar.yaml": WERKMAP, "metingen/stad.yaml": STAD})
    assert len(json.loads(weerbaar("score", "metingen", "--format", "json").out)) == 1


def test_a_broken_file_hides_no_other(weerbaar: Weerbaar, tree: Tree) -> None:
    tree(TWO | {"metingen/kapot.yaml": STAD.replace("ja\n", "jja\n"), "metingen/x.yaml": "a: 1\n"})
    code, out, err = weerbaar("score", "metingen", "--format", "json")
    assert (code, len(json.loads(out))) == (1, 2)
    assert "metingen/kapot.yaml:5:10: fout geen-ja-nee" in err
    assert "metingen/x.yaml:1:1: waarschuwing niet-gelezen" in err
    named = weerbaar("score", "metingen", "metingen/kapot.yaml")
    assert (named.code, named.out) == (2, "")


def test_eisen_are_asked_of_each(weerbaar: Weerbaar, tree: Tree) -> None:
    tree(TWO)
    run = weerbaar("score", "metingen", "--eis", "voldoet>=80%")
    assert run.code == 1
    assert run.err.count("eis voldoet>=80% niet gehaald") == 2


@pytest.mark.parametrize(
    ("files", "args", "said"),
    [
        ({"leeg/a.txt": ""}, ("leeg",), "in ‘leeg’ staat geen meting van een organisatie"),
        (TWO, ("metingen", "--stel", "intern-meldpunt=nee"), "--stel gaat over metingen"),
        (
            TWO | {"metingen/echt.yaml": DORP.replace("fictief: ja\n", "")},
            ("metingen",),
            "fictieve",
        ),
    ],
)
def test_what_cannot_be_said_of_a_folder(
    files: dict[str, str], args: tuple[str, ...], said: str, weerbaar: Weerbaar, tree: Tree
) -> None:
    tree(files)
    code, out, err = weerbaar("score", *args)
    assert (code, out) == (2, "")
    assert said in err


# --- stdin


@pytest.mark.parametrize(
    "command",
    [
        ("score", "§"),
        ("score", "§", "--format", "json"),
        ("explain", "§", "1a"),
        ("plan", "§"),
        ("validate", "§"),
        ("report", "§", "--format", "markdown"),
        ("trend", "§", "later.yaml"),
        ("compare", "§", "later.yaml"),
    ],
    ids=" ".join,
)
def test_stdin_where_a_file_is_meant(
    command: tuple[str, ...], weerbaar: Weerbaar, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(FILES | {"een.yaml": METING, "later.yaml": METING.replace("2024-01-31", "2024-06-30")})
    monkeypatch.setattr(sys, "stdin", Piped(METING.encode()))
    given = weerbaar(*(word.replace("§", "-") for word in command))
    named = weerbaar(*(word.replace("§", "een.yaml") for word in command))
    assert given.code == named.code
    assert given.out.replace('"-"', '"een.yaml"') == named.out


def test_what_is_wrong_with_it_has_a_place(
    weerbaar: Weerbaar, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(FILES)
    bad = METING.replace("intern-meldpunt: ja", "intern-meldpunt: misschien")
    monkeypatch.setattr(sys, "stdin", Piped(b"\xef\xbb\xbf" + bad.encode()))
    out = weerbaar("validate", "-").out
    assert out.startswith("-:1:1: hint bom")
    assert "-:9:20: fout verkeerde-waarde ‘misschien’" in out
    monkeypatch.setattr(sys, "stdin", Piped(b"x" * 2_100_000))
    assert "-:1:1: fout te-groot" in weerbaar("validate", "-").out
    monkeypatch.setattr(sys, "stdin", Piped(b""))
    assert "leeg-bestand" in weerbaar("validate", "-").out
    assert not Path("-").exists()
