"""The pages of all commands but `report`, and those with what no report of the examples has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.rapporten import BLOKKEN, VOL, make_report
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


def pages_of_commands(once: Once) -> list[Path]:
    """What is no report of the examples: pages of commands, and with what none of those has."""
    made = once("opdrachten", make_opdrachten).glob("[0-9]*.html")
    return [*sorted(made), *sorted(once("volle-bladen", _make_full).glob("*.html"))]


def _make_full(folder: Path) -> None:
    for name in (BLOKKEN, *VOL):
        make_report(name, folder)
