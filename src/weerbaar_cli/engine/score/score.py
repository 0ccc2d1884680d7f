"""From facts to oordelen: norm by norm, then counted.

Also when an oordeel lapses: the first later date on which the same facts give another status.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from weerbaar_cli.engine.score.aandeel import Weging
from weerbaar_cli.engine.score.dagen import find_turning_days
from weerbaar_cli.engine.score.mogelijk import (
    UNKNOWN,
    Antwoorden,
    Scan,
    Uitkomstrij,
    all_rows,
    outcomes_of,
    statuses_of,
)
from weerbaar_cli.engine.score.nodig import BEYOND, Gevonden, Route, find_route
from weerbaar_cli.engine.score.rekenraamwerk import (
    Rekenraamwerk,
    Rekenregel,
    Signaalregel,
    Vastgelegd,
)
from weerbaar_cli.engine.score.verklaring import Uitlegger
from weerbaar_cli.feitsoorten.feitsoorten import soort_of
from weerbaar_cli.feitsoorten.toetskader import Toetskader
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import (
    WOORDEN,
    Normoordeel,
    NvtGrond,
    Raamwerkoordeel,
    Stap,
    Stappenroute,
    Themaoordeel,
    Toetsstand,
    Verklaring,
    count,
    tally,
)

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.meting import Afwijkbesluit, NvtBesluit, Toetsing
    from weerbaar_cli.model.bestanden.raamwerk import Norm, Status


class _Normscan(Struct, frozen=True, dict=True):
    """One norm of one scan; on any date."""

    kern: Rekenraamwerk
    scan: Scan
    norm: Norm

    def regel(self, day: date) -> Rekenregel | None:
        """The rule as it counts on a day: what it asks of other norms may be settled then."""
        if not self.norm.gevraagd:
            return self.kern.regels.get(self.norm.id)
        return None if self.norm.regel is not None else self.kern.regel(self.norm, self._vast(day))

    def _vast(self, day: date) -> Vastgelegd:
        settled = ((one.norm.id, one._settled(day)) for one in self.gevraagd)
        return tuple((name, status) for name, status in settled if status is not None)

    @property
    def gevraagd(self) -> tuple[_Normscan, ...]:
        """The norms that it asks, with those that they ask."""
        others = self.kern.gevraagd(self.norm)
        return tuple(_Normscan(self.kern, self.scan, one) for one in others)

    def _settled(self, day: date) -> Status | None:
        """The status that no fact decides."""
        getoetst = self.getoetst
        if getoetst is not None and getoetst.stand(day, self.afgeleid(day)) == "geldt":
            return getoetst.toetsing.oordeel
        return "nvt" if self.nvt_grond(day) is not None else None

    @property
    def besluit(self) -> NvtBesluit | None:
        return self.scan.nvt.get(self.norm.id)

    def nvt_grond(self, day: date) -> NvtGrond | None:
        """Whether the norm does not apply before any rule is asked (K4a, K4b)."""
        if not self.kern.raamwerk.applies_to(self.norm, self.scan.partijtype):
            return "partijtype"
        if self._is_left_out(day):
            return "kenmerk"
        besluit = self.besluit
        return "besluit" if besluit is not None and besluit.counts_on(day) else None

    def _is_left_out(self, day: date) -> bool:
        """Whether what is known of the party says that the norm is not meant for it."""
        meant = self.kern.geldregels.get(self.norm.id)
        if meant is None:
            return False
        kader = self.kern.kader(day, self.scan.peildatum, self.scan.ankerdatum)
        rows = all_rows(meant, self.scan.antwoorden, kader)
        return not any(meant.beslis(uitkomsten) for uitkomsten in outcomes_of(meant, rows))

    def rows(self, regel: Rekenregel, day: date) -> tuple[frozenset[Uitkomstrij], ...]:
        """Per bunch of facts the rows that are possible."""
        kader = self.kern.kader(day, self.scan.peildatum, self.scan.ankerdatum)
        return all_rows(regel, self.scan.antwoorden, kader)

    def mogelijk(self, day: date) -> tuple[Status, ...]:
        """The statuses that are still possible on a day."""
        if self.nvt_grond(day) is not None:
            return ("nvt",)
        regel = self.regel(day)
        if regel is None:
            return ("voldoet", "deels", "voldoet_niet")
        rows = self.rows(regel, day)
        ever = self.kern.kader(date.max, date.max)
        return ever.remember((statuses_of, regel, rows), partial(statuses_of, regel, rows))

    def afgeleid(self, day: date) -> Status:
        return only(self.mogelijk(day))

    @cached_property
    def getoetst(self) -> _Getoetst | None:
        """What an assessor said of it, if one did."""
        toetsing = self.scan.toetsing.get(self.norm.id)
        return None if toetsing is None else _Getoetst(self, toetsing)

    def days_since_toetsing(self) -> Iterator[date]:
        """The days up to the peildatum on which something about the norm can have changed."""
        begin = self.getoetst.toetsing.op if self.getoetst is not None else None
        if begin is None:
            return
        last = self.scan.peildatum
        yield from (begin, last)
        yield from (day for day in self.turning_days(begin) if day <= last)

    def turning_days(self, after: date) -> list[date]:
        """Every later day on which anything about the norm can change, in order."""
        regel = self.regel(after)
        if regel is None or self.nvt_grond(after) in ("partijtype", "kenmerk"):
            return []
        every = (self, *self.gevraagd)
        besluiten = [each.besluit for each in every if each.besluit is not None]
        # What a decision or a judgement settles now is asked by its rule when that ends.
        regel = self.kern.regel(self.norm) if self.gevraagd else regel
        kader = self.kern.kader(after, self.scan.peildatum)
        days = set(find_turning_days(regel, self.scan.antwoorden, besluiten, kader))
        begins = [each.getoetst.toetsing.op for each in every if each.getoetst is not None]
        days |= {begin for begin in begins if begin is not None and begin > after}
        return sorted(days)

    def afwijking(self, day: date, oordeel: Status) -> Afwijkbesluit | None:
        """What was accepted of a norm that is not met; it stays not met."""
        found = self.scan.afwijkingen.get(self.norm.id)
        missed = oordeel in ("deels", "voldoet_niet")
        return found if missed and found is not None and found.counts_on(day) else None

    def geldend(self, day: date) -> tuple[Status, ...]:
        """The statuses that are possible on a day; one where an assessor's judgement counts."""
        found, getoetst = self.mogelijk(day), self.getoetst
        if getoetst is not None and getoetst.stand(day, only(found)) == "geldt":
            return (getoetst.toetsing.oordeel,)
        return found

    def status(self, day: date) -> Status:
        return only(self.geldend(day))

    @cached_property
    def _routes(self) -> dict[date, Route | None]:
        return {}

    def route(self, day: date) -> Route | None:
        """The route when the facts change on a day, by the rule of that day; worked out once."""
        if day not in self._routes:
            regel = self.regel(day)
            known, kader = self.scan.antwoorden, self.kern.kader(day, self.scan.peildatum)
            self._routes[day] = None if regel is None else find_route(regel, known, kader)
        return self._routes[day]

    def first_route(self, peildatum: date) -> Gevonden | None:
        """The route with the fewest steps, and of those the earliest; None when there is none."""
        best: Gevonden | None = None
        for day in (peildatum, *self._days_to_wait_for(peildatum)):
            route = self.route(day)
            fewer = route and (best is None or route.aantal < best.route.aantal)
            sure = day == peildatum and not (self.norm.gevraagd or self.nvt_grond(day))
            if route and fewer and (sure or self._leads_there(route, day)):
                best = Gevonden(route, day)
        return best

    def _leads_there(self, route: Route, day: date) -> bool:
        """Whether the norm voldoet then: a decision or a norm that it asks may stand between."""
        changed = replace(self.scan, antwoorden={**self.scan.antwoorden, **route.antwoorden})
        return _Normscan(self.kern, changed, self.norm).afgeleid(day) == "voldoet"

    def _days_to_wait_for(self, after: date) -> list[date]:
        """The later days on which a fact of the norm begins to count."""
        regel, known = self.regel(after), self.scan.antwoorden
        asked = {name for tros in regel.trossen for name in tros.feit_ids} if regel else set[str]()
        found = {
            day
            for name in asked & known.keys()
            if (waarde := known[name].waarde) is not None
            for day in soort_of(self.kern.catalogus[name]).days_to_wait_for(waarde)
        }
        return sorted(day for day in found if day > after)


