"""Where outputs name a party, and what of them could not be searched."""

from __future__ import annotations

from typing import Literal, NamedTuple

CODE: Literal["partij-genoemd"] = "partij-genoemd"


class Vindplaats(NamedTuple):
    """A place that names a party; `woord` is empty when it may not be shown."""

    bestand: str
    regel: int
    kolom: int
    waar: str
    woord: str


class Gesloten(NamedTuple):
    """What could not be searched: a whole file, or the part of it that `waar` names."""

    bestand: str
    waar: str
    reden: str


class Lekken(NamedTuple):
    """What was found in all of them; paths and words are as they may be shown.

    `van` says whose words were looked for; `weggelaten` are the words that were not, each with the
    reason, and empty when it may not be shown.
    """

    bestanden: int
    woorden: int
    van: str
    vindplaatsen: tuple[Vindplaats, ...]
    niet_doorzocht: tuple[Gesloten, ...]
    weggelaten: tuple[tuple[str, str], ...]
