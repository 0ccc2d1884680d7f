"""How one organisation moves over its metingen: the page, the JSON and the rows of `trend`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

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
from weerbaar_cli.blad.view import Cel, Datalijst, Rijen
from weerbaar_cli.model.bestanden.raamwerk import STATUSES
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF
from weerbaar_cli.model.tijd import dutch, dutch_version
from weerbaar_cli.model.uitkomsten.oordeel import TEKENS, WOORDEN, Normoordeel, Telling
from weerbaar_cli.model.uitkomsten.trend import (
    Moment,
    Normtrend,
    Reeks,
    Trend,
)
from weerbaar_cli.views.eigen.woorden import share_words
from weerbaar_cli.views.score_blad import count_line
from weerbaar_cli.views.verandering.koers import describe_koers
from weerbaar_cli.views.verandering.vergelijking import tell_opgegaan

if TYPE_CHECKING:
    from weerbaar_cli.views.verandering.trenddata import Trenddata

BLOKKEN = "▁▂▃▄▅▆▇█"
COLUMNS = (
    "organisatie", "voorganger", "raamwerk", "raamwerkversie", "peildatum", "soort", "status",
    "fictief", "thema", "norm", "oordeel", "afgeleid", "getoetst", "vergelijkbaar", "tekst",
    "vertrouwelijk",
)  # fmt: skip


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
            vertrouwelijk=DOELGROEPEN[first.doelgroep].regel,
            fictief=FICTIEF if first.fictief else "",
            secties=_secties(first, "")
            if single
            else tuple(_reeks(one, f"reeks-{n}-") for n, one in enumerate(self.reeksen, 1)),
        )

    def data(self) -> Trenddata | Datalijst:
        """One trend as itself, several in a list."""
        from weerbaar_cli.views.verandering.trenddata import (
            reeks_data,  # late: only programs need it
        )

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
        (Kolom("Norm"), *numbers, Kolom("Nu"), Kolom("Waarover")),
        tuple(rows),
    )


def _normrij(norm: Normtrend) -> tuple[Inhoud, ...]:
    signs = (TEKENS[one] for one in norm.oordelen)
    return (norm.id, *signs, Merk(norm.oordelen[-1]), norm.kort)


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