class _Getoetst(Struct, frozen=True, dict=True):
    """The judgement of an assessor on one norm of one scan."""

    one: _Normscan
    toetsing: Toetsing

    @cached_property
    def grond(self) -> Status:
        """What followed from the facts when the assessor looked."""
        toetsing, one = self.toetsing, self.one
        return toetsing.afgeleid_op or one.afgeleid(toetsing.op or one.scan.peildatum)

    def stand(self, day: date, afgeleid: Status) -> Toetsstand:
        """Whether it counts on a day, on which this follows from the facts."""
        if self.toetsing.op is not None and day < self.toetsing.op:
            return "telt_nog_niet"
        return "geldt" if afgeleid == self.grond else "verouderd"


def only(mogelijk: tuple[Status, ...]) -> Status:
    """The one status that is possible; with more it is not known."""
    return mogelijk[0] if len(mogelijk) == 1 else "onbekend"


def judge(
    kern: Rekenraamwerk, scan: Scan, norm: Norm, peildatum: date
) -> tuple[Status, tuple[Status, ...]]:
    """The derived status of one norm alone, and the statuses that are still possible."""
    mogelijk = _Normscan(kern.for_type(scan.partijtype), scan, norm).mogelijk(peildatum)
    return only(mogelijk), mogelijk


