"""How a meting stands, for programs: the JSON of `score`, parts of which other views use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from weerbaar_cli.blad.view import Uitvoermodel, Versiemodel, Vlag, Weglaatbaar
from weerbaar_cli.model.bestanden.meting import Afwijkbesluit, Metingsoort, Metingstatus
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status
from weerbaar_cli.model.uitkomsten.oordeel import (
    Aandeelbereik,
    Metingkop,
    Niveauoordeel,
    Normoordeel,
    Parameterstand,
    Raamwerkoordeel,
    Score,
    Stelling,
    Telling,
    Toetsstand,
)


class Organisatiedata(Uitvoermodel):
    """Who is assessed."""

    naam: str
    code: str | None
    type: str


class Raamwerkverwijzing(Uitvoermodel):
    """By which raamwerk."""

    id: str
    versie: str


class Metingdata(Uitvoermodel):
    """From which file."""

    bestand: str
    soort: Metingsoort
    status: Metingstatus
    peildatum: date
    fictief: bool


class Veronderstelling(Uitvoermodel):
    """What was supposed; an empty value is null: not known."""

    feit: str
    onderdeel: str | None
    waarde: str | None


class Tellingdata(Uitvoermodel):
    """Counts per status."""

    voldoet: int
    deels: int
    voldoet_niet: int
    onbekend: int
    nvt: int
    nvt_besluit: int
    afwijking: int
    van_toepassing: int


class Aandeeldata(Uitvoermodel):
    """Shares of what applies, rounded once to four decimals; null when nothing applies."""

    voldoet: float | None
    minimaal: float | None
    maximaal: float | None


class Thematelling(Uitvoermodel):
    """The norms of a thema, counted."""

    id: str
    titel: str
    telling: Tellingdata
    rubrieken: Weglaatbaar[dict[str, str]] = None


class Niveaudata(Uitvoermodel):
    """The norms of a level, counted, and whether they are in order."""

    id: str
    titel: str
    telling: Tellingdata
    aandeel: Aandeeldata
    op_orde: bool | None


class Afwijkbesluitdata(Uitvoermodel):
    """That a norm is not met was accepted, with an end."""

    reden: str
    besloten_door: str
    op: date
    tot: date


def _afwijking(one: Afwijkbesluit | None) -> Afwijkbesluitdata | None:
    if one is None:
        return None
    return Afwijkbesluitdata(
        reden=one.reden, besloten_door=one.besloten_door, op=one.op, tot=one.tot
    )


class Normdata(Uitvoermodel):
    """The oordeel on one norm."""

    id: str
    thema: str
    oordeel: Status
    mogelijk: tuple[Status, ...]
    afgeleid: Status
    getoetst: Status | None
    toetsstand: Toetsstand | None
    afwijking: Afwijkbesluitdata | None
    reden: str
    nog_nodig: tuple[str, ...]
    kort: str
    waarom: tuple[str, ...]
    doen: tuple[str, ...]
    verloopt_op: date | None
    signalen: tuple[str, ...]
    niveau: Weglaatbaar[str] = None
    rubriek: Weglaatbaar[str] = None
    verplicht: Vlag = None
    aanbeveling: Vlag = None


class Parameterdata(Uitvoermodel):
    """A reading that was used."""

    waarde: str
    afwijkend: bool
    bevestigd: bool
    te_bevestigen_door: str | None


class Gedeelddata(Uitvoermodel):
    """A fact that a group shares."""

    feit: str
    groep: str
    gebruikt: bool


class _Scorekop(Versiemodel):
    organisatie: Organisatiedata
    raamwerk: Raamwerkverwijzing
    meting: Metingdata
    peildatum: date


class Oordeeldata(Uitvoermodel):
    """What follows from one meting by one raamwerk."""

    verondersteld: tuple[Veronderstelling, ...]
    op_orde: bool | None
    telling: Tellingdata
    aandeel: Aandeeldata
    verplicht: Weglaatbaar[Tellingdata] = None
    aanbevelingen: Weglaatbaar[Tellingdata] = None
    niveaus: Weglaatbaar[tuple[Niveaudata, ...]] = None
    themas: tuple[Thematelling, ...]
    normen: tuple[Normdata, ...]
    parameters: dict[str, Parameterdata]
    gedeeld: tuple[Gedeelddata, ...]


class Scoredata(Oordeeldata, _Scorekop):
    """One meting, one raamwerk, one date."""


def score_data(score: Score, oordeel: Raamwerkoordeel) -> Scoredata:
    """One score for programs."""
    return Scoredata(
        organisatie=organisatie_data(score.kop),
        raamwerk=raamwerk_data(oordeel),
        meting=meting_data(score.kop),
        peildatum=oordeel.peildatum,
        **dict(oordeel_data(score, oordeel)),
    )


def raamwerk_data(oordeel: Raamwerkoordeel) -> Raamwerkverwijzing:
    """By which raamwerk, for programs."""
    return Raamwerkverwijzing(id=oordeel.raamwerk, versie=oordeel.versie)


def oordeel_data(score: Score, oordeel: Raamwerkoordeel) -> Oordeeldata:
    """What follows from the meting by one raamwerk, for programs."""
    return Oordeeldata(
        verondersteld=veronderstellingen(score.verondersteld),
        op_orde=oordeel.op_orde,
        telling=telling_data(oordeel.telling),
        aandeel=aandeel_data(oordeel.aandeel),
        verplicht=telling_data(oordeel.verplicht) if oordeel.verplicht else None,
        aanbevelingen=telling_data(oordeel.aanbevelingen) if oordeel.aanbevelingen else None,
        niveaus=tuple(map(_niveau, oordeel.niveaus)) or None,
        themas=themas_data(oordeel),
        normen=tuple(map(norm_data, oordeel.normen)),
        parameters={one.id: _parameter(one) for one in oordeel.parameters},
        gedeeld=tuple(
            Gedeelddata(feit=one.feit, groep=one.groep, gebruikt=one.gebruikt)
            for one in score.gedeeld
        ),
    )


def themas_data(oordeel: Raamwerkoordeel) -> tuple[Thematelling, ...]:
    """The norms of each thema, counted, for programs."""
    return tuple(
        Thematelling(
            id=one.id,
            titel=one.titel,
            telling=telling_data(one.telling),
            rubrieken=dict(one.rubrieken) or None,
        )
        for one in oordeel.themas
    )


def organisatie_data(kop: Metingkop) -> Organisatiedata:
    """Who is assessed, for programs."""
    return Organisatiedata(naam=kop.naam, code=kop.code, type=kop.type)


def meting_data(kop: Metingkop) -> Metingdata:
    """From which file, for programs."""
    return Metingdata(
        bestand=kop.bestand,
        soort=kop.soort,
        status=kop.status,
        peildatum=kop.peildatum,
        fictief=kop.fictief,
    )


def veronderstellingen(stellingen: Sequence[Stelling]) -> tuple[Veronderstelling, ...]:
    """What was supposed, for programs."""
    return tuple(
        Veronderstelling(feit=one.feit, onderdeel=one.onderdeel, waarde=one.waarde or None)
        for one in stellingen
    )


def telling_data(telling: Telling) -> Tellingdata:
    """Counts per status, for programs."""
    counts = {status: getattr(telling, status) for status in STATUSES}
    decided = {"nvt_besluit": telling.nvt_besluit, "afwijking": telling.afwijking}
    return Tellingdata(**counts, **decided, van_toepassing=telling.van_toepassing)


def aandeel_data(aandeel: Aandeelbereik) -> Aandeeldata:
    """Shares, for programs."""
    return Aandeeldata(
        voldoet=rounded(aandeel.voldoet),
        minimaal=rounded(aandeel.minimaal),
        maximaal=rounded(aandeel.maximaal),
    )


def rounded(share: Fraction | None) -> float | None:
    """A share, rounded once."""
    return None if share is None else round(float(share), 4)


def norm_data(norm: Normoordeel) -> Normdata:
    """The oordeel on one norm, for programs."""
    return Normdata(
        id=norm.id,
        thema=norm.thema,
        oordeel=norm.oordeel,
        mogelijk=norm.mogelijk,
        afgeleid=norm.afgeleid,
        getoetst=norm.getoetst,
        toetsstand=norm.toetsstand,
        afwijking=_afwijking(norm.afwijking),
        reden=norm.reden,
        nog_nodig=tuple(map(str, norm.nog_nodig)),
        kort=norm.kort,
        waarom=norm.waarom,
        doen=norm.doen,
        verloopt_op=norm.verloopt_op,
        signalen=norm.signalen,
        niveau=norm.niveau,
        rubriek=norm.rubriek,
        verplicht=norm.verplicht or None,
        aanbeveling=not norm.telt_mee or None,
    )


def _niveau(one: Niveauoordeel) -> Niveaudata:
    return Niveaudata(
        id=one.id,
        titel=one.titel,
        telling=telling_data(one.telling),
        aandeel=aandeel_data(one.aandeel),
        op_orde=one.op_orde,
    )


def _parameter(one: Parameterstand) -> Parameterdata:
    return Parameterdata(
        waarde=one.waarde,
        afwijkend=one.afwijkend,
        bevestigd=one.bevestigd,
        te_bevestigen_door=one.te_bevestigen_door,
    )
