"""Which pages differ in kind: the fewest that together hold everything that any page holds.

What axe judges is how a page is built and which rules of the style sheet meet in it, not its words;
so a page that brings no element in a place of its own need not be looked at in every way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache
from pathlib import Path

import pytest

from tests.bladzijden import REEKSEN, find_made
from tests.browser.rapporten import BLOKKEN, VOL, make_report
from tests.browser.structuur import Knoop, read_page
from tests.cli.test_zelfde_woorden import COMMANDS, COMPACT, ROOT
from tests.conftest import Once
from weerbaar_cli.cli.main import main

TWENTE = "examples/twente/metingen"
SCAN, LATER = (f"{TWENTE}/voorbeeldstad-{one}-2024.yaml" for one in ("zelfscan", "eindmeting"))
# What the tests of the words leave to others, and what a fault looks like on a page.
OPDRACHTEN = (
    *(words for words in COMMANDS if words[0] != "report"),
    *COMPACT,
    ("merge", SCAN, "--in", LATER, "--proef"),
    ("intake", TWENTE, "--naar", "examples/twente", "--proef"),
    ("import", "{map}/vragen.xlsx", "--in", SCAN, "--proef"),
    ("verify", "{map}/rapport.html", LATER),
    ("verify", "{map}/rapport.html", SCAN),
)
# Beside an attribute that only names the element.
NAMES = {"class", "id", "href", "style", "aria-labelledby", "datetime"}
Kenmerk = tuple[str, ...]


def make_opdrachten(folder: Path) -> None:
    """The page of each command."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        assert main(["export", SCAN, "--output", str(folder / "vragen.xlsx")]) == 0
        assert main(["report", LATER, "--output", str(folder / "rapport.html")]) == 0
        for number, words in enumerate(OPDRACHTEN):
            patch.chdir(ROOT if "diff" not in words else ROOT / "tests/cases/versies")
            path = folder / f"{number}-{words[0]}.html"
            made = [word.format(map=folder) for word in words]
            assert main([*made, "--output", str(path)]) in (0, 1), words


def pages_of_all(once: Once) -> Iterator[Path]:
    """Every page there is: of reports, of commands, and with what no report happens to have."""
    for reeks in REEKSEN:
        yield from (Path(f"{path}.html") for path in find_made(once, reeks))
    yield from sorted(once("opdrachten", make_opdrachten).glob("[0-9]*.html"))
    yield from sorted(once("volle-bladen", _make_full).glob("*.html"))


def _make_full(folder: Path) -> None:
    for name in (BLOKKEN, *VOL):
        make_report(name, folder)


def kenmerken(page: Knoop, above: Kenmerk = ()) -> Iterator[tuple[Kenmerk, Kenmerk]]:
    """Each element in what it stands in, by name, classes and attributes; a drawing is one."""
    for one in page.children():
        found = (one.naam, *sorted(one.klassen), *sorted(one.attributen.keys() - NAMES))
        yield above, found
        if one.naam != "svg":
            yield from kenmerken(one, found)
        else:
            yield from ((found, tuple(inner.klassen)) for inner in one.walk("text"))


def fewest(held: Mapping[Path, Set[object]]) -> list[Path]:
    """Few pages that together hold all; each time the one that adds most for how long it is."""
    cost = {path: path.stat().st_size ** 0.5 for path in held}
    left, found = set[object]().union(*held.values()), list[Path]()
    while left:
        most = max(held, key=lambda one: len(held[one] & left) / cost[one])
        found.append(most)
        left -= held[most]
    return found


@cache
def differing_pages(once: Once) -> list[Path]:
    """The pages to look at in every way; of each kind of report and each command one at least."""
    held: dict[Path, Set[object]] = {}
    for path in pages_of_all(once):
        kind = path.stem.rpartition("-")[2]
        held[path] = {*kenmerken(read_page(path.read_text(encoding="utf-8"))), kind}
    return fewest(held)
