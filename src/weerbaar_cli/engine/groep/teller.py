"""Counting: from a row per party and norm to a few counts per norm, by pandas.

pandas costs a start, so it is loaded when there is something to count.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Stand(NamedTuple):
    """How one party, a number, stands on one norm."""

    partij: int
    norm: int
    voldoet: bool
    oorzaak: bool
    verloopt: bool


class Aantallen(NamedTuple):
    """How many parties; these are the true counts, which are not for publication."""

    voldoet: int
    oorzaak: int
    verloopt: int


def count_standen(standen: Sequence[Stand]) -> dict[int, Aantallen]:
    """Per norm how many."""
    import pandas as pd  # late: only a report on a group counts

    table = pd.DataFrame(standen, columns=list(Stand._fields))
    sums = table.groupby("norm", sort=True)[list(Aantallen._fields)].sum()
    return {int(norm): Aantallen(*map(int, row)) for norm, *row in sums.itertuples()}
