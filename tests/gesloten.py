"""Tables over a closed choice: a dict whose keys are the words of a Literal has all of them.

A table says over which Literal it is in its annotation, `dict[Status, str]`, and then needs an
entry for each of its words; with `dict[Onderdeel | str, str]` it may have more. A table that looks
like one over a Literal and does not say so would miss the next word in silence.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

# Part of the choice only, on purpose.
PARTIAL = {
    "DEEL": "what has no templates of its own cannot be changed",
    "RANDWOORDEN": "a number in the middle is itself, and a small group is told nothing",
    "RANK": "what has no rank is neither better nor worse",
    "_BACK": "seen from the new version the others are the same",
    "_WAARDE": "what is unknown or does not apply is neither better nor worse",
    "_WORTH": "what is not there is worse than what is",
}
Words = frozenset[str]


class Tabel(NamedTuple):
    """A dict with words for keys, at the top of a module."""

    name: str
    keys: Words
    kinds: tuple[str, ...]  # the names in the annotation of its keys

    def is_like(self, words: Words) -> bool:
        """Most of these words and no other, or all of them and not many more."""
        if self.keys <= words:
            return 5 * len(self.keys) >= 3 * len(words)
        return words <= self.keys and 2 * len(words) >= len(self.keys)


def choices(sources: Mapping[str, ast.Module]) -> dict[str, list[Words]]:
    """Every Literal of words by its name; a name may stand for two."""
    found: dict[str, list[Words]] = defaultdict(list)
    for tree in sources.values():
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                words = _literal(node.value)
                if len(words) > 1:
                    found[node.targets[0].id].append(words)
    return found


def _literal(node: ast.expr) -> Words:
    named = isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal"
    return _words(ast.walk(node)) if named else frozenset()


def _words(nodes: Iterable[ast.AST]) -> Words:
    values = (node.value for node in nodes if isinstance(node, ast.Constant))
    return frozenset(one for one in values if isinstance(one, str))


def tables(tree: ast.Module) -> Iterator[Tabel]:
    """Every dict with only words for keys."""
    for node in tree.body:
        match node:
            case ast.AnnAssign(target=target, annotation=kind, value=ast.Dict(keys=keys)):
                kinds = _kinds(kind)
            case ast.Assign(targets=[target], value=ast.Dict(keys=keys)):
                kinds = ()
            case _:
                continue
        if keys and all(isinstance(one, ast.Constant) for one in keys):
            yield Tabel(ast.unparse(target), _words(one for one in keys if one), kinds)


def _kinds(annotation: ast.expr) -> tuple[str, ...]:
    """The names of the keys in `dict[A | B, …]`."""
    if isinstance(annotation, ast.Subscript) and isinstance(annotation.slice, ast.Tuple):
        return tuple(ast.unparse(annotation.slice.elts[0]).split(" | "))
    return ()


def open_choices(sources: Mapping[str, ast.Module]) -> Iterator[str]:
    """What is missing from tables, and tables that do not say over which choice they are."""
    known = choices(sources)
    for tree in sources.values():
        for table in tables(tree):
            yield from _faults(table, known)


def _faults(table: Tabel, known: Mapping[str, list[Words]]) -> Iterator[str]:
    said = [one for one in table.kinds if one in known]
    if said:
        nearest = [min(known[one], key=lambda row: len(row ^ table.keys)) for one in said]
        missing = sorted(frozenset().union(*nearest) - table.keys)
        if table.name not in PARTIAL:
            yield from (f"{table.name} has no {word} of {' | '.join(said)}" for word in missing)
        return
    alike = sorted(name for name, rows in known.items() if any(map(table.is_like, rows)))
    if alike:
        yield f"{table.name} looks like {alike[0]} and does not say so"