def find_geldend(
    kern: Rekenraamwerk, scan: Scan, norm: Norm, peildatum: date
) -> tuple[Status, ...]:
    """The statuses that can count for one norm alone: of the assessor, else of the facts."""
    return _Normscan(kern.for_type(scan.partijtype), scan, norm).geldend(peildatum)


def settle_toetsing(kern: Rekenraamwerk, scan: Scan) -> dict[str, Toetsing]:
    """The judgements with what followed from these facts when they were given.

    So that they can be held against other facts, rules and days.
    """
    own = kern.for_type(scan.partijtype)
    scans = (_Normscan(own, scan, norm) for norm in own.raamwerk.normen)
    return {
        each.norm.id: one.toetsing.model_copy(update={"afgeleid_op": one.grond})
        for each in scans
        if (one := each.getoetst) is not None
    }


def find_toetsgronden(kern: Rekenraamwerk, scan: Scan) -> dict[str, frozenset[Status]]:
    """What can have followed from the facts when an assessor looked, where nobody wrote it down.

    Every status of a day from then up to the peildatum: which facts were known when is not known,
    so that it is sure only when there is one. Without a day there are none.
    """
    own = kern.for_type(scan.partijtype)
    scans = (_Normscan(own, scan, norm) for norm in own.raamwerk.normen)
    return {
        each.norm.id: frozenset(map(each.afgeleid, each.days_since_toetsing()))
        for each in scans
        if (one := each.getoetst) is not None and one.toetsing.afgeleid_op is None
    }


def regel_of(kern: Rekenraamwerk, scan: Scan, norm: Norm, day: date) -> Rekenregel | None:
    """The rule by which a norm is judged on a day; None when it has none."""
    return _Normscan(kern.for_type(scan.partijtype), scan, norm).regel(day)


def find_first_route(
    kern: Rekenraamwerk, scan: Scan, norm_id: str, peildatum: date
) -> Gevonden | None:
    """The route with the fewest steps, and of those the earliest; None when there is none.

    Facts change on the peildatum. Only an adopted document can make it worth while to wait: it may
    count later without anybody doing anything.
    """
    own = kern.for_type(scan.partijtype)
    return _Normscan(own, scan, own.normen[norm_id]).first_route(peildatum)


def is_meant(kern: Rekenraamwerk, scan: Scan, norm: Norm, day: date) -> bool:
    """Whether a norm is meant for a party, by its type and by what is known of it."""
    own = _Normscan(kern.for_type(scan.partijtype), scan, norm)
    return own.nvt_grond(day) not in ("partijtype", "kenmerk")


def score_meting(kern: Rekenraamwerk, scan: Scan, peildatum: date) -> Raamwerkoordeel:
    """Judge one meting by one raamwerk on a date. Same facts, date and raamwerk: same result."""
    kern = kern.for_type(scan.partijtype)
    raamwerk = kern.raamwerk
    themas = []
    for thema in raamwerk.themas:
        scans = (_Normscan(kern, scan, norm) for norm in thema.normen)
        normen = tuple(_score_norm(one, thema.id, peildatum) for one in scans)
        themas.append(Themaoordeel(thema.id, thema.titel, count(normen), normen, thema.rubrieken))
    alle = tuple(norm for thema in themas for norm in thema.normen)
    regels = {
        norm.id: regel
        for norm in raamwerk.normen
        if (regel := regel_of(kern, scan, norm, peildatum)) is not None
    }
    weging = Weging(kern, regels, scan.antwoorden, kern.kader(peildatum, scan.peildatum))
    verplicht = tuple(norm for norm in alle if norm.verplicht)
    aanbevolen = tuple(norm for norm in alle if not norm.telt_mee)
    return Raamwerkoordeel(
        raamwerk=raamwerk.id,
        titel=raamwerk.titel,
        versie=raamwerk.versie,
        peildatum=peildatum,
        op_orde=weging.op_orde(alle),
        telling=count(alle),
        aandeel=weging.aandeel(alle),
        themas=tuple(themas),
        parameters=kern.parameters,
        niveaus=tuple(weging.niveaus(alle)),
        verplicht=tally(verplicht) if verplicht else None,
        aanbevelingen=tally(aanbevolen) if aanbevolen else None,
    )


