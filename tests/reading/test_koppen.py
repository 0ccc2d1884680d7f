"""What is wrong with metingen that are right by themselves: doubles, and invented among real."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from tests.conftest import Tree, Weerbaar
from tests.reading.test_ongelezen import DORP, METING, WERKMAP, bevindingen

STAD = {"weerbaar.yaml": WERKMAP, "metingen/stad.yaml": METING, "metingen/dorp.yaml": DORP}


@pytest.mark.parametrize("name", ["stad-LAPTOP123.yaml", "stad (2).yaml", "oud/stad.yaml"])
def test_a_copy_beside_the_original_is_named_in_both(
    name: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    copy = METING.replace("Voorbeeldstad", "voorbeeldstad").replace("dpunt: ja", "dpunt: nee")
    tree({**STAD, f"metingen/{name}": copy})
    run = weerbaar("validate", ".", "--format", "json")
    found = {Path(one["bestand"]).name: one for one in json.loads(run.out)["bevindingen"]}
    assert {one["code"] for one in found.values()} == {"dubbele-meting"}
    assert found.keys() == {"stad.yaml", Path(name).name} or name == "oud/stad.yaml"
    assert found["stad.yaml"]["regel"] == 4
    assert run.code == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("peildatum: 2024-01-31", "peildatum: 2024-02-01"),
        ("fictief: ja", "fictief: ja\nsoort: eindmeting"),
        ("raamwerk: twente-basis-op-orde", "raamwerk: riec-themas"),
    ],
)
def test_another_day_kind_or_raamwerk_is_no_double(
    old: str, new: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree({**STAD, "metingen/later.yaml": METING.replace(old, new)})
    assert "dubbele-meting" not in weerbaar("validate", ".").out


def test_a_double_in_another_werkmap_is_none(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({f"{folder}/{name}": text for folder in ("a", "b") for name, text in STAD.items()})
    assert bevindingen(weerbaar, ".") == []


@pytest.mark.parametrize(("first", "second"), [("ja", "nee"), ("nee", "ja")])
def test_invented_among_real_is_named(
    first: str, second: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    other = METING.replace("2024-01-31", "2023-01-31")
    most = {**STAD, "metingen/eerder.yaml": other}
    files = {name: text.replace("fictief: ja", f"fictief: {first}") for name, text in most.items()}
    files["metingen/dorp.yaml"] = DORP.replace("fictief: ja", f"fictief: {second}")
    tree(files)
    assert bevindingen(weerbaar, ".") == [("dorp.yaml", "fictief-gemengd", 5)]
    run = weerbaar("validate", ".")
    word, others = ("echt", "fictief") if first == "ja" else ("fictief", "echt")
    assert f"deze meting is {word}, en 2 in deze werkmap zijn {others}" in run.out
    assert run.code == 1


def test_a_name_in_another_form_of_unicode_is_the_same(tree: Tree, weerbaar: Weerbaar) -> None:
    settings = WERKMAP.replace("Voorbeelddorp", "Súdwest-Voorbeeld")
    name = unicodedata.normalize("NFD", "súdwest-voorbeeld")
    tree({"weerbaar.yaml": settings, "metingen/a.yaml": DORP.replace("Voorbeelddorp", name)})
    assert bevindingen(weerbaar, ".") == []
