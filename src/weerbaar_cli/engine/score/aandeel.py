"""How much is met, and whether that is in order: counted over every completion of the facts.

A share has a least and a most that completions can give; «op orde» is true or false only where
every completion agrees. Norms that are obligatory must all be met, levels are weighed each by
itself, and what is only recommended plays no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import compress, product
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from weerbaar_cli.engine.score.mogelijk import Antwoorden, all_rows, outcomes_of
from weerbaar_cli.engine.score.rekenraamwerk import connected, make_samenstel
from weerbaar_cli.model.uitkomsten.oordeel import Aandeelbereik, Niveauoordeel, Normoordeel, count

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk, Rekenregel
    from weerbaar_cli.feitsoorten.toetskader import Toetskader
    from weerbaar_cli.model.bestanden.raamwerk import Status


class _Som(NamedTuple):
    """How many norms are met and how many apply, and the same of the obligatory ones among them."""

    voldoet: int
    geldt: int
    verplicht_voldoet: int
    verplicht_geldt: int

    def is_op_orde(self, needed: Fraction) -> bool:
        """Every obligatory norm is met, and this share of the others."""
        rest_voldoet = self.voldoet - self.verplicht_voldoet
        rest_geldt = self.geldt - self.verplicht_geldt
        missed = self.verplicht_voldoet < self.verplicht_geldt
        return not missed and rest_voldoet >= needed * rest_geldt


class Weging(Struct, frozen=True):
    """The norms of one meting on one day, weighed together."""

    kern: Rekenraamwerk
    regels: Mapping[str, Rekenregel]
    antwoorden: Antwoorden
    kader: Toetskader
    _sommen: dict[tuple[str, ...], set[_Som]] = field(default_factory=dict)

    def aandeel(self, normen: Iterable[Normoordeel]) -> Aandeelbereik:
        """The share that voldoet of what applies, and the least and most that it can become."""
        return self._share(_counting(normen))

    def op_orde(self, normen: Iterable[Normoordeel]) -> bool | None:
        """Whether the base is in order, by the raamwerk's own rule."""
        raamwerk = self.kern.raamwerk
        niveau = raamwerk.op_orde.niveau
        own = [norm for norm in _counting(normen) if niveau in (None, norm.niveau)]
        return self._decide(own, self.kern.lezing.aandeel(raamwerk.needed_aandeel()))

    def niveaus(self, normen: Sequence[Normoordeel]) -> Iterator[Niveauoordeel]:
        """Every level that the raamwerk has."""
        raamwerk = self.kern.raamwerk
        for name, niveau in raamwerk.niveaus.items():
            own = [norm for norm in _counting(normen) if norm.niveau == name]
            needed = self.kern.lezing.aandeel(raamwerk.niveau_aandeel(name))
            settled = self._decide(own, needed)
            yield Niveauoordeel(name, niveau.titel, count(own), self._share(own), settled)

    def _share(self, normen: Sequence[Normoordeel]) -> Aandeelbereik:
        shares = [Fraction(one.voldoet, one.geldt) for one in self._sums(normen) if one.geldt]
        now = _sum(normen, [norm.oordeel for norm in normen])
        return Aandeelbereik(
            Fraction(now.voldoet, now.geldt) if now.geldt else None,
            min(shares, default=None),
            max(shares, default=None),
        )

    def _decide(self, normen: Sequence[Normoordeel], needed: Fraction) -> bool | None:
        """True or false when every completion agrees; null when it is still open."""
        found = {one.is_op_orde(needed) for one in self._sums(normen) if one.geldt}
        return found.pop() if len(found) == 1 else None

    def _sums(self, normen: Sequence[Normoordeel]) -> set[_Som]:
        """What completions can give.

        Norms that read the same unknown facts are completed together; a tested norm stays as it is.
        """
        key = tuple(norm.id for norm in normen)
        if key not in self._sommen:
            self._sommen[key] = self._add_up(normen)
        return self._sommen[key]

    def _add_up(self, normen: Sequence[Normoordeel]) -> set[_Som]:
        fixed = [norm for norm in normen if norm.oordeel != "onbekend"]
        still_open = [norm for norm in normen if norm.oordeel == "onbekend"]
        totals = {tuple(_sum(fixed, [norm.oordeel for norm in fixed]))}
        for group in _connected(still_open, self.regels):
            found = {tuple(_sum(group, statuses)) for statuses in self._joint(group)}
            # Written out, as a hundred thousand of these are made for an empty meting.
            totals = {
                (a + e, b + f, c + g, d + h)
                for (a, b, c, d), (e, f, g, h) in product(totals, found)
            }
        return {_Som(*one) for one in totals}

    def _joint(self, group: Sequence[Normoordeel]) -> Iterable[tuple[Status, ...]]:
        """Every row of statuses that completions can give to these norms together."""
        if len(group) == 1:
            return {(status,) for status in group[0].mogelijk}
        regels = [self.regels[norm.id] for norm in group]
        vast = dict(one for regel in regels for one in regel.vast)
        normen = (regel.norm for regel in regels)
        veld = make_samenstel(normen, self.kader, self.kern.normen, tuple(vast.items()))
        rows = all_rows(veld, self.antwoorden, self.kader)
        return {
            tuple(beslis(uitkomsten) for beslis in veld.beslissen)
            for uitkomsten in outcomes_of(veld, rows)
        }


def _counting(normen: Iterable[Normoordeel]) -> list[Normoordeel]:
    return [norm for norm in normen if norm.telt_mee]


def _sum(normen: Sequence[Normoordeel], statuses: Sequence[Status]) -> _Som:
    geldt = [status != "nvt" for status in statuses]
    met = [status == "voldoet" for status in statuses]
    bound = [norm.verplicht for norm in normen]
    if not any(bound):
        return _Som(sum(met), sum(geldt), 0, 0)
    return _Som(sum(met), sum(geldt), sum(compress(met, bound)), sum(compress(geldt, bound)))


def _connected(
    normen: Sequence[Normoordeel], regels: Mapping[str, Rekenregel]
) -> list[tuple[Normoordeel, ...]]:
    """Norms whose oordeel is open, in groups that share facts."""
    groups = connected((norm, _facts(regels.get(norm.id))) for norm in normen)
    return [tuple(members) for _, members in groups]


def _facts(regel: Rekenregel | None) -> list[str]:
    trossen = regel.trossen if regel is not None else ()
    return [feit_id for tros in trossen for feit_id in tros.feit_ids]
