"""A table on a screen: whole words, all of the width, and parts where not all columns fit."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from tests.steekproef import sample
from weerbaar_cli.blad.blad import Kolom
from weerbaar_cli.formats.scherm_kolommen import Tabelcel, make_tables

WOORD = st.text("abcdefgh", min_size=1, max_size=14)
CEL = st.lists(WOORD, max_size=12).map(" ".join)


def lines_of(heads: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[list[str]]:
    """What each part looks like, line by line."""
    kolommen = [Kolom(one) for one in heads]
    texts = [[Tabelcel(Text(one), one.startswith("€")) for one in row] for row in rows]
    shown = []
    for table in make_tables(kolommen, [Text(one) for one in heads], texts, room):
        console = Console(file=io.StringIO(), width=room, color_system=None)
        console.print(table)
        shown.append(console.file.getvalue().splitlines())  # type: ignore[attr-defined]
    return shown


def test_what_fits_stands_there_as_wide_as_it_is() -> None:
    (shown,) = lines_of(["Norm", "Wie"], [["1a", "de griffier"], ["1b", "wij"]], 80)
    assert [line.rstrip() for line in shown] == ["Norm  Wie", "1a    de griffier", "1b    wij"]


def test_the_room_goes_to_the_columns_that_say_most() -> None:
    rows = [[f"Proefstad {one}", "in concept", "12"] for one in (1, 10, 100, 101)]
    (shown,) = lines_of(["Gemeente", "Ingeleverd", "voldoet niet"], rows, 38)
    assert [" ".join(line.split()[:2]) for line in shown[-4:]] == [row[0] for row in rows]


def test_a_figure_is_never_broken() -> None:
    (shown,) = lines_of(["Wat", "Kosten"], [["een plan maken", "€ 3.500"]], 20)
    assert [line.rstrip() for line in shown] == ["Wat        Kosten", "een plan   € 3.500", "maken"]


def test_columns_that_do_not_fit_beside_each_other_come_in_parts_with_the_names() -> None:
    heads = ["Partij", *(f"{thema}.{norm}" for thema in (3, 4) for norm in range(1, 10))]
    rows = [["Provincie Voorbeeld", *("✔" for _ in heads[1:])]]
    first, second = lines_of(heads, rows, 80)
    assert first[0].split()[0] == second[0].split()[0] == "Partij"
    assert first[0].split()[1:] + second[0].split()[1:] == heads[1:]
    assert first[1].startswith("Provincie Voorbeeld  ✔")
    assert len(first) == len(second) == 2


@pytest.mark.long
@pytest.mark.parametrize("room", sample([80, 100], 2))
@given(rows=st.lists(st.lists(CEL, min_size=6, max_size=6), max_size=4))
def test_no_word_is_ever_in_pieces_or_lost(room: int, rows: list[list[str]]) -> None:
    heads = ["Norm", "Wat", "Wie", "Wanneer", "Waar", "Waarom"]
    shown = [line for part in lines_of(heads, rows, room) for line in part]
    assert all(len(line.rstrip()) <= room for line in shown)
    said = sorted(word for line in shown for word in line.split())
    parts = len(lines_of(heads, rows, room))
    names = [word for cell in (heads[0], *(row[0] for row in rows)) for word in cell.split()]
    every = [word for row in (heads, *rows) for cell in row for word in cell.split()]
    assert said == sorted(every + names * (parts - 1))
