"""What pages call facts, reasons and readings: in words, or with `--ids` as files name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from weerbaar_cli.model.bestanden.raamwerk import Handreiking
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import dutch, dutch_version, parse_datum
from weerbaar_cli.model.uitkomsten.oordeel import (
    NAVRAAG,
    Normoordeel,
    Parameterstand,
    Raamwerkoordeel,
    Stap,
    find_vragen,
    tasks_of,
)
from weerbaar_cli.model.uitkomsten.stelling import Gedeeld, Stelling
from weerbaar_cli.model.woorden import count_word, join, owner_words

if TYPE_CHECKING:
    from weerbaar_cli.blad.blad import Stuk
    from weerbaar_cli.model.bestanden.feit import Feit

# What a parameter is to who reads a page; files and programs call it a lezing.
KEUZES = "Keuzes: wat woorden in de normen hier betekenen"


class Gegrond(Protocol):
    """Anything with a reason: for programs in one text, for people point by point."""

    @property
    def reden(self) -> str:
        """With the names of files."""

    @property
    def waarom(self) -> tuple[str, ...]:
        """In words."""


class Genoemd(Protocol):
    """A fact that is asked, with the id that files call it by."""

    @property
    def feit_id(self) -> str:
        """In files."""

    @property
    def feit(self) -> Feit:
        """What the catalogue says of it."""


class Namen(Struct, frozen=True):
    """How one page speaks; people read words, who writes files can ask for the names in them."""

    ids: bool = False

    def reason(self, one: Gegrond) -> str:
        """Why, in one sentence."""
        return "; ".join(self.reasons(one))

    def reasons(self, one: Gegrond) -> tuple[str, ...]:
        """The same point by point; files have it in one."""
        return (one.reden,) if self.ids else one.waarom

    def tasks(
        self, stappen: Iterable[Stap], most: int | None = None
    ) -> tuple[tuple[str, str], ...]:
        """Every fact to change with what it must become."""
        if self.ids:
            return tuple((one.feit, str(one)) for one in stappen)
        return tasks_of(stappen, most)

    def needed(self, one: Normoordeel) -> str:
        """All that is left to do, in one text."""
        return "; ".join(map(str, one.nog_nodig) if self.ids else one.doen)

    def remarks(self, one: Normoordeel) -> tuple[str, ...]:
        """What never changes a status."""
        return one.signalen if self.ids else one.opmerkingen

    def feit(self, one: Genoemd) -> str:
        """A fact of the catalogue."""
        return one.feit_id if self.ids else one.feit.naam

    def feiten(self, ids: Sequence[str], kort: Sequence[str]) -> str:
        """Facts in a row."""
        return ", ".join(ids if self.ids else kort)

    def versie(self, versie: str) -> str:
        """A version, behind the word «versie»."""
        return versie if self.ids else dutch_version(versie)

    def shared(self, gedeeld: Iterable[Gedeeld]) -> str:
        """Facts that a group answers, in a row."""
        return ", ".join(one.feit if self.ids else one.kort for one in gedeeld)

    def readings(self, parameters: Iterable[Parameterstand]) -> tuple[str, ...]:
        """What words were taken to mean, each once, with the norms that ask for it."""
        found: dict[str, dict[str, None]] = {}
        for one in parameters:
            more = (*one.normen, *(("eigen keuze van deze werkmap",) if one.afwijkend else ()))
            found.setdefault(self._reading(one), {}).update(dict.fromkeys(more))
        return tuple(
            f"{read} ({', '.join(more)})" if more else read for read, more in found.items()
        )

    def _reading(self, one: Parameterstand) -> str:
        return f"{one.id} = {one.waarde}" if self.ids else f"«{one.naam}»: {one.woorden}"

    def supposed(self, stellingen: Iterable[Stelling]) -> str:
        """What is only supposed."""
        return f"VERONDERSTELD: {'; '.join(map(self._supposed, stellingen))}"

    def _supposed(self, one: Stelling) -> str:
        day = parse_datum(one.waarde)
        waarde = dutch(day) if day is not None else clean(one.waarde) or "niet bekend"
        name, deel = (one.feit, one.onderdeel) if self.ids else (one.kort, one.deel)
        return f"{name}, {clean(deel)}: {waarde}" if deel else f"{name}: {waarde}"


WOORDELIJK = Namen()
GENOEMD = 3  # items of a task that are named; at least one is
_BIJ = re.compile(r" \([^()]*\)")


def keuzes_words(oordeel: Raamwerkoordeel) -> tuple[str, str]:
    """How many choices are to be confirmed, and by whom; then how many of them decide.

    Each is empty where there are none.
    """
    asked, decide = find_vragen(oordeel.lezingen), len(find_vragen(oordeel.bepalend))
    if not asked:
        return "", ""
    owners = join(sorted({owner_words(who) for _, _, who in asked}))
    count = count_word(len(asked), "keuze is", "keuzes zijn")
    which = " en" if decide == len(asked) else f"; {decide} daarvan"
    rest = f"{which} {'bepaalt' if decide == 1 else 'bepalen'} mee de uitkomst"
    return f"{count} nog niet bevestigd door {owners}", rest if decide else ""


def wait_words(day: date) -> str:
    """The task where nothing is left to do but to wait."""
    return f"Wachten: op {dutch(day)} voldoet de norm"


def ever_shorter(stappen: Sequence[Stap]) -> Iterator[str]:
    """The first task in ever fewer words: what is between brackets first, then its items."""
    for most in range(GENOEMD, 0, -1):
        _, taak = tasks_of(stappen, most)[0]
        if taak.startswith(NAVRAAG):
            yield taak.partition(" (")[0]
        else:
            yield from (taak, _BIJ.sub("", taak))


def guide_words(one: Handreiking) -> tuple[Stuk, ...]:
    """What helps, and where it is; the title leads there where a form has links."""
    from weerbaar_cli.blad.blad import Webadres  # late: only a page needs it

    return Webadres(clean(one.titel, 200), one.vindplaats), f", {clean(one.vindplaats, 200)}"
