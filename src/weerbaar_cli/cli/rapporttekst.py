"""The words of a report in any form, in the order in which they are read."""

from __future__ import annotations

import re

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.leaks.uitgelezen import is_closed
from weerbaar_cli.leaks.uitlezen import read_raw
from weerbaar_cli.model.strict import clean

# The parts that a reader sees or hears, as files/uitlezen calls them; programs change the others.
_READ = re.compile(r"(?:^|: )(?:tekst|titel|beschrijving|bladzijde \d+|sleutel|waarde|zweeftekst)$")
_NUMBER = re.compile(r"\d+")


def read_words(raw: bytes, name: str) -> list[str]:
    """What a reader sees or hears, without the spaces that a form may change."""
    found = read_raw(raw, name)
    delen = found.delen
    for _, reden in found.niet_doorzocht:
        if is_closed(reden):
            raise WeerbaarError(f"«{clean(name, 200)}» is niet te controleren: {reden}")
    parts = [deel for deel in delen if not deel.vangnet and _READ.search(deel.waar)] or delen
    # Word packs its parts, and a PDF its pages, in an order of its own.
    parts = sorted(parts, key=lambda deel: _by_number(deel.waar))
    # Between parts of one text stands a zero, that nobody reads.
    pieces = (piece for deel in parts for piece in deel.tekst.split("\0"))
    plain = (" ".join(piece.split()) for piece in pieces)
    return [text for text in plain if text]


def _by_number(waar: str) -> str:
    """Page 10 comes after page 9."""
    return _NUMBER.sub(lambda found: found[0].zfill(6), waar)
