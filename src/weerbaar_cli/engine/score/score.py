"""From facts to oordelen: norm by norm, then counted.

Also when an oordeel lapses: the first later date on which the same facts give another status; and
shares with their range over all completions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from weerbaar_cli.engine.score.mogelijk import (
    UNKNOWN,
    Antwoorden,
    Rij,
    all_rows,
    outcomes_of,
    statuses_of,
)
from weerbaar_cli.engine.score.nodig import find_route
from weerbaar_cli.engine.score.rekenraamwerk import (
    Rekenraamwerk,
    Rekenregel,
    Signaalregel,
    make_samenstel,
)
from weerbaar_cli.engine.score.verklaring import Uitlegger
from weerbaar_cli.feitsoorten.feitsoorten import soort_of
from weerbaar_cli.feitsoorten.toetskader import Toetskader
from weerbaar_cli.model.tijd import Periode, add_months, dutch, next_day
from weerbaar_cli.model.uitkomsten.oordeel import (
    Aandeel,
    Normoordeel,
    NvtGrond,
    Raamwerkoordeel,
    Stap,
    Themaoordeel,
    Verklaring,
    count,
)

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.meting import NvtBesluit, Toetsing
    from weerbaar_cli.model.bestanden.raamwerk import Norm, Status


@dataclass(frozen=True)
class Scan:
    """What the engine needs of a meting: typed facts, decisions and judgements by norm."""

    partijtype: str
    peildatum: date
    antwoorden: Antwoorden
    nvt: Mapping[str, NvtBesluit]
    toetsing: Mapping[str, Toetsing]
    eindmeting: bool = False
    # Another date for the changes of law alone, when a comparison asks what they do.
    ankerdatum: date | None = None


@dataclass(frozen=True)
class _Normscan:
    """One norm of one scan; on any date."""

    kern: Rekenraamwerk
    scan: Scan
    norm: Norm

    @property
    def regel(self) -> Rekenregel | None:
        return self.kern.regels.get(self.norm.id)

    @property
    def besluit(self) -> NvtBesluit | None:
        return self.scan.nvt.get(self.norm.id)

    def nvt_grond(self, day: date) -> NvtGrond | None:
        """Whether the norm does not apply before any rule is asked (K4a, K4b)."""
        if not self.kern.raamwerk.applies_to(self.norm, self.scan.partijtype):
            return "partijtype"
        besluit = self.besluit
        if besluit is None or (besluit.op is not None and besluit.op > day):
            return None
        lapsed = besluit.herzien_op is not None and besluit.herzien_op < day
        return None if lapsed else "besluit"

    def rows(self, day: date) -> tuple[frozenset[Rij], ...]:
        assert self.regel is not None
        kader = self.kern.kader(day, self.scan.peildatum, self.scan.ankerdatum)
        return all_rows(self.regel, self.scan.antwoorden, kader)

    def mogelijk(self, day: date) -> tuple[Status, ...]:
        """The statuses that are still possible on a day."""
        if self.nvt_grond(day) is not None:
            return ("nvt",)
        if self.regel is None:
            return ("voldoet", "deels", "voldoet_niet")
        return statuses_of(self.regel, self.rows(day))

    def status(self, day: date) -> Status:
        found = self.mogelijk(day)
        return found[0] if len(found) == 1 else "onbekend"


def judge(
    kern: Rekenraamwerk, scan: Scan, norm: Norm, peildatum: date
) -> tuple[Status, tuple[Status, ...]]:
    """The derived status of one norm alone, and the statuses that are still possible."""
    own = kern.for_type(scan.partijtype)
    mogelijk = _Normscan(own, scan, norm).mogelijk(peildatum)
    return (mogelijk[0] if len(mogelijk) == 1 else "onbekend"), mogelijk


def score_meting(kern: Rekenraamwerk, scan: Scan, peildatum: date) -> Raamwerkoordeel:
    """Judge one meting by one raamwerk on a date. Same facts, date and raamwerk: same result."""
    kern = kern.for_type(scan.partijtype)
    raamwerk = kern.raamwerk
    themas = []
    for thema in raamwerk.themas:
        scans = (_Normscan(kern, scan, norm) for norm in thema.normen)
        normen = tuple(_score_norm(one, thema.id, peildatum) for one in scans)
        themas.append(Themaoordeel(thema.id, thema.titel, count(normen), normen))
    alle = tuple(norm for thema in themas for norm in thema.normen)
    aandeel = _share_of(alle, kern, scan.antwoorden, kern.kader(peildatum, scan.peildatum))
    return Raamwerkoordeel(
        raamwerk=raamwerk.id,
        titel=raamwerk.titel,
        versie=raamwerk.versie,
        peildatum=peildatum,
        op_orde=_op_orde_of(aandeel, kern.lezing.aandeel(raamwerk.op_orde.aandeel)),
        telling=count(alle),
        aandeel=aandeel,
        themas=tuple(themas),
        parameters=kern.parameters,
    )


def _score_norm(one: _Normscan, thema_id: str, day: date) -> Normoordeel:
    mogelijk = one.mogelijk(day)
    afgeleid: Status = mogelijk[0] if len(mogelijk) == 1 else "onbekend"
    toetsing = one.scan.toetsing.get(one.norm.id)
    return Normoordeel(
        id=one.norm.id,
        thema=thema_id,
        tekst=one.norm.tekst,
        oordeel=toetsing.oordeel if toetsing is not None else afgeleid,
        mogelijk=mogelijk,
        afgeleid=afgeleid,
        getoetst=toetsing.oordeel if toetsing is not None else None,
        nvt_grond=one.nvt_grond(day) or ("regel" if afgeleid == "nvt" else None),
        toetsreden=toetsing.reden if toetsing is not None else None,
        herleiding=_Herleiding(one, afgeleid, day),
    )


@dataclass(frozen=True, eq=False)
class _Herleiding:
    """The details of one oordeel, worked out from the same facts on the same day."""

    one: _Normscan
    status: Status
    day: date

    @property
    def _kader(self) -> Toetskader:
        return self.one.kern.kader(self.day, self.one.scan.peildatum)

    @cached_property
    def _explainer(self) -> Uitlegger | None:
        """None when no rule was asked."""
        regel = self.one.regel
        if regel is None or self.one.nvt_grond(self.day) is not None:
            return None
        return Uitlegger(regel, self.one.scan.antwoorden, self._kader, self.one.rows(self.day))

    def reden(self) -> str:
        match self.one.nvt_grond(self.day):
            case "partijtype":
                return f"geldt niet voor een {self.one.scan.partijtype}"
            case "besluit":
                assert self.one.besluit is not None
                until = self.one.besluit.herzien_op
                review = f" (herzien op {dutch(until)})" if until is not None else ""
                return f"besluit: {self.one.besluit.reden}{review}"
            case _:
                return self._rule_reden()

    def _rule_reden(self) -> str:
        if self._explainer is None:
            return f"er is geen regel: {self.one.norm.reden}"
        return self._explainer.reden(self.status)

    def nog_nodig(self) -> tuple[Stap, ...]:
        if self._explainer is None or self.status in ("voldoet", "nvt"):
            return ()
        assert self.one.regel is not None
        route = find_route(self.one.regel, self.one.scan.antwoorden, self._kader)
        return route.stappen if route is not None else ()

    def verloop(self) -> tuple[date, Status] | None:
        regel = self.one.regel
        if regel is None or self.one.nvt_grond(self.day) == "partijtype":
            return None
        days = _turning_days(regel, self.one.scan.antwoorden, self.one.besluit, self._kader)
        return _find_verloop(self.status, self.one.status, days)

    def signalen(self) -> tuple[str, ...]:
        """Remarks of the norm, and an untested fact in an eindmeting."""
        if self.one.nvt_grond(self.day) is not None:
            return ()
        scan, norm = self.one.scan, self.one.norm
        found = [
            signaal.tekst
            for signaal in self.one.kern.signaalregels.get(norm.id, ())
            if _holds_certainly(signaal, scan.antwoorden, self._kader)
        ]
        if scan.eindmeting:
            known = {
                name: scan.antwoorden.get(name, UNKNOWN) for name in self.one.kern.feiten(norm)
            }
            own = [name for name, antwoord in known.items() if antwoord.herkomst == "opgave"]
            if own:
                found.append(f"eigen opgave, niet getoetst: {', '.join(own)}")
        return tuple(found)

    def afleiding(self) -> tuple[Verklaring, ...]:
        return self._explainer.tree() if self._explainer is not None else ()


def _holds_certainly(signaal: Signaalregel, antwoorden: Antwoorden, kader: Toetskader) -> bool:
    rows = all_rows(signaal, antwoorden, kader)
    found = {signaal.beslis(uitkomsten) for uitkomsten in outcomes_of(signaal, rows)}
    return found == {signaal.verwacht}


# (norms that voldoet, norms that apply)
Stand = tuple[int, int]


def _share_of(
    normen: tuple[Normoordeel, ...], kern: Rekenraamwerk, antwoorden: Antwoorden, kader: Toetskader
) -> Aandeel:
    """The share that voldoet of what applies, and the least and most that it can become.

    Norms that read the same unknown facts are completed together; a tested norm stays as it is.
    """
    totals: set[Stand] = {(0, 0)}
    for group in _connected(normen, kern):
        stands = {_stand(statuses) for statuses in _joint(group, kern, antwoorden, kader)}
        totals = {(a + c, b + d) for (a, b), (c, d) in product(totals, stands)}
    met, applicable = _stand(tuple(norm.oordeel for norm in normen))
    shares = [Fraction(a, b) for a, b in totals if b]
    return Aandeel(
        Fraction(met, applicable) if applicable else None,
        min(shares, default=None),
        max(shares, default=None),
    )


def _op_orde_of(aandeel: Aandeel, needed: Fraction) -> bool | None:
    """True or false when every completion agrees; null when it is still open."""
    if aandeel.minimaal is None or aandeel.maximaal is None:
        return None
    if aandeel.minimaal >= needed:
        return True
    return None if aandeel.maximaal >= needed else False


def _stand(statuses: Iterable[Status]) -> Stand:
    found = list(statuses)
    return found.count("voldoet"), len(found) - found.count("nvt")


def _connected(
    normen: tuple[Normoordeel, ...], kern: Rekenraamwerk
) -> list[tuple[Normoordeel, ...]]:
    """Norms in groups that share facts while their oordeel is still open."""
    groups: list[tuple[set[str], list[Normoordeel]]] = []
    for norm in normen:
        facts = set(_facts(norm, kern))
        members = [norm]
        apart = []
        for group in groups:
            if group[0] & facts:
                facts |= group[0]
                members = group[1] + members
            else:
                apart.append(group)
        groups = [*apart, (facts, members)]
    return [tuple(members) for _, members in groups]


def _facts(norm: Normoordeel, kern: Rekenraamwerk) -> list[str]:
    regel = kern.regels.get(norm.id)
    if norm.oordeel != "onbekend" or regel is None:
        return []
    return [feit_id for tros in regel.trossen for feit_id in tros.feit_ids]


def _joint(
    group: tuple[Normoordeel, ...], kern: Rekenraamwerk, antwoorden: Antwoorden, kader: Toetskader
) -> Iterable[tuple[Status, ...]]:
    """Every row of statuses that completions can give to these norms together."""
    if len(group) == 1:
        return {(status,) for status in _options(group[0])}
    veld = make_samenstel((kern.regels[norm.id].norm for norm in group), kader)
    rows = all_rows(veld, antwoorden, kader)
    return {
        tuple(beslis(uitkomsten) for beslis in veld.beslissen)
        for uitkomsten in outcomes_of(veld, rows)
    }


def _options(norm: Normoordeel) -> tuple[Status, ...]:
    if norm.oordeel != "onbekend":
        return (norm.oordeel,)
    return norm.mogelijk


def _find_verloop(
    now: Status,
    status_on: Callable[[date], Status],
    days: list[date],
) -> tuple[date, Status] | None:
    """The first of these days with another status than now, and that status."""
    for day in days:
        status = status_on(day)
        if status != now:
            return day, status
    return None


def _turning_days(
    regel: Rekenregel, antwoorden: Antwoorden, besluit: NvtBesluit | None, kader: Toetskader
) -> list[date]:
    """Every later day on which anything about the norm can change, in order.

    An unknown date lies on or before the meting's own peildatum, so that day counts as a date too.
    """
    found: set[date] = set()
    dates = {kader.grens, *_dates(regel, antwoorden, kader)}
    found |= dates | {next_day(day) for day in dates}
    for periode in _periods(regel, kader):
        for day in dates:
            found |= set(_lapse(day, periode))
    for toets in regel.toetsen:
        found |= set(toets.turning_days(dates, kader))
    if besluit is not None:
        found |= {day for day in (besluit.op,) if day is not None}
        found |= {next_day(day) for day in (besluit.herzien_op,) if day is not None}
    return sorted(day for day in found if day > kader.peildatum)


def _lapse(day: date, periode: Periode) -> Iterator[date]:
    """The days around which a date falls out of a period; clamped months make it a few."""
    if add_months(day, periode.maanden) == date.max:
        return
    first = add_months(day, periode.maanden) + timedelta(days=periode.dagen)
    for step in range(5):
        yield first + timedelta(days=step)


def _dates(regel: Rekenregel, antwoorden: Antwoorden, kader: Toetskader) -> Iterator[date]:
    """Every date in the facts that the norm asks."""
    for feit_id in dict.fromkeys(name for tros in regel.trossen for name in tros.feit_ids):
        waarde = antwoorden[feit_id].waarde if feit_id in antwoorden else None
        if waarde is not None:
            yield from soort_of(kader.catalogus[feit_id]).dates(waarde)


def _periods(regel: Rekenregel, kader: Toetskader) -> set[Periode]:
    """Every period that a test of the norm measures from the peildatum."""
    return {kader.lezing.periode(name) for toets in regel.toetsen for name in toets.periods()}
