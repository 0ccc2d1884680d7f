"""Messages of a run for a report on a group: they name no party, no path and no file.

Whoever reads over the shoulder of such a run, or keeps its log, may learn nothing about a party.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from weerbaar_cli.errors import WeerbaarError

VERDWENEN = "de instellingen van deze werkmap zijn verdwenen"
VALIDATE = "Draai «weerbaar validate .» in de werkmap: dat noemt de bestanden, dit niet."
VALIDATE_TOEN = "Draai «weerbaar validate» op dezelfde revisie: dat noemt de bestanden, dit niet."
UNREAD_TIP = (
    "Draai «weerbaar validate .» in de werkmap. Weerbaar leest gewone bestanden op .yaml of .yml "
    "met de regel «weerbaar: meting/1»; geen verwijzingen, en niets wat verborgen is."
)


class Neutraal(WeerbaarError):
    """A message that was written to be read by anyone: numbers, dates and our own words."""


@contextmanager
def neutral(about: str, tip: str = VALIDATE) -> Iterator[None]:
    """Let only neutral messages out; any other becomes `about`, without its cause."""
    try:
        yield
    except Neutraal:
        raise
    except (WeerbaarError, OSError):
        raise Neutraal(about, tip=tip) from None


@contextmanager
def beside_unread(number: int) -> Iterator[None]:
    """A refusal may come of files that were not read: how many those are is told with it."""
    try:
        yield
    except Neutraal as error:
        if number:
            error.message = f"{error.message}; {unread_words(number)}"
            error.tip = f"{UNREAD_TIP} {error.tip}".strip()
        raise


def unread_words(number: int) -> str:
    """How many files may be a meting and were not used."""
    if number == 1:
        return "1 bestand bij de metingen is niet gelezen of heeft fouten"
    return f"{number} bestanden bij de metingen zijn niet gelezen of hebben fouten"
