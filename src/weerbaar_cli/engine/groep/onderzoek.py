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
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.errors import missing_part
from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.csvtekst import csv_text
from weerbaar_cli.model.doelgroep import DOELGROEPEN
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN, Raamwerkoordeel, Raamwerkstand
from weerbaar_cli.model.woorden import as_told

if TYPE_CHECKING:
    import pandas as pd

    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk

# Of a type with fewer parties than this the type alone would name one.
LEAST_OF_TYPE = 7
OVERIG = "overig"
CODE_LENGTH = 10
# A status as a number for programs that count; below zero is no outcome.
GETALLEN: dict[Status, int] = {
    "voldoet": 2,
    "deels": 1,
    "voldoet_niet": 0,
    "onbekend": -1,
    "nvt": -2,
}
_STATUSES = ", ".join(GETALLEN)
KOLOMMEN = {
    "soort": ("wat voor meting het is", "nulmeting, zelfscan, tussenmeting, voortgang, eindmeting"),
    "peildatum": ("de dag waarvoor de antwoorden gelden", "jjjj-mm-dd"),
    "raamwerk": ("het kenmerk van de verzameling normen", "tekst"),
    "versie": ("de versie van het raamwerk", "tekst"),
    "partij": ("een code voor de partij, in elke meetronde een andere", "tekst"),
    "partijtype": ("het type partij; overig als het weinig voorkomt", "tekst"),
    "thema": ("het thema van de norm in het raamwerk", "tekst"),
    "norm": ("het nummer van de norm in het raamwerk", "tekst"),
    "oordeel": ("het oordeel dat telt: van de toetser, en anders uit de feiten", _STATUSES),
    "afgeleid": ("het oordeel dat uit de feiten volgt", _STATUSES),
    "getoetst": ("het oordeel van een onafhankelijke toetser; leeg als er geen is", _STATUSES),
    "mogelijk": ("wat het nog kan worden als alles is ingevuld", f"een of meer van: {_STATUSES}"),
    "fictief": ("of de gegevens verzonnen zijn", "ja, nee"),
    "vertrouwelijk": ("voor wie de regels zijn", "tekst"),
}


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


class Deelname(NamedTuple):
    """What one party handed in for one edition, judged."""

    naam: str
    partijtype: str
    soort: str
    fictief: bool
    oordeel: Raamwerkoordeel | Raamwerkstand


def make_code(zout: str, peildatum: date, soort: str, naam: str) -> str:
    """A code for a party that is the same within an edition, and another in the next one."""
    words = f"onderzoek\n{zout}\n{peildatum.isoformat()}\n{soort}\n{naam.casefold()}"
    digest = hashlib.sha256(words.encode()).digest()
    return base64.b32encode(digest).decode().lower()[:CODE_LENGTH]


def make_regels(deelnames: Sequence[Deelname], zout: str) -> list[Onderzoeksregel]:
    """All rows; parties stand in the order of their codes, which says nothing of them."""
    rare = _rare_types(deelnames)
    rows = (row for one in deelnames for row in _rows(one, zout, rare=_type_in_round(one) in rare))
    return sorted(rows, key=lambda row: (row.peildatum, row.soort, row.partij))


def _type_in_round(deelname: Deelname) -> tuple[date, str, str]:
    return deelname.oordeel.peildatum, deelname.soort, deelname.partijtype


def _rare_types(deelnames: Sequence[Deelname]) -> set[tuple[date, str, str]]:
    """Of each round the types that are too few to be named.

    A party has one code in all raamwerken of a round, so what one of them tells holds in the others
    too: a type that is rare in one is rare in all.
    """
    counts = Counter((*_type_in_round(one), one.oordeel.raamwerk) for one in deelnames)
    return {key[:3] for key, number in counts.items() if number < LEAST_OF_TYPE}


def _rows(deelname: Deelname, zout: str, *, rare: bool) -> Iterable[Onderzoeksregel]:
    """The norms of one party; of a rare type not those that only its type makes n.v.t."""
    found = deelname.oordeel
    partijtype = OVERIG if rare else deelname.partijtype
    code = make_code(zout, found.peildatum, deelname.soort, deelname.naam)
    # Which parties are large is known to all: a norm for those alone would tell whose row it is.
    away = ("partijtype", "kenmerk") if rare else ("kenmerk",)
    normen = (one for one in found.normen if one.nvt_grond not in away)
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
    """How well the parties of one round can be told apart by their rows of all its raamwerken.

    A party has one code in all of them, so who holds the rows lays them together.

    `k` is the least number of parties with the same rows, `uniek` how many have rows of their own,
    and `aan_een` how many are told by one oordeel of which is known whose it is.
    """

    soort: str
    peildatum: str
    raamwerken: tuple[str, ...]
    partijen: int
    k: int
    uniek: int
    aan_een: int


