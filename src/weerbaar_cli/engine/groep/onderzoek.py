"""Rows for research: per party and norm an oordeel, under a code that changes every edition.

The columns are named in docs/handleiding.md; the header of the CSV is known again by
files/rapporten.py, so that only rows of ours are ever overwritten.

What could name a party or describe it is left out: no texts, evidence, dates or sizes. Who knows
some results can still recognise a party by its pattern, so these rows go to one receiver, and with
them goes how well parties can be recognised.
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.model.csvtekst import csv_text
from weerbaar_cli.model.doelgroep import DOELGROEPEN
from weerbaar_cli.model.uitkomsten.oordeel import Raamwerkoordeel

if TYPE_CHECKING:
    import pandas as pd

# Of a type with fewer parties than this the type alone would name one.
LEAST_OF_TYPE = 7
OVERIG = "overig"
CODE_LENGTH = 10


class Onderzoeksregel(NamedTuple):
    """One norm of one party in one edition."""

    soort: str
    peildatum: str
    raamwerk: str
    versie: str
    partij: str
    partijtype: str
    thema: str
    norm: str
    oordeel: str
    afgeleid: str
    getoetst: str
    mogelijk: str
    fictief: str
    vertrouwelijk: str


@dataclass(frozen=True)
class Deelname:
    """What one party handed in for one edition, judged."""

    naam: str
    partijtype: str
    soort: str
    fictief: bool
    oordeel: Raamwerkoordeel


def make_code(zout: str, peildatum: date, soort: str, naam: str) -> str:
    """A code for a party that is the same within an edition, and another in the next one."""
    words = f"onderzoek\n{zout}\n{peildatum.isoformat()}\n{soort}\n{naam.casefold()}"
    digest = hashlib.sha256(words.encode()).digest()
    return base64.b32encode(digest).decode().lower()[:CODE_LENGTH]


def make_regels(deelnames: Sequence[Deelname], zout: str) -> list[Onderzoeksregel]:
    """All rows; parties stand in the order of their codes, which says nothing of them."""
    editions = [_edition(one) for one in deelnames]
    rows = (
        row
        for one in deelnames
        for row in _rows(one, zout, rare=editions.count(_edition(one)) < LEAST_OF_TYPE)
    )
    return sorted(rows, key=lambda row: (row.peildatum, row.soort, row.partij))


def _edition(deelname: Deelname) -> tuple[str, str, date, str]:
    """The parties of one type in one round: together they must be many enough to name the type."""
    found = deelname.oordeel
    return deelname.partijtype, found.raamwerk, found.peildatum, deelname.soort


def _rows(deelname: Deelname, zout: str, *, rare: bool) -> Iterable[Onderzoeksregel]:
    """The norms of one party; of a rare type not those that only its type makes n.v.t."""
    found = deelname.oordeel
    partijtype = OVERIG if rare else deelname.partijtype
    code = make_code(zout, found.peildatum, deelname.soort, deelname.naam)
    normen = (one for one in found.normen if not (rare and one.nvt_grond == "partijtype"))
    for norm in normen:
        yield Onderzoeksregel(
            deelname.soort,
            found.peildatum.isoformat(),
            found.raamwerk,
            found.versie,
            code,
            partijtype,
            norm.thema,
            norm.id,
            norm.oordeel,
            norm.afgeleid,
            norm.getoetst or "",
            " ".join(norm.mogelijk),
            "ja" if deelname.fictief else "nee",
            DOELGROEPEN["onderzoek"].regel,
        )


class Herkenbaarheid(NamedTuple):
    """How well the parties of one edition can be told apart by their rows.

    `k` is the least number of parties with the same rows, `uniek` how many have rows of their own,
    and `aan_een` how many are told by one oordeel of which is known whose it is.
    """

    soort: str
    peildatum: str
    raamwerk: str
    partijen: int
    k: int
    uniek: int
    aan_een: int


def find_herkenbaarheid(regels: Sequence[Onderzoeksregel]) -> list[Herkenbaarheid]:
    """Per edition, in order."""
    edities: dict[tuple[str, str, str], dict[str, set[tuple[str, ...]]]] = {}
    for row in regels:
        editie = edities.setdefault((row.peildatum, row.soort, row.raamwerk), {})
        told = row.partijtype, row.norm, row.oordeel, row.afgeleid, row.getoetst, row.mogelijk
        editie.setdefault(row.partij, set()).add(told)
    return [_recognise(*key, found) for key, found in sorted(edities.items())]


def _recognise(
    peildatum: str, soort: str, raamwerk: str, partijen: dict[str, set[tuple[str, ...]]]
) -> Herkenbaarheid:
    patronen = Counter(frozenset(found) for found in partijen.values())
    bekend = Counter(
        (norm, oordeel) for found in partijen.values() for _, norm, oordeel, *_ in found
    )
    alone = [
        any(bekend[norm, oordeel] == 1 for _, norm, oordeel, *_ in found)
        for found in partijen.values()
    ]
    uniek = sum(number == 1 for number in patronen.values())
    counts = len(partijen), min(patronen.values()), uniek, sum(alone)
    return Herkenbaarheid(soort, peildatum, raamwerk, *counts)


def to_csv(regels: Sequence[Onderzoeksregel]) -> bytes:
    """RFC 4180, in UTF-8."""
    return csv_text(Onderzoeksregel._fields, regels).encode()


def to_parquet(regels: Sequence[Onderzoeksregel]) -> bytes:
    """Columns for analysis; the file itself says who may read it.

    Raises WeerbaarError when pyarrow is not installed.
    """
    frame = make_frame(regels)
    # By the second files/rapporten.py knows rows of ours again.
    frame.attrs |= {"vertrouwelijk": DOELGROEPEN["onderzoek"].regel, "weerbaar": "rapport/1"}
    buffer = io.BytesIO()
    try:
        frame.to_parquet(buffer, index=False, engine="pyarrow")
    except ImportError as error:
        how = 'Installeer het in de map van weerbaar: pip install ".[onderzoek]".'
        tip = f"{how} Of kies een .csv."
        raise WeerbaarError("voor Parquet ontbreekt het onderdeel [onderzoek]", tip=tip) from error
    return buffer.getvalue()


def make_frame(regels: Sequence[Onderzoeksregel]) -> pd.DataFrame:
    """The rows as a table of pandas; words that come back often are kept once."""
    import pandas as pd  # late: only who asks for Parquet needs it

    frame = pd.DataFrame(regels, columns=list(Onderzoeksregel._fields))
    return frame.astype("category")
