"""From the results of the members of a group to what may be told of the group.

Here the names end: parties go in as numbers, and counts come out. What may be told of a count is
decided in `belofte`.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from weerbaar_cli.engine.groep import belofte
from weerbaar_cli.engine.groep.verwant import Bundel, Normtoon, choose_figures
from weerbaar_cli.model.bestanden.raamwerk import ALLE, aandeel_of
from weerbaar_cli.model.tijd import Periode
from weerbaar_cli.model.uitkomsten.groepsbeeld import (
    Behaald,
    Groepsbeeld,
    Groepsdoel,
    Groepseditie,
    Groepsnorm,
    Tal,
)
from weerbaar_cli.model.uitkomsten.oordeel import (
    Kortoordeel,
    Normoordeel,
    Raamwerkoordeel,
    Raamwerkstand,
    take_stand,
)

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.mogelijk import Antwoorden
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.model.bestanden.meting import Metingsoort
    from weerbaar_cli.model.bestanden.raamwerk import Status

VOORUIT = Periode(maanden=12)


class Partijstand(NamedTuple):
    """How one party, a number, stands on one norm."""

    partij: int
    norm: int
    voldoet: bool
    oorzaak: bool
    verloopt: bool


class Aantallen(NamedTuple):
    """How many parties; these are the true counts, which are not for publication."""

    voldoet: int
    oorzaak: int
    verloopt: int


def count_standen(standen: Sequence[Partijstand]) -> dict[int, Aantallen]:
    """Per norm how many."""
    found: dict[int, Aantallen] = {}
    for one in sorted(standen, key=lambda stand: stand.norm):
        old = found.get(one.norm, Aantallen(0, 0, 0))
        mine = (one.voldoet, one.oorzaak, one.verloopt)
        found[one.norm] = Aantallen(*(a + b for a, b in zip(old, mine, strict=True)))
    return found


class Inzending(Struct, frozen=True):
    """The result of one member; who it is plays no part any more."""

    partijtype: str
    oordeel: Raamwerkoordeel | Raamwerkstand
    # What is known of the party itself, such as its size: anyone can look that up.
    kenmerken: Antwoorden = field(default_factory=dict)
    # What it answered to all that the raamwerk asks, as text to hold against that of another day.
    antwoorden: str = ""

    def keep(self, until: date) -> Inzending:
        """What the figures ask of it, with lapses up to a day; it may travel then."""

        def nodig(one: Normoordeel) -> tuple[str, ...]:
            met = one.oordeel in ("voldoet", "nvt")
            return () if met else one.herleiding.nodige_feiten()

        def verloop(one: Normoordeel) -> tuple[date, Status] | None:
            return one.find_verloop(until) if one.oordeel == one.afgeleid == "voldoet" else None

        if isinstance(self.oordeel, Raamwerkstand):
            return self
        return replace(self, oordeel=take_stand(self.oordeel, nodig, verloop))


class Ronde(Struct, frozen=True, eq=False):
    """One edition of a group: every result that was handed in, and how many could have been.

    `geteld` keeps its figures: they are told, and hashed for the register.
    """

    soort: Metingsoort
    peildatum: date
    leden: int
    concept: int
    inzendingen: Sequence[Inzending]
    bundels: Sequence[Bundel] = ()
    geteld: dict[object, Groepseditie] = field(default_factory=dict)


class Afspraak(NamedTuple):
    """What the owner decided: for whom it is, how coarse, how far ahead, and when it is enough.

    `raden` is of how many members a report for the council is public, so known to every reader.
    """

    doel: Groepsdoel
    bekend: int = 2
    exact: bool = False
    behaald: str | None = None
    vooruit: Periode = VOORUIT
    raden: int = 0

    @property
    def m(self) -> int:
        """How many members' results a reader may know."""
        return belofte.known_to_reader(self.doel, self.bekend + self.raden)


def make_groepsbeeld(
    kern: Rekenraamwerk,
    nu: Ronde,
    vorige: Ronde | None,
    afspraak: Afspraak,
    *,
    zelfde_groep: bool | None,
    fictief: bool,
) -> Groepsbeeld:
    """All that is told of a group."""
    made = make_editie(kern, nu, afspraak)
    return Groepsbeeld(
        doel=afspraak.doel,
        bekend_bij_lezer=afspraak.m,
        raden=afspraak.raden,
        exact=afspraak.exact,
        fictief=fictief,
        verloopt_tot=end_of(afspraak, nu.peildatum),
        nu=made,
        vorige=_earlier(kern, vorige, afspraak, shown=zelfde_groep is True),
        zelfde_groep=zelfde_groep if vorige is not None else None,
        behaald=_is_reached(made, nu, afspraak, _bepalend(kern)),
        partijen_nodig=_needed(made, afspraak),
    )


def _earlier(
    kern: Rekenraamwerk, ronde: Ronde | None, afspraak: Afspraak, *, shown: bool
) -> Groepseditie | None:
    """Of an edition of another group only how many handed in: its figures would tell them apart."""
    if ronde is None:
        return None
    made = make_editie(kern, ronde, afspraak)
    return made if shown else made._replace(normen=())


def end_of(afspraak: Afspraak, day: date) -> date:
    """Up to which day a lapse counts."""
    return look_ahead(day, afspraak.vooruit)


def look_ahead(day: date, ahead: Periode = VOORUIT) -> date:
    """The last day of a period from a day on."""
    return Periode(-ahead.maanden, -ahead.dagen).before(day)


