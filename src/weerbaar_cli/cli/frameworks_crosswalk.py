"""`weerbaar frameworks crosswalk`: which facts raamwerken share, norm by norm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weerbaar_cli.cli.console import make_console, show_json
from weerbaar_cli.cli.opmaak import markdown_table
from weerbaar_cli.cli.vorm import VERSIE
from weerbaar_cli.errors import IN_ORDER
from weerbaar_cli.model.csvtekst import csv_text
from weerbaar_cli.reading.feitgebruik import read_crosswalk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
    from weerbaar_cli.model.uitkomsten.feitgebruik import Kruisfeit

BEGIN = ("Feit", "Vraag")


def run_crosswalk(een: str | None, ander: str | None, format_: str) -> int:
    """Read, show."""
    found = read_crosswalk(een, ander)
    raamwerken, feiten, pair = found.raamwerken, found.feiten, een is not None
    if format_ == "json":
        show_json(_vorm(raamwerken, feiten, shared_only=pair))
    elif pair:
        _show_pair(raamwerken, feiten, format_)
    else:
        _show_matrix(raamwerken, feiten, format_)
    return IN_ORDER


def _show_pair(raamwerken: Collection[str], feiten: Sequence[Kruisfeit], format_: str) -> None:
    """The facts that both ask, with the norms on either side."""
    shared = [one for one in feiten if len(one.normen) == len(raamwerken)]
    rows = [(one.feit_id, one.feit.vraag, *_norms(one, raamwerken)) for one in shared]
    headings = (*BEGIN, *raamwerken)
    if format_ == "csv":
        print(csv_text(headings, rows), end="")
    elif format_ == "markdown":
        print(f"{_told(raamwerken, feiten)}\n\n{markdown_table(headings, rows)}")
    else:
        _draw(headings, rows, [_told(raamwerken, feiten)])


def _norms(one: Kruisfeit, raamwerken: Collection[str]) -> list[str]:
    return [", ".join(one.normen.get(name, ())) for name in raamwerken]


def _told(raamwerken: Collection[str], feiten: Sequence[Kruisfeit]) -> str:
    """How many facts each asks, and how many they share."""
    asked = {name: sum(name in one.normen for one in feiten) for name in raamwerken}
    words = " en ".join(f"{name} {number}" for name, number in asked.items())
    both = sum(len(one.normen) == len(raamwerken) for one in feiten)
    return f"Gevraagde feiten: {words}; zij delen er {both}."


def _show_matrix(raamwerken: Collection[str], feiten: Sequence[Kruisfeit], format_: str) -> None:
    """Every fact that is asked, and by how many norms of each raamwerk."""
    counts = [
        [str(len(one.normen[name])) if name in one.normen else "" for name in raamwerken]
        for one in feiten
    ]
    numbers = [str(len(one.normen)) for one in feiten]
    if format_ == "tabel":
        letters = [_letter(index) for index in range(len(raamwerken))]
        legend = [f"{letter}  {name}" for letter, name in zip(letters, raamwerken, strict=True)]
        rows = [
            (one.feit_id, *row, number)
            for one, row, number in zip(feiten, counts, numbers, strict=True)
        ]
        shared = sum(len(one.normen) > 1 for one in feiten)
        told = f"{shared} van de {len(feiten)} feiten dienen meer dan één raamwerk."
        _draw((BEGIN[0], *letters, "samen"), rows, [*legend, "", told])
        return
    headings = (*BEGIN, "Soort", "Onderdelen", *raamwerken, "raamwerken")
    full = [
        (one.feit_id, one.feit.vraag, one.feit.soort, _parts(one), *row, number)
        for one, row, number in zip(feiten, counts, numbers, strict=True)
    ]
    if format_ == "csv":
        print(csv_text(headings, full), end="")
    else:
        print(markdown_table(headings, full))


def _parts(one: Kruisfeit) -> str:
    """The names that an answer, or a rule, can use."""
    return ", ".join((*one.feit.items, *one.feit.namen, *one.feit.waarden))


def _letter(index: int) -> str:
    """A to Z, then A2 and on: a column of a table."""
    turn, place = divmod(index, 26)
    return chr(ord("A") + place) + (str(turn + 1) if turn else "")


def _draw(headings: Sequence[str], rows: Iterable[Sequence[str]], lines: Sequence[str]) -> None:
    """On a screen; facts in the first column, what they serve in the others."""
    from rich.table import Table  # late: json and csv need no tables
    from rich.text import Text

    console = make_console()
    for line in lines:
        console.print(Text(line))
    table = Table(box=None, padding=(0, 2, 0, 0))
    for number, heading in enumerate(headings):
        table.add_column(heading, no_wrap=number == 0, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print()
    console.print(table)


def _vorm(
    raamwerken: Mapping[str, Raamwerk], feiten: Sequence[Kruisfeit], *, shared_only: bool
) -> dict[str, Any]:
    """For programs."""
    chosen = [one for one in feiten if not shared_only or len(one.normen) == len(raamwerken)]
    return {
        "versie": VERSIE,
        "raamwerken": [
            {
                "id": raamwerk.id,
                "versie": raamwerk.versie,
                "feiten": sum(name in one.normen for one in feiten),
            }
            for name, raamwerk in raamwerken.items()
        ],
        "feiten": [
            {
                "id": one.feit_id,
                "vraag": one.feit.vraag,
                "soort": one.feit.soort,
                "onderdelen": [*one.feit.items, *one.feit.namen, *one.feit.waarden],
                "normen": {name: list(normen) for name, normen in one.normen.items()},
            }
            for one in chosen
        ],
    }
