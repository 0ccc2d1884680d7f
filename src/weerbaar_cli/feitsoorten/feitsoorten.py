"""The one registry: which kinds of fact there are, and the way to what each knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from weerbaar_cli.feitsoorten.aantal import Aantalsoort
from weerbaar_cli.feitsoorten.checklist import Checklistsoort
from weerbaar_cli.feitsoorten.combinaties import HeeftBewijs, heeft_bewijs
from weerbaar_cli.feitsoorten.datum import Datumsoort
from weerbaar_cli.feitsoorten.document import Documentsoort
from weerbaar_cli.feitsoorten.getal import Getalsoort
from weerbaar_cli.feitsoorten.groepen import Groepensoort
from weerbaar_cli.feitsoorten.ja_nee import JaNeesoort

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.conditie import FeitConditie, Proef
    from weerbaar_cli.feitsoorten.soort import Feitsoort
    from weerbaar_cli.feitsoorten.toetskader import Toetskader
    from weerbaar_cli.model.bestanden.feit import Feit, Soortnaam

FEITSOORTEN: Mapping[Soortnaam, Feitsoort[Any]] = {
    "ja_nee": JaNeesoort(),
    "datum": Datumsoort(),
    "getal": Getalsoort(),
    "aantal": Aantalsoort(),
    "checklist": Checklistsoort(),
    "groepen": Groepensoort(),
    "document": Documentsoort(),
}


def soort_of(feit: Feit) -> Feitsoort[Any]:
    """What is known of the kind of a fact."""
    return FEITSOORTEN[feit.soort]


def fits(kind: type[FeitConditie], feit: Feit) -> bool:
    """Whether a kind of test can be asked of this fact."""
    return kind is HeeftBewijs or kind in soort_of(feit).toetsen


def proef_of(toets: FeitConditie, feit: Feit) -> Proef:
    """How a test that fits is done."""
    if isinstance(toets, HeeftBewijs):
        return heeft_bewijs
    return soort_of(feit).toetsen[type(toets)]


def is_complete(waarde: Any, feit: Feit) -> bool:
    """Whether there is nothing left to fill in."""
    return waarde is not None and soort_of(feit).is_complete(waarde)


def observed(waarde: Any, feit: Feit, kader: Toetskader) -> str:
    """What is known of a fact, short."""
    return "niet bekend" if waarde is None else soort_of(feit).observed(waarde, kader)


def answer(waarde: Any, feit: Feit, kader: Toetskader) -> str:
    """What is known of a fact, with titles where the file has ids."""
    return "niet bekend" if waarde is None else soort_of(feit).answer(feit, waarde, kader)
