"""Readers who lay real outputs over each other, with what they know of some members.

Each attack also runs without the protection; there it must find a member.
"""

from __future__ import annotations

import csv
import io
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.cli.groepswerkmap import NAMEN, path_of, settings, werkmap
from tests.cli.registerhulp import LEDGER, publish, report
from tests.conftest import Tree, Weerbaar
from tests.steekproef import sample

# Both norms stand in one thema; a party meets both, or neither.
NORMEN = {"1": ("1a", "1b")}
MET, MISSED = "{intern-meldpunt: ja, mt-besproken: 2023-06-15}", "{intern-meldpunt: nee}"
DISTRICT = ("--district", "streek")
RESEARCH = (*DISTRICT, "--doelgroep", "onderzoek", "--ontvanger", "onderzoeker")


Vakje = tuple[str, str]  # a party and a norm


class Cijfer(NamedTuple):
    """How many of these are ‘voldoet’, as far as one report tells."""

    vakjes: frozenset[Vakje]
    laag: int
    hoog: int


def read(data: Mapping[str, Any], groep: Iterable[str], editie: str = "nu") -> list[Cijfer]:
    """Every figure in the JSON of a report, of an edition that it tells of."""
    leden = tuple(groep)
    found = [_norm(one, leden) for one in data[editie].get("normen", ())]
    wat = "voldoet" if editie == "nu" else editie
    for thema in data["themas"]:
        vakjes = frozenset(product(leden, NORMEN[thema["id"]]))
        found.append(Cijfer(vakjes, thema[wat]["laag"], thema[wat]["hoog"]))
    return found


def _norm(norm: Mapping[str, Any], leden: Sequence[str]) -> Cijfer:
    """Who lapses meets it now, and who needs the cause does not."""
    laag = max(norm["voldoet"]["laag"], norm["verloopt"]["laag"])
    missed = norm["oorzaak"]["laag"] if norm["oorzaak"] else 0
    vakjes = frozenset((naam, norm["id"]) for naam in leden)
    return Cijfer(vakjes, laag, min(norm["voldoet"]["hoog"], len(leden) - missed))


def learned(cijfers: Sequence[Cijfer], known: Mapping[str, bool]) -> set[str]:
    """The parties of whom some status follows; every world that fits is tried.

    Statuses that no figure tells apart can change places, so a world is how many of each kind.
    """
    kinds: dict[tuple[bool, ...], list[Vakje]] = {}
    for vakje in frozenset().union(*(one.vakjes for one in cijfers)):
        if vakje[0] not in known:
            kind = (*(vakje in one.vakjes for one in cijfers),)
            kinds.setdefault(kind, []).append(vakje)
    start = [sum(known.get(naam, False) for naam, _ in one.vakjes) for one in cijfers]
    worlds = [
        world
        for world in product(*(range(len(vakjes) + 1) for vakjes in kinds.values()))
        if all(
            one.laag
            <= begin + sum(n for n, kind in zip(world, kinds, strict=True) if kind[place])
            <= one.hoog
            for place, (one, begin) in enumerate(zip(cijfers, start, strict=True))
        )
    ]
    assert worlds, "the truth is one of them"
    found: set[str] = set()
    for place, vakjes in enumerate(kinds.values()):
        if {world[place] for world in worlds} in ({0}, {len(vakjes)}):
            found.update(naam for naam, _ in vakjes)
    return found


def coalitions(
    truth: Mapping[str, bool], m: int, public: Iterable[str] = ()
) -> Iterator[dict[str, bool]]:
    """What readers know who know the public ones and m others; alike ones once."""
    told = {naam: truth[naam] for naam in public}
    seen = set()
    for known in combinations([naam for naam in truth if naam not in told], m):
        if (number := sum(truth[naam] for naam in known)) not in seen:
            seen.add(number)
            yield told | {naam: truth[naam] for naam in known}


def truth_of(number: int, namen: Sequence[str] = NAMEN) -> dict[str, bool]:
    """The first so many meet the norm."""
    return {naam: place < number for place, naam in enumerate(namen)}


def files(truth: Mapping[str, bool], extra: str = "") -> dict[str, str]:
    def each(_: int, naam: str) -> dict[str, str]:
        return {"feiten": MET if truth[naam] else MISSED}

    return werkmap(truth, each, extra)


Make = Callable[..., list[Cijfer]]


