"""Whether figures of a group may be published beside what was published before.

The same publication again always may: it tells nothing that is not out.
Whether a group is allowed rests on the groups and the rules alone, never on a result. Only whether
a correction of the same group may follow looks at results: it may when more parties changed an
answer than a reader may know. How many figures changed need not be weighed: every change of a
figure as it is told can be that of so many parties (a test derives it for every size).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from weerbaar_cli.engine.groep.belofte import is_allowed, known_to_reader
from weerbaar_cli.engine.groep.telling import Afspraak, Ronde, make_editie
from weerbaar_cli.model.bestanden.publicaties import (
    CODE_LENGTH,
    LENGTH,
    Publicatie,
    Publicatiedoel,
    Register,
    take_afdruk,
    take_teken,
)
from weerbaar_cli.model.tijd import Periode

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.feitsoorten.combinaties import Conditie
    from weerbaar_cli.model.bestanden.raamwerk import Norm, Regel
    from weerbaar_cli.model.uitkomsten.groepsbeeld import Tal

Bezwaarsoort = Literal[
    "andere_groep", "andere_regels", "minder_streng", "te_weinig_veranderd", "ander_raamwerk"
]
EEN_DATUM = Periode(maanden=1)


class Publicatievorm(NamedTuple):
    """In which form figures are told; the same answers give other figures in another form."""

    doelgroep: Publicatiedoel
    bekend: int
    exact: bool

    @property
    def m(self) -> int:
        """How many members' results a reader may know."""
        return known_to_reader(
            "openbaar" if self.doelgroep == "openbaar" else "bestuur", self.bekend
        )


class Voornemen(NamedTuple):
    """What is to be published. `leden` has per member its answers as text, in a fixed order.

    `waarden` gives the hash of the figures in any form, from the answers as they are now.
    """

    raamwerk: str
    versie: str
    peildatum: date
    lezing: str
    vorm: Publicatievorm
    leden: Mapping[str, str]
    waarden: Callable[[Publicatievorm], str]
    ontvanger: str | None = None


class Bezwaar(NamedTuple):
    """Why something may not be published, and the publication that stands in its way."""

    soort: Bezwaarsoort
    publicatie: Publicatie
    # What that one cannot stand beside itself: then its group may not be published anew either.
    botst: tuple[str, ...] = ()


def same_round(one: date, other: date) -> bool:
    """Whether two dates lie within one calendar month, both ends included: one measurement."""
    early, late = sorted((one, other))
    return EEN_DATUM.before(late) <= early


def find_objection(
    register: Register, new: Voornemen, shares_facts: Callable[[Publicatie], bool]
) -> Bezwaar | None:
    """The first publication that these figures could be laid over; None when they may go out."""
    if find_same(register, new) is not None:
        return None  # it tells nothing new, whatever else went out
    near = [one for one in register.geldig if same_round(one.peildatum, new.peildatum)]
    own = [one for one in near if one.raamwerk == new.raamwerk]
    for one in own:
        if not is_allowed(members(register, one, new), [one.groep]):
            return Bezwaar("andere_groep", one)
    for one in _of_group(register, own, new):
        if (one.versie, one.lezing) != (new.versie, new.lezing):
            return Bezwaar("andere_regels", one)
    for one in _of_group(register, register.geldig, new):
        if one.raamwerk == new.raamwerk and new.vorm.bekend < _vorm(one, new).bekend:
            return Bezwaar("minder_streng", one)
    for one in find_corrected(register, new):
        if changed(register, one, new) <= max(new.vorm.m, _vorm(one, new).m):
            return Bezwaar("te_weinig_veranderd", one)
    for one in near:
        meets = not members(register, one, new).isdisjoint(one.groep)
        if one.raamwerk != new.raamwerk and meets and shares_facts(one):
            return Bezwaar("ander_raamwerk", one)
    return None


def members(register: Register, one: Publicatie, new: Voornemen) -> frozenset[str]:
    """The members of a new group, hashed as a publication has them."""
    zout = register.zouten[one.zout]
    return frozenset(take_afdruk(zout, lid) for lid in new.leden)


def _of_group(
    register: Register, found: Sequence[Publicatie], new: Voornemen
) -> Iterator[Publicatie]:
    return (one for one in found if members(register, one, new) == one.groep)


def _vorm(one: Publicatie, new: Voornemen) -> Publicatievorm:
    """The form of an earlier publication; what it does not say is as it is now."""
    bekend = new.vorm.bekend if one.bekend_bij_lezer is None else one.bekend_bij_lezer
    exact = new.vorm.exact if one.exacte_aantallen is None else one.exacte_aantallen
    return Publicatievorm(one.doelgroep, bekend, exact)


def find_corrected(register: Register, new: Voornemen) -> list[Publicatie]:
    """The publications of this round and group whose figures would be others now."""
    near = [
        one
        for one in register.geldig
        if one.raamwerk == new.raamwerk and same_round(one.peildatum, new.peildatum)
    ]
    return [
        one
        for one in _of_group(register, near, new)
        if one.waarden is not None and one.waarden != new.waarden(_vorm(one, new))
    ]


def find_outgrown(register: Register, new: Voornemen) -> list[Publicatie]:
    """The publications of this group whose figures were for readers who know fewer members."""
    return [
        one
        for one in _of_group(register, register.geldig, new)
        if one.raamwerk == new.raamwerk and _vorm(one, new).bekend < new.vorm.bekend
    ]


