"""Districts side by side for their common board: one page first, then the detail; no party in it.

Every district has its own norms, so nothing is added up over districts and nothing is ordered by
its figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weerbaar_cli import __version__
from weerbaar_cli.blad.blad import (
    Alinea,
    Blad,
    Blok,
    Cijfer,
    Inhoud,
    Kader,
    Kerncijfers,
    Kolom,
    Lijst,
    Sectie,
    Sterk,
    Tabel,
)
from weerbaar_cli.blad.view import Rapportview
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF, OVERZICHT
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.overzicht import Districtdeel, Overzicht
from weerbaar_cli.views.eigen.woorden import count_word, join
from weerbaar_cli.views.groep.woorden import behaald_word, refer
from weerbaar_cli.views.overzicht import gedeeld as overzicht_gedeeld
from weerbaar_cli.views.overzicht import themas as overzicht_themas
from weerbaar_cli.views.overzicht.data import Overzichtdata, overzicht_data
from weerbaar_cli.views.overzicht.woorden import ONTBREEKT, districts_with

EIGEN_NORMEN = (
    "Elk district heeft zijn eigen normen. Een hoger getal betekent dus niet dat een district "
    "verder is: het kan ook minder of lichtere normen hebben. Daarom is er geen totaal over de "
    "districten, en staan zij in een vaste volgorde."
)
DISTRICTEN = ("De districten", "districten")
LEZEN = ("Zo leest u dit overzicht", "lezen")


@dataclass(frozen=True)
class Overzichtview(Rapportview):
    """Districts side by side."""

    overzicht: Overzicht

    def blad(self) -> Blad:
        """The page."""
        return make_overzichtsblad(self.overzicht)

    def data(self) -> Overzichtdata:
        """The same figures, for programs."""
        return overzicht_data(self.overzicht)


def make_overzichtsblad(overzicht: Overzicht) -> Blad:
    """The whole overview."""
    secties = (
        _kort(overzicht),
        overzicht_themas.make_themas(overzicht),
        overzicht_gedeeld.make_eisen(overzicht),
        *overzicht_gedeeld.make_oorzaken(overzicht),
        _districten(overzicht),
        _lezen(overzicht),
    )
    is_board = overzicht.doel == "bestuur"
    return Blad(
        titel=f"Overzicht {overzicht.titel}",
        ondertitel=f"{count_word(len(overzicht.districten), 'district', 'districten').capitalize()}"
        f" naast elkaar, per thema van de weerbaarheidsscan",
        doelgroep=overzicht.doel,
        datum=max(_peildata(overzicht)),
        kenmerken=(
            ("Voor wie", f"bestuur van {overzicht.titel}" if is_board else "iedereen"),
            ("Peildatum", _peildatum(overzicht)),
            ("Gemaakt uit", "gepubliceerde rapporten van de districten"),
        ),
        vertrouwelijk=OVERZICHT.regel if is_board else DOELGROEPEN["openbaar"].regel,
        fictief=FICTIEF if overzicht.fictief else "",
        secties=secties,
        voet=(*_versions(overzicht), f"weerbaar {__version__}"),
    )


def _peildata(overzicht: Overzicht) -> list[date]:
    rapporten = (one.rapport for one in overzicht.districten)
    return [one.nu.peildatum for one in rapporten if one is not None]


def _peildatum(overzicht: Overzicht) -> str:
    days = sorted({*_peildata(overzicht)})
    if len(days) == 1:
        return dutch(days[0])
    return f"verschilt per district, van {dutch(days[0])} tot en met {dutch(days[-1])}"


def _versions(overzicht: Overzicht) -> tuple[str, ...]:
    used = (one.raamwerk for one in overzicht.districten if one.rapport is not None)
    named = (f"Raamwerk {one.id} {one.versie}" for one in used if one is not None)
    return tuple(dict.fromkeys(named))


def _kort(overzicht: Overzicht) -> Sectie:
    blokken: tuple[Blok, ...] = (
        Kerncijfers(tuple(_respons(one) for one in overzicht.districten)),
        *_missing(overzicht),
        Alinea(EIGEN_NORMEN),
        overzicht_themas.make_thematabel(overzicht),
        Lijst(_points(overzicht)),
    )
    return Sectie("In het kort", "kort", blokken)


def _respons(one: Districtdeel) -> Cijfer:
    if one.rapport is None:
        return Cijfer(ONTBREEKT, one.titel, "geen rapport ontvangen")
    nu = one.rapport.nu
    words = f"{nu.soort} van {dutch(nu.peildatum)}"
    return Cijfer(f"{nu.ingeleverd} van {nu.leden}", f"ingeleverd in {one.titel}", words)


def _missing(overzicht: Overzicht) -> tuple[Kader, ...]:
    titels = tuple(one.titel for one in overzicht.districten if one.rapport is None)
    if not titels:
        return ()
    words = f"Van {join(titels)} is er geen rapport. Het overzicht is dus niet volledig."
    return (Kader("let_op", "Niet elk district staat erin", (Alinea(words),)),)


def _points(overzicht: Overzicht) -> tuple[Inhoud, ...]:
    """What the districts share, and where to read on."""
    eisen, oorzaken = overzicht_gedeeld.EISEN, overzicht_gedeeld.OORZAKEN
    points: list[Inhoud] = [
        (
            Sterk("Gedeelde eisen."),
            f" {overzicht_gedeeld.eisen_sentence(overzicht)}",
            *refer(*eisen),
        )
    ]
    if overzicht.doel == "bestuur":
        words = overzicht_gedeeld.oorzaken_sentence(overzicht)
        points.append((Sterk("Gedeelde oorzaken."), f" {words}", *refer(*oorzaken)))
    days = _peildatum(overzicht)
    if len({*_peildata(overzicht)}) > 1:
        words = f"De peildatum {days}. Wat intussen veranderde, is hier niet te zien."
        points.append((Sterk("Peildatum."), f" {words}", *refer(*DISTRICTEN)))
    uncertain = sum(len(part.onzeker) for one in overzicht.districten for part in one.themas)
    if uncertain:
        which = "zij hoort" if uncertain == 1 else "zij horen"
        word = count_word(uncertain, "norm", "normen")
        words = f"Van {word} is onzeker bij welk thema {which}."
        heads = (overzicht_themas.ONZEKER_KOP, overzicht_themas.ONZEKER_ANKER)
        points.append((Sterk("Indeling."), f" {words}", *refer(*heads)))
    return tuple(points)


def _districten(overzicht: Overzicht) -> Sectie:
    heads = (
        "District",
        "Raamwerk",
        "Meting",
        "Peildatum",
        "Ingeleverd",
        "Behaald?",
        "Rapport voor",
    )
    tabel = Tabel(
        "Uit welk rapport de getallen komen",
        tuple(map(Kolom, heads)),
        tuple(_districtrij(one) for one in overzicht.districten),
    )
    codes = tuple((one.titel, code) for one in overzicht.districten if (code := _code(one)))
    words = (
        "Met het waarmerk van elk rapport is na te gaan uit welk rapport de getallen komen: "
        + "; ".join(f"{titel} {code}" for titel, code in codes)
        + "."
    )
    more: tuple[Blok, ...] = (Alinea(words),) if codes else ()
    return Sectie(*DISTRICTEN, (tabel, *more))


def _code(one: Districtdeel) -> str:
    return one.rapport.waarmerk.get("inhoud", "") if one.rapport is not None else ""


def _districtrij(one: Districtdeel) -> tuple[Inhoud, ...]:
    raamwerk = one.raamwerk
    named = f"{raamwerk.titel}, versie {raamwerk.versie}" if raamwerk is not None else ONTBREEKT
    if one.rapport is None:
        return (one.titel, named, *(ONTBREEKT,) * 5)
    nu = one.rapport.nu
    return (
        one.titel,
        named,
        nu.soort,
        dutch(nu.peildatum),
        f"{nu.ingeleverd} van {nu.leden}",
        behaald_word(one.rapport.behaald.uitkomst),
        "het bestuur" if one.rapport.doelgroep == "bestuur" else "iedereen",
    )


def _lezen(overzicht: Overzicht) -> Sectie:
    points: list[Inhoud] = [
        "Dit overzicht is alleen gemaakt uit wat de districten zelf al hebben gepubliceerd. Er "
        "komt niets bij: ook hier is geen losse partij te zien.",
        "Een oordeel is één norm bij één partij. «32–44 van 52» betekent: van de 52 oordelen zijn "
        "er 32 tot en met 44 «voldoet»; waar het aantal daartussen ligt, is bewust niet verteld.",
        "Alles wat niet «voldoet» is, kan deels, voldoet niet, onbekend of bij besluit niet van "
        "toepassing zijn.",
        "«Geen norm»: dit district heeft voor dit thema geen norm afgesproken. «Ontbreekt»: van "
        "dit district is er geen rapport.",
    ]
    if any(part.zicht == "niet_te_zien" for one in overzicht.districten for part in one.themas):
        points.append(
            "«Niet te zien»: het rapport voor iedereen noemt alleen de eigen thema’s van het "
            "district, en die vallen anders dan de thema’s hier."
        )
    points.append(
        "De namen van de thema’s en de indeling van de normen zijn een voorstel van weerbaar. "
        f"{districts_with(overzicht)}"
    )
    return Sectie(*LEZEN, (Alinea(EIGEN_NORMEN), Lijst(tuple(points))))
