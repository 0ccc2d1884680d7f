"""What the register of publications must satisfy: whole files, and groups that can stand together.

A register that this program wrote alone satisfies it. A merge of two branches may not, and neither
may one that was changed by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from weerbaar_cli.engine.checks.meting import persons_in
from weerbaar_cli.engine.groep.publiceren import same_round
from weerbaar_cli.model.bestanden.publicaties import take_afdruk, take_code
from weerbaar_cli.model.bevinding import Bevinding, Pad, cite
from weerbaar_cli.model.tijd import dutch

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.publicaties import (
        Intrekking,
        Publicatie,
        Publicaties,
        Register,
        Zout,
    )

INTREK = "weerbaar publicaties --intrek {} --reden … --door FUNCTIE"


class Samenhang(Struct, frozen=True, dict=True):
    """The whole register, who the members may be, and which raamwerken read the same facts."""

    register: Register
    leden: frozenset[str]
    shares_facts: Callable[[Publicatie, Publicatie], bool]

    def groep(self, one: Publicatie) -> frozenset[str]:
        """The members by name where the werkmap knows them, else as they stand in the file."""
        names = self._names.get(one.zout, {})
        return frozenset(names.get(lid, f"{one.zout} {lid}") for lid in one.leden)

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        """Everybody who may be a member, hashed anew with each salt."""
        return {
            code: {take_afdruk(zout, lid): lid for lid in self.leden}
            for code, zout in self.register.zouten.items()
        }


def check_publicatie(one: Publicatie, samenhang: Samenhang, naam: str) -> list[Bevinding]:
    """All that is wrong with a publication; `naam` is how its file is called."""
    register = samenhang.register
    found = [*check_heel(one, register), *persons_in(one.ontvanger or "", ("ontvanger",))]
    if naam != (own := f"publicatie-{one.code}.yaml"):
        found.append(_misnamed(own, ("code",)))
    for code in sorted({*one.herziet} & register.ingetrokken):
        text = f"deze publicatie herziet {cite(code)}, en die is ingetrokken"
        found.append(Bevinding("steunt-op-intrekking", text, ("herziet",), "waarschuwing"))
    # Each pair once, at the later code.
    geldig = [other for other in register.geldig if other.code < one.code]
    others = [] if one.code in register.ingetrokken else geldig
    return [*found, *_clashes(one, others, samenhang, ("code",))]


def check_heel(one: Publicatie, register: Register) -> list[Bevinding]:
    """Whether a publication is as it was written, so that others can be compared with it."""
    found = [*_size(one.aantal, one.leden, ("aantal",))]
    if one.code != one.eigen_code:
        text = "de code past niet bij wat er in dit bestand staat"
        found.append(Bevinding("publicatie-veranderd", text, ("code",)))
    if one.zout not in register.zouten:
        text = f"het bestand zout-{cite(one.zout)}.yaml ontbreekt, of zijn zout is veranderd"
        found.append(Bevinding("zout-ontbreekt", text, ("zout",)))
    return found


def check_uitgaven(bestand: Publicaties, samenhang: Samenhang) -> list[Bevinding]:
    """All that is wrong with a register of 0.1.0."""
    zout = take_code(bestand.zout)
    found: list[Bevinding] = []
    before: list[Publicatie] = []
    for index, uitgave in enumerate(bestand.uitgaven):
        here = ("uitgaven", index)
        found += _size(uitgave.aantal, uitgave.leden, (*here, "aantal"))
        new = uitgave.as_publicaties(zout)
        found += [each for one in new for each in _clashes(one, before, samenhang, here)]
        before += new
    return list(dict.fromkeys(found))


def check_intrekking(one: Intrekking, samenhang: Samenhang, naam: str) -> list[Bevinding]:
    """Whether what was withdrawn is there, and what stands only because of it."""
    # A decision is of a function, and needs nobody's name.
    found = [*persons_in(one.reden, ("reden",)), *persons_in(one.door, ("door",))]
    known = {each.code: each for each in samenhang.register.publicaties}
    if one.publicatie not in known:
        text = f"er is geen publicatie {cite(one.publicatie)}"
        return [*found, Bevinding("onbekende-publicatie", text, ("publicatie",))]
    if naam != (own := f"intrekking-{one.code}.yaml"):
        found.append(_misnamed(own, ("publicatie",)))
    gone = known[one.publicatie]
    others = (one.code for one in samenhang.register.geldig if clash(gone, one, samenhang))
    told = [f"publicatie {cite(code)} kon alleen omdat deze is ingetrokken" for code in others]
    found += [Bevinding("steunt-op-intrekking", text, ("publicatie",), "hint") for text in told]
    return found


def check_zout(one: Zout, naam: str) -> list[Bevinding]:
    """Whether a salt is still the one that its file is called after."""
    if naam == f"zout-{one.code}.yaml":
        return []
    text = "dit zout past niet bij de naam van het bestand"
    return [Bevinding("publicatie-veranderd", text, ("zout",))]


def _misnamed(own: str, pad: Pad) -> Bevinding:
    tip = "Geef het die naam. Staat dat bestand er al, zet dit dan in een andere map."
    text = f"dit bestand hoort {cite(own)} te heten"
    return Bevinding("publicatie-veranderd", text, pad, suggestie=tip)


def _size(aantal: int, leden: Iterable[str], pad: Pad) -> Iterator[Bevinding]:
    rows = list(leden)
    if not aantal == len(rows) == len(set(rows)):
        text = f"aantal is {aantal}, en er staan {len(set(rows))} verschillende leden"
        yield Bevinding("publicatie-onvolledig", text, pad)


def _clashes(
    one: Publicatie, others: Iterable[Publicatie], samenhang: Samenhang, pad: Pad
) -> Iterator[Bevinding]:
    """The publications that this one cannot stand beside."""
    for other in others:
        why = clash(other, one, samenhang)
        if why:
            when = f"{cite(other.raamwerk)} op {dutch(other.peildatum)} ({other.doelgroep})"
            text = f"kan niet naast publicatie {cite(other.code)}, {when}: {why}"
            tip = f"Nooit verspreid? «{INTREK.format(one.code)}», of met {other.code}."
            yield Bevinding("publicaties-botsen", text, pad, suggestie=tip)


def clash(one: Publicatie, other: Publicatie, samenhang: Samenhang) -> str:
    """Why two publications cannot stand side by side, in words; empty when they can."""
    if not same_round(one.peildatum, other.peildatum):
        return ""
    if one.raamwerk != other.raamwerk:
        meet = _overlap(one, other, samenhang) and samenhang.shares_facts(one, other)
        return "een ander raamwerk met dezelfde feiten" if meet else ""
    if _equal(one, other, samenhang):
        return _differ(one, other)
    return "een andere groep met dezelfde leden" if _overlap(one, other, samenhang) else ""


def _equal(one: Publicatie, other: Publicatie, samenhang: Samenhang) -> bool:
    if one.zout == other.zout:
        return one.groep == other.groep
    return samenhang.groep(one) == samenhang.groep(other)


def _overlap(one: Publicatie, other: Publicatie, samenhang: Samenhang) -> bool:
    """Of two salts, members whom the werkmap does not know may be anyone."""
    if one.zout == other.zout:
        return not one.groep.isdisjoint(other.groep)
    groups = samenhang.groep(one), samenhang.groep(other)
    strangers = [groep - samenhang.leden for groep in groups]
    return not groups[0].isdisjoint(groups[1]) or all(strangers)


def _differ(one: Publicatie, other: Publicatie) -> str:
    """The same group twice: by other rules, or with other figures that correct nothing."""
    if (one.versie, one.lezing) != (other.versie, other.lezing):
        return "dezelfde groep met andere regels"
    forms = [(x.doelgroep, x.bekend_bij_lezer, x.exacte_aantallen) for x in (one, other)]
    linked = other.code in one.herziet or one.code in other.herziet
    known = one.waarden is not None and other.waarden is not None
    if known and not linked and forms[0] == forms[1] and one.waarden != other.waarden:
        return "andere cijfers van dezelfde groep"
    return ""


def as_lid(naam: str, partijtype: str) -> str:
    """A member as it is hashed: a party of another type is in another group."""
    return f"{naam}\n{partijtype}"
