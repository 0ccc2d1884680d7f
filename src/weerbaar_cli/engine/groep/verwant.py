"""Which figures a norm may have, from the rules of the raamwerk and the groups alone.

Counts of norms that read one fact can be added up against each other: a norm on a date within six
months and one on the same date within two years are one set within another, and with the parties
whose result lapses the sum can reach the whole group. So norms that share a fact show how many
`voldoet` and nothing more, and that only where it can be shown to give nothing away. No result of
any party plays a part in this: who reads what is left out learns nothing from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.engine.score.mogelijk import Scan, all_rows, outcomes_of
from weerbaar_cli.engine.score.rekenraamwerk import Vastgelegd, make_samenstel
from weerbaar_cli.engine.score.score import is_meant
from weerbaar_cli.feitsoorten.combinaties import walk

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.mogelijk import Antwoorden
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.model.bestanden.raamwerk import Norm

# Norms that share facts are looked at together; more than this is too many to be sure of.
MOST_TOGETHER = 6


class Bundel(NamedTuple):
    """Parties, by number, for which a group that they belong to answered the same facts."""

    partijen: frozenset[int]
    feiten: frozenset[str]


class Normtoon(NamedTuple):
    """What may be shown of one norm.

    `geteld` are the numbers of the parties for whose type the norm is meant. `meer` allows a cause
    and a lapse beside the count; `oorzaak` is the fact of that cause.
    """

    norm: Norm
    geteld: frozenset[int]
    toon: bool
    meer: bool
    oorzaak: str | None


def choose_figures(
    kern: Rekenraamwerk,
    partijtypen: Sequence[str],
    bundels: Sequence[Bundel],
    day: date,
    kenmerken: Sequence[Antwoorden] = (),
) -> tuple[Normtoon, ...]:
    """Per norm what may be shown, for parties of these types, in the order of the raamwerk.

    `kenmerken` is what is known of each party itself; a reader knows that as well, so that a norm
    that is meant for the large ones is told of those alone.
    """
    known = kenmerken or [{}] * len(partijtypen)
    leden = [Scan(kind, day, own, {}, {}) for kind, own in zip(partijtypen, known, strict=True)]
    chooser = _Keuze(kern, leden, bundels, day)
    return tuple(chooser.choose())


class _Keuze:
    def __init__(
        self, kern: Rekenraamwerk, leden: Sequence[Scan], bundels: Sequence[Bundel], day: date
    ) -> None:
        self.kern, self.bundels, self.day, self.leden = kern, bundels, day, leden
        self.typen = tuple(one.partijtype for one in leden)
        self.normen = tuple(kern.raamwerk.normen)
        self.geteld = {norm.id: self._counted(norm) for norm in self.normen}
        self.feiten = {norm.id: self._facts(norm) for norm in self.normen}

    def _counted(self, norm: Norm) -> frozenset[int]:
        return frozenset(
            number
            for number, lid in enumerate(self.leden)
            if is_meant(self.kern, lid, norm, self.day)
        )

    def _types(self, norm: Norm) -> list[str]:
        return sorted({self.typen[number] for number in self.geteld[norm.id]})

    def _facts(self, norm: Norm) -> frozenset[str]:
        """Every fact that its rule reads, for any type of party that is counted.

        What is known of the party itself is no fact that two norms could share.
        """
        return frozenset(name for name in self._read(norm) if not self._is_kenmerk(name))

    def _is_kenmerk(self, feit_id: str) -> bool:
        return self.kern.catalogus[feit_id].is_kenmerk

    def _read(self, norm: Norm) -> frozenset[str]:
        regels = (self.kern.for_type(one).regels.get(norm.id) for one in self._types(norm))
        trossen = (tros for regel in regels if regel is not None for tros in regel.trossen)
        return frozenset(feit_id for tros in trossen for feit_id in tros.feit_ids)

    def choose(self) -> Iterator[Normtoon]:
        shown: set[str] = set()
        for norm in self.normen:
            related = self._related(norm)
            toon = not self._is_tied(norm) and self._is_safe(norm, related)
            meer = toon and len(related) == 1 and not self._differs(norm)
            oorzaak = next(self._causes(norm, shown), None) if meer else None
            shown |= {oorzaak} if oorzaak is not None else set()
            yield Normtoon(norm, self.geteld[norm.id], toon, meer, oorzaak)

    def _causes(self, norm: Norm, shown: set[str]) -> Iterator[str]:
        """The facts of `voldoet` in the norm's own order that no earlier norm shows."""
        wanted = _facts_of_voldoet(norm)
        return (name for name in norm.feit_ids if name in wanted and name not in shown)

    def _differs(self, norm: Norm) -> bool:
        """Whether types of parties have rules of their own: then one may be able to lapse, and
        another not, and a count of all who can would name them."""
        own_rule = any(one in norm.voor for one in self._types(norm))
        return own_rule or any(map(self._is_kenmerk, self._read(norm)))

    def _is_tied(self, norm: Norm) -> bool:
        """Whether parties have a fact of this norm from one and the same group.

        Who knows one of them knows them all, which is more than a reader may know; so it is also
        where the group is everyone.
        """
        geteld = self.geteld[norm.id]
        for bundel in self.bundels:
            tied = bundel.partijen & geteld
            if len(tied) > 1 and bundel.feiten & self.feiten[norm.id]:
                return True
        return False

    def _related(self, norm: Norm) -> tuple[Norm, ...]:
        """The norm with all that share a fact with it, directly or through another."""
        found, facts = [norm], set(self.feiten[norm.id])
        grown = True
        while grown:
            more = [one for one in self.normen if one not in found and self._meets(one, facts)]
            found += more
            facts |= {name for one in more for name in self.feiten[one.id]}
            grown = bool(more)
        return tuple(one for one in self.normen if one in found)

    def _meets(self, norm: Norm, facts: set[str]) -> bool:
        return bool(self.geteld[norm.id]) and bool(self.feiten[norm.id] & facts)

    def _is_safe(self, norm: Norm, related: tuple[Norm, ...]) -> bool:
        """Whether the count of this norm says nothing through others; of related ones the first
        may always stay."""
        if self._differs(norm) and not self._is_free_for_all((norm,)):
            return False  # a type that can never meet it would not be one of those that may
        if len(related) == 1 or norm is related[0]:
            return True
        one_group = len({self.geteld[one.id] for one in related}) == 1
        if len(related) == 2 and one_group and not any(map(self._differs, related)):
            return True  # any tie of two counts of like parties is harmless; the tests try them all
        return len(related) <= MOST_TOGETHER and self._is_free_for_all(related)

    def _is_free_for_all(self, normen: tuple[Norm, ...]) -> bool:
        numbers = {number for one in normen for number in self.geteld[one.id]}
        # Parties that are alike in all that the rules see of them are tried once.
        unlike = {self._profile(number): number for number in sorted(numbers)}
        return all(self._is_free(normen, number) for number in unlike.values())

    def _profile(self, number: int) -> tuple[object, ...]:
        lid = self.leden[number]
        known = ((name, one.waarde) for name, one in lid.antwoorden.items())
        return lid.partijtype, *sorted(known, key=lambda one: one[0])

    def _is_free(self, related: tuple[Norm, ...], number: int) -> bool:
        """Whether this party can meet any of these norms and miss any other."""
        lid = self.leden[number]
        kern = self.kern.for_type(lid.partijtype)
        own = [kern.normen[one.id] for one in related if number in self.geteld[one.id]]
        ruled = [one for one in own if one.id in kern.regels]
        kader = kern.kader(self.day, self.day)
        away = (one.id for one in self.normen if number not in self.geteld[one.id])
        vast: Vastgelegd = tuple((name, "nvt") for name in away)
        veld = make_samenstel(ruled, kader, kern.normen, vast)
        seen = {
            tuple(beslis(uitkomsten) == "voldoet" for beslis in veld.beslissen)
            for uitkomsten in outcomes_of(veld, all_rows(veld, lid.antwoorden, kader))
        }
        return seen == set(product((True, False), repeat=len(ruled)))


def _facts_of_voldoet(norm: Norm) -> set[str]:
    """The facts in `voldoet` of the norm and of its parts."""
    roots = [one.voldoet for one in (norm, *norm.delen) if one.voldoet is not None]
    found = (getattr(toets, "feit", None) for root in roots for toets in walk(root))
    return {name for name in found if name is not None}


def facts_read(kern: Rekenraamwerk) -> frozenset[str]:
    """Every fact that a rule of the raamwerk reads, for whatever type of party."""
    types = {name for norm in kern.raamwerk.normen for name in norm.voor}
    kernen = [kern, *(kern.for_type(name) for name in types)]
    regels = (regel for one in kernen for regel in one.regels.values())
    return frozenset(
        feit_id for regel in regels for tros in regel.trossen for feit_id in tros.feit_ids
    )
