"""What stands in files stays out of a log that others read: place, code and message remain."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from pathlib import Path

import pytest

import weerbaar_cli
from tests.cli.proef import FILES, METING
from tests.conftest import Tree, Weerbaar
from weerbaar_cli.cli.console import CI
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.model.codes import CODES

SRC = Path(weerbaar_cli.__file__).parent
CASES = sorted((Path(__file__).parents[1] / "cases" / "invalid").iterdir())
WORD = re.compile(r"[\w.@+-]{3,}")
GEHEIM = "bel Uispelaar 06-12345678"
BAD = METING.replace("intern-meldpunt: ja", f"intern-meldpunt: {GEHEIM}")


@cache
def our_words() -> frozenset[str]:
    """Every word of the program, and every id that it brings."""
    words: set[str] = set()
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words |= set(WORD.findall(node.value.lower()))
    words |= set(Bibliotheek().catalogus) | set(Bibliotheek().raamwerk_ids())
    return frozenset(
        words | {item for one in Bibliotheek().catalogus.values() for item in one.items}
    )


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_no_finding_takes_a_word_out_of_its_file(
    path: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TF_BUILD", "True")
    run = weerbaar("validate", str(path), "--format", "json")
    text = path.read_text(encoding="utf-8", errors="replace").lower()
    own = set(WORD.findall(text)) - our_words()
    found = json.loads(run.out)["bevindingen"]
    assert found
    for one in found:
        told = {word.strip(".") for word in WORD.findall(one["bericht"].lower())}
        assert told & own == set()
        assert one["pad"] == ""
        assert one["regel"]
    assert weerbaar("validate", str(path)).out.count(" | ") == 0


@pytest.mark.parametrize("name", CI)
@pytest.mark.parametrize(
    "command",
    [
        ("validate", "slecht.yaml"),
        ("validate", ".", "--format", "json"),
        ("validate", ".", "--format", "csv"),
        ("validate", ".", "--format", "markdown"),
        ("score", "slecht.yaml"),
        ("score", "slecht.yaml", "--format", "json"),
        ("explain", "slecht.yaml", "1a"),
        ("plan", "slecht.yaml"),
        ("plan", ".", "--doelgroep", "coordinator"),
        ("trend", "."),
        ("compare", "vol.yaml", "slecht.yaml"),
        ("frameworks", "unanswered", "slecht.yaml", "--raamwerk", "proef"),
        ("report", "slecht.yaml"),
    ],
    ids=" ".join,
)
def test_in_every_ci_and_every_command(
    name: str,
    command: tuple[str, ...],
    weerbaar: Weerbaar,
    tree: Tree,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tree(FILES | {"slecht.yaml": BAD})
    monkeypatch.setenv(name, "true")
    hidden = weerbaar(*command)
    assert "Uispel" not in hidden.out + hidden.err
    assert "12345678" not in hidden.out + hidden.err
    assert "slecht.yaml" in hidden.out + hidden.err
    shown = weerbaar(*command, "--met-inhoud")
    assert "Uispel" in shown.out + shown.err
    assert shown.code == hidden.code
    assert "Uispel" not in weerbaar(*command).err, "asked once, for one run"


def test_the_place_the_code_and_what_to_do_remain(
    weerbaar: Weerbaar, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(FILES | {"slecht.yaml": BAD})
    monkeypatch.setenv("JENKINS_URL", "https://ci.invalid")
    assert (
        weerbaar("validate", "slecht.yaml").out
        == f"""\
slecht.yaml:9:20: waarschuwing persoonsgegeven hier lijkt een telefoonnummer te staan
  → {CODES["persoonsgegeven"].advies}
slecht.yaml:9:20: fout verkeerde-waarde «…» past niet; kies uit ja, nee, onbekend
  → {CODES["verkeerde-waarde"].advies}
"""
    )


@pytest.mark.parametrize("place", [0, 1])
def test_the_list_of_raamwerken_has_the_option_too(
    place: int, weerbaar: Weerbaar, tree: Tree
) -> None:
    tree(FILES)
    words = ["check", "proef.yaml"]
    words.insert(place, "--met-inhoud")
    assert weerbaar("frameworks", *words).code == 0
    assert weerbaar("frameworks", "--met-inhoud").code == 0
