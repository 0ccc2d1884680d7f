"""What a council may know of its own organisation: counts, dates, money and public documents.

These types are the promise of the report for the council. What a council gets is soon public, so
no field can hold a reason, a fact, an assessor's remark, the name of an action or who owns it.

Nor may a count tell what is not named. The norms are public; a thema of which no norm is met
would tell of each of them that it is not. So a thema in which none or one is met is always told
as «0 of 1»: then each of its norms may be the one that is met. A list of norms that are met would
undo this, for the others are then read off; so there is none. Where all norms of a thema are met
each of them is known to be, which points at nothing. Totals follow from the figures per thema and
from nothing else, and so does whether all is in order. What this cannot do: whoever knows from
elsewhere which norms are met, can still count the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from weerbaar_cli.model.bestanden.feit import Anker, Bewijs
from weerbaar_cli.model.bestanden.meting import Metingsoort, Metingstatus
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk, Thema
from weerbaar_cli.model.getal import parse_aandeel
from weerbaar_cli.model.uitkomsten.eigenbeeld import Eigenbeeld, Eigenraamwerk
from weerbaar_cli.model.uitkomsten.groepsafleiding import Bereik, beweging_of, sum_of
from weerbaar_cli.model.uitkomsten.groepsbeeld import Beweging
from weerbaar_cli.model.uitkomsten.plan import Plan

# Up to so many norms that are met, it is not told how many of them.
GROF = 1


class Raadsthema(NamedTuple):
    """How many norms of a thema are met, as it may be told; `vorige` is the same one meting ago."""

    thema: Thema
    nu: Bereik
    vorige: Bereik | None

    @property
    def beweging(self) -> Beweging | None:
        """What is certain of the difference; None when nothing is compared."""
        return find_beweging(self.nu, self.vorige)


class Raadsraamwerk(NamedTuple):
    """One raamwerk by thema. `op_orde` is None where the figures do not settle it.

    `niet_ingevuld`: it may still turn out to be in order when all facts are known. `nvt_besluit` is
    how many norms do not count because somebody decided so; how many count is told anyhow.
    `afwijking`: of how many it was accepted that they are not met, see `tell_afwijking`.
    """

    raamwerk: Raamwerk
    themas: tuple[Raadsthema, ...]
    op_orde: bool | None
    niet_ingevuld: bool
    wetten: tuple[Anker, ...]
    nvt_besluit: int
    afwijking: Bereik

    @property
    def totaal(self) -> Bereik:
        """All norms together."""
        return sum_of(one.nu for one in self.themas)

    @property
    def vorige(self) -> Bereik | None:
        """All norms together, one meting ago."""
        known = [one.vorige for one in self.themas if one.vorige is not None]
        return sum_of(known) if known and len(known) == len(self.themas) else None

    @property
    def beweging(self) -> Beweging | None:
        """What is certain of the difference; None when nothing is compared."""
        return find_beweging(self.totaal, self.vorige)


def find_beweging(nu: Bereik, vorige: Bereik | None) -> Beweging | None:
    """The same where another number of norms applies: then by number, as the share does not differ.

    What is told here follows from the figures that stand beside it.
    """
    if vorige is None or nu.van == vorige.van:
        return beweging_of(nu, vorige)
    number = beweging_of(nu, vorige._replace(van=nu.van))
    share = beweging_of(_times(nu, vorige.van), _times(vorige, nu.van))
    if number == share or share == "gelijk":
        return number
    return share if number == "gelijk" else "niet_zichtbaar"


def _times(one: Bereik, number: int) -> Bereik:
    return Bereik(one.laag * number, one.hoog * number, one.van * number)


class Raadsacties(NamedTuple):
    """How many actions are done and to be done, and in which years; what they cost together.

    What comes back counts in the year of its next time.
    """

    gereed: int
    te_doen: int
    te_laat: int
    jaar: tuple[tuple[int, int], ...]
    zonder_datum: int
    kosten_gereed: Decimal
    kosten_gepland: Decimal
    zonder_bedrag: int


class Raadsbeeld(NamedTuple):
    """All that a report for the council may draw on; `openbaar` is what anyone can look up."""

    organisatie: str
    partijtype: str
    soort: Metingsoort
    status: Metingstatus
    peildatum: date
    fictief: bool
    vorige: date | None
    raamwerken: tuple[Raadsraamwerk, ...]
    acties: Raadsacties
    openbaar: tuple[Bewijs, ...]
    # Whose the meting before was, when that went into this party since.
    vorige_van: str = ""
    # The day of the meting, where its facts were recalculated for another.
    doorgerekend_van: date | None = None


def make_raadsbeeld(beeld: Eigenbeeld) -> Raadsbeeld:
    """What may be told of a meting."""
    gemeten = beeld.meting.peildatum
    return Raadsbeeld(
        organisatie=beeld.partij.naam,
        partijtype=beeld.partij.type,
        soort=beeld.meting.soort,
        status=beeld.meting.status,
        peildatum=beeld.peildatum,
        fictief=beeld.meting.fictief,
        vorige=beeld.vorige.peildatum if beeld.vorige is not None else None,
        vorige_van=beeld.vorige.van if beeld.vorige is not None else "",
        raamwerken=tuple(map(_raamwerk, beeld.raamwerken)),
        acties=_acties(beeld.plan),
        openbaar=_openbaar(beeld.raamwerken),
        doorgerekend_van=gemeten if gemeten != beeld.peildatum else None,
    )


def tell(voldoet: int, van: int) -> Bereik:
    """A number of norms as a council may know it; of no thema that none of its norms is met."""
    return Bereik(0, min(GROF, van), van) if voldoet <= GROF else Bereik(voldoet, voldoet, van)


def tell_afwijking(number: int, total: Bereik) -> Bereik:
    """Of how many norms it was accepted that they are not met, as a council may know it.

    What is accepted is not met. So of more norms than are certain to be unmet it is not told.
    """
    certain = total.van - total.hoog
    if number < certain or total.is_exact:
        return Bereik(number, number, total.van)
    return Bereik(certain, total.van - total.laag, total.van)


def _raamwerk(one: Eigenraamwerk) -> Raadsraamwerk:
    themas = tuple(_themas(one))
    total = sum_of(thema.nu for thema in themas)
    share = parse_aandeel(one.raamwerk.op_orde.aandeel) if one.raamwerk.is_op_aandeel else None
    settled = settle(share, total, one.oordeel.op_orde)
    wetten = tuple({wet.anker.titel: wet.anker for wet in one.wetten}.values())
    decided = one.oordeel.telling.nvt_besluit
    accepted = tell_afwijking(one.oordeel.telling.afwijking, total)
    return Raadsraamwerk(one.raamwerk, themas, *settled, wetten, decided, accepted)


def _themas(one: Eigenraamwerk) -> Iterator[Raadsthema]:
    """The themas with a norm that applies; the counts are those of the score."""
    telling = {thema.id: thema.telling for thema in one.oordeel.themas}
    before = _before(one)
    for thema in one.raamwerk.themas:
        nu = telling[thema.id]
        if nu.van_toepassing:
            vorige = tell(*before.get(thema.id, (0, 0))) if before is not None else None
            yield Raadsthema(thema, tell(nu.voldoet, nu.van_toepassing), vorige)


def _before(one: Eigenraamwerk) -> dict[str, tuple[int, int]] | None:
    """Per thema how many were met of how many; None unless the very same norms were measured."""
    found = one.vergelijking
    if found is None or found.eenzijdig:
        return None
    counts: dict[str, list[str]] = {}
    for norm in found.geteld:
        if norm.van != "nvt":
            counts.setdefault(norm.thema, []).append(norm.van)
    return {thema: (van.count("voldoet"), len(van)) for thema, van in counts.items()}


def settle(
    needed: Fraction | None, total: Bereik, op_orde: bool | None
) -> tuple[bool | None, bool]:
    """Whether all is in order, and whether that waits for facts that are not known yet.

    Only where the told figures settle it, so not by levels or obligatory norms: elsewhere a
    straight answer could tell a hidden number.
    """
    least, most = total.minimaal, total.maximaal
    if needed is None or least is None or most is None or least < needed <= most:
        return None, False
    return op_orde, op_orde is None


def _acties(plan: Plan) -> Raadsacties:
    te_doen = [one for one in plan.acties if one.te_doen]
    years = Counter(one.dag.year for one in te_doen if one.dag is not None)
    return Raadsacties(
        gereed=sum(one.actie.status == "gereed" for one in plan.acties),
        te_doen=len(te_doen),
        te_laat=len(plan.te_laat),
        jaar=tuple(sorted(years.items())),
        zonder_datum=sum(one.dag is None for one in te_doen),
        kosten_gereed=sum((one.gereed for one in plan.kosten), Decimal(0)),
        kosten_gepland=sum((one.te_doen for one in plan.kosten), Decimal(0)),
        zonder_bedrag=sum(one.zonder_bedrag for one in plan.kosten),
    )


def _openbaar(raamwerken: Iterable[Eigenraamwerk]) -> tuple[Bewijs, ...]:
    """What the meting itself calls public, of every norm that was measured, met or not.

    By title: in the order of the norms it would tell for which norm a document counts.
    """
    found = {
        (one.titel, one.kenmerk, one.vindplaats): one
        for raamwerk in raamwerken
        for feit in raamwerk.feiten
        if feit.normen
        for one in feit.bewijs
        if one.openbaar == "ja"
    }
    return tuple(sorted(found.values(), key=lambda one: (one.titel.casefold(), str(one.datum))))
