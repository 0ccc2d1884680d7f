"""The codes of a report, as they stand on its page."""

from __future__ import annotations

from weerbaar_cli.blad.blad import Blad, Tabel
from weerbaar_cli.model.uitkomsten.waarmerk import find_waarmerk

# The chapter that holds them; on one page they stand in a line of the footer that begins so.
ANKER = "waarmerk"
KOP = "Waarmerk"


def codes_of(blad: Blad) -> tuple[str, ...]:
    """The codes in that chapter, or in that line."""
    if blad.een_bladzijde:
        lines = [line for line in blad.voet if line.startswith(f"{KOP} (")]
        return tuple(code for line in lines for code in line.rpartition(": ")[2].split())
    tables = (
        blok
        for sectie in blad.secties
        if sectie.anker == ANKER
        for blok in sectie.blokken
        if isinstance(blok, Tabel)
    )
    return tuple(str(row[1]) for table in tables for row in table.rijen)


def tells_other_codes(text: str, codes: tuple[str, ...]) -> bool:
    """Whether somebody who checks a report would read other codes in its text than these."""
    return find_waarmerk(text) != find_waarmerk("\n".join(codes))
