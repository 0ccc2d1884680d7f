"""Rows for research: the same oordelen as `score`, and codes that do not chain."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Sequence
from datetime import date

import pandas as pd

from weerbaar_cli.engine.groep.onderzoek import (
    Deelname,
    find_herkenbaarheid,
    make_code,
    make_regels,
    to_csv,
    to_parquet,
)
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status
from weerbaar_cli.model.uitkomsten.oordeel import (
    Aandeelbereik,
    Normoordeel,
    Raamwerkoordeel,
    Themaoordeel,
    count,
)

ZOUT = "0" * 32
DAG = date(2024, 1, 31)


def norm(name: str, status: Status) -> Normoordeel:
    return Normoordeel(
        id=name,
        thema="1",
        tekst="Een norm",
        oordeel=status,
        mogelijk=(status,),
        afgeleid=status,
        getoetst=None,
        nvt_grond=None,
        toetsreden=None,
        kort="",
        toetsstand=None,
        afwijking=None,
        herleiding=None,  # type: ignore[arg-type]
    )


def oordeel_of(
    normen: Sequence[Normoordeel], dag: date = DAG, naam: str = "raamwerk"
) -> Raamwerkoordeel:
    thema = Themaoordeel("1", "Thema", count(normen), tuple(normen))
    share = Aandeelbereik(None, None, None)
    return Raamwerkoordeel(naam, "Titel", "1", dag, None, count(normen), share, (thema,))


EVERY = [norm(f"{place}a", status) for place, status in enumerate(STATUSES)]


def deelname(naam: str, partijtype: str = "gemeente", dag: date = DAG) -> Deelname:
    return Deelname(naam, partijtype, "zelfscan", True, oordeel_of(EVERY, dag))


def test_a_code_is_the_same_in_an_edition_and_another_in_the_next() -> None:
    codes = {make_code(ZOUT, DAG, "zelfscan", "Verzinstad") for _ in range(3)}
    later = make_code(ZOUT, date(2024, 7, 1), "eindmeting", "Verzinstad")
    other = make_code("1" * 32, DAG, "zelfscan", "Verzinstad")
    assert len(codes | {later, other}) == 3


def test_no_name_and_no_rare_type_is_told() -> None:
    many = [deelname(f"Verzinstad{number}") for number in range(7)]
    regels = make_regels([*many, deelname("Provincie Verzonnen", "provincie")], ZOUT)
    text = to_csv(regels).decode()
    assert "verzin" not in text.casefold()
    assert "provincie" not in text
    assert {one.partijtype for one in regels} == {"gemeente", "overig"}


def test_the_order_says_nothing_of_the_names() -> None:
    names = [f"{letter}stad" for letter in "ABCDEFG"]
    one = make_regels([deelname(naam) for naam in names], ZOUT)
    other = make_regels([deelname(naam) for naam in reversed(names)], ZOUT)
    assert one == other
    order = list(dict.fromkeys(row.partij for row in one))
    assert order == sorted(order)
    assert order != [make_code(ZOUT, DAG, "zelfscan", naam) for naam in names]


def test_csv_and_parquet_hold_the_same_rows() -> None:
    regels = make_regels([deelname("Verzinstad")], ZOUT)
    rows = list(csv.reader(io.StringIO(to_csv(regels).decode(), newline="")))
    assert rows[1:] == [list(row) for row in regels]
    content = to_parquet(regels)
    frame = pd.read_parquet(io.BytesIO(content))
    assert frame.astype(str).values.tolist() == rows[1:]
    assert content == to_parquet(regels)
    assert b'"index_columns": []' in content, "the number of a row is no column"
    assert b"Vertrouwelijk" in content


def test_a_type_is_rare_in_its_own_round() -> None:
    """Seven rounds of one water board are not seven water boards."""
    rounds = [
        deelname("Waterschap Een", "waterschap", date(2024, month, 1)) for month in range(1, 8)
    ]
    assert {one.partijtype for one in make_regels(rounds, ZOUT)} == {"overig"}


def test_what_only_its_type_excludes_is_left_out_for_a_rare_type() -> None:
    water, stad = deelname("Waterschap Een", "waterschap"), [deelname(f"S{n}") for n in range(7)]
    own = dataclasses.replace(EVERY[0], oordeel="nvt", nvt_grond="partijtype")
    water = water._replace(oordeel=oordeel_of([own, *EVERY[1:]]))
    regels = make_regels([water, *stad], ZOUT)
    assert sum(one.partijtype == "overig" for one in regels) == len(STATUSES) - 1
    assert sum(one.partijtype == "gemeente" for one in regels) == 7 * len(STATUSES)


def _in_raamwerk(naam: str, raamwerk: str, status: Status, partijtype: str) -> Deelname:
    oordeel = oordeel_of([norm("1a", status)], naam=raamwerk)
    return deelname(naam, partijtype)._replace(oordeel=oordeel)


def test_raamwerken_of_a_round_are_laid_together() -> None:
    """Two alike in each of two raamwerken, and yet each of the four has rows of its own."""
    pairs: dict[str, tuple[Status, Status]] = {
        "A": ("deels", "deels"),
        "B": ("deels", "voldoet"),
        "C": ("voldoet", "deels"),
        "D": ("voldoet", "voldoet"),
    }
    deelnames = [
        _in_raamwerk(naam, raamwerk, status, "gemeente")
        for naam, both in pairs.items()
        for raamwerk, status in zip(("een", "twee"), both, strict=True)
    ]
    (found,) = find_herkenbaarheid(make_regels(deelnames, ZOUT))
    assert found == ("zelfscan", "2024-01-31", ("een", "twee"), 4, 1, 4, 0)
    (alone,) = find_herkenbaarheid(make_regels(deelnames[::2], ZOUT))
    assert alone == ("zelfscan", "2024-01-31", ("een",), 4, 2, 0, 0)


def test_the_same_norm_of_two_raamwerken_is_two_norms() -> None:
    """One voldoet in each raamwerk tells a party, though there are two of them together."""
    yes = {("A", "een"), ("B", "twee")}
    made = [
        _in_raamwerk(naam, raamwerk, "voldoet" if (naam, raamwerk) in yes else "deels", "gemeente")
        for raamwerk in ("een", "twee")
        for naam in "ABC"
    ]
    (found,) = find_herkenbaarheid(make_regels(made, ZOUT))
    assert found.aan_een == 2


def test_a_type_that_is_rare_in_one_raamwerk_is_named_in_none_of_the_round() -> None:
    """The code is the same in both: the other would tell it."""
    many = [_in_raamwerk(f"W{number}", "een", "deels", "waterschap") for number in range(7)]
    few = [_in_raamwerk(f"W{number}", "twee", "deels", "waterschap") for number in range(3)]
    assert {one.partijtype for one in make_regels(many, ZOUT)} == {"waterschap"}
    assert {one.partijtype for one in make_regels([*many, *few], ZOUT)} == {"overig"}
