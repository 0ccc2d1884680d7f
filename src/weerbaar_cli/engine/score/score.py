"""From facts to oordelen: norm by norm, then counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from weerbaar_cli.engine.score.aandeel import op_orde_of, share_of
from weerbaar_cli.engine.score.mogelijk import (
    UNKNOWN,
    Antwoorden,
    Rij,
    all_rows,
    outcomes_of,
    statuses_of,
)
from weerbaar_cli.engine.score.nodig import find_route
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.score.rekenregel import (
    Rekenregel,
    Signaalregel,
)
from weerbaar_cli.engine.score.verklaring import Uitlegger
from weerbaar_cli.engine.score.verloop import find_verloop, turning_days
from weerbaar_cli.feitsoorten.toetskader import Toetskader
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import (
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
    aandeel = share_of(alle, kern, scan.antwoorden, kern.kader(peildatum, scan.peildatum))
    return Raamwerkoordeel(
        raamwerk=raamwerk.id,
        titel=raamwerk.titel,
        versie=raamwerk.versie,
        peildatum=peildatum,
        op_orde=op_orde_of(aandeel, kern.lezing.aandeel(raamwerk.op_orde.aandeel)),
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
        days = turning_days(regel, self.one.scan.antwoorden, self.one.besluit, self._kader)
        return find_verloop(self.status, self.one.status, days)

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
