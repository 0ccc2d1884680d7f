"""Why the status of a norm turned: one thing after another as it is on the other side.

The mixtures of two sides do not depend on the norm, so they are made once for a whole comparison,
and only those in which something really changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from weerbaar_cli.engine.score.mogelijk import UNKNOWN
from weerbaar_cli.engine.score.score import Scan, judge
from weerbaar_cli.feitsoorten.feitsoorten import is_complete
from weerbaar_cli.model.uitkomsten.vergelijking import OORZAKEN, Oorzaak, Wending

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.mogelijk import Antwoorden
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.feitsoorten.antwoord import Antwoord
    from weerbaar_cli.model.bestanden.feit import Catalogus
    from weerbaar_cli.model.bestanden.raamwerk import Norm, Status

T = TypeVar("T")


@dataclass(frozen=True)
class Zijde:
    """One side of a comparison."""

    kern: Rekenraamwerk
    scan: Scan
    peildatum: date


@dataclass(frozen=True)
class _Stand:
    """A mixture of two sides, and what changed last."""

    kern: Rekenraamwerk
    scan: Scan
    dag: date
    oorzaak: Oorzaak | None = None
    # Whose number of the norm the rules, the decisions and the judgements have.
    nieuw: tuple[bool, bool, bool] = (False, False, False)

    def norm(self, namen: tuple[str, str]) -> Norm:
        found = self.kern.raamwerk.find_norm(namen[self.nieuw[0]])
        assert found is not None
        return found

    def status(self, namen: tuple[str, str]) -> Status:
        """How the norm stands; `namen` are its numbers on the two sides."""
        toetsing = self.scan.toetsing.get(namen[self.nieuw[2]])
        if toetsing is not None:
            return toetsing.oordeel
        norm, key = self.norm(namen), namen[self.nieuw[1]]
        scan = self.scan if key == norm.id else _renamed(self.scan, key, norm.id)
        return judge(self.kern, scan, norm, self.dag)[0]


def _renamed(scan: Scan, key: str, norm_id: str) -> Scan:
    """The decision about a norm under its other number; what has that number now is another."""
    own = {norm_id: scan.nvt[key]} if key in scan.nvt else {}
    return replace(scan, nvt=own)


class Weg:
    """The way from one side to the other; it always runs in the direction of time, so that a
    comparison and its mirror image name the same causes."""

    def __init__(self, van: Zijde, naar: Zijde) -> None:
        self._terug = _is_after(van, naar)
        self._van, self._naar = (naar, van) if self._terug else (van, naar)

    def turns(self, was: str, wordt: str) -> tuple[Wending, ...]:
        """The causes that turned one norm, in the documented order."""
        if not self._terug:
            return tuple(self._forward((was, wordt)))
        there = reversed(list(self._forward((wordt, was))))
        return tuple(replace(one, van=one.naar, naar=one.van) for one in there)

    def _forward(self, namen: tuple[str, str]) -> Iterator[Wending]:
        first, *rest = self._standen
        stand, status = first, first.status(namen)
        for after in rest:
            turned = after.status(namen)
            if turned != status and after.oorzaak is not None:
                groepen = _sharing(stand, after, namen)
                yield Wending(after.oorzaak, status, turned, groepen)
            stand, status = after, turned

    @cached_property
    def _standen(self) -> list[_Stand]:
        van = self._van
        kern = van.kern.for_type(van.scan.partijtype)
        standen = [_Stand(kern, replace(van.scan, ankerdatum=van.peildatum), van.peildatum)]
        for oorzaak in OORZAKEN:
            changed = self._change(standen[-1], oorzaak)
            if replace(changed, oorzaak=standen[-1].oorzaak) != standen[-1]:
                standen.append(changed)
        return standen

    def _change(self, stand: _Stand, oorzaak: Oorzaak) -> _Stand:
        """One more thing as it is on the other side."""
        naar, scan = self._naar, stand.scan
        other = naar.scan
        stand = replace(stand, oorzaak=oorzaak)
        match oorzaak:
            case "regels":
                kern = naar.kern.for_type(scan.partijtype)
                return replace(stand, kern=kern, nieuw=(True, False, False))
            case "anker":
                return replace(stand, scan=replace(scan, ankerdatum=naar.peildatum))
            case "tijd":
                return replace(stand, dag=naar.peildatum)
            case "dekking":
                catalogus = {**stand.kern.catalogus, **naar.kern.catalogus}
                mixed = _newly_known(scan.antwoorden, other.antwoorden, catalogus)
                # What is filled in now may be dated up to the other side's own peildatum.
                changed = replace(scan, antwoorden=mixed, peildatum=other.peildatum)
                return replace(stand, scan=changed)
            case "feiten":
                return replace(stand, scan=replace(scan, antwoorden=other.antwoorden))
            case "toepassing":
                kern = naar.kern.for_type(other.partijtype)
                changed = replace(scan, nvt=other.nvt, partijtype=other.partijtype)
                return replace(stand, kern=kern, scan=changed, nieuw=(True, True, False))
            case "toetsing":
                changed = replace(scan, toetsing=other.toetsing)
                return replace(stand, scan=changed, nieuw=(True, True, True))


def _is_after(van: Zijde, naar: Zijde) -> bool:
    """Whether time runs the other way; on one day by what is compared alone, in a fixed order."""
    if van.peildatum != naar.peildatum:
        return van.peildatum > naar.peildatum
    return _contents(van) > _contents(naar)


def _contents(side: Zijde) -> str:
    return repr((sorted(side.scan.antwoorden), side.scan))


def _newly_known(van: Antwoorden, naar: Antwoorden, catalogus: Catalogus) -> dict[str, Antwoord]:
    """The old answers, with those that are newly or no longer filled in as they are now."""
    mixed: dict[str, Antwoord] = {}
    for feit_id in dict.fromkeys((*van, *naar)):
        old, new = van.get(feit_id, UNKNOWN), naar.get(feit_id, UNKNOWN)
        feit = catalogus[feit_id]
        covered = is_complete(old.waarde, feit), is_complete(new.waarde, feit)
        blank = old.waarde is None, new.waarde is None
        changed = covered[0] != covered[1] or blank[0] != blank[1]
        mixed[feit_id] = new if changed else old
    return {feit_id: antwoord for feit_id, antwoord in mixed.items() if antwoord is not UNKNOWN}


def _sharing(before: _Stand, after: _Stand, namen: tuple[str, str]) -> tuple[str, ...]:
    """The groups whose shared facts are other ones, of those that the norm reads."""
    changed = changed_facts(after.kern, after.norm(namen), before.scan, after.scan)
    names = (new.van or old.van for old, new in changed)
    return tuple(dict.fromkeys(name for name in names if name is not None))


def changed_facts(
    kern: Rekenraamwerk, norm: Norm, van: Scan, naar: Scan
) -> list[tuple[Antwoord, Antwoord]]:
    """The answers that a norm reads and that are not the same on both sides."""
    pairs = (
        (van.antwoorden.get(feit_id, UNKNOWN), naar.antwoorden.get(feit_id, UNKNOWN))
        for feit_id in kern.feiten(norm)
    )
    return [(old, new) for old, new in pairs if _said(old) != _said(new)]


def _said(antwoord: Antwoord) -> tuple[object, ...]:
    """What a rule reads of an answer: who says it, and what is told besides, turn no norm."""
    return antwoord.waarde, bool(antwoord.bewijs)
