"""What a gate holds of metingen since a revision: none is gone, and what was vastgesteld stays.

A gate needs little of a meting, so it can look at one that is sealed by what its envelope says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from weerbaar_cli.model.bevinding import Bevinding, Pad, cite
from weerbaar_cli.model.strict import fold

VASTGESTELD = "vastgesteld"


class Metingstand(Struct, frozen=True, eq=False):
    """A meting as a gate knows it. `partij` is the same on both sides for the same party.

    Without `raamwerken` it is not known by which it is; `inhoud` is equal when nothing changed.
    """

    bestand: str
    partij: str
    soort: str
    peildatum: str
    status: str
    raamwerken: frozenset[str] = frozenset()
    inhoud: Any = None
    wijziging: Any = None

    @property
    def sleutel(self) -> tuple[str, str, str]:
        """By what it is the same meting, wherever it stands."""
        return self.partij, self.soort, self.peildatum

    def shares_raamwerk(self, other: Metingstand) -> bool:
        """An organisation may keep a file for each raamwerk."""
        known = self.raamwerken and other.raamwerken
        return not known or not self.raamwerken.isdisjoint(other.raamwerken)


def pair_standen(
    toen: Sequence[Metingstand], nu: Sequence[Metingstand], stil: Sequence[Metingstand] = ()
) -> Iterator[tuple[Metingstand, Metingstand | None]]:
    """Each of then with what it is now: by organisation, soort and peildatum, never by its file.

    One that was a concept, or is changed by a new decision, may have got another kind or day. What
    did not change (`stil`) is itself: it is what another became only where both were the same.
    """
    by_key: dict[tuple[str, str, str], list[Metingstand]] = defaultdict(list)
    by_partij: dict[str, list[Metingstand]] = defaultdict(list)
    for one in nu:
        by_partij[one.partij].append(one)
    for one in (*nu, *stil):
        by_key[one.sleutel].append(one)
    same = {one: _first(one, by_key.get(one.sleutel, ())) for one in toen}
    taken = set(same.values())
    for old, new in same.items():
        free = (one for one in by_partij.get(old.partij, ()) if one not in taken)
        moved = [one for one in free if old.status == "concept" or _decides(old, one)]
        found = new or _first(old, moved)
        taken.add(found)
        yield old, found


def _first(old: Metingstand, found: Sequence[Metingstand]) -> Metingstand | None:
    return next((one for one in found if old.shares_raamwerk(one)), None)


def _decides(old: Metingstand, new: Metingstand) -> bool:
    """Whether a decision to change it was written down, another than stood there already."""
    return new.wijziging is not None and new.wijziging != old.wijziging


def check_stand(old: Metingstand, new: Metingstand | None) -> Iterator[Bevinding]:
    """What is wrong with what became of a meting."""
    if new is None:
        what = cite(f"{old.partij}, {old.soort} op {old.peildatum}")
        yield Bevinding("meting-verdwenen", f"de meting van {what} is er niet meer")
        return
    if old.status == VASTGESTELD and old.inhoud != new.inhoud and not _decides(old, new):
        more = "" if new.wijziging is None else "; het besluit bij «wijziging» stond er al"
        text = f"deze meting was vastgesteld en is veranderd{more}"
        yield Bevinding("vastgesteld-gewijzigd", text, _difference(old.inhoud, new.inhoud))
    if isinstance(old.inhoud, dict) and isinstance(new.inhoud, dict):
        yield from _check_functies(old.inhoud, new.inhoud)


def _check_functies(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Bevinding]:
    """Who filled in decides nothing, also when the line that says so is taken away for it."""
    who = fold(str(old.get("ingevuld_door") or ""))
    if not who or new.get("ingevuld_door"):
        return
    for block, key in (("nvt", "besloten_door"), ("toetsing", "toetser")):
        was, now = _rows(old, block), _rows(new, block)
        own = (one for one in now if fold(str(_rows(now, one).get(key) or "")) == who)
        text = "deze functie vulde deze meting in, en die regel is weg"
        added = (one for one in own if now[one] != was.get(one))
        yield from (Bevinding("zelfde-functie", text, (block, norm, key)) for norm in added)


def _rows(data: dict[str, Any], key: str) -> dict[str, Any]:
    found = data.get(key)
    return found if isinstance(found, dict) else {}


def _difference(old: Any, new: Any) -> Pad:
    """The path to the first value that is another one now."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return ()
    for key in (*new, *old):
        if old.get(key) != new.get(key):
            return (key, *_difference(old.get(key), new[key])) if key in new else ()
    return ()