@pytest.fixture
def make(tree: Tree, weerbaar: Weerbaar) -> Make:
    """Both reports on a district, published, as their readers lay them side by side."""

    def run(
        truth: Mapping[str, bool], extra: str = "", doelen: Sequence[str] = ("bestuur", "openbaar")
    ) -> list[Cijfer]:
        shutil.rmtree(LEDGER, ignore_errors=True)
        tree(files(truth, extra))
        made = [publish(weerbaar, *DISTRICT, "--doelgroep", doel) for doel in doelen]
        return [cijfer for one in made for cijfer in read(one, truth)]

    return run


def found_by(
    cijfers: Sequence[Cijfer], truth: Mapping[str, bool], m: int, public: Iterable[str] = ()
) -> set[str]:
    """Everyone whom some coalition finds."""
    return set().union(*(learned(cijfers, known) for known in coalitions(truth, m, public)))


EXACT = "publicatie: {exacte_aantallen: ja}\n"
EVERY = range(len(NAMEN) + 1)


@pytest.mark.parametrize("number", sample(EVERY, 5))
def test_board_and_public_together_give_nobody_away(number: int, make: Make) -> None:
    truth = truth_of(number)
    assert found_by(make(truth), truth, 2) == set()
    assert found_by(make(truth, doelen=["openbaar"]), truth, 3) == set()


@pytest.mark.parametrize("number", [0, 1, 2, 12, 13, 14])
def test_exact_counts_would(number: int, make: Make) -> None:
    truth = truth_of(number)
    assert found_by(make(truth, EXACT), truth, 2)


# --- a council's report names its own counts to everyone

RADEN = (NAMEN[0], *NAMEN[-2:])


def council(namen: Iterable[str]) -> str:
    return "raad_openbaar: [{}]\n".format(", ".join(f'"{one}"' for one in namen))


@pytest.mark.parametrize("number", sample(EVERY, 5))
def test_council_reports_beside_those_on_the_group_give_nobody_away(
    number: int, make: Make
) -> None:
    truth = truth_of(number)
    board = make(truth, council(RADEN), ["bestuur"])
    assert found_by(board, truth, 2, RADEN) == set()
    two = make(truth, council(RADEN[:2]))
    assert found_by(two, truth, 2, RADEN[:2]) == set()


@pytest.mark.parametrize("number", [3, 10, 11])
def test_they_would_where_they_were_not_counted(number: int, make: Make) -> None:
    """The public ones and two more are all that the figure leaves open at its edge."""
    truth = truth_of(number)
    assert found_by(make(truth, doelen=["bestuur"]), truth, 2, RADEN)


def test_where_too_few_others_are_left_nothing_is_told(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(truth_of(7), council(NAMEN[:4])))
    run = report(weerbaar, *DISTRICT)
    assert run.code == 2
    said = " ".join(run.err.split())
    assert "(4 met een openbaar rapport voor hun raad) vraagt ten minste 15" in said


def test_the_report_says_that_they_count(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(truth_of(7), council(RADEN)))
    run = report(weerbaar, *DISTRICT, "--format", "markdown")
    assert "3 hun rapport voor de raad openbaar maakten" in run.out
    assert "de uitkomst van 5 partijen al kent" in run.out


def test_once_public_is_never_again_unknown(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(truth_of(7), council(RADEN)))
    publish(weerbaar, *DISTRICT)
    tree({"weerbaar.yaml": settings()})
    run = report(weerbaar, *DISTRICT)
    assert run.code == 1
    assert "met een strengere belofte" in run.err.replace("\n", " ")


def test_what_went_out_before_a_council_report_is_named(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(truth_of(7)))
    publish(weerbaar, *DISTRICT)
    assert "gingen al cijfers uit" not in report(weerbaar, *DISTRICT).err
    (path,) = Path(LEDGER).glob("publicatie-*")
    tree({"weerbaar.yaml": settings(extra=council(RADEN))})
    run = report(weerbaar, *DISTRICT)
    assert run.code == 0
    assert path.stem.removeprefix("publicatie-") in run.err
    assert "gingen al cijfers uit" in run.err


def test_a_council_of_nobody_is_a_fault(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(truth_of(7), "raad_openbaar: [Nergensdam]\n"))
    run = weerbaar("validate", "weerbaar.yaml")
    assert run.code == 1
    assert "onbekende-partij" in run.out
    assert report(weerbaar, *DISTRICT).code == 2


