"""The last look at what leaves: does a word stand in it that would give a party away?

It is the search of `weerbaar leaks`, in bytes that were made and in the values they were made from.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.leaks.namen import Zoeklijst, mask, search
from weerbaar_cli.leaks.uitgelezen import Tekstdeel, Treffer, Uitgelezen, is_closed
from weerbaar_cli.leaks.uitlezen import read_raw, read_text
from weerbaar_cli.model.budget import Budget
from weerbaar_cli.model.strict import clean


@dataclass(frozen=True)
class Gezien:
    """Where a party is named, and what could not be searched, with the reason."""

    treffers: list[Treffer]
    niet_doorzocht: list[tuple[str, str]]

    def refuse_unsearched(self) -> None:
        """Raise WeerbaarError when all or a part of it was not searched at all."""
        for _, reden in self.niet_doorzocht:
            if is_closed(reden):
                message = "dit rapport is niet te doorzoeken op namen, en daarom niet gemaakt"
                raise WeerbaarError(f"{message}: {reden}")


def find_forbidden(inhoud: object, lijst: Zoeklijst | None, naam: str = "") -> Gezien:
    """Look for parties in bytes, in a text, or in the texts of a tree of values."""
    if not lijst:
        return Gezien([], [])
    if isinstance(inhoud, bytes):
        found = read_raw(inhoud, naam)
    else:
        found = Uitgelezen(Budget())
        if isinstance(inhoud, str):
            read_text(inhoud, naam, found)
        else:
            found.delen += [Tekstdeel("tekst", text) for text in texts_of(inhoud)]
    return Gezien(search(found, lijst), found.niet_doorzocht)


def has_forbidden(text: str, lijst: Zoeklijst | None) -> bool:
    """Whether a party is named in a text."""
    return bool(find_forbidden(text, lijst).treffers)


def refuse_named(wat: str, bestand: str, inhoud: bytes | str, lijst: Zoeklijst, tip: str) -> None:
    """Raise WeerbaarError when what a user brings names a party, with the place and no word.

    `wat` is what it is, such as «de huisstijl», and `bestand` the name of its file.
    """
    gezien = find_forbidden(inhoud, lijst, bestand)
    if gezien.treffers:
        place = show_place(bestand, gezien.treffers[0], lijst)
        raise WeerbaarError(f"{wat} noemt een partij, in {place}", tip=tip)
    gezien.refuse_unsearched()


def show_place(bestand: str, treffer: Treffer, lijst: Zoeklijst) -> str:
    """Where a name stands, without that name or any other."""
    shown = clean(mask(bestand, lijst), 200)
    waar = clean(mask(treffer.waar, lijst), 200)
    return f"«{shown}» op regel {treffer.regel} ({waar})"


def texts_of(value: object) -> Iterator[str]:
    """Every text in a tree of values, keys of mappings too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from texts_of(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from texts_of(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_of(getattr(value, field.name))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)
