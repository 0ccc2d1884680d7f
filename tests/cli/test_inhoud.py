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
from tests.steekproef import sample
from weerbaar_cli.blad.blad import Alinea
from weerbaar_cli.cli.console import CI
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.model.codes import CODES
from weerbaar_cli.model.uitkomsten.vergelijking import Vergelijkingen
from weerbaar_cli.views.verandering.vergelijking import Vergelijkview
from weerbaar_cli.views.verandering.verschiltelling import BESLOTEN, Verschiltelling

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


@pytest.mark.parametrize("path", sample(CASES, 24), ids=[path.stem for path in CASES])
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


@pytest.mark.parametrize("name", sample(CI, 3))
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
slecht.yaml:9:20: fout verkeerde-waarde ‘…’ past niet; kies uit ja, nee, onbekend
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


ECHT = {
    name: text.replace("fictief: ja\n", "")
    for name, text in FILES.items()
    if name in ("weerbaar.yaml", "proef.yaml", "meting.yaml", "vol.yaml")
}
WATER = ECHT["meting.yaml"].replace("Proefstad", "Proefwater")
LATER = ECHT["meting.yaml"].replace("2024-01-31", "2025-01-31").replace("ja\n", "nee\n", 1)
MAP = {"weerbaar.yaml": ECHT["weerbaar.yaml"], "raamwerken/proef.yaml": ECHT["proef.yaml"]} | {
    "a/stad.yaml": ECHT["meting.yaml"],
    "a/water.yaml": WATER,
    "b/stad.yaml": LATER,
    "b/water.yaml": WATER.replace("2024-01-31", "2025-01-31"),
}
SAID = ("Proefstad", "Proefwater", "buiten-mt", "buiten het MT", "06-2023")
ABOUT_SOME = [
    "score a",
    "score a --format html",
    "trend .",
    "plan a --doelgroep coordinator",
    "plan a --doelgroep coordinator --format markdown",
    "compare a b",
]
ABOUT_ONE = [
    "score a/stad.yaml --alles",
    "explain a/stad.yaml 1c",
    "compare a/stad.yaml b/stad.yaml",
    "trend a/stad.yaml b/stad.yaml",
    "plan a/stad.yaml",
    "report a/stad.yaml",
    "report a/stad.yaml --doelgroep notitie",
    "report a/stad.yaml --doelgroep raad --format markdown",
    "frameworks unanswered a/stad.yaml",
]


@pytest.mark.parametrize("line", [*ABOUT_SOME, *ABOUT_ONE])
def test_no_log_tells_how_an_organisation_stands(
    line: str, weerbaar: Weerbaar, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tree(MAP)
    plain = weerbaar(*line.split())
    assert "Proef" in plain.out
    monkeypatch.setenv("FORGEJO_ACTIONS", "true")
    hidden = weerbaar(*line.split())
    assert [word for word in SAID if word in hidden.out + hidden.err] == []
    assert hidden.code == plain.code
    assert weerbaar(*line.split(), "--met-inhoud") == plain
    written = weerbaar(*line.split(), "--output", "uit.md")
    assert written.code == plain.code
    made = (folder / "uit.md").read_text(encoding="utf-8")
    assert ("Proef" in made) is not line.startswith("compare"), "that may become a comment"


@pytest.mark.parametrize("eis", ["geen:deels,voldoet_niet,onbekend", "voldoet>=99%", "op_orde"])
def test_no_log_tells_why_a_requirement_is_not_met(
    eis: str, weerbaar: Weerbaar, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(MAP)
    plain = weerbaar("score", "a", "--eis", eis)
    assert (plain.code, "…" in plain.err) == (1, False), plain.err
    monkeypatch.setenv("GITLAB_CI", "true")
    hidden = weerbaar("score", "a", "--eis", eis)
    assert (hidden.code, hidden.out) == (1, "")
    for name in ("stad", "water"):
        assert f"a/{name}.yaml: eis {eis} niet gehaald: …\n" in hidden.err
    forms = [
        weerbaar("score", "a", "--eis", eis, "--format", one).out for one in ("github", "junit")
    ]
    assert not any(re.search(r"gehaald: (?!…)", one) for one in forms)


@pytest.mark.parametrize(
    "line",
    [
        "trend . --organisatie Proefdorp",
        "trend a",
        "compare a kapot",
        "score a kapot --raamwerk twente-basis-op-orde",
    ],
)
def test_no_error_about_a_folder_names_a_party(
    line: str, weerbaar: Weerbaar, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = LATER.replace("2025-01-31", "2025-02-30")
    tree(MAP | {"kapot/stad.yaml": broken, "kapot/water.yaml": MAP["b/water.yaml"]})
    assert "Proef" in weerbaar(*line.split()).err
    monkeypatch.setenv("GITLAB_CI", "true")
    hidden = weerbaar(*line.split())
    asked = hidden.err.replace("Proefdorp", "")
    assert [word for word in SAID if word in hidden.out + asked] == []


def test_a_comment_on_a_change_has_counts_and_codes(
    weerbaar: Weerbaar, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(MAP)
    monkeypatch.setenv("CI", "true")
    gates = ("--eis", "geen-achteruitgang", "--eis", "geen-verdwenen")
    done = weerbaar("compare", "a", "b", *gates, "--format", "markdown")
    assert done.code == 1
    assert "- 2 vergelijkingen, waarvan 0 zonder enig verschil\n" in done.out
    assert "- Verdwenen: 2\n- Nieuw: 2\n" in done.out
    assert "- Niet gehaald: achteruitgang (2×), meting-verdwenen (2×)\n" in done.out
    assert not {"stad.yaml", *SAID} & set(re.findall(r"[\w.]+", done.out))


def test_of_a_closed_werkmap_a_comment_tells_nothing() -> None:
    empty = Vergelijkingen("main", "HEAD", mappen=True, paren=())
    page = Verschiltelling(Vergelijkview(empty), vertrouwelijk=True).blad()
    assert page.secties[0].blokken == (Alinea(BESLOTEN),)
