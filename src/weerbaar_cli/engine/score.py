"""From facts to oordelen: norm by norm, then counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from weerbaar_cli.engine.aandeel import op_orde_of, share_of
from weerbaar_cli.engine.kader import Kader
from weerbaar_cli.engine.lezing import Lezing
from weerbaar_cli.engine.mogelijk import (
    UNKNOWN,
    Antwoorden,
    Rij,
    all_rows,
    outcomes_of,
    statuses_of,
)
from weerbaar_cli.engine.nodig import find_route
from weerbaar_cli.engine.rekenregel import (
    Rekenregel,
    Signaalregel,
    make_rekenregel,
    make_signaalregel,
)
from weerbaar_cli.engine.verklaring import Uitlegger
from weerbaar_cli.engine.verloop import find_verloop, turning_days
from weerbaar_cli.model.oordeel import (
    Normoordeel,
    NvtGrond,
    Parameterstand,
    Raamwerkoordeel,
    Stap,
    Themaoordeel,
    Verklaring,
    count,
)
from weerbaar_cli.model.tijd import dutch

if TYPE_CHECKING:
    from weerbaar_cli.model.anker import Ankers
    from weerbaar_cli.model.feit import Catalogus
    from weerbaar_cli.model.meting import NvtBesluit, Toetsing
    from weerbaar_cli.model.raamwerk import Norm, Raamwerk, Status


@dataclass(frozen=True)
class Rekenraamwerk:
    """A raamwerk with its readings, anchors and facts: everything but the meting."""

    raamwerk: Raamwerk
    lezing: Lezing
    ankers: Ankers
    catalogus: Catalogus

    @cached_property
    def regels(self) -> dict[str, Rekenregel]:
        """Per norm its compiled rule; a norm without a rule has none."""
        kader = self.kader(date.max, date.max)
        ruled = (norm for norm in self.raamwerk.normen if norm.regel is None)
        return {norm.id: make_rekenregel(norm, kader) for norm in ruled}

    @cached_property
    def signaalregels(self) -> dict[str, tuple[Signaalregel, ...]]:
        """Per norm its remarks."""
        kader = self.kader(date.max, date.max)
        return {
            norm.id: tuple(make_signaalregel(signaal, kader) for signaal in norm.signalen)
            for norm in self.raamwerk.normen
            if norm.signalen
        }

    def kader(self, peildatum: date, grens: date) -> Kader:
        """The frame for one meting."""
        return Kader(peildatum, grens, self.lezing, self.ankers, self.catalogus)

    @property
    def parameters(self) -> tuple[Parameterstand, ...]:
        """The readings that are in use, in the raamwerk's order."""
        return tuple(
            Parameterstand(
                name,
                ", ".join(self.lezing.lijst(name)),
                parameter.woord,
                name in self.lezing.afwijkend,
                parameter.status == "bevestigd",
                parameter.te_bevestigen_door,
            )
            for name, parameter in self.raamwerk.parameters.items()
        )


@dataclass(frozen=True)
class Scan:
    """What the engine needs of a meting: typed facts, decisions and judgements by norm."""

    partijtype: str
    peildatum: date
    antwoorden: Antwoorden
    nvt: Mapping[str, NvtBesluit]
    toetsing: Mapping[str, Toetsing]
    eindmeting: bool = False


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
        kader = self.kern.kader(day, self.scan.peildatum)
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
    mogelijk = _Normscan(kern, scan, norm).mogelijk(peildatum)
    return (mogelijk[0] if len(mogelijk) == 1 else "onbekend"), mogelijk


def score_meting(kern: Rekenraamwerk, scan: Scan, peildatum: date) -> Raamwerkoordeel:
    """Judge one meting by one raamwerk on a date. Same facts, date and raamwerk: same result."""
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
    norm, kader = one.norm, one.kern.kader(day, one.scan.peildatum)
    mogelijk = one.mogelijk(day)
    afgeleid: Status = mogelijk[0] if len(mogelijk) == 1 else "onbekend"
    toetsing = one.scan.toetsing.get(norm.id)
    grond = one.nvt_grond(day)
    steps: tuple[Stap, ...] = ()
    if one.regel is not None and afgeleid not in ("voldoet", "nvt"):
        route = find_route(one.regel, one.scan.antwoorden, kader)
        steps = route.stappen if route is not None else ()
    lapse = None
    if one.regel is not None and grond != "partijtype":
        days = turning_days(one.regel, one.scan.antwoorden, one.besluit, kader)
        lapse = find_verloop(afgeleid, one.status, days)
    return Normoordeel(
        id=norm.id,
        thema=thema_id,
        tekst=norm.tekst,
        oordeel=toetsing.oordeel if toetsing is not None else afgeleid,
        mogelijk=mogelijk,
        afgeleid=afgeleid,
        getoetst=toetsing.oordeel if toetsing is not None else None,
        reden=_reden(one, afgeleid, day),
        nog_nodig=steps,
        verloopt_op=lapse[0] if lapse is not None else None,
        verloopt_naar=lapse[1] if lapse is not None else None,
        signalen=_signals(one, day),
        nvt_grond=grond or ("regel" if afgeleid == "nvt" else None),
        toetsreden=toetsing.reden if toetsing is not None else None,
    )


def _reden(one: _Normscan, status: Status, day: date) -> str:
    match one.nvt_grond(day):
        case "partijtype":
            return f"geldt niet voor een {one.scan.partijtype}"
        case "besluit":
            assert one.besluit is not None
            until = one.besluit.herzien_op
            review = f" (herzien op {dutch(until)})" if until is not None else ""
            return f"besluit: {one.besluit.reden}{review}"
        case _:
            pass
    if one.regel is None:
        return f"er is geen regel: {one.norm.reden}"
    return _explainer(one, day).reden(status)


def _explainer(one: _Normscan, day: date) -> Uitlegger:
    assert one.regel is not None
    kader = one.kern.kader(day, one.scan.peildatum)
    return Uitlegger(one.regel, one.scan.antwoorden, kader, one.rows(day))


def _signals(one: _Normscan, day: date) -> tuple[str, ...]:
    """Remarks beside the status: those of the norm, and an untested fact in an eindmeting."""
    if one.nvt_grond(day) is not None:
        return ()
    kader = one.kern.kader(day, one.scan.peildatum)
    found = [
        signaal.tekst
        for signaal in one.kern.signaalregels.get(one.norm.id, ())
        if _holds_certainly(signaal, one.scan.antwoorden, kader)
    ]
    if one.scan.eindmeting:
        known = {name: one.scan.antwoorden.get(name, UNKNOWN) for name in one.norm.feit_ids}
        own = [name for name, antwoord in known.items() if antwoord.herkomst == "opgave"]
        if own:
            found.append(f"eigen opgave, niet getoetst: {', '.join(own)}")
    return tuple(found)


def _holds_certainly(signaal: Signaalregel, antwoorden: Antwoorden, kader: Kader) -> bool:
    rows = all_rows(signaal, antwoorden, kader)
    return all(signaal.beslis(uitkomsten) for uitkomsten in outcomes_of(signaal, rows))


def explain_norm(
    kern: Rekenraamwerk, scan: Scan, norm_id: str, peildatum: date
) -> tuple[Verklaring, ...]:
    """The derivation of one norm as a tree; empty when no rule was asked."""
    norm = kern.raamwerk.find_norm(norm_id)
    assert norm is not None
    one = _Normscan(kern, scan, norm)
    if one.regel is None or one.nvt_grond(peildatum) is not None:
        return ()
    return _explainer(one, peildatum).tree()
