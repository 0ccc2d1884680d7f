"""How one organisation moves over its metingen: the page, the JSON and the rows of `trend`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator

from weerbaar_cli.blad.blad import (
    Alinea,
    Blad,
    Blok,
    Inhoud,
    Kolom,
    Merk,
    Opsomming,
    Rij,
    Sectie,
    Sterk,
    Tabel,
)
from weerbaar_cli.blad.resultaat import Uitvoermodel, Versiemodel, fields_of, or_none
from weerbaar_cli.blad.view import Cel, Datalijst, Rijen
from weerbaar_cli.model.bestanden.meting import Metingsoort, Metingstatus
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF, Doelgroep
from weerbaar_cli.model.getal import dutch_aandeel
from weerbaar_cli.model.tijd import dutch, dutch_version
from weerbaar_cli.model.uitkomsten.oordeel import TEKENS, WOORDEN, Normoordeel, Telling
from weerbaar_cli.model.uitkomsten.trend import (
    HALFJAAR,
    LEAST_DAYS,
    LEAST_MOMENTS,
    Koers,
    Moment,
    Normtrend,
    Reeks,
    Tempo,
    Termijngrond,
    Trend,
    Verwachting,
)
from weerbaar_cli.model.woorden import as_told
from weerbaar_cli.views.eigen.woorden import share_words
from weerbaar_cli.views.score import count_line
from weerbaar_cli.views.scoredata import (
    Aandeeldata,
    Organisatiedata,
    Tellingdata,
    Thematelling,
)
from weerbaar_cli.views.vergelijking import Opgegaandata, tell_opgegaan

BLOKKEN = "▁▂▃▄▅▆▇█"
COLUMNS = (
    "organisatie", "voorganger", "raamwerk", "raamwerkversie", "peildatum", "soort", "status",
    "fictief", "thema", "norm", "oordeel", "afgeleid", "getoetst", "vergelijkbaar", "tekst",
    "vertrouwelijk",
)  # fmt: skip
_GRONDEN: dict[Termijngrond, str] = {
    "streefdatum": "de streefdatum",
    "looptijd": "het einde van de looptijd",
}
_OPEN: tuple[Status, ...] = ("deels", "voldoet_niet", "onbekend")


class Trendview(NamedTuple):
    """The metingen of organisations in a row; nothing is compared between organisations."""

    reeksen: tuple[Reeks, ...]

    def blad(self) -> Blad:
        """Per organisation and raamwerk its moments, its norms and its course."""
        first, single = self.reeksen[0], len(self.reeksen) == 1
        return Blad(
            titel=_titel(first) if single else f"Verloop van {len(self.reeksen)} reeksen metingen",
            ondertitel=_ondertitel(first.trend) if single else "",
            doelgroep=first.doelgroep,
            datum=max(one.trend.momenten[-1].peildatum for one in self.reeksen),
            vertrouwelijk="" if first.fictief else DOELGROEPEN[first.doelgroep].regel,
            fictief=FICTIEF if first.fictief else "",
            secties=_secties(first, "")
            if single
            else tuple(_reeks(one, f"reeks-{n}-") for n, one in enumerate(self.reeksen, 1)),
        )

    def data(self) -> Trenddata | Datalijst:
        """One trend as itself, several in a list."""
        found = tuple(map(reeks_data, self.reeksen))
        return found[0] if len(found) == 1 else Datalijst(found)

    def rijen(self) -> Rijen:
        """A row per moment per norm."""
        rows = (
            _row(reeks, moment, norm)
            for reeks in self.reeksen
            for moment in reeks.trend.momenten
            for norm in moment.oordeel.normen
        )
        return Rijen(COLUMNS, tuple(rows))


def _titel(reeks: Reeks) -> str:
    return f"{reeks.partij.naam} — {reeks.trend.laatste.titel}"


def _ondertitel(trend: Trend) -> str:
    word = "raamwerkversie" if len(trend.versies) == 1 else "raamwerkversies"
    versies = ", ".join(map(dutch_version, trend.versies))
    return f"verloop over {len(trend.momenten)} metingen, {word} {versies}"


def _reeks(reeks: Reeks, voor: str) -> Sectie:
    """One of several; `voor` keeps the anchors apart."""
    where = Alinea(_ondertitel(reeks.trend))
    return Sectie(_titel(reeks), f"{voor}trend", (where,), _secties(reeks, voor))


def _secties(reeks: Reeks, voor: str) -> tuple[Sectie, ...]:
    trend = reeks.trend
    told = map(Alinea, tell_opgegaan(reeks.opgegaan, reeks.ook_opgegaan))
    return (
        Sectie("Verloop", f"{voor}verloop", (Alinea(_sparkline(trend)), _momenten(trend), *told)),
        Sectie("Normen", f"{voor}normen", tuple(_normblokken(trend))),
        Sectie("Koers", f"{voor}koers", tuple(map(Alinea, describe_koers(trend)))),
    )


def _sparkline(trend: Trend) -> Inhoud:
    """The share that voldoet at each moment: as blocks from nothing to all, and in words."""
    tellingen = trend.tellingen()
    blocks = "".join(map(block_of, tellingen))
    words = " → ".join(f"{one.voldoet} van {one.van_toepassing}" for one in tellingen)
    only = " (alleen de normen die bij elke meting gelijk zijn)" if trend.onvergelijkbaar else ""
    return (Sterk("Voldoet"), f"  {blocks}  {words}{only}")


def block_of(telling: Telling) -> str:
    """A block as high as the share; the highest only when everything voldoet."""
    if not telling.van_toepassing:
        return TEKENS["nvt"]
    return BLOKKEN[int(Fraction(telling.voldoet, telling.van_toepassing) * (len(BLOKKEN) - 1))]


def _momenten(trend: Trend) -> Opsomming:
    """Each moment with its own telling; the numbers are used in the table of norms."""
    numbered = enumerate(trend.momenten, 1)
    return Opsomming("Metingen", tuple(_moment_rij(n, one, trend) for n, one in numbered))


def _moment_rij(number: int, moment: Moment, trend: Trend) -> Rij:
    oordeel = moment.oordeel
    share = share_words(oordeel.aandeel, oordeel.telling)
    lines = (f"{_kind(moment, trend)}: {share}", count_line(oordeel.telling))
    return Rij(f"{number}  {dutch(moment.peildatum)}", lines)


def _kind(moment: Moment, trend: Trend) -> str:
    """The kind; whose it was, whether it is a draft, and the version where these differ."""
    whose = f" van {moment.voorganger}" if moment.voorganger else ""
    draft = " (concept)" if moment.status == "concept" else ""
    version = f", versie {dutch_version(moment.oordeel.versie)}" if len(trend.versies) > 1 else ""
    return f"{moment.soort}{whose}{draft}{version}"


def _normblokken(trend: Trend) -> Iterator[Blok]:
    """Per thema how many norms voldoet of those that apply; per norm its signs."""
    if trend.normen:
        yield _normtabel(trend)
        used = {status for norm in trend.normen for status in norm.oordelen}
        legend = [f"{TEKENS[one]} {WOORDEN[one]}" for one in STATUSES if one in used]
        yield Alinea("   ".join([*legend, "2/4: van vier normen die gelden, voldoen er twee"]))
    if trend.onvergelijkbaar:
        names = ", ".join(trend.onvergelijkbaar)
        yield Alinea(f"Niet te vergelijken (andere tekst, of niet in elke versie): {names}")


def _normtabel(trend: Trend) -> Tabel:
    numbers = (Kolom(str(number)) for number, _ in enumerate(trend.momenten, 1))
    rows: list[tuple[Inhoud, ...]] = []
    for thema in trend.laatste.themas:
        normen = [norm for norm in trend.normen if norm.thema == thema.id]
        counts = [f"{one.voldoet}/{one.van_toepassing}" for one in trend.tellingen(thema.id)]
        if normen:
            rows.append((Sterk(thema.id), *map(Sterk, counts), "", Sterk(thema.titel)))
            rows += map(_normrij, normen)
    return Tabel(
        "Per norm wat zij bij elke meting was",
        (Kolom("norm"), *numbers, Kolom("nu"), Kolom("wat er moet")),
        tuple(rows),
    )


def _normrij(norm: Normtrend) -> tuple[Inhoud, ...]:
    signs = (TEKENS[one] for one in norm.oordelen)
    return (norm.id, *signs, Merk(norm.oordelen[-1]), as_told(norm.tekst))


def describe_koers(trend: Trend) -> Iterator[str]:
    """Whether it is on course, in sentences without false precision."""
    koers = trend.koers
    yield _describe_termijn(koers, trend.momenten[-1])
    yield _describe_rest(trend)
    if koers.tempo is not None:
        yield _describe_tempo(koers.tempo, trend)
    elif koers.te_gaan:
        yield _describe_no_tempo(trend)
    if koers.tempo is not None and koers.te_gaan:
        yield f"Bij dit tempo {_describe_verwachting(koers, koers.tempo)}."


def _describe_termijn(koers: Koers, last: Moment) -> str:
    """How long there is; after the term only that it is after the term (R-G8)."""
    if koers.termijn is None or koers.grond is None or koers.dagen is None:
        return "Dit raamwerk noemt geen streefdatum en geen looptijd."
    when = f"{_GRONDEN[koers.grond]} {dutch(koers.termijn)}"
    if koers.na_termijn:
        return f"Na de termijn: {when} ligt voor de laatste meting ({dutch(last.peildatum)})."
    if not koers.dagen:
        return f"De laatste meting is op de dag zelf van {when}."
    days = "1 dag" if koers.dagen == 1 else f"{koers.dagen} dagen"
    return f"Nog {days} vanaf de laatste meting ({dutch(last.peildatum)}) tot {when}."


def _describe_rest(trend: Trend) -> str:
    koers, telling = trend.koers, trend.laatste.telling
    total = telling.van_toepassing
    if not total:
        return "Er is geen norm van toepassing."
    asked = "" if koers.gevraagd == 1 else f" voor de {dutch_aandeel(koers.gevraagd)} die nodig is"
    left = {status: getattr(telling, status) for status in _OPEN}
    now = ", ".join(f"{number} {WOORDEN[status]}" for status, number in left.items() if number)
    if koers.te_gaan:
        return f"Nog {_normen(koers.te_gaan)} te gaan van de {total} die gelden{asked} (nu: {now})."
    if now:
        return f"Er zijn geen normen meer te gaan{asked} (nu: {now})."
    words = "de ene norm die geldt, voldoet" if total == 1 else f"alle {total} normen voldoen"
    return f"Er is niets meer te gaan: {words}."


def _normen(number: int) -> str:
    return "1 norm" if number == 1 else f"{number} normen"


def _describe_no_tempo(trend: Trend) -> str:
    if len(trend.momenten) < LEAST_MOMENTS:
        return "Over het tempo is pas iets te zeggen bij drie metingen of meer."
    months = LEAST_DAYS // 30
    return f"Over het tempo is nog niets te zeggen: de metingen beslaan nog geen {months} maanden."


def _describe_tempo(tempo: Tempo, trend: Trend) -> str:
    """The pace over the norms that can be compared; newly filled in is not always newly done."""
    first, last = (trend.momenten[place].peildatum for place in (0, -1))
    was, now = (trend.tellingen()[place].voldoet for place in (0, -1))
    text = f"Van {dutch(first)} tot {dutch(last)}: {_pace(tempo)} (van {was} naar {now})."
    if tempo.eerst_onbekend == 1:
        text += " Eén norm die nu voldoet, was eerst onbekend."
    elif tempo.eerst_onbekend:
        text += f" {tempo.eerst_onbekend} normen die nu voldoen, waren eerst onbekend."
    return text


def _pace(tempo: Tempo) -> str:
    way = "erbij" if tempo.erbij > 0 else "eraf"
    number = round_half_up(abs(tempo.per_halfjaar))
    if not tempo.erbij:
        return "per saldo geen norm erbij"
    if not number:
        return f"minder dan één norm {way} per half jaar"
    return f"ongeveer {_normen(number)} {way} per half jaar"


def _describe_verwachting(koers: Koers, tempo: Tempo) -> str:
    nodig = tempo.days_for(koers.te_gaan)
    if nodig is None:
        return "komt de rest er niet"
    match koers.verwachting:
        case "op_tijd":
            return "is de rest op tijd klaar"
        case "krap":
            return "wordt het krap: de rest is rond die datum klaar"
        case "te_laat":
            return f"is de rest {_duration(nodig - (koers.dagen or 0))} na die datum klaar"
        case _:
            return f"duurt de rest nog {_duration(nodig)}"


def _duration(days: Fraction) -> str:
    """A length of time as people say it."""
    halves = round_half_up(days / HALFJAAR)
    if halves == 0:
        return "een paar maanden"
    if halves > 10:
        return "meer dan vijf jaar"
    words = {1: "een half jaar", 2: "een jaar", 3: "anderhalf jaar", 5: "tweeënhalf jaar"}
    years = {2: "twee", 3: "drie", 4: "vier", 5: "vijf"}
    return f"ongeveer {words.get(halves) or f'{years[round_half_up(Fraction(halves, 2))]} jaar'}"


def round_half_up(number: Fraction) -> int:
    """The nearest whole number."""
    return int(number + Fraction(1, 2)) if number >= 0 else -int(-number + Fraction(1, 2))


def _row(reeks: Reeks, moment: Moment, norm: Normoordeel) -> tuple[Cel, ...]:
    oordeel = moment.oordeel
    return (
        reeks.partij.naam,
        moment.voorganger or None,
        oordeel.raamwerk,
        oordeel.versie,
        moment.peildatum,
        moment.soort,
        moment.status,
        "ja" if reeks.fictief else "nee",
        norm.thema,
        norm.id,
        norm.oordeel,
        norm.afgeleid,
        norm.getoetst,
        "ja" if norm.id not in reeks.trend.onvergelijkbaar else "nee",
        norm.tekst,
        DOELGROEPEN[reeks.doelgroep].regel,
    )


class Raamwerkversies(Uitvoermodel):
    """By which raamwerk, in the versions that were used."""

    id: str
    versies: tuple[str, ...]


class Normoordeeldata(Uitvoermodel):
    """What a norm is at one moment."""

    id: str
    oordeel: Status


class Momentstand(Uitvoermodel):
    """One meting, judged."""

    bestand: str
    voorganger: Annotated[str | None, BeforeValidator(or_none)]
    soort: Metingsoort
    status: Metingstatus
    peildatum: date
    raamwerkversie: str
    op_orde: bool | None
    telling: Tellingdata
    aandeel: Aandeeldata
    themas: tuple[Thematelling, ...]
    normen: tuple[Normoordeeldata, ...]


class Normverloop(Uitvoermodel):
    """A norm that can be compared, at every moment."""

    id: str
    thema: str
    oordelen: tuple[Status, ...]


class Tempodata(Uitvoermodel):
    """How fast norms came to voldoet."""

    erbij: int
    dagen: int
    eerst_onbekend: int
    per_halfjaar: Annotated[int, BeforeValidator(round_half_up)]


class Koersdata(Uitvoermodel):
    """Where it goes; null where there is no term or no pace."""

    termijn: date | None
    grond: Termijngrond | None
    dagen: int | None
    na_termijn: bool
    te_gaan: int
    tempo: Tempodata | None
    verwachting: Verwachting | None
    woorden: tuple[str, ...]


class Trenddata(Versiemodel):
    """One organisation by one raamwerk."""

    doelgroep: Doelgroep
    vertrouwelijk: str
    organisatie: Organisatiedata
    opgegaan: tuple[Opgegaandata, ...]
    ook_opgegaan: tuple[Opgegaandata, ...]
    raamwerk: Raamwerkversies
    fictief: bool
    momenten: tuple[Momentstand, ...]
    normen: tuple[Normverloop, ...]
    onvergelijkbaar: tuple[str, ...]
    koers: Koersdata


def reeks_data(reeks: Reeks) -> Trenddata:
    """One organisation by one raamwerk, for programs."""
    trend = reeks.trend
    values = {
        **fields_of(Trenddata, reeks, trend),
        "vertrouwelijk": DOELGROEPEN[reeks.doelgroep].regel,
        "organisatie": reeks.partij,
        "raamwerk": {"id": trend.laatste.raamwerk, "versies": trend.versies},
        "momenten": tuple(map(_moment, trend.momenten)),
        "koers": fields_of(Koersdata, trend.koers) | {"woorden": tuple(describe_koers(trend))},
    }
    return Trenddata.model_validate(values, from_attributes=True)


def _moment(moment: Moment) -> dict[str, Any]:
    told = fields_of(Momentstand, moment, moment.oordeel)
    return told | {"raamwerkversie": moment.oordeel.versie}