def _score_norm(one: _Normscan, thema_id: str, day: date) -> Normoordeel:
    mogelijk = one.mogelijk(day)
    afgeleid = only(mogelijk)
    getoetst = one.getoetst
    toetsing = getoetst.toetsing if getoetst is not None else None
    stand = getoetst.stand(day, afgeleid) if getoetst is not None else None
    oordeel = toetsing.oordeel if toetsing is not None and stand == "geldt" else afgeleid
    return Normoordeel(
        id=one.norm.id,
        thema=thema_id,
        tekst=one.norm.tekst,
        oordeel=oordeel,
        mogelijk=mogelijk,
        afgeleid=afgeleid,
        getoetst=toetsing.oordeel if toetsing is not None else None,
        nvt_grond=one.nvt_grond(day) or ("regel" if afgeleid == "nvt" else None),
        toetsreden=toetsing.reden if toetsing is not None else None,
        kort=one.norm.naam,
        toetsstand=stand,
        afwijking=one.afwijking(day, oordeel),
        herleiding=_Herleiding(one, afgeleid, oordeel, day),
        niveau=one.norm.niveau,
        rubriek=one.norm.rubriek,
        verplicht=one.norm.verplicht,
        telt_mee=one.norm.telt_mee,
        handreiking=one.norm.handreiking,
    )


class _Herleiding(Struct, frozen=True, eq=False, dict=True):
    """The details of one oordeel, worked out from the same facts on the same day.

    `status` is what follows from the facts, also where an assessor's judgement counts.
    """

    one: _Normscan
    status: Status
    oordeel: Status
    day: date

    @property
    def _kader(self) -> Toetskader:
        return self.one.kern.kader(self.day, self.one.scan.peildatum)

    @cached_property
    def _explainer(self) -> Uitlegger | None:
        """None when no rule was asked."""
        regel = self.one.regel(self.day)
        if regel is None or self.one.nvt_grond(self.day) in ("partijtype", "besluit"):
            return None
        scan, rows = self.one.scan, self.one.rows(regel, self.day)
        parameters = self.one.kern.raamwerk.parameters
        return Uitlegger(regel, scan.antwoorden, self._kader, rows, parameters, scan.organisatie)

    def reden(self) -> str:
        return "; ".join(self._redenen(self._explainer))

    def waarom(self) -> tuple[str, ...]:
        asked = self._explainer
        return self._redenen(None if asked is None else asked.for_people())

    def _redenen(self, explainer: Uitlegger | None) -> tuple[str, ...]:
        match self.one.nvt_grond(self.day), self.one.besluit:
            case "partijtype", _:
                return (f"geldt niet voor een {self.one.scan.partijtype}",)
            case "kenmerk", _:
                return ("geldt hier niet",) if explainer is None else explainer.left_out()
            case "besluit", besluit if besluit is not None:
                until = besluit.herzien_op
                review = f" (te herzien op {dutch(until)})" if until is not None else ""
                return (f"besluit: {besluit.reden}{review}",)
            case _ if explainer is None:
                return (f"er is geen regel: {self.one.norm.reden}",)
            case _:
                return explainer.redenen(self.status)

    def nog_nodig(self) -> tuple[Stap, ...]:
        return self._needed.stappen if self._needed is not None else ()

    def nodige_feiten(self) -> tuple[str, ...]:
        return tuple(self._needed.antwoorden) if self._needed is not None else ()

    @property
    def _needed(self) -> Route | None:
        return None if self.status in BEYOND else self.one.route(self.day)

    def route(self) -> Stappenroute | None:
        found = self._first
        return None if found is None else Stappenroute(found.route.stappen, found.vanaf)

    def routefeiten(self) -> tuple[str, ...]:
        return () if self._first is None else tuple(self._first.route.antwoorden)

    @cached_property
    def _first(self) -> Gevonden | None:
        return None if self.status in BEYOND else self.one.first_route(self.day)

    def verloop(self, last: date = date.max) -> tuple[date, Status] | None:
        one, day = self.one, self.day
        days = (each for each in one.turning_days(day) if each <= last)
        return _find_verloop(self.oordeel, one.status, days)

    def signalen(self) -> tuple[str, ...]:
        return self._remarks(self._kader)

    def opmerkingen(self) -> tuple[str, ...]:
        return self._remarks(self._kader.as_words())

    def _remarks(self, kader: Toetskader) -> tuple[str, ...]:
        """What was decided; remarks of the norm, and an untested fact in an eindmeting."""
        grond = self.one.nvt_grond(self.day)
        found = (
            []
            if grond in ("partijtype", "kenmerk")
            else list(_of_besluit(self.one.besluit, self.day))
        )
        found += _of_toetsing(self.one, self.status, self.day)
        found += _of_afwijking(self.one, self.day)
        if grond is not None:
            return tuple(found)
        scan, norm = self.one.scan, self.one.norm
        found += [
            signaal.tekst
            for signaal in self.one.kern.signaalregels.get(norm.id, ())
            if _holds_certainly(signaal, scan.antwoorden, kader)
        ]
        found += self._doubts(kader)
        if scan.eindmeting:
            known = {
                name: scan.antwoorden.get(name, UNKNOWN) for name in self.one.kern.feiten(norm)
            }
            own = [name for name, antwoord in known.items() if antwoord.herkomst == "opgave"]
            if own:
                found.append(f"eigen opgave, niet getoetst: {', '.join(map(kader.spell, own))}")
        return tuple(found)

    def _doubts(self, kader: Toetskader) -> list[str]:
        """What the answers take for granted; it changes no oordeel."""
        regel, known = self.one.regel(self.day), self.one.scan.antwoorden
        tests = regel.toetsen if regel is not None else ()
        asked = ((one, known.get(one.feit, UNKNOWN)) for one in tests)
        said = (one.doubt(got.waarde, kader) for one, got in asked if not got.onderbouwd)
        return list(dict.fromkeys(text for text in said if text))

    def afleiding(self) -> tuple[Verklaring, ...]:
        return self._explainer.tree() if self._explainer is not None else ()


