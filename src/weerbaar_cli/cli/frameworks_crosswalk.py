"""`weerbaar frameworks crosswalk`: which facts raamwerken share, norm by norm."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from weerbaar_cli.cli.console import make_console, show_json
from weerbaar_cli.cli.opmaak import markdown_table
from weerbaar_cli.cli.vorm import VERSIE
from weerbaar_cli.engine.score.feitgebruik import Kruisfeit, cross
from weerbaar_cli.engine.verandering.waswordt import reference
from weerbaar_cli.errors import IN_ORDER, WeerbaarError
from weerbaar_cli.files.vinden import find_werkmap
from weerbaar_cli.model.csvtekst import csv_text
from weerbaar_cli.reading.omgeving import Omgeving

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk

Kernen = dict[str, "Rekenraamwerk"]
BEGIN = ("Feit", "Vraag")


def run_crosswalk(een: str | None, ander: str | None, format_: str) -> int:
    """Load, compare, show."""
    omgeving = Omgeving(find_werkmap(Path.cwd()))
    omgeving.refuse_trouble()
    if een is not None and ander is None:
        message = "noem twee raamwerken, of geen enkel voor alle raamwerken naast elkaar"
        raise WeerbaarError(message, tip="Bekijk de lijst met «weerbaar frameworks».")
    pair = een is not None
    names = [een or "", ander or ""] if pair else omgeving.bibliotheek.raamwerk_ids()
    kernen = _load(omgeving, names)
    feiten = cross(kernen)
    if format_ == "json":
        show_json(_vorm(kernen, feiten, shared_only=pair))
    elif pair:
        _show_pair(kernen, feiten, format_)
    else:
        _show_matrix(kernen, feiten, format_)
    return IN_ORDER


def _load(omgeving: Omgeving, names: Iterable[str]) -> Kernen:
    """Ready for computing, by the name that tells one from another."""
    kernen: Kernen = {}
    for name in names:
        raamwerk = omgeving.bibliotheek.raamwerk(name)
        key = reference(raamwerk) if "@" in name else raamwerk.id
        if key in kernen:
            raise WeerbaarError(f"«{key}» staat er twee keer", tip="Noem twee raamwerken.")
        kernen[key] = omgeving.kern(raamwerk)
    return kernen


def _show_pair(kernen: Kernen, feiten: Sequence[Kruisfeit], format_: str) -> None:
    """The facts that both ask, with the norms on either side."""
    shared = [one for one in feiten if len(one.normen) == len(kernen)]
    rows = [(one.feit_id, one.feit.vraag, *_norms(one, kernen)) for one in shared]
    headings = (*BEGIN, *kernen)
    if format_ == "csv":
        print(csv_text(headings, rows), end="")
    elif format_ == "markdown":
        print(f"{_told(kernen, feiten)}\n\n{markdown_table(headings, rows)}")
    else:
        _draw(headings, rows, [_told(kernen, feiten)])


def _norms(one: Kruisfeit, kernen: Kernen) -> list[str]:
    return [", ".join(one.normen.get(name, ())) for name in kernen]


def _told(kernen: Kernen, feiten: Sequence[Kruisfeit]) -> str:
    """How many facts each asks, and how many they share."""
    asked = {name: sum(name in one.normen for one in feiten) for name in kernen}
    words = " en ".join(f"{name} {number}" for name, number in asked.items())
    both = sum(len(one.normen) == len(kernen) for one in feiten)
    return f"Gevraagde feiten: {words}; zij delen er {both}."


def _show_matrix(kernen: Kernen, feiten: Sequence[Kruisfeit], format_: str) -> None:
    """Every fact that is asked, and by how many norms of each raamwerk."""
    counts = [
        [str(len(one.normen[name])) if name in one.normen else "" for name in kernen]
        for one in feiten
    ]
    numbers = [str(len(one.normen)) for one in feiten]
    if format_ == "tabel":
        letters = [_letter(index) for index in range(len(kernen))]
        legend = [f"{letter}  {name}" for letter, name in zip(letters, kernen, strict=True)]
        rows = [
            (one.feit_id, *row, number)
            for one, row, number in zip(feiten, counts, numbers, strict=True)
        ]
        shared = sum(len(one.normen) > 1 for one in feiten)
        told = f"{shared} van de {len(feiten)} feiten dienen meer dan één raamwerk."
        _draw((BEGIN[0], *letters, "samen"), rows, [*legend, "", told])
        return
    headings = (*BEGIN, "Soort", "Onderdelen", *kernen, "raamwerken")
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
    kernen: Mapping[str, Rekenraamwerk], feiten: Sequence[Kruisfeit], *, shared_only: bool
) -> dict[str, Any]:
    """For programs."""
    chosen = [one for one in feiten if not shared_only or len(one.normen) == len(kernen)]
    return {
        "versie": VERSIE,
        "raamwerken": [
            {
                "id": kern.raamwerk.id,
                "versie": kern.raamwerk.versie,
                "feiten": sum(name in one.normen for one in feiten),
            }
            for name, kern in kernen.items()
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
