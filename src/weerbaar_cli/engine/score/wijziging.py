"""Changes to one fact that could matter to its tests, each with its cost in steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Literal

from weerbaar_cli.engine.score.aanvulling import Toetsen, alike, completions, items_of
from weerbaar_cli.engine.score.woorden import demand, spoken
from weerbaar_cli.model.antwoord import Antwoord
from weerbaar_cli.model.bestanden.feit import Bewijs
from weerbaar_cli.model.conditie import HeeftBewijs, PerGroep, Toets
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import Stap
from weerbaar_cli.model.waarde import Checklist, Groepen

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.toetskader import Toetskader

Datums = dict[str, date | Literal["nooit"] | None]
SHOWN = (Bewijs.model_construct(titel="bewijs"),)


@dataclass(frozen=True)
class Wijziging:
    """A fact as it would become. `onderdelen` are the groups or items that change."""

    antwoord: Antwoord
    onderdelen: tuple[str, ...] = ()
    kosten: int = 0
    alleen_bewijs: bool = False


def changes(
    feit_id: str, antwoord: Antwoord, toetsen: Toetsen, kader: Toetskader, days: frozenset[date]
) -> Iterator[Wijziging]:
    """The fact as it is (cost 0), and every changed value that the tests can tell apart."""
    yield Wijziging(antwoord)
    own = tuple(toets for toets in toetsen if toets.feit == feit_id)
    asks_bewijs = any(isinstance(toets, HeeftBewijs) for toets in own)
    if asks_bewijs and antwoord.waarde is not None and not antwoord.bewijs:
        yield Wijziging(replace(antwoord, bewijs=SHOWN), kosten=1, alleen_bewijs=True)
    feit = kader.catalogus[feit_id]
    if feit.soort == "checklist":
        empty = Checklist(dict.fromkeys(feit.items))
        yield from _items(feit_id, antwoord, empty, toetsen, kader)
    elif feit.soort == "groepen":
        known = antwoord.waarde if isinstance(antwoord.waarde, Groepen) else None
        extra = _named_groups(own) if feit.groepen == "vast" else _new_groups(own, known, kader)
        datums = known.datums if known is not None else dict.fromkeys(feit.namen)
        yield from _groups(antwoord, datums, extra, own, kader)
    else:
        yield from _values(feit_id, antwoord, toetsen, kader, days)


def _values(
    feit_id: str, antwoord: Antwoord, toetsen: Toetsen, kader: Toetskader, days: frozenset[date]
) -> Iterator[Wijziging]:
    """Any other value of a fact that changes as a whole."""
    # A change is made on the peildatum itself, whatever the date of the meting.
    now = replace(kader, grens=max(kader.grens, kader.peildatum))
    for vast in completions(feit_id, Antwoord(), toetsen, now, days):
        shown = antwoord.bewijs or (SHOWN if vast.bewijs else ())
        yield Wijziging(replace(antwoord, waarde=vast.waarde, bewijs=shown), kosten=1)


def _items(
    feit_id: str, antwoord: Antwoord, empty: Checklist, toetsen: Toetsen, kader: Toetskader
) -> Iterator[Wijziging]:
    """So many items that are not ja become ja, in every mix that makes a difference."""
    known = antwoord.waarde if isinstance(antwoord.waarde, Checklist) else empty
    sets = [
        named
        for toets in toetsen
        if toets.feit == feit_id and (named := items_of(toets, known)) is not None
    ]
    sets += [{name} for name in _anchor_items(feit_id, toetsen, kader) if name in known.items]
    asked = set().union(*sets)
    kinds = [
        names
        for state in (None, "nee", "nvt")
        for names in alike((i for i in asked_in(known, asked) if known.items[i] == state), sets)
    ]
    for names in _picks(kinds):
        items = {**known.items, **dict.fromkeys(names, "ja")}
        changed = replace(antwoord, waarde=replace(known, items=items))
        yield Wijziging(changed, names, len(names))


def asked_in(known: Checklist, asked: set[str]) -> list[str]:
    """The asked items, in the order of the list."""
    return [item for item in known.items if item in asked]


def _anchor_items(feit_id: str, toetsen: Toetsen, kader: Toetskader) -> list[str]:
    return [
        name
        for toets in toetsen
        if isinstance(toets, Toets)
        for name in kader.lezing.lijst(toets.verwerkt)
        if kader.ankers[name].feiten.get(toets.feit) == feit_id
    ]


def _groups(
    antwoord: Antwoord, datums: Datums, extra: tuple[str, ...], own: Toetsen, kader: Toetskader
) -> Iterator[Wijziging]:
    """So many groups get a new date, in every mix that makes a difference.

    `extra` are groups that are not on the list yet and may be added to it.
    """
    sets = [set(toets.van) for toets in own if isinstance(toets, PerGroep) and toets.van]
    by_day: dict[object, list[str]] = {}
    for name in dict.fromkeys((*datums, *extra)):
        day = datums.get(name, "nieuw")
        if day != kader.peildatum:
            by_day.setdefault(day, []).append(name)
    kinds = [names for same in by_day.values() for names in alike(same, sets)]
    for names in _picks(kinds):
        filled: Datums = {**datums, **dict.fromkeys(names, kader.peildatum)}
        yield Wijziging(replace(antwoord, waarde=Groepen(filled)), names, len(names))


def _named_groups(own: Toetsen) -> tuple[str, ...]:
    """The groups that tests name, in their order."""
    named = (name for toets in own if isinstance(toets, PerGroep) for name in toets.van)
    return tuple(dict.fromkeys(named))


def _new_groups(own: Toetsen, known: Groepen | None, kader: Toetskader) -> tuple[str, ...]:
    """Groups that an own list may still get: those that tests name, and as many as they count."""
    counts = [
        int(kader.lezing.getal(toets.minstens))
        for toets in own
        if isinstance(toets, PerGroep) and toets.minstens is not None and not toets.van
    ]
    named = _named_groups(own)
    most = max(counts, default=0 if known is not None or named else 1)
    return (*named, *(f"nieuwe groep {number}" for number in range(1, most + 1)))


def _picks(kinds: list[list[str]]) -> Iterator[tuple[str, ...]]:
    """From each kind of names the first so many, in every combination but the empty one."""
    for sizes in product(*(range(len(names) + 1) for names in kinds)):
        picked = [names[:size] for names, size in zip(kinds, sizes, strict=True)]
        if any(picked):
            yield tuple(name for names in picked for name in names)


def steps_of(
    feit_id: str, old: Antwoord, change: Wijziging, demands: Iterable[str], kader: Toetskader
) -> tuple[Stap, ...]:
    """The change as single steps in words."""
    known = old.waarde is not None
    if change.alleen_bewijs:
        return (Stap(feit_id, None, "een verwijzing naar bewijs", known),)
    if not change.onderdelen:
        word = change.antwoord.waarde
        text = "; ".join(demands) or (spoken(word) if isinstance(word, str) else "een waarde")
        return (Stap(feit_id, None, text, known),) * bool(change.kosten)
    if isinstance(change.antwoord.waarde, Checklist):
        return tuple(
            Stap(feit_id, name, "ja", _item_known(old, name)) for name in change.onderdelen
        )
    day = f"een nieuwe datum, uiterlijk {dutch(kader.peildatum)}"
    day = "; ".join(demands) or day
    return tuple(Stap(feit_id, name, day, _group_known(old, name)) for name in change.onderdelen)


def _item_known(old: Antwoord, name: str) -> bool:
    return isinstance(old.waarde, Checklist) and old.waarde.items.get(name) is not None


def _group_known(old: Antwoord, name: str) -> bool:
    return isinstance(old.waarde, Groepen) and old.waarde.datums.get(name) is not None


__all__ = ["Wijziging", "changes", "demand", "steps_of"]
