"""The one registry: which kinds of fact there are, and the way to what each knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from weerbaar_cli.feitsoorten.aantal import Aantalsoort
from weerbaar_cli.feitsoorten.checklist import Checklistsoort
from weerbaar_cli.feitsoorten.combinaties import HeeftBewijs, heeft_bewijs
from weerbaar_cli.feitsoorten.conditie import FeitConditie
from weerbaar_cli.feitsoorten.datum import Datumsoort
from weerbaar_cli.feitsoorten.document import Documentsoort
from weerbaar_cli.feitsoorten.getal import Getalsoort
from weerbaar_cli.feitsoorten.groepen import Groepensoort
from weerbaar_cli.feitsoorten.ja_nee import JaNeesoort
from weerbaar_cli.feitsoorten.perstuk import PerStuk, PerStuksoort
from weerbaar_cli.model.getal import dutch_getal, parse_getal, with_unit

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.conditie import Proef
    from weerbaar_cli.feitsoorten.soort import Feitsoort
    from weerbaar_cli.feitsoorten.toetskader import Lezing, Toetskader
    from weerbaar_cli.model.bestanden.feit import Ankers, Catalogus, Feit, Soortnaam

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


def soort_for(feit: Feit, waarde: Any) -> Feitsoort[Any]:
    """What is known of the kind of a value: one per document is of a kind of its own."""
    own = FEITSOORTEN[feit.soort]
    return PerStuksoort(own, waarde) if isinstance(waarde, PerStuk) else own


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
    return waarde is not None and soort_for(feit, waarde).is_complete(waarde)


def is_open(waarde: Any, feit: Feit, toetsen: Iterable[FeitConditie], kader: Toetskader) -> bool:
    """Whether something is left to fill in that can matter to these tests."""
    return waarde is None or soort_for(feit, waarde).is_open(waarde, toetsen, kader)


def is_blank(waarde: Any, feit: Feit) -> bool:
    """Whether nothing is known."""
    return waarde is None or soort_for(feit, waarde).is_blank(waarde)


def observed(waarde: Any, feit: Feit, kader: Toetskader) -> str:
    """What is known of a fact, short."""
    if is_blank(waarde, feit):
        return "niet bekend"
    return soort_for(feit, waarde).observed(waarde, kader)


def answer(waarde: Any, feit: Feit, kader: Toetskader) -> str:
    """What is known of a fact, with titles where the file has ids."""
    if is_blank(waarde, feit):
        return "niet bekend"
    return soort_for(feit, waarde).answer(feit, waarde, kader)


def answers(waarde: Any, feit: Feit, kader: Toetskader) -> tuple[str, ...]:
    """The same in the parts that are read one by one."""
    if is_blank(waarde, feit):
        return (answer(waarde, feit, kader),)
    return soort_for(feit, waarde).answers(feit, waarde, kader)


def spell_readings(
    condities: Iterable[Any],
    asked: Iterable[str],
    lezing: Lezing,
    ankers: Ankers,
    catalogus: Catalogus,
) -> dict[str, str]:
    """Per parameter what it comes to: numbers with what they count, laws and items by title.

    `condities` are all of a raamwerk, and `asked` the facts of which it uses the items.
    """
    titles = {k: v for name in asked for k, v in catalogus[name].onderdelen.items()}
    titles |= {name: anker.titel for name, anker in ankers.items()}
    units = _units(condities, lezing, catalogus)
    return {
        name: ", ".join(_spell(word, titles, units.get(name)) for word in lezing.lijst(name))
        for name in lezing.waarden
    }


def _spell(word: str, titles: Mapping[str, str], unit: str | None) -> str:
    number = parse_getal(word)
    if number is not None:
        return with_unit(dutch_getal(number), unit) if unit else dutch_getal(number)
    if word[:1].isdigit() or word in ("ja", "nee"):
        return word
    return titles.get(word, word.replace("-", " "))


def _units(condities: Iterable[Any], lezing: Lezing, catalogus: Catalogus) -> dict[str, str]:
    """Per parameter what it counts, where every number that is held to it counts the same."""
    found: dict[str, set[str | None]] = {}
    for conditie in (one for one in condities if isinstance(one, FeitConditie)):
        feit = catalogus[conditie.feit]
        unit = None if conditie.compared_facts() else soort_of(feit).unit(feit)
        for name in conditie.limits_named(lezing):
            found.setdefault(name, set()).add(unit)
    return {name: unit for name, (unit, *more) in found.items() if unit and not more}