def make_editie(kern: Rekenraamwerk, ronde: Ronde, afspraak: Afspraak) -> Groepseditie:
    """The figures of one edition; a norm that is meant for nobody here has none."""
    until = end_of(afspraak, ronde.peildatum)
    key = kern, afspraak.m, afspraak.exact, until
    if key not in ronde.geteld:
        ronde.geteld[key] = _count_editie(kern, ronde, afspraak, until)
    return ronde.geteld[key]


def _count_editie(
    kern: Rekenraamwerk, ronde: Ronde, afspraak: Afspraak, until: date
) -> Groepseditie:
    types = [one.partijtype for one in ronde.inzendingen]
    kenmerken = [one.kenmerken for one in ronde.inzendingen]
    toon = choose_figures(kern, types, ronde.bundels, ronde.peildatum, kenmerken)
    if afspraak.exact:  # the owner gave the promise up, and what it hides with it
        toon = tuple(one._replace(toon=True, meer=True) for one in toon)
    aantallen = count_standen(_standen(toon, ronde, until))
    return Groepseditie(
        soort=ronde.soort,
        peildatum=ronde.peildatum,
        leden=ronde.leden,
        ingeleverd=len(ronde.inzendingen),
        concept=ronde.concept,
        normen=tuple(
            _groepsnorm(place, one, aantallen, afspraak)
            for place, one in enumerate(toon)
            if one.geteld
        ),
    )


def _groepsnorm(
    place: int, toon: Normtoon, aantallen: Mapping[int, Aantallen], afspraak: Afspraak
) -> Groepsnorm:
    n, found = len(toon.geteld), aantallen[place]

    def tell(count: int, *, may: bool) -> Tal:
        if not may:
            return belofte.closed(n)
        return belofte.coarsen(count, n, afspraak.m, exact=afspraak.exact)

    oorzaak = toon.oorzaak
    return Groepsnorm(
        norm=place,
        voldoet=tell(found.voldoet, may=toon.toon),
        oorzaakfeit=None if oorzaak is None else toon.norm.feit_ids.index(oorzaak),
        oorzaak=None if oorzaak is None else tell(found.oorzaak, may=toon.meer),
        verloopt=tell(found.verloopt, may=toon.meer),
    )


def _standen(toon: Sequence[Normtoon], ronde: Ronde, until: date) -> list[Partijstand]:
    """A row per norm and party for which it is meant."""
    scored = [one.oordeel.normen for one in ronde.inzendingen]
    return [
        _stand(number, place, one, scored[number][place], until)
        for place, one in enumerate(toon)
        for number in sorted(one.geteld)
    ]


def _stand(
    partij: int, norm: int, toon: Normtoon, oordeel: Normoordeel | Kortoordeel, until: date
) -> Partijstand:
    met = oordeel.oordeel == "voldoet"
    return Partijstand(
        partij=partij,
        norm=norm,
        voldoet=met,
        oorzaak=not met and toon.oorzaak is not None and _needs(oordeel, toon.oorzaak),
        verloopt=met and toon.meer and _lapses(oordeel, until),
    )


def _needs(oordeel: Normoordeel | Kortoordeel, feit_id: str) -> bool:
    """Whether a party must change this fact; what does not apply to it needs nothing."""
    return oordeel.oordeel != "nvt" and oordeel.needs(feit_id)


def _lapses(oordeel: Normoordeel | Kortoordeel, until: date) -> bool:
    """Whether it is met by its facts now, and no longer on some day until then."""
    if oordeel.afgeleid != "voldoet":
        return False
    return oordeel.find_verloop(until) is not None


def _needed(editie: Groepseditie, afspraak: Afspraak) -> int | None:
    """How many parties the owner's rule asks, of all that handed in."""
    if afspraak.behaald is None:
        return None
    if afspraak.behaald == ALLE:
        return editie.ingeleverd
    return belofte.needed(aandeel_of(afspraak.behaald), editie.ingeleverd)


def _bepalend(kern: Rekenraamwerk) -> frozenset[int]:
    """The places of the norms that decide whether the base is reached; a recommendation is none."""
    decisive = {norm.id for norm in kern.raamwerk.bepalend}
    normen = enumerate(kern.raamwerk.normen)
    return frozenset(place for place, norm in normen if norm.id in decisive)


def _is_reached(
    editie: Groepseditie, ronde: Ronde, afspraak: Afspraak, bepalend: Container[int]
) -> Behaald:
    if afspraak.behaald is None:
        return "geen_regel"
    if afspraak.behaald == ALLE:
        return belofte.answer_all(
            all(_meets_all(one.oordeel, bepalend) for one in ronde.inzendingen),
            volledig=editie.leden == editie.ingeleverd,
            groot_genoeg=_concerned(ronde) >= belofte.min_group(afspraak.m),
        )
    tallen = [norm.voldoet for norm in editie.normen if norm.norm in bepalend]
    share = aandeel_of(afspraak.behaald)
    return belofte.answer_share(tallen, share, afspraak.m, exact=afspraak.exact)


def _concerned(ronde: Ronde) -> int:
    """For how many parties at least one norm is meant; the others meet all of nothing."""
    meant = (
        any(norm.nvt_grond not in ("partijtype", "kenmerk") for norm in one.oordeel.normen)
        for one in ronde.inzendingen
    )
    return sum(meant)


def _meets_all(oordeel: Raamwerkoordeel | Raamwerkstand, bepalend: Container[int]) -> bool:
    """Whether a party meets every norm that decides and applies to it."""
    normen: Sequence[Normoordeel | Kortoordeel] = oordeel.normen
    return all(
        norm.oordeel in ("voldoet", "nvt") for place, norm in enumerate(normen) if place in bepalend
    )
