"""What the engine says of the invented regions, word for word: every reason, task and day.

Of each norm and each oordeel on it the first meting that has it is told in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Golden, Weerbaar
from tests.steekproef import sample
from weerbaar_cli.model.uitkomsten.oordeel import (
    Aandeelbereik,
    Normoordeel,
    Raamwerkoordeel,
    Telling,
    Verklaring,
)
from weerbaar_cli.reading.scores import read_scores

CASES = Path(__file__).parents[1] / "cases"
EXAMPLES = Path(__file__).parents[2] / "examples"
QUOTED = re.compile(r" +(\d+ \||\^)")  # a line of a file, or the mark below it
REGIONS = sorted(path.parent.name for path in EXAMPLES.glob("*/weerbaar.yaml"))


@pytest.mark.parametrize("region", sample(reversed(REGIONS), 3))
def test_every_oordeel_word_for_word(region: str, golden: Golden) -> None:
    scores = read_scores([EXAMPLES / region / "metingen"])
    told: dict[tuple[str, ...], list[str]] = {}
    lines: list[str] = []
    for score in scores.scores:
        name = Path(score.kop.bestand).stem
        for oordeel in score.oordelen:
            lines += tell_stand(name, oordeel)
            for norm in oordeel.normen:
                told.setdefault(key_of(oordeel, norm), [name, *tell_norm(norm)])
    for key in sorted(told):
        lines += ["", " ".join(key), *told[key]]
    golden(f"woordelijk-{region}.txt", "\n".join(lines))


def key_of(oordeel: Raamwerkoordeel, norm: Normoordeel) -> tuple[str, ...]:
    """What differs in kind: the norm, the oordeel, and what was decided about it."""
    decided = (norm.nvt_grond or "", norm.toetsstand or "", "afwijking" if norm.afwijking else "")
    return (oordeel.raamwerk, norm.id, norm.oordeel, *filter(None, decided))


def tell_stand(name: str, one: Raamwerkoordeel) -> Iterator[str]:
    yield f"{name} {one.raamwerk}: {one.op_orde} {tell(one.telling)} {tell(one.aandeel)}"
    if one.verplicht or one.aanbevelingen:
        yield f"  verplicht {tell(one.verplicht)}, aanbevolen {tell(one.aanbevelingen)}"
    for own in one.niveaus:
        yield f"  {own.id}: {own.op_orde} {tell(own.telling)} {tell(own.aandeel)}"


def tell(one: Telling | Aandeelbereik | None) -> str:
    return "-" if one is None else "/".join(map(str, one))


def tell_norm(norm: Normoordeel) -> Iterator[str]:
    yield f"mogelijk {norm.mogelijk}, afgeleid {norm.afgeleid}, getoetst {norm.getoetst}"
    yield f"verloopt op {norm.verloopt_op} naar {norm.verloopt_naar}"
    yield f"«{norm.kort}» in thema {norm.thema}: {' '.join(tell_place(norm))}".rstrip(": ")
    yield from (f"toetsing: {one}" for one in (norm.toetsreden,) if one is not None)
    yield from (f"afwijking: {one}" for one in (norm.afwijking,) if one is not None)
    yield f"reden: {norm.reden}"
    yield from (f"waarom: {one}" for one in norm.waarom)
    yield from (f"nodig: {stap}" for stap in norm.nog_nodig)
    yield from (f"doen: {one}" for one in norm.doen)
    yield from (f"signaal: {one}" for one in norm.signalen)
    yield from (f"opmerking: {one}" for one in norm.opmerkingen)
    yield from tell_tree(norm.afleiding)


def tell_place(norm: Normoordeel) -> Iterator[str]:
    """Where a norm stands in its raamwerk, and how it counts."""
    yield from (one for one in (norm.niveau, norm.rubriek) if one is not None)
    yield from ("verplicht",) if norm.verplicht else ()
    yield from () if norm.telt_mee else ("telt niet mee",)
    yield from (one.titel for one in (norm.handreiking,) if one is not None)


def tell_tree(tree: tuple[Verklaring, ...], depth: int = 1) -> Iterator[str]:
    for one in tree:
        yield f"{'  ' * depth}[{one.waarheid}] {one.tekst}"
        yield from tell_tree(one.delen, depth + 1)


def test_every_finding_word_for_word(
    weerbaar: Weerbaar, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all files with a fault, each with its place, without their lines."""
    monkeypatch.chdir(CASES)
    named = ("invalid", "invalid_programma", "invalid_raamwerk", "catalogus", "dubbel", "personen")
    lines = weerbaar("validate", *named).out.splitlines()
    lines += weerbaar("frameworks", "check", "invalid_raamwerk").out.splitlines()
    golden("woordelijk-bevindingen.txt", "\n".join(one for one in lines if not QUOTED.match(one)))


def test_every_finding_of_a_werkmap_word_for_word(
    weerbaar: Weerbaar, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of settings, parties, groups, programmes and a raamwerk of its own that have many faults."""
    monkeypatch.chdir(CASES / "invalid_werkmap")
    lines = weerbaar("validate", ".").out.splitlines()
    golden("woordelijk-werkmap.txt", "\n".join(one for one in lines if not QUOTED.match(one)))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("vergelijkingen", "compare {0}-2023-10.yaml {0}-2024-12.yaml --format markdown"),
        ("plannen", "plan {0}-2024-12.yaml --format markdown"),
        ("verlopen", "trend {0}-2023-10.yaml {0}-2024-12.yaml"),
    ],
)
def test_what_is_told_of_every_member(
    name: str, line: str, weerbaar: Weerbaar, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES / "merelland" / "metingen")
    members = sorted(path.stem.removesuffix("-2024-12") for path in Path().glob("*-2024-12.yaml"))
    golden(
        f"woordelijk-{name}.txt",
        "\n".join(weerbaar(*line.format(one).split()).out for one in members),
    )
