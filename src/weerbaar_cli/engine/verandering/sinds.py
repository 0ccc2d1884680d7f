"""What a gate holds of metingen since a revision: none is gone, and what was vastgesteld stays.

A gate needs little of a meting, so it can look at one that is sealed by what its envelope says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weerbaar_cli.model.bevinding import Bevinding, Pad, cite

VASTGESTELD = "vastgesteld"


@dataclass(frozen=True, eq=False)
class Metingstand:
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


def check_stand(old: Metingstand, new: Metingstand | None) -> Bevinding | None:
    """What is wrong with what became of a meting."""
    if new is None:
        what = cite(f"{old.partij}, {old.soort} op {old.peildatum}")
        return Bevinding("meting-verdwenen", f"de meting van {what} is er niet meer")
    if old.status != VASTGESTELD or old.inhoud == new.inhoud or _decides(old, new):
        return None
    more = "" if new.wijziging is None else "; het besluit bij «wijziging» stond er al"
    text = f"deze meting was vastgesteld en is veranderd{more}"
    return Bevinding("vastgesteld-gewijzigd", text, _difference(old.inhoud, new.inhoud))


def _difference(old: Any, new: Any) -> Pad:
    """The path to the first value that is another one now."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return ()
    for key in (*new, *old):
        if old.get(key) != new.get(key):
            return (key, *_difference(old.get(key), new[key])) if key in new else ()
    return ()