def find_herkenbaarheid(regels: Sequence[Onderzoeksregel]) -> list[Herkenbaarheid]:
    """Per round, in order."""
    rondes: dict[tuple[str, str], list[Onderzoeksregel]] = {}
    for row in regels:
        rondes.setdefault((row.peildatum, row.soort), []).append(row)
    return [_recognise(found) for _, found in sorted(rondes.items())]


def _recognise(ronde: Sequence[Onderzoeksregel]) -> Herkenbaarheid:
    partijen: dict[str, set[tuple[str, ...]]] = {}
    known: dict[tuple[str, str, str], set[str]] = {}
    for row in ronde:
        told = row.partijtype, row.raamwerk, row.norm, row.oordeel
        partijen.setdefault(row.partij, set()).add(
            (*told, row.afgeleid, row.getoetst, row.mogelijk)
        )
        known.setdefault(told[1:], set()).add(row.partij)
    patronen = Counter(map(frozenset, partijen.values()))
    alone = set().union(*(found for found in known.values() if len(found) == 1))
    uniek = sum(number == 1 for number in patronen.values())
    raamwerken = tuple(sorted({row.raamwerk for row in ronde}))
    counts = len(partijen), min(patronen.values()), uniek, len(alone)
    return Herkenbaarheid(ronde[0].soort, ronde[0].peildatum, raamwerken, *counts)


def to_csv(regels: Sequence[Onderzoeksregel], *, nl: bool = False) -> bytes:
    """RFC 4180 or as a Dutch spreadsheet opens it, in UTF-8."""
    return csv_text(Onderzoeksregel._fields, regels, nl=nl).encode()


def to_wide_csv(regels: Sequence[Onderzoeksregel], *, nl: bool = False) -> bytes:
    """A row per party, edition and raamwerk, a column per norm, and numbers for a status.

    A cell is empty where the norm is not of that raamwerk, or is left out of the rows.
    """
    columns = list(dict.fromkeys(_column(row.norm) for row in regels))
    numbers = {str(status): str(number) for status, number in GETALLEN.items()}
    wide: dict[tuple[str, ...], dict[str, str]] = {}
    for row in regels:
        wide.setdefault(row[:6], {})[_column(row.norm)] = numbers[row.oordeel]
    marks: dict[tuple[str, ...], tuple[str, str]] = {row[:6]: row[-2:] for row in regels}
    rows = (
        (*key, *(found.get(column, "") for column in columns), *marks[key])
        for key, found in wide.items()
    )
    heads = (*Onderzoeksregel._fields[:6], *columns, *Onderzoeksregel._fields[-2:])
    return csv_text(heads, rows, nl=nl).encode()


def _column(norm: str) -> str:
    """A name that every program for statistics takes for a variable."""
    return "norm_" + "".join(one if one.isalnum() else "_" for one in norm)


def to_codebook(
    regels: Sequence[Onderzoeksregel], raamwerken: Iterable[Raamwerk], *, nl: bool = False
) -> bytes:
    """What every column of both forms means, and what may stand in it."""
    asked = {(row.raamwerk, row.versie, row.norm) for row in regels}
    numbers = [f"{number} = {WOORDEN[one]}" for one, number in GETALLEN.items()]
    statuses = "; ".join((*numbers, "leeg = niet gevraagd"))
    rows = [(name, "", "", meaning, values) for name, (meaning, values) in KOLOMMEN.items()]
    rows += [
        (_column(norm.id), raamwerk.id, norm.id, as_told(norm.tekst), statuses)
        for raamwerk in raamwerken
        for norm in raamwerk.normen
        if (raamwerk.id, raamwerk.versie, norm.id) in asked
    ]
    return csv_text(("kolom", "raamwerk", "norm", "betekenis", "waarden"), rows, nl=nl).encode()


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
        raise missing_part("voor Parquet", "onderzoek", "Of kies een .csv.") from error
    return buffer.getvalue()


def make_frame(regels: Sequence[Onderzoeksregel]) -> pd.DataFrame:
    """The rows as a table of pandas; words that come back often are kept once."""
    import pandas as pd  # late: only who asks for Parquet needs it

    frame = pd.DataFrame(regels, columns=list(Onderzoeksregel._fields))
    return frame.astype("category")
