"""The heads of the metingen of one werkmap: none is there twice, none invented among real ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from weerbaar_cli.model.bevinding import Bevinding


class Kop(NamedTuple):
    """The little of a meting that it is compared with others by; it travels between processes."""

    map: str
    bestand: str
    naam: str
    soort: str
    peildatum: date
    raamwerken: tuple[str, ...]
    fictief: bool
    pad: str


def check_koppen(koppen: Iterable[Kop]) -> dict[str, list[Bevinding]]:
    """What is wrong with metingen that are right by themselves, per file in their order."""
    found: dict[str, list[Bevinding]] = {}
    per_map: dict[str, list[Kop]] = {}
    for kop in koppen:
        per_map.setdefault(kop.map, []).append(kop)
    for own in per_map.values():
        for bestand, bevinding in (*_doubles(own), *_mixed(own)):
            found.setdefault(bestand, []).append(bevinding)
    return dict(sorted(found.items()))


def _doubles(koppen: list[Kop]) -> Iterator[tuple[str, Bevinding]]:
    """An organisation may keep a file for each raamwerk, so two count when they share one."""
    groups: dict[tuple[str, str, date, str], list[Kop]] = {}
    for kop in koppen:
        for raamwerk in kop.raamwerken:
            groups.setdefault((kop.naam, kop.soort, kop.peildatum, raamwerk), []).append(kop)
    double = [group for group in groups.values() if len(group) > 1]
    beside: dict[str, dict[str, None]] = {}
    for group in double:
        names = dict.fromkeys(one.bestand for one in group)
        for name in names:
            beside.setdefault(name, {}).update(names)
    for name, names in beside.items():
        others = ", ".join(one.rpartition("/")[2] for one in names if one != name)
        text = f"deze meting is er twee keer: {others} heeft dezelfde organisatie, soort en dag"
        tip = "Laat er één staan, of geef een van beide een andere soort of peildatum."
        yield name, Bevinding("dubbele-meting", text, ("peildatum",), suggestie=tip)


def _mixed(koppen: list[Kop]) -> Iterator[tuple[str, Bevinding]]:
    """Those of which there are fewest stand out."""
    kinds = Counter(kop.fictief for kop in koppen)
    fewest = kinds[True] <= kinds[False]
    for kop in koppen if len(kinds) > 1 else ():
        if kop.fictief is fewest:
            word, others = ("fictief", "echt") if fewest else ("echt", "fictief")
            text = f"deze meting is {word}, en {kinds[not fewest]} in deze werkmap zijn {others}"
            tip = "Zet fictieve en echte metingen in twee werkmappen."
            yield kop.bestand, Bevinding("fictief-gemengd", text, ("fictief",), suggestie=tip)