def _of_besluit(besluit: NvtBesluit | None, day: date) -> Iterator[str]:
    """By whom and when a norm was said not to apply, also when that no longer counts."""
    if besluit is None:
        return
    who = f"besluit van {clean(besluit.besloten_door)} van {dutch(besluit.op)}"
    if besluit.counts_on(day):
        yield f"n.v.t. bij {who}"
    elif besluit.herzien_op is not None and besluit.is_due(day):
        yield f"het {who} telt niet meer: het moest op {dutch(besluit.herzien_op)} herzien zijn"
    else:
        yield f"het {who} telt nog niet"


def _of_toetsing(one: _Normscan, afgeleid: Status, day: date) -> Iterator[str]:
    """Why the judgement of an assessor does not count on a day."""
    getoetst = one.getoetst
    if getoetst is None or (stand := getoetst.stand(day, afgeleid)) == "geldt":
        return
    toetsing = getoetst.toetsing
    found = WOORDEN[toetsing.oordeel]
    if toetsing.op is not None and stand == "telt_nog_niet":
        yield f"de toetsing van {dutch(toetsing.op)} («{found}») telt nog niet"
        return
    when = f" van {dutch(toetsing.op)}" if toetsing.op is not None else ""
    then, now = WOORDEN[getoetst.grond], WOORDEN[afgeleid]
    yield (
        f"toetsing verouderd: het oordeel{when} was «{found}» toen uit de feiten «{then}» "
        f"volgde; nu volgt «{now}», en dat telt"
    )


def _of_afwijking(one: _Normscan, day: date) -> Iterator[str]:
    """What was accepted of a norm that is not met, and until when; or that this is over."""
    found = one.scan.afwijkingen.get(one.norm.id)
    if found is None or one.status(day) not in ("deels", "voldoet_niet"):
        return
    who = f"besluit van {clean(found.besloten_door)} van {dutch(found.op)}"
    until = f"tot en met {dutch(found.tot)}"
    if found.counts_on(day):
        yield f"aanvaarde afwijking {until}: {found.reden} ({who})"
    elif found.tot < day:
        yield f"de afwijking liep {until} en telt niet meer ({who})"
    else:
        yield f"de afwijking telt nog niet ({who})"


def _holds_certainly(signaal: Signaalregel, antwoorden: Antwoorden, kader: Toetskader) -> bool:
    rows = all_rows(signaal, antwoorden, kader)
    found = {signaal.beslis(uitkomsten) for uitkomsten in outcomes_of(signaal, rows)}
    return found == {signaal.verwacht}


def _find_verloop(
    now: Status,
    status_on: Callable[[date], Status],
    days: Iterable[date],
) -> tuple[date, Status] | None:
    """The first of these days with another status than now, and that status."""
    for day in days:
        status = status_on(day)
        if status != now:
            return day, status
    return None