def changed(register: Register, one: Publicatie, new: Voornemen) -> int:
    """Of how many members it is certain that they changed an answer since a publication."""
    zout = register.zouten[one.zout]
    signs = {take_afdruk(zout, lid): take_teken(zout, lid, text) for lid, text in new.leden.items()}
    return sum(old is not None and old != signs.get(lid) for lid, old in one.leden.items())


def find_same(register: Register, new: Voornemen) -> Publicatie | None:
    """The publication that this is again; None when it is new."""
    for one in _of_group(register, register.geldig, new):
        told = one.raamwerk, one.versie, one.peildatum, one.lezing, one.ontvanger
        asked = new.raamwerk, new.versie, new.peildatum, new.lezing, new.ontvanger
        if told == asked and _vorm(one, new) == new.vorm and one.waarden == new.waarden(new.vorm):
            return one
    return None


def make_publicatie(register: Register, new: Voornemen, zout: str, maker: str) -> Publicatie:
    """The entry of what is published now; `zout` is the code of a salt of the register."""
    salt = register.zouten[zout]
    made = Publicatie.model_construct(  # its parts are right, and not as a file writes them
        weerbaar="publicatie/1",
        code="0" * CODE_LENGTH,
        raamwerk=new.raamwerk,
        versie=new.versie,
        peildatum=new.peildatum,
        doelgroep=new.vorm.doelgroep,
        lezing=new.lezing,
        waarden=new.waarden(new.vorm),
        bekend_bij_lezer=new.vorm.bekend,
        exacte_aantallen=new.vorm.exact,
        ontvanger=new.ontvanger,
        herziet=tuple(sorted(one.code for one in find_corrected(register, new))),
        gemaakt_met=maker,
        zout=zout,
        aantal=len(new.leden),
        leden=dict(
            sorted(
                (take_afdruk(salt, lid), take_teken(salt, lid, text))
                for lid, text in new.leden.items()
            )
        ),
    ).sealed()
    while made.code in register.ingetrokken:  # it would stay withdrawn
        made = made.model_copy(update={"na_intrekking": made.code}).sealed()
    return made


def hash_figures(kern: Rekenraamwerk, ronde: Ronde, vorm: Publicatievorm) -> str:
    """The hash of the figures that are told of an edition in a form; for research of its rows."""
    told = "\n".join(_figures(kern, ronde, vorm))
    return hashlib.sha256(told.encode()).hexdigest()[:LENGTH]


def _figures(kern: Rekenraamwerk, ronde: Ronde, vorm: Publicatievorm) -> Iterator[str]:
    """As text that a later version of weerbaar writes alike."""
    if vorm.doelgroep == "onderzoek":
        parties = (one.oordeel.normen for one in ronde.inzendingen)
        yield from sorted(" ".join(f"{one.id} {one.oordeel}" for one in each) for each in parties)
        return
    normen = list(kern.raamwerk.normen)
    editie = make_editie(kern, ronde, Afspraak(vorm.doelgroep, vorm.bekend, vorm.exact))
    for one in editie.normen:
        norm = normen[one.norm]
        yield f"{norm.id} {_told(one.voldoet)}"
        if vorm.doelgroep == "bestuur":
            feit = None if one.oorzaakfeit is None else norm.feit_ids[one.oorzaakfeit]
            yield f"{feit} {_told(one.oorzaak)} {_told(one.verloopt)}"


def _told(tal: Tal | None) -> str:
    return "-" if tal is None else f"{tal.woord} {tal.laag} {tal.hoog} {tal.van}"


def rules_of(kern: Rekenraamwerk) -> Iterator[str]:
    """Everything by which a meting of this raamwerk is judged, in a fixed order."""
    raamwerk = kern.raamwerk
    yield f"partijtypen {sorted(raamwerk.partijtypen)}"
    yield from (f"{one.id} = {one.waarde}" for one in kern.parameters)
    asked: set[str] = set()
    for norm in raamwerk.normen:
        yield f"norm {norm.id} voor {sorted(norm.geldt_voor)} {norm.regel}"
        if norm.aard is not None:
            yield f"aard {norm.aard}"
        yield from _conditions(norm)
        asked |= {*kern.feiten(norm)}
    yield from _facts(kern, asked)


def _conditions(norm: Norm) -> Iterator[str]:
    yield _regel(norm)
    if norm.geldt_als is not None:
        yield f"geldt {_conditie(norm.geldt_als)}"
    yield from (f"deel {deel.id} {_regel(deel)}" for deel in norm.delen)
    yield from (f"type {name} {_regel(regel)}" for name, regel in sorted(norm.voor.items()))


def _regel(regel: Regel) -> str:
    return " | ".join(map(_conditie, (regel.nvt, regel.voldoet, regel.deels)))


def _conditie(conditie: Conditie | None) -> str:
    """Only what was written: what a later version of weerbaar could add makes no difference."""
    if conditie is None:
        return "-"
    return conditie.as_written()


def _facts(kern: Rekenraamwerk, asked: set[str]) -> Iterator[str]:
    """How a fact is read, and which changes of law touch it."""
    for name in sorted(asked & set(kern.catalogus)):
        feit = kern.catalogus[name]
        items = (sorted(feit.items), sorted(feit.namen), sorted(feit.waarden))
        yield f"feit {name} {feit.soort} {feit.groepen} {feit.overtreffen} {items}"
        if feit.is_kenmerk:
            yield f"kenmerk {name}"
    for name, anker in sorted(kern.ankers.items()):
        touched = sorted((feit, lijst) for feit, lijst in anker.feiten.items() if feit in asked)
        if touched:
            yield f"anker {name} {anker.vanaf.isoformat()} {touched}"