def test_a_council_report_asks_to_be_told_of(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(truth_of(7)))
    run = weerbaar("report", path_of(NAMEN[0]), "--doelgroep", "raad", "--output", "raad.html")
    assert run.code == 0, run.err
    assert "raad_openbaar" in run.err


# --- two editions

LATER = "2024-02-20"


def late(truth: Mapping[str, bool]) -> dict[str, str]:
    """The same round some days later, with one party more."""
    made = {}
    for path, text in files(truth).items():
        made[path] = text.replace("peildatum: 2024-01-31", f"peildatum: {LATER}")
    return made


@pytest.mark.parametrize("number", [5, 7, 9])
def test_two_editions_of_a_group_and_one_more_are_refused(
    number: int, tree: Tree, weerbaar: Weerbaar
) -> None:
    """In the middle counts are exact: the difference is the party that came."""
    truth = truth_of(number)
    thirteen = {naam: met for naam, met in truth.items() if naam != NAMEN[0]}
    root = tree(files(thirteen))
    first = read(publish(weerbaar, *DISTRICT), thirteen)
    shutil.rmtree(root / "metingen")
    tree(late(truth))
    refused = report(weerbaar, *DISTRICT, "--format", "json")
    assert (refused.code, refused.no_result) == (1, True)
    shutil.rmtree(LEDGER)
    second = read(publish(weerbaar, *DISTRICT), truth)
    assert learned([*first, *second], {}) == {NAMEN[0]}


def test_two_editions_of_one_group_give_nobody_away(tree: Tree, weerbaar: Weerbaar) -> None:
    """Months apart, of the same parties: each member is then and now another question."""
    now, before = truth_of(4), truth_of(9)
    root = tree(files(before))
    early = [one for one in files(before).items() if one[0].startswith("metingen")]
    old = read(publish(weerbaar, *DISTRICT), before)
    shutil.rmtree(root / "metingen")
    tree({path.replace("-nu", "-eerder"): text for path, text in early})
    tree(
        {
            path: text.replace("peildatum: 2024-01-31", "peildatum: 2024-07-01")
            for path, text in files(now).items()
        }
    )
    both = publish(weerbaar, *DISTRICT)
    assert both["vorige"] is not None
    old += read(both, before, "vorige")
    assert found_by(old, before, 2) == set()
    assert found_by(read(both, now), now, 2) == set()


# --- rows for research


def rows(text: str) -> Counter[tuple[tuple[str, str], ...]]:
    """The parties by their oordelen, without their codes: what a reader can join editions by."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in csv.DictReader(io.StringIO(text, newline="")):
        found.setdefault(one["partij"], []).append((one["norm"], one["oordeel"]))
    return Counter(tuple(sorted(one)) for one in found.values())


def test_rows_of_thirteen_and_fourteen_are_refused(tree: Tree, weerbaar: Weerbaar) -> None:
    truth = truth_of(7)
    thirteen = {naam: met for naam, met in truth.items() if naam != NAMEN[0]}
    root = tree(files(thirteen))
    final = ("--publiceer", "--format", "csv", "--output", "uit.csv")
    first = rows(report(weerbaar, *RESEARCH, *final).out)
    shutil.rmtree(root / "metingen")
    tree(late(truth))
    refused = report(weerbaar, *RESEARCH, *final)
    assert (refused.code, refused.no_result) == (1, True)
    shutil.rmtree(LEDGER)
    second = rows(report(weerbaar, *RESEARCH, *final).out)
    newcomer = second - first
    assert [dict(one)["1a"] for one in newcomer.elements()] == ["voldoet"]


@pytest.mark.parametrize("number", [1, 2, 7, 13])
def test_what_is_said_of_rows_is_what_a_reader_finds(
    number: int, tree: Tree, weerbaar: Weerbaar
) -> None:
    """Who knows one oordeel of a party finds its rows where no other has that oordeel."""
    tree(files(truth_of(number)))
    run = report(weerbaar, *RESEARCH, "--format", "csv")
    patterns = rows(run.out)
    alone = sum(
        size
        for one, size in patterns.items()
        if any(sum(n for other, n in patterns.items() if cel in other) == 1 for cel in one)
    )
    unique = sum(size == 1 for size in patterns.values())
    said = f"k = {min(patterns.values())}. Er zijn er {unique} met uitkomsten die geen andere heeft"
    assert f"{said}, en {alone} die al" in " ".join(run.err.split())
