"""Tables over a closed choice are whole; the list of tables that cannot say so becomes shorter."""

from __future__ import annotations

import ast

import pytest

from tests.gesloten import PARTIAL, choices, open_choices, tables
from tests.test_architecture import SOURCES, parse

CHOICE = """
Kleur = Literal["rood", "geel", "blauw"]
Ander = Literal["wit", "zwart"]
"""


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("T: dict[Kleur, int] = {'rood': 1, 'geel': 2, 'blauw': 3}", []),
        ("T: dict[Kleur, int] = {'rood': 1, 'geel': 2}", ["T has no blauw of Kleur"]),
        ("T: Mapping[Kleur, int] = {'rood': 1, 'geel': 2}", ["T has no blauw of Kleur"]),
        ("T: dict[Kleur | str, int] = {'rood': 1, 'geel': 2, 'blauw': 3, 'paars': 4}", []),
        ("T: dict[Kleur | str, int] = {'rood': 1, 'paars': 2, 'blauw': 3}",
         ["T has no geel of Kleur"]),
        ("T: dict[Kleur | Ander, int] = {'rood': 1, 'geel': 1, 'blauw': 1, 'wit': 1}",
         ["T has no zwart of Kleur | Ander"]),
        ("T = {'rood': 1, 'geel': 2, 'blauw': 3}", ["T looks like Kleur and does not say so"]),
        ("T: dict[str, int] = {'rood': 1, 'geel': 2}", ["T looks like Kleur and does not say so"]),
        ("T = {'rood': 1, 'groen': 2}", []),
        ("T = {rood: 1, 'geel': 2, 'blauw': 3}", []),
    ],
)  # fmt: skip
def test_a_table_that_misses_a_word_is_seen(line: str, found: list[str]) -> None:
    assert list(open_choices({"a.py": ast.parse(CHOICE), "b.py": ast.parse(line)})) == found


def test_what_is_partial_on_purpose_is_there_and_is_partial() -> None:
    trees = {name: parse(source) for name, source in SOURCES.items()}
    known = choices(trees)
    found = {one.name: one for tree in trees.values() for one in tables(tree)}
    assert {name for name in PARTIAL if name not in found} == set()
    whole = [
        name
        for name in PARTIAL
        if all(found[name].keys >= words for kind in found[name].kinds for words in known[kind])
    ]
    assert whole == []
